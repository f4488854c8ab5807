"""退任の礼状: a letter of thanks to each member who has left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import wordletter
from kyodo_desktop.papers.forms import option, say, shared, wording
from kyodo_desktop.papers.letter import FORM, Addressee, Letter, LetterHead, LetterLook, printed
from kyodo_desktop.papers.letterheads import head_of_mayor
from kyodo_desktop.papers.lettersheet import batch
from kyodo_desktop.papers.paper import (
    THE_FORM,
    Eligible,
    GoesOut,
    Occasion,
    Paper,
    Printed,
    Takes,
    one_page,
    style,
)
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.wordpieces import Written
from kyodo_desktop.services import appointing
from kyodo_desktop.services.appointing import Leaver
from kyodo_desktop.storage import Store

_AND: Final = "・"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """One who has left: whom the letter is for, the days of service, the offices held (委員長 …)."""

    to: Addressee
    since: dt.date
    until: dt.date
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksView:
    """Everything the letters show."""

    head: LetterHead
    committee: str
    retired: tuple[Retired, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksForm:
    """The form's wording."""

    seal: str = option("omitted", "sealed", "none")
    contact: bool
    subject: str = wording("committee")
    none: str = wording()
    greeting: str = wording()
    served: str = wording("committee", "since", "until")
    served_office: str = wording("committee", "since", "until", "roles")
    closing: str = wording()
    letter: LetterLook = shared(FORM)  # noqa: RUF009 - a field's description


class ThanksPaper(Paper[ThanksView, ThanksForm]):
    """退任の礼状."""

    key: ClassVar = "thanks"
    title: ClassVar = mark("退任の礼状")
    form: ClassVar = "thanks.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.DAY, Takes.MEMBERS)
    goes_out: ClassVar = GoesOut.NUMBERED
    layout = ThanksForm

    def compose(self, store: Store, occasion: Occasion) -> ThanksView:
        committee, sending = occasion.committee, occasion.sending
        day = sending.on if sending else occasion.day
        left = appointing.leavers(store, committee.id, day, occasion.to)
        return ThanksView(
            head=head_of_mayor(store, occasion),
            committee=committee.name,
            retired=tuple(map(_retired, left)),
        )

    def heading(self, view: ThanksView, form: ThanksForm) -> str:
        return say(form.subject, committee=view.committee)

    def eligible(self, store: Store, occasion: Occasion) -> tuple[Eligible, ...]:
        """Who has left."""
        day = occasion.sending.on if occasion.sending else occasion.day
        left = appointing.leavers(store, occasion.committee.id, day)
        return tuple(Eligible(one.appointment.id, one.name.name) for one in left)

    def sent_to(self, view: ThanksView) -> tuple[str, ...]:
        return tuple(one.to.name for one in view.retired)

    def printed(self, view: ThanksView, form: ThanksForm) -> Iterator[Printed]:
        yield Printed(form.none, form.letter.body.face, msg(THE_FORM))
        for one in letters(view, form):
            yield from printed(one, form.letter)

    def draw(self, view: ThanksView, page: Page, form: ThanksForm) -> Iterator[Progress]:
        if not view.retired:
            look = form.letter
            page.text(page.width / 2, look.margins.top, form.none, style(look.body), "center")
            yield one_page(1, 1)
        yield from batch(page, form.letter, letters(view, form))

    def word(self, view: ThanksView, form: ThanksForm) -> Written:
        """The same for Word."""
        return wordletter.written(self.heading(view, form), letters(view, form), form.letter, none=form.none)


def letters(view: ThanksView, form: ThanksForm) -> tuple[Letter, ...]:
    """One letter for each who has left."""
    head = view.head
    if not form.contact:
        head = LetterHead(
            sender_title=head.sender_title,
            sender=head.sender,
            prefix=head.prefix,
            number=head.number,
            date=head.date,
        )
    return tuple(
        Letter(
            head=head,
            to=one.to,
            subject=say(form.subject, committee=view.committee),
            body=tuple(text for text in (form.greeting, _served(one, view, form), form.closing) if text),
            seal=form.seal,
        )
        for one in view.retired
    )


def _served(one: Retired, view: ThanksView, form: ThanksForm) -> str:
    values = {
        "committee": view.committee,
        "since": wareki.long(one.since),
        "until": wareki.long(one.until),
    }
    if one.roles:
        return say(form.served_office, roles=_AND.join(one.roles), **values)
    return say(form.served, **values)


def _retired(left: Leaver) -> Retired:
    return Retired(
        to=Addressee(
            name=left.name.name,
            postcode=left.person.postcode,
            address=left.person.address,
            base_form=left.name.base_form_accepted,
        ),
        since=left.since,
        until=left.until,
        roles=tuple(role.label for role in left.roles),
    )
