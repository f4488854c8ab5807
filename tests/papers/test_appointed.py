"""The papers of an appointment: nothing is lost, nothing is hollow, an account never shows its number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.papers.acceptance import AcceptancePaper
from kyodo_desktop.papers.certificate import CertificatePaper
from kyodo_desktop.papers.certificatelay import kanji_figures
from kyodo_desktop.papers.confirmation import ConfirmationPaper, shown_account
from kyodo_desktop.papers.nomination import NominationForm, NominationPaper, deadline
from kyodo_desktop.papers.paper import AnyPaper, render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.undivided import TextTooLong
from kyodo_desktop.papers.thanks import ThanksPaper
from tests.papers import appointed
from tests.papers.reading import DPI, inked, line_of, pages, pictures, seen, squeezed
from tests.papers.samples import COMMITTEE, FONTS, FORMS, LONG_NAME, LONG_PLACE

MAKERS: tuple[tuple[AnyPaper, Callable[[int], object]], ...] = (
    (NominationPaper(), appointed.nominations),
    (AcceptancePaper(), appointed.acceptances),
    (CertificatePaper(), appointed.certificates),
    (ConfirmationPaper(), appointed.confirmations),
    (ThanksPaper(), appointed.thanked),
)


def pdf(paper: AnyPaper, view: object, forms: Path = FORMS) -> bytes:
    return drained(render(paper, view, FONTS, forms))


def said(made: bytes) -> str:
    return squeezed("".join(pages(made)))


@pytest.mark.parametrize("count", [1, 12, 200])
@pytest.mark.parametrize(("paper", "make"), MAKERS, ids=lambda one: getattr(one, "key", ""))
def test_each_has_a_page_of_its_own(paper: AnyPaper, make: Callable[[int], object], count: int) -> None:
    made = pages(pdf(paper, make(count)))
    assert len(made) == count
    assert "None" not in "".join(made)


@pytest.mark.parametrize(
    ("paper", "view", "word"),
    [
        (NominationPaper(), appointed.nominations(0), "推薦を依頼する団体はありません。"),
        (AcceptancePaper(), appointed.acceptances(0), "新たに委嘱された委員はいません。"),
        (CertificatePaper(), appointed.certificates(0), "新たに委嘱された委員はいません。"),
        (ConfirmationPaper(), replace(appointed.confirmations(1), members=()), "委員はいません。"),
        (ThanksPaper(), appointed.thanked(0), "退任した委員はいません。"),
    ],
    ids=lambda one: getattr(one, "key", ""),
)
def test_where_there_is_nobody_the_page_says_so(paper: AnyPaper, view: object, word: str) -> None:
    assert said(pdf(paper, view)) == word


def test_a_certificate_says_what_the_city_certifies_without_punctuation() -> None:
    text = said(pdf(CertificatePaper(), appointed.certificates(1)))
    assert text == (
        "委嘱書梶原純様川口市協働推進委員会委員を委嘱します"
        "任期は令和7年10月1日から令和9年9月30日までとします"
        "令和7年10月1日川口市長協働太郎印"
    )
    assert not set(text) & set("。、，．")


def test_a_substitute_serves_the_remaining_term() -> None:
    view = appointed.only(appointed.certificate("山田 一", substitute=True))
    text = said(pdf(CertificatePaper(), view))
    assert "任期は前任者の残任期間である令和8年4月1日から令和9年9月30日までとします" in text


def test_one_of_the_staff_is_assigned() -> None:
    view = appointed.only(appointed.certificate("山田 一", assigned=True))
    text = said(pdf(CertificatePaper(), view))
    assert text.startswith("任命書")
    assert "川口市協働推進委員会委員に任命します" in text
    assert "委嘱" not in text


def test_written_down_it_says_the_same_with_kanji_for_figures() -> None:
    made = appointed.written_down(appointed.certificates(1))
    text = "".join(pages(made)[0].split())
    assert "任期は令和七年十月一日から令和九年九月三十日までとします" in text
    assert not set(text) & set("0123456789")
    picture = pictures(made)[0]
    assert picture.width > picture.height
    marks = seen(made)
    title, name, signer = (line_of(marks, part)[0] for part in ("委", "梶", "川口市長"))
    assert title.left > name.left > signer.left


@pytest.mark.parametrize("down", [False, True])
def test_a_long_name_is_never_cut(down: bool) -> None:
    view = appointed.only(replace(appointed.certificate(LONG_NAME), signer=LONG_NAME[::-1]))
    made = appointed.written_down(view) if down else pdf(CertificatePaper(), view)
    assert squeezed(LONG_NAME) in said(made)
    assert squeezed(LONG_NAME[::-1]) in said(made)
    left, top, right, bottom = inked(pictures(made)[0])
    wide, tall = pictures(made)[0].size
    margin = 15 / 25.4 * DPI
    assert min(left, top, wide - right, tall - bottom) > margin


@pytest.mark.parametrize("down", [False, True])
def test_a_committee_whose_name_no_certificate_holds_is_refused(down: bool) -> None:
    view = replace(appointed.certificates(1), committee=LONG_PLACE * 40)
    with pytest.raises(TextTooLong):
        appointed.written_down(view) if down else pdf(CertificatePaper(), view)


def test_without_a_mayor_on_record_the_title_stands_alone() -> None:
    view = appointed.only(replace(appointed.certificate("山田 一"), signer=""))
    assert said(pdf(CertificatePaper(), view)).endswith("川口市長印")
    text = said(pdf(AcceptancePaper(), replace(appointed.acceptances(1), mayor="")))
    assert "(宛先)川口市長私は、" in text


def test_the_basis_is_named_where_the_form_has_one(tmp_path: Path) -> None:
    forms = appointed.changed_form(
        tmp_path / "forms", "certificate.toml", 'basis = "" ', 'basis = "〇〇条例第1条"'
    )
    text = said(pdf(CertificatePaper(), appointed.certificates(1), forms))
    assert squeezed("〇〇条例第1条の規定により川口市協働推進委員会委員を委嘱します") in text


@pytest.mark.parametrize(
    ("plain", "figures"),
    [
        ("令和7年10月1日", "令和七年十月一日"),
        ("令和30年12月31日", "令和三十年十二月三十一日"),
        ("令和元年5月20日", "令和元年五月二十日"),
        ("１００人", "一〇〇人"),
        ("0", "〇"),
    ],
)
def test_figures_written_down_are_kanji(plain: str, figures: str) -> None:
    assert kanji_figures(plain) == figures


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("1234567", "＊＊＊＊567"),
        (" 1234567 ", "＊＊＊＊567"),
        ("12345678", "＊＊＊＊＊678"),
        ("1234", "＊＊＊4"),
        ("123", "＊＊＊"),
        ("12", "＊＊"),
        ("", ""),
    ],
)
def test_an_account_shows_three_figures_and_never_all(number: str, shown: str) -> None:
    assert shown_account(number) == shown


def test_a_confirmation_has_what_is_on_record_and_says_what_is_not() -> None:
    made = pages(pdf(ConfirmationPaper(), appointed.confirmations(2)))
    first, second = map(squeezed, made)
    for part in ("しもしげいくみ", "〒000-0000", "member@example.jp", "会長", "シモシゲイクミ"):
        assert part in first
    assert "(令和7年4月14日確認)" in first
    assert "(登録なし)" not in first
    assert second.count("(登録なし)") == 9
    assert first.count("□") == second.count("□") == 10


def test_a_confirmation_is_due_on_a_working_day_and_a_draft_on_none() -> None:
    view = appointed.confirmations(1)
    assert "令和8年4月28日(火)までに" in said(pdf(ConfirmationPaper(), view))
    draft = said(pdf(ConfirmationPaper(), replace(view, sent_on=None)))
    assert "までに" not in draft
    assert "御記入のうえ、御返送ください。" in draft


def test_the_clerk_is_told_whose_account_is_missing() -> None:
    view = appointed.confirmations(2)
    (note,) = ConfirmationPaper().notes(view, ConfirmationPaper().read(FORMS))
    assert view.members[1].name in note.text()
    assert view.members[0].name not in note.text()


def test_a_long_address_keeps_its_row() -> None:
    known = replace(appointed.KNOWN, address=LONG_PLACE, organisation="=HYPERLINK(1)")
    text = said(pdf(ConfirmationPaper(), replace(appointed.confirmations(1), members=(known,))))
    assert squeezed(LONG_PLACE) in text
    assert "=HYPERLINK(1)" in text


def test_a_request_says_category_term_number_and_deadline() -> None:
    text = squeezed(pages(pdf(NominationPaper(), appointed.nominations(1)))[0])
    for part in (
        "川口市商工会議所女性会御中",
        "令和9年9月30日をもって満了",
        "川口市協働推進委員会委員(2号委員)",
        "2推薦人数1人",
        "令和9年10月1日から令和11年9月30日まで",
        "4現在の委員下重郁美",
        "回答期限令和9年7月2日(金)",
    ):
        assert part in text


def test_a_request_without_an_end_or_a_member_leaves_no_hole() -> None:
    view = replace(appointed.nominations(4), until=None)
    text = squeezed(pages(pdf(NominationPaper(), view))[3])
    assert "3任期令和9年10月1日から4回答期限" in text
    assert "現在の委員" not in text


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        (None, dt.date(2027, 7, 2)),
        (dt.date(2027, 4, 1), dt.date(2027, 7, 2)),
        (dt.date(2027, 7, 1), dt.date(2027, 7, 22)),
    ],
)
def test_a_late_request_leaves_time_to_answer(sent: dt.date | None, due: dt.date) -> None:
    view = appointed.nominations(1)
    form = NominationPaper().read(FORMS)
    assert isinstance(form, NominationForm)
    assert deadline(replace(view, head=replace(view.head, date=sent)), form) == due


def test_thanks_name_the_days_and_the_office() -> None:
    chair, member = map(squeezed, pages(pdf(ThanksPaper(), appointed.thanked(2))))
    assert "令和7年10月1日から令和9年9月30日までの在任中は、委員長をお務めになるなど" in chair
    assert "委員長" not in member
    assert f"{COMMITTEE}委員の御退任について(お礼)" in member


def test_thanks_name_whom_to_ask_where_the_form_wants_it(tmp_path: Path) -> None:
    forms = appointed.changed_form(tmp_path / "forms", "thanks.toml", "contact = false", "contact = true")
    assert "(担当)" not in said(pdf(ThanksPaper(), appointed.thanked(1)))
    assert "(担当)" in said(pdf(ThanksPaper(), appointed.thanked(1), forms))


@pytest.mark.parametrize(("paper", "make"), MAKERS, ids=lambda one: getattr(one, "key", ""))
def test_everything_that_is_set_is_asked_about(paper: AnyPaper, make: Callable[[int], object]) -> None:
    view = make(2)
    asked = {character for one in paper.printed(view, paper.read(FORMS)) for character in one.text}
    made = pdf(paper, view)
    assert {mark.text for page in range(2) for mark in seen(made, page)} <= asked
