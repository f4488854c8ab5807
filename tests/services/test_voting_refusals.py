"""Votes that can't have been so: at an hour when nobody met, cast by nobody, of a kind that no rule knows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, KyodoError, RuleError
from kyodo_desktop.domain.records import (
    AgendaItem,
    Attendance,
    ItemKind,
    Motion,
    OfficeRole,
    RegulationVersion,
    SnapshotMember,
    VoteCast,
    VoteMethod,
    VoterState,
    VoteSnapshot,
    Withdrawal,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings
from kyodo_desktop.services.meetings import Counted, Poll
from kyodo_desktop.storage import Store
from tests.services.day import Day, ballot_day, hands

AYE, NO, ABSTAIN = VoteCast.AYE, VoteCast.NO, VoteCast.ABSTAIN


def special(store: Store) -> tuple[Day, str]:
    """The sample under 汐見市's rules, whose chair has only the casting vote, and a motion of 2/3."""
    (version,) = store.find(RegulationVersion)
    text = (Paths.find().resources / "regulations" / "shiomi.toml").read_text("utf-8")
    with store.change(msg("試験")) as draft:
        draft.save(replace(version, source=text))
    day = ballot_day(store)
    made = meetings.add_motion(store, day.item, "非公開とする", kind="closed").pairs[0].subject.id
    return day, made


def test_a_special_majority_counts_the_chair_who_has_only_the_casting_vote(sample: Store) -> None:
    day, motion = special(sample)
    votes = dict.fromkeys(day.seats[:8], AYE) | dict.fromkeys(day.seats[8:], NO)
    meetings.record_vote(sample, motion, Counted(method=VoteMethod.NAMED, votes=votes))
    stored = sample.get(Motion, motion)
    assert (stored.ayes, stored.noes, stored.chair_vote) == (8, 4, AYE)
    frozen = meetings.snapshot_of(sample, motion=motion)
    assert frozen is not None
    assert frozen.snapshot.verdict == "carried"
    assert {one.state for one in sample.find(SnapshotMember)} == {VoterState.VOTING}
    meetings.record_vote(sample, motion, replace(hands(7, 5), chair_vote=AYE))
    assert sample.find(VoteSnapshot)[0].verdict == "rejected"


def test_a_chair_without_a_vote_has_none_on_an_ordinary_motion(sample: Store) -> None:
    day, _ = special(sample)
    with pytest.raises(RuleError, match="委員としての票を持ちません"):
        meetings.record_vote(sample, day.motion, replace(hands(6, 4), chair_vote=AYE))


