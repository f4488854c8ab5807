"""Dates are asked about, answered and judged; a meeting is decided on in a draft."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.records import Meeting, ReplyAnswer
from kyodo_desktop.papers.approval import Approval
from kyodo_desktop.papers.dateinquiry import DateInquiry
from kyodo_desktop.papers.dateslip import Offered
from kyodo_desktop.papers.datesummary import DateSummary
from kyodo_desktop.papers.paper import Sending, of_meeting
from kyodo_desktop.services import meetings
from kyodo_desktop.storage import Store
from tests.papers import before_samples, letters
from tests.papers.reading import pages, squeezed
from tests.papers.samples import FORMS, LONG_PLACE, unmarked
from tests.papers.test_before import pdf, said, whole
from tests.papers.test_observing import edited
from tests.services import asking

FIRST, SECOND = dt.date(2026, 2, 16), dt.date(2026, 2, 18)


@pytest.fixture
def asked(sample: Store) -> Store:
    """Two dates asked about: five and a doubtful one come to the first, nobody answered to the second."""
    committee = asking.committee(sample).id
    meetings.add_candidate(sample, committee, SECOND)
    meetings.add_candidate(sample, committee, FIRST, starts_at=dt.time(14), venue="会議室")
    first = meetings.candidates(sample, committee)[0]
    seats = [asking.line(sample, name).appointment.id for name in asking.names(sample)]
    for seat in seats[:5]:
        meetings.answer_date(sample, first.id, seat, ReplyAnswer.ATTENDS)
    meetings.answer_date(sample, first.id, seats[5], ReplyAnswer.UNDECIDED)
    for seat in seats[6:]:
        meetings.answer_date(sample, first.id, seat, ReplyAnswer.ABSENT)
    return sample


@pytest.mark.parametrize("count", [1, 12, 200])
def test_every_member_is_asked_with_a_slip(count: int) -> None:
    to = letters.members(count)
    made = pages(pdf(DateInquiry(), replace(before_samples.INQUIRY, to=to)))
    assert len(made) == 2 * count
    for place, one in enumerate(to):
        assert squeezed(f"委員{one.name}様") in squeezed(made[2 * place])
        slip = squeezed(made[2 * place + 1])
        assert squeezed(f"氏名{one.name}") in slip
        assert "1令和8年2月16日(月)午後2時00分川口市役所第一本庁舎市議会第3委員会室" in slip
        assert "3令和8年2月20日(金)" in slip


def test_the_answer_is_due_on_a_working_day_counted_from_the_letter() -> None:
    assert "令和7年10月24日(金)までに" in said(pdf(DateInquiry(), before_samples.INQUIRY))


def test_a_bare_inquiry_leaves_lines_to_write_dates_on() -> None:
    made = pdf(DateInquiry(), before_samples.BARE_INQUIRY)
    whole(made)
    slip = squeezed(pages(made)[1])
    assert "月日()までに御回答ください" in slip
    assert "候補日時御都合12345" in slip
    assert "None" not in slip


def test_more_dates_than_a_page_holds_go_on() -> None:
    days = tuple(Offered(FIRST + dt.timedelta(days=n), None, LONG_PLACE[:40]) for n in range(40))
    made = pdf(DateInquiry(), replace(before_samples.INQUIRY, to=letters.members(2), dates=days))
    whole(made)
    assert said(made).count("令和8年3月27日(金)") == 2


def test_the_inquiry_is_for_the_meeting_to_be(asked: Store) -> None:
    occasion = of_meeting(asked, asking.meeting(asked).id)
    view = DateInquiry().compose(asked, occasion)
    assert view.number == 2
    assert [one.day for one in view.dates] == [FIRST, SECOND]
    assert view.dates[0].venue == "会議室"
    sent = DateInquiry().compose(asked, replace(occasion, sending=Sending(on=dt.date(2026, 1, 5), number=3)))
    assert dt.date(2026, 1, 12) in sent.closed
    assert "令和8年1月15日(木)までに" in said(pdf(DateInquiry(), sent))


def test_the_summary_says_the_quorum_that_each_date_would_have(asked: Store) -> None:
    view = DateSummary().compose(asked, of_meeting(asked, asking.meeting(asked).id))
    first, second = view.dates
    assert (first.attends, first.possible, first.least_met, first.most_met) == (5, 6, False, True)
    assert (second.attends, second.possible, second.least_met, second.most_met) == (0, 12, False, True)
    text = said(pdf(DateSummary(), view))
    assert "○の人数50" in text
    assert "定足数未定未定" in text
    assert squeezed(first.least) in text
    assert squeezed(first.most) in text
    assert "6人以上の出席が必要です。出席6人のため会議は成立しています" in text


def test_the_dates_of_a_meeting_decided_on_stay_its_own(asked: Store) -> None:
    committee = asking.committee(asked).id
    meetings.decide_date(asked, meetings.candidates(asked, committee)[0].id)
    held = next(one for one in asked.find(Meeting) if one.date == FIRST)
    assert [one.date.day for one in DateSummary().compose(asked, of_meeting(asked, held.id)).dates] == [
        FIRST,
        SECOND,
    ]
    assert DateSummary().compose(asked, of_meeting(asked, asking.meeting(asked).id)).dates == ()


def test_without_dates_the_summary_says_so() -> None:
    assert "候補日が登録されていません。" in said(pdf(DateSummary(), before_samples.BARE_SUMMARY))


@pytest.mark.parametrize(("dates", "count"), [(1, 1), (6, 12), (7, 12), (3, 200), (13, 60)])
def test_a_summary_of_any_size_names_everybody_in_each_table(dates: int, count: int) -> None:
    view = before_samples.summary(dates, count)
    made = pdf(unmarked(DateSummary()), view)
    whole(made)
    text = said(made)
    tables = -(-dates // DateSummary().read(FORMS).columns)
    for member in view.members[:12]:
        assert text.count(squeezed(member.name)) == tables
    assert text.count("の人数") == 2 * tables
    for one in view.dates:
        assert squeezed(one.date.when) in text


def test_the_draft_asks_what_is_to_be_decided() -> None:
    made = pdf(Approval(), before_samples.APPROVAL)
    whole(made)
    text = said(made)
    for part in (
        "文書番号川協発第12号起案日令和7年10月15日",
        "起案者担当花子",
        "部長次長課長課長補佐係長係員合議",
        "件名第1回川口市協働推進委員会の開催について(伺い)",
        "1日時令和7年11月14日(金)午後2時00分から",
        "4発信者川口市長協働太郎",
        "5通知先委員12人",
        "6添付書類開催通知(案)",
    ):
        assert part in text


def test_a_bare_draft_leaves_its_boxes_empty() -> None:
    made = pdf(Approval(), before_samples.BARE_APPROVAL)
    whole(made)
    assert "2場所(未定)" in said(made)
    assert "3議題別添次第(案)のとおり" in said(made)


def test_who_seals_is_the_forms_choice(tmp_path: Path) -> None:
    old = 'stamps = "部長／次長／課長／課長補佐／係長／係員"'
    forms = edited(tmp_path, "approval.toml", old, 'stamps = "課長／主査"')
    text = said(pdf(Approval(), before_samples.APPROVAL, forms))
    assert "課長主査合議" in text
    assert "次長" not in text


def test_a_form_may_leave_the_seals_out(tmp_path: Path) -> None:
    forms = edited(
        tmp_path, "approval.toml", 'stamps = "部長／次長／課長／課長補佐／係長／係員"', 'stamps = ""'
    )
    path = forms / "approval.toml"
    path.write_text(path.read_text("utf-8").replace('joint = "合議"', 'joint = ""'), "utf-8")
    text = said(pdf(Approval(), before_samples.APPROVAL, forms))
    assert "課長" not in text
    assert "件名第1回" in text
