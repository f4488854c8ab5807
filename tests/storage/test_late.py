"""What SQLAlchemy imports late is the same when it comes."""

from __future__ import annotations

import subprocess
import sys

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
