"""Terms never overlap unnoticed, and presence doesn't hang on the order in which it is entered."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import Committee, Term
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services import sample as samples
from kyodo_desktop.storage import create
from tests.conftest import counting, ticking
from tests.services.day import ballot_day

BASE = dt.date(2030, 4, 1)
DAYS = st.integers(0, 40)
SPANS = st.lists(st.tuples(DAYS, DAYS, st.integers(0, 3)), max_size=8)
MINUTES = (5, 15, 25, 35)
_SETTINGS = settings(max_examples=12, deadline=None, derandomize=True, database=None)


def day(n: int) -> dt.date:
    return BASE + dt.timedelta(days=n)


def days(term: Term) -> set[dt.date]:
    return {term.since + dt.timedelta(days=n) for n in range((term.until - term.since).days + 1)}


@_SETTINGS
@given(SPANS)
def test_terms_never_overlap_unnoticed(spans: list[tuple[int, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        store = create(Path(folder) / "a.kyodo", who="clerk", now=ticking(), new_id=counting())
        roster.establish(store, name="委員会", city="川口市")
        (owner,) = store.find(Committee)
        for since, until, which in spans:
            known = store.find(Term)
            moved = known[which] if which < len(known) else None
            taken = set().union(*(days(one) for one in known if one is not moved))
            wanted = {day(n) for n in range(since, until + 1)}
            try:
                if moved is None:
                    roster.open_term(store, owner.id, since=day(since), until=day(until))
                else:
                    roster.correct(store, replace(moved, since=day(since), until=day(until)))
            except KyodoError:
                assert not wanted or wanted & taken
            else:
                assert wanted
                assert not wanted & taken
        found = store.find(Term)
        assert not any(days(one) & days(other) for one, other in combinations(found, 2))
        store.close()


@_SETTINGS
@given(st.permutations([(MINUTES[0], False), (MINUTES[1], True), (MINUTES[2], False), (MINUTES[3], True)]))
def test_comings_and_goings_may_be_entered_in_any_order(events: list[tuple[int, bool]]) -> None:
    with TemporaryDirectory() as folder:
        store = create(Path(folder) / "a.kyodo", who="clerk", now=ticking(), new_id=counting())
        samples.plant(store, Paths.find().sample)
        held = ballot_day(store)
        for minute, entered in events:
            act = meetings.check_in if entered else meetings.leave
            act(store, held.meeting, held.seats[4], at=dt.time(14, minute))
        there = [
            meetings.present_at(store, held.meeting, at=dt.time(14, minute))[4].counted
            for minute in (0, *MINUTES, 59)
        ]
        assert there == [True, False, True, False, True, True]
        assert not [one for one in meetings.closing_obstacles(store, held.meeting) if one.appointment]
        timeline = meetings.quorum_timeline(store, held.meeting)
        assert [mark.ruling.margin for mark in timeline if mark.at][-4:] == [5, 6, 5, 6]
        store.close()
