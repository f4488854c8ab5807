"""Surveys: questions, choices with their counts, and what each percentage is a share of."""

from __future__ import annotations

from kyodo_desktop.domain.fields import (
    Choice,
    Id,
    Record,
    choice,
    flag,
    integer,
    lines,
    record,
    reference,
    text,
)
from kyodo_desktop.i18n import mark


class PercentBase(Choice):
    """What the percentages of a question are shares of."""

    RESPONDENTS = "respondents"
    ANSWERS = "answers"
    STATED = "stated"

    @property
    def label(self) -> str:
        return {
            PercentBase.RESPONDENTS: mark("回答者数"),
            PercentBase.ANSWERS: mark("回答総数"),
            PercentBase.STATED: mark("指定の数"),
        }[self]


class ChartKind(Choice):
    """The chart that a question is shown with."""

    NONE = "none"
    PIE = "pie"
    BAR = "bar"

    @property
    def label(self) -> str:
        return {
            ChartKind.NONE: mark("なし"),
            ChartKind.PIE: mark("円グラフ"),
            ChartKind.BAR: mark("棒グラフ"),
        }[self]


@record("調査")
class Survey(Record):
    """A survey and its report (調査結果報告書)."""

    committee: Id = reference("委員会", "Committee")
    title: str = text("調査名", search=True)
    published: str = text("公表", default="", help="例：2024年1月")
    publisher: str = text("実施者", default="")
    purpose: str = lines("調査目的", default="", search=True)
    population: int | None = integer("調査対象数", default=None)
    respondents: int | None = integer("回答者数", default=None)


@record("調査の概要")
class SurveyFact(Record):
    """A line of a survey's outline or of its results in figures: a label, what it says, a note beside it."""

    survey: Id = reference("調査", "Survey")
    order: int = integer("順序", default=0)
    heading: str = text("見出し", default="")
    label: str = text("項目", default="", search=True, help="空欄にすると、内容だけを文として印刷します。")
    value: str = lines("内容", search=True)
    note: str = lines("備考", default="", search=True)


@record("設問")
class Question(Record):
    """A question of a survey; `base_count` is the stated number that its percentages are shares of."""

    survey: Id = reference("調査", "Survey")
    order: int = integer("順序", default=0)
    number: str = text("番号", default="", help="例：（1）")
    wording: str = lines("設問文", search=True)
    multiple: bool = flag("複数回答可", default=False)
    base: PercentBase | None = choice("割合の基準", PercentBase, default=None)
    base_count: int | None = integer("基準の数", default=None)
    no_answer: int | None = integer("無回答", default=None)
    choices_head: str = text(
        "選択肢の見出し", default="", help="例：年代。空欄にすると、様式の言葉（回答項目）を印刷します。"
    )
    chart: ChartKind = choice("図", ChartKind, default=ChartKind.PIE)
    remark: str = lines("所見", default="", search=True)


@record("選択肢")
class SurveyChoice(Record):
    """A choice of a question, how many chose it, and the percentage as it was published."""

    question: Id = reference("設問", "Question")
    order: int = integer("順序", default=0)
    label: str = text("回答項目", search=True)
    description: str = lines("説明", default="", search=True)
    count: int = integer("回答数")
    percent: int | None = integer("割合（%）", default=None, most=100)
