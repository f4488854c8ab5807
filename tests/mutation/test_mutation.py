"""At least 95 faults in 100 put into the rules are noticed, and each that isn't is named and argued."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.sources import ROOT
from tests.mutation.__main__ import faults, judged

SURVIVORS = Path(__file__).with_name("survivors.toml")
LEAST = 0.95


def argued() -> dict[tuple[str, str, str], str]:
    """Why each survivor is no gap in the tests, by module, function and change."""
    rows = tomllib.loads(SURVIVORS.read_text("utf-8"))["survivor"]
    return {(row["module"], row["function"], row["change"]): row["why"] for row in rows}


def test_every_survivor_that_is_argued_is_a_fault_of_today() -> None:
    today = {(one.module, one.function, one.name) for one in faults(judged())}
    gone = [" ".join(one) for one in argued() if one not in today]
    assert not gone, f"argued in {SURVIVORS.name}, but no such fault is made any more: {gone}"
    assert all(why.strip() for why in argued().values())


@pytest.mark.long
@pytest.mark.timeout(4 * 60 * 60)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="each fault is tried in a forked process")
def test_the_tests_notice_the_faults() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mutation"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    left = {(module, function, change): line for module, function, change, line in told["survivors"]}
    killed = 1 - len(left) / told["faults"]
    print(f"\n{told['faults']} faults, {len(left)} survive: {killed:.1%} noticed")
    new = [
        f"{function} line {left[one]}: {change}"
        for one in left
        if one not in argued()
        for _, function, change in [one]
    ]
    assert killed >= LEAST
    assert not new, "not argued in survivors.toml:\n" + "\n".join(new)
