"""Meetings in which a member sat: their closed record stands, so the appointment must cover them."""

from __future__ import annotations

from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import Appointment, Attendance, Meeting
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.attending import came
from kyodo_desktop.services.held import is_closed
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.storage import Store


def require_meetings_covered(store: Store, seat: Appointment, what: Message) -> None:
    """Refuse days of an appointment that leave out a closed meeting which its holder attended."""
    for attendance in store.find(Attendance, appointment=seat.id):
        meeting = store.get(Meeting, attendance.meeting)
        if is_closed(meeting) and not holds_on(seat, meeting.date) and came(store, attendance):
            raise refused(
                what,
                msg(
                    "{number}会議（{day}）に出席した記録があります。",
                    number=meeting_number(meeting.number),
                    day=said(meeting.date),
                ),
                msg("日付を確かめてください。出席が誤りであれば、会議の記録を再開して直してください。"),
                "until",
            )
