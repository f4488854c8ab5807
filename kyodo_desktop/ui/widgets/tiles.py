"""Large tiles in a grid, one for each member: pressed by a click or Space, found by number or reading."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QElapsedTimer,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.ui import style
from kyodo_desktop.ui.widgets.ruling import Tone

Index = QModelIndex | QPersistentModelIndex
TILE_ROLE: Final = int(Qt.ItemDataRole.UserRole)
TITLE: Final = 1.35  # how much larger the name is than other words
LETTERS: Final = 13  # 字: how wide a tile is at least
MENU: Final = 30  # pixels at a tile's right that open its menu
PAUSE_MS: Final = 1200  # after so long a new number or reading begins
_NOWHERE: Final = QModelIndex()
_ROWS: Final = {
    "a": "あ", "i": "い", "u": "う", "e": "え", "o": "お",
    "k": "かきくけこ", "g": "かきくけこ", "s": "さしすせそ", "z": "さしすせそ", "j": "し", "t": "たちつてと",
    "d": "たちつてと", "c": "ち", "n": "なにぬねの", "h": "はひふへほ", "f": "ふ", "b": "はひふへほ",
    "p": "はひふへほ", "m": "まみむめも", "y": "やゆよ", "r": "らりるれろ", "w": "わを",
}  # fmt: skip
"""The syllables that a Latin letter begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A tile: whose it is, its large word, the line below, its state in a word, and how to find it."""

    key: Id
    title: str
    sub: str = ""
    word: str = ""
    tone: Tone = Tone.PLAIN
    reading: str = ""

    @property
    def spoken(self) -> str:
        """The tile in one sentence."""
        return "、".join(filter(None, (self.title, self.word, self.sub)))


class TileModel(QAbstractListModel):
    """Tiles in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: tuple[Tile, ...] = ()

    def show(self, tiles: Sequence[Tile]) -> None:
        """Show these tiles; while they are the same members', the chosen one stays."""
        if [one.key for one in tiles] == [one.key for one in self.tiles]:
            self.tiles = tuple(tiles)
            if tiles:
                self.dataChanged.emit(self.index(0), self.index(len(tiles) - 1))
            return
        self.beginResetModel()
        self.tiles = tuple(tiles)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        tile = self.tiles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return tile.spoken
        return tile if role == TILE_ROLE else None


