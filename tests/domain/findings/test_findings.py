"""Every check finds what it is for, and is quiet about what only looks like it."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import replace

import pytest

from kyodo_desktop.domain import findings
from kyodo_desktop.domain.findings import CHECKS, Facts, Finding, Severity, at
from kyodo_desktop.domain.records import (
    Affiliation,
    AgendaItem,
    Appointment,
    Attendance,
    Committee,
    Consultation,
    DocumentNumber,
    ItemKind,
    Material,
    MaterialFamily,
    Meeting,
    MeetingStatus,
    Numbering,
    PercentBase,
    Person,
    Question,
    Reply,
    ReplyAnswer,
    SurveyChoice,
)
from tests.domain.findings.clean import DAY, SINCE, UNTIL, added, changed, clean, meeting

Spoil = Callable[[Facts], Facts]


def body(text: str) -> Spoil:
    """The meeting's paper says `text`."""
    return lambda facts: changed(facts, "bodies", "b", source=text)


def item(title: str, kind: ItemKind = ItemKind.PROCEDURE) -> Spoil:
    """The agenda has one item more."""
    one = AgendaItem(id="new", meeting="m2", order=9, kind=kind, title=title)
    return lambda facts: added(facts, "items", one)


def material(**values: object) -> Spoil:
    """The list has one material more."""
    one = Material(**{"id": "new", "meeting": "m2", "order": 9, "title": "新しい資料", **values})
    return lambda facts: added(facts, "materials", one)


def change(field: str, id: str, **values: object) -> Spoil:  # noqa: A002
    """One record is changed."""
    return lambda facts: changed(facts, field, id, **values)


def add(field: str, *records: object) -> Spoil:
    """Records are added."""
    return lambda facts: added(facts, field, *records)  # type: ignore[arg-type]


def held(**values: object) -> Spoil:
    """The meeting is another one."""
    return lambda facts: meeting(facts, **values)


def both(*spoils: Spoil) -> Spoil:
    """One change after the other."""

    def do(facts: Facts) -> Facts:
        for one in spoils:
            facts = one(facts)
        return facts

    return do


def without(field: str) -> Spoil:
    """None of these are on record."""
    return lambda facts: replace(facts, **{field: ()})


def outside(**values: object) -> Spoil:
    """What lies outside is otherwise."""
    return lambda facts: replace(facts, outside=replace(facts.outside, **values))  # type: ignore[arg-type]


def counted(numbering: Numbering) -> Spoil:
    """Meetings are numbered otherwise."""
    return lambda facts: replace(
        facts, committee=Committee(id="c", name="協働推進委員会", city="川口市", numbering=numbering)
    )


def other_meeting(number: int, date: dt.date, **values: object) -> Spoil:
    """There is one meeting more."""
    return add("meetings", Meeting(id="m9", committee="c", number=number, date=date, **values))


def seat(id: str, **values: object) -> Appointment:  # noqa: A002
    """An appointment."""
    base = {"term": "t", "category": "k3", "person": "p9", "since": SINCE, "until": UNTIL}
    return Appointment(id=id, **(base | values))


def member(organisation: str, **values: object) -> Spoil:
    """There is one member more, of this organisation."""
    one = Affiliation(id="f9", person="p9", organisation=organisation, **values)
    return both(add("appointments", seat("a9")), add("people", Person(id="p9")), add("affiliations", one))


def published(**values: object) -> Spoil:
    """The survey's last question has percentages too."""
    one = SurveyChoice(id="v9", question="q3", label="他", count=40, percent=40)
    return both(change("questions", "q3", **values), add("choices", one))


def lacking(*characters: str) -> Spoil:
    """Fonts that lack these."""
    return outside(lacks=lambda text: tuple(one for one in characters if one in text))


PAST = dt.date(2025, 12, 31)
RECALLED = seat("a9", person="p0", until=PAST)
NAME_IVS = change("names", "n2", name="辻\U000e0100 郁美")
FIRST_ONLY = both(without("offices"), lambda facts: replace(facts, meetings=facts.meetings[1:]))

