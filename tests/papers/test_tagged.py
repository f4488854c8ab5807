"""Every paper is a tagged PDF: all of it is marked, and what is read out is the whole paper in its order."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest

from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.paper import AnyPaper, render
from kyodo_desktop.papers.press.canvas import Canvas
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.structure import Role
from tests.papers import before_samples, golden
from tests.papers.reading import squeezed
from tests.papers.samples import FONTS, FORMS
from tests.papers.tagged import drawn, faults, read_out, tree_of
from tests.papers.test_papers import VIEWS

ACROSS = frozenset({"comparison"})
"""Papers that are drawn in another order than they are read: line by line over their columns."""
GOLDEN = tuple(name for name in golden.PAGES if not re.search("-p[2-9]$", name))


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


@pytest.mark.parametrize("name", GOLDEN)
def test_what_somebody_looked_at_is_tagged_throughout(name: str, tmp_path: Path) -> None:
    data = golden.PAGES[name]()
    assert faults(data) == []
    said, shown = squeezed(read_out(data, tmp_path)), squeezed(drawn(data))
    assert sorted(said) == sorted(shown)


@pytest.mark.parametrize(
    ("key", "tables", "figures"),
    [
        ("roster", 1, 0),
        ("attendance", 1, 0),
        ("consultations", 1, 0),
        ("comparison", 1, 0),
        ("approval", 3, 0),
        ("announcement", 1, 0),
        ("seating", 0, 1),
        ("survey", 8, 7),
    ],
)
def test_a_paper_has_its_tables_and_figures(key: str, tables: int, figures: int) -> None:
    """A paper whose tables or charts had become plain paragraphs would still be read out whole."""
    (paper,) = (paper for paper in PAPERS if paper.key == key)
    root = tree_of(made(paper))
    assert (len(root.all("Table")), len(root.all("Figure"))) == (tables, figures)


def test_a_letter_is_read_from_its_number_to_its_items(tmp_path: Path) -> None:
    """文書番号, 日付, 宛先, 発信者, 標題, 本文, 記: as an official letter is read out."""
    (letter,) = (paper for paper in PAPERS if paper.key == "notice")
    view = before_samples.notice(before_samples.NOTICE.to[:1])
    data = drained(render(letter, view, FONTS, FORMS))
    said = squeezed(read_out(data, tmp_path))
    parts = (
        "川協発第12号",
        "令和7年10月15日",
        "梶原純様",
        "川口市長",
        "開催について(通知)",
        "日頃から",
        "記1日時",
    )
    places = [said.index(part) for part in parts]
    assert places == sorted(places)
    roles = [one.role for one in tree_of(data).kids]
    title = roles.index("H1")
    assert set(roles[:title]) == {"P"}
    assert roles[title : title + 5] == ["H1", "P", "P", "H2", "L"]


def test_an_agenda_is_a_list_of_lists() -> None:
    (agenda,) = (paper for paper in PAPERS if paper.key == "agenda")
    (outer,) = tree_of(made(agenda)).all("L")[:1]
    assert [kid.role for kid in outer.kids] == ["LI"] * 7
    (debate,) = (entry for entry in outer.kids if entry.all("L"))
    assert [len(one.kids) for one in debate.all("L")] == [2, 1]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """A 新旧対照表 is drawn line by line over both of its columns."""
    (paper,) = (paper for paper in PAPERS if paper.key == "comparison")
    said = squeezed(read_out(made(paper), tmp_path))
    assert said.index("委員の三分の二以上の出席がなければ") < said.index("委員の半数以上の出席がなければ")


def test_a_chart_is_read_out_in_its_figures() -> None:
    (paper,) = (paper for paper in PAPERS if paper.key == "survey")
    first = tree_of(made(paper)).all("Figure")[0]
    assert first.alt.startswith("円グラフ：①20代以下 308")
    assert all(share in first.alt for share in ("22", "33", "21", "23"))
    left, bottom, right, top = first.box
    assert 0 < left < right < 595
    assert 0 < bottom < top < 842


def test_the_seating_plan_tells_who_sits_there() -> None:
    (paper,) = (paper for paper in PAPERS if paper.key == "seating")
    (plan,) = tree_of(made(paper)).all("Figure")
    assert all(name in plan.alt for name in ("梶原 純", "中本 進一", "事務局", "傍聴"))


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        (b"\n0 0 9 9 re f", "page 0: f outside of all marks"),
        (b"\n/P <</MCID 900>> BDC 0 0 9 9 re f EMC", "mark (0, 900) belongs to nothing"),
        (b"\n/Artifact BMC", "page 0: /Artifact never ends"),
    ],
)
def test_what_is_planted_in_a_page_is_found(planted: bytes, found: str) -> None:
    with pikepdf.open(io.BytesIO(made(PAPERS[0]))) as pdf:
        content = pdf.pages[0].obj["/Contents"]
        content.write(content.read_bytes() + planted)
        out = io.BytesIO()
        pdf.save(out)
    assert faults(out.getvalue()) == [found]


def test_an_untagged_drawing_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules and grounds that nothing marks."""
    (paper,) = (paper for paper in PAPERS if paper.key == "roster")
    marked = Canvas.marked

    def unmarked(canvas: Canvas, role: Role) -> None:
        canvas.rest()
        if role != "Artifact":
            marked(canvas, role)

    monkeypatch.setattr(Canvas, "marked", unmarked)
    found = faults(made(paper))
    assert found
    assert set(found) == {"page 0: S outside of all marks", "page 0: f outside of all marks"}
