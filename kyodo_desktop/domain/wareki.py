"""Era dates as an office writes and reads them: days, fiscal years, terms. Fuzzy periods: see `periods`.

A day is a `datetime.date`; no clock is read here. On the day an era changes both names hold: the new one is
printed, and of the old ones 明治45年7月30日 and 大正15年12月25日 are read. Months and days before 1873 are
lunisolar and are refused, never guessed at. Everything that reads or names a day raises `InvalidDate` alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.i18n import Message, msg


@dataclass(frozen=True, slots=True)
class Era:
    """One era: its name, the letter and the kanji it is shortened to, and its days.

    `first` is the day from which it is printed, `last` the last day on which its name is read (None: it
    still runs). The two overlap by a day with the next era where the change took effect at once.
    """

    name: str
    letter: str
    kanji: str
    first: dt.date
    last: dt.date | None


# 明治改元の詔書 (1868-10-23) reached back to the new year; 元号を改める政令 for 平成 and 令和.
ERAS: Final = (
    Era("明治", "M", "明", dt.date(1868, 1, 25), dt.date(1912, 7, 30)),
    Era("大正", "T", "大", dt.date(1912, 7, 30), dt.date(1926, 12, 25)),
    Era("昭和", "S", "昭", dt.date(1926, 12, 25), dt.date(1989, 1, 7)),
    Era("平成", "H", "平", dt.date(1989, 1, 8), dt.date(2019, 4, 30)),
    Era("令和", "R", "令", dt.date(2019, 5, 1), None),
)
FIRST_DAY: Final = dt.date(1873, 1, 1)  # 改暦ノ布告 (明治5年太政官布告第337号)
_LUNISOLAR: Final = msg("明治5年までは旧暦のため、西暦の日に換算できません。")

_BY_NAME: Final = {key: era for era in ERAS for key in (era.name, era.letter, era.kanji)}
# Nobody means 令和2025年 as the year 4043: a number like these after an era is a Gregorian year.
_GREGORIAN: Final = range(1868, 2101)


def era_of(day: dt.date) -> Era:
    """The era printed on `day`. Raises `InvalidDate` before 1873-01-01."""
    if day < FIRST_DAY:
        raise never_was(f"{day.year}年{day.month}月{day.day}日", _LUNISOLAR, long(FIRST_DAY))
    return next(era for era in reversed(ERAS) if era.first <= day)


def year(day: dt.date) -> str:
    """令和7年; the first year is 令和元年."""
    return _year_name(era_of(day), day)


def long(day: dt.date) -> str:
    """令和7年11月14日."""
    return f"{year(day)}{day.month}月{day.day}日"


def long_with_weekday(day: dt.date) -> str:
    """令和7年11月14日（金）."""
    return f"{long(day)}（{weekday(day)}）"


def short(day: dt.date) -> str:
    """R7.10.1; the first year is 1, as in R1.5.1."""
    era = era_of(day)
    return f"{era.letter}{day.year - era.first.year + 1}.{day.month}.{day.day}"


def span_short(since: dt.date, until: dt.date) -> str:
    """R7.10.1～R9.9.30, both days included."""
    return f"{short(since)}～{short(until)}"


def weekday(day: dt.date) -> str:
    """金 for a Friday."""
    return "月火水木金土日"[day.weekday()]


def clock(time: dt.time) -> str:
    """午後2時00分; twelve o'clock sharp is 正午, the half hour after it 午後0時30分. Seconds aren't said."""
    if (time.hour, time.minute) == (12, 0):
        return "正午"
    return f"{'午前' if time.hour < 12 else '午後'}{time.hour % 12}時{time.minute:02}分"


class Digits(Enum):
    """How figures are set throughout one document (公用文作成の考え方 leaves the choice to the office)."""

    HALF = "half"  # 半角
    FULL = "full"  # 全角
    ONE_FULL = "one_full"  # 一桁のみ全角


_FIGURE: Final = r"[0-9]+(?:[.,][0-9]+)*"
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def digits(text: str, style: Digits) -> str:
    """`text` with its ASCII figures set in `style`. 4,755 and R7.10.1 count as figures of many digits."""
    if style is Digits.HALF:
        return text
    if style is Digits.FULL:
        return text.translate(_FULL_WIDTH)
    return re.sub(_FIGURE, lambda m: m[0].translate(_FULL_WIDTH) if len(m[0]) == 1 else m[0], text)


def fiscal_year(day: dt.date) -> int:
    """The fiscal year of `day`, by the calendar year it opens in: 1 April to 31 March (地方自治法208条)."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_name(opening: int) -> str:
    """令和元年度 for 2019: the era that holds the larger part of the year names it."""
    return year(dt.date(opening, 10, 1)) + "度"


