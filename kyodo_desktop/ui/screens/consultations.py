"""諮問・答申: the ledger, the years it took drawn across terms and meetings, and what came of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.fields import Id, shape
from kyodo_desktop.domain.records import (
    AgendaItem,
    Committee,
    Consultation,
    ContinuedDeliberation,
    Deliberation,
    FollowUp,
    Meeting,
    Recommendation,
    Report,
    Term,
)
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import consultations, meetings, roster
from kyodo_desktop.services.consultations import ConsultationLine
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.screens.consultation_pages import Pages
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.acts import Act, Values
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.ledger import Book, Ledger
from kyodo_desktop.ui.widgets.table import Column
from kyodo_desktop.ui.widgets.timeline import Band, Bar, Tick, Timeline

_PRINTS: Final = {
    "print_list": "consultations",
    "print_letter": "consultation_letter",
    "print_report": "report_letter",
}
"""The paper that each button prints, by its key."""


class ConsultationsScreen(Screen):
    """The consultations, the chosen one edited in place."""

    key = "consultations"
    shows = (
        AgendaItem,
        Committee,
        Consultation,
        ContinuedDeliberation,
        Deliberation,
        FollowUp,
        Meeting,
        Recommendation,
        Report,
        Term,
    )

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self.timeline = Timeline(
            _("諮問の年表"), _("諮問を記録すると、諮問から答申までの期間がここに並びます。")
        )
        fill(part(QWidget, "timeline_place", self.form), self.timeline)
        self.pages = Pages(self)
        self.ledger = _Ledger(self)
        fill(part(QWidget, "ledger_place", self.form), self.ledger)
        self.ledger.chosen.connect(self._on_chosen)
        self.timeline.chosen.connect(self._on_bar)
        for name, paper in _PRINTS.items():
            button = part(QPushButton, name, self.form)
            button.clicked.connect(lambda _checked=False, paper=paper: self.print_paper(paper))

    # --- showing

    def reload(self) -> None:
        committee = self.desk.committee
        lines = self.desk.read(consultations.ledger, committee.id) if committee else ()
        self._draw(lines)
        self.ledger.show_rows([_Row(line, self.desk) for line in lines])
        part(QLabel, "standing", self.form).setText(_summary(lines) if lines else "")

    def _draw(self, lines: tuple[ConsultationLine, ...]) -> None:
        committee, today = self.desk.committee, self.desk.today
        if committee is None or not lines:
            self.timeline.show_time((), (), (), today)
            return
        terms = self.desk.read(roster.terms, committee.id)
        held = self.desk.read(meetings.meetings, committee.id)
        self.timeline.show_time(
            [_band(one) for one in terms],
            [_bar(_Row(line, self.desk)) for line in lines],
            [Tick(one.date, _met(one)) for one in held],
            today,
        )

    def _on_chosen(self) -> None:
        row = self.ledger.row
        self.pages.show_line(row.line if row else None)
        if row is not None:
            self.timeline.choose(row.line.consultation.id)
        answered = row is not None and row.line.report is not None
        part(QPushButton, "print_list", self.form).setEnabled(row is not None)
        part(QPushButton, "print_letter", self.form).setEnabled(row is not None)
        part(QPushButton, "print_report", self.form).setEnabled(answered)

    def _on_bar(self, consultation: str) -> None:
        if not self.ledger.choose(consultation) and self.ledger.record is not None:
            self.timeline.choose(self.ledger.record.id)  # what can't be saved isn't left behind

    def show_record(self, record: Id) -> None:
        """Choose a consultation, by its own id or that of anything that belongs to it."""
        for row in self.ledger.table.model.rows:
            if record in row.belongs and self.ledger.choose(row.line.consultation.id):
                self.pages.go(record)

    # --- printing

    def print_paper(self, paper: str) -> None:
        """Lead to where a paper of the chosen consultation is shown and printed."""
        chosen = self.ledger.record
        if self.flush():
            of_one = chosen is not None and paper != _PRINTS["print_list"]
            self.asked.emit("papers", f"{paper}/{chosen.id}" if of_one and chosen else paper)

    # --- pending

    def forms(self) -> tuple[RecordForm, ...]:
        return (self.ledger.form, *self.pages.forms())

    def flush(self) -> bool:
        return self.ledger.flush()

    def discard(self) -> None:
        self.ledger.discard()

    def _draw_icons(self) -> None:
        super()._draw_icons()
        if hasattr(self, "ledger"):
            self.ledger.draw_icons()
            self.pages.draw_icons()


class _Row:
    """A consultation's line as the list shows it today."""

    def __init__(self, line: ConsultationLine, desk: Desk) -> None:
        self.line = line
        self.days = line.days(desk.today)

    @property
    def state(self) -> str:
        """答申済, 審議中, or asked only on a day to come."""
        if self.line.report is not None:
            return _("答申済")
        return _("審議中") if self.days is not None else _("諮問予定")

    @property
    def belongs(self) -> set[Id]:
        """The ids of the consultation and of all that belongs to it."""
        line = self.line
        found = {
            line.consultation.id,
            *(one.id for one in line.continued),
            *(one.id for one in line.follow_ups),
        }
        found |= {one.recommendation.id for one in line.recommendations}
        found |= {one.deliberation.id for one in line.sittings}
        return found | ({line.report.id} if line.report else set())


