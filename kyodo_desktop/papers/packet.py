"""The packet (会議資料一式): the agenda, the list, then every material in the list's order, as one PDF."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar, Final

from kyodo_desktop import __version__
from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.editions.held import HeldPage
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Attachment, Material
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.forms import load, say, wording
from kyodo_desktop.papers.inspecting import inspect
from kyodo_desktop.papers.inspection import Inspection
from kyodo_desktop.papers.issue import preflight
from kyodo_desktop.papers.paper import AnyPaper, Occasion, Printed, of_meeting, render
from kyodo_desktop.papers.press.bundle import Binding, Bound, Part, bind, new_shelf
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.fronts import cover
from kyodo_desktop.papers.press.progress import Progress, drained
from kyodo_desktop.papers.press.shelf import Shelf
from kyodo_desktop.papers.received import NotBindable, as_pdf, damaged, require
from kyodo_desktop.services import meetings
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store

FORM: Final = "packet.toml"
COVER: Final = "表紙"
_FRONT: Final = ("agenda", "materials")
_SLIP: Final = "slip"


class UnknownPaper(KyodoError):
    """A material names a printed form that this program doesn't have."""

    exit_code: ClassVar[int] = 33


@dataclass(frozen=True, slots=True)
class Made:
    """A part drawn from the register: `paper` is its key, `view` what it shows. The front has no number."""

    number: str
    title: str
    paper: str
    view: Any
    two_up: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """A part that came as a file, byte for byte as it was kept."""

    number: str
    title: str
    name: str
    data: bytes
    found: Inspection | None = None
    """What its inspection found, where it has been inspected already."""
    two_up: bool = False
    password: str = ""
    """What opens it, as the clerk gave it at the binding: it is nowhere kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketView:
    """Everything the packet holds, in its order. With `cover` a page stands before them all."""

    committee: str
    number: int
    day: dt.date
    parts: tuple[Made | Received, ...]
    cover: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PacketForm:
    """The packet's own wording."""

    title: str = wording("number", "committee")
    cover_title: str = wording("number", "committee")
    cover_day: str = wording("day")
    cover_committee: str = wording("committee")


def packet_view(store: Store, meeting: Id) -> PacketView:
    """Everything the packet of `meeting` holds, read from the register. Raises NotFound, UnknownPaper."""
    occasion = of_meeting(store, meeting)
    held = occasion.meeting
    if held is None:  # pragma: no cover - an occasion of a meeting has one
        raise AssertionError
    front = tuple(Made("", "", key, _paper(key).compose(store, occasion)) for key in _FRONT)
    parts = tuple(
        _part(store, occasion, line.material, line.number) for line in meetings.materials(store, meeting)
    )
    return PacketView(
        committee=occasion.committee.name, number=held.number, day=held.date, parts=front + parts
    )


class Memory:
    """What a packet that is built again needn't draw or prepare again: whatever shows and holds the same."""

    def __init__(self) -> None:
        self.drawn: Shelf[bytes] = Shelf(len)
        self.prepared = new_shelf()
        self.seen: Shelf[tuple[HeldPage, ...]] = Shelf(len, 40_000)


def build(
    view: PacketView,
    fonts: Fonts,
    forms: Path,
    how: Binding | None = None,
    memory: Memory | None = None,
) -> Generator[Progress, None, bytes]:
    """The packet as the bytes of one PDF, bound as `how` says under the packet's own title. The same view,
    fonts and forms give the same bytes.

    Everything that could stop it is looked at first. Raises MissingGlyph, NotBindable, FormInvalid.
    """
    made, _ = yield from bound(view, fonts, forms, how, memory)
    return made


def bound(
    view: PacketView,
    fonts: Fonts,
    forms: Path,
    how: Binding | None = None,
    memory: Memory | None = None,
) -> Generator[Progress, None, tuple[bytes, Bound]]:
    """`build`, and what came of it: where each part stands, what the clerk should know."""
    memory = memory or Memory()
    form = load(PacketForm, forms / FORM)
    title = say(form.title, number=view.number, committee=view.committee)
    front = _cover(view, form)
    total = len(view.parts) * 2 + 2 + bool(front)
    view, parts = yield from drawn(view, fonts, forms, memory)
    made = io.BytesIO()  # no file, which would be left with its names if the process were killed
    whole = [*_cover_part(front, fonts), *parts]
    work = bind(whole, made, fonts, replace(how or Binding(title), title=title), memory.prepared)
    try:
        while True:
            step = next(work)
            yield Progress(len(parts) + step.done, total, step.label)
    except StopIteration as done:
        result: Bound = done.value
    except Exception as error:
        raise _culprit(view, parts, fonts) or error from error
    noted = tuple(
        note
        for one in view.parts
        if isinstance(one, Received) and one.found
        for note in one.found.notes(one.title)
    )
    return made.getvalue(), replace(result, notes=(*noted, *result.notes))


def drawn(
    view: PacketView, fonts: Fonts, forms: Path, memory: Memory
) -> Generator[Progress, None, tuple[PacketView, list[Part]]]:
    """The packet's parts ready to bind, its cover apart; and the view with what inspecting found of each.

    Everything that could stop it is looked at first. Raises MissingGlyph, NotBindable, FormInvalid.
    """
    front = _cover(view, load(PacketForm, forms / FORM))
    preflight(chain(_printed(view, forms), (Printed(one, "gothic", msg("表紙")) for one in front)), fonts)
    total = len(view.parts) * 2 + 2 + view.cover
    view = replace(view, parts=tuple(_inspected(one) for one in view.parts))
    parts: list[Part] = []
    for place, one in enumerate(view.parts):
        parts.append((yield from _drawn(one, fonts, forms, (place, total), memory)))
        yield Progress(place + 1, total, msg("「{title}」を用意しました", title=parts[-1].title))
    return view, parts


