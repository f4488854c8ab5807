"""The system's printers, asked about when somebody prints, and a job given to one of them."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers import spool
from kyodo_desktop.papers.leaves import Cutter
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.printjob import PrintJob, PrintRefused
from kyodo_desktop.papers.spool import Sent
from kyodo_desktop.ui.printing import print_job


def names() -> tuple[str, ...]:
    """The printers' names, the system's default one first. It may take a while where they are far away."""
    known = list(QPrinterInfo.availablePrinterNames()) or list(spool.printers())
    first = QPrinterInfo.defaultPrinterName()
    return tuple(sorted(known, key=lambda name: name != first))


def search() -> Generator[Progress, None, tuple[str, ...]]:
    """`names`, for a thread of its own."""
    yield Progress(0, 1, msg("プリンターを調べています…"))
    return names()


def send(job: PrintJob, name: str) -> Generator[Progress, None, Sent]:
    """Print a job on the printer called `name`; closing it takes back what it can.

    Through CUPS the PDF's own bytes, or its pages, go to the queue; elsewhere Qt draws the pages. Raises
    PrintRefused, and OutputFailed where the pages can't be read.
    """
    cutter = Cutter()
    try:
        if spool.available():
            return (yield from spool.send(job, name, cutter))
        return (yield from print_job(job, device(name), cutter))
    finally:
        cutter.end()


def device(name: str) -> QPrinter:
    """The printer called `name`, for Qt to draw on. Raises PrintRefused."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        why = msg(
            "プリンター「{printer}」が見つかりません。取り外されたか、名前が変わりました。", printer=name
        )
        raise _refused(why if name else msg("プリンターが選ばれていません。"))
    if info.state() is QPrinter.PrinterState.Error:
        raise _refused(msg("プリンター「{printer}」に異常があります。", printer=name))
    return QPrinter(info, QPrinter.PrinterMode.HighResolution)


def _refused(why: Message) -> PrintRefused:
    return PrintRefused(msg("印刷できません"), why, msg("一覧からプリンターを選んでください。"))
