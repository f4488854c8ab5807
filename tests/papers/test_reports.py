"""調査結果報告書, 規則, 諮問・答申一覧: what they say is what is recorded, and it stands as it should."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.records import FollowUpState, Material, PercentBase, Recommendation
from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.consultations import ConsultationsPaper, Entry, FollowedUp
from kyodo_desktop.papers.issue import preflight
from kyodo_desktop.papers.paper import AnyPaper, of_meeting, render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.regulation import RegulationPaper, RegulationView
from kyodo_desktop.papers.survey import SurveyPaper
from kyodo_desktop.papers.surveyview import Answer, Asked, SurveyView
from kyodo_desktop.services import consultations, meetings, roster
from kyodo_desktop.storage import Store
from tests.papers import report_samples as reports
from tests.papers.reading import DPI, inked, lines, pages, pictures, squeezed
from tests.papers.samples import FONTS, FORMS

VIEWS: list[tuple[AnyPaper, object]] = [
    (SurveyPaper(), reports.STAFF),
    (SurveyPaper(), reports.PROJECTS),
    (SurveyPaper(), reports.wide(40)),
    (RegulationPaper(), reports.REGULATION),
    (RegulationPaper(), reports.LONG_LAW),
    (ConsultationsPaper(), reports.CONSULTATIONS),
]
NAMES = ["staff", "projects", "forty", "regulation", "long-law", "ledger"]


def pdf(paper: AnyPaper, view: object, forms: Path = FORMS) -> bytes:
    return drained(render(paper, view, FONTS, forms))


def said(paper: AnyPaper, view: object, forms: Path = FORMS) -> str:
    return squeezed("".join(lines(pdf(paper, view, forms))))


def _asked(**values: object) -> SurveyView:
    question = replace(reports.STAFF.questions[5], **values)  # type: ignore[arg-type]
    return SurveyView(title="調査結果報告書", questions=(question,))


@pytest.mark.parametrize(("paper", "view"), VIEWS, ids=NAMES)
def test_every_text_is_asked_of_the_fonts_and_nothing_leaves_the_type_area(
    paper: AnyPaper, view: object
) -> None:
    preflight(paper.printed(view, paper.read(FORMS)), FONTS)
    margins = paper.read(FORMS).margins
    for picture in pictures(pdf(paper, view)):
        left, top, right, _ = inked(picture)
        assert left >= int(margins.left / 25.4 * DPI) - 2
        assert right <= picture.width - int(margins.right / 25.4 * DPI) + 3
        assert top >= int(margins.top / 25.4 * DPI) - 2


@pytest.mark.parametrize(("paper", "view"), VIEWS, ids=NAMES)
def test_only_our_own_fonts_are_in_the_file(paper: AnyPaper, view: object, tmp_path: Path) -> None:
    program = shutil.which("pdffonts")
    assert program, "pdffonts (poppler-utils) is missing"
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(paper, view))
    told = subprocess.run([program, str(path)], capture_output=True, text=True, check=True).stdout
    faces = [line.split() for line in told.splitlines()[2:]]
    assert faces
    assert all("+BIZUD" in face[0] and "yes yes yes" in " ".join(face) for face in faces)


# --- 調査結果報告書 ------------------------------


def test_each_table_says_what_its_percentages_are_shares_of() -> None:
    text = said(SurveyPaper(), reports.STAFF)
    assert text.count("(回答者数n=1,383)") == 3
    assert "(回答総数n=2,656)" in text
    assert "(回答総数n=3,128)" in text
    assert text.count("(割合の基準n=1,343)") == 2


def test_a_percentage_prints_as_recorded_even_where_it_is_wrong() -> None:
    wrong = (Answer("①はい", 10, 77), Answer("②いいえ", 1333, 99))
    text = said(SurveyPaper(), _asked(answers=wrong))
    assert squeezed("①はい1077%") in text
    assert squeezed("②いいえ1,33399%") in text


def test_no_answer_is_a_row_of_its_own() -> None:
    answers = (Answer("①はい", 1303, 94), Answer("", 80, 6, blank=True))
    assert "無回答806%" in said(SurveyPaper(), _asked(answers=answers, base=PercentBase.RESPONDENTS))
    answers = (Answer("①はい", 1303, 100), Answer("", 80, None, blank=True))
    assert "無回答80-" in said(SurveyPaper(), _asked(answers=answers)).replace("－", "-")


def test_a_table_without_percentages_has_no_column_for_them() -> None:
    text = said(SurveyPaper(), reports.PROJECTS)
    assert "割合" not in text
    assert "○協働の形態(複数回答あり)" in text
    assert "3共催市民等と市が共に事業主体となって、検討段階から共同で一つの事業を行う形態。9" in text
    assert "回答部局数13部局全23部・局の56.5%" in text


def test_the_answers_stand_under_the_head_that_the_question_gives_them() -> None:
    assert "回答項目回答数割合" in said(SurveyPaper(), _asked())
    text = said(SurveyPaper(), _asked(head="年代"))
    assert "年代回答数割合" in text
    assert "回答項目" not in text


def test_the_sections_are_numbered_and_the_questions_follow_their_facts() -> None:
    text = said(SurveyPaper(), reports.STAFF)
    assert (
        text.index("1調査目的")
        < text.index("2調査概要")
        < text.index("3調査結果")
        < text.index("(1)回答者年代")
    )
    text = said(SurveyPaper(), reports.PROJECTS)
    assert text.count("調査結果回答部局数") == 1


@pytest.mark.parametrize("question", reports.STAFF.questions, ids=lambda one: one.number)
def test_a_question_its_table_and_its_chart_share_a_page(question: Asked) -> None:
    (page,) = [
        squeezed(page)
        for page in pages(pdf(SurveyPaper(), reports.STAFF))
        if squeezed(question.answers[0].label) in squeezed(page)
    ]
    assert squeezed(question.wording) in page
    for answer in question.answers:
        assert page.count(squeezed(answer.label)) >= 2  # in the table, and in the legend or by its bar
    assert squeezed(question.remark) in page


@pytest.mark.parametrize("chart", ["pie", "bars"])
@pytest.mark.parametrize("choices", [1, 2, 11, 12, 40, 120])
def test_any_number_of_choices_holds(choices: int, chart: str) -> None:
    made = pdf(SurveyPaper(), reports.wide(choices, chart))  # type: ignore[arg-type]
    text = squeezed("".join(lines(made)))
    for number in range(1, choices + 1):
        assert f"({number})選択肢の文言" in text
    tables = [page for page in pages(made) if "0%" in page or "回答項目" in page]
    assert "回答項目" in tables[0]
    for picture in pictures(made):
        assert inked(picture)[3] < 290 / 25.4 * DPI


def test_a_head_is_repeated_where_a_table_runs_on() -> None:
    found = pages(pdf(SurveyPaper(), reports.wide(40)))
    assert ["回答項目" in page for page in found[:2]] == [True, True]


def test_a_question_nobody_answered_has_no_chart() -> None:
    nobody = tuple(Answer(f"（{n}）", 0, None) for n in range(1, 4))
    text = said(SurveyPaper(), _asked(answers=nobody, base=None, count=None))
    assert text.count("(1)0") == 1


def test_a_survey_with_nothing_in_it_says_so() -> None:
    assert "(記載なし)" in said(SurveyPaper(), SurveyView(title="調査結果報告書"))


# --- 規則 ------------------------------


def test_the_regulation_reads_in_its_order() -> None:
    text = said(RegulationPaper(), reports.REGULATION)
    order = (
        "最終改正:平成28年3月29日規則第24号",
        "[平成28年12月31日]",
        "○川口市協働推進委員会規則",
        "改正平成28年3月29日規則第24号",
        "(趣旨)",
        "第1条この規則は、",
        "2委員長は、委員会の会務を総理する。",
        "附則この規則は、平成25年4月1日から施行する。",
        "附則(平成28年3月29日規則第24号)",
    )
    places = [text.index(one) for one in order]
    assert places == sorted(places)
    assert len(pages(pdf(RegulationPaper(), reports.REGULATION))) == 1


def test_a_long_regulation_leaves_no_heading_and_no_line_alone() -> None:
    found = pages(pdf(RegulationPaper(), reports.LONG_LAW))
    assert len(found) > 3
    for page in found[:-1]:
        body = [line for line in page.splitlines() if line.strip()][:-1]
        assert "の事項" not in body[-1]
    text = squeezed("".join(found))
    assert "第1条の2委員会は" in text
    assert "(1)次に掲げる書類ア名簿" in text
    assert "(ア)要点" in text
    assert "2経過措置は" in text


@pytest.mark.parametrize(("digits", "shown"), [("full", "第１３条第４項"), ("one_full", "第13条第４項")])
def test_the_form_says_how_digits_are_set(tmp_path: Path, digits: str, shown: str) -> None:
    text = (FORMS / "regulation.toml").read_text("utf-8")
    (tmp_path / "regulation.toml").write_text(text.replace('"as_is"           #', f'"{digits}" #'), "utf-8")
    assert shown in "".join(pages(pdf(RegulationPaper(), reports.REGULATION, tmp_path)))


def test_a_regulation_without_amendments_and_headings_is_printed() -> None:
    plain = replace(reports.REGULATION.text, amendments=(), header=(), supplements=())
    plain = replace(plain, articles=tuple(replace(one, heading="") for one in plain.articles))
    text = said(RegulationPaper(), RegulationView(text=plain))
    assert "改正" not in text
    assert "(趣旨)" not in text
    assert text.startswith("○川口市協働推進委員会規則平成24年12月7日規則第78号")


# --- 諮問・答申一覧 ------------------------------


def test_the_ledger_counts_the_days_and_numbers_the_recommendations() -> None:
    text = said(ConsultationsPaper(), reports.CONSULTATIONS)
    assert "平成25年7月23日平成27年3月27日612日" in text
    assert "令和2年1月9日令和5年6月22日1,260日" in text
    assert "(3)民間活力を利用したコーディネート力強化" in text
    assert "⇒盛人大学がある" in text
    assert "令和7年11月14日現在" in text


def test_a_consultation_stays_on_one_page_where_it_fits_on_one() -> None:
    found = [squeezed(page) for page in pages(pdf(ConsultationsPaper(), reports.CONSULTATIONS))]
    assert len(found) == 2
    for entry in reports.CONSULTATIONS.entries:
        assert sum(wareki.long(entry.asked_on) in page for page in found) == 1
    assert all("諮問番号件名" in page for page in found)


def test_a_consultation_longer_than_a_page_repeats_its_name() -> None:
    fourth = reports.CONSULTATIONS.entries[3]
    long = replace(reports.CONSULTATIONS, entries=(replace(fourth, advice=fourth.advice * 5),))
    found = [squeezed(page) for page in pages(pdf(ConsultationsPaper(), long))]
    assert len(found) > 1
    assert all(squeezed("本市における協働の推進に") in page for page in found)


def test_the_term_that_asked_is_shown_beside_the_title(sample: Store) -> None:
    meeting = meetings.meetings(sample, roster.committees(sample)[0].id)[0]
    view = ConsultationsPaper().compose(sample, of_meeting(sample, meeting.id))
    assert "(任期:R5.7.1~R7.6.30)" in said(ConsultationsPaper(), view).replace("～", "~")


def test_a_consultation_under_deliberation_says_so() -> None:
    assert said(ConsultationsPaper(), reports.PENDING).count("(審議中)") == 2


def test_what_became_of_a_recommendation_stands_under_it() -> None:
    text = said(ConsultationsPaper(), reports.FOLLOWED)
    assert text.count("令和7年10月31日〕") == 3
    assert "〔実施済令和7年3月31日〕" in text
    before, _, after = text.partition("〔実施しない令和7年10月31日〕国の制度の見直しを待つこととした。")
    assert before.endswith("民間活力を利用したコーディネート力強化")
    assert after.startswith("令和9年度に再び検討する。")


def test_an_empty_ledger_says_so() -> None:
    assert "諮問はありません" in said(ConsultationsPaper(), replace(reports.CONSULTATIONS, entries=()))


def test_a_very_long_title_and_answer_are_printed_whole() -> None:
    long = "協働の推進に関する施策について" * 20
    entry = Entry(number=9999, title=long, asked_on=reports.DAY, reported_on=reports.DAY, answer=long * 10)
    text = said(ConsultationsPaper(), replace(reports.CONSULTATIONS, entries=(entry,)))
    assert text.count("協働の推進に関する施策について") >= 11


# --- from the register ------------------------------


def test_the_samples_reports_are_composed_from_the_register(sample: Store) -> None:
    meeting = meetings.meetings(sample, roster.committees(sample)[0].id)[0]
    for material in sample.find(Material, meeting=meeting.id):
        paper = next((one for one in PAPERS if one.key == material.paper), None)
        if isinstance(paper, SurveyPaper | RegulationPaper):
            view = paper.compose(sample, of_meeting(sample, meeting.id, material.id))
            assert said(paper, view).count(squeezed(material.title)) >= 1


def test_the_ledger_shows_what_stood_on_its_day(sample: Store) -> None:
    meeting = meetings.meetings(sample, roster.committees(sample)[0].id)[0]
    occasion = of_meeting(sample, meeting.id)
    assert len(ConsultationsPaper().compose(sample, occasion).entries) == 5
    earlier = replace(occasion, day=reports.dt.date(2020, 2, 1))
    found = ConsultationsPaper().compose(sample, earlier).entries
    assert [(one.number, one.reported_on is None) for one in found] == [
        (1, False),
        (2, False),
        (3, False),
        (4, True),
    ]


def test_the_ledger_shows_the_last_follow_up_of_its_day(sample: Store) -> None:
    meeting = meetings.meetings(sample, roster.committees(sample)[0].id)[0]
    occasion = of_meeting(sample, meeting.id)
    before = ConsultationsPaper().compose(sample, occasion)
    advice = sample.find(Recommendation)[0]
    for on, state in (
        (reports.dt.date(2025, 4, 1), FollowUpState.NOT_STARTED),
        (reports.dt.date(2025, 11, 14), FollowUpState.UNDER_WAY),
        (reports.dt.date(2025, 11, 15), FollowUpState.DONE),
    ):
        consultations.add_follow_up(sample, advice.id, on=on, state=state, note="{{諮問2の件名}}")
    after = ConsultationsPaper().compose(sample, occasion)
    found = [one.done for entry in after.entries for one in entry.advice if one.done]
    assert found == [FollowedUp(reports.dt.date(2025, 11, 14), "実施中", "盛人大学学旨の改正について")]
    assert sum(one.done is None for entry in before.entries for one in entry.advice) > 1


def test_a_material_without_a_survey_prints_its_title(sample: Store) -> None:
    meeting = meetings.meetings(sample, roster.committees(sample)[0].id)[0]
    other = next(one for one in sample.find(Material, meeting=meeting.id) if one.survey is None)
    view = SurveyPaper().compose(sample, of_meeting(sample, meeting.id, other.id))
    assert view == SurveyView(title=other.title)
