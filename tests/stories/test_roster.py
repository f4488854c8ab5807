"""A year of the roster: members leave and come, names and posts change, and old rosters stay true."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import EndReason, LimitKind
from kyodo_desktop.services import roster
from tests.stories.clerk import Clerk

MEETING = dt.date(2025, 11, 14)
EVE = dt.date(2026, 3, 31)
APRIL = dt.date(2026, 4, 1)


def test_a_member_resigns_and_a_substitute_is_appointed(clerk: Clerk) -> None:
    before = clerk.reads_roster(MEETING)
    clerk.records_resignation("石川 真司", EVE)
    assert len(clerk.reads_roster(EVE)) == 12
    assert len(clerk.reads_roster(APRIL)) == 11
    empty = [v for v in roster.vacancies(clerk.store, clerk.committee.id, APRIL) if v.vacant]
    assert [(v.category.name, v.vacant) for v in empty] == [("2号委員", 1)]

    clerk.appoints_substitute(
        "髙𠮷 辻\U000e0100",
        after="石川 真司",
        last_seen=MEETING,
        since=dt.date(2026, 4, 20),
        organisation="社会福祉法人 川口市社会福祉協議会",
    )
    after = clerk.reads_roster(dt.date(2026, 4, 20))
    assert after[7] == "髙𠮷 辻\U000e0100｜社会福祉法人 川口市社会福祉協議会｜新"
    assert after[:7] + after[8:] == before[:7] + before[8:]
    substitute = clerk.finds("髙𠮷 辻\U000e0100", dt.date(2026, 4, 20)).appointment
    assert substitute.until == dt.date(2027, 9, 30)  # the predecessor's remaining term
    assert clerk.reads_roster(MEETING) == before


def test_a_change_of_affiliation_leaves_the_old_roster_alone(clerk: Clerk) -> None:
    before = clerk.reads_roster(EVE)
    clerk.records_transfer("若谷 正巳", APRIL, organisation="川口市議会議員 建設常任委員会", post="委員長")
    assert clerk.reads_roster(EVE) == before
    after = clerk.reads_roster(APRIL)
    assert after[10] == "若谷 正巳｜川口市議会議員 建設常任委員会 委員長｜新"
    assert after[:10] + after[11:] == before[:10] + before[11:]
    history = roster.history_of(clerk.store, clerk.finds("若谷 正巳").appointment.person)
    assert [spell.until for spell in history.affiliations] == [EVE, None]


def test_a_name_changes_from_a_day_on_and_a_slip_is_corrected_for_all_days(clerk: Clerk) -> None:
    clerk.records_new_name("豊田 直美", "齋藤 直美", APRIL)
    assert clerk.reads_roster(EVE)[2].startswith("豊田 直美｜")
    assert clerk.reads_roster(APRIL)[2].startswith("齋藤 直美｜")

    clerk.corrects_name("竹内 寿江", "竹内 壽江")
    for day in (MEETING, EVE, APRIL):
        assert clerk.reads_roster(day)[8].startswith("竹内 壽江｜")


def test_the_election_marks_the_chair_and_the_vice_chair(clerk: Clerk) -> None:
    clerk.records_election(MEETING, chair="中本 進一", vice_chair="山中 重則")
    marked = [line for line in clerk.reads_roster(MEETING) if line[0] in "◎○"]
    assert marked == [
        "○山中 重則｜株式会社サンスタジオ 代表取締役｜2期",
        "◎中本 進一｜埼玉大学 人文社会科学研究科 名誉教授｜2期",
    ]
    before = MEETING - dt.timedelta(days=1)
    assert not [line for line in clerk.reads_roster(before) if line[0] in "◎○"]

    with pytest.raises(KyodoError, match="委員長の職にあります") as caught:
        clerk.records_election(APRIL, chair="下重 郁美", vice_chair="釘村 ミナ子")
    assert "退任を記録" in caught.value.remedy.text()
    clerk.records_end_of_office("中本 進一", EVE)
    clerk.records_end_of_office("山中 重則", EVE)
    clerk.records_election(APRIL, chair="下重 郁美", vice_chair="釘村 ミナ子")
    assert [line[:5] for line in clerk.reads_roster(APRIL) if line[0] in "◎○"] == ["◎下重 郁", "○釘村 ミ"]
    assert [line for line in clerk.reads_roster(EVE) if line[0] in "◎○"] == marked


def test_undo_and_redo_outlive_a_restart(clerk: Clerk) -> None:
    rosters = [clerk.reads_roster(APRIL)]
    clerk.records_transfer("若谷 正巳", APRIL, organisation="川口市議会議員")
    rosters.append(clerk.reads_roster(APRIL))
    clerk.records_resignation("梶原 純", EVE)
    rosters.append(clerk.reads_roster(APRIL))

    clerk.reopens()
    assert clerk.reads_roster(APRIL) == rosters[2]
    assert clerk.undoes() == "委員 梶原 純の辞任を記録"
    assert clerk.reads_roster(APRIL) == rosters[1]
    clerk.reopens()
    assert clerk.undoes() == "委員 若谷 正巳の所属変更を記録"
    assert clerk.reads_roster(APRIL) == rosters[0]
    clerk.reopens()
    assert clerk.redoes() == "委員 若谷 正巳の所属変更を記録"
    assert clerk.redoes() == "委員 梶原 純の辞任を記録"
    assert clerk.reads_roster(APRIL) == rosters[2]

    clerk.undoes()
    clerk.corrects_name("竹内 寿江", "竹内 壽江")
    assert clerk.store.redoable is None  # a new act clears redo


def test_the_next_term_is_appointed_in_one_act(clerk: Clerk) -> None:
    since, until = dt.date(2027, 10, 1), dt.date(2029, 9, 30)
    clerk.today = dt.date(2027, 9, 1)
    before = clerk.reads_roster(clerk.today)
    clerk.records_election(MEETING, chair="中本 進一", vice_chair="山中 重則")
    clerk.renews_term(since, until, without={"石川 真司": "髙𠮷 辻\U000e0100", "中本 進一": "新井 一"})
    after = clerk.reads_roster(since)
    assert len(after) == len(before) == 12
    assert [line for line in after if "新" in line.rpartition("｜")[2]] == [
        "髙𠮷 辻\U000e0100｜｜新",
        "新井 一｜｜新",
    ]
    assert "下重 郁美｜川口市商工会議所 女性会｜3期" in after
    assert not [line for line in after if line[0] in "◎○"]  # offices are elected anew
    assert roster.term_faults(clerk.store, clerk.committee.id) == ()
    clerk.reopens()
    assert clerk.undoes() == "令和9年10月1日からの任期の委員12人の委嘱を記録"
    with pytest.raises(KyodoError):
        clerk.reads_roster(since)


@pytest.mark.parametrize("reason", [EndReason.DISMISSED, EndReason.DIED, EndReason.DISQUALIFIED])
def test_a_member_is_lost_before_the_term_ends(clerk: Clerk, reason: EndReason) -> None:
    clerk.records_election(MEETING, chair="中本 進一", vice_chair="山中 重則")
    clerk.records_end("中本 進一", EVE, reason)
    assert [line[0] for line in clerk.reads_roster(EVE) if "中本" in line] == ["◎"]
    assert not [line for line in clerk.reads_roster(APRIL) if "中本" in line or line[0] == "◎"]
    assert clerk.reads_warnings(APRIL) == ["4号委員は、定数1人に1人足りません。"]
    assert clerk.undoes() == f"委員 中本 進一の{reason.label}を記録"
    assert clerk.reads_warnings(APRIL) == []


def test_a_member_goes_over_to_another_category(clerk: Clerk) -> None:
    before = clerk.reads_roster(EVE)
    clerk.changes_category("梶原 純", 2, APRIL)
    assert clerk.reads_roster(EVE) == before
    after = clerk.reads_roster(APRIL)
    assert sorted(after) == sorted(before)  # 新 still: the same term
    assert after.index("梶原 純｜市民（公募）｜新") == 4
    assert clerk.reads_warnings(APRIL) == [
        "1号委員は、定数5人に1人足りません。",
        "2号委員は、定数3人を1人超えています。",
    ]


def test_a_limit_is_broken_for_a_reason(clerk: Clerk) -> None:
    owner = clerk.committee.id
    roster.set_limit(clerk.store, owner, LimitKind.PERIODS_MOST, 1, basis="選任要綱第3条")
    assert len(clerk.reads_warnings(MEETING)) == 4
    for one in roster.composition_on(clerk.store, owner, MEETING):
        if one.warning:
            roster.give_reason(clerk.store, one.judgement, "専門職のため", dt.date(2025, 9, 1))
    assert clerk.reads_warnings(MEETING) == []
    clerk.undoes()
    assert clerk.reads_warnings(MEETING) == ["中本 進一委員の在任は2期目で、基準の1期までを超えています。"]
