"""委員: the roster as of a chosen day, and the chosen member edited beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSplitter,
    QTableView,
    QWidget,
)

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id, Record
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    BankAccount,
    Category,
    Committee,
    ConcurrentPost,
    Office,
    PayTerms,
    Person,
    PersonName,
    PriorService,
    SpecialNeed,
    Term,
)
from kyodo_desktop.i18n import _
from kyodo_desktop.services.sitting import Roster, RosterLine, roster_on
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.files import dropped
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screen import STANDS_MS, Screen
from kyodo_desktop.ui.screens.roster_buttons import RosterButtons
from kyodo_desktop.ui.screens.roster_columns import COLUMNS
from kyodo_desktop.ui.screens.roster_head import DayHead
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.keeper import Keeper
from kyodo_desktop.ui.widgets.table import Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.roster_acts import RosterActs
    from kyodo_desktop.ui.screens.roster_member import MemberPanel
    from kyodo_desktop.ui.screens.roster_people import PeopleList
    from kyodo_desktop.ui.screens.roster_shown import Shown
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
        BankAccount,
        SpecialNeed,
        ConcurrentPost,
        PayTerms,
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
        self.people: PeopleList | None = None
        self.table = Table(
            part(QTableView, "members", self.form),
            TableModel(COLUMNS, key=lambda line: line.appointment.id),
        )
        self.table.pasted = self.paste
        self.table.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.buttons = RosterButtons(self)
        self._everyone = part(QCheckBox, "everyone", self.form)
        self._everyone.toggled.connect(self.show_everyone)
        part(QTableView, "people", self.form).hide()
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

            self._member = MemberPanel(self)
            self.show_member()
        return self._member

    @property
    def act(self) -> ActForm:
        """The form of an act, shown in the member's place; made when it is first wanted."""
        if self._act is None:
            from kyodo_desktop.ui.widgets.acts import ActForm

            self._act = ActForm()
            self._act.closed.connect(self.show_member)
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

    # --- showing

    def reload(self) -> None:
        committee = self.desk.committee
        self._showing = True
        try:
            if committee is None:
                raise LookupError
            self.roster = self.desk.read(roster_on, committee.id, self.day.day)
        except LookupError:
            self._show_nothing(_("委員会がまだ登録されていません。下のボタンから登録してください。"))
        except KyodoError as error:
            self._show_nothing(str(error))
        self.table.show(self.roster.lines if self.roster else ())
        if self.people is not None and self.people.shown:
            self.people.reload()
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        self._showing = False
        self._show_list()
        self.head.show_standing(self.roster)
        self.buttons.show(self.line)
        if self._member is not None:
            self.show_member()
        if self._stands:
            self.head.show_turns()
        else:
            QTimer.singleShot(STANDS_MS, self, self._stand)

    def _show_list(self) -> None:
        """Show the day's roster, why there is none, or everybody."""
        everyone = self.people is not None and self.people.shown
        self.table.view.setVisible(self.roster is not None and not everyone)
        self._empty.setVisible(self.roster is None and not everyone)
        self._everyone.setEnabled(self.desk.committee is not None)

    def _show_nothing(self, why: str) -> None:
        self.roster = None
        self._empty.setText(why)

    def _stand(self) -> None:
        """Show what the window need not wait for: the member's forms, and the days before and after."""
        if self.isVisible() and not self._stands:
            self._stands = True
            self.show_member()
            self.head.show_turns()

    @property
    def line(self) -> RosterLine | None:
        """The chosen person's line of the day's roster; None for who isn't on it."""
        if self.people is None or not self.people.shown:
            return self.table.chosen()
        person = self.people.person
        lines = self.roster.lines if self.roster is not None else ()
        return next((one for one in lines if one.appointment.person == person), None)

    def _chosen(self) -> Shown | None:
        from kyodo_desktop.ui.screens import roster_shown

        line, day = self.line, self.day.day
        if self.people is None or not self.people.shown:
            return None if line is None else roster_shown.of_line(line, day)
        person = self.people.person
        return None if person is None else roster_shown.of_person(self.desk, person, day, line)

    def show_member(self) -> None:
        """Show the chosen person as of the day."""
        shown = self._chosen()
        self.member.show(shown)
        self.member.setVisible(shown is not None and not self.act.open)
        self.buttons.show(self.line)

    def show_everyone(self, on: bool) -> None:
        """Show everybody the register knows in place of the day's roster, or that again."""
        if (self.people is not None and self.people.shown) == on:
            return
        if self._everyone.isChecked() != on:
            self._everyone.setChecked(on)  # which asks for it again
            return
        if not self.flush():
            blocked = self._everyone.blockSignals(True)
            self._everyone.setChecked(not on)
            self._everyone.blockSignals(blocked)
            return
        person = self._chosen()
        if self.people is None:
            from kyodo_desktop.ui.screens.roster_people import PeopleList

            self.people = PeopleList(self.desk, self.form)
            self.people.turned.connect(self._on_row)
        self.people.show(on)
        self.reload()
        if on and person is not None:
            self.people.choose(person.person)
        if on:
            self.people.find.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.head.fit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._member is not None:
            self._member.mask()

    def touch(self) -> None:
        self.head.forget()
        if self.people is not None:
            self.people.forget()
        super().touch()

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
            self._hold()
            self._showing = False
            return
        if self.act.open:
            self.act.leave()
        self.show_member()

    def _hold(self) -> None:
        """Choose again whom the clerk may not leave yet."""
        shown = self.member.shown
        if shown is not None and self.people is not None and self.people.shown:
            self.people.table.hold(shown.person)
        elif shown is not None and shown.line is not None:
            self.table.hold(shown.line.appointment.id)

    def show_record(self, record: Id) -> None:
        """Choose a member by the id of an appointment, or anybody by their own."""
        for cls in (Appointment, Office, Person, PersonName, Affiliation):
            found = self.desk.find(cls, id=record)
            if found:
                self._show_found(found[0])
                return

    def _show_found(self, found: Record) -> None:
        match found:
            case Appointment():
                day = self.day.day if holds_on(found, self.day.day) else found.since
                self.show_seat(found.id, day)
            case Office():
                self.show_seat(found.appointment, found.since)
            case Person():
                self.show_person(found.id)
            case PersonName() | Affiliation():
                self.show_person(found.person)
            case _:
                pass

    def show_seat(self, appointment: Id, day: dt.date) -> None:
        """Choose a member of the roster of `day`."""
        self.show_everyone(False)
        if day != self.day.day:
            self.show_day(day)
        self.table.choose(appointment)

    def show_person(self, person: Id) -> None:
        """Choose a person: on the roster of the day, else among everybody."""
        lines = self.roster.lines if self.roster is not None else ()
        seat = next((one.appointment.id for one in lines if one.appointment.person == person), None)
        if seat is not None:
            self.show_seat(seat, self.day.day)
            return
        self.show_everyone(True)
        if self.people is not None:
            self.people.choose(person)

    def renew(self) -> None:
        """Begin 改選: a new term, and who sits in it."""
        from kyodo_desktop.ui.dialogs.renewal import RenewalDialog

        if self.flush():
            dialog = RenewalDialog(self.window(), self.desk)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.done_from.connect(self.show_day)
            dialog.open()

    def begin(self, make: Callable[[], Act]) -> None:
        """Show the form of an act beside the table, in place of the member's."""
        if self.member.flush():
            act = make()
            self.member.setVisible(False)
            self.act.ask(act)

    def bring_in(self, path: Path | None) -> None:
        """Take a table in, the one at `path` if it was dropped here."""
        from kyodo_desktop.ui.screens.roster_taking import bring_in

        bring_in(self, path)

    def paste(self, text: str) -> None:
        """Take in the rows on the clipboard, after showing what they would change."""
        from kyodo_desktop.ui.screens.roster_taking import paste

        paste(self, text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event) is not None and not self.desk.read_only and self.desk.committee is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped(event)) is not None:
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.bring_in(path))

    def tell_later(self, day: dt.date) -> None:
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
