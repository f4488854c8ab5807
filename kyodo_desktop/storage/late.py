"""Imports SQLAlchemy without asyncio, which it takes whole for engines that nobody uses here.

The window is there sooner for it. Whoever asks for asyncio gets it whole, as ever.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_NAME: Final = "asyncio"


class _Late(ModuleType):
    """Stands for a module until one of its names is wanted."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(_NAME) is self:
            del sys.modules[_NAME]
        return getattr(import_module(_NAME), name)

    @staticmethod
    def iscoroutine(candidate: object) -> bool:
        """The one name that SQLAlchemy takes while it is imported; the answer is asyncio's own."""
        return bool(import_module(_NAME).iscoroutine(candidate))


def _import_sqlalchemy() -> None:
    """Import SQLAlchemy, and its dialect for files."""
    stand_in = None if _NAME in sys.modules else _Late(_NAME)
    if stand_in is not None:
        sys.modules[_NAME] = stand_in
    try:
        import_module("sqlalchemy.dialects.sqlite")
    finally:
        if stand_in is not None and sys.modules.get(_NAME) is stand_in:
            del sys.modules[_NAME]


_import_sqlalchemy()
