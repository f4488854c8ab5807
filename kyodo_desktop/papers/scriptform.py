"""What the chair's script says, as an office words it: every sentence that no rule gives."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.papers.forms import Margins, Type, measure, wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """Who speaks beside the officers; the officers are called as the regulation calls them."""

    secretariat: str = wording()
    provisional: str = wording()
    floor: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """From the opening to the materials."""

    heading: str = wording()
    opens: str = wording("number", "committee")
    counted: str = wording()
    foreseen: str = wording()
    blank: str = wording("needed", "article")
    absent: str = wording("names")
    materials: str = wording()
    material: str = wording("number", "title")
    apart: str = wording()
    lacking: str = wording()
    opinion: str = wording("name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What is said at an item whose title holds one of the words in `match` (a・b)."""

    match: str = wording()
    say: str = wording("item", "title")
    note: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """Items that are neither discussed nor decided."""

    say: str = wording("item", "title")
    ceremony: Cue
    greeting: Cue
    introductions: Cue
    others: Cue
    coming: Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Chairing:
    """How somebody comes into the chair."""

    secretariat: str = wording("chair")
    eldest: str = wording("chair", "name")
    chosen: str = wording("chair", "name")
    thanked: str = wording("name")
    called: str = wording("article", "presider")
    accepted: str = wording("presider")
    handed: str = wording("chair")
    seated: str = wording("chair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Electing:
    """An election by nomination, and by ballot."""

    begins: str = wording("item", "title", "office", "article")
    follows: str = wording("office")
    entrusted: str = wording()
    asked: str = wording()
    proposed: str = wording("office", "nominee")
    agreed: str = wording("office", "nominee")
    objected: str = wording()
    balloted: str = wording("office")
    ballots: str = wording()
    lot: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Business:
    """A report, a discussion, a decision."""

    begins: str = wording("item", "title")
    explained: str = wording("materials")
    explained_bare: str = wording()
    questions: str = wording()
    answers: str = wording()
    opinions: str = wording()
    deliberated: str = wording()
    report_ends: str = wording()
    report_note: str = wording()
    discussion_ends: str = wording()
    decision_ends: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Voting:
    """A vote, from 異議なし to 記名."""

    no_objection: str = wording("motion")
    voices: str = wording()
    objected: str = wording()
    unclear: str = wording()
    hands: str = wording("motion")
    standing: str = wording("motion")
    named: str = wording("motion")
    ballot: str = wording("motion")
    ayes: str = wording()
    noes_by_hands: str = wording()
    noes_standing: str = wording()
    noes: str = wording()
    collected: str = wording()
    needed: str = wording("present", "needed", "share", "article")
    carried: str = wording("share")
    not_carried: str = wording("share")
    tied: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """From the next date to the end."""

    heading: str = wording()
    coming: str = wording("when")
    coming_unknown: str = wording()
    ends: str = wording()
    closes: str = wording("number", "committee")


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """How long each kind of item is planned to take, in minutes; 0 tells no time after it."""

    procedure: int = measure(0, 240)
    election: int = measure(0, 240)
    report: int = measure(0, 240)
    discussion: int = measure(0, 240)
    decision: int = measure(0, 240)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Widths and white in millimetres; `line` in ems."""

    time: float = measure(8, 60)
    speaker: float = measure(10, 80)
    line: float = measure(1, 3)
    gap: float = measure(0, 20)
    heading: float = measure(0, 30)
    inset: float = measure(0, 40)
    shade: float = measure(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptForm:
    """The form's wording and geometry."""

    title: str = wording("number", "committee")
    legend: str = wording()
    speakers: Speakers
    opening: Opening
    procedure: Procedure
    chairing: Chairing
    electing: Electing
    business: Business
    voting: Voting
    closing: Closing
    minutes: Minutes
    margins: Margins
    heading: Type
    body: Type
    strong: Type
    note: Type
    columns: Columns
