"""印刷指示書: how each material is printed, on which paper, how many, and how it is held together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from kyodo_desktop.domain.copies import Copies, Leaf, Sheets, added, by_short_edge, fastening, mixed, sheets
from kyodo_desktop.domain.fields import shape
from kyodo_desktop.domain.records import PrintRun
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers import sheet
from kyodo_desktop.papers.convened import Convened, convened
from kyodo_desktop.papers.copying import FORM as COPIES
from kyodo_desktop.papers.copying import CopiesForm
from kyodo_desktop.papers.forms import measure, say, shared, wording
from kyodo_desktop.papers.letterheads import meeting_of
from kyodo_desktop.papers.observing import FORM as OBSERVERS
from kyodo_desktop.papers.observing import Observers
from kyodo_desktop.papers.paper import Occasion, Paper, Printed
from kyodo_desktop.papers.pieces import Grid, Head, Piece, Text
from kyodo_desktop.papers.press.binding import Place, listing
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.sheet import FORM, SheetLook
from kyodo_desktop.services import meetings
from kyodo_desktop.services.copies import Printing, printing
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store

_SPACE = "\u3000"


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the packet: its number ("": none), its title, its pages (None: not known yet)."""

    number: str
    title: str
    leaves: tuple[Leaf, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintInstructionsView:
    """Everything the sheet shows: `run` is what the register says of copies."""

    meeting: Convened
    run: Printing
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The words over the columns."""

    number: str = wording()
    document: str = wording()
    pages: str = wording()
    sides: str = wording()
    edge: str = wording()
    colour: str = wording()
    paper: str = wording()
    copies: str = wording()
    fastening: str = wording()
    sheets: str = wording()
    total: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Widths:
    """The columns' widths in millimetres; the title takes the rest."""

    number: float = measure(10, 60)
    pages: float = measure(8, 40)
    sides: float = measure(8, 40)
    edge: float = measure(8, 40)
    colour: float = measure(8, 40)
    paper: float = measure(8, 50)
    copies: float = measure(8, 40)
    fastening: float = measure(8, 40)
    sheets: float = measure(8, 40)
    total: float = measure(8, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintInstructionsForm:
    """The form's wording and geometry."""

    title: str = wording("number", "committee")
    held: str = wording("when")
    copies: str = wording("total", "figures")
    front: str = wording()
    two_sided: str = wording()
    one_sided: str = wording()
    folded: str = wording()
    long_edge: str = wording()
    short_edge: str = wording()
    no_edge: str = wording()
    colour: str = wording()
    black: str = wording()
    a4: str = wording()
    a3: str = wording()
    both: str = wording()
    staple: str = wording()
    clip: str = wording()
    single: str = wording()
    total: str = wording()
    paper: str = wording("a4", "a3", "total")
    a4_only: str = wording("total")
    set: str = wording("sheets")
    heavy: str = wording("over")
    z_fold: str = wording()
    colours: str = wording("pages")
    mixed: str = wording("title")
    uncounted: str = wording()
    page: str = wording("number", "pages")
    columns: Columns
    widths: Widths
    usual: CopiesForm = shared(COPIES)  # noqa: RUF009 - a description of the field, not a value
    observers: Observers = shared(OBSERVERS)  # noqa: RUF009
    look: SheetLook = shared(FORM)  # noqa: RUF009


class PrintInstructions(Paper[PrintInstructionsView, PrintInstructionsForm]):
    """印刷指示書."""

    key: ClassVar = "print_instructions"
    title: ClassVar = mark("印刷指示書")
    form: ClassVar = "print_instructions.toml"
    internal: ClassVar = True
    layout = PrintInstructionsForm

    def compose(self, store: Store, occasion: Occasion) -> PrintInstructionsView:
        """The meeting's materials, their pages not known yet: those are the packet's (`counted`)."""
        meeting = meeting_of(occasion, "a sheet of instructions for printing")
        said = Quotes(store, occasion.committee.id).said
        return PrintInstructionsView(
            meeting=convened(occasion.committee, meeting),
            run=printing(store, meeting.id),
            documents=tuple(
                Document(line.number, said(line.material.title))
                for line in meetings.materials(store, meeting.id)
            ),
        )

    def heading(self, view: PrintInstructionsView, form: PrintInstructionsForm) -> str:
        return say(form.title, number=view.meeting.number, committee=view.meeting.committee)

    def notes(self, view: PrintInstructionsView, form: PrintInstructionsForm) -> tuple[Message, ...]:  # noqa: ARG002
        if all(one.leaves is not None for one in view.documents):
            return ()
        return (msg("ページ数は、会議資料一式を作成すると入ります。"),)

    def printed(self, view: PrintInstructionsView, form: PrintInstructionsForm) -> Iterator[Printed]:
        yield from sheet.printed(self.heading(view, form), self.pieces(view, form), form.look)

    def draw(
        self, view: PrintInstructionsView, page: Page, form: PrintInstructionsForm
    ) -> Iterator[Progress]:
        said, these = self.heading(view, form), self.pieces(view, form)
        yield from sheet.draw(page, said, these, form.look, across=True)

    def pieces(self, view: PrintInstructionsView, form: PrintInstructionsForm) -> tuple[Piece, ...]:
        """What stands under the title."""
        copies = view.run.copies(form.usual.usual(form.observers))
        said = say(form.copies, total=copies.total, figures="＋".join(_figures(copies)))
        held = say(form.held, when=view.meeting.when("{day}{time}"))
        return (
            Text(held, 0, "right"),
            Text(said, 0),
            _grid(view, form, copies, self.heading(view, form)),
            *_foot(view, form, copies.total),
        )


def counted(
    view: PrintInstructionsView, places: Sequence[Place], leaves: Sequence[Leaf]
) -> PrintInstructionsView:
    """`view` with the documents and the pages of the packet as it is bound: `leaves` are all its pages."""
    found = tuple(
        Document(one.stamp or "", _title(one), tuple(leaves[one.first : one.first + one.pages]))
        for one in places
    )
    return replace(view, documents=found)


def _title(place: Place) -> str:
    """A part's title without the number that its bookmark begins with."""
    return place.title.removeprefix(f"{place.stamp}{_SPACE}") if place.stamp else place.title


def _sheets(view: PrintInstructionsView, one: Document) -> Sheets:
    return sheets(one.leaves or (), two_sided=view.run.two_sided)


def _grid(view: PrintInstructionsView, form: PrintInstructionsForm, copies: Copies, caption: str) -> Grid:
    words, wide = form.columns, form.widths
    heads = (
        Head(words.number, wide.number, "center"),
        Head(words.document),
        Head(words.pages, wide.pages, "right"),
        Head(words.sides, wide.sides, "center"),
        Head(words.edge, wide.edge, "center"),
        Head(words.colour, wide.colour, "center"),
        Head(words.paper, wide.paper, "center"),
        Head(words.copies, wide.copies, "right"),
        Head(words.fastening, wide.fastening, "center"),
        Head(words.sheets, wide.sheets, "right"),
        Head(words.total, wide.total, "right"),
    )
    rows = [_row(view, form, one, copies.total) for one in view.documents]
    known = [one for one in view.documents if one.leaves is not None]
    if known:
        pages = sum(len(one.leaves or ()) for one in known)
        one = added(_sheets(view, document) for document in known).total
        blank = ("",) * 4
        last = ("", form.total, f"{pages:,}", *blank, f"{copies.total}", "", f"{one:,}")
        rows.append((*last, f"{one * copies.total:,}"))
    return Grid(heads, tuple(rows), caption, total=bool(known))


def _row(
    view: PrintInstructionsView, form: PrintInstructionsForm, one: Document, copies: int
) -> tuple[str, ...]:
    number = one.number or form.front
    if one.leaves is None:
        return number, one.title, "", "", "", "", "", f"{copies}", "", "", ""
    each = _sheets(view, one)
    how = {"none": form.single, "staple": form.staple, "clip": form.clip}
    return (
        number,
        one.title,
        f"{len(one.leaves):,}",
        *_sides(view, form, one.leaves),
        form.colour if any(leaf.coloured for leaf in one.leaves) else form.black,
        form.both if each.a4 and each.a3 else form.a3 if each.a3 else form.a4,
        f"{copies}",
        how[fastening(each.total, form.usual.clip_over)],
        f"{each.total:,}",
        f"{each.total * copies:,}",
    )


def _sides(
    view: PrintInstructionsView, form: PrintInstructionsForm, leaves: Sequence[Leaf]
) -> tuple[str, str]:
    """On how many sides, and turned on which edge; one page has no other side."""
    plain = [leaf for leaf in leaves if not leaf.folded]
    if not plain:
        return form.folded, form.no_edge
    if not view.run.two_sided or len(plain) == 1:
        return form.one_sided, form.no_edge
    return form.two_sided, form.short_edge if by_short_edge(plain) else form.long_edge


def _foot(view: PrintInstructionsView, form: PrintInstructionsForm, copies: int) -> Iterator[Text]:
    """The paper in all, and what whoever prints has to know."""
    known = [one for one in view.documents if one.leaves is not None]
    if not known:
        yield Text(form.uncounted, 0)
        return
    each = added(_sheets(view, one) for one in known)
    whole = each.times(copies)
    said = form.paper if whole.a3 else form.a4_only
    figures = {"a4": f"{whole.a4:,}", "a3": f"{whole.a3:,}", "total": f"{whole.total:,}"}
    yield Text(say(said, **figures), 0)
    yield Text(say(form.set, sheets=each.total), 0)
    if each.total > form.usual.clip_over:
        yield Text(say(form.heavy, over=form.usual.clip_over), 0)
    if whole.a3:
        yield Text(form.z_fold, 0)
    inked = [said for one in known if (said := _coloured(one, form))]
    if inked:
        yield Text(say(form.colours, pages="、".join(inked)), 0)
    for one in known:
        if view.run.two_sided and mixed(one.leaves or ()):
            yield Text(say(form.mixed, title=one.number or one.title), 0)


def _coloured(one: Document, form: PrintInstructionsForm) -> str:
    """Which pages of a document are in colour: 資料2（1、3～5ページ）; the document where all are."""
    pages = [place for place, leaf in enumerate(one.leaves or (), 1) if leaf.coloured]
    number = one.number or one.title
    if len(pages) == len(one.leaves or ()):
        return number if pages else ""
    return say(form.page, number=number, pages=listing(pages)) if pages else ""


def _figures(copies: Copies) -> Iterator[str]:
    """What is added up: 委員12 …"""
    fields = shape(PrintRun)
    for one in copies.figures:
        yield f"{fields.field(one.name).label}{one.count}"
