"""A meeting held, for the minutes to be written of: the sample's first, with a motion put on its agenda."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import AgendaItem, ItemKind, Motion, OfficeRole, VoteMethod
from kyodo_desktop.services import meetings, voting
from kyodo_desktop.services.attending import check_in, leave, record_other_absences
from kyodo_desktop.services.closing import close_meeting, open_meeting
from kyodo_desktop.services.electing import Poll, record_election
from kyodo_desktop.services.presiding import choose_provisional_chair
from kyodo_desktop.services.voting import Counted
from kyodo_desktop.storage import Store
from tests.services import asking

MOTION = "運営要領の制定について"
ELECTION = "正副委員長の選任（互選）について"
SECOND = "副委員長の選任"
WORDING = "運営要領案"
ABSENT = "若谷 正巳"
LATE = "中本 進一"


def seat(store: Store, name: str) -> Id:
    """A member's appointment."""
    return asking.line(store, name).appointment.id


def item(store: Store, title: str) -> AgendaItem:
    """The item with this title."""
    lines = meetings.agenda(store, asking.meeting(store).id)
    return next(one.item for one in lines if one.item.title == title)


def prepare(store: Store) -> Id:
    """Put the motion on the agenda, before the last item under 議事, and one for the vice-chair."""
    meeting = asking.meeting(store).id
    meetings.add_item(store, meeting, MOTION, kind=ItemKind.DECISION, parent=item(store, "議事").id)
    meetings.move_item(store, item(store, MOTION).id, -1)
    meetings.add_item(store, meeting, SECOND, kind=ItemKind.ELECTION, parent=item(store, ELECTION).id)
    return meeting


def begin(store: Store) -> Id:
    """Everybody but two is there; one of the secretariat presides until the election."""
    meeting = prepare(store)
    for name in asking.names(store):
        if name not in (ABSENT, LATE):
            check_in(store, meeting, seat(store, name))
    choose_provisional_chair(store, meeting, name="協働推進課長")
    open_meeting(store, meeting, at=dt.time(14))
    return meeting


def elect(store: Store) -> None:
    """Chair and vice-chair, by nomination."""
    for title, name, role in (
        (ELECTION, "梶原 純", OfficeRole.CHAIR),
        (SECOND, "下重 郁美", OfficeRole.VICE_CHAIR),
    ):
        record_election(store, item(store, title).id, role, Poll(nominee=seat(store, name)))


def move(store: Store) -> Motion:
    """Put the motion."""
    voting.add_motion(store, item(store, MOTION).id, WORDING)
    return store.find(Motion)[0]


def vote(store: Store, ayes: int = 0, noes: int = 0) -> None:
    """By hands, or without objection where nothing is counted."""
    counted = Counted(method=VoteMethod.NO_OBJECTION)
    if ayes or noes:
        counted = Counted(method=VoteMethod.HANDS, ayes=ayes, noes=noes)
    voting.record_vote(store, store.find(Motion)[0].id, counted)


def hold(store: Store) -> Id:
    """The whole meeting: one comes late, one leaves before the motion, which is carried; it is closed."""
    meeting = begin(store)
    elect(store)
    check_in(store, meeting, seat(store, LATE), before=item(store, "議事").id)
    leave(store, meeting, seat(store, "布施 富美子"), before=item(store, MOTION).id)
    move(store)
    vote(store, ayes=7, noes=2)
    record_other_absences(store, meeting)
    close_meeting(store, meeting, at=dt.time(15, 45))
    return meeting
