"""What the register holds about a committee and a person, looked up for the services beside this file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    Affiliation,
    Category,
    Committee,
    PersonName,
    PriorService,
    Term,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.refusal import absent, said
from kyodo_desktop.storage import Store


def committees(store: Store) -> tuple[Committee, ...]:
    """Every committee of the register, by name."""
    return tuple(sorted(store.find(Committee), key=lambda c: (c.name, c.id)))


def categories(store: Store, committee: Id) -> tuple[Category, ...]:
    """Every category the committee ever had, by number."""
    found = store.find(Category, committee=committee)
    return tuple(sorted(found, key=lambda c: (c.number, c.since or dt.date.min, c.id)))


def terms(store: Store, committee: Id) -> tuple[Term, ...]:
    """Every term of the committee, the oldest first."""
    return tuple(sorted(store.find(Term, committee=committee), key=lambda t: (t.since, t.id)))


def term_on(store: Store, committee: Id, day: dt.date) -> Term | None:
    """The term that holds on `day`, if any does."""
    return next((term for term in terms(store, committee) if holds_on(term, day)), None)


def require_term(store: Store, committee: Id, day: dt.date) -> Term:
    """The term that holds on `day`. Raises `NotFound`, with a remedy."""
    return term_among(terms(store, committee), day)


def term_among(known: Iterable[Term], day: dt.date) -> Term:
    """The term among a committee's that holds on `day`. Raises `NotFound`, with a remedy."""
    term = next((term for term in known if holds_on(term, day)), None)
    if term is None:
        raise absent(
            msg("{day}の委員名簿がありません", day=said(day)),
            msg("この日を含む任期が登録されていません。"),
            msg("日付を確かめるか、「任期」を追加してください。"),
        )
    return term


def names_of(store: Store, person: Id) -> tuple[PersonName, ...]:
    """Every name a person has had, the oldest first."""
    found = store.find(PersonName, person=person)
    return tuple(sorted(found, key=lambda n: n.since or dt.date.min))


def affiliations_of(store: Store, person: Id) -> tuple[Affiliation, ...]:
    """Every affiliation a person has had, the oldest first."""
    found = store.find(Affiliation, person=person)
    return tuple(sorted(found, key=lambda a: a.since or dt.date.min))


def name_among(names: Iterable[PersonName], day: dt.date) -> PersonName:
    """The name in force on `day` among a person's names. Raises `NotFound` where the register has none."""
    found = next((name for name in names if holds_on(name, day)), None)
    if found is None:
        raise absent(
            msg("{day}の氏名が分かりません", day=said(day)),
            msg("この日に有効な氏名の記録がない委員がいます。"),
            msg("その委員の氏名の「いつから」「いつまで」を訂正してください。"),
        )
    return found


def name_on(store: Store, person: Id, day: dt.date) -> PersonName:
    """What a person was called on `day`."""
    return name_among(names_of(store, person), day)


def prior_service(store: Store, committee: Id, person: Id) -> PriorService | None:
    """What is recorded of the periods a person served before this register began."""
    return next(iter(store.find(PriorService, committee=committee, person=person)), None)
