"""An editor for every kind of field."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Field, Id, Kind
from kyodo_desktop.i18n import Message, _, msg
from kyodo_desktop.ui.widgets.entry import ChoiceEntry, LineEntry, LinesEntry

Options: TypeAlias = Callable[[Field], tuple[tuple[Id, str], ...]]


class Unreadable(Exception):
    """What was typed is no value of its kind; `why` is shown under the field."""

    def __init__(self, why: Message) -> None:
        super().__init__(why)
        self.why = why


class Editor(QObject):
    """Shows and edits one field's value. `touched`: it may differ now; `left`: the clerk has moved on."""

    touched = Signal()
    left = Signal()

    def __init__(self, field: Field, widget: QWidget) -> None:
        super().__init__(widget)
        self.field = field
        self.widget = widget

    @property
    def composing(self) -> bool:
        """Whether the input method is at work in it."""
        return False

    def value(self) -> Any:
        """The value that is shown. Raises `Unreadable`."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Show a value, and forget what was typed."""
        raise NotImplementedError

    def typed(self) -> str | None:
        """The text as it was typed, readable or not; None where nothing is typed but chosen."""
        return None

    def retype(self, text: str) -> None:
        """Type a text again."""

    def settle(self) -> None:
        """Write what was typed in the form the office writes it, once it has been accepted."""

    def lock(self, locked: bool) -> None:
        """Let the value be read and copied, but not changed."""
        self.widget.setEnabled(not locked)


class LineEditor(Editor):
    """Text, a name, a reading: kept as it was typed, to the code point."""

    def __init__(self, field: Field, _options: Options | None = None) -> None:
        self.entry = LineEntry()
        super().__init__(field, self.entry)
        self.entry.touched.connect(self.touched)
        self.entry.left.connect(self.left)

    @property
    def composing(self) -> bool:
        return self.entry.composing

    def value(self) -> Any:
        return self.entry.text()

    def show_value(self, value: Any) -> None:
        if self.entry.text() != (value or ""):
            self.entry.setText(value or "")
            self.entry.setCursorPosition(0)

    def typed(self) -> str | None:
        return self.entry.text()

    def retype(self, text: str) -> None:
        self.entry.setText(text)

    def settle(self) -> None:
        if not self.entry.hasFocus():
            self.entry.setText(self.entry.text())  # forgets the field's own undo: the window's takes over
            self.entry.setCursorPosition(0)

    def lock(self, locked: bool) -> None:
        self.entry.setReadOnly(locked)


class _ReadEditor(LineEditor):
    """A line that is read into a value: it shows the office's way of writing and takes any usual one."""

    def __init__(self, field: Field, options: Options | None = None) -> None:
        super().__init__(field, options)
        self.entry.setClearButtonEnabled(field.empty)

    def lock(self, locked: bool) -> None:
        super().lock(locked)
        self.entry.setClearButtonEnabled(self.field.empty and not locked)

    def parse(self, text: str) -> Any:
        """The value that was typed. Raises `Unreadable`."""
        raise NotImplementedError

    def spell(self, value: Any) -> str:
        """The value as the office writes it."""
        raise NotImplementedError

    def value(self) -> Any:
        text = self.entry.text().strip()
        return self.parse(text) if text else None

    def show_value(self, value: Any) -> None:
        super().show_value("" if value is None else self.spell(value))

    def settle(self) -> None:
        if not self.entry.hasFocus():
            self.entry.setText("")
            self.show_value(self.value_before)

    def accept(self, value: Any) -> None:
        """Remember the value that was read, for `settle`."""
        self.value_before = value

    value_before: Any = None


class DayEditor(_ReadEditor):
    """A day, typed in any usual way and shown as 令和7年11月14日（金）."""

    def parse(self, text: str) -> dt.date:
        try:
            return wareki.parse(text)
        except KyodoError as error:
            raise Unreadable(said(error)) from error

    def spell(self, value: dt.date) -> str:
        return spelled_day(value)


class ClockEditor(_ReadEditor):
    """A time of day: 14:00, 1400, 14時, 午後2時30分."""

    def parse(self, text: str) -> dt.time:
        return parse_clock(text)

    def spell(self, value: dt.time) -> str:
        return wareki.clock(value)


class IntegerEditor(_ReadEditor):
    """A whole number, in digits of any width."""

    def __init__(self, field: Field, options: Options | None = None) -> None:
        super().__init__(field, options)
        self.entry.setMaximumWidth(self.entry.fontMetrics().horizontalAdvance("0") * 12)

    def parse(self, text: str) -> int:
        folded = unicodedata.normalize("NFKC", text).replace(",", "")
        if not re.fullmatch(r"-?[0-9]{1,15}", folded):
            raise Unreadable(msg("数字で入力してください（例：3）。"))
        return int(folded)

    def spell(self, value: int) -> str:
        return str(value)