def test_a_casting_vote_is_for_or_against(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.record_vote(sample, day.motion, hands(6, 6))
    before = sample.get(Motion, day.motion)
    with pytest.raises(RuleError, match="議長の裁決は、賛成か反対です。"):
        meetings.cast_vote(sample, day.motion, ABSTAIN)
    with pytest.raises(RuleError, match="議長の裁決は、賛成か反対です。"):
        meetings.record_vote(sample, day.motion, replace(hands(6, 6), chair_casting=ABSTAIN))
    assert sample.get(Motion, day.motion) == before
    assert sample.find(VoteSnapshot)[0].verdict == "tie"
    meetings.cast_vote(sample, day.motion, NO)
    assert sample.find(VoteSnapshot)[0].verdict == "rejected"


def test_nothing_is_voted_on_before_the_opening(sample: Store) -> None:
    day = ballot_day(sample)
    early = dt.time(13, 59)
    with pytest.raises(InvalidRecord, match="開会の時刻（午後2時00分）より前"):
        meetings.record_vote(sample, day.motion, hands(12, 0), at=early)
    with pytest.raises(InvalidRecord, match="開会の時刻（午後2時00分）より前"):
        poll = Poll(nominee=day.seats[1])
        meetings.record_election(sample, day.election, OfficeRole.VICE_CHAIR, poll, at=early)
    meetings.record_vote(sample, day.motion, hands(12, 0), at=dt.time(14))


def test_what_happened_after_the_closing_stands_in_its_way(sample: Store) -> None:
    day = ballot_day(sample)
    poll = Poll(nominee=day.seats[1])
    meetings.begin_item(sample, day.election, dt.time(14, 5))
    meetings.begin_item(sample, day.item, dt.time(15, 1))
    meetings.record_election(sample, day.election, OfficeRole.VICE_CHAIR, poll, at=dt.time(14, 10))
    meetings.record_vote(sample, day.motion, hands(12, 0), at=dt.time(15, 10))
    meetings.leave(sample, day.meeting, day.seats[3], at=dt.time(15, 20))
    with pytest.raises(InvalidRecord) as caught:
        meetings.close_meeting(sample, day.meeting, at=dt.time(15))
    why = caught.value.why.text()
    assert "「議事」の採決の時刻が、閉会より後です。" in why
    assert "「議事」の開始の時刻が、閉会より後です。" in why
    assert "委員の入退室の時刻が、閉会より後です。" in why
    assert why.count("閉会より後です。") == 3
    assert meetings.closing_obstacles(sample, day.meeting) == ()
    meetings.close_meeting(sample, day.meeting, at=dt.time(15, 20))


def test_a_number_of_objections_is_no_less_than_none(sample: Store) -> None:
    day = ballot_day(sample)
    with pytest.raises(RuleError) as caught:
        meetings.record_vote(sample, day.motion, Counted(method=VoteMethod.NO_OBJECTION, objections=-1))
    assert caught.value.figure == "objections"


def test_a_kind_of_motion_is_one_that_the_rules_know(sample: Store) -> None:
    day = ballot_day(sample)
    with pytest.raises(InvalidRecord, match="「closed」という議決の種別は、規則にありません。"):
        meetings.add_motion(sample, day.item, "非公開とする", kind="closed")


@pytest.mark.parametrize("reason", ["", " \u3000"])
def test_a_withdrawal_says_why(sample: Store, reason: str) -> None:
    day = ballot_day(sample)
    with pytest.raises(InvalidRecord, match="退席の理由が入力されていません。"):
        meetings.withdraw_from(sample, day.item, day.seats[3], reason)


def test_who_is_absent_neither_withdraws_nor_presides(sample: Store) -> None:
    day = ballot_day(sample, chair=False, opened=False)
    gone = day.seats[3]
    for one in meetings_attended(sample, day, gone):
        meetings.withdraw_attendance(sample, one)
    meetings.withdraw_from(sample, day.item, gone, "利害関係")  # nothing is on record of them yet
    meetings.remove_withdrawal(sample, sample.find(Withdrawal)[0].id)
    meetings.record_absence(sample, day.meeting, gone)
    for act in (
        lambda: meetings.withdraw_from(sample, day.item, gone, "利害関係"),
        lambda: meetings.choose_provisional_chair(sample, day.meeting, gone),
    ):
        with pytest.raises(InvalidRecord, match="欠席と記録されています。"):
            act()


def test_a_meeting_isnt_reopened_before_its_day(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.record_vote(sample, day.motion, hands(12, 0))
    meetings.postpone_item(sample, day.election)
    meetings.close_meeting(sample, day.meeting)
    with pytest.raises(InvalidRecord, match="会議の日（令和8年2月20日）より前"):
        meetings.reopen_meeting(sample, day.meeting, "誤記", day.date - dt.timedelta(days=1))
    meetings.reopen_meeting(sample, day.meeting, "誤記", day.date)


def test_an_item_keeps_its_kind_and_its_place_while_it_has_a_motion(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.record_vote(sample, day.motion, hands(12, 0))
    poll = Poll(nominee=day.seats[1])
    meetings.record_election(sample, day.election, OfficeRole.VICE_CHAIR, poll)
    for item, named in ((day.item, "議案「原案のとおり」"), (day.election, "副委員長の互選の記録")):
        stored = sample.get(AgendaItem, item)
        with pytest.raises(KyodoError, match=named):
            meetings.edit_item(sample, replace(stored, kind=ItemKind.REPORT))
        with pytest.raises(KyodoError, match=named):
            meetings.remove_item(sample, item)
    meetings.edit_item(sample, replace(sample.get(AgendaItem, day.item), title="改めた題"))
    meetings.remove_motion(sample, day.motion)
    meetings.remove_item(sample, day.item)


def meetings_attended(store: Store, day: Day, seat: str) -> list[str]:
    """The ids of a member's attendances."""
    return [one.id for one in store.find(Attendance, meeting=day.meeting, appointment=seat)]


@pytest.mark.parametrize("casting", [AYE, NO])
def test_a_tie_is_not_decided_by_one_who_is_no_member(sample: Store, casting: VoteCast) -> None:
    day = ballot_day(sample, chair=False)
    meetings.record_vote(sample, day.motion, hands(6, 6))
    before = sample.get(Motion, day.motion)
    with pytest.raises(KyodoError, match="議長が委員でないため裁決権がなく、決しません"):
        meetings.cast_vote(sample, day.motion, casting)
    assert sample.get(Motion, day.motion) == before
    assert sample.find(VoteSnapshot)[0].verdict == "tie"
