"""What comes late is the same when it comes, and isn't loaded for nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kyodo_desktop.paths import Paths
from kyodo_desktop.services import sample
from tests.storage.place import Place

ASKS = """
import sys
import kyodo_desktop.storage
assert "asyncio" not in sys.modules, "asyncio was loaded for nothing"
from sqlalchemy.util import concurrency
import asyncio

async def asked() -> int:
    return 1

coroutine = asked()
assert concurrency.iscoroutine(coroutine) and not concurrency.iscoroutine(1)
coroutine.close()
assert concurrency.asyncio.CancelledError is asyncio.CancelledError
assert asyncio.run(asked()) == 1
assert type(asyncio) is type(sys)
"""


def test_asyncio_comes_whole_when_somebody_asks_for_it() -> None:
    done = subprocess.run([sys.executable, "-c", ASKS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_stand_in_gives_way_to_asyncio() -> None:
    asks = ASKS.replace("import asyncio\n\n", "asyncio = concurrency.asyncio\nasyncio.Lock\n", 1)
    asks = asks.replace("assert type(asyncio) is type(sys)\n", "")
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_roster_is_shown_without_the_rules(tmp_path: Path) -> None:
    """They are many, and a start that loads them keeps the clerk waiting."""
    place = Place(tmp_path / "台帳.kyodo")
    sample.plant(place.new(), Paths.find(tmp_path).sample)
    place.close()
    asks = f"""
import datetime as dt, sys
from pathlib import Path
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.services.sitting import roster_on
from kyodo_desktop.storage import open_store
store = open_store(Path({str(place.path)!r}), who="clerk", now=lambda: dt.datetime.now().astimezone())
(committee,) = store.find(Committee)
assert [line.standing for line in roster_on(store, committee.id, dt.date(2025, 11, 1)).lines].count("2期") > 0
store.close()
assert not [name for name in sys.modules if name.startswith("kyodo_desktop.domain.rules")]
"""
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
