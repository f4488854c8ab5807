"""How the result of a vote is said: the counts, the bar they had to reach, what became of the motion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.readings import BY_NAME
from kyodo_desktop.domain.rules.counting import Count, Vote, Way, base_of, is_tie
from kyodo_desktop.i18n import Message, msg

if TYPE_CHECKING:
    from kyodo_desktop.domain.rules.decision import VoteFacts

VERDICTS: Final[Mapping[str, Message]] = {
    "carried": msg("可決"),
    "rejected": msg("否決"),
    "no_majority": msg("「過半数に達せず」"),
    "tie": msg("可否同数"),
    "count_noes": msg("「反対の挙手が必要」"),
}
"""The words for each verdict, in the order in which several are listed."""


def tied(vote: Vote, way: Way, count: Count) -> bool:
    """Whether an ordinary motion's votes are 可否同数, however it is then decided."""
    return vote.simple and count.noes is not None and is_tie(way, count)


def no_such_vote(chair: str) -> Message:
    """Why the chair's vote can't be what was said."""
    if chair == "aye":
        return msg("議長の票が賛成とありますが、賛成は0です。")
    if chair == "no":
        return msg("議長の票が反対とありますが、反対は0です。")
    return msg("議長の票が棄権とありますが、棄権した委員はいません。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A vote and its verdict, to be put into words."""

    law: Law
    facts: VoteFacts
    vote: Vote
    way: Way
    count: Count
    verdict: str

    @property
    def tied(self) -> bool:
        """Whether it is a tie."""
        return tied(self.vote, self.way, self.count)

    @property
    def article(self) -> str:
        """What the verdict rests on: of a tie, the article that says who decides it, if there is one."""
        return (self.law.cite("tie") if self.tied else "") or self.vote.share.article

    def sentence(self) -> Message:
        """The sentence to read out."""
        if self.tied:
            return self._tie()
        if self.verdict == "count_noes":
            return self._ask_noes()
        counts, bar, cited = self._counts(), self._bar(self.way, self.count), self._cited(self._manner())
        if self._nothing_valid:
            return self._none_valid(counts, cited)
        if self.verdict == "carried":
            if self._noes_unknown_in_base:
                return msg(
                    "{counts}。反対が最も多くても{most}で、賛成が有効投票の{share}となるため可決となりました({cited})。",
                    counts=counts,
                    most=self.count.silent,
                    share=self.vote.share.words,
                    cited=cited,
                )
            return msg(
                "{counts}。{bar}に達したため可決となりました({cited})。", counts=counts, bar=bar, cited=cited
            )
        if self.verdict == "no_majority":
            return msg(
                "{counts}。{bar}に達しないため可決となりません({cited})。",
                counts=counts,
                bar=bar,
                cited=cited,
            )
        if self.vote.simple and self._noes_prevail:
            return msg(
                "{counts}。反対が{bar}に達したため否決となりました({cited})。",
                counts=counts,
                bar=bar,
                cited=cited,
            )
        return msg(
            "{counts}。{bar}に達しないため否決となりました({cited})。", counts=counts, bar=bar, cited=cited
        )

    def arithmetic(self) -> Message:
        """出席12人×1/2を超える最少の数＝7。賛成6＜7。"""
        base, ayes = base_of(self.way, self.count), self.count.ayes
        if self._noes_unknown_in_base:
            return self._open_arithmetic(base + self.count.silent)
        if not base:
            return msg("有効投票0票。")
        needed = self.vote.share.needed(base)
        said = msg(
            "{base}×{of}{beyond}最少の数＝{needed}。賛成{ayes}{sign}{needed}。",
            base=self._base(self.way, self.count, base),
            of=str(self.vote.share.of),
            beyond=msg("を超える") if self.vote.share.strict else msg("以上の"),
            needed=needed,
            ayes=ayes,
            sign="≧" if ayes >= needed else "＜",
        )
        if self.verdict != "rejected" or not self.vote.simple or not self._noes_prevail:
            return said
        return msg("{ayes}反対{noes}≧{needed}。", ayes=said, noes=self.count.noes or 0, needed=needed)

    def _open_arithmetic(self, most: int) -> Message:
        """What is known before the noes are counted: how many valid votes there can be at most."""
        return msg(
            "有効投票は、賛成{ayes}票に反対を加えた、最も多くて{most}票。賛成{ayes}{sign}その{share}({needed}票)。",
            ayes=self.count.ayes,
            most=most,
            share=self.vote.share.bar,
            needed=self.vote.share.needed(most),
            sign="≧" if self.count.ayes >= self.vote.share.needed(most) else "＜",
        )

    def notes(self) -> Iterator[Message]:
        """What the clerk should know beside the verdict."""
        if self.facts.chair_casting is not None and not self._may_cast:
            yield msg("議長に裁決権がないため、議長の裁決は数えていません。")
        if not self.vote.simple:
            yield msg("特別多数の議決のため、可否同数の裁決はありません。")
        if self.verdict == "no_majority":
            yield msg(
                "賛成も反対も過半数に達していません。「否決」と書くかどうかは、取扱いを確かめてください。"
            )

    def script(self) -> Message | None:
        """What the chair says who decides a tie."""
        if not self.tied or self.facts.chair_casting is None or not self._may_cast:
            return None
        if self.verdict == "carried":
            return msg(
                "可否同数であります。{article}の規定により、議長において可決と決します。",
                article=self.article,
            )
        return msg(
            "可否同数であります。{article}の規定により、議長において否決と決します。", article=self.article
        )

    def otherwise(self, phrase: str, other: Way, cases: Mapping[str, str]) -> Message:
        """What another way makes of the vote, by each vote of the chair that is possible."""
        reading = msg(phrase)
        if len(set(cases.values())) > 1:
            return msg(
                "{reading}では、場合により異なる結果となります({cases})。",
                reading=reading,
                cases=_cases(cases),
            )
        result = VERDICTS[next(iter(cases.values()))]
        if other.decision_base == self.way.decision_base or self.count.noes is None:
            return msg("{reading}では、{result}となります。", reading=reading, result=result)
        return msg(
            "{reading}では、{bar}を基準とし、{result}となります。",
            reading=reading,
            bar=self._bar(other, self.count),
            result=result,
        )

    @property
    def _nothing_valid(self) -> bool:
        """Whether votes are measured by those that were valid, and there was none."""
        return self.verdict != "carried" and self.count.noes is not None and not base_of(self.way, self.count)

    @property
    def _noes_prevail(self) -> bool:
        return 2 * (self.count.noes or 0) > base_of(self.way, self.count)

    @property
    def _may_cast(self) -> bool:
        return self.way.chair_casts and self.vote.member_presides

    @property
    def _noes_unknown_in_base(self) -> bool:
        return self.count.noes is None and self.way.decision_base == "valid"

    def _none_valid(self, counts: Message, cited: Message) -> Message:
        if self.verdict == "rejected":
            return msg("{counts}。有効投票がないため否決となりました({cited})。", counts=counts, cited=cited)
        return msg("{counts}。有効投票がないため可決となりません({cited})。", counts=counts, cited=cited)

    def _ask_noes(self) -> Message:
        counts, cited = self._counts(), self._cited(None)
        if self._noes_unknown_in_base:
            return msg(
                "{counts}。反対の数が分からないと有効投票の{share}かどうか決まらないため、"
                "反対の挙手を求めてください({cited})。",
                counts=counts,
                share=self.vote.share.words,
                cited=cited,
            )
        return msg(
            "{counts}。{bar}に達していないため、反対の挙手を求めてください({cited})。",
            counts=counts,
            bar=self._bar(self.way, self.count),
            cited=cited,
        )

    def _tie(self) -> Message:
        tie, cited = self._evenly(), self._cited(self._manner_of_tie())
        if not self.vote.member_presides:
            return msg(
                "{tie}です。議長が委員でないため裁決権がなく、決しません({cited})。", tie=tie, cited=cited
            )
        if not self.way.chair_casts and self.law.tie_rejects:
            return msg("{tie}のため、否決となりました({cited})。", tie=tie, cited=cited)
        if not self.way.chair_casts:
            return msg("{tie}ですが、議長に裁決権がないため否決となりました({cited})。", tie=tie, cited=cited)
        if self.verdict == "tie":
            return msg("{tie}です。議長の決するところによります({cited})。", tie=tie, cited=cited)
        if self.verdict == "carried":
            return msg("{tie}のため、議長の決するところにより可決しました({cited})。", tie=tie, cited=cited)
        return msg("{tie}のため、議長の決するところにより否決しました({cited})。", tie=tie, cited=cited)

    def _evenly(self) -> Message:
        """賛成6・反対6の可否同数."""
        counts = self._counts()
        if self.count.ayes != self.count.noes:
            base = self._base(self.way, self.count, base_of(self.way, self.count))
            return msg("{counts}。賛成が{base}の半数となる可否同数", counts=counts, base=base)
        if self._somebody_aside:
            return msg("{counts}。賛成と反対が同じ数の可否同数", counts=counts)
        return msg("{counts}の可否同数", counts=counts)

    def _counts(self) -> Message:
        """賛成6・反対4・棄権2(うち票を投じなかった委員1人)・無効1."""
        facts = self.facts
        silent = 0 if facts.noes is None else self.count.silent
        said = msg("賛成{ayes}", ayes=facts.ayes)
        if facts.noes is not None:
            said = msg("賛成{ayes}・反対{noes}", ayes=facts.ayes, noes=facts.noes)
        if facts.abstentions + silent:
            said = msg("{votes}・棄権{n}", votes=said, n=facts.abstentions + silent)
        if silent:
            said = msg("{votes}(うち票を投じなかった委員{n}人)", votes=said, n=silent)
        if facts.invalid:
            said = msg("{votes}・無効{n}", votes=said, n=facts.invalid)
        return said

    def _bar(self, way: Way, count: Count) -> Message:
        """出席12人の過半数(7人)."""
        base = base_of(way, count)
        parts = (self._base(way, count, base), self.vote.share.bar, max(1, self.vote.share.needed(base)))
        if way.decision_base == "present":
            return msg("{base}の{share}({needed}人)", base=parts[0], share=parts[1], needed=parts[2])
        return msg("{base}の{share}({needed}票)", base=parts[0], share=parts[1], needed=parts[2])

    def _base(self, way: Way, count: Count, base: int) -> Message:
        if way.decision_base == "valid":
            return msg("有効投票{n}票", n=base)
        if count.eligible == self.facts.present:
            return msg("出席{n}人", n=base)
        return msg("出席{present}人のうち議長を除く{n}人", present=self.facts.present, n=base)

    @property
    def _somebody_aside(self) -> bool:
        return self.count.aside > 0 or (self.count.noes is not None and self.count.silent > 0)

    def _cited(self, manner: Message | None) -> Message:
        """規則第3条第3項。棄権を出席に含める取扱い."""
        if manner is None:
            return msg("{article}", article=self.article)
        return msg("{article}。{manner}", article=self.article, manner=manner)

    def _manner(self) -> Message | None:
        """The reading that the verdict turns on: what it is called, or where those who abstained went."""
        if self.vote.simple and self.verdict == "rejected" and not self._noes_prevail:
            return _phrase("no_majority", self.way.no_majority)
        return (
            _aside(self.way.decision_base, self.count, self.facts.invalid) if self._somebody_aside else None
        )

    def _manner_of_tie(self) -> Message | None:
        """How a tie is understood, where the two ways of it differ."""
        differ = self._somebody_aside and self.way.decision_base == "present"
        return _phrase("tie", self.way.tie) if differ else None


def _aside(base: str, count: Count, invalid: int) -> Message:
    """Where those who voted neither aye nor no were put; blank ballots are among the invalid ones."""
    abstained = count.aside + max(count.silent, 0) > invalid
    if not invalid:
        return _phrase("decision_base", base)
    if base == "present":
        return msg("棄権と無効を出席に含める取扱い") if abstained else msg("無効を出席に含める取扱い")
    return msg("棄権と無効を除いて数える取扱い") if abstained else msg("無効を除いて数える取扱い")


def _phrase(reading: str, value: str) -> Message:
    return msg(next(one.phrase for one in BY_NAME[reading].values if one.value == value))


def _cases(cases: Mapping[str, str]) -> Message:
    """議長が賛成なら否決、反対なら可決."""
    said = {chair: VERDICTS[one] for chair, one in cases.items()}
    if len(said) == 3:
        return msg("議長が賛成なら{aye}、反対なら{no}、棄権なら{abstain}", **said)
    if "abstain" not in said:
        return msg("議長が賛成なら{aye}、反対なら{no}", **said)
    if "no" not in said:
        return msg("議長が賛成なら{aye}、棄権なら{abstain}", **said)
    return msg("議長が反対なら{no}、棄権なら{abstain}", **said)