WRONG: tuple[tuple[str, str, Spoil], ...] = (
    # code, the id of the record that is wrong, how it came to be
    ("date.never", "b", body("平成31年5月1日から")),
    ("date.never", "b", body("令和８年２月３０日まで")),
    ("date.never", "e2", change("plan", "e2", content="R7.6.31に実施")),
    ("date.never", "b", body("Ｈ３１．６．１から")),
    ("date.never", "b", body("2026/2/30まで")),
    ("date.weekday", "b", body("R8.2.20（木）に開きます")),
    ("date.weekday", "b", body("Ｒ８．２．２０（木）")),
    ("date.weekday", "b", body("2026/2/20(木)")),
    ("date.weekday", "b", body("２０２６／２／２０（木）")),
    ("date.weekday", "b", body("令和8年2月20日（木）に開きます")),
    ("date.weekday", "b", body("2026年2月20日(木曜日)")),
    ("date.weekday", "i2", change("items", "i2", title="令和八年二月二十日（土）の研修（資料2）")),
    ("date.weekday", "m2", held(venue="市役所\n委員会室 令和8年2月20日土曜日")),
    ("date.weekday", "b", body("2月20日（月）までに")),
    ("meeting.closed_day", "m2", outside(closed=lambda day: "開庁記念日" if day == DAY else "")),
    ("term.none", "m2", held(date=dt.date(2028, 1, 20))),
    ("term.none", "m2", held(date=dt.date(2023, 1, 20))),
    (
        "term.member",
        "r9",
        both(
            add("appointments", RECALLED),
            add("replies", Reply(id="r9", meeting="m2", appointment="a9", answer=ReplyAnswer.ATTENDS)),
        ),
    ),
    (
        "term.member",
        "v9",
        both(
            add("appointments", seat("a9", person="p0", since=dt.date(2026, 4, 1))),
            add("attendances", Attendance(id="v9", meeting="m2", appointment="a9")),
        ),
    ),
    ("term.past", "a9", add("appointments", seat("a9", until=dt.date(2027, 12, 31)))),
    ("term.past", "a9", add("appointments", seat("a9", since=dt.date(2025, 9, 30)))),
    ("term.overlap", "t", change("terms", "t0", until=SINCE)),
    ("term.gap", "t", change("terms", "t0", until=dt.date(2025, 6, 30))),
    ("term.gap", "t0", change("consultations", "g1", term_note="R3.10.1～R5.6.30")),
    ("member.seats", "k1", change("appointments", "a0", until=PAST)),
    ("member.seats", "k2", add("appointments", seat("a9", category="k2"))),
    ("member.twice", "a2", add("appointments", seat("a9", person="p2"))),
    ("member.chair", "m2", change("offices", "o1", until=PAST)),
    ("member.chair", "m2", without("offices")),
    ("affiliation.stale", "f2", change("affiliations", "f2", confirmed_on=dt.date(2025, 10, 1))),
    (
        "affiliation.stale",
        "f2",
        both(without("issued"), held(date=dt.date(2026, 6, 19)), without("plan")),
    ),
    ("affiliation.twice", "f9", member("川口商工会議所　女性会", confirmed_on=DAY)),
    ("affiliation.unlike", "f2", change("affiliations", "f2", organisation="川口市商工会議所 女性会")),
    ("affiliation.unlike", "f2", change("affiliations", "f2", organisation="川口市商工会議所")),
    ("material.content", "new", material(item="i3")),
    ("material.content", "new", material(item="i3", paper="body")),
    ("material.content", "new", material(item="i3", paper="survey")),
    ("material.content", "d2", change("bodies", "b", source=" \n")),
    ("material.named", "b", body("配布資料9のとおり")),
    ("material.named", "b", body("資料４を御覧ください")),
    ("material.unknown", "d3", change("materials", "d3", title="評価の方法（別紙2）")),
    ("material.unknown", "new", item("別紙1について")),
    ("material.item", "new", material(attachment="x")),
    ("material.title", "new", material(attachment="x", item="i3", title="評価の 方法")),
    ("agenda.material", "new", item("予算について", ItemKind.DECISION)),
    ("glyph.missing", "n2", both(change("names", "n2", name="𠮷野 郁美"), lacking("𠮷"))),
    ("glyph.missing", "d3", both(change("materials", "d3", title="評価の方法𠮷"), lacking("𠮷"))),
    ("glyph.missing", "n2", both(NAME_IVS, lacking("辻\U000e0100"))),
    ("survey.sum", "q1", change("questions", "q1", no_answer=9)),
    ("survey.sum", "q1", change("questions", "q1", no_answer=11)),
    ("survey.sum", "q1", change("choices", "v1", count=110, percent=110)),
    ("survey.no_answer", "q1", change("questions", "q1", no_answer=None)),
    ("survey.percent", "v1", change("choices", "v1", percent=61)),
    ("survey.percent", "v3", change("choices", "v3", percent=62)),
    ("survey.base", "s", published(base=PercentBase.STATED, base_count=90)),
    (
        "survey.base",
        "s",
        published(base=PercentBase.RESPONDENTS, multiple=True),
    ),
    ("wording.spelling", "q2", change("questions", "q2", remark="充分とはいえない。")),
    ("wording.spelling", "b", body("ご意見と御意見")),
    ("wording.digits", "b", body("第５条と、第１０条と、平成24年のこと")),
    ("wording.digits", "b", body("第５条と第6条")),
    ("quote.title", "g2", change("consultations", "g2", question="「本市の協働の環境づくりについて」を受け")),
    ("quote.title", "b", body("「研修内容（案）」のとおり")),
    ("number.twice", "m9", other_meeting(2, dt.date(2026, 3, 1))),
    (
        "number.twice",
        "g9",
        add("consultations", Consultation(id="g9", committee="c", number=2, title="教育", asked_on=DAY)),
    ),
    ("number.twice", "x2", change("numbers", "x1", number=2)),
    ("number.gap", "m9", other_meeting(4, dt.date(2026, 3, 1))),
    ("number.gap", "g2", change("consultations", "g2", number=3)),
    ("number.gap", "m2", both(counted(Numbering.FISCAL_YEAR), change("meetings", "m2", number=3))),
    ("number.order", "m2", other_meeting(3, dt.date(2026, 1, 9))),
    (
        "number.order",
        "m1",
        both(counted(Numbering.TOTAL), change("meetings", "m1", date=dt.date(2026, 3, 1))),
    ),
    ("leftover.number", "b", body("第１回 協働推進委員会の資料です")),
    ("leftover.number", "d3", change("materials", "d3", title="第1回協働推進委員会 評価の方法")),
    ("leftover.day", "b", body("令和7年11月14日の会議")),
    ("leftover.name", "b", body("川口市長 山田太郎あいさつ")),
    ("privacy.member", "b", body("電話は０４８－９９９－０００１です")),
    ("privacy.member", "i1", change("items", "i1", title="川口市 中青木9丁目8番7号")),
    ("privacy.pattern", "b", body("電話 048(111)2222")),
    ("privacy.pattern", "b", body("携帯は09011112222")),
    ("privacy.pattern", "b", body("kajiwara@example.jp")),
    ("privacy.pattern", "b", body("〒332-0031の家")),
    ("privacy.pattern", "b", body("元郷５丁目６番７号")),
    ("privacy.pattern", "b", body("ｃｌｅｒｋ＠example.jp")),
    ("privacy.pattern", "b", body("川口市青木2-1-1")),
    ("privacy.pattern", "b", body("青木２ー１－１")),
    ("privacy.pattern", "b", body("マイナンバー 123456789012")),
    ("privacy.pattern", "b", body("個人番号：１２３４ ５６７８ ９０１２")),
    ("privacy.pattern", "b", body("口座番号は1234567")),
    ("privacy.pattern", "b", body("生年月日　昭和40年1月1日")),
    ("privacy.pattern", "b", body("生年月日 S40.1.1")),
    (
        "regulation.header",
        "l",
        lambda facts: changed(
            facts,
            "regulations",
            "l",
            source=facts.regulations[0].source.replace("[平成28年4月1日]", "[平成28年12月31日]"),
        ),
    ),
    ("regulation.none", "l", change("regulations", "l", until=PAST)),
    ("plan.number", "e1", change("plan", "e1", meeting="m2", meeting_number=3)),
    ("plan.period", "e1", change("plan", "e1", period="令和8年4月～5月頃")),
    ("plan.period", "e1", change("plan", "e1", period="令和8年1月")),
    ("plan.period", "e1", change("plan", "e1", meeting="m2", period="令和8年1月")),
    ("consultation.order", "h1", change("reports", "h1", reported_on=dt.date(2025, 9, 1))),
    ("consultation.open", "g2", change("consultations", "g2", asked_on=dt.date(2025, 6, 1))),
    ("notice.late", "ip", change("issued", "ip", issued_on=dt.date(2026, 1, 26))),
    ("venue.unknown", "m2", held(venue="公民館")),
)

