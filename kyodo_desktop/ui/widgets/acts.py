"""A form for one act of the clerk, shown in place: its fields, a button that does it and one that doesn't."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Field, complaints
from kyodo_desktop.i18n import Message, _
from kyodo_desktop.ui.widgets.editors import Options, Unreadable
from kyodo_desktop.ui.widgets.form import FieldForm
from kyodo_desktop.ui.widgets.formdraft import FormDraft

Values: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Act:
    """What an act is called, what it asks, what stands there at first, and the service that does it."""

    title: str
    button: str
    asked: Sequence[Field]
    do: Callable[[Values], object]
    start: Values = field(default_factory=dict)
    options: Options | None = None
    note: str = ""


def judged(asked: Sequence[Field]) -> Callable[[Values], Iterable[tuple[str, Message]]]:
    """A judge of values that stand in no record yet: each by its own field's checks."""

    def judge(values: Values) -> Iterable[tuple[str, Message]]:
        return [(one.name, why) for one in asked for why in complaints(one, values[one.name])]

    return judge


class ActForm(QFrame):
    """Shows one act at a time. `closed` when it has been done or left."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._act: Act | None = None
        self.form: FieldForm | None = None
        self._start: dict[str, Any] = {}
        self._draft: FormDraft | None = None
        self._from: QWidget | None = None  # where the clerk was when the act was asked for
        self._title = QLabel()
        self._title.setProperty("role", "heading")
        self._note = QLabel()
        self._note.setProperty("role", "soft")
        self._note.setWordWrap(True)
        self._place = QWidget()
        self.done = QPushButton()
        self.done.setProperty("primary", True)
        self.done.clicked.connect(self._do)
        self.cancel = QPushButton(_("取消"))
        self.cancel.setAccessibleName(_("取消"))
        self.cancel.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.addWidget(self.done)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 18)
        layout.setSpacing(12)
        for part in (self._title, self._note, self._place):
            layout.addWidget(part)
        layout.addLayout(buttons)
        layout.addStretch(1)
        self.hide()

    @property
    def open(self) -> bool:
        """Whether an act is being filled in."""
        return self._act is not None

    @property
    def dirty(self) -> bool:
        """Whether something was filled in that would be lost."""
        return self.form is not None and self._shown() != self._start

    def _shown(self) -> dict[str, Any]:
        shown: dict[str, Any] = {}
        for name, editor in self.form.editors.items() if self.form else ():
            try:
                shown[name] = editor.value()
            except Unreadable as error:
                shown[name] = error
        return shown

    def ask(self, act: Act) -> None:
        """Show the form of an act and begin with its first field."""
        here = QApplication.focusWidget()
        if here is None or not self.isAncestorOf(here):
            self._from = here
        self._clear()
        self._act = act
        self._title.setText(act.title)
        self._note.setText(act.note)
        self._note.setVisible(bool(act.note))
        self.done.setText(act.button)
        self.done.setAccessibleName(act.button)
        self.form = FieldForm(self._place, act.asked, judged(act.asked), options=act.options, idle=False)
        self.form.show_values({one.name: act.start.get(one.name, one.default) for one in act.asked})
        self._start = self._shown()
        self._draft = FormDraft(self.form, lambda: (_mark(act), ""), self._filled)
        self._draft.restore()
        QWidget.setTabOrder(list(self.form.editors.values())[-1].widget, self.done)
        QWidget.setTabOrder(self.done, self.cancel)
        self.show()
        next(iter(self.form.editors.values())).widget.setFocus()

    def _filled(self) -> set[str]:
        shown = self._shown()
        return {name for name, value in shown.items() if value != self._start.get(name)}

    def leave(self) -> None:
        """Close without doing it, and lead back to where the clerk was."""
        if self._draft is not None:
            self._draft.forget()
            self._draft = None
        here = QApplication.focusWidget()
        inside = here is not None and self.isAncestorOf(here)
        self._act = None
        self._clear()
        self.hide()
        self.closed.emit()
        before, self._from = self._from, None
        if inside and before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()

    def _clear(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def _do(self) -> None:
        if self._act is None or self.form is None:
            return
        values = self.form.check()
        if values is None:
            self.form.focus_wrong()
            return
        try:
            self._act.do(values)
        except KyodoError as error:
            self.form.refuse(error)
            self.form.focus_wrong()
        else:
            self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and self.cancel.hasFocus()):
            self.leave()
        elif enter and self.form and not self.form.composing:
            self._do()
        else:
            super().keyPressEvent(event)


def _mark(act: Act) -> str:
    """What a draft of the act is kept under, outside the register: its title may hold a name."""
    return f"act {hashlib.sha256(act.title.encode()).hexdigest()[:16]}"
