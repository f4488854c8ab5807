"""What an appointment and a consultation take, as the sample committee would print them, and to measure."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from kyodo_desktop.papers.acceptance import AcceptancePaper, AcceptanceView, Accepting
from kyodo_desktop.papers.certificate import CertificatePaper, CertificatesView
from kyodo_desktop.papers.certificatelay import Certificate
from kyodo_desktop.papers.confirmation import ConfirmationPaper, ConfirmationView, Known
from kyodo_desktop.papers.consultationletter import ConsultationLetter, ConsultationView
from kyodo_desktop.papers.letter import Addressee, LetterHead
from kyodo_desktop.papers.nomination import NominationPaper, NominationView, Recommended, Request
from kyodo_desktop.papers.paper import AnyPaper, render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.reportlay import Advice, Body, Sat
from kyodo_desktop.papers.reportletter import ReportLetter, ReportView
from kyodo_desktop.papers.thanks import Retired, ThanksPaper, ThanksView
from tests.papers.letters import HEAD
from tests.papers.samples import COMMITTEE, FONTS, FORMS, MEMBERS, SINCE, UNTIL, marked

MAYOR = "協働 太郎"
"""Made up, as the sender and the contact of the letters are."""


def names(count: int) -> tuple[str, ...]:
    """The sample's members, then others."""
    known = [name for _, name, _, _ in MEMBERS][:count]
    return (*known, *(f"委員 {n}号" for n in range(len(known), count)))


def certificates(count: int) -> CertificatesView:
    """Certificates of the sample's term."""
    return CertificatesView(
        committee=COMMITTEE,
        certificates=tuple(certificate(name) for name in names(count)),
    )


def certificate(name: str, *, assigned: bool = False, substitute: bool = False) -> Certificate:
    """A certificate; a substitute's begins half a year later."""
    return Certificate(
        name=name,
        since=dt.date(2026, 4, 1) if substitute else SINCE,
        until=UNTIL,
        signer_title="川口市長",
        signer=MAYOR,
        assigned=assigned,
        substitute=substitute,
    )


def only(*these: Certificate) -> CertificatesView:
    """A view of these certificates."""
    return CertificatesView(committee=COMMITTEE, certificates=these)


def written_down(view: CertificatesView) -> bytes:
    """Certificates whose form has them written down."""
    with tempfile.TemporaryDirectory() as folder:
        forms = Path(folder)
        text = (FORMS / CertificatePaper.form).read_text("utf-8")
        changed = text.replace('writing = "across"', 'writing = "down"')
        assert changed != text
        (forms / CertificatePaper.form).write_text(changed, "utf-8")
        return drained(render(CertificatePaper(), view, FONTS, forms))


def changed_form(folder: Path, name: str, old: str, new: str) -> Path:
    """The forms with one line of one changed."""
    shutil.copytree(FORMS, folder, dirs_exist_ok=True)
    text = (FORMS / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), "utf-8")
    return folder


def acceptances(count: int) -> AcceptanceView:
    """Sheets for the members to sign."""
    return AcceptanceView(
        committee=COMMITTEE,
        mayor_title="川口市長",
        mayor=MAYOR,
        members=tuple(
            Accepting(name=name, category="2号委員　市内の民間団体から選出された者", since=SINCE, until=UNTIL)
            for name in names(count)
        ),
    )


KNOWN = Known(
    name="下重 郁美",
    kana="しもしげ いくみ",
    postcode="000-0000",
    address="埼玉県川口市〇〇1丁目2番3号",
    phone="000-000-0000",
    email="member@example.jp",
    organisation="川口市商工会議所 女性会",
    post="会長",
    confirmed_on=dt.date(2025, 4, 14),
    bank="〇〇銀行 〇〇支店 普通",
    account="＊＊＊＊567",
    holder="シモシゲ イクミ",
)
"""Made up but for the name and the organisation, as a register would hold them."""


def confirmations(count: int) -> ConfirmationView:
    """The members' sheets, the first with all that may be on record, the others with nothing but a name."""
    others = tuple(Known(name=name) for name in names(count + 5)[6 : count + 5])
    return ConfirmationView(
        committee=COMMITTEE,
        year="令和8年度",
        sent_on=dt.date(2026, 4, 8),
        closed=frozenset({dt.date(2026, 4, 29)}),
        contact=("市民生活部協働推進課", "担当 花子", "000-000-0000"),
        members=(KNOWN, *others),
    )


def nominations(count: int) -> NominationView:
    """Letters to organisations of the sample's second category, then to others."""
    known = [
        Request(organisation=organisation, category="2号委員", count=1, present=(Recommended(name),))
        for number, name, organisation, _ in MEMBERS
        if number == 2
    ][:count]
    others = (Request(organisation=f"第{n}町会自治会連合会", category="2号委員", count=2) for n in range(200))
    return NominationView(
        head=replace(HEAD, date=dt.date(2027, 4, 1)),
        committee=COMMITTEE,
        ends=UNTIL,
        since=dt.date(2027, 10, 1),
        until=dt.date(2029, 9, 30),
        requests=(*known, *(one for one, _ in zip(others, range(count - len(known)), strict=False))),
        closed=frozenset({dt.date(2027, 7, 3), dt.date(2027, 7, 4)}),
    )