FINE: tuple[tuple[str, Spoil], ...] = (
    ("date.never", body("令和元年5月1日、平成31年4月30日、令和7年3月末日、平成28年")),
    ("date.never", body("令和12345年1月1日 令和9999年1月1日 S12.34")),
    ("date.never", body("Ｒ８．２．２８、2026/2/28、1.2.3、http://example.jp/2026/2/30/")),
    ("date.weekday", body("R8.2.20（金）、Ｒ８．２．２０（金）、2026/2/20(金)")),
    ("date.weekday", body("令和8年2月20日（金）、令和8年2月23日（月・祝）、2026年2月20日金曜日")),
    ("date.weekday", body("令和7年度は10月5日日曜日に、2月30日（日）に、2月20日（月2回）に")),
    ("date.weekday", body("令和8年2月30日（金）")),
    ("meeting.closed_day", outside(closed=lambda day: "日曜日" if day.weekday() == 6 else "")),
    (
        "meeting.closed_day",
        both(outside(closed=lambda day: "休"), held(status=MeetingStatus.HELD), without("issued")),
    ),
    ("term.none", held(date=UNTIL)),
    ("term.member", change("replies", "r1", answer=ReplyAnswer.ABSENT)),
    (
        "term.member",
        add("replies", Reply(id="r9", meeting="m2", appointment="gone", answer=ReplyAnswer.ABSENT)),
    ),
    ("term.past", add("appointments", seat("a9", person="p0", since=dt.date(2026, 4, 1)))),
    ("term.past", add("appointments", RECALLED)),
    ("term.overlap", change("consultations", "g1", term_note="R5.10.1～R7.9.30")),
    ("term.gap", change("consultations", "g1", term_note="前期から今期まで")),
    ("term.gap", change("consultations", "g1", term_note="R5.10.1～R5.4.1")),
    ("term.gap", change("consultations", "g1", term_note="R5.10.1～未定")),
    ("member.seats", add("appointments", seat("a9"))),
    ("member.seats", add("appointments", seat("a9", person="p0", until=PAST, category="k1"))),
    ("member.seats", change("categories", "k2", seats=9, until=PAST)),
    ("member.twice", add("appointments", RECALLED)),
    ("member.chair", FIRST_ONLY),
    ("affiliation.stale", change("affiliations", "f2", confirmed_on=None, since=dt.date(2026, 1, 20))),
    ("affiliation.stale", both(without("issued"), change("affiliations", "f2", confirmed_on=None))),
    ("affiliation.twice", member("川口商工会議所 女性会", confirmed_on=DAY)),
    ("affiliation.twice", member("市民（公募）")),
    ("affiliation.unlike", member("社会福祉法人 川口市社会福祉協議会", confirmed_on=DAY)),
    ("affiliation.unlike", change("affiliations", "f2", organisation="株式会社　川口商工会議所")),
    ("material.content", material(item="i3", handed_apart=True)),
    ("material.content", material(item="i3", attachment="x")),
    ("material.content", material(item="i3", paper="regulation")),
    ("material.unknown", body("資料9")),
    ("material.unknown", item("資料3について")),
    ("material.named", body("統計資料15冊、国の資料9を引用し、県の資料 8を参照")),
    ("material.named", body("資料3と参考資料１、前回の資料9、第1回資料7、資料12部")),
    ("material.named", change("consultations", "g1", question="資料9を参照")),
    ("material.item", material(attachment="x", title="研修について（資料2）")),
    (
        "material.item",
        material(attachment="x", family=MaterialFamily.REFERENCE),
    ),
    ("material.title", material(attachment="x", item="i3", title="評価の方法その2")),
    ("agenda.material", item("その他")),
    ("agenda.material", item("評価の方法について", ItemKind.REPORT)),
    ("glyph.missing", both(change("names", "n2", name="𠮷野 郁美"), lacking("髙"))),
    (
        "glyph.missing",
        both(NAME_IVS, change("names", "n2", base_form_accepted=True), lacking("辻\U000e0100")),
    ),
    ("glyph.missing", both(change("names", "n2", glyph_note="𠮷"), lacking("𠮷"))),
    ("survey.sum", change("questions", "q1", multiple=True, base=None, no_answer=None)),
    ("survey.sum", change("surveys", "s", respondents=None)),
    ("survey.no_answer", change("questions", "q1", no_answer=0)),
    ("survey.percent", change("choices", "v1", percent=None)),
    ("survey.percent", change("questions", "q1", base=None)),
    (
        "survey.percent",
        add("choices", SurveyChoice(id="v9", question="gone", label="他", count=1, percent=9)),
    ),
    ("survey.percent", add("questions", Question(id="q9", survey="gone", wording="他の調査"))),
    ("survey.base", published(base=PercentBase.STATED, base_count=100)),
    ("survey.base", published(base=PercentBase.ANSWERS, multiple=True)),
    ("survey.base", published(base=None)),
    ("survey.base", change("questions", "q3", base=PercentBase.STATED, base_count=90)),
    ("survey.base", change("surveys", "s", respondents=None)),
    ("wording.spelling", change("consultations", "g1", question="充分な啓発")),
    ("wording.spelling", change("questions", "q2", remark="不十分である。")),
    ("wording.digits", body("第５条と、平成24年のこと（一桁全角）")),
    ("wording.digits", body("第５条 <https://example.jp/24>")),
    ("wording.digits", body("第５条\n\n1. 一つ目")),
    (
        "quote.title",
        both(
            change("materials", "d3", title="令和7年度協働事業調査結果"),
            body("「令和6年度協働事業調査結果」と「令和５年度 協働事業調査結果」"),
        ),
    ),
    ("quote.title", body("「協働の環境づくりに」と「職員アンケート結果報告」と「まったく別のことについて」")),
    (
        "quote.title",
        both(change("materials", "d3", title="「基本方針のとおり」"), body("「基本方針のとおり」")),
    ),
    ("number.twice", other_meeting(2, dt.date(2026, 3, 1), status=MeetingStatus.CANCELLED)),
    ("number.twice", other_meeting(2, dt.date(2026, 3, 1), counted=False)),
    ("number.twice", other_meeting(1, dt.date(2024, 3, 1), status=MeetingStatus.HELD)),
    ("number.twice", other_meeting(1, dt.date(2020, 3, 1), status=MeetingStatus.HELD)),
    (
        "number.twice",
        add(
            "numbers",
            DocumentNumber(
                id="x9",
                committee="c",
                fiscal_year=2026,
                prefix="川協発第",
                number=1,
                subject="",
                taken_on=DAY,
            ),
        ),
    ),
    (
        "number.gap",
        both(
            counted(Numbering.TOTAL), change("meetings", "m1", number=14), change("meetings", "m2", number=15)
        ),
    ),
    ("number.order", other_meeting(3, dt.date(2026, 3, 1))),
    ("leftover.number", body("第1回協働推進委員会会議録（案）と、第1回協働推進委員会において決めたこと")),
    ("leftover.number", item("第1回協働推進委員会の会議録の確認")),
    ("leftover.number", body("第2回協働推進委員会と、前回（第1回協働推進委員会）と、第1回の研修")),
    ("leftover.day", body("審議の経過\n第1回　令和7年11月14日　委員長の互選")),
    ("leftover.day", body("前回（令和7年11月14日）と、令和8年2月20日と、令和7年11月31日でない")),
    ("leftover.name", body("川口市長 佐藤花子あいさつ")),
    ("leftover.name", both(change("senders", "z1", name="山田　太郎"), body("川口市長 山田太郎"))),
    ("privacy.member", change("people", "p0", note="長い事務局のメモです")),
    ("privacy.member", change("people", "p0", phone="048", address="")),
    (
        "privacy.member",
        both(change("people", "p0", note="はしごだか"), change("names", "n0", glyph_note="はしごだか")),
    ),
    (
        "privacy.pattern",
        body("資料1-2-3、令和8-2-20、第1-2-3、口座振替の申込みは15件、生年月日は記入しません"),
    ),
    ("privacy.pattern", body("マイナンバー制度と個人番号の取扱い、会議録ー2-1-1、2026-2-20")),
    ("privacy.pattern", body("電話 048-258-1110、〒のこと、2025-11-14、1-2-3、川口市青木2丁目1番1号")),
    ("regulation.header", change("regulations", "l", source="壊れた")),
    ("regulation.none", without("regulations")),
    ("plan.number", change("plan", "e1", meeting="m2")),
    ("plan.number", change("plan", "e1", meeting="gone")),
    ("plan.period", change("plan", "e1", period="")),
    ("plan.period", change("plan", "e1", period="令和8年3月頃")),
    ("plan.period", change("plan", "e1", meeting_number=9)),
    ("consultation.order", change("reports", "h1", consultation="gone")),
    ("consultation.open", change("consultations", "g2", asked_on=dt.date(2020, 6, 1))),
    ("notice.late", without("issued")),
    ("notice.late", both(outside(notice_lead=7), change("issued", "ip", issued_on=dt.date(2026, 2, 12)))),
    ("venue.unknown", held(venue="市役所 委員会室")),
    ("venue.unknown", both(without("venues"), held(venue="公民館"))),
)


