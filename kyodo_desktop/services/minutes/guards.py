"""When minutes may be worked on: as a draft and while the members confirm them, not once they are final."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import Meeting, Minutes, MinutesState, Utterance
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Store

WORKABLE: Final = (MinutesState.DRAFT, MinutesState.REVIEW)


def called(store: Store, minutes: Minutes) -> str:
    """The number of the meeting whose minutes they are: 第1回."""
    return meeting_number(store.get(Meeting, minutes.meeting).number)


def require(minutes: Minutes, allowed: Collection[MinutesState], what: Message) -> None:
    """Refuse an act that minutes in this state don't allow."""
    if minutes.state in allowed:
        return
    confirmed = minutes.state in (MinutesState.FINAL, MinutesState.PUBLISHED)
    raise refused(
        what,
        msg("会議録の状態は「{state}」です。", state=Message(minutes.state.label)),
        msg("内容を直すときは、理由を添えて会議録を再開してください。")
        if confirmed
        else msg("会議録の手順（案、委員確認、確定、公開）の順に進めてください。"),
        "state",
    )


def workable(store: Store, minutes: Id, what: Message) -> Minutes:
    """The minutes, which may still be worked on. Raises `NotFound`, `InvalidRecord`."""
    stored = store.get(Minutes, minutes)
    require(stored, WORKABLE, what)
    return stored


def workable_line(store: Store, line: Id, what: Message) -> Utterance:
    """A line of minutes that may still be worked on. Raises `NotFound`, `InvalidRecord`."""
    stored = store.get(Utterance, line)
    workable(store, stored.minutes, what)
    return stored