def _answered(row: _Row) -> str:
    return wareki.short(row.line.report.reported_on) if row.line.report else ""


def _days(row: _Row) -> str:
    return "" if row.days is None else _("{days}日").format(days=f"{row.days:,}")


COLUMNS: Final[tuple[Column[_Row], ...]] = (
    Column(
        title=mark("番号"),
        text=lambda row: str(row.line.consultation.number),
        sort=lambda row: row.line.consultation.number,
        width=3,
    ),
    Column(title=mark("件名"), text=lambda row: row.line.consultation.title, width=16, least=6, stretch=True),
    Column(
        title=mark("諮問日"),
        text=lambda row: wareki.short(row.line.consultation.asked_on),
        sort=lambda row: row.line.consultation.asked_on,
        width=7,
    ),
    Column(
        title=mark("答申日"),
        text=_answered,
        sort=lambda row: row.line.report.reported_on if row.line.report else row.line.consultation.asked_on,
        width=7,
        spare=True,
        least=7,
    ),
    Column(title=mark("日数"), text=_days, sort=lambda row: row.days or 0, width=5, spare=True, least=5),
    Column(title=mark("状態"), text=lambda row: row.state, width=6, least=5),
)


class _Ledger(Ledger[_Row, Consultation]):
    """The list, and below the chosen one's title the pages of what came of it."""

    def __init__(self, screen: ConsultationsScreen) -> None:
        self._pages = screen.pages
        self._desk = screen.desk
        super().__init__(
            screen,
            Book(
                name=_("諮問の一覧"),
                columns=COLUMNS,
                record=Consultation,
                of=lambda row: row.line.consultation,
                fields=("title",),
                save=lambda one: screen.desk.do(consultations.edit_consultation, one),
                adds=_("諮問を記録"),
                add=self._adding,
                remove=lambda one: screen.desk.act(consultations.remove_consultation, one.id),
                empty=_("諮問がまだありません。「諮問を記録」から登録してください。"),
            ),
        )
        self.put_below(screen.pages)
        across = part(QSplitter, "across", self)
        across.setStretchFactor(0, 2)
        across.setStretchFactor(1, 3)
        across.setSizes([460, 560])
        down = part(QVBoxLayout, "right_down", self)
        down.setStretch(down.indexOf(part(QWidget, "below", self)), 1)

    def _adding(self) -> Act | None:
        committee = self._desk.committee
        if committee is None:
            return None
        field = shape(Consultation).field
        names = ("title", "asked_on", "document_number", "subject", "question")
        return Act(
            title=_("諮問を記録"),
            button=_("記録"),
            asked=[field(name) for name in names],
            do=lambda values: self._add(committee.id, values),
            note=_("諮問番号は、次の番号になります。"),
        )

    def _add(self, committee: Id, values: Values) -> None:
        self.chose_added(self._desk.do(consultations.record_consultation, committee, **values))

    def flush(self) -> bool:
        return super().flush() and self._pages.flush()

    def discard(self) -> None:
        super().discard()
        self._pages.discard()


def _band(term: Term) -> Band:
    span = wareki.span_short(term.since, term.until)
    return Band(_("任期"), term.since, term.until, _("任期　{span}").format(span=span))


def _bar(row: _Row) -> Bar:
    line = row.line
    asked, report = line.consultation, line.report
    name = _("諮問{number}").format(number=asked.number)
    return Bar(
        asked.id,
        name,
        asked.title,
        asked.asked_on,
        report.reported_on if report else None,
        "　".join(_told(row, name)),
        tuple(one.meeting.date for one in line.sittings),
    )


def _told(row: _Row, name: str) -> Iterator[str]:
    asked, report = row.line.consultation, row.line.report
    yield f"{name}「{asked.title}」"
    yield _("{day}諮問").format(day=wareki.long(asked.asked_on))
    if report is not None:
        yield _("{day}答申").format(day=wareki.long(report.reported_on))
    if row.days is not None:
        yield _days(row)
    yield row.state


def _met(meeting: Meeting) -> str:
    return f"{numbering.meeting_number(meeting.number)}　{wareki.long(meeting.date)}"


def _summary(lines: tuple[ConsultationLine, ...]) -> str:
    """How many there are, and how many still wait for their answer."""
    waiting = sum(line.report is None for line in lines)
    return _("{all}件（うち答申を待つもの{waiting}件）").format(all=len(lines), waiting=waiting)
