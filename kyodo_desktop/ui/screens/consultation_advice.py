"""The recommendations of an answer: an outline that numbers itself, with how each stands today."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHeaderView, QPushButton, QToolButton, QTreeView, QWidget

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Recommendation
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import consultations
from kyodo_desktop.services.consultations import ConsultationLine, RecommendationLine
from kyodo_desktop.ui.icons import icon
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.consultation_ledgers import Page
from kyodo_desktop.ui.widgets.entry import LineEntry
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.outline import OutlineModel
from kyodo_desktop.ui.widgets.table import ROW_ROLE, Column

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.consultations import ConsultationsScreen

_ICONS: Final = {
    "advice_up": "up",
    "advice_down": "down",
    "advice_in": "indent",
    "advice_out": "outdent",
    "advice_remove": "remove",
}
_ROWS: Final = 4  # recommendations that are seen at least


class AdvicePage(Page):
    """The recommendations, edited in place."""

    def __init__(self, screen: ConsultationsScreen, form: QWidget) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._line: ConsultationLine | None = None
        self._showing = False
        self.view = part(QTreeView, "advice", form)
        columns: tuple[Column[RecommendationLine], ...] = (
            Column(title=mark("意見"), text=lambda one: f"{one.number}　{one.recommendation.title}"),
            Column(title=mark("今の状況"), text=self._state),
        )
        self.model = OutlineModel(columns, key=lambda one: one.recommendation.id, depth=lambda one: one.depth)
        self._dress()
        self._form: RecordForm[Recommendation] = RecordForm(
            part(QWidget, "advice_place", form),
            Recommendation,
            ("title", "body"),
            save=lambda one: self._desk.do(consultations.edit_recommendation, one),
        )
        self._form.lock(self._desk.read_only)
        self.new = LineEntry()
        self.new.setObjectName("new_advice")
        self.new.setAccessibleName(_("新しい意見"))
        self.new.setPlaceholderText(_("意見を入力してEnter"))
        self.new.returnPressed.connect(self.add)
        fill(part(QWidget, "new_advice_place", form), self.new)
        self.under = part(QCheckBox, "advice_under", form)
        self._add = part(QPushButton, "add_advice", form)
        self._add.clicked.connect(self.add)
        self._listen(form)
        self.draw_icons()

    def _dress(self) -> None:
        view, letters = self.view, self.view.fontMetrics()
        self.model.setParent(view)
        view.setModel(self.model)
        view.setItemsExpandable(False)
        view.setRootIsDecorated(False)
        view.setIndentation(letters.horizontalAdvance("あ") * 2)
        view.setUniformRowHeights(True)
        view.setMinimumHeight((letters.height() + 14) * (_ROWS + 1))
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, letters.horizontalAdvance("あ") * 8 + 20)
        view.selectionModel().currentRowChanged.connect(self._on_row)

    def _listen(self, form: QWidget) -> None:
        self._acts: dict[str, QToolButton] = {}
        acts: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("advice_up", "Alt+Up", lambda: self.move(-1)),
            ("advice_down", "Alt+Down", lambda: self.move(1)),
            ("advice_in", "Alt+Right", self.indent),
            ("advice_out", "Alt+Left", self.outdent),
            ("advice_remove", "", self.remove),
        )
        for name, keys, do in acts:
            button = part(QToolButton, name, form)
            button.clicked.connect(lambda _checked=False, do=do: do())
            self._acts[name] = button
            if keys:
                button.setToolTip(f"{button.accessibleName()} ({keys})")
                shortcut = QShortcut(QKeySequence(keys), self.view)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(button.click)

    def draw_icons(self) -> None:
        folder = self._desk.paths.resources / "icons"
        for name, button in self._acts.items():
            button.setIcon(icon(folder, _ICONS[name], button.palette()))

    # --- showing

    def _state(self, one: RecommendationLine) -> str:
        """How a recommendation stands today."""
        line, today = self._line, self._desk.today
        found = line.state_of(one.recommendation.id, today) if line else None
        return "" if found is None else _(found.state.label)

    @property
    def line(self) -> RecommendationLine | None:
        """The line that is chosen."""
        index = self.view.currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def show_line(self, line: ConsultationLine | None) -> None:
        before = self.line
        self._line = line
        self._showing = True
        self.model.show(line.recommendations if line else ())
        self.view.expandAll()
        if not self.choose(before.recommendation.id if before else ""):
            self.view.setCurrentIndex(self.model.index(0, 0))
        self._showing = False
        self._show_chosen()

    def choose(self, record: Id) -> bool:
        index = self.model.find(record)
        if index.isValid():
            self.view.setCurrentIndex(index)
        return index.isValid()

    def _on_row(self) -> None:
        if self._showing:
            return
        if not self._form.flush():
            self._showing = True
            self.choose(self._form.record.id if self._form.record else "")
            self._showing = False
            QTimer.singleShot(0, self.view, self._select_current)  # a click selects its own line afterwards
            return
        self._show_chosen()

    def _select_current(self) -> None:
        flag = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().select(self.view.currentIndex(), flag.ClearAndSelect | flag.Rows)

    def _show_chosen(self) -> None:
        line = self.line
        self._form.show_record(line.recommendation if line else None)
        can = not self._desk.read_only and self._line is not None and self._line.report is not None
        possible = self._possible(line)
        for name, button in self._acts.items():
            button.setEnabled(can and name in possible)
        for widget in (self.new, self.under, self._add):
            widget.setEnabled(can)

    def _possible(self, line: RecommendationLine | None) -> set[str]:
        """The buttons that would do something to a line."""
        if line is None:
            return set()
        one = line.recommendation
        beside = [
            each.recommendation.id for each in self.model.lines if each.recommendation.parent == one.parent
        ]
        here = beside.index(one.id)
        can = {
            "advice_up": here > 0,
            "advice_down": here < len(beside) - 1,
            "advice_in": here > 0 and line.depth + 1 < numbering.DEPTHS,
            "advice_out": one.parent is not None,
            "advice_remove": True,
        }
        return {name for name, able in can.items() if able}

    # --- writing

    def add(self) -> None:
        """Add what is typed after the others beside the chosen one, or under it."""
        title, report = self.new.text().strip(), self._line.report if self._line else None
        if report is None or not title or self.new.composing or not self._form.flush():
            return
        chosen = self.line.recommendation if self.line else None
        parent = None if chosen is None else chosen.id if self.under.isChecked() else chosen.parent
        change = self._desk.act(consultations.add_recommendation, report.id, title, parent=parent)
        if change is not None:
            self.new.clear()
            if not self.under.isChecked():
                self.choose(change.pairs[0].subject.id)

    def remove(self) -> None:
        """Remove the chosen one and all under it; undo stands ready."""
        if (line := self.line) is not None:
            self._form.revert()
            self._screen.tell_undo(
                self._desk.act(consultations.remove_recommendation, line.recommendation.id)
            )

    def move(self, by: int) -> None:
        """Move the chosen one among those beside it."""
        if (line := self.line) is not None and self._form.flush():
            self._desk.act(consultations.move_recommendation, line.recommendation.id, by)

    def indent(self) -> None:
        """Put the chosen one under the one above it."""
        if (line := self.line) is not None and self._form.flush():
            self._desk.act(consultations.indent_recommendation, line.recommendation.id)

    def outdent(self) -> None:
        """Put the chosen one behind that which it is under."""
        if (line := self.line) is not None and self._form.flush():
            self._desk.act(consultations.outdent_recommendation, line.recommendation.id)

    def forms(self) -> tuple[RecordForm, ...]:
        return (self._form,)
