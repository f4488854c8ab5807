"""Dates as texts write them: days that never were, wrong weekdays, days on which the city is closed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit, at
from kyodo_desktop.domain.findings.texts import Text, texts
from kyodo_desktop.domain.records import MeetingStatus
from kyodo_desktop.i18n import msg

_FIGURE: Final = r"[0-9０-９〇一二三四五六七八九十]"
_GAP: Final = r"[ \u3000]*"
_BESIDE: Final = r"(?:[・･、][ \u3000]*[祝休振替日]{1,4})?"  # （月・祝）
_WEEKDAY: Final = (
    rf"(?:[（(]{_GAP}([月火水木金土日])(?:曜日?)?{_BESIDE}{_GAP}[）)]|{_GAP}([月火水木金土日])曜)"
)
_MONTH_DAY: Final = rf"({_FIGURE}{{1,3}}){_GAP}月{_GAP}({_FIGURE}{{1,3}}){_GAP}日"
_YEAR: Final = (
    rf"(?:明治|大正|昭和|平成|令和){_GAP}(?:元|(?:{_FIGURE}{_GAP}){{1,4}})年|[12][0-9]{{3}}{_GAP}年"
)
_NAMED: Final = re.compile(
    rf"((?:{_YEAR}){_GAP}(?:{_FIGURE}{_GAP}){{1,3}}月{_GAP}(?:{_FIGURE}{_GAP}){{1,3}}日)"
)
_SHORT: Final = re.compile(  # R7.10.1, 2025/10/1, in either width
    r"(?<![A-Za-zＡ-Ｚａ-ｚ\d.．/／])"
    r"([MTSHRＭＴＳＨＲ]\d{1,2}[.．]\d{1,2}[.．]\d{1,2}|\d{4}[/／]\d{1,2}[/／]\d{1,2})(?![.．/／]?\d)"
)
_AFTER: Final = re.compile(_WEEKDAY)
_YEARLESS: Final = re.compile(_MONTH_DAY + _WEEKDAY)
_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")


def never_were(facts: Facts) -> Iterator[Hit]:
    """Days that the calendar or the era never had: 平成31年5月1日, 令和7年2月30日."""
    for text in texts(facts):
        for written in (*_NAMED.findall(text.value), *_SHORT.findall(text.value)):
            try:
                wareki.parse(written)
            except InvalidDate as error:
                if error.nearest is None:
                    continue
                yield Hit(
                    msg(
                        "{where}にある「{written}」という日はありません。{why}",
                        where=text.where,
                        written=written,
                        why=error.why,
                    ),
                    msg("「{nearest}」ではないか、確かめて直してください。", nearest=error.nearest),
                    text.place,
                )


def wrong_weekdays(facts: Facts) -> Iterator[Hit]:
    """Weekdays written beside a date of another weekday. Without a year, of no year near the day."""
    for text in texts(facts):
        for match in (*_NAMED.finditer(text.value), *_SHORT.finditer(text.value)):
            said = _AFTER.match(text.value, match.end())
            day = _read(match[1])
            if said and day and wareki.weekday(day) != (said[1] or said[2]):
                yield _weekday(text, match[1] + said[0], day)
        for match in _YEARLESS.finditer(_without_years(text.value)):
            if near := _nearest(match, facts.day):
                yield _weekday(text, match[0], near)


def meeting_on_closed_day(facts: Facts) -> Iterator[Hit]:
    """The meeting is on a day on which the city is closed."""
    meeting = facts.meeting
    if meeting is None or meeting.status is not MeetingStatus.PLANNED:
        return
    if reason := facts.outside.closed(meeting.date):
        yield Hit(
            msg(
                "{number}会議の日（{day}）は、閉庁日です（{reason}）。",
                number=numbering.meeting_number(meeting.number),
                day=wareki.long_with_weekday(meeting.date),
                reason=reason,
            ),
            msg("開催日を確かめ、会場と出席者の都合を確認してください。"),
            at(meeting, "date"),
        )


def _weekday(text: Text, written: str, day: dt.date) -> Hit:
    return Hit(
        msg(
            "{where}にある「{written}」の曜日が違います。{day}は{weekday}曜日です。",
            where=text.where,
            written=written,
            day=wareki.long(day),
            weekday=wareki.weekday(day),
        ),
        msg("日付と曜日のどちらが正しいかを確かめて直してください。"),
        text.place,
    )


def _read(written: str) -> dt.date | None:
    try:
        return wareki.parse(written)
    except InvalidDate:
        return None


def _without_years(value: str) -> str:
    """`value` with every date of a named year struck out, so that what is left bears no year."""
    return _NAMED.sub(lambda match: "\0" * len(match[0]), value)


def _nearest(match: re.Match[str], day: dt.date) -> dt.date | None:
    """This year's day, where in no year from the last to the next it falls on the weekday written."""
    near = [_read(f"{day.year + by}年{match[1]}月{match[2]}日".translate(_DIGITS)) for by in (0, -1, 1)]
    days = [one for one in near if one is not None]
    if not days or any(wareki.weekday(one) == (match[3] or match[4]) for one in days):
        return None
    return days[0]
