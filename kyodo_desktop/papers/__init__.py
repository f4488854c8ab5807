"""Every printed form (様式), and the press beneath them. The forms are listed in registry.py.

The list is fetched when it is asked for: binding files needs none of the forms, nor the register.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kyodo_desktop.papers.registry import PAPERS as PAPERS


def __getattr__(name: str) -> object:
    if name == "PAPERS":
        from kyodo_desktop.papers.registry import PAPERS

        return PAPERS
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["PAPERS"]
