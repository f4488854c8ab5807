"""新旧対照表: the regulation before and after an amendment, side by side, what was changed underlined."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.comparisonsheet import Drawn, Pair, Sheet
from kyodo_desktop.papers.forms import Margins, Type, measure, option, say, wording
from kyodo_desktop.papers.paper import THE_FORM, Occasion, Paper, Printed, Takes
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.services import amendments, regulations
from kyodo_desktop.services.amendments import Amendment, Provision, Side
from kyodo_desktop.storage import Store

_SPACE = "\u3000"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView:
    """Everything the table shows; `amendment` is None where no earlier text is on record."""

    title: str
    amendment: Amendment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """The table's measures in millimetres; `rule` is the thickness of an underline in points."""

    line: float = measure(4, 20)
    title: float = measure(0, 40)
    head: float = measure(5, 30)
    padding: float = measure(0, 10)
    rule: float = measure(0.2, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonForm:
    """The form's wording and geometry."""

    title: str = wording("title")
    old: str = wording()
    new: str = wording()
    since: str = wording("day")
    added: str = wording()
    removed: str = wording()
    omitted: str = wording()
    span: str = wording("first", "last")
    none: str = wording()
    same: str = wording()
    new_first: bool
    paper: str = option("portrait", "landscape")
    margins: Margins
    heading: Type
    body: Type
    spacing: Spacing


class Comparison(Paper[ComparisonView, ComparisonForm]):
    """新旧対照表."""

    key: ClassVar = "comparison"
    title: ClassVar = mark("新旧対照表")
    form: ClassVar = "comparison.toml"
    as_material: ClassVar = True
    public: ClassVar = True
    takes: ClassVar = (Takes.DAY,)
    layout = ComparisonForm

    def compose(self, store: Store, occasion: Occasion) -> ComparisonView:
        committee, day = occasion.committee.id, occasion.day
        found = amendments.amendment_on(store, committee, day)
        return ComparisonView(
            title=regulations.regulation_on(store, committee, day).title
            if found is None
            else found.new.title,
            amendment=found,
        )

    def heading(self, view: ComparisonView, form: ComparisonForm) -> str:
        return say(form.title, title=view.title)

    def printed(self, view: ComparisonView, form: ComparisonForm) -> Iterator[Printed]:
        yield Printed(self.heading(view, form), form.heading.face, msg("一覧の標題"))
        words = form.old + form.new + form.since + form.added + form.removed + form.omitted + form.span
        yield Printed(words + form.none + form.same + "0123456789", form.body.face, msg(THE_FORM))
        if view.amendment is None:
            return
        days = "".join(wareki.long(one.since) for one in (view.amendment.old, view.amendment.new))
        yield Printed(days, form.body.face, msg(THE_FORM))
        for provision in view.amendment.provisions:
            for side in (one for row in provision.rows for one in row if one is not None):
                text = side.line.number + side.line.text
                yield Printed(text, form.body.face, msg("規則の「{text}」", text=text[:20]))

    def draw(self, view: ComparisonView, page: Page, form: ComparisonForm) -> Iterator[Progress]:
        sheet = Sheet(page, form, self.heading(view, form))
        found = view.amendment
        if found is None:
            yield from sheet.plain(form.none)
        elif not found.provisions:
            yield from sheet.plain(form.same)
        else:
            old, new = (_over(word, text.since, form) for word, text in _heads(found, form))
            rows = [_ordered(_provision(one, form), form) for one in found.provisions]
            yield from sheet.table((new, old) if form.new_first else (old, new), rows)


def _heads(found: Amendment, form: ComparisonForm) -> tuple[tuple[str, amendments.RegulationText], ...]:
    return (form.old, found.old), (form.new, found.new)


def _over(word: str, since: dt.date, form: ComparisonForm) -> str:
    """What stands over a column: 改正前（…施行）."""
    return word + say(form.since, day=wareki.long(since))


def _ordered(pair: Pair, form: ComparisonForm) -> Pair:
    return (pair[1], pair[0]) if form.new_first else pair


def _provision(one: Provision, form: ComparisonForm) -> Pair:
    """The two columns of a provision, the old first; what wasn't changed is left out within it (略)."""
    old, new = [row[0] for row in one.rows], [row[1] for row in one.rows]
    if one.added:
        return (Drawn.plain(form.added),), _column(new, form)
    if one.removed:
        return _column(old, form), (Drawn.plain(form.removed),)
    return _with(_column(old, form), new, old, form.added), _with(_column(new, form), old, new, form.removed)


def _with(
    column: tuple[Drawn, ...], others: list[Side | None], own: list[Side | None], word: str
) -> tuple[Drawn, ...]:
    """A column, and the word for lines that the other alone has."""
    lacking = any(mine is None and other is not None for mine, other in zip(own, others, strict=True))
    return (*column, Drawn.plain(word)) if lacking else column


def _column(sides: list[Side | None], form: ComparisonForm) -> tuple[Drawn, ...]:
    found: list[Drawn] = []
    run: list[Side] = []
    for side in (one for one in sides if one is not None):
        if side.same and not side.line.heading:
            run.append(side)
            continue
        found += _left_out(run, form)
        run = []
        found.append(_drawn(side))
    return (*found, *_left_out(run, form))


def _left_out(run: list[Side], form: ComparisonForm) -> list[Drawn]:
    """Lines that weren't changed: 2　（略）, or 2～4　（略） for several."""
    if not run:
        return []
    top = [side for side in run if side.line.depth == run[0].line.depth] or run
    first, last = top[0].line.number, top[-1].line.number
    number = first if len(top) == 1 else say(form.span, first=first, last=last)
    return [Drawn(((number + _SPACE + form.omitted, False),), run[0].line.depth)]


def _drawn(side: Side) -> Drawn:
    line = side.line
    parts = [(part.text, part.changed) for part in side.number if part.text]
    if parts and not line.number.endswith("）"):
        parts.append((_SPACE, False))
    parts += [(part.text, part.changed) for part in side.text]
    return Drawn(tuple(parts), line.depth, heading=line.heading or not line.number)
