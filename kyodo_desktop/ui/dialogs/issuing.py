"""発行: the packet as the next edition, what stands in its way, and what it changes of the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QListWidget, QPushButton, QWidget

from kyodo_desktop.domain.editions.comparing import compared
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.findings import Finding, Severity
from kyodo_desktop.i18n import _, msg
from kyodo_desktop.papers import checking
from kyodo_desktop.papers import editions as making
from kyodo_desktop.papers.binder import Binder
from kyodo_desktop.papers.changewords import summary
from kyodo_desktop.papers.checking import PacketFacts
from kyodo_desktop.papers.editions import Edition, Order
from kyodo_desktop.papers.packetset import packet_set
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.replacement import Replacement
from kyodo_desktop.services import editions
from kyodo_desktop.services.editions import Despite
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.dialogs.sheet import FormDialog
from kyodo_desktop.ui.latest import Latest, WorkBar
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.widgets.dayfield import DayField
from kyodo_desktop.ui.widgets.entry import LineEntry


@dataclass(frozen=True, slots=True)
class Ready:
    """What came of preparing an edition: the errors that stand in its way, and either it or why there is
    none; `told` says what it changes of the edition before, None where there is none.
    """

    errors: tuple[Finding, ...]
    wanted: Order
    edition: Edition | None
    fault: KyodoError | None = None
    told: str | None = None


class IssueDialog(FormDialog):
    """Stands over the window until the packet is issued or left. `issued` brings the Change, the number."""

    issued = Signal(object, int)

    def __init__(self, parent: QWidget, desk: Desk, meeting: Id, facts: PacketFacts, binder: Binder) -> None:
        super().__init__(parent, desk, "issuing", _("資料一式を発行"), (44, 36))
        self._meeting, self._facts, self._binder = meeting, facts, binder
        self._ready: Ready | None = None
        self.work = Latest(self, binder.kill)
        self._bar = WorkBar(self.form, self.work)
        self._find_parts()
        self.work.made.connect(self._on_made)
        self.work.failed.connect(self._on_failed)
        self.work.stopped.connect(lambda: self.say("problem", _("作成を中止しました。")))
        self._number = desk.read(editions.next_edition, meeting)
        first = not desk.read(editions.editions_of, meeting)
        for one in (self.renumber, part(QLabel, "news_label", self.form)):
            one.setHidden(first)
        part(QLabel, "title", self.form).setText(_("第{edition}版として発行").format(edition=self._number))
        self._show_findings(())
        self.say("problem", "")
        self.prepare()

    def _find_parts(self) -> None:
        form = self.form
        self.day = DayField(self.desk.today, _("発行する日"))
        fill(part(QWidget, "day_place", form), self.day)
        part(QLabel, "day_label", form).setBuddy(self.day)
        self.day.chosen.connect(self._on_day)
        self.renumber = part(QCheckBox, "renumber", form)
        self.renumber.clicked.connect(self.prepare)
        self.findings = part(QListWidget, "findings", form)
        self.reason = LineEntry()
        self.reason.setObjectName("reason")
        self.reason.setAccessibleName(_("このまま発行する理由"))
        self.reason.textChanged.connect(self._allow)
        fill(part(QWidget, "reason_place", form), self.reason)
        part(QLabel, "reason_label", form).setBuddy(self.reason)
        self.issue = part(QPushButton, "issue", form)
        self.issue.clicked.connect(self._issue)
        part(QPushButton, "cancel", form).clicked.connect(self.reject)
        chain = (self.day, self.renumber, self.findings, self.reason)
        for before, after in zip(chain, (*chain[1:], self.issue), strict=True):
            QWidget.setTabOrder(before, after)

    def _on_day(self, day: dt.date) -> None:
        self.day.show_day(day)
        self.prepare()

    # --- preparing

    def prepare(self) -> None:
        """Make the edition as it would be issued now, in the background."""
        self._ready = None
        self.say("problem", "")
        self.say("news", "")
        try:
            view, how = self.desk.read(packet_set, self._meeting)
            wanted = self.desk.read(
                making.order, self._meeting, self.day.day, renumbered=self.renumber.isChecked()
            )
        except KyodoError as error:
            self._on_failed(error)
            return
        self._bar.begin(_("第{edition}版を作成しています…").format(edition=wanted.edition))
        asked = (self._facts, self._binder, view, wanted, how, self.desk.paths.papers)
        self.work.work(lambda: _prepared(*asked))
        self._allow()

    def _on_made(self, ready: Ready) -> None:
        self._ready = ready
        self._show_findings(ready.errors)
        self.say("problem", str(ready.fault) if ready.fault else "")
        before = ready.wanted.before
        if before is None:
            self.say("news", _("最初の版です。") if ready.edition else "")
        elif ready.edition is not None:
            same = _("第{edition}版から変わったところがありません。").format(edition=before.edition)
            self.say("news", same if ready.told is None else ready.told or _("綴じ方を変えました。"))
        self._allow()

    def _on_failed(self, error: Exception) -> None:
        self._allow()
        if not isinstance(error, KyodoError):
            self.say("problem", _("プログラムの不具合により作成できませんでした。"))
            raise error
        self.say("problem", str(error))

    def _show_findings(self, errors: tuple[Finding, ...]) -> None:
        self.findings.clear()
        self.findings.addItems([one.sentence.text() for one in errors])
        for name in ("findings_label", "reason_label", "reason_place"):
            part(QWidget, name, self.form).setVisible(bool(errors))
        self.findings.setVisible(bool(errors))

    def _allow(self) -> None:
        """Let it be issued where it is made, has news, and either nothing is wrong or a reason is given."""
        ready = self._ready
        made = ready is not None and ready.edition is not None
        news = ready is not None and (ready.wanted.before is None or ready.told is not None)
        sound = ready is not None and (not ready.errors or bool(self.reason.text().strip()))
        self.issue.setEnabled(made and news and sound and not self.desk.read_only and not self.work.busy)

    # --- issuing

    def _issue(self) -> None:
        ready = self._ready
        if ready is None or ready.edition is None or self.reason.composing or self.work.busy:
            return
        made = ready.edition
        despite = Despite(ready.errors, self.reason.text().strip()) if ready.errors else None
        given = {"title": made.title, "options": made.options, "despite": despite}
        try:
            change = self.desk.do(editions.issue_packet, self._meeting, made.held, made.data, **given)
        except KyodoError as error:
            self.say("problem", str(error))
            return
        self.accept()
        self.issued.emit(change, made.held.edition)

    def done(self, result: int) -> None:
        """Close, whichever way it was left, and leave no process behind."""
        self.work.end()
        super().done(result)


def _prepared(
    facts: PacketFacts, binder: Binder, view: Any, wanted: Order, how: Any, forms: Path
) -> Generator[Progress, None, Ready]:
    """The check first, then the edition; what stops the edition is told beside what the check found."""
    known = yield from checking.seen(facts, binder.inspector, binder.passwords)
    found = checking.judge(known).findings
    errors = tuple(one for one in found if one.severity is Severity.ERROR)
    try:
        made = yield from binder.edition(view, wanted, how)
    except KyodoError as error:
        return Ready(errors, wanted, None, error)
    if wanted.before is None:
        return Ready(errors, wanted, made)
    yield Progress(1, 1, msg("前の版と比べています…"))
    changes = compared(wanted.before, made.held)
    told = summary(changes, Replacement().read(forms).words) if changes.news() else None
    return Ready(errors, wanted, made, told=told)
