"""The one window: a sidebar of screens, the menu, what was saved last, and who else holds the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.domain.errors import KyodoError, LockedElsewhere
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, Meeting
from kyodo_desktop.i18n import _
from kyodo_desktop.ui import placing
from kyodo_desktop.ui.desk import Change, Desk
from kyodo_desktop.ui.icons import icon
from kyodo_desktop.ui.load import load, part
from kyodo_desktop.ui.menu import Menu
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.screens import SCREENS
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.editors import spelled_day
from kyodo_desktop.ui.widgets.floating import FloatingNotice
from kyodo_desktop.ui.widgets.notice import NoticeBar

if TYPE_CHECKING:
    from kyodo_desktop.domain.findings import Place

NARROW: Final = 900  # a narrower window shows the screens' drawings alone
SIDEBAR_WIDE, ICONS_WIDE = 176, 64


class MainWindow(QMainWindow):
    """A desk and its screens. `closed` when it has gone, `wanted` with a desk that is to be shown instead."""

    closed = Signal()
    wanted = Signal(object)
    remade = Signal()
    """To be made anew on the same desk: in another language, or with text of another size."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self._screens: dict[str, Screen] = {}
        self._may_lose = False
        self._row = -1
        body = QWidget()
        load(desk.paths.screens / "window.ui", body)
        self.setCentralWidget(body)
        self._sidebar = part(QListWidget, "screens", body)
        self._pages = part(QStackedWidget, "pages", body)
        self._name = part(QLabel, "committee", body)
        self._committees = part(QComboBox, "committees", body)
        self._banner, self.notice = self._make_notices(part(QWidget, "notices", body))
        self._saved = QLabel()
        self._today = QLabel(_today(desk))
        self.statusBar().addWidget(self._saved)
        self.statusBar().addPermanentWidget(self._today)
        self.statusBar().setSizeGripEnabled(False)
        self._fill_sidebar()
        self.menu = Menu(self)
        self._listen()
        self._show_committee()
        self._restore()

    # --- making

    def _make_notices(self, place: QWidget) -> tuple[NoticeBar, NoticeBar]:
        banner, notice = NoticeBar(lasting=True), FloatingNotice(self._pages)
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(banner)
        if self.desk.read_only:
            banner.tell(_read_only(self.desk))
        return banner, notice

    def _fill_sidebar(self) -> None:
        for entry in SCREENS:
            item = QListWidgetItem(_(entry.title))
            item.setData(Qt.ItemDataRole.UserRole, entry.key)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + 20))
            self._sidebar.addItem(item)
        line = self.fontMetrics().height() + 24
        self._sidebar.setMaximumHeight(line * len(SCREENS) + 4)
        self._sidebar.setMinimumHeight(min(line * len(SCREENS), line * 4))
        self._draw_icons()

    def _draw_icons(self) -> None:
        for at, entry in enumerate(SCREENS):
            self._sidebar.item(at).setIcon(
                icon(self.desk.paths.resources / "icons", entry.key, self.palette())
            )

    def _listen(self) -> None:
        self._sidebar.currentRowChanged.connect(self._on_row)
        self._committees.activated.connect(self._on_committee)
        self.desk.changed.connect(self._on_changed)
        self.desk.saved.connect(self._on_saved)
        self.desk.failed.connect(self.alarm)
        self.desk.committee_chosen.connect(self._show_committee)

    # --- screens

    @property
    def screen_key(self) -> str:
        """The key of the screen that is shown."""
        return SCREENS[max(self._row, 0)].key

    def page(self, key: str) -> Screen:
        """A screen of this window, made when it is first asked for."""
        if key not in self._screens:
            made = next(entry for entry in SCREENS if entry.key == key).make(self.desk, self.settings)
            made.notified.connect(self._on_notified)
            made.jumped.connect(self._on_jumped)
            made.asked.connect(self.show_record)
            self._screens[key] = made
            self._pages.addWidget(made)
        return self._screens[key]

    def go(self, key: str) -> None:
        """Show a screen; Tab leads into it from the sidebar."""
        self._sidebar.setCurrentRow(next(at for at, e in enumerate(SCREENS) if e.key == key))
        self._sidebar.setFocus()

    def _on_row(self, row: int) -> None:
        if row < 0 or row == self._row:
            return
        if self._row >= 0 and not self.page(SCREENS[self._row].key).flush():
            self.notice.tell(_("入力の途中です。保存するか取り消してから、ほかの画面に移ってください。"))
            self._stay()
            QTimer.singleShot(0, self._stay)  # a click selects its own line only afterwards
            return
        self.flush()
        self._row = row
        self._pages.setCurrentWidget(self.page(SCREENS[row].key))

    def _stay(self) -> None:
        """Keep the line of the screen that is shown."""
        self._sidebar.setCurrentRow(self._row)
        self._sidebar.item(self._row).setSelected(True)

    def flush(self) -> bool:
        """Save what is pending on every screen; False when something can't be saved."""
        done = [screen.flush() for screen in self._screens.values()]
        return all(done)

    # --- what happened

    def alarm(self, error: KyodoError) -> None:
        """Say what went wrong."""
        self.notice.alarm(error)

    def _on_notified(self, text: str, action: str, do: object) -> None:
        self.notice.tell(text, action=action, do=do if callable(do) else None)

    def _on_jumped(self, place: Place, meeting: Meeting) -> None:
        from kyodo_desktop.ui.jumping import jump, shown

        if not jump(self, place, meeting):
            action, do = shown(self, place, meeting) or ("", None)
            self.notice.tell(_("ここを直す画面は、まだありません。"), action=action, do=do)

    def show_record(self, key: str, record: Id) -> None:
        """Show a screen, and on it the record of this id."""
        self.go(key)
        if self.screen_key == key and record:
            self.page(key).show_record(record)

    def _on_changed(self, change: Change) -> None:
        self.notice.hide()
        if change.touches(Committee):
            self._show_committee()

    def _on_saved(self, at: str) -> None:
        self._saved.setText(_("保存済 {at}").format(at=at))

    def _show_committee(self) -> None:
        known, chosen = self.desk.committees, self.desk.committee
        self._name.setText(chosen.name if chosen else _("委員会がありません"))
        self._name.setVisible(len(known) < 2 and self.width() >= NARROW)
        self._committees.setVisible(len(known) > 1)
        self._committees.clear()
        for one in known:
            self._committees.addItem(one.name, one.id)
        if chosen is not None:
            self._committees.setCurrentIndex(self._committees.findData(chosen.id))
        where = self.desk.location
        file = where if isinstance(where, str) else where.name
        self.setWindowTitle(
            " — ".join(p for p in (chosen.name if chosen else "", file, _("協働デスク")) if p)
        )

    def _on_committee(self, at: int) -> None:
        if self.flush():
            self.desk.choose_committee(self._committees.itemData(at))

    # --- undo

    def undo(self) -> None:
        """Take back the last act, after saving what is pending."""
        act = self.desk.undoable if self.flush() else None
        if act is not None and self.desk.undo() is not None:
            self._saved.setText(_("元に戻しました：{act}").format(act=act.text()))

    def redo(self) -> None:
        """Bring back the act undone last."""
        act = self.desk.redoable if self.flush() else None
        if act is not None and self.desk.redo() is not None:
            self._saved.setText(_("やり直しました：{act}").format(act=act.text()))

    # --- between sittings

    def _restore(self) -> None:
        placing.restore(self, self.settings)
        kept = self.settings.text("window/screen", SCREENS[0].key)
        self.go(kept if kept in {entry.key for entry in SCREENS} else SCREENS[0].key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._narrow_sidebar(event.size().width() < NARROW)

    def _narrow_sidebar(self, narrow: bool) -> None:
        """Show the screens' drawings alone where the window is narrow; their names are still spoken."""
        frame = part(QFrame, "sidebar", self)
        frame.setFixedWidth(ICONS_WIDE if narrow else SIDEBAR_WIDE)
        for at, entry in enumerate(SCREENS):
            item = self._sidebar.item(at)
            item.setText("" if narrow else _(entry.title))
            item.setToolTip(_(entry.title) if narrow else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _(entry.title))
        self._name.setVisible(not narrow and len(self.desk.committees) < 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_sidebar"):
            self._draw_icons()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.flush() and not self._may_lose:
            self.notice.tell(
                _("保存できない入力が残っています。直してから閉じてください。"),
                action=_("破棄して閉じる"),
                do=self.close_anyway,
            )
            event.ignore()
            return
        self.keep_state()
        event.accept()
        self.closed.emit()

    def keep_state(self) -> None:
        """Remember where the window stands, its screen, and what each screen wants remembered."""
        placing.keep(self, self.settings)
        self.settings.keep("window/screen", self.screen_key)
        for screen in self._screens.values():
            screen.keep_state()
        self.settings.flush()

    def remake(self, key: str, value: str) -> bool:
        """Keep a setting that every word depends on, and ask to be made anew; False where input pends."""
        if not self.flush():
            self.notice.tell(_("保存できない入力が残っています。直してから変更してください。"))
            return False
        self.settings.keep(key, value)
        self.remade.emit()
        return True

    def close_anyway(self) -> None:
        """Close, and lose what could not be saved."""
        self._may_lose = True
        self.close()


def _today(desk: Desk) -> str:
    """Which day the register is looked at from; the sample has its own."""
    words = _("今日：{day}").format(day=spelled_day(desk.today))
    committee = desk.committee
    if committee is None or committee.sample_today != desk.today:
        return words
    return _("{today}（見本）").format(today=words)


def _read_only(desk: Desk) -> str:
    """Why nothing can be written here: who holds the register, or what the system says."""
    if isinstance(desk.reason, LockedElsewhere):
        held = _("{holder}が開いているため、読み取り専用です。変更は保存できません。")
        remedy = _("編集するには、閉じてもらってから開き直してください。")
        return "\n".join((held.format(holder=desk.reason.holder), remedy))
    told = [_("読み取り専用です。変更は保存できません。")]
    if desk.reason is not None:
        told[0] += f" {desk.reason.why.text()}"
        told.append(desk.reason.remedy.text())
    return "\n".join(told)