def term_end(since: dt.date, years: int) -> dt.date:
    """The last day of a term of `years` that opens with `since`: the day before the anniversary.

    Where the last year lacks that day (29 February) the term ends with the month: 民法143条2項ただし書.
    Raises `ValueError` for less than one year, or a year past 9999.
    """
    if years < 1:
        raise ValueError(f"a term of {years} years")
    closing = dt.date(since.year + years, since.month, 1)
    if since.day > month_end(closing).day:
        return month_end(closing)
    return closing.replace(day=since.day) - dt.timedelta(days=1)


def whole_years(since: dt.date, until: dt.date) -> int:
    """Full years from `since` to `until`, both days included: R7.10.1～R9.9.30 is two. None full is 0."""
    last = (until.month, until.day) == (12, 31)  # the day after may lie past the calendar's end
    after = until if last else until + dt.timedelta(days=1)
    month_day = (1, 1) if last else (after.month, after.day)
    return max(after.year + last - since.year - (month_day < (since.month, since.day)), 0)


YEAR: Final = r"(?:(?P<era>明治?|大正?|昭和?|平成?|令和?|[MTSHR])(?P<number>\d{1,4}|元)|(?P<ad>\d{4}))"
_WEEKDAY: Final = r"(?:\((?P<weekday>[月火水木金土日])(?:曜日?)?\))?"
# Written as text, for `re` to compile when the first is needed: the window is there sooner for it.
_FORMS: Final = (
    YEAR + r"(?:年|[-./])(?P<month>\d{1,2})(?:月|[-./])(?P<day>\d{1,2})日?" + _WEEKDAY,
    r"(?P<ad>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
)
_TENS: Final = "(?<![〇K十])([K]?)十([K]?)(?![〇K十])".replace("K", "一二三四五六七八九")
Show: TypeAlias = Callable[[dt.date], str]
# What an input method leaves behind for . / - and ～ is read as what was meant.
_ZEROS: Final = str.maketrans("○◯", "〇〇")
_LOOSE: Final = str.maketrans("〇一二三四五六七八九。・〜ー−‐–—―", "0123456789./~------")


def parse(text: str) -> dt.date:
    """The day that `text` writes: 令和7年11月14日（金）, R7.10.1, 令7.10.1, 2025/10/1, 2025-10-01, 20251001 …

    Any width, 元年 or 1年, kanji figures and the signs ㋿㍻㍼㍽㍾ are read. Raises `InvalidDate`, whose
    `nearest` is the valid day that was probably meant, as `long` writes it (as `long_with_weekday` where
    only the weekday is wrong; None when nothing could be read).
    """
    if (found := day_in(text)) is None:
        raise unreadable(text, "「令和7年10月1日」「R7.10.1」「2025/10/1」「20251001」")
    return found[0]


def folded(text: str) -> str:
    """`text` in half width, without spaces, kanji figures as digits, one kind of dash, dot and tilde."""
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split()).translate(_ZEROS)
    return re.sub(_TENS, lambda m: f"{m[1] or '1'}{m[2] or '0'}", plain).translate(_LOOSE)


