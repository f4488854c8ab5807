"""`python -m tests.mutation [MODULE …]`: put faults into the modules and tell which no test noticed."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.house.sources import ROOT, module_of
from tests.mutation.loop import Loop
from tests.mutation.mutants import Mutant, mutants, numbered

TESTS = (
    "rules",
    "test_course.py",
    "test_law.py",
    "test_periods.py",
    "test_presence.py",
    "test_wareki.py",
    "test_wareki_refused.py",
)
TOO_LONG = "test_every_split_of_one_to_fifteen"  # what it alone would notice, counts as not noticed
AT_ONCE = os.cpu_count() or 1


def judged() -> tuple[str, ...]:
    """The modules that faults are put into: the rules, the law, the dates, who was in the room."""
    domain = ROOT / "kyodo_desktop" / "domain"
    rules = sorted(path for path in (domain / "rules").glob("*.py") if path.name != "__init__.py")
    others = (domain / name for name in ("served.py", "law.py", "periods.py", "presence.py", "wareki.py"))
    return tuple(module_of(path) for path in (*rules, *others))


def faults(modules: tuple[str, ...]) -> list[Mutant]:
    """Every fault of the modules."""
    found: list[Mutant] = []
    for module in modules:
        file = import_module(module).__file__
        assert file is not None
        found += numbered(mutants(module, Path(file)))
    return found


def main() -> int:
    """Run, and print what came of it as JSON on the last line."""
    wanted = faults(tuple(sys.argv[1:]) or judged())
    loop = Loop(wanted, AT_ONCE)
    tests = [str(ROOT / "tests" / "domain" / name) for name in TESTS]
    options = ["-q", "-n0", "-p", "no:cacheprovider", "--tb=native", "-k", f"not {TOO_LONG}"]
    ended = pytest.main([*options, *tests], plugins=[loop])
    assert ended == pytest.ExitCode.OK, ended
    told = {
        "faults": len(wanted),
        "survivors": sorted(
            [m.module, m.function, m.name, m.line] for m in (*loop.survivors, *loop.untested)
        ),
    }
    print()
    print(json.dumps(told, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
