"""How long members have served, as the register's appointments and the committee's reading say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.records import EndReason, Reading, RegulationVersion
from kyodo_desktop.domain.rules.tenure import Years
from kyodo_desktop.domain.served import TenureReading
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import careers, laws, roster
from kyodo_desktop.storage import Store
from tests.services import asking

NEXT = dt.date(2029, 10, 1)
LEFT = dt.date(2026, 3, 31)


def two_terms_later(store: Store, name: str) -> str:
    """The appointment of a member who comes back after a term without them."""
    owner, person = asking.committee(store).id, asking.line(store, name).appointment.person
    roster.open_term(store, owner, since=dt.date(2027, 10, 1), until=dt.date(2029, 9, 30))
    roster.open_term(store, owner, since=NEXT, until=dt.date(2031, 9, 30))
    late = roster.term_on(store, owner, NEXT)
    assert late is not None
    return asking.seat_of(roster.reappoint(store, late.id, asking.category(store, 1).id, person)).id


def test_a_ruling_explains_the_number_on_the_roster(sample: Store) -> None:
    ruling = roster.tenure_of(sample, asking.line(sample, "石川 真司").appointment.id)
    assert (ruling.verdict, ruling.read_out) == ("2", "在任2期目です。名簿には「2期」と記します。")
    assert ruling.arithmetic.japanese() == "この台帳より前1期＋この台帳で1期＝2期"
    assert asking.line(sample, "石川 真司").standing == "2期"


def test_a_member_who_came_back_is_counted_as_the_committee_reads_it(sample: Store) -> None:
    seat = two_terms_later(sample, "梶原 純")
    ruling = roster.tenure_of(sample, seat)
    assert (ruling.verdict, [one.verdicts for one in ruling.alternatives]) == ("1", [("2",), ("2",)])
    assert asking.line(sample, "梶原 純", NEXT).standing == "新"
    laws.choose_reading(sample, asking.committee(sample).id, "tenure_run", "total", NEXT)
    assert roster.tenure_of(sample, seat).verdict == "2"
    assert asking.line(sample, "梶原 純", NEXT).standing == "2期"
    person = asking.line(sample, "梶原 純").appointment.person
    assert [one.periods for one in roster.history_of(sample, person).services] == [1, 2]


def test_without_a_text_the_usual_reading_holds(sample: Store) -> None:
    owner = asking.committee(sample).id
    assert careers.tenure_reading(sample, owner, asking.DAY) == TenureReading()
    with sample.change(msg("試験")) as draft:
        for version in sample.find(RegulationVersion):
            draft.remove(version)
        draft.add(
            Reading(id=draft.new_id(), committee=owner, name="tenure_run", value="total", since=asking.FIRST)
        )
    assert careers.tenure_reading(sample, owner, asking.DAY) == TenureReading()


def test_a_text_that_speaks_of_tenure_is_read(sample: Store) -> None:
    owner = asking.committee(sample).id
    (version,) = sample.find(RegulationVersion, committee=owner)
    for key in ("tenure_run", '"tenure\\u005frun"'):
        source = f'{version.source}\n[law.readings.{key}]\nvalue = "total"\n'
        with sample.change(msg("試験")) as draft:
            stored = sample.get(RegulationVersion, version.id)
            draft.save(replace(stored, source=source))
        law = laws.law_on(sample, owner, asking.DAY)
        assert (law.tenure_run, careers.tenure_reading(sample, owner, asking.DAY).run) == ("total", "total")


def test_the_time_served_ends_with_the_day_asked_about(sample: Store) -> None:
    seat = asking.line(sample, "梶原 純").appointment.id
    assert roster.years_of(sample, seat, asking.LAST) == Years(2, 0)
    assert roster.years_of(sample, seat, dt.date(2026, 9, 29)) == Years(0, 364)


def test_a_substitute_serves_what_the_predecessor_left(sample: Store) -> None:
    seat = asking.line(sample, "石川 真司").appointment.id
    roster.resign(sample, seat, LEFT, EndReason.RESIGNED)
    ruling = roster.remaining_term(sample, seat, dt.date(2026, 4, 20))
    assert (ruling.verdict, ruling.margin) == ("served", 19)
    assert "令和8年4月20日から令和9年9月30日まで" in ruling.read_out
    with pytest.raises(ValueError, match="outside"):
        roster.remaining_term(sample, seat, NEXT)


def test_the_three_months_before_the_sample_s_term_are_found(sample: Store) -> None:
    owner = asking.committee(sample).id
    assert roster.term_faults(sample, owner) == ()
    roster.open_term(sample, owner, since=dt.date(2023, 7, 1), until=dt.date(2025, 6, 30))
    (fault,) = roster.term_faults(sample, owner)
    assert (fault.ruling.verdict, fault.ruling.margin) == ("gap", 92)
    assert fault.ruling.read_out == (
        "令和7年7月1日から令和7年9月30日までの92日間は、任期中の委員がいません。"
    )
