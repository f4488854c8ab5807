"""Setting the front of an envelope, down (縦書き) or across (横書き). Lengths in millimetres."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.papers.forms import measure
from kyodo_desktop.papers.letter import WIDE_SPACE, wide
from kyodo_desktop.papers.paper import MM
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.press.undivided import TextTooLong
from kyodo_desktop.papers.press.vertical import Upright
from kyodo_desktop.papers.recipients import MARK, parted

_FRAMES: Final = (0.0, 7.0, 14.0, 21.6, 28.4, 35.2, 42.0)
"""Where the seven frames of a postcode begin, and below their sides: the measures of Japan Post."""
_FRAME: Final = (5.7, 8.0)
_FRAMES_WIDE: Final = 47.7
_FRAMES_AT: Final = (8.0, 12.0)  # from the right and the top edge of the envelope
_FRAME_RULE: Final = 0.4
_FIGURES: Final = str.maketrans("0123456789０１２３４５６７８９", "〇一二三四五六七八九" * 2)
_DASH: Final = re.compile("(?<=[〇一二三四五六七八九])[-‐‑–—−－](?=[〇一二三四五六七八九])")
_LOOSE: Final = 1.06
"""How far apart the characters of an address stand when written down, in ems."""
_APART: Final = 3.0  # white between an address and what stands left of it
_SLACK: Final = 0.01
_STATED: Final = 0.25  # white around what is stated (親展), in ems


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """An envelope standing upright, its white, and its sizes of type in points.

    `lying`: written across, it lies on its side.
    """

    width: float = measure(60, 400)
    height: float = measure(100, 500)
    top: float = measure(5, 200)
    side: float = measure(3, 100)
    bottom: float = measure(3, 100)
    address: float = measure(6, 60)
    organisation: float = measure(6, 60)
    name: float = measure(8, 72)
    sender: float = measure(6, 40)
    lying: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What one envelope says; whatever is empty takes no room. `frames`: boxes, figures or line."""

    postcode: str
    address: str
    organisation: str
    post: str
    name: str
    suffix: str
    sender: tuple[str, ...]
    stated: str
    frames: str


class Down:
    """Written down: the address at the right, the name in the middle, the sender at the lower left."""

    def __init__(self, page: Page, envelope: Envelope, face: str) -> None:
        self.page = page
        self.envelope = envelope
        self.face = face
        self.size = (envelope.width, envelope.height)

    @staticmethod
    def spelt(address: str) -> str:
        """An address as it is written down: its figures as kanji, a dash between them upright."""
        return _DASH.sub("ー", address.translate(_FIGURES))

    def draw(self, front: Front) -> None:
        """The whole front."""
        envelope = self.envelope
        self._postcode(front)
        foot = envelope.height - envelope.bottom
        tall = foot - envelope.top
        edge = envelope.width - envelope.side
        if front.address:
            room = (envelope.width * 0.3, tall)
            text = self.spelt(front.address)
            edge -= self._column(text, envelope.address, room, right=edge, top=envelope.top) + _APART
        belongs = "\n".join(part for part in (front.organisation, front.post) if part)
        if belongs:
            left = envelope.width / 2 + envelope.name * MM * 0.9
            top = envelope.top + envelope.address * MM * 2
            self._column(belongs, envelope.organisation, (edge - left, tall * 0.75), left=left, top=top)
        self._name(front, (envelope.width / 2, envelope.top + tall * 0.12, tall * 0.76))
        self._sender(front, foot)
        self._stated(front)

    def _column(
        self,
        text: str,
        size: float,
        room: tuple[float, float],
        *,
        top: float,
        left: float = 0.0,
        right: float | None = None,
    ) -> float:
        """Text down from `top`, beginning at `left` or ending at `right`; the width it takes."""
        look = Style(self.face, size)
        block = self._fitted(text, look, room)
        natural, used = block.height / block.pitch * _LOOSE * MM, block.width * MM
        x = left if right is None else right - used
        tall = min(room[1], natural)
        self.page.vertical(x, top, used + _SLACK, tall + _SLACK, text, look.sized(block.size))
        return used

    def _fitted(self, text: str, look: Style, room: tuple[float, float]) -> Upright:
        """`text` in columns inside a room (width, height). Raises TextTooLong."""
        block = self.page.fit_vertical(text, *room, look)
        if block is None:
            raise TextTooLong(text)
        return block

    def _name(self, front: Front, place: tuple[float, float, float]) -> None:
        """The name, and 様 under it, in one column in the middle of the envelope."""
        middle, top, tall = place
        text = WIDE_SPACE.join((wide(front.name), front.suffix)) if front.suffix else wide(front.name)
        look = Style(self.face, self.envelope.name)
        width = look.size * MM * 1.1
        block = self._fitted(text, look, (width, tall))
        natural = min(tall, block.height / block.pitch * 1.2 * MM)
        self.page.vertical(middle - width / 2, top, width, natural, text, look)

    def _sender(self, front: Front, foot: float) -> None:
        """The office, its last line leftmost, ending at the foot."""
        envelope, page = self.envelope, self.page
        look = Style(self.face, envelope.sender)
        text = "\n".join(self.spelt(line) for line in front.sender)
        room = (envelope.width * 0.3, envelope.height * 0.5)
        block = self._fitted(text, look, room)
        tall = block.height / block.pitch * _LOOSE * MM
        page.vertical(
            envelope.side, foot - tall, block.width * MM + _SLACK, tall + _SLACK, text, look.sized(block.size)
        )

    def _stated(self, front: Front) -> None:
        """親展 and its like, boxed at the left of the name."""
        if not front.stated:
            return
        envelope = self.envelope
        look = Style(self.face, envelope.organisation)
        em = look.size * MM
        width, tall = em * (1 + 2 * _STATED), em * (len(front.stated) * 1.25 + 2 * _STATED)
        y = envelope.top + (envelope.height - envelope.top - envelope.bottom) * 0.2
        self.page.box(envelope.side, y, width, tall, 0.8)
        inner = em * _STATED
        self.page.vertical(envelope.side, y + inner, width, tall - 2 * inner, front.stated, look)

    def _postcode(self, front: Front) -> None:
        """The figures in the seven frames at the upper right, or as a line where they aren't seven."""
        figures = front.postcode.replace("-", "")
        edge, top = self.envelope.width - _FRAMES_AT[0], _FRAMES_AT[1]
        look = Style(self.face, 16.0)
        if not figures:
            return
        if front.frames == "line" or len(figures) != len(_FRAMES):
            self.page.text(edge, top, MARK + front.postcode, look, "right")
            return
        with self.page.within("P"):
            for figure, place in zip(figures, _FRAMES, strict=True):
                x = edge - _FRAMES_WIDE + place
                if front.frames == "boxes":
                    self.page.box(x, top, *_FRAME, _FRAME_RULE)
                self.page.text(x, top + (_FRAME[1] - look.size * MM) / 2, figure, look, "center", _FRAME[0])


