"""Words of several lines, with air between the lines: Japanese faces bring none of their own."""

from __future__ import annotations


def airy(text: str) -> str:
    """The text for a label that is read, not parsed."""
    from html import escape  # its two thousand entities can wait until the window stands

    lines = "<br>".join(escape(line) for line in text.splitlines())
    return f'<p style="line-height: 140%; margin: 0">{lines}</p>'


def headed(text: str) -> str:
    """The text with its first line as a heading: what happened, then why and what to do now."""
    from html import escape

    first, _, rest = text.partition("\n")
    heading = f'<p style="line-height: 140%; margin: 0 0 6px 0"><b>{escape(first)}</b></p>'
    return heading + airy(rest) if rest else airy(first)
