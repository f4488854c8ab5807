"""How the name of an act quotes what may be long."""

from __future__ import annotations

_MOST = 30


def short(content: str) -> str:
    """A content as the name of an act says it: its first line, cut where it is long."""
    first = content.partition("\n")[0]
    return first if len(first) <= _MOST else f"{first[: _MOST - 1]}…"
