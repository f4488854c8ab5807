"""ホーム: the next meeting and what it still needs, and what the register wants the clerk to know today."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Record
from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.i18n import _
from kyodo_desktop.services import convening
from kyodo_desktop.ui import fetching
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screen import STANDS_MS, Screen
from kyodo_desktop.ui.screens import home_lines
from kyodo_desktop.ui.screens.home_lines import Line
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.task import Task
from kyodo_desktop.ui.widgets.lines import Lines, ShownLine

if TYPE_CHECKING:  # rules and checks, which a window opens without
    from kyodo_desktop.papers.press.progress import Progress
    from kyodo_desktop.services.checking import Checked, Gathered


class HomeScreen(Screen):
    """Cards of lines, each of which leads somewhere. What takes longer comes once the window stands."""

    key = "home"
    shows = (Record,)

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._meeting: Meeting | None = None
        self._task: Task[Checked] | None = None
        self._waiting: list[Callable[[], object]] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fill_next)
        self.cards: dict[str, Lines] = {}
        self._lines: dict[str, tuple[Line, ...]] = {}
        for name in ("steps", "forecast", "findings", "terms", "consultations", "register"):
            self.cards[name] = card = Lines()
            card.locked = desk.read_only
            card.followed.connect(lambda at, name=name: self._on_followed(name, at))
            fill(part(QWidget, f"{name}_place", self.form), card)
        self.cards["steps"].ticked.connect(self._on_ticked)
        for name, screen in (("open_meeting", "meeting"), ("open_packet", "packet")):
            part(QPushButton, name, self.form).clicked.connect(lambda _on=False, to=screen: self._go_to(to))

    # --- showing

    def reload(self) -> None:
        committee = self.desk.committee
        today = self.desk.today
        self._meeting = self.desk.read(convening.next_meeting, committee.id, today) if committee else None
        self._show_next()
        lines = home_lines
        cards: list[tuple[str, Callable[[], Iterable[Line]]]] = [
            ("register", lambda: lines.register_lines(self.desk))
        ]
        if committee is not None:
            cards = [
                ("terms", lambda: lines.term_lines(self.desk, committee)),
                ("consultations", lambda: lines.consultation_lines(self.desk, committee)),
                *cards,
            ]
        if (meeting := self._meeting) is not None:
            cards = [
                ("steps", lambda: lines.step_lines(self.desk, meeting)),
                ("forecast", lambda: lines.forecast_lines(self.desk, meeting)),
                *cards,
            ]
        for name in ("steps", "forecast", "findings"):
            part(QFrame, f"{name}_card", self.form).setVisible(self._meeting is not None)
        self._waiting = [lambda name=name, made=made: self._show(name, made()) for name, made in cards]
        self._waiting.append(self._check)
        self._soon.start(STANDS_MS)

    def _show_next(self) -> None:
        meeting, committee = self._meeting, self.desk.committee
        title = home_lines.meeting_title(meeting) if meeting else _("これからの会議は登録されていません。")
        if committee is None:
            title = _("委員会がまだ登録されていません。「委員」の画面から登録してください。")
        part(QLabel, "next_title", self.form).setText(title)
        part(QLabel, "next_place", self.form).setText(self._place(meeting))
        part(QLabel, "countdown", self.form).setText(
            home_lines.countdown(self.desk, meeting) if meeting else ""
        )
        part(QPushButton, "open_packet", self.form).setVisible(meeting is not None)

    def _place(self, meeting: Meeting | None) -> str:
        if meeting is None:
            return _("「会議」の画面から招集してください。")
        return meeting.venue.strip()

    def _fill_next(self) -> None:
        """Fill one card, then let the window breathe."""
        if self._waiting:
            try:
                self._waiting.pop(0)()
            except KyodoError as error:
                self.desk.failed.emit(error)
            self._soon.start(0)

    def _show(self, name: str, lines: Iterable[Line]) -> None:
        known = self._lines[name] = tuple(lines)
        self.cards[name].show_lines(
            ShownLine(one.text, bool(one.screen or one.place), False if one.step else None, one.help)
            for one in known
        )

    # --- the check

    def _check(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if self._meeting is None:
            return
        from kyodo_desktop.services import checking

        facts = self.desk.read(checking.gather, self._meeting.id)
        self._task = task = Task(lambda: _judged(facts))
        task.finished.connect(lambda found: self._on_checked(task, found))
        task.start()

    def _on_checked(self, task: Task[Checked], found: Checked) -> None:
        if task is not self._task:
            return
        self._task = None
        self._show("findings", home_lines.finding_lines(found))
        fetching.fetch(self, lambda: None)  # so that the screens that need the papers open at once

    def keep_state(self) -> None:
        self._waiting = []
        self._soon.stop()
        if self._task is not None:
            self._task.cancel()

    # --- going and doing

    def _go_to(self, screen: str) -> None:
        self.asked.emit(screen, self._meeting.id if self._meeting else "")

    def _on_followed(self, name: str, at: int) -> None:
        line = self._lines[name][at]
        if line.place is not None and self._meeting is not None:
            self.jumped.emit(line.place, self._meeting)
        elif line.screen:
            self.asked.emit(line.screen, line.record)

    def _on_ticked(self, at: int, on: bool) -> None:
        """A step was done; undo takes it back."""
        from kyodo_desktop.services import checklist

        if self._meeting is None or not on:
            return
        known = checklist.steps(self.desk.paths.checklist)
        step = next(one for one in known if one.key == self._lines["steps"][at].step)
        self.tell_undo(self.desk.act(checklist.tick, self._meeting.id, step, self.desk.today))


def _judged(facts: Gathered) -> Generator[Progress, None, Checked]:
    """The checks as one step: they take a fraction of a second."""
    from kyodo_desktop.services import checking

    yield from ()
    return checking.judge(facts)
