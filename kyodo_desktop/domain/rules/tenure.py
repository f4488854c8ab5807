"""How long a member has served: periods (新 / 2期), years, and what a substitute's term is.

A period is a term of the committee in which the person held a seat, for however few days. Texts leave open
whether 期 counts consecutive periods or all, and whether a substitute's remaining term is one: readings.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.rules.terms import TermDays
from kyodo_desktop.domain.ruling import Alternative, Ruling
from kyodo_desktop.i18n import Message, msg

Run: TypeAlias = Literal["consecutive", "total"]
Substitute: TypeAlias = Literal["counted", "not_counted"]

_A_DAY: Final = dt.timedelta(days=1)
_DAYS_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class TenureReading:
    """How an office counts periods: the readings `tenure_run` and `tenure_substitute`."""

    run: Run = "consecutive"
    substitute: Substitute = "counted"


USUAL: Final = TenureReading()


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat in the committee's `term`th term (from 0, the oldest); a `substitute` serves what remained."""

    term: int
    substitute: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureFacts:
    """A person's seats on one committee, and the term that is asked about: one in which they sat.

    `terms` are all the committee's, the oldest first, up to the one asked about; later seats don't count.
    `prior` is the number of periods served before the register began: their dates are unknown.
    """

    terms: tuple[TermDays, ...]
    seats: tuple[Seat, ...]
    prior: int = 0

    def __post_init__(self) -> None:
        if self.prior < 0:
            raise ValueError(f"{self.prior} periods before the register")
        if not any(seat.term == len(self.terms) - 1 for seat in self.seats):
            raise ValueError("nothing was served in the term asked about")


@dataclass(frozen=True, slots=True)
class _Count:
    """What of a person's service is counted, and what isn't."""

    here: int
    prior: int
    broken: int  # periods before a break, left out by 連続
    parts: int  # a substitute's remaining terms, left out
    gap: bool  # days without any term lie within what is counted as consecutive

    @property
    def periods(self) -> int:
        """Whoever sits serves at least a first period."""
        return max(self.here + self.prior, 1)


def periods(facts: TenureFacts, reading: TenureReading = USUAL) -> int:
    """The number of periods served up to the term asked about, that one included: 1 is 新."""
    return _count(facts, reading).periods


def _count(facts: TenureFacts, reading: TenureReading) -> _Count:
    last = len(facts.terms) - 1
    sat = {seat.term for seat in facts.seats if seat.term <= last}
    whole = {seat.term for seat in facts.seats if not seat.substitute}
    first = _unbroken(sat, last) if reading.run == "consecutive" else 0
    reached = {term for term in sat if term >= first}
    counted = reached if reading.substitute == "counted" else reached & whole
    prior = (
        facts.prior if first <= min(sat) else 0
    )  # of unknown dates: taken to lead up to the first on record
    return _Count(
        here=len(counted),
        prior=prior,
        broken=len(sat) - len(reached) + facts.prior - prior,
        parts=len(reached) - len(counted),
        gap=reading.run == "consecutive" and _gap(facts.terms[first:]),
    )


def _unbroken(sat: set[int], last: int) -> int:
    """The first term of those served without a break up to `last`."""
    first = last
    while first - 1 in sat:
        first -= 1
    return first


def _gap(terms: tuple[TermDays, ...]) -> bool:
    return any(one.until + _A_DAY < after.since for one, after in pairwise(terms))


def tenure(facts: TenureFacts, reading: TenureReading = USUAL, article: str = "") -> Ruling:
    """How many periods a member has served: the verdict is the number, as text ("1" is 新).

    `article` is where the text says how to count; empty where it doesn't.
    """
    count = _count(facts, reading)
    return Ruling(
        verdict=str(count.periods),
        article=article,
        arithmetic=_arithmetic(count),
        sentence=_sentence(count.periods),
        alternatives=tuple(_alternatives(facts, reading, count.periods)),
        notes=tuple(_notes(count, article)),
    )


def _arithmetic(count: _Count) -> Message:
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


def _notes(count: _Count, article: str) -> Iterator[Message]:
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
