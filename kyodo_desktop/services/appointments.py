"""Members' appointments (委嘱): made, ended, and put in the order that the roster lists them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.names import search_key
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Committee,
    EndReason,
    Person,
    PersonName,
    PriorService,
    Selection,
    Term,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.register import name_on, names_of, prior_service
from kyodo_desktop.services.sat import require_meetings_covered
from kyodo_desktop.services.seats import check_seat, name_of, offices_of
from kyodo_desktop.storage import Change, Draft, Store


def appoint(
    store: Store,
    term: Id,
    category: Id,
    *,
    name: str,
    kana: str = "",
    organisation: str = "",
    post: str = "",
    joined: bool = False,
    prior_periods: int = 0,
    since: dt.date | None = None,
    predecessor: Id | None = None,
    selection: Selection | None = None,
    namesake: bool = False,
) -> Change:
    """Appoint someone new to the register; `since` None means from the term's first day.

    With a `predecessor` this is a substitute (補欠), who serves what remains. A member of the same name in
    the term is taken for a slip, unless `namesake` says that it is another person (同姓同名).
    """
    with store.change(_act(name, predecessor)) as draft:
        if not namesake:
            _check_namesake(store, term, name)
        person = enter_person(draft, name, kana, organisation, post, joined=joined)
        if prior_periods:
            owner = store.get(Term, term).committee
            draft.add(PriorService(id=draft.new_id(), committee=owner, person=person, periods=prior_periods))
        seat_member(
            store,
            draft,
            term,
            category,
            person,
            since=since,
            predecessor=predecessor,
            name=name,
            selection=selection,
        )
    return draft.change


def reappoint(
    store: Store,
    term: Id,
    category: Id,
    person: Id,
    *,
    since: dt.date | None = None,
    predecessor: Id | None = None,
    selection: Selection | None = None,
) -> Change:
    """Appoint a person whom the register already knows (再任): their earlier terms count."""
    first = since or store.get(Term, term).since
    name = name_on(store, store.get(Person, person).id, first).name
    with store.change(_act(name, predecessor)) as draft:
        seat_member(
            store,
            draft,
            term,
            category,
            person,
            since=since,
            predecessor=predecessor,
            name=name,
            selection=selection,
        )
    return draft.change


def resign(store: Store, appointment: Id, on: dt.date, reason: EndReason) -> Change:
    """End an appointment before its term does: `on` is the last day. Offices end with it."""
    seat = store.get(Appointment, appointment)
    name = name_of(store, seat, on)
    what = msg("{name}の{reason}を記録できません", name=name, reason=Message(reason.label))
    with store.change(msg("委員 {name}の{reason}を記録", name=name, reason=Message(reason.label))) as draft:
        end_appointment(store, draft, seat, on, reason, what)
    return draft.change


def end_appointment(
    store: Store, draft: Draft, seat: Appointment, on: dt.date, reason: EndReason, what: Message
) -> None:
    """End an appointment within an act: `on` is its last day, and that of the offices held by it."""
    _check_end(seat, on, what)
    ended = replace(seat, until=on, end_reason=reason)
    check_seat(store, ended, what)
    require_meetings_covered(store, ended, what)
    for office in offices_of(store, seat):
        if office.since > on:
            raise refused(
                what,
                msg("{day}に役職へ就いた記録があります。", day=said(office.since)),
                msg("先にその役職の記録を訂正してください。"),
                "on",
            )
        if office.until is None or office.until > on:
            draft.save(replace(office, until=on))
    draft.save(ended)


def set_prior_periods(store: Store, committee: Id, person: Id, periods: int) -> Change:
    """Record how many periods a person served on a committee before this register began; 0 for none."""
    owner, stored = store.get(Committee, committee), prior_service(store, committee, person)
    name = names_of(store, store.get(Person, person).id)[-1].name
    with store.change(msg("委員 {name}の以前の期数を記録", name=name)) as draft:
        if stored is not None:
            draft.save(replace(stored, periods=periods))
        else:
            draft.add(PriorService(id=draft.new_id(), committee=owner.id, person=person, periods=periods))
    return draft.change


def reorder(store: Store, appointments: Sequence[Id]) -> Change:
    """List members in the order given, within each category; others of the term keep their places."""
    given = [store.get(Appointment, one) for one in appointments]
    with store.change(msg("委員名簿の順序を変更")) as draft:
        _check_order(given)
        seats = store.find(Appointment, term=given[0].term) if given else ()
        for order, seat in enumerate(_arranged(store, seats, given), 1):
            draft.save(replace(seat, order=order))
    return draft.change


def _act(name: str, predecessor: Id | None) -> Message:
    if predecessor is None:
        return msg("委員 {name}の委嘱を記録", name=name)
    return msg("補欠委員 {name}の委嘱を記録", name=name)


def enter_person(draft: Draft, name: str, kana: str, organisation: str, post: str, *, joined: bool) -> Id:
    """Enter someone new: the person, their name, and where they belong if that is said."""
    person = draft.add(Person(id=draft.new_id())).id
    draft.add(PersonName(id=draft.new_id(), person=person, name=name, kana=kana))
    if organisation or post:
        draft.add(
            Affiliation(id=draft.new_id(), person=person, organisation=organisation, post=post, joined=joined)
        )
    return person


def _arranged(store: Store, seats: Iterable[Appointment], given: Sequence[Appointment]) -> list[Appointment]:
    """All `seats`; those `given` share out among themselves the places they held in their category."""
    numbers = {one.id: one.number for one in store.find(Category)}
    asked = {seat.id for seat in given}
    queues = {
        category: iter([s for s in given if s.category == category])
        for category in {s.category for s in given}
    }
    placed = sorted(seats, key=lambda s: (numbers[s.category], s.order, s.since, s.id))
    return [next(queues[seat.category]) if seat.id in asked else seat for seat in placed]


def _check_order(given: Sequence[Appointment]) -> None:
    if len({seat.id for seat in given}) < len(given) or len({seat.term for seat in given}) > 1:
        raise refused(
            msg("名簿の順序を変更できません"),
            msg("同じ委員が2回並んでいるか、別の任期の委員が混ざっています。"),
            msg("画面を表示し直して、もう一度並べ替えてください。"),
        )


def _check_end(seat: Appointment, on: dt.date, what: Message) -> None:
    if seat.end_reason is not None:
        raise refused(
            what,
            msg("この委嘱は{day}にすでに終わっています。", day=said(seat.until)),
            msg("日や理由を直すときは、委嘱の「訂正」をしてください。"),
        )
    if on < seat.since:
        raise refused(
            what,
            msg("{day}は委嘱日（{since}）より前です。", day=said(on), since=said(seat.since)),
            msg("委嘱日以後の日を、在任の最終日として入力してください。"),
            "on",
        )


def _check_namesake(store: Store, term: Id, name: str) -> None:
    people = [seat.person for seat in store.find(Appointment, term=term)]
    folded = search_key(name)
    if folded and any(search_key(n.name) == folded for n in store.find_in(PersonName, "person", people)):
        raise refused(
            msg("{name}を委嘱できません", name=name),
            msg("この任期に同じ氏名の委員がいます。"),
            msg("同じ人であれば名簿の委員を選び、同姓同名の別の人であれば、その旨を指定してください。"),
            "name",
        )


def seat_member(
    store: Store,
    draft: Draft,
    term: Id,
    category: Id,
    person: Id,
    *,
    since: dt.date | None = None,
    predecessor: Id | None = None,
    name: str,
    selection: Selection | None = None,
) -> Appointment:
    """Seat a person in a term within an act, from `since` (None: the term's first day) until its end."""
    held = store.get(Term, term)
    seat = Appointment(
        id=draft.new_id(),
        term=term,
        category=category,
        person=person,
        order=_next_order(store, term, predecessor),
        since=since or held.since,
        until=held.until,
        predecessor=predecessor,
        selection=selection,
    )
    check_seat(store, seat, msg("{name}を委嘱できません", name=name))
    return draft.add(seat)


def _next_order(store: Store, term: Id, predecessor: Id | None) -> int:
    """A substitute takes the predecessor's place in the list; anybody else comes last."""
    if predecessor is not None:
        return store.get(Appointment, predecessor).order
    return max((seat.order for seat in store.find(Appointment, term=term)), default=0) + 1
