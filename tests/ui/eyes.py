"""Eyes in a program that runs in a real window: they tell where things stand, and touch nothing.

`python -m tests.ui.eyes SOCKET ARGUMENT…` is the program's own command line with these eyes in it; a hand
outside (xdotool) does all that is done.
"""

from __future__ import annotations

import json
import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from kyodo_desktop.__main__ import main

_MNEMONIC = re.compile(r"\(&.\)|&")


class Asked:
    """One question, and what was seen."""

    def __init__(self, words: dict[str, str]) -> None:
        self.words = words
        self.answer: list[dict[str, Any]] = []
        self.done = threading.Event()


class Eyes(QObject):
    """Answers in the thread of the windows."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked.connect(self._look, Qt.ConnectionType.QueuedConnection)

    def _look(self, asked: Asked) -> None:
        try:
            if asked.words["what"] == "focus":
                found = QApplication.focusWidget()
                asked.answer = [_told(found, found.rect())] if found is not None else []
            else:
                asked.answer = list(seen(asked.words["what"], asked.words.get("within", "")))
        except Exception as error:  # told to who asked, rather than to the clerk
            asked.answer = [{"fault": repr(error)}]
            raise
        finally:
            asked.done.set()


def seen(what: str, within: str) -> Iterator[dict[str, Any]]:
    """All that bears this name or these words and can be pointed at now; what is exact comes first."""
    places = [one for one in _widgets() if one.isVisible()]
    if within:
        above = [one for one in places if within in _words(one)]
        places = [one for one in places if any(a is one or a.isAncestorOf(one) for a in above)]
    found: list[tuple[int, dict[str, Any]]] = []
    for one in places:
        if what in _words(one):
            found.append((0, _told(one, one.rect())))
        elif any(what in words for words in _words(one)):
            found.append((2, _told(one, one.rect())))
        for rect, words in _inside(one):
            if what in (words, words.partition("\n")[0]):
                found.append((1, _told(one, rect, words)))
            elif what in words:
                found.append((3, _told(one, rect, words)))
    yield from (told for _rank, told in sorted(found, key=lambda pair: pair[0]))


def _widgets() -> list[QWidget]:
    """Every widget that takes a click now: those of the menu that is open, else of the dialog over all."""
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    tops = [popup] if popup is not None else [modal] if modal is not None else QApplication.topLevelWidgets()
    return [one for top in tops for one in (top, *top.findChildren(QWidget))]


def _plain(words: str) -> str:
    return _MNEMONIC.sub("", words)


def _words(widget: QWidget) -> tuple[str, ...]:
    """What a widget is known by."""
    told = [widget.objectName(), widget.accessibleName(), widget.windowTitle() if widget.isWindow() else ""]
    if isinstance(widget, QAbstractButton | QLabel):
        told.append(_plain(widget.text()))
    elif isinstance(widget, QGroupBox | QMenu):
        told.append(_plain(widget.title()))
    return tuple(one for one in told if one)


def _inside(widget: QWidget) -> Iterator[tuple[QRect, str]]:
    """Tabs, lines of menus and items of lists, which are no widgets of their own."""
    if isinstance(widget, QTabBar):
        for at in range(widget.count()):
            yield widget.tabRect(at), _plain(widget.tabText(at))
    elif isinstance(widget, QMenu | QMenuBar):
        for action in widget.actions():
            yield widget.actionGeometry(action), _plain(action.text())
    elif isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _items(widget, widget.rootIndex())


def _items(view: QAbstractItemView, above: QModelIndex) -> Iterator[tuple[QRect, str]]:
    """The items of a list, a table or a tree that are in sight."""
    model = view.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    for row in range(model.rowCount(above)):
        for column in range(columns):
            index: QModelIndex = model.index(row, column, above)
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
            rect = view.visualRect(index)
            if not rect.isEmpty():
                shift = view.viewport().mapTo(view, QPoint(0, 0))
                yield rect.translated(shift), str(index.data() or spoken or "")
        if not isinstance(model, QAbstractListModel):
            yield from _items(view, model.index(row, 0, above))


def _told(widget: QWidget, rect: QRect, words: str | None = None) -> dict[str, Any]:
    """Where it stands on the screen, in the screen's own dots, and in which state."""
    middle, scale = widget.mapToGlobal(rect.center()), widget.devicePixelRatioF()
    above = QApplication.widgetAt(middle)
    free = above is not None and (above is widget or widget.isAncestorOf(above))
    if words is None:
        words = _shown(widget)
    return {
        "x": round(middle.x() * scale),
        "y": round(middle.y() * scale),
        "name": widget.objectName(),
        "kind": type(widget).__name__,
        "text": words,
        "enabled": widget.isEnabled(),
        "focus": widget.hasFocus(),
        "free": free,
        "popup": QApplication.activePopupWidget() is widget.window(),
        "label": isinstance(widget, QLabel | QGroupBox),
        "title": widget.window().windowTitle(),
    }


def _shown(widget: QWidget) -> str:
    """What a widget says, or what was typed into it."""
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QAbstractButton | QLabel | QLineEdit | QAbstractSpinBox):
        return widget.text()
    return ""


def _serve(path: Path) -> None:
    """Wait for the program's windows, and answer what is asked about them."""
    while QApplication.instance() is None:
        time.sleep(0.02)
    eyes, app = Eyes(), QApplication.instance()
    assert app is not None
    eyes.moveToThread(app.thread())
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(path))
        door.listen()
        while True:
            caller, _from = door.accept()
            with caller, caller.makefile("rw", encoding="utf-8") as line:
                asked = Asked(json.loads(line.readline()))
                eyes.asked.emit(asked)
                asked.done.wait(5)
                line.write(json.dumps(asked.answer) + "\n")


if __name__ == "__main__":
    threading.Thread(target=_serve, args=(Path(sys.argv[1]),), daemon=True).start()
    sys.exit(main(sys.argv[2:]))
