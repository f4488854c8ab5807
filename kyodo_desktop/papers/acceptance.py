"""就任承諾書: a sheet for each new member to sign, addressed to who appoints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.forms import Margins, Type, measure, option, say, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.letter import WIDE_SPACE, wide
from kyodo_desktop.papers.paper import MM, THE_FORM, GoesOut, Occasion, Paper, Printed, Takes, one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Digits, Style
from kyodo_desktop.papers.press.undivided import MOST, within
from kyodo_desktop.services import appointing
from kyodo_desktop.services.conveners import mayor_on
from kyodo_desktop.services.sitting import RosterLine, roster_on
from kyodo_desktop.storage import Store

_BELOW: Final = 1.3
"""How far below the top of a line's characters the rule to write on stands, in ems."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepting:
    """One who is to accept: the category as the roster names it, and the days of the appointment."""

    name: str
    category: str
    since: dt.date
    until: dt.date
    base_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceView:
    """Everything the sheets show."""

    committee: str
    mayor_title: str
    mayor: str
    members: tuple[Accepting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """Lengths in millimetres; `label` is the room of the words before what is filled in."""

    line: float = measure(4, 20)
    date: float = measure(0, 60)
    address: float = measure(0, 60)
    text: float = measure(0, 60)
    items: float = measure(0, 60)
    signature: float = measure(0, 60)
    written: float = measure(8, 40)
    block: float = measure(60, 150)
    label: float = measure(10, 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceForm:
    """The form's wording and geometry."""

    heading: str = wording()
    none: str = wording()
    date: str = wording()
    to: str = wording("title", "name")
    to_title: str = wording("title")
    text: str = wording("committee")
    category: str = wording("category")
    term: str = wording("since", "until")
    name: str = wording("name")
    address: str = wording()
    signature: str = wording()
    signed: str = wording()
    digits: Digits = option("half", "full", "one_full")  # noqa: RUF009
    margins: Margins
    title: Type
    body: Type
    small: Type
    spacing: Measures


class AcceptancePaper(Paper[AcceptanceView, AcceptanceForm]):
    """就任承諾書."""

    key: ClassVar = "acceptance"
    title: ClassVar = mark("就任承諾書")
    form: ClassVar = "acceptance.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.DAY, Takes.MEMBERS)
    goes_out: ClassVar = GoesOut.PLAIN
    layout = AcceptanceForm

    def compose(self, store: Store, occasion: Occasion) -> AcceptanceView:
        committee, sending = occasion.committee, occasion.sending
        lines = appointing.newcomers(store, committee.id, occasion.day, occasion.to)
        until = roster_on(store, committee.id, occasion.day).term.until
        mayor = mayor_on(store, committee.id, sending.on if sending else occasion.day)
        return AcceptanceView(
            committee=committee.name,
            mayor_title=mayor.title,
            mayor=mayor.name,
            members=tuple(_accepting(one, until) for one in lines),
        )

    def heading(self, view: AcceptanceView, form: AcceptanceForm) -> str:  # noqa: ARG002
        return form.heading

    def sent_to(self, view: AcceptanceView) -> tuple[str, ...]:
        return tuple(one.name for one in view.members)

    def printed(self, view: AcceptanceView, form: AcceptanceForm) -> Iterator[Printed]:
        face = form.body.face
        yield Printed(form.heading, form.title.face, msg(THE_FORM))
        shown = (form.none, form.date, form.address, form.signature, _text(view, form))
        yield Printed("".join(shown), face, msg(THE_FORM))
        yield Printed(form.signed, form.small.face, msg(THE_FORM))
        yield Printed(_to(view, form), face, msg("就任承諾書の宛先"))
        for one in view.members:
            where = msg("委員 {name} の氏名", name=one.name)
            yield Printed(say(form.name, name=wide(one.name)), face, where, one.base_form)
            yield Printed("".join(_facts(one, form)), face, msg("委員 {name} の区分と任期", name=one.name))

    def draw(self, view: AcceptanceView, page: Page, form: AcceptanceForm) -> Iterator[Progress]:
        sheet = _Sheet(page, form)
        if not view.members:
            page.text(page.width / 2, form.margins.top, form.none, sheet.body, "center")
            yield one_page(1, 1)
        for place, one in enumerate(view.members, 1):
            if place > 1:
                page.new_page()
            sheet.draw(one, view)
            yield one_page(place, len(view.members))


def _accepting(line: RosterLine, until: dt.date) -> Accepting:
    category = WIDE_SPACE.join(part for part in (line.category.name, line.category.qualification) if part)
    return Accepting(
        name=line.name.name,
        category=category,
        since=line.appointment.since,
        until=until,
        base_form=line.name.base_form_accepted,
    )


def _to(view: AcceptanceView, form: AcceptanceForm) -> str:
    if not view.mayor:
        return say(form.to_title, title=view.mayor_title)
    return say(form.to, title=view.mayor_title, name=wide(view.mayor))


def _text(view: AcceptanceView, form: AcceptanceForm) -> str:
    return say(form.text, committee=view.committee)


def _facts(one: Accepting, form: AcceptanceForm) -> tuple[str, ...]:
    term = say(form.term, since=wareki.long(one.since), until=wareki.long(one.until))
    return (say(form.category, category=one.category), term) if one.category else (term,)


class _Sheet:
    """A sheet from its title down to the line to sign on."""

    def __init__(self, page: Page, form: AcceptanceForm) -> None:
        self.page = page
        self.form = form
        body = style(form.body, line=form.spacing.line)
        self.body = Style(body.face, body.size, body.leading, form.digits)
        self.em = body.size * MM
        self.left = form.margins.left
        self.width = page.width - form.margins.left - form.margins.right

    def draw(self, one: Accepting, view: AcceptanceView) -> None:
        form, space, page = self.form, self.form.spacing, self.page
        y = form.margins.top
        y += title(page, self.left, y, self.width, form.heading, style(form.title)) + space.date
        page.text(self.left, y, form.date, self.body, "right", self.width)
        y += space.address
        page.text(self.left, y, _to(view, form), self.body, width=self.width)
        y += space.text
        text = _text(view, form)
        within(page.height_of(text, self.width, self.body, 1.0), page.height * MOST, text)
        y += page.paragraph(self.left, y, self.width, text, self.body, indent=1.0) + space.items
        for line in _facts(one, form):
            y += page.paragraph(self.left + self.em, y, self.width - self.em, line, self.body)
        self._signature(one, y + space.signature)

    def _signature(self, one: Accepting, y: float) -> None:
        """Where the address and the name are written by hand, the name printed above as it is on record."""
        form, space, page = self.form, self.form.spacing, self.page
        edge = self.left + self.width
        x = edge - min(space.block, self.width)
        page.text(x, y, say(form.name, name=wide(one.name)), self.body, width=edge - x)
        for label in (form.address, form.signature):
            y += space.written
            page.text(x, y, label, self.body, "spread", space.label)
            page.rule(x + space.label + self.em, y + self.em * _BELOW, edge, y + self.em * _BELOW, 0.4)
        if form.signed:
            small = style(form.small)
            page.text(x, y + self.em * (_BELOW + 0.4), form.signed, small, "right", edge - x)
