"""What a bundle has beyond its parts: marks, blank backs, links between parts; and its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.press.binding import Binding, listing
from kyodo_desktop.papers.press.catalogue import catalogue
from kyodo_desktop.papers.press.contents import Slot
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.joiner import TREE, Joiner
from kyodo_desktop.papers.press.links import goal_entry, link_entry
from kyodo_desktop.papers.press.marks import Drawn, Mark, Marker, write
from kyodo_desktop.papers.press.partplace import Standing
from kyodo_desktop.papers.press.prepare import MARKS, PAGES, SLOTS, Sheet
from kyodo_desktop.papers.press.tagjoin import Names, key_of


def complete(
    joiner: Joiner,
    standing: Sequence[Standing],
    slots: Sequence[tuple[Slot, int]],
    names: Names,
    fonts: Fonts,
    binding: Binding,
) -> list[Message]:
    """Write all that needs every part's place, and end the file; returns what the clerk should know."""
    blanks = {place: joiner.number() for place, one in enumerate(standing) if one.blank}
    notes = _mark(joiner, standing, blanks, fonts, binding)
    _link(joiner, standing, slots)
    catalogue(joiner, standing, names, blanks, binding)
    if binding.even:
        notes += _mixed(standing)
    return notes


def _mark(
    joiner: Joiner, standing: Sequence[Standing], blanks: dict[int, int], fonts: Fonts, binding: Binding
) -> list[Message]:
    """Stamps, page numbers and blank backs; says on which pages they stand on something."""
    marker = Marker(fonts, binding.offset)
    notes: list[Message] = []
    drawn: list[tuple[int, Mark, bytes]] = []
    for place, one in enumerate(standing):
        unclear: list[tuple[int, Drawn]] = []
        for at, (sheet, number) in enumerate(zip(one.prepared.sheets, one.lists[MARKS], strict=True)):
            mark = _mark_of(one, at, sheet, binding)
            done = marker.draw(mark)
            drawn.append((number, mark, done.operators))
            if done.number_moved or not (done.stamp_clear and done.number_clear):
                unclear.append((at, done))
        notes += _unclear(one, unclear)
        if place in blanks:
            drawn.append(_blank(joiner, marker, one, blanks[place], binding))
    write(joiner, marker.fonts(), drawn)
    return notes


def _mark_of(one: Standing, at: int, sheet: Sheet, binding: Binding) -> Mark:
    stamped = binding.stamps == "every" or (binding.stamps == "first" and at == 0)
    number = f"- {one.through(at)} -"
    within = one.within(at)
    if not one.part.numbered:
        return Mark(sheet.size, one.part.stamp if stamped else None, ink=sheet.ink)
    return Mark(
        sheet.size,
        label=one.part.stamp if stamped else None,
        number=number if binding.through else within if binding.within else None,
        aside=within if binding.through and binding.within and one.prefix else None,
        ink=sheet.ink,
    )


def _blank(
    joiner: Joiner, marker: Marker, one: Standing, number: int, binding: Binding
) -> tuple[int, Mark, bytes]:
    """The blank back of a part, as large as its last page; returns the mark to be written for it."""
    last = one.prepared.sheets[-1]
    size = (last.size[1], last.size[0]) if last.lies else last.size
    mark = Mark(size, words=binding.blank_text)
    own = joiner.number()
    content = joiner.stream(b"", b"q /Artifact BMC /KyodoMark Do EMC Q")
    entries = (
        f"<< /Type /Page /Parent {TREE} 0 R /MediaBox [ 0 0 {size[0]:.2f} {size[1]:.2f} ]"
        f" /Contents {content} 0 R /Resources << /XObject << /KyodoMark {own} 0 R >> >> >>"
    )
    joiner.put(entries.encode("ascii"), number)
    return own, mark, marker.draw(mark).operators


def _unclear(one: Standing, unclear: Sequence[tuple[int, Drawn]]) -> Iterator[Message]:
    stamps = [at + 1 for at, done in unclear if not done.stamp_clear]
    numbers = [at + 1 for at, done in unclear if not done.number_clear]
    moved = [at + 1 for at, done in unclear if done.number_moved]
    if moved:
        yield msg(
            "「{title}」の{pages}ページ目は、下の中央に印字があるため、ページ番号をその横に付けました。",
            title=one.title,
            pages=listing(moved),
        )
    if stamps:
        yield msg(
            "「{title}」の{pages}ページ目は、資料番号を置く余白がなく、紙面に重なります。",
            title=one.title,
            pages=listing(stamps),
        )
    if numbers:
        yield msg(
            "「{title}」の{pages}ページ目は、ページ番号を置く余白がなく、紙面に重なります。",
            title=one.title,
            pages=listing(numbers),
        )


def _mixed(standing: Sequence[Standing]) -> Iterator[Message]:
    """Parts whose sheets would have to be turned on different edges."""
    for one in standing:
        shapes = {sheet.wide and not sheet.lies for sheet in one.prepared.sheets}
        if len(shapes) > 1:
            yield msg(
                "「{title}」は縦長と横長のページが混ざっています。両面では裏の天地に気をつけてください。",
                title=one.title,
            )


def _link(joiner: Joiner, standing: Sequence[Standing], slots: Sequence[tuple[Slot, int]]) -> None:
    """The contents page's lines lead to their parts."""
    if not slots:
        return
    page = next(one for one in standing if SLOTS in one.lists)
    for line, (number, (slot, place)) in enumerate(zip(page.lists[SLOTS], slots, strict=True)):
        first = standing[place].lists[PAGES][0]
        joiner.put(link_entry(slot.area, goal_entry(first, None), key_of(page, line)), number)