class LinesEditor(Editor):
    """Text of several lines."""

    def __init__(self, field: Field, _options: Options | None = None) -> None:
        self.entry = self.make_entry()
        super().__init__(field, self.entry)
        self.entry.touched.connect(self.touched)
        self.entry.left.connect(self.left)

    def make_entry(self) -> Any:
        """The field itself: plain text, with `touched`, `left` and `composing`."""
        return LinesEntry()

    @property
    def composing(self) -> bool:
        return self.entry.composing

    def value(self) -> Any:
        return self.entry.toPlainText()

    def show_value(self, value: Any) -> None:
        if self.entry.toPlainText() != (value or ""):
            self.entry.setPlainText(value or "")

    def typed(self) -> str | None:
        return self.entry.toPlainText()

    def retype(self, text: str) -> None:
        self.entry.setPlainText(text)

    def settle(self) -> None:
        if not self.entry.hasFocus():
            self.entry.document().clearUndoRedoStacks()  # the window's undo takes over

    def lock(self, locked: bool) -> None:
        self.entry.setReadOnly(locked)


class FlagEditor(Editor):
    """Yes or no; its label stands on the box itself."""

    def __init__(self, field: Field, _options: Options | None = None) -> None:
        self.box = QCheckBox(_(field.label))
        super().__init__(field, self.box)
        self.box.toggled.connect(self.touched)
        self.box.clicked.connect(self.left)

    def value(self) -> Any:
        return self.box.isChecked()

    def show_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))


class ListEditor(Editor):
    """One of a list of values; an empty first line where none is a value."""

    def __init__(self, field: Field, choices: tuple[tuple[Any, str], ...]) -> None:
        self.list = ChoiceEntry()
        super().__init__(field, self.list)
        self.fill(choices)
        self.list.currentIndexChanged.connect(self.touched)
        self.list.activated.connect(self.left)

    def fill(self, choices: tuple[tuple[Any, str], ...]) -> None:
        """Offer these values, keeping the one that is shown if it is still there."""
        now = self.value() if self.list.count() else None
        blocked = self.list.blockSignals(True)
        self.list.clear()
        self._values = [value for value, _words in choices]
        if self.field.empty or not choices:
            self._values.insert(0, None)
            self.list.addItem("—")
        for _value, words in choices:
            self.list.addItem(words)
        self.list.blockSignals(blocked)
        self.show_value(now)

    def value(self) -> Any:
        at = self.list.currentIndex()
        return self._values[at] if 0 <= at < len(self._values) else None

    def show_value(self, value: Any) -> None:
        self.list.setCurrentIndex(self._values.index(value) if value in self._values else 0)


class ChoiceEditor(ListEditor):
    """One of a choice's values, by its official word."""

    def __init__(self, field: Field, _options: Options | None = None) -> None:
        super().__init__(field, tuple((one, _(one.label)) for one in field.choices or ()))
        self.list.setMaximumWidth(self.list.fontMetrics().horizontalAdvance("あ") * 14)


class ReferenceEditor(ListEditor):
    """Another record, chosen by name from those that `options` offers."""

    def __init__(self, field: Field, options: Options | None = None) -> None:
        super().__init__(field, options(field) if options else ())


class DigestEditor(LineEditor):
    """A file's hash, to be read and copied only."""

    def __init__(self, field: Field, options: Options | None = None) -> None:
        super().__init__(field, options)
        self.entry.setReadOnly(True)

    def lock(self, locked: bool) -> None:  # noqa: ARG002
        self.entry.setReadOnly(True)


EDITORS: Final[Mapping[Kind, Callable[[Field, Options | None], Editor]]] = {
    Kind.TEXT: LineEditor,
    Kind.LINES: LinesEditor,
    Kind.NAME: LineEditor,
    Kind.KANA: LineEditor,
    Kind.INTEGER: IntegerEditor,
    Kind.FLAG: FlagEditor,
    Kind.DAY: DayEditor,
    Kind.CLOCK: ClockEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.REFERENCE: ReferenceEditor,
    Kind.DIGEST: DigestEditor,
}


def said(error: KyodoError) -> Message:
    """An error as one line under a field."""
    return msg("{what}。{why} {remedy}", what=error.what, why=error.why, remedy=error.remedy)


def spelled_day(day: dt.date) -> str:
    """令和7年11月14日（金）; a day before the solar calendar is left in figures."""
    return wareki.long_with_weekday(day) if day >= wareki.FIRST_DAY else day.isoformat()


_CLOCKS: Final = (
    re.compile(r"(午前|午後|AM|PM)?([0-9]{1,2})(?:[:.]|時)([0-9]{1,2})?分?"),
    re.compile(r"(午前|午後|AM|PM)?([0-9]{1,2})([0-9]{2})"),
)


def parse_clock(text: str) -> dt.time:
    """The time that `text` writes. Raises `Unreadable`."""
    folded = "".join(unicodedata.normalize("NFKC", text).upper().split()).replace("半", "30分")
    if folded == "正午":
        return dt.time(12)
    match = next((m for form in _CLOCKS if (m := form.fullmatch(folded))), None)
    if match is not None:
        hour, minute = int(match[2]), int(match[3] or 0)
        if match[1] and hour <= 12:
            hour = hour % 12 + (12 if match[1] in ("午後", "PM") else 0)
        elif match[1]:
            hour = 24  # 午後13時 is no time
        if hour < 24 and minute < 60:
            return dt.time(hour, minute)
    raise Unreadable(msg("「14:00」「午後2時30分」のように入力してください。"))
