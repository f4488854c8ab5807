"""審議結果: what a meeting came to, in the fields of the city's web page, as a PDF and as a page (HTML)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.records import Attachment, MeetingStatus
from kyodo_desktop.i18n import mark
from kyodo_desktop.papers import sheet
from kyodo_desktop.papers.forms import say, shared, wording
from kyodo_desktop.papers.letterheads import meeting_of
from kyodo_desktop.papers.minutes import accepted_names, numbered
from kyodo_desktop.papers.paper import Occasion, Paper, Printed
from kyodo_desktop.papers.pieces import Pairs, Piece
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.sheet import FORM, SheetLook
from kyodo_desktop.services import meetings, minutes, outcomes
from kyodo_desktop.services.outcomes import Outcome
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store

_MATERIALS: Final = "会議資料"
_KB: Final = 1024


@dataclass(frozen=True, slots=True)
class Handed:
    """A material as the page lists it; `size` in bytes where its file is known."""

    number: str
    title: str
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsView:
    """Everything the page shows. `head` is that of the minutes as they are published."""

    committee: str
    number: int
    head: tuple[tuple[str, str], ...]
    outcomes: tuple[Outcome, ...]
    materials: tuple[Handed, ...]
    held: bool
    published: str = ""
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsForm:
    """The form's wording."""

    title: str = wording("number", "committee")
    results: str = wording()
    outcome: str = wording("number", "title", "sentence")
    none: str = wording()
    pending: str = wording()
    material: str = wording("number", "title")
    sized: str = wording("number", "title", "size")
    minutes: str = wording()
    published: str = wording("day")
    unpublished: str = wording()
    look: SheetLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class Results(Paper[ResultsView, ResultsForm]):
    """審議結果."""

    key: ClassVar = "results"
    title: ClassVar = mark("審議結果")
    form: ClassVar = "results.toml"
    public: ClassVar = True
    layout = ResultsForm

    def compose(self, store: Store, occasion: Occasion) -> ResultsView:
        meeting = meeting_of(occasion, "the results")
        stored = minutes.minutes_of(store, meeting.id)
        text = (
            minutes.foreseen(store, meeting.id, public=True)
            if stored is None
            else minutes.edition(store, stored.id, public=True)
        )
        published = stored.published_on if stored else None
        return ResultsView(
            committee=occasion.committee.name,
            number=meeting.number,
            head=text.head,
            outcomes=outcomes.outcomes(store, meeting.id, public=True),
            materials=_handed(store, occasion),
            held=meeting.status is not MeetingStatus.PLANNED,
            published=wareki.long(published) if published else "",
            accepted=accepted_names(store, occasion.committee.id, occasion),
        )

    def heading(self, view: ResultsView, form: ResultsForm) -> str:
        return say(form.title, number=view.number, committee=view.committee)

    def printed(self, view: ResultsView, form: ResultsForm) -> Iterator[Printed]:
        yield from sheet.printed(self.heading(view, form), self.pieces(view, form), form.look, view.accepted)

    def draw(self, view: ResultsView, page: Page, form: ResultsForm) -> Iterator[Progress]:
        yield from sheet.draw(page, self.heading(view, form), self.pieces(view, form), form.look)

    def pieces(self, view: ResultsView, form: ResultsForm) -> tuple[Piece, ...]:
        """One table: the head, with the results before the materials, whose files' sizes it says."""
        rows: list[tuple[str, str]] = []
        for label, value in view.head:
            if label == _MATERIALS:
                rows.append((form.results, _results(view, form)))
                rows.append((label, "\n".join(_material(one, form) for one in view.materials)))
                rows.append((form.minutes, _minutes(view, form)))
            else:
                rows.append((label, value))
        return (Pairs(tuple((label, value) for label, value in rows if value)),)


def _handed(store: Store, occasion: Occasion) -> tuple[Handed, ...]:
    meeting = meeting_of(occasion, "the results")
    quotes = Quotes(store, occasion.committee.id)
    lines = meetings.materials(store, meeting.id)
    files = [line.material.attachment for line in lines if line.material.attachment]
    sizes = {one.id: one.size for one in store.find_in(Attachment, "id", files)}
    return tuple(
        Handed(
            line.number,
            quotes.said(line.material.title),
            sizes.get(line.material.attachment or ""),
        )
        for line in lines
    )


def _results(view: ResultsView, form: ResultsForm) -> str:
    if not view.held:
        return form.pending
    told = [
        say(form.outcome, number=numbered(one.number), title=one.title, sentence=one.sentence)
        for one in view.outcomes
    ]
    return "\n".join(told) or form.none


def _material(one: Handed, form: ResultsForm) -> str:
    if one.size is None:
        return say(form.material, number=one.number, title=one.title)
    size = f"{max(1, -(-one.size // _KB)):,}"
    return say(form.sized, number=one.number, title=one.title, size=size)


def _minutes(view: ResultsView, form: ResultsForm) -> str:
    return say(form.published, day=view.published) if view.published else form.unpublished
