"""What a value must be to stand in a field: each check gives the complaint, or None."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final, TypeAlias

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import Message, msg

Check: TypeAlias = Callable[[Any], Message | None]

LAST_DAY: Final = dt.date(2200, 12, 31)
"""No committee sits after it: a later day is a slip of the finger, and the calendar never runs out."""

# What turns the direction of writing, breaks a line unseen, or takes room and shows nothing.
_UNSEEN: Final = frozenset(
    "\u061c\u115f\u1160\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069\u3164\ufeff\uffa0"
)


def printable(value: str) -> Message | None:
    """A line holds no control characters: they can't be printed, and Excel refuses them."""
    return _controls(value, allowed="")


def legible(value: str) -> Message | None:
    """A text holds no control characters except line ends and tabs."""
    return _controls(value, allowed="\n\t")


def is_control(character: str) -> bool:
    """Whether a character controls, or is none: Unicode's controls, halves of a pair, and non-characters."""
    code = ord(character)
    return (
        code < 0x20
        or 0x7F <= code < 0xA0
        or 0xD800 <= code < 0xE000
        or 0xFDD0 <= code < 0xFDF0
        or code & 0xFFFE == 0xFFFE
    )


def is_hidden(character: str) -> bool:
    """Whether a character shows nothing and isn't a space: no font is to be blamed for it."""
    return is_control(character) or character in _UNSEEN


def shown(text: str) -> str:
    """`text` for a terminal: what controls or can't be seen is named by its number, line ends kept."""
    unsafe = (one for one in set(text) if one != "\n" and is_hidden(one))
    return text.translate({ord(one): f"<U+{ord(one):04X}>" for one in unsafe})


def is_plain(value: str) -> bool:
    """Whether a line holds nothing that controls or can't be seen: told at once, as of nearly every line."""
    return value.replace("\u3000", "").isprintable() and _UNSEEN.isdisjoint(value)


def _controls(value: str, allowed: str) -> Message | None:
    if is_plain(value):
        return None
    for at, character in enumerate(value, 1):
        code = f"{ord(character):04X}"
        if character not in allowed and is_control(character):
            return msg("{at}文字目に印刷できない制御文字（U+{code}）があります。", at=at, code=code)
        if character in _UNSEEN:
            return msg("{at}文字目に目に見えない文字（U+{code}）があります。", at=at, code=code)
    return None


def readable(value: str) -> Message | None:
    """A reading is written in kana (with spaces, marks and Latin letters for foreign names)."""
    if not value or max(value) < "\u3400":
        return None
    for character in value:
        if "\u3400" <= character <= "\u9fff" or ord(character) >= 0x20000:
            return msg("ふりがなに漢字「{character}」が含まれています。", character=character)
    return None


BY_CHARACTER: Final[frozenset[Check]] = frozenset((printable, legible, readable))
"""The checks that a text passes just when each of its characters does."""


def between(least: int, most: int) -> Check:
    """A check that a whole number lies from `least` to `most`."""

    def check(value: int) -> Message | None:
        if least <= value <= most:
            return None
        return msg("{least}から{most}までの整数で入力してください。", least=least, most=most)

    return check


def in_calendar(value: dt.date) -> Message | None:
    """A day lies where era dates are reckoned, and not centuries ahead."""
    if wareki.FIRST_DAY <= value <= LAST_DAY:
        return None
    return msg(
        "{first}から{last}までの日を入力してください。",
        first=wareki.long(wareki.FIRST_DAY),
        last=wareki.long(LAST_DAY),
    )
