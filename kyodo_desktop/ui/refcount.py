"""PySide6 6.12 gives back a reference to True that it never took, each time Python code emits a signal.

Before Python 3.12 made True immortal, the count reaches nought after some thousand signals and the program
dies ("bool_dealloc: deallocating True or False"). A count that no session can use up keeps it alive.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

ENOUGH: Final = 1 << 40


def keep_true_alive() -> None:
    """Give True the references that Qt's signals will take away."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    count = ctypes.c_ssize_t.from_address(id(True))
    if count.value < ENOUGH:
        count.value += ENOUGH
