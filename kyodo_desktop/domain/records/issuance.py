"""Document numbers, and papers as they were issued."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import Id, Record, day, digest, integer, record, reference, text


@record("文書番号")
class DocumentNumber(Record):
    """A number of a fiscal year's counter, taken once and never used again."""

    committee: Id = reference("委員会", "Committee")
    fiscal_year: int = integer("年度", least=1873, most=9999)
    prefix: str = text("記号", help="例：川協発第")
    number: int = integer("番号", least=1, most=99999)
    subject: str = text("件名", search=True)
    taken_on: dt.date = day("取得日")


@record("発行文書")
class IssuedPaper(Record):
    """A paper as it went out: its bytes never change, and a correction is a new edition."""

    committee: Id = reference("委員会", "Committee")
    meeting: Id | None = reference("会議", "Meeting", default=None)
    paper: str = text("様式")
    title: str = text("標題", search=True)
    document_number: Id | None = reference("文書番号", "DocumentNumber", default=None)
    edition: int = integer("版", default=1, least=1, most=999)
    issued_on: dt.date = day("発行日")
    sha256: str = digest("ハッシュ値")


@record("発送")
class Dispatch(Record):
    """To whom an issued paper went: a member by the appointment, anybody else by name alone."""

    issued: Id = reference("発行文書", "IssuedPaper")
    appointment: Id | None = reference("委嘱", "Appointment", default=None)
    addressee: str = text("宛先", search=True)
