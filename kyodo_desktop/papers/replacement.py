"""差替え一覧: which pages of an edition are taken out, and which are put in where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.editions.comparing import Changes, compared
from kyodo_desktop.domain.editions.held import At, Held
from kyodo_desktop.domain.editions.swapping import Sheet, Step, swapped
from kyodo_desktop.domain.records import Committee, IssuedPaper, Meeting
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import sheet
from kyodo_desktop.papers.changewords import ChangeWords, labelled, said_of
from kyodo_desktop.papers.forms import measure, say, shared, wording
from kyodo_desktop.papers.letterheads import meeting_of
from kyodo_desktop.papers.paper import Occasion, Paper, Printed
from kyodo_desktop.papers.pieces import Grid, Head, Piece, Text
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.sheet import FORM, SheetLook
from kyodo_desktop.services import editions
from kyodo_desktop.services.refusal import absent
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacementView:
    """Everything the list shows: what both editions held; None where there is only one."""

    committee: str
    number: int
    old: Held | None = None
    new: Held | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The words over the columns."""

    place: str = wording()
    out: str = wording()
    into: str = wording()
    what: str = wording()
    edition: str = wording()
    day: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """The columns' widths in millimetres; what changed has the rest."""

    place: float = measure(10, 80)
    out: float = measure(10, 80)
    into: float = measure(10, 80)
    edition: float = measure(10, 80)
    day: float = measure(10, 80)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacementForm:
    """The form's wording and geometry."""

    title: str = wording("number", "committee")
    lead: str = wording("old", "old_day", "new", "new_day")
    how: str = wording()
    none: str = wording()
    first: str = wording()
    stamp: str = wording("edition", "day")
    page: str = wording("page")
    after: str = wording("page")
    beginning: str = wording()
    nothing: str = wording()
    edition: str = wording("edition")
    columns: Columns
    widths: Widths
    words: ChangeWords
    look: SheetLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class Replacement(Paper[ReplacementView, ReplacementForm]):
    """差替え一覧."""

    key: ClassVar = "replacement"
    title: ClassVar = mark("差替え一覧")
    form: ClassVar = "replacement.toml"
    layout = ReplacementForm

    def compose(self, store: Store, occasion: Occasion) -> ReplacementView:
        """The swap from the edition before to the newest."""
        meeting = meeting_of(occasion, "a list of replacements")
        found = [editions.held_in(store, one) for one in editions.editions_of(store, meeting.id)[-2:]]
        return between(occasion.committee, meeting, *(found if len(found) == 2 else (None, None)))

    def heading(self, view: ReplacementView, form: ReplacementForm) -> str:
        return say(form.title, number=view.number, committee=view.committee)

    def printed(self, view: ReplacementView, form: ReplacementForm) -> Iterator[Printed]:
        yield from sheet.printed(self.heading(view, form), self.pieces(view, form), form.look)

    def draw(self, view: ReplacementView, page: Page, form: ReplacementForm) -> Iterator[Progress]:
        yield from sheet.draw(page, self.heading(view, form), self.pieces(view, form), form.look)

    def pieces(self, view: ReplacementView, form: ReplacementForm) -> tuple[Piece, ...]:
        """What stands under the title."""
        if view.old is None or view.new is None:
            return (Text(form.first),)
        old, new = view.old, view.new
        lead = say(
            form.lead,
            old=old.edition,
            old_day=wareki.long(old.on),
            new=new.edition,
            new_day=wareki.long(new.on),
        )
        changes = compared(old, new)
        rows = tuple(_row(step, changes, form) for step in swapped(old, new).steps)
        if not rows:
            return (Text(lead), Text(form.none))
        return (Text(lead), Text(form.how), Grid(_heads(form), rows))


def between(committee: Committee, meeting: Meeting, old: Held | None, new: Held | None) -> ReplacementView:
    """The list of what turns one edition of a meeting's packet into another."""
    return ReplacementView(committee=committee.name, number=meeting.number, old=old, new=new)


def from_to(store: Store, old: IssuedPaper, new: IssuedPaper) -> ReplacementView:
    """The list of what turns an edition on record into a later one.

    Raises `NotFound` where `new` isn't later, and where the record of one is lost.
    """
    if old.meeting is None or new.meeting != old.meeting or new.edition <= old.edition:
        raise absent(
            msg("差替えを作成できません"),
            msg("第{edition}版より後の版がありません。", edition=old.edition),
            msg("変更した資料一式を発行してから、もう一度実行してください。"),
        )
    meeting = store.get(Meeting, old.meeting)
    both = editions.held_in(store, old), editions.held_in(store, new)
    return between(store.get(Committee, meeting.committee), meeting, *both)


def stamp(form: ReplacementForm, edition: int, on: dt.date) -> str:
    """What the sheets to be put in are marked with."""
    return say(form.stamp, edition=edition, day=wareki.long(on))


def _heads(form: ReplacementForm) -> tuple[Head, ...]:
    words, wide = form.columns, form.widths
    return (
        Head(words.out, wide.out, "center"),
        Head(words.into, wide.into, "center"),
        Head(words.place, wide.place, "center"),
        Head(words.what),
        Head(words.edition, wide.edition, "center"),
        Head(words.day, wide.day, "center"),
    )


def _row(step: Step, changes: Changes, form: ReplacementForm) -> tuple[str, ...]:
    out, into = _pages(step.out), _pages(step.into)
    place = (
        form.beginning if step.after is None else say(form.after, page=labelled(changes.new, [step.after]))
    )
    return (
        say(form.page, page=labelled(changes.old, out)) if out else form.nothing,
        say(form.page, page=labelled(changes.new, into)) if into else form.nothing,
        place if into else "",
        said_of(changes, out, into, form.words),
        say(form.edition, edition=changes.new.edition),
        wareki.short(changes.new.on),
    )


def _pages(sheets: tuple[Sheet, ...]) -> tuple[At, ...]:
    return tuple(at for one in sheets for at in one)
