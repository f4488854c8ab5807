"""The form of a dated record: an edit asks whether it was always so (訂正) or from a day on (異動)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.domain.errors import InvalidRecord, KyodoError
from kyodo_desktop.domain.fields import Field, Kind, Record
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.ui.widgets.editors import DayEditor, Unreadable
from kyodo_desktop.ui.widgets.form import Problem, RecordForm, mark_wrong
from kyodo_desktop.ui.widgets.sight import into_sight

R = TypeVar("R", bound=Record)

_ON = Field(name="on", kind=Kind.DAY, label=mark("異動日"), required=True)


class Ask(QFrame):
    """訂正 or 異動, and from which day; nothing is chosen for the clerk."""

    decided = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "ask")
        self.always = QRadioButton(_("訂正（前から正しくはこうだった）"))
        self.since = QRadioButton(_("異動（次の日から変わった）"))
        for radio in (self.always, self.since):
            radio.setAccessibleName(radio.text())
            radio.toggled.connect(self._on_chosen)
        self._group = QButtonGroup(self)
        self._group.addButton(self.always)
        self._group.addButton(self.since)
        self.day = DayEditor(_ON)
        self.day.entry.setAccessibleName(_("異動日"))
        self.day.entry.touched.connect(lambda: self.since.setChecked(True))
        self.day.entry.left.connect(self.read_day)
        self.problem = Problem()
        self.save = QPushButton(_("保存"))
        self.save.setProperty("primary", True)
        self.cancel = QPushButton(_("取消"))
        for button, done in ((self.save, self.decided), (self.cancel, self.cancelled)):
            button.setAccessibleName(button.text())
            button.clicked.connect(lambda _checked=False, done=done: done.emit())
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        heading = QLabel(_("この変更は"))
        heading.setProperty("role", "heading")
        from_day = QHBoxLayout()
        from_day.setContentsMargins(24, 0, 0, 0)
        from_day.addWidget(self.day.entry, 1)
        suffix = QLabel(_("から"))
        suffix.setBuddy(self.day.entry)
        from_day.addWidget(suffix)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(heading)
        layout.addWidget(self.always)
        layout.addWidget(self.since)
        layout.addLayout(from_day)
        layout.addLayout(buttons)
        layout.addWidget(self.problem)  # last: what it says moves no button

    def open(self, day: dt.date) -> None:
        """Ask, with nothing chosen; `day` stands ready for an 異動."""
        if not self.isHidden():
            return
        self._group.setExclusive(False)
        self.always.setChecked(False)
        self.since.setChecked(False)
        self._group.setExclusive(True)
        self.day.accept(day)
        self.day.show_value(day)
        self.say([])
        self.save.setEnabled(False)
        self.show()

    @property
    def answered(self) -> bool:
        """Whether 訂正 or 異動 is chosen."""
        return self.always.isChecked() or self.since.isChecked()

    def say(self, sentences: Sequence[str], *, day: bool = False) -> None:
        """Show what is wrong with the answer; with `day`, it is the day of the 異動."""
        self.problem.say(sentences)
        if sentences:
            into_sight(self.problem, beside=self)
        mark_wrong(self.day.entry, sentences if day and self.since.isChecked() else [])

    def read_day(self) -> dt.date | None:
        """The day of the 異動; None, and the reason showing, when it can't be read."""
        try:
            day = self.day.value()
        except Unreadable as error:
            self.say([error.why.text()], day=True)
            return None
        missing = day is None and self.since.isChecked()
        self.say([_("異動日を入力してください。")] if missing else [], day=True)
        if day is not None:
            self.day.accept(day)
            self.day.settle()
        return day

    def _on_chosen(self) -> None:
        self.save.setEnabled(self.answered)
        self.say([])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (enter and self.cancel.hasFocus()):
            self.cancelled.emit()
        elif enter and self.save.isEnabled():
            self.decided.emit()
        else:
            super().keyPressEvent(event)


class DatedForm(QWidget, Generic[R]):
    """A RecordForm that never saves by itself. A record not stored yet (version 0) goes to `add`, unasked.

    `later` tells of an 異動 from a day after the one that is shown, where it can't be seen yet.
    """

    later = Signal(object)

    def __init__(
        self,
        place: QWidget,
        cls: type[R],
        names: Sequence[str],
        *,
        correct: Callable[[R], object],
        succeed: Callable[[R, dt.date], object],
        add: Callable[[R], object] | None = None,
    ) -> None:
        super().__init__(place)
        self._correct = correct
        self._succeed = succeed
        self._add = add
        self._ask: Ask | None = None
        self._day = dt.date.min
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self)
        self._own = QVBoxLayout(self)
        self._own.setContentsMargins(0, 0, 0, 0)
        self._own.setSpacing(10)
        fields_place = QWidget()
        self._own.addWidget(fields_place)
        self.form: RecordForm[R] = RecordForm(fields_place, cls, names)
        self.form.touched.connect(self._on_touched)
        self.form.left.connect(self._on_left)

    @property
    def ask(self) -> Ask:
        """The question, made when it is first needed: most records are only read."""
        if self._ask is None:
            self._ask = Ask()
            self._own.addWidget(self._ask)
            self._ask.decided.connect(self.save)
            self._ask.cancelled.connect(self.revert)
        return self._ask

    def _close(self) -> None:
        if self._ask is not None:
            self._ask.hide()

    def show_record(self, record: R | None, day: dt.date) -> None:
        """Show a record as of `day`, which an 異動 then offers."""
        self._day = day
        self.form.show_record(record)
        if not self.form.pending():
            self._close()

    def revert(self) -> None:
        """Show the record as it is stored, and close the question."""
        self.form.revert()
        self._close()

    def flush(self) -> bool:
        """True when nothing is pending. Otherwise the question stands open, and says so."""
        if not self.form.pending():
            return True
        if self.form.check() is not None:
            self._open()
            self.ask.say(
                [
                    _("保存か取消を選んでください。")
                    if self.ask.answered
                    else _("訂正か異動かを選んで保存するか、取り消してください。")
                ]
            )
        return False

    def _open(self) -> None:
        record = self.form.record
        asked = record is not None and record.version > 0
        was_open = not self.ask.isHidden()
        self.ask.open(self._day)
        for part in (self.ask.always, self.ask.since, self.ask.day.entry):
            part.setVisible(asked)
        if not asked:
            self.ask.always.setChecked(True)
        if not was_open:
            into_sight(self.ask, beside=self.form)

    def _on_touched(self) -> None:
        if not self.form.composing and self.form.pending():
            self._open()
        elif not self.form.composing:
            self._close()

    def _on_left(self) -> None:
        if self.form.pending():
            self.form.check()

    def save(self) -> None:
        """Do what was chosen; a refusal stands beside its field."""
        candidate = self.form.candidate()
        if candidate is None:
            return
        later: dt.date | None = None
        try:
            if candidate.version == 0 and self._add is not None:
                self._add(candidate)
            elif self.ask.since.isChecked():
                day = self.ask.read_day()
                if day is None:
                    return
                later = day if day > self._day else None
                self._succeed(candidate, day)
            else:
                self._correct(candidate)
        except KyodoError as error:
            self._refuse(error)
            return
        self.revert()
        if later is not None:
            self.later.emit(later)

    def _refuse(self, error: KyodoError) -> None:
        if isinstance(error, InvalidRecord) and not any(
            name in self.form.editors for name, _w in error.problems
        ):
            self.ask.say([f"{error.why.text()} {error.remedy.text()}"], day=True)
        else:
            self.form.refuse(error)
