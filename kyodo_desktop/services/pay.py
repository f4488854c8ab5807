"""What members are paid for coming (報酬・費用弁償): attendance by the rate of the day, less tax."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from kyodo_desktop.domain import withholding
from kyodo_desktop.domain.dated import in_force
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    Appointment,
    Attendance,
    AttendanceMethod,
    BankAccount,
    Committee,
    Meeting,
    OfficeRole,
    PayRate,
    PayRole,
    PayTerms,
    TaxBracket,
    TaxTable,
)
from kyodo_desktop.domain.withholding import Bracket
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.attending import came
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.services.sitting import RosterLine, roster_on
from kyodo_desktop.storage import Change, Store

_A_DAY = dt.timedelta(days=1)
_IN_PERSON = (AttendanceMethod.IN_ROOM, AttendanceMethod.ONLINE)
_ROLES = {OfficeRole.CHAIR: PayRole.CHAIR, OfficeRole.VICE_CHAIR: PayRole.VICE_CHAIR}
_SHOWN = 3
"""How many of an account's last digits are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """A member in one payment; figures are yen, None where what they need isn't on record.

    `days` are those attended, each by the `rates` of the role held on it. `account` is its last digits.
    """

    member: RosterLine
    role: PayRole
    days: tuple[dt.date, ...]
    rates: tuple[int, ...] | None
    paid: bool
    reason: str
    travel: int
    tax: int | None
    account: str = ""

    @property
    def pay(self) -> int | None:
        """The pay before tax: 0 for who didn't come or isn't paid."""
        if not self.paid or not self.days:
            return 0
        return None if self.rates is None else sum(self.rates)

    @property
    def net(self) -> int | None:
        """What is sent to the account: pay and refund less tax."""
        pay = self.pay
        return None if pay is None or self.tax is None else pay + self.travel - self.tax


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One payment for one meeting or several: a line for everybody in office at one of them.

    `table` is what the tax was reckoned by; `confirmed` says that the office has recorded its brackets.
    """

    meetings: tuple[Meeting, ...]
    lines: tuple[PayLine, ...]
    table: TaxTable
    basis: str
    confirmed: bool
    recorded: bool

    @property
    def complete(self) -> bool:
        """Whether every figure could be reckoned."""
        return all(one.net is not None for one in self.lines)


def statement(store: Store, committee: Id, meetings: Sequence[Id]) -> Statement:
    """What one payment for these meetings comes to; tax is reckoned on each member's pay of it as a whole.

    Raises `NotFound` where a meeting's day lies in no term.
    """
    held = sorted((store.get(Meeting, one) for one in meetings), key=lambda one: (one.date, one.id))
    last = held[-1].date
    members: dict[Id, RosterLine] = {}
    for meeting in held:
        for line in roster_on(store, committee, meeting.date).lines:
            members[line.appointment.id] = line
    came_to = {meeting.id: _came(store, meeting) for meeting in held}
    recorded = in_force(store.find(TaxBracket, committee=committee), last)
    table = recorded[0].table if recorded else TaxTable.MONTHLY
    brackets = [_bracket(one) for one in recorded] if recorded else list(withholding.usual(last))
    if table is TaxTable.NONE:
        brackets = [Bracket(0, None)]
    reckoner = _Reckoner(store, committee, held, came_to, brackets)
    return Statement(
        meetings=tuple(held),
        lines=tuple(reckoner.line(one) for one in members.values()),
        table=table,
        basis=recorded[0].basis if recorded else "",
        confirmed=bool(recorded),
        recorded=any(store.find(Attendance, meeting=one.id) for one in held),
    )


class _Reckoner:
    """A payment's meetings, who came to each, and the tax table."""

    def __init__(
        self,
        store: Store,
        committee: Id,
        held: Sequence[Meeting],
        came_to: dict[Id, set[Id]],
        brackets: Sequence[Bracket],
    ) -> None:
        self._store = store
        self._held = held
        self._came = came_to
        self._brackets = brackets
        self._rates = store.find(PayRate, committee=committee)
        self._officers = {
            (meeting.id, line.appointment.id): _ROLES[line.office.role]
            for meeting in held
            for line in roster_on(store, committee, meeting.date).lines
            if line.office
        }

    def line(self, member: RosterLine) -> PayLine:
        seat = member.appointment
        there = [one for one in self._held if seat.id in self._came[one.id]]
        role = self._role(there[-1] if there else self._held[-1], seat)
        rates = [self._rate(one, self._role(one, seat)) for one in there]
        whole = None if any(one is None for one in rates) else tuple(one for one in rates if one is not None)
        last = (there or self._held)[-1].date
        terms = next(iter(in_force(self._store.find(PayTerms, appointment=seat.id), last)), None)
        paid = terms is None or terms.paid
        line = PayLine(
            member=member,
            role=role,
            days=tuple(one.date for one in there),
            rates=whole,
            paid=paid,
            reason=terms.reason if terms and not paid else "",
            travel=terms.travel * len(there) if terms and paid else 0,
            tax=None,
            account=_account(self._store, seat) if paid else "",
        )
        pay = line.pay
        return replace(line, tax=None if pay is None else withholding.withheld(self._brackets, pay))

    def _role(self, meeting: Meeting, seat: Appointment) -> PayRole:
        return self._officers.get((meeting.id, seat.id), PayRole.MEMBER)

    def _rate(self, meeting: Meeting, role: PayRole) -> int | None:
        """What the role is paid that day; an officer without a rate of that office is paid as a member."""
        known = {one.role: one.amount for one in in_force(self._rates, meeting.date)}
        return known.get(role, known.get(PayRole.MEMBER))


