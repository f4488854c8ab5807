"""Letters for Word, laid out as `lettersheet` lays them out on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from kyodo_desktop.papers.letter import (
    WIDE_SPACE,
    Item,
    Letter,
    LetterLook,
    addressed,
    asked_at,
    number_and_date,
    signed,
)
from kyodo_desktop.papers.press.style import with_digits
from kyodo_desktop.papers.wordpieces import (
    MM,
    WIDTH,
    Block,
    Frame,
    Part,
    Run,
    Shape,
    Sort,
    Words,
    Written,
    across,
    ems,
    words,
)

_LABEL: Final = 3
"""The least width of the items' headings in characters, as 日　時 takes."""
_SLACK: Final = 1.02
"""How much wider a frame is than its words, lest another machine's font be a hair wider."""


def sorts(look: LetterLook) -> tuple[Sort, ...]:
    """The styles of a letter."""
    body, em = look.body, look.body.size * MM
    places, spacing = look.places, look.spacing
    inset = places.title * em
    line = Shape(line=max(spacing.line, em))
    title = Shape(left=inset, right=inset, before=spacing.title, keep=True)
    record = Shape(align="center", before=spacing.record, keep=True)
    return (
        Sort(key="Normal", name="Normal", kind=body, shape=line),
        Sort(key="Heading1", name="heading 1", kind=look.heading, shape=title, level=1),
        Sort(key="NoteHeading", name="Note Heading", kind=body, shape=record),
        Sort(key="Items", name="記書き", kind=body, shape=Shape(before=spacing.item)),
        Sort(
            key="Number", name="文書番号・日付", kind=body, shape=Shape(align="right", right=places.date * em)
        ),
        Sort(key="Addressee", name="宛先", kind=body, shape=Shape(left=places.address * em)),
        Sort(key="Sender", name="発信者", kind=body, shape=Shape(align="right", right=places.sender * em)),
        Sort(key="Contact", name="担当", kind=body),
    )


def written(
    title: str,
    letters: Sequence[Letter],
    look: LetterLook,
    enclosed: Callable[[Letter], Part] | None = None,
    also: tuple[Sort, ...] = (),
    none: str = "",
) -> Written:
    """Letters one after the other, each from a page of its own, with what goes with each on the next; `none`
    stands where there are no letters.
    """
    parts: list[Part] = []
    for letter in letters:
        parts.append(Part(look.margins, tuple(_letter(letter, look))))
        if enclosed is not None:
            parts.append(enclosed(letter))
    if not letters:
        parts.append(Part(look.margins, (words(none, "Normal", Shape(align="center")),)))
    day = letters[0].head.date if letters else None
    return Written(title=title, day=day, sorts=(*sorts(look), *also), parts=tuple(parts))


def opening(letter: Letter, look: LetterLook) -> Iterator[Words]:
    """A letter that isn't in a window envelope, down to its items; without whom to ask."""
    yield from _dated(letter, look)
    yield from _addressed(letter, look, look.spacing.address)
    yield from _signed(letter, look, look.spacing.sender)
    yield from text_of(letter, look)


def _letter(letter: Letter, look: LetterLook) -> Iterator[Block]:
    if letter.window:
        yield from _dated(letter, look)
        yield from _in_window(letter, look)
        window = look.window
        below = window.top + window.height - look.margins.top - 2 * look.spacing.line
        yield from _signed(letter, look, look.spacing.sender + max(0.0, below))
        yield from text_of(letter, look)
    else:
        yield from opening(letter, look)
    yield from _contact(letter, look)


def _dated(letter: Letter, look: LetterLook) -> Iterator[Words]:
    """Number over date, spread over the same width."""
    lines = number_and_date(letter.head, look)
    room = max(across(one, look.body) for one in lines)
    for one in lines:
        yield words(one, "Number", fit=room if across(one, look.body) < room else 0.0)


def _addressed(letter: Letter, look: LetterLook, before: float) -> Iterator[Words]:
    em = look.body.size * MM
    for place, one in enumerate(addressed(letter.to, look)):
        further = (look.places.address + look.places.name) * em
        yield words(one, "Addressee", Shape(left=further) if place else Shape(before=before))


def _in_window(letter: Letter, look: LetterLook) -> Iterator[Words]:
    to, window = letter.to, look.window
    frame = Frame(x=window.left, y=window.top, width=window.width, height=window.height)
    where = (f"〒{to.postcode}" if to.postcode else "", to.address)
    for one in (*where, *addressed(to, look)):
        if one:
            yield Words((Run(one),), "Addressee", Shape(left=0), frame)


def _signed(letter: Letter, look: LetterLook, before: float) -> Iterator[Words]:
    """The sender, and the seal or that it is omitted."""
    seal = WIDE_SPACE + look.seal if letter.seal == "sealed" and look.seal else ""
    yield words(signed(letter.head) + seal, "Sender", Shape(before=before))
    if letter.seal == "omitted" and look.omitted:
        yield words(look.omitted, "Sender")


def text_of(letter: Letter, look: LetterLook) -> Iterator[Words]:
    """A letter's title, text and items alone."""
    em, spacing = look.body.size * MM, look.spacing
    if letter.subject:
        yield words(with_digits(letter.subject, look.digits), "Heading1")
    for place, one in enumerate(letter.body):
        shape = Shape(align="justify", first=em, before=spacing.paragraph if place else spacing.text)
        yield words(with_digits(one, look.digits), "Normal", shape)
    if letter.items:
        yield words(look.record, "NoteHeading")
        yield from _items(letter.items, look)


def _items(items: Sequence[Item], look: LetterLook) -> Iterator[Words]:
    """The items under 記: numbers and headings in columns of their own, what they say hanging beside."""
    em = look.body.size * MM
    width = WIDTH - look.margins.left - look.margins.right
    label = min(max(_LABEL, *(ems(item.label) for item in items)) * em, width / 3)
    counted = len(items) > 1
    number = (max(1.0, ems(str(len(items)))) + 1) * em if counted else 0.0
    start = look.places.item * em
    left = start + number + label + em
    for place, item in enumerate(items, 1):
        shape = Shape(
            align="justify" if "\n" not in item.text else "left",
            left=left,
            first=start - left,
            tabs=(start + number,) if counted else (),
            before=look.spacing.record if place == 1 else None,
        )
        runs = (Run(with_digits(str(place), look.digits)), Run("\t")) if counted else ()
        said = Run(with_digits(item.text, look.digits))
        yield Words(
            (*runs, Run(with_digits(item.label, look.digits), label), Run("\t"), said), "Items", shape
        )


def _contact(letter: Letter, look: LetterLook) -> Iterator[Words]:
    """Whom to ask, at the foot of the page on the right, its lines beginning in line."""
    asked = asked_at(letter.head, look)
    if not asked:
        return
    edge = WIDTH - look.margins.right - look.places.contact * look.body.size * MM
    room = min(max(across(one, look.body) for one in asked) * _SLACK, edge - look.margins.left)
    frame = Frame(x=edge - room, width=room, foot=True)
    for one in asked:
        yield Words((Run(one),), "Contact", Shape(), frame)
