"""How long a member has served: periods (新 / 2期), years, and what a substitute's term is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.ruling import Alternative, Ruling
from kyodo_desktop.domain.served import USUAL, Count, TenureFacts, TenureReading, TermDays, count, periods
from kyodo_desktop.i18n import Message, msg

_A_DAY: Final = dt.timedelta(days=1)
_DAYS_A_YEAR: Final = 365


def tenure(facts: TenureFacts, reading: TenureReading = USUAL, article: str = "") -> Ruling:
    """How many periods a member has served: the verdict is the number, as text ("1" is 新).

    `article` is where the text says how to count; empty where it doesn't.
    """
    found = count(facts, reading)
    return Ruling(
        verdict=str(found.periods),
        article=article,
        arithmetic=_arithmetic(found),
        sentence=_sentence(found.periods),
        alternatives=tuple(_alternatives(facts, reading, found.periods)),
        notes=tuple(_notes(found, article)),
    )


def _arithmetic(count: Count) -> Message:
    total = msg(
        "この台帳より前{prior}期＋この台帳で{here}期＝{sum}期",
        prior=count.prior,
        here=count.here,
        sum=count.prior + count.here,
    )
    if count.prior + count.here:
        return total
    return msg("{total}。在任中のため1期目とする", total=total)


def _sentence(number: int) -> Message:
    return msg(
        "在任{number}期目です。名簿には「{standing}」と記します。",
        number=number,
        standing=numbering.standing(number),
    )


_WORDS: Final[dict[TenureReading, Message]] = {
    TenureReading("consecutive", "counted"): msg("連続した期だけを、補欠の期間も1期として数える読み方"),
    TenureReading("consecutive", "not_counted"): msg("連続した期だけを、補欠の期間を除いて数える読み方"),
    TenureReading("total", "counted"): msg("通算し、補欠の期間も1期に数える読み方"),
    TenureReading("total", "not_counted"): msg("通算し、補欠の期間を除いて数える読み方"),
}


def _alternatives(facts: TenureFacts, reading: TenureReading, number: int) -> Iterator[Alternative]:
    for other, words in _WORDS.items():
        would = periods(facts, other)
        if would != number:
            changed = {
                name: value
                for name, value, ours in (
                    ("tenure_run", other.run, reading.run),
                    ("tenure_substitute", other.substitute, reading.substitute),
                )
                if value != ours
            }
            yield Alternative(
                "+".join(changed),
                "+".join(changed.values()),
                (str(would),),
                msg("{reading}では、{number}期です。", reading=words, number=would),
            )


def _notes(count: Count, article: str) -> Iterator[Message]:
    if not article:
        yield msg("期の数え方の定めは記録されていないため、事務局の取扱いによりました。")
    if count.prior:
        yield msg("この台帳より前の期は、時期が分からないため、最初の記録に続くものとして数えています。")
    if count.broken:
        yield msg("途切れる前の{broken}期は数えていません。", broken=count.broken)
    if count.parts:
        yield msg("補欠として前任者の残任期間だけ在任した{parts}期は数えていません。", parts=count.parts)
    if count.gap:
        yield msg("任期と任期の間に委員のいない期間がありますが、続く任期として数えています。")


# --- years


@dataclass(frozen=True, slots=True, order=True)
class Years:
    """A time served: full years, and days beyond them."""

    years: int
    days: int


def years_served(spells: Iterable[TermDays], until: dt.date) -> Years:
    """The time served up to `until`, that day included.

    Years are counted by the calendar within each unbroken stretch (民法143条); the days beyond are summed,
    365 of them making another year.
    """
    years = days = 0
    for since, last in _stretches(spells, until):
        full = wareki.whole_years(since, last)
        years += full
        rest = wareki.term_end(since, full) + _A_DAY if full else since
        days += (last - rest).days + 1
    return Years(years + days // _DAYS_A_YEAR, days % _DAYS_A_YEAR)


def _stretches(spells: Iterable[TermDays], until: dt.date) -> list[tuple[dt.date, dt.date]]:
    """The days served as stretches without a break, none after `until`."""
    merged: list[tuple[dt.date, dt.date]] = []
    for spell in sorted(spells):
        if spell.since > until:
            break
        last = min(spell.until, until)
        if merged and spell.since <= merged[-1][1] + _A_DAY:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((spell.since, last))
    return merged


# --- substitutes


def remaining(term: TermDays, predecessor_left: dt.date, since: dt.date, article: str = "") -> Ruling:
    """A substitute's term, which is what remained of the predecessor's (残任期間): `served` or `too_early`.

    `predecessor_left` is the predecessor's last day, `since` the substitute's first; `margin` is the days
    the seat stood empty. Raises `ValueError` for a day outside the term.
    """
    if not term.since <= since <= term.until:
        raise ValueError(f"{since} lies outside the term")
    empty = (since - predecessor_left).days - 1
    first, last = wareki.long(since), wareki.long(term.until)
    return Ruling(
        verdict="too_early" if empty < 0 else "served",
        article=article,
        arithmetic=msg(
            "前任者の在任は{left}まで、任期の満了は{until}", left=wareki.long(predecessor_left), until=last
        ),
        sentence=msg("{day}には、前任者がまだ在任しています。", day=first)
        if empty < 0
        else msg("補欠の委員の任期は、前任者の残任期間の{first}から{last}までです。", first=first, last=last),
        notes=() if article else (msg("補欠の任期の定めは記録されていないため、一般の例によりました。"),),
        margin=empty,
    )
