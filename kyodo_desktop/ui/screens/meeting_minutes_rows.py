"""The rows of a meeting's minutes: every item of the agenda with the lines under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import spaced
from kyodo_desktop.domain.records import Minutes, MinutesPart, Utterance
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import meetings, minutes
from kyodo_desktop.services.minutes import Spoken
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.widgets.table import Column


class Asked(Enum):
    """Which lines the clerk looks at."""

    ALL = mark("すべて")
    CHANGED = mark("記録と違う発言")
    NAMED = mark("公開用に氏名が残る発言")
    OMITTED = mark("載せない発言")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """A line with its speaker, or a heading (no line). `public` is how the public reads it."""

    part: MinutesPart
    item: Id | None
    heading: str = ""
    line: Utterance | None = None
    speaker: str = ""
    public: Spoken | None = None
    names: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the row stands for."""
        return self.line.id if self.line else f"{self.part.value}/{self.item or ''}"

    def asked(self, what: Asked) -> bool:
        """Whether the row is among those that the clerk looks at."""
        line = self.line
        if what is Asked.ALL:
            return True
        if line is None:
            return False
        if what is Asked.CHANGED:
            return bool(line.offered) or line.gone
        return bool(self.names) if what is Asked.NAMED else line.omitted


def rows(desk: Desk, stored: Minutes) -> Iterator[LineRow]:
    """Every heading and line in the order of print."""
    by_place: dict[tuple[MinutesPart, Id | None], list[LineRow]] = {}
    public = _public(desk, stored)
    left = {line.id: names for line, names in desk.read(minutes.names_left, stored.id)}
    for line, speaker in desk.read(lambda store: tuple(minutes.speakers(store, stored.id))):
        row = LineRow(
            part=line.part,
            item=line.item,
            line=line,
            speaker=speaker,
            public=public.get(line.id),
            names=left.get(line.id, ()),
        )
        by_place.setdefault((line.part, line.item), []).append(row)
    opening = (MinutesPart.OPENING, None)
    yield LineRow(part=opening[0], item=None, heading=_("次第の前"))
    yield from by_place.get(opening, ())
    for one in desk.read(meetings.agenda, stored.meeting):
        title = f"{one.number}　{spaced(one.item.title)}"
        yield LineRow(part=MinutesPart.ITEM, item=one.item.id, heading=title)
        yield from by_place.get((MinutesPart.ITEM, one.item.id), ())
    closing = (MinutesPart.CLOSING, None)
    yield LineRow(part=closing[0], item=None, heading=_("次第の後"))
    yield from by_place.get(closing, ())


def _public(desk: Desk, stored: Minutes) -> Mapping[Id, Spoken]:
    """How the public edition has each line that is printed: both stand in one order."""
    printed = [one.id for one in desk.read(minutes.utterances, stored.id) if not one.omitted]
    text = desk.read(minutes.edition, stored.id, public=True)
    spoken = [one for section in text.sections for one in section.lines]
    return dict(zip(printed, spoken, strict=True))


def _mark(row: LineRow) -> str:
    line = row.line
    if line is None:
        return ""
    if line.offered or line.gone:
        return _("記録が変更")
    if line.omitted:
        return _("載せない")
    if row.names:
        return _("氏名あり")
    return "" if not line.source or line.typed else _("記録")


def _said(row: LineRow) -> str:
    if row.line is None:
        return f"■ {row.heading}"
    return row.line.body.replace("\n", " ")


COLUMNS: Final[tuple[Column[LineRow], ...]] = (
    Column(title=mark("発言者"), text=lambda row: row.speaker, width=7, least=5),
    Column(title=mark("発言"), text=_said, width=20, least=9, stretch=True),
    Column(title=mark("状態"), text=_mark, width=5, least=5),
)
