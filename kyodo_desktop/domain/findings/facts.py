"""The plain facts that every check judges: a committee as of a day, and the meeting that is looked at."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.grouping import grouped
from kyodo_desktop.domain.records import (
    Affiliation,
    AgendaItem,
    Appointment,
    Attendance,
    BodyText,
    Category,
    Committee,
    Consultation,
    Contact,
    ContinuedDeliberation,
    DocumentNumber,
    IssuedPaper,
    Material,
    MaterialFamily,
    Meeting,
    Office,
    Person,
    PersonName,
    PlanEntry,
    Question,
    Recommendation,
    RegulationVersion,
    Reply,
    Report,
    Sender,
    Survey,
    SurveyChoice,
    SurveyFact,
    Term,
    Venue,
)
from kyodo_desktop.domain.rules.notice import LEAD
from kyodo_desktop.domain.workdays import Closed


def never_closed(day: dt.date) -> str:  # noqa: ARG001 - the shape of what a caller passes in
    """Stand-in where no calendar is given: every day is open."""
    return ""


def lacks_nothing(text: str) -> tuple[str, ...]:  # noqa: ARG001
    """Stand-in where no fonts are given: every character can be printed."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What the checks need from outside the register.

    `closed` names why a day is closed (勤労感謝の日, 土曜日 …; "" for a working day); `lacks` names the
    characters of a text that no font has; `organisations` are names known to be right; `notice_lead` is by
    how many days the notice goes out before the meeting, where the regulation is silent.
    """

    closed: Closed = never_closed
    lacks: Callable[[str], tuple[str, ...]] = lacks_nothing
    organisations: tuple[str, ...] = ()
    notice_lead: int = LEAD


NOWHERE = Outside()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A committee as of `day`. Items, materials, texts, replies and attendances are those of `meeting`.

    Meetings, terms, consultations, the plan and the numbers are all that the register holds. Appointments are
    those of the day, those of who answered for the meeting or was there, and any that don't fit their term;
    offices, people, names and affiliations are theirs.
    """

    committee: Committee
    day: dt.date
    meeting: Meeting | None = None
    outside: Outside = NOWHERE
    meetings: tuple[Meeting, ...] = ()
    terms: tuple[Term, ...] = ()
    categories: tuple[Category, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    offices: tuple[Office, ...] = ()
    people: tuple[Person, ...] = ()
    names: tuple[PersonName, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    materials: tuple[Material, ...] = ()
    bodies: tuple[BodyText, ...] = ()
    replies: tuple[Reply, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    surveys: tuple[Survey, ...] = ()
    survey_facts: tuple[SurveyFact, ...] = ()
    questions: tuple[Question, ...] = ()
    choices: tuple[SurveyChoice, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    reports: tuple[Report, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    continued: tuple[ContinuedDeliberation, ...] = ()
    plan: tuple[PlanEntry, ...] = ()
    regulations: tuple[RegulationVersion, ...] = ()
    venues: tuple[Venue, ...] = ()
    senders: tuple[Sender, ...] = ()
    contacts: tuple[Contact, ...] = ()
    numbers: tuple[DocumentNumber, ...] = ()
    issued: tuple[IssuedPaper, ...] = ()

    def term(self) -> Term | None:
        """The term in force on the day, if one is."""
        return next((term for term in self.terms if holds_on(term, self.day)), None)

    def seated(self) -> tuple[Appointment, ...]:
        """The appointments in force on the day."""
        return self._seated

    def name(self, person: Id) -> str:
        """What a person is called on the day; their last known name where none holds."""
        return self._called.get(person, "？")

    def affiliations_of(self, person: Id) -> tuple[Affiliation, ...]:
        """Where a person belongs on the day."""
        return tuple(self._places.get(person, ()))

    @cached_property
    def _seated(self) -> tuple[Appointment, ...]:
        return tuple(one for one in self.appointments if holds_on(one, self.day))

    @cached_property
    def _called(self) -> dict[Id, str]:
        known = {one.person: one.name for one in self.names}
        return known | {one.person: one.name for one in self.names if holds_on(one, self.day)}

    @cached_property
    def _places(self) -> dict[Id, list[Affiliation]]:
        now = (one for one in self.affiliations if holds_on(one, self.day))
        return grouped(now, lambda one: one.person)

    def material_numbers(self) -> dict[Id, str]:
        """The number of each material (資料1, 別紙1 …) by its id: its place in its family."""
        count: Counter[MaterialFamily] = Counter()
        numbers: dict[Id, str] = {}
        for one in sorted(self.materials, key=lambda material: (material.order, material.id)):
            count[one.family] += 1
            numbers[one.id] = numbering.material_number(one.family, count[one.family])
        return numbers
