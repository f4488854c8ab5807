"""Printing the bytes of a PDF: what Qt shows is what goes to the printer."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, QSizeF
from PySide6.QtGui import QColorConstants, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from kyodo_desktop.domain.copies import Leaf
from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.leaves import Cutter
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.printjob import PrintJob, in_turn, orders
from kyodo_desktop.papers.spool import Sent

MOST_DPI: Final = 400
_POINTS: Final = 72
_A4: Final = Leaf(595.28, 841.89)
_DUPLEX: Final[Mapping[str, QPrinter.DuplexMode]] = {
    "one": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}


def print_job(job: PrintJob, printer: QPrinter, cutter: Cutter) -> Generator[Progress, None, Sent]:
    """Draw a job's pages on a printer, each at its true size, A3 among them. Raises `OutputFailed`.

    Copies are the driver's where it makes any, else every page is drawn as often as it is wanted.
    """
    printer.setDocName(job.title)
    printer.setFullPage(True)
    printer.setDuplex(_DUPLEX[job.sides])
    mode = QPrinter.ColorMode
    printer.setColorMode(mode.Color if job.coloured else mode.GrayScale)
    own = printer.supportsMultipleCopies()
    if own:
        printer.setCopyCount(job.copies)
        printer.setCollateCopies(job.collate)
    copies = 1 if own else job.copies
    for order in orders(job):
        data = job.data
        if job.two_up:
            data = yield from cutter.taken(job.data, order.pages, two_up=True)
        with _opened(data) as document:
            pages = range(1, document.pageCount() + 1) if job.two_up else order.pages
            leaves = [_A4 if order.fit else _leaf(document, page) for page in pages]
            two_sided = not own and job.sides != "one"
            turns = in_turn(leaves, copies=copies, collate=job.collate, two_sided=two_sided)
            sides = [(pages[place], blank) for place, blank in turns]
            yield from _drawn(document, printer, sides, fit=order.fit)
    return Sent(printer.printerName(), len(job.pages))


@contextmanager
def _opened(data: bytes) -> Generator[QPdfDocument]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(buffer)
    document.load(buffer)
    try:
        yield document
    finally:
        document.close()


def _drawn(
    document: QPdfDocument, printer: QPrinter, sides: Sequence[tuple[int, bool]], *, fit: bool = False
) -> Generator[Progress, None, None]:
    """Draw pages (from 1) one after another; of one whose side stays blank, the paper alone."""
    painter: QPainter | None = None
    try:
        for done, (page, blank) in enumerate(sides, 1):
            _lay(printer, _A4 if fit else _leaf(document, page), across=_leaf(document, page).wide)
            if painter is None:
                painter = _begun(printer)
            elif not printer.newPage():
                raise _refused()
            if not blank:
                _draw(painter, printer, document, page)
            yield Progress(done, len(sides), msg("{page}ページ目を印刷しました", page=page))
    except GeneratorExit:
        printer.abort()
        raise
    finally:
        if painter is not None:
            painter.end()


def _leaf(document: QPdfDocument, page: int) -> Leaf:
    size = document.pagePointSize(page - 1)
    return Leaf(size.width(), size.height())


def _lay(printer: QPrinter, leaf: Leaf, *, across: bool) -> None:
    """The next page's paper and how it lies: a driver feeds A3 from where it has A3."""
    short, long = sorted((leaf.width, leaf.height))
    size = QSizeF(short, long)
    match = QPageSize.SizeMatchPolicy.FuzzyMatch
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", match))
    orientation = QPageLayout.Orientation
    printer.setPageOrientation(orientation.Landscape if across else orientation.Portrait)


def _begun(printer: QPrinter) -> QPainter:
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    return painter


def _draw(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> None:
    size = document.pagePointSize(page - 1)
    dpi = min(printer.resolution(), MOST_DPI)
    pixels = QSize(round(size.width() * dpi / _POINTS), round(size.height() * dpi / _POINTS))
    rendered = document.render(page - 1, pixels, QPdfDocumentRenderOptions())
    image = QImage(pixels, QImage.Format.Format_RGB32)
    image.fill(QColorConstants.White)
    over = QPainter(image)
    over.drawImage(0, 0, rendered)
    over.end()
    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    scale = printer.resolution() / _POINTS
    width, height = size.width() * scale, size.height() * scale
    fit = min(1.0, paper.width() / width, paper.height() / height)
    width, height = width * fit, height * fit
    left, top = (paper.width() - width) / 2, (paper.height() - height) / 2
    painter.drawImage(QRectF(left, top, width, height), image)


def _refused() -> OutputFailed:
    return OutputFailed(
        msg("印刷できません"),
        msg("プリンターが応答しないか、出力先に書き込めません。"),
        msg("プリンターの状態を確かめるか、PDFを保存して印刷してください。"),
    )