def _came(store: Store, meeting: Meeting) -> set[Id]:
    """Who took part in person, in the room or online: neither a letter nor a proxy is the member's coming."""
    found = (one for one in store.find(Attendance, meeting=meeting.id) if one.method in _IN_PERSON)
    return {one.appointment for one in found if came(store, one)}


def _account(store: Store, seat: Appointment) -> str:
    account = next(iter(store.find(BankAccount, person=seat.person)), None)
    return "" if account is None else account.number[-_SHOWN:]


def _bracket(one: TaxBracket) -> Bracket:
    return Bracket(one.least, one.below, Fraction(one.rate, 100_000), one.amount)


# --- what the office lays down


def set_rate(
    store: Store, committee: Id, role: PayRole, amount: int, *, since: dt.date, basis: str = ""
) -> Change:
    """Record what a role is paid a day from `since` on; the rate before it ends the day before."""
    owner = store.get(Committee, committee)
    what = msg("{role}の報酬額を登録できません", role=Message(role.label))
    with store.change(msg("{role}の報酬額を登録", role=Message(role.label))) as draft:
        for other in store.find(PayRate, committee=owner.id, role=role):
            if _ends(other, since, what):
                draft.save(replace(other, until=since - _A_DAY))
        made = PayRate(
            id=draft.new_id(), committee=owner.id, role=role, amount=amount, basis=basis, since=since
        )
        draft.add(made)
    return draft.change


def set_tax_table(
    store: Store,
    committee: Id,
    table: TaxTable,
    brackets: Sequence[Bracket],
    *,
    since: dt.date,
    basis: str = "",
) -> Change:
    """Record the tax table's brackets as the accounting section has confirmed them, from `since` on.

    The table before it ends the day before. Refused where brackets overlap, or a table has none.
    """
    owner = store.get(Committee, committee)
    what = msg("源泉徴収税額表を登録できません")
    with store.change(msg("源泉徴収税額表（{table}）を登録", table=Message(table.label))) as draft:
        _check_brackets(table, brackets, what)
        for other in store.find(TaxBracket, committee=owner.id):
            if _ends(other, since, what):
                draft.save(replace(other, until=since - _A_DAY))
        for one in brackets or (Bracket(0, None),):
            draft.add(
                TaxBracket(
                    id=draft.new_id(),
                    committee=owner.id,
                    table=table,
                    least=one.least,
                    below=one.below,
                    rate=int(one.rate * 100_000),
                    amount=one.amount,
                    basis=basis,
                    since=since,
                )
            )
    return draft.change


def set_pay_terms(
    store: Store,
    appointment: Id,
    *,
    paid: bool,
    reason: str = "",
    travel: int = 0,
    since: dt.date | None = None,
) -> Change:
    """Record whether a member is paid (支給区分) and what is refunded for coming, from a day on."""
    seat = store.get(Appointment, appointment)
    name = name_of(store, seat, since or seat.since)
    what = msg("{name}委員の支給区分を登録できません", name=name)
    with store.change(msg("{name}委員の支給区分を登録", name=name)) as draft:
        for other in store.find(PayTerms, appointment=seat.id):
            if since is None:
                draft.remove(other)
            elif _ends(other, since, what):
                draft.save(replace(other, until=since - _A_DAY))
        terms = PayTerms(
            id=draft.new_id(), appointment=seat.id, paid=paid, reason=reason, travel=travel, since=since
        )
        draft.add(terms)
    return draft.change


def _ends(other: PayRate | TaxBracket | PayTerms, since: dt.date, what: Message) -> bool:
    """Whether an earlier setting must end for one from `since` on; refused where there is a later one."""
    if other.since is not None and other.since >= since:
        raise refused(
            what,
            msg("{since}からの定めが、すでに登録されています。", since=said(other.since)),
            msg("それより後の日を入力するか、先に登録した定めを取り消してください。"),
            "since",
        )
    return other.until is None or other.until >= since


def _check_brackets(table: TaxTable, brackets: Sequence[Bracket], what: Message) -> None:
    if not brackets and table is not TaxTable.NONE:
        raise refused(
            what,
            msg("税額表の行がありません。"),
            msg("支給額の範囲と税率又は税額を入力してください。"),
            "least",
        )
    ordered = sorted(brackets, key=lambda one: one.least)
    for one, after in pairwise(ordered):
        if one.below is None or one.below > after.least:
            raise refused(
                what,
                msg("支給額の範囲が重なっています。"),
                msg("「以上」「未満」の額を確かめてください。"),
                "below",
            )
