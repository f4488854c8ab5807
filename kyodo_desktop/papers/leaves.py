"""What a printer needs to know of a PDF's pages, and the pages that it is given of them.

Received files stand among the pages, so whatever reads them runs in a child process, under limits.
"""

from __future__ import annotations

import io
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from itertools import groupby
from typing import Final, TypeVar

import pikepdf

from kyodo_desktop.domain.copies import Leaf
from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.child import Child, ChildEnded, Work
from kyodo_desktop.papers.press import looking
from kyodo_desktop.papers.press.geometry import visible
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.twoup import two_up as lay_two_up

T = TypeVar("T")
SECONDS: Final = 120.0
MEMORY: Final = 2 * 1024 * 1024 * 1024


class Cutter:
    """Looks at a document's pages and takes some of them out, in a process of its own."""

    def __init__(self) -> None:
        self._child = Child(SECONDS, MEMORY)

    def leaves(self, data: bytes) -> Generator[Progress, None, tuple[Leaf, ...]]:
        """Each page's size and whether it is in colour. Raises OutputFailed."""
        return (yield from self._run(_leaves, data))

    def taken(
        self, data: bytes, pages: Sequence[int], *, two_up: bool = False
    ) -> Generator[Progress, None, bytes]:
        """A PDF of these pages (from 1) alone, with `two_up` two of A4 on each. Raises OutputFailed."""
        return (yield from self._run(taken, data, tuple(pages), two_up))

    def end(self) -> None:
        """End the process."""
        self._child.end()

    def _run(self, work: Work[T], *arguments: object) -> Generator[Progress, None, T]:
        try:
            return (yield from self._child.run(work, *arguments))
        except (ChildEnded, looking.Unseen, pikepdf.PdfError) as error:
            raise OutputFailed(
                msg("印刷の用意ができません"),
                msg("PDFのページを読み取れません。"),
                msg("受け取ったファイルを一つずつ外して試し、止まるファイルを作り直してください。"),
            ) from error


def _leaves(data: bytes) -> Generator[Progress, None, tuple[Leaf, ...]]:
    found: list[Leaf] = []
    with looking.opened(data) as document:
        total = len(document)
        for place in range(total):
            found.append(looking.leaf_of(document, place))
            yield Progress(place + 1, total, msg("{page}ページ目を調べました", page=place + 1))
    return tuple(found)


def taken(data: bytes, pages: Sequence[int], two_up: bool) -> Generator[Progress, None, bytes]:
    """The work of `Cutter.taken`. The same pages of the same bytes give the same bytes."""
    out = io.BytesIO()
    with ExitStack() as stack:
        source = stack.enter_context(pikepdf.open(io.BytesIO(data)))
        made = stack.enter_context(pikepdf.new())
        chosen = [source.pages[page - 1] for page in pages]
        runs = groupby(chosen, key=_folded) if two_up else [(True, chosen)]
        for folded, run in runs:
            part = stack.enter_context(pikepdf.new())
            part.pages.extend(run)
            if not folded:
                lay_two_up(part)
            made.pages.extend(part.pages)
            yield Progress(len(made.pages), len(pages), msg("{count}ページを選びました", count=len(pages)))
        made.save(out, static_id=True)
    return out.getvalue()


def _folded(page: pikepdf.Page) -> bool:
    left, bottom, right, top = visible(page)
    return Leaf(right - left, top - bottom).folded
