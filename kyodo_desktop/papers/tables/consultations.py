"""The ledger of consultations as a table: one row a recommendation, with how it stands today."""

from __future__ import annotations

from typing import Final

from kyodo_desktop.papers.consultations import Advice, ConsultationsPaper, ConsultationsView, Entry
from kyodo_desktop.papers.paper import Occasion
from kyodo_desktop.papers.tables.values import Column, Shown, TableView, Value
from kyodo_desktop.storage import Store

_TITLE: Final = "{committee}諮問・答申一覧"
_COLUMNS: Final = (
    Column("諮問番号", 11),
    Column("件名", 36),
    Column("任期", 16),
    Column("諮問日", 20, Shown.ERA),
    Column("答申日", 20, Shown.ERA),
    Column("日数", 9),
    Column("答申", 44),
    Column("意見の番号", 13),
    Column("階層", 8),
    Column("意見", 44),
    Column("意見の内容", 44),
    Column("実施状況", 14, centred=True),
    Column("確認日", 20, Shown.ERA),
    Column("実施状況の説明", 36),
    Column("継続審議", 36),
)
_OUTCOME: Final = "{matter}：{outcome}"


def of_committee(store: Store, occasion: Occasion) -> TableView:
    """The ledger as it stood on the occasion's day."""
    return table(ConsultationsPaper().compose(store, occasion))


def table(view: ConsultationsView) -> TableView:
    """What the report as a whole says stands in its first row alone; the rest in each, to filter by."""
    return TableView(
        title=_TITLE.format(committee=view.committee),
        day=view.day,
        columns=_COLUMNS,
        rows=tuple(row for entry in view.entries for row in _rows(entry)),
        frozen=2,
    )


def _rows(entry: Entry) -> list[tuple[Value, ...]]:
    asked = (entry.number, entry.title, entry.term, entry.asked_on, entry.reported_on, entry.days)
    advice: tuple[Advice | None, ...] = entry.advice or (None,)
    return [
        (
            *asked,
            entry.answer if place == 0 else "",
            *_advice(one),
            _continued(entry) if place == 0 else "",
        )
        for place, one in enumerate(advice)
    ]


def _advice(one: Advice | None) -> tuple[Value, ...]:
    if one is None:
        return ("", None, "", "", "", None, "")
    said = (one.number, one.depth + 1, one.title, one.body)
    return (*said, one.done.state, one.done.on, one.done.note) if one.done else (*said, "", None, "")


def _continued(entry: Entry) -> str:
    return "\n".join(
        _OUTCOME.format(matter=one.matter, outcome=one.outcome) if one.outcome else one.matter
        for one in entry.continued
    )
