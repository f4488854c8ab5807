"""Whatever a clerk does in whatever order, the committee is what a model on plain sets says it must be."""

from __future__ import annotations

import copy
import datetime as dt
import itertools
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import (
    Committee,
    EndReason,
    ItemKind,
    Meeting,
    OfficeRole,
    Term,
    VoteCast,
    VoteMethod,
)
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.meetings import Counted, Poll
from kyodo_desktop.services.regulations import record_regulation
from kyodo_desktop.storage import Change, Store, create, open_store
from tests.conftest import ticking
from tests.stories.model import FIRST, LAST, SECRETARY, Judged, MeetingModel, Model, verdict

NAMES = "甲乙丙丁戊己庚辛壬癸"
FOUNDERS = 3
DAYS = tuple(dt.date(2025, 11, 14) + dt.timedelta(days=90 * n) for n in range(4))
OPENING = 14 * 60
WHO = st.integers(0, len(NAMES) - 1)
WHICH = st.sampled_from([0, 0, 0, 1, 1, 2, 3])
MINUTES = st.sampled_from([OPENING - 10, OPENING, OPENING + 10, OPENING + 20, OPENING + 30, OPENING + 40])
ROLES = st.sampled_from(["chair", "vice_chair"])
SELDOM = st.sampled_from([False, False, False, True])
ITEMS = ("elections", "vote")


REGULATION = Paths.find().resources / "regulations" / "kawaguchi.toml"


