"""What went out: listed, shown again, followed by another edition."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, NotFound
from kyodo_desktop.domain.records import IssuedPaper
from kyodo_desktop.services import roster
from kyodo_desktop.services.correspondence import Issue, To, issue_letters
from kyodo_desktop.services.issued import issued_lines, kept_bytes, next_edition_of
from kyodo_desktop.storage import Store
from tests.services import asking

PDF = b"%PDF-1.7 a letter"


def sent(store: Store, on: dt.date, number: int | None = None, **values: object) -> IssuedPaper:
    meeting = asking.meeting(store)
    issue = Issue(
        committee=meeting.committee,
        meeting=meeting.id,
        paper="notice",
        title="開催について（通知）",
        on=on,
        number=number,
        to=(To("梶原 純"), To("中本 進一")),
    )
    change = issue_letters(store, replace(issue, **values), PDF)  # type: ignore[arg-type]
    return next(one.after for one in change.pairs if isinstance(one.after, IssuedPaper))


@pytest.fixture
def office(sample: Store) -> Store:
    roster.edit_committee(sample, replace(asking.committee(sample), document_prefix="川協発第"))
    return sample


def test_the_latest_stands_first_with_its_number_and_its_addressees(office: Store) -> None:
    sent(office, dt.date(2025, 10, 15), 1)
    sent(office, dt.date(2025, 10, 20))
    sent(office, dt.date(2025, 10, 20), paper="packet", title="会議資料")
    lines = issued_lines(office, asking.committee(office).id)
    assert [(line.numbered, line.paper.issued_on.day) for line in lines] == [("", 20), ("川協発第1号", 15)]
    assert {one.addressee for one in lines[1].to} == {"梶原 純", "中本 進一"}
    assert issued_lines(office, "nobody's") == ()


def test_an_edition_is_never_given_twice(office: Store) -> None:
    first = sent(office, asking.DAY)
    assert next_edition_of(office, first) == 2
    sent(office, asking.DAY, edition=2)
    office.undo()
    assert next_edition_of(office, first) == 3
    other = sent(office, asking.DAY, title="別の通知")
    assert next_edition_of(office, other) == 2


def test_what_was_kept_comes_back_or_is_missed(office: Store) -> None:
    made = sent(office, asking.DAY)
    assert kept_bytes(office, made) == PDF
    with pytest.raises(NotFound, match="控え"):
        kept_bytes(office, replace(made, sha256="0" * 64))


def test_what_goes_to_nobody_is_not_issued(office: Store) -> None:
    with pytest.raises(InvalidRecord, match="宛先"):
        sent(office, asking.DAY, to=())
    assert office.find(IssuedPaper) == ()
