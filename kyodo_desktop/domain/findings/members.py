"""Members and offices: seats that stand empty or are filled twice, and a committee without its chair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kyodo_desktop.domain.dated import holds_on, in_force
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit, at
from kyodo_desktop.domain.records import MeetingStatus, OfficeRole
from kyodo_desktop.i18n import Message, msg


def seats(facts: Facts) -> Iterator[Hit]:
    """The members of a category on the day are more or fewer than its seats (定数)."""
    if facts.term() is None:
        return
    count = Counter(one.category for one in facts.seated())
    for category in in_force(facts.categories, facts.day):
        if category.seats is None or count[category.id] == category.seats:
            continue
        yield Hit(
            msg(
                "{category}は定数{seats}人に対して{members}人です。",
                category=category.name,
                seats=category.seats,
                members=count[category.id],
            ),
            msg("欠員であれば補欠の委嘱を検討し、名簿の記録が誤りであれば訂正してください。"),
            at(category, "seats"),
        )


def sat_twice(facts: Facts) -> Iterator[Hit]:
    """One person holds two seats of the committee on the day."""
    count = Counter(one.person for one in facts.seated())
    for one in facts.seated():
        if count[one.person] > 1:
            count[one.person] = 0
            yield Hit(
                msg("{name}が、同じ日に2つの委嘱を受けています。", name=facts.name(one.person)),
                msg("一方の委嘱の期間を訂正するか、取り消してください。"),
                at(one, "since"),
            )


def no_chair(facts: Facts) -> Iterator[Hit]:
    """Nobody is chair or vice-chair on the day, though the term has met before (規則第2条第1項)."""
    term = facts.term()
    if term is None or facts.meeting is None:
        return
    before = [
        one
        for one in facts.meetings
        if one.status is MeetingStatus.HELD and term.since <= one.date < facts.meeting.date
    ]
    if not before:
        return
    seated = {one.id for one in facts.seated()}
    held = {one.role for one in facts.offices if one.appointment in seated and holds_on(one, facts.day)}
    for role in OfficeRole:
        if role not in held:
            yield Hit(
                msg("{role}がいません。", role=Message(role.label)),
                msg("互選の結果を「役職」に記録するか、次第に選任の項目を加えてください。"),
                at(facts.meeting),
            )
