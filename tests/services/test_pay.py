"""What members are paid for coming: by the role and rate of the day, less tax, and who isn't paid."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.fields import problems
from kyodo_desktop.domain.records import BankAccount, PayRate, PayRole, PayTerms, TaxBracket, TaxTable
from kyodo_desktop.domain.withholding import Bracket
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import pay
from kyodo_desktop.services.pay import PayLine
from kyodo_desktop.storage import Store
from tests.services import asking, holding

SINCE = dt.date(2025, 4, 1)
FLAT = Fraction(3063, 100_000)


@pytest.fixture
def held(sample: Store) -> Store:
    """The meeting held, with a rate for members and one for the chair."""
    holding.hold(sample)
    committee = asking.committee(sample).id
    pay.set_rate(sample, committee, PayRole.MEMBER, 9_000, since=SINCE)
    pay.set_rate(sample, committee, PayRole.CHAIR, 10_315, since=SINCE)
    return sample


def statement(store: Store) -> pay.Statement:
    return pay.statement(store, asking.committee(store).id, [asking.meeting(store).id])


def line(store: Store, name: str) -> PayLine:
    return next(one for one in statement(store).lines if one.member.name.name == name)


def figures(one: PayLine) -> tuple[int | None, int, int | None, int | None]:
    return one.pay, one.travel, one.tax, one.net


def test_everybody_is_paid_by_the_role_of_the_day(held: Store) -> None:
    assert line(held, "梶原 純").role is PayRole.CHAIR
    assert figures(line(held, "梶原 純")) == (10_315, 0, 315, 10_000)
    assert line(held, "下重 郁美").role is PayRole.VICE_CHAIR
    assert figures(line(held, "下重 郁美")) == (9_000, 0, 275, 8_725)
    assert statement(held).complete


def test_who_left_early_is_paid_and_who_stayed_away_is_not(held: Store) -> None:
    assert line(held, "布施 富美子").days == (asking.DAY,)
    assert line(held, holding.ABSENT).days == ()
    assert figures(line(held, holding.ABSENT)) == (0, 0, 0, 0)


def test_who_is_not_to_be_paid_gets_nothing_and_the_reason_is_told(held: Store) -> None:
    pay.set_pay_terms(held, holding.seat(held, "中本 進一"), paid=False, reason="市職員", travel=500)
    one = line(held, "中本 進一")
    assert figures(one) == (0, 0, 0, 0)
    assert one.reason == "市職員"


def test_what_is_refunded_is_not_taxed(held: Store) -> None:
    pay.set_pay_terms(held, holding.seat(held, "豊田 直美"), paid=True, travel=640)
    assert figures(line(held, "豊田 直美")) == (9_000, 640, 275, 9_365)


def test_only_the_last_digits_of_an_account_are_shown(held: Store) -> None:
    seat = asking.line(held, "豊田 直美").appointment
    with held.change(msg("口座を登録")) as draft:
        draft.add(
            BankAccount(
                id=draft.new_id(), person=seat.person, bank="某銀行", number="1234567", holder="トヨダ"
            )
        )
    assert line(held, "豊田 直美").account == "567"
    pay.set_pay_terms(held, seat.id, paid=False)
    assert line(held, "豊田 直美").account == ""


def test_without_a_rate_nothing_is_reckoned(sample: Store) -> None:
    holding.hold(sample)
    found = statement(sample)
    assert not found.complete
    assert figures(line(sample, "梶原 純")) == (None, 0, None, None)


def test_before_the_meeting_nobody_has_come(sample: Store) -> None:
    found = statement(sample)
    assert not found.recorded
    assert len(found.lines) == 12
    assert all(one.days == () for one in found.lines)


def test_rates_follow_the_day(held: Store) -> None:
    committee = asking.committee(held).id
    pay.set_rate(held, committee, PayRole.MEMBER, 9_500, since=asking.DAY + dt.timedelta(days=1))
    assert line(held, "豊田 直美").pay == 9_000
    assert [one.until for one in held.find(PayRate, role=PayRole.MEMBER)] == [asking.DAY, None]
    with pytest.raises(InvalidRecord):
        pay.set_rate(held, committee, PayRole.MEMBER, 9_600, since=asking.DAY)


def test_the_offices_own_table_goes_before_the_usual_one(held: Store) -> None:
    committee = asking.committee(held).id
    assert not statement(held).confirmed
    brackets = (Bracket(0, 9_500, FLAT), Bracket(9_500, None, amount=400))
    pay.set_tax_table(held, committee, TaxTable.DAILY, brackets, since=SINCE, basis="会計課回答")
    found = statement(held)
    assert (found.table, found.basis, found.confirmed) == (TaxTable.DAILY, "会計課回答", True)
    assert [line(held, name).tax for name in ("豊田 直美", "梶原 純")] == [275, 400]
    pay.set_tax_table(held, committee, TaxTable.NONE, (), since=asking.DAY)
    assert line(held, "梶原 純").tax == 0
    assert {one.until for one in held.find(TaxBracket, table=TaxTable.DAILY)} == {
        asking.DAY - dt.timedelta(days=1)
    }


def test_above_a_table_the_tax_is_left_open(held: Store) -> None:
    pay.set_tax_table(
        held, asking.committee(held).id, TaxTable.MONTHLY, (Bracket(0, 10_000, FLAT),), since=SINCE
    )
    assert figures(line(held, "梶原 純")) == (10_315, 0, None, None)
    assert not statement(held).complete


@pytest.mark.parametrize(
    "brackets", [(), (Bracket(0, None, FLAT), Bracket(5, 6)), (Bracket(0, 9, FLAT), Bracket(8, 12))]
)
def test_a_table_that_cannot_be_is_refused(held: Store, brackets: tuple[Bracket, ...]) -> None:
    with pytest.raises(InvalidRecord):
        pay.set_tax_table(held, asking.committee(held).id, TaxTable.DAILY, brackets, since=SINCE)


def test_a_bracket_has_a_rate_or_an_amount() -> None:
    both = TaxBracket(id="a", committee="c", rate=3063, amount=5, since=SINCE)
    upside_down = TaxBracket(id="a", committee="c", least=5, below=5, since=SINCE)
    assert problems(both)
    assert problems(upside_down)
    assert not problems(TaxBracket(id="a", committee="c", rate=3063, since=SINCE))


def test_terms_from_a_day_on_end_those_before(held: Store) -> None:
    seat = holding.seat(held, "豊田 直美")
    pay.set_pay_terms(held, seat, paid=True, travel=100)
    pay.set_pay_terms(held, seat, paid=True, travel=200, since=asking.DAY)
    assert line(held, "豊田 直美").travel == 200
    assert len(held.find(PayTerms, appointment=seat)) == 2
    pay.set_pay_terms(held, seat, paid=True, travel=300)
    assert [one.travel for one in held.find(PayTerms, appointment=seat)] == [300]
