"""What a survey's report shows, the form it is printed by, and the words they make together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kyodo_desktop.domain.records import PercentBase
from kyodo_desktop.papers.charts import ChartLook
from kyodo_desktop.papers.forms import Margins, Type, measure, option, say, wording
from kyodo_desktop.papers.press.style import Digits

_AFTER: Final = {")": " ", "）": ""}  # white after a number that ends so; a full-width bracket has its own


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of an outline: a label, what it says, a note; without a label it is running text."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """Facts under one heading; an empty heading is the form's."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A choice, how many chose it, and the percentage as recorded. `blank`: the row of 無回答."""

    label: str
    count: int
    percent: int | None = None
    description: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with its answers; `base` is what its percentages are shares of, and `count` how many.

    `head` is the head of the answers' column; an empty one is the form's.
    """

    number: str
    wording: str
    multiple: bool = False
    base: PercentBase | None = None
    count: int | None = None
    answers: tuple[Answer, ...] = ()
    head: str = ""
    chart: Literal["pie", "bars"] | None = "pie"
    remark: str = ""

    @property
    def shares(self) -> bool:
        """Whether the table has a column of percentages."""
        return self.base is not None or any(one.percent is not None for one in self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyView:
    """Everything the report shows."""

    title: str
    published: str = ""
    publisher: str = ""
    purpose: str = ""
    outlines: tuple[Outline, ...] = ()
    questions: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bases:
    """How a table says what its percentages are shares of."""

    respondents: str = wording("count")
    answers: str = wording("count")
    stated: str = wording("count")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The tables' measures in millimetres."""

    label: float = measure(15, 90)
    value: float = measure(15, 90)
    count: float = measure(10, 50)
    percent: float = measure(10, 50)
    head: float = measure(5, 30)
    row: float = measure(5, 40)
    shade: float = measure(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """The white of the page in millimetres."""

    line: float = measure(4, 20)
    title: float = measure(0, 60)
    section: float = measure(0, 40)
    question: float = measure(0, 40)
    inner: float = measure(0, 20)
    inset: float = measure(0, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyForm:
    """The form's wording and geometry."""

    purpose: str = wording()
    outline: str = wording()
    results: str = wording()
    section: str = wording("number", "title")
    bullet: str = wording()
    multiple: str = wording()
    choice: str = wording()
    description: str = wording()
    count: str = wording()
    percent: str = wording()
    percent_value: str = wording("percent")
    no_answer: str = wording()
    no_percent: str = wording()
    none: str = wording()
    digits: Digits = option("as_is", "half", "full", "one_full")  # noqa: RUF009
    base: Bases
    margins: Margins
    heading: Type
    sections: Type
    questions: Type
    body: Type
    cells: Type
    table: Grid
    spacing: Spacing
    chart: ChartLook


def asked_text(question: Asked, form: SurveyForm) -> str:
    """The question as it is printed: its number first, （複数回答可） last, unless its wording has them."""
    text = question.wording.removeprefix(question.number).lstrip(" \u3000")
    if question.number:
        text = question.number + _AFTER.get(question.number[-1], "\u3000") + text
    elif not text.startswith(form.bullet):
        text = form.bullet + text
    return text if not question.multiple or "複数回答" in text else text + form.multiple


def base_text(question: Asked, form: SurveyForm) -> str:
    """What the percentages are shares of: （回答者数　n＝1,383）; nothing where there are none."""
    if question.base is None or question.count is None:
        return ""
    words = {
        PercentBase.RESPONDENTS: form.base.respondents,
        PercentBase.ANSWERS: form.base.answers,
        PercentBase.STATED: form.base.stated,
    }
    return say(words[question.base], count=f"{question.count:,}")


def rows_of(question: Asked, form: SurveyForm) -> Sequence[tuple[str, ...]]:
    """The table's rows as printed: 回答項目, 内容 where there is any, 回答数, 割合 where there are."""
    described = any(one.description for one in question.answers)
    rows: list[tuple[str, ...]] = []
    for one in question.answers:
        label = one.label or form.no_answer
        share = say(form.percent_value, percent=one.percent) if one.percent is not None else form.no_percent
        cells = [label, *([one.description] if described else []), f"{one.count:,}"]
        rows.append((*cells, share) if question.shares else tuple(cells))
    return rows
