"""What every run of the tests obeys, and the PostgreSQL server that storage is tested on.

Loaded by `-p tests.plugins` in pyproject.toml. With `KYODO_CI=1` in the environment a skipped test fails, and
so does a run that leaves files in the checkout; a test that leaves a half-written `*.part` fails everywhere.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
STRICT = os.environ.get("KYODO_CI") == "1"
_OWNER = "postgres"  # the server refuses to run as root


# --- nothing is skipped, nothing is left behind ---


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Any:
    """Under KYODO_CI a skip is a failure that says what was missing."""
    return _no_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Any:
    """The same for a whole module that was skipped while it was collected."""
    return _no_skip((yield))


def _no_skip(report: Any) -> Any:
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"KYODO_CI=1 allows no skipped test: {reason}"
    return report


def checkout_state() -> frozenset[str]:
    """What git says of the checkout now: changed, added and untracked files; nothing outside a checkout."""
    if not (ROOT / ".git").exists():
        return frozenset()
    asked = ["git", "-c", "safe.directory=*", "status", "--porcelain", "--untracked-files=all"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return frozenset(said.stdout.splitlines())


def pytest_sessionstart(session: pytest.Session) -> None:
    """Remember how the checkout looked before the first test."""
    if STRICT and not hasattr(session.config, "workerinput"):
        session.config.stash[_BEFORE] = checkout_state()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under KYODO_CI a run that changed the checkout fails."""
    before = session.config.stash.get(_BEFORE, None)
    if before is None:
        return
    left = sorted(checkout_state() ^ before)
    if left:
        session.config.stash[_LEFT] = left
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Name the files that the run left in the checkout."""
    for line in config.stash.get(_LEFT, []):
        terminalreporter.write_line(f"ERROR left in the checkout: {line}", red=True)


_BEFORE = pytest.StashKey[frozenset[str]]()
_LEFT = pytest.StashKey[list[str]]()


@pytest.fixture(autouse=True)
def _no_half_written_file(request: pytest.FixtureRequest) -> Iterator[None]:
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    if folder is not None and folder.exists():
        left = [str(path.relative_to(folder)) for path in folder.rglob("*.part")]
        assert not left, f"half-written files were left behind: {left}"


# --- PostgreSQL ---


@dataclass
class Postgres:
    """A throwaway server that listens on a socket in its own folder and on no port."""

    programs: Path
    folder: Path
    _names: Iterator[int] = field(default_factory=itertools.count)

    def start(self) -> None:
        """Create the cluster and start it, without syncing: it needn't survive a power cut."""
        self._run(
            "initdb", "-D", "data", "-U", _OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c full_page_writes=off"
        self._run("pg_ctl", "start", "-D", "data", "-w", "-l", "log", "-o", options)

    def stop(self) -> None:
        """Stop the server without ceremony and delete its folder."""
        self._run("pg_ctl", "stop", "-D", "data", "-m", "immediate")
        shutil.rmtree(self.folder)

    def url(self, database: str) -> str:
        """Where SQLAlchemy finds `database`."""
        return f"postgresql+psycopg://{_OWNER}@/{database}?host={self.folder}"

    def new_database(self) -> str:
        """The URL of a fresh, empty database."""
        name = f"test_{next(self._names)}"
        self.sql(f"CREATE DATABASE {name}")
        return self.url(name)

    def drop_database(self, url: str) -> None:
        """Drop a database that `new_database` gave, whoever may still be connected to it."""
        name = url.partition("@/")[2].partition("?")[0]
        self.sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def sql(self, statement: str, database: str = _OWNER) -> str:
        """Run one statement and give what psql prints, bare."""
        return self._run(
            "psql", "-h", str(self.folder), "-U", _OWNER, "-d", database, "-qAtXc", statement
        ).strip()

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **_unprivileged(),
        )
        log = self.folder / "log"
        trouble = done.stderr + (log.read_text() if done.returncode and log.exists() else "")
        assert done.returncode == 0, f"{program} failed: {trouble}"
        return done.stdout


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _unprivileged() -> dict[str, Any]:
    return {"user": _OWNER, "group": _OWNER, "extra_groups": []} if _is_root() else {}


def _programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs: Debian keeps them off the path."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0,
    )
    on_path = shutil.which("initdb")
    found = [folder for folder in folders if (folder / "initdb").exists()]
    return found[-1] if found else Path(on_path).resolve().parent if on_path else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server for this run; skipped, with the reason, where none is installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's initdb isn't installed (apt install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="kyodo-pg-", dir="/tmp"))  # a socket's path must be short
    if _is_root():
        shutil.chown(folder, _OWNER, _OWNER)
    folder.chmod(0o711)
    server = Postgres(programs, folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def new_postgres_url(postgres: Postgres) -> Iterator[Callable[[], str]]:
    """A function giving the URL of a fresh, empty PostgreSQL database at each call, dropped at the end."""
    made: list[str] = []

    def new() -> str:
        made.append(postgres.new_database())
        return made[-1]

    yield new
    for url in made:
        postgres.drop_database(url)


@pytest.fixture
def postgres_url(new_postgres_url: Callable[[], str]) -> str:
    """The URL of a fresh, empty PostgreSQL database, this test's own."""
    return new_postgres_url()
