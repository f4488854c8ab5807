"""Minutes of the meeting held, begun and read, for their tests."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Minutes, MinutesStyle, Utterance
from kyodo_desktop.services import minutes
from kyodo_desktop.services.closing import reopen_meeting
from kyodo_desktop.storage import Store
from tests.services import asking

NEXT = asking.DAY + dt.timedelta(days=10)


def started(store: Store, style: MinutesStyle = MinutesStyle.BY_SPEAKER) -> Minutes:
    """The minutes of the sample's meeting, begun."""
    meeting = asking.meeting(store).id
    minutes.start_minutes(store, meeting, style=style)
    found = minutes.minutes_of(store, meeting)
    assert found is not None
    return found


def written(store: Store, *, public: bool = False) -> str:
    """The minutes as text."""
    found = minutes.minutes_of(store, asking.meeting(store).id)
    assert found is not None
    return minutes.edition(store, found.id, public=public).text()


def line(store: Store, words: str) -> Utterance:
    """The line that holds these words."""
    (found,) = (one for one in store.find(Utterance) if words in one.body)
    return found


def under(store: Store, title: str) -> list[str]:
    """What stands under an item, and who says it."""
    text = minutes.edition(store, store.find(Minutes)[0].id, public=False)
    section = next(one for one in text.sections if one.heading == title)
    return [f"{one.speaker}：{one.body}" for one in section.lines]


def again(store: Store) -> Id:
    """Open the meeting's record again, to put something right."""
    meeting = asking.meeting(store).id
    reopen_meeting(store, meeting, "入力の誤り", NEXT)
    return meeting
