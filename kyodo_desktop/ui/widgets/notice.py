"""A sentence across the top of a screen: what happened, and at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.editors import said

WORDS: Final = 22
"""字: a button with more words shows their beginning and end."""

MARGINS: Final = (16, 8, 10, 8)
SPACING: Final = 12
SPARE: Final = 8  # a label breaks its line a little before it has to


class NoticeBar(QFrame):
    """Hidden until it has something to say; it never takes the keyboard away."""

    def __init__(self, parent: QWidget | None = None, *, lasting: bool = False) -> None:
        super().__init__(parent)
        self._do: Callable[[], object] | None = None
        self._said = ""
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = QPushButton()
        self._action.setAccessibleName(_("お知らせの操作"))
        self._action.clicked.connect(self._act)
        self._close = QToolButton()
        self._close.setText("×")
        self._close.setAutoRaise(True)
        self._close.setToolTip(_("閉じる"))
        self._close.setAccessibleName(_("お知らせを閉じる"))
        self._close.clicked.connect(self.hide)
        self._close.setVisible(not lasting)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*MARGINS)
        layout.setSpacing(SPACING)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._said

    def tell(self, text: str, *, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Say something, with a button if there is something to do."""
        self._say("notice", text, action, do)

    def alarm(self, error: KyodoError, *, action: str = "", do: Callable[[], object] | None = None) -> None:
        """Say what went wrong, why, and what to do now."""
        self._say("alarm", said(error).text(), action, do)

    def _say(self, role: str, text: str, action: str, do: Callable[[], object] | None) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleEvent  # slow to load, seldom needed at the start

        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)
        self._said = text
        self._text.setText(airy(text))
        self._do = do
        letters = self._action.fontMetrics()
        short = letters.elidedText(
            action, Qt.TextElideMode.ElideMiddle, letters.horizontalAdvance("あ") * WORDS
        )
        self._action.setText(short)
        self._action.setToolTip(action if short != action else "")
        self._action.setAccessibleName(action or _("お知らせの操作"))
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._stand()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _stand(self) -> None:
        """Appear."""
        self.show()

    def natural_width(self) -> int:
        """How wide the bar is with each of its lines in one piece."""
        letters, buttons = self._text.fontMetrics(), (self._action, self._close)
        words = max((letters.horizontalAdvance(line) for line in self._said.splitlines()), default=0)
        beside = sum(one.sizeHint().width() + SPACING for one in buttons if not one.isHidden())
        return MARGINS[0] + words + SPARE + beside + MARGINS[2]

    def _act(self) -> None:
        do, self._do = self._do, None
        self.hide()
        if do is not None:
            do()
