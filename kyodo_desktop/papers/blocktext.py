"""Words set in lines: each cluster in its face, and the lines after a label (①,（1）, ※) hung under its text.

Millimetres, but sizes of type are points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kyodo_desktop.domain.names import clusters
from kyodo_desktop.papers.blocks import Words, plain
from kyodo_desktop.papers.press.linebreak import Line, Rules, break_measured
from kyodo_desktop.papers.press.page import POINTS, Page
from kyodo_desktop.papers.press.setting import Align
from kyodo_desktop.papers.press.style import Style

_LABEL: Final = re.compile(
    r"[ \u3000]*(?:"
    r"[①-⑳㉑-㉟■□◆◇○●◎▶▷※⇒→・][ \u3000]*"
    r"|[（(](?:\d{1,2}|[ア-ン]|[a-z])[）)][ \u3000]*"
    r"|(?:\d{1,2}|[ア-ン]|[IVX]{1,4}|[Ⅰ-Ⅻ])[.．]?[ \u3000]+"
    r"|[^\s：:、。（）()「」]{1,4}[：:][ \u3000]+"
    r")?"
)
_FLUSH: Final = ("【", "＜", "〈", "《", "[", "<", "http://", "https://")
_MOST_HANG: Final = 0.4
"""The share of a line's width that a label may take and still have the lines below it hung."""


@dataclass(frozen=True, slots=True)
class SetWords:
    """One line ready to draw: what it holds, the face of each cluster, how far it stands in."""

    line: Line
    faces: tuple[str, ...]
    inset: float


@dataclass(frozen=True, slots=True)
class Lettering:
    """How words are set: their style, the face of strong ones, and the indent of a first line in ems."""

    style: Style
    strong: str
    indent: float = 0.0
    align: Align = "justify"

    def sized(self, scale: float) -> Lettering:
        """The same, larger or smaller."""
        return Lettering(self.style.sized(self.style.size * scale), self.strong, self.indent, self.align)

    def bold(self) -> Lettering:
        """The same with every word strong, as headings are."""
        return replace(self, style=replace(self.style, face=self.strong), indent=0.0)

    def contained(self) -> Lettering:
        """The same inside a frame: nothing hangs over its edge, and no first line stands in."""
        return replace(self, style=replace(self.style, hang=False), indent=0.0)

    @property
    def em(self) -> float:
        """The width of a full-width character in millimetres."""
        return self.style.size / POINTS


def set_words(page: Page, words: Words, look: Lettering, width: float) -> tuple[SetWords, ...]:
    """`words` broken into lines of `width`; each newline begins a line of its own."""
    style = look.style
    made: list[SetWords] = []
    for line in _typed_lines(words, style.face, look.strong):
        made += _set(line, page.advances(line.parts, line.faces), style.size, width, look.indent, style.hang)
    return tuple(made)


def natural(page: Page, words: Words, look: Lettering) -> float:
    """The width that the longest of the typed lines would take unbroken."""
    size = look.style.size
    lines = _typed_lines(words, look.style.face, look.strong)
    sizes = [_widths(page.advances(line.parts, line.faces), size) for line in lines]
    return max((sum(widths) for widths in sizes), default=0.0) / POINTS


@dataclass(frozen=True, slots=True)
class _Typed:
    """A line as typed: its clusters, the face of each, and how many of them are a label."""

    parts: tuple[str, ...]
    faces: tuple[str, ...]
    hung: int


@lru_cache(maxsize=1024)
def _typed_lines(words: Words, face: str, strong: str) -> tuple[_Typed, ...]:
    """The lines as typed. What doesn't depend on the size is worked out once, since many sizes are tried."""
    lines: list[tuple[list[str], list[str]]] = [([], [])]
    for span in words:
        own = strong if span.strong else face
        for cluster in clusters(span.text):
            if cluster == "\n":
                lines.append(([], []))
            else:
                lines[-1][0].append(cluster)
                lines[-1][1].append(own)
    if not plain(words):
        return ()
    return tuple(_Typed(tuple(parts), tuple(faces), _hung(parts)) for parts, faces in lines)


def _hung(parts: list[str]) -> int:
    """How many clusters the label takes."""
    text = "".join(parts)
    label = _LABEL.match(text)
    return len(clusters(text[: label.end()])) if label else 0


def _widths(advances: tuple[float, ...], size: float) -> list[float]:
    return [advance * size / 1000 for advance in advances]


@lru_cache(maxsize=2048)
def _set(
    typed: _Typed, advances: tuple[float, ...], size: float, width: float, indent: float, hanging: bool
) -> tuple[SetWords, ...]:
    """A typed line broken; kept, since the same is asked for with more or less white between blocks."""
    parts, hung = typed.parts, typed.hung
    widths = _widths(advances, size)
    hang = sum(widths[:hung])
    if hang > width * POINTS * _MOST_HANG or hung == len(parts):
        hang = 0.0
    first = 0.0 if hung or "".join(parts[:8]).startswith(_FLUSH) else indent * size
    rules = Rules(width * POINTS - hang, size, hang=hanging, indent=first - hang)
    made: list[SetWords] = []
    at = 0
    for line in break_measured(parts, widths, rules):
        inset = hang if at else first
        stop = at + len(line.clusters)
        if hang and not at:
            line = replace(line, solid=min(hung, stop))
        made.append(SetWords(line, typed.faces[at:stop], inset / POINTS))
        at = stop
    return tuple(made)
