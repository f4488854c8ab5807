"""The parts of the settings about pay and tax, and about the glyphs of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kyodo_desktop.domain.fields import Field, Id, Kind
from kyodo_desktop.domain.records import PayRate, PayTerms, PersonName, TaxBracket
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import corrections, glyphs, pay, rates
from kyodo_desktop.services.rates import NamedTerms
from kyodo_desktop.services.sitting import roster_on
from kyodo_desktop.ui.screens.settings_books import asked, short, span
from kyodo_desktop.ui.screens.settings_section import BookSection, Section
from kyodo_desktop.ui.widgets.acts import Act, Values
from kyodo_desktop.ui.widgets.ledger import Book
from kyodo_desktop.ui.widgets.table import Column

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.settings import SettingsScreen


def pay_rates(screen: SettingsScreen) -> Section:
    """報酬額."""
    desk = screen.desk

    def add(owner: Id, values: Values) -> object:
        given = dict(values)
        return desk.do(pay.set_rate, owner, given.pop("role"), given.pop("amount"), **given)

    book = Book(
        name=_("報酬額の一覧"),
        columns=(
            Column[PayRate](title=mark("区分"), text=lambda one: _(one.role.label), width=6),
            Column[PayRate](title=mark("日額（円）"), text=lambda one: f"{one.amount:,}", width=7),
            Column[PayRate](title=mark("期間"), text=span, width=12, least=7, stretch=True),
        ),
        record=PayRate,
        of=lambda one: one,
        fields=("role", "amount", "basis", "since", "until"),
        save=lambda one: desk.do(rates.edit_rate, one),
        adds=_("報酬額を追加"),
        add=lambda: screen.adding(
            PayRate,
            asked(PayRate, "role", "amount", "basis", "since"),
            add,
            note=_("同じ区分の前の額は、この額の前の日で終わります。"),
        ),
        remove=lambda one: desk.act(rates.remove_rate, one.id),
        empty=_("報酬額がまだありません。条例で定める日額と根拠を登録してください。"),
    )
    return BookSection(screen, book, lambda: screen.of_committee(rates.rates))


def _range(one: TaxBracket) -> str:
    return f"{one.least:,}～{'' if one.below is None else f'{one.below:,}'}"


def _tax(one: TaxBracket) -> str:
    if one.amount is not None:
        return _("{amount}円").format(amount=f"{one.amount:,}")
    return f"{one.rate / 1000:g}%"


def tax(screen: SettingsScreen) -> Section:
    """源泉徴収税額."""
    desk, names = screen.desk, ("table", "least", "below", "rate", "amount", "basis", "since")
    book = Book(
        name=_("源泉徴収税額の一覧"),
        columns=(
            Column[TaxBracket](title=mark("税額表"), text=lambda one: _(one.table.label), width=8, least=5),
            Column[TaxBracket](title=mark("支給額（円）"), text=_range, width=9, stretch=True),
            Column[TaxBracket](title=mark("税"), text=_tax, width=6),
            Column[TaxBracket](title=mark("いつから"), text=lambda one: short(one.since), width=7),
        ),
        record=TaxBracket,
        of=lambda one: one,
        fields=(*names, "until"),
        save=lambda one: desk.do(rates.edit_bracket, one),
        adds=_("行を追加"),
        add=lambda: screen.adding(
            TaxBracket,
            asked(TaxBracket, *names),
            lambda owner, values: desk.do(rates.add_bracket, owner, **values),
        ),
        remove=lambda one: desk.act(rates.remove_bracket, one.id),
        empty=_(
            "登録がない間は、月額表乙欄のうち一律の税率の範囲だけを計算します。会計担当に確認した税額表を登録してください。"
        ),
    )
    return BookSection(screen, book, lambda: screen.of_committee(rates.brackets))


_TERMS_COLUMNS: Final = (
    Column[NamedTerms](title=mark("委員"), text=lambda one: one.name, width=8),
    Column[NamedTerms](
        title=mark("支給"), text=lambda one: _("支給") if one.terms.paid else _("対象外"), width=5
    ),
    Column[NamedTerms](
        title=mark("対象外の理由"), text=lambda one: one.terms.reason, width=8, least=5, stretch=True
    ),
    Column[NamedTerms](title=mark("費用弁償"), text=lambda one: f"{one.terms.travel:,}", width=6),
)


def pay_terms(screen: SettingsScreen) -> Section:
    """支給区分: of those in office today."""
    desk, names = screen.desk, ("paid", "reason", "travel", "since")
    member = Field(
        name="appointment", kind=Kind.REFERENCE, label=mark("委員"), required=True, target="Appointment"
    )

    def members(_field: Field) -> tuple[tuple[Id, str], ...]:
        owner = desk.committee
        lines = desk.read(roster_on, owner.id, desk.today).lines if owner else ()
        return tuple((line.appointment.id, line.name.name) for line in lines)

    def add(_owner: Id, values: Values) -> object:
        given = dict(values)
        return desk.do(pay.set_pay_terms, given.pop("appointment"), **given)

    def adding() -> Act | None:
        return screen.adding(PayTerms, [member, *asked(PayTerms, *names)], add, options=members)

    book = Book(
        name=_("支給区分の一覧"),
        columns=_TERMS_COLUMNS,
        record=PayTerms,
        of=lambda one: one.terms,
        fields=(*names, "until"),
        save=lambda one: desk.do(rates.edit_pay_terms, one),
        adds=_("支給区分を追加"),
        add=adding,
        remove=lambda one: desk.act(rates.remove_pay_terms, one.id),
        empty=_("支給区分の登録がない委員には、報酬額のとおり支給し、費用弁償は計上しません。"),
    )
    return BookSection(
        screen, book, lambda: screen.of_committee(lambda s, c: rates.terms_of_pay(s, c, desk.today))
    )


def name_glyphs(screen: SettingsScreen) -> Section:
    """字形: names whose glyph needs care, and whether the base form may stand for it."""
    desk = screen.desk
    book = Book(
        name=_("字形に注意する氏名の一覧"),
        columns=(
            Column[PersonName](title=mark("氏名"), text=lambda one: one.name, width=8),
            Column[PersonName](
                title=mark("字形メモ"), text=lambda one: one.glyph_note, width=10, stretch=True
            ),
            Column[PersonName](
                title=mark("代用"), text=lambda one: _("承認") if one.base_form_accepted else "", width=5
            ),
        ),
        record=PersonName,
        of=lambda one: one,
        fields=("substitute", "glyph_note", "base_form_accepted"),
        save=lambda one: desk.do(corrections.correct, one),
        empty=_("字形に注意する氏名はありません。字形メモや代替字は「委員」の画面で氏名に付けます。"),
    )
    return BookSection(screen, book, lambda: desk.read(glyphs.names_to_watch))
