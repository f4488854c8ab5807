"""What a clerk does to the roster, each with the form that asks what it needs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.fields import Choice, Field, Id, Kind, Record, shape
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Committee,
    EndReason,
    OfficeRole,
    PersonName,
    PriorService,
    Term,
)
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import roster
from kyodo_desktop.services.roster import RosterLine
from kyodo_desktop.ui.widgets.acts import Act, Values

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.roster import RosterScreen

_NAMESAKE = Field(
    name="namesake",
    kind=Kind.FLAG,
    label=mark("同姓同名の別の人です"),
    help=mark("この任期に同じ氏名の委員がいるときに選びます。"),
    default=False,
)


def _asked(cls: type[Record], name: str) -> Field:
    return shape(cls).field(name)


def _day(label: str, help_: str = "") -> Field:
    return Field(name="on", kind=Kind.DAY, label=label, help=help_, required=True)


def _choice(label: str, name: str, choices: type[Choice]) -> Field:
    return Field(name=name, kind=Kind.CHOICE, label=label, choices=choices, required=True)


class RosterActs:
    """Makes the acts for the day and the member that the roster screen shows."""

    def __init__(self, screen: RosterScreen) -> None:
        self._screen = screen
        self._desk = screen.desk

    @property
    def _line(self) -> RosterLine:
        line = self._screen.table.chosen()
        if line is None:
            raise LookupError("no member is chosen")
        return line

    @property
    def _term(self) -> Term:
        if self._screen.roster is None:
            raise LookupError("no term holds")
        return self._screen.roster.term

    @property
    def _committee(self) -> Id:
        committee = self._desk.committee
        if committee is None:
            raise LookupError("no committee")
        return committee.id

    # --- the committee

    def establish(self) -> Act:
        """The first thing in an empty register."""
        return Act(
            title=_("委員会を登録"),
            button=_("登録"),
            asked=[_asked(Committee, name) for name in ("name", "city", "section", "numbering")],
            do=lambda values: self._desk.do(roster.establish, **values),
        )

    def term(self) -> Act:
        """A new term of office."""
        return Act(
            title=_("任期を追加"),
            button=_("追加"),
            asked=[_asked(Term, "since"), _asked(Term, "until")],
            do=lambda values: self._desk.do(roster.open_term, self._committee, **values),
        )

    def category(self) -> Act:
        """A new category of member."""
        return Act(
            title=_("委員区分を追加"),
            button=_("追加"),
            asked=[_asked(Category, name) for name in ("number", "name", "qualification", "seats", "since")],
            do=lambda values: self._desk.do(roster.add_category, self._committee, **values),
        )

    # --- members

    def appoint(self) -> Act:
        """Somebody new to the register; without a committee, the committee itself."""
        if self._desk.committee is None:
            return self.establish()
        term = self._term
        asked = [
            _asked(Appointment, "category"),
            _asked(PersonName, "name"),
            _asked(PersonName, "kana"),
            replace(_asked(Affiliation, "organisation"), required=False, default=""),
            _asked(Affiliation, "post"),
            _asked(Affiliation, "joined"),
            replace(_asked(PriorService, "periods"), name="prior_periods", required=False, default=0),
            _asked(Appointment, "since"),
            _asked(Appointment, "predecessor"),
            _NAMESAKE,
        ]
        line = self._screen.table.chosen()
        return Act(
            title=_("委員を追加"),
            button=_("追加"),
            asked=asked,
            start={
                "category": line.category.id if line else None,
                "since": max(self._screen.day.day, term.since) if self._screen.roster else term.since,
            },
            options=self._options,
            do=lambda values: self._appoint(term.id, values),
            note=_("補欠の委員は、前任者を選びます。"),
        )

    def _appoint(self, term: Id, values: Values) -> None:
        rest = dict(values)
        category = rest.pop("category")
        self._desk.do(roster.appoint, term, category, **rest)

    def again(self) -> Act:
        """Appoint somebody of an earlier term (再任)."""
        term = self._term
        person = replace(_asked(Appointment, "person"), label=mark("委員"))
        return Act(
            title=_("再任"),
            button=_("追加"),
            asked=[_asked(Appointment, "category"), person, _asked(Appointment, "since")],
            start={"since": term.since},
            options=self._options,
            do=lambda v: self._desk.do(
                roster.reappoint, term.id, v["category"], v["person"], since=v["since"]
            ),
        )

    def resign(self) -> Act:
        """The end of the chosen member's appointment."""
        line = self._line
        return Act(
            title=_("{name} の辞任等を記録").format(name=line.name.name),
            button=_("記録"),
            asked=[
                _day(mark("在任の最終日"), mark("この日までが在任です。")),
                _choice(mark("終了の理由"), "reason", EndReason),
            ],
            start={"on": self._screen.day.day, "reason": EndReason.RESIGNED},
            do=lambda v: self._desk.do(roster.resign, line.appointment.id, v["on"], v["reason"]),
        )

    def office(self) -> Act:
        """The chosen member takes an office, or leaves the one held."""
        line = self._line
        held = line.office
        if held is not None:
            return Act(
                title=_("{name} の{role}退任を記録").format(name=line.name.name, role=_(held.role.label)),
                button=_("記録"),
                asked=[_day(mark("在職の最終日"))],
                start={"on": self._screen.day.day},
                do=lambda v: self._desk.do(roster.leave_office, held.id, v["on"]),
            )
        return Act(
            title=_("{name} の就任を記録").format(name=line.name.name),
            button=_("記録"),
            asked=[_choice(mark("役職"), "role", OfficeRole), _day(mark("就任日"))],
            start={"role": OfficeRole.CHAIR, "on": self._screen.day.day},
            do=lambda v: self._desk.do(roster.take_office, line.appointment.id, v["role"], v["on"]),
        )

    def withdraw(self) -> None:
        """Take out an appointment entered by mistake; undo stands ready."""
        screen = self._screen
        if screen.table.chosen() is not None and screen.flush():
            change = self._desk.act(roster.withdraw, self._line.appointment)
            screen.tell_undo(change)

    def move(self, by: int) -> None:
        """Move the chosen member up or down in the roster's order, within the category."""
        screen, line = self._screen, self._line
        if screen.roster is None or not screen.flush():
            return
        peers = [o.appointment.id for o in screen.roster.lines if o.category.id == line.category.id]
        here = peers.index(line.appointment.id)
        there = here + by
        if 0 <= there < len(peers):
            peers[here], peers[there] = peers[there], peers[here]
            self._desk.act(roster.reorder, peers)

    # --- what can be chosen

    def _options(self, field: Field) -> tuple[tuple[Id, str], ...]:
        match field.target:
            case "Category":
                return self._categories()
            case "Person":
                return self._people()
            case "Appointment":
                return self._ended()
        return ()

    def _categories(self) -> tuple[tuple[Id, str], ...]:
        return tuple(
            (one.id, f"{one.name} {one.qualification}".strip())
            for one in self._desk.read(roster.categories, self._committee)
            if holds_on(one, self._screen.day.day)
        )

    def _people(self) -> tuple[tuple[Id, str], ...]:
        """Everybody the register knows who isn't a member on the day, by reading."""
        lines = self._screen.roster.lines if self._screen.roster else ()
        here = {line.appointment.person for line in lines}
        names = {n.person: n for n in self._desk.find(PersonName) if n.until is None}
        known = sorted(names.values(), key=lambda n: (n.kana or n.name, n.name))
        return tuple((n.person, n.name) for n in known if n.person not in here)

    def _ended(self) -> tuple[tuple[Id, str], ...]:
        """Appointments of the term that ended early, whose seats a substitute may fill."""
        names = {n.person: n.name for n in self._desk.find(PersonName) if n.until is None}
        seats = self._desk.find(Appointment, term=self._term.id)
        return tuple((s.id, names.get(s.person, "")) for s in seats if s.end_reason is not None)
