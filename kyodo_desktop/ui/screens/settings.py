"""設定: what the committee, its office and the program are told once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Concatenate, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QStackedWidget

from kyodo_desktop.domain.fields import Field, Id, Record, shape
from kyodo_desktop.domain.records import (
    Appointment,
    Category,
    ClosedDay,
    Committee,
    CompositionLimit,
    Contact,
    PacketBinding,
    PayRate,
    PayTerms,
    PersonName,
    Sender,
    TaxBracket,
    Term,
    Venue,
)
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.ui.desk import Change, Desk, Store
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.screens import settings_books as books
from kyodo_desktop.ui.screens import settings_pay as paying
from kyodo_desktop.ui.screens.settings_program import ProgramSection
from kyodo_desktop.ui.screens.settings_section import BookSection, Section
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.acts import Act, Values
from kyodo_desktop.ui.widgets.editors import Options
from kyodo_desktop.ui.widgets.form import RecordForm


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the list at the left: its key, its title, whose records it edits, and how it is made."""

    key: str
    title: str
    about: str
    record: type[Record] | None
    make: Callable[[SettingsScreen], Section]


SECTIONS: Final = (
    Part(
        "committee",
        mark("委員会"),
        mark("様式と通知に載る名前と、回数・会議録の決まりです。"),
        Committee,
        books.committee,
    ),
    Part(
        "terms",
        mark("任期"),
        mark("始期と終期を訂正すると、その任期いっぱいの委嘱も一緒に動きます。"),
        Term,
        books.terms,
    ),
    Part(
        "categories", mark("委員区分"), mark("規則で定める委員の区分と定数です。"), Category, books.categories
    ),
    Part(
        "senders",
        mark("発信者"),
        mark("通知や委嘱書の発信者です。文書の日付に在職する人が載ります。"),
        Sender,
        books.senders,
    ),
    Part("contacts", mark("担当"), mark("通知に載せる問い合わせ先です。"), Contact, books.contacts),
    Part("venues", mark("会場"), mark("次第や通知に印刷するとおりの表記です。"), Venue, books.rooms),
    Part(
        "rates",
        mark("報酬額"),
        mark("条例で定める日額です。開催日に効力のある額で計算します。"),
        PayRate,
        paying.pay_rates,
    ),
    Part("tax", mark("源泉徴収税額"), mark("会計担当に確認した税額表です。"), TaxBracket, paying.tax),
    Part(
        "pay_terms",
        mark("支給区分"),
        mark("報酬の対象外の委員と、費用弁償のある委員です（今日の委員）。"),
        PayTerms,
        paying.pay_terms,
    ),
    Part(
        "closed_days",
        mark("開庁日の例外"),
        mark("暦と違って閉庁・開庁する日です。期限の計算に使います。"),
        ClosedDay,
        books.closed_days,
    ),
    Part(
        "limits",
        mark("構成の基準"),
        mark("委員の構成について市が決めた上限・下限です。"),
        CompositionLimit,
        books.composition,
    ),
    Part(
        "binding",
        mark("印刷と綴じ方"),
        mark("資料一式をいつもどう綴じるかです。部数は会議ごとに「印刷」の画面で決めます。"),
        PacketBinding,
        books.binding,
    ),
    Part(
        "glyphs",
        mark("字形"),
        mark("書体にない字を基本の字形で印刷してよいか、本人に確かめて記録します。"),
        PersonName,
        paying.name_glyphs,
    ),
    Part("program", mark("画面と書体"), mark("このパソコンの利用者ごとの表示です。"), None, ProgramSection),
)


