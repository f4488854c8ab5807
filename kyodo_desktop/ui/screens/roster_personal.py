"""個人情報: what only the secretariat reads, masked until it is asked for; then edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kyodo_desktop.domain.fields import Id, fields, shape
from kyodo_desktop.domain.records import (
    Appointment,
    BankAccount,
    ConcurrentPost,
    PayTerms,
    Person,
    SpecialNeed,
)
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import disclosing, roster
from kyodo_desktop.ui.screens.roster_private import PrivateActs
from kyodo_desktop.ui.screens.roster_shown import Shown, span
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.rows import Rows
from kyodo_desktop.ui.widgets.table import Column

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.roster import RosterScreen

CONTACT: Final = tuple(one.name for one in fields(Person) if one.personal)
MASK: Final = "••••••"

ACCOUNTS: Final[tuple[Column[BankAccount], ...]] = (
    Column(
        title=mark("金融機関"),
        text=lambda one: f"{one.bank} {one.branch}".strip(),
        width=10,
        least=6,
        stretch=True,
    ),
    Column(title=mark("口座番号"), text=lambda one: f"{_(one.kind.label)} {one.number}", width=9, least=7),
    Column(title=mark("名義"), text=lambda one: one.holder, width=8, least=5),
)
NEEDS: Final[tuple[Column[SpecialNeed], ...]] = (
    Column(
        title=mark("配慮事項"), text=lambda one: " ".join(one.need.split()), width=12, least=8, stretch=True
    ),
)
POSTS: Final[tuple[Column[ConcurrentPost], ...]] = (
    Column(title=mark("附属機関等"), text=lambda one: one.body, width=10, least=6, stretch=True),
    Column(title=mark("期間"), text=lambda one: span(one.since, one.until), width=12, least=7),
)
PAY: Final[tuple[Column[PayTerms], ...]] = (
    Column(
        title=mark("支給"),
        text=lambda one: _("支給する") if one.paid else one.reason or _("支給しない"),
        width=8,
        least=5,
        stretch=True,
    ),
    Column(title=mark("費用弁償（円）"), text=lambda one: str(one.travel), width=7, least=5),
    Column(title=mark("期間"), text=lambda one: span(one.since, one.until), width=12, least=7),
)


class PersonalPage:
    """Fills the place that the roster's form leaves for it. Another person is masked again."""

    def __init__(self, screen: RosterScreen, place: QWidget) -> None:
        self._screen = screen
        self._person: Id = ""
        self._seat: Appointment | None = None
        self._open = False
        desk = screen.desk
        self.show_button = QPushButton(_("表示"))
        self.show_button.setAccessibleName(_("個人情報を表示"))
        self.show_button.setToolTip(_("住所、電話番号などを表示します。周りに人がいないか確かめてください。"))
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._on_shown)
        self.masked = _Masked()
        contact = QWidget()
        self.contact: RecordForm[Person] = RecordForm(
            contact, Person, CONTACT, save=lambda record: desk.do(roster.correct, record) and None
        )
        self.contact.lock(desk.read_only)
        self._make_rows(screen)
        self._lay_out(contact, place)

    def _make_rows(self, screen: RosterScreen) -> None:
        acts = PrivateActs(screen, lambda: self._person, lambda: self._seat)
        self.accounts: Rows[BankAccount] = Rows(
            _("口座"), ACCOUNTS, _id, acts.account_deeds(), empty=_("口座は登録されていません。")
        )
        self.needs: Rows[SpecialNeed] = Rows(
            _("配慮事項"), NEEDS, _id, acts.need_deeds(), empty=_("配慮事項は登録されていません。")
        )
        self.posts: Rows[ConcurrentPost] = Rows(
            _("兼職"),
            POSTS,
            _id,
            acts.post_deeds(),
            empty=_("ほかの附属機関等との兼職の記録はありません。"),
        )
        self.pay: Rows[PayTerms] = Rows(
            _("支給区分"), PAY, _id, acts.pay_deeds(), empty=_("登録がなければ、報酬を支給します。")
        )

    def _lay_out(self, contact: QWidget, place: QWidget) -> None:
        self._private = QWidget()
        private = QVBoxLayout(self._private)
        private.setContentsMargins(0, 0, 0, 0)
        for one in (contact, self.accounts, self.needs):
            private.addWidget(one)
        layout = place.layout() or QVBoxLayout(place)
        across = QHBoxLayout()
        across.addWidget(self.show_button)
        across.addStretch(1)
        head = QWidget()
        head.setLayout(across)
        across.setContentsMargins(0, 0, 0, 0)
        for one in (head, self.masked, self._private, self.posts, self.pay):
            layout.addWidget(one)

    def show_person(self, shown: Shown) -> None:
        """Show what is recorded of a person; somebody else's is masked until it is asked for."""
        if shown.person != self._person:
            self.mask()
        self._person = shown.person
        self._seat = shown.line.appointment if shown.line is not None else None
        desk, can = self._screen.desk, not self._screen.desk.read_only
        person = desk.get(Person, shown.person)
        accounts = desk.find(BankAccount, person=person.id)
        needs = desk.find(SpecialNeed, person=person.id)
        self.masked.tell(person, bool(accounts), bool(needs))
        self.contact.show_record(person if self._open else None)
        self.accounts.show_rows(accounts if self._open else (), writable=can)
        self.needs.show_rows(needs if self._open else (), writable=can)
        self.posts.show_rows(desk.find(ConcurrentPost, person=person.id), writable=can)
        terms = desk.find(PayTerms, appointment=self._seat.id) if self._seat is not None else ()
        self.pay.setVisible(self._seat is not None)
        self.pay.show_rows(terms, writable=can)
        self._private.setVisible(self._open)
        self.masked.setVisible(not self._open)

    def mask(self) -> None:
        """Hide what is personal again."""
        self.contact.flush()
        self.show_button.setChecked(False)
        if not self._open:
            self._forget()

    def _forget(self) -> None:
        """Leave nothing personal in a field that isn't seen: a screen reader would still find it."""
        self.contact.show_values({name: shape(Person).field(name).default for name in CONTACT})

    def _on_shown(self, on: bool) -> None:
        if on and self._person and self._screen.desk.act(disclosing.show, self._person) is None:
            blocked = self.show_button.blockSignals(True)
            self.show_button.setChecked(False)
            self.show_button.blockSignals(blocked)
            return
        self._open = on
        words = _("隠す") if on else _("表示")
        self.show_button.setText(words)
        self.show_button.setAccessibleName(_("個人情報を隠す") if on else _("個人情報を表示"))
        if not on:
            self.contact.flush()
            self.contact.show_record(None)
            self._forget()
        self._screen.show_member()

    def flush(self) -> bool:
        """Save what is pending."""
        return self.contact.flush()

    def revert(self) -> None:
        """Forget what was typed."""
        self.contact.revert()


class _Masked(QWidget):
    """Says which of a person's fields are filled in, and nothing of what is in them."""

    def __init__(self) -> None:
        super().__init__()
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.values: dict[str, QLabel] = {}
        named = [(name, shape(Person).field(name).label) for name in CONTACT]
        for name, label in (*named, ("account", mark("口座")), ("need", mark("配慮事項"))):
            self.values[name] = QLabel()
            layout.addRow(QLabel(_(label)), self.values[name])

    def tell(self, person: Person, account: bool, need: bool) -> None:
        """Tell it of a person."""
        held: dict[str, Any] = {name: bool(getattr(person, name)) for name in CONTACT}
        for name, filled in {**held, "account": account, "need": need}.items():
            label = self.values[name]
            label.setText(MASK if filled else _("未入力"))
            label.setAccessibleName(_("入力あり") if filled else _("未入力"))


def _id(record: Any) -> Id:
    return record.id
