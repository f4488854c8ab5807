"""Minutes confirmed by the members, made final, published, and opened again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import (
    Attendance,
    CorrectionState,
    Minutes,
    MinutesPart,
    MinutesState,
    Motion,
    SpeakerKind,
    SpeakerStyle,
    Utterance,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import meetings, minutes, roster, voting
from kyodo_desktop.services.attending import withdraw_attendance
from kyodo_desktop.services.closing import close_meeting
from kyodo_desktop.services.voting import Counted
from kyodo_desktop.storage import Store
from tests.services import asking, holding
from tests.services.minuting import NEXT, again, line, started, written

# --- confirmed, published, opened again


def sent(store: Store) -> Minutes:
    """The minutes of a meeting held, sent to two members."""
    holding.hold(store)
    owner = started(store)
    to = [holding.seat(store, name) for name in ("梶原 純", "布施 富美子")]
    minutes.send_for_review(store, owner.id, to, on=NEXT, due=NEXT + dt.timedelta(days=7))
    return store.get(Minutes, owner.id)


def test_the_states_follow_one_another(sample: Store) -> None:
    holding.hold(sample)
    owner = started(sample)
    for act in (
        lambda: minutes.finalise(sample, owner.id, on=NEXT),
        lambda: minutes.publish(sample, owner.id, on=NEXT),
        lambda: minutes.reopen(sample, owner.id, on=NEXT, reason="誤記"),
    ):
        with pytest.raises(InvalidRecord, match="会議録の状態は「案」です"):
            act()
    assert sample.get(Minutes, owner.id).state is MinutesState.DRAFT


def test_sending_says_to_whom_and_until_when(sample: Store) -> None:
    holding.begin(sample)
    owner = started(sample)
    who = holding.seat(sample, "梶原 純")
    due = NEXT + dt.timedelta(days=7)
    with pytest.raises(InvalidRecord, match="会議の記録を閉じてください"):
        minutes.send_for_review(sample, owner.id, [who], on=NEXT, due=due)


def test_a_draft_with_lines_to_settle_isnt_sent(sample: Store) -> None:
    holding.hold(sample)
    owner = started(sample)
    minutes.edit_line(sample, replace(line(sample, "挙手"), body="（挙手多数）"))
    meeting = again(sample)
    voting.record_vote(sample, sample.find(Motion)[0].id, Counted(ayes=8, noes=1))
    close_meeting(sample, meeting)
    minutes.regenerate(sample, owner.id)
    who = [holding.seat(sample, "梶原 純")]
    due = NEXT + dt.timedelta(days=7)
    with pytest.raises(InvalidRecord, match="確かめていない発言が1件"):
        minutes.send_for_review(sample, owner.id, who, on=NEXT, due=due)
    minutes.keep_typed(sample, minutes.flagged(sample, owner.id)[0].id)
    minutes.send_for_review(sample, owner.id, who, on=NEXT, due=due)
    assert sample.get(Minutes, owner.id).state is MinutesState.REVIEW


def test_a_draft_is_sent_again_and_asks_anew(sample: Store) -> None:
    owner = sent(sample)
    first = minutes.reviews(sample, owner.id)[0]
    minutes.record_answer(sample, first.id, NEXT + dt.timedelta(days=1))
    due = NEXT + dt.timedelta(days=14)
    minutes.send_for_review(sample, owner.id, [first.appointment], on=NEXT + dt.timedelta(days=2), due=due)
    assert [one.answered_on for one in minutes.reviews(sample, owner.id)] == [None, None]
    assert sample.get(Minutes, owner.id).corrections_due == due


def test_an_answer_and_a_decision_are_taken_back(sample: Store) -> None:
    owner = sent(sample)
    first = minutes.reviews(sample, owner.id)[0]
    day = NEXT + dt.timedelta(days=1)
    minutes.receive_correction(sample, owner.id, first.appointment, "修正", on=day)
    minutes.receive_correction(sample, owner.id, first.appointment, "もう一つ", on=day)
    asked = minutes.corrections(sample, owner.id)[0]
    minutes.decide_correction(sample, asked.id, CorrectionState.DECLINED, on=day, note="発言のとおりのため")
    minutes.decide_correction(sample, asked.id, CorrectionState.OPEN, on=day)
    assert minutes.corrections(sample, owner.id)[0].decided_on is None
    minutes.record_answer(sample, first.id, None)
    assert minutes.reviews(sample, owner.id)[0].answered_on is None


def test_a_correction_speaks_of_these_minutes_and_keeps_its_line(sample: Store) -> None:
    owner = sent(sample)
    who = minutes.reviews(sample, owner.id)[0].appointment
    day = NEXT + dt.timedelta(days=1)
    about = line(sample, "布施委員　退室")
    minutes.receive_correction(sample, owner.id, who, "時刻を加えて", on=day, utterance=about.id)
    meeting = again(sample)
    left = sample.find(Attendance, meeting=meeting, appointment=holding.seat(sample, "布施 富美子"))[0]
    withdraw_attendance(sample, left.id)
    minutes.regenerate(sample, owner.id)
    (gone,) = minutes.flagged(sample, owner.id)
    assert (gone.id, gone.gone, gone.body) == (about.id, True, about.body)
    minutes.remove_line(sample, gone.id)
    assert minutes.corrections(sample, owner.id)[0].utterance is None
    later = meetings.call_meeting(sample, asking.committee(sample).id, date=dt.date(2026, 2, 20)).pairs
    with sample.change(msg("別の会議録")) as draft:
        other = draft.add(Minutes(id=draft.new_id(), meeting=later[0].subject.id))
        foreign = draft.add(
            Utterance(id=draft.new_id(), minutes=other.id, part=MinutesPart.OPENING, body="別の発言")
        )
    with pytest.raises(InvalidRecord, match="別の会議録の発言"):
        minutes.receive_correction(sample, owner.id, who, "修正", on=day, utterance=foreign.id)


def test_minutes_with_nothing_in_them_arent_final(sample: Store) -> None:
    owner = sent(sample)
    for one in minutes.utterances(sample, owner.id):
        minutes.remove_line(sample, one.id)
    with pytest.raises(InvalidRecord, match="何も書かれていません"):
        minutes.finalise(sample, owner.id, on=NEXT + dt.timedelta(days=8))


def test_a_correction_is_received_and_decided(sample: Store) -> None:
    owner = sent(sample)
    first, second = minutes.reviews(sample, owner.id)
    assert (owner.state, owner.corrections_due) == (MinutesState.REVIEW, NEXT + dt.timedelta(days=7))
    minutes.record_answer(sample, first.id, NEXT + dt.timedelta(days=1))
    about = line(sample, "布施委員　退室")
    change = minutes.receive_correction(
        sample,
        owner.id,
        second.appointment,
        "所用のため、と加えてください。",
        on=NEXT + dt.timedelta(days=2),
        utterance=about.id,
    )
    assert change.act.text() == "布施 富美子委員の修正の申出を記録"
    assert all(one.answered_on for one in minutes.reviews(sample, owner.id))
    (asked,) = minutes.corrections(sample, owner.id)
    with pytest.raises(InvalidRecord, match="取扱いを決めていない修正の申出が1件"):
        minutes.finalise(sample, owner.id, on=NEXT + dt.timedelta(days=3), reason="急ぐため")
    with pytest.raises(InvalidRecord, match="反映しない理由"):
        minutes.decide_correction(sample, asked.id, CorrectionState.DECLINED, on=NEXT + dt.timedelta(9))
    minutes.edit_line(sample, replace(about, body="（布施委員　所用のため退室）"))
    minutes.decide_correction(sample, asked.id, CorrectionState.ACCEPTED, on=NEXT + dt.timedelta(days=3))
    assert minutes.corrections(sample, owner.id)[0].decided_on == NEXT + dt.timedelta(days=3)
    minutes.finalise(sample, owner.id, on=NEXT + dt.timedelta(days=3))
    assert sample.get(Minutes, owner.id).state is MinutesState.FINAL


def test_an_open_correction_is_passed_over_only_late_and_with_a_reason(sample: Store) -> None:
    owner = sent(sample)
    late = NEXT + dt.timedelta(days=8)
    with pytest.raises(InvalidRecord, match="2人の回答がありません"):
        minutes.finalise(sample, owner.id, on=NEXT + dt.timedelta(days=7))
    who = minutes.reviews(sample, owner.id)[0].appointment
    minutes.receive_correction(sample, owner.id, who, "全部直してください。", on=late)
    with pytest.raises(InvalidRecord, match="理由を添えて確定できます") as caught:
        minutes.finalise(sample, owner.id, on=late)
    assert caught.value.problems[0][0] == "finalised_reason"
    minutes.finalise(sample, owner.id, on=late, reason="申出の趣旨を本人に確かめたが、回答がなかった。")
    assert sample.get(Minutes, owner.id).finalised_reason.startswith("申出の趣旨")


def test_only_who_was_asked_asks_for_corrections(sample: Store) -> None:
    owner = sent(sample)
    with pytest.raises(InvalidRecord, match="確認を依頼していません"):
        minutes.receive_correction(
            sample, owner.id, holding.seat(sample, "石川 真司"), "修正", on=NEXT + dt.timedelta(days=1)
        )
    who = minutes.reviews(sample, owner.id)[0]
    with pytest.raises(InvalidRecord, match="令和7年11月24日より前の日"):
        minutes.receive_correction(sample, owner.id, who.appointment, "修正", on=asking.DAY)
    with pytest.raises(InvalidRecord, match="より前の日"):
        minutes.record_answer(sample, who.id, asking.DAY)
    with pytest.raises(InvalidRecord, match="送る委員が選ばれていません"):
        minutes.send_for_review(sample, owner.id, [], on=NEXT, due=NEXT)
    with pytest.raises(InvalidRecord, match="順に並んでいません"):
        minutes.send_for_review(sample, owner.id, [who.appointment], on=NEXT, due=NEXT)
    minutes.send_for_review(
        sample, owner.id, [holding.seat(sample, "石川 真司")], on=NEXT, due=NEXT + dt.timedelta(days=9)
    )
    assert len(minutes.reviews(sample, owner.id)) == 3


def final(store: Store) -> Minutes:
    """The minutes made final after the deadline."""
    owner = sent(store)
    minutes.finalise(store, owner.id, on=NEXT + dt.timedelta(days=8))
    return store.get(Minutes, owner.id)


def test_confirmed_minutes_change_only_after_reopening_with_a_reason(sample: Store) -> None:
    owner = final(sample)
    one = line(sample, "挙手")
    for act in (
        lambda: minutes.edit_line(sample, replace(one, body="直す")),
        lambda: minutes.remove_line(sample, one.id),
        lambda: minutes.move_line(sample, one.id, 1),
        lambda: minutes.regenerate(sample, owner.id),
        lambda: minutes.keep_typed(sample, one.id),
        lambda: minutes.take_from_record(sample, one.id),
        lambda: minutes.edit_minutes(sample, replace(owner, observers=5)),
        lambda: minutes.add_statement(sample, owner.id, "足す", item=one.item),
    ):
        with pytest.raises(InvalidRecord, match="理由を添えて会議録を再開"):
            act()
    with pytest.raises(InvalidRecord, match="再開の理由"):
        minutes.reopen(sample, owner.id, on=NEXT, reason=" ")
    minutes.reopen(sample, owner.id, on=NEXT + dt.timedelta(days=20), reason="人数の誤記")
    minutes.edit_line(sample, replace(line(sample, "挙手"), body="直す"))
    minutes.finalise(sample, owner.id, on=NEXT + dt.timedelta(days=21))
    assert sample.get(Minutes, owner.id).state is MinutesState.FINAL


def test_a_record_that_changed_since_stops_the_confirmation(sample: Store) -> None:
    owner = sent(sample)
    again(sample)
    voting.record_vote(sample, sample.find(Motion)[0].id, Counted(ayes=8, noes=1))
    with pytest.raises(InvalidRecord, match="反映した後で変わっています"):
        minutes.finalise(sample, owner.id, on=NEXT + dt.timedelta(days=8))
    minutes.edit_line(sample, replace(line(sample, "挙手"), body="（挙手多数）"))
    minutes.regenerate(sample, owner.id)
    with pytest.raises(InvalidRecord, match="確かめていない発言が1件"):
        minutes.finalise(sample, owner.id, on=NEXT + dt.timedelta(days=8))


def test_nothing_stale_is_sent_or_published(sample: Store) -> None:
    holding.hold(sample)
    owner = started(sample)
    meeting = again(sample)
    to, due = [holding.seat(sample, "梶原 純")], NEXT + dt.timedelta(days=7)
    with pytest.raises(InvalidRecord, match="会議の記録を閉じてください"):
        minutes.send_for_review(sample, owner.id, to, on=NEXT, due=due)
    voting.record_vote(sample, sample.find(Motion)[0].id, Counted(ayes=8, noes=1))
    close_meeting(sample, meeting)
    with pytest.raises(InvalidRecord, match="反映した後で変わっています"):
        minutes.send_for_review(sample, owner.id, to, on=NEXT, due=due)
    minutes.regenerate(sample, owner.id)
    minutes.send_for_review(sample, owner.id, to, on=NEXT, due=due)
    day = NEXT + dt.timedelta(days=8)
    minutes.finalise(sample, owner.id, on=day)
    again(sample)
    with pytest.raises(InvalidRecord, match="会議の記録を閉じてください"):
        minutes.publish(sample, owner.id, on=day)
    voting.record_vote(sample, sample.find(Motion)[0].id, Counted(ayes=7, noes=2))
    close_meeting(sample, meeting)
    with pytest.raises(InvalidRecord, match="先に会議録を再開してください"):
        minutes.publish(sample, owner.id, on=day)
    minutes.reopen(sample, owner.id, on=day, reason="票数の誤り")
    minutes.regenerate(sample, owner.id)
    minutes.finalise(sample, owner.id, on=day)
    minutes.publish(sample, owner.id, on=day)
    assert minutes.editions(sample, owner.id)[0].edition == 1


@pytest.mark.parametrize("style", list(SpeakerStyle))
def test_what_is_published_stays_as_it_was_and_names_only_whom_the_office_names(
    sample: Store, style: SpeakerStyle
) -> None:
    owner = final(sample)
    committee = asking.committee(sample)
    roster.correct(sample, replace(committee, speaker_style=style))
    day = NEXT + dt.timedelta(days=10)
    with pytest.raises(InvalidRecord, match="確定日（令和7年12月2日）より前"):
        minutes.publish(sample, owner.id, on=NEXT)
    minutes.publish(sample, owner.id, on=day)
    (first,) = minutes.editions(sample, owner.id)
    named = style is SpeakerStyle.NAMED
    for name in asking.names(sample):
        surname, given = name.split(" ")
        assert (surname + "委員" in first.body or given in first.body) is (named and (surname in first.body))
        assert named or (given not in first.body and surname not in first.body)
    assert ("A委員" in first.body) is (style is SpeakerStyle.LETTERED)
    minutes.reopen(sample, owner.id, on=day, reason="誤記")
    minutes.edit_line(sample, replace(line(sample, "挙手"), body="直す"))
    minutes.finalise(sample, owner.id, on=day)
    minutes.publish(sample, owner.id, on=day)
    old, new = minutes.editions(sample, owner.id)
    assert (old.body, new.edition) == (first.body, 2)
    assert "直す" in new.body


def test_a_surname_that_is_left_in_public_is_told(sample: Store) -> None:
    owner = final(sample)
    assert minutes.names_left(sample, owner.id) == ()
    minutes.reopen(sample, owner.id, on=NEXT + dt.timedelta(days=9), reason="追記")
    item = holding.item(sample, "その他").id
    minutes.add_statement(sample, owner.id, "石川県の例では、", kind=SpeakerKind.SECRETARIAT, item=item)
    assert minutes.names_left(sample, owner.id) == ()
    committee = asking.committee(sample)
    roster.correct(sample, replace(committee, speaker_style=SpeakerStyle.PLAIN))
    ((one, left),) = minutes.names_left(sample, owner.id)
    assert (one.body, left) == ("石川県の例では、", ("石川",))


def test_who_spoke_stays_as_confirmed_when_a_name_is_put_right(sample: Store) -> None:
    owner = sent(sample)
    item = holding.item(sample, "その他").id
    minutes.add_statement(
        sample, owner.id, "意見です。", item=item, appointment=holding.seat(sample, "竹内 寿江")
    )
    minutes.finalise(sample, owner.id, on=NEXT + dt.timedelta(days=8))
    name = asking.line(sample, "竹内 寿江").name
    roster.correct(sample, replace(name, name="武内 寿江"))
    assert "竹内委員　意見です。" in written(sample)
    assert minutes.is_stale(sample, owner.id) is False


def test_a_closed_meeting_is_published_only_with_its_reason(sample: Store) -> None:
    owner = sent(sample)
    minutes.edit_minutes(sample, replace(owner, public=False))
    minutes.finalise(sample, owner.id, on=NEXT + dt.timedelta(days=8))
    with pytest.raises(InvalidRecord, match="公開しなかった理由"):
        minutes.publish(sample, owner.id, on=NEXT + dt.timedelta(days=9))
    minutes.reopen(sample, owner.id, on=NEXT + dt.timedelta(days=9), reason="理由の記入漏れ")
    stored = sample.get(Minutes, owner.id)
    minutes.edit_minutes(sample, replace(stored, closed_reason="個人情報を扱うため"))
    minutes.finalise(sample, owner.id, on=NEXT + dt.timedelta(days=9))
    minutes.publish(sample, owner.id, on=NEXT + dt.timedelta(days=9))
    assert "非公開の理由　個人情報を扱うため" in minutes.editions(sample, owner.id)[0].body
