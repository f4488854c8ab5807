"""The roster for Word: title, legend and term over the members' table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kyodo_desktop.papers.forms import say
from kyodo_desktop.papers.roster import (
    RosterForm,
    RosterView,
    legend,
    members_table,
    row_height,
    term_line,
)
from kyodo_desktop.papers.wordpieces import (
    HEIGHT,
    MM,
    WIDTH,
    Block,
    Part,
    Run,
    Shape,
    Sort,
    Words,
    Written,
    words,
)
from kyodo_desktop.papers.wordtable import CELLS

ROSTER: Final = "Roster"
_LEGEND: Final = 5  # 字
_LINE: Final = 1.5  # ems from line to line


def written(view: RosterView, form: RosterForm) -> Written:
    """The roster by itself."""
    title = say(form.title, committee=view.committee)
    heading = Sort(
        key="Heading1", name="heading 1", kind=form.heading, shape=Shape(align="center", keep=True), level=1
    )
    normal = Sort(key="Normal", name="Normal", kind=form.body)
    cells = Sort(key=CELLS, name="表", kind=form.body)
    parts = (part(view, form),)
    return Written(title=title, day=view.day, sorts=(normal, heading, *sorts(form), cells), parts=parts)


def sorts(form: RosterForm) -> tuple[Sort, ...]:
    """The style of what stands over the table; a heading and cells are the document's."""
    shape = Shape(line=form.body.size * MM * _LINE)
    return (Sort(key=ROSTER, name="名簿の凡例", kind=form.body, shape=shape),)


def part(view: RosterView, form: RosterForm) -> Part:
    """The roster on pages of its own."""
    return Part(form.margins, tuple(_blocks(view, form)))


def _blocks(view: RosterView, form: RosterForm) -> Iterator[Block]:
    margins, em = form.margins, form.body.size * MM
    width = WIDTH - margins.left - margins.right
    title = Run(say(form.title, committee=view.committee), kind=form.heading)
    above = form.heading.size * MM
    centred = Shape(align="center", left=0, right=0, before=0, after=above)
    yield Words((title,), "Heading1", centred)
    for line in legend(form):
        yield words(line, ROSTER, Shape(left=width - _LEGEND * em))
    yield words(term_line(view, form), ROSTER, Shape(align="right", after=em / 4))
    table, room = members_table(view, form, width), HEIGHT - margins.top - margins.bottom
    used = 3 * above + (len(legend(form)) + 1) * em * _LINE
    high = row_height([0.0] * len(view.members), form.table, (room - used, room))
    yield replace(table, look=replace(table.look, row_height=high))
