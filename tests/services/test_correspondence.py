"""Letters: a number is taken once and never again, and a batch goes on record in one act."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import (
    Contact,
    Dispatch,
    DocumentNumber,
    EndReason,
    IssuedPaper,
    OfficeRole,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import roster
from kyodo_desktop.services.correspondence import (
    Issue,
    To,
    closed_before,
    contact_on,
    issue_letters,
    issued,
    next_document_number,
    numbers,
    recipients,
    sent_to,
    take_number,
)
from kyodo_desktop.services.meetings import signature_of
from kyodo_desktop.storage import Store
from tests.services import asking

ON = dt.date(2025, 10, 15)
PDF = b"%PDF-1.7 a letter"


@pytest.fixture
def office(sample: Store) -> Store:
    """The sample's office, which has a prefix for its documents."""
    roster.edit_committee(sample, replace(asking.committee(sample), document_prefix="川協発第"))
    return sample


def following(store: Store, on: dt.date = ON) -> int:
    return next_document_number(store, asking.committee(store).id, on)


def taken(store: Store, on: dt.date = ON) -> int:
    change = take_number(store, asking.committee(store).id, "開催について", on)
    (number,) = [pair.after for pair in change.pairs if isinstance(pair.after, DocumentNumber)]
    return number.number


def issue(store: Store, **values: object) -> Issue:
    """The notice of the sample's meeting to every member."""
    meeting = asking.meeting(store)
    to = tuple(
        To(one.name.name, one.appointment) for one in recipients(store, meeting.committee, meeting.date)
    )
    made = Issue(
        committee=meeting.committee,
        meeting=meeting.id,
        paper="notice",
        title="第1回の開催について（通知）",
        on=ON,
        number=following(store),
        to=to,
    )
    return replace(made, **values)  # type: ignore[arg-type]


def test_numbers_follow_one_another_within_a_fiscal_year(office: Store) -> None:
    assert [taken(office) for _ in range(3)] == [1, 2, 3]
    assert taken(office, dt.date(2026, 3, 31)) == 4
    assert taken(office, dt.date(2026, 4, 1)) == 1
    assert [(one.fiscal_year, one.number) for one in numbers(office, asking.committee(office).id)] == [
        (2025, 1),
        (2025, 2),
        (2025, 3),
        (2025, 4),
        (2026, 1),
    ]


def test_a_number_that_was_undone_is_not_used_again(office: Store) -> None:
    assert taken(office) == 1
    office.undo()
    assert numbers(office, asking.committee(office).id) == ()
    assert taken(office) == 2


def test_redoing_brings_the_same_number_back(office: Store) -> None:
    assert taken(office) == 1
    office.undo()
    office.redo()
    assert taken(office) == 2


def test_a_number_that_was_removed_is_not_used_again(office: Store) -> None:
    taken(office)
    (number,) = numbers(office, asking.committee(office).id)
    with office.change(msg("削除")) as draft:
        draft.remove(number)
    assert taken(office) == 2


def test_another_prefix_counts_by_itself(office: Store) -> None:
    assert [taken(office), taken(office)] == [1, 2]
    roster.edit_committee(office, replace(asking.committee(office), document_prefix="川市協第"))
    assert taken(office) == 1


def test_without_a_prefix_no_number_is_taken(sample: Store) -> None:
    with pytest.raises(NotFound, match="記号"):
        taken(sample)
    assert sample.find(DocumentNumber) == ()


def test_a_batch_is_one_act_and_one_undo(office: Store) -> None:
    before = office.journal(1)[0].seq
    change = issue_letters(office, issue(office), PDF)
    assert change.seq == before + 1
    (paper,) = issued(office, asking.committee(office).id, asking.meeting(office).id)
    assert office.blob(paper.sha256) == PDF
    assert paper.issued_on == ON
    assert sorted(one.addressee for one in sent_to(office, paper.id)) == sorted(asking.names(office))
    (number,) = numbers(office, asking.committee(office).id)
    assert paper.document_number == number.id
    office.undo()
    assert office.find(IssuedPaper) == office.find(Dispatch) == office.find(DocumentNumber) == ()
    assert following(office) == 2


def test_a_number_taken_meanwhile_stops_the_batch(office: Store) -> None:
    waiting = issue(office)
    taken(office)
    with pytest.raises(InvalidRecord, match="文書番号1"):
        issue_letters(office, waiting, PDF)
    assert office.find(IssuedPaper) == ()


def test_a_paper_without_number_takes_none(office: Store) -> None:
    issue_letters(office, issue(office, number=None, to=(To("市民"),)), PDF)
    (paper,) = issued(office, asking.committee(office).id)
    assert paper.document_number is None
    assert [(one.appointment, one.addressee) for one in sent_to(office, paper.id)] == [(None, "市民")]
    assert following(office) == 1


def test_letters_go_to_the_members_of_the_day_in_the_rosters_order(office: Store) -> None:
    committee = asking.committee(office).id
    found = recipients(office, committee, asking.DAY)
    assert [one.name.name for one in found] == asking.names(office)
    wanted = {found[3].appointment, found[0].appointment}
    assert recipients(office, committee, asking.DAY, wanted) == (found[0], found[3])
    roster.resign(office, found[0].appointment, dt.date(2025, 10, 31), EndReason.RESIGNED)
    assert len(recipients(office, committee, asking.DAY)) == 11


def test_an_office_counts_from_the_day_after_the_election(office: Store) -> None:
    committee = asking.committee(office).id
    first = recipients(office, committee, asking.DAY)[0]
    roster.take_office(office, first.appointment, OfficeRole.CHAIR, asking.DAY)
    assert recipients(office, committee, asking.DAY)[0].office is None
    later = recipients(office, committee, asking.DAY + dt.timedelta(days=1))[0]
    assert later.office is not None
    assert later.office.role is OfficeRole.CHAIR


def test_whom_to_ask_is_the_one_of_the_day(office: Store) -> None:
    committee = asking.committee(office).id
    assert contact_on(office, committee, ON) is None
    with office.change(msg("担当")) as draft:
        old = Contact(id=draft.new_id(), committee=committee, section="旧課", until=dt.date(2025, 3, 31))
        new = Contact(id=draft.new_id(), committee=committee, section="新課", since=dt.date(2025, 4, 1))
        draft.add(old)
        draft.add(new)
    found = contact_on(office, committee, ON)
    assert found is not None
    assert found.section == "新課"


def test_closed_days_are_weekends_and_holidays(office: Store) -> None:
    closed = closed_before(office, asking.committee(office).id, asking.DAY, 14)
    assert dt.date(2025, 11, 3) in closed
    assert dt.date(2025, 11, 8) in closed
    assert dt.date(2025, 10, 31) not in closed


def test_before_the_first_election_the_mayor_signs(office: Store) -> None:
    assert signature_of(office, asking.meeting(office).id).title == "川口市長"
