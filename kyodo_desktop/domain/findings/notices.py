"""Calling the meeting: the notice sent late, and a room that the list of venues doesn't know."""

from __future__ import annotations

from collections.abc import Iterator

from kyodo_desktop.domain import names
from kyodo_desktop.domain.findings.affiliations import NOTICE
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit, at
from kyodo_desktop.domain.rules.notice import NoticeFacts, notice
from kyodo_desktop.i18n import msg


def late(facts: Facts) -> Iterator[Hit]:
    """The notice of the meeting went out after its last day."""
    if facts.meeting is None:
        return
    sent = [one for one in facts.issued if one.meeting == facts.meeting.id and one.paper == NOTICE]
    if not sent:
        return
    first = min(sent, key=lambda one: one.issued_on)
    judged = NoticeFacts(meeting=facts.meeting.date, lead=facts.outside.notice_lead, sent=first.issued_on)
    ruling = notice(judged, facts.outside.closed)
    if ruling.verdict == "late":
        yield Hit(
            ruling.sentence,
            msg("委員に電話などで日程を確認し、次回は期限までに発送してください。"),
            at(first, "issued_on"),
        )


def unknown_venue(facts: Facts) -> Iterator[Hit]:
    """The meeting's place isn't one of the venues on record (where any are)."""
    meeting = facts.meeting
    if meeting is None or not meeting.venue.strip() or not facts.venues:
        return
    if names.search_key(meeting.venue) not in {names.search_key(one.name) for one in facts.venues}:
        yield Hit(
            msg("場所「{venue}」は、会場の一覧にありません。", venue=" ".join(meeting.venue.split())),
            msg("会場の名称を確かめ、一覧から選び直すか、会場として登録してください。"),
            at(meeting, "venue"),
        )
