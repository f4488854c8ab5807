"""How the regulation is read on a day and on what ground; choices taken back, decisions put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from kyodo_desktop.domain.dated import in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.readings import READINGS, ReadingKind, reading
from kyodo_desktop.domain.records import Reading, StandingDecision
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.services.laws import NUMBERING, check_votes, cited, decisions, law_on, readings
from kyodo_desktop.storage import Change, Draft, Store

_A_DAY = dt.timedelta(days=1)

Settled = TypeVar("Settled", Reading, StandingDecision)


class Ground(Enum):
    """What a reading rests on."""

    DECISION = "decision"
    CHOICE = "choice"
    SETTING = "setting"
    ARTICLE = "article"
    DEFAULT = "default"

    @property
    def label(self) -> str:
        return {
            Ground.DECISION: mark("委員会の決定"),
            Ground.CHOICE: mark("事務局の選択"),
            Ground.SETTING: mark("委員会の設定"),
            Ground.ARTICLE: mark("規則の条"),
            Ground.DEFAULT: mark("既定"),
        }[self]


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """How one thing that the text leaves open is read on a day.

    `source` is the citation that it rests on, where there is one, `note` what the text's file or the clerk
    says of it, `chosen` every choice of it on record, the oldest first.
    """

    kind: ReadingKind
    value: str | int
    ground: Ground
    source: str
    note: str
    chosen: tuple[Reading, ...]


def readings_on(store: Store, committee: Id, day: dt.date) -> tuple[ReadingLine, ...]:
    """Every reading as it holds on a day. Raises `NotFound` where no text of that day is on record."""
    law = law_on(store, committee, day)
    known = readings(store, committee)
    chosen = {one.name: one for one in in_force(known, day)}
    settled = {one.reading: one for one in in_force(decisions(store, committee), day) if one.reading}

    def line(kind: ReadingKind) -> ReadingLine:
        name, decision, choice = kind.name, settled.get(kind.name), chosen.get(kind.name)
        ground, source, note = Ground.DEFAULT, "", law.notes.get(name, "")
        if decision is not None:
            ground, source, note = Ground.DECISION, cited(decision), decision.body
        elif choice is not None:
            ground, note = Ground.CHOICE, choice.note
        elif name == NUMBERING:
            ground = Ground.SETTING
        elif name in law.sources:
            ground, source = Ground.ARTICLE, law.sources[name]
        own = tuple(one for one in known if one.name == name)
        return ReadingLine(kind, law.readings[name], ground, source, note, own)

    return tuple(line(kind) for kind in READINGS)


def take_back_reading(store: Store, chosen: Id) -> Change:
    """Take back a reading chosen by mistake: the choice before it, which it ended, holds on.

    Refused where a vote was judged under it.
    """
    stored = store.get(Reading, chosen)
    label = Message(reading(stored.name).label)
    what = msg("「{label}」の選択を取り消せません", label=label)
    with store.change(msg("規則の読み方「{label}」の選択を取消", label=label)) as draft:
        draft.remove(stored)
        _open_again(
            draft, (one for one in readings(store, stored.committee) if one.name == stored.name), stored
        )
        _check(store, stored.committee, stored.name, stored.since, what)
    return draft.change


def edit_decision(store: Store, decision: StandingDecision) -> Change:
    """Save a standing decision's words and where it was taken; its days and its reading stay as they are."""
    stored = store.get(StandingDecision, decision.id)
    with store.change(msg("委員会の決定「{title}」を変更", title=stored.title)) as draft:
        draft.save(
            replace(
                decision,
                committee=stored.committee,
                since=stored.since,
                until=stored.until,
                reading=stored.reading,
                value=stored.value,
            )
        )
    return draft.change


def remove_decision(store: Store, decision: Id) -> Change:
    """Remove a standing decision entered by mistake: the one that it ended holds on.

    Refused where a vote was judged under the reading that it settles.
    """
    stored = store.get(StandingDecision, decision)
    what = msg("委員会の決定「{title}」を削除できません", title=stored.title)
    with store.change(msg("委員会の決定「{title}」を削除", title=stored.title)) as draft:
        draft.remove(stored)
        if stored.reading:
            same = (one for one in decisions(store, stored.committee) if one.reading == stored.reading)
            _open_again(draft, same, stored)
            _check(store, stored.committee, stored.reading, stored.since, what)
    return draft.change


def _open_again(draft: Draft, others: Iterable[Settled], gone: Settled) -> None:
    """Let what ended the day before `gone` hold as long as `gone` would have."""
    for other in others:
        if other.until == gone.since - _A_DAY:
            draft.save(replace(other, until=gone.until))


def _check(store: Store, committee: Id, name: str, since: dt.date, what: Message) -> None:
    value = str(law_on(store, committee, since).readings[name])
    check_votes(store, committee, name, value, since, what)


__all__ = ["Ground", "ReadingLine", "edit_decision", "readings_on", "remove_decision", "take_back_reading"]
