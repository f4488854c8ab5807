"""The composition of the committee as of a day: limits are off until set, a reason answers a breach."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import (
    Appointment,
    ConcurrentPost,
    EndReason,
    LimitKind,
    Person,
    Selection,
    Sex,
)
from kyodo_desktop.services import roster
from kyodo_desktop.services.roster import Judged
from kyodo_desktop.storage import Store
from tests.services import asking

BASIS = "選任要綱第3条"
LEFT = dt.date(2026, 3, 31)
APRIL = dt.date(2026, 4, 1)


def judged(store: Store, kind: LimitKind, day: dt.date = asking.DAY) -> list[Judged]:
    """What one kind of limit says on a day."""
    found = roster.composition_on(store, asking.committee(store).id, day)
    return [one for one in found if one.judgement.code == f"composition.{kind.value}"]


def limit(store: Store, kind: LimitKind, value: int, **days: dt.date) -> None:
    """Set a limit."""
    roster.set_limit(store, asking.committee(store).id, kind, value, basis=BASIS, **days)


def person(store: Store, name: str) -> Person:
    """A member as a person."""
    return store.get(Person, asking.line(store, name).appointment.person)


def test_without_a_limit_only_the_seats_are_judged(sample: Store) -> None:
    found = roster.composition_on(sample, asking.committee(sample).id, asking.DAY)
    assert [(one.judgement.code, one.judgement.ruling.verdict) for one in found] == [
        ("composition.seats", "within")
    ] * 4
    seat = asking.line(sample, "石川 真司").appointment.id
    roster.resign(sample, seat, LEFT, EndReason.RESIGNED)
    after = roster.composition_on(sample, asking.committee(sample).id, APRIL)
    assert [one.judgement.ruling.read_out for one in after if one.warning] == [
        "2号委員は、定数3人に1人足りません。"
    ]


def test_sex_is_judged_as_far_as_it_is_recorded(sample: Store) -> None:
    limit(sample, LimitKind.WOMEN_LEAST, 30)
    assert [one.judgement.ruling.verdict for one in judged(sample, LimitKind.WOMEN_LEAST)] == ["unknown"]
    for line in roster.roster_on(sample, asking.committee(sample).id, asking.DAY).lines:
        roster.correct(sample, replace(person(sample, line.name.name), sex=Sex.MALE))
    (found,) = judged(sample, LimitKind.WOMEN_LEAST)
    assert (found.warning, found.judgement.ruling.article) == (True, BASIS)


def test_the_public_call_is_judged_by_what_is_recorded(sample: Store) -> None:
    limit(sample, LimitKind.PUBLIC_CALL_LEAST, 30)
    for line in roster.roster_on(sample, asking.committee(sample).id, asking.DAY).lines:
        chosen = Selection.PUBLIC_CALL if line.category.number == 1 else Selection.RECOMMENDED
        roster.correct(sample, replace(line.appointment, selection=chosen))
    (found,) = judged(sample, LimitKind.PUBLIC_CALL_LEAST)
    assert (found.judgement.ruling.verdict, found.judgement.ruling.margin) == ("within", 1)


def test_years_and_periods_are_judged_as_of_the_end_of_the_appointment(sample: Store) -> None:
    limit(sample, LimitKind.YEARS_MOST, 1)
    limit(sample, LimitKind.PERIODS_MOST, 1)
    assert all(one.warning for one in judged(sample, LimitKind.YEARS_MOST))
    over = [one.judgement.subject for one in judged(sample, LimitKind.PERIODS_MOST) if one.warning]
    names = {
        line.appointment.id: line.name.name
        for line in roster.roster_on(sample, asking.committee(sample).id, asking.DAY).lines
    }
    assert [names[one] for one in over] == ["下重 郁美", "石川 真司", "山中 重則", "中本 進一"]
    roster.edit_limit(sample, replace(roster.limits(sample, asking.committee(sample).id)[0], value=3))
    verdicts = [one.judgement.ruling.verdict for one in judged(sample, LimitKind.YEARS_MOST)]
    assert (verdicts.count("within"), verdicts.count("unknown")) == (8, 4)


def test_other_posts_count_on_their_days(sample: Store) -> None:
    limit(sample, LimitKind.POSTS_MOST, 1)
    assert not any(one.warning for one in judged(sample, LimitKind.POSTS_MOST))
    owner = person(sample, "若谷 正巳").id
    act = roster.add_post(sample, owner, "川口市総合計画審議会", since=APRIL).act
    assert act.text() == "委員 若谷 正巳の兼職を記録"
    assert not any(one.warning for one in judged(sample, LimitKind.POSTS_MOST))
    (found,) = [one for one in judged(sample, LimitKind.POSTS_MOST, APRIL) if one.warning]
    assert "この委員会を含めて2" in found.judgement.ruling.read_out
    (post,) = sample.find(ConcurrentPost)
    roster.edit_post(sample, replace(post, until=APRIL, person="elsewhere"))
    day_after = APRIL + dt.timedelta(days=1)
    assert not any(one.warning for one in judged(sample, LimitKind.POSTS_MOST, day_after))
    roster.remove_post(sample, post.id)
    assert sample.find(ConcurrentPost) == ()


def test_a_seat_on_another_committee_of_the_register_counts(sample: Store) -> None:
    limit(sample, LimitKind.POSTS_MOST, 1)
    other = roster.establish(sample, name="別の委員会", city="川口市").pairs[0].subject.id
    term = roster.open_term(sample, other, since=asking.FIRST, until=asking.LAST).pairs[0].subject.id
    kind = roster.add_category(sample, other, number=1, name="1号委員").pairs[0].subject.id
    roster.reappoint(sample, term, kind, person(sample, "若谷 正巳").id)
    assert sum(one.warning for one in judged(sample, LimitKind.POSTS_MOST)) == 1


def test_ages_are_those_of_the_appointment(sample: Store) -> None:
    limit(sample, LimitKind.NEW_AGE_BELOW, 70)
    limit(sample, LimitKind.AGAIN_AGE_BELOW, 75)
    roster.correct(sample, replace(person(sample, "梶原 純"), born_on=dt.date(1955, 10, 1)))
    roster.correct(sample, replace(person(sample, "石川 真司"), born_on=dt.date(1955, 10, 1)))
    roster.correct(sample, replace(person(sample, "豊田 直美"), born_on=dt.date(2026, 1, 1)))
    new = [one.judgement.ruling.verdict for one in judged(sample, LimitKind.NEW_AGE_BELOW)]
    assert (new.count("breach"), new.count("unknown")) == (1, 7)
    again = [one.judgement.ruling.verdict for one in judged(sample, LimitKind.AGAIN_AGE_BELOW)]
    assert (again.count("within"), again.count("unknown")) == (1, 3)


def test_a_reason_answers_a_breach_for_the_term_or_for_good(sample: Store) -> None:
    limit(sample, LimitKind.PERIODS_MOST, 1)
    first, second = [one for one in judged(sample, LimitKind.PERIODS_MOST) if one.warning][:2]
    roster.give_reason(sample, first.judgement, "充て職のため", asking.FIRST, by="課長")
    roster.give_reason(sample, second.judgement, "専門職のため", dt.date(2020, 4, 1), lasting=True)
    after = judged(sample, LimitKind.PERIODS_MOST)
    assert sum(one.warning for one in after) == 2
    (reason,) = [one.reason for one in after if one.judgement.subject == first.judgement.subject]
    assert reason is not None and (reason.reason, reason.decided_by) == ("充て職のため", "課長")
    act = roster.withdraw_reason(sample, reason.id).act
    assert act.text() == "例外の理由を取消"
    assert sum(one.warning for one in judged(sample, LimitKind.PERIODS_MOST)) == 3


def test_a_reason_of_an_earlier_term_no_longer_counts(sample: Store) -> None:
    owner = asking.committee(sample).id
    roster.open_term(sample, owner, since=dt.date(2023, 10, 1), until=dt.date(2025, 9, 30))
    limit(sample, LimitKind.PERIODS_MOST, 1)
    found = [one for one in judged(sample, LimitKind.PERIODS_MOST) if one.warning]
    roster.give_reason(sample, found[0].judgement, "前の任期の理由", dt.date(2024, 4, 1))
    roster.give_reason(sample, found[1].judgement, "先の日の理由", APRIL)
    assert sum(one.warning for one in judged(sample, LimitKind.PERIODS_MOST)) == len(found)


def test_a_reason_says_something(sample: Store) -> None:
    limit(sample, LimitKind.PERIODS_MOST, 1)
    found = judged(sample, LimitKind.PERIODS_MOST)[0]
    with pytest.raises(InvalidRecord, match="理由が入力されていません"):
        roster.give_reason(sample, found.judgement, "　", asking.DAY)


def test_a_limit_holds_on_its_days_and_is_taken_away(sample: Store) -> None:
    limit(sample, LimitKind.PERIODS_MOST, 1, until=LEFT)
    limit(sample, LimitKind.PERIODS_MOST, 2, since=APRIL)
    assert sum(one.warning for one in judged(sample, LimitKind.PERIODS_MOST)) == 4
    assert sum(one.warning for one in judged(sample, LimitKind.PERIODS_MOST, APRIL)) == 0
    with pytest.raises(InvalidRecord, match="同じ種類の基準") as caught:
        limit(sample, LimitKind.PERIODS_MOST, 3, since=asking.FIRST)
    assert caught.value.problems[0][0] == "since"
    for one in roster.limits(sample, asking.committee(sample).id):
        roster.remove_limit(sample, one.id)
    assert judged(sample, LimitKind.PERIODS_MOST) == []


def test_a_share_is_at_most_all(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="100％") as caught:
        limit(sample, LimitKind.WOMEN_LEAST, 101)
    assert caught.value.problems[0][0] == "value"


def test_a_member_withdrawn_altogether_leaves_no_other_post_behind(sample: Store) -> None:
    seat = asking.seat_of(
        roster.appoint(sample, asking.term(sample).id, asking.category(sample, 4).id, name="新井 一")
    )
    roster.add_post(sample, seat.person, "別の審議会")
    roster.withdraw(sample, sample.get(Appointment, seat.id))
    assert sample.find(ConcurrentPost) == ()
