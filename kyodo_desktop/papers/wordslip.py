"""Slips that go back to the office, for Word: what they say, and boxes to be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kyodo_desktop.papers.dateslip import DateSlips
from kyodo_desktop.papers.fillin import GREY, Blank
from kyodo_desktop.papers.forms import Margins, Type, say
from kyodo_desktop.papers.letter import Addressee, wide
from kyodo_desktop.papers.paper import style
from kyodo_desktop.papers.press.style import with_digits
from kyodo_desktop.papers.press.table import Cell, Column, Look, Table
from kyodo_desktop.papers.replyslip import Slips
from kyodo_desktop.papers.wordpieces import (
    MM,
    WIDTH,
    Block,
    Boxes,
    Part,
    Run,
    Shape,
    Sort,
    Words,
    words,
)
from kyodo_desktop.papers.wordtable import CELLS

SLIP: Final = "Slip"


def sorts(body: Type) -> tuple[Sort, ...]:
    """The styles of a slip, beside a letter's."""
    line = Shape(line=body.size * MM * 1.6)
    return (Sort(key=SLIP, name="回答票", kind=body, shape=line), Sort(key=CELLS, name="表", kind=body))


def titled(text: str, kind: Type) -> Words:
    """A slip's title, in the middle."""
    shape = Shape(
        align="center", left=0, right=0, before=0, after=2 * kind.size * MM, line=kind.size * MM * 1.5
    )
    return Words((Run(text, 0.0, kind),), "Heading1", shape)


def boxes(blanks: Sequence[Blank], label: float, margins: Margins, kind: Type) -> Boxes:
    """Boxes one below the other, their headings `label` wide."""
    width = WIDTH - margins.left - margins.right
    look = style(kind)
    table = Table(
        (Column(label), Column(width - label)),
        [(Cell(one.label, "center", fill=GREY), Cell(one.text)) for one in blanks],
        look=Look(style=look, head_style=look, padding_y=2.0),
    )
    tops = frozenset(place for place, one in enumerate(blanks) if one.top)
    return Boxes(table, tuple(one.height for one in blanks), tops)


def returned(said: str, asked: Sequence[str], kind: Type) -> Iterator[Block]:
    """Where a slip goes, where that is known."""
    for place, line in enumerate((said, *asked) if asked else ()):
        yield words(line, SLIP, Shape() if place else Shape(before=kind.size * MM))


def reply(slips: Slips, to: Addressee) -> Part:
    """出欠回答票 of one member."""
    own, slip, digits = slips.words, slips.slip, slips.digits
    name = Blank(own.name, wide(to.name), own.boxes.row)
    said = [say(own.to, section=slip.section)] if slip.section else []
    said.append(with_digits(say(own.meeting, when=slip.when), digits))
    until = with_digits(say(own.deadline, deadline=slip.deadline), digits)
    return Part(
        own.margins,
        (
            titled(slips.heading(), own.heading),
            *(words(one, SLIP) for one in said),
            words(until, SLIP, Shape(align="right", after=own.body.size * MM)),
            boxes((name, *slips.blanks()), own.boxes.label, own.margins, own.body),
            *returned(own.return_to, slip.asked, own.body),
        ),
    )


def dates(slips: DateSlips, to: Addressee) -> Part:
    """日程照会票 of one member."""
    own, slip, digits = slips.words, slips.slip, slips.digits
    em = own.body.size * MM
    until = with_digits(say(own.deadline, deadline=slip.deadline), digits)
    table = slips.table(WIDTH - own.margins.left - own.margins.right)
    name = Blank(own.name, wide(to.name), own.boxes.row * 1.2)
    remarks = Blank(own.remarks, "", own.boxes.remarks)
    said = (say(own.to, section=slip.section),) if slip.section else ()
    return Part(
        own.margins,
        (
            titled(slips.titled(), own.heading),
            *(words(one, SLIP) for one in said),
            words(until, SLIP, Shape(align="right", after=em)),
            boxes((name,), own.boxes.label, own.margins, own.body),
            words(own.hint.strip(), SLIP, Shape(align="justify", before=em, after=em / 2)),
            table,
            words("", SLIP),
            boxes((remarks,), own.boxes.label, own.margins, own.body),
            *returned(own.return_to, slip.asked, own.body),
        ),
    )
