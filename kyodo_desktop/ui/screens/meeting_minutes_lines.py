"""発言: the lines of the minutes, worded in place, beside what the record and the public edition say."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTableView,
    QToolButton,
    QWidget,
)

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Field, Id, shape
from kyodo_desktop.domain.records import Minutes, SpeakerKind, Utterance
from kyodo_desktop.i18n import _, listed
from kyodo_desktop.services import correspondence, minutes
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.meeting_minutes_rows import COLUMNS, Asked, LineRow, rows
from kyodo_desktop.ui.widgets.acts import Act, ActForm, Values
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.editors import LinesEditor
from kyodo_desktop.ui.widgets.entry import LinesEntry
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.table import Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting_minutes import MinutesTab

FIELDS: Final = ("kind", "appointment", "speaker", "body")
_MEMBERS: Final = (SpeakerKind.CHAIR, SpeakerKind.VICE_CHAIR, SpeakerKind.PROVISIONAL, SpeakerKind.MEMBER)
_TALLEST: Final = 16777215  # Qt's own


class TallEditor(LinesEditor):
    """Text of several lines that takes what room there is."""

    def make_entry(self) -> LinesEntry:
        """The field itself."""
        entry = LinesEntry()
        entry.setMinimumHeight(entry.fontMetrics().lineSpacing() * 3 + 14)
        entry.setMaximumHeight(_TALLEST)
        entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        return entry


class LinesPage:
    """Fills the page of the lines."""

    def __init__(self, owner: MinutesTab) -> None:
        self._owner = owner
        self._desk = owner.desk
        self._minutes: Minutes | None = None
        self._showing = False
        form = owner.form
        view = part(QTableView, "lines", form)
        self.table = Table(view, TableModel(COLUMNS, key=lambda row: row.key), sortable=False)
        self.table.show_rows(5)
        view.selectionModel().currentRowChanged.connect(self._on_row)
        self._filter = part(QComboBox, "filter", form)
        for one in Asked:
            self._filter.addItem(_(one.value), one)
        self._filter.activated.connect(self._on_filter)
        self.form: RecordForm[Utterance] = RecordForm(
            part(QWidget, "line_place", form),
            Utterance,
            FIELDS,
            save=self._save,
            options=self._members,
            editors={"body": TallEditor},
        )
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.form.touched.connect(self._show_fields)
        self.act = ActForm()
        self.act.closed.connect(self._show_acts)
        fill(part(QWidget, "add_place", form), self.act)
        self._listen()

    def _listen(self) -> None:
        form = self._owner.form
        self._add = part(QPushButton, "add_line", form)
        self._add.clicked.connect(self.begin_add)
        self._regenerate = part(QPushButton, "regenerate", form)
        self._regenerate.clicked.connect(self.regenerate)
        self._tools: dict[str, QToolButton] = {}
        acts: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("line_up", "Alt+Up", lambda: self.move(-1)),
            ("line_down", "Alt+Down", lambda: self.move(1)),
            ("line_remove", "", self.remove),
        )
        keys: list[tuple[str, Callable[[], object]]] = [("Ins", self.begin_add)]
        for name, key, do in acts:
            button = self._tools[name] = part(QToolButton, name, form)
            button.clicked.connect(lambda _on=False, do=do: do())
            if key:
                keys.append((key, do))
        page = part(QWidget, "lines_page", form)
        for key, do in keys:
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        for name, act in (("take", minutes.take_from_record), ("keep", minutes.keep_typed)):
            part(QPushButton, name, form).clicked.connect(lambda _on=False, act=act: self._settle(act))

    # --- showing

    def show(self, stored: Minutes | None) -> None:
        """Show the lines of the minutes; the same one stays chosen."""
        self._minutes = stored
        self._showing = True
        known = tuple(rows(self._desk, stored)) if stored is not None else ()
        wanted = self._filter.currentData()
        for at, one in enumerate(Asked):
            count = sum(1 for row in known if row.line is not None and row.asked(one))
            self._filter.setItemText(at, f"{_(one.value)} {count}")
        self.table.show([row for row in known if row.asked(wanted)])
        self._showing = False
        self._tell(stored)
        self._show_line()

    def _tell(self, stored: Minutes | None) -> None:
        stale = stored is not None and self._desk.read(minutes.is_stale, stored.id)
        words = _("会議の記録が、反映した後で変わっています。") if stale else ""
        part(QLabel, "lines_told", self._owner.form).setText(words)

    def _on_filter(self) -> None:
        if self.flush():
            self.show(self._minutes)

    def _on_row(self) -> None:
        if self._showing:
            return
        if not self.flush():
            self._showing = True
            self.table.hold(self.form.record.id if self.form.record else "")
            self._showing = False
            return
        self._show_line()

    def _show_line(self) -> None:
        row = self.table.chosen()
        line = row.line if row else None
        self.form.show_record(line)
        self.form.setVisible(line is not None)
        self.form.lock(not self._owner.workable)
        self._show_fields()
        self._show_offer(line)
        self._show_public(row)
        self._show_acts()

    def _show_fields(self) -> None:
        """Ask for the member or for the words, as who speaks has it."""
        kind = self.form.editors["kind"].value()
        self.form.show_row("appointment", kind in _MEMBERS)
        self.form.show_row("speaker", kind not in _MEMBERS and kind is not SpeakerKind.NOTE)

    def _show_offer(self, line: Utterance | None) -> None:
        frame = part(QFrame, "offer", self._owner.form)
        frame.setVisible(line is not None and (bool(line.offered) or line.gone) and self._owner.workable)
        if line is None:
            return
        words = _("会議の記録の今の文：\n{text}").format(text=line.offered)
        if line.gone:
            words = _("この発言の元になった記録は、なくなりました。残すか、発言を削除してください。")
        part(QLabel, "offered", self._owner.form).setText(airy(words))
        part(QPushButton, "take", self._owner.form).setVisible(not line.gone)

    def _show_public(self, row: LineRow | None) -> None:
        label, told = part(QLabel, "shown_public", self._owner.form), []
        if row is not None and row.public is not None:
            spoken = "　".join(word for word in (row.public.speaker, row.public.body) if word)
            told.append(_("公開用：{text}").format(text=spoken))
        if row is not None and row.names:
            told.append(_("公開用に氏名が残っています：{names}").format(names=listed(row.names)))
        if row is not None and row.line is not None and row.line.omitted:
            told.append(_("この発言は会議録に載せません。書き直すか記録の文を採ると、載ります。"))
        label.setText(airy("\n".join(told)))
        label.setVisible(bool(told))

    def _show_acts(self) -> None:
        row, can = self.table.chosen(), self._owner.workable
        part(QWidget, "add_place", self._owner.form).setVisible(self.act.open)
        part(QWidget, "line_place", self._owner.form).setVisible(not self.act.open)
        self._add.setEnabled(can and not self.act.open)
        self._regenerate.setEnabled(can)
        for button in self._tools.values():
            button.setEnabled(can and row is not None and row.line is not None)

    def _members(self, _field: Field) -> tuple[tuple[Id, str], ...]:
        """The members in office on the meeting's day, who may have spoken."""
        meeting = self._owner.meeting
        if meeting is None:
            return ()
        try:
            found = self._desk.read(correspondence.recipients, meeting.committee, meeting.date)
        except NotFound:  # no term holds on that day
            return ()
        return tuple((one.appointment, one.name.name) for one in found)

    def offer_members(self) -> None:
        """Offer the members of the meeting that is shown."""
        editor = self.form.editors["appointment"]
        editor.fill(self._members(editor.field))  # pyright: ignore[reportAttributeAccessIssue]

    def go(self, line: Id) -> None:
        """Show a line, whatever is looked at now."""
        if self.flush():
            self._filter.setCurrentIndex(0)
            self.show(self._minutes)
            self.table.choose(line)

    # --- writing

    def _save(self, line: Utterance) -> None:
        self._desk.do(minutes.edit_line, line)

    def begin_add(self) -> None:
        """Show the form for what was said next."""
        row, stored = self.table.chosen(), self._minutes
        if row is None or stored is None or not self._owner.workable or self.act.open or not self.flush():
            return
        field = shape(Utterance).field
        self.act.ask(
            Act(
                title=_("発言を追加"),
                button=_("追加"),
                asked=[field(name) for name in FIELDS],
                start={"kind": SpeakerKind.MEMBER},
                options=self._members,
                do=lambda values: self._add_line(stored.id, row, values),
            )
        )
        self._show_acts()

    def _add_line(self, stored: Id, row: LineRow, values: Values) -> None:
        change = self._desk.do(
            minutes.add_statement,
            stored,
            values["body"],
            kind=values["kind"],
            appointment=values["appointment"],
            speaker=values["speaker"],
            part=row.part,
            item=row.item,
            after=row.line.id if row.line else None,
        )
        added = next(pair.after for pair in change.pairs if pair.before is None)
        if isinstance(added, Utterance):
            self._showing = True  # the form that asked for it is still open
            self.table.choose(added.id)
            self._showing = False
            self._show_line()

    def move(self, by: int) -> None:
        """Move the chosen line in its section."""
        row = self.table.chosen()
        if row is not None and row.line is not None and self._owner.workable and self.flush():
            self._desk.act(minutes.move_line, row.line.id, by)

    def remove(self) -> None:
        """Take the chosen line out; undo stands ready."""
        row = self.table.chosen()
        if row is not None and row.line is not None and self._owner.workable:
            self.form.revert()
            self._owner.owner.tell_undo(self._desk.act(minutes.remove_line, row.line.id))

    def _settle(self, act: Callable[..., object]) -> None:
        row = self.table.chosen()
        if row is not None and row.line is not None and self.flush():
            self._desk.act(act, row.line.id)  # pyright: ignore[reportArgumentType]

    def regenerate(self) -> None:
        """Bring the minutes up to the record of the meeting."""
        if self._minutes is not None and self.flush():
            self._owner.owner.tell_undo(self._desk.act(minutes.regenerate, self._minutes.id))

    # --- pending

    def flush(self) -> bool:
        """Save what is pending; False where it can't be."""
        return self.form.flush() and not self.act.dirty

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        self.form.revert()
        if self.act.open:
            self.act.leave()
