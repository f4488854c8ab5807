"""諮問書: the mayor's letter that puts a consultation to the committee's chair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import letter, wordletter
from kyodo_desktop.papers.forms import option, say, shared, wording
from kyodo_desktop.papers.letter import FORM, Addressee, Item, Letter, LetterHead, LetterLook
from kyodo_desktop.papers.letterheads import head
from kyodo_desktop.papers.lettersheet import batch
from kyodo_desktop.papers.paper import THE_FORM, GoesOut, Occasion, Paper, Printed, Takes
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.wordpieces import Written
from kyodo_desktop.services import consultletters
from kyodo_desktop.services.consultletters import Officer
from kyodo_desktop.services.conveners import mayor_on
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store

_ABOUT: Final = "について"
_ASKS: Final = ("意見を求め", "意見を賜", "諮問")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationView:
    """Everything the letter shows. `text` is the letter's own words; `reasons` where it has the form's."""

    head: LetterHead
    to: Addressee
    title: str
    matter: str = ""
    text: tuple[str, ...] = ()
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The headings of the items under 記."""

    matter: str = wording()
    reasons: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationForm:
    """The form's wording; `basis` names the article that has the mayor consult, "" where it isn't named."""

    seal: str = option("omitted", "sealed", "none")
    subject: str = wording("title")
    basis: str = wording()
    by_basis: str = wording("basis")
    asked: str = wording("basis")
    asked_items: str = wording("basis")
    labels: Labels
    letter: LetterLook = shared(FORM)  # noqa: RUF009 - a field's description


class ConsultationLetter(Paper[ConsultationView, ConsultationForm]):
    """諮問書."""

    key: ClassVar = "consultation_letter"
    title: ClassVar = mark("諮問書")
    form: ClassVar = "consultation_letter.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.CONSULTATION,)
    goes_out: ClassVar = GoesOut.PLAIN
    layout = ConsultationForm

    def compose(self, store: Store, occasion: Occasion) -> ConsultationView:
        committee, meeting = occasion.committee, occasion.meeting
        line = consultletters.asked(
            store, committee.id, occasion.day, meeting.id if meeting else None, occasion.consultation
        )
        asked, quotes = line.consultation, Quotes(store, committee.id)
        to = chair(consultletters.chair_asked(store, asked), committee.name)
        signed = head(
            store, replace(occasion, day=asked.asked_on), mayor_on(store, committee.id, asked.asked_on)
        )
        question = quotes.said(asked.question).strip()
        asks = _asks(question)
        return ConsultationView(
            head=replace(signed, reference=asked.document_number, date=asked.asked_on),
            to=to,
            title=asked.title,
            matter=quotes.said(asked.subject).strip(),
            text=tuple(part for part in question.split("\n") if part.strip()) if asks else (),
            reasons="" if asks else question,
        )

    def heading(self, view: ConsultationView, form: ConsultationForm) -> str:
        return say(form.subject, title=about(view.title))

    def sent_to(self, view: ConsultationView) -> tuple[str, ...]:
        return (view.to.name,)

    def printed(self, view: ConsultationView, form: ConsultationForm) -> Iterator[Printed]:
        yield Printed(form.basis, form.letter.body.face, msg(THE_FORM))
        yield from letter.printed(_letter(view, form), form.letter)

    def draw(self, view: ConsultationView, page: Page, form: ConsultationForm) -> Iterator[Progress]:
        yield from batch(page, form.letter, (_letter(view, form),))

    def word(self, view: ConsultationView, form: ConsultationForm) -> Written:
        """The same for Word."""
        return wordletter.written(self.heading(view, form), (_letter(view, form),), form.letter)


def _asks(question: str) -> bool:
    """Whether a text is the letter's own, its last sentence asking; else it gives the reasons."""
    *_, last = question.rstrip("。").rsplit("。", 1)
    return any(word in last for word in _ASKS)


def about(title: str) -> str:
    """A title as a letter's subject has it: …について."""
    return title if title.endswith(_ABOUT) else title + _ABOUT


def chair(officer: Officer | None, committee: str) -> Addressee:
    """The committee's chair, by the office alone where nobody is on record for the day."""
    office = "委員長"
    if officer is None:
        return Addressee(name=office, body=committee)
    name = officer.name
    return Addressee(
        name=name.name, body=committee, title=officer.role.label, base_form=name.base_form_accepted
    )


def _letter(view: ConsultationView, form: ConsultationForm) -> Letter:
    words = form.labels
    items = (Item(words.matter, view.matter), Item(words.reasons, view.reasons))
    items = tuple(item for item in items if item.label and item.text)
    basis = say(form.by_basis, basis=form.basis) if form.basis else ""
    asked = say(form.asked_items if items else form.asked, basis=basis)
    return Letter(
        head=view.head,
        to=view.to,
        subject=say(form.subject, title=about(view.title)),
        body=view.text or (asked,),
        items=items,
        seal=form.seal,
    )
