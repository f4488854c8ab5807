"""The pages of a PDF as they are printed, leafed and zoomed in the part of a form that is left for them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QObject,
    QPointF,
    Signal,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from kyodo_desktop.i18n import _, mark
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.widgets.flow import flow

FACTORS: Final = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0)
MODES: Final = {
    "width": (QPdfView.ZoomMode.FitToWidth, mark("幅に合わせる")),
    "page": (QPdfView.ZoomMode.FitInView, mark("ページ全体")),
}
_POINTS: Final = 72
LINE: Final = 0.4  # how far down the view Qt looks for the page that is shown


class PageView(QObject):
    """Fills the part of `form` that shows a document's bytes; `turned` to another page, 0 where none is."""

    turned = Signal(int)

    def __init__(self, parent: QObject, form: QWidget, name: str) -> None:
        super().__init__(parent)
        self.data: bytes | None = None
        self._buffer: QBuffer | None = None
        self.document = QPdfDocument(parent)
        self.view = QPdfView()
        self.view.setObjectName("pages_view")
        self.view.setAccessibleName(name)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setPageSpacing(10)
        self.view.setDocument(self.document)
        self._place = part(QWidget, "view_place", form)
        fill(self._place, self.view)
        flow(part(QWidget, "bar", form))
        self._make_bar(form)

    def _make_bar(self, form: QWidget) -> None:
        self._page = part(QLineEdit, "page", form)
        self._pages = part(QLabel, "pages", form)
        self._zoom = part(QComboBox, "zoom", form)
        self._tools = {
            name: part(QToolButton, name, form) for name in ("previous", "next", "smaller", "larger")
        }
        for key, (_mode, words) in MODES.items():
            self._zoom.addItem(_(words), key)
        for factor in FACTORS:
            self._zoom.addItem(f"{factor:.0%}", str(factor))
        self._tools["previous"].clicked.connect(lambda: self.go(self.page - 1))
        self._tools["next"].clicked.connect(lambda: self.go(self.page + 1))
        self._tools["smaller"].clicked.connect(lambda: self.step_zoom(-1))
        self._tools["larger"].clicked.connect(lambda: self.step_zoom(1))
        self._tools["smaller"].setShortcut("Ctrl+-")
        self._tools["larger"].setShortcut("Ctrl++")
        self._zoom.activated.connect(lambda at: self.set_zoom(self._zoom.itemData(at)))
        self._page.editingFinished.connect(self._on_page_typed)
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)

    # --- the document

    @property
    def count(self) -> int:
        """How many pages there are."""
        return self.document.pageCount()

    @property
    def page(self) -> int:
        """The page that is shown, from 1."""
        return self.view.pageNavigator().currentPage() + 1

    def show(self, data: bytes) -> None:
        """Show a document's bytes, at the page where the last one stood."""
        page = self.page if self.count else 1
        self.data = data
        buffer = QBuffer(self)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.close()
        self.document.load(buffer)
        if self._buffer is not None:
            self._buffer.deleteLater()
        self._buffer = buffer
        self._pages.setText(f"/ {self.count}")
        self.go(min(page, self.count))
        self._show_page()

    def clear(self) -> None:
        """Show nothing."""
        self.data = None
        self.document.close()
        self._pages.setText("")
        self._page.clear()

    def set_visible(self, visible: bool) -> None:
        """Show the pages and what leafs through them, or nothing."""
        self._place.setVisible(visible)
        widgets = (self._page, self._zoom, *self._tools.values())
        for widget in widgets:
            widget.setEnabled(visible)
        self._show_page()

    # --- leafing

    def go(self, page: int) -> None:
        """Show a page, from 1; beyond the ends, nothing happens."""
        if 1 <= page <= self.count:
            self.view.pageNavigator().jump(page - 1, QPointF(), 0)

    def _show_page(self) -> None:
        self._page.setText(str(self.page) if self.count else "")
        self.turned.emit(self.page if self.count else 0)
        self._tools["previous"].setEnabled(self.page > 1)
        self._tools["next"].setEnabled(self.page < self.count)

    def _on_page_typed(self) -> None:
        text = self._page.text().strip()
        if text.isdecimal():
            self.go(int(text))
        self._show_page()

    # --- zooming

    @property
    def zoom_key(self) -> str:
        """The zoom that is set: "width", "page" or a factor."""
        return str(self._zoom.currentData())

    def set_zoom(self, key: str) -> None:
        """Set the zoom: "width", "page" or a factor; anything else fits the width."""
        page, share = self._middle()
        at = self._zoom.findData(key)
        self._zoom.setCurrentIndex(max(at, 0))
        key = self.zoom_key
        if key in MODES:
            self.view.setZoomMode(MODES[key][0])
        else:
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
            self.view.setZoomFactor(float(key))
        self._show_middle(page, share)

    def _tops(self) -> list[tuple[float, float]]:
        """Where each page begins and how tall it is, as the view lays them out now."""
        view, margins, top = self.view, self.view.documentMargins(), float(self.view.documentMargins().top())
        tops: list[tuple[float, float]] = []
        wide = view.viewport().width() - margins.left() - margins.right()
        tall = view.viewport().height() - view.pageSpacing()
        for page in range(self.count):
            size = self.document.pagePointSize(page)
            height = size.height() * QGuiApplication.primaryScreen().logicalDotsPerInch() / _POINTS
            across = wide / size.width() * size.height()
            match view.zoomMode():
                case QPdfView.ZoomMode.FitToWidth:
                    height = across
                case QPdfView.ZoomMode.FitInView:
                    height = min(across, tall)
                case _:
                    height *= view.zoomFactor()
            tops.append((top, height))
            top += height + view.pageSpacing()
        return tops

    def _middle(self) -> tuple[int, float]:
        """Which page (from 0) stands in the middle of the view, and how far down it the middle is."""
        middle = self.view.verticalScrollBar().value() + self.view.viewport().height() * LINE
        for page, (top, height) in enumerate(self._tops()):
            if middle <= top + height:
                return page, max(0.01, (middle - top) / height)
        return max(self.count - 1, 0), 1.0

    def _show_middle(self, page: int, share: float) -> None:
        """Bring a place of a page to the middle of the view, and the pages to its middle across."""
        tops = self._tops()
        if page < len(tops):
            top, height = tops[page]
            self.view.verticalScrollBar().setValue(
                round(top + height * share - self.view.viewport().height() * LINE)
            )
        across = self.view.horizontalScrollBar()
        across.setValue((across.minimum() + across.maximum()) // 2)

    def step_zoom(self, way: int) -> None:
        """The next larger or smaller factor, from what is seen now."""
        now = self.factor()
        beyond = [f for f in FACTORS if (f > now * 1.01 if way > 0 else f < now * 0.99)]
        if beyond:
            self.set_zoom(str(beyond[0] if way > 0 else beyond[-1]))

    def factor(self) -> float:
        """How large the page is seen now, 1 being its true size."""
        if self.zoom_key not in MODES:
            return self.view.zoomFactor()
        size = self.document.pagePointSize(self.page - 1) if self.count else None
        if size is None or size.isEmpty():
            return 1.0
        scale = self.view.logicalDpiX() / _POINTS
        across = self.view.viewport().width() / (size.width() * scale)
        down = self.view.viewport().height() / (size.height() * scale)
        return across if self.zoom_key == "width" else min(across, down)
