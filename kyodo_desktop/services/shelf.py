"""The shelf (資料棚): every material of every meeting, the newest first, with the file received for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.names import search_key
from kyodo_desktop.domain.records import Attachment, Material, MaterialFamily, Meeting
from kyodo_desktop.services.convening import meetings
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """A material, its number at its meeting, and the received file that is its content, if one is."""

    meeting: Meeting
    material: Material
    number: str
    file: Attachment | None


def shelf(store: Store, committee: Id) -> tuple[ShelfLine, ...]:
    """Every material of a committee, the newest meeting first, in the order of print."""
    held = meetings(store, committee)
    by_meeting: dict[Id, list[Material]] = defaultdict(list)
    for one in store.find_in(Material, "meeting", [meeting.id for meeting in held]):
        by_meeting[one.meeting].append(one)
    named = {one.attachment for row in by_meeting.values() for one in row if one.attachment}
    files = {one.id: one for one in store.find_in(Attachment, "id", named)}
    return tuple(
        line for meeting in reversed(held) for line in _lines(meeting, by_meeting[meeting.id], files)
    )


def found(lines: Iterable[ShelfLine], words: str) -> tuple[ShelfLine, ...]:
    """The lines that hold every word, in whatever kana, width or variant it is written."""
    wanted = [key for word in words.split() if (key := search_key(word))]
    return tuple(line for line in lines if all(word in _key(line) for word in wanted))


def _lines(
    meeting: Meeting, materials: Iterable[Material], files: dict[Id, Attachment]
) -> Iterator[ShelfLine]:
    for family in MaterialFamily:
        row = sorted((one for one in materials if one.family is family), key=lambda one: (one.order, one.id))
        for n, one in enumerate(row, 1):
            file = files.get(one.attachment) if one.attachment else None
            yield ShelfLine(meeting, one, numbering.material_number(family, n), file)


def _key(line: ShelfLine) -> str:
    number = numbering.meeting_number(line.meeting.number)
    file = line.file.name if line.file else ""
    return search_key("\n".join((line.material.title, line.number, number, file)))
