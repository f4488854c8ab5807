"""出欠の回答: each member's answer to the notice, typed by a key, and the quorum that they foretell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QToolButton, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError, NotFound
from kyodo_desktop.domain.records import Guest, Meeting, Reply, ReplyAnswer
from kyodo_desktop.i18n import _, listed, mark
from kyodo_desktop.services import correspondence, replies
from kyodo_desktop.services.correspondence import Recipient
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screens.home_lines import forecast_lines
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.answering import AnswerKeys, spelled
from kyodo_desktop.ui.widgets.editors import said
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting_replies import RepliesPart

BUTTONS: Final = {
    "attends": ReplyAnswer.ATTENDS,
    "absent": ReplyAnswer.ABSENT,
    "online": ReplyAnswer.ONLINE,
    "undecided": ReplyAnswer.UNDECIDED,
}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A member, and the answer if there is one yet."""

    to: Recipient
    reply: Reply | None


def _office(row: AnswerRow) -> str:
    return _(row.to.office.role.label) if row.to.office else ""


def _answer(row: AnswerRow) -> str:
    return _("未回答") if row.reply is None else spelled(row.reply.answer)


def _received(row: AnswerRow) -> str:
    day = row.reply.received_on if row.reply else None
    return "" if day is None else wareki.short(day)


COLUMNS: Final[tuple[Column[AnswerRow], ...]] = (
    Column(title=mark("氏名"), text=lambda row: row.to.name.name, sort=lambda row: row.to.name.kana, width=7),
    Column(
        title=mark("所属団体等"),
        text=lambda row: row.to.affiliation.organisation if row.to.affiliation else "",
        width=12,
        least=6,
        spare=True,
        stretch=True,
    ),
    Column(title=mark("職"), text=_office, width=4, least=3, spare=True),
    Column(title=mark("回答"), text=_answer, width=9, least=7),
    Column(title=mark("受領日"), text=_received, width=7, least=6),
    Column(
        title=mark("意見"),
        text=lambda row: row.reply.opinion.strip().partition("\n")[0] if row.reply else "",
        whole=lambda row: row.reply.opinion.strip() if row.reply else "",
        width=8,
        least=4,
        spare=True,
    ),
)


MOST_NAMED: Final = 60
"""How many of those who haven't answered are named: words beyond a screenful take long to wrap."""


