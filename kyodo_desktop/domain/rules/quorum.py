"""The quorum (定足数): whether enough members are present to open a meeting and go on with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.rules.figures import impossible, not_negative
from kyodo_desktop.domain.ruling import Alternative, Ruling
from kyodo_desktop.domain.share import Share
from kyodo_desktop.i18n import Message, msg

_NARROW: Final = 1  # so few may leave that the clerk is warned


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """Who could be there and who is, in persons.

    `seats` is the statutory number (定数), None where it isn't known or is an upper limit; `present` are
    those in the room for the item, without who withdrew from it unless the regulation gives relief.
    """

    seats: int | None
    in_office: int
    present: int


def quorum(law: Law, facts: MeetingFacts) -> Ruling:
    """`met` or `not_met`, with the margin. Raises `RuleError` for figures that can't be."""
    _check(law, facts)
    share, base, other = law.quorum, _base(facts, law.quorum_base), _other(law)
    needed = share.needed(base)
    margin = facts.present - needed
    met = margin >= 0
    return Ruling(
        verdict="met" if met else "not_met",
        article=share.article,
        arithmetic=_arithmetic(law, facts, base, needed),
        sentence=_sentence(law, facts, base, needed) if met else _failed(share, facts, needed),
        alternatives=tuple(_differing(law, facts, other, met=met)),
        notes=tuple(_notes(law, margin)),
        margin=margin,
        script=_report(share, facts) if met else None,
    )


def _check(law: Law, facts: MeetingFacts) -> None:
    not_negative(seats=facts.seats, in_office=facts.in_office, present=facts.present)
    if facts.in_office == 0:
        raise impossible("in_office", msg("現在員が0人です。"))
    if facts.present > facts.in_office:
        raise impossible(
            "present",
            msg("出席{present}人が、現在員{n}人を超えています。", present=facts.present, n=facts.in_office),
        )
    if law.quorum_base == "seats" and not _has_seats(law, facts):
        raise impossible(
            "seats",
            msg("定数を基準としますが、定数が分からないか、上限だけが定められています。"),
            msg("定数を登録するか、定足数の基準の読み方を選び直してください。"),
        )


def _has_seats(law: Law, facts: MeetingFacts) -> bool:
    """Whether there is a statutory number to reckon by; an upper limit (○人以内) is none."""
    return bool(facts.seats) and not law.seats_are_limit


def _base(facts: MeetingFacts, base: str) -> int:
    return (facts.seats or 0) if base == "seats" else facts.in_office


def _other(law: Law) -> str:
    return "in_office" if law.quorum_base == "seats" else "seats"


def _differing(law: Law, facts: MeetingFacts, other: str, *, met: bool) -> Iterator[Alternative]:
    if "quorum_base" in law.settled or (other == "seats" and not _has_seats(law, facts)):
        return
    base = _base(facts, other)
    needed = law.quorum.needed(base)
    if (facts.present >= needed) is met:
        return
    verdict = "not_met" if met else "met"
    yield Alternative("quorum_base", other, (verdict,), _compared(law, facts, other, met=met))


def _compared(law: Law, facts: MeetingFacts, other: str, *, met: bool) -> Message:
    """出席5人は現在員10人の半数ですが、定数12人の半数(6人)には1人足りません。法制担当に確認してください。"""
    share, present = law.quorum, facts.present
    here, there = _base(facts, law.quorum_base), _base(facts, other)
    if met:
        exactly = share.of * here == present
        return msg(
            "出席{present}人は{ours}の{share}ですが、{theirs}の{bar}({needed}人)には{short}人足りません。"
            "法制担当に確認してください。",
            present=present,
            ours=_members(law.quorum_base, here),
            share=share.bar if exactly else share.words,
            theirs=_members(other, there),
            bar=share.bar,
            needed=share.needed(there),
            short=share.needed(there) - present,
        )
    return msg(
        "出席{present}人は{ours}の{bar}({needed}人)に達しませんが、{theirs}の{bar}({other}人)には達しています。"
        "法制担当に確認してください。",
        present=present,
        ours=_members(law.quorum_base, here),
        bar=share.bar,
        needed=share.needed(here),
        theirs=_members(other, there),
        other=share.needed(there),
    )


def _members(base: str, n: int) -> Message:
    return msg("定数{n}人", n=n) if base == "seats" else msg("現在員{n}人", n=n)


def _arithmetic(law: Law, facts: MeetingFacts, base: int, needed: int) -> Message:
    """現在員12人×1/2以上の最少の人数＝6人。出席7人≧6人。"""
    return msg(
        "{members}×{of}{beyond}最少の人数＝{needed}人。出席{present}人{sign}{needed}人。",
        members=_members(law.quorum_base, base),
        of=str(law.quorum.of),
        beyond=msg("を超える") if law.quorum.strict else msg("以上の"),
        needed=needed,
        present=facts.present,
        sign="≧" if facts.present >= needed else "＜",
    )


def _sentence(law: Law, facts: MeetingFacts, base: int, needed: int) -> Message:
    return msg(
        "委員{base}人({kind})の{share}である{needed}人以上の出席が必要です。"
        "出席{present}人のため会議は成立しています({article})。",
        base=base,
        kind=msg("定数") if law.quorum_base == "seats" else msg("現在員"),
        share=law.quorum.words,
        needed=needed,
        present=facts.present,
        article=law.quorum.article,
    )


def _failed(share: Share, facts: MeetingFacts, needed: int) -> Message:
    return msg(
        "出席{present}人で、{bar}({needed}人)に達しないため、会議を開くことができません({article})。"
        "懇談に切り替えた場合、議決はできません。",
        present=facts.present,
        bar=share.bar,
        needed=needed,
        article=share.article,
    )


def broken(law: Law, facts: MeetingFacts, name: str) -> Message:
    """What is said when the meeting loses its quorum as `name` (○○委員) leaves; `facts` are those after."""
    return msg(
        "{name}の退席により出席{present}人となり、{bar}({needed}人)を下回りました。"
        "休憩又は散会とし、以後の議決はできません({article})。",
        name=name,
        present=facts.present,
        bar=law.quorum.bar,
        needed=law.quorum.needed(_base(facts, law.quorum_base)),
        article=law.quorum.article,
    )


def _report(share: Share, facts: MeetingFacts) -> Message:
    return msg(
        "本日は委員{in_office}名のうち{present}名の御出席をいただいており、"
        "{article}の規定により会議が成立しておりますことを御報告いたします。",
        in_office=facts.in_office,
        present=facts.present,
        article=share.article,
    )


def _notes(law: Law, margin: int) -> Iterator[Message]:
    if margin < 0:
        yield msg("あと{n}人の出席が必要です。", n=-margin)
    elif law.quorum_checked == "opening":
        yield msg("定足数は、開会のときだけ確かめます。")
    elif margin > 0:
        yield msg("あと{n}人まで退席できます。", n=margin)
    else:
        yield msg("あと1人でも退席すると、定足数を欠きます。")
    if margin == _NARROW and law.quorum_checked == "throughout":
        yield msg("注意：定足数の余裕は1人です。入退室の時刻を記録してください。")
