"""Judge a copy of the package by the import contracts, once for each import planted in it.

Run with the copy's folder (which holds `kyodo_desktop/` and `pyproject.toml`) as the working directory; reads
pairs of a module's file and a line from standard input, and prints the broken contracts' names for each.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path

from importlinter import api  # importing it configures the linter
from importlinter.application.use_cases import create_report, read_user_options
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import registry


def broken() -> list[str]:
    """The names of the contracts that the package in the working directory breaks."""
    assert api.read_configuration()["contracts_options"]
    with contextlib.redirect_stdout(io.StringIO()):
        report = create_report(read_user_options(), cache_dir=None)
    assert not report.invalid_contract_options, report.invalid_contract_options
    return [contract.name for contract, check in report.get_contracts_and_checks() if not check.kept]


def judge(plants: list[tuple[str, str]]) -> list[list[str]]:
    """The contracts broken by each plant alone, the untouched copy first."""
    found = [broken()]
    for file, line in plants:
        path = Path(file)
        before = path.read_text("utf-8")
        path.write_text(f"{before}\n{line}\n", "utf-8")
        found.append(broken())
        path.write_text(before, "utf-8")
    return found


if __name__ == "__main__":
    registry.register(LayersContract, "layers")
    registry.register(ForbiddenContract, "forbidden")
    sys.path.insert(0, str(Path.cwd()))
    print(json.dumps(judge(json.load(sys.stdin))))
