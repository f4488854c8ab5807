"""答申書: the committee's report to the mayor, with its recommendations, its course and its members."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import Committee, OfficeRole, Report
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import letter, wordletter, wordreport, wordroster
from kyodo_desktop.papers.consultationletter import about
from kyodo_desktop.papers.forms import Type, measure, option, say, shared, wording
from kyodo_desktop.papers.letter import FORM, Addressee, Letter, LetterHead, LetterLook
from kyodo_desktop.papers.paper import THE_FORM, GoesOut, Occasion, Paper, Printed, Takes, one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.reportlay import Advice, Body, ReportSheet, Sat, course_table
from kyodo_desktop.papers.roster import RosterForm, RosterPaper, RosterView
from kyodo_desktop.papers.wordpieces import WIDTH, Part, Written
from kyodo_desktop.services import consultletters
from kyodo_desktop.services.consultations import ConsultationLine, Quotes
from kyodo_desktop.services.consultletters import Officer
from kyodo_desktop.services.conveners import mayor_on
from kyodo_desktop.services.register import term_on
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """Everything the report shows; `roster` is None where nobody is on record for its day."""

    head: LetterHead
    to: Addressee
    title: str
    asked_on: dt.date
    asked_number: str = ""
    body: Body
    roster: RosterView | None = None
    signer_base_form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The words over the report's parts and its table's columns; "" leaves a heading out."""

    reasons: str = wording()
    course: str = wording()
    meeting: str = wording()
    day: str = wording()
    item: str = wording()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The table's measures and the white between the parts, in millimetres."""

    meeting: float = measure(10, 60)
    day: float = measure(15, 80)
    head: float = measure(5, 30)
    row: float = measure(5, 30)
    shade: float = measure(0, 1)
    section: float = measure(0, 40)
    advice: float = measure(0, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportForm:
    """The form's wording and geometry."""

    seal: str = option("omitted", "sealed", "none")
    subject: str = wording("title")
    quoted: str = wording("date", "number")
    quoted_unnumbered: str = wording("date")
    roster: bool
    headings: Headings
    sections: Type
    cells: Type
    grid: Grid
    letter: LetterLook = shared(FORM)  # noqa: RUF009 - a field's description
    members: RosterForm = shared(RosterPaper.form)  # noqa: RUF009


class ReportLetter(Paper[ReportView, ReportForm]):
    """答申書."""

    key: ClassVar = "report_letter"
    title: ClassVar = mark("答申書")
    form: ClassVar = "report_letter.toml"
    takes: ClassVar = (Takes.CONSULTATION,)
    goes_out: ClassVar = GoesOut.PLAIN
    layout = ReportForm

    def compose(self, store: Store, occasion: Occasion) -> ReportView:
        committee, meeting = occasion.committee, occasion.meeting
        line = consultletters.answered(
            store, committee.id, meeting.id if meeting else None, occasion.consultation
        )
        report, asked = line.report, line.consultation
        if report is None:
            raise ValueError("an answered consultation has a report")
        day = report.reported_on
        signer = consultletters.signer_of(store, committee.id, day)
        known = term_on(store, committee.id, day) is not None
        of_day = Occasion(committee=committee, day=day)
        return ReportView(
            head=_head(committee, report, signer),
            to=_mayor(store, committee, day),
            title=asked.title,
            asked_on=asked.asked_on,
            asked_number=asked.document_number,
            body=_body(line, report, Quotes(store, committee.id)),
            roster=RosterPaper().compose(store, of_day) if known else None,
            signer_base_form=signer is not None and signer.name.base_form_accepted,
        )

    def heading(self, view: ReportView, form: ReportForm) -> str:
        return say(form.subject, title=about(view.title))

    def sent_to(self, view: ReportView) -> tuple[str, ...]:
        return (view.to.name,)

    def printed(self, view: ReportView, form: ReportForm) -> Iterator[Printed]:
        face, cells, words = form.letter.body.face, form.cells.face, form.headings
        for one in letter.printed(_letter(view, form), form.letter):
            signed = view.signer_base_form and one.where == msg("発信者")
            yield replace(one, base_form=one.base_form or signed)
        yield Printed(words.reasons + words.course, form.sections.face, msg(THE_FORM))
        yield Printed(words.meeting + words.day + words.item, cells, msg(THE_FORM))
        yield Printed(form.letter.record, face, msg(THE_FORM))
        body = view.body
        yield Printed("".join((*body.text, *body.reasons)), face, msg("答申の本文"))
        for advice in body.advice:
            where = msg("答申の意見「{title}」", title=advice.title[:20])
            yield Printed(advice.number + advice.title + "".join(advice.body), face, where)
        for sat in body.course:
            yield Printed(sat.meeting + sat.day + sat.item, cells, msg("審議経過の「{item}」", item=sat.item))
        if view.roster is not None and form.roster:
            yield from RosterPaper().printed(view.roster, form.members)

    def draw(self, view: ReportView, page: Page, form: ReportForm) -> Iterator[Progress]:
        sheet = ReportSheet(page, form.letter, form.sections, form.cells)
        page.bookmark(self.heading(view, form))
        words, grid = form.headings, form.grid
        sheet.opening(_letter(view, form))
        sheet.said(view.body, words.reasons, (grid.section, grid.advice))
        if view.body.course:
            heads, widths, look = _course(form)
            sheet.section(words.course, grid.section)
            sheet.y += grid.advice
            yield from sheet.course(view.body.course, heads, widths, look)
        yield one_page(page.number, page.number)
        if view.roster is not None and form.roster:
            page.new_page()
            yield from RosterPaper().draw(view.roster, page, form.members)

    def word(self, view: ReportView, form: ReportForm) -> Written:
        """The same for Word."""
        words, look, margins = form.headings, form.letter, form.letter.margins
        width = WIDTH - margins.left - margins.right
        course = course_table(view.body.course, *_course(form), style(form.cells), width)
        said = (words.reasons, words.course)
        blocks = wordreport.report(_letter(view, form), view.body, look, said, form.grid.advice, course)
        parts = [Part(margins, tuple(blocks))]
        sorts = (
            *wordletter.sorts(look),
            *wordreport.sorts(look, form.sections, form.cells, form.grid.section),
        )
        if view.roster is not None and form.roster:
            sorts = (*sorts, *wordroster.sorts(form.members))
            parts.append(wordroster.part(view.roster, form.members))
        title = self.heading(view, form)
        return Written(title=title, day=view.head.date, sorts=sorts, parts=tuple(parts))


def _course(
    form: ReportForm,
) -> tuple[tuple[str, str, str], tuple[float, float], tuple[float, float, float]]:
    """The headings of the meetings' table, its widths, its heights and shade."""
    words, grid = form.headings, form.grid
    return (
        (words.meeting, words.day, words.item),
        (grid.meeting, grid.day),
        (grid.head, grid.row, grid.shade),
    )


def _letter(view: ReportView, form: ReportForm) -> Letter:
    day = wareki.long(view.asked_on)
    quoted = say(form.quoted_unnumbered, date=day)
    if view.asked_number:
        quoted = say(form.quoted, date=day, number=view.asked_number)
    subject = say(form.subject, title=about(view.title))
    return Letter(head=view.head, to=view.to, subject=subject, body=(quoted,), seal=form.seal)


def _head(committee: Committee, report: Report, signer: Officer | None) -> LetterHead:
    role = signer.role if signer else OfficeRole.CHAIR
    return LetterHead(
        sender_title=committee.name + role.label,
        sender=signer.name.name if signer else "",
        prefix=committee.document_prefix,
        reference=report.document_number,
        date=report.reported_on,
    )


def _mayor(store: Store, committee: Committee, day: dt.date) -> Addressee:
    mayor = mayor_on(store, committee.id, day)
    return Addressee(name=mayor.name or mayor.title, title=mayor.title if mayor.name else "")


def _body(line: ConsultationLine, report: Report, quotes: Quotes) -> Body:
    return Body(
        text=_paragraphs(quotes.said(report.body)),
        advice=tuple(
            Advice(
                one.number,
                one.depth,
                quotes.said(one.recommendation.title),
                _paragraphs(quotes.said(one.recommendation.body)),
            )
            for one in line.recommendations
        ),
        reasons=_paragraphs(quotes.said(report.reasons)),
        course=tuple(
            Sat(
                meeting_number(sat.meeting.number), wareki.long(sat.meeting.date), quotes.said(sat.item.title)
            )
            for sat in line.sittings
            if sat.meeting.date <= report.reported_on
        ),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("\n") if part.strip())
