"""Where seats, tables, door and screen stand in a room: ロの字, コの字 and スクール. Pure; millimetres.

A room is measured from its own top left corner, the chair at the top, the public at the bottom.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Final

SQUARE, HORSESHOE, SCHOOL = "square", "horseshoe", "school"
SHAPES: Final = (SQUARE, HORSESHOE, SCHOOL)
"""ロの字, コの字, スクール."""
LEAST: Final = 6.0
"""The lowest a seat is before another rank is begun behind the first."""
_SCREEN: Final = 5.0
_GAP: Final = 3.0
_DOOR: Final = 22.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its top left corner, its width and height."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """How large things are: a seat at most, a table's depth, how many sit abreast in a school's rows."""

    seat_width: float
    seat_height: float
    table: float
    abreast: int
    alternate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """The room: its size, what it has, how many officers, members, secretaries' places and public seats."""

    width: float
    height: float
    screen: bool
    officers: int
    members: int
    staff: int
    public: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where everything stands. Officers' and members' seats are in their own order; `doors` by corner."""

    officers: tuple[Box, ...]
    members: tuple[Box, ...]
    staff: tuple[Box, ...]
    public: tuple[Box, ...]
    tables: tuple[Box, ...]
    screen: Box | None


def plan(shape: str, hall: Hall, sizes: Measures) -> Plan:
    """The seats of `hall` in one of SHAPES."""
    top = _SCREEN + 2 * _GAP if hall.screen else _GAP
    public = tuple(_public(hall, sizes))
    below = min((box.y for box in public), default=hall.height) - 2 * _GAP
    screen = Box(hall.width * 0.3, _GAP, hall.width * 0.4, _SCREEN) if hall.screen else None
    rest = Box(2 * _GAP, top, hall.width - 4 * _GAP, below - top)
    made = _school(rest, hall, sizes) if shape == SCHOOL else _round(shape, rest, hall, sizes)
    return Plan(**made, public=public, screen=screen)


def door(corner: str, hall: Hall) -> Box:
    """The gap that a door makes in the wall: upper or lower, left or right."""
    high, side = corner.split("_")
    y = _GAP if high == "upper" else hall.height - _DOOR - _GAP
    return Box(0.0 if side == "left" else hall.width, y, 0.0, _DOOR)


def _public(hall: Hall, sizes: Measures) -> Iterator[Box]:
    """A row of chairs along the wall behind the secretariat, clear of a door in either corner."""
    if not hall.public:
        return
    room = hall.width - 2 * _DOOR
    pitch = min(sizes.seat_height * 1.1, room / hall.public)
    side = min(pitch * 0.85, sizes.seat_height * 0.75)
    start = (hall.width - pitch * hall.public) / 2 + (pitch - side) / 2
    for place in range(hall.public):
        yield Box(start + place * pitch, hall.height - side - _GAP, side, side)


def _round(shape: str, rest: Box, hall: Hall, sizes: Measures) -> dict[str, tuple[Box, ...]]:
    """Tables around an open middle: the chair at the head, members down both sides, secretaries opposite."""
    head, t = sizes.seat_height, sizes.table
    top = rest.y + head + 1
    foot = rest.y + rest.height - head - 1
    apart = t if shape == SQUARE else _GAP * 3
    first, last = top + t, foot - (t if shape == SQUARE else apart)
    half = ceil(hall.members / 2)
    rows, ranks = _ranks(half, last - first)
    tall = min(sizes.seat_height, (last - first) / rows)
    wide = min(sizes.seat_width, rest.width * 0.32 / ranks)
    used = rest.width - 2 * (wide * ranks + 1)
    left = rest.x + wide * ranks + 1
    spread = (last - first - tall * rows) / rows
    places = list(_sides(rest, (half, hall.members - half), rows, (wide, tall), (first, spread)))
    members = tuple(places[place] for place in _order(half, hall.members, alternate=sizes.alternate))
    tables = [
        Box(left, top, used, t),
        Box(left, first, t, last - first),
        Box(left + used - t, first, t, last - first),
    ]
    if shape == SQUARE:
        tables.append(Box(left, last, used, t))
    else:
        tables.append(Box(left + used * 0.2, foot - t, used * 0.6, t))
    return {
        "officers": _row(hall.officers, left, rest.y, used, (sizes.seat_width, head)),
        "members": members,
        "staff": _row(hall.staff, left, foot + 1, used, (sizes.seat_width * 1.4, head)),
        "tables": tuple(tables),
    }


def _ranks(count: int, room: float) -> tuple[int, int]:
    """How many seats stand one behind the other along a side, and in how many ranks."""
    most = max(1, int(room / LEAST))
    ranks = max(1, ceil(count / most))
    return max(1, ceil(count / ranks)), ranks


def _sides(
    rest: Box, counts: tuple[int, int], rows: int, size: tuple[float, float], span: tuple[float, float]
) -> Iterator[Box]:
    """The seats of the left side, then of the right, the rank nearest the table first."""
    (wide, tall), (first, spread) = size, span
    ranks = ceil(max(counts) / rows) if max(counts) else 1
    for right, count in enumerate(counts):
        for place in range(count):
            rank, row = divmod(place, rows)
            back = (ranks - 1 - rank) * wide
            x = rest.x + rest.width - back - wide if right else rest.x + back
            yield Box(x, first + spread / 2 + row * (tall + spread), wide, tall)


def _order(half: int, count: int, *, alternate: bool) -> Iterator[int]:
    """Which place each member in the roster's order takes: down one side, or left and right in turn."""
    if not alternate:
        yield from range(count)
        return
    for place in range(half):
        yield place
        if half + place < count:
            yield half + place


