"""Letters (公文書): their numbers, to whom they go, whom to ask, and the record of what was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.dated import in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    Affiliation,
    Committee,
    Contact,
    Dispatch,
    DocumentNumber,
    IssuedPaper,
    Office,
    Person,
    PersonName,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.calendar import calendar_of
from kyodo_desktop.services.refusal import absent, refused
from kyodo_desktop.services.sitting import roster_on
from kyodo_desktop.storage import Change, Draft, Store


@dataclass(frozen=True, slots=True)
class Recipient:
    """A member to whom a letter goes, as of a day; `office` is one held before that day."""

    appointment: Id
    person: Person
    name: PersonName
    affiliation: Affiliation | None
    office: Office | None


@dataclass(frozen=True, slots=True)
class To:
    """One whom a paper goes to: a member by the appointment, anybody else by name alone."""

    addressee: str
    appointment: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A paper as it goes out. `number` is the one printed on it; None where it bears none."""

    committee: Id
    paper: str
    title: str
    on: dt.date
    meeting: Id | None = None
    number: int | None = None
    edition: int = 1
    to: tuple[To, ...] = ()


def recipients(
    store: Store, committee: Id, day: dt.date, only: Collection[Id] | None = None
) -> tuple[Recipient, ...]:
    """The members in office on `day` in the roster's order; with `only`, those of these appointments.

    Raises `NotFound` where no term holds on that day.
    """
    lines = roster_on(store, committee, day).lines
    wanted = [line for line in lines if only is None or line.appointment.id in only]
    persons = {
        one.id: one for one in store.find_in(Person, "id", [line.appointment.person for line in wanted])
    }
    return tuple(
        Recipient(
            line.appointment.id,
            persons[line.appointment.person],
            line.name,
            line.affiliation,
            line.office if line.office is not None and line.office.since < day else None,
        )
        for line in wanted
    )


def contact_on(store: Store, committee: Id, day: dt.date) -> Contact | None:
    """Whom members and the public ask on `day`; None where nobody is on record."""
    return next(iter(in_force(store.find(Contact, committee=committee), day)), None)


def closed_before(store: Store, committee: Id, day: dt.date, days: int = 90) -> frozenset[dt.date]:
    """The days up to `days` before `day` on which the office is closed, for terms that are counted back."""
    calendar = calendar_of(store, committee)
    asked = (day - dt.timedelta(days=back) for back in range(days + 1))
    return frozenset(one for one in asked if calendar.closed(one))


def numbers(store: Store, committee: Id) -> tuple[DocumentNumber, ...]:
    """The numbers on record, by fiscal year and prefix."""
    found = store.find(DocumentNumber, committee=committee)
    return tuple(sorted(found, key=lambda one: (one.fiscal_year, one.prefix, one.number)))


def next_document_number(store: Store, committee: Id, on: dt.date) -> int:
    """The number that a letter of `on` would have: one more than the fiscal year's last under the prefix.

    A number once taken isn't used again, though the act was undone or the record removed.
    """
    owner, year = store.get(Committee, committee), wareki.fiscal_year(on)
    taken = (*store.find(DocumentNumber, committee=committee), *store.ever(DocumentNumber))
    series = (owner.id, year, owner.document_prefix)
    same = [one.number for one in taken if (one.committee, one.fiscal_year, one.prefix) == series]
    return max(same, default=0) + 1


def take_number(store: Store, committee: Id, subject: str, on: dt.date) -> Change:
    """Take the next number for a document that isn't made here. The Change holds the DocumentNumber."""
    with store.change(msg("「{subject}」の文書番号を取得", subject=subject)) as draft:
        number = next_document_number(store, committee, on)
        _enter_number(store, draft, committee, number, subject, on)
    return draft.change


def issue_letters(store: Store, issue: Issue, data: bytes) -> Change:
    """Record in one act that a batch was issued: its number, its bytes, and to whom it went.

    `data` was made with `issue.number`. Raises `InvalidRecord` where that number has been taken since, and
    where it goes to nobody.
    """
    what = msg("「{title}」の発行を記録できません", title=issue.title)
    if not issue.to:
        raise refused(what, msg("宛先がいません。"), msg("宛先を選んでください。"), "to")
    with store.change(msg("「{title}」を発行", title=issue.title)) as draft:
        number = None if issue.number is None else _number(store, draft, issue, issue.number, what)
        paper = draft.add(
            IssuedPaper(
                id=draft.new_id(),
                committee=issue.committee,
                meeting=issue.meeting,
                paper=issue.paper,
                title=issue.title,
                document_number=number,
                edition=issue.edition,
                issued_on=issue.on,
                sha256=draft.keep(data),
            )
        )
        for one in issue.to:
            draft.add(
                Dispatch(
                    id=draft.new_id(),
                    issued=paper.id,
                    appointment=one.appointment,
                    addressee=one.addressee,
                )
            )
    return draft.change


def issued(store: Store, committee: Id, meeting: Id | None = None) -> tuple[IssuedPaper, ...]:
    """What was issued, the oldest first; with `meeting` what was issued for it."""
    known = {} if meeting is None else {"meeting": meeting}
    return tuple(sorted(store.find(IssuedPaper, committee=committee, **known), key=lambda one: one.issued_on))


def sent_to(store: Store, paper: Id) -> tuple[Dispatch, ...]:
    """To whom an issued paper went."""
    return store.find(Dispatch, issued=paper)


def _number(store: Store, draft: Draft, issue: Issue, number: int, what: Message) -> Id:
    if number != next_document_number(store, issue.committee, issue.on):
        raise refused(
            what,
            msg("文書番号{number}は、ほかの文書に使われたか、年度の次の番号ではありません。", number=number),
            msg("文書を作り直すと、次の番号が付きます。"),
            "number",
        )
    return _enter_number(store, draft, issue.committee, number, issue.title, issue.on).id


def _enter_number(
    store: Store, draft: Draft, committee: Id, number: int, subject: str, on: dt.date
) -> DocumentNumber:
    owner = store.get(Committee, committee)
    if not owner.document_prefix:
        raise absent(
            msg("文書番号を付けられません"),
            msg("文書番号の記号（「川協発第」など）が登録されていません。"),
            msg("委員会の「文書番号の記号」を入力してください。"),
        )
    return draft.add(
        DocumentNumber(
            id=draft.new_id(),
            committee=owner.id,
            fiscal_year=wareki.fiscal_year(on),
            prefix=owner.document_prefix,
            number=number,
            subject=subject,
            taken_on=on,
        )
    )
