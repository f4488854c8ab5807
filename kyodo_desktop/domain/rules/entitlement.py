"""Who may vote on an item, and who counts as present for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.rules.figures import impossible, not_negative
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import Message, msg

Way: TypeAlias = Literal["room", "online", "written", "proxy", "absent"]
"""How a member takes part; `proxy` is another person in the member's stead."""


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member on an item: `interested` has an interest in it, `presides` is in the chair for it.

    `kind` is the kind of motion. `connected` is whether picture and sound reach both ways, online.
    """

    in_office: bool = True
    way: Way = "room"
    interested: bool = False
    presides: bool = False
    kind: str = "ordinary"
    connected: bool = True


def entitled(law: Law, facts: MemberFacts) -> Ruling:
    """`voting`, `casting_only`, `presiding`, `withdrawn`, `not_counted` or `absent`, and why.

    The first three count as present for the item (`presiding`: in the chair, with no vote at all), a voter in
    writing apart. Raises `RuleError` for a kind of motion that the regulation doesn't know.
    """
    if facts.kind not in law.decisions:
        raise impossible("kind", msg("「{kind}」という議決の種別は、規則にありません。", kind=facts.kind))
    share = law.decisions[facts.kind]
    if not facts.in_office:
        return _ruling("not_counted", "", msg("この日に在任していないため、表決に加わりません。"))
    if facts.way == "absent" or (facts.way == "online" and not facts.connected):
        return _ruling("absent", "", _away(facts))
    if facts.interested and law.interest != "off":
        return _interested(law)
    if facts.way != "room" and getattr(law, facts.way) == "off":
        return _ruling("not_counted", "", _unwritten(law, facts.way))
    if facts.presides and share.simple_majority and law.chair_votes in ("casting_only", "none"):
        return _presiding(law)
    return _ruling("voting", law.sources.get(facts.way, share.article), _admitted(law, facts, share.article))


def quorum_presence(law: Law, present: int, withdrawn: int) -> int:
    """How many count as present for the quorum of an item: `present`, and with relief `withdrawn` too.

    Raises `RuleError` for a negative figure.
    """
    not_negative(present=present, withdrawn=withdrawn)
    return present + withdrawn if law.quorum_relief == "on" else present


def _away(facts: MemberFacts) -> Message:
    if facts.way == "online":
        return msg("映像と音声の接続が切れているため、退席として扱います。")
    return msg("会議の場にいないため、表決に加わりません。")


def _interested(law: Law) -> Ruling:
    relief = law.quorum_relief == "on"
    notes = (
        msg(
            "退席した委員も、定足数では出席に数えます({article})。",
            article=law.sources.get("quorum_relief", ""),
        )
        if relief
        else msg("退席した委員は、定足数でも出席に数えません。"),
    )
    if law.interest == "excluded":
        article = law.sources.get("interest", "")
        sentence = (
            msg("本人に利害関係のある議事のため除斥され、表決に加わりません({article})。", article=article)
            if law.interest_scope == "self"
            else msg(
                "本人又は親族に利害関係のある議事のため除斥され、表決に加わりません({article})。",
                article=article,
            )
        )
        return _ruling("withdrawn", article, sentence, *notes)
    sentence = msg("利害関係の申出によりこの議事から退席したため、出席にも表決にも数えません。")
    return _ruling("withdrawn", law.sources.get("interest", ""), sentence, *notes)


def _unwritten(law: Law, way: str) -> Message:
    """規則に代理の定めがないため、代理の方は出席委員に数えません。"""
    if way == "proxy":
        return msg("{law}に代理の定めがないため、代理の方は出席委員に数えません。", law=law.cited_as)
    if way == "written":
        return msg("{law}に書面による表決の定めがないため、書面は表決に数えません。", law=law.cited_as)
    return msg(
        "{law}にオンラインによる出席の定めがないため、オンラインの委員は出席委員に数えません。",
        law=law.cited_as,
    )


def _presiding(law: Law) -> Ruling:
    if law.chair_votes == "casting_only":
        article = law.cite("tie")
        sentence = msg("議長のため表決に加わらず、可否同数のときに決します({article})。", article=article)
        return _ruling("casting_only", article, sentence)
    article = law.sources.get("chair_votes", "")
    return _ruling("presiding", article, msg("議長のため、議決に加わりません。"))


def _admitted(law: Law, facts: MemberFacts, article: str) -> Message:
    basis = law.sources.get(facts.way, "")
    if facts.way == "proxy":
        return msg("代理の方を出席委員に数え、表決に加わります({article})。", article=basis)
    if facts.way == "written":
        return msg("書面により表決に加わります({article})。", article=basis)
    if facts.way == "online":
        return msg("オンラインにより出席し、表決に加わります({article})。", article=basis)
    if facts.presides:
        return msg("議長ですが、委員として表決に加わります({article})。", article=article)
    return msg("出席した委員として表決に加わります({article})。", article=article)


def _ruling(verdict: str, article: str, sentence: Message, *notes: Message) -> Ruling:
    return Ruling(verdict=verdict, article=article, arithmetic=sentence, sentence=sentence, notes=notes)
