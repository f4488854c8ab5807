"""What a clerk does to the roster, each with the form that asks what it needs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer

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
    from kyodo_desktop.ui.desk import Change
    from kyodo_desktop.ui.screens.roster import RosterScreen

_NAMESAKE = Field(
    name="namesake",
    kind=Kind.FLAG,
    label=mark("同姓同名の別の人です"),
    help=mark("この任期に同じ氏名の委員がいるときに選びます。"),
    default=False,
)
_KEEP_OFFICE = Field(name="keep_office", kind=Kind.FLAG, label=mark("役職を引き続き務めます"), default=True)
_A_DAY = dt.timedelta(days=1)
SEAT: Final = ("category", "since", "until", "end_reason", "predecessor", "selection")


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
        line = self._screen.line
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
        line = self._screen.line
        return Act(
            title=_("委員を追加"),
            button=_("追加"),
            asked=asked,
            start={
                "category": line.category.id if line else None,
                "since": max(self._screen.day.day, term.since) if self._screen.roster else term.since,
            },
            options=self.options,
            do=lambda values: self._appoint(term.id, values),
            note=_("補欠の委員は、前任者を選びます。"),
        )

    def _appoint(self, term: Id, values: Values) -> None:
        rest = dict(values)
        category = rest.pop("category")
        self._show_seat(self._desk.do(roster.appoint, term, category, **rest))

    def _again(self, term: Id, values: Values) -> None:
        seat = (term, values["category"], values["person"])
        self._show_seat(self._desk.do(roster.reappoint, *seat, since=values["since"]))

    def _show_seat(self, change: Change) -> None:
        """Show who was appointed, on the first day in office where that is yet to come."""
        seats = [one.after for one in change.pairs if isinstance(one.after, Appointment)]
        new = next((one for one in reversed(seats) if one.end_reason is None), None)
        if new is not None:  # once the form of the act is gone
            QTimer.singleShot(0, self._screen, lambda: self._screen.show_record(new.id))

    def again(self) -> Act:
        """Appoint somebody of an earlier term (再任)."""
        term = self._term
        person = replace(_asked(Appointment, "person"), label=mark("委員"))
        return Act(
            title=_("再任"),
            button=_("追加"),
            asked=[_asked(Appointment, "category"), person, _asked(Appointment, "since")],
            start={"since": term.since},
            options=self.options,
            do=lambda values: self._again(term.id, values),
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

    def substitute(self) -> Act:
        """A substitute (補欠) for the chosen member if their seat is empty, else for who left last."""
        act, line, term = self.appoint(), self._screen.line, self._term
        ended = [one for one in self._desk.find(Appointment, term=term.id) if one.end_reason is not None]
        chosen = [one for one in ended if line is not None and one.id == line.appointment.id]
        gone = max(chosen or ended, key=lambda one: one.until, default=None)
        if gone is None:
            return replace(
                act, note=_("この任期に、途中で終わった委嘱はありません。先に辞任等を記録してください。")
            )
        start = {**act.start, "predecessor": gone.id, "category": gone.category, "since": gone.until + _A_DAY}
        return replace(
            act,
            title=_("補欠の委員を委嘱"),
            start=start,
            note=_("前任者の残りの任期を務めます。"),
        )

    def recategorise(self) -> Act:
        """The chosen member goes over to another category from a day on."""
        line = self._line
        asked = [
            replace(_asked(Appointment, "category"), label=mark("新しい区分")),
            _day(mark("変更の日"), mark("この日から新しい区分で委嘱します。")),
            replace(_asked(Appointment, "selection"), required=False),
        ]
        start: dict[str, object] = {"on": self._screen.day.day, "selection": line.appointment.selection}
        if line.office is not None:
            asked.append(_KEEP_OFFICE)
            start["keep_office"] = True
        return Act(
            title=_("{name} の区分を変更").format(name=line.name.name),
            button=_("記録"),
            asked=asked,
            start=start,
            options=self.options,
            do=lambda values: self._recategorise(line.appointment.id, dict(values)),
            note=_("今の委嘱は前の日で終わり、新しい区分の委嘱が始まります。期数は変わりません。"),
        )

    def _recategorise(self, seat: Id, values: dict[str, Any]) -> None:
        category, on = values.pop("category"), values.pop("on")
        self._desk.do(roster.change_category, seat, category, on, **values)

    def correct_seat(self) -> Act:
        """訂正 of the chosen member's appointment."""
        return self.corrected_seat(self._line.appointment)

    def corrected_seat(self, seat: Appointment) -> Act:
        """訂正 of any appointment: its days, its category, how it ended."""

        def offered(field: Field) -> tuple[tuple[Id, str], ...]:
            term = self._desk.get(Term, seat.term)
            if field.target == "Category":
                return self._categories(term.committee, seat.since, seat.category)
            return self._ended(term.id, seat.id)

        return replace(self._corrected(_("委嘱を訂正"), seat, SEAT), options=offered)

    def correct_office(self) -> Act:
        """訂正 of the office that the chosen member holds."""
        office = self._line.office
        if office is None:
            raise LookupError("no office is held")
        return self._corrected(_("役職の記録を訂正"), office, ("role", "since", "until"))

    def correct_term(self) -> Act:
        """訂正 of the term that is shown."""
        return self._corrected(_("任期を訂正"), self._term, ("since", "until"))

    def correct_category(self) -> Act:
        """訂正 of the chosen member's category: what it is called, its seats."""
        names = ("number", "name", "qualification", "seats", "since", "until")
        return self._corrected(_("委員区分を訂正"), self._line.category, names)

    def _corrected(self, title: str, record: Any, names: tuple[str, ...]) -> Act:
        return Act(
            title=title,
            button=_("保存"),
            asked=[_asked(type(record), name) for name in names],
            start={name: getattr(record, name) for name in names},
            options=self.options,
            do=lambda values: self._desk.do(roster.correct, replace(record, **values)),
            note=_("前から正しくはこうだった、という直しです。"),
        )

    def withdraw(self) -> None:
        """Take out an appointment entered by mistake; undo stands ready."""
        screen = self._screen
        if screen.line is not None and screen.flush():
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

    def options(self, field: Field) -> tuple[tuple[Id, str], ...]:
        """What a reference of an act may name: by id, in words."""
        match field.target:
            case "Category":
                return self._categories(self._committee, self._screen.day.day)
            case "Person":
                return self._people()
            case "Appointment":
                return self._ended(self._term.id)
        return ()

    def _categories(self, committee: Id, day: dt.date, kept: Id = "") -> tuple[tuple[Id, str], ...]:
        """The committee's categories on a day, and the one that is to be kept whatever the day."""
        return tuple(
            (one.id, f"{one.name} {one.qualification}".strip())
            for one in self._desk.read(roster.categories, committee)
            if holds_on(one, day) or one.id == kept
        )

    def _people(self) -> tuple[tuple[Id, str], ...]:
        """Everybody the register knows who isn't a member on the day, by reading."""
        lines = self._screen.roster.lines if self._screen.roster else ()
        here = {line.appointment.person for line in lines}
        names = {n.person: n for n in self._desk.find(PersonName) if n.until is None}
        known = sorted(names.values(), key=lambda n: (n.kana or n.name, n.name))
        return tuple((n.person, n.name) for n in known if n.person not in here)

    def _ended(self, term: Id, besides: Id = "") -> tuple[tuple[Id, str], ...]:
        """Appointments of the term that ended early, whose seats a substitute may fill."""
        names = {n.person: n.name for n in self._desk.find(PersonName) if n.until is None}
        seats = self._desk.find(Appointment, term=term)
        ended = (s for s in seats if s.end_reason is not None and s.id != besides)
        return tuple((s.id, names.get(s.person, "")) for s in ended)
