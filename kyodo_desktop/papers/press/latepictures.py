"""Imports reportlab without Pillow, which it takes whole for pictures that most papers don't have.

A packet begins sooner for it. Whoever asks for Pillow gets it whole, as ever.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any, Final

_NAME: Final = "PIL"
_IMAGES: Final = "PIL.Image"


class _Images(ModuleType):
    """Stands for Pillow's module of pictures until one of its names is wanted."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(_IMAGES), name)


class _Late(ModuleType):
    """Stands for Pillow while reportlab is imported: it takes one of its modules."""

    Image = _Images(_IMAGES)


def _import_reportlab() -> Any:
    """What of reportlab deals with pictures, imported."""
    stand_in = None if _NAME in sys.modules else _Late(_NAME)
    if stand_in is not None:
        sys.modules[_NAME] = stand_in
    try:
        return import_module("reportlab.lib.utils")
    finally:
        if stand_in is not None and sys.modules.get(_NAME) is stand_in:
            del sys.modules[_NAME]


utils: Final = _import_reportlab()
"""reportlab.lib.utils, which has no types."""