class _Painter(QStyledItemDelegate):
    """Draws a tile: the name large, the line below it, the state at its right in a word and a sign."""

    def __init__(self, view: TileList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: Tile = index.data(TILE_ROLE)
        palette, box = self._view.palette(), QRect(option.rect).adjusted(3, 3, -3, -3)  # pyright: ignore
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)  # pyright: ignore
        current = index.row() == self._view.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = _grounds(palette, tile.tone)
        edge = palette.highlight().color() if current else style.mixed(palette.base().color(), ink, 0.32)
        painter.setPen(QPen(edge, 3 if focused else 2 if current else 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(12, 6, -MENU if self._view.offers else -12, -6)
        painter.setPen(ink)
        self._words(painter, inner, tile)
        if self._view.offers:
            painter.setPen(style.mixed(ink, ground, 0.25))
            dots = QRect(box.right() - MENU, box.top(), MENU, box.height())
            painter.drawText(dots, Qt.AlignmentFlag.AlignCenter, "⋮")
        painter.restore()

    def _words(self, painter: QPainter, inner: QRect, tile: Tile) -> None:
        """The name above; below it what stands under it at the left, the state at the right."""
        plain, large = QFont(self._view.font()), self._view.title_font()
        strong = QFont(plain)
        strong.setBold(tile.tone is not Tone.PLAIN)
        middle, elide = Qt.AlignmentFlag.AlignVCenter, Qt.TextElideMode.ElideRight
        high = QFontMetrics(large).height()
        name = QRect(inner.left(), inner.top(), inner.width(), high)
        painter.setFont(large)
        painter.drawText(name, middle, QFontMetrics(large).elidedText(tile.title, elide, inner.width()))
        below = QRect(inner.left(), inner.top() + high, inner.width(), inner.height() - high)
        state = f"{tile.tone.value} {tile.word}".strip()
        letters = QFontMetrics(strong)
        wide = min(letters.horizontalAdvance(state) + 4, inner.width())
        painter.setFont(strong)
        right = Qt.AlignmentFlag.AlignRight
        painter.drawText(below, middle | right, letters.elidedText(state, elide, wide))
        painter.setFont(plain)
        room = inner.width() - wide - 8
        painter.drawText(below, middle, QFontMetrics(plain).elidedText(tile.sub, elide, max(room, 0)))


class TileList(QListView):
    """A grid of tiles. `pressed` by a click, Space or Enter; `marked` by a digit where `marks` are given;
    `wanted` where the menu of a tile is asked for, and where it would stand.
    """

    pressed = Signal(str)
    marked = Signal(str, int)
    wanted = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None, *, marks: int = 0, offers: bool = True) -> None:
        super().__init__(parent)
        self.tiles = TileModel()
        self.tiles.setParent(self)
        self.marks = marks
        self.offers = offers
        self.locked = False
        self._typed = ""
        self._since = QElapsedTimer()
        self.setModel(self.tiles)
        self.setItemDelegate(_Painter(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.fit()

    # --- showing

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these tiles; the same member stays chosen, else the first."""
        before = self.chosen
        self.tiles.show(tiles)
        if not self.choose(before) and tiles:
            self.setCurrentIndex(self.tiles.index(0))

    @property
    def chosen(self) -> Id:
        """The key of the chosen tile; empty for none."""
        at = self.currentIndex()
        return self.tiles.tiles[at.row()].key if at.isValid() else ""

    def choose(self, key: Id) -> bool:
        """Choose a tile, if it is there."""
        at = next((at for at, one in enumerate(self.tiles.tiles) if one.key == key), None)
        if at is None:
            return False
        self.setCurrentIndex(self.tiles.index(at))
        return True

    def title_font(self) -> QFont:
        """The face of the names."""
        made = QFont(self.font())
        made.setPointSizeF(made.pointSizeF() * TITLE)
        made.setBold(True)
        return made

    def fit(self) -> None:
        """Give the tiles the width that fills the rows."""
        letters, large = self.fontMetrics(), QFontMetrics(self.title_font())
        least = letters.horizontalAdvance("あ") * LETTERS
        bar = self.verticalScrollBar().sizeHint().width()  # whether it is there or not: no tile moves then
        room = max(self.width() - 2 * self.frameWidth() - bar - 4, 1)
        columns = max(room // least, 1)
        self.setGridSize(QSize(room // columns, large.height() + letters.height() + 26))

    def resizeEvent(self, e: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(e)

    # --- hands

    def _press(self) -> None:
        if self.chosen and not self.locked:
            self.pressed.emit(self.chosen)

    def mouseReleaseEvent(self, e: QMouseEvent) -> None:
        at = self.indexAt(e.position().toPoint())
        pressed = at.isValid() and at == self.currentIndex() and e.button() is Qt.MouseButton.LeftButton
        super().mouseReleaseEvent(e)
        if not pressed or self._second:
            self._second = False
            return
        if self.offers and self.visualRect(at).right() - e.position().x() < MENU:
            self._offer()
        else:
            self._press()

    _second = False

    def mouseDoubleClickEvent(self, e: QMouseEvent) -> None:
        """A second click in haste isn't a second press."""
        self._second = True
        super().mouseDoubleClickEvent(e)

    def contextMenuEvent(self, arg__1: QContextMenuEvent) -> None:
        if arg__1.reason() is QContextMenuEvent.Reason.Mouse:
            at = self.indexAt(arg__1.pos())
            if not at.isValid():
                return
            self.setCurrentIndex(at)
        self._offer()

    def _offer(self) -> None:
        if self.chosen and self.offers and not self.locked:
            box = self.visualRect(self.currentIndex())
            corner = QPoint(box.right() - MENU, box.bottom())
            self.wanted.emit(self.chosen, self.viewport().mapToGlobal(corner))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._press()
            return
        text = unicodedata.normalize("NFKC", event.text())
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        if plain and text.strip() and text.isprintable():
            self._find(text)
        else:
            super().keyPressEvent(event)

    def _find(self, text: str) -> None:
        """Jump to the tile with this number, or the next one whose reading begins so."""
        if self.marks and text.isdecimal():
            if 1 <= int(text) <= self.marks and self.chosen and not self.locked:
                self.marked.emit(self.chosen, int(text))
            return
        fresh = not self._since.isValid() or self._since.hasExpired(PAUSE_MS)
        self._typed = text if fresh else self._typed + text
        self._since.start()
        if text.isdecimal():
            self._to_number()
        else:
            self._to_reading(text)

    def _to_number(self) -> None:
        digits = "".join(one for one in self._typed if one.isdecimal())
        at = int(digits[-3:]) - 1
        if 0 <= at < len(self.tiles.tiles):
            self.setCurrentIndex(self.tiles.index(at))

    def _to_reading(self, text: str) -> None:
        begins = _ROWS.get(text.lower(), _kana(text))
        count, here = len(self.tiles.tiles), self.currentIndex().row()
        for step in range(1, count + 1):
            at = (here + step) % count
            if _kana(self.tiles.tiles[at].reading)[:1] in tuple(begins):
                self.setCurrentIndex(self.tiles.index(at))
                return


def _kana(text: str) -> str:
    """A reading's first letters as they are looked up: hiragana without voicing marks."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text))
    return "".join(
        chr(ord(one) - 0x60) if "ァ" <= one <= "ヶ" else one
        for one in folded
        if not unicodedata.combining(one)
    )


def _grounds(palette: QPalette, tone: Tone) -> tuple[QColor, QColor]:
    """What a tile of a tone stands on, and its ink: legible on it."""
    base, text = palette.base().color(), palette.text().color()
    if tone is Tone.GOOD:
        ground = style.mixed(base, palette.highlight().color(), 0.28)
        return ground, style.legible(text, ground)
    if tone is Tone.BAD:
        ground = style.mixed(base, style.alarm(palette), 0.1)
        return ground, style.legible(style.alarm(palette), ground)
    if tone is Tone.WAITING:
        return style.mixed(base, text, 0.07), text
    return base, style.legible(style.mixed(text, base, 0.35), base)
