"""What every paper (様式) is: compose a View from the register, then draw the View on pages."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from io import BytesIO
from pathlib import Path
from typing import Any, ClassVar, Final, Generic, TypeVar

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.names import clusters, has_variation
from kyodo_desktop.domain.records import Committee, Meeting
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers.forms import Type, load, words
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.stamp import mark_page, page_number
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.tables.values import INTERNAL
from kyodo_desktop.services import correspondence
from kyodo_desktop.storage import Store

MM: Final = 25.4 / 72
"""Millimetres in a point."""

V = TypeVar("V")
F = TypeVar("F")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How letters go out: on which day, under which number.

    Without a Sending a letter is a draft: its number and its date are left blank.
    """

    on: dt.date
    number: int | None = None


class Takes(Enum):
    """What the clerk may choose for a paper; what isn't chosen is as the office usually has it."""

    MEETING = "meeting"
    DAY = "day"
    MATERIAL = "material"
    CONSULTATION = "consultation"
    MEMBERS = "members"
    START = "start"


class GoesOut(Enum):
    """Whether a paper is issued to somebody, and whether under a number of the committee's counter."""

    NO = "no"
    PLAIN = "plain"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True)
class Eligible:
    """One of those whom a paper may be made for, by the appointment."""

    appointment: Id
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a paper is made for: a committee on a day; `meeting`, `material` and `consultation` where it
    belongs to them, `to` the members (None: everybody it concerns), `start` the first cell of a sheet.
    """

    committee: Committee
    day: dt.date
    meeting: Meeting | None = None
    material: Id | None = None
    sending: Sending | None = None
    consultation: Id | None = None
    to: tuple[Id, ...] | None = None
    start: int | None = None


def of_meeting(store: Store, meeting: Id, material: Id | None = None) -> Occasion:
    """The occasion of a meeting, on its day. Raises NotFound."""
    held = store.get(Meeting, meeting)
    committee = store.get(Committee, held.committee)
    return Occasion(committee=committee, day=held.date, meeting=held, material=material)


@dataclass(frozen=True, slots=True)
class Printed:
    """A text that will be printed, in which face, and where the clerk finds it: 委員 〇〇 の氏名.

    `base_form`: the clerk accepted the base form of a variation that no font has, for this name alone.
    """

    text: str
    face: str
    where: Message
    base_form: bool = False


class Paper(ABC, Generic[V, F]):
    """One kind of printed document: its key in the register, its title on screen, its form's file."""

    key: ClassVar[str]
    title: ClassVar[str]
    form: ClassVar[str]
    as_material: ClassVar[bool] = False
    """Whether a clerk may choose it as the content of a material."""
    of_material: ClassVar[bool] = False
    """Whether it can't be made without a material whose content it is."""
    public: ClassVar[bool] = False
    """Whether it is made for the public: nothing personal stands in it, and it is tagged."""
    internal: ClassVar[bool] = False
    """Whether it is the secretariat's own: every page of it says so, on paper and in Word."""
    numbered: ClassVar[bool] = True
    """Whether its pages carry their numbers at the foot: not labels, envelopes, plates."""
    takes: ClassVar[tuple[Takes, ...]] = (Takes.MEETING,)
    """What of its occasion the clerk may choose."""
    goes_out: ClassVar[GoesOut] = GoesOut.NO
    layout: type[F]

    def read(self, forms: Path) -> F:
        """This paper's form from the folder `forms`. Raises FormInvalid."""
        return load(self.layout, forms / self.form)

    @abstractmethod
    def compose(self, store: Store, occasion: Occasion) -> V:
        """Everything the paper shows, read from the register."""

    @abstractmethod
    def heading(self, view: V, form: F) -> str:
        """The paper's own title, for the bookmark and the document's properties."""

    @abstractmethod
    def printed(self, view: V, form: F) -> Iterator[Printed]:
        """Every text that `draw` will set, for the fonts to be asked about first."""

    def asked(self, view: V, form: F) -> Iterator[Printed]:
        """`printed`, what stands in the form itself apart and first, its file named."""
        own = {cluster: file for file, said in words(form, self.form) for cluster in clusters(said)}
        files = {file: msg("様式「{file}」の文言", file=file) for file in dict.fromkeys(own.values())}
        for one in self.printed(view, form):
            parts = clusters(one.text)
            for file, where in files.items():
                yield replace(one, text="".join(part for part in parts if own.get(part) == file), where=where)
            yield one

    def notes(self, view: V, form: F) -> tuple[Message, ...]:  # noqa: ARG002 - most papers have none
        """What the clerk should know of it before it is used, such as whose address is missing."""
        return ()

    def sent_to(self, view: V) -> tuple[str, ...] | None:  # noqa: ARG002 - most go to the members
        """The names of those to whom letters go, one each; None where these are the members in office."""
        return None

    def eligible(self, store: Store, occasion: Occasion) -> tuple[Eligible, ...]:
        """Whom it may be made for, one or several: the members of the occasion's day. Raises NotFound."""
        found = correspondence.recipients(store, occasion.committee.id, occasion.day)
        return tuple(Eligible(one.appointment, one.name.name) for one in found)

    @abstractmethod
    def draw(self, view: V, page: Page, form: F) -> Iterator[Progress]:
        """Draw `view` from `page` on, touching neither register nor screen; it may be closed to cancel."""


def accepted(texts: Iterator[Printed]) -> frozenset[str]:
    """The clusters whose base form is printed because the clerk accepted it."""
    return frozenset(
        cluster for one in texts if one.base_form for cluster in clusters(one.text) if has_variation(cluster)
    )


class _Furnished(Page):
    """A page with what stands outside its text: its number at the foot, and that it isn't for the public."""

    numbered = False
    internal = False

    def new_page(self, size: tuple[float, float] | None = None) -> None:
        self._furnish()
        super().new_page(size)

    def finish(self) -> None:
        self._furnish()
        super().finish()

    def _furnish(self) -> None:
        if self.internal:
            mark_page(self, INTERNAL)
        if self.numbered:
            page_number(self, self.number)


def render(
    paper: Paper[V, F], view: V, fonts: Fonts, forms: Path, *, numbered: bool = True
) -> Generator[Progress, None, bytes]:
    """`view` as the bytes of a PDF by itself. The same view, fonts and forms give the same bytes."""
    form = paper.read(forms)
    out = BytesIO()
    plain = accepted(paper.printed(view, form))
    page = _Furnished(out, fonts, title=paper.heading(view, form), accepted=plain)
    page.numbered, page.internal = numbered and paper.numbered, paper.internal
    yield from paper.draw(view, page, form)
    page.finish()
    return out.getvalue()


def style(kind: Type, *, line: float = 0.0) -> Style:
    """How a form's type is set; `line` millimetres from line to line."""
    return Style(kind.face, kind.size, leading=line / MM)


def one_page(done: int, total: int) -> Progress:
    """The progress after a page."""
    return Progress(done, total, msg("{done}ページ目", done=done))


AnyPaper = Paper[Any, Any]
THE_FORM: Final = mark("様式の文言")
