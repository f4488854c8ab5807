"""Printing the bytes of a PDF: what Qt shows is what goes to the printer."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QColorConstants, QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import _, msg
from kyodo_desktop.papers.press.progress import Progress

MOST_DPI: Final = 400
_POINTS: Final = 72


def ask(parent: QWidget, count: int) -> QPrinter | None:
    """Ask for a printer and its pages; None when the clerk thinks better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("印刷"))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage, True)
    dialog.setMinMax(1, count)
    accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def chosen_pages(printer: QPrinter, count: int, current: int) -> tuple[int, ...]:
    """The pages (from 1) that were asked for in the dialog."""
    if printer.printRange() is QPrinter.PrintRange.CurrentPage:
        return (current,)
    ranges = printer.pageRanges()
    if printer.printRange() is QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        return tuple(page for page in range(1, count + 1) if ranges.contains(page))
    return tuple(range(1, count + 1))


def print_pages(data: bytes, printer: QPrinter, pages: Sequence[int]) -> Generator[Progress, None, int]:
    """Print these pages of a PDF, each at its true size; returns how many. Raises `OutputFailed`."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(buffer)
    document.load(buffer)
    printer.setFullPage(True)
    painter: QPainter | None = None
    try:
        for done, page in enumerate(pages):
            _turn(printer, document, page)
            if painter is None:
                painter = _begun(printer)
            elif not printer.newPage():
                raise _refused()
            _draw(painter, printer, document, page)
            yield Progress(done + 1, len(pages), msg("{page}ページ目を印刷しました", page=page))
    except GeneratorExit:
        printer.abort()
        raise
    finally:
        if painter is not None:
            painter.end()
        document.close()
    return len(pages)


def _begun(printer: QPrinter) -> QPainter:
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    return painter


def _turn(printer: QPrinter, document: QPdfDocument, page: int) -> None:
    size = document.pagePointSize(page - 1)
    wide = size.width() > size.height()
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    )


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
