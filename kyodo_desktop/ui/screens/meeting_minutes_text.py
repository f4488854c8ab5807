"""全文 and 公開: the whole text, for the office beside the public's, and what was published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QTableView, QWidget

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import Minutes, MinutesEdition, MinutesReopening
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import minutes
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting_minutes import MinutesTab

COLUMNS: Final[tuple[Column[MinutesEdition], ...]] = (
    Column(title=mark("版"), text=lambda one: _("第{n}版").format(n=one.edition), width=5),
    Column(
        title=mark("公開日"),
        text=lambda one: wareki.short(one.published_on),
        sort=lambda one: one.published_on,
        width=8,
        stretch=True,
    ),
)


def _show(text: QPlainTextEdit, words: str) -> None:
    """Show a text, where it was scrolled to."""
    if text.toPlainText() != words:
        at = text.verticalScrollBar().value()
        text.setPlainText(words)
        text.verticalScrollBar().setValue(at)


class TextPage:
    """Fills the page of the whole text, and gives it out as a file."""

    def __init__(self, owner: MinutesTab) -> None:
        self._owner = owner
        self._desk = owner.desk
        for name, public in (("save_inner", False), ("save_public", True)):
            button = part(QPushButton, name, owner.form)
            button.clicked.connect(lambda _on=False, public=public: self.pick_file(public=public))
        self._take = part(QPushButton, "take_back", owner.form)
        self._take.clicked.connect(self.pick_edited)

    def show(self, stored: Minutes | None) -> None:
        """Show the minutes as they stand, in both editions."""
        for name, public in (("inner_text", False), ("public_text", True)):
            words = ""
            if stored is not None:
                words = self._desk.read(minutes.edition, stored.id, public=public).text()
            _show(part(QPlainTextEdit, name, self._owner.form), words)
        self._take.setEnabled(not self._desk.read_only)

    def pick_file(self, *, public: bool) -> None:
        """Ask where to and in which form, and save the minutes."""
        from kyodo_desktop.papers.minutes import MinutesPaper, PublicMinutes
        from kyodo_desktop.papers.paper import of_meeting
        from kyodo_desktop.ui.export import DOCX, pick_paper
        from kyodo_desktop.ui.window import MainWindow

        window, meeting = self._owner.window(), self._owner.meeting
        if meeting is None or not isinstance(window, MainWindow) or not self._owner.flush():
            return
        paper = PublicMinutes() if public else MinutesPaper()
        try:
            view = self._desk.read(lambda store: paper.compose(store, of_meeting(store, meeting.id)))
        except KyodoError as error:
            self._desk.failed.emit(error)
            return
        where = self._desk.location
        folder = where.parent if isinstance(where, Path) else Path.home()
        name = f"{numbering.meeting_number(meeting.number)}{_(paper.title)}{DOCX}"
        pick_paper(window, paper, view, folder / name)

    def pick_edited(self) -> None:
        """Choose a Word file that somebody has edited, and take it in as a material of the meeting."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self._owner, _("直したWordを取り込む"), "", "Word (*.docx)"
        )
        if chosen:
            self.take_back(Path(chosen))

    def take_back(self, path: Path) -> None:
        """Take an edited Word file in as a material of the meeting."""
        from kyodo_desktop.ui import export
        from kyodo_desktop.ui.window import MainWindow

        window, meeting = self._owner.window(), self._owner.meeting
        if (
            meeting is not None
            and isinstance(window, MainWindow)
            and export.take_back(window, path, meeting.id)
        ):
            told = _("「{name}」を、この会議の資料として取り込みました。").format(name=path.name)
            self._owner.owner.notified.emit(told, "", None)

    def flush(self) -> bool:
        """Nothing is typed here."""
        return True

    def discard(self) -> None:
        """Nothing is typed here."""


class EditionsPage:
    """Fills the page of what was published, with the particulars of the minutes."""

    def __init__(self, owner: MinutesTab) -> None:
        self._owner = owner
        self._desk = owner.desk
        view = part(QTableView, "editions", owner.form)
        self.table = Table(view, TableModel(COLUMNS, key=lambda one: one.id))
        view.selectionModel().currentRowChanged.connect(self._show_edition)
        self.form: RecordForm[Minutes] = RecordForm(
            part(QWidget, "particulars_place", owner.form),
            Minutes,
            ("style", "public", "closed_reason", "observers"),
            save=self._save,
        )

    def show(self, stored: Minutes | None) -> None:
        """Show what was published, why the minutes were opened again, and their particulars."""
        found = self._desk.read(minutes.editions, stored.id) if stored else ()
        self.table.show(found)
        self.table.view.setVisible(bool(found))
        text = part(QPlainTextEdit, "edition_text", self._owner.form)
        text.setVisible(bool(found))
        told = "" if found else _("まだ公開していません。公開を記録すると、その時の文がここに残ります。")
        label = part(QLabel, "editions_told", self._owner.form)
        label.setText(airy(told))
        label.setVisible(bool(told))
        self._show_edition()
        again = self._desk.find(MinutesReopening, minutes=stored.id) if stored else ()
        words = (
            _("{day}に再開：{reason}").format(day=wareki.short(one.reopened_on), reason=one.reason)
            for one in sorted(again, key=lambda one: one.reopened_on)
        )
        reopenings = part(QLabel, "reopenings", self._owner.form)
        reopenings.setText(airy("\n".join(words)))
        reopenings.setVisible(bool(again))
        self.form.show_record(stored)
        self.form.lock(not self._owner.workable)

    def _show_edition(self) -> None:
        one = self.table.chosen()
        _show(part(QPlainTextEdit, "edition_text", self._owner.form), one.body if one else "")

    def _save(self, stored: Minutes) -> None:
        self._desk.do(minutes.edit_minutes, stored)

    def flush(self) -> bool:
        """Save what is pending; False where it can't be."""
        return self.form.flush()

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        self.form.revert()
