"""Who sits at the table on a day, as seating plans, name plates and attendance lists name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Guest, GuestRole, OfficeRole
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.paper import Occasion, Printed
from kyodo_desktop.services import roster
from kyodo_desktop.services.roster import RosterLine
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitter:
    """A member, or a guest where there is no `appointment`.

    `role` is what the name is said with: 委員長, 副委員長, or for a guest 説明員; empty for a member without
    an office. `base_form`: the clerk accepted the base form of a variation no font has.
    """

    name: str
    appointment: Id = ""
    role: str = ""
    category: str = ""
    affiliation: str = ""
    base_form: bool = False


def members(store: Store, occasion: Occasion) -> tuple[Sitter, ...]:
    """The members on the occasion's day in the roster's order. Raises NotFound between terms."""
    return tuple(
        Sitter(
            name=line.name.name,
            appointment=line.appointment.id,
            role=line.office.role.label if line.office else "",
            category=line.category.name,
            affiliation=line.affiliation.printed if line.affiliation else "",
            base_form=line.name.base_form_accepted,
        )
        for line in lines(store, occasion)
    )


def lines(store: Store, occasion: Occasion) -> tuple[RosterLine, ...]:
    """The same as the roster tells them."""
    return roster.roster_on(store, occasion.committee.id, occasion.day).lines


def officers_first(sitters: tuple[Sitter, ...]) -> tuple[Sitter, ...]:
    """The chair, the vice-chairs, then the others, each in the order they had."""
    ranks = {OfficeRole.CHAIR.label: 0, OfficeRole.VICE_CHAIR.label: 1}
    return tuple(sorted(sitters, key=lambda one: ranks.get(one.role, 2)))


def guests(store: Store, occasion: Occasion) -> tuple[Sitter, ...]:
    """Who else sits at the table of the meeting, each person once; nobody where there is no meeting."""
    if occasion.meeting is None:
        return ()
    found = store.find(Guest, meeting=occasion.meeting.id)
    told = [
        Sitter(name=one.name, role=one.role.label, affiliation=one.organisation)
        for one in sorted(found, key=lambda one: (list(GuestRole).index(one.role), one.name, one.id))
    ]
    return tuple(dict.fromkeys(told))


def asked(sitters: tuple[Sitter, ...], face: str) -> Iterator[Printed]:
    """Their names, set in `face`, for the fonts to be asked about."""
    for one in sitters:
        yield Printed(one.name, face, msg("{name} の氏名", name=one.name), one.base_form)
