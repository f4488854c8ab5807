"""What came of one consultation, page by page: its letter, answer, recommendations, follow-up, meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLabel, QPushButton, QTabWidget, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id, shape
from kyodo_desktop.domain.records import Consultation, Report
from kyodo_desktop.i18n import _
from kyodo_desktop.services import consultations
from kyodo_desktop.services.consultations import ConsultationLine
from kyodo_desktop.ui.load import fill, load, part
from kyodo_desktop.ui.screens.consultation_advice import AdvicePage
from kyodo_desktop.ui.screens.consultation_ledgers import ContinuedPage, FollowPage, Page, SittingsPage
from kyodo_desktop.ui.widgets.acts import Act, ActForm, Values
from kyodo_desktop.ui.widgets.editors import LinesEditor
from kyodo_desktop.ui.widgets.entry import LinesEntry
from kyodo_desktop.ui.widgets.form import RecordForm

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.consultations import ConsultationsScreen

_LONG: Final = 6  # lines of a letter that are seen


class Pages(QWidget):
    """The pages of the chosen consultation. Each is made when it is first shown."""

    def __init__(self, screen: ConsultationsScreen) -> None:
        super().__init__()
        self._screen = screen
        self._line: ConsultationLine | None = None
        self.form = load(screen.desk.paths.screens / "consultation.ui", self)
        self.tabs = part(QTabWidget, "parts", self.form)
        self._makers: tuple[type[Page], ...] = (
            AskedPage,
            ReportPage,
            AdvicePage,
            FollowPage,
            ContinuedPage,
            SittingsPage,
        )
        self._made: dict[int, Page] = {}
        self.tabs.currentChanged.connect(self._show_page)

    def page(self, at: int) -> Page:
        """The page at a place, made now if it has not been."""
        if at not in self._made:
            self._made[at] = self._makers[at](self._screen, self.form)
            self._made[at].show_line(self._line)
        return self._made[at]

    def show_line(self, line: ConsultationLine | None) -> None:
        """Show what came of a consultation."""
        if (line and line.consultation.id) != (self._line and self._line.consultation.id):
            self.discard()
        self._line = line
        part(QLabel, "course", self.form).setText(self._course(line) if line else "")
        for page in self._made.values():
            page.show_line(line)
        self._show_page()

    def _show_page(self) -> None:
        self.page(self.tabs.currentIndex())

    def go(self, record: Id) -> None:
        """Show the page that a record of this consultation stands on, and choose it there."""
        for at in range(self.tabs.count()):
            if self.page(at).choose(record):
                self.tabs.setCurrentIndex(at)
                return

    def _course(self, line: ConsultationLine) -> str:
        """From when to when, how long it took, and at how many meetings."""
        today = self._screen.desk.today
        days = line.days(today)
        asked = wareki.long(line.consultation.asked_on)
        if line.report is not None:
            until = wareki.long(line.report.reported_on)
            words = _("諮問{number}：{asked}諮問、{until}答申（{days}日）")
        elif days is not None:
            until, words = "", _("諮問{number}：{asked}諮問（今日まで{days}日）")
        else:
            until, words = "", _("諮問{number}：{asked}に諮問される予定")
        said = words.format(number=line.consultation.number, asked=asked, until=until, days=f"{days or 0:,}")
        met = len({one.meeting.id for one in line.sittings})
        return said + ("" if not met else _("　審議した会議{count}回").format(count=met))

    # --- pending

    def forms(self) -> tuple[RecordForm, ...]:
        """The forms that save by themselves."""
        return tuple(form for page in self._made.values() for form in page.forms())

    def flush(self) -> bool:
        """Save what is pending; False where it can't be, and the page that says why is shown."""
        for at, page in self._made.items():
            if not page.flush():
                self.tabs.setCurrentIndex(at)
                return False
        return True

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        for page in self._made.values():
            page.discard()

    def draw_icons(self) -> None:
        """Draw the buttons in the colours that hold now."""
        for page in self._made.values():
            page.draw_icons()


