"""The lines that the record of a meeting gives to its minutes, in the words of the office.

Minutes are a document of the city: whatever language the screens speak, they are written in Japanese.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    ElectionMethod,
    MeetingStatus,
    MinutesPart,
    MinutesStyle,
    SpeakerKind,
    VoteCast,
    VoteMethod,
)
from kyodo_desktop.services.minutes.merging import Line, Place
from kyodo_desktop.services.minutes.naming import surnames
from kyodo_desktop.services.minutes.told import Attended, Chosen, ItemTold, Moved, Presided, Told, Voted

_AYE_VOICES: Final = "（「異議なし」の声あり）"
_OPENS: Final = "開会"
_CLOSES: Final = "閉会"
_OPENING: Final[Place] = (MinutesPart.OPENING, None)
_CLOSING: Final[Place] = (MinutesPart.CLOSING, None)


def lines_of(told: Told, style: MinutesStyle = MinutesStyle.BY_SPEAKER) -> tuple[Line, ...]:
    """The draft: opening, each item in turn, closing. Each line is known again by its `source`.

    In a summary (要点) a decision is one note, not what was said to come to it.
    """
    return tuple(_Writer(told, brief=style is MinutesStyle.SUMMARY).lines())


def clock(at: dt.time) -> str:
    """A time as minutes say it: 午後2時00分, 正午."""
    if at == dt.time(12):
        return "正午"
    half, hour = ("午前", at.hour) if at.hour < 12 else ("午後", at.hour - 12)
    return f"{half}{hour}時{at.minute:02}分"


class _Writer:
    def __init__(self, told: Told, *, brief: bool) -> None:
        self._told = told
        self._brief = brief
        self._presiding = told.presided
        self._called = {who: f"{name}委員" for who, name in surnames(told.names).items()}

    def lines(self) -> Iterator[Line]:
        items = self._told.items
        first = items[0] if items and items[0].title == _OPENS else None
        last = items[-1] if items and items[-1].title == _CLOSES else None
        if first is None:
            yield from self._opening(_OPENING)
        for item in items:
            place: Place = (MinutesPart.ITEM, item.id)
            if item is first:
                yield from self._opening(place)
            yield from self._item(item, place)
            if item is last:
                yield from self._closing(place)
        if last is None:
            yield from self._closing(_CLOSING)

    def _member(self, who: Id) -> str:
        """○○委員; 委員 alone for somebody who, by the roster as it is now, was none that day."""
        return self._called.get(who, "委員")

    # --- the frame

    def _opening(self, place: Place) -> Iterator[Line]:
        told = self._told
        if told.opened_at is not None:
            yield _note("opened", place, f"（{clock(told.opened_at)}　開会）")
        if told.quorum:
            yield Line("quorum", place, SpeakerKind.SECRETARIAT, told.quorum)
        if told.presided is not None:
            yield _note("presided", place, self._presided(told.presided))
        yield from (self._guest(one, place) for one in told.guests)
        yield from (self._moved(one, place) for one in told.early)

    def _closing(self, place: Place) -> Iterator[Line]:
        told = self._told
        at = "" if told.closed_at is None else f"{clock(told.closed_at)}　"
        if told.status is MeetingStatus.FAILED:
            yield _note("failed", place, f"（{at}定足数に達しないため、流会）")
        elif told.status is MeetingStatus.INFORMAL:
            yield _note("informal", place, f"（{at}定足数に達しないため、懇談に切替え）")
        elif told.closed_at is not None:
            yield _note("closed", place, f"（{at}閉会）")

    def _presided(self, one: Presided) -> str:
        who = one.name if one.appointment is None else self._member(one.appointment).removesuffix("委員")
        titles = {SpeakerKind.CHAIR: "委員長", SpeakerKind.VICE_CHAIR: "副委員長"}
        title = titles.get(one.kind, "")
        if one.kind is SpeakerKind.PROVISIONAL:
            title = "委員" if one.appointment is not None else ""
            return f"{one.reason}（仮議長　{who}{title}）"
        return f"{one.reason}（議長　{who}{title}）"

    # --- an item

    def _item(self, item: ItemTold, place: Place) -> Iterator[Line]:
        yield from (self._moved(one, place) for one in item.before)
        if item.presided is not None and item.presided != self._presiding:
            self._presiding = item.presided
            yield _note(f"presided:{item.id}", place, self._presided(item.presided))
        for one in item.withdrawals:
            reason = f"（{one.reason}）" if one.reason else ""
            text = f"（{self._member(one.appointment)}、利害関係の申出{reason}により退席）"
            yield _note(f"withdrawal:{one.id}", place, text)
        yield from (self._guest(one, place) for one in item.guests)
        for one in _in_turn(item.motions, item.during):
            if isinstance(one, Moved):
                yield self._moved(one, place)
            else:
                yield from self._motion(one, place)
        for election in item.elections:
            yield from self._election(election, place)
        if item.postponed:
            yield _note(f"postponed:{item.id}", place, "（次回へ継続）")

    def _guest(self, one: Attended, place: Place) -> Line:
        of = f"{one.organisation}　" if one.organisation else ""
        return _note(f"guest:{one.id}", place, f"（{one.role}　{of}{one.name}　出席）")

    def _moved(self, one: Moved, place: Place) -> Line:
        at = "" if one.at is None else f"{clock(one.at)}　"
        text = f"（{at}{self._member(one.appointment)}　{'入室' if one.entered else '退室'}）"
        return _note(f"moved:{one.appointment}:{one.n}", place, text)

    # --- what was decided

    def _motion(self, one: Voted, place: Place) -> Iterator[Line]:
        source = f"motion:{one.id}"
        if not one.sentence:
            return
        if self._brief:
            yield _note(f"{source}:result", place, f"「{one.wording}」　{one.sentence}")
            return
        agreed = one.method is VoteMethod.NO_OBJECTION
        asked = "原案のとおり決定することに御異議ありませんか。" if agreed else "採決いたします。"
        yield _said(f"{source}:put", place, one.presided, f"「{one.wording}」について、{asked}")
        if agreed:
            yield _note(f"{source}:voices", place, _AYE_VOICES)
        else:
            yield _note(f"{source}:count", place, self._counted(one))
        yield _said(f"{source}:result", place, one.presided, one.script or one.sentence)

    def _counted(self, one: Voted) -> str:
        figures = [
            f"{word}{n}人"
            for word, n in (
                ("賛成", one.ayes),
                ("反対", one.noes),
                ("棄権", one.abstentions),
                ("無効", one.invalid),
            )
            if n is not None and (n or word in ("賛成", "反対"))
        ]
        text = f"（{one.method.label}　{'、'.join(figures)}）" if figures else f"（{one.method.label}）"
        for cast in VoteCast:
            who = (one.named or {}).get(cast, ())
            if who:
                text += f"\n{cast.label}　{'、'.join(self._named(who))}"
        return text

    def _election(self, one: Chosen, place: Place) -> Iterator[Line]:
        source, role = f"election:{one.id}", one.role.label
        if not one.sentence:
            return
        if self._brief:
            yield _note(f"{source}:result", place, one.sentence)
            return
        if one.method is ElectionMethod.NOMINATION and one.nominee is not None:
            nominee = self._member(one.nominee)
            text = f"指名推選により、{role}に{nominee}を選任することに御異議ありませんか。"
            yield _said(f"{source}:put", place, one.presided, text)
            if not one.objections:
                yield _note(f"{source}:voices", place, _AYE_VOICES)
        elif one.ballots:
            votes = [f"{self._member(who)}{n}票" for who, n in one.ballots]
            votes += [f"無効{one.invalid}票"] if one.invalid else []
            yield _note(f"{source}:count", place, f"（{role}の{one.method.label}　{'、'.join(votes)}）")
        yield _said(f"{source}:result", place, one.presided, one.script or one.sentence)

    def _named(self, who: Sequence[Id]) -> list[str]:
        return [self._member(one) for one in who]


def _in_turn(motions: Sequence[Voted], moves: Sequence[Moved]) -> list[Voted | Moved]:
    """Motions in their order, and before each who came or went by the time it was voted on."""
    waiting, found = list(moves), list[Voted | Moved]()
    for motion in motions:
        while waiting and (motion.at is None or (waiting[0].at or dt.time.min) <= motion.at):
            found.append(waiting.pop(0))
        found.append(motion)
    return [*found, *waiting]


def _note(source: str, place: Place, body: str) -> Line:
    return Line(source, place, SpeakerKind.NOTE, body)


def _said(source: str, place: Place, presided: Presided, body: str) -> Line:
    """What the presiding member says."""
    speaker = presided.name if presided.appointment is None else ""
    return Line(source, place, presided.kind, body, presided.appointment, speaker)
