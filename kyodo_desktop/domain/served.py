"""Periods served (期), counted from terms and the seats held in them; `rules.tenure` puts the count in words.

A period is a term of the committee in which the person held a seat, for however few days. Texts leave open
whether 期 counts consecutive periods or all, and whether a substitute's remaining term is one: readings.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, TypeAlias

Run: TypeAlias = Literal["consecutive", "total"]
Substitute: TypeAlias = Literal["counted", "not_counted"]

_A_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class TermDays:
    """A term's first and last day, both inclusive."""

    since: dt.date
    until: dt.date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError(f"a term from {self.since} until {self.until}")


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
class Count:
    """What of a person's service is counted, and what isn't, in periods."""

    here: int
    prior: int
    broken: int  # periods before a break, left out by 連続
    parts: int  # a substitute's remaining terms, left out
    gap: bool
    """Whether days without any term lie within what is counted as consecutive."""

    @property
    def periods(self) -> int:
        """Whoever sits serves at least a first period."""
        return max(self.here + self.prior, 1)


def periods(facts: TenureFacts, reading: TenureReading = USUAL) -> int:
    """The number of periods served up to the term asked about, that one included: 1 is 新."""
    return count(facts, reading).periods


def count(facts: TenureFacts, reading: TenureReading) -> Count:
    """What is counted under a reading, and what is left out."""
    last = len(facts.terms) - 1
    sat = {seat.term for seat in facts.seats if seat.term <= last}
    whole = {seat.term for seat in facts.seats if not seat.substitute}
    first = _unbroken(sat, last) if reading.run == "consecutive" else 0
    reached = {term for term in sat if term >= first}
    counted = reached if reading.substitute == "counted" else reached & whole
    # Of unknown dates: taken to lead up to the first on record.
    prior = facts.prior if first <= min(sat) else 0
    return Count(
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
