"""Words set in lines: each cluster in its face, and the lines after a label (①,（1）, ※) hung under its text.

Millimetres, but sizes of type are points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
    r")?"
)
_FLUSH: Final = "【＜〈《[<"
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
        return replace(self, style=self.style.sized(self.style.size * scale))

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
    made: list[SetWords] = []
    for parts, faces in _typed_lines(words, look):
        made += _set(page, parts, faces, look, width)
    return tuple(made)


def natural(page: Page, words: Words, look: Lettering) -> float:
    """The width that the longest of the typed lines would take unbroken."""
    sizes = [_widths(page, parts, faces, look) for parts, faces in _typed_lines(words, look)]
    return max((sum(widths) for widths in sizes), default=0.0) / POINTS


def _typed_lines(words: Words, look: Lettering) -> list[tuple[list[str], list[str]]]:
    """The lines as typed, each as clusters with their faces."""
    lines: list[tuple[list[str], list[str]]] = [([], [])]
    for span in words:
        face = look.strong if span.strong else look.style.face
        for cluster in clusters(span.text):
            if cluster == "\n":
                lines.append(([], []))
            else:
                lines[-1][0].append(cluster)
                lines[-1][1].append(face)
    return lines if plain(words) else []


def _widths(page: Page, parts: list[str], faces: list[str], look: Lettering) -> list[float]:
    measures = {face: page.measure(replace(look.style, face=face)) for face in set(faces)}
    return [measures[face](part) for part, face in zip(parts, faces, strict=True)]


def _set(page: Page, parts: list[str], faces: list[str], look: Lettering, width: float) -> list[SetWords]:
    style = look.style
    widths = _widths(page, parts, faces, look)
    text = "".join(parts)
    label = _LABEL.match(text)
    hung = len(clusters(text[: label.end()])) if label else 0
    hang = sum(widths[:hung])
    if hang > width * POINTS * _MOST_HANG or hung == len(parts):
        hang = 0.0
    first = 0.0 if hung or text[:1] in _FLUSH else look.indent * style.size
    rules = Rules(width * POINTS - hang, style.size, hang=style.hang, indent=first - hang)
    made: list[SetWords] = []
    at = 0
    for line in break_measured(parts, widths, rules):
        inset = hang if at else first
        stop = at + len(line.clusters)
        made.append(SetWords(line, tuple(faces[at:stop]), inset / POINTS))
        at = stop
    return made
