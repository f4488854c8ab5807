"""The count as another reading would have it, and polls in which nobody has a vote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import RuleError
from kyodo_desktop.domain.rules import ElectionFacts, VoteFacts, decide, elect
from tests.domain.rules.laws import KAWAGUCHI


@pytest.mark.parametrize(
    ("facts", "announced"),
    [
        # counted as abstaining: without the chair 3 of 3 + 3 who may be against, as before
        (VoteFacts(7, 3, None, 1, chair_vote="abstain"), []),
        # without a hand in any count: without the chair 3 of 3 + 2, and carried
        (VoteFacts(6, 3, None, chair_vote="abstain"), ["carried", "carried"]),
    ],
)
def test_a_chair_who_abstained_is_taken_from_those_who_did(facts: VoteFacts, announced: list[str]) -> None:
    ruling = decide(replace(KAWAGUCHI, decision_base="valid"), facts)
    assert ruling.verdict == "count_noes"
    found = [one.verdicts for one in ruling.alternatives if one.reading == "chair_votes"]
    assert found == [(one,) for one in announced]


def test_a_chair_who_would_abstain_is_added_to_those_who_did() -> None:
    law = replace(KAWAGUCHI, decision_base="valid", chair_votes="casting_only")
    other = decide(law, VoteFacts(7, 3, None)).alternatives[0]
    assert (other.reading, other.value) == ("chair_votes", "member_and_casting")
    assert other.sentence.japanese().endswith(
        "(議長が賛成なら可決、反対なら「反対の挙手が必要」、棄権なら「反対の挙手が必要」)。"
    )


def test_the_only_one_who_abstained_may_have_been_the_chair() -> None:
    assert decide(KAWAGUCHI, VoteFacts(3, 2, 0, 1, chair_vote="abstain")).verdict == "carried"


def test_a_ballot_without_a_vote_for_anybody_elects_nobody() -> None:
    assert elect(KAWAGUCHI, ElectionFacts("ballot", 3, invalid=3)).verdict == "not_elected"
    none = ElectionFacts("ballot", 3, votes={"梶原委員": 0, "布施委員": 0}, invalid=3)
    assert elect(KAWAGUCHI, none).verdict == "not_elected"
    with pytest.raises(RuleError, match="得票が同数ではない"):
        elect(KAWAGUCHI, replace(none, lot="梶原委員"))
