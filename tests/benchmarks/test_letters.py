"""Three hundred letters in one PDF, against drawing the same lines with bare reportlab in the same face."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.benchmarks.measure import ROUNDS
from tests.papers.letters import letter, members, pdf
from tests.papers.reading import pages
from tests.papers.samples import FONTS

pytestmark = pytest.mark.benchmark
COUNT = 300
MOST = 2.5
MOST_BYTES = 2_000_000


def _taken(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _bare(drawn: Sequence[Sequence[str]], face: Path) -> bytes:
    """The lines of each page as reportlab draws them by itself, its font read anew as ours is."""
    pdfmetrics.registerFont(TTFont("bare", str(face)))
    out = io.BytesIO()
    canvas = Canvas(out)
    for lines in drawn:
        canvas.setFont("bare", 11)
        for place, line in enumerate(lines):
            canvas.drawString(50, 800 - 17.6 * place, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_three_hundred_letters_against_their_lines_drawn_bare() -> None:
    these = [letter(to, window=True) for to in members(COUNT)]
    made = pdf(these)
    drawn = [page.split("\n") for page in pages(made)]
    face = FONTS.face("mincho").path
    runs = [(_taken(lambda: pdf(these)), _taken(lambda: _bare(drawn, face))) for _ in range(ROUNDS)]
    ours, bare = (statistics.median(run[side] for run in runs) for side in (0, 1))
    print(
        f"\nletters: {len(drawn)} pages of {len(drawn[0])} lines, {len(made) / 1024:.0f} KB;"
        f" {ours:.3f} s, bare {bare:.3f} s: ratio {ours / bare:.2f}"
    )
    assert len(drawn) == COUNT
    assert ours <= MOST * bare
    assert len(made) <= MOST_BYTES
