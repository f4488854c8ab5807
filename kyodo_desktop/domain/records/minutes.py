"""The minutes (会議録), what was said, and how the members confirmed it."""

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


class MinutesPart(Choice):
    """Where in the minutes a line stands: before the agenda, under an item, or after the agenda."""

    OPENING = "opening"
    ITEM = "item"
    CLOSING = "closing"

    @property
    def label(self) -> str:
        return {
            MinutesPart.OPENING: mark("開会"),
            MinutesPart.ITEM: mark("議事"),
            MinutesPart.CLOSING: mark("閉会"),
        }[self]


class SpeakerKind(Choice):
    """Who speaks; a note (ト書き) is spoken by nobody."""

    NOTE = "note"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    PROVISIONAL = "provisional"
    MEMBER = "member"
    SECRETARIAT = "secretariat"
    EXPLAINER = "explainer"
    GUEST = "guest"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            SpeakerKind.NOTE: mark("ト書き"),
            SpeakerKind.CHAIR: mark("委員長"),
            SpeakerKind.VICE_CHAIR: mark("副委員長"),
            SpeakerKind.PROVISIONAL: mark("仮議長"),
            SpeakerKind.MEMBER: mark("委員"),
            SpeakerKind.SECRETARIAT: mark("事務局"),
            SpeakerKind.EXPLAINER: mark("説明員"),
            SpeakerKind.GUEST: mark("関係者"),
            SpeakerKind.OTHER: mark("その他"),
        }[self]


class CorrectionState(Choice):
    """What became of a correction that a member asked for."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return {
            CorrectionState.OPEN: mark("未処理"),
            CorrectionState.ACCEPTED: mark("反映"),
            CorrectionState.DECLINED: mark("反映しない"),
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
    finalised_on: dt.date | None = day("確定日", default=None)
    finalised_reason: str = lines("未処理の申出を残して確定した理由", default="")
    published_on: dt.date | None = day("公開日", default=None)


@record("発言")
class Utterance(Record):
    """One thing said, or one event noted, in its place.

    `source` names what on record a line was written from, `generated` is the text that was then written;
    `typed` once a person has worded or omitted it. A typed line is never rewritten: where its source now
    says something else, that is `offered` beside it, and `gone` says that the source isn't there any more.
    """

    minutes: Id = reference("会議録", "Minutes")
    part: MinutesPart = choice("箇所", MinutesPart, default=MinutesPart.ITEM)
    item: Id | None = reference("議事項目", "AgendaItem", default=None)
    order: int = integer("順序", default=0)
    kind: SpeakerKind = choice("発言者の別", SpeakerKind, default=SpeakerKind.MEMBER)
    appointment: Id | None = reference("発言した委員", "Appointment", default=None)
    speaker: str = text("発言者", default="", help="説明員の職など。空欄なら「発言者の別」を載せます。")
    confirmed_speaker: str = text("確定した発言者", default="")
    body: str = lines("発言の内容", search=True)
    typed: bool = flag("手で入力", default=True)
    omitted: bool = flag("載せない", default=False)
    source: str = text("元の記録", default="")
    generated: str = lines("記録から作った文", default="")
    offered: str = lines("記録の今の文", default="")
    gone: bool = flag("元の記録なし", default=False)


@record("会議録の確認依頼")
class MinutesReview(Record):
    """A member to whom the draft was sent for confirmation, and when the member answered."""

    minutes: Id = reference("会議録", "Minutes")
    appointment: Id = reference("委嘱", "Appointment")
    sent_on: dt.date = day("送付日")
    answered_on: dt.date | None = day("回答日", default=None)


@record("会議録の修正の申出")
class MinutesCorrection(Record):
    """What a member asked to have corrected, and what became of it."""

    minutes: Id = reference("会議録", "Minutes")
    appointment: Id = reference("委嘱", "Appointment")
    utterance: Id | None = reference("発言", "Utterance", default=None)
    request: str = lines("申出の内容")
    received_on: dt.date = day("受領日")
    state: CorrectionState = choice("取扱い", CorrectionState, default=CorrectionState.OPEN)
    decided_on: dt.date | None = day("取扱いを決めた日", default=None)
    note: str = lines("取扱いの説明", default="")


@record("会議録の再開")
class MinutesReopening(Record):
    """Why confirmed minutes were opened again."""

    minutes: Id = reference("会議録", "Minutes")
    reopened_on: dt.date = day("再開した日")
    reason: str = lines("再開の理由", search=True)


@record("公開会議録")
class MinutesEdition(Record):
    """The minutes as they were published, word for word; a correction is a new edition."""

    minutes: Id = reference("会議録", "Minutes")
    edition: int = integer("版", least=1, most=999)
    published_on: dt.date = day("公開日")
    body: str = lines("公開した文", search=True)
