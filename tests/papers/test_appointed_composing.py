"""What the register gives the papers of an appointment and of a consultation."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import BankAccount, EndReason, Meeting, OfficeRole, Selection, Sender
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import letterheads
from kyodo_desktop.papers.acceptance import AcceptancePaper
from kyodo_desktop.papers.certificate import CertificatePaper
from kyodo_desktop.papers.confirmation import ConfirmationPaper
from kyodo_desktop.papers.consultationletter import ConsultationLetter
from kyodo_desktop.papers.nomination import NominationPaper
from kyodo_desktop.papers.paper import AnyPaper, Occasion, Sending, of_meeting
from kyodo_desktop.papers.reportletter import ReportLetter
from kyodo_desktop.papers.thanks import ThanksPaper
from kyodo_desktop.services import consultations, meetings, roster
from kyodo_desktop.storage import Store
from tests.papers.samples import FORMS
from tests.services import asking

APRIL, UNTIL = dt.date(2026, 4, 1), dt.date(2027, 9, 30)


def occasion(store: Store, day: dt.date = asking.DAY, **more: object) -> Occasion:
    return Occasion(committee=asking.committee(store), day=day, **more)  # type: ignore[arg-type]


def mayors(store: Store) -> None:
    """One mayor until the end of 2025, another from then on."""
    owner = asking.committee(store).id
    with store.change(msg("発信者を登録")) as draft:
        for name, since, until in (
            ("前 市長", None, dt.date(2025, 12, 31)),
            ("新 市長", dt.date(2026, 1, 1), None),
        ):
            draft.add(
                Sender(
                    id=draft.new_id(), committee=owner, title="川口市長", name=name, since=since, until=until
                )
            )


def substitute(store: Store, **more: object) -> Id:
    """山田 一 follows 布施 富美子 in April; the appointment."""
    seat = asking.line(store, "布施 富美子").appointment
    roster.resign(store, seat.id, APRIL - dt.timedelta(days=1), EndReason.RESIGNED)
    roster.appoint(
        store,
        seat.term,
        seat.category,
        name="山田 一",
        since=APRIL,
        predecessor=seat.id,
        **more,  # type: ignore[arg-type]
    )
    return next(
        line.appointment.id
        for line in roster.roster_on(store, asking.committee(store).id, APRIL).lines
        if line.name.name == "山田 一"
    )


def test_a_certificate_is_of_the_day_of_the_appointment(sample: Store) -> None:
    mayors(sample)
    seat = substitute(sample, selection=Selection.EMPLOYEE)
    view = CertificatePaper().compose(sample, occasion(sample, dt.date(2026, 5, 20)))
    (one,) = view.certificates
    assert (one.name, one.since, one.until, one.signer) == ("山田 一", APRIL, UNTIL, "新 市長")
    assert one.substitute
    assert one.assigned
    first = asking.line(sample, "梶原 純").appointment.id
    chosen = occasion(sample, APRIL, sending=Sending(on=APRIL), to=(first, seat))
    old, new = CertificatePaper().compose(sample, chosen).certificates
    assert (old.name, old.signer, new.name) == ("梶原 純", "前 市長", "山田 一")
    assert not old.substitute


def test_a_certificate_made_again_after_a_resignation_has_the_term_as_it_was_given(sample: Store) -> None:
    seat = asking.line(sample, "布施 富美子").appointment
    roster.resign(sample, seat.id, APRIL, EndReason.RESIGNED)
    for view in (
        CertificatePaper().compose(sample, occasion(sample)).certificates,
        AcceptancePaper().compose(sample, occasion(sample)).members,
    ):
        assert {one.until for one in view} == {UNTIL}
        assert len(view) == 12


def test_an_accounts_number_never_enters_the_view(sample: Store) -> None:
    person = asking.line(sample, "下重 郁美").appointment.person
    with sample.change(msg("口座を登録")) as draft:
        draft.add(
            BankAccount(
                id=draft.new_id(), person=person, bank="〇〇銀行", number="7654321", holder="シモシゲ イクミ"
            )
        )
    view = ConfirmationPaper().compose(sample, occasion(sample, APRIL))
    (one,) = (member for member in view.members if member.account)
    assert (one.name, one.bank, one.account) == ("下重 郁美", "〇〇銀行 普通", "＊＊＊＊321")
    assert "7654" not in repr(view)
    assert (view.year, view.sent_on, view.contact) == ("令和8年度", None, ("市民生活部協働推進課",))


def test_a_confirmation_goes_to_those_chosen(sample: Store) -> None:
    seat = asking.line(sample, "下重 郁美").appointment.id
    sent = occasion(sample, APRIL, sending=Sending(on=APRIL), to=(seat,))
    view = ConfirmationPaper().compose(sample, sent)
    assert [one.name for one in view.members] == ["下重 郁美"]
    assert dt.date(2026, 4, 29) in view.closed
    assert dt.date(2026, 4, 30) not in view.closed


def test_a_request_has_the_present_terms_end_and_the_next_terms_days(sample: Store) -> None:
    mayors(sample)
    view = NominationPaper().compose(sample, occasion(sample))
    assert (view.ends, view.since, view.until) == (UNTIL, dt.date(2027, 10, 1), dt.date(2029, 9, 30))
    assert [(one.organisation, one.present[0].name) for one in view.requests] == [
        ("川口市商工会議所 女性会", "下重 郁美"),
        ("川口の男女共同参画を考える会", "釘村 ミナ子"),
        ("社会福祉法人 川口市社会福祉協議会", "石川 真司"),
    ]
    assert (view.head.sender, view.head.number, view.head.date) == ("前 市長", None, None)
    sent = occasion(sample, sending=Sending(on=APRIL, number=7))
    head = NominationPaper().compose(sample, sent).head
    assert (head.sender, head.number, head.date) == ("新 市長", 7, APRIL)


def test_a_batch_goes_on_record_with_those_it_went_to(sample: Store) -> None:
    def sent(paper: AnyPaper, day: dt.date) -> list[tuple[str, bool]]:
        batch = letterheads.prepare(sample, paper, FORMS, occasion(sample, day), day)
        return [(one.addressee, one.appointment is not None) for one in batch.issue.to]

    assert sent(NominationPaper(), asking.DAY)[0] == ("川口市商工会議所 女性会", False)
    assert len(sent(NominationPaper(), asking.DAY)) == 3
    assert sent(ThanksPaper(), asking.DAY) == []
    substitute(sample)
    may = dt.date(2026, 5, 20)
    assert sent(ThanksPaper(), may) == [("布施 富美子", False)]
    assert sent(CertificatePaper(), may) == [("山田 一", True)]
    assert sent(ConfirmationPaper(), may)[0] == ("梶原 純", True)
    assert sent(ReportLetter(), may) == [("川口市長", False)]


def test_thanks_go_to_who_has_left(sample: Store) -> None:
    assert not ThanksPaper().compose(sample, occasion(sample)).retired
    substitute(sample)
    (one,) = ThanksPaper().compose(sample, occasion(sample, APRIL)).retired
    assert (one.to.name, one.to.body, one.until) == ("布施 富美子", "", APRIL - dt.timedelta(days=1))


def test_a_consultation_comes_from_the_record_on_its_own_day(sample: Store) -> None:
    mayors(sample)
    owner = asking.committee(sample).id
    roster.take_office(sample, asking.line(sample, "中本 進一").appointment.id, OfficeRole.CHAIR, asking.DAY)
    consultations.record_consultation(
        sample,
        owner,
        "協働の担い手について",
        asked_on=asking.DAY,
        document_number="川協発第15号",
        subject="{{諮問4の件名}}を踏まえた担い手の育成",
        question="担い手が不足しているため。",
    )
    view = ConsultationLetter().compose(sample, occasion(sample, APRIL))
    fourth = consultations.ledger(sample, owner)[3].consultation.title
    assert (view.to.title, view.to.name) == ("委員長", "中本 進一")
    assert (view.head.date, view.head.reference, view.head.sender) == (
        asking.DAY,
        "川協発第15号",
        "前 市長",
    )
    assert (view.matter, view.text) == (f"{fourth}を踏まえた担い手の育成", ())
    assert view.reasons == "担い手が不足しているため。"


@pytest.mark.parametrize("number", [1, 3, 4, 5])
def test_the_samples_consultations_ask_in_their_own_words(sample: Store, number: int) -> None:
    line = consultations.ledger(sample, asking.committee(sample).id)[number - 1]
    view = ConsultationLetter().compose(sample, occasion(sample, consultation=line.consultation.id))
    assert "".join(view.text) == line.consultation.question.strip()
    assert (view.reasons, view.to.name, view.to.title) == ("", "委員長", "")


def test_without_an_elected_chair_nothing_is_put(sample: Store) -> None:
    owner = asking.committee(sample).id
    consultations.record_consultation(sample, owner, "協働の担い手について", asked_on=asking.DAY)
    with pytest.raises(NotFound) as caught:
        ConsultationLetter().compose(sample, occasion(sample))
    assert "委員長がまだ選任されていません" in caught.value.why.text()


def test_a_report_has_its_course_and_the_members_of_its_day(sample: Store) -> None:
    owner, day = asking.committee(sample).id, dt.date(2026, 9, 1)
    chair = asking.line(sample, "中本 進一").appointment.id
    roster.take_office(sample, chair, OfficeRole.CHAIR, asking.DAY)
    change = consultations.record_consultation(
        sample, owner, "協働の担い手について", asked_on=asking.DAY, document_number="川協発第15号"
    )
    asked = change.pairs[0].subject.id
    (held,) = meetings.meetings(sample, owner)
    item = meetings.agenda(sample, held.id)[0].item
    consultations.deliberate(sample, asked, item.id)
    later = meetings.call_meeting(sample, owner, date=day + dt.timedelta(days=9)).pairs[0].after
    assert isinstance(later, Meeting)
    after = meetings.add_item(sample, later.id, "答申後の報告").pairs[0].subject.id
    consultations.deliberate(sample, asked, after)
    consultations.record_report(sample, asked, reported_on=day, body="次のとおり意見します。")
    view = ReportLetter().compose(sample, replace(of_meeting(sample, held.id)))
    assert view.head.sender_title == "川口市協働推進委員会委員長"
    assert (view.head.sender, view.head.date) == ("中本 進一", day)
    assert (view.asked_on, view.asked_number) == (asking.DAY, "川協発第15号")
    assert [(one.meeting, one.item) for one in view.body.course] == [("第1回", item.title)]
    assert view.roster is not None
    assert (view.roster.day, len(view.roster.members)) == (day, 12)
    assert (view.to.name, view.to.title) == ("川口市長", "")


def test_an_old_report_is_printed_without_members(sample: Store) -> None:
    view = ReportLetter().compose(sample, occasion(sample))
    assert view.roster is None
    assert [one.number for one in view.body.advice][:3] == ["1", "（1）", "（2）"]
    assert (view.head.sender_title, view.head.sender) == ("川口市協働推進委員会委員長", "")