def codes(facts: Facts) -> list[str]:
    return [one.code for one in findings.found(facts)]


def test_a_committee_in_good_order_has_no_findings() -> None:
    assert [(one.code, one.sentence.japanese()) for one in findings.found(clean())] == []


def test_a_committee_without_a_meeting_has_no_findings() -> None:
    facts = replace(clean(), meeting=None, items=(), materials=(), bodies=(), replies=())
    assert codes(facts) == []


@pytest.mark.parametrize(
    ("code", "subject", "spoil"), WRONG, ids=lambda one: one if isinstance(one, str) else ""
)
def test_a_check_finds_what_is_wrong(code: str, subject: str, spoil: Spoil) -> None:
    found = [one for one in findings.found(spoil(clean())) if one.code == code]
    assert subject in {one.place.id for one in found}
    for one in found:
        assert one.sentence.japanese().strip().endswith("。")
        assert one.remedy.japanese().endswith("。")
        assert one.place.record


@pytest.mark.parametrize(("code", "spoil"), FINE, ids=lambda one: one if isinstance(one, str) else "")
def test_a_check_is_quiet_about_what_is_right(code: str, spoil: Spoil) -> None:
    assert code not in codes(spoil(clean()))


def test_every_check_has_cases_of_both_kinds() -> None:
    known = [one.code for one in CHECKS]
    assert sorted({code for code, _, _ in WRONG}) == sorted(known)
    assert sorted({code for code, _ in FINE}) == sorted(known)
    assert len(set(known)) == len(known)
    assert len({one.title for one in CHECKS}) == len(CHECKS)


