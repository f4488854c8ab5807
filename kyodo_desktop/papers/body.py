"""本文資料: a text that the secretariat writes itself, as slides or as a handout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Attachment, BodyLayout, BodyText
from kyodo_desktop.domain.wareki import Digits, digits
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import blocks as b
from kyodo_desktop.papers import handout, ledgerblocks, markdown
from kyodo_desktop.papers.fences import Fence, SourceProblem
from kyodo_desktop.papers.handout import HandoutForm
from kyodo_desktop.papers.paper import THE_FORM, Occasion, Paper, Printed, Takes
from kyodo_desktop.papers.picture import NotAPicture, printable
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.slides import Deck, SlideForm
from kyodo_desktop.services import meetings, texts
from kyodo_desktop.services.quotations import Quotes, Unresolved
from kyodo_desktop.storage import Store

_QUOTED: Final = 20  # characters of a text by which the clerk finds it


class BodyInvalid(KyodoError):
    """An authored text can't be set; `number` is its material's, `line` where in its source (from 1)."""

    exit_code: ClassVar[int] = 34

    def __init__(self, number: str, title: str, problem: SourceProblem) -> None:
        super().__init__(
            msg("{number}「{title}」の本文を組めません", number=number, title=title),
            msg("{line}行目：{why}", line=problem.line, why=problem.why),
            problem.remedy,
        )
        self.number = number
        self.line = problem.line


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyView:
    """Everything the text shows, what the register holds drawn in."""

    number: str
    title: str
    layout: BodyLayout
    blocks: tuple[b.Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyForm:
    """The two ways to set a text."""

    slides: SlideForm
    handout: HandoutForm


class Body(Paper[BodyView, BodyForm]):
    """本文資料."""

    key: ClassVar = "body"
    title: ClassVar = mark("本文資料")
    form: ClassVar = "body.toml"
    as_material: ClassVar = True
    of_material: ClassVar = True
    takes: ClassVar = (Takes.MEETING, Takes.MATERIAL)
    layout = BodyForm

    def compose(self, store: Store, occasion: Occasion) -> BodyView:
        """The text with what the register holds in it. Raises BodyInvalid."""
        if occasion.meeting is None or occasion.material is None:
            raise ValueError("a body belongs to a material of a meeting")
        lines = meetings.materials(store, occasion.meeting.id)
        line = next(line for line in lines if line.material.id == occasion.material)
        text = texts.body_of(store, occasion.material)
        layout = text.layout if text else BodyLayout.HANDOUT
        asked = _Asked(store, occasion.committee.id, across=layout is BodyLayout.SLIDES)
        try:
            blocks = markdown.read(text.source, asked.register, asked.figure) if text else ()
            blocks = b.respelt(blocks, asked.quotes.said)
        except SourceProblem as problem:
            raise BodyInvalid(line.number, line.material.title, problem) from problem
        except Unresolved as fault:
            raise _blamed(line, text, fault) from fault
        title = asked.quotes.said(line.material.title)
        return BodyView(number=line.number, title=title, layout=layout, blocks=blocks)

    def heading(self, view: BodyView, form: BodyForm) -> str:  # noqa: ARG002 - the same in every form
        return view.title

    def printed(self, view: BodyView, form: BodyForm) -> Iterator[Printed]:
        slides = view.layout is BodyLayout.SLIDES
        chosen = form.slides if slides else form.handout
        heads = {chosen.heading.face, chosen.strong.face, *([] if slides else [form.handout.section.face])}
        where = msg("{number}の標題", number=view.number)
        yield Printed(view.title, chosen.heading.face, where)
        if slides:
            yield Printed(form.slides.continued, chosen.heading.face, msg(THE_FORM))
            yield Printed(view.number + view.title, form.slides.foot.face, where)
        for run, leading in b.runs(view.blocks):
            where = msg("{number}の本文「{text}」", number=view.number, text=_quoted(b.plain(run)))
            for span in run:
                faces = heads if leading else {chosen.strong.face if span.strong else chosen.body.face}
                for face in sorted(faces):
                    yield Printed(span.text, face, where)

    def draw(self, view: BodyView, page: Page, form: BodyForm) -> Iterator[Progress]:
        if view.layout is BodyLayout.SLIDES:
            deck = Deck(page, form.slides, view.number, view.title)
            yield from deck.draw(_respelt(view, form.slides.digits))
        else:
            blocks = _respelt(view, form.handout.digits)
            yield from handout.draw(page, form.handout, blocks, view.title)


class _Asked:
    """Answers what a source asks of the register and of the attachments."""

    def __init__(self, store: Store, committee: Id, *, across: bool) -> None:
        self._store = store
        self._committee = committee
        self._across = across
        self.quotes = Quotes(store, committee)

    def register(self, fence: Fence) -> tuple[b.Block, ...]:
        """What the register holds for a directive."""
        return ledgerblocks.drawn(self._store, self._committee, fence, across=self._across)

    def figure(self, name: str, words: str, line: int) -> b.Figure:
        """The newest attachment of that name, as a picture."""
        found = sorted(self._store.find(Attachment, name=name), key=lambda one: (one.received_on, one.id))
        if not found:
            raise SourceProblem(
                line,
                msg("図「{name}」が添付ファイルにありません。", name=name),
                msg("ファイルの名前を確かめるか、画像を添付してください。"),
            )
        try:
            data, width, height = printable(self._store.blob(found[-1].sha256))
        except NotAPicture as error:
            raise SourceProblem(
                line,
                msg("図「{name}」は画像（PNG・JPEG）として読めません。", name=name),
                msg("PNGかJPEGの画像を添付し直してください。"),
            ) from error
        return b.Figure(words, data, width, height)


def _blamed(line: meetings.MaterialLine, text: BodyText | None, fault: Unresolved) -> KyodoError:
    """`fault` with the line of the source that has it; as it is where a record that the text draws in has."""
    before, found, _ = (text.source if text else "").partition(fault.written)
    if not found:
        return fault
    problem = SourceProblem(before.count("\n") + 1, fault.why, fault.remedy)
    return BodyInvalid(line.number, line.material.title, problem)


def _respelt(view: BodyView, how: str) -> tuple[b.Block, ...]:
    return b.respelt(view.blocks, lambda text: digits(text, Digits(how)))


def _quoted(text: str) -> str:
    first = text.strip().partition("\n")[0]
    return first if len(first) <= _QUOTED else f"{first[:_QUOTED]}…"