class SettingsScreen(Screen):
    """A list of parts at the left; each is made when it is first shown."""

    key = "settings"
    shows = (*(one.record for one in SECTIONS if one.record is not None), Appointment)

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._made: dict[str, Section] = {}
        self._row = -1
        self._list = part(QListWidget, "sections", self.form)
        self._places = part(QStackedWidget, "places", self.form)
        letter, line = self.fontMetrics().horizontalAdvance("あ"), self.fontMetrics().height() + 14
        for one in SECTIONS:
            item = QListWidgetItem(_(one.title))
            item.setSizeHint(QSize(0, line))
            item.setData(Qt.ItemDataRole.UserRole, one.key)
            self._list.addItem(item)
        widest = max(self.fontMetrics().horizontalAdvance(_(one.title)) for one in SECTIONS)
        self._list.setFixedWidth(max(widest + 3 * letter, 9 * letter))
        self._list.currentRowChanged.connect(self._on_row)
        kept = self.settings.text("settings/section", SECTIONS[0].key)
        self.show_section(kept if kept in {one.key for one in SECTIONS} else SECTIONS[0].key)

    # --- sections

    @property
    def section_key(self) -> str:
        """The key of the part that is shown."""
        return SECTIONS[max(self._row, 0)].key

    def section(self, key: str) -> Section:
        """A part, made when it is first asked for."""
        if key not in self._made:
            made = next(one for one in SECTIONS if one.key == key).make(self)
            self._made[key] = made
            self._places.addWidget(made)
            made.reload()
        return self._made[key]

    def show_section(self, key: str) -> bool:
        """Show a part; False where what is pending in another can't be saved."""
        self._list.setCurrentRow(next(at for at, one in enumerate(SECTIONS) if one.key == key))
        return self.section_key == key

    def _on_row(self, row: int) -> None:
        if row < 0 or row == self._row:
            return
        if self._row >= 0 and not self.flush():
            self.notified.emit(
                _("入力の途中です。保存するか取り消してから、ほかの項目に移ってください。"), "", None
            )
            self._list.setCurrentRow(self._row)
            return
        self._row = row
        one = SECTIONS[row]
        part(QLabel, "heading", self.form).setText(_(one.title))
        part(QLabel, "about", self.form).setText(_(one.about))
        self._places.setCurrentWidget(self.section(one.key))

    def keep_state(self) -> None:
        self.settings.keep("settings/section", self.section_key)

    # --- showing

    def reload(self) -> None:
        for made in self._made.values():
            made.reload()

    def show_record(self, record: Id) -> None:
        """Show the part that a record belongs to, and choose it there."""
        for one in SECTIONS:
            if one.record is not None and self.desk.find(one.record, id=record):
                self.show_place(one.record.__name__, record)
                return

    def show_place(self, record: str, id: Id, field: str = "") -> bool:  # noqa: A002 - the record's own word
        """Show a record by the name of its kind, and one of its fields; False where it isn't set here."""
        found = next((one for one in SECTIONS if one.record and one.record.__name__ == record), None)
        if found is None or not self.show_section(found.key):
            return False
        self.section(found.key).choose(id, field)
        return True

    # --- for the sections

    def of_committee(self, query: Callable[Concatenate[Store, Id, ...], Sequence[Any]]) -> Sequence[Any]:
        """What a question about the committee answers; nothing where there is no committee."""
        owner = self.desk.committee
        return () if owner is None else self.desk.read(query, owner.id)

    def act(
        self,
        cls: type[Record],
        asked: Sequence[Field],
        add: Callable[[Values], object],
        *,
        note: str = "",
        options: Options | None = None,
    ) -> Act:
        """The form for a new record; what it added is chosen."""

        def do(values: Values) -> None:
            change = add(values)
            section = self.section(self.section_key)
            if isinstance(section, BookSection) and isinstance(change, Change):
                section.ledger.chose_added(change)

        title = _("{term}を追加").format(term=_(shape(cls).term))
        return Act(title=title, button=_("追加"), asked=asked, do=do, note=note, options=options)

    def adding(
        self,
        cls: type[Record],
        asked: Sequence[Field],
        add: Callable[[Id, Values], object],
        *,
        note: str = "",
        options: Options | None = None,
    ) -> Act | None:
        """The form for a new record of the committee; None where there is no committee."""
        owner = self.desk.committee
        if owner is None:
            self.notified.emit(_("先に委員会を登録してください。"), "", None)
            return None
        return self.act(cls, asked, lambda values: add(owner.id, values), note=note, options=options)

    # --- pending

    def forms(self) -> tuple[RecordForm, ...]:
        return tuple(form for made in self._made.values() for form in made.forms())

    def flush(self) -> bool:
        done = [made.flush() for made in self._made.values()]
        return all(done)

    def discard(self) -> None:
        for made in self._made.values():
            made.discard()
