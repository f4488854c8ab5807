"""What must always hold of quorums and votes, whatever the figures and the readings."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.errors import RuleError
from kyodo_desktop.domain.law import Law, Share
from kyodo_desktop.domain.rules import MeetingFacts, VoteFacts, decide, quorum
from tests.domain.rules.counted_by_hand import VALUES
from tests.domain.rules.laws import KAWAGUCHI

_FRACTIONS = st.tuples(st.integers(1, 5), st.integers(2, 6)).filter(lambda one: one[0] < one[1])
SHARES = st.builds(
    lambda parts, strict: Share(Fraction(*parts), strict, "規則第9条"), _FRACTIONS, st.booleans()
)


@st.composite
def laws(draw: Any) -> Law:
    """Our law with any share and any readings."""
    readings = {name: draw(st.sampled_from(values)) for name, values in VALUES.items()}
    kinds = {"ordinary": KAWAGUCHI.decisions["ordinary"], "special": draw(SHARES)}
    base = draw(st.sampled_from(["in_office", "seats"]))
    return replace(KAWAGUCHI, quorum=draw(SHARES), decisions=kinds, quorum_base=base, **readings)


@st.composite
def votes(draw: Any, *, least_noes: int = 0, chair: bool = True) -> VoteFacts:
    """Any vote that could have been counted; without `chair`, nothing is known of the chair's votes."""
    present = draw(st.integers(2, 40))
    left = present - 1  # the chair may have no vote
    noes = draw(st.integers(least_noes, left))
    ayes = draw(st.integers(0, left - noes))
    abstentions = draw(st.integers(0, left - noes - ayes))
    invalid = draw(st.integers(0, left - noes - ayes - abstentions))
    return VoteFacts(
        present,
        ayes,
        noes if least_noes or draw(st.booleans()) else None,
        abstentions,
        invalid,
        draw(st.sampled_from(["ordinary", "special"])),
        draw(st.booleans()),
        draw(st.sampled_from([None, None, "aye", "no", "abstain"])) if chair else None,
        draw(st.sampled_from([None, None, "aye", "no"])) if chair else None,
    )


@given(laws(), st.integers(1, 60), st.integers(1, 60), st.data())
def test_one_more_present_never_unmeets_a_quorum(law: Law, seats: int, office: int, data: Any) -> None:
    present = data.draw(st.integers(0, office - 1))
    before = quorum(law, MeetingFacts(seats, office, present))
    after = quorum(law, MeetingFacts(seats, office, present + 1))
    assert before.verdict == "not_met" or after.verdict == "met"
    assert before.margin is not None
    assert after.margin == before.margin + 1


@given(laws(), votes(least_noes=1, chair=False))
def test_a_no_turned_into_an_aye_never_turns_carried_into_rejected(law: Law, facts: VoteFacts) -> None:
    before, after = decide(law, facts).verdict, decide(law, _turned(facts)).verdict
    assert before != "carried" or after == "carried"


@given(laws(), votes(least_noes=1, chair=False), st.sampled_from(["aye", "no"]))
def test_nor_where_the_chair_decided_a_tie(law: Law, facts: VoteFacts, casting: Any) -> None:
    """But for what is called 否決 only because it has no majority: 4-4-4 carried by the chair, 5-3-4 not."""
    before, after = (_with_casting(law, one, casting) for one in (facts, _turned(facts)))
    assert (before, after) != ("carried", "rejected") or law.no_majority == "rejected"


def _turned(facts: VoteFacts) -> VoteFacts:
    return replace(facts, ayes=facts.ayes + 1, noes=(facts.noes or 0) - 1)


@given(laws(), votes())
def test_a_verdict_is_one_of_those_named_and_differs_in_its_alternatives(law: Law, facts: VoteFacts) -> None:
    try:
        ruling = decide(law, facts)
    except RuleError as error:
        assert error.figure
        return
    assert ruling.verdict in {"carried", "rejected", "no_majority", "tie", "count_noes"}
    assert ruling.article in ruling.read_out
    for other in ruling.alternatives:
        assert set(other.verdicts) != {ruling.verdict}
        assert ("場合により異なる" in other.sentence.japanese()) is (len(other.verdicts) > 1)
        assert other.value != getattr(law, other.reading)


@given(
    laws(), votes(chair=False), st.sampled_from(["decision_base", "tie", "no_majority"]), st.integers(0, 1)
)
def test_another_reading_rules_as_it_was_announced(law: Law, facts: VoteFacts, name: str, at: int) -> None:
    """A reading that doesn't touch the chair's vote can be tried by the very same facts."""
    value = VALUES[name][at]
    here = decide(law, facts)
    there = decide(replace(law, **{name: value}), facts).verdict  # type: ignore[arg-type]
    announced = {one.verdicts for one in here.alternatives if (one.reading, one.value) == (name, value)}
    assert announced == ({(there,)} if there != here.verdict else set())


def _with_casting(law: Law, facts: VoteFacts, casting: Any) -> str:
    """The verdict, the chair having decided a tie if it is one."""
    try:
        return decide(law, replace(facts, chair_casting=casting)).verdict
    except RuleError:
        return decide(law, facts).verdict
