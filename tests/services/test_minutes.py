"""Minutes drafted from the record of a meeting, whatever happened in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import (
    Election,
    Minutes,
    MinutesPart,
    MinutesStyle,
    OfficeRole,
    VoteCast,
    VoteMethod,
)
from kyodo_desktop.services import meetings, minutes, voting
from kyodo_desktop.services.attending import begin_item, check_in, leave, record_other_absences
from kyodo_desktop.services.closing import close_meeting, make_informal
from kyodo_desktop.services.electing import Poll, draw_lot, record_election
from kyodo_desktop.services.interests import withdraw_from
from kyodo_desktop.services.voting import Counted
from kyodo_desktop.storage import Store
from tests.services import asking, holding
from tests.services.minuting import started, under, written

# --- the draft


def test_the_draft_tells_what_the_record_tells(sample: Store) -> None:
    holding.hold(sample)
    change = minutes.start_minutes(sample, asking.meeting(sample).id)
    assert change.act.text() == "第1回会議の会議録を作成"
    assert under(sample, "開会") == [
        "：（午後2時00分　開会）",
        "事務局：本日は委員12名のうち10名の御出席をいただいており、規則第3条第2項の規定により会議が成立しておりますことを御報告いたします。",
        "：委員長が互選されるまで、仮議長が議事を進めます。会議に諮って選びます。（仮議長　協働推進課長）",
    ]
    assert under(sample, holding.ELECTION)[0] == (
        "仮議長：指名推選により、委員長に梶原委員を選任することに御異議ありませんか。"
    )
    assert under(sample, holding.SECOND)[0] == "：（議長　梶原委員長）"
    assert under(sample, "議事") == ["：（中本委員　入室）"]
    assert under(sample, holding.MOTION)[:3] == [
        "：（布施委員　退室）",
        "委員長：「運営要領案」について、採決いたします。",
        "：（挙手　賛成7人、反対2人）",
    ]
    assert "可決" in under(sample, holding.MOTION)[3]
    assert under(sample, "閉会") == ["：（午後3時45分　閉会）"]
    head = dict(minutes.edition(sample, sample.find(Minutes)[0].id, public=False).head)
    assert head["欠席者"] == "若谷 正巳委員"
    assert head["開催日時"] == "令和7年11月14日（金）午後2時00分から午後3時45分まで"


def test_a_summary_tells_decisions_alone(sample: Store) -> None:
    holding.hold(sample)
    owner = started(sample, MinutesStyle.SUMMARY)
    (_, decided) = under(sample, holding.MOTION)
    assert decided.startswith("：「運営要領案」　賛成7・反対2・棄権1")
    assert len(under(sample, holding.SECOND)) == 2
    minutes.edit_minutes(sample, replace(owner, style=MinutesStyle.FULL, observers=3))
    minutes.regenerate(sample, owner.id)
    assert len(under(sample, holding.MOTION)) == 4
    assert "傍聴人の数　3人" in written(sample)


def test_no_objection_and_withdrawal_are_told_in_words(sample: Store) -> None:
    holding.begin(sample)
    holding.elect(sample)
    withdraw_from(
        sample, holding.item(sample, holding.MOTION).id, holding.seat(sample, "釘村 ミナ子"), "団体の役員"
    )
    holding.move(sample)
    started(sample)
    assert under(sample, holding.MOTION) == ["：（釘村委員、利害関係の申出（団体の役員）により退席）"]
    holding.vote(sample)
    minutes.regenerate(sample, sample.find(Minutes)[0].id)
    assert under(sample, holding.MOTION)[1:] == [
        "委員長：「運営要領案」について、原案のとおり決定することに御異議ありませんか。",
        "：（「異議なし」の声あり）",
        "委員長：異議なしと認め、原案のとおり決定いたします。",
    ]


def test_times_of_coming_and_going_are_told_under_the_item_then_under_way(sample: Store) -> None:
    meeting = holding.begin(sample)
    holding.elect(sample)
    begin_item(sample, holding.item(sample, "市長あいさつ").id, dt.time(14, 10))
    begin_item(sample, holding.item(sample, holding.MOTION).id, dt.time(15))
    check_in(sample, meeting, holding.seat(sample, holding.LATE), at=dt.time(14, 5))
    leave(sample, meeting, holding.seat(sample, "布施 富美子"), at=dt.time(15, 20))
    leave(sample, meeting, holding.seat(sample, "石川 真司"), at=dt.time(15, 5))
    motion = holding.move(sample)
    voting.record_vote(sample, motion.id, Counted(ayes=8, noes=1), at=dt.time(15, 10))
    started(sample)
    assert under(sample, "開会")[-1] == "：（午後2時05分　中本委員　入室）"
    told = under(sample, holding.MOTION)
    assert told[0] == "：（午後3時05分　石川委員　退室）"
    assert told[-1] == "：（午後3時20分　布施委員　退室）"


def test_named_votes_a_ballot_and_a_lot_are_told(sample: Store) -> None:
    holding.begin(sample)
    first, second = holding.seat(sample, "梶原 純"), holding.seat(sample, "布施 富美子")
    item = holding.item(sample, holding.ELECTION).id
    record_election(sample, item, OfficeRole.CHAIR, Poll(votes={first: 4, second: 4}, invalid=2))
    draw_lot(sample, sample.find(Election)[0].id, second)
    started(sample)
    told = under(sample, holding.ELECTION)
    assert told[0] == "：（委員長のくじ　梶原委員4票、布施委員4票、無効2票）"
    assert told[1].startswith("仮議長：") and "布施 富美子" in told[1]


def test_named_votes_are_told_and_a_leaving_at_the_close_isnt(sample: Store) -> None:
    meeting = holding.begin(sample)
    holding.elect(sample)
    motion = holding.move(sample)
    there = [name for name in asking.names(sample) if name not in (holding.ABSENT, holding.LATE)]
    votes = {holding.seat(sample, name): VoteCast.AYE for name in there[1:]}
    votes[holding.seat(sample, there[0])] = VoteCast.ABSTAIN
    voting.record_vote(sample, motion.id, Counted(method=VoteMethod.NAMED, votes=votes))
    leave(sample, meeting, holding.seat(sample, there[3]), at=dt.time(16))
    record_other_absences(sample, meeting)
    close_meeting(sample, meeting, at=dt.time(16))
    started(sample)
    told = under(sample, holding.MOTION)[1]
    assert told.startswith("：（記名投票　賛成9人、反対0人、棄権1人）\n賛成　長谷川委員、豊田委員、")
    assert told.endswith("\n棄権　梶原委員")
    assert "退室" not in written(sample)


def test_an_agenda_without_opening_and_close_has_them_around_it(sample: Store) -> None:
    for title in ("開会", "閉会"):
        meetings.edit_item(sample, replace(holding.item(sample, title), title=f"{title}のことば"))
    holding.hold(sample)
    owner = started(sample)
    text = minutes.edition(sample, owner.id, public=False)
    assert [one.heading for one in (text.sections[0], text.sections[-1])] == ["", ""]
    assert text.sections[-1].lines[0].body == "（午後3時45分　閉会）"
    minutes.add_statement(sample, owner.id, "お疲れさまでした。", part=MinutesPart.CLOSING)
    assert written(sample).endswith("（午後3時45分　閉会）\n委員　お疲れさまでした。")


def test_minutes_are_begun_once_and_not_before_the_meeting(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="会議を開いてから"):
        started(sample)
    holding.begin(sample)
    started(sample)
    with pytest.raises(InvalidRecord, match="すでにあります"):
        started(sample)


def test_an_informal_talk_is_told(sample: Store) -> None:
    make_informal(sample, holding.prepare(sample), counted=False)
    started(sample)
    assert "（定足数に達しないため、懇談に切替え）" in written(sample)
    assert "成立" not in written(sample)
