"""委員会決定一覧: what the committee has decided of its own conduct, and whether it still holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.readings import reading
from kyodo_desktop.domain.records import Meeting, StandingDecision
from kyodo_desktop.i18n import mark
from kyodo_desktop.papers import sheet
from kyodo_desktop.papers.forms import measure, say, shared, wording
from kyodo_desktop.papers.paper import Occasion, Paper, Printed, Takes
from kyodo_desktop.papers.pieces import Grid, Head, Piece, Text
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.sheet import FORM, SheetLook
from kyodo_desktop.services import laws
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision: by which article, at which meeting, from when until when; `settles` is what it settles."""

    title: str
    body: str
    article: str
    meeting: str
    since: dt.date
    until: dt.date | None
    holds: bool
    settles: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsView:
    """Everything the list shows, as of a day."""

    committee: str
    day: dt.date
    decisions: tuple[Decided, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The words over the columns."""

    number: str = wording()
    title: str = wording()
    body: str = wording()
    article: str = wording()
    meeting: str = wording()
    period: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """The columns' widths in millimetres; what was decided takes the rest."""

    number: float = measure(6, 30)
    title: float = measure(20, 90)
    article: float = measure(15, 60)
    meeting: float = measure(10, 60)
    period: float = measure(20, 70)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsForm:
    """The form's wording."""

    title: str = wording("committee")
    day: str = wording("day")
    none: str = wording()
    settles: str = wording("label", "value")
    lasting: str = wording("since")
    ended: str = wording("since", "until")
    over: str = wording()
    columns: Columns
    widths: Widths
    look: SheetLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class DecisionsList(Paper[DecisionsView, DecisionsForm]):
    """委員会決定一覧."""

    key: ClassVar = "decisions"
    title: ClassVar = mark("委員会決定一覧")
    form: ClassVar = "decisions.toml"
    as_material: ClassVar = True
    public: ClassVar = True
    takes: ClassVar = (Takes.DAY,)
    layout = DecisionsForm

    def compose(self, store: Store, occasion: Occasion) -> DecisionsView:
        found = laws.decisions(store, occasion.committee.id)
        known = [one for one in found if one.since <= occasion.day]
        return DecisionsView(
            committee=occasion.committee.name,
            day=occasion.day,
            decisions=tuple(
                _decided(store, one, occasion.day)
                for one in sorted(known, key=lambda one: (one.since, one.id))
            ),
        )

    def heading(self, view: DecisionsView, form: DecisionsForm) -> str:
        return say(form.title, committee=view.committee)

    def printed(self, view: DecisionsView, form: DecisionsForm) -> Iterator[Printed]:
        yield from sheet.printed(self.heading(view, form), self.pieces(view, form), form.look)

    def draw(self, view: DecisionsView, page: Page, form: DecisionsForm) -> Iterator[Progress]:
        said, these = self.heading(view, form), self.pieces(view, form)
        yield from sheet.draw(page, said, these, form.look, across=True)

    def pieces(self, view: DecisionsView, form: DecisionsForm) -> tuple[Piece, ...]:
        """What stands under the title, for the page and for the web."""
        day = Text(say(form.day, day=wareki.long(view.day)), 0, "right")
        if not view.decisions:
            return (day, Text(form.none))
        words, wide = form.columns, form.widths
        heads = (
            Head(words.number, wide.number, "center"),
            Head(words.title, wide.title),
            Head(words.body),
            Head(words.article, wide.article),
            Head(words.meeting, wide.meeting, "center"),
            Head(words.period, wide.period),
        )
        rows = tuple(_cells(place, one, form) for place, one in enumerate(view.decisions, 1))
        return (day, Grid(heads, rows, self.heading(view, form)))


def _decided(store: Store, one: StandingDecision, day: dt.date) -> Decided:
    return Decided(
        title=one.title,
        body=one.body,
        article=one.article,
        meeting=meeting_number(store.get(Meeting, one.meeting).number) if one.meeting else "",
        since=one.since,
        until=one.until,
        holds=holds_on(one, day),
        settles=_settles(one),
    )


def _settles(one: StandingDecision) -> tuple[str, str] | None:
    """The reading that a decision settles and to what, in the words of the settings."""
    if not one.reading:
        return None
    kind = reading(one.reading)
    return kind.label, kind.label_of(one.value)


def _cells(place: int, one: Decided, form: DecisionsForm) -> tuple[str, ...]:
    body = one.body
    if one.settles:
        label, value = one.settles
        body += "\n" + say(form.settles, label=label, value=value)
    if one.until is None:
        period = say(form.lasting, since=wareki.long(one.since))
    else:
        period = say(form.ended, since=wareki.long(one.since), until=wareki.long(one.until))
    if not one.holds:
        period += form.over
    return str(place), one.title, body, one.article, one.meeting, period
