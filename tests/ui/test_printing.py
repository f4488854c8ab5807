"""Printing where there is no CUPS: Qt draws the pages, here on a printer that writes a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.papers import spool
from kyodo_desktop.papers.leaves import Cutter
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.printjob import PrintJob, PrintRefused
from kyodo_desktop.ui import printers
from kyodo_desktop.ui.printing import print_job
from tests.papers.reading import pictures
from tests.papers.test_leaves import A3, A4, ACROSS, document, widths


@pytest.fixture(scope="module")
def cutter() -> Iterator[Cutter]:
    made = Cutter()
    yield made
    made.end()


@pytest.fixture
def job(cutter: Cutter) -> PrintJob:
    """An upright page, one across, one of A3."""
    data = document((A4, "black"), (ACROSS, "black"), (A3, "red"))
    leaves = drained(cutter.leaves(data))
    return PrintJob(title="第1回会議資料", data=data, leaves=leaves, pages=(1, 2, 3), sides="one")


def to_file(path: Path) -> QPrinter:
    """A printer that writes a PDF."""
    made = QPrinter()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(path))
    made.setResolution(150)
    return made


def sizes(data: bytes) -> list[tuple[int, int]]:
    """Each page's size in millimetres, as it is seen."""
    return [(round(one.width * 0.254), round(one.height * 0.254)) for one in pictures(data)]


def blank(image: Image.Image) -> bool:
    return image.convert("L").getextrema()[0] > 250


def test_each_page_stands_on_its_own_paper(
    qtbot: QtBot, tmp_path: Path, job: PrintJob, cutter: Cutter
) -> None:
    sent = drained(print_job(job, to_file(tmp_path / "out.pdf"), cutter))
    assert sent.pages == 3
    made = (tmp_path / "out.pdf").read_bytes()
    assert sizes(made) == [(210, 297), (297, 210), (420, 297)]
    assert widths(made) == [1, 2, 3]


def test_a_square_stands_where_the_page_has_it(
    qtbot: QtBot, tmp_path: Path, job: PrintJob, cutter: Cutter
) -> None:
    drained(print_job(job, to_file(tmp_path / "out.pdf"), cutter))
    for before, after in zip(pictures(job.data), pictures((tmp_path / "out.pdf").read_bytes()), strict=True):
        boxes = [
            image.convert("L").point(lambda shade: 255 if shade < 200 else 0).getbbox()
            for image in (before, after)
        ]
        assert boxes[0] and boxes[1]
        assert max(abs(a - b) for a, b in zip(*boxes, strict=True)) <= 2


def test_the_pages_chosen_are_printed(qtbot: QtBot, tmp_path: Path, job: PrintJob, cutter: Cutter) -> None:
    drained(print_job(replace(job, pages=(1, 3)), to_file(tmp_path / "out.pdf"), cutter))
    assert widths((tmp_path / "out.pdf").read_bytes()) == [1, 3]


def test_a3_is_reduced_to_a4(qtbot: QtBot, tmp_path: Path, job: PrintJob, cutter: Cutter) -> None:
    drained(print_job(replace(job, large="fit"), to_file(tmp_path / "out.pdf"), cutter))
    assert sizes((tmp_path / "out.pdf").read_bytes()) == [(210, 297), (297, 210), (297, 210)]


def test_two_pages_stand_on_a_side(qtbot: QtBot, tmp_path: Path, job: PrintJob, cutter: Cutter) -> None:
    drained(print_job(replace(job, two_up=True), to_file(tmp_path / "out.pdf"), cutter))
    assert sizes((tmp_path / "out.pdf").read_bytes()) == [(210, 297), (420, 297)]


@pytest.mark.parametrize(
    ("collate", "expected"), [(True, [1, 0, 2, 0, 1, 0, 2, 0]), (False, [1, 0, 1, 0, 2, 0, 2, 0])]
)
def test_a_printer_that_can_t_copy_gets_every_copy_on_sheets_of_its_own(
    qtbot: QtBot,
    tmp_path: Path,
    job: PrintJob,
    cutter: Cutter,
    monkeypatch: pytest.MonkeyPatch,
    collate: bool,
    expected: list[int],
) -> None:
    turned: list[QPrinter.DuplexMode] = []  # a printer to a file keeps none
    monkeypatch.setattr(QPrinter, "setDuplex", lambda _self, mode: turned.append(mode))
    data = document((A4, "black"), (A3, "black"))
    leaves = drained(cutter.leaves(data))
    twice = replace(job, data=data, leaves=leaves, pages=(1, 2), copies=2, collate=collate, sides="long")
    device = to_file(tmp_path / "out.pdf")
    assert not device.supportsMultipleCopies()
    drained(print_job(twice, device, cutter))
    assert turned == [QPrinter.DuplexMode.DuplexLongSide]
    shown = pictures((tmp_path / "out.pdf").read_bytes())
    assert [not blank(image) for image in shown] == [number > 0 for number in expected]
    assert [image.width > image.height for image in shown] == (
        [False, False, True, True] * 2 if collate else [False] * 4 + [True] * 4
    )


def test_the_driver_copies_where_it_can(
    qtbot: QtBot, tmp_path: Path, job: PrintJob, cutter: Cutter, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = to_file(tmp_path / "out.pdf")
    monkeypatch.setattr(QPrinter, "supportsMultipleCopies", lambda _self: True)
    drained(print_job(replace(job, copies=31, collate=False), device, cutter))
    assert device.copyCount() == 31
    assert not device.collateCopies()
    assert len(pictures((tmp_path / "out.pdf").read_bytes())) == 3


def test_a_device_that_refuses_is_told(
    qtbot: QtBot, tmp_path: Path, job: PrintJob, cutter: Cutter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kyodo_desktop.ui.printing.QPainter.begin", lambda *_given: False)
    with pytest.raises(OutputFailed, match="印刷できません"):
        drained(print_job(job, to_file(tmp_path / "out.pdf"), cutter))


def test_cancelling_aborts_what_is_printed(
    qtbot: QtBot, tmp_path: Path, job: PrintJob, cutter: Cutter
) -> None:
    device = to_file(tmp_path / "out.pdf")
    work = print_job(job, device, cutter)
    next(work)
    assert device.printerState() is QPrinter.PrinterState.Active
    work.close()
    assert device.printerState() is not QPrinter.PrinterState.Active


def test_a_printer_that_isn_t_there_is_told(
    qtbot: QtBot, job: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "available", lambda: False)
    with pytest.raises(PrintRefused, match="「なし」が見つかりません"):
        drained(printers.send(job, "なし"))
    with pytest.raises(PrintRefused, match="プリンターが選ばれていません"):
        drained(printers.send(job, ""))
