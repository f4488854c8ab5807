"""Editions and the public edition from the packet's screen, and what of them stands in the preview."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFrame, QLabel, QPushButton

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.errors import KyodoError, NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import IssuedPaper
from kyodo_desktop.i18n import _
from kyodo_desktop.services import editions
from kyodo_desktop.ui.latest import Latest
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.editors import spelled_day

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.papers.binder import Binder
    from kyodo_desktop.papers.press.binding import Place
    from kyodo_desktop.papers.press.progress import Progress
    from kyodo_desktop.ui.screens.packet import PacketScreen


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands in the preview in the place of the packet: its name, what to say of it, its bytes.

    `meeting` is the one for whose copies it is printed, `issued` the edition that it is or belongs to.
    """

    name: str
    told: str
    data: bytes
    places: tuple[Place, ...] = ()
    meeting: Id | None = None
    issued: Id | None = None


class PacketEditions(QObject):
    """Issues, opens, swaps, hands out, corrects and publishes; each asks in a dialog of its own."""

    def __init__(self, screen: PacketScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._binder: Binder | None = None
        self._then: Callable[[Any], Kept] | None = None
        self.kept: Kept | None = None
        self.dialog: QDialog | None = None
        self.work = Latest(self, self._kill)
        form = screen.form
        self._frame = part(QFrame, "kept", form)
        self._label = part(QLabel, "kept_label", form)
        self._frame.hide()
        part(QPushButton, "kept_back", form).clicked.connect(self.leave)
        acts: tuple[tuple[str, Callable[[], object]], ...] = (
            ("issue", self.issue),
            ("editions", self.show_editions),
            ("public", self.publish),
            ("instructions", self.instruct),
        )
        self.acts = {name: part(QPushButton, name, form) for name, _do in acts}
        for name, do in acts:
            self.acts[name].clicked.connect(lambda _checked=False, do=do: do())
        self.work.made.connect(self._on_made)
        self.work.failed.connect(self._on_failed)
        self.work.stopped.connect(screen.rested)
        self.work.progressed.connect(screen.show_progress)

    def allow(self, *, ready: bool) -> None:
        """Let be done what can be, `ready` saying whether the packet stands there as it is now."""
        there = self._screen.meeting is not None
        current = ready and self.kept is None and self._screen.paper is None
        self.acts["issue"].setEnabled(there and self.kept is None and not self._screen.desk.read_only)
        self.acts["editions"].setEnabled(there)
        self.acts["public"].setEnabled(there)
        self.acts["instructions"].setEnabled(current and not self.work.busy)

    def binder(self) -> Binder:
        """What makes editions, beside what makes the preview."""
        self._binder = self._binder or self._screen.binder().beside()
        return self._binder

    def _kill(self) -> None:
        if self._binder is not None:
            self._binder.kill()

    def end(self) -> None:
        """Make nothing more, and leave no process behind."""
        self.work.end()

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # --- dialogs

    def issue(self) -> None:
        """Ask how the packet is issued, and issue it."""
        from kyodo_desktop.ui.dialogs.issuing import IssueDialog

        screen, meeting = self._screen, self._screen.meeting
        if meeting is None or screen.desk.read_only or not all(one.flush() for one in screen.forms()):
            return
        facts = screen.findings.gathered(meeting)
        if facts is not None:
            dialog = IssueDialog(screen, screen.desk, meeting.id, facts, self.binder())
            dialog.issued.connect(self._on_issued)
            self._open(dialog)

    def _on_issued(self, change: Any, edition: int) -> None:
        words = _("第{edition}版として発行しました。").format(edition=edition)
        desk = self._screen.desk
        act = change.act.text()
        self._screen.notified.emit(words, _("元に戻す：{act}").format(act=act), lambda: desk.undo(change))
        meeting = self._screen.meeting
        if meeting is not None:
            self.open(desk.read(editions.edition, meeting.id, edition))

    def show_editions(self) -> None:
        """Show the editions that were issued."""
        from kyodo_desktop.ui.dialogs.editions import EditionsDialog

        meeting = self._screen.meeting
        if meeting is not None:
            dialog = EditionsDialog(self._screen, self._screen.desk, meeting.id)
            dialog.asked.connect(lambda name, issued: self._on_asked(dialog, name, issued))
            self._open(dialog)

    def _on_asked(self, over: QDialog, name: str, issued: IssuedPaper) -> None:
        if name in ("open", "swap"):
            over.accept()
            (self.open if name == "open" else self.swap)(issued)
            return
        desk = self._screen.desk
        if name == "hand":
            from kyodo_desktop.ui.dialogs.handing import HandingDialog

            inner: QDialog = HandingDialog(over, desk, issued.meeting or "", issued)
        else:
            from kyodo_desktop.ui.dialogs.errata_drafts import ErrataDialog

            inner = ErrataDialog(over, desk, issued)
            inner.wanted.connect(over.accept)
            inner.wanted.connect(lambda: self._screen.show_paper("errata"))
        self._open(inner)

    def publish(self) -> None:
        """Make the public edition, and ask into which folder."""
        from kyodo_desktop.ui.dialogs.publishing import PublishDialog

        screen, meeting = self._screen, self._screen.meeting
        if meeting is not None:
            self._open(PublishDialog(screen, screen.desk, screen.settings, meeting.id, self.binder()))

    # --- what stands in the preview

    def open(self, issued: IssuedPaper) -> None:
        """Show an edition exactly as it was issued."""
        from kyodo_desktop.papers.heldplaces import places_in

        desk = self._screen.desk
        try:
            data = desk.read(editions.edition_bytes, issued)
            places = places_in(desk.read(editions.held_in, issued))
        except KyodoError as error:
            desk.failed.emit(error)
            return
        day = spelled_day(issued.issued_on)
        told = _("第{edition}版（{day}発行）を、発行した時のまま表示しています。")
        name = f"{self._number}会議資料_第{issued.edition}版"
        words = told.format(edition=issued.edition, day=day)
        self.show(Kept(name, words, data, places, issued.meeting, issued.id))

    def swap(self, old: IssuedPaper) -> None:
        """Make the sheets that turn an edition into the newest, and show them."""
        from kyodo_desktop.papers import replacement

        desk, binder = self._screen.desk, self.binder()
        try:
            new = desk.read(editions.edition, old.meeting or "")
            view = desk.read(replacement.from_to, old, new)
            data = desk.read(editions.edition_bytes, new)
        except KyodoError as error:
            desk.failed.emit(error)
            return
        told = _("第{old}版を持つ人を第{new}版にするための、差替えの用紙だけです。")
        words = told.format(old=old.edition, new=new.edition)
        name = f"{self._number}会議資料_差替え_第{old.edition}版から第{new.edition}版"

        def shown(made: tuple[bytes, Any]) -> Kept:
            return Kept(name, words, made[0], issued=new.id)

        self._begin(lambda: binder.replacement(view, data), shown, _("差替えを作成しています…"))

    def instruct(self) -> None:
        """Make the sheet of instructions for printing the packet as it is bound now, and show it."""
        from kyodo_desktop.papers.paper import of_meeting
        from kyodo_desktop.papers.printinstructions import PrintInstructions

        screen, meeting, binder = self._screen, self._screen.meeting, self.binder()
        data, places = screen.data, screen.places
        if meeting is None or data is None:
            return
        paper = PrintInstructions()
        try:
            view = screen.desk.read(paper.compose, screen.desk.read(of_meeting, meeting.id))
        except KyodoError as error:
            screen.desk.failed.emit(error)
            return
        told = _("いま綴じてあるとおりの印刷指示書です。")

        def shown(made: bytes) -> Kept:
            return Kept(f"{self._number}{paper.title}", told, made)

        self._begin(lambda: _instructions(binder, view, data, places), shown, _("ページを数えています…"))

    def _begin(
        self, make: Callable[[], Generator[Progress, None, Any]], then: Callable[[Any], Kept], words: str
    ) -> None:
        self._then = then
        self._screen.show_work(words)
        self.work.work(make)

    def _on_made(self, made: Any) -> None:
        self._screen.rested()
        if self._then is not None:
            self.show(self._then(made))

    def _on_failed(self, error: Exception) -> None:
        self._screen.rested()
        if not isinstance(error, KyodoError):
            raise error
        self._screen.desk.failed.emit(error)

    @property
    def _number(self) -> str:
        meeting = self._screen.meeting
        return numbering.meeting_number(meeting.number) if meeting else ""

    def show(self, kept: Kept) -> None:
        """Show this in the place of the packet, until the clerk goes back to it."""
        self.kept = kept
        self._label.setText(kept.told)
        self._frame.show()
        self._screen.thumbs.clear()  # what follows is another document
        self._screen.show_kept(kept)

    def leave(self) -> None:
        """Go back to the packet as it is now."""
        if self.forget():
            self._screen.thumbs.clear()
            self._screen.build()

    def forget(self) -> bool:
        """Let go of what stands in the preview; whether there was anything."""
        there, self.kept = self.kept is not None, None
        self._frame.hide()
        return there

    def check(self) -> None:
        """Go back where the edition that is shown was taken back."""
        issued = self.kept.issued if self.kept else None
        if issued is not None:
            try:
                self._screen.desk.get(IssuedPaper, issued)
            except NotFound:
                self.leave()


def _instructions(
    binder: Binder, view: Any, data: bytes, places: tuple[Place, ...]
) -> Generator[Progress, None, bytes]:
    """The packet's pages are looked at in a process of their own, then the sheet is drawn in another."""
    from kyodo_desktop.papers.leaves import Cutter
    from kyodo_desktop.papers.printinstructions import PrintInstructions, counted

    cutter, paper = Cutter(), PrintInstructions()
    try:
        leaves = yield from cutter.leaves(data)
    finally:
        cutter.end()
    return (yield from binder.paper(paper.key, counted(view, places, leaves), paper.title))
