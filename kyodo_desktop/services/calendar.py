"""The office's calendar: weekends, holidays, the turn of the year, and what the office has named itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

import jpholiday

from kyodo_desktop.domain import wareki, workdays
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import ClosedDay, Committee
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.storage import Change, Store

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the office works; `exceptions` are the days it has named itself, by their date."""

    exceptions: Mapping[dt.date, ClosedDay]

    def closed(self, day: dt.date) -> str:
        """Why the office is closed on `day` (土曜日, 文化の日, 年末年始 …); "" for a working day.

        Holidays are those of 国民の祝日に関する法律, substitutes and days between two included; 12月29日 to
        1月3日 is what offices usually close (地方自治法4条の2 leaves it to each city's 条例).
        """
        own = self.exceptions.get(day)
        if own is not None:
            return "" if own.working else own.name
        name = jpholiday.is_holiday_name(day)
        if name:
            return name
        if (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
            return "年末年始"
        return f"{wareki.weekday(day)}曜日" if day.weekday() >= _SATURDAY else ""

    def is_working(self, day: dt.date) -> bool:
        """Whether the office works on `day`."""
        return not self.closed(day)

    def next_working_day(self, day: dt.date) -> dt.date:
        """The first working day after `day`."""
        return workdays.following(day, self.closed)

    def previous_working_day(self, day: dt.date) -> dt.date:
        """The last working day before `day`."""
        return workdays.previous(day, self.closed)


def calendar_of(store: Store, committee: Id) -> Calendar:
    """The calendar of the office that keeps a committee's register."""
    return Calendar({one.date: one for one in exceptions(store, committee)})


def exceptions(store: Store, committee: Id) -> tuple[ClosedDay, ...]:
    """The days on which the office departs from the calendar, the earliest first."""
    return store.find(ClosedDay, committee=committee)


def add_exception(store: Store, committee: Id, date: dt.date, name: str, *, working: bool = False) -> Change:
    """Record that the office is closed on `date`, or (`working`) open though the calendar says otherwise."""
    owner = store.get(Committee, committee)
    with store.change(msg("{day}を開庁日の例外に登録", day=said(date))) as draft:
        day = ClosedDay(id=draft.new_id(), committee=owner.id, date=date, name=name, working=working)
        _check_new(store, day)
        draft.add(day)
    return draft.change


def edit_exception(store: Store, exception: ClosedDay) -> Change:
    """Save an exception as the clerk has put it."""
    stored = store.get(ClosedDay, exception.id)
    with store.change(msg("{day}の開庁日の例外を変更", day=said(stored.date))) as draft:
        exception = replace(exception, committee=stored.committee)
        _check_new(store, exception)
        draft.save(exception)
    return draft.change


def remove_exception(store: Store, exception: Id) -> Change:
    """Take an exception back: the calendar holds again on that day."""
    stored = store.get(ClosedDay, exception)
    with store.change(msg("{day}の開庁日の例外を取消", day=said(stored.date))) as draft:
        draft.remove(stored)
    return draft.change


def _check_new(store: Store, day: ClosedDay) -> None:
    if any(one.id != day.id for one in store.find(ClosedDay, committee=day.committee, date=day.date)):
        raise refused(
            msg("{day}を登録できません", day=said(day.date)),
            msg("この日は、すでに開庁日の例外に登録されています。"),
            msg("登録済みの日を選んで、内容を直してください。"),
            "date",
        )
