"""会議: the list of meetings, and the chosen one with its agenda and materials."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTableView,
    QTabWidget,
    QToolButton,
    QWidget,
)

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.fields import Id, shape
from kyodo_desktop.domain.records import (
    AgendaItem,
    Attachment,
    BodyText,
    Committee,
    Material,
    Meeting,
    Survey,
)
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import meetings
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.screens.meeting_agenda import AgendaPart
from kyodo_desktop.ui.screens.meeting_materials import MaterialsPart
from kyodo_desktop.ui.screens.meeting_parts import Parts
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.acts import Act, ActForm, Values
from kyodo_desktop.ui.widgets.editors import spelled_day
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

COLUMNS: tuple[Column[Meeting], ...] = (
    Column(
        title=mark("会議"),
        text=lambda meeting: numbering.meeting_number(meeting.number),
        sort=lambda meeting: meeting.number,
        width=4,
    ),
    Column(
        title=mark("開催日"),
        text=lambda meeting: wareki.short(meeting.date),
        sort=lambda meeting: meeting.date,
        width=6,
        stretch=True,
    ),
    Column(title=mark("状態"), text=lambda meeting: _(meeting.status.label), width=5),
)
OVERVIEW = ("number", "date", "starts_at", "venue", "status")


class MeetingScreen(Screen):
    """The meetings of the committee, edited in place."""

    key = "meeting"
    shows = (Committee, Meeting, AgendaItem, Material, Attachment, BodyText, Survey)
    icons = {
        "remove_meeting": "remove",
        "item_up": "up",
        "item_down": "down",
        "item_in": "indent",
        "item_out": "outdent",
        "item_remove": "remove",
        "material_up": "up",
        "material_down": "down",
        "material_remove": "remove",
    }

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._showing = False
        self._shown: Meeting | None = None
        self.table = Table(
            part(QTableView, "meetings", self.form), TableModel(COLUMNS, key=lambda meeting: meeting.id)
        )
        self.table.view.selectionModel().currentRowChanged.connect(self._on_row)
        self._tabs = part(QTabWidget, "parts", self.form)
        self._tabs.currentChanged.connect(self._on_tab)
        self.overview: RecordForm[Meeting] = RecordForm(
            part(QWidget, "overview_place", self.form), Meeting, OVERVIEW, save=self._save
        )
        self.overview.lock(desk.read_only)
        self.agenda = AgendaPart(self)
        self.materials = MaterialsPart(self)
        self.parts = Parts(self, self._tabs)
        self.act = ActForm()
        self.act.closed.connect(self._show_parts)
        fill(part(QWidget, "act_place", self.form), self.act)
        self._call = part(QPushButton, "call", self.form)
        self._call.clicked.connect(self.begin_call)
        self._remove = part(QToolButton, "remove_meeting", self.form)
        self._remove.clicked.connect(self.remove)
        self._restore()

    def _restore(self) -> None:
        across = part(QSplitter, "across", self.form)
        self.table.view.setMinimumWidth(self.table.natural_width())
        across.setStretchFactor(1, 1)
        if not across.restoreState(self.settings.state("meeting/across")):
            across.setSizes([270, 780])
        tab = self.settings.text("meeting/tab", "0")
        self._tabs.setCurrentIndex(int(tab) if tab in map(str, range(self._tabs.count())) else 0)
        self._on_tab(self._tabs.currentIndex())
        self._wanted = self.kept("meeting")

    def _on_tab(self, current: int) -> None:
        """Ask for the room of the page that is shown alone, not for that of the highest."""
        policy = QSizePolicy.Policy
        self.parts.at(current)
        for at in range(self._tabs.count()):
            asks = policy.Preferred if at == current else policy.Ignored
            if (page := self._tabs.widget(at)) is not None:
                page.setSizePolicy(asks, asks)

    # --- showing

    def reload(self) -> None:
        committee = self.desk.committee
        rows = self.desk.read(meetings.meetings, committee.id) if committee else ()
        self._showing = True
        self.table.show(rows)
        if self._wanted and self.table.choose(self._wanted):
            self._wanted = ""
        self._showing = False
        self._show_meeting()
        self._call.setEnabled(committee is not None and not self.desk.read_only)

    def _show_meeting(self) -> None:
        self._shown = meeting = self.table.chosen()
        self.overview.show_record(meeting)
        self.agenda.show(meeting)
        self.materials.show(meeting)
        self.parts.show_meeting(meeting)
        heading = ""
        if meeting is not None:
            heading = f"{numbering.meeting_number(meeting.number)}　{spelled_day(meeting.date)}"
            if meeting.starts_at is not None:
                heading += f"　{wareki.clock(meeting.starts_at)}"
        part(QLabel, "heading", self.form).setText(heading)
        self._remove.setEnabled(meeting is not None and not self.desk.read_only)
        self._show_parts()

    def _show_parts(self) -> None:
        chosen, asking = self._shown is not None, self.act.open
        self._tabs.setVisible(chosen and not asking)
        part(QLabel, "heading", self.form).setVisible(chosen and not asking)
        empty = part(QLabel, "empty", self.form)
        empty.setText(_("会議がまだありません。「会議を招集」から登録してください。"))
        empty.setVisible(not chosen and not asking)

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is shown."""
        return self._shown

    def _on_row(self) -> None:
        if self._showing:
            return
        if not self.flush():
            self._showing = True
            if self._shown is not None:
                self.table.hold(self._shown.id)
            self._showing = False
            return
        if self.act.open:
            self.act.leave()
        self._show_meeting()

    def show_record(self, record: Id) -> None:
        if self.flush():
            self.table.choose(record)

    # --- writing

    def _save(self, meeting: Meeting) -> None:
        self.desk.do(meetings.edit_meeting, meeting)

    def begin_call(self) -> None:
        """Show the form that calls a meeting."""
        committee = self.desk.committee
        if committee is None or not self.flush():
            return
        known = {field.name: field for field in shape(Meeting).fields}
        number = self.desk.read(meetings.next_number, committee.id, self.desk.today)
        self.act.ask(
            Act(
                title=_("会議を招集"),
                button=_("招集"),
                asked=[known[name] for name in OVERVIEW if name != "status"],
                start={"number": number},
                do=lambda values: self._call_meeting(committee.id, values),
            )
        )
        self._show_parts()

    def _call_meeting(self, committee: str, values: Values) -> None:
        change = self.desk.do(meetings.call_meeting, committee, **values)
        added = next(pair.after for pair in change.pairs if isinstance(pair.after, Meeting))
        self._showing = True
        self.table.choose(added.id)
        self._showing = False
        self._show_meeting()

    def remove(self) -> None:
        """Remove the meeting that is shown; undo stands ready."""
        if self._shown is not None:
            self.discard()
            self.tell_undo(self.desk.act(meetings.remove_meeting, self._shown.id))

    # --- pending

    def forms(self) -> tuple[RecordForm, ...]:
        return (self.overview, self.agenda.form, self.materials.form, self.materials.body.form)

    def flush(self) -> bool:
        return super().flush() and self.parts.flush() and not self.act.dirty

    def discard(self) -> None:
        super().discard()
        self.parts.discard()
        if self.act.open:
            self.act.leave()

    def keep_state(self) -> None:
        self.keep("meeting", self._shown.id if self._shown else "")
        self.settings.keep("meeting/tab", str(self._tabs.currentIndex()))
        self.settings.keep("meeting/across", part(QSplitter, "across", self.form).saveState())
