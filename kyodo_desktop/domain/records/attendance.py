"""Who answered, who came, when they were in the room, and who else sat at the table."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import (
    Choice,
    Id,
    Record,
    choice,
    clock,
    day,
    flag,
    lines,
    person_name,
    record,
    reference,
    text,
)
from kyodo_desktop.i18n import mark


class ReplyAnswer(Choice):
    """What a member answered to the notice."""

    ATTENDS = "attends"
    ONLINE = "online"
    ABSENT = "absent"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        return {
            ReplyAnswer.ATTENDS: mark("出席"),
            ReplyAnswer.ONLINE: mark("オンライン出席"),
            ReplyAnswer.ABSENT: mark("欠席"),
            ReplyAnswer.UNDECIDED: mark("未定"),
        }[self]


class AttendanceMethod(Choice):
    """How a member took part."""

    IN_ROOM = "in_room"
    ONLINE = "online"
    WRITTEN = "written"
    PROXY = "proxy"

    @property
    def label(self) -> str:
        return {
            AttendanceMethod.IN_ROOM: mark("会場"),
            AttendanceMethod.ONLINE: mark("オンライン"),
            AttendanceMethod.WRITTEN: mark("書面"),
            AttendanceMethod.PROXY: mark("代理"),
        }[self]


class GuestRole(Choice):
    """In what part somebody who isn't a member attends (規則第4条)."""

    GUEST = "guest"
    EXPLAINER = "explainer"
    OBSERVER = "observer"

    @property
    def label(self) -> str:
        return {
            GuestRole.GUEST: mark("関係者"),
            GuestRole.EXPLAINER: mark("説明員"),
            GuestRole.OBSERVER: mark("オブザーバー"),
        }[self]


@record("出欠回答")
class Reply(Record):
    """A member's answer to the notice of a meeting."""

    meeting: Id = reference("会議", "Meeting")
    appointment: Id = reference("委嘱", "Appointment")
    answer: ReplyAnswer = choice("回答", ReplyAnswer)
    received_on: dt.date | None = day("受領日", default=None)
    opinion: str = lines("意見", default="", help="欠席する委員の意見（読み上げのみ）")


@record("日程の回答")
class DateAnswer(Record):
    """A member's answer to a date that was asked about."""

    candidate: Id = reference("候補日", "CandidateDate")
    appointment: Id = reference("委嘱", "Appointment")
    answer: ReplyAnswer = choice("回答", ReplyAnswer)


@record("出席")
class Attendance(Record):
    """A member's attendance of a meeting; when they were there is said by its intervals."""

    meeting: Id = reference("会議", "Meeting")
    appointment: Id = reference("委嘱", "Appointment")
    method: AttendanceMethod = choice("方法", AttendanceMethod, default=AttendanceMethod.IN_ROOM)
    from_opening: bool = flag("開会から在席", default=False)
    proxy: str = person_name("代理の人", default="")
    absence_reason: str = text("欠席の理由", default="")


@record("在席")
class PresenceInterval(Record):
    """From when until when a member was present; by item where the time isn't known."""

    attendance: Id = reference("出席", "Attendance")
    entered_at: dt.time | None = clock("入室", default=None)
    left_at: dt.time | None = clock("退室", default=None)
    entered_before: Id | None = reference("入室後の最初の項目", "AgendaItem", default=None)
    left_before: Id | None = reference("退室後の最初の項目", "AgendaItem", default=None)
    disconnected: bool = flag("通信の切断", default=False, help="接続が切れた間は、退席とします。")


@record("仮議長")
class ProvisionalChair(Record):
    """Who presides where neither chair nor vice-chair can: a member, or by name one of the secretariat."""

    meeting: Id = reference("会議", "Meeting")
    appointment: Id | None = reference("委嘱", "Appointment", default=None)
    name: str = person_name("委員でない人の氏名", default="")


@record("関係者")
class Guest(Record):
    """Somebody heard or present who isn't a member (規則第4条)."""

    meeting: Id = reference("会議", "Meeting")
    item: Id | None = reference("議事項目", "AgendaItem", default=None)
    role: GuestRole = choice("立場", GuestRole, default=GuestRole.GUEST)
    name: str = person_name("氏名")
    organisation: str = text("所属", default="", search=True)


@record("資料提出の求め")
class MaterialRequest(Record):
    """A request of the committee for materials (規則第4条), and what came of it."""

    meeting: Id = reference("会議", "Meeting")
    addressee: str = text("求める相手", search=True)
    content: str = lines("求める資料", search=True)
    requested_on: dt.date = day("求めた日")
    due_on: dt.date | None = day("期限", default=None)
    received_on: dt.date | None = day("受領日", default=None)
    attachment: Id | None = reference("添付ファイル", "Attachment", default=None)
