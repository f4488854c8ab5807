"""What the table of the roster shows of each member."""

from __future__ import annotations

from kyodo_desktop.i18n import mark
from kyodo_desktop.services.sitting import RosterLine
from kyodo_desktop.ui.widgets.table import Column

COLUMNS: tuple[Column[RosterLine], ...] = (
    Column(title="", spoken=mark("役職"), text=lambda line: line.mark, width=1, centred=True),
    Column(
        title=mark("区分"),
        text=lambda line: f"{line.category.name} {line.category.qualification}".strip(),
        sort=lambda line: line.category.number,
        width=15,
        least=4,
    ),
    Column(
        title=mark("氏名"),
        text=lambda line: line.name.name,
        sort=lambda line: line.name.kana or line.name.name,
        width=8,
        least=7,
    ),
    Column(
        title=mark("所属団体等"),
        text=lambda line: line.affiliation.printed if line.affiliation else "",
        width=18,
        least=8,
        stretch=True,
    ),
    Column(
        title=mark("備考"),
        text=lambda line: line.standing,
        sort=lambda line: line.periods,
        width=4,
        centred=True,
    ),
)
