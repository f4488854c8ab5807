"""The minutes (会議録) and what was said."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import (
    Choice,
    Id,
    Record,
    choice,
    day,
    flag,
    integer,
    lines,
    record,
    reference,
    text,
)
from kyodo_desktop.i18n import mark


class MinutesState(Choice):
    """How far the minutes have come."""

    DRAFT = "draft"
    REVIEW = "review"
    FINAL = "final"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        return {
            MinutesState.DRAFT: mark("案"),
            MinutesState.REVIEW: mark("委員確認"),
            MinutesState.FINAL: mark("確定"),
            MinutesState.PUBLISHED: mark("公開"),
        }[self]


class MinutesStyle(Choice):
    """How much of what was said the minutes hold."""

    FULL = "full"
    SUMMARY = "summary"
    BY_SPEAKER = "by_speaker"

    @property
    def label(self) -> str:
        return {
            MinutesStyle.FULL: mark("全文"),
            MinutesStyle.SUMMARY: mark("要点"),
            MinutesStyle.BY_SPEAKER: mark("発言者別要点"),
        }[self]


@record("会議録")
class Minutes(Record):
    """The minutes of a meeting."""

    meeting: Id = reference("会議", "Meeting")
    state: MinutesState = choice("状態", MinutesState, default=MinutesState.DRAFT)
    style: MinutesStyle = choice("作成方法", MinutesStyle, default=MinutesStyle.BY_SPEAKER)
    public: bool = flag("会議の公開", default=True)
    closed_reason: str = text("非公開の理由", default="")
    observers: int | None = integer("傍聴人の数", default=None, most=9999)
    corrections_due: dt.date | None = day("確認の期限", default=None)


@record("発言")
class Utterance(Record):
    """One thing said, or one event noted, in its place; `typed` once a person has worded it."""

    minutes: Id = reference("会議録", "Minutes")
    item: Id | None = reference("議事項目", "AgendaItem", default=None)
    order: int = integer("順序", default=0)
    appointment: Id | None = reference("発言した委員", "Appointment", default=None)
    speaker: str = text("発言者", default="", help="委員長、事務局など")
    body: str = lines("発言の内容", search=True)
    typed: bool = flag("手で入力", default=True)


@record("会議録の修正の申出")
class MinutesCorrection(Record):
    """What a member asked to have corrected, and whether it was."""

    minutes: Id = reference("会議録", "Minutes")
    appointment: Id = reference("委嘱", "Appointment")
    utterance: Id | None = reference("発言", "Utterance", default=None)
    request: str = lines("申出の内容")
    received_on: dt.date = day("受領日")
    accepted: bool = flag("反映済み", default=False)
