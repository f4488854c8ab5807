"""The quorum that a day would have, as the members' answers foretell it (定足数見込み)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import AttendanceMethod, ReplyAnswer
from kyodo_desktop.domain.rules import MeetingFacts, quorum
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.services.laws import law_on
from kyodo_desktop.services.room import counts, seats_on, statutory_number
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many answered what, and the quorum with only those who attend, and with all who still may."""

    attends: int
    online: int
    absent: int
    undecided: int
    unanswered: tuple[Id, ...]
    minimum: Ruling
    maximum: Ruling

    @property
    def certain(self) -> bool:
        """Whether the quorum is met, or missed, whatever the others answer."""
        return self.minimum.verdict == self.maximum.verdict


def forecast(
    store: Store, committee: Id, day: dt.date, answers: Iterable[tuple[Id, ReplyAnswer]]
) -> Forecast:
    """The forecast for a day; `answers` by appointment, those of members no longer in office left out.

    Who answers that they attend online counts where the law of that day has it so, else not at all.
    """
    law = law_on(store, committee, day)
    seats = seats_on(store, committee, day)
    known: Mapping[Id, ReplyAnswer] = dict(answers)
    count = Counter(known[seat.id] for seat in seats if seat.id in known)
    unanswered = tuple(seat.id for seat in seats if seat.id not in known)
    online = count[ReplyAnswer.ONLINE]
    least = count[ReplyAnswer.ATTENDS] + (online if counts(law, AttendanceMethod.ONLINE) else 0)
    most = least + count[ReplyAnswer.UNDECIDED] + len(unanswered)
    number = statutory_number(store, committee, day, law)

    def ruled(present: int) -> Ruling:
        return quorum(law, MeetingFacts(seats=number, in_office=len(seats), present=present))

    return Forecast(
        attends=count[ReplyAnswer.ATTENDS],
        online=online,
        absent=count[ReplyAnswer.ABSENT],
        undecided=count[ReplyAnswer.UNDECIDED],
        unanswered=unanswered,
        minimum=ruled(least),
        maximum=ruled(most),
    )
