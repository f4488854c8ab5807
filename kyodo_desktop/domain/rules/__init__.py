"""What the regulation makes of plain facts: pure functions of a `Law` that explain themselves.

RULES lists every rule of the package, under the name that a screen or a test asks for it by.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from kyodo_desktop.domain.rules.composition import composition
from kyodo_desktop.domain.rules.decision import VoteFacts, decide, eligible
from kyodo_desktop.domain.rules.election import ElectionFacts, elect
from kyodo_desktop.domain.rules.entitlement import MemberFacts, entitled, quorum_presence
from kyodo_desktop.domain.rules.notice import notice
from kyodo_desktop.domain.rules.presiding import PresidingFacts, convener, preside
from kyodo_desktop.domain.rules.quorum import MeetingFacts, broken, quorum
from kyodo_desktop.domain.rules.tenure import remaining, tenure
from kyodo_desktop.domain.rules.terms import between, faults, length
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
    "between",
    "broken",
    "composition",
    "convener",
    "decide",
    "elect",
    "eligible",
    "entitled",
    "faults",
    "length",
    "notice",
    "preside",
    "quorum",
    "quorum_presence",
    "remaining",
    "tenure",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its label, and the function that judges."""

    label: str
    judge: Callable[..., Any]

    @property
    def name(self) -> str:
        """What a test or a screen asks for it by: the function's name."""
        return self.judge.__name__


RULES: Final[tuple[Rule, ...]] = (
    Rule(mark("定足数"), quorum),
    Rule(mark("議決"), decide),
    Rule(mark("選任"), elect),
    Rule(mark("議長"), preside),
    Rule(mark("表決権"), entitled),
    Rule(mark("開催通知の期限"), notice),
    Rule(mark("委員の構成"), composition),
    Rule(mark("期"), tenure),
    Rule(mark("補欠の残任期間"), remaining),
    Rule(mark("任期の長さ"), length),
    Rule(mark("続く任期の間"), between),
    Rule(mark("任期の空白と重なり"), faults),
)
