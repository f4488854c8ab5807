"""規則: the committee's regulation as legal text, in the version that was in force on the day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final, TypedDict, Unpack

from kyodo_desktop.domain.numbering import agenda_number
from kyodo_desktop.domain.regulation_text import Article, Item, Paragraph, RegulationText, Supplement
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.forms import Margins, Type, measure, option, wording
from kyodo_desktop.papers.paper import MM, THE_FORM, Occasion, Paper, Printed, Takes, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.setting import Align
from kyodo_desktop.papers.press.style import Digits, Style
from kyodo_desktop.papers.running import Column, Passage, run
from kyodo_desktop.services import regulations
from kyodo_desktop.storage import Store

_SPACE: Final = "\u3000"
_WIDE: Final = str.maketrans("()[]: ", "（）［］：\u3000")
_WHITE: Final = re.compile(r"(?<=[)\]:])\s+|\s+(?=[(\[])")  # a full-width bracket brings its own
_CLEAR: Final = 0.1
_DEEPEST: Final = 5  # as deep as numbering goes: 1 （1） ア （ア） a


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationView:
    """Everything the paper shows."""

    text: RegulationText


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """The white of the page, in millimetres; `title` in characters."""

    line: float = measure(4, 30)
    article: float = measure(0, 30)
    supplement: float = measure(0, 40)
    section: float = measure(0, 40)
    title: float = measure(0, 10)
    least: float = measure(0.2, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegulationForm:
    """The form's wording and geometry."""

    mark: str = wording()
    amended: str = wording()
    digits: Digits = option("as_is", "half", "full", "one_full")  # noqa: RUF009
    brackets: str = option("full", "as_is")
    margins: Margins
    header: Type
    heading: Type
    labels: Type
    body: Type
    spacing: Spacing


class RegulationPaper(Paper[RegulationView, RegulationForm]):
    """規則."""

    key: ClassVar = "regulation"
    title: ClassVar = mark("規則")
    form: ClassVar = "regulation.toml"
    as_material: ClassVar = True
    takes: ClassVar = (Takes.DAY,)
    layout = RegulationForm

    def compose(self, store: Store, occasion: Occasion) -> RegulationView:
        version = regulations.regulation_on(store, occasion.committee.id, occasion.day)
        return RegulationView(text=regulations.text_of(version, occasion.day))

    def heading(self, view: RegulationView, form: RegulationForm) -> str:  # noqa: ARG002 - its own title
        return view.text.title

    def printed(self, view: RegulationView, form: RegulationForm) -> Iterator[Printed]:
        yield Printed(
            form.mark + form.amended + "0123456789０１２３４５６７８９", form.body.face, msg(THE_FORM)
        )
        for passage in _Law(form).passages(view.text):
            yield Printed(passage.text, passage.style.face, msg("規則の「{text}」", text=passage.text[:20]))

    def draw(self, view: RegulationView, page: Page, form: RegulationForm) -> Iterator[Progress]:
        margins = form.margins
        width = page.width - margins.left - margins.right
        column = Column(margins.left, width, margins.top, page.height - margins.bottom)
        law = _Law(form)
        passages = [_aligned(page, one, law, width) for one in law.passages(view.text)]
        yield from run(page, passages, column, least=form.spacing.least)


class _How(TypedDict, total=False):
    """What a passage may say beside its text and style."""

    inset: float
    indent: float
    align: Align
    before: float
    keep: bool
    role: str
    level: int


def _aligned(page: Page, passage: Passage, law: _Law, width: float) -> Passage:
    """What stands at the right edge shares its left edge with the number's line."""
    if passage.role != law.AT_RIGHT:
        return passage
    em = passage.style.size * MM
    number, *amended = (page.text_width(line, passage.style) for line in law.dated)
    widest = max(number, *(em + wide for wide in amended), 0.0)
    room = max(0.0, (width - widest - _CLEAR) / em)
    return replace(passage, inset=passage.inset + room, role="P")


