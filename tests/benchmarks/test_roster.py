"""The roster as of a day among 10,000 appointments, against the same statements through Core as tuples."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Committee,
    Office,
    OfficeRole,
    Person,
    PersonName,
    PriorService,
    Term,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import regulations, roster
from kyodo_desktop.storage import Draft, Store, create
from tests.benchmarks.measure import by_turns
from tests.conftest import counting, ticking

pytestmark = pytest.mark.benchmark
APPOINTMENTS = 10_000
CALLS = 5


def _populate(draft: Draft, owner: str, terms: int) -> None:
    """Appointments shared out evenly among `terms` terms of two years; members serve for three of them."""
    size = APPOINTMENTS // terms
    categories = [
        draft.add(Category(id=draft.new_id(), committee=owner, number=n, name=f"{n}号委員")).id
        for n in range(1, 5)
    ]
    people: list[str] = []
    for at in range(terms):
        since = dt.date(2025 - 2 * (terms - 1 - at), 10, 1)
        term = draft.add(
            Term(id=draft.new_id(), committee=owner, since=since, until=wareki.term_end(since, 2))
        )
        if at % 3 == 0:
            people = [_person(draft, owner, n) for n in range(size)]
        seats = [_seat(draft, term, categories[n % 4], person, n) for n, person in enumerate(people)]
        for role, seat in zip(OfficeRole, seats, strict=False):
            draft.add(Office(id=draft.new_id(), appointment=seat.id, role=role, since=since))


def _person(draft: Draft, owner: str, n: int) -> str:
    person = draft.add(Person(id=draft.new_id())).id
    draft.add(PersonName(id=draft.new_id(), person=person, name=f"委員 {n}", kana="いいん"))
    draft.add(Affiliation(id=draft.new_id(), person=person, organisation=f"団体{n}", post="会長"))
    if n % 5 == 0:
        draft.add(PriorService(id=draft.new_id(), committee=owner, person=person, periods=1))
    return person


def _seat(draft: Draft, term: Term, category: str, person: str, order: int) -> Appointment:
    return draft.add(
        Appointment(
            id=draft.new_id(),
            term=term.id,
            category=category,
            person=person,
            order=order,
            since=term.since,
            until=term.until,
        )
    )


@pytest.fixture(params=[(50, 2.0), (1, 2.5)], ids=["200 on the roster", "all on the roster"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Store, str, float]]:
    """A register with 10,000 appointments, its committee, and how many times the tuples a roster may take.

    No committee has 10,000 members: that case shows what a member costs, with Python's own collecting of
    garbage among 50,000 new objects in it.
    """
    terms, bound = request.param
    store = create(tmp_path / "a.kyodo", who="clerk", now=ticking(), new_id=counting())
    with store.change(msg("試験")) as draft:
        owner = draft.add(Committee(id=draft.new_id(), name="委員会", city="川口市")).id
        _populate(draft, owner, terms)
    source = (Paths.find().resources / "regulations" / "kawaguchi.toml").read_text("utf-8")
    regulations.record_regulation(store, owner, source)
    yield store, owner, bound
    store.close()


def test_the_roster_of_a_day(register: tuple[Store, str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    store, owner, bound = register
    day = dt.date(2026, 4, 1)
    asked: list[tuple[Any, ...]] = []
    ask = store._ask
    with monkeypatch.context() as patched:
        patched.setattr(store, "_ask", lambda *query: asked.append(query) or ask(*query))
        lines = roster.roster_on(store, owner, day).lines

    def ours() -> float:
        start = time.perf_counter()
        for _ in range(CALLS):
            assert len(roster.roster_on(store, owner, day).lines) == len(lines)
        return (time.perf_counter() - start) / CALLS

    def as_tuples() -> float:
        start = time.perf_counter()
        for _ in range(CALLS):
            for query in asked:
                store._connection.execute(*query).all()
        return (time.perf_counter() - start) / CALLS

    through_us, floor = by_turns(ours, as_tuples)
    print(
        f"\nroster of {len(lines)} among {APPOINTMENTS}: {through_us * 1000:.1f} ms,"
        f" {len(asked)} statements as tuples {floor * 1000:.1f} ms: ratio {through_us / floor:.2f}"
    )
    assert through_us / floor <= bound
