"""Figures side by side, read as they are typed: each under its label, what is wrong with it below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kyodo_desktop.domain.fields import Field
from kyodo_desktop.i18n import Message, _
from kyodo_desktop.ui.widgets.editors import EDITORS, Editor, LineEditor, ListEditor, Unreadable
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.form import Problem, mark_wrong


class Figures(QWidget):
    """Editors for some Fields, beside one another. `touched` when the clerk has changed one, by its name."""

    touched = Signal(str)

    def __init__(self, asked: Sequence[Field]) -> None:
        super().__init__()
        self.editors: dict[str, Editor] = {}
        self._problems: dict[str, Problem] = {}
        self._cells: dict[str, QWidget] = {}
        self._quiet = False
        row = QWidget()
        for field in asked:
            self._add(row, field)
        flow(row)
        self._whole = Problem()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row)
        column.addWidget(self._whole)

    def _add(self, row: QWidget, field: Field) -> None:
        editor = EDITORS[field.kind](field, None)
        cell, label, problem = QWidget(row), QLabel(_(field.label)), Problem()
        label.setBuddy(editor.widget)
        editor.widget.setObjectName(field.name)
        editor.widget.setAccessibleName(_(field.label))
        letter = self.fontMetrics().horizontalAdvance("あ")
        if isinstance(editor, LineEditor):
            editor.entry.setClearButtonEnabled(False)
            editor.entry.setFixedWidth(letter * 5)
        problem.setMaximumWidth(letter * 14)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (label, editor.widget, problem):
            column.addWidget(widget)
        self.editors[field.name], self._problems[field.name], self._cells[field.name] = editor, problem, cell
        editor.touched.connect(lambda name=field.name: self._on_touched(name))

    def _on_touched(self, name: str) -> None:
        if not self._quiet and not self.editors[name].composing:
            self.touched.emit(name)

    def offer(self, names: Iterable[str]) -> None:
        """Show these figures alone."""
        shown = set(names)
        for name, cell in self._cells.items():
            cell.setVisible(name in shown)

    def lock(self, locked: bool) -> None:
        """Let the figures be read but not changed."""
        for editor in self.editors.values():
            editor.lock(locked)
            if isinstance(editor, LineEditor):
                editor.entry.setClearButtonEnabled(False)  # the fields are narrow

    # --- values

    def texts(self) -> dict[str, Any]:
        """What stands in the fields, word for word, whether it can be read or not."""
        return {
            name: editor.entry.text() if isinstance(editor, LineEditor) else _plain(editor.value())
            for name, editor in self.editors.items()
        }

    def show_texts(self, texts: Mapping[str, Any]) -> None:
        """Put back what `texts` took."""
        self._quiet = True
        for name, editor in self.editors.items():
            text = texts.get(name)
            if isinstance(editor, LineEditor):
                if editor.entry.text() != text and not editor.composing:
                    editor.entry.setText(text if isinstance(text, str) else "")
            elif isinstance(editor, ListEditor):
                choices = editor.field.choices or ()
                editor.show_value(next((one for one in choices if _plain(one) == text), None))
        self._quiet = False

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these values, and forget complaints."""
        self._quiet = True
        for name, value in values.items():
            self.editors[name].show_value(value)
        self._quiet = False
        self.complain(())

    def read(self, names: Iterable[str]) -> dict[str, Any] | None:
        """The values of these fields; None, with the complaints beside them, where one can't be read."""
        found: dict[str, Any] = {}
        wrong: list[tuple[str, Message]] = []
        for name in names:
            try:
                found[name] = self.editors[name].value()
            except Unreadable as error:
                wrong.append((name, error.why))
        self.complain(wrong)
        return None if wrong else found

    def complain(self, wrong: Iterable[tuple[str, Message]]) -> None:
        """Say what is wrong beside the figures named, of others below them all."""
        known = tuple(wrong)
        for name, problem in self._problems.items():
            said = [why.text() for one, why in known if one == name]
            problem.say(said)
            mark_wrong(self.editors[name].widget, said)
        self._whole.say([why.text() for one, why in known if one not in self._problems])

    @property
    def wrong(self) -> bool:
        """Whether a complaint is showing."""
        return any(not one.isHidden() for one in (*self._problems.values(), self._whole))

    @property
    def composing(self) -> bool:
        """Whether the input method is at work in one of them."""
        return any(editor.composing for editor in self.editors.values())


def _plain(value: Any) -> str:
    return "" if value is None else str(getattr(value, "value", value))
