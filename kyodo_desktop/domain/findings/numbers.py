"""Numbers that run on (第N回, 諮問N, 文書番号): used twice, left out, or against the order of the days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import pairwise

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit, Place, at
from kyodo_desktop.domain.records import Meeting, MeetingStatus, Numbering
from kyodo_desktop.i18n import Message, msg


def used_twice(facts: Facts) -> Iterator[Hit]:
    """Two meetings of one series, two consultations or two papers bear the same number."""
    for row in _series(facts):
        for (number, _, _), (other, named, place) in pairwise(row):
            if number == other:
                yield Hit(
                    msg("{named}の番号が、二重に使われています。", named=named),
                    msg("どちらかの番号を直してください。"),
                    place,
                )


def left_out(facts: Facts) -> Iterator[Hit]:
    """A number between two that are on record is missing."""
    for row in _series(facts):
        for (number, before, _), (other, after, place) in pairwise(row):
            if other > number + 1:
                yield Hit(
                    msg("{before}の次が{after}で、間の番号がありません。", before=before, after=after),
                    msg("記録していないものがあれば登録し、番号の誤りであれば直してください。"),
                    place,
                )


def against_days(facts: Facts) -> Iterator[Hit]:
    """A later meeting of the series bears the lower number."""
    for row in _meetings(facts).values():
        for one, other in pairwise(sorted(row, key=lambda meeting: (meeting.date, meeting.number))):
            if other.number < one.number:
                yield Hit(
                    msg(
                        "{other}会議（{later}）が、{one}会議（{earlier}）より後の日になっています。",
                        other=numbering.meeting_number(other.number),
                        later=wareki.long(other.date),
                        one=numbering.meeting_number(one.number),
                        earlier=wareki.long(one.date),
                    ),
                    msg("開催日と回数のどちらが正しいかを確かめてください。"),
                    at(other, "number"),
                )


def _series(facts: Facts) -> Iterator[list[tuple[int, Message, Place]]]:
    """Each row of numbers on record in its order, with the words and the place of each."""
    for row in _meetings(facts).values():
        yield sorted(
            ((one.number, _named(one), at(one, "number")) for one in row), key=lambda found: found[0]
        )
    asked = sorted(facts.consultations, key=lambda one: one.number)
    yield [(one.number, msg("諮問{number}", number=one.number), at(one, "number")) for one in asked]
    papers: dict[tuple[int, str], list[tuple[int, Message, Place]]] = defaultdict(list)
    for one in sorted(facts.numbers, key=lambda taken: taken.number):
        named = msg("文書番号{prefix}{number}", prefix=one.prefix, number=one.number)
        papers[one.fiscal_year, one.prefix].append((one.number, named, at(one, "number")))
    yield from papers.values()


def _named(meeting: Meeting) -> Message:
    return msg("{number}会議", number=numbering.meeting_number(meeting.number))


def _meetings(facts: Facts) -> dict[Hashable, list[Meeting]]:
    """The meetings that keep their number, by the series that their numbers count within."""
    rows: dict[Hashable, list[Meeting]] = defaultdict(list)
    for one in facts.meetings:
        if one.status is MeetingStatus.CANCELLED or not one.counted:
            continue
        rows[_series_of(facts, one)].append(one)
    return rows


def _series_of(facts: Facts, meeting: Meeting) -> Hashable:
    """What a meeting's number counts within; outside of every term it stands alone."""
    counted = facts.committee.numbering
    if counted is Numbering.TOTAL:
        return None
    if counted is Numbering.FISCAL_YEAR:
        return wareki.fiscal_year(meeting.date)
    term = next((term for term in facts.terms if holds_on(term, meeting.date)), None)
    return term.id if term else meeting.id
