"""Words of several lines, with air between the lines: Japanese faces bring none of their own."""

from __future__ import annotations


def airy(text: str) -> str:
    """The text for a label that is read, not parsed."""
    from html import escape  # its two thousand entities can wait until the window stands

    lines = "<br>".join(escape(line) for line in text.splitlines())
    return f'<p style="line-height: 140%; margin: 0">{lines}</p>'
