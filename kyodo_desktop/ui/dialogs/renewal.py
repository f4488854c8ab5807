"""改選: the new term's days, who of the members stays, who is new, and the one act that appoints them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.dated import in_force
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Field, Id, Kind, shape
from kyodo_desktop.domain.records import Affiliation, Appointment, Category, PersonName, PriorService, Term
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import roster
from kyodo_desktop.services.people import people_ever
from kyodo_desktop.services.roster import Continuing, Newcomer, RosterLine
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import fill, load, part
from kyodo_desktop.ui.widgets.acts import Act, ActForm, Values, judged
from kyodo_desktop.ui.widgets.form import FieldForm
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

YEARS: Final = 2  # how long a term usually is
_A_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody who might sit in the new term. `entered` are the values of who is new to the register."""

    key: str
    name: str
    category: Category
    affiliation: str
    person: Id | None = None
    stays: bool = True
    entered: Values | None = None
    selection: Any = None

    @property
    def standing(self) -> str:
        """新任, 継続 or 退任."""
        if not self.stays:
            return _("退任")
        return _("新任") if self.person is None else _("継続")


COLUMNS: Final[tuple[Column[Seat], ...]] = (
    Column(title=mark("去就"), text=lambda one: one.standing, width=4, centred=True),
    Column(title=mark("氏名"), text=lambda one: one.name, width=8, least=7),
    Column(
        title=mark("区分"),
        text=lambda one: f"{one.category.name} {one.category.qualification}".strip(),
        sort=lambda one: one.category.number,
        width=10,
        least=5,
    ),
    Column(title=mark("所属団体等"), text=lambda one: one.affiliation, width=12, least=6, stretch=True),
)
_NAMESAKE: Final = Field(name="namesake", kind=Kind.FLAG, label=mark("同姓同名の別の人です"), default=False)


