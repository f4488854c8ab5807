"""Terms (任期): a meeting outside of them, members whose own has ended, gaps between terms and overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit, Place, at
from kyodo_desktop.domain.rules.terms import Between, faults
from kyodo_desktop.domain.served import TermDays
from kyodo_desktop.i18n import Message, msg

_SPAN: Final = re.compile(r"(.+)[～〜~－-](.+)")


def meeting_outside(facts: Facts) -> Iterator[Hit]:
    """The meeting is held on a day for which no term is recorded: expired, or not yet begun."""
    meeting = facts.meeting
    if meeting is None or any(holds_on(term, meeting.date) for term in facts.terms):
        return
    ended = [term.until for term in facts.terms if term.until < meeting.date]
    why = (
        msg("委員の任期は{last}に満了しています。", last=wareki.long(max(ended)))
        if ended and max(ended) == max(term.until for term in facts.terms)
        else msg("この日に委員の任期はまだ始まっていません。")
    )
    yield Hit(
        msg(
            "{number}会議の日（{day}）を含む任期がありません。{why}",
            number=numbering.meeting_number(meeting.number),
            day=wareki.long(meeting.date),
            why=why,
        ),
        msg("開催日を確かめるか、次の任期を登録し、委員を委嘱してください。"),
        at(meeting, "date"),
    )


def members_without_seat(facts: Facts) -> Iterator[Hit]:
    """Somebody answered or attended who wasn't a member on the meeting's day."""
    if facts.meeting is None:
        return
    seats = {one.id: one for one in facts.appointments}
    for one in (*facts.replies, *facts.attendances):
        seat = seats.get(one.appointment)
        if seat is None or holds_on(seat, facts.meeting.date):
            continue
        began = seat.since <= facts.meeting.date
        yield Hit(
            msg(
                "{name}の任期は{day}に終わっています。",
                name=facts.name(seat.person),
                day=wareki.long(seat.until),
            )
            if began
            else msg(
                "{name}は{day}からの委員です。", name=facts.name(seat.person), day=wareki.long(seat.since)
            ),
            msg("出欠の記録を取り消すか、委嘱の期間を訂正してください。"),
            at(one, "appointment"),
        )


def seats_past_term(facts: Facts) -> Iterator[Hit]:
    """A member's appointment begins before the term it belongs to, or runs on after it."""
    terms = {term.id: term for term in facts.terms}
    for one in facts.appointments:
        term = terms.get(one.term)
        if term is not None and not term.since <= one.since <= one.until <= term.until:
            yield Hit(
                msg(
                    "{name}の委嘱の期間（{days}）が、任期（{term}）からはみ出ています。",
                    name=facts.name(one.person),
                    days=wareki.span_short(one.since, one.until),
                    term=wareki.span_short(term.since, term.until),
                ),
                msg("委嘱の期間か、任期の始期と終期を訂正してください。"),
                at(one, "until"),
            )


def gaps(facts: Facts) -> Iterator[Hit]:
    """Days between two terms on which the committee had no members."""
    return _faults(
        facts, "gap", msg("任期の始期と終期を確かめてください。空白が事実であれば、理由を記録してください。")
    )


def overlaps(facts: Facts) -> Iterator[Hit]:
    """Two terms that hold on the same day."""
    return _faults(facts, "overlap", msg("任期の始期と終期を訂正してください。"))


def _faults(facts: Facts, verdict: Between, remedy: Message) -> Iterator[Hit]:
    known = _known(facts)
    for fault in faults(known):
        if fault.ruling.verdict == verdict:
            yield Hit(
                msg(
                    "任期（{before}）と任期（{after}）：{sentence}",
                    before=wareki.span_short(fault.before.since, fault.before.until),
                    after=wareki.span_short(fault.after.since, fault.after.until),
                    sentence=fault.ruling.sentence,
                ),
                remedy,
                known[fault.after],
            )


def _known(facts: Facts) -> dict[TermDays, Place]:
    """Each term on record, and those of which a consultation's note alone tells (R5.7.1～R7.6.30)."""
    noted = {days: at(one, "term_note") for one in facts.consultations if (days := _noted(one.term_note))}
    recorded = {TermDays(term.since, term.until): at(term, "since") for term in facts.terms}
    return noted | recorded


def _noted(note: str) -> TermDays | None:
    match = _SPAN.fullmatch(note.strip())
    if match is None:
        return None
    try:
        since, until = wareki.parse(match[1]), wareki.parse(match[2])
    except InvalidDate:
        return None
    return TermDays(since, until) if since <= until else None
