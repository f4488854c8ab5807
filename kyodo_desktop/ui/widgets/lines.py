"""Lines of text that wrap, lead somewhere, or can be ticked: what the cards of a page are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

_LEADS = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line: its words, whether it leads somewhere, and whether it is ticked (None: it has no box)."""

    text: str
    leads: bool = False
    ticked: bool | None = None
    help: str = ""


class Lines(QWidget):
    """Shows lines below one another, as high as they need. `followed` and `ticked` tell the line's number."""

    followed = Signal(int)
    ticked = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.locked = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(7)
        self._rows: list[QWidget] = []
        self.shown: tuple[ShownLine, ...] = ()

    def show_lines(self, lines: Iterable[ShownLine]) -> None:
        """Show these lines in place of the others; the same lines stay as they are, the focus with them."""
        wanted = tuple(lines)
        if wanted == self.shown and self._rows:
            return
        self.shown = wanted
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._made(at, line) for at, line in enumerate(wanted)]
        for row in self._rows:
            self._column.addWidget(row)

    def _made(self, at: int, line: ShownLine) -> QWidget:
        words = QLabel()
        words.setWordWrap(True)
        words.setToolTip(line.help)
        words.setAccessibleName(line.text)
        words.setTextFormat(Qt.TextFormat.RichText)
        shown = escape(line.text)
        if line.leads:
            words.setTextInteractionFlags(_LEADS)
            words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            words.linkActivated.connect(lambda _link, at=at: self.followed.emit(at))
            shown = f'<a href="{at}" style="text-decoration: none">{shown}</a>'
        words.setText(shown)
        if line.ticked is None:
            return words
        row, box = QWidget(), QCheckBox()
        box.setAccessibleName(line.text)
        box.setChecked(line.ticked)
        box.setEnabled(not self.locked)
        box.clicked.connect(lambda on, at=at: self.ticked.emit(at, on))
        words.setBuddy(box)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(words, 1)
        return row
