"""A meeting day in a real window: check-in, a crash in the middle of a vote, closing, the minutes' draft."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from kyodo_desktop.domain.records import (
    AgendaItem,
    Attendance,
    Election,
    ItemKind,
    Meeting,
    MeetingStatus,
    Motion,
    Office,
    OfficeRole,
    VoteSnapshot,
)
from kyodo_desktop.services import meetings
from kyodo_desktop.services.roster import roster_on
from kyodo_desktop.storage import Store
from tests.papers.reading import pages, squeezed
from tests.ui.realscreen import Clerk, Screen, opened, planted, printed, pytestmark, screen

__all__ = ["pytestmark", "screen"]
DAY = "R7.11.14"
HERE = ("長谷川 俊介", "豊田 直美", "峯口 文治", "布施 富美子", "下重 郁美", "釘村 ミナ子", "石川 真司")
REPORT = "川口市における協働の現状について"
ELECTIONS = "正副委員長の選任（互選）について"


def prepared(file: Path) -> Path:
    """The sample, with a motion in place of a report."""
    store = opened(planted(file))
    item = next(one for one in store.find(AgendaItem) if one.title == REPORT)
    meetings.edit_item(store, replace(item, kind=ItemKind.DECISION))
    meetings.add_motion(store, item.id, "原案のとおり決定する")
    store.close()
    return file


def set_clock(clerk: Clerk, time: str) -> None:
    clerk.fill("記録する時刻", time)
    clerk.key("Tab")


def elect(clerk: Clerk, role: str, name: str) -> None:
    """指名推選, with everybody's consent."""
    clerk.click(role, "meeting_day_page")
    clerk.choose("指名された委員", name)
    clerk.click("互選を記録")


def test_a_meeting_day_survives_a_crash_in_the_middle_of_a_vote(screen: Screen, tmp_path: Path) -> None:
    file = prepared(tmp_path / "day.kyodo")
    with Clerk(screen, tmp_path, "--today", DAY, str(file)) as clerk:
        clerk.click("会議", "screens")
        clerk.click("当日", "parts")
        set_clock(clerk, "14:00")
        for name in HERE:
            clerk.click(name, "委員の出欠")
        clerk.until("the quorum", lambda: "あと1人まで退席できます" in clerk.text("quorum_margin"))
        clerk.click("残りは欠席")
        clerk.click("開会", "meeting_day_page")
        clerk.choose("items", ELECTIONS)
        clerk.click("仮議長を選ぶ…")
        clerk.fill("委員でない人の氏名", "課長")
        clerk.click("仮議長を記録")
        elect(clerk, "委員長", HERE[6])
        elect(clerk, "副委員長", HERE[5])
        clerk.choose("items", REPORT)
        clerk.click("挙手")
        clerk.fill("ayes", "3")
        clerk.fill("noes", "3")
        clerk.until("the tie", lambda: clerk.look("△ 可否同数"))
        clerk.program.kill()
    with Clerk(screen, tmp_path, "--today", DAY, str(file)) as clerk:
        clerk.click("会議", "screens")
        clerk.click("当日", "parts")
        set_clock(clerk, "15:00")
        clerk.until("the tie again", lambda: clerk.look("△ 可否同数"))
        assert (clerk.text("ayes"), clerk.text("noes")) == ("3", "3")
        clerk.choose("議長の裁決", "賛成")
        clerk.until("what is decided", lambda: clerk.look("議長の決するところにより可決しました"))
        clerk.click("採決を記録")
        set_clock(clerk, "16:00")
        clerk.click("閉会", "meeting_day_page")
        clerk.click("会議録", "parts")
        clerk.click("会議録を作成")
        clerk.click("作成", "meeting_minutes_page")
        clerk.see("会議の記録を反映")
        clerk.key("ctrl+w")
        assert clerk.program.over() == (0, "")
    store = opened(file)
    try:
        judge_the_record(store)
    finally:
        store.close()
    said = "".join(squeezed(one) for one in pages(printed(file, "minutes", tmp_path)))
    for words in ("可否同数", "石川真司", "午後2時00分", "午後4時00分"):
        assert words in said


def judge_the_record(store: Store) -> None:
    """What the register holds of the day."""
    (meeting,) = store.find(Meeting)
    assert meeting.status is MeetingStatus.HELD
    assert (meeting.opened_at, meeting.closed_at) == (dt.time(14), dt.time(16))
    assert len(store.find(Attendance, meeting=meeting.id)) == 12
    assert sum(one.from_opening for one in store.find(Attendance)) == len(HERE)
    lines = roster_on(store, meeting.committee, meeting.date).lines
    names = {line.appointment.id: line.name.name for line in lines}
    held = {one.role: names[one.appointment] for one in store.find(Office)}
    assert held == {OfficeRole.CHAIR: HERE[6], OfficeRole.VICE_CHAIR: HERE[5]}
    (motion,) = store.find(Motion)
    assert (motion.ayes, motion.noes, motion.voted_at) == (3, 3, dt.time(15))
    frozen = meetings.snapshot_of(store, motion=motion.id)
    assert frozen is not None
    assert frozen.snapshot.verdict == "carried"
    assert len(store.find(Election)) == 2
    assert len(store.find(VoteSnapshot)) == 3
