"""Whether a committee is composed as the city wants it: seats, shares, years, periods, posts, age.

Limits are what a city has set itself; without a limit nothing is judged. A breach is a warning that a clerk
may answer with a reason. What isn't recorded isn't guessed: where it could turn the verdict, that is the
verdict (`unknown`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.rules.tenure import Years
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import Message, msg

Verdict: TypeAlias = Literal["within", "breach", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFacts:
    """A member as the limits see one. None: not recorded.

    `key` is the appointment's id; `sex` is "female", "male" or "other" as the member gave it; `years` and
    `periods` are what will have been served when the appointment ends; `earlier` that more was served than
    `years`, how long isn't known; `posts` counts this seat too; `age`
    is that at the appointment; `again` says that the member had served before (再任).
    """

    key: str
    name: str
    category: str
    public_call: bool | None = None
    sex: str | None = None
    years: Years | None = None
    earlier: bool = False
    periods: int = 1
    posts: int | None = None
    age: int | None = None
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryFacts:
    """A category and the seats laid down for it; None where no number is."""

    key: str
    name: str
    seats: int | None


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: its kind (`CODES`), its number, and where the city has written it ("" if that isn't said)."""

    kind: str
    value: int
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one limit says of one subject. With its code and `subject` a clerk's reason is recorded."""

    code: str
    subject: str
    ruling: Ruling


def age_on(born_on: dt.date, day: dt.date) -> int:
    """Full years of age on `day`: a year is reached at the end of the day before the birthday.

    年齢計算ニ関スル法律: one born on 1 April is a year older already on 31 March. Raises `ValueError` for a
    day before the birth.
    """
    if day < born_on:
        raise ValueError(f"{day} lies before {born_on}")
    return wareki.whole_years(born_on, day)


def composition(
    committee: str,
    members: Sequence[MemberFacts],
    categories: Iterable[CategoryFacts] = (),
    limits: Iterable[Limit] = (),
) -> tuple[Judgement, ...]:
    """Every limit judged: the seats of each category, then each limit in the order given.

    `committee` is the subject of what concerns all. Raises `ValueError` for an unknown kind of limit.
    """
    return (
        *_seats(members, categories),
        *(one for limit in limits for one in _judged(committee, members, limit)),
    )


def _seats(members: Sequence[MemberFacts], categories: Iterable[CategoryFacts]) -> Iterator[Judgement]:
    for category in categories:
        if category.seats is not None:
            seated = sum(1 for member in members if member.category == category.key)
            yield Judgement("composition.seats", category.key, _filled(category.name, seated, category.seats))


def _filled(name: str, seated: int, seats: int) -> Ruling:
    sentences = {
        0: msg("{name}は、定数{seats}人のとおりです。", name=name, seats=seats),
        -1: msg("{name}は、定数{seats}人に{n}人足りません。", name=name, seats=seats, n=seats - seated),
        1: msg("{name}は、定数{seats}人を{n}人超えています。", name=name, seats=seats, n=seated - seats),
    }
    side = (seated > seats) - (seated < seats)
    verdict: Verdict = "breach" if side else "within"
    return Ruling(
        verdict=verdict,
        article="",
        arithmetic=msg("委嘱{seated}人、定数{seats}人", seated=seated, seats=seats),
        sentence=sentences[side],
        margin=seated - seats,
    )


def _judged(committee: str, members: Sequence[MemberFacts], limit: Limit) -> Iterator[Judgement]:
    code = f"composition.{limit.kind}"
    if limit.kind in _SHARES:
        if members:
            yield Judgement(code, committee, _share(members, limit))
    elif limit.kind in _MEMBERS:
        for member in members:
            ruling = _MEMBERS[limit.kind](member, limit)
            if ruling is not None:
                yield Judgement(code, member.key, ruling)
    else:
        raise ValueError(f"no limit of the kind {limit.kind!r}")


# --- shares


@dataclass(frozen=True, slots=True)
class _Group:
    """Who is counted towards a share: `has` says yes, no, or None where it isn't recorded."""

    words: Message
    has: Callable[[MemberFacts], bool | None]


def _is_public(member: MemberFacts) -> bool | None:
    return member.public_call


def _is_woman(member: MemberFacts) -> bool | None:
    return None if member.sex is None else member.sex == "female"


def _is_man(member: MemberFacts) -> bool | None:
    return None if member.sex is None else member.sex == "male"


_WOMEN: Final = _Group(msg("女性の委員"), _is_woman)
_MEN: Final = _Group(msg("男性の委員"), _is_man)
_SHARES: Final[dict[str, tuple[_Group, ...]]] = {
    "public_call_least": (_Group(msg("公募の委員"), _is_public),),
    "women_least": (_WOMEN,),
    "either_sex_least": (_WOMEN, _MEN),
}


