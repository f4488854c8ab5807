"""The journal as the clerk reads it: what an act changed, in words, personal values only where asked for."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.domain.fields import shape
from kyodo_desktop.domain.records import RECORDS, Appointment, Meeting, Person, PlanEntry, Reply, ReplyAnswer
from kyodo_desktop.services import acts, meetings, planning, replies, roster, telling
from kyodo_desktop.storage import Pair, Store


def words(store: Store, seq: int, *, personal: bool = False) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            line.field.label,
            line.before.japanese() if line.before else None,
            line.after.japanese() if line.after else None,
        )
        for one in acts.told_of(store, seq, personal=personal)[0]
        for line in one.differences
    ]


def test_an_act_is_told_field_by_field_in_official_words(sample: Store) -> None:
    entry = sample.find(PlanEntry)[0]
    done = planning.edit_plan_entry(sample, replace(entry, period="令和8年4月", done=True))
    assert words(sample, done.seq) == [
        ("日程", entry.period, "令和8年4月"),
        ("済み", "いいえ", "はい"),
    ]
    ((one,), _count) = acts.told_of(sample, done.seq)
    assert (one.term.japanese(), one.called.japanese()) == ("審議予定", entry.content)
    assert (one.added, one.removed) == (False, False)


def test_a_personal_value_is_withheld_until_it_is_asked_for(sample: Store) -> None:
    person = sample.find(Person)[0]
    with sample.change(telling.msg("電話番号を記録")) as draft:
        draft.save(replace(person, phone="048-000-0000"))
    seq = draft.change.seq
    assert words(sample, seq) == [("電話番号", "（空欄）", "（個人情報）")]
    assert words(sample, seq, personal=True) == [("電話番号", "（空欄）", "048-000-0000")]


def test_a_record_without_a_name_is_called_by_whom_it_belongs_to(sample: Store) -> None:
    meeting = sample.find(Meeting)[-1]
    seat = next(line for line in roster.roster_on(sample, meeting.committee, meeting.date).lines)
    done = replies.record_reply(sample, meeting.id, seat.appointment.id, ReplyAnswer.ATTENDS)
    told, _count = acts.told_of(sample, done.seq)
    assert any(isinstance(pair.subject, Reply) for pair in done.pairs)
    assert told[0].term.japanese() == shape(Reply).term
    assert told[0].called.japanese() == seat.name.name


def test_every_record_of_the_sample_can_be_told(sample: Store) -> None:
    told = 0
    for cls in RECORDS:
        for record in sample.find(cls):
            line = telling.told(sample, Pair(None, record), personal=False)
            assert line.called.japanese().strip()
            assert line.added
            told += 1
    assert told > 150


def test_undo_reaches_only_the_acts_of_this_clerk_and_what_a_register_began_with_stays(sample: Store) -> None:
    first, second = sample.find(PlanEntry)[:2]
    planning.remove_plan_entry(sample, first.id)
    planning.remove_plan_entry(sample, second.id)
    newest = acts.acts(sample)
    assert [act.undoes for act in newest] == [1, 2, 0]
    sample.undo()
    assert [act.undoes for act in acts.acts(sample)] == [0, 0, 1, 0]
    assert [act.entry.kind for act in acts.acts(sample, limit=2)] == ["undo", "act"]
    assert [act.entry.seq for act in acts.acts(sample, before=2)] == [1]


def test_a_removed_record_is_told_and_what_names_it_says_so(sample: Store) -> None:
    meeting = meetings.meetings(sample, sample.find(Meeting)[0].committee)[0]
    field = shape(PlanEntry).field("meeting")
    assert telling.shown(sample, field, meeting.id, personal=False).japanese() == f"第{meeting.number}回"
    assert telling.shown(sample, field, "gone", personal=False).japanese() == "（削除済み）"
    assert sample.find(Appointment)
