"""By when a meeting's notice, papers and public announcement are to go out, as the committee counts days."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.domain.rules.notice import NoticeFacts, notice
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.services.calendar import calendar_of
from kyodo_desktop.services.laws import law_on
from kyodo_desktop.storage import Store


class Sending(Enum):
    """What is sent or made public before a meeting; the value is the reading that says how long before."""

    NOTICE = "notice_days"
    PAPERS = "papers_days"
    PUBLIC = "public_days"


def notice_of(
    store: Store, meeting: Id, sent: dt.date | None = None, *, what: Sending = Sending.NOTICE
) -> Ruling:
    """Whether what was sent on `sent` (None: not yet) was in time, under the law of the meeting's day.

    Raises `NotFound` where no text of that day is on record.
    """
    held = store.get(Meeting, meeting)
    law = law_on(store, held.committee, held.date)
    lead = law.readings[what.value]
    facts = NoticeFacts(meeting=held.date, lead=int(lead), sent=sent, article=law.sources.get(what.value, ""))
    return notice(facts, calendar_of(store, held.committee).closed, law.day_counting)
