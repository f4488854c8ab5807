"""Texts that nobody should write: each paper prints them whole or refuses them in the clerk's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

import pytest

from kyodo_desktop.domain.errors import KyodoError, MissingGlyph
from kyodo_desktop.papers.agenda import Agenda, AgendaRow
from kyodo_desktop.papers.body import Body
from kyodo_desktop.papers.consultations import ConsultationsPaper
from kyodo_desktop.papers.issue import build
from kyodo_desktop.papers.materials import MaterialRow, MaterialsList
from kyodo_desktop.papers.paper import AnyPaper
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.undivided import TextTooLong
from kyodo_desktop.papers.regulation import RegulationPaper
from kyodo_desktop.papers.roster import RosterPaper
from kyodo_desktop.papers.slip import Slip
from kyodo_desktop.papers.survey import SurveyPaper
from kyodo_desktop.papers.surveyview import Answer, Fact, Outline, SurveyView
from tests.papers import report_samples as reports
from tests.papers import samples
from tests.papers.bodies import body, handout
from tests.papers.reading import DPI, inked, pages, pictures, squeezed

Made: TypeAlias = tuple[AnyPaper, object]


def _survey(**values: object) -> Made:
    question = replace(reports.STAFF.questions[0], **values)  # type: ignore[arg-type]
    return SurveyPaper(), SurveyView(title="調査結果報告書", questions=(question,))


def _facts(text: str) -> Made:
    outline = Outline("概要", (Fact(text, text, text), Fact("", text)))
    return SurveyPaper(), SurveyView(title="題", purpose=text, publisher=text, outlines=(outline,))


def _regulation(text: str) -> Made:
    item = reports.Item(1, text, (reports.Item(1, text, (reports.Item(1, text),)),))
    article = reports.Article(1, text, (reports.Paragraph(1, text, (item,)),), branch=2)
    return RegulationPaper(), replace(
        reports.REGULATION, text=replace(reports.REGULATION.text, articles=(article,))
    )


def _ledger(text: str) -> Made:
    entry = replace(reports.CONSULTATIONS.entries[0], answer=text, advice=reports.advice(text, f" {text}"))
    return ConsultationsPaper(), replace(reports.CONSULTATIONS, entries=(entry,))


def _agenda(text: str) -> Made:
    return Agenda(), replace(samples.AGENDA, venue=text, items=(AgendaRow("1", 0, text),))


RUNNING: dict[str, Callable[[str], Made]] = {
    "slide": lambda text: (Body(), body(f"# 題\n\n{text}")),
    "list": lambda text: (Body(), body(f"# 題\n\n- 一\n  - {text}")),
    "box": lambda text: (Body(), body(f"# 題\n\n::: box 枠\n{text}\n:::")),
    "handout": lambda text: (Body(), handout(text)),
    "table": lambda text: (Body(), handout(f"|甲|乙|\n|-|-|\n|{text.replace('|', chr(92) + '|')}|b|")),
    "note": lambda text: (Body(), handout(f"::: note\n{text}\n:::")),
    "facts": _facts,
    "wording": lambda text: _survey(wording=text, number=""),
    "choice": lambda text: _survey(answers=(Answer(text, 3, 50), Answer("乙", 3, 50))),
    "bars": lambda text: _survey(answers=(Answer(text, 3, 50), Answer("乙", 3, 50)), chart="bars"),
    "description": lambda text: _survey(answers=(Answer("甲", 3, 50, text),)),
    "remark": lambda text: _survey(remark=text),
    "regulation": _regulation,
    "ledger": _ledger,
    "roster": lambda text: (RosterPaper(), samples.roster([(1, [samples.member(text, text)])])),
}
"""Where a text may be of any length."""

WHOLE: dict[str, Callable[[str], Made]] = {
    "slide's title": lambda text: (Body(), body(f"# {text}\n\n文")),
    "heading": lambda text: (Body(), handout(f"文\n\n## {text}\n\n文")),
    "box's heading": lambda text: (Body(), body(f"# 題\n\n::: box {text}\n文\n:::")),
    "table's head": lambda text: (Body(), handout(f"|{text}|乙|\n|-|-|\n|a|b|")),
    "survey's title": lambda text: (SurveyPaper(), SurveyView(title=text)),
    "section": lambda text: (SurveyPaper(), SurveyView(title="題", outlines=(Outline(text, ()),))),
    "head": lambda text: _survey(head=text),
    "agenda": _agenda,
    "materials": lambda text: (
        MaterialsList(),
        samples.MaterialsView(rows=(MaterialRow("資料", "1", text),)),
    ),
    "slip": lambda text: (Slip(), replace(samples.SLIP, title=text)),
    "consultation": lambda text: (
        ConsultationsPaper(),
        replace(reports.CONSULTATIONS, entries=(replace(reports.CONSULTATIONS.entries[0], title=text),)),
    ),
}
"""Where it stands on one page."""

EVERY = {**RUNNING, **WHOLE}
HARD = "<b>太字</b> &amp;&lt; {percent}{0} ${x} %s ＜％＞ 辻\U000e0100 髙﨑 か\u3099 …―― １２３ ]]> x"
ENDLESS = {"sentences": "協働の意識を、深く浸透させる。" * 700, "a word": "Donaudampfschiff" * 150}


def text_of(data: bytes) -> Counter[str]:
    """How often each character is on the pages, and nothing spills over their edges."""
    for picture in pictures(data):
        left, top, right, bottom = inked(picture)
        edge = 4 / 25.4 * DPI
        assert min(left, top, picture.width - right, picture.height - bottom) > edge
    return Counter(squeezed("".join(pages(data))))


def printed(made: Made) -> Counter[str]:
    paper, view = made
    return text_of(drained(build(paper, view, samples.FONTS, samples.FORMS)))


@pytest.mark.parametrize("place", EVERY)
def test_markup_and_odd_characters_are_characters(place: str) -> None:
    assert not Counter(squeezed(HARD)) - printed(EVERY[place](HARD))


@pytest.mark.parametrize("place", RUNNING)
@pytest.mark.parametrize("text", ENDLESS)
def test_a_text_without_end_goes_on_over_pages(place: str, text: str) -> None:
    assert not Counter(squeezed(ENDLESS[text])) - printed(RUNNING[place](ENDLESS[text]))


@pytest.mark.parametrize("place", WHOLE)
def test_what_must_stand_on_one_page_is_refused_where_it_is_too_long(place: str) -> None:
    with pytest.raises(TextTooLong) as caught:
        printed(WHOLE[place](ENDLESS["sentences"]))
    assert "協働の意識" in caught.value.what.text()
    assert "文字あります" in caught.value.why.text()


@pytest.mark.parametrize("character", [*"قש👍\u200b\u202e\u2028\ue000\x07"])
@pytest.mark.parametrize("place", ["slide", "wording", "roster", "regulation", "agenda"])
def test_what_no_font_has_is_refused_and_named(place: str, character: str) -> None:
    with pytest.raises(MissingGlyph, match=f"U\\+{ord(character):04X}"):
        printed(EVERY[place](f"委員{character}長"))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"answers": (Answer("①甲", 0, 0), Answer("②乙", 0, 0)), "count": 0}, "①甲00%②乙00%"),
        ({"answers": (Answer("①甲", 3000, 217), Answer("②乙", 1, 0))}, "①甲3,000217%②乙10%"),
        ({"answers": (Answer("", 80, 100, blank=True),)}, "無回答80100%"),
        ({"answers": (Answer("①甲", 2**31 - 1, 100),)}, "①甲2,147,483,647100%"),
    ],
    ids=["nobody", "above the base", "no answers", "large"],
)
def test_counts_of_any_kind_are_printed_as_recorded(values: dict[str, object], said: str) -> None:
    paper, view = _survey(**values)
    data = drained(build(paper, view, samples.FONTS, samples.FORMS))
    assert squeezed(said) in squeezed("".join(pages(data)))
    text_of(data)


def test_a_question_without_choices_has_no_table() -> None:
    paper, view = _survey(answers=(), remark="自由記述の所見。")
    said = squeezed("".join(pages(drained(build(paper, view, samples.FONTS, samples.FORMS)))))
    assert "所見" in said
    assert "回答項目" not in said
    assert "n=" not in said


@pytest.mark.parametrize("sign", ["-", "1."])
@pytest.mark.parametrize("layout", [body, handout])
def test_lists_of_any_depth_are_whole(layout: Callable[[str], object], sign: str) -> None:
    source = "".join(f"{'   ' * depth}{sign} 第{depth}段\n" for depth in range(9))
    found = printed((Body(), layout(f"# 題\n\n{source}")))
    assert all(found[str(depth)] for depth in range(9))
    assert found["段"] == 9


@pytest.mark.parametrize("layout", [body, handout])
def test_a_large_table_is_whole(layout: Callable[[str], object]) -> None:
    rows = "\n".join("|" + "|".join(f"{row}の{column}" for column in range(12)) + "|" for row in range(80))
    head = "|" + "列|" * 12 + "\n|" + "-|" * 12
    assert printed((Body(), layout(f"# 題\n\n{head}\n{rows}")))["の"] >= 960


def test_sections_with_nothing_in_them_are_left_out() -> None:
    source = "# \n\n## \n\n::: box\n:::\n\n::: columns\n:::\n\n| |\n|-|\n\n- \n\n> \n\n::: note\n:::\n\n終"
    assert printed((Body(), body(source)))["終"] == 1


def test_every_refusal_is_the_clerks() -> None:
    assert issubclass(TextTooLong, KyodoError)
    assert TextTooLong("あ" * 30).what.text() == f"「{'あ' * 20}…」が長すぎて、ページに収まりません"
