"""異動: from a day on. The name or affiliation of before keeps its past; the new one begins on the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.dated import overlap
from kyodo_desktop.domain.fields import fields
from kyodo_desktop.domain.records import Affiliation, PersonName
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.corrections import Spell, called
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.register import affiliations_of, name_on
from kyodo_desktop.storage import Change, Draft, Store

_A_DAY = dt.timedelta(days=1)
_NOT_SAID = ("since", "until", "confirmed_on", "person")


def succeed(store: Store, record: PersonName | Affiliation, on: dt.date) -> Change:
    """End the stored name or affiliation the day before `on`; `record`'s values hold from that day."""
    match record:
        case PersonName():
            return _name(store, record, on)
        case Affiliation():
            return _affiliation(store, record, on)


def _name(store: Store, record: PersonName, on: dt.date) -> Change:
    stored = store.get(PersonName, record.id)
    with store.change(msg("委員 {name}の氏名変更を記録", name=stored.name)) as draft:
        begin_from(draft, stored, record, on, msg("{name}の氏名変更を記録できません", name=stored.name))
    return draft.change


def _affiliation(store: Store, record: Affiliation, on: dt.date) -> Change:
    stored = store.get(Affiliation, record.id)
    name = name_on(store, stored.person, on).name
    with store.change(msg("委員 {name}の所属変更を記録", name=name)) as draft:
        begin_from(draft, stored, record, on, msg("{name}の所属変更を記録できません", name=name))
    return draft.change


def begin_from(draft: Draft, stored: Spell, record: Spell, on: dt.date, what: Message) -> None:
    """Within an act: end `stored` the day before `on`, from which `record`'s values hold."""
    if stored.since is not None and on <= stored.since:
        raise refused(
            what,
            msg("{day}は今の記録の始まり（{since}）以前です。", day=said(on), since=said(stored.since)),
            msg("初めからそうであったときは、「訂正」をしてください。"),
            "on",
        )
    if stored.until is not None and on > stored.until:
        raise refused(
            what,
            msg("{day}には、すでに別の記録が続いています。", day=said(on)),
            msg("その日に有効な記録を選んで変更してください。"),
            "on",
        )
    if _said_alike(stored, record):
        raise refused(
            what,
            msg("変更された内容がありません。"),
            msg("新しい内容を入力してから保存してください。"),
        )
    draft.save(replace(stored, version=record.version, until=on - _A_DAY))
    draft.add(
        replace(record, id=draft.new_id(), version=0, person=stored.person, since=on, until=stored.until)
    )


def _said_alike(stored: Spell, record: Spell) -> bool:
    said_by = [field.name for field in fields(type(stored)) if field.name not in _NOT_SAID]
    return all(getattr(stored, name) == getattr(record, name) for name in said_by)


def add_affiliation(store: Store, affiliation: Affiliation) -> Change:
    """Give an affiliation to a person who has none on those days; its id and version are given here."""
    name = called(store, affiliation.person, affiliation.since)
    what: Message = msg("{name}の所属を登録できません", name=name)
    with store.change(msg("委員 {name}の所属を登録", name=name)) as draft:
        if any(overlap(one, affiliation) for one in affiliations_of(store, affiliation.person)):
            raise refused(
                what,
                msg("同じ期間に別の所属が登録されています。"),
                msg("今の所属を選んで、訂正するか変更を記録してください。"),
                "since",
            )
        draft.add(replace(affiliation, id=draft.new_id(), version=0))
    return draft.change
