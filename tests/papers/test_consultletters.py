"""諮問書 and 答申書: what they quote, what they leave out, and that a long one loses nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.papers.consultationletter import ConsultationLetter
from kyodo_desktop.papers.letter import Addressee
from kyodo_desktop.papers.paper import AnyPaper, render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.reportletter import ReportLetter
from tests.papers import appointed
from tests.papers.reading import DPI, inked, line_of, pages, pictures, seen, squeezed
from tests.papers.samples import COMMITTEE, FONTS, FORMS, MEMBERS


def pdf(paper: AnyPaper, view: object, forms: Path = FORMS) -> bytes:
    return drained(render(paper, view, FONTS, forms))


def said(made: bytes) -> str:
    return squeezed("".join(pages(made)))


def test_a_consultation_asks_the_chair_with_matter_and_reasons() -> None:
    text = said(pdf(ConsultationLetter(), appointed.CONSULTATION))
    for part in (
        "川協発第15号令和7年11月14日",
        "川口市協働推進委員会委員長中本進一様",
        "川口市長協働太郎",
        "協働の環境づくりと啓発について(諮問)",
        "標記の件について、下記のとおり貴委員会に意見を求めます。",
        "1諮問事項",
        "2諮問の理由",
    ):
        assert part in text
    assert "公印省略" not in text


def test_a_consultations_own_words_take_the_place_of_the_forms() -> None:
    own = replace(appointed.CONSULTATION, text=("貴委員会に意見を求めます。",), matter="", reasons="")
    text = said(pdf(ConsultationLetter(), own))
    assert "貴委員会に意見を求めます。" in text
    assert "標記" not in text
    assert "記1" not in text


def test_a_consultation_without_matter_or_reasons_has_no_record() -> None:
    text = said(pdf(ConsultationLetter(), replace(appointed.CONSULTATION, matter="", reasons="")))
    assert "標記の件について、貴委員会に意見を求めます。" in text
    assert "下記" not in text


def test_the_basis_is_named_where_the_form_has_one(tmp_path: Path) -> None:
    forms = appointed.changed_form(
        tmp_path / "forms", "consultation_letter.toml", 'basis = "" ', 'basis = "〇〇条例第2条"'
    )
    text = said(pdf(ConsultationLetter(), appointed.CONSULTATION, forms))
    assert squeezed("〇〇条例第2条の規定に基づき、下記のとおり貴委員会に") in text


@pytest.mark.parametrize(
    ("title", "subject"),
    [("学旨の改正について", "学旨の改正について(諮問)"), ("学旨の改正", "学旨の改正について(諮問)")],
)
def test_a_subject_says_about_once(title: str, subject: str) -> None:
    assert subject in said(pdf(ConsultationLetter(), replace(appointed.CONSULTATION, title=title)))


def test_a_chair_whose_name_is_not_on_record_is_addressed_by_the_office() -> None:
    to = Addressee(name="委員長", body=COMMITTEE)
    text = said(pdf(ConsultationLetter(), replace(appointed.CONSULTATION, to=to)))
    assert "川口市協働推進委員会委員長様川口市長" in text


def test_a_report_quotes_the_consultation_and_holds_all_its_parts() -> None:
    first, second = pages(pdf(ReportLetter(), appointed.REPORT))
    text = squeezed(first)
    for part in (
        "川協委第3号令和8年9月1日川口市長協働太郎様",
        "令和7年11月14日付け川協発第15号で諮問のありました標記の件について、下記のとおり答申します。記",
        "川口市協働推進委員会委員長中本進一",
        "1市民同士及び市民と市が",
        "(1)相談の窓口",
        "ア電話、電子メール",
        "審議経過会議開催日審議の内容第1回令和7年11月14日",
    ):
        assert part in text
    assert all(squeezed(name) in squeezed(second) for _, name, _, _ in MEMBERS)
    assert "◎" in second


def test_each_level_of_advice_stands_one_character_further_in() -> None:
    marks = seen(pdf(ReportLetter(), appointed.REPORT))
    em = 11 / 72 * 25.4
    starts = [line_of(marks, text)[0].left for text in ("1市民同士", "（1）相談", "ア電話")]
    # A bracket's ink begins in the right half of its square, a figure's near its left.
    assert starts[0] < starts[1] < starts[2]
    assert abs(starts[2] - 30 - 2 * em) < 0.3 * em


def test_a_report_of_which_little_is_on_record_leaves_no_hole() -> None:
    (text,) = map(squeezed, pages(pdf(ReportLetter(), appointed.BARE)))
    assert "令和7年11月14日付けで諮問のありました" in text
    assert "審議経過" not in text
    assert "理由" not in text
    assert "None" not in text


@pytest.mark.parametrize("times", [3, 7, 20])
def test_nothing_of_a_long_report_is_lost(times: int) -> None:
    made = pdf(ReportLetter(), appointed.long_report(times))
    assert said(made).count("市民団体が交流する機会を設けること。") == times
    for picture in pictures(made)[:-1]:
        assert inked(picture)[3] <= (297 - 8) / 25.4 * DPI


def test_the_roster_is_left_out_where_the_form_says_so(tmp_path: Path) -> None:
    forms = appointed.changed_form(
        tmp_path / "forms", "report_letter.toml", "roster = true", "roster = false"
    )
    assert len(pages(pdf(ReportLetter(), appointed.REPORT, forms))) == 1


@pytest.mark.parametrize(
    ("paper", "view"),
    [(ConsultationLetter(), appointed.CONSULTATION), (ReportLetter(), appointed.REPORT)],
    ids=["consultation", "report"],
)
def test_everything_that_is_set_is_asked_about(paper: AnyPaper, view: object) -> None:
    asked = {character for one in paper.printed(view, paper.read(FORMS)) for character in one.text}
    made = pdf(paper, view)
    shown = {mark.text for page in range(len(pages(made))) for mark in seen(made, page)}
    assert shown - set("-0123456789") <= asked
