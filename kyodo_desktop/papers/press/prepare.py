"""One part made ready to be joined: stilled, its pages turned and marked for what is laid over them later."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import pikepdf

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.press.binding import Binding, Part, listing
from kyodo_desktop.papers.press.facts import Ink, PageFacts
from kyodo_desktop.papers.press.geometry import onto_page, operands, rotation, seen_size, visible
from kyodo_desktop.papers.press.links import Goal, Link, Signpost, index_of, moved, moved_goal, read_links
from kyodo_desktop.papers.press.outline import Branch, read_outline, relocated
from kyodo_desktop.papers.press.segment import LATER, Segment, cut, save
from kyodo_desktop.papers.press.still import close, layers, rename, still
from kyodo_desktop.papers.press.tagread import read_structure
from kyodo_desktop.papers.press.tags import Structure, Tags
from kyodo_desktop.papers.press.tagsyntax import Broken
from kyodo_desktop.papers.press.tagwrite import Pending, forget_keys, give_keys
from kyodo_desktop.papers.press.twoup import scale_of, two_up

PAGES: Final = "/KyodoPages"
MARKS: Final = f"{LATER}Marks"
LAYERS: Final = "/KyodoLayers"
HIDDEN: Final = "/KyodoHidden"
FIELDS: Final = "/KyodoFields"
SLOTS: Final = f"{LATER}Slots"
_WIDEST: Final = 305 / 25.4 * 72  # points: what is wider than A4 is folded in, and stays as it lies
Drawing: TypeAlias = tuple[int, pikepdf.Object]
"""What a page has become that is shown two to a sheet: the sheet's index, and the drawing on it."""
LEAST_TYPE: Final = 8.0
"""The smallest type, in points, that a committee's members are asked to read."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it will stand: its size as a reader holds it, in points, and where it has ink."""

    size: tuple[float, float]
    ink: Ink | None = None
    lies: bool = False

    @property
    def wide(self) -> bool:
        return self.size[0] > self.size[1]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A part ready to be joined, with what else is known of it; `tags` where a structure is among its
    objects, `pending` where one isn't yet.
    """

    segment: Segment
    sheets: tuple[Sheet, ...]
    branches: tuple[Branch, ...]
    names: tuple[tuple[str, Goal], ...]
    notes: tuple[Message, ...]
    pending: Pending | None = None
    tags: Tags | None = None


def prepare(part: Part, binding: Binding, dpi: int | None = None) -> Prepared:
    """Make a part ready. Raises OutputFailed, naming it, where it can't be read."""
    notes: list[Message] = []
    with _open(part) as pdf:
        try:
            return _prepared(pdf, part, binding, dpi, notes)
        except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError) as error:
            raise _unreadable(part) from error


def add_slots(pdf: pikepdf.Pdf, counts: Mapping[int, int]) -> list[pikepdf.Object]:
    """Give pages links that whoever joins the segment writes later; so many for each page."""
    slots: list[pikepdf.Object] = []
    for place, count in counts.items():
        own = [pdf.make_indirect(pikepdf.Dictionary()) for _ in range(count)]
        pdf.pages[place].obj["/Annots"] = pikepdf.Array(own)
        slots += own
    return slots


def marked(
    pdf: pikepdf.Pdf, known: Sequence[PageFacts | None], turned: bool
) -> tuple[list[Sheet], list[pikepdf.Object]]:
    """Make room over each page for its marks; returns the sheets and the objects to be written later."""
    sheets: list[Sheet] = []
    marks: list[pikepdf.Object] = []
    openings: dict[int, pikepdf.Object] = {}
    for place, (page, facts) in enumerate(zip(pdf.pages, known, strict=True)):
        box, turn = visible(page), rotation(page)
        size = seen_size(box, turn)
        mark = pdf.make_stream(b"")
        name = _add(page.obj, mark, place)
        low, final = (facts.lowest, facts.final) if facts else (0, 0)
        if low not in openings:
            openings[low] = pdf.make_stream(b"q\n" * (1 - low))
        opened, matrix = b"Q\n" * (1 - low + final), operands(onto_page(box, turn))
        ending = b"\n%bq %b cm /Artifact BMC %b Do EMC Q" % (opened, matrix, name)
        old = page.obj.get("/Contents")
        body = list(old) if isinstance(old, pikepdf.Array) else [] if old is None else [old]
        page.obj["/Contents"] = pikepdf.Array([openings[low], *body, pdf.make_stream(ending)])
        lies = turned and size[1] < size[0] <= _WIDEST
        page.obj["/Rotate"] = (turn + 270) % 360 if lies else turn
        sheets.append(Sheet(size, facts.ink if facts else None, lies))
        marks.append(mark)
    return sheets, marks


