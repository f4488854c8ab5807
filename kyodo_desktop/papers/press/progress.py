"""How far a long piece of work has come."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.i18n import Message


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps; `label` says what was just done. Its generator can be closed."""

    done: int
    total: int
    label: Message
