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


@pytest.mark.parametrize("base", ["present", "valid"])
@pytest.mark.parametrize(
    ("facts", "aside"),
    [
        (VoteFacts(12, 6, 4, 2, 0), "棄権"),
        (VoteFacts(12, 6, 4, 1, 1), "棄権と無効"),
        (VoteFacts(12, 6, 4, 0, 2), "無効"),
        (VoteFacts(12, 6, 4, 0, 1), "棄権と無効"),
    ],
)
def test_where_those_were_put_who_voted_neither_way(base: str, facts: VoteFacts, aside: str) -> None:
    ruling = decide(replace(KAWAGUCHI, decision_base=base), facts)  # type: ignore[arg-type]
    manner = "を出席に含める取扱い" if base == "present" else "を除いて数える取扱い"
    assert ruling.read_out.endswith(f"(規則第3条第3項。{aside}{manner})。")


def test_a_tie_of_none_is_decided_as_any_other() -> None:
    law = replace(KAWAGUCHI, decision_base="valid", tie="half_of_base")
    assert decide(law, VoteFacts(12, 0, 0, 12, chair_casting="aye")).read_out == (
        "賛成0・反対0・棄権12。賛成と反対が同じ数の可否同数のため、"
        "議長の決するところにより可決しました(規則第3条第3項)。"
    )


def test_a_number_of_votes_is_whole() -> None:
    for ayes in (True, 6.5):
        with pytest.raises(RuleError) as caught:
            decide(KAWAGUCHI, VoteFacts(12, ayes, 5))  # type: ignore[arg-type]
        assert (caught.value.figure, caught.value.why.text()) == ("ayes", "賛成が整数ではありません。")


def test_a_ballot_without_a_vote_for_anybody_elects_nobody() -> None:
    assert elect(KAWAGUCHI, ElectionFacts("ballot", 3, invalid=3)).verdict == "not_elected"
    none = ElectionFacts("ballot", 3, votes={"梶原委員": 0, "布施委員": 0}, invalid=3)
    assert elect(KAWAGUCHI, none).verdict == "not_elected"
    with pytest.raises(RuleError, match="得票が同数ではない"):
        elect(KAWAGUCHI, replace(none, lot="梶原委員"))


@pytest.mark.parametrize(
    "facts",
    [
        VoteFacts(3, 1, 2, chair_vote="aye"),
        VoteFacts(3, 2, 1, chair_vote="no"),
        VoteFacts(3, 2, None, chair_vote="no"),
        VoteFacts(3, 2, 0, chair_vote="abstain"),
    ],
)
def test_the_only_vote_of_its_kind_may_be_the_chairs(facts: VoteFacts) -> None:
    assert decide(KAWAGUCHI, facts).verdict in ("carried", "rejected")
