"""The papers in the order of the year's course, found by any word of their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QWidget

from kyodo_desktop.domain.names import search_key
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.widgets.entry import LineEntry

if TYPE_CHECKING:
    from kyodo_desktop.papers.course import Stage

KEY: Final = Qt.ItemDataRole.UserRole
_INDENT: Final = 14


class PapersList(QObject):
    """Shows the stages with their papers. `chosen` with the key of another paper."""

    chosen = Signal(str)

    def __init__(self, parent: QObject, form: QWidget) -> None:
        super().__init__(parent)
        self.tree = part(QTreeWidget, "papers", form)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setIndentation(_INDENT)
        self.tree.setHeaderHidden(True)
        self._none = part(QLabel, "nothing_found", form)
        self._none.hide()
        self.search = LineEntry()
        self.search.setObjectName("search")
        self.search.setAccessibleName(_("様式を探す"))
        self.search.setPlaceholderText(_("様式を探す"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show_found)
        fill(part(QWidget, "search_place", form), self.search)
        self.tree.currentItemChanged.connect(self._on_current)
        self._words: dict[str, str] = {}

    def show_stages(self, stages: tuple[Stage, ...]) -> None:
        """Show these stages."""
        self.tree.clear()
        for stage in stages:
            head = QTreeWidgetItem([_(stage.title)])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            bold = head.font(0)
            bold.setBold(True)
            head.setFont(0, bold)
            self.tree.addTopLevelItem(head)
            for paper in stage.papers:
                line = QTreeWidgetItem([_(paper.title)])
                line.setData(0, KEY, paper.key)
                line.setToolTip(0, _(paper.title))
                head.addChild(line)
                said = (paper.title, _(paper.title), stage.title, _(stage.title), paper.key)
                self._words[paper.key] = search_key(" ".join(said))
            head.setExpanded(True)

    @property
    def key(self) -> str:
        """The key of the paper that is chosen, "" where none is."""
        item = self.tree.currentItem()
        return str(item.data(0, KEY) or "") if item is not None else ""

    def choose(self, key: str) -> bool:
        """Choose a paper, if it is there."""
        item = next((one for one in self._lines() if one.data(0, KEY) == key), None)
        if item is None:
            return False
        if item.isHidden():
            self.search.clear()
        self.tree.setCurrentItem(item)
        self.tree.scrollToItem(item)
        return True

    def shown(self) -> tuple[str, ...]:
        """The keys of the papers that are found."""
        return tuple(str(one.data(0, KEY)) for one in self._lines() if not one.isHidden())

    def _heads(self) -> tuple[QTreeWidgetItem, ...]:
        found = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return tuple(one for one in found if one is not None)

    def _lines(self) -> tuple[QTreeWidgetItem, ...]:
        return tuple(line for head in self._heads() for line in _under(head))

    def _show_found(self, text: str) -> None:
        wanted = [key for word in text.split() if (key := search_key(word))]
        for line in self._lines():
            said = self._words[str(line.data(0, KEY))]
            line.setHidden(not all(word in said for word in wanted))
        for head in self._heads():
            head.setHidden(all(line.isHidden() for line in _under(head)))
        self._none.setVisible(not self.shown())

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.data(0, KEY):
            self.chosen.emit(str(item.data(0, KEY)))


def _under(head: QTreeWidgetItem) -> tuple[QTreeWidgetItem, ...]:
    found = (head.child(at) for at in range(head.childCount()))
    return tuple(one for one in found if one is not None)