class _Law:
    """The regulation's words as passages, set in as the offices' rules for legal texts say.

    A heading stands one character in; a paragraph hangs by one; an item and those below it stand one further
    at each level; 題名 and 附則 three in, a lone paragraph of 附則 with its first line one in.
    """

    AT_RIGHT: Final = "right"

    def __init__(self, form: RegulationForm) -> None:
        self._form = form
        space, digits = form.spacing, form.digits
        self._body = replace(style(form.body, line=space.line), digits=digits)
        self._labels = replace(style(form.labels, line=space.line), digits=digits)
        self._header = replace(style(form.header, line=form.header.size * MM * 1.6), digits=digits)
        self._heading = replace(style(form.heading, line=form.heading.size * MM * 1.6), digits=digits)
        self.dated: tuple[str, ...] = ()

    def passages(self, text: RegulationText) -> list[Passage]:
        """The whole regulation in its order."""
        found = [self._one(line, self._header) for line in text.header]
        found += self._title(text)
        for article in text.articles:
            found += self._article(article)
        for supplement in text.supplements:
            found += self._supplement(supplement)
        return found

    def _title(self, text: RegulationText) -> Iterator[Passage]:
        """○題名, its number and amendments at the right, then the title again over the articles."""
        space = self._form.spacing
        self.dated = (self._spelt(text.number), *map(self._spelt, text.amendments))
        yield self._one(
            self._form.mark + text.title, self._heading, before=space.section, keep=True, role="H1"
        )
        lines = [(text.number, 0), *((line, 1) for line in text.amendments)]
        if text.amendments:
            lines.insert(1, (self._form.amended, 0))
        for place, (line, inset) in enumerate(lines):
            before = space.section / 2 if place == 0 else 0.0
            at = self.AT_RIGHT
            yield self._one(line, self._body, inset=inset, before=before, align="left", keep=True, role=at)
        yield self._one(
            text.title, self._labels, inset=space.title, before=space.section, keep=True, role="H2"
        )

    def _article(self, article: Article) -> Iterator[Passage]:
        before = self._form.spacing.article
        if article.heading:
            words = f"（{article.heading}）"
            yield self._one(words, self._labels, inset=1, before=before, keep=True, role="H3")
            before = 0.0
        for paragraph in article.paragraphs:
            number = article.label if paragraph.number == 1 else str(paragraph.number)
            words = number + _SPACE + paragraph.text
            yield self._one(words, self._body, inset=1, indent=-1, before=before)
            yield from self._items(paragraph.items, 1)
            before = 0.0

    def _items(self, items: Sequence[Item], depth: int) -> Iterator[Passage]:
        for item in items:
            number = agenda_number(min(depth, _DEEPEST), item.number)
            words = number + ("" if number.endswith("）") else _SPACE) + item.text
            yield self._one(words, self._body, inset=depth + 1, indent=-1, role="LI", level=depth - 1)
            yield from self._items(item.items, depth + 1)

    def _supplement(self, supplement: Supplement) -> Iterator[Passage]:
        space = self._form.spacing
        inset, before = space.title, space.supplement
        yield self._one(supplement.title, self._labels, inset=inset, before=before, keep=True, role="H3")
        alone = len(supplement.paragraphs) == 1
        for paragraph in supplement.paragraphs:
            yield self._provision(paragraph, alone=alone)
            yield from self._items(paragraph.items, 1)

    def _provision(self, paragraph: Paragraph, *, alone: bool) -> Passage:
        if alone:
            return self._one(paragraph.text, self._body, indent=1)
        return self._one(f"{paragraph.number}{_SPACE}{paragraph.text}", self._body, inset=1, indent=-1)

    def _spelt(self, text: str) -> str:
        return _WHITE.sub("", text).translate(_WIDE) if self._form.brackets == "full" else text

    def _one(self, text: str, look: Style, **how: Unpack[_How]) -> Passage:
        return Passage(text=self._spelt(text), style=look, **how)
