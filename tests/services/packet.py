"""The lines of the packet of 2025-11-14, and how a line is compared with what we hold."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

_TAG = re.compile(r"</?(?:p|ul|li)(?: [^>]*)?>")
_LAYOUT = re.compile(r"[\s・■○◎◆●|*#<>]|^-+")


def squeezed(text: str) -> str:
    """`text` in one width, without white, list marks and the tags that its extraction left behind."""
    plain = unicodedata.normalize("NFKC", _TAG.sub("\n", text))
    return "".join(_LAYOUT.sub("", line.strip().removeprefix("- ").strip()) for line in plain.split("\n"))


def packet_lines() -> tuple[str, ...]:
    """The packet's lines, cells apart, without those that hold layout alone."""
    text = (Path(__file__).parent / "packet_lines.txt").read_text("utf-8")
    cells = (cell for line in _TAG.sub("\n", text).split("\n") for cell in re.split(r"[\t|]", line))
    return tuple(cell.strip() for cell in cells if squeezed(cell).strip("-:"))


def packet_text() -> str:
    """The whole packet, squeezed."""
    return squeezed("\n".join(packet_lines()))
