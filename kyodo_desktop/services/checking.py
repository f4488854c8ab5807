"""Checking (点検): what is wrong with a committee's register before its papers print, what was accepted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kyodo_desktop.domain import findings
from kyodo_desktop.domain.dated import in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.findings import Facts, Finding, Outside, Place, Severity
from kyodo_desktop.domain.findings.facts import NOWHERE
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
    ExceptionReason,
    IssuedPaper,
    Material,
    Meeting,
    MeetingStatus,
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
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.services import tomlfile
from kyodo_desktop.services.calendar import Calendar, calendar_of
from kyodo_desktop.services.composing import composition_on
from kyodo_desktop.services.convening import meetings
from kyodo_desktop.services.limits import limits
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Store

_SEATS: Final = "composition.seats"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that somebody has accepted, and the reason on record."""

    finding: Finding
    reason: ExceptionReason


@dataclass(frozen=True, slots=True)
class _Closed:
    """The calendar's answer as a value: two that say the same are equal, as two methods aren't."""

    calendar: Calendar

    def __call__(self, day: dt.date) -> str:
        return self.calendar.closed(day)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a check judges: the facts, the reasons that count, by check and record, and what limits say.

    `limits` are the breaches of the city's limits of composition, with the reason where one is on record.
    """

    facts: Facts
    reasons: Mapping[tuple[str, Id], ExceptionReason]
    limits: tuple[tuple[Finding, ExceptionReason | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of a committee found: `findings` the gravest first, `accepted` apart from them."""

    committee: Committee
    meeting: Meeting | None
    day: dt.date
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(1 for one in self.findings if one.severity is severity)


def check_meeting(
    store: Store, meeting: Id, *, outside: Outside = NOWHERE, more: Iterable[Finding] = ()
) -> Checked:
    """Check a meeting and its committee as of the meeting's day. Raises `NotFound`.

    `outside` brings what lies outside the register (the office's calendar is the register's own), `more` the
    findings of others, on its papers, to be told with these.
    """
    return judge(gather(store, meeting, outside=outside), more)


def check_committee(store: Store, committee: Id, day: dt.date, *, outside: Outside = NOWHERE) -> Checked:
    """Check a committee by itself, without a meeting, as of `day`. Raises `NotFound`."""
    facts = facts_of(store, store.get(Committee, committee), None, day, outside)
    return judge(_gathered(store, facts))


def gather(store: Store, meeting: Id, *, outside: Outside = NOWHERE) -> Gathered:
    """What the check of a meeting judges, read from the register: `judge` may do so anywhere."""
    held = store.get(Meeting, meeting)
    facts = facts_of(store, store.get(Committee, held.committee), held, held.date, outside)
    return _gathered(store, facts)


def judge(gathered: Gathered, more: Iterable[Finding] = ()) -> Checked:
    """Carry out every check; the register isn't touched."""
    facts, reasons = gathered.facts, gathered.reasons
    limits = [one for one, _ in gathered.limits]
    found = sorted([*findings.found(facts), *limits, *more], key=lambda one: one.severity)
    accepted = [Accepted(one, reasons[key]) for one in found if (key := (one.code, one.place.id)) in reasons]
    accepted += [Accepted(one, reason) for one, reason in gathered.limits if reason is not None]
    told = {one.finding for one in accepted}
    return Checked(
        committee=facts.committee,
        meeting=facts.meeting,
        day=facts.day,
        findings=tuple(one for one in found if one not in told),
        accepted=tuple(accepted),
    )


def meeting_at_hand(store: Store, committee: Id, day: dt.date) -> Meeting | None:
    """The meeting to check on `day`: the next not yet held, else the last; none that was called off."""
    valid = [one for one in meetings(store, committee) if one.status is not MeetingStatus.CANCELLED]
    coming = [one for one in valid if one.date >= day and one.status is not MeetingStatus.HELD]
    return coming[0] if coming else valid[-1] if valid else None


def accept(
    store: Store, finding: Finding, reason: str, on: dt.date, *, by: str = "", lasting: bool = False
) -> Change:
    """Record why a finding stands as it is; unless `lasting`, only until the next meeting has been held.

    Figures published by others can't be put right here, so an error may be accepted too. A reason must be
    given: `InvalidRecord` else.
    """
    with store.change(msg("点検「{title}」の例外を記録", title=Message(finding.title))) as draft:
        draft.add(exception(draft.new_id(), finding, reason, on, by=by, lasting=lasting))
    return draft.change


def exception(
    made: Id, finding: Finding, reason: str, on: dt.date, *, by: str = "", lasting: bool = False
) -> ExceptionReason:
    """The record of why a finding stands as it is. Raises `InvalidRecord` without a reason."""
    if not reason.strip():
        raise refused(
            msg("点検「{title}」の例外を記録できません", title=Message(finding.title)),
            msg("理由が入力されていません。"),
            msg("このままでよい理由を入力してください。"),
            "reason",
        )
    return ExceptionReason(
        id=made,
        code=finding.code,
        subject=finding.place.id,
        reason=reason,
        decided_on=on,
        decided_by=by,
        lasting=lasting,
    )


def known_organisations(file: Path) -> tuple[str, ...]:
    """The names in the list of organisations (TOML). Raises `NotFound` without it, `InvalidRecord`."""
    return tomlfile.read(file).known("organisations").texts("organisations")


