"""Appointing, ending and ordering members."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import Appointment, EndReason, Office, OfficeRole, Person, PriorService
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import roster
from kyodo_desktop.storage import Store
from tests.services import asking

NEW = dt.date(2026, 5, 1)
LEFT = dt.date(2026, 3, 31)


def resigned(store: Store, name: str = "石川 真司") -> str:
    """The appointment of a member who has resigned on 2026-03-31."""
    seat = asking.line(store, name).appointment
    roster.resign(store, seat.id, LEFT, EndReason.RESIGNED)
    return seat.id


def test_a_member_is_appointed_from_the_terms_first_day(sample: Store) -> None:
    change = roster.appoint(
        sample,
        asking.term(sample).id,
        asking.category(sample, 2).id,
        name="髙橋 塚\U000e0100",
        kana="たかはし つか",
        organisation="まちづくりの会",
        post="代表",
        prior_periods=2,
    )
    assert change.act.text() == "委員 髙橋 塚\U000e0100の委嘱を記録"
    line = asking.line(sample, "髙橋 塚\U000e0100")
    assert (line.appointment.since, line.appointment.until) == (asking.FIRST, asking.LAST)
    assert line.affiliation is not None
    assert line.affiliation.printed == "まちづくりの会 代表"
    assert (line.standing, line.name.kana) == ("3期", "たかはし つか")
    assert asking.names(sample).index(line.name.name) == 8  # last of category 2


def test_a_member_without_an_affiliation_has_none(sample: Store) -> None:
    roster.appoint(sample, asking.term(sample).id, asking.category(sample, 1).id, name="新井 一")
    assert asking.line(sample, "新井 一").affiliation is None


@pytest.mark.parametrize("since", [dt.date(2025, 9, 30), dt.date(2027, 10, 1)])
def test_a_day_outside_the_term_is_refused(sample: Store, since: dt.date) -> None:
    with pytest.raises(InvalidRecord, match="の外です") as caught:
        roster.appoint(
            sample, asking.term(sample).id, asking.category(sample, 1).id, name="新井 一", since=since
        )
    assert caught.value.problems[0][0] == "since"
    assert len(sample.find(Person)) == 12


def test_another_committees_category_is_refused(sample: Store) -> None:
    other = roster.establish(sample, name="別の委員会", city="川口市").pairs[0].subject
    category = roster.add_category(sample, other.id, number=1, name="1号委員").pairs[0].subject
    with pytest.raises(InvalidRecord, match="別の委員会の区分") as caught:
        roster.appoint(sample, asking.term(sample).id, category.id, name="新井 一")
    assert caught.value.problems[0][0] == "category"


def test_a_category_that_is_abolished_is_refused(sample: Store) -> None:
    owner = asking.committee(sample).id
    added = roster.add_category(sample, owner, number=5, name="5号委員", until=dt.date(2025, 12, 31))
    with pytest.raises(InvalidRecord, match="設けられていません"):
        roster.appoint(sample, asking.term(sample).id, added.pairs[0].subject.id, name="新井 一", since=NEW)


def test_a_blank_name_is_refused(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="氏名"):
        roster.appoint(sample, asking.term(sample).id, asking.category(sample, 1).id, name=" ")
    assert len(sample.find(Person)) == 12


def test_the_same_person_twice_at_once_is_refused(sample: Store) -> None:
    seat = asking.line(sample, "石川 真司").appointment
    with pytest.raises(InvalidRecord, match="同じ人"):
        roster.reappoint(sample, seat.term, asking.category(sample, 3).id, seat.person, since=NEW)


def test_a_namesake_is_asked_about(sample: Store) -> None:
    term, category = asking.term(sample).id, asking.category(sample, 1).id
    with pytest.raises(InvalidRecord, match="同姓同名"):
        roster.appoint(sample, term, category, name="石川　真司")
    roster.appoint(sample, term, category, name="石川 真司", namesake=True)
    assert asking.names(sample).count("石川 真司") == 2


def test_a_person_comes_back_within_the_term(sample: Store) -> None:
    seat = sample.get(Appointment, resigned(sample))
    roster.reappoint(sample, seat.term, seat.category, seat.person, since=NEW)
    assert "石川 真司" not in asking.names(sample, dt.date(2026, 4, 15))
    assert asking.line(sample, "石川 真司", NEW).standing == "2期"  # the term counts once


def test_the_next_term_counts(sample: Store) -> None:
    owner = asking.committee(sample).id
    second = roster.open_term(sample, owner, since=dt.date(2027, 10, 1), until=dt.date(2029, 9, 30))
    term = second.pairs[0].subject.id
    for name in ("石川 真司", "梶原 純"):
        seat = asking.line(sample, name).appointment
        roster.reappoint(sample, term, seat.category, seat.person)
    later = dt.date(2028, 1, 1)
    assert asking.line(sample, "石川 真司", later).standing == "3期"
    assert asking.line(sample, "梶原 純", later).standing == "2期"
    assert asking.line(sample, "梶原 純").standing == "新"  # the past roster doesn't move


def test_another_committees_terms_dont_count(sample: Store) -> None:
    person = asking.line(sample, "梶原 純").appointment.person
    other = roster.establish(sample, name="別の委員会", city="川口市").pairs[0].subject.id
    category = roster.add_category(sample, other, number=1, name="1号委員").pairs[0].subject.id
    term = roster.open_term(sample, other, since=asking.FIRST, until=asking.LAST).pairs[0].subject.id
    roster.reappoint(sample, term, category, person)
    roster.set_prior_periods(sample, other, person, 4)
    assert roster.roster_on(sample, other, asking.DAY).lines[0].standing == "5期"
    assert asking.line(sample, "梶原 純").standing == "新"


def test_prior_periods_are_set_and_taken_back(sample: Store) -> None:
    owner, person = asking.committee(sample).id, asking.line(sample, "梶原 純").appointment.person
    roster.set_prior_periods(sample, owner, person, 1)
    assert asking.line(sample, "梶原 純").standing == "2期"
    roster.set_prior_periods(sample, owner, person, 0)
    assert asking.line(sample, "梶原 純").standing == "新"
    assert len(sample.find(PriorService, person=person)) == 1
    with pytest.raises(InvalidRecord):
        roster.set_prior_periods(sample, owner, person, -1)


def test_a_resignation_is_the_last_day(sample: Store) -> None:
    resigned(sample)
    assert "石川 真司" in asking.names(sample, LEFT)
    assert "石川 真司" not in asking.names(sample, LEFT + dt.timedelta(days=1))
    assert sample.journal()[0].act.text() == "委員 石川 真司の辞任を記録"


@pytest.mark.parametrize(
    ("on", "why"),
    [
        (dt.date(2025, 9, 30), "より前です"),
        (dt.date(2027, 10, 1), "の外です"),
    ],
)
def test_a_resignation_outside_the_appointment_is_refused(sample: Store, on: dt.date, why: str) -> None:
    seat = asking.line(sample, "石川 真司").appointment
    with pytest.raises(InvalidRecord, match=why):
        roster.resign(sample, seat.id, on, EndReason.RESIGNED)


def test_a_second_resignation_is_refused(sample: Store) -> None:
    seat = resigned(sample)
    with pytest.raises(InvalidRecord, match="すでに終わっています"):
        roster.resign(sample, seat, dt.date(2026, 2, 1), EndReason.DIED)


def test_a_resignation_ends_the_office_too(sample: Store) -> None:
    seat = asking.line(sample, "石川 真司").appointment
    roster.take_office(sample, seat.id, OfficeRole.CHAIR, asking.DAY)
    roster.resign(sample, seat.id, LEFT, EndReason.RESIGNED)
    (office,) = sample.find(Office)
    assert office.until == LEFT
    sample.undo()
    assert sample.find(Office)[0].until is None


def test_a_resignation_before_an_office_began_is_refused(sample: Store) -> None:
    seat = asking.line(sample, "石川 真司").appointment
    roster.take_office(sample, seat.id, OfficeRole.CHAIR, NEW)
    with pytest.raises(InvalidRecord, match="役職へ就いた"):
        roster.resign(sample, seat.id, LEFT, EndReason.RESIGNED)


def test_a_substitute_serves_what_remains_in_the_predecessors_place(sample: Store) -> None:
    before = resigned(sample, "下重 郁美")
    change = roster.appoint(
        sample,
        asking.term(sample).id,
        asking.category(sample, 2).id,
        name="新井 一",
        since=NEW,
        predecessor=before,
    )
    assert change.act.text() == "補欠委員 新井 一の委嘱を記録"
    assert asking.seat_of(change).until == asking.LAST
    assert asking.names(sample, NEW)[5:8] == ["新井 一", "釘村 ミナ子", "石川 真司"]
    assert asking.names(sample, LEFT)[5:8] == ["下重 郁美", "釘村 ミナ子", "石川 真司"]


def test_a_substitute_for_a_member_in_office_is_refused(sample: Store) -> None:
    before = asking.line(sample, "下重 郁美").appointment.id
    term, category = asking.term(sample).id, asking.category(sample, 2).id
    with pytest.raises(InvalidRecord, match="まだ在任"):
        roster.appoint(sample, term, category, name="新井 一", since=NEW, predecessor=before)


def test_a_substitute_of_another_category_is_refused(sample: Store) -> None:
    before, term = resigned(sample), asking.term(sample).id
    with pytest.raises(InvalidRecord, match="同じ区分"):
        roster.appoint(
            sample, term, asking.category(sample, 3).id, name="新井 一", since=NEW, predecessor=before
        )


def test_a_second_substitute_is_refused(sample: Store) -> None:
    before, term, category = resigned(sample), asking.term(sample).id, asking.category(sample, 2).id
    roster.appoint(sample, term, category, name="新井 一", since=NEW, predecessor=before)
    with pytest.raises(InvalidRecord, match="補欠は"):
        roster.appoint(sample, term, category, name="上田 二", since=NEW, predecessor=before)


def test_vacancies(sample: Store) -> None:
    def vacant(day: dt.date) -> list[int | None]:
        return [v.vacant for v in roster.vacancies(sample, asking.committee(sample).id, day)]

    assert vacant(asking.DAY) == [0, 0, 0, 0]
    resigned(sample)
    assert vacant(LEFT) == [0, 0, 0, 0]
    assert vacant(NEW) == [0, 1, 0, 0]
    roster.appoint(sample, asking.term(sample).id, asking.category(sample, 4).id, name="新井 一")
    assert vacant(NEW) == [0, 1, 0, -1]
    roster.edit_category(sample, replace(asking.category(sample, 1), seats=None))
    assert vacant(NEW) == [None, 1, 0, -1]


def test_the_list_is_reordered_within_a_category(sample: Store) -> None:
    shown = [
        one.appointment.id for one in roster.roster_on(sample, asking.committee(sample).id, asking.DAY).lines
    ]
    shown[0], shown[1] = shown[1], shown[0]
    change = roster.reorder(sample, shown)
    assert asking.names(sample)[:3] == ["長谷川 俊介", "梶原 純", "豊田 直美"]
    assert len(change.pairs) == 2
    assert roster.reorder(sample, shown).pairs == ()


def test_reordering_keeps_the_place_of_a_member_who_left(sample: Store) -> None:
    resigned(sample, "長谷川 俊介")
    today = roster.roster_on(sample, asking.committee(sample).id, NEW)
    first = [one.appointment.id for one in today.lines if one.category.number == 1]
    roster.reorder(sample, first[::-1])
    assert asking.names(sample, NEW)[:4] == ["布施 富美子", "峯口 文治", "豊田 直美", "梶原 純"]
    assert asking.names(sample)[:5] == ["布施 富美子", "長谷川 俊介", "峯口 文治", "豊田 直美", "梶原 純"]


def test_reordering_nothing_changes_nothing(sample: Store) -> None:
    assert roster.reorder(sample, []).pairs == ()


def test_reordering_with_a_member_twice_is_refused(sample: Store) -> None:
    seat = asking.line(sample, "梶原 純").appointment.id
    with pytest.raises(InvalidRecord, match="2回"):
        roster.reorder(sample, [seat, seat])


def test_an_unknown_appointment_is_told(sample: Store) -> None:
    with pytest.raises(NotFound):
        roster.resign(sample, "nowhere", LEFT, EndReason.RESIGNED)


def test_a_day_outside_every_term_has_no_roster(sample: Store) -> None:
    owner = asking.committee(sample).id
    assert roster.term_on(sample, owner, dt.date(2025, 9, 30)) is None
    with pytest.raises(NotFound) as caught:
        roster.roster_on(sample, owner, dt.date(2025, 9, 30))
    assert "令和7年9月30日" in caught.value.what.text()
    assert caught.value.remedy.text()
    with pytest.raises(NotFound):
        roster.vacancies(sample, owner, dt.date(2027, 10, 1))


def test_a_substitute_may_be_someone_the_register_knows(sample: Store) -> None:
    before = resigned(sample, "中本 進一")
    seat = sample.get(Appointment, before)
    ended = sample.get(Appointment, resigned(sample, "石川 真司"))
    act = roster.reappoint(sample, seat.term, seat.category, ended.person, since=NEW, predecessor=before).act
    assert act.text() == "補欠委員 石川 真司の委嘱を記録"
    assert asking.line(sample, "石川 真司", NEW).category.number == 4


def test_a_post_without_an_organisation_is_refused(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="所属団体等"):
        roster.appoint(
            sample, asking.term(sample).id, asking.category(sample, 1).id, name="新井 一", post="会長"
        )


def test_an_office_before_the_last_day_keeps_its_end(sample: Store) -> None:
    seat = asking.line(sample, "石川 真司").appointment
    roster.take_office(sample, seat.id, OfficeRole.CHAIR, asking.DAY)
    (office,) = sample.find(Office)
    roster.leave_office(sample, office.id, dt.date(2025, 12, 31))
    roster.resign(sample, seat.id, LEFT, EndReason.DIED)
    assert sample.find(Office)[0].until == dt.date(2025, 12, 31)
    assert sample.journal()[0].act.text() == "委員 石川 真司の死亡を記録"


def test_a_register_without_a_name_for_the_day_says_so(sample: Store) -> None:
    name = asking.line(sample, "石川 真司").name
    with sample.change(msg("試験")) as draft:
        draft.save(replace(name, since=NEW))
    with pytest.raises(NotFound, match="氏名の記録がない"):
        asking.names(sample)
