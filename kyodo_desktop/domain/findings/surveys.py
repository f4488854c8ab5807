"""Survey figures: counts that don't sum to their base, percentages of another number, mixed bases."""

from __future__ import annotations

from collections.abc import Iterator

from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit, at
from kyodo_desktop.domain.records import PercentBase, Question, Survey, SurveyChoice
from kyodo_desktop.i18n import Message, msg


def sums(facts: Facts) -> Iterator[Hit]:
    """The counts of a question with one answer each don't sum to the respondents."""
    for question, survey, choices in _questions(facts):
        if question.multiple or survey.respondents is None or not choices:
            continue
        counted = sum(one.count for one in choices) + (question.no_answer or 0)
        if counted == survey.respondents:
            continue
        short = survey.respondents - counted
        by = msg("{n}少なく", n=_figure(short)) if short > 0 else msg("{n}多く", n=_figure(-short))
        yield Hit(
            msg(
                "{question}の回答数の合計は{sum}で、回答者数{base}より{by}なっています。",
                question=_named(question, survey),
                sum=_figure(counted),
                base=_figure(survey.respondents),
                by=by,
            ),
            msg("回答数を元の集計と照らし、無回答の数を入力してください。")
            if short > 0
            else msg(
                "いくつも選べる設問であれば「複数回答可」を選び、そうでなければ回答数を確かめてください。"
            ),
            at(question, "base_count"),
        )


def no_answer_missing(facts: Facts) -> Iterator[Hit]:
    """Some respondents chose nothing, and no row of 無回答 says how many."""
    for question, survey, choices in _questions(facts):
        if question.multiple or survey.respondents is None or question.no_answer is not None:
            continue
        short = survey.respondents - sum(one.count for one in choices)
        if choices and short > 0:
            yield Hit(
                msg(
                    "{question}に「無回答」の行がありません（{n}人分）。",
                    question=_named(question, survey),
                    n=_figure(short),
                ),
                msg("無回答であれば「無回答」に人数を入力してください。割合の基準も明らかになります。"),
                at(question, "no_answer"),
            )


def percentages(facts: Facts) -> Iterator[Hit]:
    """A percentage isn't its count's share of the base, a half rounded up."""
    for question, survey, choices in _questions(facts):
        base = _base(question, survey, choices)
        for one in choices:
            if one.percent is None or not base:
                continue
            right = (200 * one.count + base) // (2 * base)
            if right != one.percent:
                yield Hit(
                    msg(
                        "{question}「{choice}」の割合は{percent}%とありますが、{count}÷{base}は{right}%です。",
                        question=_named(question, survey),
                        choice=one.label,
                        percent=one.percent,
                        count=_figure(one.count),
                        base=_figure(base),
                        right=right,
                    ),
                    msg("回答数、割合、割合の基準のどれが正しいかを確かめてください。"),
                    at(one, "percent"),
                )


def mixed_bases(facts: Facts) -> Iterator[Hit]:
    """The percentages of one survey are shares of different numbers."""
    for survey in facts.surveys:
        bases: dict[tuple[bool, PercentBase | int], list[str]] = {}
        for question, its, choices in _questions(facts):
            given = any(one.percent is not None for one in choices)
            if its.id == survey.id and question.base is not None and given:
                bases.setdefault(_kind(question, survey, choices), []).append(question.number)
        for several in (False, True):
            mixed = {base: numbers for (many, base), numbers in bases.items() if many is several}
            if len(mixed) > 1:
                yield _mixed(survey, several, mixed)


def _mixed(survey: Survey, several: bool, mixed: dict[PercentBase | int, list[str]]) -> Hit:
    told: list[Message] = [
        msg(
            "{numbers}は{base}",
            numbers=tuple(numbers),
            base=_figure(base) if isinstance(base, int) else Message(base.label),
        )
        for base, numbers in mixed.items()
    ]
    joined = told[0]
    for one in told[1:]:
        joined = msg("{one}、{other}", one=joined, other=one)
    kind = msg("いくつも答える設問") if several else msg("一つだけ答える設問")
    return Hit(
        msg(
            "調査「{title}」の割合の基準が、{kind}で揃っていません（{bases}）。",
            title=survey.title,
            kind=kind,
            bases=joined,
        ),
        msg("割合の基準を揃えるか、設問ごとに何を100%としたかを注記してください。"),
        at(survey),
    )


def _kind(question: Question, survey: Survey, choices: list[SurveyChoice]) -> tuple[bool, PercentBase | int]:
    """Whether a question was answered more than once, and what its percentages are shares of.

    The answers of a question vary, so that base is named; any other is the number of people, and compared.
    """
    answers = sum(one.count for one in choices)
    several = question.multiple or (survey.respondents is not None and answers > survey.respondents)
    base = _base(question, survey, choices)
    if base is None or (several and question.base is PercentBase.ANSWERS):
        return several, question.base or PercentBase.STATED
    return several, base


def _base(question: Question, survey: Survey, choices: list[SurveyChoice]) -> int | None:
    if question.base is PercentBase.RESPONDENTS:
        return survey.respondents
    if question.base is PercentBase.ANSWERS:
        return sum(one.count for one in choices)
    return question.base_count if question.base else None


def _questions(facts: Facts) -> Iterator[tuple[Question, Survey, list[SurveyChoice]]]:
    known = {one.id: one for one in facts.surveys}
    for question in facts.questions:
        survey = known.get(question.survey)
        if survey is not None:
            yield question, survey, [one for one in facts.choices if one.question == question.id]


def _named(question: Question, survey: Survey) -> Message:
    return msg("「{title}」の設問{number}", title=survey.title, number=question.number)


def _figure(number: int) -> str:
    return f"{number:,}"
