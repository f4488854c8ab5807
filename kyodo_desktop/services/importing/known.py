"""What the register knows, looked up once for all rows: people by name, seats, categories."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kyodo_desktop.domain.dated import holds_on, in_force
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.names import search_key
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Person,
    PersonName,
    PriorService,
    Term,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.importing.barenames import alike, bare
from kyodo_desktop.services.importing.vocabulary import Vocabulary, fold
from kyodo_desktop.services.register import categories
from kyodo_desktop.services.seats import check_seat
from kyodo_desktop.storage import Store

_NUMBER = re.compile(r"第?([0-9]{1,2})号?(?:委員)?")
_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Who a row is. `person` None: nobody known; `like`: the name is only like theirs, for a `reason`.

    `why`: it can't be told who it is.
    """

    person: Id | None = None
    like: str = ""
    why: Message | None = None
    reason: Message | None = None


class Known:
    """The register as it is before an import into a term, looked at on `day`."""

    def __init__(self, store: Store, term: Term, day: dt.date, only: Iterable[Id] | None = None) -> None:
        self.term = term
        self.day = min(max(day, term.since), term.until)
        self._store = store
        wanted = None if only is None else set(only)
        self.people = {one.id: one for one in store.find(Person) if wanted is None or one.id in wanted}
        self.names: dict[Id, list[PersonName]] = defaultdict(list)
        self.exact: dict[str, set[Id]] = defaultdict(set)
        self._folded: dict[str, set[Id]] | None = None
        for name in store.find(PersonName):
            if name.person in self.people:
                self.names[name.person].append(name)
                self.exact[name.name].add(name.person)
        self.affiliations: dict[Id, list[Affiliation]] = defaultdict(list)
        for one in store.find(Affiliation):
            self.affiliations[one.person].append(one)
        self.seats = {one.person: one for one in store.find(Appointment, term=term.id)}
        self.last_order = max((one.order for one in self.seats.values()), default=0)
        self.prior = {one.person: one for one in store.find(PriorService, committee=term.committee)}
        self.categories = in_force(categories(store, term.committee), self.day)
        self._category: dict[str, Category | None] = {}
        self._judged: dict[tuple[Id, dt.date, dt.date], Message | None] = {}

    def name(self, person: Id) -> PersonName:
        """What a person is called on the day, else the newest name."""
        names = self.names[person]
        return next((one for one in names if holds_on(one, self.day)), names[-1])

    def affiliation(self, person: Id) -> Affiliation | None:
        """Where a person belongs on the day."""
        return next((one for one in self.affiliations.get(person, ()) if holds_on(one, self.day)), None)

    # --- who

    def match(self, name: str, born: object, kana: str, words: Vocabulary) -> Match:
        """Who is called so: by exact name, told apart by birth date and reading; else who is called alike."""
        found = self.exact.get(name)
        if found:
            return self._among(found, name, born, kana)
        if not self.people:
            return Match()
        folded = self._alike()
        found = folded.get(search_key(name)) or folded.get(search_key(bare(name, words))) or set()
        same = [one for one in found if self._fits(one, born, kana)]
        if not same:
            return Match()
        if len(same) > 1:
            return Match(why=msg("似た氏名の人が台帳に{count}人います。", count=len(same)))
        like = self._called(same[0], name, words)
        return Match(same[0], like=like, reason=alike(name, like))

    def _called(self, person: Id, name: str, words: Vocabulary) -> str:
        """The name of a person that is like `name`: an earlier one, where that is it."""
        now = self.name(person).name
        wanted = {search_key(name), search_key(bare(name, words))}
        earlier = (one.name for one in self.names[person] if search_key(one.name) in wanted)
        return now if search_key(now) in wanted else next(earlier, now)

    def _among(self, found: set[Id], name: str, born: object, kana: str) -> Match:
        fitting = [one for one in found if self._fits(one, born, kana)]
        if len(fitting) == 1:
            return Match(fitting[0])
        if len(fitting) > 1:
            why = msg(
                "同姓同名の人が台帳に{count}人います。生年月日かふりがなの列が必要です。", count=len(fitting)
            )
            return Match(why=why)
        return Match(min(found), like=name, reason=alike(name, name)) if len(found) == 1 else Match()

    def _fits(self, person: Id, born: object, kana: str) -> bool:
        """Whether neither the birth date nor the reading says that it is somebody else."""
        own = self.people[person].born_on
        if own is not None and isinstance(born, dt.date):
            return own == born
        reading = self.name(person).kana
        return not reading or not kana or search_key(reading) == search_key(kana)

    def _alike(self) -> dict[str, set[Id]]:
        if self._folded is None:
            self._folded = defaultdict(set)
            for name, people in self.exact.items():
                self._folded[search_key(name)] |= people
        return self._folded

    # --- where

    def category(self, written: str) -> Category | None:
        """The category that a cell names: 1号, 1号委員, 知識経験者; the only one where it is blank."""
        if not written:
            return self.categories[0] if len(self.categories) == 1 else None
        if written not in self._category:
            self._category[written] = self._named(written)
        return self._category[written]

    def _named(self, written: str) -> Category | None:
        key = fold(written)
        for one in self.categories:
            if key in (fold(one.name), fold(one.qualification), fold(f"{one.name}{one.qualification}")):
                return one
        number = _NUMBER.match(key)
        if number is None:
            return None
        return next((one for one in self.categories if one.number == int(number[1])), None)

    def seat_fault(self, category: Id, since: dt.date, until: dt.date) -> Message | None:
        """Why nobody could be seated so, if nobody could."""
        key = (category, since, until)
        if key not in self._judged:
            seat = Appointment(
                id=_NOBODY, term=self.term.id, category=category, person=_NOBODY, since=since, until=until
            )
            self._judged[key] = None
            try:
                check_seat(self._store, seat, msg("委嘱できません"))
            except KyodoError as error:
                self._judged[key] = error.why
        return self._judged[key]
