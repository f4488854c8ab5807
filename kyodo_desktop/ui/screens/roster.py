"""委員: the roster as of a chosen day, and the chosen member edited beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTableView,
    QToolButton,
    QWidget,
)

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Committee,
    Office,
    Person,
    PersonName,
    PriorService,
    Term,
)
from kyodo_desktop.i18n import _
from kyodo_desktop.services.sitting import Roster, RosterLine, roster_on
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.files import dropped
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screen import STANDS_MS, Screen
from kyodo_desktop.ui.screens.roster_columns import COLUMNS
from kyodo_desktop.ui.screens.roster_head import DayHead
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.keeper import Keeper
from kyodo_desktop.ui.widgets.table import Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.roster_acts import RosterActs
    from kyodo_desktop.ui.screens.roster_member import MemberPanel
    from kyodo_desktop.ui.widgets.acts import Act, ActForm


class RosterScreen(Screen):
    """The committee as it was on a day."""

    key = "roster"
    shows = (
        Committee,
        Category,
        Term,
        Person,
        PersonName,
        Affiliation,
        PriorService,
        Appointment,
        Office,
    )

    icons = {"previous": "previous", "next": "next", "up": "up", "down": "down"}

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self.roster: Roster | None = None
        self.setAcceptDrops(True)
        self._showing = False
        self._stands = False
        self._member: MemberPanel | None = None
        self._act: ActForm | None = None
        part(QFrame, "member", self.form).hide()
        self._wanted = self.kept("member")
        self._empty = part(QLabel, "empty", self.form)
        self.head = DayHead(desk, self.form, self._first_day())
        self.day = self.head.field
        self.head.wanted.connect(self.show_day)
        self.table = Table(
            part(QTableView, "members", self.form),
            TableModel(COLUMNS, key=lambda line: line.appointment.id),
        )
        self.table.view.selectionModel().currentRowChanged.connect(self._on_row)
        self._make_buttons()
        across = part(QSplitter, "across", self.form)
        self._side = Keeper(
            part(QScrollArea, "side", self.form), part(QWidget, "side_body", self.form), across
        )
        across.setStretchFactor(0, 3)
        across.setStretchFactor(1, 2)
        if not across.restoreState(settings.state("roster/across")):
            across.setSizes([700, 360])

    @property
    def member(self) -> MemberPanel:
        """The forms of the chosen member, made when they are first wanted."""
        if self._member is None:
            from kyodo_desktop.ui.screens.roster_member import MemberPanel

            self._member = MemberPanel(self.desk, self.form, self._tell_later)
            self._show_member()
        return self._member

    @property
    def act(self) -> ActForm:
        """The form of an act, shown in the member's place; made when it is first wanted."""
        if self._act is None:
            from kyodo_desktop.ui.widgets.acts import ActForm

            self._act = ActForm()
            self._act.closed.connect(self._show_member)
            fill(part(QWidget, "act_place", self.form), self._act)
        return self._act

    @cached_property
    def acts(self) -> RosterActs:
        """What the buttons do."""
        from kyodo_desktop.ui.screens.roster_acts import RosterActs

        return RosterActs(self)

    def _first_day(self) -> dt.date:
        try:
            return dt.date.fromisoformat(self.kept("day"))
        except ValueError:
            return self.desk.today

    def _make_buttons(self) -> None:
        self._buttons = {name: part(QPushButton, name, self.form) for name in ("appoint", "resign", "office")}
        self._buttons["appoint"].clicked.connect(lambda: self.begin(self.acts.appoint))
        self._buttons["resign"].clicked.connect(lambda: self.begin(self.acts.resign))
        self._buttons["office"].clicked.connect(lambda: self.begin(self.acts.office))
        self._moves = {1: part(QToolButton, "down", self.form), -1: part(QToolButton, "up", self.form)}
        for by, button in self._moves.items():
            button.clicked.connect(lambda _checked=False, by=by: self.acts.move(by))
        self._more = part(QPushButton, "more", self.form)
        menu = QMenu(self._more)
        menu.addAction(_("任期を追加…"), lambda: self.begin(self.acts.term))
        menu.addAction(_("委員区分を追加…"), lambda: self.begin(self.acts.category))
        self._again = menu.addAction(_("再任…"), lambda: self.begin(self.acts.again))
        menu.addAction(_("表を取り込む…"), lambda: self.bring_in(None))
        menu.addSeparator()
        self._withdraw = menu.addAction(_("この委嘱の記録を取消"), lambda: self.acts.withdraw())
        self._more.setMenu(menu)

    # --- showing

    def reload(self) -> None:
        committee = self.desk.committee
        self._showing = True
        try:
            if committee is None:
                raise LookupError
            self.roster = self.desk.read(roster_on, committee.id, self.day.day)
            self._empty.hide()
        except LookupError:
            self._show_nothing(_("委員会がまだ登録されていません。下のボタンから登録してください。"))
        except KyodoError as error:
            self._show_nothing(str(error))
        lines = self.roster.lines if self.roster else ()
        self.table.view.setVisible(self.roster is not None)
        self.table.show(lines)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        self._showing = False
        self.head.show_standing(self.roster)
        self._show_buttons(self.table.chosen())
        if self._stands:
            self._show_member()
            self.head.show_turns()
        else:
            QTimer.singleShot(STANDS_MS, self, self._stand)

    def _show_nothing(self, why: str) -> None:
        self.roster = None
        self._empty.setText(why)
        self._empty.show()

    def _stand(self) -> None:
        """Show what the window need not wait for: the member's forms, and the days before and after."""
        if self.isVisible() and not self._stands:
            self._stands = True
            self._show_member()
            self.head.show_turns()

    def _show_member(self) -> None:
        line = self.table.chosen()
        self.member.show_line(line, self.day.day)
        self.member.setVisible(line is not None and not self.act.open)
        self._show_buttons(line)

    def _show_buttons(self, line: RosterLine | None) -> None:
        writable = not self.desk.read_only
        for name, button in self._buttons.items():
            needs = line is not None if name != "appoint" else self.roster is not None
            button.setEnabled(writable and needs)
        if self.desk.committee is None:
            self._buttons["appoint"].setEnabled(writable)
        for button in self._moves.values():
            button.setEnabled(writable and line is not None)
        self._more.setEnabled(writable and self.desk.committee is not None)
        self._withdraw.setEnabled(line is not None)
        self._again.setEnabled(self.roster is not None)
        self._name_buttons(line)

    def _name_buttons(self, line: RosterLine | None) -> None:
        _name(
            self._buttons["appoint"],
            _("委員会を登録") if self.desk.committee is None else _("委員を追加"),
        )
        held = line.office if line else None
        _name(
            self._buttons["office"],
            _("{role}を退任").format(role=_(held.role.label)) if held else _("委員長・副委員長に就任"),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.fit()

    def _on_committee(self) -> None:
        self.head.forget()
        super()._on_committee()

    # --- the day

    def show_day(self, day: dt.date) -> None:
        """Show the roster of another day, unless something is pending."""
        if not self.flush():
            self.head.show_day(self.day.day)
            return
        self.head.show_day(day)
        self.head.problem.hide()
        self.reload()

    # --- choosing and acting

    def _on_row(self) -> None:
        if self._showing:
            return
        if not self.member.flush():
            self._showing = True
            if self.member.shown is not None:
                self.table.hold(self.member.shown.appointment.id)
            self._showing = False
            return
        if self.act.open:
            self.act.leave()
        self._show_member()

    def begin(self, make: Callable[[], Act]) -> None:
        """Show the form of an act beside the table, in place of the member's."""
        if self.member.flush():
            act = make()
            self.member.setVisible(False)
            self.act.ask(act)

    def bring_in(self, path: Path | None) -> None:
        """Take a table in, the one at `path` if it was dropped here."""
        from kyodo_desktop.ui.dialogs.importing import ImportDialog

        if not self.flush():
            return
        dialog = ImportDialog(self.window(), self.desk)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.taken.connect(self.tell_undo)
        dialog.open(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event) is not None and not self.desk.read_only and self.desk.committee is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event)
        if path is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.bring_in(path))

    def _tell_later(self, day: dt.date) -> None:
        """An 異動 from a day to come has been saved, and nothing of it shows on the day that is shown."""
        words = _("{day}からの異動を保存しました。{shown}現在の名簿は、まだ変わりません。")
        from_day, shown = wareki.short(day), wareki.short(self.day.day)
        self.notified.emit(
            words.format(day=from_day, shown=shown),
            _("{day}の名簿を表示").format(day=from_day),
            lambda: self.show_day(day),
        )

    def flush(self) -> bool:
        saved = self._member is None or self._member.flush()
        return saved and (self._act is None or not self._act.dirty)

    def discard(self) -> None:
        if self._member is not None:
            self._member.revert()
        if self._act is not None:
            self._act.leave()

    def keep_state(self) -> None:
        self.keep("day", "" if self.day.day == self.desk.today else self.day.day.isoformat())
        self.keep("member", str(self.table.chosen_key() or ""))
        self.settings.keep("roster/across", part(QSplitter, "across", self.form).saveState())


def _name(button: QPushButton, words: str) -> None:
    button.setText(words)
    button.setAccessibleName(words)
