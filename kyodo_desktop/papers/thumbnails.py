"""Small pictures of a PDF's pages, drawn by pdfium in a child process: a window only shows them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.child import Child
from kyodo_desktop.papers.press.looking import Document, Unseen, opened
from kyodo_desktop.papers.press.progress import Progress

SECONDS: Final = 30.0
"""How long one page may take."""
MEMORY: Final = 1024 * 1024 * 1024
_PIXEL: Final = 4


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """One page from 1: `rows` of `width` × `height` pixels, blue, green, red and unused, row by row."""

    page: int
    width: int
    height: int
    rows: bytes


class Thumbnailer:
    """Draws pages of one document after another. Its document is sent over once."""

    def __init__(self) -> None:
        self._child = Child(SECONDS, MEMORY)
        self._held: bytes | None = None

    def draw(
        self, data: bytes, pages: Sequence[int], side: int
    ) -> Generator[Progress, None, tuple[Thumbnail, ...]]:
        """These pages, from 1, none wider or higher than `side` pixels; one that can't be seen is left out.

        Raises ChildEnded.
        """
        try:
            if self._held is not data:
                yield from self._child.run(_hold, data)
                self._held = data
            made = yield from self._child.run(_draw, tuple(pages), side)
            if made is None:  # the process was started anew, and holds nothing
                yield from self._child.run(_hold, data)
                made = yield from self._child.run(_draw, tuple(pages), side)
        except BaseException:
            self._held = None
            raise
        return made or ()

    def kill(self) -> None:
        """Have the process ended, from any thread."""
        self._child.kill()

    def end(self) -> None:
        """End the process."""
        self._child.end()


_document: list[bytes] = []
"""In the child alone: the document in hand."""


def _hold(data: bytes) -> Generator[Progress, None, None]:
    yield from ()
    _document[:] = [data]


def _draw(pages: tuple[int, ...], side: int) -> Generator[Progress, None, tuple[Thumbnail, ...] | None]:
    if not _document:
        return None
    made: list[Thumbnail] = []
    try:
        with opened(_document[0]) as document:
            for done, page in enumerate(pages, 1):
                if (one := _one(document, page, side)) is not None:
                    made.append(one)
                yield Progress(done, len(pages), msg("{done}ページ目", done=page))
    except Unseen:
        return ()
    return tuple(made)


def _one(document: Document, page: int, side: int) -> Thumbnail | None:
    try:
        one = document[page - 1]
    except (RuntimeError, IndexError):
        return None
    try:
        bitmap = one.render(scale=side / max(one.get_size()), rev_byteorder=False, prefer_bgrx=True)
        try:
            rows = bytes(bitmap.buffer)
            width, stride = bitmap.width, bitmap.stride
            if stride != width * _PIXEL:
                rows = b"".join(rows[at : at + width * _PIXEL] for at in range(0, len(rows), stride))
            return Thumbnail(page, width, bitmap.height, rows)
        finally:
            bitmap.close()
    except RuntimeError:
        return None
    finally:
        one.close()
