"""資料棚: every material of every meeting, the newest first, found by any word of it."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.services import meetings, shelf
from kyodo_desktop.storage import Store
from tests.services import asking


def test_the_shelf_holds_what_each_meeting_lists_the_newest_first(sample: Store) -> None:
    (first,) = sample.find(Meeting)
    meetings.call_meeting(
        sample, first.committee, number=2, date=dt.date(2026, 2, 20), starts_at=dt.time(14), venue="会議室"
    )
    later = meetings.meetings(sample, first.committee)[-1]
    meetings.add_received(
        sample, later.id, "髙田調書", "調書.pdf", b"%PDF-1.7", "application/pdf", asking.DAY
    )
    lines = shelf.shelf(sample, first.committee)
    newest = lines[0]
    assert (newest.meeting.number, newest.number, newest.material.title) == (2, "資料1", "髙田調書")
    assert lines[0].file is not None
    assert lines[0].file.name == "調書.pdf"
    assert [one.material for one in lines[1:]] == [
        one.material for one in meetings.materials(sample, first.id)
    ]
    assert [one.number for one in lines[1:]] == [one.number for one in meetings.materials(sample, first.id)]


def test_a_material_is_found_however_its_words_are_written(sample: Store) -> None:
    (first,) = sample.find(Meeting)
    meetings.add_received(
        sample, first.id, "髙田調書", "ﾁｮｳｼｮ.pdf", b"%PDF-1.7", "application/pdf", asking.DAY
    )
    lines = shelf.shelf(sample, first.committee)
    for words in ("高田", "ちょうしょ", "チョウショ　高田", "第1回 高田"):
        assert [one.material.title for one in shelf.found(lines, words)] == ["髙田調書"], words
    assert shelf.found(lines, "どこにもない") == ()
    assert shelf.found(lines, " 　") == lines
