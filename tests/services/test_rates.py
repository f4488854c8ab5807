"""What the office lays down about pay, line by line: put right, taken out, never two at a time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import PayRole, TaxTable
from kyodo_desktop.services import pay, rates
from kyodo_desktop.storage import Store
from tests.services import asking, holding

APRIL = dt.date(2025, 4, 1)
NEXT = dt.date(2026, 4, 1)


@pytest.fixture
def committee(sample: Store) -> str:
    return asking.committee(sample).id


def bracket(store: Store, committee: str, least: int, below: int | None, **given: object) -> None:
    values = {"table": TaxTable.MONTHLY, "rate": 3063, "amount": None, "basis": "", "since": APRIL} | given
    rates.add_bracket(store, committee, least=least, below=below, **values)  # pyright: ignore[reportArgumentType]


def test_rates_are_listed_by_role_the_newest_first(sample: Store, committee: str) -> None:
    pay.set_rate(sample, committee, PayRole.MEMBER, 9_000, since=APRIL)
    pay.set_rate(sample, committee, PayRole.CHAIR, 10_000, since=APRIL)
    pay.set_rate(sample, committee, PayRole.MEMBER, 9_500, since=NEXT)
    assert [(one.role, one.amount) for one in rates.rates(sample, committee)] == [
        (PayRole.CHAIR, 10_000),
        (PayRole.MEMBER, 9_500),
        (PayRole.MEMBER, 9_000),
    ]


def test_a_rate_is_put_right_but_not_made_to_overlap_another(sample: Store, committee: str) -> None:
    pay.set_rate(sample, committee, PayRole.MEMBER, 9_000, since=APRIL)
    pay.set_rate(sample, committee, PayRole.MEMBER, 9_500, since=NEXT)
    newest, oldest = rates.rates(sample, committee)
    rates.edit_rate(sample, replace(oldest, amount=8_800))
    oldest = rates.rates(sample, committee)[1]
    assert oldest.amount == 8_800
    with pytest.raises(InvalidRecord, match="同じ期間に、別の登録"):
        rates.edit_rate(sample, replace(oldest, until=None))
    rates.remove_rate(sample, newest.id)
    assert [one.amount for one in rates.rates(sample, committee)] == [8_800]


def test_lines_of_the_tax_table_follow_one_another(sample: Store, committee: str) -> None:
    bracket(sample, committee, 88_000, None, rate=0, amount=3_200)
    bracket(sample, committee, 0, 88_000)
    assert [one.least for one in rates.brackets(sample, committee)] == [0, 88_000]
    with pytest.raises(InvalidRecord, match="範囲が重なって"):
        bracket(sample, committee, 80_000, 90_000)
    low, high = rates.brackets(sample, committee)
    with pytest.raises(InvalidRecord, match="範囲が重なって"):
        rates.edit_bracket(sample, replace(high, least=87_999))
    rates.edit_bracket(sample, replace(low, basis="令和7年分"))
    assert rates.brackets(sample, committee)[0].basis == "令和7年分"
    rates.remove_bracket(sample, high.id)
    assert len(rates.brackets(sample, committee)) == 1


def test_two_tax_tables_at_a_time_are_refused(sample: Store, committee: str) -> None:
    bracket(sample, committee, 0, 88_000)
    with pytest.raises(InvalidRecord, match="別の税額表"):
        bracket(sample, committee, 88_000, None, table=TaxTable.DAILY)


def test_a_line_has_a_rate_or_an_amount(sample: Store, committee: str) -> None:
    with pytest.raises(InvalidRecord, match="どちらか一方"):
        bracket(sample, committee, 0, None, amount=300)


def test_terms_of_pay_are_listed_with_the_members_name_put_right_and_taken_out(
    sample: Store, committee: str
) -> None:
    seat = holding.seat(sample, "中本 進一")
    pay.set_pay_terms(sample, seat, paid=False, reason="市職員", since=NEXT)
    (found,) = rates.terms_of_pay(sample, committee, asking.DAY)
    assert (found.name, found.terms.reason) == ("中本 進一", "市職員")
    rates.edit_pay_terms(sample, replace(found.terms, reason="市議会議員"))
    (found,) = rates.terms_of_pay(sample, committee, asking.DAY)
    assert found.terms.reason == "市議会議員"
    pay.set_pay_terms(sample, seat, paid=True, since=dt.date(2026, 10, 1))
    first, second = rates.terms_of_pay(sample, committee, asking.DAY)
    assert first.terms.until == dt.date(2026, 9, 30)
    with pytest.raises(InvalidRecord, match="同じ期間に、別の登録"):
        rates.edit_pay_terms(sample, replace(first.terms, until=None))
    rates.remove_pay_terms(sample, second.terms.id)
    assert len(rates.terms_of_pay(sample, committee, asking.DAY)) == 1
    with pytest.raises(NotFound):
        rates.terms_of_pay(sample, committee, dt.date(2001, 1, 1))
