"""Whatever a clerk does, in whatever order, the register holds what a plain dict says it must."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from kyodo_desktop.domain.errors import ConflictError, StillNeeded, UndoRefused
from kyodo_desktop.domain.records import Person, PersonName, Record
from tests.storage.place import ACT, Place

NAMES = st.text("髙﨑𠮷邉\ufa10が\u3099 A\U000e0100", min_size=1, max_size=5).filter(str.strip)
WORDS = st.text("0123-髙\n", max_size=5)
WHO = st.sampled_from(["甲", "乙"])


class Clerks(RuleBasedStateMachine):
    """Two clerks at one file, taking turns. `model` holds records without versions; stacks hold models."""

    held = Bundle("held")  # records as a clerk once read them, perhaps long ago

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="kyodo-machine-"))
        self.place = Place(self.folder / "a.kyodo")
        self.store = self.place.new()
        self.model: dict[str, Record] = {}
        self.done: dict[str, list[dict[str, tuple[Record | None, Record | None]]]] = {"甲": [], "乙": []}
        self.undone: dict[str, list[dict[str, tuple[Record | None, Record | None]]]] = {"甲": [], "乙": []}

    def teardown(self) -> None:
        self.place.close()
        shutil.rmtree(self.folder)

    def _did(self, who: str, *afters: tuple[str, Record | None]) -> None:
        pairs = {id_: (self.model.get(id_), after) for id_, after in afters}
        pairs = {id_: pair for id_, pair in pairs.items() if pair[0] != pair[1]}
        if not pairs:
            return
        self._become(pairs, forward=True)
        self.done[who].append(pairs)
        self.undone[who].clear()

    def _become(self, pairs: dict, *, forward: bool) -> None:
        for id_, pair in pairs.items():
            if pair[forward] is None:
                self.model.pop(id_, None)
            else:
                self.model[id_] = pair[forward]

    @initialize(target=held, name=NAMES)
    def first(self, name: str) -> Record:
        return self.add("甲", name, "")[1]

    def add(self, who: str, name: str, phone: str) -> tuple[Record, Record]:
        self.store.who = who
        with self.store.change(ACT) as draft:
            person = draft.add(Person(id=draft.new_id(), note=phone))
            given = draft.add(PersonName(id=draft.new_id(), person=person.id, name=name))
        self._did(who, (person.id, bare(person)), (given.id, bare(given)))
        return person, given

    @rule(target=held, who=WHO, name=NAMES, phone=WORDS)
    def adds(self, who: str, name: str, phone: str) -> Record:
        return self.add(who, name, phone)[1]

    @rule(target=held, which=st.integers(0, 99))
    def reads(self, which: int) -> Record | None:
        found = (*self.store.find(Person), *self.store.find(PersonName))
        return found[which % len(found)] if found else None

    @rule(target=held, who=WHO, record=held, text=NAMES)
    def saves(self, who: str, record: Record | None, text: str) -> Record | None:
        if record is None:
            return None
        self.store.who = who
        changed = replace(record, **({"note": text} if isinstance(record, Person) else {"name": text}))
        stored = self._stored(record)
        try:
            with self.store.change(ACT) as draft:
                saved = draft.save(changed)
        except ConflictError as error:
            assert stored is None or stored.version != record.version
            assert (error.mine, error.theirs) == (changed, stored)
            assert error.base == record
            return stored
        assert stored == record, "a silent lost update"
        self._did(who, (saved.id, bare(saved)))
        return saved

    @rule(who=WHO, record=consumes(held))
    def removes(self, who: str, record: Record | None) -> None:
        if record is None:
            return
        self.store.who = who
        stored = self._stored(record)
        try:
            with self.store.change(ACT) as draft:
                draft.remove(record)
        except ConflictError as error:
            assert stored is None or stored.version != record.version
            assert error.theirs == stored
        except StillNeeded:
            assert any(getattr(other, "person", None) == record.id for other in self.model.values())
        else:
            self._did(who, (record.id, None))

    @rule(who=WHO, back=st.booleans())
    def reverses(self, who: str, back: bool) -> None:
        self.store.who = who
        start, end = (self.done, self.undone) if back else (self.undone, self.done)
        try:
            _ = self.store.undo() if back else self.store.redo()
        except (UndoRefused, StillNeeded):
            assert not start[who] or not self._reversible(start[who][-1], back)
            return
        pairs = start[who].pop()
        self._become(pairs, forward=not back)
        end[who].append(pairs)

    def _reversible(self, pairs: dict, back: bool) -> bool:
        if any(self.model.get(id_) != pair[back] for id_, pair in pairs.items()):
            return False
        after = self.model | {id_: pair[not back] for id_, pair in pairs.items()}
        kept = {id_ for id_, record in after.items() if record is not None}
        return all(getattr(after[id_], "person", None) in {*kept, None} for id_ in kept)

    @rule()
    def reopens(self) -> None:
        self.store = self.place.reopened(self.store)

    def _stored(self, record: Record) -> Record | None:
        return next(iter(self.store.find(type(record), id=record.id)), None)

    @invariant()
    def the_register_holds_what_the_model_says(self) -> None:
        found = (*self.store.find(Person), *self.store.find(PersonName))
        assert {record.id: bare(record) for record in found} == self.model

    @invariant()
    def verify_finds_nothing(self) -> None:
        assert self.store.verify() == ()

    @invariant()
    def what_can_be_undone_is_known(self) -> None:
        for who in ("甲", "乙"):
            self.store.who = who
            assert (self.store.undoable is None) is (not self.done[who])
            assert (self.store.redoable is None) is (not self.undone[who])


def bare(record: Record) -> Record:
    return replace(record, version=0)


_SETTINGS = {
    "derandomize": True,
    "deadline": None,
    "database": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}
TestClerks = Clerks.TestCase
TestClerks.settings = settings(max_examples=25, stateful_step_count=30, **_SETTINGS)


@pytest.mark.long
class TestClerksAtLength(Clerks.TestCase):
    """The same, for minutes."""

    settings = settings(max_examples=500, stateful_step_count=60, **_SETTINGS)
