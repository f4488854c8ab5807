"""資料送付書: the letter that the materials of a meeting are sent with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.i18n import Message, mark
from kyodo_desktop.papers import lettersheet, wordletter
from kyodo_desktop.papers.convened import Convened, convened
from kyodo_desktop.papers.forms import option, say, shared, wording
from kyodo_desktop.papers.letter import (
    FORM,
    SEALS,
    Addressee,
    Item,
    Letter,
    LetterHead,
    LetterLook,
    printed_batch,
    to_each,
)
from kyodo_desktop.papers.letterheads import addressees, head_of_meeting, meeting_of, without_address
from kyodo_desktop.papers.paper import GoesOut, Occasion, Paper, Printed, Takes
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.wordpieces import Written
from kyodo_desktop.services import meetings
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class Sent:
    """A material that is sent: its number, its title, whether it is handed apart."""

    number: str
    title: str
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverLetterView:
    """Everything the letters show."""

    head: LetterHead
    to: tuple[Addressee, ...]
    meeting: Convened
    materials: tuple[Sent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverLetterForm:
    """The form's wording."""

    subject: str = wording("number", "committee")
    body: str = wording("number", "committee")
    meeting: str = wording()
    held: str = wording("number", "committee")
    date: str = wording()
    starts: str = wording("day", "time")
    place: str = wording()
    materials: str = wording()
    listed: str = wording("number", "title")
    apart: str = wording()
    none: str = wording()
    seal: str = option(*SEALS)
    window: bool
    letter: LetterLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class CoverLetter(Paper[CoverLetterView, CoverLetterForm]):
    """資料送付書."""

    key: ClassVar = "cover_letter"
    title: ClassVar = mark("資料送付書")
    form: ClassVar = "cover_letter.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.MEETING, Takes.MEMBERS)
    goes_out: ClassVar = GoesOut.NUMBERED
    layout = CoverLetterForm

    def compose(self, store: Store, occasion: Occasion) -> CoverLetterView:
        meeting = meeting_of(occasion, "a cover letter")
        quotes = Quotes(store, occasion.committee.id)
        return CoverLetterView(
            head=head_of_meeting(store, occasion),
            to=addressees(store, occasion),
            meeting=convened(occasion.committee, meeting),
            materials=tuple(
                Sent(line.number, quotes.said(line.material.title), line.material.handed_apart)
                for line in meetings.materials(store, meeting.id)
            ),
        )

    def heading(self, view: CoverLetterView, form: CoverLetterForm) -> str:
        return say(form.subject, number=view.meeting.number, committee=view.meeting.committee)

    def printed(self, view: CoverLetterView, form: CoverLetterForm) -> Iterator[Printed]:
        return printed_batch(self._letters(view, form), form.letter)

    def notes(self, view: CoverLetterView, form: CoverLetterForm) -> tuple[Message, ...]:
        return without_address(view.to) if form.window else ()

    def draw(self, view: CoverLetterView, page: Page, form: CoverLetterForm) -> Iterator[Progress]:
        return lettersheet.batch(page, form.letter, self._letters(view, form))

    def word(self, view: CoverLetterView, form: CoverLetterForm) -> Written:
        """The same for Word."""
        return wordletter.written(self.heading(view, form), self._letters(view, form), form.letter)

    def _letters(self, view: CoverLetterView, form: CoverLetterForm) -> tuple[Letter, ...]:
        held = {"number": view.meeting.number, "committee": view.meeting.committee}
        listed = [
            say(form.listed, number=one.number, title=one.title) + (form.apart if one.apart else "")
            for one in view.materials
        ]
        return to_each(
            view.to,
            view.head,
            subject=self.heading(view, form),
            text=say(form.body, **held),
            items=(
                Item(form.meeting, say(form.held, **held)),
                Item(form.date, view.meeting.when(form.starts)),
                Item(form.place, view.meeting.venue),
                Item(form.materials, "\n".join(listed) or form.none),
            ),
            seal=form.seal,
            window=form.window,
        )
