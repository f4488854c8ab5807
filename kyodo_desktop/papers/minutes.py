"""会議録: the minutes of a meeting in the fields of the city's form, for the office and for the public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import MinutesState, MinutesStyle
from kyodo_desktop.i18n import mark
from kyodo_desktop.papers import sheet, wordsheet
from kyodo_desktop.papers.forms import say, shared, wording
from kyodo_desktop.papers.letterheads import meeting_of
from kyodo_desktop.papers.paper import Occasion, Paper, Printed
from kyodo_desktop.papers.pieces import Pairs, Piece, Point, Section, Speech, Text
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.sheet import FORM, SheetLook
from kyodo_desktop.papers.wordpieces import Written
from kyodo_desktop.services import minutes, roster
from kyodo_desktop.services.minutes import MinutesText
from kyodo_desktop.services.minutes import Section as Under
from kyodo_desktop.storage import Store

_SPACE = "\u3000"
_DEEPEST = 4
_UNCONFIRMED = (MinutesState.DRAFT, MinutesState.REVIEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """Everything the minutes show; `begun` is False before there are any.

    `accepted` are members' names whose base form the clerk accepted.
    """

    committee: str
    number: int
    text: MinutesText
    day: dt.date | None = None
    style: MinutesStyle = MinutesStyle.BY_SPEAKER
    begun: bool = True
    draft: bool = False
    accepted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesForm:
    """The form's wording; what all reports have in common stands in a file of its own."""

    title: str = wording("number", "committee")
    draft: str = wording()
    record: str = wording()
    summary: str = wording()
    none: str = wording()
    speaker: str = wording("speaker")
    full_speaker: str = wording("speaker")
    point: str = wording()
    look: SheetLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class MinutesPaper(Paper[MinutesView, MinutesForm]):
    """会議録, for the office."""

    key: ClassVar = "minutes"
    title: ClassVar = mark("会議録")
    form: ClassVar = "minutes.toml"
    internal: ClassVar = True
    layout = MinutesForm

    def compose(self, store: Store, occasion: Occasion) -> MinutesView:
        return composed(store, occasion, public=False)

    def heading(self, view: MinutesView, form: MinutesForm) -> str:
        return heading(view, form)

    def printed(self, view: MinutesView, form: MinutesForm) -> Iterator[Printed]:
        yield from sheet.printed(heading(view, form), pieces(view, form), form.look, view.accepted)

    def draw(self, view: MinutesView, page: Page, form: MinutesForm) -> Iterator[Progress]:
        yield from sheet.draw(page, heading(view, form), pieces(view, form), form.look)

    def word(self, view: MinutesView, form: MinutesForm) -> Written:
        """The same for Word."""
        return wordsheet.written(heading(view, form), pieces(view, form), form.look, view.day)


class PublicMinutes(Paper[MinutesView, MinutesForm]):
    """会議録 as it is published: members named as the committee has it."""

    key: ClassVar = "minutes_public"
    title: ClassVar = mark("会議録（公開用）")
    form: ClassVar = "minutes_public.toml"
    public: ClassVar = True
    layout = MinutesForm

    def compose(self, store: Store, occasion: Occasion) -> MinutesView:
        return composed(store, occasion, public=True)

    def heading(self, view: MinutesView, form: MinutesForm) -> str:
        return heading(view, form)

    def printed(self, view: MinutesView, form: MinutesForm) -> Iterator[Printed]:
        yield from sheet.printed(heading(view, form), self.pieces(view, form), form.look, view.accepted)

    def draw(self, view: MinutesView, page: Page, form: MinutesForm) -> Iterator[Progress]:
        yield from sheet.draw(page, heading(view, form), self.pieces(view, form), form.look)

    def word(self, view: MinutesView, form: MinutesForm) -> Written:
        """The same for Word."""
        return wordsheet.written(heading(view, form), self.pieces(view, form), form.look, view.day)

    def pieces(self, view: MinutesView, form: MinutesForm) -> tuple[Piece, ...]:
        """What stands under the title, for the page and for the web."""
        return pieces(view, form)


def composed(store: Store, occasion: Occasion, *, public: bool) -> MinutesView:
    """The minutes as they stand; before they are begun what is known of the meeting."""
    meeting = meeting_of(occasion, "the minutes")
    stored = minutes.minutes_of(store, meeting.id)
    if stored is None:
        text = minutes.foreseen(store, meeting.id, public=public)
    else:
        text = minutes.edition(store, stored.id, public=public)
    return MinutesView(
        committee=occasion.committee.name,
        number=meeting.number,
        text=text,
        day=meeting.date,
        style=MinutesStyle.BY_SPEAKER if stored is None else stored.style,
        begun=stored is not None,
        draft=stored is not None and stored.state in _UNCONFIRMED,
        accepted=accepted_names(store, occasion.committee.id, occasion),
    )


def accepted_names(store: Store, committee: Id, occasion: Occasion) -> frozenset[str]:
    """The names, and surnames alone, whose base form the clerk accepted."""
    lines = roster.roster_on(store, committee, occasion.day).lines
    names = [line.name.name for line in lines if line.name.base_form_accepted]
    return frozenset(part for name in names for part in (name, name.split()[0]))


def heading(view: MinutesView, form: MinutesForm) -> str:
    """The title, which says so as long as the members haven't confirmed the minutes."""
    said = say(form.title, number=view.number, committee=view.committee)
    return said + form.draft if view.draft else said


def pieces(view: MinutesView, form: MinutesForm) -> tuple[Piece, ...]:
    """The head as a table, then what was said under each item."""
    rows = tuple((label, value) for label, value in view.text.head if value)
    brief = view.style is MinutesStyle.SUMMARY
    made: list[Piece] = [Pairs(rows), Section(form.summary if brief else form.record)]
    for section in view.text.sections:
        made += _section(section, view, form)
    if not view.begun:
        made.append(Text(form.none))
    return tuple(made)


def numbered(number: str) -> str:
    """An item's number with the white after it, which a closing bracket brings of itself."""
    return number if number.endswith("）") or not number else number + _SPACE


def _section(section: Under, view: MinutesView, form: MinutesForm) -> Iterator[Piece]:
    if section.heading:
        yield Section(numbered(section.number) + section.heading, min(_DEEPEST, section.depth + 2))
    full = view.style is MinutesStyle.FULL
    for one in section.lines:
        if view.style is MinutesStyle.SUMMARY and one.speaker:
            yield Point(one.body, form.point)
        elif one.speaker:
            yield Speech(say(form.full_speaker if full else form.speaker, speaker=one.speaker), one.body)
        else:
            yield Speech("", one.body)
