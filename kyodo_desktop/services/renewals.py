"""A new term with all its members at once (改選): who continues, who is new, in one act and one undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.names import search_key
from kyodo_desktop.domain.records import Appointment, Committee, PersonName, PriorService, Selection, Term
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.appointments import enter_person, seat_member
from kyodo_desktop.services.committees import enter_term
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.register import name_on, terms
from kyodo_desktop.storage import Change, Draft, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuing:
    """Somebody whom the register knows already (再任), and the category of the seat."""

    person: Id
    category: Id
    selection: Selection | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody new to the register (新任). `namesake`: of the same name as another person, meant so."""

    name: str
    category: Id
    kana: str = ""
    organisation: str = ""
    post: str = ""
    joined: bool = False
    prior_periods: int = 0
    selection: Selection | None = None
    namesake: bool = False


def renew_term(
    store: Store, committee: Id, *, since: dt.date, until: dt.date, members: Sequence[Continuing | Newcomer]
) -> Change:
    """Open a term and appoint its members, in the order of the new roster; offices are elected anew.

    A newcomer who is called like a member of an earlier term is taken for a slip, since their earlier periods
    would be lost, unless `namesake` says that it is another person. A term already opened with these days is
    used while it has no members.
    """
    owner = store.get(Committee, committee)
    with store.change(
        msg("{since}からの任期の委員{n}人の委嘱を記録", since=said(since), n=len(members))
    ) as draft:
        term = _term(store, draft, owner.id, since, until)
        for member in members:
            match member:
                case Continuing():
                    _continue(store, draft, term, member)
                case Newcomer():
                    _enter(store, draft, term, member)
    return draft.change


def _term(store: Store, draft: Draft, committee: Id, since: dt.date, until: dt.date) -> Term:
    for term in terms(store, committee):
        if (term.since, term.until) == (since, until) and not store.find(Appointment, term=term.id):
            return term
    return enter_term(store, draft, committee, since, until)


def _continue(store: Store, draft: Draft, term: Term, member: Continuing) -> None:
    name = name_on(store, member.person, term.since).name
    seat_member(store, draft, term.id, member.category, member.person, name=name, selection=member.selection)


def _enter(store: Store, draft: Draft, term: Term, member: Newcomer) -> None:
    if not member.namesake:
        _check_known(store, term, member.name)
    person = enter_person(
        draft, member.name, member.kana, member.organisation, member.post, joined=member.joined
    )
    if member.prior_periods:
        draft.add(
            PriorService(
                id=draft.new_id(), committee=term.committee, person=person, periods=member.prior_periods
            )
        )
    seat_member(store, draft, term.id, member.category, person, name=member.name, selection=member.selection)


def _check_known(store: Store, term: Term, name: str) -> None:
    own = [one.id for one in terms(store, term.committee)]
    people = {seat.person for seat in store.find_in(Appointment, "term", own)}
    folded = search_key(name)
    if folded and any(search_key(one.name) == folded for one in store.find_in(PersonName, "person", people)):
        raise refused(
            msg("{name}を新任として委嘱できません", name=name),
            msg("同じ氏名の委員が、この委員会の名簿にいます。新任とすると、以前の期が数えられません。"),
            msg("同じ人であれば再任とし、同姓同名の別の人であれば、その旨を指定してください。"),
            "name",
        )
