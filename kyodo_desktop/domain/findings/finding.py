"""What a check finds: a code, how grave it is, a sentence, what to do now, and the place to jump to."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id, Record
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.i18n import Message, mark


class Severity(enum.IntEnum):
    """How grave a finding is, the gravest first. Only errors keep a paper from being right as it stands."""

    ERROR = 1
    WARNING = 2
    NOTICE = 3

    @property
    def label(self) -> str:
        return {
            Severity.ERROR: mark("誤り"),
            Severity.WARNING: mark("要確認"),
            Severity.NOTICE: mark("お知らせ"),
        }[self]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is put right: a record by its class's name and id, and the field, if it is one field.

    `paper` and `page` (from 1) say where in a printed paper it stands, for what was found there.
    """

    record: str
    id: Id
    field: str = ""
    paper: str = ""
    page: int | None = None


def at(record: Record, field: str = "") -> Place:
    """The place of `record`, or of one field of it."""
    return Place(type(record).__name__, record.id, field)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing a check found: the sentence, what to do now, and where."""

    sentence: Message
    remedy: Message
    place: Place


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the registry lists it. `code` never changes: recorded exceptions name it (例外の理由)."""

    code: str
    severity: Severity
    title: str
    find: Callable[[Facts], Iterator[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding of one check."""

    code: str
    severity: Severity
    title: str
    sentence: Message
    remedy: Message
    place: Place