class LongEditor(LinesEditor):
    """The text of a letter: more lines of it are seen."""

    def make_entry(self) -> LinesEntry:
        made = LinesEntry()
        made.setFixedHeight(made.fontMetrics().lineSpacing() * _LONG + 14)
        return made


class AskedPage(Page):
    """The consultation as the letter put it."""

    def __init__(self, screen: ConsultationsScreen, form: QWidget) -> None:
        self._form: RecordForm[Consultation] = RecordForm(
            part(QWidget, "asked_place", form),
            Consultation,
            ("number", "asked_on", "document_number", "term_note", "subject", "question"),
            save=lambda one: screen.desk.do(consultations.edit_consultation, one),
            editors={"question": LongEditor},
        )
        self._form.lock(screen.desk.read_only)

    def show_line(self, line: ConsultationLine | None) -> None:
        self._form.show_record(line.consultation if line else None)

    def choose(self, record: Id) -> bool:
        return self._form.record is not None and self._form.record.id == record

    def forms(self) -> tuple[RecordForm, ...]:
        return (self._form,)


class ReportPage(Page):
    """The committee's answer, or the way to record it."""

    def __init__(self, screen: ConsultationsScreen, form: QWidget) -> None:
        self._screen = screen
        self._asked: Consultation | None = None
        self._form: RecordForm[Report] = RecordForm(
            part(QWidget, "report_place", form),
            Report,
            ("reported_on", "document_number", "body", "reasons"),
            save=lambda one: screen.desk.do(consultations.edit_report, one),
            editors={"body": LongEditor, "reasons": LongEditor},
        )
        self._form.lock(screen.desk.read_only)
        self.act = ActForm()
        self.act.closed.connect(self._show_parts)
        fill(part(QWidget, "report_act_place", form), self.act)
        self._none = part(QLabel, "no_report", form)
        self._place = part(QWidget, "report_place", form)
        self._record = part(QPushButton, "record_report", form)
        self._remove = part(QPushButton, "remove_report", form)
        self._record.clicked.connect(self.begin)
        self._remove.clicked.connect(self.remove)

    def show_line(self, line: ConsultationLine | None) -> None:
        self._asked = line.consultation if line else None
        self._form.show_record(line.report if line else None)
        if self._form.record is not None and self.act.open:
            self.act.leave()
        self._show_parts()

    def _show_parts(self) -> None:
        answered, asking = self._form.record is not None, self.act.open
        can = not self._screen.desk.read_only
        self._none.setVisible(not answered and not asking)
        self._record.setVisible(not answered and not asking)
        self._record.setEnabled(can)
        self._place.setVisible(answered)
        self._remove.setVisible(answered)
        self._remove.setEnabled(can)

    def begin(self) -> None:
        """Ask for the answer."""
        if self._asked is None:
            return
        asked, field = self._asked.id, shape(Report).field
        self.act.ask(
            Act(
                title=_("答申を記録"),
                button=_("記録"),
                asked=[field(name) for name in ("reported_on", "document_number", "body", "reasons")],
                do=lambda values: self._do(asked, values),
            )
        )
        self._show_parts()

    def _do(self, asked: Id, values: Values) -> None:
        self._screen.desk.do(consultations.record_report, asked, **values)

    def remove(self) -> None:
        """Remove the answer; undo stands ready."""
        if (report := self._form.record) is not None:
            self._form.revert()
            self._screen.tell_undo(self._screen.desk.act(consultations.remove_report, report.id))

    def choose(self, record: Id) -> bool:
        return self._form.record is not None and self._form.record.id == record

    def forms(self) -> tuple[RecordForm, ...]:
        return (self._form,)

    def flush(self) -> bool:
        return super().flush() and not self.act.dirty

    def discard(self) -> None:
        super().discard()
        if self.act.open:
            self.act.leave()
