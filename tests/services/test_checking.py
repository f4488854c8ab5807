"""Checking a register: what is really wrong in the printed packet, and what somebody has accepted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.fields import Record
from kyodo_desktop.domain.findings import Finding, Outside, Severity
from kyodo_desktop.domain.records import (
    Affiliation,
    AgendaItem,
    BodyText,
    Consultation,
    LimitKind,
    Meeting,
    MeetingStatus,
    Question,
    RegulationVersion,
    Survey,
    Term,
)
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import checking, limits, meetings, roster, surveys
from kyodo_desktop.services.checking import Checked
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.asking import DAY

KNOWN = Outside(organisations=checking.known_organisations(Paths.find().resources / "organisations.toml"))


def check(store: Store) -> Checked:
    return checking.check_meeting(store, asking.meeting(store).id, outside=KNOWN)


NAMED_BY: dict[str, tuple[type[Record], str]] = {
    "Question": (Question, "number"),
    "Survey": (Survey, "title"),
    "Term": (Term, "since"),
    "Consultation": (Consultation, "number"),
    "RegulationVersion": (RegulationVersion, "title"),
    "Affiliation": (Affiliation, "organisation"),
}


def named(store: Store, finding: Finding) -> tuple[str, str, str]:
    """A finding's code, the record it is about as a clerk names it, and the field."""
    place = finding.place
    if place.record in NAMED_BY:
        cls, field = NAMED_BY[place.record]
        return finding.code, str(getattr(store.get(cls, place.id), field)), place.field
    material = store.get(BodyText, place.id).material if place.record == "BodyText" else place.id
    lines = meetings.materials(store, asking.meeting(store).id)
    return finding.code, next(one.number for one in lines if one.material.id == material), place.field


STAFF = "協働に関する職員アンケート結果報告書"
WRONG_IN_THE_PACKET = [
    ("survey.sum", "(6)", "base_count"),  # 1,343 answers of 1,383
    ("survey.sum", "(7)", "base_count"),  # 2,259 answers, and 複数回答可 isn't said
    ("term.gap", "2025-10-01", "since"),  # R5.7.1～R7.6.30, then R7.10.1
    ("material.item", "別紙1", "item"),  # belongs to no 議事
    ("survey.no_answer", "(6)", "no_answer"),  # 40 of whom nothing is said
    ("survey.base", STAFF, ""),  # (6) of 1,343, the others of 1,383
    ("survey.base", STAFF, ""),  # (3) and (5) of the answers, (7) of 1,343
    ("wording.spelling", "(6)", "remark"),  # 十分 and 充分
    ("quote.title", "4", "question"),  # 「川口市における…」 for 「本市における…」
    ("regulation.header", "川口市協働推進委員会規則", "source"),  # [平成28年12月31日] for 平成28年4月1日
    ("affiliation.unlike", "川口市商工会議所 女性会", "organisation"),
    ("wording.digits", "資料2", "source"),  # （第５条） and 平成24年
]


def test_it_finds_exactly_what_is_wrong_in_the_packet(sample: Store) -> None:
    found = check(sample)
    assert [named(sample, one) for one in found.findings] == WRONG_IN_THE_PACKET
    assert found.accepted == ()
    assert [found.count(one) for one in Severity] == [2, 8, 2]
    assert (found.meeting, found.day) == (asking.meeting(sample), DAY)


def test_it_says_what_is_wrong_in_the_figures(sample: Store) -> None:
    told = [one.sentence.japanese() for one in check(sample).findings]
    assert told[0] == f"「{STAFF}」の設問(6)の回答数の合計は1,343で、回答者数1,383より40少なくなっています。"
    assert "令和7年7月1日から令和7年9月30日までの92日間は、任期中の委員がいません。" in told[2]
    assert "（(1)、(2)、(4)は1,383、(6)は1,343）" in told[5]


def test_what_is_put_right_is_found_no_more(sample: Store) -> None:
    (six, *_) = [one for one in sample.find(Question) if one.number == "(6)"]
    surveys.edit_question(sample, replace(six, no_answer=40))
    codes = [(one.code, one.place.id) for one in check(sample).findings]
    assert ("survey.sum", six.id) not in codes
    assert ("survey.no_answer", six.id) not in codes


def test_a_new_mistake_is_found(sample: Store) -> None:
    meeting = asking.meeting(sample)
    meetings.add_item(sample, meeting.id, "令和7年11月14日（木）の資料9について")
    (item,) = [one for one in sample.find(AgendaItem) if "資料9" in one.title]
    found = {one.code: one.place for one in check(sample).findings}
    assert found["date.weekday"].id == found["material.unknown"].id == item.id


def test_the_offices_calendar_is_asked(sample: Store) -> None:
    meeting = asking.meeting(sample)
    meetings.edit_meeting(sample, replace(meeting, date=dt.date(2025, 11, 24)))
    (found,) = [one for one in check(sample).findings if one.code == "meeting.closed_day"]
    assert "令和7年11月24日（月）" in found.sentence.japanese()
    assert "振替休日" in found.sentence.japanese()


