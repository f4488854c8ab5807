"""Every split of a vote under every combination of readings, against the count written a second time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final, Literal

import pytest

from kyodo_desktop.domain.errors import RuleError
from kyodo_desktop.domain.law import Law, Share
from kyodo_desktop.domain.rules import MeetingFacts, VoteFacts, decide, eligible, quorum
from tests.domain.rules.counted_by_hand import (
    EVERY_READING,
    HALF,
    VALUES,
    Motion,
    Reading,
    drawn,
    other_verdicts,
    outcome,
    outcome_by_ayes,
    seats_at_the_vote,
    splits,
)
from tests.domain.rules.laws import KAWAGUCHI

KINDS: Final = {
    "ordinary": (HALF, True),
    "half": (HALF, False),
    "two_thirds": (Fraction(2, 3), False),
    "over_two_thirds": (Fraction(2, 3), True),
    "all": (Fraction(1), False),
}
_SHARES: Final = {
    kind: Share(*share, f"規則第9条第{n}項") for n, (kind, share) in enumerate(KINDS.items(), 1)
}
_LETTER: Final = {"aye": "A", "no": "N", "abstain": "OX"}
_CHAIR: Final = ("aye", "no", "abstain")
Cast = Literal["aye", "no"]


def law_of(reading: Reading) -> Law:
    """Our law, read so, with more kinds of decision than it has."""
    return replace(KAWAGUCHI, decisions=_SHARES, **reading._asdict())


def check(reading: Reading, law: Law, kind: str, present: int, *, member: bool) -> int:
    """Every vote that `present` members can cast on such a motion; how many there were."""
    share, strict = KINDS[kind]
    motion = Motion(share, strict, member, None)
    voters = seats_at_the_vote(motion, reading, present)
    if voters == 0:
        with pytest.raises(RuleError):
            decide(law, VoteFacts(present, 0, 0, kind=kind, presider_is_member=member))
        return 1
    checked = 0
    for ayes, noes, abstaining, invalid, silent in splits(voters):
        ballots = "A" * ayes + "N" * noes + "O" * (abstaining + silent) + "X" * invalid
        facts = VoteFacts(present, ayes, noes, abstaining, invalid, kind, member)
        assert eligible(law, facts) == voters
        for one in _with_castings(law, motion, reading, facts, ballots):
            checked += _judge(law, reading, one, ballots)
        by_hands = replace(facts, noes=None)
        unseen = noes + silent
        found = decide(law, by_hands).verdict
        assert found == outcome_by_ayes(motion, reading, ayes, abstaining + invalid, unseen), by_hands
        checked += 1
    return checked


def _with_castings(
    law: Law, motion: Motion, reading: Reading, facts: VoteFacts, ballots: str
) -> Iterator[VoteFacts]:
    yield facts
    ayes, noes = Fraction(facts.ayes), Fraction(facts.noes or 0)
    base = Fraction(len(ballots)) if reading.decision_base == "present" else ayes + noes
    if motion.ordinary and drawn(reading, ayes, noes, base):
        yield replace(facts, chair_casting="aye")
        yield replace(facts, chair_casting="no")
    else:
        with pytest.raises(RuleError):
            decide(law, replace(facts, chair_casting="aye"))


def _judge(law: Law, reading: Reading, facts: VoteFacts, ballots: str) -> int:
    """The ruling with the chair's vote unknown, then with each that fits; one that doesn't is an error."""
    share, strict = KINDS[facts.kind]
    motion = Motion(share, strict, facts.presider_is_member, facts.chair_casting)
    expected = outcome(motion, reading, ballots)
    votes = reading.chair_votes in ("member_and_casting", "member_only") and facts.presider_is_member
    fitting = [one for one in _CHAIR if votes and set(_LETTER[one]) & set(ballots)]
    for chair in (None, *fitting):
        ruling = decide(law, replace(facts, chair_vote=chair))  # type: ignore[arg-type]
        assert ruling.verdict == expected, facts
        found = [(one.reading, one.value, frozenset(one.verdicts)) for one in ruling.alternatives]
        others = other_verdicts(motion, reading, ballots, chair)
        assert found == [one for one in others if one[2] - {expected}], facts
    return 1 + len(fitting)


@pytest.mark.parametrize("chair_votes", VALUES["chair_votes"])
def test_every_split_of_one_to_fifteen(chair_votes: str) -> None:
    checked = 0
    for reading in EVERY_READING:
        if reading.chair_votes == chair_votes:
            law = law_of(reading)
            for present in range(1, 16):
                checked += check(reading, law, "ordinary", present, member=True)
    assert checked > 10_000


@pytest.mark.parametrize("kind", KINDS)
def test_every_split_of_a_small_committee(kind: str) -> None:
    for reading in EVERY_READING:
        law = law_of(reading)
        for present in range(1, 7):
            check(reading, law, kind, present, member=True)
            check(reading, law, kind, present, member=False)


@pytest.mark.long
@pytest.mark.parametrize("present", range(1, 31))
def test_every_split_of_one_to_thirty(present: int) -> None:
    for reading in EVERY_READING:
        law = law_of(reading)
        for kind in KINDS:
            for member in (True, False):
                check(reading, law, kind, present, member=member)


@pytest.mark.parametrize("kind", KINDS)
def test_every_quorum_of_one_to_thirty(kind: str) -> None:
    share, strict = KINDS[kind]
    law = replace(KAWAGUCHI, quorum=_SHARES[kind])
    for in_office in range(1, 31):
        for seats in (None, in_office, in_office + 1, in_office + 3, max(1, in_office - 1)):
            for base in ("in_office", "seats") if seats else ("in_office",):
                for present in range(in_office + 1):
                    needed = share * (seats or 0 if base == "seats" else in_office)
                    met = present > needed if strict else present >= needed
                    facts = MeetingFacts(seats, in_office, present)
                    ruling = quorum(replace(law, quorum_base=base), facts)  # type: ignore[arg-type]
                    assert ruling.verdict == ("met" if met else "not_met"), facts
                    assert ruling.margin is not None
                    if met and ruling.margin < present:
                        leaving = present - ruling.margin
                        assert leaving > needed if strict else leaving >= needed
                        assert not (leaving - 1 > needed if strict else leaving - 1 >= needed)
                    if seats:
                        other = share * (in_office if base == "seats" else seats)
                        differs = (present > other if strict else present >= other) is not met
                        found = [(one.reading, one.value, one.verdicts) for one in ruling.alternatives]
                        there = ("in_office" if base == "seats" else "seats", ("not_met" if met else "met",))
                        assert found == ([("quorum_base", *there)] if differs else [])
