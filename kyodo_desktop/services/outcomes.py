"""What a meeting came to: the sentence found for each motion and election, item by item."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, Election, Meeting, Motion, SpeakerStyle
from kyodo_desktop.services.agenda import agenda
from kyodo_desktop.services.minutes.naming import Hidden
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.services.room import Room
from kyodo_desktop.services.snapshots import snapshot_of
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided under an item: a motion's wording or the item's title, and what was found."""

    number: str
    title: str
    sentence: str


def outcomes(store: Store, meeting: Id, *, public: bool) -> tuple[Outcome, ...]:
    """The decisions of a meeting in the agenda's order; members named as they are in the minutes.

    An item that goes on to the next meeting says so.
    """
    held = store.get(Meeting, meeting)
    owner = store.get(Committee, held.committee)
    hidden = None
    if public and owner.speaker_style is not SpeakerStyle.NAMED:
        hidden = Hidden(Room(store, held).names, owner.speaker_style)
    quotes = Quotes(store, owner.id)
    found: list[Outcome] = []
    for line in agenda(store, held.id):
        title = quotes.said(line.item.title)
        for motion in sorted(store.find(Motion, item=line.item.id), key=lambda one: (one.order, one.id)):
            frozen = snapshot_of(store, motion=motion.id)
            if frozen is not None:
                found.append(Outcome(line.number, motion.wording, frozen.snapshot.sentence))
        for election in sorted(store.find(Election, item=line.item.id), key=lambda one: (one.order, one.id)):
            frozen = snapshot_of(store, election=election.id)
            if frozen is not None:
                found.append(Outcome(line.number, title, frozen.snapshot.sentence))
        if line.item.postponed:
            found.append(Outcome(line.number, title, "次回へ継続"))
    if hidden is None:
        return tuple(found)
    return tuple(Outcome(one.number, one.title, hidden.text(one.sentence)) for one in found)
