"""The faces that papers are set in, and where their files are found.

Four are shipped: gothic, gothic-bold, mincho, mincho-bold. Two more fill in for characters those lack, where
the machine has them: ipamj (IPAmj Mincho) and hanamin (HanaMinA).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Final

from kyodo_desktop.papers.press.harfbuzz import FontFile, Metrics
from kyodo_desktop.papers.press.namedfonts import named_fonts
from kyodo_desktop.paths import Paths

SHIPPED: Final = {
    "gothic": "BIZUDGothic-Regular.ttf",
    "gothic-bold": "BIZUDGothic-Bold.ttf",
    "mincho": "BIZUDMincho-Regular.ttf",
    "mincho-bold": "BIZUDMincho-Bold.ttf",
}
FALLBACK: Final = {"ipamj": "ipamjm.ttf", "hanamin": "HanaMinA.ttf"}


class Face:
    """One face: a name, a file opened when first asked, and what glyph each cluster has in it."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        self._glyphs: dict[tuple[str, bool], int | None] = {}
        self._advances: dict[int, float] = {}

    @cached_property
    def file(self) -> FontFile:
        """The opened font file."""
        return FontFile(self.path)

    @cached_property
    def metrics(self) -> Metrics:
        """The measures for a font descriptor."""
        return self.file.metrics()

    def glyph(self, cluster: str, *, vertical: bool = False) -> int | None:
        """The glyph of exactly this cluster, selector and combining marks included; None if the face lacks
        it.
        """
        key = (cluster, vertical)
        if key not in self._glyphs:
            self._glyphs[key] = self._look_up(cluster, vertical)
        return self._glyphs[key]

    def advance(self, glyph: int) -> float:
        """The width of `glyph` in thousandths of an em."""
        found = self._advances.get(glyph)
        if found is None:
            found = self._advances[glyph] = self.file.advance(glyph)
        return found

    def _look_up(self, cluster: str, vertical: bool) -> int | None:
        nominal = self.file.nominal(cluster[0])
        if len(cluster) == 1:
            return nominal and (self._one(cluster, vertical=True) if vertical else nominal)
        if is_selector(cluster[1]):
            varied = self.file.variation(cluster[0], cluster[1])
            if len(cluster) == 2:
                return varied
            if varied is None:
                return None
        return self._one(cluster, vertical=vertical) if nominal else None

    def _one(self, cluster: str, *, vertical: bool) -> int | None:
        shaped = self.file.shape(cluster, vertical=vertical)
        return shaped[0] or None if len(shaped) == 1 else None


class Fonts:
    """Every face this machine can print with. Cheap to make: files are opened when a glyph is asked for.

    `named` gives fallback files by name ("ipamj", "hanamin"), those of the user's settings unless told
    otherwise; what isn't named is looked for in `folders`, the system's font folders unless a test says so.
    """

    def __init__(
        self, paths: Paths, named: dict[str, Path] | None = None, folders: Iterable[Path] | None = None
    ) -> None:
        self._shipped = {name: Face(name, paths.fonts / file) for name, file in SHIPPED.items()}
        self._paths = paths
        self._named = named
        self._folders = tuple(system_folders()) if folders is None else tuple(folders)

    def face(self, name: str) -> Face:
        """The face called `name`. An unknown name is the program's mistake: KeyError."""
        return self._shipped[name] if name in self._shipped else self.fallbacks[name]

    def chain(self, name: str) -> Iterator[Face]:
        """The face called `name`, then those that fill in for it, in the order they are asked."""
        yield self.face(name)
        yield from (face for face in self.fallbacks.values() if face.name != name)

    @cached_property
    def fallbacks(self) -> dict[str, Face]:
        """The faces that fill in, by name, in the order they are asked; sought when first needed."""
        found: dict[str, Face] = {}
        named = named_fonts(self._paths) if self._named is None else self._named
        for name, file in FALLBACK.items():
            path = named.get(name)
            path = path if path is not None and path.is_file() else _find(file, self._folders)
            if path is not None and readable(path):
                found[name] = Face(name, path)
        return found


def is_selector(character: str) -> bool:
    """Whether `character` is a variation selector (U+FE00..FE0F, U+E0100..E01EF)."""
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def system_folders() -> Iterator[Path]:
    """Where Linux, Windows and macOS keep fonts."""
    home = Path.home()
    windows, local = os.environ.get("WINDIR"), os.environ.get("LOCALAPPDATA")
    if windows:
        yield Path(windows) / "Fonts"
    if local:
        yield Path(local) / "Microsoft" / "Windows" / "Fonts"
    yield from (home / ".local" / "share" / "fonts", home / ".fonts", home / "Library" / "Fonts")
    yield from map(Path, ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts"))


def _find(file: str, folders: Iterable[Path]) -> Path | None:
    wanted = file.lower()
    for folder in folders:
        for root, _, names in os.walk(folder):
            for name in names:
                if name.lower() == wanted:
                    return Path(root) / name
    return None


def readable(path: Path) -> bool:
    """Whether HarfBuzz finds glyphs in the file; a damaged one counts as absent."""
    try:
        return FontFile(path).glyph_count > 0
    except OSError:
        return False
