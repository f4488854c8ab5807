"""Runs the tests once for each fault, in a process forked for it, with the faulty code put in place."""

from __future__ import annotations

import os
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant, marked

MERCY = 2.0  # seconds of computing, and
TIMES = 20  # as often as long as without a fault: a loop without end is a fault noticed
_SURVIVED, _KILLED, _BROKEN = 0, 1, 2
Function = tuple[str, str]
Timed = tuple[pytest.Item, float]


class Loop:
    """Takes the place of pytest's own loop; `survivors` afterwards are the faults that no test noticed."""

    def __init__(self, wanted: Sequence[Mutant], at_once: int) -> None:
        self.wanted = wanted
        self.at_once = at_once
        self.survivors: list[Mutant] = []
        self.untested: list[Mutant] = []

    def pytest_sessionstart(self) -> None:
        """The same examples for every fault, and none made smaller: that one fails is enough."""
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "mutation", derandomize=True, database=None, max_examples=60, phases=phases, deadline=None
        )
        settings.load_profile("mutation")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        reaching = self._who_reaches(session.items)
        running: dict[int, Mutant] = {}
        for mutant in self.wanted:
            tests = reaching.get((mutant.module, mutant.function), [])
            if not tests:
                self.untested.append(mutant)
                continue
            if len(running) >= self.at_once:
                self._await_one(running)
            running[_in_a_child(lambda m=mutant, t=tests: _judge(m, t))] = mutant
        while running:
            self._await_one(running)
        return True

    def _await_one(self, running: dict[int, Mutant]) -> None:
        pid, status = os.wait()
        mutant, code = running.pop(pid), os.waitstatus_to_exitcode(status)
        assert code != _BROKEN, f"the fault couldn't be put in place: {mutant}"
        if code == _SURVIVED:
            self.survivors.append(mutant)

    def _who_reaches(self, items: Sequence[pytest.Item]) -> dict[Function, list[Timed]]:
        """The tests that run each function, the quickest first, with the seconds that each computes."""
        originals = {one: _held(*one).__code__ for one in {(m.module, m.function) for m in self.wanted}}
        reached: set[Function] = set()
        _watch(originals, reached)
        reaching: dict[Function, list[tuple[float, int, pytest.Item]]] = defaultdict(list)
        for at, item in enumerate(items):
            reached.clear()
            began = time.process_time()
            assert not _fails(item), f"{item.nodeid} fails without any fault"
            for one in reached:
                reaching[one].append((time.process_time() - began, at, item))
        for one, code in originals.items():
            _held(*one).__code__ = code
        return {
            one: [(item, seconds) for seconds, _, item in sorted(tests)] for one, tests in reaching.items()
        }


def _watch(functions: Mapping[Function, CodeType], reached: set[Function]) -> None:
    """Have each function note when it runs: a mark at its head costs less than a tracer."""
    for module, function in functions:
        held = import_module(module)
        vars(held)["_reached"] = lambda name, module=module: reached.add((module, name))
        _put_in_place(module, function, marked(functions[module, function].co_filename, "_reached"))


def _judge(mutant: Mutant, tests: Sequence[Timed]) -> int:
    try:
        _put_in_place(mutant.module, mutant.function, mutant.code())
    except Exception:
        return _BROKEN
    signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    for item, seconds in tests:
        signal.setitimer(signal.ITIMER_VIRTUAL, MERCY + TIMES * seconds)
        if _fails(item):
            return _KILLED
    return _SURVIVED


def _fails(item: pytest.Item) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=None)
    return any(report.failed for report in reports)


def _in_a_child(work: Callable[[], int]) -> int:
    pid = os.fork()
    if pid:
        return pid
    found = _BROKEN
    try:
        found = work()
    finally:
        os._exit(found)


def _put_in_place(module: str, function: str, whole: CodeType) -> None:
    """Give the function its code out of that of a module, for whoever holds the function."""
    code = next(one for one in _codes(whole) if one.co_qualname == function)
    _held(module, function).__code__ = code


def _held(module: str, function: str) -> FunctionType:
    held: Any = import_module(module)
    for name in function.split("."):
        held = vars(held)[name]
    while not isinstance(held, FunctionType):
        held = getattr(held, "fget", None) or getattr(held, "__func__", None) or held.__wrapped__
    return held


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)
