"""What each page of 調査 keeps: its columns, the record's fields, and the acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from kyodo_desktop.domain.fields import Id, Record, shape
from kyodo_desktop.domain.records import Question, Survey, SurveyChoice, SurveyFact
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import surveyediting, surveys
from kyodo_desktop.services.surveys import QuestionLine
from kyodo_desktop.ui.widgets.acts import Act
from kyodo_desktop.ui.widgets.ledger import Book
from kyodo_desktop.ui.widgets.table import Column

if TYPE_CHECKING:
    from kyodo_desktop.ui.desk import Change, Desk

Owner = Callable[[], Id]
"""The id of what a new record is to belong to; "" where nothing is chosen."""

Chose = Callable[["Change"], object]


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def _number(count: int | None) -> str:
    return "" if count is None else f"{count:,}"


SURVEYS: Final[tuple[Column[Survey], ...]] = (
    Column(title=mark("調査名"), text=lambda one: one.title, width=20, least=8, stretch=True),
    Column(title=mark("公表"), text=lambda one: one.published, width=8, least=5, spare=True),
    Column(
        title=mark("回答者数"),
        text=lambda one: _number(one.respondents),
        sort=lambda one: one.respondents or 0,
        width=5,
    ),
)
FACTS: Final[tuple[Column[SurveyFact], ...]] = (
    Column(title=mark("見出し"), text=lambda one: one.heading, width=8, least=5, spare=True),
    Column(title=mark("項目"), text=lambda one: one.label, width=10, least=6),
    Column(title=mark("内容"), text=lambda one: _first_line(one.value), width=16, least=8, stretch=True),
)
QUESTIONS: Final[tuple[Column[QuestionLine], ...]] = (
    Column(title=mark("番号"), text=lambda one: one.question.number, width=4),
    Column(
        title=mark("設問文"),
        text=lambda one: _first_line(one.question.wording),
        width=18,
        least=8,
        stretch=True,
    ),
    Column(
        title=mark("回答総数"), text=lambda one: _number(one.answers), sort=lambda one: one.answers, width=5
    ),
)


CHOICES: Final[tuple[Column[SurveyChoice], ...]] = (
    Column(title=mark("回答項目"), text=lambda one: one.label, width=16, least=8, stretch=True),
    Column(title=mark("回答数"), text=lambda one: _number(one.count), sort=lambda one: one.count, width=5),
    Column(
        title=mark("割合"),
        text=lambda one: "" if one.percent is None else f"{one.percent}%",
        sort=lambda one: one.percent or 0,
        width=4,
    ),
)


def survey_book(desk: Desk, committee: Owner, chose: Chose) -> Book[Survey, Survey]:
    """The surveys of the committee."""
    return Book(
        name=_("調査の一覧"),
        columns=SURVEYS,
        record=Survey,
        of=lambda one: one,
        fields=("title", "published", "publisher", "purpose", "population", "respondents"),
        save=lambda one: desk.do(surveys.edit_survey, one),
        adds=_("調査を追加"),
        add=lambda: _asking(
            _("調査を追加"),
            Survey,
            ("title", "published", "respondents"),
            lambda values: chose(desk.do(surveys.record_survey, committee(), **values)),
            committee(),
        ),
        remove=lambda one: desk.act(surveyediting.remove_survey, one.id),
        empty=_("調査がまだありません。「調査を追加」から登録してください。"),
    )


def fact_book(desk: Desk, survey: Owner, chose: Chose) -> Book[SurveyFact, SurveyFact]:
    """The outline of a survey, line by line."""
    return Book(
        name=_("概要の行の一覧"),
        columns=FACTS,
        record=SurveyFact,
        of=lambda one: one,
        fields=("heading", "label", "value", "note"),
        save=lambda one: desk.do(surveys.edit_fact, one),
        adds=_("行を追加"),
        add=lambda: _asking(
            _("行を追加"),
            SurveyFact,
            ("heading", "label", "value"),
            lambda values: chose(desk.do(surveys.add_fact, survey(), **values)),
            survey(),
        ),
        remove=lambda one: desk.act(surveyediting.remove_fact, one.id),
        move=lambda one, by: desk.do(surveyediting.move_fact, one.id, by),
        empty=_("概要の行がまだありません。「行を追加」から登録してください。"),
    )


def question_book(desk: Desk, survey: Owner, chose: Chose) -> Book[QuestionLine, Question]:
    """The questions of a survey."""
    return Book(
        name=_("設問の一覧"),
        columns=QUESTIONS,
        record=Question,
        of=lambda line: line.question,
        fields=(
            "number",
            "wording",
            "multiple",
            "base",
            "base_count",
            "no_answer",
            "choices_head",
            "chart",
            "remark",
        ),
        save=lambda one: desk.do(surveys.edit_question, one),
        adds=_("設問を追加"),
        add=lambda: _asking(
            _("設問を追加"),
            Question,
            ("number", "wording", "multiple"),
            lambda values: chose(desk.do(surveys.add_question, survey(), **values)),
            survey(),
        ),
        remove=lambda one: desk.act(surveyediting.remove_question, one.id),
        move=lambda one, by: desk.do(surveyediting.move_question, one.id, by),
        empty=_("設問がまだありません。「設問を追加」から登録してください。"),
    )


def choice_book(
    desk: Desk, question: Callable[[], QuestionLine | None], chose: Chose
) -> Book[SurveyChoice, SurveyChoice]:
    """The choices of a question with their counts, and the percentages reckoned from them."""

    def owner() -> Id:
        line = question()
        return line.question.id if line else ""

    def reckoned(one: SurveyChoice) -> str:
        line = question()
        percent = line.percent(one) if line else None
        return "" if percent is None else f"{percent}%"

    return Book(
        name=_("選択肢の一覧"),
        columns=(*CHOICES, Column(title=mark("計算値"), text=reckoned, width=5)),
        record=SurveyChoice,
        of=lambda one: one,
        fields=("label", "count", "percent", "description"),
        save=lambda one: desk.do(surveys.edit_choice, one),
        adds=_("選択肢を追加"),
        add=lambda: _asking(
            _("選択肢を追加"),
            SurveyChoice,
            ("label", "count", "percent"),
            lambda values: chose(desk.do(surveys.add_choice, owner(), **values)),
            owner(),
        ),
        remove=lambda one: desk.act(surveyediting.remove_choice, one.id),
        move=lambda one, by: desk.do(surveyediting.move_choice, one.id, by),
        empty=_("選択肢がまだありません。「選択肢を追加」又は「表計算から貼り付け」で登録してください。"),
    )


def _asking(
    title: str,
    cls: type[Record],
    names: tuple[str, ...],
    do: Callable[[dict[str, Any]], object],
    owner: Id,
) -> Act | None:
    """The form that asks for a new record; None where there is nothing that it could belong to."""
    if not owner:
        return None
    known = shape(cls).field
    return Act(
        title=title,
        button=_("追加"),
        asked=[known(name) for name in names],
        do=lambda values: do(dict(values)),
    )