def facts_of(
    store: Store, committee: Committee, meeting: Meeting | None, day: dt.date, outside: Outside
) -> Facts:
    """Everything that the checks judge, read from the register."""
    closed = _Closed(calendar_of(store, committee.id))
    return Facts(
        committee=committee,
        day=day,
        meeting=meeting,
        outside=replace(outside, closed=closed),
        meetings=meetings(store, committee.id),
        **_roster(store, committee.id, day, meeting),
        **_of_meeting(store, meeting),
        **_surveys(store, committee.id, meeting),
        **_consultations(store, committee.id),
        plan=store.find(PlanEntry, committee=committee.id),
        regulations=store.find(RegulationVersion, committee=committee.id),
        venues=store.find(Venue),
        senders=store.find(Sender, committee=committee.id),
        contacts=store.find(Contact, committee=committee.id),
        numbers=store.find(DocumentNumber, committee=committee.id),
        issued=store.find(IssuedPaper, committee=committee.id),
    )


def _gathered(store: Store, facts: Facts) -> Gathered:
    limits = tuple(_limits(store, facts)) if facts.term() else ()
    told = {(one.code, one.place.id) for one, _ in limits}  # their reasons hold for the term in course
    reasons = {key: one for key, one in _reasons(store, facts).items() if key not in told}
    return Gathered(facts, reasons, limits)


def _limits(store: Store, facts: Facts) -> Iterator[tuple[Finding, ExceptionReason | None]]:
    """The breaches of the city's limits; the seats themselves have a check of their own."""
    if not in_force(limits(store, facts.committee.id), facts.day):
        return
    for one in composition_on(store, facts.committee.id, facts.day):
        judgement = one.judgement
        if judgement.ruling.verdict != "breach" or judgement.code == _SEATS:
            continue
        whole = judgement.subject == facts.committee.id
        finding = Finding(
            code=judgement.code,
            severity=Severity.WARNING,
            title=mark("構成の基準"),
            sentence=judgement.ruling.sentence,
            remedy=msg("委員の選任を見直すか、充て職などの理由を記録してください。"),
            place=Place("Committee" if whole else "Appointment", judgement.subject),
        )
        yield finding, one.reason


def _reasons(store: Store, facts: Facts) -> dict[tuple[str, Id], ExceptionReason]:
    """The reasons that count on the day, by check and record: lasting, or given since the last meeting."""
    past = [
        one.date
        for one in facts.meetings
        if one.date < facts.day and one.status is not MeetingStatus.CANCELLED
    ]
    last = max(past, default=dt.date.min)
    return {
        (one.code, one.subject): one
        for one in store.find(ExceptionReason)
        if one.lasting or one.decided_on > last
    }


def _roster(store: Store, committee: Id, day: dt.date, meeting: Meeting | None) -> dict[str, Any]:
    """Who sits on the day, who answered for the meeting or was there, and the seats that leave their term.

    A register holds many times as many whom no check asks about.
    """
    terms = store.find(Term, committee=committee)
    seats = {one.id: one for one in _seats(store, terms, day, meeting)}
    people = list(dict.fromkeys(one.person for one in seats.values()))
    return {
        "terms": terms,
        "categories": store.find(Category, committee=committee),
        "appointments": tuple(seats.values()),
        "offices": store.find_in(Office, "appointment", list(seats)),
        "people": store.find_in(Person, "id", people),
        "names": store.find_in(PersonName, "person", people),
        "affiliations": store.find_in(Affiliation, "person", people),
    }


def _seats(
    store: Store, terms: Iterable[Term], day: dt.date, meeting: Meeting | None
) -> Iterator[Appointment]:
    ids = [one.id for one in terms]
    yield from store.find_in(Appointment, "term", [one.id for one in in_force(terms, day)])
    yield from store.find_outside(Appointment, "term", Term, ids)
    if meeting is not None:
        answered = [
            one.appointment for cls in (Reply, Attendance) for one in store.find(cls, meeting=meeting.id)
        ]
        known = set(ids)
        yield from (one for one in store.find_in(Appointment, "id", answered) if one.term in known)


def _of_meeting(store: Store, meeting: Meeting | None) -> dict[str, Any]:
    if meeting is None:
        return {}
    materials = store.find(Material, meeting=meeting.id)
    return {
        "items": store.find(AgendaItem, meeting=meeting.id),
        "materials": materials,
        "bodies": store.find_in(BodyText, "material", [one.id for one in materials]),
        "replies": store.find(Reply, meeting=meeting.id),
        "attendances": store.find(Attendance, meeting=meeting.id),
    }


def _surveys(store: Store, committee: Id, meeting: Meeting | None) -> dict[str, Any]:
    """The surveys that the meeting is given a report of; without a meeting, all."""
    known = store.find(Survey, committee=committee)
    if meeting is not None:
        given = {one.survey for one in store.find(Material, meeting=meeting.id)}
        known = tuple(one for one in known if one.id in given)
    ids = [one.id for one in known]
    questions = store.find_in(Question, "survey", ids)
    return {
        "surveys": known,
        "survey_facts": store.find_in(SurveyFact, "survey", ids),
        "questions": questions,
        "choices": store.find_in(SurveyChoice, "question", [one.id for one in questions]),
    }


def _consultations(store: Store, committee: Id) -> dict[str, Any]:
    asked = store.find(Consultation, committee=committee)
    reports = store.find_in(Report, "consultation", [one.id for one in asked])
    return {
        "consultations": asked,
        "reports": reports,
        "recommendations": store.find_in(Recommendation, "report", [one.id for one in reports]),
        "continued": store.find_in(ContinuedDeliberation, "consultation", [one.id for one in asked]),
    }


__all__ = [
    "Accepted",
    "Checked",
    "Gathered",
    "accept",
    "check_committee",
    "check_meeting",
    "exception",
    "facts_of",
    "gather",
    "judge",
    "known_organisations",
    "meeting_at_hand",
]
