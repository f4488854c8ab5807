"""A meeting, its agenda, its materials, and the files that belong to them."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import (
    Choice,
    Id,
    Record,
    choice,
    clock,
    day,
    digest,
    flag,
    integer,
    lines,
    record,
    reference,
    text,
)
from kyodo_desktop.i18n import mark


class MeetingStatus(Choice):
    """How far a meeting has come."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {
            MeetingStatus.PLANNED: mark("予定"),
            MeetingStatus.HELD: mark("開催済"),
            MeetingStatus.CANCELLED: mark("中止"),
        }[self]


class ItemKind(Choice):
    """What an agenda item asks of the meeting; only 議決 and 選任 are decided."""

    PROCEDURE = "procedure"
    HEADING = "heading"
    REPORT = "report"
    DISCUSSION = "discussion"
    DECISION = "decision"
    ELECTION = "election"

    @property
    def label(self) -> str:
        return {
            ItemKind.PROCEDURE: mark("進行"),
            ItemKind.HEADING: mark("見出し"),
            ItemKind.REPORT: mark("報告"),
            ItemKind.DISCUSSION: mark("協議"),
            ItemKind.DECISION: mark("議決"),
            ItemKind.ELECTION: mark("選任"),
        }[self]


class MaterialFamily(Choice):
    """The families of materials; numbers restart in each."""

    MATERIAL = "material"
    REFERENCE = "reference"
    ANNEX = "annex"

    @property
    def label(self) -> str:
        return {
            MaterialFamily.MATERIAL: mark("資料"),
            MaterialFamily.REFERENCE: mark("参考資料"),
            MaterialFamily.ANNEX: mark("別紙"),
        }[self]


@record("会議")
class Meeting(Record):
    """One meeting of the committee (第N回)."""

    committee: Id = reference("委員会", "Committee")
    number: int = integer("回", least=1, most=9999)
    date: dt.date = day("開催日")
    starts_at: dt.time | None = clock("開始時刻", default=None)
    venue: str = lines("場所", default="", search=True)
    status: MeetingStatus = choice("状態", MeetingStatus, default=MeetingStatus.PLANNED)


@record("議事項目")
class AgendaItem(Record):
    """A line of the agenda (次第); its number follows from its place among its siblings."""

    meeting: Id = reference("会議", "Meeting")
    parent: Id | None = reference("上の項目", "AgendaItem", default=None)
    order: int = integer("順序", default=0)
    kind: ItemKind = choice("種別", ItemKind, default=ItemKind.PROCEDURE)
    title: str = text("件名", search=True)


@record("資料")
class Material(Record):
    """A paper handed to the members; its number follows from its place in its family."""

    meeting: Id = reference("会議", "Meeting")
    family: MaterialFamily = choice("資料の種類", MaterialFamily, default=MaterialFamily.MATERIAL)
    order: int = integer("順序", default=0)
    title: str = text("標題", search=True)
    paper: str = text("様式", help="台帳から作る様式の名前", default="")
    attachment: Id | None = reference("添付ファイル", "Attachment", default=None)
    survey: Id | None = reference("調査", "Survey", default=None)
    handed_apart: bool = flag("別添", default=False, help="冊子などを別に配ります。")
    item: Id | None = reference("議事項目", "AgendaItem", default=None)


@record("添付ファイル")
class Attachment(Record):
    """A received file, kept byte for byte as it came."""

    name: str = text("ファイル名", search=True)
    media_type: str = text("種類", default="application/octet-stream")
    size: int = integer("大きさ（バイト）", most=2**31 - 1)
    sha256: str = digest("ハッシュ値")
    received_on: dt.date = day("受領日")
