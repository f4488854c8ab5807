"""The pages of the help: Markdown in each language, whose labels are those of the window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from kyodo_desktop.domain.names import search_key
from kyodo_desktop.i18n import _, language

TASKS: Final = (
    "begin",
    "resigned",
    "convene",
    "notify",
    "print",
    "sitting",
    "tie",
    "take_minutes",
    "export",
    "consult",
    "bring_in",
    "back_up",
    "keys",
)
"""The pages about what a clerk does; those about the screens carry the screens' keys."""

_LABEL: Final = re.compile(r"\[\[(.+?)\]\]")
_ACCESS: Final = re.compile(r"\(&(.)\)|&")


def source(folder: Path, key: str) -> str:
    """A page's Markdown as it is kept. Raises `OSError` where there is none."""
    return (folder / language() / f"{key}.md").read_text("utf-8")


def page(folder: Path, key: str) -> str:
    """A page's Markdown with every [[label]] as the window has it in the language spoken now."""
    return _LABEL.sub(lambda found: _quoted(found[1]), source(folder, key))


def title(folder: Path, key: str) -> str:
    """A page's heading."""
    return source(folder, key).partition("\n")[0].removeprefix("# ").strip()


def labels(text: str) -> frozenset[str]:
    """The labels that a page's Markdown names."""
    return frozenset(_LABEL.findall(text))


def holds(folder: Path, key: str, asked: str) -> bool:
    """Whether every word asked for stands on a page, whatever its kana, width or glyph variant."""
    text = search_key(page(folder, key))
    return all(search_key(word) in text for word in asked.split())


def _quoted(label: str) -> str:
    words = _ACCESS.sub("", _(label)).rstrip("…")
    return f"「**{words}**」" if language() == "ja" else f"**{words}**"
