"""Rulings tried out: figures typed in, judged by the regulation of the day, kept nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from kyodo_desktop.domain.errors import KyodoError, RuleError
from kyodo_desktop.domain.fields import Field, Id, Kind
from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.rules import MeetingFacts, VoteFacts, decide, quorum
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import laws, roster
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.regulation_page import Page
from kyodo_desktop.ui.widgets.acts import Values, judged
from kyodo_desktop.ui.widgets.editors import ListEditor, Unreadable
from kyodo_desktop.ui.widgets.form import FieldForm
from kyodo_desktop.ui.widgets.ruling import RulingView

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.regulation import RegulationScreen


def _count(name: str, label: str, *, required: bool = True) -> Field:
    return Field(name=name, kind=Kind.INTEGER, label=label, required=required)


QUORUM: Final = (
    _count("in_office", mark("現在員")),
    _count("seats", mark("定数"), required=False),
    _count("present", mark("出席")),
)
VOTE: Final = (
    Field(name="kind", kind=Kind.REFERENCE, label=mark("議決の種類"), required=True),
    _count("present", mark("出席")),
    _count("ayes", mark("賛成")),
    _count("noes", mark("反対"), required=False),
    _count("abstentions", mark("棄権"), required=False),
    _count("invalid", mark("無効"), required=False),
    Field(name="chair_vote", kind=Kind.REFERENCE, label=mark("議長の票"), empty=True),
    Field(name="chair_casting", kind=Kind.REFERENCE, label=mark("議長の裁決"), empty=True),
)
_VOTES: Final = {
    "chair_vote": (("aye", mark("賛成")), ("no", mark("反対")), ("abstain", mark("棄権"))),
    "chair_casting": (("aye", mark("可とする")), ("no", mark("否とする"))),
}


class TryoutPage(Page):
    """A small calculator for the quorum and for a vote."""

    def __init__(self, screen: RegulationScreen) -> None:
        super().__init__(screen)
        self._law: Law | None = None
        self.meeting, self.vote = (
            FieldForm(
                part(QWidget, place, self.form), asked, judged(asked), options=self._offered, idle=False
            )
            for place, asked in (("quorum_place", QUORUM), ("vote_place", VOTE))
        )
        self.quorum, self.decision = RulingView(), RulingView()
        fill(part(QWidget, "quorum_ruling_place", self.form), self.quorum)
        fill(part(QWidget, "vote_ruling_place", self.form), self.decision)
        self.meeting.touched.connect(self._judge_quorum)
        self.vote.touched.connect(self._judge_vote)
        self._begun = False

    def _offered(self, field: Field) -> tuple[tuple[Id, str], ...]:
        if field.name == "kind":
            law = self._law
            return tuple((kind, _(law.kinds.get(kind, kind))) for kind in law.decisions) if law else ()
        return tuple((value, _(label)) for value, label in _VOTES[field.name])

    def reload(self) -> None:
        self._law, why = None, None
        try:
            self._law = self.desk.read(laws.law_on, self.committee, self.day) if self.committee else None
        except KyodoError as error:
            why = error
        for form in (self.meeting, self.vote):
            form.setEnabled(self._law is not None)
        kind = self.vote.editors["kind"]
        if isinstance(kind, ListEditor):
            kind.fill(self._offered(kind.field))
        if not self._begun and self._law is not None:
            self._begin(self._law)
        if why is not None:
            self.quorum.show_refusal(why)
            self.decision.show_ruling(None)
            return
        self._judge_quorum()
        self._judge_vote()

    def _begin(self, law: Law) -> None:
        """Begin with the committee of the day, everybody there."""
        self._begun = True
        try:
            members = len(self.desk.read(roster.roster_on, self.committee, self.day).lines)
        except KyodoError:
            members = None
        seats = law.seats if not law.seats_are_limit else None
        self.meeting.show_values({"in_office": members or None, "seats": seats, "present": members or None})
        self.vote.show_values({"present": members or None})

    # --- judging

    def _judge_quorum(self) -> None:
        self._judge(self.meeting, self.quorum, _meeting_ruling)

    def _judge_vote(self) -> None:
        self._judge(self.vote, self.decision, _vote_ruling)

    def _judge(self, form: FieldForm, shown: RulingView, rule: Callable[[Law, Values], Ruling]) -> None:
        if self._law is None or form.composing:
            return
        values = _read(form)
        ruling: Ruling | None = None
        if values is not None:
            try:
                ruling = rule(self._law, values)
            except RuleError as error:
                form.complain(((error.figure, error.why),))
        shown.show_ruling(ruling)


def _read(form: FieldForm) -> Values | None:
    """The figures; None while one that is needed is missing, which nobody complains of yet."""
    try:
        values = form.values()
    except Unreadable:
        form.check()
        return None
    needed = [name for name, editor in form.editors.items() if editor.field.required]
    form.complain(())
    return None if any(values[name] is None for name in needed) else values


def _meeting_ruling(law: Law, values: Values) -> Ruling:
    return quorum(law, MeetingFacts(values["seats"], values["in_office"], values["present"]))


def _vote_ruling(law: Law, values: Values) -> Ruling:
    return decide(
        law,
        VoteFacts(
            present=values["present"],
            ayes=values["ayes"],
            noes=values["noes"],
            abstentions=values["abstentions"] or 0,
            invalid=values["invalid"] or 0,
            kind=values["kind"],
            chair_vote=values["chair_vote"],
            chair_casting=values["chair_casting"],
        ),
    )
