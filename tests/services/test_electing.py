"""Elections: everyone's consent, or a ballot, a run-off, the lot; and the office that comes of it."""

from __future__ import annotations

import pytest

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import Ballot, Election, ElectionMethod, Office, OfficeRole, VoteSnapshot
from kyodo_desktop.services import meetings
from kyodo_desktop.services.meetings import Poll
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.day import ballot_day

CHAIR, VICE = OfficeRole.CHAIR, OfficeRole.VICE_CHAIR


def last(store: Store, item: str) -> Election:
    """The last round."""
    return meetings.elections(store, item)[-1]


def test_an_objection_sends_it_to_a_ballot(sample: Store) -> None:
    day = ballot_day(sample, chair=False)
    a, b = day.seats[:2]
    meetings.record_election(sample, day.election, CHAIR, Poll(nominee=a, objections=1))
    assert sample.find(Office) == ()
    with pytest.raises(KyodoError, match="投票によります"):
        meetings.record_election(sample, day.election, CHAIR, Poll(nominee=a))
    meetings.record_election(sample, day.election, CHAIR, Poll(votes={a: 4, b: 7}, invalid=1))
    (office,) = sample.find(Office)
    assert (office.appointment, office.role, office.since) == (b, CHAIR, day.date)
    assert [one.order for one in meetings.elections(sample, day.election)] == [1, 2]
    with pytest.raises(KyodoError, match="すでに1人が在職しています"):
        meetings.record_election(sample, day.election, CHAIR, Poll(nominee=a))


def test_equal_votes_go_to_the_lot(sample: Store) -> None:
    day = ballot_day(sample, chair=False)
    a, b, c = day.seats[:3]
    meetings.record_election(sample, day.election, CHAIR, Poll(votes={a: 5, b: 5, c: 2}))
    assert {one.appointment for one in sample.find(Ballot, in_lot=True)} == {a, b}
    round_ = last(sample, day.election).id
    with pytest.raises(KyodoError, match="くじで決めます"):
        meetings.record_election(sample, day.election, CHAIR, Poll(votes={a: 7, b: 5}))
    with pytest.raises(KyodoError, match="同数の最多得票者ではありません"):
        meetings.draw_lot(sample, round_, c)
    meetings.draw_lot(sample, round_, b)
    drawn = last(sample, day.election)
    assert (drawn.method, drawn.elected) == (ElectionMethod.LOT, b)
    (snapshot,) = sample.find(VoteSnapshot)
    assert snapshot.verdict == "elected"
    assert "くじにより" in snapshot.sentence
    assert [one.appointment for one in sample.find(Office)] == [b]
    meetings.withdraw_election(sample, round_)
    assert [sample.find(one) for one in (Office, Ballot, Election, VoteSnapshot)] == [()] * 4
    assert sample.verify() == ()


def test_without_a_majority_two_go_to_the_run_off(sample: Store) -> None:
    owner = asking.committee(sample).id
    meetings.choose_reading(sample, owner, "election_wins", "majority", asking.FIRST)
    day = ballot_day(sample, chair=False)
    a, b, c = day.seats[:3]
    meetings.record_election(sample, day.election, CHAIR, Poll(votes={a: 5, b: 4, c: 3}))
    with pytest.raises(KyodoError, match="得票の多かった2人"):
        meetings.record_election(sample, day.election, CHAIR, Poll(votes={a: 6, c: 6}))
    meetings.record_election(sample, day.election, CHAIR, Poll(votes={a: 5, b: 6}, invalid=1))
    assert last(sample, day.election).elected == b
    with pytest.raises(KyodoError, match="次の投票が記録されています"):
        meetings.withdraw_election(sample, meetings.elections(sample, day.election)[0].id)


def test_more_votes_than_members_present(sample: Store) -> None:
    day = ballot_day(sample, chair=False)
    with pytest.raises(KyodoError, match="出席12人を超えています"):
        meetings.record_election(sample, day.election, CHAIR, Poll(votes={day.seats[0]: 13}))
    with pytest.raises(KyodoError, match="選任の項目ではありません"):
        meetings.record_election(sample, day.item, CHAIR, Poll(nominee=day.seats[0]))
    assert sample.find(Election) == sample.find(Office) == ()


def test_the_vice_chair_can_be_elected_beside_the_chair(sample: Store) -> None:
    day = ballot_day(sample)
    with pytest.raises(KyodoError, match="委員長の職にあります"):
        meetings.record_election(sample, day.election, VICE, Poll(nominee=day.seats[0]))
    meetings.record_election(sample, day.election, VICE, Poll(nominee=day.seats[1]))
    (snapshot,) = sample.find(VoteSnapshot)
    assert snapshot.presider == day.seats[0]
    assert not [one for one in meetings.closing_obstacles(sample, day.meeting) if one.item == day.election]