@dataclass(frozen=True, slots=True)
class Written:
    """A year as it was written (`era` None: Gregorian), and how a day near it is shown to the clerk."""

    text: str
    era: Era | None
    number: int
    show: Show = long

    def day(self, month: int, day: int) -> dt.date:
        """A day that the calendar has, whether or not the era had it. Raises `InvalidDate` otherwise."""
        guess = _clamped(self.year(month, day), month, day)
        if not 1 <= month <= 12:
            raise self.never(msg("月は1から12までです。"), guess)
        if day < 1:
            raise self.never(msg("日は1から始まります。"), guess)
        if day > guess.day:
            named = _year_name(self.era, guess) if self.era else f"{guess.year}年"
            why = msg("{year}{month}月は{last}日までです。", year=named, month=month, last=guess.day)
            raise self.never(why, guess)
        return guess

    def year(self, month: int, day: int) -> int:
        """The Gregorian year. `month` and `day` serve to guess what was meant where there is none."""
        if self.era is None:
            return max(self.number, 1)  # refused later as too early
        name, opening = self.era.name, self.era.first
        if self.number == 0:
            why = msg("{era}に0年はありません。最初の年は{era}元年です。", era=name)
            raise self.never(why, max(_clamped(opening.year, month, day), opening))
        if self.number in _GREGORIAN:
            why = msg("{number}は{era}の年ではなく、西暦の年と思われます。", number=self.number, era=name)
            raise self.never(why, _clamped(self.number, month, day))
        return self.counted

    @property
    def counted(self) -> int:
        """The Gregorian year by the era's own count, whatever was meant."""
        return self.number if self.era is None else self.era.first.year + self.number - 1

    def inside(self, since: dt.date, until: dt.date) -> dt.date:
        """`since`, when the era had a day from `since` to `until`. Raises `InvalidDate` if it had none."""
        if until < FIRST_DAY:
            raise self.never(_LUNISOLAR, FIRST_DAY)
        if self.era and until < self.era.first:
            why = msg("{era}は{first}に始まりました。", era=self.era.name, first=long(self.era.first))
            raise self.never(why, since)
        if self.era and self.era.last and since > self.era.last:
            last = f"{_year_name(self.era, self.era.last)}{self.era.last.month}月{self.era.last.day}日"
            raise self.never(msg("{era}は{last}までです。", era=self.era.name, last=last), since)
        return since

    def month(self, month: int) -> dt.date:
        """The first day of that month of the year. Raises `InvalidDate` if it never was."""
        first = self.day(month, 1)
        return self.inside(first, month_end(first))

    def never(self, why: Message, near: dt.date) -> InvalidDate:
        """The error for what never was; `near` is the day that was probably meant."""
        day = max(near, FIRST_DAY)
        misread = day.year - era_of(day).first.year + 1 in _GREGORIAN  # 令和2008年 would be taken for 2008
        return never_was(self.text, why, None if misread else self.show(day))


def written_in(text: str, groups: dict[str, str | None], show: Show = long) -> Written | None:
    """The year in the groups of a match; None past the year 9999."""
    era, number = _BY_NAME.get(groups.get("era") or ""), groups.get("number") or groups["ad"] or ""
    written = Written(text, era, 1 if number == "元" else int(number), show)
    return None if written.counted > dt.MAXYEAR else written


def day_in(text: str) -> tuple[dt.date, bool] | None:
    """The day that `text` writes, and whether its weekday with it; None when it is no date at all.

    Raises `InvalidDate` as `parse` does.
    """
    plain = folded(text)
    match = next((m for form in _FORMS if (m := re.fullmatch(form, plain, re.ASCII))), None)
    if match is None or (written := written_in(text, groups := match.groupdict())) is None:
        return None
    day = written.day(int(groups["month"]), int(groups["day"]))
    day = written.inside(day, day)
    said = groups.get("weekday")
    if said and said != weekday(day):
        why = msg("{day}は{weekday}曜日です。", day=long(day), weekday=weekday(day))
        raise never_was(text, why, long_with_weekday(day))
    return day, bool(said)


def _year_name(era: Era, day: dt.date) -> str:
    number = day.year - era.first.year + 1
    return f"{era.name}{'元' if number == 1 else number}年"


def month_end(day: dt.date) -> dt.date:
    """The last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _clamped(year_: int, month: int, day: int) -> dt.date:
    """The day of the calendar that lies nearest to three numbers."""
    first = dt.date(year_, min(max(month, 1), 12), 1)
    return first.replace(day=min(max(day, 1), month_end(first).day))


def never_was(text: str, why: Message, nearest: str | None) -> InvalidDate:
    """The error for what can be read and never was; `nearest` is what was probably meant, if anything."""
    remedy = msg("年を確かめて入力し直してください。")
    if nearest is not None:
        remedy = msg("最も近い日付は「{nearest}」です。確かめて入力し直してください。", nearest=nearest)
    return InvalidDate(msg("「{text}」は日付として使えません", text=text[:40]), why, remedy, nearest)


def unreadable(text: str, forms: str) -> InvalidDate:
    """The error for what is no date at all; `forms` are some that are read."""
    what = msg("「{text}」を日付として読めません", text=text[:40])
    remedy = msg("{forms}のように入力してください。", forms=forms)
    return InvalidDate(what, msg("年月日の書き方ではありません。"), remedy)
