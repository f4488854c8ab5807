"""A consultation from the mayor's letter to what became of it."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.records import FollowUpState, ItemKind
from tests.stories.clerk import Clerk
from tests.stories.consulting import Consulting

TITLE = "協働に関する職員研修の在り方について"


def test_a_consultation_goes_through_three_meetings_and_two_terms(clerk: Clerk) -> None:
    asked = Consulting(clerk)
    asked.receives(TITLE, dt.date(2025, 12, 1))
    for date in (dt.date(2026, 2, 20), dt.date(2026, 6, 19), dt.date(2027, 5, 21)):
        clerk.calls_meeting(date, at=dt.time(14), venue="市議会第3委員会室")
        clerk.adds_item("「{{諮問6の件名}}」の審議", kind=ItemKind.DISCUSSION)
        asked.deliberates(TITLE, at="「{{諮問6の件名}}」の審議")
    assert asked.reads_open(dt.date(2027, 9, 30)) == [f"諮問6 {TITLE}：668日、第2回・第3回・第4回、1期"]
    asked.opens_term(dt.date(2027, 10, 1), dt.date(2029, 9, 30))
    asked.answers(TITLE, dt.date(2027, 11, 30), "研修を毎年行うこと。", "効果を測ること。")
    assert asked.reads_open(dt.date(2027, 12, 1)) == []
    assert asked.reads_course(TITLE, dt.date(2028, 4, 1)) == "729日、第2回・第3回・第4回、2期"

    asked.moves(TITLE, "効果を測ること。", -1)
    assert asked.reads_advice(TITLE, dt.date(2028, 4, 1)) == ["1 効果を測ること。", "2 研修を毎年行うこと。"]
    asked.continues(TITLE, "研修の教材を審議", outcome="教材を作ることとなった")
    asked.follows_up("研修を毎年行うこと。", dt.date(2028, 4, 1), FollowUpState.UNDER_WAY)
    asked.follows_up("研修を毎年行うこと。", dt.date(2028, 10, 1), FollowUpState.DONE)
    assert asked.reads_advice(TITLE, dt.date(2028, 4, 1))[1] == "2 研修を毎年行うこと。（実施中）"
    assert asked.reads_advice(TITLE, dt.date(2028, 10, 1))[1] == "2 研修を毎年行うこと。（実施済）"

    clerk.reopens()
    assert clerk.undoes() == "「研修を毎年行うこと。」の実施状況を記録"
    assert asked.reads_advice(TITLE, dt.date(2028, 10, 1))[1] == "2 研修を毎年行うこと。（実施中）"


def test_a_title_put_right_is_right_wherever_it_is_quoted(clerk: Clerk) -> None:
    asked = Consulting(clerk)
    asked.receives(TITLE, dt.date(2025, 10, 20))
    clerk.adds_item("「{{諮問6の件名}}」（諮問）", under="議事", kind=ItemKind.HEADING)
    asked.retitles(TITLE, "職員研修の在り方について")
    assert asked.reads_printed_agenda()[-2] == "（3） 「職員研修の在り方について」（諮問）"
    clerk.undoes()
    assert asked.reads_printed_agenda()[-2] == f"（3） 「{TITLE}」（諮問）"
