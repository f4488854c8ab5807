"""What a member is paid beside the rate of the office, and the tax that is kept back of it."""

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
    record,
    reference,
    text,
)
from kyodo_desktop.i18n import Message, mark, msg


class TaxTable(Choice):
    """By which table tax is kept back (源泉徴収): pay by the month, by the day, or none at all."""

    MONTHLY = "monthly"
    DAILY = "daily"
    NONE = "none"

    @property
    def label(self) -> str:
        return {
            TaxTable.MONTHLY: mark("月額表乙欄"),
            TaxTable.DAILY: mark("日額表乙欄"),
            TaxTable.NONE: mark("源泉徴収なし"),
        }[self]


def one_way_of_reckoning(bracket: TaxBracket) -> Message | None:
    """A check: a bracket has a rate or an amount, not both, and ends above where it begins."""
    if bracket.amount is not None and bracket.rate:
        return msg("税率と税額は、どちらか一方を入力してください。")
    if bracket.below is not None and bracket.below <= bracket.least:
        return msg("「未満」の額は、「以上」の額より大きくしてください。")
    return None


@record("源泉徴収税額", checks=(in_order, one_way_of_reckoning))
class TaxBracket(Record):
    """A line of the tax table that the accounting section has confirmed, from a day until a day."""

    committee: Id = reference("委員会", "Committee")
    table: TaxTable = choice("税額表", TaxTable, default=TaxTable.MONTHLY)
    least: int = integer("支給額（円以上）", default=0)
    below: int | None = integer("支給額（円未満）", default=None)
    rate: int = integer("税率（10万分の）", default=0, most=100_000, help="例：3.063%は3063")
    amount: int | None = integer("税額（円）", default=None)
    basis: str = text("根拠", default="", help="例：令和8年分源泉徴収税額表")
    since: dt.date = day("いつから")
    until: dt.date | None = day("いつまで", default=None)


@record("支給区分", checks=(in_order,))
class PayTerms(Record):
    """Whether a member is paid, and what is refunded for coming (費用弁償), from a day until a day."""

    appointment: Id = reference("委嘱", "Appointment")
    paid: bool = flag("支給する", default=True)
    reason: str = text("対象外の理由", default="", help="例：市職員、市議会議員")
    travel: int = integer("費用弁償（1回・円）", default=0)
    since: dt.date | None = day("いつから", default=None)
    until: dt.date | None = day("いつまで", default=None)
