"""The sheet of shortcuts: gathered from the actions, buttons and keys that the window really has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from kyodo_desktop.i18n import _, mark

_ACCESS: Final = re.compile(r"\(&(.)\)|&")
_IN_BRACKETS: Final = re.compile(r"（.*）|\(.*\)")
USUAL: Final = (
    ("Tab", mark("次の欄へ移る")),
    ("Shift+Tab", mark("前の欄へ移る")),
    ("Esc", mark("入力中の様式を閉じる")),
)


def shortcuts_of(window: QWidget) -> tuple[tuple[str, str], ...]:
    """Every shortcut of the window and of what is shown in it: its keys, and what they do."""
    found: dict[str, str] = {}
    for keys, words in (*_of_actions(window), *_of_buttons(window), *_of_keys(window)):
        if keys and words:
            found.setdefault(keys, words)
    return tuple(found.items())


def _of_actions(window: QWidget) -> Iterator[tuple[str, str]]:
    for action in window.findChildren(QAction):
        if not action.shortcut().isEmpty():
            yield _keys(action.shortcuts()), _plain(action.text())


def _of_buttons(window: QWidget) -> Iterator[tuple[str, str]]:
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and not button.shortcut().isEmpty() and "&" not in button.text():
            yield _keys([button.shortcut()]), _plain(button.accessibleName() or button.text())


def _of_keys(window: QWidget) -> Iterator[tuple[str, str]]:
    """Keys without a button carry what they do as their own explanation."""
    for one in window.findChildren(QShortcut):
        above = one.parent()
        if one.whatsThis() and isinstance(above, QWidget) and above.isVisible():
            yield _keys([one.key()]), one.whatsThis()


def _keys(sequences: Iterable[QKeySequence]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return "、".join(dict.fromkeys(one.toString(native) for one in sequences if not one.isEmpty()))


def _plain(words: str) -> str:
    return _IN_BRACKETS.sub("", _ACCESS.sub("", words)).rstrip("…").strip()


def show_shortcuts(window: QWidget) -> QDialog:
    """Show the sheet for what the window shows now."""
    from html import escape

    dialog = QDialog(window)
    dialog.setWindowTitle(_("キーボード操作一覧"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet = QTextBrowser()
    sheet.setAccessibleName(_("キーボード操作一覧"))
    lines = [*shortcuts_of(window), *((keys, _(words)) for keys, words in USUAL)]
    rows = "".join(
        f"<tr><td><b>{escape(keys)}</b>&nbsp;&nbsp;&nbsp;&nbsp;</td><td>{escape(words)}</td></tr>"
        for keys, words in lines
    )
    sheet.setHtml(f"<table cellpadding='4'>{rows}</table>")
    buttons = QDialogButtonBox()
    buttons.addButton(_("閉じる"), QDialogButtonBox.ButtonRole.RejectRole)
    buttons.rejected.connect(dialog.close)
    layout = QVBoxLayout(dialog)
    layout.addWidget(sheet, 1)
    layout.addWidget(buttons)
    dialog.resize(560, 560)
    dialog.open()
    return dialog