class RenewalDialog(QDialog):
    """Stands over the window until the new term is recorded or left. `done_from` tells its first day."""

    done_from = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._added = 0
        self.setWindowTitle(_("改選"))
        place = QWidget()
        self.form = load(desk.paths.screens / "renewal.ui", place)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(place)
        self._problem = part(QLabel, "problem", self.form)
        asked = [shape(Term).field("since"), shape(Term).field("until")]
        self.days = FieldForm(part(QWidget, "days_place", self.form), asked, judged(asked), idle=False)
        self.act = ActForm()
        fill(part(QWidget, "side_place", self.form), self.act)
        part(QWidget, "side_place", self.form).hide()
        self.act.closed.connect(part(QWidget, "side_place", self.form).hide)
        self.seats: list[Seat] = []
        self.table: Table[Seat] = Table(
            part(QTableView, "members", self.form), TableModel(COLUMNS, key=lambda one: one.key)
        )
        self._listen()
        self._begin()
        room, em = self.screen().availableSize(), self.fontMetrics().horizontalAdvance("あ")
        self.resize(min(em * 66, room.width() - 20), min(em * 44, room.height() - 60))

    def _listen(self) -> None:
        does: dict[str, Callable[[], object]] = {
            "turn": self.turn,
            "other": self.ask_category,
            "new": self.ask_newcomer,
            "former": self.ask_former,
            "record": self.record,
            "leave": self.reject,
        }
        for name, do in does.items():
            button = part(QPushButton, name, self.form)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, do=do: do())
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.turn)

    def _begin(self) -> None:
        """The members of the last term that has any, the day after it, and the same length again."""
        committee = self._desk.committee
        known = self._desk.read(roster.terms, committee.id) if committee else ()
        if committee is None or not known:
            self._say(_("前の任期がありません。「任期を追加」から始めてください。"))
            part(QPushButton, "record", self.form).setEnabled(False)
            return
        term = next((one for one in reversed(known) if self._desk.find(Appointment, term=one.id)), known[-1])
        since = term.until + _A_DAY
        opened = next((one for one in known if one.since == since), None)
        until = opened.until if opened is not None else wareki.term_end(since, YEARS)
        self.days.show_values({"since": since, "until": until})
        lines = self._desk.read(roster.roster_on, committee.id, term.until).lines
        self.seats = [_seat(line) for line in lines]
        self._show()

    # --- showing

    def _show(self) -> None:
        self.table.show(self.seats)
        counts: dict[Id, int] = {}
        for one in self.seats:
            counts[one.category.id] = counts.get(one.category.id, 0) + one.stays
        said = [_("{n}人を委嘱します。").format(n=sum(counts.values()))]
        for category in self._categories():
            seats = "" if category.seats is None else f"／{category.seats}"
            said.append(f"{category.name} {counts.get(category.id, 0)}{seats}")
        part(QLabel, "counts", self.form).setText("　".join(said))
        part(QPushButton, "record", self.form).setEnabled(not self._desk.read_only and any(counts.values()))

    def _say(self, why: str) -> None:
        self._problem.setText(why)

    def _categories(self) -> tuple[Category, ...]:
        committee = self._desk.committee
        if committee is None:
            return ()
        day = self.days.editors["since"].value() or self._desk.today
        return in_force(self._desk.read(roster.categories, committee.id), day)

    # --- who sits

    def turn(self) -> None:
        """A member stays, or leaves; a newcomer is taken off again."""
        chosen = self.table.chosen()
        if chosen is None:
            return
        if chosen.person is None:
            self.seats = [one for one in self.seats if one.key != chosen.key]
        else:
            self._put(replace(chosen, stays=not chosen.stays))
        self._show()

    def _put(self, seat: Seat) -> None:
        self.seats = [seat if one.key == seat.key else one for one in self.seats]

    def _ask(self, act: Act) -> None:
        part(QWidget, "side_place", self.form).show()
        self.act.ask(act)

    def ask_category(self) -> None:
        """Another category for the chosen seat."""
        chosen = self.table.chosen()
        if chosen is None:
            return
        self._ask(
            Act(
                title=_("{name} の区分を変更").format(name=chosen.name),
                button=_("変更"),
                asked=[shape(Appointment).field("category")],
                start={"category": chosen.category.id},
                options=self._options,
                do=lambda values: self._change(chosen, values["category"]),
            )
        )

    def _change(self, seat: Seat, category: Id) -> None:
        self._put(replace(seat, category=self._desk.get(Category, category)))
        self._show()

    def ask_newcomer(self) -> None:
        """Somebody new to the register."""
        chosen = self.table.chosen()
        field = shape(Affiliation).field
        periods = shape(PriorService).field("periods")
        self._ask(
            Act(
                title=_("新任の委員を追加"),
                button=_("追加"),
                asked=[
                    shape(Appointment).field("category"),
                    shape(PersonName).field("name"),
                    shape(PersonName).field("kana"),
                    replace(field("organisation"), required=False, default=""),
                    field("post"),
                    field("joined"),
                    replace(periods, name="prior_periods", required=False, default=0),
                    _NAMESAKE,
                ],
                start={"category": chosen.category.id if chosen else None},
                options=self._options,
                do=self._add_newcomer,
            )
        )

    def _add_newcomer(self, values: Values) -> None:
        entered = dict(values)
        category = self._desk.get(Category, entered.pop("category"))
        shown = " ".join(one for one in (entered["organisation"], entered["post"]) if one)
        self._add(Seat(key="", name=entered["name"], category=category, affiliation=shown, entered=entered))

    def ask_former(self) -> None:
        """Somebody who sat before, and isn't a member now."""
        chosen = self.table.chosen()
        person = replace(shape(Appointment).field("person"), label=mark("委員"))
        self._ask(
            Act(
                title=_("以前の委員を追加"),
                button=_("追加"),
                asked=[shape(Appointment).field("category"), person],
                start={"category": chosen.category.id if chosen else None},
                options=self._options,
                do=self._add_former,
            )
        )

    def _add_former(self, values: Values) -> None:
        category = self._desk.get(Category, values["category"])
        known = {line.person: line for line in self._people()}[values["person"]]
        self._add(
            Seat(
                key="",
                name=known.name.name,
                category=category,
                affiliation=known.affiliation,
                person=known.person,
            )
        )

    def _add(self, seat: Seat) -> None:
        self._added += 1
        made = replace(seat, key=f"added-{self._added}")
        self.seats.append(made)
        self._show()
        self.table.choose(made.key)

    def _people(self) -> tuple[Any, ...]:
        committee = self._desk.committee
        here = {one.person for one in self.seats}
        found = self._desk.read(people_ever, committee.id) if committee else ()
        return tuple(one for one in found if one.person not in here)

    def _options(self, field: Field) -> tuple[tuple[Id, str], ...]:
        if field.target == "Person":
            return tuple((one.person, one.name.name) for one in self._people())
        return tuple((one.id, f"{one.name} {one.qualification}".strip()) for one in self._categories())

    # --- recording

    def record(self) -> None:
        """Open the term and appoint them, as one act; a refusal stands in the dialog."""
        values, committee = self.days.check(), self._desk.committee
        if values is None or committee is None:
            self.days.focus_wrong()
            return
        if self.act.dirty:
            self._say(_("入力の途中です。追加するか取り消してから、記録してください。"))
            return
        members = [_member(one) for one in self.seats if one.stays]
        try:
            self._desk.do(roster.renew_term, committee.id, **values, members=members)
        except KyodoError as error:
            self._say(str(error))
            return
        self.accept()
        self.done_from.emit(values["since"])

    def reject(self) -> None:
        if self.act.open:
            self.act.leave()  # Escape leaves the form first
        else:
            super().reject()


def _seat(line: RosterLine) -> Seat:
    seat = line.appointment
    return Seat(
        key=seat.id,
        name=line.name.name,
        category=line.category,
        affiliation=line.affiliation.printed if line.affiliation else "",
        person=seat.person,
        selection=seat.selection,
    )


def _member(seat: Seat) -> Continuing | Newcomer:
    if seat.person is not None:
        return Continuing(person=seat.person, category=seat.category.id, selection=seat.selection)
    return Newcomer(category=seat.category.id, **(seat.entered or {}))
