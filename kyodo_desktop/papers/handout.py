"""A text as a handout: A4 upright, its paragraphs running over the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.papers import blocks as b
from kyodo_desktop.papers.blockflow import divided
from kyodo_desktop.papers.blocklay import HeadingLook, Layer, Look
from kyodo_desktop.papers.blocktext import Lettering
from kyodo_desktop.papers.forms import Margins, Type, colour, measure, option, rgb
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.paper import one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Style

_HEADINGS: Final = (
    HeadingLook(scale=1.12, before=1.4),
    HeadingLook(scale=1.0, before=1.2),
    HeadingLook(scale=1.0, before=1.0),
    HeadingLook(scale=1.0, before=0.8),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutForm:
    """How a handout looks; lengths in millimetres, white, leading and indents in characters."""

    digits: str = option("half", "full", "one_full")
    accent: str = colour()
    tint: str = colour()
    ground: str = colour()
    leading: float = measure(1.1, 2.5)
    gap: float = measure(0, 3)
    item: float = measure(0, 3)
    note: float = measure(0.5, 1)
    table: float = measure(0.5, 1.2)
    indent: float = measure(0, 3)
    after_title: float = measure(0, 60)
    margins: Margins
    heading: Type
    body: Type
    strong: Type
    section: Type


def titled(blocks: Sequence[b.Block], fallback: str) -> tuple[str, tuple[b.Block, ...]]:
    """The text's title and what stands under it: its only heading of level 1, else the material's own."""
    tops = [place for place, block in enumerate(blocks) if isinstance(block, b.Heading) and block.level == 1]
    first = blocks[0] if blocks else None
    if tops == [0] and isinstance(first, b.Heading):
        return b.plain(first.words).replace("\n", " "), tuple(blocks[1:])
    return fallback, tuple(blocks)


def draw(page: Page, form: HandoutForm, blocks: Sequence[b.Block], fallback: str) -> Iterator[Progress]:
    """The text under its title, over as many pages as it takes."""
    margins = form.margins
    width = page.width - margins.left - margins.right
    bottom = page.height - margins.bottom
    said, body = titled(blocks, fallback)
    page.bookmark(said)
    y = margins.top + title(page, margins.left, margins.top, width, said, style(form.heading))
    y += form.after_title
    room = bottom - margins.top
    stack = Layer(page, look(form), room).stack(body, width)
    pages = divided(stack, bottom - y, room)
    for done, part in enumerate(pages):
        if done:
            page.new_page()
            y = margins.top
        part.draw(page, margins.left, y)
        yield one_page(done + 1, len(pages))


def look(form: HandoutForm) -> Look:
    """The type and the white that the form asks for."""
    size = form.body.size
    lettering = Lettering(Style(form.body.face, size, size * form.leading), form.strong.face, form.indent)
    return Look(
        text=lettering,
        heading_face=form.section.face,
        headings=_sized(form),
        gap=form.gap,
        item_gap=form.item,
        note=form.note,
        table=form.table,
        indent=form.indent,
        accent=rgb(form.accent),
        tint=rgb(form.tint),
        ground=rgb(form.ground),
    )


def _sized(form: HandoutForm) -> tuple[HeadingLook, ...]:
    """Headings in the section's size, those of the first two levels a little larger."""
    share = form.section.size / form.body.size
    return tuple(
        HeadingLook(scale=one.scale * share, bar=one.bar, rule=one.rule, before=one.before)
        for one in _HEADINGS
    )
