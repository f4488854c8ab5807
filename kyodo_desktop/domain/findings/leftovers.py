"""What an earlier meeting left behind in this meeting's texts: its number, its day, a mayor out of office."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit
from kyodo_desktop.domain.findings.texts import OF_MEETING, Text, texts
from kyodo_desktop.i18n import msg

_MEETING: Final = re.compile(r"(前回[^。\n]{0,6})?第[ \u3000]*([0-9０-９]{1,3})[ \u3000]*回[ \u3000]*")
_SPOKEN_OF: Final = re.compile(
    r"[ \u3000]*(?:の?(?:会議録|議事録|会議結果|結果|意見)|で|における|において|から|以降)"
)
_DAY: Final = re.compile(r"(?:令和|平成)[ \u3000]*(?:元|[0-9０-９]+)年[0-9０-９]+月[0-9０-９]+日")
_TOLD: Final = re.compile(r"前回|第[ \u3000]*[0-9０-９]+[ \u3000]*回")
_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")


def numbers(facts: Facts) -> Iterator[Hit]:
    """「第1回川口市協働推進委員会」 in a text of the second meeting that doesn't tell of the first."""
    if facts.meeting is None:
        return
    for text in _written(facts):
        for match in _MEETING.finditer(text.value):
            number = int(match[2].translate(_DIGITS))
            named = text.value.startswith(facts.committee.name, match.end())
            told = match[1] or _SPOKEN_OF.match(text.value, match.end() + len(facts.committee.name))
            if named and not told and number != facts.meeting.number:
                yield Hit(
                    msg(
                        "{where}に「{written}」とありますが、この会議は{number}です。",
                        where=text.where,
                        written=match[0].strip() + facts.committee.name,
                        number=numbering.meeting_number(facts.meeting.number),
                    ),
                    msg("前回の資料から写したままでないかを確かめて、回数を直してください。"),
                    text.place,
                )


def days(facts: Facts) -> Iterator[Hit]:
    """The day of the meeting before this one in a text of this one, in a line that doesn't tell of that."""
    meeting = facts.meeting
    before = [one.date for one in facts.meetings if meeting is not None and one.date < meeting.date]
    if not before:
        return
    for text in _written(facts):
        for match in _DAY.finditer(text.value):
            line = text.value[: match.start()].rpartition("\n")[2]
            if not _TOLD.search(line) and _read(match[0]) == max(before):
                yield Hit(
                    msg(
                        "{where}に、前回の会議の日（{day}）が書かれています。", where=text.where, day=match[0]
                    ),
                    msg("前回の資料から写したままでないかを確かめ、今回の日付であれば直してください。"),
                    text.place,
                )


def names(facts: Facts) -> Iterator[Hit]:
    """The name of somebody who signed letters and no longer does (川口市長)."""
    left = [one for one in facts.senders if one.until is not None and one.until < facts.day]
    now = {_bare(one.name) for one in facts.senders if one.until is None or one.until >= facts.day}
    for text in _written(facts):
        for one in left:
            if _bare(one.name) and _bare(one.name) not in now and _bare(one.name) in _bare(text.value):
                yield Hit(
                    msg(
                        "{where}に、今は在職していない{title}の氏名「{name}」があります。",
                        where=text.where,
                        title=one.title,
                        name=one.name,
                    ),
                    msg("前回の資料から写したままでないかを確かめて、氏名を直してください。"),
                    text.place,
                )


def _written(facts: Facts) -> Iterator[Text]:
    return (text for text in texts(facts) if text.place.record in OF_MEETING)


def _bare(text: str) -> str:
    """Without spaces: a name is written with one, with two, or with none."""
    return "".join(text.split())


def _read(written: str) -> dt.date | None:
    try:
        return wareki.parse(written)
    except InvalidDate:
        return None
