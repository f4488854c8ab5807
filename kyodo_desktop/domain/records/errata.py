"""Mistakes in what was handed out: a paper that went out is never edited, it is corrected beside."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import Id, Record, day, integer, lines, record, reference, text
from kyodo_desktop.i18n import Message, msg


def of_something(erratum: Erratum) -> Message | None:
    """A check: it says in which paper the mistake stands."""
    if erratum.material or erratum.issued or erratum.document.strip():
        return None
    return msg("どの資料又は文書の誤りかを入力してください。")


@record("正誤", checks=(of_something,))
class Erratum(Record):
    """A mistake in a material, an issued paper or (by name) another: where, what it says, what is right."""

    committee: Id = reference("委員会", "Committee")
    meeting: Id | None = reference("会議", "Meeting", default=None)
    material: Id | None = reference("資料", "Material", default=None)
    issued: Id | None = reference("発行文書", "IssuedPaper", default=None)
    document: str = text("文書の名", default="", search=True, help="資料でも発行文書でもないとき")
    page: int | None = integer("頁", default=None, least=1, most=9999)
    place: str = text("行・箇所", default="", help="例：3行、表(6)")
    wrong: str = lines("誤", search=True)
    right: str = lines("正", search=True)
    noticed_on: dt.date = day("日付")
