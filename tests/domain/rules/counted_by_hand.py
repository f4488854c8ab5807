"""A count of votes written a second time, from the design's words and not from the rules: slow and plain.

Ballots lie in a list, one letter each: A aye, N no, O abstaining, X invalid. Everything is a `Fraction`.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import product
from typing import NamedTuple

HALF = Fraction(1, 2)


class Reading(NamedTuple):
    """One reading of the law."""

    decision_base: str = "present"
    chair_votes: str = "member_and_casting"
    tie: str = "ayes_noes"
    no_majority: str = "no_majority"


VALUES = {
    "decision_base": ("present", "valid"),
    "chair_votes": ("member_and_casting", "casting_only", "member_only", "none"),
    "tie": ("ayes_noes", "half_of_base"),
    "no_majority": ("no_majority", "rejected"),
}
EVERY_READING = tuple(Reading(*values) for values in product(*VALUES.values()))


class Motion(NamedTuple):
    """What is voted on and who presides."""

    share: Fraction
    strict: bool
    member_presides: bool
    casting: str | None

    @property
    def ordinary(self) -> bool:
        return self.strict and self.share == HALF


def seats_at_the_vote(motion: Motion, reading: Reading, present: int) -> int:
    """Everybody present, but not the presiding member who only decides ties or does not even that."""
    chair_stands_aside = motion.member_presides and motion.ordinary
    return present - 1 if chair_stands_aside and reading.chair_votes in ("casting_only", "none") else present


@cache
def outcome(motion: Motion, reading: Reading, ballots: str) -> str:
    """The verdict on these ballots, one for each who may vote."""
    ayes, noes = Fraction(ballots.count("A")), Fraction(ballots.count("N"))
    base = Fraction(len(ballots)) if reading.decision_base == "present" else ayes + noes
    if not motion.ordinary:
        enough = ayes > motion.share * base if motion.strict else ayes >= motion.share * base
        return "carried" if enough and ayes else "rejected"
    if ayes > base * HALF:
        return "carried"
    if drawn(reading, ayes, noes, base):
        if not motion.member_presides:
            return "tie"
        if reading.chair_votes in ("member_only", "none"):
            return "rejected"
        return {"aye": "carried", "no": "rejected"}.get(motion.casting or "", "tie")
    if noes > base * HALF:
        return "rejected"
    return reading.no_majority


def drawn(reading: Reading, ayes: Fraction, noes: Fraction, base: Fraction) -> bool:
    """Whether it is 可否同数."""
    return ayes == noes != 0 if reading.tie == "ayes_noes" else ayes == base * HALF


def outcome_by_ayes(motion: Motion, reading: Reading, ayes: int, aside: int, unseen: int) -> str:
    """The verdict when only hands in favour were counted: every number of noes is tried."""
    tried = {
        outcome(motion, reading, "A" * ayes + "O" * aside + "N" * noes + "O" * (unseen - noes))
        for noes in range(unseen + 1)
    }
    if tried == {"carried"}:
        return "carried"
    return "rejected" if not motion.ordinary and tried == {"rejected"} else "count_noes"


def other_verdicts(
    motion: Motion, reading: Reading, ballots: str, chair: str | None
) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each other reading by its name and value, with every verdict it could give; none where nobody votes."""
    for name, values in VALUES.items():
        for value in values:
            if value != getattr(reading, name):
                other = reading._replace(**{name: value})
                worlds = _worlds(motion, reading, other, ballots, chair)
                yield name, value, frozenset(outcome(motion, other, world) for world in worlds if world)


def _worlds(
    motion: Motion, reading: Reading, other: Reading, ballots: str, chair: str | None
) -> Iterator[str]:
    """The ballots as they could be under the other reading, the chair's put in or taken out."""
    before = seats_at_the_vote(motion, reading, 1)
    after = seats_at_the_vote(motion, other, 1)
    if before == after:
        yield ballots
    elif after:
        yield from (ballots + one for one in "ANO")
    else:
        mine = {"aye": "A", "no": "N", "abstain": "OX", None: "ANOX"}[chair]
        yield from (ballots.replace(one, "", 1) for one in mine if one in ballots)


def splits(voters: int) -> Iterator[tuple[int, int, int, int, int]]:
    """Every split into ayes, noes and the rest, which abstains, is invalid or is silent, by turns."""
    for ayes in range(voters + 1):
        for noes in range(voters - ayes + 1):
            rest = voters - ayes - noes
            parts = [rest // 3 + (turn < rest % 3) for turn in range(3)]
            turn = (ayes + 2 * noes) % 3
            yield (ayes, noes, *(parts[turn:] + parts[:turn]))  # type: ignore[misc]
