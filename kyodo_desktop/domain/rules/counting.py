"""The counting of a vote on plain integers: one verdict under one way of reading it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.share import Share

_WITHOUT_MEMBERS_VOTE: Final = frozenset({"casting_only", "none"})
_WITHOUT_CASTING: Final = frozenset({"member_only", "none"})
_CAST: Final = {None: "tie", "aye": "carried", "no": "rejected"}


class Way(NamedTuple):
    """The four readings that a vote turns on, as in `Law`."""

    decision_base: str
    chair_votes: str
    tie: str
    no_majority: str

    @classmethod
    def of(cls, law: Law) -> Way:
        """The way that `law` reads."""
        return cls(law.decision_base, law.chair_votes, law.tie, law.no_majority)

    @property
    def chair_is_member(self) -> bool:
        """Whether the presiding member votes as a member."""
        return self.chair_votes not in _WITHOUT_MEMBERS_VOTE

    @property
    def chair_casts(self) -> bool:
        """Whether the presiding member decides a tie."""
        return self.chair_votes not in _WITHOUT_CASTING


class Count(NamedTuple):
    """How many could vote and did, in persons. `aside` are abstentions and invalid ballots as counted."""

    eligible: int
    ayes: int
    noes: int | None
    aside: int

    @property
    def silent(self) -> int:
        """Who isn't in any count: abstaining, or against where the noes weren't counted."""
        return self.eligible - self.ayes - (self.noes or 0) - self.aside


class Vote(NamedTuple):
    """What of a vote no reading changes: the share, who presides, and what was cast on a tie."""

    share: Share
    simple: bool
    member_presides: bool
    casting: str | None

    def apart(self, way: Way) -> bool:
        """Whether the presiding member is left out of those who vote."""
        return self.simple and self.member_presides and not way.chair_is_member


def base_of(way: Way, count: Count) -> int:
    """What the ayes are measured by: all who could vote, or those who voted aye or no."""
    return count.eligible if way.decision_base == "present" else count.ayes + (count.noes or 0)


def is_tie(way: Way, count: Count) -> bool:
    """Whether it is 可否同数, by an ordinary motion whose noes were counted."""
    if way.tie == "ayes_noes":
        return count.ayes == count.noes != 0
    return 2 * count.ayes == base_of(way, count)


def verdict(vote: Vote, way: Way, count: Count) -> str:
    """`carried`, `rejected`, `no_majority`, `tie` or `count_noes`."""
    if count.noes is None:
        return _by_ayes_alone(vote, way, count)
    if not vote.simple:
        return "carried" if _reaches(vote, count.ayes, base_of(way, count)) else "rejected"
    base = base_of(way, count)
    if 2 * count.ayes > base:
        return "carried"
    if is_tie(way, count):
        return _decided(vote, way)
    return "rejected" if 2 * count.noes > base else way.no_majority


def _decided(vote: Vote, way: Way) -> str:
    """A tie, as who presides decides it; one who is no member can't, and then it stays."""
    if not vote.member_presides:
        return "tie"
    return _CAST[vote.casting] if way.chair_casts else "rejected"


def _by_ayes_alone(vote: Vote, way: Way, count: Count) -> str:
    """Where the noes weren't counted: carried if it is so however many they are."""
    counts_all = way.decision_base == "present"
    most = count.eligible if counts_all else count.ayes + count.silent
    if _reaches(vote, count.ayes, most):
        return "carried"
    settled = not vote.simple and (counts_all or count.ayes == 0)  # no number of noes could change it
    return "rejected" if settled else "count_noes"


def _reaches(vote: Vote, ayes: int, base: int) -> bool:
    return ayes > 0 and ayes >= vote.share.needed(base)


def recounted(
    vote: Vote, way: Way, other: Way, count: Count, chair: str | None
) -> Iterator[tuple[str, Count]]:
    """The count as another way would have it, by each vote of the chair that fits; "" where it plays no part.

    None at all, where nobody would be left to vote.
    """
    here, there = vote.apart(way), vote.apart(other)
    if here == there:
        yield "", count
    elif there:
        yield from _without_chair(count, chair)
    else:
        yield from _with_chair(count)


def _without_chair(count: Count, chair: str | None) -> Iterator[tuple[str, Count]]:
    fewer = count.eligible - 1
    if fewer == 0:
        return
    for vote in (chair,) if chair else ("aye", "no", "abstain"):
        if not fits(count, vote):
            continue
        if vote == "aye":
            yield vote, count._replace(eligible=fewer, ayes=count.ayes - 1)
        elif vote == "no" and count.noes is not None:
            yield vote, count._replace(eligible=fewer, noes=count.noes - 1)
        elif vote == "abstain" and count.aside:
            yield vote, count._replace(eligible=fewer, aside=count.aside - 1)
        else:
            yield vote, count._replace(eligible=fewer)


def _with_chair(count: Count) -> Iterator[tuple[str, Count]]:
    more = count._replace(eligible=count.eligible + 1)
    yield "aye", more._replace(ayes=count.ayes + 1)
    yield "no", more if count.noes is None else more._replace(noes=count.noes + 1)
    yield "abstain", more._replace(aside=count.aside + 1)


def fits(count: Count, vote: str) -> bool:
    """Whether one of the counted votes can be that `vote`; a blank ballot counted as invalid abstains."""
    if vote == "aye":
        return count.ayes > 0
    if vote == "no":
        return count.silent > 0 if count.noes is None else count.noes > 0
    return count.aside + count.silent > 0