class Across:
    """Written across: the address at the upper left, the name in the middle, the sender lower right."""

    def __init__(self, page: Page, envelope: Envelope, face: str) -> None:
        self.page = page
        self.envelope = envelope
        self.face = face
        sides = (envelope.width, envelope.height)
        self.size = (sides[1], sides[0]) if envelope.lying else sides

    def draw(self, front: Front) -> None:
        """The whole front; the address is made smaller where it would reach the name."""
        envelope, page = self.envelope, self.page
        width, height = self.size
        left, wide_ = envelope.side * 1.5, width - envelope.side * 3
        middle = height * 0.5
        place = MARK + front.postcode if front.postcode else ""
        address = parted(page, front.address, Style(self.face, envelope.address), wide_ * 0.8)
        lines = [one for one in (place, address) if one]
        y = self._lines(lines, (left, envelope.side * 1.5, wide_ * 0.8), envelope.address, middle * 0.5)
        start = left + wide_ * 0.12
        belongs = [one for one in (front.organisation, front.post) if one]
        em = envelope.name * MM
        rest = (start, max(y + em * 0.3, middle - em * 2.2), wide_ - (start - left))
        y = self._lines(belongs, rest, envelope.organisation, middle - rest[1])
        name = WIDE_SPACE.join(part for part in (wide(front.name), front.suffix) if part)
        y = max(y + em * 0.3, middle - em / 2)
        page.text(start, y, name, Style(self.face, envelope.name), width=wide_ - (start - left))
        if front.stated:
            self._stated(front.stated, (start, y + em * 1.6))
        self._sender(front)

    def _lines(self, lines: list[str], place: tuple[float, float, float], size: float, room: float) -> float:
        """Lines from `place` (x, y, width) down, made smaller until they fit `room`; the y below them."""
        x, y, width = place
        look = Style(self.face, size, size * 1.4)
        while look.size > size * 0.5 and self._tall(lines, width, look) > room:
            look = look.sized(look.size - 0.5)
        for line in lines:
            y += self.page.paragraph(x, y, width, line, look, "left")
        return y

    def _tall(self, lines: list[str], width: float, look: Style) -> float:
        return sum(self.page.height_of(line, width, look) for line in lines)

    def _stated(self, text: str, place: tuple[float, float]) -> None:
        look = Style(self.face, self.envelope.organisation)
        em = look.size * MM
        room = self.page.text_width(text, look)
        self.page.box(*place, room + 2 * em * _STATED * 2, em * (1 + 2 * _STATED), 0.8)
        self.page.text(place[0] + em * _STATED * 2, place[1] + em * _STATED, text, look)

    def _sender(self, front: Front) -> None:
        """The office at the lower right, its lines beginning in line."""
        envelope, page = self.envelope, self.page
        look = Style(self.face, envelope.sender, envelope.sender * 1.4)
        width, height = self.size
        room = max((page.text_width(line, look) for line in front.sender), default=0.0)
        room = min(room, width * 0.6)
        y = height - envelope.side - len(front.sender) * look.line * MM
        for line in front.sender:
            page.text(width - envelope.side - room, y, line, look, width=room)
            y += look.line * MM
