"""The committee, its categories and its terms."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import Category, Committee, EndReason, Meeting, Term
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.committees import remove_category, remove_term
from kyodo_desktop.storage import Store
from tests.services import asking


def test_a_register_is_begun_from_nothing(store: Store) -> None:
    committee = roster.establish(store, name="緑の審議会", city="川口市", section="みどり課").pairs[0].subject
    category = roster.add_category(store, committee.id, number=1, name="1号委員", seats=2).pairs[0].subject
    term = (
        roster.open_term(store, committee.id, since=dt.date(2026, 4, 1), until=dt.date(2028, 3, 31))
        .pairs[0]
        .subject
    )
    roster.appoint(store, term.id, category.id, name="新井 一")
    found = roster.roster_on(store, committee.id, dt.date(2026, 4, 1))
    assert [(one.name.name, one.standing) for one in found.lines] == [("新井 一", "新")]
    assert [entry.act.text() for entry in store.journal()] == [
        "委員 新井 一の委嘱を記録",
        "任期（令和8年4月1日から令和10年3月31日まで）を追加",
        "委員区分「1号委員」を追加",
        "緑の審議会を登録",
    ]


def test_a_committees_name_is_its_own(sample: Store) -> None:
    committee = asking.committee(sample)
    with pytest.raises(InvalidRecord, match="同じ名前"):
        roster.establish(sample, name=committee.name, city="川口市")
    other = roster.establish(sample, name="別の委員会", city="川口市").pairs[0].subject
    assert isinstance(other, Committee)
    with pytest.raises(InvalidRecord, match="同じ名前"):
        roster.correct(sample, replace(other, name=committee.name))
    roster.edit_committee(sample, replace(other, section="別の課"))
    assert sample.get(Committee, other.id).section == "別の課"


def test_a_categorys_number_is_its_own(sample: Store) -> None:
    owner = asking.committee(sample).id
    with pytest.raises(InvalidRecord, match="4号の区分"):
        roster.add_category(sample, owner, number=4, name="新しい4号")
    with pytest.raises(InvalidRecord, match="3号の区分"):
        roster.correct(sample, replace(asking.category(sample, 4), number=3))
    last = dt.date(2026, 3, 31)
    roster.edit_category(sample, replace(asking.category(sample, 4), until=last))
    roster.add_category(sample, owner, number=4, name="新しい4号", since=last + dt.timedelta(days=1))
    assert [c.name for c in roster.categories(sample, owner)][-2:] == ["4号委員", "新しい4号"]
    in_force = [v.category.name for v in roster.vacancies(sample, owner, last)]
    assert in_force[-1] == "4号委員"


def test_a_category_stays_with_its_committee(sample: Store) -> None:
    other = roster.establish(sample, name="別の委員会", city="川口市").pairs[0].subject
    category = asking.category(sample, 1)
    roster.edit_category(sample, replace(category, committee=other.id, name="市民委員"))
    assert sample.get(Category, category.id).committee == category.committee


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        (dt.date(2027, 9, 30), dt.date(2029, 9, 30), "重なっています"),
        (dt.date(2023, 7, 1), dt.date(2025, 10, 1), "重なっています"),
        (dt.date(2029, 9, 30), dt.date(2027, 10, 1), "より前"),
    ],
)
def test_a_term_that_cant_be(sample: Store, since: dt.date, until: dt.date, why: str) -> None:
    with pytest.raises(InvalidRecord, match=why):
        roster.open_term(sample, asking.committee(sample).id, since=since, until=until)


def test_a_gap_between_terms_may_be(sample: Store) -> None:
    owner = asking.committee(sample).id
    roster.open_term(sample, owner, since=dt.date(2023, 7, 1), until=dt.date(2025, 6, 30))
    assert [t.since.year for t in roster.terms(sample, owner)] == [2023, 2025]
    assert roster.term_on(sample, owner, dt.date(2025, 8, 1)) is None


def test_correcting_a_term_moves_the_appointments_with_it(sample: Store) -> None:
    seat = asking.line(sample, "石川 真司").appointment
    roster.resign(sample, seat.id, dt.date(2026, 3, 31), EndReason.RESIGNED)
    roster.correct(sample, replace(asking.term(sample), until=dt.date(2027, 10, 31)))
    assert asking.line(sample, "梶原 純").appointment.until == dt.date(2027, 10, 31)
    assert asking.line(sample, "石川 真司").appointment.until == dt.date(2026, 3, 31)


def test_correcting_a_term_leaves_nothing_outside(sample: Store) -> None:
    term = asking.term(sample)
    with pytest.raises(InvalidRecord, match="会議がこの任期の外"):
        roster.edit_term(sample, replace(term, since=dt.date(2025, 12, 1)))
    meetings.remove_meeting(sample, asking.meeting(sample).id)
    seat = asking.line(sample, "石川 真司").appointment
    roster.resign(sample, seat.id, dt.date(2025, 11, 20), EndReason.RESIGNED)
    with pytest.raises(InvalidRecord, match="委嘱があります"):
        roster.edit_term(sample, replace(term, since=dt.date(2025, 12, 1)))
    assert sample.get(Term, term.id) == term
    assert sample.find(Meeting) == ()


def test_a_category_goes_only_while_nobody_was_appointed_in_it(sample: Store) -> None:
    committee = asking.committee(sample)
    with pytest.raises(InvalidRecord, match="延べ5人"):
        remove_category(sample, asking.category(sample, 1).id)
    made = roster.add_category(sample, committee.id, number=9, name="9号委員").pairs[0].subject
    remove_category(sample, made.id)
    assert [one.number for one in sample.find(Category, committee=committee.id)] == [1, 2, 3, 4]
    sample.undo()
    assert sample.get(Category, made.id).name == "9号委員"


def test_a_term_goes_only_while_nobody_and_no_meeting_lies_in_it(sample: Store) -> None:
    committee = asking.committee(sample)
    with pytest.raises(InvalidRecord, match="延べ12人"):
        remove_term(sample, asking.term(sample).id)
    since, until = dt.date(2027, 10, 1), dt.date(2029, 9, 30)
    made = roster.open_term(sample, committee.id, since=since, until=until).pairs[0].subject
    with sample.change(msg("会議を追加")) as draft:
        other = replace(asking.meeting(sample), id=draft.new_id(), date=since, number=1)
        draft.add(other)
    with pytest.raises(InvalidRecord, match="令和9年10月1日の会議があります"):
        remove_term(sample, made.id)
    sample.undo()
    remove_term(sample, made.id)
    assert [one.id for one in sample.find(Term, committee=committee.id)] == [asking.term(sample).id]
