"""委員名簿: the roster as it stands on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.names import spread
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.forms import Margins, Type, measure, say, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.paper import MM, THE_FORM, Occasion, Paper, Printed, Takes, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.table import Cell, Column, Look, Row, Table
from kyodo_desktop.papers.wordpieces import Written
from kyodo_desktop.services import roster
from kyodo_desktop.storage import Store

WIDE_SPACE: Final = "\u3000"
_STEP: Final = 0.5
_PADDING: Final = 2.0
_LEAST_TYPE: Final = 8.0
_LEGEND_ROOM: Final = 5  # 字
_ONE_COLUMN: Final = 8  # 字


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member on that day. `base_form`: the clerk accepted the base form of a variation no font has."""

    name: str
    kana: str = ""
    organisation: str = ""
    post: str = ""
    affiliation: str = ""
    role: str = ""
    mark: str = ""
    periods: int = 1
    standing: str = ""
    since: dt.date
    until: dt.date
    base_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The members of one category (1号委員 …)."""

    number: int
    name: str
    qualification: str
    members: tuple[Member, ...]

    @property
    def label(self) -> str:
        """The category's words, each of its two parts on a line of its own."""
        return "\n".join(part for part in (self.name, self.qualification) if part)

    @property
    def upright(self) -> str:
        """The same for 縦書き: what is too long for one column is cut at a phrase."""
        return "\n".join(part for part in (self.name, phrased(self.qualification)) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterView:
    """Everything the roster shows."""

    committee: str
    day: dt.date
    since: dt.date
    until: dt.date
    groups: tuple[Group, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        return tuple(member for group in self.groups for member in group.members)

    @property
    def marked(self) -> bool:
        """Whether anybody holds an office, so that every name leaves room for a mark."""
        return any(member.mark for member in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The words over the columns."""

    category: str = wording()
    name: str = wording()
    affiliation: str = wording()
    remarks: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table's measures in millimetres; `jidori` in characters (0: names as they are)."""

    category: float = measure(8, 60)
    name: float = measure(15, 90)
    remarks: float = measure(8, 60)
    head: float = measure(5, 30)
    row: float = measure(6, 40)
    least: float = measure(5, 40)
    jidori: int = measure(0, 12)
    shade: float = measure(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterForm:
    """The form's wording and geometry."""

    title: str = wording("committee")
    chair: str = wording()
    vice_chair: str = wording()
    term: str = wording("since", "until")
    columns: Headings
    margins: Margins
    heading: Type
    body: Type
    names: Type
    labels: Type
    table: Grid


class RosterPaper(Paper[RosterView, RosterForm]):
    """委員名簿."""

    key: ClassVar = "roster"
    title: ClassVar = mark("委員名簿")
    form: ClassVar = "roster.toml"
    as_material: ClassVar = True
    takes: ClassVar = (Takes.DAY,)
    layout = RosterForm

    def compose(self, store: Store, occasion: Occasion) -> RosterView:
        found = roster.roster_on(store, occasion.committee.id, occasion.day)
        groups = groupby(found.lines, key=lambda line: line.category)
        return RosterView(
            committee=found.committee.name,
            day=found.day,
            since=found.term.since,
            until=found.term.until,
            groups=tuple(
                Group(
                    number=category.number,
                    name=category.name,
                    qualification=category.qualification,
                    members=tuple(map(_member, lines)),
                )
                for category, lines in groups
            ),
        )

    def heading(self, view: RosterView, form: RosterForm) -> str:
        return say(form.title, committee=view.committee)

    def printed(self, view: RosterView, form: RosterForm) -> Iterator[Printed]:
        words, body = form.columns, form.body.face
        yield Printed(self.heading(view, form), form.heading.face, msg("名簿の標題"))
        shown = words.category + words.name + words.affiliation + words.remarks + "".join(legend(form))
        yield Printed(shown + term_line(view, form), body, msg(THE_FORM))
        for group in view.groups:
            where = msg("委員区分「{name}」", name=group.name)
            yield Printed(group.name + group.qualification, form.labels.face, where)
            for member in group.members:
                where = msg("委員 {name} の氏名", name=member.name)
                yield Printed(member.name, form.names.face, where, member.base_form)
                where = msg("委員 {name} の所属団体等", name=member.name)
                yield Printed(member.affiliation + member.standing + member.mark, body, where)

    def draw(self, view: RosterView, page: Page, form: RosterForm) -> Iterator[Progress]:
        margins = form.margins
        left, width = margins.left, page.width - margins.left - margins.right
        y = margins.top + title(page, left, margins.top, width, self.heading(view, form), style(form.heading))
        y = _opening(page, y + form.heading.size * MM, view, form)
        bottom = page.height - margins.bottom
        table = _table(page, view, form, width, bottom - y, bottom - margins.top)
        yield from table.draw(page, left, y, bottom=bottom, top=margins.top)

    def word(self, view: RosterView, form: RosterForm) -> Written:
        """The same for Word."""
        from kyodo_desktop.papers import wordroster

        return wordroster.written(view, form)


def members_table(view: RosterView, form: RosterForm, width: float) -> Table:
    """The members in a table that is divided wherever a page ends, its rows as high as the form lets them."""
    body = style(form.body)
    look = Look(style=body, head_style=body, row_height=form.table.row, head_height=form.table.head)
    return Table(_columns(form, width), _rows(view, form), look=replace(look, head_fill=form.table.shade))


def phrases(text: str) -> tuple[str, ...]:
    """`text` cut into phrases (文節), which end where hiragana do; a last character isn't left alone."""
    cuts = [
        place
        for place in range(1, len(text) - 1)
        if _is_hiragana(text[place - 1]) and not _is_hiragana(text[place])
    ]
    return tuple(text[start:end] for start, end in pairwise((0, *cuts, len(text))) if start < end)


def phrased(text: str) -> str:
    """`text` on two lines, cut between the two phrases nearest its middle."""
    parts = phrases(text)
    cuts = ["".join(parts[:place]) for place in range(1, len(parts))]
    if len(text) <= _ONE_COLUMN or not cuts:
        return text
    first = min(cuts, key=lambda part: abs(2 * len(part) - len(text)))
    return f"{first}\n{text[len(first) :]}"


def _is_hiragana(character: str) -> bool:
    return "\u3041" <= character <= "\u309f"


def legend(form: RosterForm) -> tuple[str, ...]:
    """What the marks mean, a line each."""
    return tuple(line for line in (form.chair, form.vice_chair) if line)


def term_line(view: RosterView, form: RosterForm) -> str:
    """（任期：R7.10.1～R9.9.30）."""
    return say(form.term, since=wareki.short(view.since), until=wareki.short(view.until))


def set_name(member: Member, form: RosterForm, *, marked: bool) -> str:
    """The name in its 字取り, after its mark; where anybody has a mark the others leave its room white."""
    name = spread(member.name, form.table.jidori) if form.table.jidori else member.name
    return (member.mark or WIDE_SPACE) + name if marked else name


def _member(line: roster.RosterLine) -> Member:
    affiliation, office = line.affiliation, line.office
    return Member(
        name=line.name.name,
        kana=line.name.kana,
        organisation=affiliation.organisation if affiliation else "",
        post=affiliation.post if affiliation else "",
        affiliation=affiliation.printed if affiliation else "",
        role=office.role.label if office else "",
        mark=line.mark,
        periods=line.periods,
        standing=line.standing,
        since=line.appointment.since,
        until=line.appointment.until,
        base_form=line.name.base_form_accepted,
    )


def _opening(page: Page, y: float, view: RosterView, form: RosterForm) -> float:
    """The legend and the term at the right edge, below the title; returns where the table begins."""
    body = style(form.body)
    em, edge = form.body.size * MM, page.width - form.margins.right
    for line in legend(form):
        page.text(edge - _LEGEND_ROOM * em, y, line, body, width=_LEGEND_ROOM * em)
        y += em * 1.5
    page.text(form.margins.left, y, term_line(view, form), body, "right", edge - form.margins.left)
    return y + em * 1.7


def _table(page: Page, view: RosterView, form: RosterForm, width: float, first: float, later: float) -> Table:
    grid, body = form.table, style(form.body)
    columns = _columns(form, width)
    inner, small = columns[2].width - 2 * _PADDING, body.sized(min(body.size, _LEAST_TYPE))
    needs = [page.height_of(one.affiliation, inner, small) + _PADDING for one in view.members]
    look = Look(
        style=body,
        head_style=body,
        row_height=row_height(needs, grid, (first, later)),
        head_height=grid.head,
        padding=_PADDING,
        head_fill=grid.shade,
        least=_LEAST_TYPE,
    )
    return Table(columns, _rows(view, form), look=look)


def _columns(form: RosterForm, width: float) -> tuple[Column, ...]:
    grid, words = form.table, form.columns
    rest = max(20.0, width - grid.category - grid.name - grid.remarks)
    return (
        Column(grid.category, words.category, "center", style(form.labels), vertical=True),
        Column(grid.name, words.name, "center", style(form.names)),
        Column(rest, words.affiliation),
        Column(grid.remarks, words.remarks, "center"),
    )


def _rows(view: RosterView, form: RosterForm) -> Sequence[Row]:
    rows: list[Row] = []
    for group in view.groups:
        for place, member in enumerate(group.members):
            rows.append(
                (
                    _category(group) if place == 0 else None,
                    _name_cell(member, form, view),
                    member.affiliation,
                    member.standing,
                )
            )
    return rows


def _category(group: Group) -> Cell:
    rows = len(group.members)
    return Cell(group.upright if rows > 1 else group.label, rows=rows, vertical=True)


def _name_cell(member: Member, form: RosterForm, view: RosterView) -> Cell:
    """字取り by the grid keeps the name as it is stored; beside marks it is spaced out in words."""
    if view.marked or not form.table.jidori:
        return Cell(set_name(member, form, marked=view.marked))
    spaced = spread(member.name, form.table.jidori) != member.name
    return Cell(member.name, "grid" if spaced else "center", ems=form.table.jidori)


def row_height(needs: Sequence[float], grid: Grid, room: tuple[float, float]) -> float:
    """The highest row, down to the form's least, that needs no more pages than the least does.

    `needs` is what each row's text takes; `room` what the first page and a later one have, in millimetres.
    """
    least = min(grid.least, grid.row)
    fewest = _pages(needs, least, grid.head, room)
    tries = (grid.row - step * _STEP for step in range(int((grid.row - least) / _STEP) + 1))
    return next((height for height in tries if _pages(needs, height, grid.head, room) == fewest), least)


def _pages(needs: Sequence[float], height: float, head: float, room: tuple[float, float]) -> int:
    pages, left = 1, room[0] - head
    for need in needs:
        tall = max(need, height)
        if tall > left:
            pages, left = pages + 1, room[1] - head
        left -= tall
    return pages
