"""The sample's meeting: its agenda, and its materials with the texts that stand in files of their own."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import DEPTHS
from kyodo_desktop.domain.records import (
    AgendaItem,
    BodyLayout,
    BodyText,
    ItemKind,
    Material,
    MaterialFamily,
    Meeting,
    Survey,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.sample.ground import Ground, add, text_beside
from kyodo_desktop.services.texts import BODY
from kyodo_desktop.services.tomlfile import Table
from kyodo_desktop.storage import Draft

_MATERIAL = ("family", "title", "paper", "layout", "text", "survey", "item", "handed_apart")


def plant_meeting(
    draft: Draft, file: Table, ground: Ground, surveys: Mapping[str, Survey], folder: Path
) -> None:
    """Plant meeting.toml; `surveys` are known by their keys, and texts stand in `folder`."""
    said = file.known("meeting", "agenda", "materials").table("meeting")
    said.known("number", "date", "starts_at", "venue")
    if not ground.term.since <= said.day("date") <= ground.term.until:
        raise said.wrong("date", msg("開催日が、committee.toml の任期の外です。"))
    if said.clock("starts_at").replace(hour=0, minute=0) != dt.time():
        raise said.wrong("starts_at", msg("秒が書かれています。14:00:00 のように、秒は 00 にしてください。"))
    meeting = add(
        draft,
        said,
        Meeting(
            id=draft.new_id(),
            committee=ground.committee.id,
            number=said.integer("number"),
            date=said.day("date"),
            starts_at=said.clock("starts_at"),
            venue=said.text("venue", ""),
        ),
    )
    agenda = tuple(_items(draft, file.tables("agenda", required=False), meeting))
    count: Counter[MaterialFamily] = Counter()
    for row in file.tables("materials", required=False):
        family = row.known(*_MATERIAL).choice("family", MaterialFamily, MaterialFamily.MATERIAL)
        count[family] += 1
        about = _about(row, agenda)
        material = _material(draft, row, meeting, count[family], surveys, about)
        _body(draft, row, material, folder)


def _items(
    draft: Draft, rows: Iterable[Table], meeting: Meeting, parent: Id | None = None, depth: int = 1
) -> Iterator[AgendaItem]:
    for order, row in enumerate(rows, 1):
        row.known("title", "kind", "items")
        if depth > DEPTHS:
            raise row.wrong("title", msg("次第の項目は{depths}段までです。", depths=DEPTHS))
        item = add(
            draft,
            row,
            AgendaItem(
                id=draft.new_id(),
                meeting=meeting.id,
                parent=parent,
                order=order,
                kind=row.choice("kind", ItemKind, ItemKind.PROCEDURE),
                title=row.text("title"),
            ),
        )
        yield item
        yield from _items(draft, row.tables("items", required=False), meeting, item.id, depth + 1)


def _about(row: Table, agenda: Iterable[AgendaItem]) -> Id | None:
    """The agenda item that a material belongs to, named by its title."""
    if "item" not in row.values:
        return None
    found = [one.id for one in agenda if one.title == row.text("item")]
    if len(found) != 1:
        raise row.wrong("item", msg("この件名の項目が、次第に一つだけ書かれている必要があります。"))
    return found[0]


def _material(
    draft: Draft,
    row: Table,
    meeting: Meeting,
    order: int,
    surveys: Mapping[str, Survey],
    about: Id | None,
) -> Material:
    survey = surveys.get(row.text("survey")) if "survey" in row.values else None
    if survey is None and "survey" in row.values:
        raise row.wrong("survey", msg("この key の調査は、surveys.toml に書かれていません。"))
    return add(
        draft,
        row,
        Material(
            id=draft.new_id(),
            meeting=meeting.id,
            family=row.choice("family", MaterialFamily, MaterialFamily.MATERIAL),
            order=order,
            title=row.text("title"),
            paper=row.text("paper", ""),
            survey=survey.id if survey else None,
            item=about,
            handed_apart=row.flag("handed_apart"),
        ),
    )


def _body(draft: Draft, row: Table, material: Material, folder: Path) -> None:
    """The text of a material that is set from one."""
    if material.paper != BODY:
        for key in ("text", "layout"):
            if key in row.values:
                raise row.wrong(key, msg('paper = "body" の資料にだけ書けます。'))
        return
    body = BodyText(
        id=draft.new_id(),
        material=material.id,
        layout=row.choice("layout", BodyLayout, BodyLayout.HANDOUT),
        source=text_beside(row, "text", folder),
    )
    add(draft, row, body)
