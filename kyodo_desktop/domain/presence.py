"""Who was in the room when: what happened is a set of events, so the order of entering them can't matter.

An event is known by the clock, or by the item before which it happened, or by both. Where neither settles
whether it had happened at a moment, the answer is None: not known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment: while the item at place `item` of the agenda (from 0) is under way, at a time, or both.

    Of an event, `item` is the first item that came after it, and `OPENING` is whenever the meeting opened.
    """

    item: int | None = None
    at: dt.time | None = None


OPENING: Final = Moment(-1)
"""When somebody entered who was there from the first."""


@dataclass(frozen=True, slots=True)
class Event:
    """A member entered the room (or the connection), or left it."""

    entered: bool
    when: Moment


class Course:
    """How a meeting went: its items in the agenda's order, and when each began as far as that is known."""

    def __init__(
        self,
        began: Sequence[dt.time | None],
        opened: dt.time | None = None,
        closed: dt.time | None = None,
    ) -> None:
        self._lows: list[dt.time | None] = []
        self._highs: list[dt.time | None] = [closed]
        latest, earliest = opened, closed
        if began and began[0] is None:
            began = [opened, *began[1:]]  # a meeting opens with its first item
        for time in began:
            latest = time or latest
            self._lows.append(latest)
        for time in reversed(began):
            earliest = time or earliest
            self._highs.insert(0, earliest)
        self.opening = Moment(0, opened)

    def low(self, item: int) -> dt.time | None:
        """The time before which an item can't have begun; None where that isn't known."""
        return self._lows[item] if 0 <= item < len(self._lows) else None

    def high(self, item: int) -> dt.time | None:
        """The time by which an item had begun, or the meeting was over; None where that isn't known."""
        return self._highs[min(item, len(self._highs) - 1)]

    def happened(self, event: Moment, moment: Moment) -> bool | None:
        """Whether an event had happened by a moment; an event at the very minute had."""
        if event == OPENING:
            return True
        if event.at is not None and moment.at is not None:
            return event.at <= moment.at
        if event.item is not None and moment.item is not None:
            return event.item <= moment.item
        if event.at is not None and moment.item is not None:
            return self._by_item(event.at, moment.item)
        if event.item is not None and moment.at is not None:
            return self._by_clock(event.item, moment.at)
        return None

    def _by_item(self, at: dt.time, item: int) -> bool | None:
        low, end = self.low(item), self.high(item + 1)
        if low is not None and at <= low:
            return True
        if end is not None and at >= end:
            return False
        return None

    def _by_clock(self, item: int, at: dt.time) -> bool | None:
        low, high = self.low(item), self.high(item)
        if high is not None and high <= at:
            return True
        if low is not None and low > at:
            return False
        return None

    def precedes(self, one: Moment, other: Moment) -> bool | None:
        """Whether one event came before another; None where that isn't known, or where they coincide."""
        if one.at is not None and other.at is not None:
            return None if one.at == other.at else one.at < other.at
        if one.item is not None and other.item is not None:
            return None if one.item == other.item else one.item < other.item
        if one.at is not None and other.item is not None:
            return self._clock_precedes(one.at, other.item)
        if one.item is not None and other.at is not None:
            later = self._clock_precedes(other.at, one.item)
            return None if later is None else not later
        return None

    def _clock_precedes(self, at: dt.time, item: int) -> bool | None:
        low, high = self.low(item), self.high(item)
        if item < 0:
            return False
        if low is not None and at < low:
            return True
        if high is not None and at > high:
            return False
        return None

    def place(self, moment: Moment) -> tuple[dt.time, int]:
        """Where to list a moment among others: by the clock where it is known, else by its item."""
        if moment.at is not None:
            return moment.at, -1 if moment.item is None else moment.item
        item = moment.item or 0
        return self.low(item) or dt.time.min, item


def present(course: Course, events: Iterable[Event], moment: Moment) -> bool | None:
    """Whether a member with these events was present at `moment`; None where the record doesn't settle it.

    What happened last holds. Somebody whose first event is a leaving had been there since the opening.
    """
    known = tuple(dict.fromkeys(events))
    judged = [(event, course.happened(event.when, moment)) for event in known]
    happened = [event for event, done in judged if done]
    unsure = [event for event, done in judged if done is None]
    state = _last(course, happened) if happened else _before_all(course, known)
    if state is None or all(event.entered is state for event in unsure):
        return state
    return None


def _last(course: Course, events: Sequence[Event]) -> bool | None:
    """The state that the last of `events` left behind."""
    last = [one for one in events if not any(course.precedes(one.when, other.when) for other in events)]
    states = {event.entered for event in last}
    return states.pop() if len(states) == 1 else None


def _before_all(course: Course, events: Sequence[Event]) -> bool | None:
    """The state before the first of `events`."""
    first = [one for one in events if not any(course.precedes(other.when, one.when) for other in events)]
    states = {not event.entered for event in first}
    if not states:
        return False
    return states.pop() if len(states) == 1 else None


def paired(course: Course, events: Iterable[Event]) -> tuple[tuple[Moment | None, Moment | None], ...]:
    """The events as intervals (entered, left), the earliest first; None where that end isn't on record."""
    spans: list[tuple[Moment | None, Moment | None]] = []
    opened: Moment | None = None
    ordered = sorted(set(events), key=lambda event: (*course.place(event.when), event.entered))
    for event in ordered:
        if event.entered:
            if opened is not None:
                spans.append((opened, None))
            opened = event.when
        else:
            spans.append((opened, event.when))
            opened = None
    if opened is not None:
        spans.append((opened, None))
    return tuple(spans)


def unpaired(spans: Sequence[tuple[Moment | None, Moment | None]]) -> bool:
    """Whether a leaving or an entering is missing: only the last interval may have no end."""
    return any(entered is None for entered, _ in spans) or any(left is None for _, left in spans[:-1])
