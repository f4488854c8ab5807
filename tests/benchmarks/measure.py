"""Times of whole programs and of pieces of code, by turns: what disturbs one disturbs the other too."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tests.plugins import ROOT

ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a program took."""

    seconds: float
    megabytes: float


def program(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run a program to its end; it must succeed. Its memory is its own peak, whatever ran before it."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    with process:
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert process.returncode == 0, said
    return Run(seconds, used.ru_maxrss / 1024)


def until_shown(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The seconds until a program prints its first line; it must then end well.

    Its byte code is kept, as an installed program's is: otherwise each run would compile it anew.
    """
    whole = {**os.environ, **environment}
    whole.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, env=whole, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        seconds = time.perf_counter() - start
        process.stdout.read()
    assert (said.strip(), process.returncode) == (b"shown", 0)
    return seconds


def by_turns(
    one: Callable[[], float], other: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float]:
    """The medians of two figures, measured by turns; the first turn of each warms up and doesn't count."""
    figures = [(one(), other()) for _ in range(rounds + 1)][1:]
    return statistics.median(f[0] for f in figures), statistics.median(f[1] for f in figures)
