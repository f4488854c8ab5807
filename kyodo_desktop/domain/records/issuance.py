"""Document numbers, and papers as they were issued."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import (
    Choice,
    Id,
    Record,
    choice,
    day,
    digest,
    integer,
    lines,
    record,
    reference,
    text,
)
from kyodo_desktop.i18n import mark


class Handover(Choice):
    """How a paper reached somebody."""

    HAND = "hand"
    POST = "post"
    MAIL = "mail"
    INTERNAL = "internal"

    @property
    def label(self) -> str:
        return {
            Handover.HAND: mark("手渡し"),
            Handover.POST: mark("郵送"),
            Handover.MAIL: mark("電子メール"),
            Handover.INTERNAL: mark("庁内便"),
        }[self]


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
    options: str = lines("綴じ方の記録", default="", help="資料一式を綴じた時の設定です。")


@record("発行資料")
class IssuedPart(Record):
    """A part of a packet as an edition held it; `contents` are its pages' digests and lines of text.

    `source` is what it is known by from edition to edition: a material's id, or which of the front pages.
    `first` is the index of its first page in the PDF; the page numbers are those printed, or that would be.
    """

    issued: Id = reference("発行文書", "IssuedPaper")
    order: int = integer("順序", default=0)
    source: str = text("資料の元")
    number: str = text("資料番号", default="")
    title: str = text("標題")
    first: int = integer("先頭ページ", default=0)
    through: str = lines("通しのページ番号", default="")
    within: str = lines("資料ごとのページ番号", default="")
    contents: str = digest("ページの記録")


@record("発送")
class Dispatch(Record):
    """To whom an issued paper went, when and how: a member by the appointment, anybody else by name."""

    issued: Id = reference("発行文書", "IssuedPaper")
    appointment: Id | None = reference("委嘱", "Appointment", default=None)
    addressee: str = text("宛先", search=True)
    handed_on: dt.date | None = day("渡した日", default=None)
    how: Handover | None = choice("渡し方", Handover, default=None)
