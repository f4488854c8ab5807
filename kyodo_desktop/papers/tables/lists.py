"""The plain lists among the papers as tables: materials, decisions of the committee, errata."""

from __future__ import annotations

from typing import Final

from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.papers.decisions import Decided, DecisionsList, DecisionsView
from kyodo_desktop.papers.errata import ErrataList, ErrataView
from kyodo_desktop.papers.letterheads import meeting_of
from kyodo_desktop.papers.materials import MaterialsList, MaterialsView
from kyodo_desktop.papers.paper import Occasion
from kyodo_desktop.papers.tables.values import Column, Shown, TableView, Value
from kyodo_desktop.storage import Store

_MATERIALS: Final = (Column("種類", 14), Column("番号", 9, centred=True), Column("標題", 60))
_DECISIONS: Final = (
    Column("番号", 7),
    Column("件名", 30),
    Column("決定の内容", 50),
    Column("根拠", 22),
    Column("決定した会議", 14, centred=True),
    Column("いつから", 20, Shown.ERA),
    Column("いつまで", 20, Shown.ERA),
    Column("効力", 9, centred=True),
    Column("定める取扱い", 24),
    Column("取扱い", 24),
)
_ERRATA: Final = (
    Column("文書", 30),
    Column("ページ", 9),
    Column("箇所", 24),
    Column("誤", 40),
    Column("正", 40),
    Column("判明した日", 20, Shown.ERA),
)
_HOLDS, _OVER = "有効", "失効"


def materials(store: Store, occasion: Occasion) -> TableView:
    """The materials of the occasion's meeting."""
    meeting = meeting_of(occasion, "a list of materials")
    title = f"{meeting_number(meeting.number)}{occasion.committee.name}配布資料一覧"
    return material_table(MaterialsList().compose(store, occasion), title, occasion)


def material_table(view: MaterialsView, title: str, occasion: Occasion) -> TableView:
    """One row a material."""
    rows = tuple((one.family, one.number, one.title) for one in view.rows)
    return TableView(title=title, day=occasion.day, columns=_MATERIALS, rows=rows)


def decisions(store: Store, occasion: Occasion) -> TableView:
    """What the committee has decided once for all, as of the occasion's day."""
    return decision_table(DecisionsList().compose(store, occasion))


def decision_table(view: DecisionsView) -> TableView:
    """One row a decision."""
    return TableView(
        title=f"{view.committee}委員会決定一覧",
        day=view.day,
        columns=_DECISIONS,
        rows=tuple(_decided(place, one) for place, one in enumerate(view.decisions, 1)),
    )


def _decided(place: int, one: Decided) -> tuple[Value, ...]:
    label, value = one.settles or ("", "")
    holds = _HOLDS if one.holds else _OVER
    return (place, one.title, one.body, one.article, one.meeting, one.since, one.until, holds, label, value)


def errata(store: Store, occasion: Occasion) -> TableView:
    """The errata of the occasion's meeting."""
    return errata_table(ErrataList().compose(store, occasion), occasion)


def errata_table(view: ErrataView, occasion: Occasion) -> TableView:
    """One row a mistake."""
    return TableView(
        title=f"{meeting_number(view.number)}{view.committee}正誤表",
        day=occasion.day,
        columns=_ERRATA,
        rows=tuple(
            (one.document, one.page, one.place, one.wrong, one.right, one.noticed_on) for one in view.mistakes
        ),
    )
