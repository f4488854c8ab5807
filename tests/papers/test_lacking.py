"""What a paper lacks is told once, with the record it would stand in."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.domain.records import (
    BankAccount,
    Committee,
    Consultation,
    Contact,
    Meeting,
    Person,
    Sender,
    Term,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import PAPERS, lacking
from kyodo_desktop.papers.choosing import Choice, occasion_of
from kyodo_desktop.papers.lacking import Told
from kyodo_desktop.papers.paper import AnyPaper
from kyodo_desktop.services import roster
from kyodo_desktop.storage import Store
from tests.papers.samples import FORMS
from tests.services import asking


def paper(key: str) -> AnyPaper:
    return next(one for one in PAPERS if one.key == key)


def told(store: Store, key: str) -> tuple[Told, ...]:
    one = paper(key)
    occasion = occasion_of(store, asking.committee(store), one, Choice(), asking.DAY)
    return lacking.told(one, occasion, one.compose(store, occasion), FORMS)


def test_a_letter_lacks_number_sender_contact_and_addresses(sample: Store) -> None:
    found = told(sample, "notice")
    assert [one.record for one in found] == [Committee, Sender, Contact, Person]
    assert found[-1].sentence.japanese().count("、") == 11, "twelve members in one sentence"
    assert [one.record for one in told(sample, "certificate")] == [Sender]
    assert [one.record for one in told(sample, "acceptance")] == [Sender]
    assert [one.record for one in told(sample, "confirmation")] == [BankAccount]
    assert told(sample, "agenda") == ()


def test_what_is_on_record_is_not_told(sample: Store) -> None:
    committee = asking.committee(sample)
    roster.edit_committee(sample, replace(committee, document_prefix="川協発第"))
    with sample.change(msg("発信者を登録")) as draft:
        draft.add(Sender(id=draft.new_id(), committee=committee.id, title="川口市長", name="市 長子"))
        draft.add(Contact(id=draft.new_id(), committee=committee.id, section="協働推進課", phone="1"))
    assert [one.record for one in told(sample, "notice")] == [Person]
    assert told(sample, "certificate") == ()


def test_what_can_not_be_composed_leads_to_what_it_needs() -> None:
    assert lacking.needed_by(paper("report_letter")) is Consultation
    assert lacking.needed_by(paper("agenda")) is Meeting
    assert lacking.needed_by(paper("roster")) is Term