def thanked(count: int) -> ThanksView:
    """Letters to those who left, the first a chair."""
    return ThanksView(
        head=replace(HEAD, date=dt.date(2027, 10, 1)),
        committee=COMMITTEE,
        retired=tuple(
            Retired(
                to=Addressee(name=name),
                since=SINCE,
                until=UNTIL,
                roles=() if place else ("委員長",),
            )
            for place, name in enumerate(names(count))
        ),
    )


CONSULTATION = ConsultationView(
    head=replace(HEAD, date=dt.date(2025, 11, 14), number=15),
    to=Addressee(name="中本 進一", body=COMMITTEE, title="委員長"),
    title="本市における協働の環境づくりと啓発について",
    matter="本市における協働の環境づくりと啓発について",
    reasons="協働をよりいっそう推進するに当たり、環境づくりと啓発の在り方について検討する必要があるため。",
)
"""A consultation as it would be put to the chair on the day of the election; the title is 諮問3's."""

REPORT = ReportView(
    head=LetterHead(
        sender_title=COMMITTEE + "委員長",
        sender="中本 進一",
        reference="川協委第3号",
        date=dt.date(2026, 9, 1),
    ),
    to=Addressee(name=MAYOR, title="川口市長"),
    title="本市における協働の環境づくりと啓発について",
    asked_on=dt.date(2025, 11, 14),
    asked_number="川協発第15号",
    body=Body(
        text=("当委員会は、慎重に審議を重ねた結果、次のとおり意見します。",),
        advice=(
            Advice("1", 0, "市民同士及び市民と市が協働することができる環境づくりを行うこと。"),
            Advice(
                "（1）",
                1,
                "相談の窓口を分かりやすくすること。",
                ("市の窓口と中間支援組織の役割を示すこと。",),
            ),
            Advice("ア", 2, "電話、電子メール及び来庁のいずれでも相談することができるようにすること。"),
            Advice("イ", 2, "相談の事例を公表すること。"),
            Advice("（2）", 1, "市民団体が交流する機会を設けること。"),
            Advice("2", 0, "協働推進条例について市民の認知を図るため、より一層の啓発を行うこと。"),
        ),
        reasons=("条例の制定から年月を経て、協働の担い手が広がったことを踏まえたものです。",),
        course=(
            Sat("第1回", "令和7年11月14日", "本市における協働の環境づくりと啓発について（諮問）"),
            Sat("第2回", "令和8年2月20日", "論点の整理について"),
            Sat("第3回", "令和8年6月26日", "答申案について"),
        ),
    ),
    roster=marked(),
)
"""A report made to measure, with everything that one may have."""

BARE = replace(
    REPORT,
    head=LetterHead(sender_title=COMMITTEE + "委員長", date=dt.date(2026, 9, 1)),
    asked_number="",
    body=Body(text=("原案を適当と認めます。",)),
    roster=None,
)
"""A report of which hardly anything is on record."""


def long_report(times: int) -> ReportView:
    """The report with its recommendations `times` over."""
    return replace(REPORT, body=replace(REPORT.body, advice=REPORT.body.advice * times))


VIEWS: Mapping[str, object] = {
    "nomination": nominations(3),
    "acceptance": acceptances(3),
    "certificate": certificates(3),
    "confirmation": confirmations(3),
    "thanks": thanked(3),
    "consultation_letter": CONSULTATION,
    "report_letter": REPORT,
}
SUBSTITUTE = only(certificate("髙﨑 德子", substitute=True))
ASSIGNED = only(certificate("髙﨑 德子", assigned=True, substitute=True))


def _pdf(paper: AnyPaper, view: object) -> bytes:
    return drained(render(paper, view, FONTS, FORMS))


PAGES: Mapping[str, Callable[[], bytes]] = {
    "nomination": lambda: _pdf(NominationPaper(), nominations(1)),
    "acceptance": lambda: _pdf(AcceptancePaper(), acceptances(1)),
    "certificate": lambda: _pdf(CertificatePaper(), certificates(1)),
    "certificate-assigned": lambda: _pdf(CertificatePaper(), ASSIGNED),
    "certificate-down": lambda: written_down(certificates(1)),
    "certificate-down-substitute": lambda: written_down(SUBSTITUTE),
    "confirmation": lambda: _pdf(ConfirmationPaper(), confirmations(1)),
    "confirmation-bare-p2": lambda: _pdf(ConfirmationPaper(), confirmations(2)),
    "thanks": lambda: _pdf(ThanksPaper(), thanked(1)),
    "consultation-letter": lambda: _pdf(ConsultationLetter(), CONSULTATION),
    "report-letter-p1": lambda: _pdf(ReportLetter(), REPORT),
    "report-letter-p2": lambda: _pdf(ReportLetter(), REPORT),
    "report-letter-bare": lambda: _pdf(ReportLetter(), BARE),
    "report-letter-long-p2": lambda: _pdf(ReportLetter(), long_report(4)),
}
