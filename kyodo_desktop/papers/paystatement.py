"""報酬等支払内訳書: who is paid what for coming, less tax; for the accounting section, never public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.records import TaxTable
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers import sheet
from kyodo_desktop.papers.forms import measure, say, shared, wording
from kyodo_desktop.papers.letterheads import meeting_of
from kyodo_desktop.papers.paper import Occasion, Paper, Printed
from kyodo_desktop.papers.pieces import Grid, Head, Piece, Text
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.sheet import FORM, SheetLook
from kyodo_desktop.services import pay
from kyodo_desktop.services.pay import PayLine
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class PayRow:
    """A member's line; figures are yen, None where they can't be reckoned or nothing is recorded yet."""

    name: str
    role: str
    days: tuple[dt.date, ...] = ()
    rates: tuple[int, ...] = ()
    paid: bool = True
    reason: str = ""
    pay: int | None = None
    travel: int | None = None
    tax: int | None = None
    net: int | None = None
    account: str = ""
    base_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PayView:
    """Everything the statement shows. `recorded`: somebody's attendance is on record."""

    committee: str
    number: int
    day: dt.date
    rows: tuple[PayRow, ...]
    table: TaxTable = TaxTable.MONTHLY
    basis: str = ""
    confirmed: bool = False
    recorded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The words over the columns."""

    number: str = wording()
    name: str = wording()
    role: str = wording()
    status: str = wording()
    days: str = wording()
    rate: str = wording()
    pay: str = wording()
    travel: str = wording()
    tax: str = wording()
    net: str = wording()
    account: str = wording()
    check: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """The columns' widths in millimetres; the days take the rest."""

    number: float = measure(6, 30)
    name: float = measure(20, 80)
    role: float = measure(10, 60)
    status: float = measure(10, 60)
    yen: float = measure(12, 50)
    account: float = measure(12, 50)
    check: float = measure(8, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayForm:
    """The form's wording."""

    title: str = wording("number", "committee")
    held: str = wording("day")
    paid: str = wording()
    unpaid: str = wording()
    because: str = wording("reason")
    absent: str = wording()
    unknown: str = wording()
    account: str = wording("digits")
    total: str = wording("count")
    table: str = wording("table")
    basis: str = wording("table", "basis")
    confirm: str = wording()
    taxless: str = wording()
    columns: Columns
    widths: Widths
    look: SheetLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class PayStatement(Paper[PayView, PayForm]):
    """報酬等支払内訳書."""

    key: ClassVar = "pay"
    title: ClassVar = mark("報酬等支払内訳書")
    form: ClassVar = "pay.toml"
    internal: ClassVar = True
    layout = PayForm

    def compose(self, store: Store, occasion: Occasion) -> PayView:
        meeting = meeting_of(occasion, "a pay statement")
        found = pay.statement(store, occasion.committee.id, [meeting.id])
        return PayView(
            committee=occasion.committee.name,
            number=meeting.number,
            day=meeting.date,
            rows=tuple(_row(one, recorded=found.recorded) for one in found.lines),
            table=found.table,
            basis=found.basis,
            confirmed=found.confirmed,
            recorded=found.recorded,
        )

    def heading(self, view: PayView, form: PayForm) -> str:
        return say(form.title, number=view.number, committee=view.committee)

    def printed(self, view: PayView, form: PayForm) -> Iterator[Printed]:
        for row in view.rows:
            yield Printed(row.name, form.look.cells.face, msg("{name} の氏名", name=row.name), row.base_form)
        names = frozenset(row.name for row in view.rows if row.base_form)
        yield from sheet.printed(self.heading(view, form), _pieces(view, form), form.look, names)

    def notes(self, view: PayView, form: PayForm) -> tuple[Message, ...]:  # noqa: ARG002 - as the register has it
        lacking = tuple(row.name for row in view.rows if row.paid and row.days and row.net is None)
        without = tuple(row.name for row in view.rows if row.paid and row.days and not row.account)
        told: list[Message] = []
        if lacking:
            told.append(msg("報酬額又は源泉徴収税額を計算できません：{names}", names=lacking))
        if without:
            told.append(msg("口座が登録されていません：{names}", names=without))
        if not view.confirmed:
            told.append(msg("源泉徴収の取扱いを、会計課に確認してください。"))
        return tuple(told)

    def draw(self, view: PayView, page: Page, form: PayForm) -> Iterator[Progress]:
        yield from sheet.draw(page, self.heading(view, form), _pieces(view, form), form.look, across=True)


def _row(line: PayLine, *, recorded: bool) -> PayRow:
    known = recorded and line.paid and bool(line.days)
    return PayRow(
        name=line.member.name.name,
        role=line.role.label,
        days=line.days,
        rates=line.rates or (),
        paid=line.paid,
        reason=line.reason,
        pay=line.pay if known else None,
        travel=line.travel if known else None,
        tax=line.tax if known else None,
        net=line.net if known else None,
        account=line.account,
        base_form=line.member.name.base_form_accepted,
    )


def _pieces(view: PayView, form: PayForm) -> tuple[Piece, ...]:
    rows = [_cells(place, row, view, form) for place, row in enumerate(view.rows, 1)]
    if view.recorded:
        rows.append(_total(view, form))
    said = say(form.held, day=wareki.long_with_weekday(view.day))
    grid = Grid(_heads(form), tuple(rows), view.committee, total=view.recorded)
    return (Text(said, 0, "right"), grid, *_notes(view, form))


def _heads(form: PayForm) -> tuple[Head, ...]:
    words, wide = form.columns, form.widths
    return (
        Head(words.number, wide.number, "right"),
        Head(words.name, wide.name),
        Head(words.role, wide.role, "center"),
        Head(words.status, wide.status, "center"),
        Head(words.days, align="center"),
        *(
            Head(word, wide.yen, "right")
            for word in (words.rate, words.pay, words.travel, words.tax, words.net)
        ),
        Head(words.account, wide.account, "center"),
        Head(words.check, wide.check),
    )


def _cells(place: int, row: PayRow, view: PayView, form: PayForm) -> tuple[str, ...]:
    status = form.paid if row.paid else form.unpaid
    if row.reason:
        status += "\n" + say(form.because, reason=row.reason)
    days = "、".join(wareki.short(day) for day in row.days)
    if view.recorded and not row.days:
        days = form.absent
    due = row.paid and bool(row.days) and view.recorded
    rates = "\n".join(f"{rate:,}" for rate in dict.fromkeys(row.rates)) if row.paid else ""
    return (
        str(place),
        row.name,
        row.role,
        status,
        days,
        rates or (form.unknown if due else ""),
        *(_yen(one, form, due=due) for one in (row.pay, row.travel, row.tax, row.net)),
        say(form.account, digits=row.account) if row.account else "",
        "",
    )


def _total(view: PayView, form: PayForm) -> tuple[str, ...]:
    """The sums; where a figure of anybody's is open, the sum is too."""
    due = [row for row in view.rows if row.paid and row.days]
    sums = (
        _sum(row.pay for row in due),
        _sum(row.travel for row in due),
        _sum(row.tax for row in due),
        _sum(row.net for row in due),
    )
    said = say(form.total, count=len(due))
    return ("", said, "", "", "", "", *(_yen(one, form, due=True) for one in sums), "", "")


def _sum(figures: Iterable[int | None]) -> int | None:
    total = 0
    for figure in figures:
        if figure is None:
            return None
        total += figure
    return total


def _yen(figure: int | None, form: PayForm, *, due: bool) -> str:
    if figure is None:
        return form.unknown if due else ""
    return f"{figure:,}"


def _notes(view: PayView, form: PayForm) -> Iterator[Piece]:
    if view.table is TaxTable.NONE:
        yield Text(form.taxless, 0)
    elif view.basis:
        yield Text(say(form.basis, table=view.table.label, basis=view.basis), 0)
    else:
        yield Text(say(form.table, table=view.table.label), 0)
    if not view.confirmed:
        yield Text(form.confirm, 0)
