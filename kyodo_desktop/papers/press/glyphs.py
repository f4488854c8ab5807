"""Which face prints each character, and which characters none can print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from kyodo_desktop.domain.errors import MissingGlyph
from kyodo_desktop.domain.names import clusters
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.press.faces import Face, Fonts, is_selector

NONE_ACCEPTED: Final[frozenset[str]] = frozenset()
_KEPT: Final = 512  # texts whose widths are kept


@dataclass(frozen=True, slots=True)
class Run:
    """Text that one face prints. `base_form`: its selector has no glyph, and the clerk accepted the base
    form.
    """

    face: str
    text: str
    base_form: bool = False


@dataclass(frozen=True, slots=True)
class Lack:
    """A cluster that can't be printed: no font has the character, or only without its variation."""

    cluster: str
    kind: Literal["character", "variation"]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph to be drawn, and the text that it stands for in the text layer."""

    face: Face
    number: int
    text: str
    advance: float
    """Its width in thousandths of an em."""


class Typecase:
    """Finds the glyph for each cluster in `fonts`; `accepted` are the clusters printed in their base form.

    The fonts are asked in turn per cluster, since their registries of variations don't mix: the chosen face,
    then IPAmj Mincho, then HanaMinA. A box is never printed.
    """

    def __init__(self, fonts: Fonts, accepted: frozenset[str] = NONE_ACCEPTED) -> None:
        self.fonts = fonts
        self.accepted = accepted
        self._found: dict[tuple[str, str, bool], Glyph | None] = {}
        self._advances: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[float, ...]] = {}

    def glyph(self, cluster: str, face: str, *, vertical: bool = False) -> Glyph:
        """The glyph of `cluster`. Raises MissingGlyph where no font has it."""
        found = self._found.get((cluster, face, vertical)) or self._seek(cluster, face, vertical)
        if found is None:
            raise missing_glyph(self._lack(cluster, face))
        return found

    def width(self, cluster: str, face: str, size: float) -> float:
        """The width of `cluster` at `size`, both in points."""
        return self.glyph(cluster, face).advance * size / 1000

    def advances(self, parts: tuple[str, ...], faces: tuple[str, ...]) -> tuple[float, ...]:
        """The width of each of `parts` in its face, in thousandths of an em; kept, since many sizes ask."""
        key = (parts, faces)
        found = self._advances.get(key)
        if found is None:
            if len(self._advances) >= _KEPT:
                self._advances.clear()
            found = tuple(self.glyph(part, face).advance for part, face in zip(parts, faces, strict=True))
            self._advances[key] = found
        return found

    def resolve(self, text: str, face: str) -> tuple[Run, ...]:
        """`text` cut into runs by the face that prints each. Raises MissingGlyph where no font has a
        cluster.
        """
        runs: list[Run] = []
        for cluster in clusters(text):
            found = self.glyph(cluster, face)
            base_form = found.face.glyph(cluster) is None
            last = runs[-1] if runs else None
            if last is not None and (last.face, last.base_form) == (found.face.name, base_form):
                runs[-1] = Run(last.face, last.text + cluster, base_form)
            else:
                runs.append(Run(found.face.name, cluster, base_form))
        return tuple(runs)

    def missing(self, texts: Iterable[str], face: str) -> tuple[Lack, ...]:
        """What in `texts` can't be printed, each once, in the order met. Line ends aren't counted."""
        found: dict[Lack, None] = {}
        for text in texts:
            for cluster in dict.fromkeys(clusters(text)):
                if cluster != "\n" and self._seek(cluster, face, vertical=False) is None:
                    found[self._lack(cluster, face)] = None
        return tuple(found)

    def _seek(self, cluster: str, face: str, vertical: bool) -> Glyph | None:
        key = (cluster, face, vertical)
        try:
            return self._found[key]
        except KeyError:
            found = self._found[key] = self._look_up(cluster, face, vertical)
            return found

    def _look_up(self, cluster: str, face: str, vertical: bool) -> Glyph | None:
        tries = (cluster, cluster[0]) if cluster in self.accepted else (cluster,)
        for form in tries:
            for candidate in self.fonts.chain(face):
                number = candidate.glyph(form, vertical=vertical)
                if number is not None:
                    return Glyph(candidate, number, cluster, candidate.advance(number))
        return None

    def _lack(self, cluster: str, face: str) -> Lack:
        varied = len(cluster) == 2 and is_selector(cluster[1])
        known = varied and any(f.glyph(cluster[0]) is not None for f in self.fonts.chain(face))
        return Lack(cluster, "variation" if known else "character")


def resolve(fonts: Fonts, text: str, face: str, accepted: frozenset[str] = NONE_ACCEPTED) -> tuple[Run, ...]:
    """`text` cut into runs by the face that prints each. Raises MissingGlyph where no font has a cluster."""
    return Typecase(fonts, accepted).resolve(text, face)


def missing(
    fonts: Fonts, texts: Iterable[str], face: str = "gothic", accepted: frozenset[str] = NONE_ACCEPTED
) -> tuple[Lack, ...]:
    """What in `texts` can't be printed, to be asked before issuing so that the person can be named."""
    return Typecase(fonts, accepted).missing(texts, face)


def missing_glyph(lack: Lack) -> MissingGlyph:
    """The error that says which character stopped the paper."""
    codes = " ".join(f"U+{ord(c):04X}" for c in lack.cluster)
    if lack.kind == "variation":
        return MissingGlyph(
            msg("異体字「{character}」（{codes}）を印刷できません", character=lack.cluster[0], codes=codes),
            msg("この字形を持つフォントが見つかりません。"),
            msg("IPAmj明朝を入れるか、基本の字形で印刷することをこの氏名について認めてください。"),
        )
    return MissingGlyph(
        msg("文字「{character}」（{codes}）を印刷できません", character=lack.cluster, codes=codes),
        msg("この文字を持つフォントが見つかりません。"),
        msg("IPAmj明朝を入れるか、設定でフォントの場所を指定するか、文字を直してください。"),
    )
