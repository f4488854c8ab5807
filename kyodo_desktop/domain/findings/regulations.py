"""The regulation on record: what its printed header says against the days its supplements name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kyodo_desktop.domain import regulation_text, wareki
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.errors import InvalidDate, InvalidRecord
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit, at
from kyodo_desktop.i18n import msg

_BRACKETED: Final = re.compile(r"[\[［]([^\]］]+)[\]］]")


def headers(facts: Facts) -> Iterator[Hit]:
    """The header dates an amendment otherwise than the text that took effect with it."""
    for version in facts.regulations:
        try:
            text = regulation_text.read(version.source, version.title)
        except InvalidRecord:
            continue
        for line in text.header:
            for written in _BRACKETED.findall(line):
                try:
                    day = wareki.parse(written)
                except InvalidDate:
                    continue
                if day != version.since:
                    yield Hit(
                        msg(
                            "{title}の見出しに[{written}]とありますが、改正の施行日は{since}です。",
                            title=version.title,
                            written=written,
                            since=wareki.long(version.since),
                        ),
                        msg("例規集の表示が何の日かを法制担当に確かめ、資料には注記してください。"),
                        at(version, "source"),
                    )


def none_in_force(facts: Facts) -> Iterator[Hit]:
    """No text of the regulation on record holds on the meeting's day, though there are others."""
    if facts.meeting is None or not facts.regulations:
        return
    if not any(holds_on(one, facts.meeting.date) for one in facts.regulations):
        yield Hit(
            msg("会議の日（{day}）に効力のある規則の本文がありません。", day=wareki.long(facts.meeting.date)),
            msg("その日に効力のある本文を登録してください。それまで定足数は判定できません。"),
            at(facts.regulations[-1], "since"),
        )
