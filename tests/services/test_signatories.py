"""Who signs and whom to ask: one at a time, from a day on, and letters name the one of their day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import Contact
from kyodo_desktop.papers.letterheads import head_of_meeting
from kyodo_desktop.papers.paper import Sending, of_meeting
from kyodo_desktop.services.conveners import mayor_on
from kyodo_desktop.services.correspondence import contact_on
from kyodo_desktop.services.signatories import (
    contacts,
    edit_contact,
    edit_sender,
    name_contact,
    name_sender,
    remove_contact,
    remove_sender,
    senders,
)
from kyodo_desktop.storage import Store
from tests.services import asking

APRIL = dt.date(2026, 4, 1)
MARCH = dt.date(2026, 3, 31)


def contact(store: Store, section: str, since: dt.date | None = None) -> Contact:
    return Contact(id="", committee=asking.committee(store).id, section=section, phone="000", since=since)


def test_a_new_mayor_follows_the_one_before(sample: Store) -> None:
    committee = asking.committee(sample).id
    assert mayor_on(sample, committee, MARCH).name == ""
    name_sender(sample, committee, "川口市長", "前田 一")
    name_sender(sample, committee, "川口市長", "後藤 二", APRIL)
    assert [one.until for one in senders(sample, committee)] == [MARCH, None]
    assert mayor_on(sample, committee, MARCH).name == "前田 一"
    assert mayor_on(sample, committee, APRIL).name == "後藤 二"
    sample.undo()
    assert mayor_on(sample, committee, APRIL).name == "前田 一"


def test_whom_to_ask_changes_on_a_day(sample: Store) -> None:
    committee = asking.committee(sample).id
    name_contact(sample, contact(sample, "協働推進課"))
    name_contact(sample, contact(sample, "市民協働課", APRIL))
    before, after = contact_on(sample, committee, MARCH), contact_on(sample, committee, APRIL)
    assert before is not None
    assert after is not None
    assert (before.section, after.section) == ("協働推進課", "市民協働課")


def test_two_at_a_time_are_refused(sample: Store) -> None:
    committee = asking.committee(sample).id
    name_sender(sample, committee, "川口市長", "前田 一", APRIL)
    with pytest.raises(InvalidRecord, match="同じ期間"):
        name_sender(sample, committee, "川口市長", "後藤 二", APRIL)
    with pytest.raises(InvalidRecord, match="同じ期間"):
        name_sender(sample, committee, "川口市長", "後藤 二")
    assert len(senders(sample, committee)) == 1


def test_what_was_always_so_is_put_right(sample: Store) -> None:
    committee = asking.committee(sample).id
    name_sender(sample, committee, "川口市長", "前田 一")
    (sender,) = senders(sample, committee)
    edit_sender(sample, replace(sender, name="前田 壱"))
    assert mayor_on(sample, committee, MARCH).name == "前田 壱"
    name_contact(sample, contact(sample, "協働推進課"))
    name_contact(sample, contact(sample, "市民協働課", APRIL))
    first, second = contacts(sample, committee)
    edit_contact(sample, replace(second, phone="111"))
    assert contacts(sample, committee)[1].phone == "111"
    with pytest.raises(InvalidRecord, match="同じ期間"):
        edit_contact(sample, replace(first, until=APRIL))


def test_a_letter_names_those_of_its_day(sample: Store) -> None:
    committee = asking.committee(sample).id
    name_sender(sample, committee, "川口市長", "前田 一")
    name_sender(sample, committee, "川口市長", "後藤 二", dt.date(2025, 10, 20))
    name_contact(sample, contact(sample, "旧課"))
    name_contact(sample, contact(sample, "新課", dt.date(2025, 10, 20)))
    occasion = of_meeting(sample, asking.meeting(sample).id)
    early = head_of_meeting(sample, replace(occasion, sending=Sending(on=dt.date(2025, 10, 15))))
    assert (early.sender_title, early.sender, early.section) == ("川口市長", "前田 一", "旧課")
    draft = head_of_meeting(sample, occasion)
    assert (draft.sender, draft.section) == ("後藤 二", "新課")


def test_who_was_entered_by_mistake_goes_and_the_one_before_signs_on(sample: Store) -> None:
    committee = asking.committee(sample).id
    name_sender(sample, committee, "川口市長", "前田 一")
    name_sender(sample, committee, "川口市長", "後藤 二", APRIL)
    remove_sender(sample, senders(sample, committee)[1].id)
    assert [(one.name, one.until) for one in senders(sample, committee)] == [("前田 一", None)]
    sample.undo()
    assert [one.until for one in senders(sample, committee)] == [MARCH, None]
    name_contact(sample, contact(sample, "協働推進課"))
    name_contact(sample, contact(sample, "市民協働課", APRIL))
    remove_contact(sample, contacts(sample, committee)[1].id)
    assert [(one.section, one.until) for one in contacts(sample, committee)] == [("協働推進課", None)]
    remove_contact(sample, contacts(sample, committee)[0].id)
    assert contacts(sample, committee) == ()
