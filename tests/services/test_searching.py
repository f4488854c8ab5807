"""Search of everything: found however it is written, and as the register is after each act."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kyodo_desktop.domain.records import RECORDS, Person, PersonName, PlanEntry
from kyodo_desktop.services import planning, searching
from kyodo_desktop.services.searching import Index
from kyodo_desktop.storage import Store


def filled(store: Store) -> Index:
    made = Index()
    assert list(made.fill(store))
    assert made.complete
    return made


def called(store: Store, index: Index, words: str) -> list[tuple[str, str]]:
    return [(hit.term.japanese(), hit.called.japanese()) for hit in searching.hits(store, index.find(words))]


def test_a_name_is_found_in_any_kana_width_and_variant(sample: Store) -> None:
    person = sample.find(Person)[0]
    with sample.change(searching.Message("氏名を記録")) as draft:
        draft.add(PersonName(id="n", person=person.id, name="渡邉 﨑子", kana="わたなべ さきこ"))
    index = filled(sample)
    for words in ("渡辺", "わたなべ", "ワタナベ", "ﾜﾀﾅﾍﾞ", "渡邉﨑子", "崎子 渡辺", "わたなべ　さき"):
        assert ("氏名", "渡邉 﨑子") in called(sample, index, words), words
    assert index.find("") == ()
    assert index.find(" 　") == ()
    assert called(sample, index, "どこにもない言葉") == []


def test_the_index_follows_each_act_and_its_undo(sample: Store) -> None:
    index = filled(sample)
    entry = sample.find(PlanEntry)[0]
    index.apply(planning.edit_plan_entry(sample, replace(entry, content="中間とりまとめ")))
    assert called(sample, index, "中間取") == []
    assert ("審議予定", "中間とりまとめ") in called(sample, index, "中間とりまとめ")
    index.apply(sample.undo())
    assert called(sample, index, "中間とりまとめ") == []
    index.apply(planning.remove_plan_entry(sample, entry.id))
    assert ("審議予定", entry.content) not in called(sample, index, entry.content)


def test_an_act_while_the_register_is_still_being_read_is_not_undone_by_the_reading(sample: Store) -> None:
    index = Index()
    reading: Iterator[int] = index.fill(sample)
    next(reading)
    entry = sample.find(PlanEntry)[0]
    index.apply(planning.remove_plan_entry(sample, entry.id))
    assert list(reading)
    assert ("審議予定", entry.content) not in called(sample, index, entry.content)


def test_what_begins_with_the_words_comes_first_and_each_record_once() -> None:
    index = Index()
    index.add([(("A", "1"), "川口市川口"), (("A", "2"), "東川口"), (("A", "3"), "")])
    index.add([(("B", "1"), "川口"), (("B", "2"), "川"), (("B", "3"), "口川口\n川口")])
    assert index.find("川口") == (("A", "1"), ("B", "1"), ("A", "2"), ("B", "3"))
    assert index.find("川口", 1) == (("A", "1"),)
    assert index.find("川口", 3) == (("A", "1"), ("B", "1"), ("A", "2"))
    assert index.find("川 市") == (("A", "1"),)
    assert index.find("川口 東") == (("A", "2"),)
    assert index.find("口川口川") == ()  # nothing runs from one field or record into the next
    assert index.find("なし") == index.find(" ") == ()


def test_nothing_personal_can_be_searched_for() -> None:
    assert [field for cls in RECORDS for field in searching.searched(cls) if field.personal] == []
    assert sum(len(searching.searched(cls)) for cls in RECORDS) > 30


@pytest.mark.benchmark
def test_a_keystroke_among_100_000_names_is_answered_at_once() -> None:
    index = Index()
    for first in range(0, 100_000, 500):
        index.add((("PersonName", str(n)), f"委員{n:06}いいん") for n in range(first, first + 500))
    taken: list[float] = []
    for words in ("委", "委員", "委員05", "委員0512", "いいん", "なし", "委員 いいん") * 5:
        begun = time.process_time()
        index.find(words)
        taken.append(time.process_time() - begun)
    slowest = sorted(taken)[int(len(taken) * 0.95)]
    print(f"\nsearch among 100,000 names: 95th percentile {slowest * 1000:.0f} ms")
    assert slowest < 0.1
