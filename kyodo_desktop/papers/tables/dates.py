"""The answers to an inquiry about dates as a table: members by candidate dates."""

from __future__ import annotations

from typing import Final

from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.papers.datesummary import DateSummary, DateSummaryView
from kyodo_desktop.papers.paper import Occasion
from kyodo_desktop.papers.tables.values import Column, TableView, Value
from kyodo_desktop.storage import Store

_WORDS: Final = {
    "attends": "出席",
    "online": "オンライン",
    "undecided": "未定",
    "absent": "欠席",
}
_NONE: Final = "未回答"
_SURE, _POSSIBLE = "出席できる人数", "出席できる見込みの人数"


def of_candidates(store: Store, occasion: Occasion) -> TableView:
    """The answers to the dates that are on record for the occasion."""
    return table(DateSummary().compose(store, occasion), occasion)


def table(view: DateSummaryView, occasion: Occasion) -> TableView:
    """One row a member, one column a date; below it how many can come."""
    totals: tuple[tuple[Value, ...], ...] = (
        (_SURE, *(one.attends for one in view.dates)),
        (_POSSIBLE, *(one.possible for one in view.dates)),
    )
    return TableView(
        title=f"{meeting_number(view.number)}{view.committee}日程照会の集計",
        day=occasion.day,
        columns=(Column("氏名", 22), *(Column(_head(one.date.when), 18, centred=True) for one in view.dates)),
        rows=tuple((one.name, *(_WORDS.get(mark, _NONE) for mark in one.marks)) for one in view.members),
        totals=totals if view.dates else (),
        frozen=1,
        internal=True,
    )


def _head(when: str) -> str:
    """The date and its hour, a line each."""
    day, closing, hour = when.partition("）")
    return f"{day}{closing}\n{hour}" if hour else when
