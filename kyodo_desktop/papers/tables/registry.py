"""Which papers have a form as a table, and which have none; a paper stands in one of the two lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.paper import AnyPaper, Occasion
from kyodo_desktop.papers.tables import attendance, consultations, dates, lists, pay, roster
from kyodo_desktop.papers.tables.values import TableView
from kyodo_desktop.storage import Store


class Internal(Protocol):
    """Composes the secretariat's own table; `personal`: with what is personal, which was asked for."""

    def __call__(self, store: Store, occasion: Occasion, *, personal: bool) -> TableView: ...


@dataclass(frozen=True, slots=True)
class TableForm:
    """The table form of the paper called `key`, and the secretariat's own where there is another."""

    key: str
    compose: Callable[[Store, Occasion], TableView]
    internal: Internal | None = None


TABLES: Final = (
    TableForm("materials", lists.materials),
    TableForm("roster", roster.public, roster.internal),
    TableForm("consultations", consultations.of_committee),
    TableForm("attendance", attendance.of_term),
    TableForm("date_summary", dates.of_candidates),
    TableForm("pay", pay.of_meeting),
    TableForm("errata", lists.errata),
    TableForm("decisions", lists.decisions),
)
"""The papers that are tables of the register's facts."""

PROSE: Final = (
    "agenda",
    "body",
    "survey",
    "regulation",
    "slip",
    "replacement",
    "notice",
    "cover_letter",
    "announcement",
    "observer_rules",
    "observer_register",
    "script",
    "seating",
    "nameplates",
    "labels",
    "envelopes",
    "approval",
    "date_inquiry",
    "nomination",
    "acceptance",
    "certificate",
    "confirmation",
    "thanks",
    "consultation_letter",
    "report_letter",
    "minutes",
    "minutes_public",
    "minutes_review",
    "results",
    "comparison",
    "term_report",
    "year_report",
    "print_instructions",
)
"""The papers that are letters, slips, sheets to be written on, or reports of several parts."""


def find(paper: AnyPaper) -> TableForm:
    """The table form of a paper. Raises UsageError where it has none."""
    found = next((one for one in TABLES if one.key == paper.key), None)
    if found is None:
        raise UsageError(
            msg("「{title}」を表にできません", title=Message(paper.title)),
            msg("表にできる様式は {known} です。", known=tuple(one.key for one in TABLES)),
            msg("ファイルの名前の終わりを「.pdf」にしてください。"),
        )
    return found


def composed(
    form: TableForm, store: Store, occasion: Occasion, *, internal: bool, personal: bool
) -> TableView:
    """The table that was asked for. Raises UsageError where there is no internal one."""
    if not internal and not personal:
        return form.compose(store, occasion)
    if form.internal is None:
        raise UsageError(
            msg("内部用の表を作成できません"),
            msg("「{name}」に内部用の表はありません。", name=form.key),
            msg("内部用の指定を外してください。"),
        )
    return form.internal(store, occasion, personal=personal)
