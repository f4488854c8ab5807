"""By when a meeting is to be notified: days counted backwards, moved earlier off closed days.

The day of the meeting isn't counted (初日不算入, 民法140条 by analogy for a period that runs backwards).
「7日前までに」 read strictly asks for seven full days between notice and meeting; loosely, for a day seven
days earlier.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from kyodo_desktop.domain import wareki, workdays
from kyodo_desktop.domain.ruling import Alternative, Ruling
from kyodo_desktop.domain.workdays import Closed
from kyodo_desktop.i18n import Message, msg

Counting: TypeAlias = Literal["clear", "inclusive"]
Verdict: TypeAlias = Literal["due", "in_time", "late"]

LEAD: Final = 28
"""Days of lead where a regulation is silent: our default, an office's own to change."""

_CIVIL_CODE: Final = "民法第140条"
_READINGS: Final[dict[Counting, Message]] = {
    "clear": msg("間に丸々{days}日を置く数え方"),
    "inclusive": msg("開催日から{days}日さかのぼる数え方"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """A meeting and its notice. `sent` None: not yet sent. `article` is empty where the regulation is silent.

    `lead` is in days, from 0.
    """

    meeting: dt.date
    lead: int = LEAD
    sent: dt.date | None = None
    article: str = ""

    def __post_init__(self) -> None:
        if self.lead < 0:
            raise ValueError(f"a lead of {self.lead} days")


def last_day(facts: NoticeFacts, counting: Counting) -> dt.date:
    """The last day for the notice as the calendar counts it, closed or not."""
    between = 1 if counting == "clear" and facts.lead else 0
    return facts.meeting - dt.timedelta(days=facts.lead + between)


def deadline(facts: NoticeFacts, counting: Counting, closed: Closed) -> dt.date:
    """The last working day on which the notice is in time."""
    return workdays.on_or_before(last_day(facts, counting), closed)


def notice(facts: NoticeFacts, closed: Closed, counting: Counting = "clear") -> Ruling:
    """Whether the notice is in time: `due` (not yet sent), `in_time`, `late`; `margin` is the days to spare.

    Where the other way of counting gives another answer, an alternative says it: another last day while the
    notice is due, another verdict once it has been sent.
    """
    other: Counting = "inclusive" if counting == "clear" else "clear"
    day, others = deadline(facts, counting, closed), deadline(facts, other, closed)
    verdict = _verdict(facts, day)
    differs = day != others if facts.sent is None else verdict != _verdict(facts, others)
    return Ruling(
        verdict=verdict,
        article=facts.article or _CIVIL_CODE,
        arithmetic=_arithmetic(facts, counting, day, closed),
        sentence=_sentence(facts, day),
        alternatives=(_alternative(facts, other, others),) if differs else (),
        notes=() if facts.article else (_silent(facts),),
        margin=None if facts.sent is None else (day - facts.sent).days,
    )


def _verdict(facts: NoticeFacts, day: dt.date) -> Verdict:
    if facts.sent is None:
        return "due"
    return "in_time" if facts.sent <= day else "late"


def _reading(facts: NoticeFacts, counting: Counting) -> Message:
    return replace(_READINGS[counting], args=(("days", facts.lead),))


def _arithmetic(facts: NoticeFacts, counting: Counting, day: dt.date, closed: Closed) -> Message:
    counted = last_day(facts, counting)
    said = msg(
        "開催日の{meeting}を算入せず、{reading}では{counted}まで",
        meeting=wareki.long_with_weekday(facts.meeting),
        reading=_reading(facts, counting),
        counted=wareki.long_with_weekday(counted),
    )
    if counted == day:
        return said
    return msg(
        "{said}。この日は閉庁日（{reason}）のため、{day}に繰り上げ",
        said=said,
        reason=closed(counted),
        day=wareki.long_with_weekday(day),
    )


def _sentence(facts: NoticeFacts, day: dt.date) -> Message:
    last = wareki.long_with_weekday(day)
    if facts.sent is None:
        return msg("開催通知は、{last}までに発送してください。", last=last)
    sent = wareki.long_with_weekday(facts.sent)
    if facts.sent <= day:
        return msg("{sent}の開催通知は、期限の{last}に間に合っています。", sent=sent, last=last)
    return msg(
        "{sent}の開催通知は、期限の{last}を{days}日過ぎています。",
        sent=sent,
        last=last,
        days=(facts.sent - day).days,
    )


def _alternative(facts: NoticeFacts, counting: Counting, day: dt.date) -> Alternative:
    reading, last = _reading(facts, counting), wareki.long_with_weekday(day)
    if facts.sent is None:
        said = msg("{reading}では、期限は{last}です。", reading=reading, last=last)
    elif facts.sent <= day:
        said = msg("{reading}では、期限は{last}で、間に合っています。", reading=reading, last=last)
    else:
        said = msg("{reading}では、期限は{last}で、間に合っていません。", reading=reading, last=last)
    return Alternative("day_counting", counting, (_verdict(facts, day),), said)


def _silent(facts: NoticeFacts) -> Message:
    return msg(
        "規則に開催通知の時期の定めはありません。{days}日前は事務局で変えられる標準で、日数は"
        "民法の初日不算入を類推して数えました。",
        days=facts.lead,
    )
