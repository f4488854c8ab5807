"""The window: its screens, undo by name, what it remembers, who else holds the register."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.errors import LockedElsewhere, OutputFailed
from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.i18n import msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings
from kyodo_desktop.storage import Store, copies, open_store
from kyodo_desktop.ui import menu
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.export import save_roster
from kyodo_desktop.ui.screens import SCREENS, key_of
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.notice import NoticeBar
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.ui.conftest import TODAY, put_away
from tests.ui.hands import child, enter, meeting, packet, roster, type_into

INTERACTIVE = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox)


def test_the_keyboard_reaches_every_screen(window: MainWindow, qtbot: QtBot) -> None:
    keys = [QKeySequence(key_of(at))[0] for at in range(len(SCREENS))]
    assert len(set(keys)) == len(SCREENS)
    for key, entry in zip(reversed(keys), reversed(SCREENS), strict=True):
        qtbot.keyClick(window, key.key(), key.keyboardModifiers())
        assert window.screen_key == entry.key


def test_every_interactive_widget_can_be_named(window: MainWindow, qtbot: QtBot) -> None:
    packet(window, qtbot)
    roster(window).begin(roster(window).acts.appoint)
    meeting(window).begin_call()
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {parent.objectName() if parent else None}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE) and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        for parent in (widget.parentWidget(),)
        if not widget.objectName().startswith("qt_") and not _own_part(parent) and not _spoken(widget)
    ]
    assert nameless == []


def _own_part(parent: QWidget | None) -> bool:
    """Whether it is a piece of a list or table that Qt itself makes: a popup's list, a corner button."""
    return parent is not None and (
        isinstance(parent, QAbstractItemView)
        or parent.metaObject().className().startswith("QComboBoxPrivate")
    )


def _spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return widget.accessibleName() or (interface.text(QAccessible.Text.Name) if interface else "")


