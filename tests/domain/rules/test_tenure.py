"""How long a member has served: the table of cases under every reading, years, substitutes' terms."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.rules.tenure import Years, remaining, tenure, years_served
from kyodo_desktop.domain.served import Seat, TenureFacts, TenureReading, TermDays, periods

TABLE = tomllib.loads(Path(__file__).with_name("tenure.toml").read_text("utf-8"))
READINGS = (
    TenureReading("consecutive", "counted"),
    TenureReading("consecutive", "not_counted"),
    TenureReading("total", "counted"),
    TenureReading("total", "not_counted"),
)
FIRST = dt.date(2019, 10, 1)


def years(number: int) -> tuple[TermDays, ...]:
    """Terms of two years, one after the other."""
    return tuple(
        TermDays(FIRST.replace(year=2019 + 2 * n), dt.date(2021 + 2 * n, 9, 30)) for n in range(number)
    )


def facts_of(case: dict[str, Any]) -> TenureFacts:
    """The facts of a case of the table."""
    seats = tuple(Seat(int(one.strip("補")) - 1, substitute="補" in one) for one in case["seats"])
    return TenureFacts(terms=years(case["terms"]), seats=seats, prior=case.get("prior", 0))


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["what"])
def test_the_periods_under_every_reading(case: dict[str, Any]) -> None:
    facts = facts_of(case)
    assert [periods(facts, reading) for reading in READINGS] == case["periods"]
    ruling = tenure(facts)
    assert ruling.verdict == str(case["periods"][0])
    assert ruling.read_out == case.get("sentence", ruling.read_out)
    assert ruling.arithmetic.japanese() == case.get("arithmetic", ruling.arithmetic.japanese())
    for reading in READINGS:
        others = [str(n) for n in case["periods"] if n != periods(facts, reading)]
        assert [one.verdicts for one in tenure(facts, reading).alternatives] == [(n,) for n in others]


def test_an_alternative_names_what_is_read_otherwise() -> None:
    facts = TenureFacts(terms=years(4), seats=(Seat(0, substitute=True), Seat(1), Seat(3)))
    found = [(one.reading, one.value, one.sentence.japanese()) for one in tenure(facts).alternatives]
    assert found == [
        ("tenure_run", "total", "通算し、補欠の期間も1期に数える読み方では、3期です。"),
        (
            "tenure_run+tenure_substitute",
            "total+not_counted",
            "通算し、補欠の期間を除いて数える読み方では、2期です。",
        ),
    ]


def notes(facts: TenureFacts, reading: TenureReading, article: str = "") -> list[str]:
    """The notes of a ruling, in Japanese."""
    return [note.japanese() for note in tenure(facts, reading, article).notes]


OURS = "期の数え方の定めは記録されていないため、事務局の取扱いによりました。"


def test_the_notes_say_what_was_assumed_and_left_out() -> None:
    facts = TenureFacts(terms=years(3), seats=(Seat(0), Seat(2, substitute=True)), prior=1)
    assert notes(facts, READINGS[0]) == [OURS, "途切れる前の2期は数えていません。"]
    assert notes(facts, READINGS[1]) == [
        OURS,
        "途切れる前の2期は数えていません。",
        "補欠として前任者の残任期間だけ在任した1期は数えていません。",
    ]
    assert notes(facts, READINGS[2], "条例第13条第2項") == [
        "この台帳より前の期は、時期が分からないため、最初の記録に続くものとして数えています。"
    ]


def test_a_gap_between_terms_counted_as_consecutive_is_noted() -> None:
    gapped = (TermDays(FIRST, dt.date(2021, 6, 30)), years(2)[1])
    both = TenureFacts(terms=gapped, seats=(Seat(0), Seat(1)))
    said = "任期と任期の間に委員のいない期間がありますが、続く任期として数えています。"
    assert (periods(both, READINGS[0]), notes(both, READINGS[0])) == (2, [OURS, said])
    assert notes(both, READINGS[2]) == [OURS]
    unbroken = TenureFacts(terms=years(2), seats=(Seat(0), Seat(1)))
    assert notes(unbroken, READINGS[0]) == [OURS]
    assert notes(TenureFacts(terms=gapped, seats=(Seat(1),)), READINGS[0]) == [OURS]


def test_a_substitute_alone_is_in_a_first_period_though_it_does_not_count() -> None:
    ruling = tenure(TenureFacts(terms=years(1), seats=(Seat(0, substitute=True),)), READINGS[1], "条例")
    assert ruling.arithmetic.japanese() == "この台帳より前0期＋この台帳で0期＝0期。在任中のため1期目とする"
    assert (ruling.verdict, ruling.article) == ("1", "条例")


def test_facts_that_cannot_be_are_our_mistake() -> None:
    with pytest.raises(ValueError, match="-1 periods"):
        TenureFacts(terms=years(1), seats=(Seat(0),), prior=-1)
    with pytest.raises(ValueError, match=r"^nothing was served in the term asked about"):
        TenureFacts(terms=years(2), seats=(Seat(0),))


@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)), st.integers(0, 5), st.integers(1, 10))
def test_total_is_never_less_than_consecutive_nor_all_less_than_without_substitutes(
    full: set[int], part: set[int], prior: int, last: int
) -> None:
    seats = (*(Seat(n) for n in full | {last - 1}), *(Seat(n, substitute=True) for n in part))
    facts = TenureFacts(terms=years(last), seats=seats, prior=prior)
    count = {reading: periods(facts, reading) for reading in READINGS}
    assert count[READINGS[0]] <= count[READINGS[2]] <= last + prior
    assert count[READINGS[1]] <= count[READINGS[0]]
    assert count[READINGS[3]] <= count[READINGS[2]]
    assert min(count.values()) >= 1


# --- years


def spell(since: str, until: str) -> TermDays:
    """A stretch of days."""
    return TermDays(dt.date.fromisoformat(since), dt.date.fromisoformat(until))


@pytest.mark.parametrize(
    ("spells", "until", "years", "days"),
    [
        ([("2025-10-01", "2027-09-30")], "2027-09-30", 2, 0),
        ([("2025-10-01", "2027-09-30")], "2027-09-29", 1, 364),
        ([("2025-10-01", "2027-09-30")], "2025-10-01", 0, 1),
        ([("2025-10-01", "2027-09-30")], "2025-09-30", 0, 0),
        ([("2023-10-01", "2025-09-30"), ("2025-10-01", "2027-09-30")], "2030-01-01", 4, 0),
        ([("2025-10-01", "2027-09-30"), ("2023-07-01", "2025-06-30")], "2027-09-30", 4, 0),
        ([("2023-10-01", "2025-09-30"), ("2025-01-01", "2025-12-31")], "2027-09-30", 2, 92),
        ([("2023-10-01", "2025-09-30"), ("2024-01-01", "2024-12-31")], "2027-09-30", 2, 0),
        ([("2023-01-01", "2023-07-02"), ("2024-01-01", "2024-06-30")], "2027-09-30", 1, 0),
        ([("2023-01-01", "2023-07-02"), ("2024-01-01", "2024-06-29")], "2027-09-30", 0, 364),
        ([("2024-01-01", "2024-06-30"), ("2024-07-01", "2024-12-31")], "2027-09-30", 1, 0),
        ([("2023-10-01", "2025-09-30"), ("2025-10-01", "2027-09-30")], "2024-09-30", 1, 0),
        ([], "2027-09-30", 0, 0),
    ],
)
def test_years_served(spells: list[tuple[str, str]], until: str, years: int, days: int) -> None:
    found = years_served([spell(*one) for one in spells], dt.date.fromisoformat(until))
    assert found == Years(years, days)


# --- substitutes


def test_a_substitute_serves_what_remained() -> None:
    term = spell("2025-10-01", "2027-09-30")
    ruling = remaining(term, dt.date(2026, 3, 31), dt.date(2026, 4, 20))
    assert (ruling.verdict, ruling.margin) == ("served", 19)
    assert ruling.read_out == (
        "補欠の委員の任期は、前任者の残任期間の令和8年4月20日から令和9年9月30日までです。"
    )
    assert ruling.arithmetic.japanese() == "前任者の在任は令和8年3月31日まで、任期の満了は令和9年9月30日"
    assert [note.japanese() for note in ruling.notes] == [
        "補欠の任期の定めは記録されていないため、一般の例によりました。"
    ]


def test_a_substitute_cannot_begin_before_the_predecessor_has_left() -> None:
    term = spell("2025-10-01", "2027-09-30")
    ruling = remaining(term, dt.date(2026, 3, 31), dt.date(2026, 3, 31), "条例第13条第3項")
    assert (ruling.verdict, ruling.margin, ruling.notes) == ("too_early", -1, ())
    assert ruling.read_out == "令和8年3月31日には、前任者がまだ在任しています。"
    next_day = remaining(term, dt.date(2026, 3, 31), dt.date(2026, 4, 1))
    assert (next_day.verdict, next_day.margin) == ("served", 0)
    assert "残任期間の令和8年4月1日から" in next_day.read_out


def test_a_substitute_may_serve_the_last_day_or_the_whole_term() -> None:
    term = spell("2025-10-01", "2027-09-30")
    assert remaining(term, dt.date(2025, 9, 30), term.since).verdict == "served"
    assert remaining(term, dt.date(2027, 9, 29), term.until).verdict == "served"


@pytest.mark.parametrize("day", [dt.date(2025, 9, 30), dt.date(2027, 10, 1)])
def test_a_substitute_outside_the_term_is_our_mistake(day: dt.date) -> None:
    with pytest.raises(ValueError, match=r"^[0-9-]{10} lies outside the term$"):
        remaining(spell("2025-10-01", "2027-09-30"), dt.date(2025, 10, 1), day)
