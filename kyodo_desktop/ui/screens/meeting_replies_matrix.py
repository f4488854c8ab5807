"""The table of members against the dates asked about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import AttendanceMethod, CandidateDate, ReplyAnswer
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services.correspondence import Recipient
from kyodo_desktop.services.forecasts import Forecast
from kyodo_desktop.ui.widgets.answering import SIGNS, spelled

_NOWHERE: Final = QModelIndex()
_STANDING: Final = {True: mark("成立"), False: mark("不成立"), None: mark("未確定")}


@dataclass(frozen=True, slots=True)
class Asked:
    """A date asked about, the answers by appointment, and the quorum it would have where that is known."""

    candidate: CandidateDate
    answers: Mapping[Id, ReplyAnswer]
    forecast: Forecast | None

    @property
    def standing(self) -> bool | None:
        """Whether the quorum is sure to be met, or sure to be missed; None where that is open yet."""
        if self.forecast is None or not self.forecast.certain:
            return None
        return self.forecast.minimum.verdict == "met"


class DatesModel(QAbstractTableModel):
    """A row for each member, a column for each date."""

    def __init__(self) -> None:
        super().__init__()
        self.members: tuple[Recipient, ...] = ()
        self.asked: tuple[Asked, ...] = ()

    def show(self, members: Sequence[Recipient], asked: Sequence[Asked]) -> None:
        """Show these answers."""
        self.beginResetModel()
        self.members, self.asked = tuple(members), tuple(asked)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.members)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.asked) + 1

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        member = self.members[index.row()]
        if index.column() == 0:
            return member.name.name if role == Qt.ItemDataRole.DisplayRole else None
        answer = self.asked[index.column() - 1].answers.get(member.appointment)
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if answer is None else _sign(answer)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _("未回答") if answer is None else spelled(answer)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= len(self.asked):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _("氏名") if section == 0 else self._heading(self.asked[section - 1])
        return None

    def _heading(self, one: Asked) -> str:
        """令7.11.14, how many can come, and what that means for the quorum."""
        count = one.forecast.attends + one.forecast.online if one.forecast else 0
        return _("{day}\n出席{count}人 {standing}").format(
            day=wareki.short(one.candidate.date), count=count, standing=_(_STANDING[one.standing])
        )


def _sign(answer: ReplyAnswer) -> str:
    return _(AttendanceMethod.ONLINE.label) if answer is ReplyAnswer.ONLINE else SIGNS[answer]
