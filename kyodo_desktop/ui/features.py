"""PySide6 reads the source of every module imported after it, to see who may ask for its `__feature__`s.

Nobody here does: the plain import, which PySide6 keeps, is put back. The window is there sooner for it.
"""

from __future__ import annotations

import builtins


def import_plainly() -> None:
    """Put Python's own import back in the place that PySide6 took."""
    import PySide6.QtCore  # noqa: F401 - it takes the place when it is loaded

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
