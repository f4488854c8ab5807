"""訂正 and 異動: what was always so, and what holds from a day on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import ConflictError, InvalidRecord
from kyodo_desktop.domain.records import Affiliation, EndReason, Office, OfficeRole, Person, PersonName
from kyodo_desktop.services import roster
from kyodo_desktop.services.register import affiliations_of, names_of
from kyodo_desktop.storage import Store
from tests.services import asking

ON = dt.date(2026, 4, 1)
EVE = dt.date(2026, 3, 31)
WAKATANI = "若谷 正巳"


def transferred(store: Store, on: dt.date = ON) -> Affiliation:
    """The affiliation of a councillor who changed committees on `on`."""
    old = asking.affiliation(store, WAKATANI)
    roster.succeed(store, replace(old, organisation="川口市議会議員 建設常任委員会"), on)
    return asking.affiliation(store, WAKATANI, on)


def test_a_transfer_leaves_the_past_alone(sample: Store) -> None:
    transferred(sample)
    assert asking.affiliation(sample, WAKATANI, EVE).printed == "川口市議会議員 総務常任委員会 委員長"
    assert asking.affiliation(sample, WAKATANI, ON).printed == "川口市議会議員 建設常任委員会 委員長"
    assert sample.journal()[0].act.text() == "委員 若谷 正巳の所属変更を記録"


def test_a_correction_changes_the_past(sample: Store) -> None:
    old = asking.affiliation(sample, "下重 郁美")
    act = roster.correct(sample, replace(old, organisation="川口商工会議所 女性会")).act
    assert act.text() == "委員 下重 郁美の所属を訂正"
    for day in (asking.FIRST, asking.LAST):
        assert asking.affiliation(sample, "下重 郁美", day).printed == "川口商工会議所 女性会"


def test_a_new_name_leaves_the_past_alone(sample: Store) -> None:
    old = asking.line(sample, "豊田 直美").name
    act = roster.succeed(sample, replace(old, name="髙田 直美"), ON).act
    assert act.text() == "委員 豊田 直美の氏名変更を記録"
    assert asking.names(sample, EVE)[2] == "豊田 直美"
    assert asking.names(sample, ON)[2] == "髙田 直美"
    assert [entry.act.text() for entry in sample.journal(1)] == [act.text()]


@pytest.mark.parametrize("on", [ON, EVE])
def test_a_transfer_no_later_than_the_last_is_a_correction(sample: Store, on: dt.date) -> None:
    new = transferred(sample)
    with pytest.raises(InvalidRecord, match="「訂正」を"):
        roster.succeed(sample, replace(new, post="副委員長"), on)


def test_a_transfer_in_what_is_already_past(sample: Store) -> None:
    old = asking.affiliation(sample, WAKATANI)
    transferred(sample)
    old = sample.get(Affiliation, old.id)
    with pytest.raises(InvalidRecord, match="別の記録が続いて"):
        roster.succeed(sample, replace(old, post="委員"), ON)
    roster.succeed(sample, replace(old, post="副委員長"), dt.date(2026, 1, 1))
    spells = affiliations_of(sample, old.person)
    assert [(s.post, s.since, s.until) for s in spells] == [
        ("委員長", None, dt.date(2025, 12, 31)),
        ("副委員長", dt.date(2026, 1, 1), EVE),
        ("委員長", ON, None),
    ]


def test_a_transfer_to_the_same_is_refused(sample: Store) -> None:
    old = asking.affiliation(sample, WAKATANI)
    with pytest.raises(InvalidRecord, match="変更された内容がありません"):
        roster.succeed(sample, replace(old, confirmed_on=ON), ON)


def test_a_transfer_from_a_stale_copy_is_a_conflict(sample: Store) -> None:
    old = asking.affiliation(sample, WAKATANI)
    roster.correct(sample, replace(old, post="委員"))
    with pytest.raises(ConflictError):
        roster.succeed(sample, replace(old, post="副委員長"), ON)


def test_correcting_the_day_of_a_transfer_moves_what_was_before(sample: Store) -> None:
    new = transferred(sample)
    roster.correct(sample, replace(new, since=dt.date(2026, 5, 1)))
    assert asking.affiliation(sample, WAKATANI, dt.date(2026, 4, 30)).organisation.endswith("総務常任委員会")
    old = affiliations_of(sample, new.person)[0]
    roster.correct(sample, replace(old, until=dt.date(2026, 5, 31)))
    assert affiliations_of(sample, new.person)[1].since == dt.date(2026, 6, 1)


def test_a_correction_that_overlaps_is_refused(sample: Store) -> None:
    new = transferred(sample)
    roster.succeed(sample, replace(new, post="委員"), dt.date(2026, 6, 1))
    last = affiliations_of(sample, new.person)[2]
    with pytest.raises(InvalidRecord, match="期間がなくなって"):
        roster.correct(sample, replace(last, since=ON))
    with pytest.raises(InvalidRecord, match="重なります"):
        roster.correct(sample, replace(last, since=None))


def test_an_affiliation_may_end(sample: Store) -> None:
    old = asking.affiliation(sample, WAKATANI)
    roster.correct(sample, replace(old, until=EVE))
    assert asking.line(sample, WAKATANI, ON).affiliation is None
    roster.add_affiliation(sample, Affiliation(id="", person=old.person, organisation="無所属の会", since=ON))
    assert asking.affiliation(sample, WAKATANI, ON).printed == "無所属の会"
    with pytest.raises(InvalidRecord, match="別の所属"):
        roster.add_affiliation(sample, Affiliation(id="", person=old.person, organisation="別の会", since=ON))


def test_a_name_never_has_a_gap(sample: Store) -> None:
    old = asking.line(sample, "豊田 直美").name
    for wrong in (replace(old, since=asking.FIRST), replace(old, until=asking.LAST)):
        with pytest.raises(InvalidRecord, match="氏名のない期間"):
            roster.correct(sample, wrong)
    roster.succeed(sample, replace(old, name="髙田 直美"), ON)
    new = names_of(sample, old.person)[1]
    roster.correct(sample, replace(new, since=dt.date(2026, 4, 10)))
    assert names_of(sample, old.person)[0].until == dt.date(2026, 4, 9)
    assert asking.names(sample, dt.date(2026, 4, 9))[2] == "豊田 直美"


def test_a_correction_cant_pass_a_name_to_somebody_else(sample: Store) -> None:
    one, other = asking.line(sample, "豊田 直美").name, asking.line(sample, "梶原 純").name
    roster.correct(sample, replace(one, person=other.person, name="豊田 尚美"))
    assert asking.names(sample)[2] == "豊田 尚美"


def test_a_variant_name_is_kept_to_the_code_point(sample: Store) -> None:
    written = "\ufa10 \U00020bb7\U000e0101"
    roster.correct(sample, replace(asking.line(sample, "梶原 純").name, name=written))
    assert asking.names(sample)[0] == written


def test_an_appointment_is_corrected(sample: Store) -> None:
    seat = asking.line(sample, "石川 真司").appointment
    roster.take_office(sample, seat.id, OfficeRole.CHAIR, asking.DAY)
    roster.resign(sample, seat.id, EVE, EndReason.RESIGNED)
    seat = asking.line(sample, "石川 真司").appointment
    roster.correct(sample, replace(seat, until=dt.date(2026, 4, 30)))
    assert "石川 真司" in asking.names(sample, dt.date(2026, 4, 30))
    assert sample.find(Office)[0].until == dt.date(2026, 4, 30)
    seat = asking.line(sample, "石川 真司").appointment
    with pytest.raises(InvalidRecord, match="終了の理由がありません"):
        roster.correct(sample, replace(seat, end_reason=None))
    with pytest.raises(InvalidRecord, match="在任期間"):
        roster.correct(sample, replace(seat, since=dt.date(2025, 12, 1)))
    with pytest.raises(InvalidRecord, match="の外です"):
        roster.correct(sample, replace(seat, until=dt.date(2025, 9, 1)))
    with pytest.raises(InvalidRecord, match="より前になって"):
        roster.correct(sample, replace(seat, since=dt.date(2026, 6, 1)))


def test_an_appointment_isnt_corrected_over_its_substitute(sample: Store) -> None:
    seat = asking.line(sample, "石川 真司").appointment
    roster.resign(sample, seat.id, EVE, EndReason.RESIGNED)
    roster.appoint(sample, seat.term, seat.category, name="新井 一", since=ON, predecessor=seat.id)
    seat = asking.line(sample, "石川 真司").appointment
    with pytest.raises(InvalidRecord, match="補欠の委員"):
        roster.correct(sample, replace(seat, until=ON))


def test_contact_details_are_saved(sample: Store) -> None:
    person = sample.get(Person, asking.line(sample, "梶原 純").appointment.person)
    act = roster.correct(sample, replace(person, phone="000-0000")).act
    assert act.text() == "委員 梶原 純の連絡先を変更"
    assert sample.get(Person, person.id).phone == "000-0000"


def test_prior_service_is_corrected(sample: Store) -> None:
    person = asking.line(sample, "石川 真司").appointment.person
    (prior,) = roster.history_of(sample, person).prior
    roster.correct(sample, replace(prior, periods=3))
    assert asking.line(sample, "石川 真司").standing == "4期"


def test_a_transfer_entered_by_mistake_is_withdrawn(sample: Store) -> None:
    new = transferred(sample)
    roster.withdraw(sample, new)
    (only,) = affiliations_of(sample, new.person)
    assert (only.since, only.until, only.organisation) == (None, None, "川口市議会議員 総務常任委員会")


def test_withdrawing_the_first_name_gives_its_days_to_the_next(sample: Store) -> None:
    old = asking.line(sample, "豊田 直美").name
    roster.succeed(sample, replace(old, name="髙田 直美"), ON)
    roster.withdraw(sample, sample.get(PersonName, old.id))
    (only,) = names_of(sample, old.person)
    assert (only.name, only.since, only.until) == ("髙田 直美", None, None)
    with pytest.raises(InvalidRecord, match="これだけ"):
        roster.withdraw(sample, only)


def test_an_appointment_entered_by_mistake_is_withdrawn(sample: Store) -> None:
    seat = asking.line(sample, "石川 真司").appointment
    roster.take_office(sample, seat.id, OfficeRole.CHAIR, asking.DAY)
    roster.resign(sample, seat.id, EVE, EndReason.RESIGNED)
    added = roster.appoint(sample, seat.term, seat.category, name="新井 一", since=ON, predecessor=seat.id)
    roster.withdraw(sample, asking.line(sample, "石川 真司").appointment)
    assert "石川 真司" not in asking.names(sample)
    assert len(sample.find(Person)) == 12
    assert sample.get(type(seat), asking.seat_of(added).id).predecessor is None
    sample.undo()
    assert asking.line(sample, "石川 真司").mark == "◎"
    assert sample.verify() == ()


def test_withdrawing_one_of_two_appointments_keeps_the_person(sample: Store) -> None:
    seat = asking.line(sample, "石川 真司").appointment
    roster.resign(sample, seat.id, EVE, EndReason.RESIGNED)
    again = roster.reappoint(sample, seat.term, seat.category, seat.person, since=dt.date(2026, 5, 1))
    roster.withdraw(sample, asking.seat_of(again))
    assert "石川 真司" in asking.names(sample)


def test_a_history_tells_all(sample: Store) -> None:
    transferred(sample)
    seat = asking.line(sample, WAKATANI).appointment
    roster.take_office(sample, seat.id, OfficeRole.VICE_CHAIR, asking.DAY)
    history = roster.history_of(sample, seat.person)
    assert [n.name for n in history.names] == [WAKATANI]
    assert [a.since for a in history.affiliations] == [None, ON]
    (service,) = history.services
    assert (service.periods, service.category.number) == (1, 3)
    assert [office.role for office in service.offices] == [OfficeRole.VICE_CHAIR]


def test_a_person_on_a_day(sample: Store) -> None:
    person = transferred(sample).person
    before, after = (roster.person_on(sample, person, day) for day in (EVE, ON))
    assert before.affiliation is not None
    assert after.affiliation is not None
    assert before.affiliation.organisation != after.affiliation.organisation
    assert len(after.services) == 1
    assert roster.person_on(sample, person, dt.date(2030, 1, 1)).services == ()
