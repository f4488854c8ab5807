"""Replies from a table: whose they are, what they answer, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.records import Committee, Meeting, Reply, ReplyAnswer
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import importing
from kyodo_desktop.services.importing import Chosen, LineKind, Preview, Purpose
from kyodo_desktop.services.sitting import roster_on
from kyodo_desktop.storage import Store
from tests.services.importable import grid

WORDS = importing.vocabulary(Paths.find().importing)


def shown(store: Store, *rows: list[str]) -> Preview:
    committee = store.find(Committee)[0]
    meeting = coming(store)
    made = grid(rows, "回答.csv")
    assert importing.purpose_of(made, WORDS) is Purpose.REPLIES
    plan = importing.plan_for(store, made, Purpose.REPLIES, committee.id, WORDS)
    return importing.preview(store, made, plan, meeting.id, meeting.date, WORDS)


def coming(store: Store) -> Meeting:
    return max(store.find(Meeting), key=lambda one: one.date)


def names(store: Store) -> list[str]:
    meeting = coming(store)
    return [line.name.name for line in roster_on(store, meeting.committee, meeting.date).lines]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("出席", ReplyAnswer.ATTENDS),
        ("○", ReplyAnswer.ATTENDS),
        ("〇", ReplyAnswer.ATTENDS),
        ("欠席します", ReplyAnswer.ABSENT),
        ("×", ReplyAnswer.ABSENT),
        ("オンライン", ReplyAnswer.ONLINE),
        ("△", ReplyAnswer.UNDECIDED),
    ],
)
def test_an_answer_is_read_however_it_is_given(sample: Store, said: str, answer: ReplyAnswer) -> None:
    made = shown(sample, ["氏名", "出欠", "備考"], [names(sample)[0], said, "遅れます"])
    assert made.lines[0].values == {"answer": answer, "opinion": "遅れます"}


def test_replies_are_one_act_and_a_later_table_shows_what_changed(sample: Store) -> None:
    first, second = names(sample)[:2]
    before = len(sample.find(Reply, meeting=coming(sample).id))
    made = shown(sample, ["氏名", "出欠"], [first, "出席"], [second.replace(" ", "　"), "欠席"])
    assert made.lines[1].kind is LineKind.LIKE
    importing.apply_replies(sample, made, Chosen(likes=importing.Like.SAME))
    undoable = sample.undoable
    assert undoable is not None
    assert undoable.text() == "出欠回答の取込み"
    again = shown(sample, ["氏名", "出欠"], [first, "欠席"], [second, "欠席"])
    assert [line.kind for line in again.lines] == [LineKind.CHANGED, LineKind.SAME]
    sample.undo()
    assert len(sample.find(Reply, meeting=coming(sample).id)) == before


def test_marks_in_columns_of_their_own_are_answers(sample: Store) -> None:
    first, second, third = names(sample)[:3]
    made = shown(
        sample,
        ["氏名", "出席", "欠席"],
        [first, "○", ""],
        [second, "", "○"],
        [third, "○", "○"],
    )
    assert [line.values.get("answer") for line in made.lines[:2]] == [ReplyAnswer.ATTENDS, ReplyAnswer.ABSENT]
    assert made.lines[2].kind is LineKind.REJECTED


def test_who_is_no_member_and_who_says_nothing_is_refused(sample: Store) -> None:
    first = names(sample)[0]
    made = shown(
        sample, ["番号", "氏名", "出欠"], ["", "見知らぬ 人", "出席"], ["", first, ""], ["1", "", "出席"]
    )
    assert [line.kind is LineKind.REJECTED for line in made.lines] == [True, True, False]
    assert made.lines[2].name == first
    assert isinstance(made.day, dt.date)


@pytest.mark.parametrize("written", ["{}様", "○{}", "{}（公募）"])
def test_a_members_name_with_something_round_it_is_offered_as_like(sample: Store, written: str) -> None:
    name = names(sample)[0]
    made = shown(sample, ["氏名", "出欠"], [written.format(name), "出席"], ["計12名", ""], ["欠員", ""])
    assert [line.kind for line in made.lines] == [LineKind.LIKE, LineKind.SKIPPED, LineKind.SKIPPED]
    assert made.lines[0].like == name
    assert made.lines[0].why is not None


def test_who_has_not_answered_is_no_fault(sample: Store) -> None:
    first, second = names(sample)[:2]
    made = shown(sample, ["氏名", "回答", "意見"], [first, "出席", "一行目\n二行目"], [second, "未回答", ""])
    assert [line.kind for line in made.lines] == [LineKind.NEW, LineKind.SAME]
    importing.apply_replies(sample, made, Chosen())
    assert [one.opinion for one in sample.find(Reply, meeting=coming(sample).id)] == ["一行目\n二行目"]
    later = shown(
        sample, ["氏名", "回答", "意見"], [first, "未回答", ""], [second, "未回答", "質問があります"]
    )
    assert [line.kind for line in later.lines] == [LineKind.SKIPPED, LineKind.REJECTED]
    assert "台帳の回答は変えません" in later.lines[0].faults[0].why.text()
