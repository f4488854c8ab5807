"""The pay statement as a table: yen as numbers, what can't be reckoned yet as words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.papers.paper import Occasion
from kyodo_desktop.papers.paystatement import PayRow, PayStatement, PayView
from kyodo_desktop.papers.tables.values import Column, Shown, TableView, Value
from kyodo_desktop.storage import Store

_TITLE: Final = "{committee}{number}報酬等支払内訳書"
_PAID, _UNPAID, _REASON = "支給", "対象外", "（{reason}）"
_ABSENT, _UNKNOWN, _TOTAL = "欠席", "要確認", "計（{count}人）"
_YEN: Final = Shown.GROUPED
_COLUMNS: Final = (
    Column("番号", 7),
    Column("氏名", 20),
    Column("区分", 12),
    Column("支給の別", 20),
    Column("出席日", 18, Shown.ERA),
    Column("日額", 12, _YEN),
    Column("報酬額", 12, _YEN),
    Column("費用弁償", 12, _YEN),
    Column("源泉徴収税額", 15, _YEN),
    Column("差引支給額", 13, _YEN),
    Column("口座（末尾）", 14, centred=True),
)


def of_meeting(store: Store, occasion: Occasion) -> TableView:
    """The statement of the occasion's meeting."""
    return table(PayStatement().compose(store, occasion))


def table(view: PayView) -> TableView:
    """One row a member, the sums below; accounts make it internal."""
    due = [row for row in view.rows if row.paid and row.days]
    return TableView(
        title=_TITLE.format(committee=view.committee, number=meeting_number(view.number)),
        day=view.day,
        columns=_COLUMNS,
        rows=tuple(_row(place, row, recorded=view.recorded) for place, row in enumerate(view.rows, 1)),
        totals=(_totals(due),) if view.recorded else (),
        frozen=2,
        internal=True,
    )


def _row(place: int, row: PayRow, *, recorded: bool) -> tuple[Value, ...]:
    status = _PAID if row.paid else _UNPAID
    if row.reason:
        status += _REASON.format(reason=row.reason)
    due = row.paid and bool(row.days) and recorded
    rates = tuple(dict.fromkeys(row.rates)) if row.paid else ()
    figures: tuple[int | None, ...] = (row.pay, row.travel, row.tax, row.net)
    return (
        place,
        row.name,
        row.role,
        status,
        _days(row, recorded=recorded),
        _rate(rates, due=due),
        *(_UNKNOWN if due and one is None else one for one in figures),
        row.account,
    )


def _days(row: PayRow, *, recorded: bool) -> Value:
    if len(row.days) == 1:
        return row.days[0]
    if row.days:
        return "、".join(map(wareki.short, row.days))
    return _ABSENT if recorded else None


def _rate(rates: Sequence[int], *, due: bool) -> Value:
    if len(rates) == 1:
        return rates[0]
    if rates:
        return "\n".join(f"{one:,}" for one in rates)
    return _UNKNOWN if due else None


def _totals(due: Sequence[PayRow]) -> tuple[Value, ...]:
    """The sums; where a figure of anybody's is open, the sum is too."""
    said = _TOTAL.format(count=len(due))
    sums = (_sum(due, lambda row: row.pay), _sum(due, lambda row: row.travel))
    more = (_sum(due, lambda row: row.tax), _sum(due, lambda row: row.net))
    return (None, said, None, None, None, None, *sums, *more, None)


def _sum(due: Sequence[PayRow], figure: Callable[[PayRow], int | None]) -> Value:
    total = 0
    for row in due:
        found = figure(row)
        if found is None:
            return _UNKNOWN
        total += found
    return total
