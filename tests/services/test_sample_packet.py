"""The sample is the packet of 2025-11-14, whole: it says nothing else, and leaves nothing out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Kind, Record, shape
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.periods import parse_period
from kyodo_desktop.domain.records import (
    RECORDS,
    BodyLayout,
    BodyText,
    Committee,
    Consultation,
    MaterialFamily,
    Recommendation,
    RegulationVersion,
)
from kyodo_desktop.services import consultations, meetings, planning, regulations, roster, surveys, texts
from kyodo_desktop.services.consultations import ConsultationLine
from kyodo_desktop.storage import Store
from tests.services import asking
from tests.services.packet import packet_lines, packet_text, squeezed

COUNTS = {
    "Committee": 1,
    "Category": 4,
    "RegulationVersion": 1,
    "Term": 1,
    "Person": 12,
    "PersonName": 12,
    "Affiliation": 12,
    "PriorService": 4,
    "Appointment": 12,
    "Meeting": 1,
    "AgendaItem": 10,
    "Material": 9,
    "BodyText": 2,
    "Consultation": 5,
    "Report": 5,
    "Recommendation": 32,
    "ContinuedDeliberation": 1,
    "PlanEntry": 5,
    "Survey": 2,
    "SurveyFact": 8,
    "Question": 8,
    "SurveyChoice": 37,
}

OURS = {("Committee", "city"), ("Committee", "regulation"), ("Material", "paper")}
"""What the packet doesn't print: the city by itself, and names that only the program reads."""

FORMS = """\
配布資料一覧
区 分
氏 名
所 属 団 体 等
備 考
割合
回答項目
日程
"""
"""What the packet prints and the sample doesn't say: headings that belong to the printed forms."""


def test_the_records_are_counted(sample: Store) -> None:
    found = {cls.__name__: len(sample.find(cls)) for cls in RECORDS}
    assert {name: n for name, n in found.items() if n} == COUNTS


def said_by(record: Record) -> Iterator[tuple[str, str]]:
    """The texts of a record, by field."""
    for field in shape(type(record)).fields:
        if field.kind in (Kind.TEXT, Kind.LINES, Kind.NAME, Kind.KANA):
            yield field.name, getattr(record, field.name)


def authored(source: str) -> Iterator[str]:
    """The words of a Markdown text: its lines, cells apart, without fences and what the register draws."""
    for line in source.split("\n"):
        if not line.startswith(":::") and line.strip("|:- "):
            yield from line.replace(" \\ ", "|").split("|")
        elif " box " in line:
            yield line.partition(" box ")[2]


def test_it_says_nothing_that_the_packet_doesnt(sample: Store) -> None:
    packet = packet_text()
    strange: list[str] = []
    for cls in RECORDS:
        for record in sample.find(cls):
            if isinstance(record, RegulationVersion):
                continue
            for name, text in said_by(record):
                lines = authored(text) if isinstance(record, BodyText) else text.split("\n")
                if (cls.__name__, name) not in OURS:
                    strange += [line for line in lines if squeezed(line) not in packet]
    assert strange == []


def told(line: ConsultationLine) -> Iterator[str]:
    """A consultation as its slide prints it."""
    one, report = line.consultation, line.report
    assert report is not None
    yield f"【諮問事項{one.number}】({one.term_note})"
    yield f"「{one.title}(諮問)」({wareki.long(one.asked_on)})"
    yield f"「{one.title}(答申)」({wareki.long(report.reported_on)})"
    yield from (f"諮問事項{one.subject}", one.question, report.body, f"(理由等){report.reasons}")
    for each in line.recommendations:
        yield f"{each.number}{each.recommendation.title}\n{each.recommendation.body}"
    for after in line.continued:
        yield f"【継続審議】\n{after.matter}\n⇒{after.outcome}"


def told_survey(store: Store, survey: str) -> Iterator[str]:
    """A survey as its report prints it."""
    lines = surveys.survey_of(store, survey)
    one = lines.survey
    yield from (one.title, one.published, one.publisher)
    headings = [*(["調査目的"] if one.purpose else []), *dict.fromkeys(fact.heading for fact in lines.facts)]
    for n, heading in enumerate([*headings, "調査結果"], 1):
        yield f"{n}{heading}"
    yield one.purpose
    for fact in lines.facts:
        yield from (fact.label, fact.value, fact.note)
    for line in lines.questions:
        yield f"{line.question.number}{line.question.wording}"
        yield line.question.remark
        yield line.question.choices_head
        yield "".join(choice.label for choice in line.choices)
        for choice in line.choices:
            yield from (choice.label, choice.description, f"{choice.count:,}", f"{choice.percent}%")


def told_regulation(store: Store) -> Iterator[str]:
    """The regulation as its paper prints it."""
    text = regulations.text_of(regulations.regulation_on(store, asking.committee(store).id, asking.DAY))
    yield from (*text.header, f"○{text.title}", text.number, "改正", *text.amendments, text.title)
    for article in text.articles:
        yield f"({article.heading})"
        for one in article.paragraphs:
            yield f"{article.label if one.number == 1 else one.number}{one.text}"
    for supplement in text.supplements:
        yield supplement.title
        yield from (one.text for one in supplement.paragraphs)


