"""Which law applies on a day: the text on record, read as the committee reads it, and what it has decided."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from kyodo_desktop.domain import law as laws
from kyodo_desktop.domain.dated import in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.law import Law, Regulation
from kyodo_desktop.domain.readings import reading
from kyodo_desktop.domain.records import (
    AgendaItem,
    Committee,
    Election,
    Meeting,
    Motion,
    Reading,
    StandingDecision,
    VoteSnapshot,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.regulations import regulation_on
from kyodo_desktop.storage import Change, Draft, Store

NUMBERING = "numbering"
"""The one reading that is the committee's own setting (`Committee.numbering`)."""

_A_DAY = dt.timedelta(days=1)

Settled = TypeVar("Settled", Reading, StandingDecision)


def law_on(store: Store, committee: Id, day: dt.date) -> Law:
    """The law of a day: text, then the readings chosen, then the standing decisions, each as of that day.

    Raises `NotFound` where no text of that day is on record, `InvalidRecord` where the text has a fault.
    """
    version = regulation_on(store, committee, day)
    law = _read(version.source, version.title).on(day)
    numbering = store.get(Committee, committee).numbering.value
    chosen = in_force(readings(store, committee), day)
    law = law.with_readings({NUMBERING: numbering} | {one.name: one.value for one in chosen})
    settled = [one for one in in_force(decisions(store, committee), day) if one.reading]
    return law.with_readings(
        {one.reading: one.value for one in settled}, {one.reading: cited(one) for one in settled}
    )


@lru_cache(maxsize=32)
def _read(source: str, title: str) -> Regulation:
    return laws.read(source, title)


def readings(store: Store, committee: Id) -> tuple[Reading, ...]:
    """The readings that the committee has chosen, those of all days, the oldest first."""
    return store.find(Reading, committee=committee)


def decisions(store: Store, committee: Id) -> tuple[StandingDecision, ...]:
    """What the committee has decided of its own conduct, the oldest first."""
    return store.find(StandingDecision, committee=committee)


def cited(decision: StandingDecision) -> str:
    """A standing decision as a ruling cites it: 令和7年11月14日委員会決定「オンライン会議」（規則第6条）."""
    article = f"（{decision.article}）" if decision.article else ""
    return f"{said(decision.since)}委員会決定「{decision.title}」{article}"


def choose_reading(
    store: Store, committee: Id, name: str, value: str | int, on: dt.date, *, note: str = ""
) -> Change:
    """Read what the text leaves open as `value` from a day on; the choice before it ends the day before.

    Refused where a vote of that day or later was judged under another value, and for a value that only a
    text or a standing decision can bring. Raises `UnknownReading` for a name or a value that there isn't.
    """
    owner = store.get(Committee, committee)
    kind = reading(name)
    text = str(kind.checked(value))
    what = msg("「{label}」を変えられません", label=Message(kind.label))
    with store.change(msg("規則の読み方「{label}」を選択", label=Message(kind.label))) as draft:
        if name == NUMBERING:
            raise refused(
                what,
                msg("回数の数え方は、委員会の設定で決めています。"),
                msg("委員会の「回数の数え方」を変えてください。"),
            )
        law_on(store, owner.id, on).with_readings({name: text})
        check_votes(store, owner.id, name, text, on, what)
        _end_before(draft, [one for one in readings(store, owner.id) if one.name == name], on, what)
        draft.add(Reading(id=draft.new_id(), committee=owner.id, name=name, value=text, note=note, since=on))
    return draft.change


def record_decision(
    store: Store,
    committee: Id,
    title: str,
    body: str,
    *,
    since: dt.date,
    article: str = "",
    meeting: Id | None = None,
    reading_settled: str = "",
    value: str = "",
) -> Change:
    """Record what the committee decided of its own conduct (規則第6条), and the reading that it settles.

    `article` left out is the one by which the regulation leaves such matters to the committee.
    """
    owner = store.get(Committee, committee)
    what = msg("委員会の決定「{title}」を登録できません", title=title)
    with store.change(msg("委員会の決定「{title}」を登録", title=title)) as draft:
        law = law_on(store, owner.id, since)
        decision = StandingDecision(
            id=draft.new_id(),
            committee=owner.id,
            title=title,
            body=body,
            article=article or law.cite("delegation"),
            meeting=meeting,
            since=since,
            reading=reading_settled,
            value=value,
        )
        if reading_settled:
            law.with_readings({reading_settled: value}, {reading_settled: cited(decision)})
            check_votes(store, owner.id, reading_settled, value, since, what)
            same = [one for one in decisions(store, owner.id) if one.reading == reading_settled]
            _end_before(draft, same, since, what)
        draft.add(decision)
    return draft.change


def end_decision(store: Store, decision: Id, on: dt.date) -> Change:
    """Record that a standing decision holds no longer: `on` is its last day."""
    stored = store.get(StandingDecision, decision)
    what = msg("委員会の決定「{title}」の終わりを記録できません", title=stored.title)
    with store.change(msg("委員会の決定「{title}」の終わりを記録", title=stored.title)) as draft:
        ended = draft.save(replace(stored, until=on))
        if stored.reading:
            after = law_on(store, stored.committee, on + _A_DAY)
            value = str(after.readings[stored.reading])
            check_votes(store, ended.committee, stored.reading, value, on + _A_DAY, what)
    return draft.change


def _end_before(draft: Draft, others: Iterable[Settled], on: dt.date, what: Message) -> None:
    for other in others:
        if other.since >= on:
            raise refused(
                what,
                msg("{since}からの定めが、すでに登録されています。", since=said(other.since)),
                msg("それより後の日を入力するか、先に登録した定めを取り消してください。"),
                "since",
            )
        if other.until is None or other.until >= on:
            draft.save(replace(other, until=on - _A_DAY))


def check_votes(store: Store, committee: Id, name: str, value: str, on: dt.date, what: Message) -> None:
    """A past vote keeps the reading that it was judged under."""
    held = store.find(Meeting, committee=committee)
    for snapshot in snapshots_of(store, held):
        if snapshot.taken_on >= on and str(read_readings(snapshot).get(name, value)) != value:
            raise refused(
                what,
                msg(
                    "{day}の採決は、別の読み方で記録されています。済んだ採決の読み方は変えられません。",
                    day=said(snapshot.taken_on),
                ),
                msg("その採決より後の日から変えてください。"),
                "since",
            )


def snapshots_of(store: Store, meetings: Iterable[Meeting]) -> tuple[VoteSnapshot, ...]:
    """The frozen records of the votes and elections of these meetings."""
    items = [one.id for one in store.find_in(AgendaItem, "meeting", [one.id for one in meetings])]
    motions = [one.id for one in store.find_in(Motion, "item", items)]
    elections = [one.id for one in store.find_in(Election, "item", items)]
    return (
        *store.find_in(VoteSnapshot, "motion", motions),
        *store.find_in(VoteSnapshot, "election", elections),
    )


def read_readings(snapshot: VoteSnapshot) -> dict[str, str | int]:
    """The readings that a vote was judged under, by name."""
    return json.loads(snapshot.readings)
