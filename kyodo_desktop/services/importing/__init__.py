"""Import (取込み): a received table becomes records, after the clerk has seen what it would change."""

from __future__ import annotations

from kyodo_desktop.services.importing.cells import written
from kyodo_desktop.services.importing.headings import best, guess, headed, headings, signature
from kyodo_desktop.services.importing.importer import (
    accepting,
    apply_replies,
    apply_roster,
    plan_for,
    preview,
    purpose_of,
)
from kyodo_desktop.services.importing.lines import (
    PROPOSALS,
    UNTAKEABLE,
    Chosen,
    Dated,
    Difference,
    Fault,
    Like,
    Line,
    LineKind,
    Plan,
    Preview,
    Proposal,
    Purpose,
    Untaken,
)
from kyodo_desktop.services.importing.targets import Target, targets
from kyodo_desktop.services.importing.vocabulary import Vocabulary, vocabulary

__all__ = [
    "PROPOSALS",
    "UNTAKEABLE",
    "Chosen",
    "Dated",
    "Difference",
    "Fault",
    "Like",
    "Line",
    "LineKind",
    "Plan",
    "Preview",
    "Proposal",
    "Purpose",
    "Target",
    "Untaken",
    "Vocabulary",
    "accepting",
    "apply_replies",
    "apply_roster",
    "best",
    "guess",
    "headed",
    "headings",
    "plan_for",
    "preview",
    "purpose_of",
    "signature",
    "targets",
    "vocabulary",
    "written",
]
