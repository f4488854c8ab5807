"""The committee's regulation by the day, and what the committee has decided of its own conduct under it."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.dated import in_order
from kyodo_desktop.domain.fields import Id, Record, day, lines, record, reference, text
from kyodo_desktop.i18n import Message, msg


@record("規則", checks=(in_order,))
class RegulationVersion(Record):
    """The regulation's text as it stood from a day until a day; `source` is the regulation's TOML."""

    committee: Id = reference("委員会", "Committee")
    title: str = text("題名", search=True)
    number: str = text("番号", default="", help="例：平成24年12月7日規則第78号")
    amended_by: str = text("改正", default="", help="例：平成28年3月29日規則第24号")
    source: str = lines("規則の本文", search=True)
    since: dt.date = day("施行日")
    until: dt.date | None = day("いつまで", default=None)


def named_with_value(decision: StandingDecision) -> Message | None:
    """A check: a decision that settles a reading names both the reading and its value."""
    if bool(decision.reading) == bool(decision.value):
        return None
    return msg("「定める読み方」と「読み方の値」は、両方とも入力してください。")


@record("委員会決定", checks=(in_order, named_with_value))
class StandingDecision(Record):
    """What the committee decided of its own conduct, put to it by the chair (規則第6条); citable.

    One that settles what the text leaves open (`online` counts as attendance, say) names the reading of
    `domain.law` that it settles, and to what.
    """

    committee: Id = reference("委員会", "Committee")
    title: str = text("件名", search=True)
    body: str = lines("決定の内容", search=True)
    article: str = text("根拠", default="", help="例：規則第6条")
    meeting: Id | None = reference("決定した会議", "Meeting", default=None)
    since: dt.date = day("いつから")
    until: dt.date | None = day("いつまで", default=None)
    reading: str = text("定める読み方", default="", help="例：online")
    value: str = text("読み方の値", default="")


@record("読み方", checks=(in_order,))
class Reading(Record):
    """How the committee reads what its regulation leaves open, from a day until a day; see `domain.law`."""

    committee: Id = reference("委員会", "Committee")
    name: str = text("読み方の項目")
    value: str = text("読み方の値")
    note: str = lines("出典・理由", default="", search=True)
    since: dt.date = day("いつから")
    until: dt.date | None = day("いつまで", default=None)
