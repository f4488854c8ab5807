"""Where in a TOML file something stands, for an error that names it by its key."""

from __future__ import annotations

import re
from typing import Final

_HEADING: Final = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY: Final = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")
_STEP: Final = re.compile(r"\[\d+\]$")


def line_of(source: str, place: str) -> int | None:
    """The line, from 1, of the key `place` (articles[3].heading); that of its table where it has no such key.

    An entry of an array is looked for at the line of its array. None where nothing of it is found.
    """
    lines = _lines(source)
    while place:
        if place in lines:
            return lines[place]
        shorter = _STEP.sub("", place)
        place = shorter if shorter != place else place.rpartition(".")[0]
    return None


def _lines(source: str) -> dict[str, int]:
    """The line of every table and key, tables of an array numbered from 1."""
    found: dict[str, int] = {}
    counted: dict[str, int] = {}
    table = ""
    for number, line in enumerate(source.splitlines(), 1):
        heading, key = _HEADING.match(line), _KEY.match(line)
        if heading is not None:
            table = _numbered(heading[2].replace(" ", ""), counted, entry=heading[1] == "[[")
            found.setdefault(table, number)
        elif key is not None:
            found.setdefault(f"{table}.{key[1]}" if table else key[1], number)
    return found


def _numbered(name: str, counted: dict[str, int], *, entry: bool) -> str:
    """A table's name with the numbers of the array entries that it stands in."""
    if entry:
        counted[name] = counted.get(name, 0) + 1
    parts = name.split(".")
    named: list[str] = []
    for at in range(1, len(parts) + 1):
        count = counted.get(".".join(parts[:at]), 0)
        named.append(f"{parts[at - 1]}[{count}]" if count else parts[at - 1])
    return ".".join(named)
