"""An election round by round: what has come of it so far, and what is asked for next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Ballot, Election, Meeting, OfficeRole
from kyodo_desktop.services.electing import elections
from kyodo_desktop.services.held import meeting_of
from kyodo_desktop.services.laws import law_on
from kyodo_desktop.services.officers import officers_on
from kyodo_desktop.services.snapshots import Frozen, snapshot_of
from kyodo_desktop.storage import Store

_GO_ON = 2  # so many go on to a run-off


@dataclass(frozen=True, slots=True)
class Round:
    """One round: its record, what it was judged on, and the votes of each candidate."""

    election: Election
    frozen: Frozen | None
    votes: Mapping[Id, int] = field(default_factory=dict[Id, int])

    @property
    def verdict(self) -> str:
        """What came of it: a verdict of `elect`."""
        return self.frozen.snapshot.verdict if self.frozen else ""

    @property
    def leaders(self) -> tuple[Id, ...]:
        """Those between whom the lot is drawn: they have the most votes."""
        most = max(self.votes.values(), default=0)
        return tuple(who for who, votes in self.votes.items() if votes == most)

    @property
    def going_on(self) -> tuple[Id, ...]:
        """Those of whom two go on to a run-off: more than two only where the second place is shared."""
        ranked = sorted(self.votes.values(), reverse=True)
        if len(ranked) < _GO_ON:
            return ()
        return tuple(who for who, votes in self.votes.items() if votes >= ranked[_GO_ON - 1])


def rounds(store: Store, item: Id, role: OfficeRole) -> tuple[Round, ...]:
    """The rounds that were held under an item to fill an office, the first one first."""
    return tuple(
        Round(
            one,
            snapshot_of(store, election=one.id),
            {ballot.appointment: ballot.votes for ballot in store.find(Ballot, election=one.id)},
        )
        for one in elections(store, item)
        if one.role is role
    )


def asked_for(store: Store, item: Id, role: OfficeRole) -> str:
    """How an election goes on: `nomination`, `ballot`, `runoff`, `lot`, or `done` where nobody is missing."""
    meeting: Meeting = meeting_of(store, item)
    law = law_on(store, meeting.committee, meeting.date)
    held = [one for one, _ in officers_on(store, meeting.committee, meeting.date) if one.role is role]
    if len(held) >= (law.vice_chairs if role is OfficeRole.VICE_CHAIR else 1):
        return "done"
    past = rounds(store, item, role)
    verdict = past[-1].verdict if past else ""
    if verdict in ("runoff", "lot"):
        return verdict
    return "ballot" if verdict == "to_ballot" or law.election_method == "ballot" else "nomination"
