"""The findings (点検) beneath the packet: how many there are, what they say, and the way to each."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.findings import Finding, Severity
from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.i18n import _, listed
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screen import STANDS_MS, Screen
from kyodo_desktop.ui.task import Task

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.papers.checking import PacketFacts
    from kyodo_desktop.papers.inspector import Inspector
    from kyodo_desktop.papers.press.progress import Progress
    from kyodo_desktop.services.checking import Accepted, Checked

_KEY: Final = "packet/findings"
_FINDING: Final = Qt.ItemDataRole.UserRole
_ACCEPTED: Final = _FINDING + 1  # the reason on record, for a finding that was accepted


class PacketFindings(QObject):
    """Checks the meeting whenever it is shown anew; the list opens when it is asked for."""

    chosen = Signal(object)
    """The finding whose place the clerk wants to see."""

    checked = Signal(object)
    """What a check has found, once it is shown."""

    def __init__(self, screen: Screen, passwords: Callable[[], Mapping[str, str]] | None = None) -> None:
        super().__init__(screen)
        self._screen = screen
        self._passwords = passwords or dict
        self._told: Mapping[str, str] = {}
        self._task: Task[Checked] | None = None
        self._outside: Any = None
        self._inspector: Inspector | None = None
        self._facts: Any = None
        self.box = part(QCheckBox, "findings_shown", screen.form)
        self.view = part(QListWidget, "findings", screen.form)
        self.box.setChecked(screen.settings.text(_KEY, "") == "shown")
        self.box.toggled.connect(self._show_list)
        self.view.itemActivated.connect(self._on_activated)
        self.view.currentRowChanged.connect(self._show_acts)
        self._make_acts()
        self._clear()
        self._meeting: Meeting | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(STANDS_MS)
        self._soon.timeout.connect(self._check)

    def _make_acts(self) -> None:
        form = self._screen.form
        self._acts = part(QWidget, "accepting", form)
        self.lead = part(QPushButton, "lead", form)
        self.reason = part(QLineEdit, "reason", form)
        self.lasting = part(QCheckBox, "lasting", form)
        self.accept = part(QPushButton, "accept", form)
        self.take_back = part(QPushButton, "take_back", form)
        self.reason.textChanged.connect(self._show_acts)
        self.reason.returnPressed.connect(self.accept.click)
        self.lead.clicked.connect(lambda: self._on_activated(self.view.currentItem()))
        self.accept.clicked.connect(self._accept)
        self.take_back.clicked.connect(self._take_back)

    def keep_state(self) -> None:
        """Remember whether the list is open; the window is closing, so nothing more is checked."""
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()
        if self._inspector is not None:
            self._inspector.kill()
        self._screen.settings.keep(_KEY, "shown" if self.box.isChecked() else "")

    def check(self, meeting: Meeting | None) -> None:
        """Check this meeting soon: once the screen has been painted, and once for several changes."""
        self._meeting = meeting
        self._soon.start()

    def _check(self) -> None:
        """Check, unless what is checked is as it was."""
        meeting = self._meeting
        facts = None if meeting is None else self.gathered(meeting)
        told = self._passwords()
        if facts is not None and facts == self._facts and told == self._told:
            return
        self._told = told
        if self._task is not None:
            self._task.cancel()
        self._facts, self._task = facts, None
        if facts is None:
            self._clear()
            return
        inspector = self._inspected()
        self._task = task = Task(lambda: judged(facts, inspector, told))
        task.finished.connect(lambda found: self._on_checked(task, found))
        task.failed.connect(self._on_failed)
        task.start()

    def _inspected(self) -> Inspector:
        from kyodo_desktop.papers.inspector import Inspector

        self._inspector = self._inspector or Inspector(self._screen.desk.paths.settings)
        return self._inspector

    def again(self) -> None:
        """Check anew what is shown: a password was given."""
        self.check(self._meeting)

    def gathered(self, meeting: Meeting) -> PacketFacts | None:
        """What a check of this meeting judges; None where the register can't say, which is told."""
        from kyodo_desktop.papers import checking
        from kyodo_desktop.papers.press.faces import Fonts

        desk = self._screen.desk
        try:
            # fonts of its own: those of the packet are in use in another thread
            self._outside = self._outside or checking.outside(Fonts(desk.paths), desk.paths)
            return desk.read(checking.gather, meeting.id, self._outside)
        except KyodoError as error:
            desk.failed.emit(error)
            return None

    def _on_checked(self, task: Task[Checked], found: Checked) -> None:
        if task is not self._task:
            return  # another meeting is being checked by now
        self._task = None
        row = max(self.view.currentRow(), 0)
        self.view.clear()
        for one in found.findings:
            self.view.addItem(_item(one))
        if not found.findings:
            self.view.addItem(QListWidgetItem(_("点検の結果、問題はありません。")))
        for accepted in found.accepted:
            self.view.addItem(_accepted(accepted))
        self.view.setCurrentRow(min(row, self.view.count() - 1))
        counts = [
            _("{severity}{count}件").format(severity=_(severity.label), count=found.count(severity))
            for severity in Severity
            if found.count(severity)
        ][:2]  # the bar has little room: the gravest two
        self.box.setText(
            _("点検（{counts}）").format(counts=listed(counts)) if counts else _("点検（問題なし）")
        )
        self.box.setEnabled(True)
        self._show_list()
        self.checked.emit(found)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._facts = None
        self._clear()
        if not isinstance(error, KyodoError):
            raise error
        self._screen.desk.failed.emit(error)

    def _clear(self) -> None:
        self.view.clear()
        self.box.setText(_("点検"))
        self.box.setEnabled(False)
        self._show_list()

    def _show_list(self) -> None:
        shown = self.box.isChecked() and self.box.isEnabled()
        self.view.setVisible(shown)
        self._acts.setVisible(shown)
        self._show_acts()

    def _show_acts(self) -> None:
        """Let the chosen finding be accepted, or its acceptance be taken back."""
        item = self.view.currentItem()
        finding = item.data(_FINDING) if item else None
        reason = item.data(_ACCEPTED) if item else None
        writable = not self._screen.desk.read_only
        self.lead.setVisible(finding is not None)
        for one in (self.reason, self.lasting, self.accept):
            one.setVisible(finding is not None and reason is None)
            one.setEnabled(writable)
        self.accept.setEnabled(writable and bool(self.reason.text().strip()))
        self.take_back.setVisible(reason is not None)
        self.take_back.setEnabled(writable)

    def _accept(self) -> None:
        """Record why the chosen finding stands as it is."""
        from kyodo_desktop.services import checking

        item, desk = self.view.currentItem(), self._screen.desk
        finding = item.data(_FINDING) if item else None
        if finding is None or not self.reason.text().strip():
            return
        reason, lasting = self.reason.text(), self.lasting.isChecked()
        if desk.act(checking.accept, finding, reason, desk.today, lasting=lasting) is not None:
            self.reason.clear()
            self.lasting.setChecked(False)
            self.view.setFocus()

    def _take_back(self) -> None:
        """Take the reason of the chosen finding back: it is told again."""
        from kyodo_desktop.services import composing

        item = self.view.currentItem()
        reason = item.data(_ACCEPTED) if item else None
        if reason is not None:
            self._screen.desk.act(composing.withdraw_reason, reason.id)
            self.view.setFocus()

    def _on_activated(self, item: QListWidgetItem | None) -> None:
        finding = item.data(_FINDING) if item is not None else None
        if finding is not None:
            self.chosen.emit(finding)


def _item(finding: Finding) -> QListWidgetItem:
    severity = _(finding.severity.label)
    item = QListWidgetItem(f"{severity}　{finding.sentence.text()}")
    item.setToolTip(finding.remedy.text())
    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, finding.remedy.text())
    item.setData(_FINDING, finding)
    return item


def _accepted(one: Accepted) -> QListWidgetItem:
    words = _("了承済　{finding}（理由：{reason}）")
    item = QListWidgetItem(words.format(finding=one.finding.sentence.text(), reason=one.reason.reason))
    item.setData(_FINDING, one.finding)
    item.setData(_ACCEPTED, one.reason)
    return item


def judged(
    facts: PacketFacts, inspector: Inspector, passwords: Mapping[str, str]
) -> Generator[Progress, None, Checked]:
    """The received files inspected in a process of their own, then the checks as one step."""
    from kyodo_desktop.papers import checking

    return checking.judge((yield from checking.seen(facts, inspector, passwords)))
