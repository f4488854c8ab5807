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
    OPEN = "open"
    HELD = "held"
    FAILED = "failed"
    INFORMAL = "informal"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {
            MeetingStatus.PLANNED: mark("予定"),
            MeetingStatus.OPEN: mark("開会中"),
            MeetingStatus.HELD: mark("開催済"),
            MeetingStatus.FAILED: mark("流会"),
            MeetingStatus.INFORMAL: mark("懇談"),
            MeetingStatus.CANCELLED: mark("中止"),
        }[self]


class Convener(Choice):
    """In whose name a meeting is convened: the mayor's as long as there is no chair (規則第3条第1項)."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MAYOR = "mayor"

    @property
    def label(self) -> str:
        return {
            Convener.CHAIR: mark("委員長"),
            Convener.VICE_CHAIR: mark("副委員長"),
            Convener.MAYOR: mark("市長"),
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
    convener: Convener | None = choice("招集者", Convener, default=None)
    opened_at: dt.time | None = clock("開会の時刻", default=None)
    closed_at: dt.time | None = clock("閉会の時刻", default=None)
    closed: bool = flag("記録を閉じた", default=False)
    counted: bool = flag("回数に数える", default=True, help="流会の回を、次の会議で使うときに外します。")


@record("候補日")
class CandidateDate(Record):
    """A date asked of the members for a meeting to be; `meeting` is the one that came of the asking."""

    committee: Id = reference("委員会", "Committee")
    meeting: Id | None = reference("決まった会議", "Meeting", default=None)
    date: dt.date = day("候補の日")
    starts_at: dt.time | None = clock("開始時刻", default=None)
    venue: str = lines("場所", default="", search=True)


@record("再開の記録")
class Reopening(Record):
    """Why the record of a closed meeting was opened again."""

    meeting: Id = reference("会議", "Meeting")
    reopened_on: dt.date = day("再開した日")
    reason: str = lines("再開の理由", search=True)


@record("議事項目")
class AgendaItem(Record):
    """A line of the agenda (次第); its number follows from its place among its siblings."""

    meeting: Id = reference("会議", "Meeting")
    parent: Id | None = reference("上の項目", "AgendaItem", default=None)
    order: int = integer("順序", default=0)
    kind: ItemKind = choice("種別", ItemKind, default=ItemKind.PROCEDURE)
    title: str = text("件名", search=True)
    began_at: dt.time | None = clock("始めた時刻", default=None)
    postponed: bool = flag("次回へ継続", default=False, help="この会議では決めず、次の会議へ送ります。")


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
    two_up: bool = flag("2アップ", default=False, help="1枚に2ページを縮めて並べます。")
    item: Id | None = reference("議事項目", "AgendaItem", default=None)


@record("添付ファイル")
class Attachment(Record):
    """A received file, kept byte for byte as it came."""

    name: str = text("ファイル名", search=True)
    media_type: str = text("種類", default="application/octet-stream")
    size: int = integer("大きさ（バイト）", most=2**31 - 1)
    sha256: str = digest("ハッシュ値")
    received_on: dt.date = day("受領日")
