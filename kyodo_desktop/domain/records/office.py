"""The city's side of the table: venues, who signs letters, the section that does the work, and its rates."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.dated import in_order
from kyodo_desktop.domain.fields import (
    Choice,
    Id,
    Record,
    choice,
    day,
    flag,
    integer,
    lines,
    person_name,
    record,
    reference,
    text,
)
from kyodo_desktop.i18n import mark


class PayRole(Choice):
    """What a member is paid as."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"

    @property
    def label(self) -> str:
        return {
            PayRole.CHAIR: mark("委員長"),
            PayRole.VICE_CHAIR: mark("副委員長"),
            PayRole.MEMBER: mark("委員"),
        }[self]


@record("会場")
class Venue(Record):
    """A room where the committee meets, as its notices and agendas name it."""

    name: str = lines("会場名", search=True, help="次第に印刷するとおりに、必要なら2行で入力します。")
    address: str = text("所在地", default="")
    capacity: int | None = integer("定員", default=None, most=9999)
    note: str = lines("備考", default="")


@record("発信者", checks=(in_order,))
class Sender(Record):
    """Who signs letters (川口市長 …) from a day until a day."""

    committee: Id = reference("委員会", "Committee")
    title: str = text("職名", help="例：川口市長")
    name: str = person_name("氏名")
    since: dt.date | None = day("いつから", default=None)
    until: dt.date | None = day("いつまで", default=None)


@record("担当", checks=(in_order,))
class Contact(Record):
    """The section and the person in it that members and the public ask."""

    committee: Id = reference("委員会", "Committee")
    section: str = text("担当課", search=True)
    name: str = person_name("担当者", default="")
    phone: str = text("電話番号", default="")
    fax: str = text("ファクス番号", default="")
    email: str = text("メールアドレス", default="")
    since: dt.date | None = day("いつから", default=None)
    until: dt.date | None = day("いつまで", default=None)


@record("報酬額", checks=(in_order,))
class PayRate(Record):
    """What a day's attendance is paid, in yen, from a day until a day, as the city's ordinance says."""

    committee: Id = reference("委員会", "Committee")
    role: PayRole = choice("区分", PayRole, default=PayRole.MEMBER)
    amount: int = integer("日額（円）")
    basis: str = text("根拠", default="")
    since: dt.date = day("いつから")
    until: dt.date | None = day("いつまで", default=None)


@record("例外の理由")
class ExceptionReason(Record):
    """Why a warning is accepted: `code` names the check, `subject` the id of the record it is about."""

    code: str = text("点検の番号")
    subject: str = text("対象")
    reason: str = lines("理由", search=True)
    decided_on: dt.date = day("決めた日")
    decided_by: str = text("決めた人", default="")
    lasting: bool = flag("以後も同じ扱い", default=False)


@record("開庁日の例外")
class ClosedDay(Record):
    """A day on which the office is closed though the calendar has it open, or the reverse."""

    committee: Id = reference("委員会", "Committee")
    date: dt.date = day("日")
    name: str = text("理由", help="例：開庁記念日")
    working: bool = flag("開庁する", default=False, help="暦では休みでも、この日は開庁します。")