def test_every_check_of_a_module_is_registered() -> None:
    listed = {one.find for one in CHECKS}
    defined = set()
    for module in pkgutil.iter_modules(findings.__path__):
        whole = importlib.import_module(f"{findings.__name__}.{module.name}")
        for name, one in inspect.getmembers(whole, inspect.isfunction):
            own = one.__module__ == whole.__name__ and not name.startswith("_")
            if own and inspect.signature(one).return_annotation == "Iterator[Hit]":
                defined.add(one)
    assert listed == defined


def test_the_gravest_findings_come_first_and_each_once() -> None:
    spoiled = body("ご意見と御意見。令和8年2月30日と令和8年2月30日。第５条と第6条。")(clean())
    found = findings.found(spoiled)
    assert [one.severity for one in found] == sorted(one.severity for one in found)
    assert [one.code for one in found] == ["date.never", "wording.spelling", "wording.digits"]
    assert [one.severity.label for one in found] == ["誤り", "要確認", "お知らせ"]


def test_a_finding_says_where_it_is_put_right() -> None:
    (found,) = findings.found(change("choices", "v1", percent=61)(clean()))
    assert found == Finding(
        code="survey.percent",
        severity=Severity.ERROR,
        title="割合の誤り",
        sentence=found.sentence,
        remedy=found.remedy,
        place=at(SurveyChoice(id="v1", question="q1", label="", count=0), "percent"),
    )
    assert (
        "「職員アンケート結果報告書」の設問(1)「はい」の割合は61%とありますが、60÷100は60%です。"
        in found.sentence.japanese()
    )
