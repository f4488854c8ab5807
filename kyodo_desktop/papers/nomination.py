"""推薦依頼: a letter to each organisation that recommends members, before their term ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.workdays import on_or_before
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import wordletter
from kyodo_desktop.papers.forms import measure, option, say, shared, wording
from kyodo_desktop.papers.letter import (
    FORM,
    WIDE_SPACE,
    Addressee,
    Item,
    Letter,
    LetterHead,
    LetterLook,
    printed,
    wide,
)
from kyodo_desktop.papers.letterheads import head_of_mayor
from kyodo_desktop.papers.lettersheet import batch
from kyodo_desktop.papers.paper import THE_FORM, GoesOut, Occasion, Paper, Printed, Takes, one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.wordpieces import Written
from kyodo_desktop.services import appointing, correspondence
from kyodo_desktop.services.appointing import Asked
from kyodo_desktop.services.sitting import roster_on
from kyodo_desktop.storage import Store

_OFF: Final = "closed"
_LATEST: Final = 366
"""The most days before the term's end for which the office's calendar is asked."""


@dataclass(frozen=True, slots=True)
class Recommended:
    """A member whom an organisation recommended for the present term."""

    name: str
    base_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What one organisation is asked for."""

    organisation: str
    category: str
    count: int
    present: tuple[Recommended, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationView:
    """Everything the letters show: the present term's end, the next term's days, the office's days off."""

    head: LetterHead
    committee: str
    ends: dt.date
    since: dt.date
    until: dt.date | None
    requests: tuple[Request, ...]
    closed: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The headings of the items under 記."""

    seat: str = wording()
    count: str = wording()
    term: str = wording()
    present: str = wording()
    deadline: str = wording()
    manner: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationForm:
    """The form's wording; `days` before the present term's end the answers are due."""

    days: int = measure(14, _LATEST)
    least: int = measure(7, 90)
    seal: str = option("omitted", "sealed", "none")
    subject: str = wording("committee")
    none: str = wording()
    greeting: str = wording()
    reason: str = wording("committee", "ends")
    asked: str = wording()
    seat: str = wording("committee", "category")
    count: str = wording("count")
    term: str = wording("since", "until")
    term_open: str = wording("since")
    manner: str = wording()
    labels: Labels
    letter: LetterLook = shared(FORM)  # noqa: RUF009 - a field's description


class NominationPaper(Paper[NominationView, NominationForm]):
    """推薦依頼."""

    key: ClassVar = "nomination"
    title: ClassVar = mark("推薦依頼")
    form: ClassVar = "nomination.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.DAY, Takes.MEMBERS)
    goes_out: ClassVar = GoesOut.NUMBERED
    layout = NominationForm

    def compose(self, store: Store, occasion: Occasion) -> NominationView:
        committee = occasion.committee
        term = roster_on(store, committee.id, occasion.day).term
        coming = appointing.next_term(store, term)
        asked = appointing.asked_bodies(store, committee.id, occasion.day, occasion.to)
        return NominationView(
            head=head_of_mayor(store, occasion),
            committee=committee.name,
            ends=term.until,
            since=coming.since,
            until=coming.until,
            requests=tuple(map(_request, asked)),
            closed=correspondence.closed_before(store, committee.id, term.until, _LATEST),
        )

    def heading(self, view: NominationView, form: NominationForm) -> str:
        return say(form.subject, committee=view.committee)

    def sent_to(self, view: NominationView) -> tuple[str, ...]:
        return tuple(one.organisation for one in view.requests)

    def printed(self, view: NominationView, form: NominationForm) -> Iterator[Printed]:
        face = form.letter.body.face
        yield Printed(form.none, face, msg(THE_FORM))
        for one, letter in zip(view.requests, letters(view, form), strict=True):
            for member in one.present:
                where = msg("委員 {name} の氏名", name=member.name)
                yield Printed(wide(member.name), face, where, member.base_form)
            for text in printed(letter, form.letter):
                accepted = any(member.base_form and wide(member.name) in text.text for member in one.present)
                yield replace(text, base_form=text.base_form or accepted)

    def draw(self, view: NominationView, page: Page, form: NominationForm) -> Iterator[Progress]:
        if not view.requests:
            look = form.letter
            page.text(page.width / 2, look.margins.top, form.none, style(look.body), "center")
            yield one_page(1, 1)
        yield from batch(page, form.letter, letters(view, form))

    def word(self, view: NominationView, form: NominationForm) -> Written:
        """The same for Word."""
        return wordletter.written(self.heading(view, form), letters(view, form), form.letter, none=form.none)


def letters(view: NominationView, form: NominationForm) -> tuple[Letter, ...]:
    """One letter for each organisation, a blank line of the form left out."""
    reason = say(form.reason, committee=view.committee, ends=wareki.long(view.ends))
    body = tuple(text for text in (form.greeting, reason, form.asked) if text)
    return tuple(
        Letter(
            head=view.head,
            to=Addressee(name=one.organisation, suffix="body"),
            subject=say(form.subject, committee=view.committee),
            body=body,
            items=_items(one, view, form),
            seal=form.seal,
        )
        for one in view.requests
    )


def deadline(view: NominationView, form: NominationForm) -> dt.date:
    """The working day by which answers are due; letters that go out late leave `least` days for them."""
    due = view.ends - dt.timedelta(days=form.days)
    if view.head.date is not None:
        due = max(due, view.head.date + dt.timedelta(days=form.least))
    return on_or_before(due, lambda day: _OFF if day in view.closed else "")


def _items(one: Request, view: NominationView, form: NominationForm) -> tuple[Item, ...]:
    words, since = form.labels, wareki.long(view.since)
    term = say(form.term_open, since=since)
    if view.until is not None:
        term = say(form.term, since=since, until=wareki.long(view.until))
    present = "\n".join(wide(member.name) for member in one.present)
    found = (
        Item(words.seat, say(form.seat, committee=view.committee, category=one.category)),
        Item(words.count, say(form.count, count=one.count)),
        Item(words.term, term),
        Item(words.present, present),
        Item(words.deadline, wareki.long_with_weekday(deadline(view, form))),
        Item(words.manner, form.manner),
    )
    return tuple(item for item in found if item.label and item.text)


def _request(asked: Asked) -> Request:
    named = (asked.category.name, asked.category.qualification)
    return Request(
        organisation=asked.organisation,
        category=WIDE_SPACE.join(part for part in named if part),
        count=len(asked.members),
        present=tuple(Recommended(line.name.name, line.name.base_form_accepted) for line in asked.members),
    )
