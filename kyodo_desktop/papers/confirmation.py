"""所属・口座確認票: what is on record of each member, once a year, with boxes to put it right in.

It is for the member's own eyes: an account shows the last figures of its number only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import BankAccount, Person, Selection
from kyodo_desktop.domain.workdays import on_or_before
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers.forms import Margins, Type, measure, option, say, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.letter import WIDE_SPACE, wide
from kyodo_desktop.papers.paper import THE_FORM, GoesOut, Occasion, Paper, Printed, Takes, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress, drained
from kyodo_desktop.papers.press.style import Digits, Style
from kyodo_desktop.papers.press.table import Cell, Column, Look, Row, Table
from kyodo_desktop.services import correspondence
from kyodo_desktop.services.sitting import RosterLine, roster_on
from kyodo_desktop.storage import Store

_SHOWN: Final = 3
"""How many figures of an account's number are shown."""
_HIDDEN: Final = "＊"
_OFF: Final = "closed"
_LEAST: Final = 7.0
_LATEST: Final = 90
"""The most days that the form may give for the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is on record of a member; nothing is "" and printed as the form says."""

    name: str
    kana: str = ""
    postcode: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    organisation: str = ""
    post: str = ""
    confirmed_on: dt.date | None = None
    bank: str = ""
    account: str = ""
    holder: str = ""
    base_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationView:
    """Everything the sheets show; `sent_on` is None while nothing is sent, `closed` the office's days off."""

    committee: str
    year: str
    sent_on: dt.date | None = None
    closed: frozenset[dt.date] = frozenset()
    contact: tuple[str, ...]
    members: tuple[Known, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words before what is on record, and over the columns."""

    item: str = wording()
    known: str = wording()
    same: str = wording()
    changed: str = wording()
    name: str = wording()
    kana: str = wording()
    address: str = wording()
    phone: str = wording()
    email: str = wording()
    organisation: str = wording()
    post: str = wording()
    bank: str = wording()
    account: str = wording()
    holder: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table's measures in millimetres; what is on record and what changes share the rest."""

    item: float = measure(15, 60)
    same: float = measure(8, 40)
    head: float = measure(5, 30)
    row: float = measure(6, 40)
    shade: float = measure(0, 1)
    line: float = measure(4, 20)
    white: float = measure(0, 40)
    foot: float = measure(0, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationForm:
    """The form's wording and geometry."""

    days: int = measure(7, _LATEST)
    heading: str = wording("year", "committee")
    none: str = wording()
    to: str = wording("name")
    text: str = wording("return_by")
    text_undated: str = wording()
    missing: str = wording()
    box: str = wording()
    confirmed: str = wording("date")
    note: str = wording()
    filled: str = wording()
    contact: str = wording("contact")
    digits: Digits = option("half", "full", "one_full")  # noqa: RUF009
    labels: Labels
    margins: Margins
    title: Type
    body: Type
    cells: Type
    table: Grid


class ConfirmationPaper(Paper[ConfirmationView, ConfirmationForm]):
    """所属・口座確認票."""

    key: ClassVar = "confirmation"
    title: ClassVar = mark("所属・口座確認票")
    form: ClassVar = "confirmation.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.DAY, Takes.MEMBERS)
    goes_out: ClassVar = GoesOut.PLAIN
    layout = ConfirmationForm

    def compose(self, store: Store, occasion: Occasion) -> ConfirmationView:
        committee, sending = occasion.committee, occasion.sending
        lines = roster_on(store, committee.id, occasion.day).lines
        only = occasion.to
        wanted = [line for line in lines if only is None or line.appointment.id in only]
        people = [line.appointment.person for line in wanted]
        persons = {one.id: one for one in store.find_in(Person, "id", people)}
        accounts = {one.person: one for one in store.find_in(BankAccount, "person", people)}
        written = sending.on if sending else occasion.day
        contact = correspondence.contact_on(store, committee.id, written)
        told = (contact.section, contact.name, contact.phone, contact.email) if contact else ()
        return ConfirmationView(
            committee=committee.name,
            year=wareki.fiscal_year_name(wareki.fiscal_year(written)),
            sent_on=sending.on if sending else None,
            closed=_closed(store, committee.id, written),
            contact=tuple(part for part in told or (committee.section,) if part),
            members=tuple(_known(line, persons, accounts) for line in wanted),
        )

    def heading(self, view: ConfirmationView, form: ConfirmationForm) -> str:
        return _heading(view, form)

    def notes(self, view: ConfirmationView, form: ConfirmationForm) -> tuple[Message, ...]:  # noqa: ARG002
        away = tuple(one.name for one in view.members if not one.account)
        return (msg("口座が登録されていません：{names}", names=away),) if away else ()

    def sent_to(self, view: ConfirmationView) -> tuple[str, ...]:
        return tuple(one.name for one in view.members)

    def printed(self, view: ConfirmationView, form: ConfirmationForm) -> Iterator[Printed]:
        body, cells = form.body.face, form.cells.face
        yield Printed(self.heading(view, form), form.title.face, msg("確認票の標題"))
        said = (form.none, form.note, form.filled, _text(view, form), *_contact(view, form))
        yield Printed("".join(said), body, msg(THE_FORM))
        words = form.labels
        yield Printed(words.item + words.known + words.same + words.changed, cells, msg(THE_FORM))
        for one in view.members:
            where = msg("委員 {name} の氏名", name=one.name)
            yield Printed(say(form.to, name=wide(one.name)), body, where, one.base_form)
            yield Printed(one.name, cells, where, one.base_form)
            where = msg("委員 {name} の登録内容", name=one.name)
            others = [part for row in _facts(one, form)[1:] for part in row]
            yield Printed("".join((form.box, words.name, *others)), cells, where)

    def draw(self, view: ConfirmationView, page: Page, form: ConfirmationForm) -> Iterator[Progress]:
        if not view.members:
            page.text(page.width / 2, form.margins.top, form.none, style(form.body), "center")
        for place, one in enumerate(view.members, 1):
            if place > 1:
                page.new_page()
            _sheet(one, view, page, form)
            yield Progress(place, len(view.members), msg("{done}人分", done=place))


def shown_account(number: str) -> str:
    """The last figures of an account's number, the others hidden."""
    number = number.strip()
    hidden = max(len(number) - _SHOWN, min(len(number), _SHOWN))
    return _HIDDEN * hidden + number[hidden:]


def _known(line: RosterLine, persons: Mapping[Id, Person], accounts: Mapping[Id, BankAccount]) -> Known:
    person, belongs = persons[line.appointment.person], line.affiliation
    called = line.appointment.selection is Selection.PUBLIC_CALL
    account = accounts.get(person.id)
    bank = (account.bank, account.branch, account.kind.label) if account else ()
    return Known(
        name=line.name.name,
        kana=line.name.kana,
        postcode=person.postcode,
        address=person.address,
        phone=person.phone,
        email=person.email,
        organisation=belongs.organisation if belongs and not called else "",
        post=belongs.post if belongs and not called else "",
        confirmed_on=belongs.confirmed_on if belongs else None,
        bank=" ".join(part for part in bank if part),
        account=shown_account(account.number) if account else "",
        holder=account.holder if account else "",
        base_form=line.name.base_form_accepted,
    )


def _closed(store: Store, committee: Id, written: dt.date) -> frozenset[dt.date]:
    return correspondence.closed_before(store, committee, written + dt.timedelta(days=_LATEST), _LATEST)


def _text(view: ConfirmationView, form: ConfirmationForm) -> str:
    """What is asked, and by which working day."""
    if view.sent_on is None:
        return form.text_undated
    last = view.sent_on + dt.timedelta(days=form.days)
    last = on_or_before(last, lambda day: _OFF if day in view.closed else "")
    return say(form.text, return_by=wareki.long_with_weekday(last))


def _contact(view: ConfirmationView, form: ConfirmationForm) -> tuple[str, ...]:
    said = WIDE_SPACE.join(wide(part) for part in view.contact)
    return (say(form.contact, contact=said),) if said else ()


def _facts(one: Known, form: ConfirmationForm) -> tuple[tuple[str, str], ...]:
    """Each label with what is on record under it."""
    words = form.labels
    place = " ".join(part for part in (f"〒{one.postcode}" if one.postcode else "", one.address) if part)
    belongs = one.organisation
    if belongs and one.confirmed_on is not None:
        belongs += "\n" + say(form.confirmed, date=wareki.long(one.confirmed_on))
    facts = (
        (words.name, one.name),
        (words.kana, one.kana),
        (words.address, place),
        (words.phone, one.phone),
        (words.email, one.email),
        (words.organisation, belongs),
        (words.post, one.post),
        (words.bank, one.bank),
        (words.account, one.account),
        (words.holder, one.holder),
    )
    return tuple((label, said or form.missing) for label, said in facts)


def _sheet(one: Known, view: ConfirmationView, page: Page, form: ConfirmationForm) -> None:
    grid, margins = form.table, form.margins
    left, width = margins.left, page.width - margins.left - margins.right
    plain = style(form.body, line=grid.line)
    body = Style(plain.face, plain.size, plain.leading, form.digits)
    y = margins.top + title(page, left, margins.top, width, _heading(view, form), style(form.title))
    y += grid.white
    page.text(left, y, say(form.to, name=wide(one.name)), plain, width=width)
    y += grid.line + grid.white
    y += page.paragraph(left, y, width, _text(view, form), body, indent=1.0) + grid.white
    bottom = page.height - margins.bottom
    work = _table(one, form, width).draw(page, left, y, bottom=bottom, top=margins.top)
    y = drained(work) + grid.white / 2
    foot = [form.note, form.filled, *_contact(view, form)]
    tall = sum(page.height_of(line, width, body) for line in foot) + grid.foot
    if y + tall > bottom:
        page.new_page()
        y = margins.top
    y += page.paragraph(left, y, width, form.note, body) + grid.foot
    for line in foot[1:]:
        y += page.paragraph(left, y, width, line, body)


def _heading(view: ConfirmationView, form: ConfirmationForm) -> str:
    return say(form.heading, year=view.year, committee=view.committee)


def _table(one: Known, form: ConfirmationForm, width: float) -> Table:
    grid, words, cells = form.table, form.labels, style(form.cells)
    rest = max(20.0, (width - grid.item - grid.same) / 2)
    columns = (
        Column(grid.item, words.item, "center"),
        Column(rest, words.known),
        Column(grid.same, words.same, "center"),
        Column(rest, words.changed),
    )
    rows: list[Row] = [(Cell(label, head=True), said, form.box, "") for label, said in _facts(one, form)]
    look = Look(
        style=cells,
        head_style=cells,
        row_height=grid.row,
        head_height=grid.head,
        head_fill=grid.shade,
        least=_LEAST,
    )
    return Table(columns, rows, look=look)