def _row(count: int, x: float, y: float, width: float, most: tuple[float, float]) -> tuple[Box, ...]:
    """Seats side by side in the middle of `width`."""
    if not count:
        return ()
    wide = min(most[0], width / count)
    start = x + (width - wide * count) / 2
    return tuple(Box(start + place * wide, y, wide, most[1]) for place in range(count))


def _school(rest: Box, hall: Hall, sizes: Measures) -> dict[str, tuple[Box, ...]]:
    """Rows that face the officers, an aisle down the middle; the secretaries beside the officers."""
    head, t = sizes.seat_height, sizes.table
    front, side = rest.width * 0.6, rest.width * 0.36
    first = rest.y + head + t + 5 * _GAP
    room = rest.y + rest.height - first
    abreast = sizes.abreast
    while ceil(hall.members / abreast) * (LEAST + 3) > room and abreast < hall.members:
        abreast += 1
    rows = max(1, ceil(hall.members / abreast))
    pitch = min(room / rows, 2 * (sizes.seat_height + t))
    desk = min(t, pitch * 0.25)
    aisle = min(12.0, rest.width * 0.1) if abreast > 1 else 0.0
    wide = min(sizes.seat_width, (rest.width - aisle) / abreast)
    tall = min(sizes.seat_height, pitch - desk - 1.5)
    start = rest.x + (rest.width - wide * abreast - aisle) / 2
    seats: list[Box] = []
    tables = [
        Box(rest.x, rest.y + head + 1, front, t),
        Box(rest.x + rest.width - side, rest.y + head + 1, side, t),
    ]
    for place in range(hall.members):
        row, column = divmod(place, abreast)
        x = start + column * wide + (aisle if column >= abreast / 2 else 0.0)
        y = first + row * pitch
        tables.append(Box(x + 0.5, y, wide - 1, desk))
        seats.append(Box(x, y + desk + 0.5, wide, tall))
    return {
        "officers": _row(hall.officers, rest.x, rest.y, front, (sizes.seat_width, head)),
        "members": tuple(seats),
        "staff": _row(hall.staff, rest.x + rest.width - side, rest.y, side, (sizes.seat_width * 1.4, head)),
        "tables": tuple(tables),
    }
