"""What a ruling costs with all its other readings, against one sentence that is made and spoken."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from kyodo_desktop.domain.rules import MeetingFacts, VoteFacts, decide, quorum
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import msg
from tests.benchmarks.measure import by_turns
from tests.domain.rules.laws import KAWAGUCHI

pytestmark = pytest.mark.benchmark
TIMES = 2_000
MOST = 500e-6  # seconds a ruling may take, so that a what-if table redraws while the clerk types

RULINGS: dict[str, Callable[[], Ruling]] = {
    "quorum, another base differs": lambda: quorum(KAWAGUCHI, MeetingFacts(12, 10, 5)),
    "vote, nothing differs": lambda: decide(KAWAGUCHI, VoteFacts(12, 12, 0)),
    "vote, five readings differ": lambda: decide(KAWAGUCHI, VoteFacts(12, 6, 4, 2)),
    "tie, three readings differ": lambda: decide(KAWAGUCHI, VoteFacts(12, 6, 6, chair_casting="aye")),
    "hands, noes not counted": lambda: decide(KAWAGUCHI, VoteFacts(12, 6, None, 1)),
}


def _spoken() -> str:
    """The floor: a sentence of a ruling, made and spoken."""
    said = msg(
        "委員{base}人({kind})の{share}である{needed}人以上の出席が必要です。"
        "出席{present}人のため会議は成立しています({article})。",
        base=12,
        kind=msg("現在員"),
        share=msg("半数以上"),
        needed=6,
        present=7,
        article="規則第3条第2項",
    )
    return said.japanese()


def _each(work: Callable[[], object]) -> Callable[[], float]:
    def measured() -> float:
        start = time.perf_counter()
        for _ in range(TIMES):
            work()
        return (time.perf_counter() - start) / TIMES

    return measured


def _read(ruling: Ruling) -> tuple[str, ...]:
    """Every word that a what-if table shows."""
    notes = (note.japanese() for note in ruling.notes)
    others = (one.sentence.japanese() for one in ruling.alternatives)
    return ruling.read_out, ruling.arithmetic.japanese(), *notes, *others


@pytest.mark.parametrize("name", RULINGS)
def test_a_ruling_with_all_its_other_readings(name: str) -> None:
    rule = RULINGS[name]
    ours, floor = by_turns(_each(rule), _each(_spoken))
    shown, _ = by_turns(_each(lambda: _read(rule())), _each(_spoken))
    print(
        f"\n{name}: {ours * 1e6:.0f} µs judged, {shown * 1e6:.0f} µs judged and spoken,"
        f" a sentence {floor * 1e6:.1f} µs: ratio {ours / floor:.1f}, {shown / floor:.1f}"
    )
    assert shown < MOST
    assert ours / floor < 60
