"""The packet's pages, with its bookmarks beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLoggingCategory, QModelIndex
from PySide6.QtPdf import QPdfBookmarkModel
from PySide6.QtWidgets import QSplitter, QTabWidget, QTreeView

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.pageview import PageView

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.packet import PacketScreen

BOOKMARKS: Final = 1
"""The place of the bookmarks among the tabs."""

# Qt reads a place from bookmarks that name a page alone, and complains of what it finds; we use the page.
QLoggingCategory.setFilterRules("qt.pdf.bookmarks=false")


class PacketPages(PageView):
    """Fills the part of the packet's form that shows a document's bytes."""

    def __init__(self, screen: PacketScreen) -> None:
        form = screen.form
        super().__init__(screen, form, _("会議資料のページ"))
        self._screen = screen
        self._looks = part(QTabWidget, "looks", form)
        self._bookmarks = part(QTreeView, "bookmarks", form)
        self._model = QPdfBookmarkModel(screen)
        self._model.setDocument(self.document)
        self._bookmarks.setModel(self._model)
        self._bookmarks.setIndentation(14)
        self._bookmarks.setRootIsDecorated(False)
        self._bookmarks.selectionModel().currentChanged.connect(self._on_bookmark)
        self._restore()

    def _restore(self) -> None:
        settings = self._screen.settings
        for name, sizes in (("across", [440, 660]), ("left", [300, 320])):
            splitter = part(QSplitter, name, self._screen.form)
            splitter.setStretchFactor(1, 1)
            if not splitter.restoreState(settings.state(f"packet/{name}")):
                splitter.setSizes(sizes)
        self.set_zoom(settings.text("packet/zoom", "width"))

    def show(self, data: bytes) -> None:
        super().show(data)
        self._bookmarks.expandAll()
        self._show_bookmarks()

    def set_visible(self, visible: bool) -> None:
        super().set_visible(visible)
        self._show_bookmarks()

    def _show_bookmarks(self) -> None:
        """Offer the bookmarks where there are any."""
        self._looks.setTabEnabled(BOOKMARKS, self._model.rowCount() > 1)

    def _on_bookmark(self, index: QModelIndex) -> None:
        if index.isValid() and self._bookmarks.hasFocus():
            self.go(int(index.data(int(QPdfBookmarkModel.Role.Page))) + 1)
