"""Whether thousands of records are sound, told field by field instead of record by record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kyodo_desktop.domain.checks import BY_CHARACTER, Check
from kyodo_desktop.domain.fields import Record, asked, shape


def all_sound(cls: type[Record], records: Sequence[Record]) -> bool:
    """Whether nothing is wrong with records of `cls`, told field by field for thousands at once.

    False leaves it to `problems` to say what is wrong with which: it may then find nothing.
    """
    held = [vars(record) for record in records]
    for name, _default, wanted, checks, field in asked(cls):
        values = [one[name] for one in held]
        if field.empty:
            values = [value for value in values if value is not None]
        if not set(map(type, values)) <= {wanted}:
            return False
        if wanted is str and field.required and (not all(values) or any(map(str.isspace, values))):
            return False
        if not all(_passes(check, values) for check in checks):
            return False
    checks = shape(cls).checks
    return not any(check(record) for check in checks for record in records)


def _passes(check: Check, values: list[Any]) -> bool:
    """Whether all values pass a check; texts that are judged by their characters alone, as one text."""
    if check in BY_CHARACTER:
        return check("".join(values)) is None
    return not any(map(check, set(values)))
