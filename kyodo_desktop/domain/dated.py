"""What holds from a day until a day, both inclusive; an end that is None is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Protocol, TypeVar

from kyodo_desktop.i18n import Message, msg


class Dated(Protocol):
    """Anything effective-dated: a term, an appointment, an affiliation, a name."""

    @property
    def since(self) -> dt.date | None: ...

    @property
    def until(self) -> dt.date | None: ...


D = TypeVar("D", bound=Dated)


def holds_on(dated: Dated, day: dt.date) -> bool:
    """Whether `dated` is in force on `day`."""
    return (dated.since is None or dated.since <= day) and (dated.until is None or day <= dated.until)


def in_force(these: Iterable[D], day: dt.date) -> tuple[D, ...]:
    """Those that are in force on `day`, in their order."""
    return tuple(one for one in these if holds_on(one, day))


def overlap(one: Dated, other: Dated) -> bool:
    """Whether a day exists on which both are in force."""
    starts = [d.since for d in (one, other) if d.since is not None]
    ends = [d.until for d in (one, other) if d.until is not None]
    return not starts or not ends or max(starts) <= min(ends)


def in_order(dated: Dated) -> Message | None:
    """A record's check: it doesn't end before it begins."""
    if dated.since is not None and dated.until is not None and dated.until < dated.since:
        return msg("終わりの日が始まりの日より前になっています。")
    return None
