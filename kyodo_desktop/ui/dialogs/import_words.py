"""What the preview of an import says of each row, and of what isn't taken in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import importing
from kyodo_desktop.services.importing import Line, Plan, Preview
from kyodo_desktop.ui.widgets.table import Column


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the preview, and whether it will be taken in."""

    line: Line
    taken: bool
    plan: Plan


def _said(row: Row) -> Iterator[str]:
    line = row.line
    if line.like:
        yield _("台帳の「{name}」に似ています。").format(name=line.like)
    if line.why:
        yield line.why.text()
    for fault in line.faults:
        yield f"{fault.written}：{fault.why.text()}" if fault.written else fault.why.text()
    for one in line.differences:
        yield f"{_(one.label)}：{one.before or '―'} → {one.after or '―'}"


def detailed(row: Row) -> Iterator[str]:
    """All that is to be said of a row, one sentence a line."""
    yield from _said(row)
    for one in row.line.proposals:
        words = _("直しました") if one.accepted else _("直せます")
        yield f"{_(importing.PROPOSALS[one.kind])}（{words}）：{one.written} → {one.proposed}"
    for note in row.line.notes:
        yield note.text()


def left_out(shown: Preview) -> Iterator[str]:
    """What of the table isn't taken in."""
    if shown.plan.remembered:
        yield _("前に取り込んだときの列の対応を使っています。")
    if shown.untaken:
        names = "、".join(one.heading or _("{n}列目").format(n=one.column + 1) for one in shown.untaken)
        yield _("取り込まない列：{names}").format(names=names)
    for note in shown.notes:
        yield note.text()


COLUMNS: tuple[Column[Row], ...] = (
    Column(
        title="", spoken=mark("取り込む"), text=lambda row: "✓" if row.taken else "", width=1, centred=True
    ),
    Column(
        title=mark("行"),
        text=lambda row: str(row.line.row),
        sort=lambda row: row.line.row,
        width=3,
        centred=True,
    ),
    Column(title=mark("種類"), text=lambda row: _(row.line.kind.label), width=7),
    Column(title=mark("氏名"), text=lambda row: row.line.name, width=8, least=6),
    Column(title=mark("内容"), text=lambda row: "　".join(_said(row)), width=20, least=10, stretch=True),
)
