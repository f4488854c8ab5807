"""Spoiled PDFs: none ends a process, hangs it or loses a page without a word."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Generator

import pikepdf
import pypdfium2
import pytest

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.child import Child, ChildEnded
from kyodo_desktop.papers.inspecting import inspect
from kyodo_desktop.papers.press.bundle import Binding, Part, bind
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.facts import Facts
from kyodo_desktop.papers.press.page import A4_LANDSCAPE
from kyodo_desktop.papers.press.progress import Progress, drained
from kyodo_desktop.paths import Paths
from tests.papers.mutating import mutated
from tests.papers.press.corpus import scan, text
from tests.papers.samples import FONTS
from tests.papers.test_inspection import saved

PAGES = 4
SECONDS = 15.0
_fonts: list[Fonts] = []


def seen(data: bytes) -> list[tuple[str, int]]:
    """What a reader finds on each page: its words, and how much of it is dark."""
    opened = pypdfium2.PdfDocument(data)
    try:
        found: list[tuple[str, int]] = []
        for page in opened:
            words = "".join(page.get_textpage().get_text_bounded().split())
            shades = page.render(scale=0.1).to_pil().convert("L").histogram()
            found.append((words, sum(shades[:200])))
        return found
    finally:
        opened.close()


def outcome(data: bytes) -> Generator[Progress, None, str]:
    """What becomes of a file: refused and why, bound with a note or without, or something lost."""
    found = yield from inspect(data)
    if found.refusal:
        return f"refused: {found.refusal}"
    if not _fonts:
        _fonts.append(Fonts(Paths.find(), folders=()))
    out = io.BytesIO()
    part = Part(data, "資料", facts=Facts(found.facts.pages) if found.facts else None)
    binding = Binding("一式", through=False)
    yield Progress(0, 1, msg("{done}ページ目", done=0))
    try:
        done = drained(bind([part], out, _fonts[0], binding))
    except OutputFailed:
        return "refused: binding"
    noted = bool(found.repaired or done.notes)
    yield Progress(0, 1, msg("{done}ページ目", done=0))
    before, after = seen(data), seen(out.getvalue())
    with pikepdf.open(out) as made:
        whole = not made.get_warnings() and len(made.pages) == len(after)
    if not whole or len(after) < len(before) or (len(after) < PAGES and not noted):
        return "LOST: a page"
    if not noted and any(
        was[0] != now[0] or (was[1] and not now[1]) for was, now in zip(before, after, strict=False)
    ):
        return "LOST: what was on a page"
    return "bound with a note" if noted else "bound"


def originals() -> list[bytes]:
    plain = text(FONTS, PAGES, A4_LANDSCAPE, "種")
    with pikepdf.open(io.BytesIO(plain)) as made:
        packed = saved(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        open_ = saved(made, qdf=True)
    return [plain, packed, open_, scan(PAGES)]


def counted(count: int) -> Counter[str]:
    """The outcomes of so many spoiled files, one child doing all until one is too much for it."""
    seeds = originals()
    child = Child(SECONDS, 768 * 1024 * 1024)
    counts: Counter[str] = Counter()
    try:
        for seed in range(count):
            spoiled = mutated(seeds[seed % len(seeds)], seed)
            try:
                said = drained(child.run(outcome, spoiled))
            except ChildEnded as ended:
                said = f"ENDED: {ended.fate}"
            except Exception as error:
                said = f"RAISED: {type(error).__name__}: {error}"
            if said.isupper() or said.split(":")[0].isupper():
                said = f"{said} (seed {seed})"
            counts[said] += 1
    finally:
        child.end()
    return counts


def judge(counts: Counter[str], count: int) -> None:
    print(f"\n{count} spoiled PDFs: {dict(counts.most_common())}")
    assert sum(counts.values()) == count
    assert [said for said in counts if said.split(":")[0].isupper()] == []
    assert counts["bound"] > 0
    assert sum(number for said, number in counts.items() if said.startswith("refused")) > count // 10


def test_a_thousand_spoiled_files() -> None:
    counts = counted(1_000)
    assert counts["bound with a note"] > 0
    judge(counts, 1_000)


@pytest.mark.long
def test_three_thousand_spoiled_files() -> None:
    counts = counted(3_000)
    assert counts["bound with a note"] > 0
    judge(counts, 3_000)