def _prepared(
    pdf: pikepdf.Pdf, part: Part, binding: Binding, dpi: int | None, notes: list[Message]
) -> Prepared:
    if not len(pdf.pages):
        raise ValueError("no pages")
    structure = _structure(pdf, part, notes)
    signpost = Signpost(pdf, index_of(pdf))
    branches = read_outline(pdf, 0, signpost)
    names = tuple(signpost.names())
    links, others = read_links(pdf, signpost)
    if others:
        notes.append(
            msg("「{title}」の外部へのリンク{count}件を外しました。", title=part.title, count=others)
        )
    shown, hidden = layers(pdf)
    fields = still(pdf, "flatten" if part.two_up else binding.forms)
    pdf.add_blank_page()  # makes qpdf lay the page tree flat, each page with what it inherits
    del pdf.pages[-1]
    if dpi is not None:
        _reduce(pdf, part, dpi, notes)
    known: Sequence[PageFacts | None] = [None] * len(pdf.pages)
    forget_keys(pdf)
    drawings: Sequence[Drawing] | None = None
    if part.two_up:
        _note_small_type(pdf, part, notes)
        places, forms = two_up(pdf)
        drawings = [(sheet, form) for (sheet, _), form in zip(places, forms, strict=True)]
        links = [moved(link, places) for link in links]
        branches = relocated(branches, lambda goal: moved_goal(goal, places))
        names = tuple((name, moved_goal(goal, places)) for name, goal in names)
        known = [None] * len(pdf.pages)
    elif part.facts is not None and len(part.facts.pages) == len(pdf.pages):
        known = part.facts.pages
    stay = _write_links(pdf, links, own=structure is not None)
    sheets, marks = marked(pdf, known, binding.turned)
    pages = [page.obj for page in pdf.pages]
    rename(fields, hashlib.sha256(f"{part.stamp}\0{part.title}".encode()).hexdigest()[:8])
    lists = {PAGES: pages, MARKS: marks, LAYERS: shown, HIDDEN: hidden, FIELDS: fields}
    segment, pending = segmented(pdf, structure, lists, stay, fields, drawings)
    return Prepared(segment, tuple(sheets), branches, names, tuple(notes), pending)


def segmented(
    pdf: pikepdf.Pdf,
    structure: Structure | None,
    lists: Mapping[str, Sequence[pikepdf.Object]],
    links: Mapping[tuple[int, int], pikepdf.Object],
    fields: Sequence[pikepdf.Object] = (),
    drawings: Sequence[Drawing] | None = None,
) -> tuple[Segment, Pending | None]:
    """The finished segment, and the structure for it; `drawings` are what its pages became, if they did."""
    if structure is None:
        close(pdf, lists, fields)
        return cut(save(pdf)), None
    holders = lists[PAGES] if drawings is None else [one for _, one in drawings]
    known = give_keys(pdf, structure, holders, links)
    close(pdf, {**lists, **known.lists}, fields)
    sheets = None if drawings is None else tuple(sheet for sheet, _ in drawings)
    there = tuple(one is not None for one in known.things)
    return cut(save(pdf)), Pending(structure, there, sheets)


def _structure(pdf: pikepdf.Pdf, part: Part, notes: list[Message]) -> Structure | None:
    """The part's own structure; a broken one is left out, which the clerk is told."""
    try:
        return read_structure(pdf)
    except Broken:
        notes.append(
            msg(
                "「{title}」の読み上げ用の構造（タグ）は壊れているため、付けずに綴じました。",
                title=part.title,
            )
        )
        return None


