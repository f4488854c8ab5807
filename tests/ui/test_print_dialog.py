"""The dialog before printing: what is asked for is what is counted, printed, and remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.copies import Leaf
from kyodo_desktop.domain.records import Meeting, PrintRun
from kyodo_desktop.papers.press.binding import Place
from kyodo_desktop.papers.printjob import PrintJob
from kyodo_desktop.papers.spool import Sent
from kyodo_desktop.services import copies
from kyodo_desktop.ui import printers, task
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.dialogs.print_job import PrintDialog, Subject, subject
from kyodo_desktop.ui.settings import Settings
from tests.papers.cups import Cups, served
from tests.papers.test_leaves import A3, A4, document, widths
from tests.ui.hands import child

PLAIN, FOLDED = Leaf(595, 842), Leaf(1191, 842)
Opener = Callable[..., PrintDialog]


@pytest.fixture
def what(desk: Desk) -> Subject:
    """Twenty pages, 資料2 four of them."""
    named = {"資料1": range(3, 4), "資料2": range(4, 8)}
    return Subject("第1回会議資料", b"%PDF", (PLAIN,) * 20, named, desk.find(Meeting)[0].id)


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """A dialog on what is to be printed, once the printers are known."""
    window = QWidget()
    qtbot.addWidget(window)

    def make(what: Subject, names: tuple[str, ...] = ("会議室", "事務室")) -> PrintDialog:
        monkeypatch.setattr(printers, "names", lambda: names)
        made = PrintDialog(window, desk, Settings(desk.paths.settings), what)
        made.show()
        qtbot.waitUntil(lambda: task.running() == 0)
        dialogs.append(made)
        return made

    dialogs: list[PrintDialog] = []
    yield make
    for one in dialogs:
        one.reject()


def told(dialog: PrintDialog, name: str) -> str:
    return child(QLabel, name, dialog).text()


def choose(dialog: PrintDialog, name: str, data: object) -> None:
    box = child(QComboBox, name, dialog)
    box.setCurrentIndex(box.findData(data))


def test_it_begins_with_every_page_once_on_two_sides(opened: Opener, what: Subject) -> None:
    dialog = opened(what)
    job = dialog.job()
    assert job == PrintJob(
        title="第1回会議資料", data=b"%PDF", leaves=(PLAIN,) * 20, pages=tuple(range(1, 21)), sides="long"
    )
    assert told(dialog, "paper") == "20ページ × 1部　用紙：A4 10枚"
    assert child(QPushButton, "start", dialog).isEnabled()


def test_the_paper_is_counted_as_it_is_asked_for(opened: Opener, what: Subject) -> None:
    dialog = opened(what)
    QTest.keyClicks(child(QLineEdit, "pages", dialog), "1,4-7")
    assert told(dialog, "paper") == "5ページ × 1部　用紙：A4 3枚"
    choose(dialog, "sides", "one")
    child(QSpinBox, "copies", dialog).setValue(300)
    assert told(dialog, "paper") == "5ページ × 300部　用紙：A4 1,500枚"
    child(QCheckBox, "two_up", dialog).click()
    assert told(dialog, "paper") == "5ページ × 300部　用紙：A4 900枚"


def test_a_material_is_asked_for_by_its_number(opened: Opener, what: Subject) -> None:
    dialog = opened(what)
    child(QLineEdit, "pages", dialog).setText("資料2")
    job = dialog.job()
    assert job is not None
    assert job.pages == (4, 5, 6, 7)


def test_pages_that_can_t_be_read_are_told_beside_the_field(opened: Opener, what: Subject) -> None:
    dialog = opened(what)
    child(QLineEdit, "pages", dialog).setText("21")
    assert dialog.job() is None
    assert told(dialog, "pages_state").startswith("「21」は、1から20までのページにありません。")
    assert child(QLabel, "pages_state", dialog).isVisible()
    assert not child(QPushButton, "start", dialog).isEnabled()
    child(QLineEdit, "pages", dialog).clear()
    assert not child(QLabel, "pages_state", dialog).isVisible()
    assert child(QPushButton, "start", dialog).isEnabled()


def test_the_meeting_s_copies_are_told_with_their_reasons_and_used(opened: Opener, what: Subject) -> None:
    dialog = opened(what)
    assert told(dialog, "run_total") == "計 37部（12＋8＋10＋2＋4＋1＝37）"
    assert told(dialog, "run_spare_why") == "32部の10%（端数切上げ）、少なくとも2部"
    assert child(QSpinBox, "run_staff", dialog).value() == 8
    assert child(QPushButton, "use_run", dialog).text() == "会議の部数にする（37部）"
    child(QPushButton, "use_run", dialog).click()
    assert child(QSpinBox, "copies", dialog).value() == 37
    assert told(dialog, "paper") == "20ページ × 37部　用紙：A4 370枚"


def test_a_figure_is_decided_for_this_meeting_and_taken_back(
    opened: Opener, what: Subject, desk: Desk
) -> None:
    dialog = opened(what)
    child(QPushButton, "use_run", dialog).click()
    box = child(QSpinBox, "run_observers", dialog)
    box.setValue(5)
    box.editingFinished.emit()
    assert what.meeting is not None
    assert desk.read(copies.printing, what.meeting).given == (("observers", 5),)
    assert told(dialog, "run_total") == "計 31部（12＋8＋5＋2＋3＋1＝31）"
    assert child(QSpinBox, "copies", dialog).value() == 31, "the copies were the meeting's, and follow"
    assert told(dialog, "run_observers_why") == "この会議で決めた部数（ふつうは10部）"
    box.editingFinished.emit()
    assert len(desk.find(PrintRun)) == 1
    box.setValue(10)
    box.editingFinished.emit()
    assert desk.find(PrintRun) == ()
    assert child(QSpinBox, "copies", dialog).value() == 37


def test_copies_that_the_clerk_typed_stay(opened: Opener, what: Subject) -> None:
    dialog = opened(what)
    child(QSpinBox, "copies", dialog).setValue(3)
    box = child(QSpinBox, "run_press", dialog)
    box.setValue(9)
    box.editingFinished.emit()
    assert child(QSpinBox, "copies", dialog).value() == 3


def test_slides_are_turned_on_the_short_edge(opened: Opener, what: Subject) -> None:
    dialog = opened(replace(what, leaves=(Leaf(842, 595),) * 20))
    job = dialog.job()
    assert job is not None
    assert job.sides == "short"


def test_a3_is_asked_about_only_where_there_is_any(opened: Opener, what: Subject) -> None:
    dialog = opened(what)
    assert not child(QComboBox, "large", dialog).isVisible()
    dialog = opened(replace(what, leaves=(PLAIN,) * 19 + (FOLDED,)))
    assert child(QComboBox, "large", dialog).isVisible()
    assert told(dialog, "paper") == "20ページ × 1部　用紙：A4 10枚、A3 1枚"
    assert not child(QLineEdit, "tray", dialog).isEnabled()
    choose(dialog, "large", "apart")
    child(QLineEdit, "tray", dialog).setText(" tray-2 ")
    job = dialog.job()
    assert job is not None
    assert (job.large, job.tray) == ("apart", "tray-2")


def test_without_a_meeting_there_are_no_copies_to_count(opened: Opener, what: Subject) -> None:
    dialog = opened(replace(what, meeting=None))
    assert not child(QPushButton, "use_run", dialog).isVisible()
    assert not child(QWidget, "run", dialog).isVisible()


def test_without_a_printer_the_pdf_is_offered(opened: Opener, what: Subject) -> None:
    dialog = opened(what, ())
    assert told(dialog, "printer_state").startswith("プリンターがありません。PDFを保存して")
    assert not child(QPushButton, "start", dialog).isEnabled()


def test_what_was_chosen_is_remembered_for_the_register(opened: Opener, what: Subject, qtbot: QtBot) -> None:
    dialog = opened(what)
    child(QComboBox, "printer", dialog).setCurrentText("事務室")
    choose(dialog, "sides", "one")
    child(QCheckBox, "coloured", dialog).setChecked(False)
    child(QSpinBox, "copies", dialog).setValue(9)
    with qtbot.waitSignal(dialog.chosen) as caught:
        child(QPushButton, "start", dialog).click()
    job, printer = caught.args
    assert printer == "事務室"
    assert (job.copies, job.sides, job.coloured) == (9, "one", False)
    assert not dialog.isVisible()
    again = opened(what)
    assert child(QComboBox, "printer", again).currentText() == "事務室"
    found = again.job()
    assert found is not None
    assert (found.copies, found.sides, found.coloured) == (1, "one", False)


def test_leaving_prints_nothing_and_remembers_nothing(opened: Opener, what: Subject) -> None:
    dialog = opened(what)
    asked: list[object] = []
    dialog.chosen.connect(lambda *said: asked.append(said))
    choose(dialog, "sides", "one")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert asked == []
    job = opened(what).job()
    assert job is not None
    assert job.sides == "long"


def test_it_is_filled_in_from_the_keyboard_in_the_order_it_is_read(opened: Opener, what: Subject) -> None:
    dialog = opened(what)
    dialog.activateWindow()
    first = child(QComboBox, "printer", dialog)
    first.setFocus()
    seen = [first.objectName()]
    for _ in range(13):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget().objectName())
    assert seen == [
        *("printer", "pages", "sides", "copies", "use_run", "collate", "two_up", "coloured"),
        *(f"run_{name}" for name in ("members", "staff", "observers", "press", "spare", "kept")),
    ]


def test_enter_in_a_figure_keeps_it_and_prints_nothing(opened: Opener, what: Subject, desk: Desk) -> None:
    dialog = opened(what)
    asked: list[object] = []
    dialog.chosen.connect(lambda *said: asked.append(said))
    box = child(QSpinBox, "run_observers", dialog)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "5")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert asked == []
    assert dialog.isVisible()
    assert [one.observers for one in desk.find(PrintRun)] == [5]
    assert dialog.focusWidget().objectName() == "run_press"


def test_what_is_shown_is_what_is_asked_about(qtbot: QtBot) -> None:
    data = document((A4, "black"), (A3, "black"), (A4, "black"))
    shown = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    shown.load(buffer)
    places = (Place("次第", None, 0, 1, "1"), Place("資料1　図", "資料1", 1, 2, "2"))
    found = subject("会議資料", data, shown, places, "m")
    assert found == Subject(
        "会議資料", data, (Leaf(595, 842), FOLDED, Leaf(595, 842)), {"資料1": range(2, 4)}, "m"
    )
    shown.close()


@pytest.fixture(scope="module")
def server() -> Iterator[Cups]:
    yield from served()


def test_a_real_queue_is_found_and_prints_the_bytes(
    server: Cups, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in server.env.items():
        monkeypatch.setenv(name, value)
    server.add("office")
    data = document((A4, "black"), (A4, "black"), (A4, "black"))
    window = QWidget()
    qtbot.addWidget(window)
    what = Subject("会議資料", data, (PLAIN,) * 3)
    dialog = PrintDialog(window, desk, Settings(desk.paths.settings), what)
    dialog.show()
    qtbot.waitUntil(lambda: task.running() == 0)
    assert child(QComboBox, "printer", dialog).currentText() == "office"
    results: list[Sent] = []

    def print_it(job: PrintJob, name: str) -> None:
        work: task.Task[Sent] = task.Task(lambda: printers.send(job, name))
        work.finished.connect(results.append)
        work.start()

    dialog.chosen.connect(print_it)
    child(QPushButton, "start", dialog).click()
    qtbot.waitUntil(lambda: len(results) == 1, timeout=20_000)
    assert server.printed(results[0].orders[0]) == data
    dialog = PrintDialog(window, desk, Settings(desk.paths.settings), what)
    dialog.show()
    qtbot.waitUntil(lambda: task.running() == 0)
    dialog.chosen.connect(print_it)
    child(QLineEdit, "pages", dialog).setText("2-")
    child(QPushButton, "start", dialog).click()
    qtbot.waitUntil(lambda: len(results) == 2, timeout=20_000)
    assert widths(server.printed(results[1].orders[0])) == [2, 3]
