"""What never comes back is still known: every state that records ever had, on both engines."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.records import Committee, DocumentNumber
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage import Store

ON = dt.date(2025, 10, 15)


def committee(store: Store) -> Committee:
    with store.change(msg("登録")) as draft:
        return draft.add(Committee(id=draft.new_id(), name="委員会", city="市"))


def numbered(store: Store, owner: Committee, number: int) -> DocumentNumber:
    with store.change(msg("取得")) as draft:
        return draft.add(
            DocumentNumber(
                id=draft.new_id(),
                committee=owner.id,
                fiscal_year=2025,
                prefix='100%_"第',
                number=number,
                subject="件名",
                taken_on=ON,
            )
        )


def test_what_was_undone_removed_or_changed_is_known(store: Store) -> None:
    owner = committee(store)
    first = numbered(store, owner, 1)
    store.undo()
    second = numbered(store, owner, 2)
    with store.change(msg("訂正")) as draft:
        second = draft.save(replace(second, number=7))
    with store.change(msg("削除")) as draft:
        draft.remove(second)
    assert store.find(DocumentNumber) == ()
    found = store.ever(DocumentNumber)
    assert {one.number for one in found} == {1, 2, 7}
    assert found[0] == first
    assert {one.prefix for one in found} == {'100%_"第'}


def test_records_of_other_kinds_are_left_out(store: Store) -> None:
    committee(store)
    assert store.ever(DocumentNumber) == ()
    assert [one.name for one in store.ever(Committee)] == ["委員会"]


def test_a_text_that_names_a_record_is_none(store: Store) -> None:
    with store.change(msg("登録")) as draft:
        draft.add(Committee(id=draft.new_id(), name='"record":"DocumentNumber"', city="市"))
    assert store.ever(DocumentNumber) == ()