def _open(part: Part) -> pikepdf.Pdf:
    source = io.BytesIO(part.pdf) if isinstance(part.pdf, bytes) else part.pdf
    try:
        return pikepdf.open(source, password=part.password)
    except pikepdf.PasswordError as error:
        raise OutputFailed(
            msg("「{title}」を綴じることができません", title=part.title),
            msg("このPDFにはパスワードがかかっています。"),
            msg("パスワードを外したファイルに差し替えてください。"),
        ) from error
    except (pikepdf.PdfError, OSError) as error:
        raise _unreadable(part) from error


def _unreadable(part: Part) -> OutputFailed:
    return OutputFailed(
        msg("「{title}」を綴じることができません", title=part.title),
        msg("PDFとして読み取れません。壊れているか、別の種類のファイルです。"),
        msg("元のファイルを確かめて、差し替えてください。"),
    )


def _reduce(pdf: pikepdf.Pdf, part: Part, dpi: int, notes: list[Message]) -> None:
    from kyodo_desktop.papers.press.reduce import reduce

    done = reduce(pdf, dpi)
    if done.pictures:
        notes.append(
            msg(
                "「{title}」の画像{count}枚を{dpi}dpiに縮小しました（{before}KB→{after}KB）。",
                title=part.title,
                count=done.pictures,
                dpi=dpi,
                before=f"{done.before / 1024:,.0f}",
                after=f"{done.after / 1024:,.0f}",
            )
        )


def _note_small_type(pdf: pikepdf.Pdf, part: Part, notes: list[Message]) -> None:
    """Say which pages become too small to read."""
    from kyodo_desktop.papers.press.looking import least_type

    data = part.pdf if isinstance(part.pdf, bytes) else part.pdf.read_bytes()
    sizes = least_type(data, part.password)
    small: list[int] = []
    least = LEAST_TYPE
    for place, (page, size) in enumerate(zip(pdf.pages, sizes, strict=False), 1):
        reduced = (size or LEAST_TYPE * 9) * scale_of(seen_size(visible(page), rotation(page)))
        if reduced < LEAST_TYPE - 0.05:
            small.append(place)
            least = min(least, reduced)
    if small:
        notes.append(
            msg(
                "「{title}」の{pages}ページ目は、縮小すると文字が{size}ポイントになります（8ポイント以上が目安）。",
                title=part.title,
                pages=listing(small),
                size=f"{least:.1f}",
            )
        )


def _add(page: pikepdf.Object, mark: pikepdf.Object, place: int) -> bytes:
    """Make `mark` known to a page's drawing, under a name that nothing else has there."""
    resources = page.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        resources = page["/Resources"] = pikepdf.Dictionary()
        resources = page["/Resources"]
    drawn = resources.get("/XObject")
    if not isinstance(drawn, pikepdf.Dictionary):
        resources["/XObject"] = pikepdf.Dictionary()
        drawn = resources["/XObject"]
    name = f"/KyodoMark{place}"
    while name in drawn:
        name += "x"
    drawn[name] = mark
    return name.encode("ascii")


def _write_links(
    pdf: pikepdf.Pdf, links: Sequence[Link], *, own: bool
) -> dict[tuple[int, int], pikepdf.Object]:
    """Put links on their pages, each to its page again; where each is an object of its `own`, returns it by
    what it was.
    """
    pages = [page.obj for page in pdf.pages] if links else []
    found: dict[tuple[int, int], pikepdf.Object] = {}
    there: dict[int, list[pikepdf.Object]] = {}
    for link in links:
        point = link.goal.point or (None, None)
        goal = pikepdf.Array([pages[link.goal.page], pikepdf.Name.XYZ, *map(_rounded, point), None])
        entry = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=pikepdf.Array([_rounded(edge) for edge in link.area]),
            Border=pikepdf.Array([0, 0, 0]),
            F=4,
            Dest=goal,
        )
        if own:
            entry = found[link.known] = pdf.make_indirect(entry)
        there.setdefault(link.page, []).append(entry)
    for place, entries in there.items():
        listed = pages[place].get("/Annots")
        before = list(listed) if isinstance(listed, pikepdf.Array) else []
        pages[place]["/Annots"] = pikepdf.Array([*before, *entries])
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
