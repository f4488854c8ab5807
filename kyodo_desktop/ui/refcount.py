"""PySide6 6.12 gives back references that it never took: to True when Python code emits a signal, to None
when Python code calls a function of Qt's that returns nothing.

Before Python 3.12 made them immortal, the count reaches nought after some thousands of calls and the program
dies ("none_dealloc: deallocating None"). A count that no session can use up keeps them alive.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

ENOUGH: Final = 1 << 40


def keep_alive() -> None:
    """Give True, False and None the references that Qt's calls will take away."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for one in (True, False, None):
        count = ctypes.c_ssize_t.from_address(id(one))
        if count.value < ENOUGH:
            count.value += ENOUGH
