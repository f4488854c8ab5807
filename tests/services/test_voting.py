"""Votes: refused without a quorum, judged by the rule, frozen with who was there and under which law."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import (
    Attendance,
    AttendanceMethod,
    Motion,
    RegulationVersion,
    SnapshotMember,
    Vote,
    VoteCast,
    VoteMethod,
    VoterState,
    VoteSnapshot,
)
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.meetings import Counted
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.day import ballot_day, hands

AYE, NO, ABSTAIN = VoteCast.AYE, VoteCast.NO, VoteCast.ABSTAIN


def verdict(store: Store, motion: str) -> str:
    """What the motion came to."""
    frozen = meetings.snapshot_of(store, motion=motion)
    assert frozen is not None
    return frozen.snapshot.verdict


def test_a_vote_is_frozen_with_its_law(sample: Store) -> None:
    day = ballot_day(sample)
    assert meetings.snapshot_of(sample, motion=day.motion) is None
    act = meetings.record_vote(sample, day.motion, hands(6, 4, 2), at=dt.time(14, 30)).act
    assert act.text() == "議案「原案のとおり」の採決を記録"
    frozen = meetings.snapshot_of(sample, motion=day.motion)
    assert frozen is not None
    snapshot, (version,) = frozen.snapshot, sample.find(RegulationVersion)
    assert (snapshot.verdict, snapshot.in_office, snapshot.present) == ("no_majority", 12, 12)
    assert (snapshot.regulation, snapshot.taken_on) == (version.id, day.date)
    assert snapshot.text_hash == hashlib.sha256(version.source.encode()).hexdigest()
    assert frozen.ruling.read_out == snapshot.sentence
    assert frozen.ruling.alternatives
    assert frozen.quorum.margin == 6
    assert {one.appointment for one in frozen.members} == set(day.seats)

    roster.correct(sample, replace(asking.line(sample, "梶原 純").name, name="梶原 淳"))
    assert "梶原 純" in {one.name for one in sample.find(SnapshotMember)}


def test_a_correction_keeps_its_history_in_the_journal(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.record_vote(sample, day.motion, hands(6, 4, 2))
    act = meetings.record_vote(sample, day.motion, hands(7, 4, 1)).act
    assert act.text() == "議案「原案のとおり」の採決を訂正"
    assert (verdict(sample, day.motion), len(sample.find(VoteSnapshot))) == ("carried", 1)
    assert len(sample.find(SnapshotMember)) == 12
    sample.undo()
    assert verdict(sample, day.motion) == "no_majority"
    assert sample.get(Motion, day.motion).ayes == 6
    meetings.remove_motion(sample, day.motion)
    assert sample.find(VoteSnapshot) == sample.find(SnapshotMember) == ()
    assert sample.verify() == ()


def test_a_vote_waits_for_the_opening(sample: Store) -> None:
    day = ballot_day(sample, opened=False)
    with pytest.raises(KyodoError, match="まだ開会していません"):
        meetings.record_vote(sample, day.motion, hands(12, 0))
    assert sample.find(VoteSnapshot) == ()


def test_one_objection_asks_for_a_count(sample: Store) -> None:
    day = ballot_day(sample)
    with pytest.raises(KyodoError, match="1人の異議があるため") as caught:
        meetings.record_vote(sample, day.motion, Counted(method=VoteMethod.NO_OBJECTION, objections=1))
    assert "挙手" in caught.value.remedy.text()
    meetings.record_vote(sample, day.motion, Counted(method=VoteMethod.NO_OBJECTION))
    assert verdict(sample, day.motion) == "carried"
    assert sample.get(Motion, day.motion).ayes is None


def test_only_the_ayes_counted(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.record_vote(sample, day.motion, hands(5, None))
    assert verdict(sample, day.motion) == "count_noes"
    assert "採決が決まっていません" in str(
        [one.sentence.text() for one in meetings.closing_obstacles(sample, day.meeting)]
    )
    meetings.record_vote(sample, day.motion, hands(7, None))
    assert verdict(sample, day.motion) == "carried"


def test_named_votes_make_the_figures(sample: Store) -> None:
    day = ballot_day(sample)
    votes = dict.fromkeys(day.seats[:5], AYE) | dict.fromkeys(day.seats[5:10], NO)
    named = Counted(method=VoteMethod.NAMED, votes=votes | {day.seats[10]: ABSTAIN})
    meetings.record_vote(sample, day.motion, named)
    stored = sample.get(Motion, day.motion)
    assert (stored.ayes, stored.noes, stored.abstentions, stored.chair_vote) == (5, 5, 1, AYE)
    assert len(sample.find(Vote, motion=day.motion)) == 11
    assert verdict(sample, day.motion) == "tie"
    meetings.cast_vote(sample, day.motion, AYE)
    assert verdict(sample, day.motion) == "carried"
    meetings.leave(sample, day.meeting, day.seats[1], at=dt.time(14, 10))
    with pytest.raises(KyodoError, match="表決権のない人の票"):
        meetings.record_vote(sample, day.motion, named, at=dt.time(14, 20))


def test_a_chair_with_the_casting_vote_alone(sample: Store) -> None:
    owner = asking.committee(sample).id
    meetings.choose_reading(sample, owner, "chair_votes", "casting_only", asking.FIRST)
    day = ballot_day(sample)
    with pytest.raises(KyodoError, match="表決に加わる11人を超えています"):
        meetings.record_vote(sample, day.motion, hands(12, 0))
    votes = dict.fromkeys(day.seats, AYE)
    with pytest.raises(KyodoError, match="表決権のない人の票"):
        meetings.record_vote(sample, day.motion, Counted(method=VoteMethod.NAMED, votes=votes))
    meetings.record_vote(sample, day.motion, hands(6, 5))
    states = {one.appointment: one.state for one in sample.find(SnapshotMember)}
    assert states.pop(day.seats[0]) is VoterState.CASTING_ONLY
    assert set(states.values()) == {VoterState.VOTING}


@pytest.mark.parametrize(
    "method", [AttendanceMethod.ONLINE, AttendanceMethod.PROXY, AttendanceMethod.WRITTEN]
)
def test_other_attendance_counts_only_where_a_decision_says_so(
    sample: Store, method: AttendanceMethod
) -> None:
    day = ballot_day(sample, opened=False)
    (attendance,) = [one for one in _attendances(sample, day.meeting) if one.appointment == day.seats[-1]]
    meetings.withdraw_attendance(sample, attendance.id)
    proxy = "代理 太郎" if method is AttendanceMethod.PROXY else ""
    meetings.check_in(sample, day.meeting, day.seats[-1], method=method, proxy=proxy)
    meetings.open_meeting(sample, day.meeting)

    def state() -> VoterState:
        return meetings.present_at(sample, day.meeting, item=day.item)[-1].state

    assert state() is VoterState.NOT_COUNTED
    owner = asking.committee(sample).id
    meetings.record_decision(
        sample, owner, "出席の方法", "…", since=day.date, reading_settled=method.value, value="on"
    )
    assert state() is VoterState.VOTING


def test_a_lost_connection_is_leaving(sample: Store) -> None:
    day = ballot_day(sample)
    act = meetings.leave(sample, day.meeting, day.seats[5], at=dt.time(14, 20), disconnected=True).act
    assert act.text().endswith("委員の接続の切断を記録")
    at = [meetings.present_at(sample, day.meeting, at=dt.time(14, m))[5].state for m in (19, 20)]
    assert at == [VoterState.VOTING, VoterState.ABSENT]


def test_where_the_record_leaves_it_open_the_vote_is_refused(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.leave(sample, day.meeting, day.seats[5], at=dt.time(14, 20))
    with pytest.raises(KyodoError, match="在席していたかどうか、記録から分かりません"):
        meetings.record_vote(sample, day.motion, hands(12, 0))
    meetings.begin_item(sample, day.item, dt.time(14, 30))
    meetings.record_vote(sample, day.motion, hands(11, 0))
    assert verdict(sample, day.motion) == "carried"


def _attendances(store: Store, meeting: str) -> tuple[Attendance, ...]:
    return store.find(Attendance, meeting=meeting)
