"""A decision (議決): whether a motion is carried by the votes counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.readings import BY_NAME
from kyodo_desktop.domain.rules import wording
from kyodo_desktop.domain.rules.counting import Count, Vote, Way, fits, recounted, verdict
from kyodo_desktop.domain.rules.figures import impossible, not_negative
from kyodo_desktop.domain.ruling import Alternative, Ruling
from kyodo_desktop.i18n import Message, msg

_VOTES: Final = ("aye", "no", "abstain")


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """A vote as it was counted, in persons.

    `present` are the members in the room for the item, the presiding member among them; `noes` is None where
    only the ayes were counted. `kind` is one of `Law.decisions`. `chair_vote` says which of the counted votes
    is the presiding member's, `chair_casting` how that member decided a tie.
    """

    present: int
    ayes: int
    noes: int | None
    abstentions: int = 0
    invalid: int = 0
    kind: str = "ordinary"
    presider_is_member: bool = True
    chair_vote: Literal["aye", "no", "abstain"] | None = None
    chair_casting: Literal["aye", "no"] | None = None


def decide(law: Law, facts: VoteFacts) -> Ruling:
    """`carried`, `rejected`, `no_majority`, `tie` or `count_noes`, and the readings that would change it.

    It presumes the quorum. Raises `RuleError` for figures that can't be.
    """
    vote, way = _vote(law, facts), Way.of(law)
    count = _count(facts, vote, way)
    _check_chair(facts, way, count)
    found = verdict(vote, way, count)
    tied = wording.tied(vote, way, count)
    if facts.chair_casting is not None and not tied:
        raise impossible("chair_casting", msg("可否同数ではないため、議長の裁決はありません。"))
    said = wording.Said(law=law, facts=facts, vote=vote, way=way, count=count, verdict=found)
    alternatives, impossible_ways = _alternatives(said)
    return Ruling(
        verdict=found,
        article=said.article,
        arithmetic=said.arithmetic(),
        sentence=said.sentence(),
        alternatives=alternatives,
        notes=(*said.notes(), *impossible_ways),
        script=said.script(),
    )


def eligible(law: Law, facts: VoteFacts) -> int:
    """How many may vote on it: those present, less a presiding member who has no member's vote."""
    return facts.present - _vote(law, facts).apart(Way.of(law))


def _vote(law: Law, facts: VoteFacts) -> Vote:
    share = law.decisions.get(facts.kind)
    if share is None:
        raise impossible("kind", msg("「{kind}」という議決の種別は、規則にありません。", kind=facts.kind))
    return Vote(share, share.simple_majority, facts.presider_is_member, facts.chair_casting)


def _count(facts: VoteFacts, vote: Vote, way: Way) -> Count:
    not_negative(
        present=facts.present,
        ayes=facts.ayes,
        noes=facts.noes,
        abstentions=facts.abstentions,
        invalid=facts.invalid,
    )
    count = Count(facts.present - vote.apart(way), facts.ayes, facts.noes, facts.abstentions + facts.invalid)
    if count.eligible < 1:
        raise impossible("present", msg("出席{n}人で、表決に加わる委員がいません。", n=facts.present))
    if count.silent < 0:
        raise impossible(
            "votes",
            msg(
                "賛成・反対・棄権・無効を合わせた{votes}が、表決に加わる{n}人を超えています。",
                votes=count.eligible - count.silent,
                n=count.eligible,
            ),
        )
    return count


def _check_chair(facts: VoteFacts, way: Way, count: Count) -> None:
    chair = facts.chair_vote
    if facts.chair_casting not in (None, "aye", "no"):
        raise impossible("chair_casting", msg("議長の裁決は、賛成か反対です。"))
    if chair is None:
        return
    if chair not in _VOTES:
        raise impossible("chair_vote", msg("議長の票は、賛成、反対、棄権のいずれかです。"))
    if not way.chair_is_member:
        raise impossible("chair_vote", msg("議長は、委員としての票を持ちません。"))
    if not facts.presider_is_member:
        raise impossible("chair_vote", msg("議長が委員でないため、議長の票はありません。"))
    if not fits(count, chair):
        raise impossible("chair_vote", wording.no_such_vote(chair))


def _alternatives(said: wording.Said) -> tuple[tuple[Alternative, ...], tuple[Message, ...]]:
    """The other readings that change the verdict, and a note on those that leave nobody to vote."""
    changing: list[Alternative] = []
    empty: list[Message] = []
    for name in (one for one in Way._fields if one not in said.law.settled):
        for value in BY_NAME[name].values:
            if value.value == getattr(said.way, name):
                continue
            other = said.way._replace(**{name: value.value})
            cases = dict(_judged(said, other))
            if not cases:
                empty.append(msg("{reading}では、表決に加わる委員がいません。", reading=msg(value.phrase)))
            elif set(cases.values()) != {said.verdict}:
                found = tuple(one for one in wording.VERDICTS if one in cases.values())
                sentence = said.otherwise(value.phrase, other, cases)
                changing.append(Alternative(name, value.value, found, sentence))
    return tuple(changing), tuple(empty)


def _judged(said: wording.Said, other: Way) -> Iterator[tuple[str, str]]:
    """The verdict under another way, by each vote of the chair that is possible."""
    for chair, count in recounted(said.vote, said.way, other, said.count, said.facts.chair_vote):
        yield chair, verdict(said.vote, other, count)
