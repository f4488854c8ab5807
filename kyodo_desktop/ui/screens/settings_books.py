"""The parts of the settings that are about the committee and its office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.dated import Dated, holds_on
from kyodo_desktop.domain.fields import Field, Id, Record, shape
from kyodo_desktop.domain.records import (
    Category,
    ClosedDay,
    Committee,
    CompositionLimit,
    Contact,
    PacketBinding,
    Sender,
    Term,
    Venue,
)
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import bindings, calendar, committees, limits, register, signatories, venues
from kyodo_desktop.ui.screens.settings_section import BookSection, FormSection, Section
from kyodo_desktop.ui.widgets.acts import Act, Values
from kyodo_desktop.ui.widgets.ledger import Book
from kyodo_desktop.ui.widgets.table import Column

if TYPE_CHECKING:
    import datetime as dt

    from kyodo_desktop.ui.screens.settings import SettingsScreen


def short(day: dt.date | None) -> str:
    """A day as a list shows it, "" for none."""
    if day is None:
        return ""
    return wareki.short(day) if day >= wareki.FIRST_DAY else day.isoformat()


def span(one: Dated) -> str:
    """From when until when something holds."""
    return f"{short(one.since)}～{short(one.until)}" if one.since or one.until else ""


def _figure(number: int | None) -> str:
    return "" if number is None else str(number)


def asked(cls: type[Record], *names: str) -> list[Field]:
    """The fields that a form for a new record asks."""
    return [shape(cls).field(name) for name in names]


def committee(screen: SettingsScreen) -> Section:
    """委員会: everything that is on record of the committee itself."""
    names = [field.name for field in shape(Committee).fields]
    return FormSection(
        screen,
        Committee,
        names,
        lambda: screen.desk.committee,
        lambda one: screen.desk.do(committees.edit_committee, one),
    )


def terms(screen: SettingsScreen) -> Section:
    """任期."""
    desk = screen.desk

    def adding() -> Act | None:
        return screen.adding(
            Term,
            asked(Term, "since", "until"),
            lambda owner, values: desk.do(committees.open_term, owner, **values),
        )

    book = Book(
        name=_("任期の一覧"),
        columns=(
            Column[Term](title=mark("始期"), text=lambda one: short(one.since), width=8),
            Column[Term](title=mark("終期"), text=lambda one: short(one.until), width=8),
            Column[Term](
                title="",
                text=lambda one: _("現在の任期") if holds_on(one, desk.today) else "",
                width=6,
                stretch=True,
                spoken=mark("現在か"),
            ),
        ),
        record=Term,
        of=lambda one: one,
        fields=("since", "until"),
        save=lambda one: desk.do(committees.edit_term, one),
        adds=_("任期を追加"),
        add=adding,
        remove=lambda one: desk.act(committees.remove_term, one.id),
        empty=_("任期がまだありません。「任期を追加」から登録してください。"),
    )
    return BookSection(screen, book, lambda: screen.of_committee(register.terms))


def categories(screen: SettingsScreen) -> Section:
    """委員区分."""
    desk, names = screen.desk, ("number", "name", "qualification", "seats", "since", "until")
    book = Book(
        name=_("委員区分の一覧"),
        columns=(
            Column[Category](title=mark("号"), text=lambda one: str(one.number), width=3),
            Column[Category](title=mark("名称"), text=lambda one: one.name, width=6),
            Column[Category](
                title=mark("選出区分"), text=lambda one: one.qualification, width=10, least=6, stretch=True
            ),
            Column[Category](title=mark("定数"), text=lambda one: _figure(one.seats), width=4),
        ),
        record=Category,
        of=lambda one: one,
        fields=names,
        save=lambda one: desk.do(committees.edit_category, one),
        adds=_("委員区分を追加"),
        add=lambda: screen.adding(
            Category,
            asked(Category, *names),
            lambda owner, values: desk.do(committees.add_category, owner, **values),
        ),
        remove=lambda one: desk.act(committees.remove_category, one.id),
        empty=_("委員区分がまだありません。「委員区分を追加」から登録してください。"),
    )
    return BookSection(screen, book, lambda: screen.of_committee(register.categories))


def senders(screen: SettingsScreen) -> Section:
    """発信者."""
    desk = screen.desk
    book = Book(
        name=_("発信者の一覧"),
        columns=(
            Column[Sender](title=mark("職名"), text=lambda one: one.title, width=8),
            Column[Sender](title=mark("氏名"), text=lambda one: one.name, width=8, stretch=True),
            Column[Sender](title=mark("期間"), text=span, width=12, least=7),
        ),
        record=Sender,
        of=lambda one: one,
        fields=("title", "name", "since", "until"),
        save=lambda one: desk.do(signatories.edit_sender, one),
        adds=_("発信者を追加"),
        add=lambda: screen.adding(
            Sender,
            asked(Sender, "title", "name", "since"),
            lambda owner, values: desk.do(signatories.name_sender, owner, **values),
            note=_("前の発信者の期間は、この人の前の日で終わります。"),
        ),
        remove=lambda one: desk.act(signatories.remove_sender, one.id),
        empty=_("発信者がまだありません。開催通知などに載せる職名と氏名を登録してください。"),
    )
    return BookSection(screen, book, lambda: screen.of_committee(signatories.senders))


def contacts(screen: SettingsScreen) -> Section:
    """担当."""
    desk, names = screen.desk, ("section", "name", "phone", "fax", "email", "since")

    def add(owner: Id, values: Values) -> object:
        return desk.do(signatories.name_contact, Contact(id="", committee=owner, **values))

    book = Book(
        name=_("担当の一覧"),
        columns=(
            Column[Contact](title=mark("担当課"), text=lambda one: one.section, width=12, stretch=True),
            Column[Contact](title=mark("担当者"), text=lambda one: one.name, width=7),
            Column[Contact](title=mark("期間"), text=span, width=12, least=7),
        ),
        record=Contact,
        of=lambda one: one,
        fields=(*names, "until"),
        save=lambda one: desk.do(signatories.edit_contact, one),
        adds=_("担当を追加"),
        add=lambda: screen.adding(
            Contact,
            asked(Contact, *names),
            add,
            note=_("前の担当の期間は、この担当の前の日で終わります。"),
        ),
        remove=lambda one: desk.act(signatories.remove_contact, one.id),
        empty=_("担当がまだありません。通知に載せる問い合わせ先を登録してください。"),
    )
    return BookSection(screen, book, lambda: screen.of_committee(signatories.contacts))


def rooms(screen: SettingsScreen) -> Section:
    """会場."""
    desk, names = screen.desk, ("name", "address", "capacity", "note")
    book = Book(
        name=_("会場の一覧"),
        columns=(
            Column[Venue](
                title=mark("会場名"), text=lambda one: " ".join(one.name.split()), width=16, stretch=True
            ),
            Column[Venue](
                title=mark("定員"),
                text=lambda one: _figure(one.capacity),
                width=4,
            ),
        ),
        record=Venue,
        of=lambda one: one,
        fields=names,
        save=lambda one: desk.do(venues.edit_venue, one),
        adds=_("会場を追加"),
        add=lambda: screen.act(
            Venue, asked(Venue, *names), lambda values: desk.do(venues.add_venue, **values)
        ),
        remove=lambda one: desk.act(venues.remove_venue, one.id),
        empty=_("会場がまだありません。よく使う会場を登録しておくと、表記がそろいます。"),
    )
    return BookSection(screen, book, lambda: desk.read(venues.venues))


def closed_days(screen: SettingsScreen) -> Section:
    """開庁日の例外."""
    desk, names = screen.desk, ("date", "name", "working")
    book = Book(
        name=_("開庁日の例外の一覧"),
        columns=(
            Column[ClosedDay](title=mark("日"), text=lambda one: short(one.date), width=8),
            Column[ClosedDay](title=mark("理由"), text=lambda one: one.name, width=12, stretch=True),
            Column[ClosedDay](
                title=mark("開閉"), text=lambda one: _("開庁") if one.working else _("閉庁"), width=4
            ),
        ),
        record=ClosedDay,
        of=lambda one: one,
        fields=names,
        save=lambda one: desk.do(calendar.edit_exception, one),
        adds=_("例外を追加"),
        add=lambda: screen.adding(
            ClosedDay,
            asked(ClosedDay, *names),
            lambda owner, values: desk.do(calendar.add_exception, owner, **values),
        ),
        remove=lambda one: desk.act(calendar.remove_exception, one.id),
        empty=_("開庁日の例外はありません。土日、祝日、年末年始は登録しなくても閉庁日です。"),
    )
    return BookSection(screen, book, lambda: screen.of_committee(calendar.exceptions))


def composition(screen: SettingsScreen) -> Section:
    """構成の基準."""
    desk, names = screen.desk, ("kind", "value", "basis", "since", "until")
    book = Book(
        name=_("構成の基準の一覧"),
        columns=(
            Column[CompositionLimit](
                title=mark("基準の種類"), text=lambda one: _(one.kind.label), width=14, least=8, stretch=True
            ),
            Column[CompositionLimit](title=mark("数値"), text=lambda one: str(one.value), width=4),
            Column[CompositionLimit](title=mark("期間"), text=span, width=12, least=7),
        ),
        record=CompositionLimit,
        of=lambda one: one,
        fields=names,
        save=lambda one: desk.do(limits.edit_limit, one),
        adds=_("基準を追加"),
        add=lambda: screen.adding(
            CompositionLimit,
            asked(CompositionLimit, *names),
            lambda owner, values: desk.do(limits.set_limit, owner, **values),
        ),
        remove=lambda one: desk.act(limits.remove_limit, one.id),
        empty=_("構成の基準はありません。市の要綱などで決まっているものだけを登録してください。"),
    )
    return BookSection(screen, book, lambda: screen.of_committee(limits.limits))


def binding(screen: SettingsScreen) -> Section:
    """印刷と綴じ方."""
    desk = screen.desk

    def record() -> PacketBinding | None:
        owner = desk.committee
        return desk.read(bindings.binding_of, owner.id) if owner else None

    names = [field.name for field in shape(PacketBinding).fields if field.name != "committee"]
    return FormSection(screen, PacketBinding, names, record, lambda one: desk.do(bindings.set_binding, one))
