"""印刷: the meeting's packet or one paper, shown as the very bytes that are saved and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTabWidget,
    QWidget,
)

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import RECORDS, Committee, Meeting
from kyodo_desktop.i18n import _, listed
from kyodo_desktop.services import meetings
from kyodo_desktop.ui import fetching
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screen import STANDS_MS, Screen
from kyodo_desktop.ui.screens.packet_editions import Kept, PacketEditions
from kyodo_desktop.ui.screens.packet_findings import PacketFindings
from kyodo_desktop.ui.screens.packet_giving import PacketGiving
from kyodo_desktop.ui.screens.packet_making import Made, Making, Wish, papers_alone, wish_for
from kyodo_desktop.ui.screens.packet_notes import PacketNotes
from kyodo_desktop.ui.screens.packet_options import PacketOptions
from kyodo_desktop.ui.screens.packet_parts import PacketParts
from kyodo_desktop.ui.screens.packet_thumbs import PacketThumbs
from kyodo_desktop.ui.screens.packet_view import PacketPages
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.airy import headed
from kyodo_desktop.ui.widgets.editors import spelled_day
from kyodo_desktop.ui.widgets.form import RecordForm

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.domain.findings import Place
    from kyodo_desktop.papers.binder import Binder
    from kyodo_desktop.papers.paper import AnyPaper
    from kyodo_desktop.papers.press.binding import Place as BoundPlace

SHOW_WORK_AFTER_MS = 1000
SOON_MS = 250
"""A change is followed once the clerk has rested so long."""


class PacketScreen(Screen):
    """Makes the packet, or one paper, whenever what it shows has changed."""

    key = "packet"
    shows = RECORDS
    icons = {name: name for name in ("previous", "next", "smaller", "larger")} | {
        "part_up": "up",
        "part_down": "down",
        "part_remove": "remove",
    }

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self.data: bytes | None = None
        self.meeting: Meeting | None = None
        self._binder: Binder | None = None
        self._wish: Wish | None = None
        self._made: Made | None = None
        self._mended_at: Place | None = None  # where what keeps the paper from being made is put right
        self._wanted = self.kept("meeting")
        self._named = False  # until the papers have been fetched, without which nothing is made
        self.making = Making(self, self.binder)
        self.options = PacketOptions(self)
        self.pages = PacketPages(self)
        self.thumbs = PacketThumbs(self)
        self.parts = PacketParts(self)
        self.notes = PacketNotes(self, self._go_to_part)
        self.giving = PacketGiving(self)
        self.findings = PacketFindings(self, lambda: self._binder.passwords if self._binder else {})
        self.editions = PacketEditions(self)
        self.giving.instead = lambda: self.editions.kept
        self._make_parts()
        self._listen()
        self._slow, self._soon = QTimer(self), QTimer(self)
        for timer, wait, do in (
            (self._slow, SHOW_WORK_AFTER_MS, self._work.show),
            (self._soon, SOON_MS, self.build),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(do)
        fetching.fetch(self, self._name_papers)

    def _make_parts(self) -> None:
        form = self.form
        self._meetings = part(QComboBox, "meetings", form)
        self._papers = part(QComboBox, "papers", form)
        self._papers.addItem(_("会議資料一式"), "")
        self._state = part(QLabel, "state", form)
        self._work = part(QFrame, "work", form)
        self._work_label = part(QLabel, "work_label", form)
        self._progress = part(QProgressBar, "progress", form)
        self._fault = part(QFrame, "fault", form)
        self._fault_text = part(QLabel, "fault_text", form)
        self._mend = part(QPushButton, "mend", form)
        self._slips = part(QLabel, "slips", form)
        self._side = part(QWidget, "parts_side", form)
        for widget in (self._slips, self._work, self._fault):
            widget.hide()
        self._allow()

    def _name_papers(self) -> None:
        """Offer the papers by themselves; the one that was shown last is shown again."""
        for paper in papers_alone():
            self._papers.addItem(_(paper.title), paper.key)
        view = self._papers.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width())
        self._papers.setCurrentIndex(max(self._papers.findData(self.kept("paper")), 0))
        self._named = True
        if not self.stale:
            self._show_parts()
            self.build()

    def _listen(self) -> None:
        self._meetings.activated.connect(self._on_meeting)
        self._papers.activated.connect(lambda at: self.show_paper(self._papers.itemData(at)))
        part(QPushButton, "cancel", self.form).clicked.connect(self.cancel)
        part(QPushButton, "again", self.form).clicked.connect(self.build)
        self._mend.clicked.connect(lambda: self.jumped.emit(self._mended_at, self.meeting))
        self.findings.chosen.connect(lambda one: self.jumped.emit(one.place, self.meeting))
        self.parts.chosen.connect(self.pages.go)
        self.thumbs.chosen.connect(self.pages.go)
        self.pages.turned.connect(self.thumbs.follow)
        self.making.progressed.connect(self.show_progress)
        self.making.made.connect(self._on_made)
        self.making.failed.connect(self._on_failed)
        self.making.stopped.connect(self._on_stopped)
        self.giving.progressed.connect(self.show_progress)
        self.giving.begun.connect(lambda: self.show_work(_("印刷しています…")))
        self.giving.ended.connect(self.rested)

    def binder(self) -> Binder:
        """What binds, in processes of its own."""
        if self._binder is None:
            from kyodo_desktop.papers.binder import Binder

            self._binder = Binder(self.desk.paths)
        return self._binder

    @property
    def places(self) -> tuple[BoundPlace, ...]:
        """Where the parts of the packet that is shown stand; nothing for a paper by itself."""
        if self.editions.kept is not None:
            return self.editions.kept.places
        return self._made.bound.places if self._made and self._made.bound else ()

    # --- which meeting

    def reload(self) -> None:
        committee = self.desk.committee
        known = self.desk.read(meetings.meetings, committee.id) if committee else ()
        wanted = self._wanted or (self.meeting.id if self.meeting else "") or self._next(committee)
        self._wanted = ""
        self._meetings.clear()
        for one in known:
            self._meetings.addItem(f"{numbering.meeting_number(one.number)}　{spelled_day(one.date)}", one.id)
        at = max(self._meetings.findData(wanted), 0)
        self._meetings.setCurrentIndex(at if known else -1)
        self._meetings.setEnabled(bool(known))
        other = self.meeting is None or not known or known[at].id != self.meeting.id
        self.meeting = known[at] if known else None
        if other:
            self.editions.forget()
        self.editions.check()
        self._show_parts()
        self.findings.check(self.meeting)
        self._build_soon(STANDS_MS if other else SOON_MS)

    def show_paper(self, key: str) -> None:
        """Show one paper by itself, by its key; "" is the whole packet."""
        self.editions.forget()
        self._papers.setCurrentIndex(max(self._papers.findData(key), 0))
        self._show_parts()
        self.build()

    @property
    def paper(self) -> AnyPaper | None:
        """The paper that is shown by itself, if it isn't the packet."""
        key = self._papers.currentData()
        return next((one for one in papers_alone() if one.key == key), None) if key else None

    def _show_parts(self) -> None:
        """Show the packet's parts and how they are bound, and name those that have no content."""
        packet = self.paper is None and self.meeting is not None
        self.options.show(packet=packet)
        self.parts.show(self.meeting)
        self._side.setVisible(packet)
        rows = self.parts.table.model.rows
        empty = [
            row.number
            for row in rows
            if (one := row.material) and not (one.handed_apart or one.paper or one.attachment)
        ]
        told = _("中身のない資料（別添の紙になります）：{numbers}").format(numbers=listed(empty))
        self._slips.setText(told)
        self._slips.setVisible(bool(empty) and packet)

    def _next(self, committee: Committee | None) -> str:
        if committee is None:
            return ""
        found = self.desk.read(meetings.next_meeting, committee.id, self.desk.today)
        return found.id if found else ""

    def _on_meeting(self, at: int) -> None:
        self._wanted = self._meetings.itemData(at)
        self.reload()

    # --- making

    def _build_soon(self, wait: int = SOON_MS) -> None:
        """Make it anew once the clerk rests; until then what is shown can't be given out."""
        if self.editions.kept is not None:
            return
        self.data = None
        self._soon.start(wait)
        self._allow()

    def build(self) -> None:
        """Make the packet or the paper of the chosen meeting, unless these bytes already are."""
        self._soon.stop()
        if self.editions.kept is not None or not self._named:
            return
        if self.meeting is None:
            self._show_fault(_("会議がまだありません。「会議」の画面で招集してください。"), again=False)
            return
        try:
            wish = self.desk.read(wish_for, self.paper, self.meeting.id)
        except KyodoError as error:
            self.making.cancel()
            self._on_failed(error)
            return
        if wish == self._wish and not self.making.busy and self._made is not None and self._made.data:
            self._show(self._made)
            return
        self._wish, self._made, self.data = wish, None, None
        self._fault.hide()
        self._progress.setRange(0, 0)
        self._work_label.setText(_("「{title}」を作成しています…").format(title=self._papers.currentText()))
        self._state.setText(_("作成中…"))
        self._slow.start()
        self.making.begin(wish)
        self._allow()

    def cancel(self) -> None:
        """Stop what is being made or printed."""
        self.giving.cancel()
        self.editions.work.cancel()
        if self._soon.isActive() and not self.making.busy:
            self._soon.stop()
            self._on_stopped()
        self._soon.stop()
        self.making.cancel()

    def _rest(self) -> None:
        self._slow.stop()
        self._work.hide()
        self._state.setText("")

    def show_progress(self, progress: Any) -> None:
        """Show how far what is under way has come."""
        self._progress.setRange(0, progress.total)
        self._progress.setValue(progress.done)
        self._work_label.setText(progress.label.text())

    def _on_made(self, made: Made) -> None:
        self._rest()
        if self.editions.kept is not None:
            self._wish = None  # made anew when the clerk goes back to the packet
            return
        if made.error is not None:
            self.parts.tell(made.seen, ())
            self._on_failed(made.error)
            return
        self._made = made
        if self._soon.isActive():  # what was made is out of date already
            self._state.setText(_("作成中…"))
            return
        self._show(made)

    def _show(self, made: Made) -> None:
        data = made.data
        if data is None:
            return
        self._show_pages(data)
        if self.paper is None:
            self.parts.tell(made.seen, made.bound.places if made.bound else ())
        self.notes.tell(made.bound.notes if made.bound else ())
        self._allow()

    def _show_pages(self, data: bytes) -> None:
        other = self.pages.data is not data
        self.data = data
        self._fault.hide()
        if other:
            self.pages.show(data)
            self.thumbs.show(data, self.pages.count)
        words = _("{pages}ページ・{size} KB")
        self._state.setText(words.format(pages=self.pages.count, size=f"{len(data) / 1024:,.0f}"))

    def show_kept(self, kept: Kept) -> None:
        """Show something else than what is made now: an edition as it was issued, the sheets to swap."""
        self._soon.stop()
        self._rest()
        self._made, self._wish = None, None
        self._show_pages(kept.data)
        self.notes.tell(())
        self._allow()

    def _on_stopped(self) -> None:
        self._rest()
        self._wish = None
        if self.editions.kept is not None:
            return
        self._show_fault(_("作成を中止しました。"))

    def _on_failed(self, error: Exception) -> None:
        self._rest()
        self._wish = None
        if self.editions.kept is not None:
            return
        if isinstance(error, KyodoError):
            self._show_fault(str(error), place=self._place_of(error))
        else:
            self._show_fault(_("プログラムの不具合により作成できませんでした。"))
            raise error

    def _place_of(self, error: KyodoError) -> Place | None:
        from kyodo_desktop.ui.screens.packet_fault import place_of

        return place_of(self.desk, self.meeting, error) if self.meeting else None

    def _show_fault(self, text: str, *, again: bool = True, place: Place | None = None) -> None:
        self.data = None
        self._made = None
        self.pages.clear()
        self.thumbs.clear()
        self.notes.tell(())
        self._fault_text.setText(headed(text))
        part(QPushButton, "again", self.form).setVisible(again)
        self._mended_at = place
        self._mend.setVisible(place is not None)
        self._fault.show()
        self._allow()

    def _allow(self) -> None:
        ready = self.data is not None and (self.editions.kept is not None or not self.making.busy)
        self.giving.allow(ready=ready)
        self.editions.allow(ready=ready)
        shown = self.pages.count > 0
        self.pages.set_visible(shown)
        part(QTabWidget, "looks", self.form).setVisible(shown)
        part(QSplitter, "left", self.form).setVisible(shown or not self._side.isHidden())

    def _go_to_part(self, title: str) -> None:
        """Show the part whose title this is, with or without its number."""
        found = next((one for one in self.places if title and one.title.endswith(title)), None)
        if found is not None:
            self.pages.go(found.first + 1)

    # --- giving out

    def show_work(self, words: str) -> None:
        """Say what is under way, with the button that stops it."""
        self._progress.setRange(0, 0)
        self._work_label.setText(words)
        self._work.show()
        self._allow()

    def rested(self) -> None:
        """What was under way is over."""
        self._work.hide()
        self._allow()

    def forms(self) -> tuple[RecordForm[Any], ...]:
        return self.options.details

    def keep_state(self) -> None:
        self.cancel()
        for one in (self.making, self.thumbs, self.parts.receiver, self.editions):
            one.end()
        for one in (self.findings, self.notes, self.options):
            one.keep_state()
        self.keep("meeting", self.meeting.id if self.meeting else "")
        self.keep("paper", self._papers.currentData() or "")
        self.settings.keep("packet/zoom", self.pages.zoom_key)
        for name in ("across", "left"):
            self.settings.keep(f"packet/{name}", part(QSplitter, name, self.form).saveState())
