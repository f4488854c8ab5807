"""How far a long piece of work has come."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

from kyodo_desktop.i18n import Message

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps; `label` says what was just done. Its generator can be closed."""

    done: int
    total: int
    label: Message


def drained(work: Generator[Progress, None, T]) -> T:
    """What `work` returns, its progress unseen: for the command line and tests."""
    while True:
        try:
            next(work)
        except StopIteration as done:
            return done.value
