"""A committee in good order: nothing in it is wrong, so that every finding is somebody's doing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, TypeVar

from kyodo_desktop.domain.fields import Record
from kyodo_desktop.domain.findings import Facts, Outside
from kyodo_desktop.domain.records import (
    Affiliation,
    AgendaItem,
    Appointment,
    BodyText,
    Category,
    Committee,
    Consultation,
    Contact,
    ContinuedDeliberation,
    DocumentNumber,
    IssuedPaper,
    ItemKind,
    Material,
    MaterialFamily,
    Meeting,
    MeetingStatus,
    Office,
    OfficeRole,
    PercentBase,
    Person,
    PersonName,
    PlanEntry,
    Question,
    Recommendation,
    RegulationVersion,
    Reply,
    ReplyAnswer,
    Report,
    Sender,
    Survey,
    SurveyChoice,
    SurveyFact,
    Term,
    Venue,
)

DAY = dt.date(2026, 2, 20)
SINCE, UNTIL = dt.date(2025, 10, 1), dt.date(2027, 9, 30)
NAMES = ("梶原 純", "長谷川 俊介", "下重 郁美")
REGULATION = """
title = "委員会規則"
number = "平成24年12月7日規則第78号"
enacted = 2012-12-07
since = 2016-04-01
header = ["改正内容: 平成28年3月29日規則第24号 [平成28年4月1日]", "[例規集]"]
amendments = ["平成28年3月29日規則第24号"]
[[articles]]
number = 1
heading = "趣旨"
paragraphs = [{ text = "次のとおりとする。", items = ["組織"] }]
[[supplements]]
title = "附 則"
paragraphs = ["この規則は、平成28年4月1日から施行する。"]
"""

R = TypeVar("R", bound=Record)


def clean() -> Facts:
    """The committee as of its second meeting, a Friday."""
    return Facts(
        committee=Committee(id="c", name="協働推進委員会", city="川口市", regulation="test"),
        day=DAY,
        meeting=_second(),
        outside=Outside(organisations=("川口商工会議所",)),
        **_meetings(),
        **_members(),
        **_papers(),
        **_survey(),
        **_consultations(),
        **_office(),
    )


def changed(facts: Facts, field: str, id: str, **values: Any) -> Facts:  # noqa: A002
    """The facts with one record of `field` changed."""
    row: tuple[Record, ...] = getattr(facts, field)
    assert any(one.id == id for one in row)
    return replace(facts, **{field: tuple(_with(one, values) if one.id == id else one for one in row)})


def added(facts: Facts, field: str, *records: Record) -> Facts:
    """The facts with more records in `field`."""
    return replace(facts, **{field: (*getattr(facts, field), *records)})


def meeting(facts: Facts, **values: Any) -> Facts:
    """The facts with the meeting looked at changed, in the list of meetings too."""
    assert facts.meeting is not None
    made = _with(facts.meeting, values)
    others = tuple(made if one.id == made.id else one for one in facts.meetings)
    return replace(facts, meeting=made, meetings=others, day=made.date)


def _with(record: R, values: dict[str, Any]) -> R:
    return type(record)(**(vars(record) | values))


def _second() -> Meeting:
    return Meeting(id="m2", committee="c", number=2, date=DAY, venue="市役所\n委員会室")


def _meetings() -> dict[str, Any]:
    held = MeetingStatus.HELD
    return {
        "terms": (
            Term(id="t0", committee="c", since=dt.date(2023, 10, 1), until=dt.date(2025, 9, 30)),
            Term(id="t", committee="c", since=SINCE, until=UNTIL),
        ),
        "meetings": (
            Meeting(id="m1", committee="c", number=1, date=dt.date(2025, 11, 14), status=held),
            _second(),
        ),
    }


def _members() -> dict[str, Any]:
    seats = [
        Appointment(id=f"a{n}", term="t", category=kind, person=f"p{n}", order=n, since=SINCE, until=UNTIL)
        for n, kind in enumerate(("k1", "k1", "k2"))
    ]
    return {
        "categories": (
            Category(id="k1", committee="c", number=1, name="1号委員", seats=2),
            Category(id="k2", committee="c", number=2, name="2号委員", seats=1),
            Category(id="k3", committee="c", number=3, name="3号委員"),
        ),
        "appointments": tuple(seats),
        "offices": (
            Office(id="o1", appointment="a0", role=OfficeRole.CHAIR, since=dt.date(2025, 11, 14)),
            Office(id="o2", appointment="a1", role=OfficeRole.VICE_CHAIR, since=dt.date(2025, 11, 14)),
        ),
        "people": (
            Person(id="p0", phone="048-999-0001", address="川口市中青木9丁目8番7号"),
            Person(id="p1"),
            Person(id="p2"),
        ),
        "names": tuple(PersonName(id=f"n{n}", person=f"p{n}", name=name) for n, name in enumerate(NAMES)),
        "affiliations": (
            Affiliation(id="f0", person="p0", organisation="市民（公募）"),
            Affiliation(id="f1", person="p1", organisation="市民（公募）"),
            Affiliation(
                id="f2",
                person="p2",
                organisation="川口商工会議所 女性会",
                confirmed_on=dt.date(2026, 1, 20),
            ),
        ),
        "replies": (Reply(id="r1", meeting="m2", appointment="a1", answer=ReplyAnswer.ATTENDS),),
    }


def _papers() -> dict[str, Any]:
    return {
        "items": (
            AgendaItem(id="i1", meeting="m2", order=1, title="開会"),
            AgendaItem(id="i2", meeting="m2", order=2, kind=ItemKind.REPORT, title="研修について（資料2）"),
            AgendaItem(id="i3", meeting="m2", order=3, kind=ItemKind.DISCUSSION, title="評価について"),
        ),
        "materials": (
            Material(id="d1", meeting="m2", order=1, title="委員名簿", paper="roster"),
            Material(id="d2", meeting="m2", order=2, title="研修の内容（案）", paper="body"),
            Material(id="d3", meeting="m2", order=3, title="評価の方法", attachment="x", item="i3"),
            Material(
                id="d4",
                meeting="m2",
                order=1,
                family=MaterialFamily.REFERENCE,
                title="職員アンケート結果報告書",
                paper="survey",
                survey="s",
            ),
        ),
        "bodies": (
            BodyText(
                id="b",
                material="d2",
                source="# 研修\n令和8年2月20日（金）の会議と、2月23日（月・祝）の予定。資料3も御覧ください。"
                "\n10月5日日曜日に開き、受講者は1,343人でした。「研修の内容（案）」のとおりです。",
            ),
        ),
    }


def _survey() -> dict[str, Any]:
    return {
        "surveys": (Survey(id="s", committee="c", title="職員アンケート結果報告書", respondents=100),),
        "survey_facts": (SurveyFact(id="sf", survey="s", label="回答数", value="100名"),),
        "questions": (
            Question(
                id="q1", survey="s", number="(1)", wording="十分だと思いますか。", no_answer=10, base=_ALL
            ),
            Question(
                id="q2", survey="s", number="(2)", wording="選択（複数回答可）", multiple=True, base=_EACH
            ),
            Question(id="q3", survey="s", number="(3)", wording="自由記述"),
        ),
        "choices": (
            SurveyChoice(id="v1", question="q1", label="はい", count=60, percent=60),
            SurveyChoice(id="v2", question="q1", label="いいえ", count=30, percent=30),
            SurveyChoice(id="v3", question="q2", label="研修", count=75, percent=63),
            SurveyChoice(id="v4", question="q2", label="広報", count=45, percent=38),
        ),
    }


def _consultations() -> dict[str, Any]:
    return {
        "consultations": (
            Consultation(id="g1", committee="c", number=1, title="協働の環境づくりについて", asked_on=SINCE),
            Consultation(
                id="g2",
                committee="c",
                number=2,
                title="協働の研修の進め方について",
                asked_on=dt.date(2025, 11, 14),
                question="「協働の環境づくりについて」の答申を受け、意見を求めます。",
            ),
        ),
        "reports": (
            Report(id="h1", consultation="g1", reported_on=dt.date(2025, 12, 1), body="意見します。"),
        ),
        "recommendations": (Recommendation(id="w1", report="h1", title="啓発を行うこと"),),
        "continued": (ContinuedDeliberation(id="y1", consultation="g1", matter="設置について"),),
        "plan": (
            PlanEntry(id="e1", committee="c", meeting_number=2, content="研修", period="令和8年2月～3月頃"),
            PlanEntry(id="e2", committee="c", content="実施", period="令和8年度"),
        ),
    }


def _office() -> dict[str, Any]:
    made = "0" * 64
    return {
        "regulations": (
            RegulationVersion(
                id="l", committee="c", title="委員会規則", source=REGULATION, since=dt.date(2016, 4, 1)
            ),
        ),
        "venues": (Venue(id="u", name="市役所\n委員会室", address="川口市青木2丁目1番1号"),),
        "senders": (
            Sender(id="z0", committee="c", title="川口市長", name="山田 太郎", until=dt.date(2026, 1, 31)),
            Sender(id="z1", committee="c", title="川口市長", name="佐藤 花子", since=dt.date(2026, 2, 1)),
        ),
        "contacts": (Contact(id="j", committee="c", section="協働推進課", phone="048-258-1110"),),
        "numbers": tuple(
            DocumentNumber(
                id=f"x{n}",
                committee="c",
                fiscal_year=2025,
                prefix="川協発第",
                number=n,
                subject="通知",
                taken_on=SINCE,
            )
            for n in (1, 2)
        ),
        "issued": (
            IssuedPaper(
                id="ip",
                committee="c",
                meeting="m2",
                paper="notice",
                title="開催通知",
                issued_on=dt.date(2026, 1, 19),
                sha256=made,
            ),
        ),
    }


_ALL, _EACH = PercentBase.RESPONDENTS, PercentBase.ANSWERS
