"""Answers given by a key or a button: one sign for each, the same in every list of answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from kyodo_desktop.domain.records import ReplyAnswer
from kyodo_desktop.i18n import _

SIGNS: Final[Mapping[ReplyAnswer, str]] = {
    ReplyAnswer.ATTENDS: "○",
    ReplyAnswer.ONLINE: "○",
    ReplyAnswer.ABSENT: "×",
    ReplyAnswer.UNDECIDED: "△",
}
_TYPED: Final[Mapping[str, ReplyAnswer]] = {
    **dict.fromkeys("1１oO○◯〇◎", ReplyAnswer.ATTENDS),
    **dict.fromkeys("2２xX×✕✖", ReplyAnswer.ABSENT),
    **dict.fromkeys("3３", ReplyAnswer.ONLINE),
    **dict.fromkeys("4４△▲?？", ReplyAnswer.UNDECIDED),
}
_TAKES_BACK: Final = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PLAIN: Final = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


def spelled(answer: ReplyAnswer) -> str:
    """An answer with its sign: ○ 出席."""
    return f"{SIGNS[answer]} {_(answer.label)}"


class AnswerKeys(QObject):
    """Takes answers typed into a list, and Delete for taking one back (None)."""

    def __init__(self, view: QAbstractItemView, give: Callable[[ReplyAnswer | None], object]) -> None:
        super().__init__(view)
        self._give = give
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if not isinstance(event, QKeyEvent) or event.modifiers() not in _PLAIN:
            return False
        taken = event.key() in _TAKES_BACK
        answer = _TYPED.get(event.text())
        if answer is None and not taken:
            return False
        if event.type() is QEvent.Type.KeyPress:
            self._give(None if taken else answer)
        event.accept()
        return True
