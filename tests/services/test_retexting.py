"""A text on record put right or taken off, never under a vote that was judged by it."""

from __future__ import annotations

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, StillNeeded
from kyodo_desktop.services import meetings, regulations
from kyodo_desktop.services.retexting import correct_regulation, remove_regulation
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.day import ballot_day, hands
from tests.services.test_regulations import AMENDED, amended


def test_a_text_is_put_right_and_holds_on_the_same_days(sample: Store) -> None:
    owner = asking.committee(sample).id
    regulations.record_regulation(sample, owner, amended(sample))
    first = regulations.regulations(sample, owner)[0]
    change = correct_regulation(sample, first.id, first.source.replace("[平成28年12月31日]", ""))
    assert change.act.text() == "規則の本文（平成28年4月1日施行）を訂正"
    again = regulations.regulations(sample, owner)[0]
    assert "[平成28年12月31日]" not in again.source
    assert (again.id, again.since, again.until) == (first.id, first.since, first.until)
    sample.undo()
    assert regulations.regulations(sample, owner)[0].source == first.source


def test_another_day_or_a_fault_is_refused(sample: Store) -> None:
    owner = asking.committee(sample).id
    stored = regulations.regulation_on(sample, owner, asking.DAY)
    with pytest.raises(InvalidRecord, match="施行日") as caught:
        correct_regulation(sample, stored.id, amended(sample))
    assert caught.value.problems[0][0] == "since"
    with pytest.raises(InvalidRecord, match=r"articles\[3\]\.heading"):
        correct_regulation(sample, stored.id, stored.source.replace('heading = "会議"', "heading = 3"))
    assert regulations.regulation_on(sample, owner, asking.DAY) == stored


def test_a_text_that_a_vote_rests_on_keeps_its_numbers_and_may_change_its_words(sample: Store) -> None:
    day = ballot_day(sample)
    meetings.record_vote(sample, day.motion, hands(7, 3, 2))
    owner = asking.committee(sample).id
    stored = regulations.regulation_on(sample, owner, day.date)
    with pytest.raises(InvalidRecord, match="直す前の数字で記録されています"):
        correct_regulation(sample, stored.id, amended(sample, "2016-04-01"))
    correct_regulation(sample, stored.id, stored.source.replace("庶務は、市民生活部", "庶務は、総務部"))
    assert "総務部" in regulations.regulation_on(sample, owner, day.date).source
    with pytest.raises(StillNeeded, match="令和8年2月20日の採決"):
        remove_regulation(sample, stored.id)


def test_a_text_taken_off_lets_the_one_before_it_hold_on(sample: Store) -> None:
    owner = asking.committee(sample).id
    regulations.record_regulation(sample, owner, amended(sample))
    later = regulations.regulation_on(sample, owner, AMENDED)
    change = remove_regulation(sample, later.id)
    assert change.act.text() == "規則の本文（令和8年4月1日施行）の登録を取消"
    assert regulations.regulation_on(sample, owner, AMENDED).until is None
    sample.undo()
    assert regulations.regulation_on(sample, owner, AMENDED) == later
