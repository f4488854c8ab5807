"""Whether the committee is composed as the city wants it on a day, and the reasons where it isn't."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kyodo_desktop.domain.dated import holds_on, in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.grouping import grouped
from kyodo_desktop.domain.records import (
    Appointment,
    Committee,
    ConcurrentPost,
    ExceptionReason,
    Person,
    PriorService,
    Selection,
    Term,
)
from kyodo_desktop.domain.rules.composition import (
    CategoryFacts,
    Judgement,
    Limit,
    MemberFacts,
    age_on,
    composition,
)
from kyodo_desktop.domain.rules.tenure import years_served
from kyodo_desktop.domain.served import TermDays
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.limits import limits
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.register import categories, require_term, terms
from kyodo_desktop.services.sitting import RosterLine, roster_on
from kyodo_desktop.storage import Change, Store


@dataclass(frozen=True, slots=True)
class Judged:
    """One limit judged, and the reason on record where a breach is accepted."""

    judgement: Judgement
    reason: ExceptionReason | None

    @property
    def warning(self) -> bool:
        """Whether it is a breach that nobody has given a reason for."""
        return self.judgement.ruling.verdict == "breach" and self.reason is None


def composition_on(store: Store, committee: Id, day: dt.date) -> tuple[Judged, ...]:
    """Every limit judged as of `day`. Raises `NotFound` between terms."""
    owner = store.get(Committee, committee)
    found = composition(
        owner.id,
        _members(store, owner.id, day),
        [
            CategoryFacts(key=one.id, name=one.name, seats=one.seats)
            for one in in_force(categories(store, owner.id), day)
        ],
        [Limit(one.kind.value, one.value, one.basis) for one in in_force(limits(store, owner.id), day)],
    )
    reasons = _reasons(store, require_term(store, owner.id, day), day)
    return tuple(Judged(one, reasons.get((one.code, one.subject))) for one in found)


def give_reason(
    store: Store, judgement: Judgement, reason: str, on: dt.date, *, by: str = "", lasting: bool = False
) -> Change:
    """Record why a breach is accepted (充て職 …): for the term in course, or for good if `lasting`."""
    with store.change(msg("構成の基準に合わない理由を記録")) as draft:
        if not reason.strip():
            raise refused(
                msg("構成の基準に合わない理由を記録できません"),
                msg("理由が入力されていません。"),
                msg("このままでよい理由を入力してください。"),
                "reason",
            )
        draft.add(
            ExceptionReason(
                id=draft.new_id(),
                code=judgement.code,
                subject=judgement.subject,
                reason=reason,
                decided_on=on,
                decided_by=by,
                lasting=lasting,
            )
        )
    return draft.change


def withdraw_reason(store: Store, reason: Id) -> Change:
    """Take a recorded reason back: the breach is a warning again."""
    stored = store.get(ExceptionReason, reason)
    with store.change(msg("例外の理由を取消")) as draft:
        draft.remove(stored)
    return draft.change


def _reasons(store: Store, term: Term, day: dt.date) -> Mapping[tuple[str, str], ExceptionReason]:
    """The reasons that hold on `day`: lasting, or given for the term in course (before it opened, too)."""
    before = [one.until for one in terms(store, term.committee) if one.until < term.since]
    opened = max(before, default=dt.date.min)
    return {
        (one.code, one.subject): one
        for one in store.find(ExceptionReason)
        if one.decided_on <= day and (one.lasting or one.decided_on > opened)
    }


def _members(store: Store, committee: Id, day: dt.date) -> list[MemberFacts]:
    lines = roster_on(store, committee, day).lines
    ids = [line.appointment.person for line in lines]
    people = {one.id: one for one in store.find_in(Person, "id", ids)}
    prior = {
        p.person for p in store.find_in(PriorService, "person", ids) if p.committee == committee and p.periods
    }
    posts = store.find_in(ConcurrentPost, "person", ids)
    seats = grouped(store.find_in(Appointment, "person", ids), lambda one: one.person)
    posts_held = Counter(one.person for one in posts if holds_on(one, day))
    own = {term.id for term in terms(store, committee)}
    return [
        _member(
            line,
            people[line.appointment.person],
            day,
            seats[line.appointment.person],
            own,
            earlier=line.appointment.person in prior,
            posts=posts_held[line.appointment.person],
        )
        for line in lines
    ]


def _member(
    line: RosterLine,
    person: Person,
    day: dt.date,
    seats: list[Appointment],
    own: set[Id],
    *,
    earlier: bool,
    posts: int,
) -> MemberFacts:
    seat = line.appointment
    here = [TermDays(one.since, one.until) for one in seats if one.term in own]
    elsewhere = {one.term for one in seats if one.term not in own and holds_on(one, day)}
    return MemberFacts(
        key=seat.id,
        name=line.name.name,
        category=seat.category,
        public_call=None if seat.selection is None else seat.selection is Selection.PUBLIC_CALL,
        sex=None if person.sex is None else person.sex.value,
        years=years_served(here, seat.until),
        earlier=earlier,
        periods=line.periods,
        posts=1 + len(elsewhere) + posts,
        age=_age(person, seat.since),
        again=earlier or any(one.term in own and one.until < seat.since for one in seats),
    )


def _age(person: Person, day: dt.date) -> int | None:
    """A birth after the appointment is a slip, and no age."""
    return None if person.born_on is None or person.born_on > day else age_on(person.born_on, day)
