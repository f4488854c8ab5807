"""The papers that go out before a meeting say what is on record and leave no hole where nothing is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.papers import issue, letterheads
from kyodo_desktop.papers.notice import Notice
from kyodo_desktop.papers.paper import AnyPaper, of_meeting, render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.services import correspondence, roster
from kyodo_desktop.storage import Store
from tests.papers import before_samples, letters
from tests.papers.reading import DPI, inked, pages, pictures, squeezed
from tests.papers.samples import FONTS, FORMS, LONG_NAME, LONG_PLACE
from tests.services import asking

ON = dt.date(2025, 10, 15)


def pdf(paper: AnyPaper, view: object, forms: Path = FORMS) -> bytes:
    return drained(render(paper, view, FONTS, forms))


def said(made: bytes) -> str:
    return squeezed("".join(pages(made)))


def whole(made: bytes) -> None:
    """Nothing is said of what isn't on record, and nothing stands outside the page."""
    assert "None" not in said(made)
    for picture in pictures(made):
        left, top, right, bottom = inked(picture)
        assert left >= 10 / 25.4 * DPI
        assert top >= 10 / 25.4 * DPI
        assert right <= 200 / 25.4 * DPI
        assert bottom <= 290 / 25.4 * DPI


@pytest.mark.parametrize("count", [1, 12, 200])
def test_a_notice_and_a_slip_go_to_each_member(count: int) -> None:
    to = letters.members(count)
    made = pages(pdf(Notice(), before_samples.notice(to)))
    assert len(made) == 2 * count
    for place, one in enumerate(to):
        assert squeezed(f"委員{one.name}様") in squeezed(made[2 * place])
        assert squeezed(f"氏名{one.name}") in squeezed(made[2 * place + 1])


def test_a_notice_says_when_where_what_and_until_when_to_answer() -> None:
    text = squeezed(pages(pdf(Notice(), before_samples.NOTICE))[0])
    for part in (
        "川協発第12号",
        "令和7年10月15日",
        "川口市長協働太郎(公印省略)",
        "第1回川口市協働推進委員会の開催について(通知)",
        "1日時令和7年11月14日(金)午後2時00分から",
        "2場所川口市役所第一本庁舎市議会第3委員会室",
        "3議題(1)正副委員長の選任(互選)について(2)川口市における協働の現状について",
        "令和7年10月31日(金)までに",
        "(担当)市民生活部協働推進課担当花子電話000-000-0000",
    ):
        assert part in text


def test_the_answer_is_due_on_a_working_day() -> None:
    view = replace(before_samples.NOTICE, closed=frozenset({dt.date(2025, 10, 31), dt.date(2025, 10, 30)}))
    both = said(pdf(Notice(), view))
    assert "令和7年10月29日(水)までに" in both
    assert "10月31日" not in both


def test_a_bare_notice_says_what_is_undecided() -> None:
    made = pdf(Notice(), before_samples.BARE_NOTICE)
    whole(made)
    assert "2場所(未定)" in said(made)
    assert "3議題次第のとおり" in said(made)
    assert "担当" not in said(made)


def test_online_attendance_is_offered_where_it_counts() -> None:
    assert "オンライン" not in said(pdf(Notice(), before_samples.NOTICE))
    assert "オンラインで出席" in said(pdf(Notice(), replace(before_samples.NOTICE, online=True)))


def test_hostile_texts_are_set_whole() -> None:
    name = f'{LONG_NAME} =HYPERLINK("x") <b>'
    to = (replace(letters.TO, name=name, address=LONG_PLACE[:120]),)
    view = replace(before_samples.notice(to), topics=(LONG_PLACE * 3,))
    made = pdf(Notice(), view)
    whole(made)
    assert squeezed(LONG_PLACE * 3) in said(made)
    assert said(made).count(squeezed(name)) == 2


def test_a_batch_is_drawn_with_its_number_and_recorded_in_one_act(sample: Store) -> None:
    roster.edit_committee(sample, replace(asking.committee(sample), document_prefix="川協発第"))
    occasion = of_meeting(sample, asking.meeting(sample).id)
    batch = letterheads.prepare(sample, Notice(), FORMS, occasion, ON)
    data = drained(issue.build(batch.paper, batch.view, FONTS, FORMS))
    assert said(data).count("川協発第1号令和7年10月15日") == 12
    before = sample.journal(1)[0].seq
    correspondence.issue_letters(sample, batch.issue, data)
    assert sample.journal(1)[0].seq == before + 1
    (paper,) = correspondence.issued(sample, occasion.committee.id, asking.meeting(sample).id)
    assert (paper.paper, paper.title) == ("notice", "第1回川口市協働推進委員会の開催について（通知）")
    assert sample.blob(paper.sha256) == data
    assert len(correspondence.sent_to(sample, paper.id)) == 12
    again = letterheads.prepare(sample, Notice(), FORMS, occasion, ON)
    assert again.issue.number == 2


def test_one_member_is_written_to_alone(sample: Store) -> None:
    occasion = of_meeting(sample, asking.meeting(sample).id)
    seat = asking.line(sample, "若谷 正巳").appointment.id
    batch = letterheads.prepare(sample, Notice(), FORMS, occasion, ON, to=(seat,), numbered=False)
    assert [one.name for one in batch.view.to] == ["若谷 正巳"]
    assert [one.addressee for one in batch.issue.to] == ["若谷 正巳"]
    text = said(drained(issue.build(batch.paper, batch.view, FONTS, FORMS)))
    assert "若谷正巳様" in text
    assert "梶原" not in text


def test_who_lacks_an_address_is_named_before_the_letters_go_out(sample: Store) -> None:
    view = Notice().compose(sample, of_meeting(sample, asking.meeting(sample).id))
    notes = [note.japanese() for note in Notice().notes(view, Notice().read(FORMS))]
    assert "梶原 純委員の住所が登録されていません。" in notes
    assert len(notes) == 12
