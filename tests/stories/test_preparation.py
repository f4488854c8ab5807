"""A meeting by the checklist, from the first date thought of to the minutes on the city's site."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.records import ItemKind, MeetingStatus, MinutesState, ReplyAnswer
from kyodo_desktop.domain.rules.notice import NoticeFacts, notice
from kyodo_desktop.services import meetings, minutes
from kyodo_desktop.services.calendar import calendar_of
from tests.stories.clerk import Clerk
from tests.stories.convening import TWO, Day
from tests.stories.preparing import STEPS, Preparing

ELECTED = dt.date(2025, 11, 14)
HELD = dt.date(2026, 2, 20)
OTHER = dt.date(2026, 2, 24)
CHAIR, VICE = "中本 進一", "山中 重則"
TRAINING = "研修の実施"


def test_every_step_of_the_checklist(clerk: Clerk) -> None:
    work = Preparing(clerk)
    clerk.records_election(ELECTED, chair=CHAIR, vice_chair=VICE)
    _before_the_date_is_known(work)
    _until_the_papers_are_sent(work)
    day = _until_the_eve(work)
    _the_day(work, day)
    _afterwards(work)
    assert work.due() == []
    assert {line.step.key for line in work.lines() if line.tick} == {step.key for step in STEPS}


def _before_the_date_is_known(work: Preparing) -> None:
    work.clerk.today = dt.date(2025, 12, 22)
    work.asks_dates(HELD, OTHER)
    work.receives_dates(HELD, 10)
    work.receives_dates(OTHER, 5)
    forecasts = meetings.date_forecasts(work.clerk.store, work.clerk.committee.id)
    assert [one.forecast.minimum.verdict for one in forecasts] == ["met", "not_met"]
    work.decides(HELD)
    assert (work.meeting.number, work.meeting.date) == (2, HELD)
    assert work.due() == ["candidate_dates", "hold_venue", "settle_agenda"]
    work.ticks("candidate_dates", "hold_venue", "settle_agenda")
    work.comes_to("ask_dates")
    assert work.clerk.today == dt.date(2026, 1, 6)
    work.ticks("ask_dates")


def _until_the_papers_are_sent(work: Preparing) -> None:
    clerk = work.clerk
    work.comes_to("send_notice")
    closed = calendar_of(clerk.store, clerk.committee.id).closed
    assert notice(NoticeFacts(meeting=HELD, lead=28, sent=clerk.today), closed).verdict == "in_time"
    work.ticks("draft_approval", "send_notice", "draft_public_notice")

    work.comes_to("draft_materials")
    clerk.adds_item(TRAINING, kind=ItemKind.DECISION)
    clerk.adds_material("研修内容（案）", about=TRAINING)
    assert clerk.reads_materials() == ["資料1 研修内容（案）"]
    work.ticks("draft_materials")

    work.comes_to("close_replies")
    for n, seat in enumerate(work.seats(HELD)):
        answer = ReplyAnswer.ATTENDS if n < 9 else ReplyAnswer.ABSENT
        meetings.record_reply(clerk.store, work.meeting.id, seat, answer)
    forecast = meetings.reply_forecast(clerk.store, work.meeting.id)
    assert (forecast.attends, forecast.absent, forecast.certain) == (9, 3, True)
    work.ticks("close_replies", "forecast_quorum", "plan_room")

    work.comes_to("fix_materials")
    clerk.attaches("資料1", "研修案.pdf", b"%PDF-1.7")
    work.ticks("fix_materials", "send_materials", "publish_notice")
    assert work.due() == []


def _until_the_eve(work: Preparing) -> Day:
    work.comes_to("collect_opinions")
    work.ticks("collect_opinions", "write_script")
    work.comes_to("set_table")
    assert work.clerk.today == dt.date(2026, 2, 19)
    work.ticks("set_table", "prepare_reception", "print_errata")
    return Day(work.clerk, work.meeting)


def _the_day(work: Preparing, day: Day) -> None:
    work.comes_to("check_in")
    assert work.due() == ["check_in", "report_quorum", "hold_meeting", "announce_next"]
    day.checks_in(*day.names()[3:])
    day.records_the_rest_absent()
    day.opens(TWO)
    assert meetings.quorum_at(work.clerk.store, day.meeting.id).verdict == "met"
    day.finds_no_objection(day.moves(TRAINING, "研修を実施する。"))
    day.closes(dt.time(15, 30))
    work.ticks("check_in", "report_quorum", "hold_meeting", "announce_next")
    assert day.meeting.status is MeetingStatus.HELD


def _afterwards(work: Preparing) -> None:
    store = work.clerk.store
    work.comes_to("summarise")
    assert work.clerk.today == dt.date(2026, 2, 24)  # two days on is a Sunday, then 天皇誕生日
    work.ticks("summarise")

    work.comes_to("draft_minutes")
    minutes.start_minutes(store, work.meeting.id)
    assert "研修を実施する" in minutes.edition(store, work.minutes.id, public=False).text()
    work.ticks("draft_minutes", "request_pay")

    work.comes_to("ask_members")
    sent, due = work.clerk.today, work.clerk.today + dt.timedelta(days=7)
    minutes.send_for_review(store, work.minutes.id, work.seats(HELD), on=sent, due=due)
    for review in minutes.reviews(store, work.minutes.id):
        minutes.record_answer(store, review.id, due)
    work.ticks("ask_members")

    work.comes_to("fix_minutes")
    minutes.finalise(store, work.minutes.id, on=work.clerk.today)
    work.ticks("fix_minutes")
    minutes.publish(store, work.minutes.id, on=work.clerk.today)
    work.ticks("publish_minutes")
    assert work.minutes.state is MinutesState.PUBLISHED

    work.comes_to("check_publication")
    work.ticks("check_publication", "pay_tax", "file_papers")