def _share(members: Sequence[MemberFacts], limit: Limit) -> Ruling:
    """The share that is worst off, where two are asked for."""
    worst = ("breach", "unknown", "within")
    rulings = [_least(members, limit, group) for group in _SHARES[limit.kind]]
    return min(rulings, key=lambda ruling: (worst.index(ruling.verdict), ruling.margin))


def _least(members: Sequence[MemberFacts], limit: Limit, group: _Group) -> Ruling:
    said = [group.has(member) for member in members]
    known, unknown = sum(1 for one in said if one), said.count(None)
    needed = -(-limit.value * len(members) // 100)
    verdict: Verdict = "within" if known >= needed else "unknown" if known + unknown >= needed else "breach"
    sentences: dict[Verdict, Message] = {
        "within": msg("{group}は{n}人で、{value}％以上です。", group=group.words, n=known, value=limit.value),
        "breach": msg(
            "{group}は多くても{n}人で、{value}％以上に{short}人足りません。",
            group=group.words,
            n=known + unknown,
            value=limit.value,
            short=needed - known - unknown,
        ),
        "unknown": msg(
            "{group}の記録がない委員が{unknown}人いるため、{value}％以上かどうか分かりません。",
            group=group.words,
            unknown=unknown,
            value=limit.value,
        ),
    }
    return Ruling(
        verdict=verdict,
        article=limit.basis,
        arithmetic=msg(
            "委員{members}人×{value}％以上＝{needed}人以上。記録のある{group}は{known}人、記録なし{unknown}人",
            members=len(members),
            value=limit.value,
            needed=needed,
            group=group.words,
            known=known,
            unknown=unknown,
        ),
        sentence=sentences[verdict],
        margin=known - needed,
    )


# --- members


def _periods(member: MemberFacts, limit: Limit) -> Ruling:
    what = msg("{name}委員の在任は{n}期目", name=member.name, n=member.periods)
    return _member(limit, member.periods - limit.value, what, msg("{n}期まで", n=limit.value))


def _years(member: MemberFacts, limit: Limit) -> Ruling:
    bound = msg("{n}年まで", n=limit.value)
    if member.years is None:
        return _not_recorded(member, limit, msg("在任年数"), bound)
    served = member.years
    over = served.years - limit.value + (1 if served.days else 0)
    what = msg(
        "{name}委員の在任は、この任期の終わりで{years}年と{days}日",
        name=member.name,
        years=served.years,
        days=served.days,
    )
    if member.earlier and over <= 0:
        return _not_recorded(member, limit, msg("以前の期の在任年数"), bound)
    return _member(limit, over, what, bound)


def _posts(member: MemberFacts, limit: Limit) -> Ruling:
    bound = msg("{n}まで", n=limit.value)
    if member.posts is None:
        return _not_recorded(member, limit, msg("兼職"), bound)
    what = msg(
        "{name}委員が務める附属機関等は、記録では、この委員会を含めて{n}", name=member.name, n=member.posts
    )
    return _member(limit, member.posts - limit.value, what, bound)


def _new_age(member: MemberFacts, limit: Limit) -> Ruling | None:
    return None if member.again else _age(member, limit)


def _again_age(member: MemberFacts, limit: Limit) -> Ruling | None:
    return _age(member, limit) if member.again else None


def _age(member: MemberFacts, limit: Limit) -> Ruling:
    bound = msg("{n}歳未満", n=limit.value)
    if member.age is None:
        return _not_recorded(member, limit, msg("生年月日"), bound)
    what = msg("{name}委員は、委嘱の日に{n}歳", name=member.name, n=member.age)
    return _member(limit, member.age - limit.value + 1, what, bound)


_MEMBERS: Final[dict[str, Callable[[MemberFacts, Limit], Ruling | None]]] = {
    "years_most": _years,
    "periods_most": _periods,
    "posts_most": _posts,
    "new_age_below": _new_age,
    "again_age_below": _again_age,
}

CODES: Final = (*_SHARES, *_MEMBERS)


def _member(limit: Limit, over: int, what: Message, bound: Message) -> Ruling:
    """The ruling on a member's figure, `over` its bound by so much; `margin` is what is left."""
    said = msg("{what}で、基準の{bound}を超えています。", what=what, bound=bound)
    kept = msg("{what}で、基準の{bound}の範囲です。", what=what, bound=bound)
    return Ruling(
        verdict="breach" if over > 0 else "within",
        article=limit.basis,
        arithmetic=msg("{what}、基準は{bound}", what=what, bound=bound),
        sentence=said if over > 0 else kept,
        margin=-over,
    )


def _not_recorded(member: MemberFacts, limit: Limit, lacking: Message, bound: Message) -> Ruling:
    return Ruling(
        verdict="unknown",
        article=limit.basis,
        arithmetic=msg("{lacking}の記録なし、基準は{bound}", lacking=lacking, bound=bound),
        sentence=msg(
            "{name}委員の{lacking}が記録されていないため、基準の{bound}の範囲かどうか分かりません。",
            name=member.name,
            lacking=lacking,
            bound=bound,
        ),
    )