def test_undo_and_redo_are_named_and_survive_reopening(
    window: MainWindow, reopen: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    screen = meeting(window)
    enter(screen.overview, "venue", "別の会場")
    assert window.menu.undo.text() == "元に戻す：第1回会議の内容を変更"
    window.undo()
    assert screen.overview.values()["venue"].startswith("川口市役所")
    assert window.menu.redo.text() == "やり直す：第1回会議の内容を変更"
    window.redo()
    assert screen.overview.values()["venue"] == "別の会場"
    again = reopen()
    assert meeting(again).overview.values()["venue"] == "別の会場"
    qtbot.waitUntil(lambda: again.menu.undo.text() == "元に戻す：第1回会議の内容を変更")
    again.undo()
    assert meeting(again).overview.values()["venue"].startswith("川口市役所")


def test_nothing_of_a_fresh_sample_is_offered_to_undo(window: MainWindow, qtbot: QtBot) -> None:
    window.menu.name_undo()
    assert (window.menu.undo.text(), window.menu.undo.isEnabled()) == ("元に戻す", False)
    screen = roster(window)
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window.undo()
    assert window.desk.committee is not None
    assert len(screen.table.model.rows) == 12
    assert not window.notice.isVisible()


def test_a_window_that_has_just_opened_undoes_at_once(
    window: MainWindow, reopen: Callable[[], MainWindow]
) -> None:
    enter(meeting(window).overview, "venue", "別の会場")
    again = reopen()
    again.menu.undo.trigger()
    assert meeting(again).overview.values()["venue"].startswith("川口市役所")


def test_a_new_register_is_made_from_the_menu(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(menu, "pick_new", lambda *_asked: tmp_path / "new.kyodo")
    with qtbot.waitSignal(window.wanted) as wanted:
        window.menu.fresh()
    desk = wanted.args[0]
    assert (desk.committees, desk.location) == ((), tmp_path / "new.kyodo")
    desk.close()


def test_a_backup_is_saved_as_a_register_from_the_menu(
    window: MainWindow, paths: Paths, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.desk.back_up()
    where = window.desk.location
    assert isinstance(where, Path)
    (copy,) = copies.backups(where)
    desk = window.desk.beside(copy)
    assert desk.read_only
    reading = MainWindow(desk, Settings(paths.settings))
    reading.show()
    (banner, *_) = reading.findChildren(NoticeBar)
    assert "別の台帳として保存" in banner.text
    chosen = tmp_path / "戻した台帳.kyodo"
    asked: list[object] = []
    monkeypatch.setattr(menu, "pick_new", lambda *words: (asked.append(words[1:]), chosen)[1])
    with qtbot.waitSignal(reading.wanted) as wanted:
        reading.menu.save_as()
    again = wanted.args[0]
    assert (again.location, again.read_only, again.reason) == (chosen, False, None)
    assert asked == [(str(where.parent), "別の台帳として保存", f"{where.stem}-2")]
    assert [one.name for one in again.committees] == ["川口市協働推進委員会"]
    told: list[object] = []
    desk.failed.connect(told.append)
    reading.menu.save_as()  # never over what is there
    assert len(told) == 1
    again.close()
    put_away(reading)


def test_another_committee_is_registered_from_the_menu(window: MainWindow) -> None:
    meeting(window)
    window.menu.establish()
    act = roster(window).act
    assert act.open
    assert act.form is not None
    type_into(act.form, "name", "別の委員会")
    type_into(act.form, "city", "川口市")
    act.done.click()
    assert [one.name for one in window.desk.committees] == ["川口市協働推進委員会", "別の委員会"]
    assert window.desk.undoable is not None


def test_a_notice_comes_and_goes_without_moving_the_page(window: MainWindow) -> None:
    page = window.page(window.screen_key)
    before = page.mapToGlobal(window.rect().topLeft())
    window.alarm(OutputFailed(msg("保存できません"), msg("容量が足りません。" * 20), msg("空けてください。")))
    QApplication.processEvents()
    assert page.mapToGlobal(window.rect().topLeft()) == before
    assert window.notice.isVisible()
    assert window.notice._text.height() >= window.notice._text.heightForWidth(window.notice._text.width())
    window.resize(700, 500)
    QApplication.processEvents()
    assert page.rect().contains(window.notice.geometry())


def test_a_notice_names_the_act_it_takes_back_and_takes_back_no_other(window: MainWindow) -> None:
    screen = meeting(window)
    screen.materials.remove()
    button = window.notice._action
    assert button.accessibleName() == "元に戻す：資料「川口市協働推進委員会委員名簿」を削除"
    assert button.text().startswith("元に戻す：")
    assert button.text().endswith("を削除")
    take_back = window.notice._do
    enter(screen.overview, "venue", "別の会場")
    assert not window.notice.isVisible(), "another act has followed"
    assert take_back is not None
    take_back()
    assert len(screen.materials.table.model.rows) == 8
    assert screen.overview.values()["venue"] == "別の会場"
    assert "もう元に戻せません" in window.notice.text


def test_a_notice_takes_back_its_act(window: MainWindow) -> None:
    screen = meeting(window)
    screen.materials.remove()
    window.notice._act()
    assert len(screen.materials.table.model.rows) == 9
    assert not window.notice.isVisible()


def test_ctrl_z_in_a_settled_field_takes_back_the_last_act(window: MainWindow, qtbot: QtBot) -> None:
    screen = meeting(window)
    enter(screen.overview, "number", "5")
    line = screen.overview.editors["date"].widget
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.overview.values()["number"] == 1
    qtbot.keyClick(line, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert screen.overview.values()["number"] == 5


def test_saving_is_said_in_the_status_bar(window: MainWindow) -> None:
    enter(meeting(window).overview, "venue", "別の会場")
    assert window._saved.text() == "保存済 09:00"


def test_closing_and_reopening_finds_everything_as_it_was(
    window: MainWindow, reopen: Callable[[], MainWindow]
) -> None:
    roster(window).show_day(dt.date(2026, 4, 1))
    roster(window).table.choose(roster(window).table.model.key_at(6))
    name = roster(window).member.shown
    screen = meeting(window)
    screen._tabs.setCurrentIndex(2)
    window.resize(window.width(), 640)
    again = reopen()
    assert again.screen_key == "meeting"
    assert meeting(again)._tabs.currentIndex() == 2
    assert meeting(again).meeting == screen.meeting
    assert roster(again).day.day == dt.date(2026, 4, 1)
    assert name is not None
    assert roster(again).member.shown == name
    assert again.height() == 640


def test_what_cannot_be_saved_stops_the_closing_once(window: MainWindow) -> None:
    enter(meeting(window).overview, "date", "きのう")
    assert not window.close()
    assert "保存できない入力" in window.notice.text
    assert window.isVisible()
    window.notice._act()
    assert not window.isVisible()


def test_typing_that_has_not_been_left_is_saved_on_closing(
    window: MainWindow, reopen: Callable[[], MainWindow]
) -> None:
    from tests.ui.hands import type_into

    type_into(meeting(window).overview, "venue", "閉じる前に")
    assert meeting(reopen()).overview.values()["venue"] == "閉じる前に"


def test_an_error_is_told_in_three_sentences(window: MainWindow) -> None:
    window.desk.failed.emit(OutputFailed(msg("書けません"), msg("満杯です。"), msg("空けてください。")))
    assert window.notice.isVisible()
    assert window.notice.text == "書けません。満杯です。 空けてください。"


@pytest.fixture
def second(sample: Store, paths: Paths, qapp: QApplication) -> MainWindow:
    """A second window on the register that the first holds."""
    with pytest.raises(LockedElsewhere) as held:
        open_store(sample.location, who="佐藤", now=ticking())
    store = open_store(sample.location, who="佐藤", now=ticking(), read_only=True)
    made = MainWindow(Desk(store, paths, TODAY, held.value), Settings(paths.settings))
    made.show()
    yield made
    put_away(made)
    store.close()


def test_a_second_window_reads_only_and_names_the_holder(second: MainWindow, qtbot: QtBot) -> None:
    from kyodo_desktop.ui.widgets.notice import NoticeBar

    banner = second.findChildren(NoticeBar)[0]
    assert banner.isVisible()
    assert "clerk" in banner.text
    assert banner.text.endswith("編集するには、閉じてもらってから開き直してください。")
    assert "読み取り専用で開いて" not in banner.text, "it is already"
    assert child(QLabel, "drop_hint", meeting(second)).isHidden(), "nothing can be added"
    screen = roster(second)
    assert not screen.buttons.main["appoint"].isEnabled()
    assert screen.table.chosen() is not None
    assert all(w.isReadOnly() for w in screen.member.name.findChildren(QLineEdit) if w.objectName())
    calls = meeting(second)
    assert not calls._call.isEnabled()
    assert not calls.agenda._add.isEnabled()
    assert not second.menu.undo.isEnabled()
    assert packet(second, qtbot).data is not None


def test_hidden_screens_follow_a_change_when_they_are_shown(window: MainWindow) -> None:
    screen = meeting(window)
    found = screen.meeting
    roster(window)
    assert isinstance(found, Meeting)
    window.desk.act(meetings.add_item, found.id, "追加の議題")
    assert "追加の議題" in [line.item.title for line in meeting(window).agenda.model.lines]


def test_the_roster_is_saved_for_excel(window: MainWindow, tmp_path: Path) -> None:
    save_roster(window, tmp_path / "roster.xlsx")
    assert (tmp_path / "roster.xlsx").read_bytes().startswith(b"PK")
    assert "roster.xlsx" in window.notice.text
    save_roster(window, tmp_path / "nowhere" / "roster.xlsx")
    assert window.notice.property("role") == "alarm"


def test_the_backup_is_made_once_for_what_has_changed(window: MainWindow) -> None:
    file = Path(window.desk.location)
    window.desk.back_up()
    before = copies.backups(file)
    window.desk.back_up()
    assert copies.backups(file) == before
    enter(meeting(window).overview, "venue", "別の会場")
    window.desk.back_up()
    assert copies.backups(file)[-1] > before[-1]


def test_the_window_needs_no_document_library_to_open() -> None:
    heavy = ("reportlab", "openpyxl", "pikepdf", "PySide6.QtPdf", "PySide6.QtPrintSupport", "uharfbuzz")
    code = (
        "import sys, kyodo_desktop.ui.application, kyodo_desktop.ui.screens.roster\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_restored_window_is_kept_on_its_screen(
    window: MainWindow, reopen: Callable[[], MainWindow]
) -> None:
    window.resize(3000, 2000)
    again = reopen()
    room = again.screen().availableSize()
    assert again.width() <= room.width()
    assert again.height() <= room.height()


def test_a_narrow_window_shows_its_screens_as_drawings(window: MainWindow) -> None:
    item = window._sidebar.item([entry.key for entry in SCREENS].index("meeting"))
    window.resize(800, 500)
    assert item.text() == ""
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "会議"
    window.resize(1200, 700)
    assert item.text() == "会議"


def test_the_status_bar_says_today_and_the_sample(window: MainWindow) -> None:
    assert window._today.text() == "今日：令和7年11月1日（土）（見本）"


def test_a_register_that_cannot_be_opened_is_told_in_the_start_window(
    paths: Paths, tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication as App

    from kyodo_desktop import app
    from kyodo_desktop.ui import application
    from kyodo_desktop.ui.start import StartWindow

    said: list[str] = []

    def close() -> None:
        for widget in App.topLevelWidgets():
            if isinstance(widget, StartWindow) and widget.isVisible():
                said.append(widget.notice.text)
                widget.close()  # the last window: the program ends; a second end would wait for the next test
        if not said:
            qapp.quit()

    file = tmp_path / "x.kyodo"
    file.write_bytes(b"not a register")
    kept, application.UNSEEN = application.UNSEEN, ()
    QTimer.singleShot(300, close)
    try:
        code = application.run(paths, file, None, open_register=app.open_register, now=app.now)
    finally:
        application.UNSEEN = kept
    assert code > 0
    assert "x.kyodo" in said[0]
    assert "x.kyodo" in capsys.readouterr().err
