"""Meetings from plan to closed record: every question a clerk asks and every act, in one place."""

from __future__ import annotations

from kyodo_desktop.services.agenda import (
    AgendaLine,
    add_item,
    agenda,
    edit_item,
    move_item,
    outdent_item,
    remove_item,
)
from kyodo_desktop.services.attending import (
    begin_item,
    check_in,
    leave,
    record_absence,
    record_other_absences,
    withdraw_attendance,
)
from kyodo_desktop.services.candidates import (
    DateForecast,
    add_candidate,
    answer_date,
    candidates,
    date_forecasts,
    decide_date,
    remove_candidate,
)
from kyodo_desktop.services.closing import (
    Obstacle,
    close_meeting,
    closing_obstacles,
    fail_meeting,
    make_informal,
    open_meeting,
    postpone_item,
    reopen_meeting,
    reopenings,
)
from kyodo_desktop.services.conveners import (
    Signature,
    convener_on,
    signature_of,
)
from kyodo_desktop.services.convening import (
    call_meeting,
    edit_meeting,
    meetings,
    next_meeting,
    next_number,
    remove_meeting,
)
from kyodo_desktop.services.electing import (
    Poll,
    draw_lot,
    elections,
    record_election,
    withdraw_election,
)
from kyodo_desktop.services.forecasts import (
    Forecast,
)
from kyodo_desktop.services.interests import (
    remove_withdrawal,
    withdraw_from,
)
from kyodo_desktop.services.laws import (
    choose_reading,
    cited,
    decisions,
    end_decision,
    law_on,
    readings,
    record_decision,
)
from kyodo_desktop.services.materials import (
    MaterialLine,
    add_material,
    add_received,
    attach,
    detach,
    edit_material,
    materials,
    move_material,
    remove_material,
)
from kyodo_desktop.services.presiding import (
    Presider,
    choose_provisional_chair,
    presider_at,
)
from kyodo_desktop.services.quorums import (
    QuorumMark,
    broke_at,
    present_at,
    quorum_at,
    quorum_timeline,
)
from kyodo_desktop.services.replies import (
    record_reply,
    replies,
    reply_forecast,
    takes_replies,
    withdraw_reply,
)
from kyodo_desktop.services.room import (
    MemberAt,
)
from kyodo_desktop.services.snapshots import (
    Frozen,
    snapshot_of,
)
from kyodo_desktop.services.voting import (
    Counted,
    add_motion,
    cast_vote,
    motions,
    record_vote,
    remove_motion,
)

__all__ = [
    "AgendaLine",
    "Counted",
    "DateForecast",
    "Forecast",
    "Frozen",
    "MaterialLine",
    "MemberAt",
    "Obstacle",
    "Poll",
    "Presider",
    "QuorumMark",
    "Signature",
    "add_candidate",
    "add_item",
    "add_material",
    "add_motion",
    "add_received",
    "agenda",
    "answer_date",
    "attach",
    "begin_item",
    "broke_at",
    "call_meeting",
    "candidates",
    "cast_vote",
    "check_in",
    "choose_provisional_chair",
    "choose_reading",
    "cited",
    "close_meeting",
    "closing_obstacles",
    "convener_on",
    "date_forecasts",
    "decide_date",
    "decisions",
    "detach",
    "draw_lot",
    "edit_item",
    "edit_material",
    "edit_meeting",
    "elections",
    "end_decision",
    "fail_meeting",
    "law_on",
    "leave",
    "make_informal",
    "materials",
    "meetings",
    "motions",
    "move_item",
    "move_material",
    "next_meeting",
    "next_number",
    "open_meeting",
    "outdent_item",
    "postpone_item",
    "present_at",
    "presider_at",
    "quorum_at",
    "quorum_timeline",
    "readings",
    "record_absence",
    "record_decision",
    "record_election",
    "record_other_absences",
    "record_reply",
    "record_vote",
    "remove_candidate",
    "remove_item",
    "remove_material",
    "remove_meeting",
    "remove_motion",
    "remove_withdrawal",
    "reopen_meeting",
    "reopenings",
    "replies",
    "reply_forecast",
    "signature_of",
    "snapshot_of",
    "takes_replies",
    "withdraw_attendance",
    "withdraw_election",
    "withdraw_from",
    "withdraw_reply",
]
