"""Terms of office by the calendar: when one ends, and what lies between two that follow each other.

A term of years ends the day before the anniversary of its first day (民法143条2項).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.domain.served import TermDays
from kyodo_desktop.i18n import Message, msg

Between: TypeAlias = Literal["continuous", "gap", "overlap"]
Length: TypeAlias = Literal["exact", "short", "long"]

_CIVIL_CODE: Final = "民法第143条第2項"
_A_DAY: Final = dt.timedelta(days=1)


def length(term: TermDays, years: int, article: str = "") -> Ruling:
    """Whether a term is as long as laid down: `exact`, `short` or `long`; `margin` is the days too many.

    `article` is where the years are laid down. Raises `ValueError` for less than one year.
    """
    end = wareki.term_end(term.since, years)
    over = (term.until - end).days
    verdict: Length = "exact" if not over else "long" if over > 0 else "short"
    since, until, said = wareki.long(term.since), wareki.long(term.until), wareki.long(end)
    sentences: dict[Length, Message] = {
        "exact": msg(
            "{since}からの任期{years}年は、{until}で満了します。", since=since, years=years, until=until
        ),
        "long": msg(
            "{since}からの任期{years}年は{end}で満了しますが、{until}までと記録され、{days}日長くなっています。",
            since=since,
            years=years,
            end=said,
            until=until,
            days=over,
        ),
        "short": msg(
            "{since}からの任期{years}年は{end}で満了しますが、{until}までと記録され、{days}日短くなっています。",
            since=since,
            years=years,
            end=said,
            until=until,
            days=-over,
        ),
    }
    return Ruling(
        verdict=verdict,
        article=article or _CIVIL_CODE,
        arithmetic=_reckoned(term.since, years, end),
        sentence=sentences[verdict],
        margin=over,
    )


def _reckoned(since: dt.date, years: int, end: dt.date) -> Message:
    """How the last day of a term is reckoned."""
    first, last = wareki.long(since), wareki.long(end)
    if (since.month, since.day) == ((end + _A_DAY).month, (end + _A_DAY).day):
        return msg(
            "{first}を起算日とし、{years}年後の応当日{same}の前日{last}に満了",
            first=first,
            years=years,
            same=wareki.long(end + _A_DAY),
            last=last,
        )
    return msg(
        "{first}を起算日とし、{years}年後に応当日がないため、その月の末日{last}に満了",
        first=first,
        years=years,
        last=last,
    )


def between(before: TermDays, after: TermDays) -> Ruling:
    """What lies between a term and the next: `continuous`, `gap` or `overlap`; `margin` is its days."""
    days = (after.since - before.until).days - 1
    if not days:
        return _between("continuous", before, after, 0, msg("前の任期に続いて、次の任期が始まります。"))
    if days > 0:
        sentence = msg(
            "{since}から{until}までの{days}日間は、任期中の委員がいません。",
            since=wareki.long(before.until + _A_DAY),
            until=wareki.long(after.since - _A_DAY),
            days=days,
        )
        return _between("gap", before, after, days, sentence)
    last = min(before.until, after.until)
    both = (last - after.since).days + 1
    sentence = msg(
        "{since}から{until}までの{days}日間は、二つの任期が重なっています。",
        since=wareki.long(after.since),
        until=wareki.long(last),
        days=both,
    )
    return _between("overlap", before, after, both, sentence)


def _between(verdict: Between, before: TermDays, after: TermDays, days: int, sentence: Message) -> Ruling:
    return Ruling(
        verdict=verdict,
        article=_CIVIL_CODE,
        arithmetic=msg(
            "前の任期の満了は{until}、次の任期の始まりは{since}",
            until=wareki.long(before.until),
            since=wareki.long(after.since),
        ),
        sentence=sentence,
        margin=days,
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """Two terms with a gap between them, or days in common, and the ruling that says so."""

    before: TermDays
    after: TermDays
    ruling: Ruling


def faults(terms: Iterable[TermDays]) -> tuple[Fault, ...]:
    """The gaps and overlaps among a committee's terms, given in any order."""
    ordered = sorted(terms)
    overlaps = [
        (one, other)
        for at, one in enumerate(ordered)
        for other in ordered[at + 1 :]
        if other.since <= one.until
    ]
    found = sorted([*overlaps, *_gaps(ordered)])
    return tuple(Fault(one, other, between(one, other)) for one, other in found)


def _gaps(ordered: Sequence[TermDays]) -> Iterator[tuple[TermDays, TermDays]]:
    """Terms with uncovered days between them: of all that began before, the one that ends last counts."""
    for at, term in enumerate(ordered[1:], 1):
        latest = max(ordered[:at], key=lambda one: one.until)
        if term.since > latest.until + _A_DAY:
            yield latest, term
