"""The chosen person, edited in place: name and affiliation ask 訂正 or 異動; the career, what is personal."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QTabBar, QWidget

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Affiliation, PersonName, PriorService
from kyodo_desktop.i18n import _
from kyodo_desktop.services import roster
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.roster_shown import Shown, standing
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.dated import DatedForm
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.form import RecordForm, align

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.roster import RosterScreen
    from kyodo_desktop.ui.screens.roster_career import CareerPage
    from kyodo_desktop.ui.screens.roster_personal import PersonalPage

NAME = ("name", "kana", "substitute", "glyph_note", "base_form_accepted")
STANDING_LINES: Final = 2
AFFILIATION = ("organisation", "post", "joined")
PAGES: Final = ("page_now", "page_career", "page_personal")
NOW, CAREER, PERSONAL = range(3)


class MemberPanel:
    """Fills the part of the roster's form that shows one person; only the page that is seen is filled."""

    def __init__(self, screen: RosterScreen) -> None:
        form, desk = screen.form, screen.desk
        self._screen = screen
        self._desk = desk
        self.shown: Shown | None = None
        self._frame = part(QFrame, "member", form)
        self._name = part(QLabel, "member_name", form)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._standing = part(QLabel, "member_standing", form)
        self._standing.setText(airy("\n".join("あ" * STANDING_LINES)))
        lines = self._standing.sizeHint().height()
        self._standing.setMinimumHeight(lines)  # the fields stand still from member to member
        self._standing.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._make_now()
        flow(part(QWidget, "member_acts", form))
        self._pages = [part(QWidget, name, form) for name in PAGES]
        self.parts = QTabBar()
        self.parts.setAccessibleName(_("委員の内容"))
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        self.parts.setUsesScrollButtons(True)
        for words in (_("氏名・所属"), _("経歴"), _("個人情報")):
            self.parts.addTab(words)
        fill(part(QWidget, "parts_place", form), self.parts)
        self.parts.currentChanged.connect(self._on_part)
        self._show_page()

    def _make_now(self) -> None:
        form, desk = self._screen.form, self._desk
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
            dated.later.connect(self._screen.tell_later)
        for one in forms:
            one.lock(desk.read_only)

    @cached_property
    def career(self) -> CareerPage:
        """The page 経歴, made when it is first seen."""
        from kyodo_desktop.ui.screens.roster_career import CareerPage

        return CareerPage(self._screen, self._pages[CAREER])

    @cached_property
    def personal(self) -> PersonalPage:
        """The page 個人情報, made when it is first seen."""
        from kyodo_desktop.ui.screens.roster_personal import PersonalPage

        return PersonalPage(self._screen, self._pages[PERSONAL])

    def show(self, shown: Shown | None) -> None:
        """Show a person as they were on a day; None shows nobody."""
        self.shown = shown
        if shown is None:
            self.name.show_record(None, self._screen.day.day)
            self.affiliation.show_record(None, self._screen.day.day)
            self.prior.show_record(None)
            return
        self._name.setText(shown.name.name)
        self._standing.setText(airy(standing(shown)))
        self.name.show_record(shown.name, shown.day)
        self.affiliation.show_record(shown.affiliation or _none_yet(shown.person), shown.day)
        self.prior.show_record(self._prior(shown.person))
        self._fill_page()

    def _fill_page(self) -> None:
        if self.shown is None:
            return
        at = self.parts.currentIndex()
        if at == CAREER:
            self.career.show_person(self.shown.person)
        if "personal" in self.__dict__ and at != PERSONAL:
            self.personal.mask()
        if at == PERSONAL:
            self.personal.show_person(self.shown)

    def _on_part(self, at: int) -> None:
        if at != NOW and not self._screen.flush():
            self.parts.setCurrentIndex(NOW)
            return
        self._fill_page()
        self._show_page()

    def _show_page(self) -> None:
        for at, page in enumerate(self._pages):
            page.setVisible(at == self.parts.currentIndex())

    def mask(self) -> None:
        """Hide what is personal: the screen is left."""
        if "personal" in self.__dict__:
            self.personal.mask()

    def setVisible(self, visible: bool) -> None:
        """Show or hide the whole panel."""
        self._frame.setVisible(visible)

    def flush(self) -> bool:
        """Save what is pending; False while a dated edit waits for its answer."""
        done = [self.name.flush(), self.affiliation.flush(), self.prior.flush()]
        if "personal" in self.__dict__:
            done.append(self.personal.flush())
        return all(done)

    def revert(self) -> None:
        """Forget what was typed."""
        for one in (self.name, self.affiliation, self.prior):
            one.revert()
        if "personal" in self.__dict__:
            self.personal.revert()

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
    """A blank affiliation, for somebody who has none on the day."""
    return Affiliation(id=f"new-{person}", person=person, organisation="")
