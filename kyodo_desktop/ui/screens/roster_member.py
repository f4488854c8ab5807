"""The chosen member, edited in place: name and affiliation ask 訂正 or 異動."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Affiliation, PersonName, PriorService
from kyodo_desktop.i18n import _
from kyodo_desktop.services import roster
from kyodo_desktop.services.roster import RosterLine
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.dated import DatedForm
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.form import RecordForm, align

NAME = ("name", "kana", "substitute", "glyph_note", "base_form_accepted")
STANDING_LINES: Final = 2
AFFILIATION = ("organisation", "post", "joined")


class MemberPanel:
    """Fills the part of the roster's form that shows one member; `later` is told of an 異動 to come."""

    def __init__(self, desk: Desk, form: QWidget, later: Callable[[dt.date], None]) -> None:
        self._desk = desk
        self.shown: RosterLine | None = None
        self._frame = part(QFrame, "member", form)
        self._name = part(QLabel, "member_name", form)
        self._standing = part(QLabel, "member_standing", form)
        self._standing.setText(airy("\n".join("あ" * STANDING_LINES)))
        lines = self._standing.sizeHint().height()
        self._standing.setMinimumHeight(lines)  # the fields stand still from member to member
        self._standing.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.name: DatedForm[PersonName] = DatedForm(
            part(QWidget, "name_place", form),
            PersonName,
            NAME,
            correct=lambda record: desk.do(roster.correct, record),
            succeed=lambda record, on: desk.do(roster.succeed, record, on),
        )
        self.affiliation: DatedForm[Affiliation] = DatedForm(
            part(QWidget, "affiliation_place", form),
            Affiliation,
            AFFILIATION,
            correct=lambda record: desk.do(roster.correct, record),
            succeed=lambda record, on: desk.do(roster.succeed, record, on),
            add=lambda record: desk.do(roster.add_affiliation, record),
        )
        self.prior: RecordForm[PriorService] = RecordForm(
            part(QWidget, "prior_place", form), PriorService, ("periods",), save=self._save_prior
        )
        forms = (self.name.form, self.affiliation.form, self.prior)
        align(forms)
        for dated in (self.name, self.affiliation):
            dated.later.connect(later)
        flow(part(QWidget, "member_acts", form))
        for one in forms:
            one.lock(desk.read_only)

    def show_line(self, line: RosterLine | None, day: dt.date) -> None:
        """Show a member as they were on `day`."""
        self.shown = line
        if line is None:
            self.name.show_record(None, day)
            self.affiliation.show_record(None, day)
            self.prior.show_record(None)
            return
        self._name.setText(line.name.name)
        self._standing.setText(airy(_standing(line)))
        person = line.appointment.person
        self.name.show_record(line.name, day)
        self.affiliation.show_record(line.affiliation or _none_yet(person), day)
        self.prior.show_record(self._prior(person))

    def setVisible(self, visible: bool) -> None:
        """Show or hide the whole panel."""
        self._frame.setVisible(visible)

    def flush(self) -> bool:
        """Save what is pending; False while a dated edit waits for its answer."""
        return all([self.name.flush(), self.affiliation.flush(), self.prior.flush()])

    def revert(self) -> None:
        """Forget what was typed."""
        for one in (self.name, self.affiliation, self.prior):
            one.revert()

    def _prior(self, person: Id) -> PriorService | None:
        committee = self._desk.committee
        if committee is None:
            return None
        known = self._desk.find(PriorService, committee=committee.id, person=person)
        return (
            known[0] if known else PriorService(id=person, committee=committee.id, person=person, periods=0)
        )

    def _save_prior(self, record: PriorService) -> None:
        self._desk.do(roster.set_prior_periods, record.committee, record.person, record.periods)


def _none_yet(person: Id) -> Affiliation:
    """A blank affiliation, for a member who has none on the day."""
    return Affiliation(id=f"new-{person}", person=person, organisation="")


def _standing(line: RosterLine) -> str:
    seat = line.appointment
    parts = [f"{line.category.name} {line.category.qualification}".strip()]
    if line.office is not None:
        since = wareki.short(line.office.since)
        parts.append(_("{role}（{since}～）").format(role=_(line.office.role.label), since=since))
    parts.append(_("委嘱 {span}").format(span=wareki.span_short(seat.since, seat.until)))
    if seat.end_reason is not None:
        parts.append(_(seat.end_reason.label))
    parts.append(line.standing)
    return "　".join(parts)
