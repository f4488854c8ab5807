"""Attendance over meetings: members by meetings, with each one's rate and each meeting's count."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import AttendanceMethod, Committee
from kyodo_desktop.papers.paper import Occasion
from kyodo_desktop.papers.tables.values import Column, TableView, Value
from kyodo_desktop.services import attendances
from kyodo_desktop.services.attendances import Absence, Attendances, Kept
from kyodo_desktop.storage import Store

_TITLE: Final = "{committee}出席状況"
_CAME: Final = "出席"
_WAY: Final = "出席（{way}）"
_SEVERAL: Final = "・"
_ABSENT: Final = {
    Absence.AWAY: "欠席",
    Absence.NOT_IN_OFFICE: "在任外",
    Absence.UNRECORDED: "記録なし",
}
_TOTAL: Final = "出席者数"
_BEFORE: Final = (Column("区分", 12), Column("氏名", 20))
_AFTER: Final = (Column("出席回数", 11), Column("対象回数", 11), Column("出席率", 10))


def of_term(store: Store, occasion: Occasion) -> TableView:
    """The attendance of the term so far, on the occasion's day. Raises NotFound between terms."""
    found = attendances.of_term(store, occasion.committee.id, occasion.day)
    return table(found, occasion)


def table(found: Attendances, occasion: Occasion) -> TableView:
    """One row a member, one column a meeting; the last row counts who came."""
    committee: Committee = occasion.committee
    return TableView(
        title=_TITLE.format(committee=committee.name),
        day=occasion.day,
        columns=(
            *_BEFORE,
            *(
                Column(f"{meeting_number(one.number)}\n{wareki.short(one.date)}", 13, centred=True)
                for one in found.meetings
            ),
            *_AFTER,
        ),
        rows=tuple(map(_row, found.lines)),
        totals=(_total(found),) if found.lines else (),
        frozen=len(_BEFORE),
        internal=True,
    )


def _row(line: Kept) -> tuple[Value, ...]:
    return (
        line.member.category.name,
        line.member.name.name,
        *map(_mark, line.marks),
        line.came,
        line.called,
        line.rate,
    )


def _mark(mark: tuple[AttendanceMethod, ...] | Absence) -> str:
    if isinstance(mark, Absence):
        return _ABSENT[mark]
    if mark == (AttendanceMethod.IN_ROOM,):
        return _CAME
    return _WAY.format(way=_SEVERAL.join(one.label for one in mark))


def _total(found: Attendances) -> tuple[Value, ...]:
    came = sum(line.came for line in found.lines)
    called = sum(line.called for line in found.lines)
    rate = Fraction(came, called) if called else None
    return (_TOTAL, "", *attendances.came_to(found), came, called, rate)
