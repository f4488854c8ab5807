"""議長用シナリオ: what is said at each item of the agenda, by whom and when, in large type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain.names import clusters, has_variation
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import scriptview, wordscript
from kyodo_desktop.papers.forms import say
from kyodo_desktop.papers.layout import Block, paginate, title
from kyodo_desktop.papers.paper import MM, Occasion, Paper, Printed, one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.undivided import within
from kyodo_desktop.papers.scriptform import ScriptForm
from kyodo_desktop.papers.scriptlines import lines
from kyodo_desktop.papers.scriptview import ScriptView
from kyodo_desktop.papers.scriptwords import Line
from kyodo_desktop.papers.wordpieces import Written
from kyodo_desktop.storage import Store

_BAND: Final = 1.6  # the height of a heading's band, in ems
_PAD: Final = 1.5
_BAR: Final = 0.8  # the rule beside what is read in one case only, in points
_MOST: Final = 0.8  # of a page: the most that one line takes


class Script(Paper[ScriptView, ScriptForm]):
    """議長用シナリオ."""

    key: ClassVar = "script"
    title: ClassVar = mark("議長用シナリオ")
    form: ClassVar = "script.toml"
    layout = ScriptForm

    def compose(self, store: Store, occasion: Occasion) -> ScriptView:
        return scriptview.compose(store, occasion)

    def heading(self, view: ScriptView, form: ScriptForm) -> str:
        return say(form.title, number=view.number, committee=view.committee)

    def printed(self, view: ScriptView, form: ScriptForm) -> Iterator[Printed]:
        yield Printed(self.heading(view, form), form.heading.face, msg("シナリオの標題"))
        yield Printed(form.legend, form.note.face, msg("シナリオの文"))
        plain = {one for name in view.base_forms for one in clusters(name) if has_variation(one)}
        for line in lines(view, form):
            face = {"heading": form.strong, "said": form.body, "note": form.note}[line.kind].face
            base = "".join(one for one in clusters(line.text) if one in plain)
            rest = "".join(one for one in clusters(line.text) if one not in plain)
            yield Printed(base, face, msg("シナリオの氏名"), base_form=True)
            yield Printed(rest, face, msg("シナリオの文"))
            yield Printed(line.speaker + line.time, form.strong.face, msg("シナリオの発言者"))

    def draw(self, view: ScriptView, page: Page, form: ScriptForm) -> Iterator[Progress]:
        sheet = _Sheet(page, form)
        every = lines(view, form)
        first = sheet.opening(self.heading(view, form))
        blocks = [
            Block(sheet.height(line), sheet.before(line), keep=keep)
            for line, keep in zip(every, kept(every), strict=True)
        ]
        room = page.height - form.margins.top - form.margins.bottom
        places = paginate(blocks, first, room)
        pages = places[-1].page + 1 if places else 1
        at = 0
        for line, block, place in zip(every, blocks, places, strict=True):
            if place.page != at:
                at = place.page
                yield one_page(at, pages)
                page.new_page()
            sheet.line(line, form.margins.top + place.y, block.height)
        yield one_page(pages, pages)

    def word(self, view: ScriptView, form: ScriptForm) -> Written:
        """The same for Word."""
        return wordscript.written(self.heading(view, form), lines(view, form), form, view.day)


def kept(every: Sequence[Line]) -> Iterator[bool]:
    """Which lines must not end a page: a heading, what is said before a note, the case that a rule marks."""
    for line, after in zip(every, (*every[1:], None), strict=True):
        if line.kind == "heading":
            yield True
        elif line.kind == "said":
            yield after is not None and after.kind == "note" and not after.keep
        else:
            yield line.keep


@dataclass(frozen=True, slots=True)
class _Looks:
    """The type of what is said, of headings and speakers, of notes."""

    body: Style
    strong: Style
    note: Style


class _Sheet:
    """The script's page: where time, speaker and words stand."""

    def __init__(self, page: Page, form: ScriptForm) -> None:
        self.page = page
        self.form = form
        self.left = form.margins.left
        self.width = page.width - form.margins.left - form.margins.right
        spaced = form.columns.line * MM
        self.looks = _Looks(
            style(form.body, line=form.body.size * spaced),
            style(form.strong, line=form.strong.size * spaced),
            style(form.note, line=form.note.size * spaced),
        )

    def opening(self, heading: str) -> float:
        """The title and the legend; how far down they reach."""
        page, form = self.page, self.form
        top = form.margins.top
        y = title(page, self.left, top, self.width, heading, style(form.heading))
        y += form.heading.size * MM * 0.5
        if form.legend:
            y += page.paragraph(self.left, top + y, self.width, form.legend, self.looks.note)
        return y

    def height(self, line: Line) -> float:
        """What a line takes without the white above it. Raises TextTooLong."""
        if line.kind == "heading":
            tall = self.page.height_of(line.text, self._words(line)[1], self.looks.strong)
            tall += self.looks.strong.size * MM * (_BAND - self.form.columns.line)
        else:
            tall = self.page.height_of(line.text, self._words(line)[1], self._look(line))
        return within(tall, self.page.height * _MOST, line.text)

    def before(self, line: Line) -> float:
        """The white above a line."""
        columns = self.form.columns
        return columns.heading if line.kind == "heading" else columns.gap

    def line(self, line: Line, y: float, tall: float) -> None:
        """A heading on its band, or a speaker and what is said."""
        page, form, looks = self.page, self.form, self.looks
        x, width = self._words(line)
        above = (looks.strong.line - looks.strong.size) / 2 * MM
        if line.kind == "heading":
            page.box(self.left, y, self.width, tall, 0, fill=form.columns.shade)
            inner = y + (looks.strong.size * MM * (_BAND - form.columns.line)) / 2
            room = form.columns.time - 2 * _PAD
            page.text(self.left + _PAD, inner + above, line.time, looks.strong, width=room)
            page.paragraph(x, inner, width, line.text, looks.strong, "left", role="H2")
            return
        if line.inset:
            bar = x - form.columns.inset / 2
            page.rule(bar, y - self.before(line) / 2, bar, y + tall + self.before(line) / 2, _BAR)
        if line.speaker:
            start = self.left + form.columns.time
            page.text(start, y + above, line.speaker, looks.strong, width=form.columns.speaker - _PAD)
        page.paragraph(x, y, width, line.text, self._look(line), "justify")

    def _look(self, line: Line) -> Style:
        return self.looks.note if line.kind == "note" else self.looks.body

    def _words(self, line: Line) -> tuple[float, float]:
        """Where a line's words begin, and how wide they may be."""
        columns = self.form.columns
        start = columns.time
        if line.kind != "heading":
            start += columns.speaker + (columns.inset if line.inset else 0.0)
        right = _PAD if line.kind == "heading" else 0.0
        return self.left + start, self.width - start - right
