"""訂正: it was always so. A record is put right as a whole; what touched it in time moves with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias, TypeVar

from kyodo_desktop.domain.dated import overlap
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Committee,
    Office,
    Person,
    PersonName,
    PriorService,
    Term,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.committees import edit_category, edit_committee, edit_term
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.register import affiliations_of, name_on, names_of
from kyodo_desktop.services.sat import require_meetings_covered
from kyodo_desktop.services.seats import check_office, check_seat, name_of, offices_of
from kyodo_desktop.storage import Change, Draft, Store

Correctable: TypeAlias = (
    PersonName | Affiliation | PriorService | Appointment | Office | Person | Term | Category | Committee
)
Spell = TypeVar("Spell", PersonName, Affiliation)

_A_DAY = dt.timedelta(days=1)


def correct(store: Store, record: Correctable) -> Change:
    """Put a record right, as if it had always been so. For what changed from a day on, see `succeed`."""
    match record:
        case PersonName():
            return _name(store, record)
        case Affiliation():
            return _affiliation(store, record)
        case PriorService():
            return _prior(store, record)
        case Appointment():
            return _appointment(store, record)
        case Office():
            return _office(store, record)
        case Person():
            return _person(store, record)
        case Term():
            return edit_term(store, record)
        case Category():
            return edit_category(store, record)
        case Committee():
            return edit_committee(store, record)


def _name(store: Store, record: PersonName) -> Change:
    stored = store.get(PersonName, record.id)
    with store.change(msg("委員 {name}の氏名を訂正", name=stored.name)) as draft:
        record = replace(record, person=stored.person)
        names = names_of(store, stored.person)
        what = msg("{name}の氏名を訂正できません", name=stored.name)
        after = _moved(draft, stored, record, names, what)
        _check_whole(after, what)
    return draft.change


def _affiliation(store: Store, record: Affiliation) -> Change:
    stored = store.get(Affiliation, record.id)
    name = called(store, stored.person, stored.since)
    with store.change(msg("委員 {name}の所属を訂正", name=name)) as draft:
        record = replace(record, person=stored.person)
        spells = affiliations_of(store, stored.person)
        _moved(draft, stored, record, spells, msg("{name}の所属を訂正できません", name=name))
    return draft.change


def _prior(store: Store, record: PriorService) -> Change:
    stored = store.get(PriorService, record.id)
    name = called(store, stored.person, None)
    with store.change(msg("委員 {name}の以前の期数を訂正", name=name)) as draft:
        draft.save(replace(record, committee=stored.committee, person=stored.person))
    return draft.change


def _person(store: Store, record: Person) -> Change:
    stored = store.get(Person, record.id)
    with store.change(msg("委員 {name}の連絡先を変更", name=called(store, stored.id, None))) as draft:
        draft.save(record)
    return draft.change


def _appointment(store: Store, record: Appointment) -> Change:
    stored = store.get(Appointment, record.id)
    name = name_of(store, stored, stored.since)
    what = msg("{name}の委嘱を訂正できません", name=name)
    with store.change(msg("委員 {name}の委嘱を訂正", name=name)) as draft:
        record = replace(record, term=stored.term, person=stored.person)
        check_seat(store, record, what)
        require_meetings_covered(store, record, what)
        for heir in store.find(Appointment, predecessor=stored.id):
            if record.until >= heir.since:
                raise refused(
                    what,
                    msg("補欠の委員が{day}に委嘱されています。", day=said(heir.since)),
                    msg("任期の終わりを、補欠の委嘱日より前にしてください。"),
                    "until",
                )
        draft.save(record)
        for office in offices_of(store, stored):
            kept = replace(office, until=record.until) if office.until == stored.until else office
            check_office(store, kept, what)
            draft.save(kept)
    return draft.change


def _office(store: Store, record: Office) -> Change:
    stored = store.get(Office, record.id)
    name = name_of(store, store.get(Appointment, stored.appointment), stored.since)
    role = Message(stored.role.label)
    with store.change(msg("{role} {name}の記録を訂正", role=role, name=name)) as draft:
        record = replace(record, appointment=stored.appointment)
        check_office(store, record, msg("{role} {name}の記録を訂正できません", role=role, name=name))
        draft.save(record)
    return draft.change


def _moved(
    draft: Draft, stored: Spell, record: Spell, spells: Sequence[Spell], what: Message
) -> tuple[Spell, ...]:
    """Save `record` and the neighbours that touched it in time; they give way, or follow, to the new days."""
    others = [_following(spell, stored, record, what) for spell in spells if spell.id != record.id]
    for other in others:
        if overlap(other, record):
            raise refused(
                what,
                msg("期間が別の記録と重なります。"),
                msg("「いつから」「いつまで」を、ほかの記録と重ならない日にしてください。"),
                "since",
            )
    saved = [draft.save(spell) for spell in (record, *others)]
    return tuple(sorted(saved, key=lambda spell: spell.since or dt.date.min))


def _following(other: Spell, stored: Spell, record: Spell, what: Message) -> Spell:
    """`other`, kept touching `record` in time where it touched `stored`: the days of both move."""
    moved = other
    if other.until is not None and stored.since == other.until + _A_DAY and record.since is not None:
        moved = replace(other, until=record.since - _A_DAY)
    elif other.since is not None and stored.until == other.since - _A_DAY and record.until is not None:
        moved = replace(other, since=record.until + _A_DAY)
    if moved.since is not None and moved.until is not None and moved.until < moved.since:
        raise refused(
            what,
            msg("隣り合う記録の期間がなくなってしまいます。"),
            msg("日付を確かめてください。不要な記録であれば、先にその記録を取り消してください。"),
            "since",
        )
    return moved


def _check_whole(names: Sequence[PersonName], what: Message) -> None:
    """A person has a name on every day: the first since always, the last for good, no gap between."""
    gaps = [
        one
        for one, after in pairwise(names)
        if one.until is None or after.since is None or one.until + _A_DAY != after.since
    ]
    if gaps or names[0].since is not None or names[-1].until is not None:
        raise refused(
            what,
            msg("氏名のない期間ができてしまいます。"),
            msg("最初の氏名の「いつから」と最後の氏名の「いつまで」は空欄にし、間を空けないでください。"),
            "since",
        )


def called(store: Store, person: Id, day: dt.date | None) -> str:
    """What a person was called on `day`; on None, by the newest name."""
    return names_of(store, person)[-1].name if day is None else name_on(store, person, day).name
