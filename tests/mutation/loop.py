"""Runs the tests once for each fault, in a process forked for it, with the faulty code put in place."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.mutation.mutants import Mutant

LIMIT = 30  # seconds for the tests of one fault; a loop without end is a fault noticed
_SURVIVED, _KILLED = 0, 1


class Loop:
    """Takes the place of pytest's own loop; `survivors` afterwards are the faults that no test noticed."""

    def __init__(self, wanted: Sequence[Mutant], at_once: int) -> None:
        self.wanted = wanted
        self.at_once = at_once
        self.survivors: list[Mutant] = []
        self.untested: list[Mutant] = []

    def pytest_collection_finish(self) -> None:
        """The same examples for every fault."""
        from hypothesis import settings

        settings.register_profile("mutation", derandomize=True, database=None, max_examples=60)
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
        mutant = running.pop(pid)
        if os.waitstatus_to_exitcode(status) == _SURVIVED:
            self.survivors.append(mutant)

    def _who_reaches(self, items: Sequence[pytest.Item]) -> dict[tuple[str, str], list[pytest.Item]]:
        """The tests that run each function, the quickest first."""
        modules = {sys.modules[one.module].__file__: one.module for one in self.wanted}
        reaching: dict[tuple[str, str], list[tuple[float, int, pytest.Item]]] = defaultdict(list)
        for at, item in enumerate(items):
            hit: set[tuple[str, str]] = set()

            def seen(frame: FrameType, event: str, _: Any, hit: set[tuple[str, str]] = hit) -> None:
                if event == "call" and frame.f_code.co_filename in modules:
                    name = frame.f_code.co_qualname.partition(".<locals>")[0]
                    hit.add((modules[frame.f_code.co_filename], name))

            began = time.perf_counter()
            sys.setprofile(seen)
            try:
                failed = _fails(item)
            finally:
                sys.setprofile(None)
            assert not failed, f"{item.nodeid} fails without any fault"
            for one in hit:
                reaching[one].append((time.perf_counter() - began, at, item))
        return {one: [item for _, _, item in sorted(tests)] for one, tests in reaching.items()}


def _judge(mutant: Mutant, tests: Sequence[pytest.Item]) -> int:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(LIMIT)
    _put_in_place(mutant)
    return _KILLED if any(_fails(item) for item in tests) else _SURVIVED


def _fails(item: pytest.Item) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=None)
    return any(report.failed for report in reports)


def _in_a_child(work: Callable[[], int]) -> int:
    pid = os.fork()
    if pid:
        return pid
    found = _KILLED
    try:
        found = work()
    finally:
        os._exit(found)


def _put_in_place(mutant: Mutant) -> None:
    """Give the function its faulty code; whoever holds the function, holds it from now on."""
    code = next(one for one in _codes(mutant.code()) if one.co_qualname == mutant.function)
    held: Any = import_module(mutant.module)
    for name in mutant.function.split("."):
        held = vars(held)[name]
    _function(held).__code__ = code


def _function(held: Any) -> FunctionType:
    while not isinstance(held, FunctionType):
        held = getattr(held, "fget", None) or getattr(held, "__func__", None) or held.__wrapped__
    return held


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)