def test_an_accepted_finding_is_listed_apart_with_its_reason(sample: Store) -> None:
    (gap,) = [one for one in check(sample).findings if one.code == "term.gap"]
    change = checking.accept(sample, gap, "改選の準備のため", DAY, by="庶務係長")
    found = check(sample)
    assert [(one.finding.code, one.reason.reason) for one in found.accepted] == [
        ("term.gap", "改選の準備のため")
    ]
    assert "term.gap" not in [one.code for one in found.findings]
    assert "任期の空白" in change.act.japanese()
    sample.undo()
    assert "term.gap" in [one.code for one in check(sample).findings]


@pytest.mark.parametrize(("lasting", "still"), [(True, True), (False, False)])
def test_a_reason_that_isnt_lasting_ends_with_the_next_meeting(
    sample: Store, lasting: bool, still: bool
) -> None:
    (gap,) = [one for one in check(sample).findings if one.code == "term.gap"]
    checking.accept(sample, gap, "改選の準備のため", DAY - dt.timedelta(days=9), lasting=lasting)
    assert check(sample).accepted
    meetings.call_meeting(sample, asking.committee(sample).id, date=dt.date(2026, 2, 20))
    second = sample.find(Meeting, number=2)[0]
    assert bool(checking.check_meeting(sample, second.id).accepted) is still


def test_a_reason_covers_one_record_and_one_check_only(sample: Store) -> None:
    sums = [one for one in check(sample).findings if one.code == "survey.sum"]
    checking.accept(sample, sums[0], "公表済みのため", DAY)
    left = [(one.code, one.place.id) for one in check(sample).findings]
    assert ("survey.sum", sums[1].place.id) in left
    assert ("survey.no_answer", sums[0].place.id) in left


def test_an_acceptance_needs_a_reason(sample: Store) -> None:
    finding = check(sample).findings[0]
    with pytest.raises(InvalidRecord) as refused:
        checking.accept(sample, finding, " ", DAY)
    assert "理由が入力されていません。" in str(refused.value)
    assert check(sample).accepted == ()


def test_the_findings_of_others_are_told_and_accepted_with_these(sample: Store) -> None:
    meeting = asking.meeting(sample)
    own = replace(check(sample).findings[-1], code="packet.file", severity=Severity.ERROR)
    found = checking.check_meeting(sample, meeting.id, outside=KNOWN, more=[own])
    assert [one.code for one in found.findings][:3] == ["survey.sum", "survey.sum", "packet.file"]
    checking.accept(sample, own, "別に配るため", DAY)
    assert own not in checking.check_meeting(sample, meeting.id, outside=KNOWN, more=[own]).findings


def test_a_committee_is_checked_without_a_meeting(sample: Store) -> None:
    committee = asking.committee(sample)
    found = checking.check_committee(sample, committee.id, DAY)
    assert found.meeting is None
    codes = {one.code for one in found.findings}
    assert {"survey.sum", "term.gap", "regulation.header"} <= codes
    assert "material.item" not in codes


def test_a_committee_just_established_has_no_findings(store: Store) -> None:
    roster.establish(store, name="委員会", city="市")
    (committee,) = roster.committees(store)
    found = checking.check_committee(store, committee.id, DAY)
    assert (found.findings, found.accepted) == ((), ())
    assert checking.meeting_at_hand(store, committee.id, DAY) is None


def test_the_meeting_at_hand_is_the_next_or_the_last_one_valid(sample: Store) -> None:
    committee = asking.committee(sample).id
    for day in (dt.date(2026, 2, 20), dt.date(2026, 6, 19)):
        meetings.call_meeting(sample, committee, date=day)
    third = next(one for one in meetings.meetings(sample, committee) if one.number == 3)

    def number(day: dt.date) -> int | None:
        found = checking.meeting_at_hand(sample, committee, day)
        return found.number if found else None

    assert [number(dt.date(2025, 11, 1)), number(DAY), number(dt.date(2025, 12, 1))] == [1, 1, 2]
    assert number(dt.date(2027, 1, 1)) == 3
    meetings.edit_meeting(sample, replace(third, status=MeetingStatus.CANCELLED))
    assert number(dt.date(2027, 1, 1)) == 2


def test_a_list_of_organisations_that_isnt_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        checking.known_organisations(tmp_path / "organisations.toml")


def test_a_breach_of_the_citys_limits_is_found_and_accepted_for_the_term(sample: Store) -> None:
    committee = asking.committee(sample)
    limits.set_limit(sample, committee.id, LimitKind.PERIODS_MOST, 1)
    found = [one for one in check(sample).findings if one.place.record == "Appointment"]
    long = [one for one in roster.roster_on(sample, committee.id, DAY).lines if one.periods > 1]
    assert {one.place.id for one in found} == {one.appointment.id for one in long}
    assert {one.severity for one in found} == {Severity.WARNING}
    checking.accept(sample, found[0], "充て職のため", asking.FIRST)
    after = check(sample)
    assert [one.finding for one in after.accepted] == [found[0]]
    assert found[0] not in after.findings
