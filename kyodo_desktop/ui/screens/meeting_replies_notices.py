"""通知: by when the notice must go out, what was issued, and the batch that calls the members."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QLabel, QPushButton, QTableView, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError, NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Dispatch, DocumentNumber, IssuedPaper, Meeting
from kyodo_desktop.i18n import _, listed, mark
from kyodo_desktop.services import correspondence, notices, replies
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.meeting_leads import show_paper
from kyodo_desktop.ui.task import Task
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.dayfield import DayField
from kyodo_desktop.ui.widgets.editors import said
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.papers.letterheads import Batch
    from kyodo_desktop.ui.screens.meeting_replies import RepliesPart

NOTICE: Final = "notice"
_UNFIT: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\t', " "))


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A paper that went out, its number as it is printed ("" for none), and those it went to."""

    paper: IssuedPaper
    number: str
    to: tuple[Dispatch, ...]


def _spelled(number: DocumentNumber | None) -> str:
    return "" if number is None else f"{number.prefix}{number.number}号"


COLUMNS: Final[tuple[Column[IssuedRow], ...]] = (
    Column(
        title=mark("発行日"),
        text=lambda row: wareki.short(row.paper.issued_on),
        sort=lambda row: row.paper.issued_on,
        width=7,
    ),
    Column(title=mark("標題"), text=lambda row: row.paper.title, width=18, least=6, stretch=True),
    Column(title=mark("文書番号"), text=lambda row: row.number, width=8, least=6, spare=True),
    Column(
        title=mark("宛先"),
        text=lambda row: _("{count}人").format(count=len(row.to)) if row.to else "",
        sort=lambda row: len(row.to),
        width=4,
    ),
)