def cover_of(view: PacketView, fonts: Fonts, forms: Path) -> list[Part]:
    """The cover ready to bind; nothing where none is wanted."""
    return _cover_part(_cover(view, load(PacketForm, forms / FORM)), fonts)


def named(part: Made | Received) -> str:
    """What a part is called: by its own title; a page of the front by its paper's."""
    return part.title or (_paper(part.paper).title if isinstance(part, Made) else part.name)


def title_of(view: PacketView, forms: Path) -> str:
    """The packet's own title, for its properties and the record of its editions."""
    return say(load(PacketForm, forms / FORM).title, number=view.number, committee=view.committee)


def _cover(view: PacketView, form: PacketForm) -> tuple[str, ...]:
    """The lines of the cover, its title first; none where no cover is wanted."""
    if not view.cover:
        return ()
    return (
        say(form.cover_title, number=view.number, committee=view.committee),
        say(form.cover_day, day=wareki.long_with_weekday(view.day)),
        say(form.cover_committee, committee=view.committee),
    )


def _cover_part(lines: Sequence[str], fonts: Fonts) -> list[Part]:
    if not lines:
        return []
    pdf = cover(lines[0], lines[1:], fonts)
    return [Part(pdf, COVER, numbered=False, listed=False, key=hashlib.sha256(pdf).hexdigest())]


def _inspected(part: Made | Received) -> Made | Received:
    """A received part with what its inspection finds: where its margins are free, what to tell the clerk."""
    if isinstance(part, Made) or part.found is not None:
        return part
    return replace(part, found=drained(inspect(part.data, part.password)))


def _culprit(view: PacketView, parts: Sequence[Part], fonts: Fonts) -> NotBindable | None:
    """The first received file that can't be bound even by itself, where binding failed unforeseen."""
    for one, part in zip(view.parts, parts, strict=True):
        if isinstance(one, Received):
            try:
                list(bind([part], io.BytesIO(), fonts, Binding(title=part.title)))
            except Exception:
                return damaged(one.number, one.name)
    return None


def _part(store: Store, occasion: Occasion, material: Material, number: str) -> Made | Received:
    """A material's part: handed out apart, a file, a paper of our own, or not there yet."""
    title = Quotes(store, occasion.committee.id).said(material.title)
    if not material.handed_apart and material.attachment is not None:
        attachment = store.get(Attachment, material.attachment)
        data = store.blob(attachment.sha256)
        return Received(number, title, attachment.name, data, two_up=material.two_up)
    key = _SLIP if material.handed_apart or not material.paper else material.paper
    paper = _paper(key, number)
    of_material = Occasion(
        committee=occasion.committee, day=occasion.day, meeting=occasion.meeting, material=material.id
    )
    return Made(number, title, key, paper.compose(store, of_material), material.two_up and key != _SLIP)


def _paper(key: str, number: str = "") -> AnyPaper:
    found = next((paper for paper in PAPERS if paper.key == key), None)
    if found is None:
        raise UnknownPaper(
            msg("{number}を作成できません", number=number),
            msg("様式「{key}」がこの版のプログラムにありません。", key=key),
            msg("資料の様式を選び直すか、ファイルを添付してください。"),
        )
    return found


def _printed(view: PacketView, forms: Path) -> Iterator[Printed]:
    """Every text that the packet sets itself; a stamp holds nothing but 資料 and figures."""
    for part in view.parts:
        if isinstance(part, Made):
            paper = _paper(part.paper)
            yield from paper.asked(part.view, paper.read(forms))


def _drawn(
    part: Made | Received, fonts: Fonts, forms: Path, at: tuple[int, int], memory: Memory
) -> Generator[Progress, None, Part]:
    """One part ready to bind, its bookmark's title beside it."""
    if isinstance(part, Received):
        found = part.found or drained(inspect(part.data, part.password))
        require(part.number, part.name, found)
        return Part(
            as_pdf(found, part.data),
            _bookmark(part.number, part.title),
            stamp=part.number,
            password=part.password if found.encrypted else "",
            two_up=part.two_up,
            facts=found.facts,
            key=found.sha256,
        )
    paper = _paper(part.paper)
    form = paper.read(forms)
    known = (__version__, paper.key, part.view, form, fonts)
    pdf = memory.drawn.get(known)
    if pdf is None:
        pdf = yield from _rendered(paper, part, fonts, forms, at)
        memory.drawn.put(known, pdf)
    title = part.title or paper.heading(part.view, form)
    key = hashlib.sha256(pdf).hexdigest()
    stamp = part.number or None
    return Part(pdf, _bookmark(part.number, title), stamp=stamp, two_up=part.two_up, key=key)


def _rendered(
    paper: AnyPaper, part: Made, fonts: Fonts, forms: Path, at: tuple[int, int]
) -> Generator[Progress, None, bytes]:
    work = render(paper, part.view, fonts, forms, numbered=False)
    try:
        while True:
            step = next(work)
            yield Progress(*at, step.label)
    except StopIteration as done:
        return done.value


def _bookmark(number: str, title: str) -> str:
    return f"{number}\u3000{title}" if number else title
