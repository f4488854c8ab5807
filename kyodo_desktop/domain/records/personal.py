"""What the secretariat must know of a person and nobody else may read."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.dated import in_order
from kyodo_desktop.domain.fields import Choice, Id, Record, choice, day, lines, record, reference, text
from kyodo_desktop.i18n import mark


class AccountKind(Choice):
    """The kinds of account that pay is sent to."""

    ORDINARY = "ordinary"
    CURRENT = "current"

    @property
    def label(self) -> str:
        return {AccountKind.ORDINARY: mark("普通"), AccountKind.CURRENT: mark("当座")}[self]


@record("口座")
class BankAccount(Record):
    """Where a member's pay goes."""

    person: Id = reference("委員本人", "Person")
    bank: str = text("金融機関", personal=True)
    branch: str = text("支店", default="", personal=True)
    kind: AccountKind = choice("預金の種類", AccountKind, default=AccountKind.ORDINARY)
    number: str = text("口座番号", personal=True)
    holder: str = text("口座名義（カナ）", personal=True)


@record("配慮事項")
class SpecialNeed(Record):
    """What a member needs at a meeting: an interpreter, large type, a seat by the door."""

    person: Id = reference("委員本人", "Person")
    need: str = lines("配慮事項", personal=True)


@record("兼職", checks=(in_order,))
class ConcurrentPost(Record):
    """A seat that a member holds on another body of the city, from a day until a day."""

    person: Id = reference("委員本人", "Person")
    body: str = text("附属機関等の名称", search=True)
    since: dt.date | None = day("いつから", default=None)
    until: dt.date | None = day("いつまで", default=None)
