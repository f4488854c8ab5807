"""Which consultation a letter is about, and that nothing is put to a chair whom nobody elected."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import OfficeRole
from kyodo_desktop.services import consultations, consultletters, meetings, roster
from kyodo_desktop.storage import Store
from tests.services import asking

ANSWER = dt.date(2026, 9, 1)


def ask(store: Store, day: dt.date = asking.DAY) -> Id:
    """A sixth consultation, put on `day`."""
    owner = asking.committee(store).id
    change = consultations.record_consultation(store, owner, "協働の担い手について", asked_on=day)
    return change.pairs[0].subject.id


def elect(store: Store, name: str, role: OfficeRole = OfficeRole.CHAIR) -> None:
    roster.take_office(store, asking.line(store, name).appointment.id, role, asking.DAY)


def asked_number(store: Store, day: dt.date = asking.DAY, **more: Id) -> int:
    owner = asking.committee(store).id
    return consultletters.asked(store, owner, day, **more).consultation.number


def test_the_letter_is_about_the_one_named_deliberated_open_or_last(sample: Store) -> None:
    owner = asking.committee(sample).id
    assert asked_number(sample) == 5
    ask(sample)
    assert asked_number(sample) == 6
    assert asked_number(sample, asking.DAY - dt.timedelta(days=1)) == 6, "the last, where none is open"
    first = consultations.ledger(sample, owner)[0].consultation.id
    assert asked_number(sample, wanted=first) == 1
    (held,) = meetings.meetings(sample, owner)
    item = meetings.agenda(sample, held.id)[0].item.id
    consultations.deliberate(sample, consultations.ledger(sample, owner)[1].consultation.id, item)
    assert asked_number(sample, meeting=held.id) == 2


def test_the_report_is_the_one_named_deliberated_or_last(sample: Store) -> None:
    owner = asking.committee(sample).id
    sixth = ask(sample)
    assert consultletters.answered(sample, owner).consultation.number == 5
    with pytest.raises(NotFound) as caught:
        consultletters.answered(sample, owner, wanted=sixth)
    assert "諮問6の答申は、まだ記録されていません" in caught.value.why.text()
    consultations.record_report(sample, sixth, reported_on=ANSWER)
    assert consultletters.answered(sample, owner).consultation.number == 6


def test_without_a_consultation_there_is_no_letter(store: Store) -> None:
    change = roster.establish(store, name="第二委員会", city="川口市")
    owner = change.pairs[0].subject.id
    for letter in (consultletters.answered, lambda s, o: consultletters.asked(s, o, asking.DAY)):
        with pytest.raises(NotFound) as caught:
            letter(store, owner)
        assert "諮問が登録されていません" in caught.value.why.text()


def test_nothing_is_put_to_a_chair_whom_nobody_elected(sample: Store) -> None:
    ask(sample)
    asked = consultletters.asked(sample, asking.committee(sample).id, asking.DAY).consultation
    with pytest.raises(NotFound) as caught:
        consultletters.chair_asked(sample, asked)
    assert caught.value.why.text() == "令和7年11月14日には、委員長がまだ選任されていません。"
    assert "互選" in caught.value.remedy.text()
    elect(sample, "長谷川 俊介", OfficeRole.VICE_CHAIR)
    with pytest.raises(NotFound):
        consultletters.chair_asked(sample, asked)
    elect(sample, "中本 進一")
    chair = consultletters.chair_asked(sample, asked)
    assert chair is not None
    assert (chair.role, chair.name.name) == (OfficeRole.CHAIR, "中本 進一")


def test_before_the_first_term_on_record_nobody_is_known(sample: Store) -> None:
    owner = asking.committee(sample).id
    fifth = consultations.ledger(sample, owner)[4].consultation
    assert consultletters.chair_asked(sample, fifth) is None
    assert consultletters.signer_of(sample, owner, dt.date(2025, 6, 30)) is None


def test_a_report_is_signed_by_the_chair_else_by_the_vice_chair(sample: Store) -> None:
    owner = asking.committee(sample).id
    with pytest.raises(NotFound):
        consultletters.signer_of(sample, owner, ANSWER)
    elect(sample, "長谷川 俊介", OfficeRole.VICE_CHAIR)
    vice = consultletters.signer_of(sample, owner, ANSWER)
    assert vice is not None
    assert vice.role is OfficeRole.VICE_CHAIR
    elect(sample, "中本 進一")
    chair = consultletters.signer_of(sample, owner, ANSWER)
    assert chair is not None
    assert chair.name.name == "中本 進一"