def told_meeting(store: Store) -> Iterator[str]:
    """The agenda, the list of materials and the roster as they are printed."""
    committee, meeting = asking.committee(store), asking.meeting(store)
    assert meeting.starts_at is not None
    yield f"{meeting_number(meeting.number)}{committee.name}次第"
    yield f"日時{wareki.long_with_weekday(meeting.date)}\n{wareki.clock(meeting.starts_at)}"
    yield f"場所{meeting.venue}"
    yield from (f"{one.number}{one.item.title}" for one in meetings.agenda(store, meeting.id))
    yield from (f"{one.number}{one.material.title}" for one in meetings.materials(store, meeting.id))
    found = roster.roster_on(store, committee.id, asking.DAY)
    yield f"{committee.name}委員名簿\n◎委員長\n○副委員長"
    yield f"(任期:{wareki.span_short(found.term.since, found.term.until)})"
    for line in found.lines:
        assert line.affiliation is not None
        yield f"{line.category.name}{line.category.qualification}"
        yield from (line.name.name, line.affiliation.printed, line.standing)


def everything(store: Store) -> str:
    """Whatever the sample says, as the papers say it."""
    committee = asking.committee(store)
    said = [*told_meeting(store), *told_regulation(store)]
    for line in consultations.ledger(store, committee.id):
        said += told(line)
    for survey in surveys.surveys(store, committee.id):
        said += told_survey(store, survey.id)
    for entry in planning.plan(store, committee.id):
        number = meeting_number(entry.meeting_number) if entry.meeting_number else ""
        said += [number, entry.content, entry.period]
    for body in store.find(BodyText):
        said.append("\n".join(authored(body.source)))
    return "\0".join(squeezed(one) for one in said)


def test_it_leaves_nothing_of_the_packet_out(sample: Store) -> None:
    said = everything(sample)
    missing = [line for line in packet_lines() if squeezed(line) not in said]
    assert set(missing) == set(FORMS.splitlines())


def test_every_published_percentage_follows_from_its_base(sample: Store) -> None:
    committee = asking.committee(sample).id
    lines = [
        one for s in surveys.surveys(sample, committee) for one in surveys.survey_of(sample, s.id).questions
    ]
    for line in lines:
        assert [line.percent(choice) for choice in line.choices] == [c.percent for c in line.choices]
    bases = {line.question.number: (line.answers, line.base, line.base_label) for line in lines}
    assert bases == {
        "(1)": (1383, 1383, "回答者数"),
        "(2)": (1383, 1383, "回答者数"),
        "(3)": (2656, 2656, "回答総数"),
        "(4)": (1383, 1383, "回答者数"),
        "(5)": (3128, 3128, "回答総数"),
        "(6)": (1343, 1343, "指定の数"),
        "(7)": (2259, 1343, "指定の数"),
        "": (84, None, ""),
    }


def test_what_contradicts_itself_is_kept(sample: Store) -> None:
    asked = sample.find(Consultation)
    assert asked[2].title == "本市における協働の環境づくりと啓発について"
    assert "「川口市における協働の環境づくりと啓発について」" in asked[3].question
    text = everything(sample)
    assert "不十分" in text
    assert "充分と答えたのは" in text
    assert "[平成28年12月31日]" in text
    assert "川口市商工会議所" in text


def test_the_recommendations_stand_in_trees(sample: Store) -> None:
    lines = consultations.ledger(sample, asking.committee(sample).id)
    shapes = ["".join(str(one.depth) for one in line.recommendations) for line in lines]
    assert shapes == ["000", "", "00000", "0110110111", "01111111011100"]
    days = [(one.consultation.asked_on, one.report.reported_on) for one in lines if one.report]
    assert days[4] == (dt.date(2023, 11, 1), dt.date(2025, 6, 30))
    assert [len(one.continued) for one in lines] == [1, 0, 0, 0, 0]
    assert len({one.order for one in sample.find(Recommendation)}) == 7


def test_the_plan_has_fuzzy_months_and_rows_without_a_number(sample: Store) -> None:
    entries = planning.plan(sample, asking.committee(sample).id)
    assert [one.meeting_number for one in entries] == [2, 3, None, None, 4]
    assert [parse_period(one.period).text() for one in entries] == [one.period for one in entries]
    assert all(one.period.endswith("頃") for one in entries)


def test_the_regulation_on_record_is_the_text_as_amended(sample: Store) -> None:
    (version,) = sample.find(RegulationVersion)
    assert (version.since, version.until) == (dt.date(2016, 4, 1), None)
    assert version.number == "平成24年12月7日規則第78号"
    assert version.amended_by == "平成28年3月29日規則第24号"
    assert sample.find(Committee)[0].regulation == "kawaguchi"


@pytest.mark.parametrize(
    ("number", "layout", "slides"), [("資料2", BodyLayout.SLIDES, 14), ("別紙1", BodyLayout.HANDOUT, 2)]
)
def test_the_texts_belong_to_their_materials(
    sample: Store, number: str, layout: BodyLayout, slides: int
) -> None:
    lines = meetings.materials(sample, asking.meeting(sample).id)
    material = next(one.material for one in lines if one.number == number)
    body = texts.body_of(sample, material.id)
    assert body is not None
    assert body.layout is layout
    assert len(body.source.split("\n---\n")) == slides
    assert material.family is not MaterialFamily.REFERENCE


def test_the_reports_belong_to_their_materials(sample: Store) -> None:
    lines = meetings.materials(sample, asking.meeting(sample).id)
    titles = {
        one.number: surveys.survey_of(sample, one.material.survey).survey.title
        for one in lines
        if one.material.survey
    }
    assert titles == {one.number: one.material.title for one in lines if one.material.survey}
    assert list(titles) == ["参考資料4", "参考資料5"]
