"""The materials of the chosen meeting: numbered by family, with the papers and files behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QTableView, QToolButton, QWidget

from kyodo_desktop.domain.fields import Field, Id
from kyodo_desktop.domain.records import Attachment, Material, MaterialFamily, Meeting
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import meetings, surveys
from kyodo_desktop.services.meetings import MaterialLine
from kyodo_desktop.ui import fetching
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.receiving import Arrived, Receiver, pick
from kyodo_desktop.ui.screen import STANDS_MS
from kyodo_desktop.ui.screens.material_body import BodyPart
from kyodo_desktop.ui.screens.material_papers import SURVEY, PaperEditor, titles
from kyodo_desktop.ui.widgets.drops import Drops
from kyodo_desktop.ui.widgets.editors import ListEditor
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen

ROWS = 5  # at least: a packet has about ten materials
ROWS_BESIDE_TEXT = 3
BESIDE = 52  # 字: with less room than this the text of a material stands below its other fields


class MaterialsPart:
    """Fills the materials' page of the meeting screen."""

    def __init__(self, screen: MeetingScreen) -> None:
        self._desk = screen.desk
        self._screen = screen
        self._meeting: Meeting | None = None
        self._showing = False
        self._files: dict[Id, str] = {}
        self._titles: dict[str, str] = {}
        columns: tuple[Column[MaterialLine], ...] = (
            Column(title=mark("番号"), text=lambda line: line.number, width=6, least=5),
            Column(
                title=mark("標題"), text=lambda line: line.material.title, width=20, least=8, stretch=True
            ),
            Column(title=mark("内容"), text=self._content, width=12, least=5),
        )
        self.table = Table(
            part(QTableView, "materials", screen.form),
            TableModel(columns, key=lambda line: line.material.id),
            sortable=False,
        )
        self.table.show_rows(ROWS)
        self.table.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.form: RecordForm[Material] = RecordForm(
            part(QWidget, "material_place", screen.form),
            Material,
            ("title", "family", "paper", "survey", "handed_apart", "item"),
            save=self._save,
            options=self._offered,
            editors={"paper": PaperEditor},
        )
        self.form.lock(screen.desk.read_only)
        self.form.touched.connect(self._show_rows)
        self.body = BodyPart(screen, part(QWidget, "body_place", screen.form))
        _Beside(part(QWidget, "material_parts", screen.form))
        flow(part(QWidget, "material_acts", screen.form))
        QTimer.singleShot(STANDS_MS, screen, lambda: fetching.fetch(screen, self.name_papers))
        part(QLabel, "drop_hint", screen.form).setHidden(screen.desk.read_only)
        self.receiver = Receiver(screen)
        self._drops = Drops(part(QWidget, "materials_page", screen.form), self.add_files)
        self._listen()

    def _listen(self) -> None:
        form = self._screen.form
        self._adds = [part(QPushButton, name, form) for name in ("material_add", "material_files")]
        self._adds[0].clicked.connect(self.add)
        self._adds[1].clicked.connect(self.pick_files)
        self._attach = part(QPushButton, "material_attach", form)
        self._attach.clicked.connect(self.pick_file)
        self._detach = part(QPushButton, "material_detach", form)
        self._detach.clicked.connect(self.detach)
        self._acts: list[QWidget] = [self._attach, self._detach]
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("material_up", lambda: self.move(-1)),
            ("material_down", lambda: self.move(1)),
            ("material_remove", self.remove),
        )
        for name, do in acts:
            button = part(QToolButton, name, form)
            button.clicked.connect(lambda _checked=False, do=do: do())
            self._acts.append(button)

    # --- showing

    def show(self, meeting: Meeting | None) -> None:
        """Show a meeting's materials; the same one stays chosen."""
        self._meeting = meeting
        lines = self._desk.read(meetings.materials, meeting.id) if meeting else ()
        held = [line.material.attachment for line in lines if line.material.attachment]
        self._files = {one: self._desk.get(Attachment, one).name for one in held}
        self._showing = True
        self.table.show(lines)
        self._showing = False
        for name in ("item", "survey"):
            editor = self.form.editors[name]
            if isinstance(editor, ListEditor):
                editor.fill(self._offered(editor.field))
        self._show_material()

    def name_papers(self) -> None:
        """Offer the papers by their titles, once they have been fetched."""
        self._titles = titles()
        editor = self.form.editors["paper"]
        if isinstance(editor, PaperEditor):
            editor.offer(self._titles)
        self.table.view.viewport().update()
        self.body.begin_judging()

    @property
    def named(self) -> bool:
        """Whether the papers have been offered by their titles."""
        return bool(self._titles)

    def _content(self, line: MaterialLine) -> str:
        material = line.material
        if material.paper:
            return self._titles.get(material.paper, material.paper if self.named else "")
        if material.attachment:
            return self._files.get(material.attachment, "")
        return _("別添") if material.handed_apart else _("なし")

    def _offered(self, field: Field) -> tuple[tuple[Id, str], ...]:
        """The surveys or the agenda items that a material may name."""
        if field.name == "survey":
            committee = self._desk.committee
            known = self._desk.read(surveys.surveys, committee.id) if committee else ()
            return tuple((one.id, one.title) for one in known)
        lines = self._desk.read(meetings.agenda, self._meeting.id) if self._meeting else ()
        return tuple((line.item.id, f"{line.number} {line.item.title}") for line in lines)

    def _on_row(self) -> None:
        if self._showing:
            return
        if not self.flush():
            self._showing = True
            self.table.hold(self.form.record.id if self.form.record else "")
            self._showing = False
            return
        self._show_material()

    def _show_material(self) -> None:
        line = self.table.chosen()
        self.form.show_record(line.material if line else None)
        self._show_rows()
        self.body.show(line.material if line else None)
        self.table.show_rows(ROWS_BESIDE_TEXT if self.body.shown else ROWS)
        writable = not self._desk.read_only and self._meeting is not None
        for widget in self._adds:
            widget.setEnabled(writable)
        for widget in self._acts:
            widget.setEnabled(writable and line is not None)
        composed = line is not None and bool(line.material.paper)
        self._attach.setEnabled(writable and line is not None and not composed)
        self._detach.setEnabled(writable and line is not None and bool(line.material.attachment))
        words = _("ファイルを添付…")
        if line is not None and line.material.attachment:
            words = _("ファイルを差し替え…")
        self._attach.setText(words)
        self._attach.setAccessibleName(words)

    def _show_rows(self) -> None:
        """Ask for the survey where its report is printed."""
        self.form.show_row("survey", self.form.editors["paper"].value() == SURVEY)

    # --- writing

    def flush(self) -> bool:
        """Save what is pending in the material and in its text."""
        return self.form.flush() and self.body.form.flush()

    def _save(self, material: Material) -> None:
        self._desk.do(meetings.edit_material, material)

    def add(self) -> None:
        """Add a material of the chosen one's family, and begin with its title."""
        if self._meeting is not None and self.flush():
            line = self.table.chosen()
            family = line.material.family if line else MaterialFamily.MATERIAL
            change = self._desk.act(
                meetings.add_material, self._meeting.id, _("新しい資料"), family=family, handed_apart=True
            )
            if change is not None:
                self._choose_added(change.pairs[0].after)
                title = self.form.editors["title"].widget
                title.setFocus()
                if hasattr(title, "selectAll"):
                    title.selectAll()  # pyright: ignore

    def _choose_added(self, added: object) -> None:
        if isinstance(added, Material):
            self.table.choose(added.id)

    def add_files(self, files: Sequence[Path]) -> None:
        """Add a material for each PDF or picture, titled by the file's name, once it has been looked at."""
        if self._meeting is not None and not self._desk.read_only and self.flush():
            meeting = self._meeting.id
            self.receiver.take(files, lambda found: self._add_arrived(meeting, found))

    def _add_arrived(self, meeting: Id, found: Sequence[Arrived]) -> None:
        for one in found:
            change = self._desk.act(
                meetings.add_received,
                meeting,
                one.path.stem,
                one.path.name,
                one.data,
                one.media_type,
                self._desk.today,
            )
            for pair in change.pairs if change else ():
                self._choose_added(pair.after)

    def pick_files(self) -> None:
        """Choose PDFs and pictures to add as materials."""
        self.add_files(pick(self._screen, _("ファイルを追加")))

    def pick_file(self) -> None:
        """Choose the file that the chosen material stands for."""
        if self.table.chosen() is not None:
            for file in pick(self._screen, _("ファイルを添付"))[:1]:
                self.attach_file(file)

    def attach_file(self, file: Path) -> None:
        """Attach a PDF or a picture to the chosen material, once it has been looked at."""
        line = self.table.chosen()
        if line is not None and self.flush():
            material = line.material.id
            self.receiver.take((file,), lambda found: self._attach_arrived(material, found[0]))

    def _attach_arrived(self, material: Id, one: Arrived) -> None:
        self._desk.act(meetings.attach, material, one.path.name, one.data, one.media_type, self._desk.today)

    def detach(self) -> None:
        """Take the file off the chosen material; undo stands ready."""
        if (line := self.table.chosen()) is not None and self.flush():
            self._screen.tell_undo(self._desk.act(meetings.detach, line.material.id))

    def remove(self) -> None:
        """Remove the chosen material; undo stands ready."""
        if (line := self.table.chosen()) is not None:
            self.form.revert()
            self.body.form.revert()
            self._screen.tell_undo(self._desk.act(meetings.remove_material, line.material.id))

    def move(self, by: int) -> None:
        """Move the chosen material within its family."""
        if (line := self.table.chosen()) is not None and self.flush():
            self._desk.act(meetings.move_material, line.material.id, by)


class _Beside(QObject):
    """Sets two parts side by side where there is room, else one below the other."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._place = place
        place.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if event.type() is QEvent.Type.Resize and isinstance(layout := self._place.layout(), QBoxLayout):
            room = self._place.fontMetrics().horizontalAdvance("あ") * BESIDE
            way = QBoxLayout.Direction
            layout.setDirection(way.LeftToRight if self._place.width() >= room else way.TopToBottom)
        return False
