"""Forms filled from Fields: labels, buddies, accessible names, tab order, errors beside the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kyodo_desktop.domain.errors import InvalidRecord, KyodoError
from kyodo_desktop.domain.fields import Field, Kind, Record, fields, problems
from kyodo_desktop.i18n import Message, _
from kyodo_desktop.ui.widgets.editors import EDITORS, Editor, Options, Unreadable, _ReadEditor, said
from kyodo_desktop.ui.widgets.formdraft import FormDraft

R = TypeVar("R", bound=Record)
Judge = Callable[[Mapping[str, Any]], Iterable[tuple[str, Message]]]

IDLE_MS = 2000
LABEL_WIDTH = 6  # 字: forms below one another line up
GAP = 16  # between a label and its field
NARROWEST = 12  # 字: a form is never narrower
NARROWEST_FIELD = 12  # 字: where a field would be narrower, its label goes above it
WIDE_FLAG = 13  # 字: a flag with more words takes the whole row


class Problem(QLabel):
    """The sentence under a field that says what is wrong with it; hidden while nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "problem")
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def say(self, sentences: Sequence[str]) -> None:
        """Show the sentences, or hide for none."""
        self.setText("\n".join(sentences))
        self.setVisible(bool(sentences))


class FieldForm(QWidget):
    """Editors for some Fields in a place that a `.ui` leaves; `touched` on change, `left` on moving on."""

    touched = Signal()
    left = Signal()

    def __init__(
        self,
        place: QWidget,
        asked: Sequence[Field],
        judge: Judge,
        *,
        options: Options | None = None,
        editors: Mapping[str, Callable[[Field, Options | None], Editor]] | None = None,
        idle: bool = True,
        above: bool = False,
    ) -> None:
        super().__init__(place)
        self._judge = judge
        self._above = above  # the labels stand above their fields however much room there is
        self._rests = idle
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._rested)
        self.editors: dict[str, Editor] = {}
        self.labels: list[QLabel] = []
        self._problems: dict[str, Problem] = {}
        self._rows: dict[str, QVBoxLayout] = {}
        self._quiet = False
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(GAP)
        self._layout.setVerticalSpacing(8)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for field in asked:
            self._add_row(field, (editors or {}).get(field.name, EDITORS[field.kind])(field, options))
        self._whole = Problem()
        self._layout.addRow(self._whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        _settle_in(place, self)
        self._read_names()

    def _read_names(self) -> None:
        """Let a name offer its reading, where the form asks for both."""
        if {Kind.NAME, Kind.KANA} <= {editor.field.kind for editor in self.editors.values()}:
            from kyodo_desktop.ui.widgets.furigana import pair  # few forms ask for a name

            pair(list(self.editors.values()))

    def _add_row(self, field: Field, editor: Editor) -> None:
        widget, problem = editor.widget, Problem()
        letter = self.fontMetrics().horizontalAdvance("あ")
        widget.setObjectName(field.name)
        widget.setAccessibleName(_(field.label))
        widget.setToolTip(_(field.help))
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(widget)
        column.addWidget(problem)
        self._rows[field.name] = column
        if field.kind is Kind.FLAG and widget.sizeHint().width() > letter * WIDE_FLAG:
            self._layout.addRow(column)
        elif field.kind is Kind.FLAG:
            self.labels.append(QLabel())
            self._layout.addRow(self.labels[-1], column)
        else:
            label = QLabel(_(field.label))
            label.setBuddy(widget)
            label.setMinimumWidth(max(letter * LABEL_WIDTH, label.sizeHint().width()))
            self.labels.append(label)
            label.setToolTip(_(field.help))
            grows = widget.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Expanding
            self._layout.addRow(label, _growing(column) if grows else column)
        previous = list(self.editors.values())
        if previous:
            QWidget.setTabOrder(previous[-1].widget, widget)
        self.editors[field.name] = editor
        self._problems[field.name] = problem
        editor.touched.connect(self._on_touched)
        editor.left.connect(self._on_left)

    # --- room

    def show_row(self, name: str, shown: bool) -> None:
        """Show a field with its label, or leave them out."""
        self._layout.setRowVisible(self._rows[name], shown)
        problem = self._problems[name]
        problem.setVisible(shown and bool(problem.text()))  # the row brings it along

    def minimumSizeHint(self) -> QSize:
        letter, least = self.fontMetrics().horizontalAdvance("あ"), super().minimumSizeHint()
        return QSize(min(least.width(), letter * NARROWEST), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap(event.size().width())

    def _wrap(self, width: int) -> None:
        """Put the labels above their fields where there is little room beside them."""
        letter = self.fontMetrics().horizontalAdvance("あ")
        labels = max((label.minimumWidth() for label in self.labels), default=0)
        narrow = width < labels + GAP + letter * NARROWEST_FIELD
        above = bool(self.labels) and (self._above or narrow)
        policy = QFormLayout.RowWrapPolicy
        wanted = policy.WrapAllRows if above else policy.DontWrapRows
        if self._layout.rowWrapPolicy() is not wanted:
            self._layout.setRowWrapPolicy(wanted)
            for label in self.labels:
                if not label.text():
                    label.setVisible(not above)

    # --- values

    def values(self) -> dict[str, Any]:
        """What is shown, by field. Raises `Unreadable` for the first that can't be read; see `check`."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these values and forget complaints."""
        self._quiet = True
        for name, value in values.items():
            self._show(name, value)
        self._quiet = False
        self._idle.stop()
        self.complain(())

    def _show(self, name: str, value: Any) -> None:
        editor = self.editors[name]
        if isinstance(editor, _ReadEditor):
            editor.accept(value)
        editor.show_value(value)

    def check(self) -> dict[str, Any] | None:
        """The values if nothing is wrong with them; else None, and complaints stand beside their fields."""
        values: dict[str, Any] = {}
        wrong: list[tuple[str, Message]] = []
        for name, editor in self.editors.items():
            try:
                values[name] = editor.value()
            except Unreadable as error:
                wrong.append((name, error.why))
        if not wrong:
            wrong = list(self._judge(values))
        self.complain(wrong)
        return None if wrong else values

    def complain(self, wrong: Iterable[tuple[str, Message]]) -> None:
        """Say what is wrong beside the fields named; under the name "" or an unknown one, below the form."""
        by_name: dict[str, list[str]] = {}
        for name, sentence in wrong:
            by_name.setdefault(name if name in self._problems else "", []).append(sentence.text())
        for name, problem in self._problems.items():
            sentences = by_name.get(name, [])
            problem.say(sentences)
            mark_wrong(self.editors[name].widget, sentences)
        self._whole.say(by_name.get("", []))

    def refuse(self, error: KyodoError) -> None:
        """Show why the store or a service said no."""
        if isinstance(error, InvalidRecord) and any(name in self._problems for name, _why in error.problems):
            self.complain(error.problems)
        else:
            self.complain((("", said(error)),))

    def focus_wrong(self) -> None:
        """Take the clerk to the first field with a complaint."""
        for name, problem in self._problems.items():
            if not problem.isHidden():
                self.editors[name].widget.setFocus()
                return

    @property
    def wrong(self) -> bool:
        """Whether a complaint is showing."""
        return any(not p.isHidden() for p in (*self._problems.values(), self._whole))

    @property
    def composing(self) -> bool:
        """Whether the input method is at work in one of the fields."""
        return any(editor.composing for editor in self.editors.values())

    def lock(self, locked: bool) -> None:
        """Let the values be read but not changed."""
        for editor in self.editors.values():
            editor.lock(locked)

    # --- events

    def _on_touched(self) -> None:
        if not self._quiet:
            if self._rests:
                self._idle.start()
            self.touched.emit()

    def _on_left(self) -> None:
        self._idle.stop()
        if not self._quiet and not self.composing:
            self.left.emit()

    def _rested(self) -> None:
        if self.composing:
            self._idle.start()
        else:
            self.left.emit()


class RecordForm(FieldForm, Generic[R]):
    """A form for one record. With `save` it saves by itself; without, the screen asks what is meant first."""

    def __init__(
        self,
        place: QWidget,
        cls: type[R],
        names: Sequence[str] | None = None,
        *,
        save: Callable[[R], object] | None = None,
        options: Options | None = None,
        editors: Mapping[str, Callable[[Field, Options | None], Editor]] | None = None,
        above: bool = False,
    ) -> None:
        known = {field.name: field for field in fields(cls)}
        asked = [known[name] for name in names] if names is not None else list(known.values())
        self._base: R | None = None
        self._save = save
        super().__init__(place, asked, self._complaints, options=options, editors=editors, above=above)
        self.left.connect(self.flush)
        self.setEnabled(False)
        self._draft = FormDraft(self, self._subject, self.pending)

    def _subject(self) -> tuple[str, str]:
        if (base := self._base) is None:
            return "", ""
        return f"{base.id} {next(iter(self.editors), '')}", str(base.version)

    @property
    def record(self) -> R | None:
        """The record as it is stored."""
        return self._base

    def show_record(self, record: R | None) -> None:
        """Show a record. What the clerk is typing into the same record stays."""
        same = record is not None and self._base is not None and record.id == self._base.id
        pending = self.pending() if same else set()
        self._base = record
        self.setEnabled(record is not None)
        if record is not None:
            shown = {name: getattr(record, name) for name in self.editors if name not in pending}
            wrong = self.wrong and bool(pending)
            self._quiet = True
            for name, value in shown.items():
                self._show(name, value)
            self._quiet = False
            if not wrong:
                self.complain(())
            if not same and self._draft.restore():
                self._on_touched()

    def revert(self) -> None:
        """Show the record as it is stored, and forget what was typed."""
        self._draft.forget()
        record, self._base = self._base, None
        self._idle.stop()
        self.show_record(record)

    def pending(self) -> set[str]:
        """The fields whose shown value is not the stored one, or can't be read."""
        if self._base is None:
            return set()
        return {name for name, editor in self.editors.items() if self._differs(name, editor)}

    def _differs(self, name: str, editor: Editor) -> bool:
        if editor.composing:
            return True
        try:
            return editor.value() != getattr(self._base, name)
        except Unreadable:
            return True

    def candidate(self) -> R | None:
        """The record as the form has it; None, with the complaints showing, where something is wrong."""
        values = self.check()
        return None if values is None or self._base is None else replace(self._base, **values)

    def flush(self) -> bool:
        """Save what is pending. False when it can't be saved: the complaint stands beside its field."""
        self._idle.stop()
        if self._save is None or self._base is None or self.composing:
            return True
        if not self.pending():
            self.complain(())
            self._settle()
            return True
        candidate = self.candidate()
        if candidate is None:
            return False
        try:
            self._save(candidate)
        except KyodoError as error:
            self.refuse(error)
            return False
        self._settle()
        return True

    def _settle(self) -> None:
        self._draft.forget()
        self._quiet = True
        for name, editor in self.editors.items():
            if isinstance(editor, _ReadEditor):
                editor.accept(getattr(self._base, name))
            editor.settle()
        self._quiet = False

    def _complaints(self, values: Mapping[str, Any]) -> Iterable[tuple[str, Message]]:
        return problems(replace(self._base, **values)) if self._base is not None else ()


def _growing(column: QVBoxLayout) -> QWidget:
    """`column` in a widget that takes what room is left: below its label a layout alone wouldn't."""
    made = QWidget()
    made.setLayout(column)
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    policy.setVerticalStretch(1)
    made.setSizePolicy(policy)
    return made


def align(forms: Sequence[FieldForm]) -> None:
    """Give forms that stand below one another one width for all labels."""
    labels = [label for form in forms for label in form.labels]
    widest = max((label.sizeHint().width() for label in labels), default=0)
    for label in labels:
        label.setMinimumWidth(widest)


def mark_wrong(widget: QWidget, sentences: Sequence[str]) -> None:
    """Draw a field as wrong, and tell those who can't see it."""
    wrong = bool(sentences)
    if bool(widget.property("wrong")) != wrong:
        widget.setProperty("wrong", wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    widget.setAccessibleDescription(" ".join(sentences))


def _settle_in(place: QWidget, form: QWidget) -> None:
    layout = place.layout()
    if layout is None:
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(form)
