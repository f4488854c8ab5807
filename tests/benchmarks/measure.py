"""Times of whole programs and of pieces of code, by turns: what disturbs one disturbs the other too."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
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


_WATCH = """
import resource, subprocess, sys, time
start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


def program(command: Sequence[str], environment: Mapping[str, str]) -> Run:
    """Run a program to its end; it must succeed.

    A small process starts it: a child's peak is never counted below that of the process that started it.
    """
    done = subprocess.run(
        [sys.executable, "-S", "-c", _WATCH, *command],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seconds, kilobytes = done.stdout.split()
    return Run(float(seconds), int(kilobytes) / 1024)


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
