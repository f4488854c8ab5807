"""An election (互選) of an officer by the members from among themselves: by nomination, by ballot, by lot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.readings import BY_NAME
from kyodo_desktop.domain.rules.figures import impossible, not_negative
from kyodo_desktop.domain.ruling import Alternative, Ruling
from kyodo_desktop.i18n import Message, msg

_METHODS: Final = ("nomination", "ballot")
_IN_A_RUNOFF: Final = 2
VERDICTS: Final[Mapping[str, Message]] = {
    "elected": msg("当選"),
    "runoff": msg("決選投票"),
    "lot": msg("くじ"),
    "to_ballot": msg("投票に移行"),
    "not_elected": msg("当選者なし"),
}


def _nobody() -> Mapping[str, int]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ElectionFacts:
    """The election of one officer; candidates by the names that the sentence says (梶原委員).

    By nomination: the `nominee` and how many objected. By ballot: the `votes` of each candidate, the invalid
    ones, whether it is the `runoff`, and whom the `lot` fell on where there was one. `present` are the
    members in the room; candidates vote too.
    """

    method: Literal["nomination", "ballot"]
    present: int
    office: str = "委員長"
    nominee: str = ""
    objections: int = 0
    votes: Mapping[str, int] = field(default_factory=_nobody)
    invalid: int = 0
    runoff: bool = False
    lot: str | None = None


def elect(law: Law, facts: ElectionFacts) -> Ruling:
    """`elected`, `runoff`, `lot`, `to_ballot` or `not_elected`. Raises `RuleError` for figures that can't be.

    Nomination (指名推選) needs everyone's consent, else there is a ballot. Equal votes go to the lot, never
    to a casting vote.
    """
    if facts.method not in _METHODS:
        raise impossible("method", msg("互選の方法は、指名推選か投票です。"))
    not_negative(objections=facts.objections, invalid=facts.invalid, present=facts.present)
    if facts.present == 0:
        raise impossible("present", msg("出席0人で、互選に加わる委員がいません。"))
    if facts.method == "ballot":
        return _balloted(law, facts)
    if facts.votes or facts.lot is not None or facts.runoff:
        raise impossible("votes", msg("指名推選に、得票やくじはありません。"))
    return _to_ballot(law, facts) if law.election_method == "ballot" else _nominated(law, facts)


def _article(law: Law) -> str:
    return law.cite("election") or law.cited_as


# --- by nomination ---


def _nominated(law: Law, facts: ElectionFacts) -> Ruling:
    if not facts.nominee:
        raise impossible("nominee", msg("指名された委員が示されていません。"))
    if facts.objections > facts.present:
        raise impossible(
            "objections",
            msg("不同意{n}人が、出席{present}人を超えています。", n=facts.objections, present=facts.present),
        )
    agreed = facts.objections == 0
    return Ruling(
        verdict="elected" if agreed else "to_ballot",
        article=_article(law),
        arithmetic=msg(
            "出席{present}人のうち同意{agreed}人、不同意{n}人。",
            present=facts.present,
            agreed=facts.present - facts.objections,
            n=facts.objections,
        ),
        sentence=_consent(law, facts) if agreed else _objected(law, facts),
        script=_announced(facts, facts.nominee) if agreed else None,
    )


def _to_ballot(law: Law, facts: ElectionFacts) -> Ruling:
    """A nomination where the office, or its regulation, elects by ballot."""
    sentence = msg("{office}の互選は投票によります({article})。", office=facts.office, article=_article(law))
    return Ruling(verdict="to_ballot", article=_article(law), arithmetic=sentence, sentence=sentence)


def _consent(law: Law, facts: ElectionFacts) -> Message:
    return msg(
        "指名推選に出席{present}人全員の同意があったため、{name}が{office}に当選しました({article})。",
        present=facts.present,
        name=facts.nominee,
        office=facts.office,
        article=_article(law),
    )


def _objected(law: Law, facts: ElectionFacts) -> Message:
    return msg(
        "指名推選に{n}人の異議があり、全員の同意がないため、{office}の互選は投票によります({article})。",
        n=facts.objections,
        office=facts.office,
        article=_article(law),
    )


def _announced(facts: ElectionFacts, name: str) -> Message:
    if facts.method == "nomination":
        return msg("異議なしと認め、{name}を{office}に決定いたします。", name=name, office=facts.office)
    return msg("投票の結果、{name}を{office}に決定いたします。", name=name, office=facts.office)


# --- by ballot ---


@dataclass(frozen=True, slots=True)
class _Poll:
    """The poll: candidates by their votes, and how many votes are valid."""

    ranked: tuple[tuple[str, int], ...]
    valid: int
    leaders: tuple[str, ...]

    @property
    def most(self) -> int:
        return self.ranked[0][1]

    @property
    def listed(self) -> str:
        return "・".join(f"{name}{votes}" for name, votes in self.ranked)


def _poll(facts: ElectionFacts) -> _Poll:
    for name, votes in facts.votes.items():
        if not name.strip():
            raise impossible("votes", msg("得票した委員の名前がありません。"))
        if votes < 0:
            raise impossible("votes", msg("{name}の得票が{n}です。", name=name, n=votes))
    if facts.runoff and len(facts.votes) > _IN_A_RUNOFF:
        raise impossible("votes", msg("決選投票は2人で行います。{n}人に票があります。", n=len(facts.votes)))
    cast = sum(facts.votes.values()) + facts.invalid
    if cast > facts.present:
        raise impossible(
            "votes", msg("投票{cast}票が、出席{present}人を超えています。", cast=cast, present=facts.present)
        )
    ranked = tuple(sorted(facts.votes.items(), key=lambda one: -one[1]))
    most = ranked[0][1] if ranked else 0
    leaders = tuple(name for name, votes in ranked if votes == most > 0)
    return _Poll(ranked, sum(facts.votes.values()), leaders)


def _balloted(law: Law, facts: ElectionFacts) -> Ruling:
    poll = _poll(facts)
    found = _result(law.election_wins, facts, poll)
    drawn = found == "lot" and facts.lot is not None
    if facts.lot is not None and not drawn:
        raise impossible("lot", msg("得票が同数ではないため、くじは行いません。"))
    if drawn and facts.lot not in poll.leaders:
        raise impossible("lot", msg("くじの当選者が、同数の最多得票者ではありません。"))
    winner = (facts.lot if drawn else None) or (poll.leaders[0] if found == "elected" else None)
    return Ruling(
        verdict="elected" if winner else found,
        article=_article(law),
        arithmetic=_arithmetic(law, facts, poll),
        sentence=_drawn(law, facts, poll) if drawn else _said(law, facts, poll, found),
        alternatives=tuple(_others(law, facts, poll, found)),
        notes=tuple(_notes(facts, poll, found)),
        script=_announced(facts, winner) if winner else None,
    )


def _result(wins: str, facts: ElectionFacts, poll: _Poll) -> str:
    """The verdict, a lot not yet drawn."""
    if not poll.valid:
        return "not_elected"
    if len(poll.leaders) > 1 and (wins == "plurality" or facts.runoff):
        return "lot"
    if wins == "plurality" or facts.runoff or poll.most * 2 > poll.valid:
        return "elected"
    return "runoff"


def _others(law: Law, facts: ElectionFacts, poll: _Poll, found: str) -> Iterator[Alternative]:
    for value in BY_NAME["election_wins"].values if "election_wins" not in law.settled else ():
        other = _result(value.value, facts, poll)
        if value.value != law.election_wins and other != found:
            sentence = msg(
                "{reading}では、{result}となります。", reading=msg(value.phrase), result=VERDICTS[other]
            )
            yield Alternative("election_wins", value.value, (other,), sentence)


def _arithmetic(law: Law, facts: ElectionFacts, poll: _Poll) -> Message:
    if law.election_wins == "plurality" or facts.runoff or not poll.valid:
        return msg("有効投票{valid}票、無効{invalid}票。", valid=poll.valid, invalid=facts.invalid)
    return msg(
        "有効投票{valid}票×1/2を超える最少の数＝{needed}票。最多得票{most}票{sign}{needed}票。無効{invalid}票。",
        valid=poll.valid,
        needed=poll.valid // 2 + 1,
        most=poll.most,
        sign="≧" if poll.most * 2 > poll.valid else "＜",
        invalid=facts.invalid,
    )


def _said(law: Law, facts: ElectionFacts, poll: _Poll, found: str) -> Message:
    office, article = facts.office, _article(law)
    if found == "not_elected":
        return msg(
            "有効投票がないため、{office}の当選者はありません({article})。", office=office, article=article
        )
    if found == "lot":
        return msg(
            "{votes}。最多得票が{most}票で同数のため、くじで{office}を決めます({article})。議長の裁決によりません。",
            votes=poll.listed,
            most=poll.most,
            office=office,
            article=article,
        )
    if found == "runoff":
        return msg(
            "{votes}。有効投票{valid}票の過半数({needed}票)を得た者がないため、決選投票を行います({article})。",
            votes=poll.listed,
            valid=poll.valid,
            needed=poll.valid // 2 + 1,
            article=article,
        )
    if law.election_wins == "majority" and not facts.runoff:
        return msg(
            "{votes}。有効投票{valid}票の過半数を得た{name}が{office}に当選しました({article})。",
            votes=poll.listed,
            valid=poll.valid,
            name=poll.leaders[0],
            office=office,
            article=article,
        )
    return msg(
        "{votes}。最多得票の{name}が{office}に当選しました({article})。",
        votes=poll.listed,
        name=poll.leaders[0],
        office=office,
        article=article,
    )


def _drawn(law: Law, facts: ElectionFacts, poll: _Poll) -> Message:
    return msg(
        "{votes}。最多得票が{most}票で同数のため、くじにより{name}が{office}に当選しました({article})。",
        votes=poll.listed,
        most=poll.most,
        name=facts.lot or "",
        office=facts.office,
        article=_article(law),
    )


def _notes(facts: ElectionFacts, poll: _Poll, found: str) -> Iterator[Message]:
    silent = facts.present - poll.valid - facts.invalid
    if silent:
        yield msg("投票しなかった委員が{n}人います。", n=silent)
    if found == "runoff" and not _two_lead(poll):
        yield msg("決選投票に進む2人が得票の順では決まりません。同数の委員から、くじで決めます。")


def _two_lead(poll: _Poll) -> bool:
    """Whether the two with the most votes stand out from the rest."""
    return len(poll.ranked) < 3 or poll.ranked[1][1] > poll.ranked[2][1]
