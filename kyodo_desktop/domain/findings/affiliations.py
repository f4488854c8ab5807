"""Affiliations (所属団体等): not confirmed of late, written in two ways, unlike a name known to be right."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final

from kyodo_desktop.domain import names, wareki
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit, at
from kyodo_desktop.domain.records import Affiliation, Appointment
from kyodo_desktop.i18n import msg

NOTICE: Final = "notice"
"""The key of the notice of a meeting (開催通知) among issued papers."""

_ALIKE: Final = 0.85  # 川口市商工会議所 and 川口商工会議所: 0.93
_CITIZEN: Final = "市民（公募）"
_FORM: Final = re.compile(
    "^(社会福祉法人|公益社団法人|一般社団法人|公益財団法人|一般財団法人|株式会社|有限会社)"
)


def stale(facts: Facts) -> Iterator[Hit]:
    """Affiliations not confirmed since 1 April, or since the notice of this meeting went out."""
    if facts.meeting is None:
        return
    april = dt.date(wareki.fiscal_year(facts.day), 4, 1)
    sent = [one.issued_on for one in facts.issued if one.meeting == facts.meeting.id and one.paper == NOTICE]
    due = max([april, *sent[:1]])
    for seat, one in _of_members(facts):
        if one.organisation == _CITIZEN:
            continue
        known = max(day for day in (one.confirmed_on, one.since, seat.since) if day is not None)
        if known < min(due, facts.day):
            yield Hit(
                msg(
                    "{name}の所属は、{day}の後に確認されていません。",
                    name=facts.name(one.person),
                    day=wareki.long(known),
                ),
                msg("本人に所属と役職を確かめ、「最終確認日」を入力してください。"),
                at(one, "confirmed_on"),
            )


def written_twice(facts: Facts) -> Iterator[Hit]:
    """Two members' organisations differ only in how they are written."""
    first: dict[str, Affiliation] = {}
    for _, one in _of_members(facts):
        key = _bare(one.organisation)
        other = first.setdefault(key, one)
        if other.organisation != one.organisation:
            yield Hit(
                msg(
                    "同じ団体の名前が「{one}」と「{other}」の2通りに書かれています。",
                    one=other.organisation,
                    other=one.organisation,
                ),
                msg("正式な名称を確かめて、どちらかに揃えてください。"),
                at(one, "organisation"),
            )


def unlike_known(facts: Facts) -> Iterator[Hit]:
    """An organisation's name is close to a name known to be right, and isn't it."""
    known = {_bare(one): one for one in facts.outside.organisations}
    near = {one.organisation: "" for _, one in _of_members(facts)}
    for written in near:
        near[written] = _near(written, known)
    for _, one in _of_members(facts):
        if right := near[one.organisation]:
            yield Hit(
                msg(
                    "{name}の所属「{written}」は、「{known}」ではありませんか。",
                    name=facts.name(one.person),
                    written=one.organisation,
                    known=right,
                ),
                msg("団体の正式な名称を、本人か団体に確かめてください。"),
                at(one, "organisation"),
            )


def _near(written: str, known: Mapping[str, str]) -> str:
    """The name known to be right that an organisation's is close to; "" where it is one, or close to none."""
    parts = [_bare(part) for part in (written, *written.split())]
    if any(part in known for part in parts):
        return ""
    return next((right for key, right in known.items() if any(_alike(part, key) for part in parts)), "")


def _of_members(facts: Facts) -> Iterator[tuple[Appointment, Affiliation]]:
    for seat in facts.seated():
        for one in facts.affiliations_of(seat.person):
            yield seat, one


def _bare(name: str) -> str:
    """A name folded, without what kind of body it is (社会福祉法人, 株式会社 …)."""
    return _FORM.sub("", names.search_key(name))


def _alike(one: str, other: str) -> bool:
    if one == other or not one:
        return False
    if 2 * min(len(one), len(other)) < _ALIKE * (len(one) + len(other)):
        return False  # too unlike in length for any ratio
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE
