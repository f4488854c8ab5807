"""正誤表: what an edition changed, wrong beside right, for the clerk to take, to put better or to leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Generator
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QTableWidget, QWidget

from kyodo_desktop.domain.editions.comparing import compared
from kyodo_desktop.domain.editions.held import Held
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Erratum, IssuedPaper
from kyodo_desktop.i18n import _, mark, msg
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.services import editions, errata, erratadrafts
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.dialogs.checklist import Checklist, Ticked
from kyodo_desktop.ui.dialogs.sheet import FormDialog
from kyodo_desktop.ui.latest import Latest, WorkBar
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.form import RecordForm

TITLES: Final = (mark("資料"), mark("頁"), mark("行・箇所"), mark("誤"), mark("正"))
EDITED: Final = ("page", "place", "wrong", "right")


class ErrataDialog(FormDialog):
    """Stands over the window; `wanted` when the printed list is asked for."""

    wanted = Signal()

    def __init__(self, parent: QWidget, desk: Desk, old: IssuedPaper) -> None:
        super().__init__(parent, desk, "errata_drafts", _("正誤表"), (58, 44))
        self._drafts: list[Erratum] = []
        new = desk.read(editions.edition, old.meeting or "")
        words = _("第{old}版から第{new}版までに変わったところ")
        self.say("title", words.format(old=old.edition, new=new.edition))
        self.list = Checklist(part(QTableWidget, "drafts", self.form), TITLES, 3)
        self.editor = RecordForm(part(QWidget, "form_place", self.form), Erratum, EDITED, save=self._keep)
        self.take = part(QPushButton, "take", self.form)
        self.work = Latest(self, lambda: None)
        self._bar = WorkBar(self.form, self.work)
        self._wire()
        self._allow()
        self.say("problem", "")
        self._bar.begin(_("版を比べています…"))
        self._begin(old, new)

    def _begin(self, old: IssuedPaper, new: IssuedPaper) -> None:
        desk, day = self.desk, self.desk.today
        try:
            both = desk.read(editions.held_in, old), desk.read(editions.held_in, new)
            known = desk.read(erratadrafts.materials_of, old)
        except KyodoError as error:
            self._on_failed(error)
            return
        self.work.work(lambda: _compared(*both, old, known, day))

    def _wire(self) -> None:
        self.work.made.connect(self._on_made)
        self.work.failed.connect(self._on_failed)
        self.list.ticked.connect(self._allow)
        self.list.moved.connect(self._on_row)
        part(QPushButton, "all", self.form).clicked.connect(lambda: self.list.tick(range(len(self._drafts))))
        part(QPushButton, "none", self.form).clicked.connect(lambda: self.list.tick(()))
        part(QPushButton, "print", self.form).clicked.connect(self._print)
        part(QPushButton, "close", self.form).clicked.connect(self.reject)
        self.take.clicked.connect(self._take)

    def _on_made(self, drafts: tuple[Erratum, ...]) -> None:
        left = self.desk.read(erratadrafts.without_recorded, drafts)
        self._drafts = [replace(one, id=f"draft {at}") for at, one in enumerate(left)]
        self.list.show([Ticked(_cells(one)) for one in self._drafts])
        gone = len(drafts) - len(left)
        words = _("記録済みの{count}件は、ここには出ません。") if gone else ""
        none = _("正誤にできる変更はありません。") if not left else _("誤りだったものを選んでください。")
        self.say("told", none + words.format(count=gone))
        self._on_row(self.list.table.currentRow())

    def _on_failed(self, error: Exception) -> None:
        self.say("problem", str(error))
        if not isinstance(error, KyodoError):
            raise error

    def _on_row(self, at: int) -> None:
        self.editor.flush()
        self.editor.show_record(self._drafts[at] if 0 <= at < len(self._drafts) else None)

    def _keep(self, changed: Erratum) -> None:
        """Take over what the clerk has put better; nothing is on record yet."""
        at = next((at for at, one in enumerate(self._drafts) if one.id == changed.id), None)
        if at is not None:
            self._drafts[at] = changed
            self.list.say(at, _cells(changed))
            self.editor.show_record(changed)

    def _allow(self) -> None:
        count = len(self.list.chosen)
        self.say("count", _("{count}件").format(count=count))
        self.take.setEnabled(count > 0 and not self.desk.read_only)

    def _take(self) -> None:
        if not self.editor.flush() or self.editor.composing:
            return
        taken = [self._drafts[at] for at in self.list.chosen]
        try:
            self.desk.do(errata.record_errata, taken)
        except KyodoError as error:
            self.say("problem", str(error))
            return
        kept = [one for one in self._drafts if one not in taken]
        self._drafts = kept
        self.list.show([Ticked(_cells(one)) for one in kept])
        self.say("told", _("{count}件を正誤に記録しました。").format(count=len(taken)))
        self.say("problem", "")
        self._on_row(self.list.table.currentRow())

    def _print(self) -> None:
        self.accept()
        self.wanted.emit()

    def done(self, result: int) -> None:
        """Close, whichever way it was left."""
        self.work.cancel()
        super().done(result)


def _cells(one: Erratum) -> tuple[str, ...]:
    return one.document, str(one.page or ""), one.place, one.wrong, one.right


def _compared(
    old: Held, new: Held, issued: IssuedPaper, known: Collection[Id], day: dt.date
) -> Generator[Progress, None, tuple[Erratum, ...]]:
    yield Progress(0, 1, msg("版を比べています…"))
    return erratadrafts.drafted(compared(old, new), issued, known, day)
