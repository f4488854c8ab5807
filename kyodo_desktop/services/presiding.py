"""Who presides over a meeting at an item (議長), and the provisional chair (仮議長) where nobody else can."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    AgendaItem,
    Appointment,
    Election,
    Meeting,
    Office,
    OfficeRole,
    ProvisionalChair,
    VoterState,
)
from kyodo_desktop.domain.rules.presiding import Officer, PresidingFacts, preside
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.attending import require_not_absent
from kyodo_desktop.services.held import require_in_office, require_unclosed
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.room import MemberAt, Room, room_of
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Change, Store


@dataclass(frozen=True, slots=True)
class Presider:
    """Who presides: a member by appointment, or by name somebody who isn't one. `ruling` says why.

    Neither appointment nor name: a provisional chair is still to be chosen.
    """

    appointment: Id | None
    name: str
    ruling: Ruling

    @property
    def is_member(self) -> bool:
        """Whether a member presides, who then has a member's rights."""
        return self.appointment is not None

    @property
    def known(self) -> bool:
        """Whether anybody is in the chair."""
        return bool(self.appointment or self.name)


def presider_of(
    room: Room, item: AgendaItem, members: tuple[MemberAt, ...], electing: OfficeRole | None = None
) -> Presider:
    """Who presides while an item is under way, of `members` as they were then.

    An officer elected in this very meeting presides from the item after the election on; a chair, over the
    vice-chair's election (`electing`) under the same item too.
    """
    offices, served = _officers(room, item, electing)
    states = {one.appointment.id: one for one in members}
    chairs = _present_first(offices, OfficeRole.CHAIR, states)
    vices = _present_first(offices, OfficeRole.VICE_CHAIR, states)
    facts = PresidingFacts(chair=_state(chairs, states), vice_chair=_state(vices, states), first=not served)
    ruling = preside(room.law, facts)
    if ruling.verdict == "provisional":
        return _provisional(room, states, ruling)
    seat = (chairs if ruling.verdict == "chair" else vices)[0]
    return Presider(seat, states[seat].name, ruling)


def presider_at(store: Store, item: Id) -> Presider:
    """Who presides while an item is under way."""
    stored = store.get(AgendaItem, item)
    room = room_of(store, stored.meeting)
    return presider_of(room, stored, room.members(room.moment(item), item))


def require_presider(
    room: Room,
    item: AgendaItem,
    members: tuple[MemberAt, ...],
    what: Message,
    electing: OfficeRole | None = None,
) -> Presider:
    """Who presides. Refused where a provisional chair is needed and there is none."""
    presider = presider_of(room, item, members, electing)
    if not presider.known:
        raise refused(
            what,
            presider.ruling.sentence,
            msg("仮議長を、出席している委員か事務局から選んで記録してください。"),
            "presider",
        )
    return presider


def choose_provisional_chair(
    store: Store, meeting: Id, appointment: Id | None = None, *, name: str = ""
) -> Change:
    """Record who presides where neither chair nor vice-chair can: a member, or by `name` a secretary.

    It takes the place of the one chosen before.
    """
    owner = store.get(Meeting, meeting)
    seat = store.get(Appointment, appointment) if appointment is not None else None
    called = name_of(store, seat, owner.date) if seat is not None else name
    what = msg("仮議長を記録できません")
    with store.change(msg("仮議長 {name}の選出を記録", name=called)) as draft:
        require_unclosed(owner, what)
        if (seat is None) is not bool(name):
            raise refused(
                what,
                msg("仮議長は、委員か、委員でない人の氏名の、どちらか一方で示します。"),
                msg("委員を選ぶか、事務局の人の氏名を入力してください。"),
                "name",
            )
        if seat is not None:
            require_in_office(store, owner, seat, called, what)
            require_not_absent(store, owner, seat, called, what)
        for before in store.find(ProvisionalChair, meeting=meeting):
            draft.remove(before)
        draft.add(ProvisionalChair(id=draft.new_id(), meeting=meeting, appointment=appointment, name=name))
    return draft.change


def _officers(room: Room, item: AgendaItem, electing: OfficeRole | None) -> tuple[list[Office], bool]:
    """The offices held when `item` is under way, and whether the term had had any officer by then."""
    place = room.place(item.id)
    later = {
        (one.elected, one.role)
        for one in room.store.find_in(Election, "item", [other.id for other in room.items[place:]])
        if one.elected is not None
        and not (one.item == item.id and one.role is OfficeRole.CHAIR and electing is OfficeRole.VICE_CHAIR)
    }
    day = room.meeting.date
    offices = [
        office
        for office in room.offices
        if office.since <= day and not (office.since == day and (office.appointment, office.role) in later)
    ]
    return [one for one in offices if holds_on(one, day)], bool(offices)


def _present_first(offices: list[Office], role: OfficeRole, states: dict[Id, MemberAt]) -> tuple[Id, ...]:
    """The holders of an office, those who are there before the others, each in the roster's order."""
    places = list(states)
    held = [one.appointment for one in offices if one.role is role and one.appointment in states]
    return tuple(sorted(held, key=lambda seat: (not states[seat].counted, places.index(seat))))


def _state(holders: tuple[Id, ...], states: dict[Id, MemberAt]) -> Officer:
    if not holders:
        return "vacant"
    state = states[holders[0]].state
    if state is VoterState.WITHDRAWN:
        return "withdrawn"
    return "present" if states[holders[0]].counted else "absent"


def _provisional(room: Room, states: dict[Id, MemberAt], ruling: Ruling) -> Presider:
    for one in room.store.find(ProvisionalChair, meeting=room.meeting.id):
        if one.appointment is None:
            return Presider(None, one.name, ruling)
        member = states.get(one.appointment)
        if member is not None and member.counted:
            return Presider(one.appointment, member.name, ruling)
    return Presider(None, "", ruling)
