"""Presence as a set of events: by the clock, by the item, whatever order they are entered in."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.presence import OPENING, Course, Event, Moment, paired, present, unpaired


def at(minute: int) -> Moment:
    return Moment(None, clock(minute))


def clock(minute: int) -> dt.time:
    return dt.time(14 + minute // 60, minute % 60)


def came(when: Moment) -> Event:
    return Event(True, when)


def left(when: Moment) -> Event:
    return Event(False, when)


UNTIMED = Course([None, None, None], clock(0), clock(90))
TIMED = Course([None, clock(30), clock(60)], clock(0), clock(90))


@pytest.mark.parametrize(
    ("course", "events", "moment", "answer"),
    [
        (UNTIMED, [], Moment(1), False),
        (UNTIMED, [came(OPENING)], Moment(0), True),
        (UNTIMED, [came(OPENING)], at(-0), True),
        (UNTIMED, [came(at(0))], UNTIMED.opening, True),
        (UNTIMED, [came(at(20))], UNTIMED.opening, False),
        (UNTIMED, [came(at(20))], Moment(1), None),
        (UNTIMED, [came(at(20))], Moment(1, clock(40)), True),
        (UNTIMED, [came(Moment(1))], Moment(0), False),
        (UNTIMED, [came(Moment(1))], Moment(1), True),
        (UNTIMED, [came(Moment(1))], at(40), None),
        (TIMED, [came(Moment(1))], at(40), True),
        (TIMED, [came(Moment(2))], at(40), False),
        (TIMED, [came(at(20))], Moment(1), True),
        (TIMED, [came(at(20))], Moment(0), None),
        (TIMED, [came(OPENING), left(at(30))], Moment(0), True),
        (TIMED, [came(OPENING), left(at(30))], Moment(1), False),
        (TIMED, [came(OPENING), left(at(40))], Moment(1), None),
        (TIMED, [came(OPENING), left(at(40))], Moment(1, clock(39)), True),
        (TIMED, [came(OPENING), left(at(40))], Moment(1, clock(40)), False),
        (TIMED, [came(OPENING), left(at(40)), came(at(50))], Moment(2), True),
        (TIMED, [came(OPENING), left(at(40)), came(Moment(2))], Moment(2), True),
        (TIMED, [left(at(40))], Moment(0), True),
        (TIMED, [left(at(40))], Moment(2), False),
        (TIMED, [came(at(20)), left(at(20))], Moment(2), None),
        (TIMED, [came(at(20)), left(at(20))], at(10), None),
        (UNTIMED, [came(at(20)), left(Moment(1))], at(40), None),
        (UNTIMED, [came(at(20))], Moment(), None),
        (UNTIMED, [came(Moment())], at(20), None),
        (UNTIMED, [came(at(20)), left(Moment())], Moment(2, clock(89)), None),
    ],
)
def test_who_was_there(course: Course, events: list[Event], moment: Moment, answer: bool | None) -> None:
    assert present(course, events, moment) is answer


MOMENTS = st.one_of(
    st.just(OPENING),
    st.integers(0, 89).map(at),
    st.integers(0, 2).map(Moment),
    st.builds(
        lambda item, minute: Moment(item, clock(item * 30 + minute)), st.integers(0, 2), st.integers(0, 29)
    ),
)
EVENTS = st.lists(st.builds(Event, st.booleans(), MOMENTS), max_size=6)
COURSES = st.sampled_from([UNTIMED, TIMED, Course([]), Course([None, clock(30)]), Course([None] * 3)])


@given(COURSES, EVENTS, MOMENTS, st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_entered_makes_no_difference(course, events, moment, random) -> None:
    shuffled = [*events, *events[:2]]
    random.shuffle(shuffled)
    assert present(course, shuffled, moment) is present(course, events, moment)
    assert paired(course, shuffled) == paired(course, events)


@given(COURSES, EVENTS)
def test_no_event_is_lost_or_made_up_by_pairing(course, events) -> None:
    spans = paired(course, events)
    found = {Event(True, one) for one, _ in spans if one} | {Event(False, one) for _, one in spans if one}
    assert found == set(events)


@given(st.lists(st.integers(0, 89), max_size=8, unique=True), st.integers(0, 89))
def test_by_the_clock_alone_everything_is_known(minutes: list[int], minute: int) -> None:
    minutes.sort()
    events = [Event(place % 2 == 0, at(one)) for place, one in enumerate(minutes)]
    there = sum(one <= minute for one in minutes) % 2 == 1
    assert present(UNTIMED, events, at(minute)) is there
    assert not unpaired(paired(UNTIMED, events))


@given(COURSES, EVENTS, EVENTS, MOMENTS)
def test_an_event_still_to_come_changes_nothing(course, events, more, moment) -> None:
    before = present(course, [*events, came(OPENING)], moment)
    later = [one for one in more if course.happened(one.when, moment) is False]
    assert present(course, [*events, came(OPENING), *later], moment) is before


@pytest.mark.parametrize(
    ("events", "answer"),
    [
        ([came(OPENING)], False),
        ([came(OPENING), left(at(10)), came(at(20))], False),
        ([left(at(10))], True),
        ([came(at(10)), came(at(20))], True),
        ([came(OPENING), left(at(10)), left(at(20))], True),
    ],
)
def test_a_missing_half_is_noticed(events: list[Event], answer: bool) -> None:
    assert unpaired(paired(UNTIMED, events)) is answer
