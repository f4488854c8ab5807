"""The sample's consultations, each with its report, the recommendations and what was deliberated after."""

from __future__ import annotations

from collections.abc import Iterable

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import DEPTHS
from kyodo_desktop.domain.records import (
    Consultation,
    ContinuedDeliberation,
    Recommendation,
    Report,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.consulting import check_days
from kyodo_desktop.services.sample.ground import Ground, add, blamed
from kyodo_desktop.services.tomlfile import Table
from kyodo_desktop.storage import Draft

_ASKED = (
    "number",
    "title",
    "asked_on",
    "document_number",
    "subject",
    "question",
    "term_note",
    "report",
    "continued",
)
_REPORT = ("reported_on", "document_number", "body", "reasons", "recommendations")


def plant_consultations(draft: Draft, file: Table, ground: Ground) -> None:
    """Plant consultations.toml."""
    numbers: set[int] = set()
    for row in file.known("consultations").tables("consultations", required=False):
        asked = _consultation(draft, row.known(*_ASKED), ground)
        if asked.number in numbers:
            raise row.wrong("number", msg("この番号の諮問は、すでに書かれています。"))
        numbers.add(asked.number)
        if "report" in row.values:
            _report(draft, row.table("report").known(*_REPORT), asked)
        for order, one in enumerate(row.tables("continued", required=False), 1):
            _continued(draft, one.known("matter", "outcome"), asked, order)


def _consultation(draft: Draft, row: Table, ground: Ground) -> Consultation:
    return add(
        draft,
        row,
        Consultation(
            id=draft.new_id(),
            committee=ground.committee.id,
            number=row.integer("number"),
            title=row.text("title"),
            asked_on=row.day("asked_on"),
            document_number=row.text("document_number", ""),
            subject=row.text("subject", ""),
            question=row.text("question", ""),
            term_note=row.text("term_note", ""),
        ),
    )


def _report(draft: Draft, row: Table, asked: Consultation) -> None:
    report = Report(
        id=draft.new_id(),
        consultation=asked.id,
        reported_on=row.day("reported_on"),
        document_number=row.text("document_number", ""),
        body=row.text("body", ""),
        reasons=row.text("reasons", ""),
    )
    with blamed(row):
        check_days(asked, report)
    add(draft, row, report)
    if "recommendations" in row.values:
        _recommendations(draft, row.texts_or_tables("recommendations", "title"), report)


def _recommendations(
    draft: Draft, rows: Iterable[Table], report: Report, parent: Id | None = None, depth: int = 1
) -> None:
    for order, row in enumerate(rows, 1):
        row.known("title", "body", "items")
        if depth > DEPTHS:
            raise row.wrong("title", msg("答申の意見は{depths}段までです。", depths=DEPTHS))
        one = Recommendation(
            id=draft.new_id(),
            report=report.id,
            parent=parent,
            order=order,
            title=row.text("title"),
            body=row.text("body", ""),
        )
        add(draft, row, one)
        if "items" in row.values:
            _recommendations(draft, row.texts_or_tables("items", "title"), report, one.id, depth + 1)


def _continued(draft: Draft, row: Table, asked: Consultation, order: int) -> None:
    one = ContinuedDeliberation(
        id=draft.new_id(),
        consultation=asked.id,
        order=order,
        matter=row.text("matter"),
        outcome=row.text("outcome", ""),
    )
    add(draft, row, one)
