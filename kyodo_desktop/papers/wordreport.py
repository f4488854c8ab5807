"""A report (答申書) for Word: its letter, its recommendations with their numbers, its course, its members."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kyodo_desktop.papers.forms import Type
from kyodo_desktop.papers.letter import Letter, LetterLook
from kyodo_desktop.papers.press.style import with_digits
from kyodo_desktop.papers.press.table import Table
from kyodo_desktop.papers.reportlay import Advice, Body
from kyodo_desktop.papers.wordletter import opening
from kyodo_desktop.papers.wordpieces import MM, Block, Run, Shape, Sort, Words, ems, words
from kyodo_desktop.papers.wordtable import CELLS

_ADVICE: Final = "Advice"


def sorts(look: LetterLook, sections: Type, cells: Type, section: float) -> tuple[Sort, ...]:
    """The styles of a report, beside a letter's; `section` is the white above a heading."""
    heading = Shape(before=section, keep=True)
    return (
        Sort(key="Heading2", name="heading 2", kind=sections, shape=heading, level=2),
        Sort(key=_ADVICE, name="意見", kind=look.body),
        Sort(key=CELLS, name="表", kind=cells),
    )


def report(
    letter: Letter, body: Body, look: LetterLook, headings: tuple[str, str], apart: float, course: Table
) -> Iterator[Block]:
    """The whole report; `headings` stand over reasons and course, `apart` above each piece of advice."""
    reasons, sat = headings
    yield from opening(letter, look)
    yield words(look.record, "NoteHeading")
    for place, one in enumerate(body.text):
        before = Shape(before=look.spacing.record) if not place else Shape()
        yield _paragraph(one, look, before.before)
    for place, one in enumerate(body.advice):
        yield from _advice(one, look, apart if place or body.text else look.spacing.record)
    if body.reasons:
        yield from _heading(reasons)
        yield from (_paragraph(one, look) for one in body.reasons)
    if body.course:
        yield from _heading(sat, apart)
        yield course


def _heading(text: str, after: float | None = None) -> Iterator[Words]:
    if text:
        yield words(text, "Heading2", Shape(after=after))


def _paragraph(text: str, look: LetterLook, before: float | None = None, left: float | None = None) -> Words:
    shape = Shape(align="justify", first=look.body.size * MM, before=before, left=left)
    return words(with_digits(text, look.digits), "Normal" if left is None else _ADVICE, shape)


def _advice(one: Advice, look: LetterLook, before: float) -> Iterator[Words]:
    """A recommendation, its number before it and what is said of it below."""
    em = look.body.size * MM
    number = ems(one.number)
    room = (number if one.number.endswith("）") else max(1.0, number) + 1) * em
    left = one.depth * em + room
    shape = Shape(align="justify", left=left, first=-room, before=before)
    runs: Sequence[Run] = (Run(one.number), Run("\t"), Run(with_digits(one.title, look.digits)))
    yield Words(tuple(runs), _ADVICE, shape)
    for text in one.body:
        yield _paragraph(text, look, left=left)