class AnswersPage:
    """Fills the page of the answers."""

    def __init__(self, owner: RepliesPart) -> None:
        self._owner = owner
        self._desk = owner.desk
        self._meeting: Meeting | None = None
        self._showing = False
        form = owner.form
        view = part(QTableView, "answers", form)
        self.table = Table(view, TableModel(COLUMNS, key=lambda row: row.to.appointment))
        self.table.show_rows(5)
        view.selectionModel().currentRowChanged.connect(self._on_row)
        self._keys = AnswerKeys(view, self.give)
        self.form: RecordForm[Reply] = RecordForm(
            part(QWidget, "reply_place", form), Reply, ("received_on", "opinion"), save=self._save
        )
        self._buttons: list[QWidget] = []
        for name, answer in BUTTONS.items():
            button = part(QPushButton, name, form)
            button.clicked.connect(lambda _on=False, answer=answer: self.give(answer, step=False))
            self._buttons.append(button)
        self._withdraw = part(QToolButton, "withdraw", form)
        self._withdraw.clicked.connect(lambda: self.give(None))
        self._import = part(QPushButton, "import_replies", form)
        self._import.clicked.connect(self.bring_in)
        self._copy = part(QPushButton, "copy_unanswered", form)
        self._copy.clicked.connect(self.copy_unanswered)

    # --- showing

    def show(self, meeting: Meeting | None) -> None:
        """Show the answers to the notice of a meeting; the same member stays chosen."""
        self._meeting = meeting
        self._showing = True
        self.table.show(self._rows(meeting) if meeting else ())
        self._showing = False
        self._show_forecast()
        self._show_unanswered()
        self._show_guests()
        self._show_reply()

    def _rows(self, meeting: Meeting) -> tuple[AnswerRow, ...]:
        try:
            members = self._desk.read(correspondence.recipients, meeting.committee, meeting.date)
        except NotFound:  # no term holds on that day: the forecast says so
            return ()
        known = {one.appointment: one for one in self._desk.read(replies.replies, meeting.id)}
        return tuple(AnswerRow(one, known.get(one.appointment)) for one in members)

    def _show_forecast(self) -> None:
        tally, *sentences = [""]
        if self._meeting is not None:
            try:
                tally, *sentences = [line.text for line in forecast_lines(self._desk, self._meeting)]
            except KyodoError as error:
                tally = said(error).text()
        part(QLabel, "tally", self._owner.form).setText(tally)
        part(QLabel, "forecast", self._owner.form).setText(airy("\n".join(sentences)))
        part(QLabel, "forecast", self._owner.form).setVisible(bool(sentences))

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The names of those who haven't answered."""
        return tuple(row.to.name.name for row in self.table.model.rows if row.reply is None)

    def _show_unanswered(self) -> None:
        names = self.unanswered
        told = listed(names[:MOST_NAMED])
        if len(names) > MOST_NAMED:  # the button copies them all
            told = _("{names}ほか{count}人").format(names=told, count=len(names) - MOST_NAMED)
        words = _("未回答{count}人：{names}").format(count=len(names), names=told)
        if not names:
            words = _("全員から回答がありました。") if self.table.model.rows else ""
        part(QLabel, "unanswered", self._owner.form).setText(airy(words))
        self._copy.setVisible(bool(names))

    def _show_guests(self) -> None:
        label = part(QLabel, "guests", self._owner.form)
        found = self._desk.find(Guest, meeting=self._meeting.id) if self._meeting else ()
        told = [f"{_(one.role.label)} {one.organisation} {one.name}".replace("  ", " ") for one in found]
        label.setText(_("委員のほかの出席：{names}").format(names=listed(told)))
        label.setVisible(bool(told))

    def _on_row(self) -> None:
        if self._showing:
            return
        if not self.form.flush():
            self._showing = True
            self.table.hold(self.form.record.appointment if self.form.record else "")
            self._showing = False
            return
        self._show_reply()

    def _show_reply(self) -> None:
        row = self.table.chosen()
        reply = row.reply if row else None
        self.form.show_record(reply)
        self.form.setVisible(reply is not None)
        can = self._can
        self.form.lock(not can)
        for button in self._buttons:
            button.setEnabled(can and row is not None)
        self._withdraw.setEnabled(can and reply is not None)
        self._import.setEnabled(can)

    @property
    def _can(self) -> bool:
        """Whether answers may be recorded."""
        meeting = self._meeting
        return meeting is not None and not self._desk.read_only and replies.takes_replies(meeting)

    # --- writing

    def give(self, answer: ReplyAnswer | None, *, step: bool = True) -> None:
        """Record the chosen member's answer, None for none after all; with `step`, go on to the next one."""
        row, meeting = self.table.chosen(), self._meeting
        if row is None or meeting is None or not self._can or not self.form.flush():
            return
        seat, reply = row.to.appointment, self._reply_of(row)
        if answer is None:
            if reply is not None:
                self._owner.owner.tell_undo(self._desk.act(replies.withdraw_reply, reply.id))
            return
        change = self._desk.act(
            replies.record_reply,
            meeting.id,
            seat,
            answer,
            received_on=reply.received_on if reply else self._desk.today,
            opinion=reply.opinion if reply else "",
        )
        if change is not None and step:
            self._next(seat)

    def _reply_of(self, row: AnswerRow) -> Reply | None:
        """The answer as it is stored now: the form may just have saved it."""
        now = next((one for one in self.table.model.rows if one.to.appointment == row.to.appointment), row)
        return now.reply

    def _next(self, seat: str) -> None:
        """Choose the member below, unless another sort has moved the rows."""
        self.table.choose(seat)
        index = self.table.view.currentIndex()
        below = index.siblingAtRow(index.row() + 1)
        if below.isValid():
            self.table.view.setCurrentIndex(below)

    def _save(self, reply: Reply) -> None:
        self._desk.do(
            replies.record_reply,
            reply.meeting,
            reply.appointment,
            reply.answer,
            received_on=reply.received_on,
            opinion=reply.opinion,
        )

    def copy_unanswered(self) -> None:
        """Copy the names of those who haven't answered, one a line."""
        names = self.unanswered
        QGuiApplication.clipboard().setText("\n".join(names))
        told = _("{count}人の氏名をコピーしました。").format(count=len(names))
        self._owner.owner.notified.emit(told, "", None)

    def bring_in(self) -> None:
        """Take the answers in from a table."""
        from kyodo_desktop.ui.dialogs.importing import ImportDialog

        if self.flush():
            dialog = ImportDialog(self._owner.window(), self._desk)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.taken.connect(self._owner.owner.tell_undo)
            dialog.open()

    # --- pending

    def flush(self) -> bool:
        """Save what is pending; False where it can't be."""
        return self.form.flush()

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        self.form.revert()
