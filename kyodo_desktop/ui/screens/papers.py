"""帳票: every paper by the year's course, shown as its very bytes, printed, saved, issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QWidget,
)

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import RECORDS, Meeting
from kyodo_desktop.i18n import _
from kyodo_desktop.services import issued
from kyodo_desktop.services.issued import IssuedLine
from kyodo_desktop.ui import fetching
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.screen import STANDS_MS, Screen
from kyodo_desktop.ui.screens import papers_options
from kyodo_desktop.ui.screens.packet_making import Making
from kyodo_desktop.ui.screens.papers_giving import PapersGiving
from kyodo_desktop.ui.screens.papers_issue import PapersIssue
from kyodo_desktop.ui.screens.papers_issued import PapersIssued, described
from kyodo_desktop.ui.screens.papers_leading import screen_for
from kyodo_desktop.ui.screens.papers_list import PapersList
from kyodo_desktop.ui.screens.papers_making import Wish, goes_out, needed, steps, wish_for
from kyodo_desktop.ui.screens.papers_options import PapersOptions
from kyodo_desktop.ui.screens.papers_sight import PapersSight
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.pageview import PageView

if TYPE_CHECKING:  # the papers bring the document libraries, which a window opens without
    from kyodo_desktop.papers.binder import Binder
    from kyodo_desktop.papers.paper import AnyPaper

SOON_MS: Final = 250
"""A change is followed once the clerk has rested so long."""
FIRST: Final = "notice"
"""The paper that is shown where none was chosen yet."""
_ISSUED: Final = 1  # the place of the issued papers among the tabs


class PapersScreen(Screen):
    """Makes the chosen paper whenever what it shows has changed."""

    key = "papers"
    shows = RECORDS
    icons = {name: name for name in ("previous", "next", "smaller", "larger")}

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self.data: bytes | None = None
        self.places: tuple[Any, ...] = ()
        self.paper: AnyPaper | None = None
        self.wish: Wish | None = None
        self.issued_line: IssuedLine | None = None
        self.meeting: Meeting | None = None
        self._binder: Binder | None = None
        self._listed = False
        self._wanted = self.kept("paper") or FIRST
        self.making = Making(self, self.binder, steps)
        self.sight = PapersSight(self, self.form)
        self.list = PapersList(self, self.form)
        self.options = PapersOptions(self)
        self.issued = PapersIssued(self)
        self.pages = PageView(self, self.form, _("様式のページ"))
        self.issue = PapersIssue(self)
        self.giving = PapersGiving(self)
        self._make_parts()
        self._listen()
        self._soon, self._later = QTimer(self), QTimer(self)
        for timer, wait, do in (
            (self._soon, SOON_MS, self.build),
            (self._later, STANDS_MS, self._load),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(do)

    def _make_parts(self) -> None:
        form = self.form
        self._tabs = part(QTabWidget, "lists", form)
        self._issue = part(QPushButton, "issue", form)
        self._reissue = part(QPushButton, "reissue", form)
        flow(part(QWidget, "acts", form))
        across = part(QSplitter, "across", form)
        across.setStretchFactor(1, 1)
        if not across.restoreState(self.settings.state("papers/across")):
            across.setSizes([250, 750])
        self.pages.set_zoom(self.settings.text("papers/zoom", "width"))
        self._reissue.hide()
        self.giving.offer(None)
        self._allow()

    def _listen(self) -> None:
        self.list.chosen.connect(self.show_paper)
        self.options.changed.connect(self._on_chosen)
        self.issued.chosen.connect(lambda _line: self._on_tab())
        self.issue.changed.connect(self.build)
        self.issue.wanted.connect(self.issue_now)
        self._tabs.currentChanged.connect(lambda _at: self._on_tab())
        self._issue.clicked.connect(lambda: self.issue.begin())
        self._reissue.clicked.connect(self.reissue)
        self.sight.again.clicked.connect(self.build)
        self.sight.led.connect(lambda key: self.asked.emit(key, ""))
        part(QPushButton, "cancel", self.form).clicked.connect(self.cancel)
        self.making.progressed.connect(self.sight.step)
        self.making.made.connect(self._on_made)
        self.making.failed.connect(self._on_failed)
        self.making.stopped.connect(self._on_stopped)
        self.giving.progressed.connect(self.sight.step)
        self.giving.begun.connect(self._on_giving)
        self.giving.ended.connect(self._on_given)

    def binder(self) -> Binder:
        """What makes papers, in processes of its own."""
        if self._binder is None:
            from kyodo_desktop.papers.binder import Binder

            self._binder = Binder(self.desk.paths)
        return self._binder

    # --- the list

    def reload(self) -> None:
        self.issued.reload()
        if self._listed:
            self._follow()
        else:
            if not fetching.fetched():
                self.sight.say(_("様式を読み込んでいます…"))
            self._later.start()

    def _load(self) -> None:
        """Fetch the papers beside the window."""
        fetching.fetch(self, self._on_loaded)

    def _on_loaded(self) -> None:
        if not self._listed:
            self._show_list()

    def _show_list(self) -> None:
        from kyodo_desktop.papers.course import COURSE

        self._listed = True
        self.sight.say("")
        self.list.show_stages(COURSE)
        part(QLabel, "count", self.form).setText(_("{count}種類").format(count=len(self.list.shown())))
        if not self.list.choose(self._wanted):
            self.list.choose(FIRST)

    def show_record(self, record: Id) -> None:
        """Show a paper, by its key and the consultation after a slash; or one that was issued, by its id."""
        record, _slash, consultation = record.partition("/")
        if consultation:
            kept = papers_options.of_one(self.kept(f"choice/{record}"), consultation)
            self.keep(f"choice/{record}", kept)
            self.paper = None
        if self.issued.choose(record):
            self._tabs.setCurrentIndex(_ISSUED)
        elif self._listed:
            self._tabs.setCurrentIndex(0)
            self.list.choose(record)
            if self.paper is None:
                self.show_paper(record)
        else:
            self._wanted = record

    # --- the chosen paper

    def show_paper(self, key: str) -> None:
        """Show a paper, by its key, with what was last chosen for it."""
        from kyodo_desktop.papers import PAPERS

        self.issue.leave(tell=False)
        self._tabs.setCurrentIndex(0)
        paper = next(one for one in PAPERS if one.key == key)
        if paper is not self.paper:
            self.paper = paper
            self.options.show(paper, papers_options.read(self.kept(f"choice/{key}")))
        self.build()

    @property
    def of_meeting(self) -> bool:
        """Whether what is shown belongs to a meeting."""
        from kyodo_desktop.papers.paper import Takes

        return self.paper is not None and Takes.MEETING in self.paper.takes

    def _on_chosen(self) -> None:
        if self.paper is not None and self.options.choice is not None:
            self.keep(f"choice/{self.paper.key}", papers_options.written(self.options.choice))
        self.build()

    def _follow(self) -> None:
        """After a change: make it anew once the clerk rests; until then it can't be given out."""
        if self._tabs.currentIndex() == _ISSUED:
            self._on_tab()
        elif self.paper is not None:
            if self.options.choice is not None:
                self.options.show(self.paper, self.options.choice)
            self.data = None
            self._soon.start()
            self._allow()

    # --- making

    def build(self) -> None:
        """Make the chosen paper, unless these bytes already are."""
        self._soon.stop()
        paper, choice, committee = self.paper, self.options.choice, self.desk.committee
        if paper is None or choice is None or self._tabs.currentIndex() == _ISSUED:
            return
        self._name(_(paper.title), paper)
        self.issued_line = None
        if committee is None:
            self._show_fault(_("委員会がまだありません。「委員」の画面で登録してください。"), mend="roster")
            return
        try:
            wish = self._wish(paper)
        except KyodoError as error:
            self.making.cancel()
            self.options.fill(None)
            self._refuse(error, mend=screen_for(needed(paper)))
            return
        if wish == self.wish and not self.making.busy and self.pages.data is not None:
            self._show(self.pages.data)
        else:
            self._begin(wish)

    def _wish(self, paper: AnyPaper) -> Wish:
        """What is to be made. Raises KyodoError."""
        from kyodo_desktop.papers.choosing import occasion_of

        committee, choice, desk = self.desk.committee, self.options.choice, self.desk
        assert committee is not None
        assert choice is not None
        occasion = desk.read(occasion_of, committee, paper, choice, desk.today)
        self.meeting = occasion.meeting
        self.options.fill(occasion)
        return desk.read(wish_for, desk.paths, paper, occasion, self.issue.again)

    def _begin(self, wish: Wish) -> None:
        self.wish, self.data = wish, None
        self.sight.making(_(wish.paper.title))
        self.sight.tell(wish.told)
        self.issue.tell(wish)
        self.making.begin(wish)
        self._allow()

    def cancel(self) -> None:
        """Stop what is being made, printed or saved."""
        self._soon.stop()
        self.giving.cancel()
        self.making.cancel()

    def _rest(self) -> None:
        self.sight.rest()
        self.sight.say("")

    def _on_made(self, data: bytes) -> None:
        self._rest()
        if self._tabs.currentIndex() != _ISSUED:
            self._show(data)

    def _show(self, data: bytes) -> None:
        self.data = data
        self.sight.clear()
        if self.pages.data is not data:
            self.pages.show(data)
        words = _("{pages}ページ・{size} KB")
        self.sight.say(words.format(pages=self.pages.count, size=f"{len(data) / 1024:,.0f}"))
        self._allow()

    def _on_stopped(self) -> None:
        self._rest()
        if self._tabs.currentIndex() != _ISSUED:
            self._show_fault(_("作成を中止しました。"), again=True)

    def _on_failed(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, KyodoError):
            self._refuse(error)
        else:
            self._show_fault(_("プログラムの不具合により作成できませんでした。"), again=True)
            raise error

    def _refuse(self, error: KyodoError, mend: str = "") -> None:
        self._show_fault(str(error), again=not mend, mend=mend)

    def _show_fault(self, text: str, *, again: bool = False, mend: str = "") -> None:
        self.data, self.wish = None, None
        self.pages.clear()
        self.sight.refuse(text, again=again, mend=mend)
        self._allow()

    # --- what is told

    def _name(self, title: str, paper: AnyPaper | None) -> None:
        self.sight.name(title)
        self.giving.offer(paper)
        if paper is None:
            self.options.hide()
        elif self.options.choice is not None:
            self.options.show(paper, self.options.choice)

    def _allow(self) -> None:
        ready = self.data is not None and not self.making.busy
        asking = self.issue.open
        self.giving.allow(ready=ready and not asking)
        self.issue.allow(self.wish, ready=ready)
        old = self.issued_line is not None
        self._issue.setVisible(not old and goes_out(self.paper))
        self._issue.setEnabled(ready and not asking and not self.desk.read_only)
        self._reissue.setVisible(old)
        self._reissue.setEnabled(old and not self.desk.read_only)
        self.pages.set_visible(self.pages.count > 0)

    # --- what goes out

    def issue_now(self) -> None:
        """Issue what is shown: its number, its bytes and to whom it goes, in one act."""
        change = self.issue.carry_out(self.wish, self.data)
        if change is None:
            self.build()
            return
        self.issue.leave(tell=False)
        self.issued.reload()
        self._tabs.setCurrentIndex(_ISSUED)
        self.issued.choose_made(change)
        self._on_tab()
        self.tell_undo(change)

    def reissue(self) -> None:
        """Ask about a new edition of the issued paper that is shown: to the same members, composed anew."""
        line = self.issued_line
        if line is None or not self.list.choose(line.paper.paper):
            return
        seats = tuple(one.appointment for one in line.to if one.appointment)
        self.show_paper(line.paper.paper)
        self.options.aim(line.paper.meeting, seats)
        self.issue.begin(line.paper)

    def _on_tab(self) -> None:
        """Show the issued paper that is chosen, or again the chosen paper."""
        if self._tabs.currentIndex() != _ISSUED:
            self.build()
            return
        self.issue.leave(tell=False)
        self.making.cancel()
        self._rest()
        line = self.issued.line
        self.issued_line, self.wish = line, None
        self.sight.tell(())
        self.sight.clear()
        if line is None:
            self.data = None
            self.pages.clear()
            self._name(_("発行した文書はまだありません"), None)
            self._allow()
            return
        self._name(f"{line.paper.title}\n{described(line)}", None)
        try:
            self._show(self.desk.read(issued.kept_bytes, line.paper))
        except KyodoError as error:
            self._refuse(error, mend="")

    def _on_giving(self) -> None:
        self.sight.begin(_("印刷・保存しています…"))
        self._allow()

    def _on_given(self) -> None:
        self.sight.rest()
        self._allow()

    def keep_state(self) -> None:
        self.cancel()
        self._later.stop()
        self.making.end()
        self.keep("paper", self.list.key or self._wanted)
        self.settings.keep("papers/zoom", self.pages.zoom_key)
        self.settings.keep("papers/across", part(QSplitter, "across", self.form).saveState())
