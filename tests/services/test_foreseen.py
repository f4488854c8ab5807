"""What a vote or a round of an election would come to, before anything is kept; and motions put right."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import KyodoError, RuleError
from kyodo_desktop.domain.records import Election, Motion, OfficeRole, Vote, VoteCast, VoteMethod
from kyodo_desktop.services import electing, meetings, motions, voting
from kyodo_desktop.services.meetings import Counted, Poll
from kyodo_desktop.services.rounds import asked_for, rounds
from kyodo_desktop.storage import Store
from tests.services.day import ballot_day, hands

VICE = OfficeRole.VICE_CHAIR


def test_a_vote_is_foreseen_as_it_is_then_recorded_and_nothing_is_kept(sample: Store) -> None:
    day = ballot_day(sample)
    stack = sample.undo_stack
    tied = voting.foreseen(sample, day.motion, hands(5, 5, 2), at=dt.time(14, 30))
    assert tied.verdict == "tie"
    cast = replace(hands(5, 5, 2), chair_casting=VoteCast.AYE)
    assert voting.foreseen(sample, day.motion, cast).verdict == "carried"
    assert sample.get(Motion, day.motion).ayes is None
    assert sample.undo_stack == stack
    meetings.record_vote(sample, day.motion, hands(5, 5, 2), at=dt.time(14, 30))
    frozen = meetings.snapshot_of(sample, motion=day.motion)
    assert frozen is not None
    assert (frozen.ruling.read_out, frozen.ruling.verdict) == (tied.read_out, "tie")


def test_impossible_figures_name_their_field_and_a_lost_quorum_refuses(sample: Store) -> None:
    day = ballot_day(sample)
    with pytest.raises(RuleError) as caught:
        voting.foreseen(sample, day.motion, hands(10, 3))
    assert caught.value.figure == "votes"
    for seat in day.seats[:7]:
        meetings.leave(sample, day.meeting, seat, at=dt.time(14, 10))
    with pytest.raises(KyodoError, match="出席5人で、半数"):
        voting.foreseen(sample, day.motion, hands(5, 0), at=dt.time(14, 30))
    assert voting.foreseen(sample, day.motion, hands(12, 0), at=dt.time(14, 5)).verdict == "carried"


def test_an_election_is_foreseen_round_by_round(sample: Store) -> None:
    day = ballot_day(sample)
    one, two, three = day.seats[1:4]
    assert asked_for(sample, day.election, VICE) == "nomination"
    nominated = electing.foreseen(sample, day.election, VICE, Poll(nominee=one, objections=1))
    assert nominated.verdict == "to_ballot"
    assert sample.find(Election, item=day.election) == ()
    meetings.record_election(sample, day.election, VICE, Poll(nominee=one, objections=1))
    assert asked_for(sample, day.election, VICE) == "ballot"
    poll = Poll(votes={one: 5, two: 5, three: 2})
    foretold = electing.foreseen(sample, day.election, VICE, poll).verdict
    meetings.record_election(sample, day.election, VICE, poll)
    past = rounds(sample, day.election, VICE)
    assert [one.verdict for one in past] == ["to_ballot", foretold]
    assert set(past[1].leaders) == set(past[1].going_on) == {one, two}
    assert asked_for(sample, day.election, VICE) == foretold


def test_the_lot_ends_an_election(sample: Store) -> None:
    day = ballot_day(sample)
    one, two = day.seats[1:3]
    meetings.record_election(sample, day.election, VICE, Poll(nominee=one, objections=1))
    meetings.record_election(sample, day.election, VICE, Poll(votes={one: 6, two: 6}))
    if asked_for(sample, day.election, VICE) == "runoff":
        meetings.record_election(sample, day.election, VICE, Poll(votes={one: 6, two: 6}))
    assert asked_for(sample, day.election, VICE) == "lot"
    last = rounds(sample, day.election, VICE)[-1]
    assert set(last.leaders) == {one, two}
    meetings.draw_lot(sample, last.election.id, two)
    assert asked_for(sample, day.election, VICE) == "done"
    assert asked_for(sample, day.election, OfficeRole.CHAIR) == "done"
    assert rounds(sample, day.election, OfficeRole.CHAIR) == ()


def test_a_poll_of_one_candidate_sends_nobody_on(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.record_election(sample, day.election, VICE, Poll(votes={day.seats[1]: 12}))
    assert rounds(sample, day.election, VICE)[0].going_on == ()


def test_a_motion_is_reworded_but_not_judged_anew(sample: Store) -> None:
    day = ballot_day(sample)
    stored = sample.get(Motion, day.motion)
    motions.edit_motion(sample, replace(stored, wording="一部修正のうえ答申する", ayes=99))
    assert sample.get(Motion, day.motion).wording == "一部修正のうえ答申する"
    assert sample.get(Motion, day.motion).ayes is None
    assert motions.kinds(sample, day.meeting) == ("ordinary",)
    meetings.record_vote(sample, day.motion, hands(7, 5))
    voted = sample.get(Motion, day.motion)
    with pytest.raises(KyodoError, match="規則にありません"):
        motions.edit_motion(sample, replace(voted, kind="special"))
    motions.edit_motion(sample, replace(voted, wording="答申する"))
    assert meetings.snapshot_of(sample, motion=day.motion) is not None


def test_a_vote_that_never_was_is_taken_out(sample: Store) -> None:
    day = ballot_day(sample)
    with pytest.raises(KyodoError, match="まだ採決が記録されていません"):
        motions.withdraw_vote(sample, day.motion)
    votes = dict.fromkeys(day.seats, VoteCast.AYE)
    meetings.record_vote(sample, day.motion, Counted(method=VoteMethod.NAMED, votes=votes))
    motions.withdraw_vote(sample, day.motion)
    assert meetings.snapshot_of(sample, motion=day.motion) is None
    assert sample.find(Vote, motion=day.motion) == ()
    assert sample.get(Motion, day.motion).ayes is None
    assert sample.undoable is not None
    sample.undo()
    assert len(sample.find(Vote, motion=day.motion)) == 12


def test_the_voters_are_those_who_are_there_at_the_time(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.leave(sample, day.meeting, day.seats[3], at=dt.time(14, 20))
    meetings.withdraw_from(sample, day.item, day.seats[4], "委託先の役員であるため")
    early = {one.appointment.id for one in voting.voters(sample, day.motion, at=dt.time(14, 10))}
    late = {one.appointment.id for one in voting.voters(sample, day.motion, at=dt.time(14, 30))}
    assert early - late == {day.seats[3]}
    assert day.seats[4] not in early
    assert day.seats[0] in late
