"""What the regulation makes of plain facts: pure functions of a `Law` that explain themselves.

RULES lists every rule of the package, under the name that a screen or a test asks for it by.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from kyodo_desktop.domain.rules.decision import VoteFacts, decide, eligible
from kyodo_desktop.domain.rules.election import ElectionFacts, elect
from kyodo_desktop.domain.rules.entitlement import MemberFacts, entitled, quorum_presence
from kyodo_desktop.domain.rules.presiding import PresidingFacts, convener, preside
from kyodo_desktop.domain.rules.quorum import MeetingFacts, broken, quorum
from kyodo_desktop.domain.ruling import Alternative, Ruling
from kyodo_desktop.i18n import mark

__all__ = [
    "RULES",
    "Alternative",
    "ElectionFacts",
    "MeetingFacts",
    "MemberFacts",
    "PresidingFacts",
    "Rule",
    "Ruling",
    "VoteFacts",
    "broken",
    "convener",
    "decide",
    "elect",
    "eligible",
    "entitled",
    "preside",
    "quorum",
    "quorum_presence",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its module's name, its label, and the function that judges."""

    name: str
    label: str
    judge: Callable[..., Any]


RULES: Final[tuple[Rule, ...]] = (
    Rule("quorum", mark("定足数"), quorum),
    Rule("decision", mark("議決"), decide),
    Rule("election", mark("選任"), elect),
    Rule("presiding", mark("議長"), preside),
    Rule("entitlement", mark("表決権"), entitled),
)