class NoticesPage:
    """Fills the page of what is sent."""

    def __init__(self, owner: RepliesPart) -> None:
        self._owner = owner
        self._desk = owner.desk
        self._meeting: Meeting | None = None
        self._task: Task[bytes] | None = None
        form = owner.form
        self.table = Table(
            part(QTableView, "issued", form), TableModel(COLUMNS, key=lambda row: row.paper.id)
        )
        self.table.view.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.day = DayField(self._desk.today, _("発行日"))
        self.day.setObjectName("issue_day")
        fill(part(QWidget, "day_place", form), self.day)
        part(QLabel, "day_label", form).setBuddy(self.day)
        self.day.chosen.connect(self._on_day)
        self.day.refused.connect(self._complain)
        self._rest = part(QCheckBox, "only_rest", form)
        self._rest.toggled.connect(self._show_preview)
        self._issue = part(QPushButton, "issue", form)
        self._issue.clicked.connect(self.issue)
        self._save = part(QPushButton, "save_issued", form)
        self._save.clicked.connect(self.pick_file)
        part(QPushButton, "to_packet", form).clicked.connect(lambda: show_paper(owner, NOTICE))

    # --- showing

    def show(self, meeting: Meeting | None) -> None:
        """Show what was sent for a meeting, and what would be sent now."""
        self._meeting = meeting
        self.table.show(self._rows(meeting) if meeting else ())
        self._show_deadline()
        self._show_chosen()
        self._show_preview()

    def _rows(self, meeting: Meeting) -> tuple[IssuedRow, ...]:
        desk, found = self._desk, self._desk.read(correspondence.issued, meeting.committee, meeting.id)
        numbers = {one.id: one for one in desk.read(correspondence.numbers, meeting.committee)}
        place = {one: at for at, one in enumerate(self._members(meeting))}

        def to(one: IssuedPaper) -> tuple[Dispatch, ...]:
            """The members in the roster's order, then the others."""
            sent = desk.read(correspondence.sent_to, one.id)
            return tuple(sorted(sent, key=lambda line: place.get(line.appointment or "", len(place))))

        return tuple(
            IssuedRow(
                one,
                _spelled(numbers.get(one.document_number or "")),
                desk.read(correspondence.sent_to, one.id),
            )
            for one in found
        )

    @property
    def sent(self) -> tuple[IssuedRow, ...]:
        """The notices that went out, the first one first."""
        return tuple(row for row in self.table.model.rows if row.paper.paper == NOTICE)

    def _show_deadline(self) -> None:
        words = ""
        if self._meeting is not None:
            first = self.sent[0].paper.issued_on if self.sent else None
            try:
                words = self._desk.read(notices.notice_of, self._meeting.id, first).sentence.text()
            except KyodoError as error:
                words = said(error).text()
            if first is None:
                words = _("開催通知は、まだ発行していません。") + "\n" + words
        part(QLabel, "deadline", self._owner.form).setText(airy(words))

    def _show_chosen(self) -> None:
        row = self.table.chosen()
        label = part(QLabel, "sent_to", self._owner.form)
        names = listed(tuple(one.addressee for one in row.to)) if row else ""
        label.setText(airy(_("宛先：{names}").format(names=names)))
        label.setVisible(bool(names))
        self._save.setEnabled(row is not None)

    # --- what would be sent

    def _reached(self) -> frozenset[Id]:
        return frozenset(one.appointment for row in self.sent for one in row.to if one.appointment)

    def _to(self) -> tuple[Id, ...]:
        """The appointments of those who would get the notice."""
        if self._meeting is None:
            return ()
        reached = self._reached() if self._rest.isChecked() else ()
        return tuple(one for one in self._members(self._meeting) if one not in reached)

    def _members(self, meeting: Meeting) -> tuple[Id, ...]:
        """The appointments of the members in office on the meeting's day."""
        try:
            found = self._desk.read(correspondence.recipients, meeting.committee, meeting.date)
        except NotFound:  # no term holds on that day
            return ()
        return tuple(one.appointment for one in found)

    def _show_preview(self) -> None:
        meeting, committee = self._meeting, self._desk.committee
        part(QFrame, "issue_card", self._owner.form).setVisible(meeting is not None)
        self._rest.setVisible(bool(self.sent))
        self._complain("")
        count = len(self._to())
        numbered = committee is not None and bool(committee.document_prefix)
        words = _("宛先{count}人。文書番号は付きません（委員会の「文書番号の記号」が未登録です）。")
        number = ""
        if committee is not None and numbered:
            n = self._desk.read(correspondence.next_document_number, committee.id, self.day.day)
            number = f"{committee.document_prefix}{n}号"
            words = _("宛先{count}人、文書番号「{number}」。出欠回答票を添え、1つのPDFにします。")
        part(QLabel, "preview", self._owner.form).setText(airy(words.format(count=count, number=number)))
        can = meeting is not None and not self._desk.read_only and replies.takes_replies(meeting)
        self._issue.setEnabled(can and count > 0 and self._task is None)
        self.day.setReadOnly(not can)
        self._rest.setEnabled(can)

    def _on_day(self, day: dt.date) -> None:
        self.day.show_day(day)
        self._show_preview()

    def _complain(self, why: str) -> None:
        label = part(QLabel, "issue_problem", self._owner.form)
        label.setText(why)
        label.setVisible(bool(why))

    # --- doing

    def issue(self) -> None:
        """Make the notices beside the window; once they are there, put them on record in one act."""
        from kyodo_desktop.papers import issue, letterheads
        from kyodo_desktop.papers.notice import Notice
        from kyodo_desktop.papers.paper import of_meeting
        from kyodo_desktop.papers.press.faces import Fonts

        if self._meeting is None or self._task is not None:
            return
        desk, to, on = self._desk, self._to(), self.day.day
        try:
            occasion = desk.read(of_meeting, self._meeting.id)
            numbered = bool(occasion.committee.document_prefix)
            batch = desk.read(
                letterheads.prepare, Notice(), desk.paths.papers, occasion, on, to=to, numbered=numbered
            )
        except KyodoError as error:
            self._complain(said(error).text())
            return
        fonts, forms = Fonts(desk.paths), desk.paths.papers
        self._task = task = Task(lambda: issue.build(batch.paper, batch.view, fonts, forms))
        task.finished.connect(lambda data: self._on_made(batch, data))
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_end)
        self._issue.setText(_("作成しています…"))
        self._show_preview()
        task.start()

    def _on_end(self) -> None:
        self._task = None
        self._issue.setText(_("開催通知を発行"))
        self._show_preview()

    def _on_failed(self, error: Exception) -> None:
        self._on_end()
        self._complain(said(error).text() if isinstance(error, KyodoError) else str(error))

    def _on_made(self, batch: Batch[Any, Any], data: bytes) -> None:
        self._on_end()
        change = self._desk.act(correspondence.issue_letters, batch.issue, data)
        if change is None:
            return
        made = next((pair.after for pair in change.pairs if isinstance(pair.after, IssuedPaper)), None)
        if made is not None:
            self.table.choose(made.id)
        count = _("{count}人への開催通知を発行しました。").format(count=len(batch.issue.to))
        self._owner.owner.notified.emit(count, _("PDFを保存…"), self.pick_file)

    def pick_file(self) -> None:
        """Ask where to, and save the chosen paper as it was issued."""
        row = self.table.chosen()
        if row is None:
            return
        where = self._desk.location
        folder = where.parent if isinstance(where, Path) else Path.home()
        name = " ".join(row.paper.title.translate(_UNFIT).split()) + ".pdf"
        chosen, _filter = QFileDialog.getSaveFileName(
            self._owner, _("PDFを保存"), str(folder / name), "PDF (*.pdf)"
        )
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def save(self, path: Path) -> None:
        """Save the chosen paper as it was issued, byte for byte."""
        from kyodo_desktop.papers import issue

        row = self.table.chosen()
        if row is not None and self._owner.owner.attempt(
            lambda: issue.write(path, self._desk.read(lambda store: store.blob(row.paper.sha256)))
        ):
            self._owner.owner.notified.emit(_("「{name}」に保存しました。").format(name=path.name), "", None)

    # --- pending

    def flush(self) -> bool:
        """Nothing is pending here but the day of a letter that isn't issued."""
        return True

    def discard(self) -> None:
        """Forget the day that was typed."""
        self.day.show_day(self.day.day)
