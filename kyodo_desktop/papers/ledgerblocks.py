"""What the register holds for a text: consultations with their reports, and the plan, as plain blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import ContinuedDeliberation, PlanEntry, Report
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.blocks import (
    Arrow,
    Block,
    Box,
    Columns,
    Grid,
    Heading,
    Items,
    Paragraph,
    Span,
    Words,
    words,
)
from kyodo_desktop.papers.fences import Fence, SourceProblem
from kyodo_desktop.services import consultations, planning
from kyodo_desktop.services.consultations import ConsultationLine, RecommendationLine
from kyodo_desktop.storage import Store

_RANGE: Final = re.compile(r"(\d+)\s*(?:[-~～－ー―–]\s*(\d+))?")
_HEADING: Final = 2
_CONTINUED: Final = "【継続審議】"
_REASONS: Final = "（理由等）"
_SUBJECT: Final = "諮問事項"
_SHARES: Final = (2.0, 0.0, 3.0)
_PLAN_HEAD: Final = ("委員会", "内　容", "日　程")


def drawn(store: Store, committee: Id, fence: Fence, *, across: bool) -> tuple[Block, ...]:
    """The blocks that stand for a directive, on a page lying `across` or upright. Raises SourceProblem."""
    if fence.name == "plan":
        return (plan_table(planning.plan(store, committee)),)
    wanted = _numbers(fence)
    lines = {line.consultation.number: line for line in consultations.ledger(store, committee)}
    missing = next((number for number in wanted if number not in lines), None)
    if missing is not None:
        raise SourceProblem(
            fence.line,
            msg("諮問{number}は台帳にありません。", number=missing),
            msg("諮問番号を確かめるか、先に諮問を登録してください。"),
        )
    chosen = wanted or sorted(lines)
    return tuple(block for number in chosen for block in consultation(lines[number], across=across))


def _numbers(fence: Fence) -> list[int]:
    """The numbers that a directive names (1-2, 3); none: every consultation."""
    found: list[int] = []
    for part in re.split(r"[,、，]", fence.words):
        match = _RANGE.fullmatch(part.strip())
        if part.strip() and match is None:
            raise SourceProblem(
                fence.line,
                msg("「{words}」を諮問番号として読めません。", words=fence.words),
                msg("「::: consultations 1-2」のように書いてください。"),
            )
        if match is not None:
            found += range(int(match[1]), int(match[2] or match[1]) + 1)
    return found


def consultation(line: ConsultationLine, *, across: bool) -> tuple[Block, ...]:
    """One consultation: its number, the question, the report with its recommendations, what followed.

    On a page lying across the question points to the report beside it.
    """
    one = line.consultation
    note = f"（{one.term_note}）" if one.term_note else ""
    blocks: list[Block] = [Heading(_HEADING, words(f"【{_SUBJECT}{one.number}】{note}"))]
    asked = _question(line)
    if line.report is None:
        blocks.append(asked)
    else:
        report = _report(one.title, line.report, line.recommendations)
        side_by_side = Columns(((asked,), (Arrow(down=False),), (report,)), _SHARES)
        blocks += [side_by_side] if across else [asked, report]
    if line.continued:
        blocks.append(Box(words(_CONTINUED), _continued(line.continued)))
    return tuple(blocks)


def _question(line: ConsultationLine) -> Box:
    one = line.consultation
    blocks = _paragraphs(one.question)
    if one.subject:
        blocks = (Paragraph((Span(f"{_SUBJECT}　", strong=True), Span(one.subject))), *blocks)
    return Box(words(f"「{one.title}（諮問）」\n（{wareki.long(one.asked_on)}）"), blocks)


def _report(title: str, report: Report, lines: Sequence[RecommendationLine]) -> Box:
    heading = f"「{title}（答申）」\n（{wareki.long(report.reported_on)}）"
    blocks: list[Block] = list(_paragraphs(report.body))
    if lines:
        blocks.append(_tree(lines))
    if report.reasons:
        lead: Words = () if _opens(report.reasons) else (Span(_REASONS),)
        blocks.append(Paragraph(lead + words(report.reasons)))
    return Box(words(heading), tuple(blocks))


def _opens(reasons: str) -> bool:
    """Whether the reasons say themselves that they are: （理由等）, 理由 …"""
    return reasons.lstrip("（( 　").startswith("理由")


def _tree(lines: Sequence[RecommendationLine]) -> Items:
    """Recommendations with those under each as a list in its item."""
    depth = lines[0].depth
    starts = [place for place, line in enumerate(lines) if line.depth == depth]
    items: list[tuple[Block, ...]] = []
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        one = lines[start].recommendation
        blocks: list[Block] = [Paragraph(words(one.title)), *_paragraphs(one.body)]
        if stop > start + 1:
            blocks.append(_tree(lines[start + 1 : stop]))
        items.append(tuple(blocks))
    return Items(tuple(items), 1)


def _continued(lines: Sequence[ContinuedDeliberation]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for line in lines:
        blocks += _paragraphs(line.matter)
        if line.outcome:
            blocks.append(Paragraph(words(_pointed(line.outcome))))
    return tuple(blocks)


def _pointed(outcome: str) -> str:
    return outcome if outcome[0] in "⇒→" else f"⇒ {outcome}"


def _paragraphs(text: str) -> tuple[Block, ...]:
    return (Paragraph(words(text)),) if text.strip() else ()


def plan_table(entries: Sequence[PlanEntry]) -> Grid:
    """The plan: which meeting, what it is for, when."""
    rows = tuple(
        (
            words(meeting_number(entry.meeting_number) if entry.meeting_number else ""),
            words(entry.content),
            words(entry.period),
        )
        for entry in entries
    )
    return Grid(tuple(map(words, _PLAN_HEAD)), rows, ("center", "left", "left"))
