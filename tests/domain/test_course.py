"""How a meeting went: what is known of when its items began, and of what came before what."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.presence import OPENING, Course, Moment


def clock(minute: int) -> dt.time:
    return dt.time(14 + minute // 60, minute % 60)


def at(minute: int) -> Moment:
    return Moment(None, clock(minute))


def course(name: str) -> Course:
    """Made by the test itself, not while the tests are gathered."""
    match name:
        case "timed":
            return Course([None, clock(30), clock(60)], clock(0), clock(90))
        case "late":
            return Course([clock(5), None], clock(0), clock(90))
        case "untimed":
            return Course([None, None, None], clock(0), clock(90))
        case _:
            return Course([])


@pytest.mark.parametrize(
    ("name", "lows", "highs"),
    [
        ("timed", [None, 0, 30, 60, None], [0, 30, 60, 90, 90]),
        ("late", [None, 5, 5, None], [5, 90, 90, 90]),
        ("untimed", [None, 0, 0, 0, None], [0, 90, 90, 90, 90]),
        ("nothing known", [None, None], [None, None]),
    ],
)
def test_between_which_times_an_item_began(
    name: str, lows: list[int | None], highs: list[int | None]
) -> None:
    one = course(name)
    assert [one.low(item) for item in range(-1, len(lows) - 1)] == [_time(low) for low in lows]
    assert [one.high(item) for item in range(len(highs))] == [_time(high) for high in highs]


def _time(minute: int | None) -> dt.time | None:
    return None if minute is None else clock(minute)


def test_a_meeting_opens_with_its_first_item() -> None:
    assert course("late").opening == Moment(0, clock(0))
    assert course("nothing known").opening == Moment(0)


@pytest.mark.parametrize(
    ("name", "one", "other", "answer"),
    [
        ("timed", at(10), at(20), True),
        ("timed", at(10), at(10), None),
        ("timed", Moment(1), Moment(2), True),
        ("timed", Moment(1), Moment(1), None),
        ("timed", at(29), Moment(1), True),
        ("timed", at(30), Moment(1), None),
        ("timed", at(31), Moment(1), False),
        ("timed", at(0), Moment(0), None),
        ("timed", at(0), OPENING, False),
        ("timed", OPENING, Moment(0), True),
        ("untimed", at(20), Moment(1), None),
        ("nothing known", at(20), Moment(1), None),
        ("timed", at(20), Moment(), None),
        ("timed", Moment(1), Moment(), None),
        ("timed", Moment(), Moment(), None),
        ("timed", Moment(2, clock(10)), Moment(1, clock(20)), True),
    ],
)
def test_what_came_before_what(name: str, one: Moment, other: Moment, answer: bool | None) -> None:
    assert course(name).precedes(one, other) is answer
    assert course(name).precedes(other, one) is (None if answer is None else not answer)


@pytest.mark.parametrize(
    ("name", "event", "moment", "answer"),
    [
        ("timed", OPENING, Moment(), True),
        ("timed", at(20), at(20), True),
        ("timed", at(21), at(20), False),
        ("timed", Moment(1), Moment(1), True),
        ("timed", Moment(2), Moment(1), False),
        ("timed", at(30), Moment(1), True),
        ("timed", at(31), Moment(1), None),
        ("timed", at(60), Moment(1), False),
        ("timed", at(59), Moment(1), None),
        ("untimed", at(0), Moment(1), True),
        ("untimed", at(90), Moment(1), False),
        ("timed", Moment(1), at(30), True),
        ("timed", Moment(1), at(29), False),
        ("untimed", Moment(1), at(0), None),
        ("untimed", Moment(1), at(90), True),
        ("nothing known", Moment(1), at(0), None),
        ("nothing known", at(0), Moment(1), None),
        ("timed", Moment(), at(0), None),
    ],
)
def test_whether_an_event_had_happened(name: str, event: Moment, moment: Moment, answer: bool | None) -> None:
    assert course(name).happened(event, moment) is answer


@pytest.mark.parametrize(
    ("name", "moment", "place"),
    [
        ("timed", at(5), (clock(5), -1)),
        ("timed", Moment(2, clock(65)), (clock(65), 2)),
        ("timed", Moment(1), (clock(30), 1)),
        ("timed", Moment(), (clock(0), 0)),
        ("timed", OPENING, (dt.time.min, -1)),
        ("nothing known", Moment(1), (dt.time.min, 1)),
    ],
)
def test_where_a_moment_is_listed(name: str, moment: Moment, place: tuple[dt.time, int]) -> None:
    assert course(name).place(moment) == place
