"""What holds for every paper: the registry is whole, the same view gives the same bytes, nothing spills."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import kyodo_desktop.papers
from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.agenda import Agenda, AgendaRow
from kyodo_desktop.papers.materials import MaterialRow, MaterialsList, MaterialsView
from kyodo_desktop.papers.paper import AnyPaper, render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.roster import RosterPaper, phrased
from kyodo_desktop.papers.slip import Slip
from kyodo_desktop.papers.tables.values import INTERNAL
from tests.papers import (
    afterwards,
    appointed,
    before_samples,
    bodies,
    day_samples,
    edition_samples,
    print_samples,
    report_samples,
    samples,
)
from tests.papers.reading import DPI, inked, lines, pages, pictures, squeezed
from tests.papers.samples import FONTS, FORMS

VIEWS: Mapping[str, object] = {
    "agenda": samples.AGENDA,
    "body": bodies.body(bodies.FLOW),
    "materials": samples.MATERIALS,
    "roster": samples.ROSTER,
    "survey": report_samples.STAFF,
    "regulation": report_samples.REGULATION,
    "consultations": report_samples.CONSULTATIONS,
    "slip": samples.SLIP,
    **appointed.VIEWS,
    **day_samples.VIEWS,
    "notice": before_samples.NOTICE,
    "cover_letter": before_samples.COVER,
    "announcement": before_samples.ANNOUNCEMENT,
    "observer_rules": before_samples.RULES,
    "observer_register": before_samples.REGISTER,
    "approval": before_samples.APPROVAL,
    "date_inquiry": before_samples.INQUIRY,
    "date_summary": before_samples.SUMMARY,
    **afterwards.VIEWS,
    "replacement": edition_samples.REPLACEMENT,
    "print_instructions": print_samples.VIEW,
}


def pdf(paper: AnyPaper, view: object, forms: Path = FORMS) -> bytes:
    return drained(render(paper, view, FONTS, forms))


def test_every_paper_is_in_the_registry() -> None:
    folder = Path(kyodo_desktop.papers.__file__).parent
    declared = {
        node.name
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).startswith("Paper[") for base in node.bases)
    }
    assert declared == {type(paper).__name__ for paper in PAPERS}
    assert len({paper.key for paper in PAPERS}) == len(PAPERS)
    assert set(VIEWS) == {paper.key for paper in PAPERS}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_the_same_view_gives_the_same_bytes(paper: AnyPaper) -> None:
    assert pdf(paper, VIEWS[paper.key]) == pdf(paper, VIEWS[paper.key])


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.key)
def test_closing_the_work_cancels_it(paper: AnyPaper) -> None:
    work = render(paper, VIEWS[paper.key], FONTS, FORMS)
    assert next(work).total >= 1
    work.close()


def test_a_long_agenda_stands_closer_before_it_takes_a_second_page() -> None:
    counts = [len(pages(pdf(Agenda(), samples.long_agenda(n)))) for n in (1, 4, 9)]
    assert counts == [1, 1, 2]


def test_no_heading_is_left_alone_at_the_foot() -> None:
    for times in range(1, 14):
        for page in pages(pdf(Agenda(), samples.long_agenda(times)))[:-1]:
            last = [line for line in page.split("\n") if line.strip()][-2]
            assert "報告事項" not in last
            assert "議" not in last


def test_an_agenda_without_place_time_or_items_is_printed() -> None:
    bare = replace(samples.AGENDA, venue="", starts_at=None, items=())
    assert "（未定）" in pages(pdf(Agenda(), bare))[0]


def test_an_agenda_spaces_two_character_headings_only_at_the_top_level() -> None:
    rows = (AgendaRow("1", 0, "議事"), AgendaRow("（1）", 1, "報告"), AgendaRow("2", 0, "その他"))
    text = pages(pdf(Agenda(), replace(samples.AGENDA, items=rows)))[0]
    assert "議\u3000事" in text
    assert "報告" in text


def test_a_long_title_hangs_under_the_titles() -> None:
    long = "とても長い標題の資料" * 30
    rows = (MaterialRow("資料", str(n), long) for n in range(1, 31))
    made = pdf(MaterialsList(), MaterialsView(rows=tuple(rows)))
    assert squeezed("".join(lines(made))).count(squeezed(long)) == 30
    for picture in pictures(made):
        _, _, right, bottom = inked(picture)
        assert right < (210 - 15) / 25.4 * DPI
        assert bottom < 290 / 25.4 * DPI


def test_a_list_without_materials_says_so() -> None:
    assert "配布資料はありません" in pages(pdf(MaterialsList(), MaterialsView(rows=())))[0]


def test_a_slip_says_whether_the_material_is_apart_or_not_there_yet() -> None:
    assert lines(pdf(Slip(), samples.SLIP)) == [
        "参考資料2",
        squeezed(samples.SLIP.title),
        "別添",
        "この資料は別にお配りします。",
    ]
    assert lines(pdf(Slip(), samples.ABSENT))[2:] == ["別添"]


@pytest.mark.parametrize("count", [1, 2, 12, 60, 200])
def test_a_roster_of_any_size_names_everybody_once(count: int) -> None:
    view = samples.crowd(count)
    made = pdf(RosterPaper(), view)
    text = squeezed("".join(pages(made)))
    for member in view.members:
        assert squeezed(member.name + member.affiliation) in text
    assert text.count("所属団体等") == len(pages(made))


@pytest.mark.parametrize("view", [samples.HOSTILE, samples.marked(samples.HOSTILE)], ids=["plain", "marked"])
def test_nothing_spills_and_nothing_is_lost(view: object) -> None:
    made = pdf(RosterPaper(), view)
    text = squeezed("".join(pages(made)))
    for member in samples.HOSTILE.members:
        assert squeezed(member.affiliation) in text
        assert squeezed(member.name) in text
    left, _, right, bottom = inked(pictures(made)[0])
    assert left >= int(25 / 25.4 * DPI) - 2
    assert right <= int(185 / 25.4 * DPI) + 2
    assert bottom < 290 / 25.4 * DPI


@pytest.mark.parametrize("length", range(1, 21))
def test_a_name_of_any_length_is_printed_whole(length: int) -> None:
    name = samples.LONG_NAME[:length]
    view = samples.roster([(1, [samples.member(name)])])
    assert squeezed(name) in squeezed("".join(pages(pdf(RosterPaper(), view))))


def test_marks_stand_before_the_names_of_those_elected() -> None:
    found = lines(pdf(RosterPaper(), samples.marked()))
    assert any("○長谷川俊介" in line for line in found)
    assert any("◎中本進一" in line for line in found)


@pytest.mark.parametrize("jidori", [0, 5, 7])
def test_jidori_is_the_forms_choice(tmp_path: Path, jidori: int) -> None:
    text = (FORMS / "roster.toml").read_text("utf-8").replace("jidori = 6", f"jidori = {jidori}")
    (tmp_path / "roster.toml").write_text(text, "utf-8")
    assert any("梶原純" in line for line in lines(pdf(RosterPaper(), samples.ROSTER, tmp_path)))
    differs = pictures(pdf(RosterPaper(), samples.ROSTER, tmp_path))[0].tobytes()
    assert differs != pictures(pdf(RosterPaper(), samples.ROSTER))[0].tobytes()


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("市民", "市民"),
        ("知識経験者", "知識経験者"),
        ("市内の民間団体から選出された者", "市内の民間団体から\n選出された者"),
        ("関係行政機関職員代表者会議", "関係行政機関職員代表者会議"),
    ],
)
def test_a_long_qualification_is_cut_between_phrases(text: str, cut: str) -> None:
    assert phrased(text) == cut


def test_what_the_secretariat_keeps_to_itself_says_so_on_every_page() -> None:
    for paper in PAPERS:
        view = afterwards.LONG if paper.key == "minutes" else VIEWS[paper.key]
        said = pages(pdf(paper, view))
        assert [INTERNAL in page for page in said] == [paper.internal] * len(said), paper.key


def test_nothing_that_is_handed_out_is_the_secretariat_s_own() -> None:
    own = {paper.key for paper in PAPERS if paper.internal}
    assert own == {"date_summary", "minutes", "pay", "print_instructions"}
    assert not any(paper.internal and (paper.public or paper.as_material) for paper in PAPERS)
