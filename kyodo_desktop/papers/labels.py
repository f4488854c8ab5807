"""宛名ラベル: a label for each member on sheets of labels, from the first cell that is still there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import recipients
from kyodo_desktop.papers.forms import FormInvalid, Type, measure, option, say, wording
from kyodo_desktop.papers.letter import Addressee, wide
from kyodo_desktop.papers.paper import MM, THE_FORM, Message, Occasion, Paper, Printed, Takes, one_page, style
from kyodo_desktop.papers.press.page import A4, Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.undivided import within
from kyodo_desktop.storage import Store

_LINE: Final = 1.3  # from line to line, in ems
_ABOVE_NAME: Final = 0.35  # white over the name, in ems of it
_STEP: Final = 0.04
_LEAST: Final = 0.44  # type smaller than that can't be read
_SLACK: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsView:
    """Everything the labels show, from the cell `start` of the first sheet where the form's isn't meant."""

    committee: str
    to: tuple[Addressee, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of labels, as its maker gives it: a label's sides, and how far apart labels begin and end."""

    columns: int = measure(1, 10)
    rows: int = measure(1, 30)
    width: float = measure(15, 210)
    height: float = measure(8, 297)
    left: float = measure(0, 100)
    top: float = measure(0, 100)
    across: float = measure(0, 50)
    down: float = measure(0, 50)

    @property
    def cells(self) -> int:
        """How many labels it has."""
        return self.columns * self.rows

    def corner(self, cell: int) -> tuple[float, float]:
        """The top left corner of a cell, from 0, row by row."""
        row, column = divmod(cell, self.columns)
        return self.left + column * (self.width + self.across), self.top + row * (self.height + self.down)

    @property
    def spills(self) -> bool:
        """Whether its labels reach over the edge of A4."""
        x, y = self.corner(self.cells - 1)
        return x + self.width > A4[0] + _SLACK or y + self.height > A4[1] + _SLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelsForm:
    """The form's wording and geometry; `start` is the first cell to print, from 1."""

    title: str = wording("committee")
    person: str = wording()
    omitted: str = wording()
    sheet: str = option("twelve", "twenty_four", "own")
    start: int = measure(1, 300)
    padding: float = measure(0, 20)
    name: Type
    body: Type
    twelve: Sheet
    twenty_four: Sheet
    own: Sheet

    @property
    def chosen(self) -> Sheet:
        """The sheet to print on."""
        return {"twelve": self.twelve, "twenty_four": self.twenty_four, "own": self.own}[self.sheet]


class Labels(Paper[LabelsView, LabelsForm]):
    """宛名ラベル."""

    key: ClassVar = "labels"
    title: ClassVar = mark("宛名ラベル")
    form: ClassVar = "labels.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.DAY, Takes.MEMBERS, Takes.START)
    layout = LabelsForm

    def read(self, forms: Path) -> LabelsForm:
        form = super().read(forms)
        if form.start > form.chosen.cells:
            most = str(form.chosen.cells)
            why = msg("{least}から{most}までの数で書いてください。", least="1", most=most)
            raise FormInvalid(self.form, "start", why)
        if form.chosen.spills:
            raise FormInvalid(self.form, form.sheet, msg("ラベルがA4の用紙からはみ出します。"))
        return form

    def compose(self, store: Store, occasion: Occasion) -> LabelsView:
        return LabelsView(
            committee=occasion.committee.name, to=recipients.members(store, occasion), start=occasion.start
        )

    def heading(self, view: LabelsView, form: LabelsForm) -> str:
        return say(form.title, committee=view.committee)

    def printed(self, view: LabelsView, form: LabelsForm) -> Iterator[Printed]:
        yield Printed(form.person, form.name.face, msg(THE_FORM))
        yield from recipients.asked(view.to, form.body.face, form.name.face)

    def notes(self, view: LabelsView, form: LabelsForm) -> tuple[Message, ...]:  # noqa: ARG002
        return recipients.unaddressed(view.to)

    def draw(self, view: LabelsView, page: Page, form: LabelsForm) -> Iterator[Progress]:
        sheet, start = form.chosen, _start(view, form)
        pages = max(1, -(-(len(view.to) + start - 1) // sheet.cells))
        for place, one in enumerate(view.to, start - 1):
            number, cell = divmod(place, sheet.cells)
            if place >= start and cell == 0:
                yield one_page(number, pages)
                page.new_page()
            _label(page, one, form, sheet.corner(cell))
        yield one_page(pages, pages)


def _start(view: LabelsView, form: LabelsForm) -> int:
    """The cell to begin with. Raises UsageError where the sheet has no such one."""
    start, cells = view.start or form.start, form.chosen.cells
    if not 1 <= start <= cells:
        raise UsageError(
            msg("宛名ラベルを作成できません"),
            msg("{start}枚目のラベルはありません。用紙のラベルは{cells}枚です。", start=start, cells=cells),
            msg("始めのラベルを1から{cells}までの数にしてください。", cells=cells),
        )
    return start


def worded(to: Addressee, form: LabelsForm) -> tuple[str, ...]:
    """The lines over the name; none is empty."""
    place = recipients.MARK + to.postcode if to.postcode else ""
    return tuple(
        one for one in (place, to.address, recipients.organisation(to, form.omitted), to.title) if one
    )


def _label(page: Page, to: Addressee, form: LabelsForm, corner: tuple[float, float]) -> None:
    """One label: as large as its form says, smaller where it takes that to hold everything."""
    sheet, pad = form.chosen, form.padding
    width, room = sheet.width - 2 * pad, sheet.height - 2 * pad
    plain = style(form.body)
    lines = tuple(recipients.parted(page, line, plain, width) for line in worded(to, form))
    share = 1.0
    while share > _LEAST and _height(page, lines, form, width, share) > room:
        share -= _STEP
    within(_height(page, lines, form, width, share), room, "".join(lines))
    x, y = corner[0] + pad, corner[1] + pad
    y += max(0.0, (room - _height(page, lines, form, width, share)) / 2)
    body, look = _looks(form, share)
    for line in lines:
        y += page.paragraph(x, y, width, line, body, "left")
    em = look.size * MM
    name = f"{wide(to.name)}\u3000{form.person}"
    page.text(x + em, y + em * _ABOVE_NAME, name, look, width=width - em)


def _looks(form: LabelsForm, share: float) -> tuple[Style, Style]:
    body = style(form.body, line=form.body.size * MM * _LINE)
    return body.sized(body.size * share), style(form.name).sized(form.name.size * share)


def _height(page: Page, lines: tuple[str, ...], form: LabelsForm, width: float, share: float) -> float:
    body, look = _looks(form, share)
    above = sum(page.height_of(line, width, body) for line in lines)
    return above + look.size * MM * (1 + _ABOVE_NAME)