def clock(minute: int) -> dt.time:
    return dt.time(minute // 60, minute % 60)


@cache
def template() -> bytes:
    """The bytes of a register with the committee, its term and its first members."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.kyodo"
        numbers = itertools.count(1)
        store = create(file, who="clerk", now=ticking(), new_id=lambda: f"id-{next(numbers):04d}")
        roster.establish(store, name="委員会", city="川口市")
        (owner,) = store.find(Committee)
        record_regulation(store, owner.id, REGULATION.read_text("utf-8"))
        roster.add_category(store, owner.id, number=1, name="1号委員")
        roster.open_term(store, owner.id, since=FIRST, until=LAST)
        (term,) = store.find(Term)
        (category,) = roster.categories(store, owner.id)
        for name in NAMES[:FOUNDERS]:
            roster.appoint(store, term.id, category.id, name=name)
        store.close()
        return file.read_bytes()


class Secretariat(RuleBasedStateMachine):
    """One clerk at one register. `done` and `undone` hold the model before and after each act."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kyodo-machine-"))
        self.file = self.folder / "a.kyodo"
        self.file.write_bytes(template())
        self.now, numbers = ticking(dt.datetime(2026, 1, 1, tzinfo=dt.UTC)), itertools.count(1000)
        self.new_id = lambda: f"id-{next(numbers):04d}"
        self.store: Store = open_store(self.file, who="clerk", now=self.now, new_id=self.new_id)
        (self.owner,) = self.store.find(Committee)
        (self.term,) = self.store.find(Term)
        (self.category,) = roster.categories(self.store, self.owner.id)
        self.model = Model(members=dict.fromkeys(NAMES[:FOUNDERS], (FIRST, LAST)))
        for line in roster.roster_on(self.store, self.owner.id, FIRST).lines:
            self.model.seats[line.name.name] = line.appointment.id
        self.done: list[tuple[Model, Model]] = []
        self.undone: list[tuple[Model, Model]] = []

    def teardown(self) -> None:
        sound = self.store.verify()
        self.store.close()
        shutil.rmtree(self.folder)
        assert sound == ()

    # --- saying it to both

    def does(self, act: Callable[[], Change], after: Callable[[Model, Change], object] | None) -> None:
        """Carry out an act that the model allows (`after` says how it changes it) or refuses (None)."""
        try:
            change = act()
        except KyodoError as error:
            assert after is None, f"refused: {error}"
            return
        assert after is not None, f"not refused: {change.act.text()}"
        before = self.model
        self.model = copy.deepcopy(before)
        after(self.model, change)
        if change.pairs:
            self.done.append((before, self.model))
            self.undone.clear()
        else:
            assert self.model == before

    def chosen(self, which: int) -> tuple[int, MeetingModel]:
        """One of the meetings that are wholly called, by its place."""
        called = self.called()
        place = called[which % len(called)]
        return place, self.model.meetings[place]

    def called(self) -> list[int]:
        """The places of the meetings whose calling no undoing has taken apart."""
        return [place for place, one in enumerate(self.model.meetings) if "chair" in one.ids]

    def member(self, who: int) -> str:
        """One of the members there ever were."""
        names = list(self.model.members)
        return names[who % len(names)]

    def any_meeting(self) -> bool:
        """Whether there is a meeting to work for."""
        return bool(self.called())

    # --- the roster

    @rule(who=WHO, since=st.sampled_from([FIRST, *DAYS]))
    def appoints(self, who: int, since: dt.date) -> None:
        name = NAMES[who]
        if name in self.model.members:
            return

        def after(model: Model, change: Change) -> None:
            model.members[name] = (since, LAST)
            model.seats[name] = change.pairs[-1].subject.id

        self.does(
            lambda: roster.appoint(self.store, self.term.id, self.category.id, name=name, since=since), after
        )

    @rule(who=WHO, on=st.sampled_from([*DAYS, *(day - dt.timedelta(days=1) for day in DAYS)]))
    def resigns(self, who: int, on: dt.date) -> None:
        name = self.member(who)
        if name == NAMES[0]:
            return  # a committee of nobody asks nothing of the rules
        since, until = self.model.members[name]
        later = any(held == name and began > on for held, _, began in self.model.offices)

        def after(model: Model, _: Change) -> None:
            model.members[name] = (since, on)

        allowed = until == LAST and since <= on and not later
        seat = self.model.seats[name]
        self.does(lambda: roster.resign(self.store, seat, on, EndReason.RESIGNED), after if allowed else None)

    # --- calling a meeting

    @precondition(lambda self: len(self.model.meetings) < len(DAYS))
    @rule()
    def calls(self) -> None:
        place = len(self.model.meetings)
        number = self.model.next_number()

        def called(model: Model, change: Change) -> None:
            model.meetings.append(MeetingModel(DAYS[place], number))
            model.meetings[place].ids["meeting"] = change.pairs[0].subject.id

        def entered(key: str) -> Callable[[Model, Change], None]:
            return lambda model, change: model.meetings[place].ids.update({key: change.pairs[0].subject.id})

        store, owner = self.store, self.owner.id
        self.does(
            lambda: meetings.call_meeting(store, owner, date=DAYS[place], starts_at=clock(OPENING)), called
        )
        ids = self.model.meetings[place].ids
        for key, kind in zip(ITEMS, (ItemKind.ELECTION, ItemKind.DECISION), strict=True):
            self.does(
                lambda key=key, kind=kind: meetings.add_item(store, ids["meeting"], key, kind=kind),
                entered(key),
            )
        ids = self.model.meetings[place].ids
        self.does(lambda: meetings.add_motion(store, ids["vote"], "原案"), entered("motion"))
        self.does(
            lambda: meetings.choose_provisional_chair(store, ids["meeting"], name=SECRETARY),
            entered("chair"),
        )
        assert self.store.get(Meeting, ids["meeting"]).number == number

    @initialize()
    def a_meeting_opens(self) -> None:
        self.calls()
        self.everybody_comes(0, OPENING)
        self.opens(0)

    # --- coming and going

    @precondition(any_meeting)
    @rule(which=WHICH, minute=MINUTES)
    def everybody_comes(self, which: int, minute: int) -> None:
        _, meeting = self.chosen(which)
        names = list(self.model.members)
        for name in self.model.office_on(meeting.day):
            if not meeting.events.get(name):
                self.moves(which, names.index(name), minute, entered=True)

    @precondition(any_meeting)
    @rule(which=WHICH, whos=st.lists(WHO, min_size=1, max_size=6, unique=True), minute=MINUTES)
    def attend(self, which: int, whos: list[int], minute: int) -> None:
        for who in whos:
            self.moves(which, who, minute, entered=True)

    @precondition(any_meeting)
    @rule(which=WHICH, who=WHO, minute=MINUTES)
    def leaves(self, which: int, who: int, minute: int) -> None:
        self.moves(which, who, minute, entered=False)

    def moves(self, which: int, who: int, minute: int, *, entered: bool) -> None:
        place, meeting = self.chosen(which)
        name = self.member(who)
        known = {at for at, _ in meeting.events.get(name, ())}
        allowed = meeting.may_record and name in self.model.office_on(meeting.day) and minute not in known

        def after(model: Model, _: Change) -> None:
            model.meetings[place].events.setdefault(name, set()).add((minute, entered))

        act = meetings.check_in if entered else meetings.leave
        seat = self.model.seats[name]
        self.does(
            lambda: act(self.store, meeting.ids["meeting"], seat, at=clock(minute)),
            after if allowed else None,
        )

    @precondition(any_meeting)
    @rule(which=WHICH)
    def nobody_else_comes(self, which: int) -> None:
        place, meeting = self.chosen(which)
        missing = {
            name
            for name in self.model.office_on(meeting.day)
            if not meeting.events.get(name) and name not in meeting.absent
        }
        self.does(
            lambda: meetings.record_other_absences(self.store, meeting.ids["meeting"]),
            (lambda model, _: model.meetings[place].absent.update(missing)) if meeting.may_record else None,
        )

    # --- the course of it

    @precondition(any_meeting)
    @rule(which=WHICH)
    def opens(self, which: int) -> None:
        place, meeting = self.chosen(which)
        allowed = (
            meeting.status in ("planned", "informal")
            and not meeting.over
            and self.model.number_free(meeting)
            and self.model.quorate(meeting, OPENING)
        )
        self.becomes(place, meetings.open_meeting, allowed, status="open", opened=True, counted=True)

    @precondition(any_meeting)
    @rule(which=st.sampled_from([1, 2, 3]), counted=st.booleans())
    def fails(self, which: int, counted: bool) -> None:
        place, meeting = self.chosen(which)
        allowed = meeting.status == "planned" and not self.model.quorate(meeting, OPENING)
        act = lambda store, id_: meetings.fail_meeting(store, id_, counted=counted)  # noqa: E731
        self.becomes(place, act, allowed, status="failed", counted=counted)

    @precondition(any_meeting)
    @rule(which=WHICH, counted=st.booleans(), seldom=SELDOM)
    def talks(self, which: int, counted: bool, seldom: bool) -> None:
        place, meeting = self.chosen(which)
        if not seldom:
            return
        allowed = meeting.status in ("planned", "open", "failed")
        kept = counted if meeting.status == "planned" else meeting.counted
        act = lambda store, id_: meetings.make_informal(store, id_, counted=counted)  # noqa: E731
        self.becomes(place, act, allowed, status="informal", counted=kept)

    @precondition(any_meeting)
    @rule(which=WHICH)
    def closes(self, which: int) -> None:
        place, meeting = self.chosen(which)
        allowed = meeting.status in ("open", "informal") and not meeting.over and self.model.whole(meeting)
        status = "held" if meeting.opened else "informal"
        self.becomes(place, meetings.close_meeting, allowed, status=status, closed=True)

    @precondition(any_meeting)
    @rule(which=WHICH)
    def reopens(self, which: int) -> None:
        place, meeting = self.chosen(which)
        act = lambda store, id_: meetings.reopen_meeting(store, id_, "誤記のため", LAST)  # noqa: E731
        status = "open" if meeting.status == "held" else meeting.status
        self.becomes(place, act, meeting.over, status=status, closed=False)

    def becomes(
        self, place: int, act: Callable[[Store, str], Change], allowed: bool, **changed: object
    ) -> None:
        id_ = self.model.meetings[place].ids["meeting"]

        def after(model: Model, _: Change) -> None:
            vars(model.meetings[place]).update(changed)

        self.does(lambda: act(self.store, id_), after if allowed else None)

    @precondition(any_meeting)
    @rule(which=WHICH, item=st.sampled_from(ITEMS))
    def postpones(self, which: int, item: str) -> None:
        place, meeting = self.chosen(which)
        allowed = meeting.status in ("open", "informal") and not meeting.over
        self.does(
            lambda: meetings.postpone_item(self.store, meeting.ids[item]),
            (lambda model, _: model.meetings[place].postponed.add(item)) if allowed else None,
        )

    # --- deciding

    @precondition(any_meeting)
    @rule(
        which=WHICH, role=ROLES, who=WHO, minute=MINUTES, ballot=st.booleans(), objections=st.integers(0, 1)
    )
    def elects(self, which: int, role: str, who: int, minute: int, ballot: bool, objections: int) -> None:
        place, meeting = self.chosen(which)
        name = self.member(who)
        rounds = [one.verdict for held, one in meeting.elections if held == role]
        found = "elected" if ballot or not objections else "to_ballot"
        allowed = (
            meeting.status == "open"
            and not self.model.holders(role, meeting.day)
            and (role == "chair" or bool(self.model.holders("chair", meeting.day)))
            and (ballot or rounds[-1:] != ["to_ballot"])
            and name in self.model.office_on(meeting.day)
            and self.model.quorate(meeting, minute)
            and (found != "elected" or self.model.may_hold(name, role, meeting.day))
        )

        def after(model: Model, _: Change) -> None:
            judged = model.judge(model.meetings[place], minute, role, found)
            model.meetings[place].elections.append((role, judged))
            if found == "elected":
                model.offices.append((name, role, meeting.day))

        seat = self.model.seats[name]
        poll = Poll(votes={seat: 1}) if ballot else Poll(nominee=seat, objections=objections)
        item = meeting.ids["elections"]
        self.does(
            lambda: meetings.record_election(self.store, item, OfficeRole(role), poll, at=clock(minute)),
            after if allowed else None,
        )

    @precondition(any_meeting)
    @rule(which=WHICH, ayes=st.integers(0, 4), noes=st.integers(0, 4), minute=MINUTES)
    def votes(self, which: int, ayes: int, noes: int, minute: int) -> None:
        place, meeting = self.chosen(which)
        present = len(self.model.present(meeting, minute))
        allowed = meeting.status == "open" and self.model.quorate(meeting, minute) and ayes + noes <= present

        def after(model: Model, _: Change) -> None:
            judged = model.judge(model.meetings[place], minute, "vote", verdict(present, ayes, noes))
            judged.ayes, judged.noes = ayes, noes
            model.meetings[place].vote = judged

        counted = Counted(method=VoteMethod.HANDS, ayes=ayes, noes=noes)
        self.does(
            lambda: meetings.record_vote(self.store, meeting.ids["motion"], counted, at=clock(minute)),
            after if allowed else None,
        )

    @precondition(any_meeting)
    @rule(which=WHICH, aye=st.booleans())
    def decides_a_tie(self, which: int, aye: bool) -> None:
        place, meeting = self.chosen(which)
        last = meeting.vote
        allowed = last is not None and meeting.status == "open" and self.model.quorate(meeting, last.minute)
        if last is not None and allowed:
            now = self.model.judge(meeting, last.minute, "vote", "")
            tied = verdict(len(now.present), last.ayes, last.noes) == "tie"
            allowed = tied and last.ayes + last.noes <= len(now.present) and now.presider != SECRETARY

        def after(model: Model, _: Change) -> None:
            assert last is not None
            found = "carried" if aye else "rejected"
            judged = model.judge(model.meetings[place], last.minute, "vote", found)
            judged.ayes, judged.noes = last.ayes, last.noes
            model.meetings[place].vote = judged

        casting = VoteCast.AYE if aye else VoteCast.NO
        self.does(
            lambda: meetings.cast_vote(self.store, meeting.ids["motion"], casting), after if allowed else None
        )

    # --- a meeting as it mostly goes: by chance alone few would come so far

    @precondition(any_meeting)
    @rule(which=WHICH, who=WHO, ballot=st.booleans(), aye=st.booleans())
    def an_even_vote_is_decided(self, which: int, who: int, ballot: bool, aye: bool) -> None:
        self.gets_a_chair(which, who, ballot)
        _, meeting = self.chosen(which)
        half = len(self.model.present(meeting, OPENING + 30)) // 2
        self.votes(which, half, half, OPENING + 30)
        self.decides_a_tie(which, aye)

    @precondition(any_meeting)
    @rule(which=WHICH, who=WHO, ballot=st.booleans(), noes=st.integers(0, 2))
    def is_seen_through(self, which: int, who: int, ballot: bool, noes: int) -> None:
        self.gets_a_chair(which, who, ballot)
        _, meeting = self.chosen(which)
        if meeting.vote is None:
            self.votes(which, len(self.model.present(meeting, OPENING + 40)) - noes, noes, OPENING + 40)
        _, meeting = self.chosen(which)
        if not meeting.elections:
            self.postpones(which, "elections")
        if meeting.vote is None or meeting.vote.verdict == "tie":
            self.postpones(which, "vote")
        self.nobody_else_comes(which)
        self.closes(which)

    def gets_a_chair(self, which: int, who: int, ballot: bool) -> None:
        """All come, the meeting opens, and it elects a chair where the committee has none."""
        _, meeting = self.chosen(which)
        if meeting.status != "planned":
            return
        self.everybody_comes(which, OPENING)
        self.opens(which)
        _, meeting = self.chosen(which)
        if meeting.status == "open" and not self.model.holders("chair", meeting.day):
            self.elects(which, "chair", who, OPENING + 20, ballot, 0)

    # --- taking back

    @precondition(lambda self: self.done)
    @rule()
    def undoes(self) -> None:
        self.store.undo()
        before, after = self.done.pop()
        self.undone.append((before, after))
        self.model = before

    @precondition(lambda self: self.undone)
    @rule()
    def redoes(self) -> None:
        self.store.redo()
        before, after = self.undone.pop()
        self.done.append((before, after))
        self.model = after

    @rule()
    def restarts(self) -> None:
        self.store.close()
        self.store = open_store(self.file, who="clerk", now=self.now, new_id=self.new_id)

    # --- what must hold

    @invariant()
    def meetings_are_as_the_model_says(self) -> None:
        found = [
            (one.number, one.date, one.status.value, one.counted, one.closed)
            for one in meetings.meetings(self.store, self.owner.id)
        ]
        assert found == [
            (one.number, one.day, one.status, one.counted, one.closed) for one in self.model.meetings
        ]

    @invariant()
    def the_roster_is_as_the_model_says(self) -> None:
        day = self.model.meetings[-1].day if self.model.meetings else FIRST
        lines = roster.roster_on(self.store, self.owner.id, day).lines
        assert {line.name.name for line in lines} == set(self.model.office_on(day))
        marks = {line.name.name: line.mark for line in lines if line.mark}
        held = dict.fromkeys(self.model.holders("chair", day), "◎")
        assert marks == held | dict.fromkeys(self.model.holders("vice_chair", day), "○")

    @invariant()
    def what_was_decided_is_frozen(self) -> None:
        if not self.model.meetings:
            return
        meeting = self.model.meetings[-1]
        if "motion" not in meeting.ids:
            return
        frozen = meetings.snapshot_of(self.store, motion=meeting.ids["motion"])
        assert (frozen is None) is (meeting.vote is None)
        if frozen is not None and meeting.vote is not None:
            self.is_frozen(frozen, meeting.vote)
        elections = meetings.elections(self.store, meeting.ids["elections"])
        assert len(elections) == len(meeting.elections)
        for one, (_, judged) in zip(
            sorted(elections, key=lambda one: one.id), meeting.elections, strict=True
        ):
            found = meetings.snapshot_of(self.store, election=one.id)
            assert found is not None
            self.is_frozen(found, judged)

    def is_frozen(self, frozen: meetings.Frozen, judged: Judged) -> None:
        voting = {one.name for one in frozen.members if one.state.value == "voting"}
        assert voting == judged.present
        assert {one.name for one in frozen.members} == judged.office
        assert (frozen.snapshot.verdict, frozen.snapshot.presider_name) == (judged.verdict, judged.presider)


_SETTINGS = {
    "derandomize": True,
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
}

TestSecretariat = Secretariat.TestCase
TestSecretariat.settings = settings(max_examples=125, stateful_step_count=50, **_SETTINGS)


@pytest.mark.long
class TestSecretariatAtLength(Secretariat.TestCase):
    """The same, for half an hour."""

    settings = settings(max_examples=1500, stateful_step_count=60, **_SETTINGS)
