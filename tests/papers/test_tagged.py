"""Every paper is a tagged PDF: all of it is marked, and what is read out is the whole paper in its order."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.paper import AnyPaper, render
from kyodo_desktop.papers.press.progress import drained
from tests.papers.reading import squeezed
from tests.papers.samples import FONTS, FORMS
from tests.papers.tagged import drawn, faults, read_out
from tests.papers.test_papers import VIEWS

ACROSS = frozenset({"comparison"})
"""Papers that are drawn in another order than they are read: line by line over their columns."""


def made(paper: AnyPaper) -> bytes:
    return drained(render(paper, VIEWS[paper.key], FONTS, FORMS))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_a_paper_is_tagged_throughout(paper: AnyPaper) -> None:
    assert faults(made(paper)) == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_what_is_read_out_is_the_whole_paper_in_order(paper: AnyPaper, tmp_path: Path) -> None:
    data = made(paper)
    said, shown = squeezed(read_out(data, tmp_path)), squeezed(drawn(data))
    assert len(said) > 10
    if paper.key in ACROSS:
        said, shown = "".join(sorted(said)), "".join(sorted(shown))
    assert said == shown


def test_what_is_drawn_outside_of_all_marks_is_found() -> None:
    with pikepdf.open(io.BytesIO(made(PAPERS[0]))) as pdf:
        content = pdf.pages[0].obj["/Contents"]
        whole = content.read_bytes()
        content.write(whole + b"\n0 0 9 9 re f")
        out = io.BytesIO()
        pdf.save(out)
    assert faults(out.getvalue()) == ["page 0: f outside of all marks"]
