"""What a clerk's hands do: type into a field, compose with the input method, go on to the next."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.screens.meeting import MeetingScreen
from kyodo_desktop.ui.screens.packet import PacketScreen
from kyodo_desktop.ui.screens.roster import RosterScreen
from kyodo_desktop.ui.widgets.form import FieldForm
from kyodo_desktop.ui.window import MainWindow

S = TypeVar("S", bound=Screen)
W = TypeVar("W", bound=QObject)


def _page(window: MainWindow, cls: type[S]) -> S:
    window.go(cls.key)
    page = window.page(cls.key)
    assert isinstance(page, cls)
    return page


def roster(window: MainWindow) -> RosterScreen:
    """The roster screen."""
    return _page(window, RosterScreen)


def meeting(window: MainWindow) -> MeetingScreen:
    """The meeting screen."""
    return _page(window, MeetingScreen)


def packet(window: MainWindow, qtbot: QtBot) -> PacketScreen:
    """The packet screen, once the packet is there."""
    page = _page(window, PacketScreen)
    qtbot.waitUntil(lambda: page.data is not None or page._fault.isVisible(), timeout=60_000)
    return page


def child(cls: type[W], name: str, within: QObject) -> W:
    """The widget of that name."""
    found = within.findChild(cls, name)
    assert found is not None
    return found


def type_into(form: FieldForm, name: str, text: str) -> QWidget:
    """Replace what stands in a field, key by key."""
    widget = form.editors[name].widget
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(widget, Qt.Key.Key_Delete)
    commit(widget, text)
    return widget


def enter(form: FieldForm, name: str, text: str) -> None:
    """Replace what stands in a field, and leave it."""
    type_into(form, name, text)
    form.editors[name].left.emit()


def commit(widget: QWidget, text: str) -> None:
    """What the input method sends when it is done."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)


def compose(widget: QWidget, preedit: str) -> None:
    """What the input method sends while it composes."""
    QCoreApplication.sendEvent(widget, QInputMethodEvent(preedit, []))
