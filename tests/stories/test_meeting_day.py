"""The day of a meeting, from the first with no chair yet to one that never gets its quorum."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import (
    Convener,
    ItemKind,
    MeetingStatus,
    OfficeRole,
    VoteCast,
    VoterState,
    VoteSnapshot,
)
from kyodo_desktop.services import meetings
from tests.stories.clerk import Clerk
from tests.stories.convening import TWO, Day

CHAIR, VICE = OfficeRole.CHAIR, OfficeRole.VICE_CHAIR
FIRST = dt.date(2025, 11, 14)
SECOND = dt.date(2026, 2, 20)
ELECTIONS = "正副委員長の選任（互選）について"
NAKAMOTO, YAMANAKA = "中本 進一", "山中 重則"


def second(clerk: Clerk) -> Day:
    """The second meeting, called by the chair, with two items to be decided."""
    clerk.records_election(FIRST, chair=NAKAMOTO, vice_chair=YAMANAKA)
    clerk.calls_meeting(SECOND, at=TWO, venue="市役所")
    for title in ("研修の実施", "答申案"):
        clerk.adds_item(title, kind=ItemKind.DECISION)
    return Day(clerk, clerk.meeting)


def test_the_first_meeting_elects_its_chair(clerk: Clerk) -> None:
    day = Day(clerk, clerk.meeting)
    assert meetings.signature_of(clerk.store, day.meeting.id).title == "川口市長"
    day.checks_in(*day.names()[2:])
    day.opens()
    with pytest.raises(KyodoError, match="委員長が互選されるまで、仮議長が議事を進めます"):
        day.elects(ELECTIONS, CHAIR, NAKAMOTO)
    day.names_provisional_chair(secretary="協働推進課長")
    with pytest.raises(KyodoError, match="委員長がまだ互選されていません"):
        day.elects(ELECTIONS, VICE, YAMANAKA)

    day.elects(ELECTIONS, CHAIR, NAKAMOTO)
    day.elects(ELECTIONS, VICE, YAMANAKA)
    presided = [one.presider_name for one in clerk.store.find(VoteSnapshot)]
    assert sorted(presided) == sorted(["協働推進課長", NAKAMOTO])
    assert (day.presider(ELECTIONS), day.presider("議事")) == ("協働推進課長", NAKAMOTO)
    marked = [line[0] for line in clerk.reads_roster(FIRST) if line[0] in "◎○"]
    assert sorted(marked) == ["○", "◎"]

    with pytest.raises(KyodoError, match="まだ2件が残っています") as caught:
        day.closes()
    assert f"{day.names()[0]}委員の出欠が記録されていません。" in caught.value.why.text()
    day.records_the_rest_absent()
    day.closes(at=dt.time(16))
    assert day.meeting.status is MeetingStatus.HELD
    clerk.calls_meeting(SECOND, at=TWO, venue="市役所")
    called = Day(clerk, clerk.meeting)
    assert called.meeting.convener is Convener.CHAIR
    signature = meetings.signature_of(clerk.store, called.meeting.id)
    assert (signature.title, signature.name) == ("川口市協働推進委員会委員長", NAKAMOTO)
    assert meetings.signature_of(clerk.store, day.meeting.id).title == "川口市長"


def test_a_meeting_loses_its_quorum(clerk: Clerk) -> None:
    day = second(clerk)
    names = [name for name in day.names() if name not in (NAKAMOTO, YAMANAKA)]
    day.checks_in(NAKAMOTO, *names[:5])
    day.opens()
    first, last = day.moves("研修の実施", "研修を実施する"), day.moves("答申案", "答申する")
    assert day.finds_no_objection(first).startswith("異議がなかったため、可決しました")
    day.begins("答申案", dt.time(15, 30))
    day.leaves(names[4], at=dt.time(15, 10))
    with pytest.raises(KyodoError, match=r"出席5人で、半数\(6人\)に達しない"):
        day.votes(last, 5, 0)
    broken = meetings.broke_at(meetings.quorum_timeline(clerk.store, day.meeting.id))
    assert broken is not None
    assert (broken.at, broken.left) == (dt.time(15, 10), (names[4],))
    assert broken.sentence.japanese() == (
        f"{names[4]}委員の退席により出席5人となり、半数(6人)を下回りました。"
        "休憩又は散会とし、以後の議決はできません(規則第3条第2項)。"
    )
    day.records_the_rest_absent()
    with pytest.raises(KyodoError, match="「答申する」の採決が決まっていません"):
        day.closes(at=dt.time(16))
    day.postpones("答申案")
    day.closes(at=dt.time(16))
    assert clerk.undoes() == "第2回会議の閉会を記録"
    clerk.redoes()
    with pytest.raises(KyodoError, match="記録は閉じています"):
        day.leaves(names[3], at=dt.time(15, 50))


def test_the_chair_decides_a_tie(clerk: Clerk) -> None:
    day = second(clerk)
    day.checks_in(*day.names())
    day.opens()
    motion = day.moves("研修の実施", "研修を実施する")
    assert "可否同数" in day.votes(motion, 5, 5, 2)
    assert day.frozen(motion).snapshot.verdict == "tie"
    decided = day.hears_casting_vote(motion, VoteCast.NO)
    assert "可否同数のため、議長の決するところにより否決しました(規則第3条第3項" in decided
    frozen = day.frozen(motion)
    assert (frozen.snapshot.presider_name, frozen.snapshot.verdict) == (NAKAMOTO, "rejected")
    assert {one.state for one in frozen.members} == {VoterState.VOTING}


def test_the_vice_chair_presides(clerk: Clerk) -> None:
    day = second(clerk)
    day.checks_in(*(name for name in day.names() if name != NAKAMOTO), at=TWO)
    day.records_absence(NAKAMOTO, "公務のため")
    day.opens()
    motion = day.moves("研修の実施", "研修を実施する")
    presider = meetings.presider_at(clerk.store, day.item("研修の実施").id)
    assert presider.ruling.read_out == (
        "委員長に事故があるため、副委員長が職務を代理し、議長となります(規則第2条第3項)。"
    )
    assert "議長の決するところにより可決" in day.votes(motion, 5, 5, 1, casting=VoteCast.AYE)
    assert day.frozen(motion).snapshot.presider_name == YAMANAKA


def test_nobody_comes_and_those_who_did_talk(clerk: Clerk) -> None:
    day = second(clerk)
    others = [name for name in day.names() if name != NAKAMOTO]
    day.checks_in(NAKAMOTO, *others[:3])
    with pytest.raises(KyodoError, match="会議を開くことができません"):
        day.opens()
    with pytest.raises(KyodoError, match="1回と数えるかどうか"):
        day.fails()
    day.fails(counted=False)
    assert day.meeting.status is MeetingStatus.FAILED
    day.goes_on_informally()
    motion = day.moves("研修の実施", "研修を実施する")
    with pytest.raises(KyodoError, match="懇談では議決できません"):
        day.votes(motion, 4, 0)
    assert meetings.next_number(clerk.store, day.meeting.committee, dt.date(2026, 3, 1)) == 2

    day.checks_in(*others[3:7], at=dt.time(14, 40))
    day.opens(at=dt.time(14, 45))
    assert "可決となりました" in day.votes(motion, 8, 0)
    assert day.meeting.counted


def test_an_interest_takes_a_member_out_of_the_count(clerk: Clerk) -> None:
    day = second(clerk)
    names = [name for name in day.names() if name not in (NAKAMOTO, YAMANAKA)]
    day.checks_in(NAKAMOTO, *names[:6])
    day.opens()
    motion = day.moves("研修の実施", "研修を実施する")
    day.withdraws(names[0], "研修の実施", "委託先の役員であるため")
    assert (day.present("研修の実施"), day.present("答申案")) == (6, 7)
    with pytest.raises(KyodoError, match="表決に加わる6人を超えています"):
        day.votes(motion, 7, 0)
    day.votes(motion, 4, 2)
    states = {one.name: one.state for one in day.frozen(motion).members}
    assert states[names[0]] is VoterState.WITHDRAWN
    assert day.frozen(motion).snapshot.present == 6

    day.withdraws(NAKAMOTO, "答申案", "諮問の対象であるため")
    other = day.moves("答申案", "答申する")
    with pytest.raises(KyodoError, match="仮議長を立てます"):
        day.votes(other, 6, 0)
    day.names_provisional_chair(names[1])
    day.votes(other, 6, 0)
    assert day.frozen(other).snapshot.presider_name == names[1]
    day.withdraws(names[2], "答申案", "同じ団体のため")
    day.records_the_rest_absent()
    with pytest.raises(KyodoError, match="出欠の記録が変わっています"):
        day.closes()
