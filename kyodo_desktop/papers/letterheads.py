"""What a letter takes from the register: its head, whom it goes to, and the record of a batch."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Generic

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.letter import Addressee, LetterHead
from kyodo_desktop.papers.paper import F, Occasion, Paper, Sending, V
from kyodo_desktop.services import correspondence
from kyodo_desktop.services.conveners import Signature, convener_on, mayor_on, signature_on
from kyodo_desktop.services.correspondence import Issue, Recipient, To
from kyodo_desktop.storage import Store

MEMBER: Final = "委員"
ALL: Final = "委員各位"


@dataclass(frozen=True, slots=True)
class Batch(Generic[V, F]):
    """Letters ready to be drawn, and how they go on record once they are (`issue_letters`)."""

    paper: Paper[V, F]
    view: V
    issue: Issue


def meeting_of(occasion: Occasion, what: str) -> Meeting:
    """The meeting of an occasion that must have one; that it hasn't is our mistake."""
    if occasion.meeting is None:
        raise ValueError(f"{what} belongs to a meeting")
    return occasion.meeting


def head_of_meeting(store: Store, occasion: Occasion) -> LetterHead:
    """The head of a letter about a meeting, in the name of who convenes it, as on the letter's day."""
    meeting, committee = meeting_of(occasion, "a letter about a meeting"), occasion.committee.id
    convener = meeting.convener or convener_on(store, committee, meeting.date)
    return head(store, occasion, signature_on(store, committee, _written(occasion), convener))


def head_on(store: Store, occasion: Occasion, day: dt.date) -> LetterHead:
    """The head of a letter about a meeting on `day` that isn't called yet."""
    return head(store, occasion, signature_on(store, occasion.committee.id, day))


def head_of_mayor(store: Store, occasion: Occasion) -> LetterHead:
    """The head of a letter in the city's name."""
    return head(store, occasion, mayor_on(store, occasion.committee.id, _written(occasion)))


def head(store: Store, occasion: Occasion, signature: Signature) -> LetterHead:
    """The head of a letter that `signature` signs."""
    sending, committee = occasion.sending, occasion.committee
    contact = correspondence.contact_on(store, committee.id, _written(occasion))
    made = LetterHead(
        sender_title=signature.title,
        sender=signature.name,
        prefix=committee.document_prefix,
        number=sending.number if sending else None,
        date=sending.on if sending else None,
        section=committee.section,
    )
    if contact is None:
        return made
    return replace(
        made,
        section=contact.section,
        person=contact.name,
        phone=contact.phone,
        fax=contact.fax,
        email=contact.email,
    )


def addressees(store: Store, occasion: Occasion, day: dt.date | None = None) -> tuple[Addressee, ...]:
    """The members to whom the letters go: those in office on `day` (the occasion's), in the roster's order.

    Where nobody is, a letter to all of them, whoever they will be.
    """
    found = correspondence.recipients(store, occasion.committee.id, day or occasion.day, occasion.to)
    name = occasion.committee.name
    return tuple(_addressee(name, one) for one in found) or (Addressee(name=ALL, body=name, suffix="none"),)


def prepare(
    store: Store,
    paper: Paper[V, F],
    forms: Path,
    occasion: Occasion,
    on: dt.date,
    *,
    to: tuple[Id, ...] | None = None,
    numbered: bool = True,
    edition: int = 1,
) -> Batch[V, F]:
    """Letters of `on` to the members `to` (None: all), under the next number.

    `edition` tells a correction of an earlier batch from it. Draw them with `issue.build`, then record them
    with `correspondence.issue_letters`.
    """
    committee = occasion.committee.id
    number = correspondence.next_document_number(store, committee, on) if numbered else None
    sent = replace(occasion, sending=Sending(on=on, number=number), to=to)
    view = paper.compose(store, sent)
    members = correspondence.recipients(store, committee, occasion.day, to)
    issue = Issue(
        committee=committee,
        paper=paper.key,
        title=paper.heading(view, paper.read(forms)),
        on=on,
        meeting=occasion.meeting.id if occasion.meeting else None,
        number=number,
        edition=edition,
        to=_sent_to(paper.sent_to(view), members),
    )
    return Batch(paper, view, issue)


def _sent_to(named: tuple[str, ...] | None, members: tuple[Recipient, ...]) -> tuple[To, ...]:
    """To whom a batch goes: those `named`, the members' appointments with them, or all the members."""
    if named is None:
        return tuple(To(one.name.name, one.appointment) for one in members)
    seats: dict[str, list[Id]] = {}
    for one in members:
        seats.setdefault(one.name.name, []).append(one.appointment)
    return tuple(To(name, seats[name].pop(0) if seats.get(name) else None) for name in named)


def without_address(to: tuple[Addressee, ...]) -> tuple[Message, ...]:
    """What the clerk should know before letters go into window envelopes: whose address isn't on record."""
    return tuple(
        msg("{name}委員の住所が登録されていません。", name=one.name) for one in to if not one.address
    )


def _written(occasion: Occasion) -> dt.date:
    """The day a letter is written: of a draft, the occasion's."""
    return occasion.sending.on if occasion.sending else occasion.day


def _addressee(committee: str, one: Recipient) -> Addressee:
    return Addressee(
        name=one.name.name,
        body=committee,
        title=one.office.role.label if one.office else MEMBER,
        postcode=one.person.postcode,
        address=one.person.address,
        base_form=one.name.base_form_accepted,
    )
