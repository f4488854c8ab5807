"""The rows of the packet's list: each part as it is printed, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Attachment, Material
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.ui.widgets.drops import dropped
from kyodo_desktop.ui.widgets.table import Column, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.papers.inspection import Inspection
    from kyodo_desktop.papers.press.binding import Place
    from kyodo_desktop.services.meetings import MaterialLine

Index = QModelIndex | QPersistentModelIndex
ROW: Final = "application/x-kyodo-part"
_FILES: Final = "text/uri-list"
_FOLDED: Final = 380 / 25.4 * 72  # points: a longer page is folded in


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the packet. What the packet itself brings has no material; `first` is its page, from 1."""

    key: str
    number: str
    title: str
    material: Material | None = None
    file: Attachment | None = None
    found: Inspection | None = None
    first: int = 0
    pages: int = 0

    @property
    def locked(self) -> bool:
        """Whether its file opens with a password that nobody has given yet, or another."""
        return self.found is not None and self.found.locked

    @property
    def size(self) -> str:
        """The size of the file that was received."""
        return f"{self.file.size / 1024:,.0f}" if self.file else ""

    @property
    def state(self) -> str:
        """What the clerk should know of it, in a few words."""
        return "・".join((*self._content(), *self._found()))

    def _content(self) -> Sequence[str]:
        one = self.material
        if one is None:
            return ()
        if one.handed_apart:
            return (_("別添"),)
        if not one.paper and one.attachment is None:
            return (_("中身なし"),)
        return (_("2アップ"),) if one.two_up else ()

    def _found(self) -> Sequence[str]:
        found = self.found
        if found is None:
            return ()
        if found.refusal:
            return (_("要パスワード") if self.locked else _("綴じ込み不可"),)
        large = found.facts is not None and any(
            max(page.width, page.height) > _FOLDED for page in found.facts.pages
        )
        words = (
            (found.signed, mark("署名あり")),
            (found.repaired, mark("修復")),
            (found.encrypted, mark("暗号化")),
            (found.forms, mark("入力欄あり")),
            (large, mark("A3を含む")),
        )
        return [_(word) for said, word in words if said]


def rows(
    lines: Sequence[MaterialLine],
    files: Mapping[Id, Attachment],
    found: Mapping[str, Inspection],
    front: Sequence[str],
    places: Sequence[Place],
) -> list[PartRow]:
    """A row for each part, in the order of print. `front` are the titles of what stands before them;
    `places` where all of them stand, or nothing while that isn't known.
    """
    made = [PartRow(title, "", title) for title in front]
    for line in lines:
        one = line.material
        file = files.get(one.attachment) if one.attachment and not one.handed_apart else None
        made.append(
            PartRow(one.id, line.number, one.title, one, file, found.get(file.sha256) if file else None)
        )
    if len(places) != len(made):
        return made
    return [
        replace(row, first=place.first + 1, pages=place.pages)
        for row, place in zip(made, places, strict=True)
    ]


COLUMNS: Final[tuple[Column[PartRow], ...]] = (
    Column(title=mark("番号"), text=lambda row: row.number, width=6, least=6),
    Column(title=mark("標題"), text=lambda row: row.title, width=14, least=6, stretch=True),
    Column(
        title=mark("頁"),
        text=lambda row: str(row.pages or ""),
        width=2,
        centred=True,
        spoken=mark("ページ数"),
    ),
    Column(title="KB", text=lambda row: row.size, width=3, spare=True, spoken=mark("ファイルの大きさ（KB）")),
    Column(title=mark("状態"), text=lambda row: row.state, width=6, least=4),
)


class PartsModel(TableModel[PartRow]):
    """Rows that can be dragged to another place, and files dropped among them."""

    def __init__(
        self, put: Callable[[str, int], object], take: Callable[[Sequence[Path]], object], *, fixed: bool
    ) -> None:
        super().__init__(COLUMNS, key=lambda row: row.key)
        self._put = put
        self._take = take
        self._fixed = fixed

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if self._fixed:
            return flags
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        movable = self.rows[index.row()].material is not None
        return flags | Qt.ItemFlag.ItemIsDragEnabled if movable else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [ROW, _FILES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(ROW, str(self.key_at(indexes[0].row())).encode())
        return data

    def canDropMimeData(self, data: QMimeData, *_where: Any) -> bool:
        return not self._fixed and (data.hasFormat(ROW) or bool(dropped(data)))

    def dropMimeData(
        self,
        data: QMimeData,
        action: Qt.DropAction,  # noqa: ARG002
        row: int,
        column: int,  # noqa: ARG002
        parent: Index,
    ) -> bool:
        if data.hasFormat(ROW):
            at = row if row >= 0 else parent.row() if parent.isValid() else len(self.rows)
            self._put(bytes(data.data(ROW).data()).decode(), at)
        elif files := dropped(data):
            self._take(files)
        return False  # the rows follow from the register, which the act changes


def steps(shown: Sequence[PartRow], key: str, at: int) -> int:
    """How many places the material `key` moves within its family when it is dropped before row `at`."""
    here = next((n for n, row in enumerate(shown) if row.key == key), None)
    moved = shown[here].material if here is not None else None
    if here is None or moved is None:
        return 0
    family: list[Any] = [
        n for n, row in enumerate(shown) if row.material and row.material.family is moved.family
    ]
    others = [n for n in family if n != here]
    return sum(n < at for n in others) - family.index(here)
