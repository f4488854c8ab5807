"""What a column of a received table may be: fields of records, and what becomes one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from kyodo_desktop.domain.fields import Field, Kind, Record, shape
from kyodo_desktop.domain.records import (
    Affiliation,
    Appointment,
    Category,
    Person,
    PersonName,
    PriorService,
    Reply,
)
from kyodo_desktop.i18n import mark
from kyodo_desktop.services.importing.lines import Purpose


@dataclass(frozen=True, slots=True)
class Target:
    """What a column is: its key, its official label, and the record's field that it becomes, if one."""

    key: str
    label: str
    record: type[Record]
    field: Field


PERSONAL: Final = ("postcode", "address", "phone", "email", "sex", "born_on", "note")
"""The fields of a person that have no dates: they are simply changed."""
MARKED: Final = ("attends", "online", "absent", "undecided")
"""Columns of replies where a mark says the answer that the column is named for."""

_ROSTER: Final = (
    ("category", mark("委員区分"), Appointment, "category"),
    ("name", mark("氏名"), PersonName, "name"),
    ("family", mark("姓"), PersonName, "name"),
    ("given", mark("名"), PersonName, "name"),
    ("kana", mark("ふりがな"), PersonName, "kana"),
    ("family_kana", mark("姓のふりがな"), PersonName, "kana"),
    ("given_kana", mark("名のふりがな"), PersonName, "kana"),
    ("organisation", mark("所属団体等"), Affiliation, "organisation"),
    ("post", mark("役職"), Affiliation, "post"),
    ("periods", mark("期（新・2期）"), PriorService, "periods"),
    ("since", mark("委嘱日"), Appointment, "since"),
    ("until", mark("任期の終わり"), Appointment, "until"),
    ("selection", mark("選任の方法"), Appointment, "selection"),
)
_REPLIES: Final = (
    ("number", mark("名簿の番号"), Category, "number"),
    ("name", mark("氏名"), PersonName, "name"),
    ("family", mark("姓"), PersonName, "name"),
    ("given", mark("名"), PersonName, "name"),
    ("kana", mark("ふりがな"), PersonName, "kana"),
    ("answer", mark("回答"), Reply, "answer"),
    ("attends", mark("「出席」の欄"), Reply, "answer"),
    ("online", mark("「オンライン」の欄"), Reply, "answer"),
    ("absent", mark("「欠席」の欄"), Reply, "answer"),
    ("undecided", mark("「未定」の欄"), Reply, "answer"),
    ("opinion", mark("意見"), Reply, "opinion"),
    ("received_on", mark("受領日"), Reply, "received_on"),
)


@cache
def targets(purpose: Purpose) -> Mapping[str, Target]:
    """What columns may be, by key, in the order they are offered."""
    said = _ROSTER if purpose is Purpose.ROSTER else _REPLIES
    found = {key: Target(key, label, cls, shape(cls).field(name)) for key, label, cls, name in said}
    if purpose is Purpose.ROSTER:
        found |= {
            name: Target(name, shape(Person).field(name).label, Person, shape(Person).field(name))
            for name in PERSONAL
        }
    return found


def is_day(target: Target) -> bool:
    """Whether a column holds days."""
    return target.field.kind is Kind.DAY
