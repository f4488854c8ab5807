"""The regulation by the day: never a text of another day, and a new one ends the one before."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.services import regulations
from kyodo_desktop.storage import Store
from tests.services import asking

AMENDED = dt.date(2026, 4, 1)


def amended(store: Store, since: str = "2026-04-01") -> str:
    """The sample's regulation as a later amendment might leave it."""
    owner = asking.committee(store).id
    source = regulations.regulation_on(store, owner, asking.DAY).source
    changed = source.replace("since = 2016-04-01", f"since = {since}").replace("半数以上", "過半数")
    changed = changed.replace("strict = false", "strict = true")
    return changed.replace(
        'amendments = ["平成28年3月29日規則第24号"]',
        'amendments = ["平成28年3月29日規則第24号", "令和8年3月25日規則第9号"]',
    )


def test_the_text_of_the_day_is_found(sample: Store) -> None:
    version = regulations.regulation_on(sample, asking.committee(sample).id, asking.DAY)
    text = regulations.text_of(version)
    second = text.articles[2].paragraphs[1]
    assert (second.number, second.text[:10]) == (2, "委員会は、委員の半数")
    assert [one.heading for one in text.articles] == [
        "趣旨",
        "委員長及び副委員長",
        "会議",
        "関係者の出席及び資料の提出",
        "庶務",
        "委任",
    ]


def test_before_the_first_text_on_record_there_is_none(sample: Store) -> None:
    owner = asking.committee(sample).id
    assert regulations.regulation_on(sample, owner, dt.date(2016, 4, 1)).number
    with pytest.raises(NotFound, match="平成28年3月31日の規則がありません"):
        regulations.regulation_on(sample, owner, dt.date(2016, 3, 31))


def test_a_new_text_ends_the_one_before(sample: Store) -> None:
    owner = asking.committee(sample).id
    change = regulations.record_regulation(sample, owner, amended(sample))
    assert change.act.text() == "規則の本文（令和8年4月1日施行）を登録"
    assert "半数以上" in regulations.regulation_on(sample, owner, dt.date(2026, 3, 31)).source
    later = regulations.regulation_on(sample, owner, AMENDED)
    assert (later.amended_by, later.since) == ("令和8年3月25日規則第9号", AMENDED)
    assert "過半数が出席" in regulations.text_of(later).articles[2].paragraphs[1].text
    sample.undo()
    assert regulations.regulation_on(sample, owner, AMENDED).until is None
    assert len(regulations.regulations(sample, owner)) == 1


@pytest.mark.parametrize("since", ["2016-04-01", "2015-04-01"])
def test_a_text_of_the_same_day_or_an_earlier_is_refused(sample: Store, since: str) -> None:
    with pytest.raises(InvalidRecord, match="すでに登録されています") as caught:
        regulations.record_regulation(sample, asking.committee(sample).id, amended(sample, since))
    assert caught.value.problems[0][0] == "since"


def test_a_number_that_the_text_does_not_say_is_refused(sample: Store) -> None:
    source = amended(sample).replace("strict = true", "strict = false", 1)
    with pytest.raises(InvalidRecord, match=r"law\.quorum\.share"):
        regulations.record_regulation(sample, asking.committee(sample).id, source)
    assert len(regulations.regulations(sample, asking.committee(sample).id)) == 1


def test_a_text_that_holds_its_amendments_is_read_as_of_the_day(sample: Store) -> None:
    owner = asking.committee(sample).id
    amendment = '\n[[versions]]\nsince = 2027-04-01\namendments = ["令和9年3月25日規則第3号"]\n'
    regulations.record_regulation(sample, owner, amended(sample) + amendment)
    version = regulations.regulation_on(sample, owner, dt.date(2027, 4, 1))
    assert version.since == AMENDED
    assert regulations.text_of(version, dt.date(2027, 3, 31)).since == AMENDED
    assert regulations.text_of(version, dt.date(2027, 4, 1)).amendments == ("令和9年3月25日規則第3号",)


def test_a_fault_in_the_text_is_named(sample: Store) -> None:
    source = amended(sample).replace('heading = "会議"', "heading = 3")
    with pytest.raises(InvalidRecord, match=r"articles\[3\]\.heading"):
        regulations.record_regulation(sample, asking.committee(sample).id, source)
    assert len(regulations.regulations(sample, asking.committee(sample).id)) == 1
