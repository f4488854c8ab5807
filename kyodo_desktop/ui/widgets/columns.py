"""A table's columns as the clerk has set them: widths, order, which are shown, and the sort; remembered."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QTableView, QWidget

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from kyodo_desktop.ui.widgets.table import Table

_NO_SORT: Final = -1


class Columns(QObject):
    """Follows what is done to a table's header, keeps it, and brings it back when first shown."""

    def __init__(self, table: Table[Any]) -> None:
        super().__init__(table.view)
        self._table = table
        self._view: QTableView = table.view
        self._restored = False
        self._before: list[int] = []
        header = self._header = table.view.horizontalHeader()
        header.setSectionsMovable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer)
        header.sectionMoved.connect(self.keep)
        header.sortIndicatorChanged.connect(self.keep)
        header.sectionHandleDoubleClicked.connect(lambda at: self._take_width(at, header.sectionSize(at)))
        self._viewport = header.viewport()
        self._viewport.installEventFilter(self)
        table.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()  # first: while the view is deleted nothing else of it may be touched
        if kind is QEvent.Type.Show and watched is self._view:
            if not self._restored:
                self.restore()
        elif kind is QEvent.Type.MouseButtonPress and watched is self._viewport:
            self._before = self._sizes()
        elif kind is QEvent.Type.MouseButtonRelease and watched is self._viewport:
            self._dragged()
        return False

    def _sizes(self) -> list[int]:
        return [self._header.sectionSize(at) for at in range(self._header.count())]

    def _dragged(self) -> None:
        """A column whose edge was dragged keeps its width; one that only gave way does not."""
        columns = self._table.model.columns
        for at, (before, now) in enumerate(zip(self._before, self._sizes(), strict=False)):
            if before != now and now > 0 and not columns[at].stretch:
                self._take_width(at, now)

    def _take_width(self, at: int, width: int) -> None:
        self._table.set_width(at, width)
        self.keep()

    # --- which are shown

    def fill(self, menu: QMenu) -> None:
        """Offer every column to be shown or not, and all as it was at first."""
        table = self._table
        for at, column in enumerate(table.model.columns):
            action = menu.addAction(_(column.spoken or column.title))
            action.setCheckable(True)
            action.setChecked(at not in table.hidden)
            last = len(table.hidden) == len(table.model.columns) - 1
            action.setEnabled(at in table.hidden or not last)
            action.toggled.connect(lambda on, at=at: self.show_column(at, on))
        menu.addSeparator()
        menu.addAction(_("列を元の表示に戻す"), self.reset)

    def _offer(self, at: QPoint) -> None:
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(self._header.mapToGlobal(at))

    def show_column(self, at: int, shown: bool) -> None:
        """Show a column or leave it out; the last one stays."""
        hidden = self._table.hidden
        if shown:
            hidden.discard(at)
        elif len(hidden) < len(self._table.model.columns) - 1:
            hidden.add(at)
        self._table.fit()
        self.keep()

    def reset(self) -> None:
        """All as it was at first."""
        self._put({})
        self.keep()

    # --- between sittings

    def keep(self) -> None:
        """Remember how the columns stand."""
        place = self._place()
        if place is None or not self._restored:
            return
        settings, key = place
        header = self._header
        state = {
            "widths": self._table.widths,
            "hidden": sorted(self._table.hidden),
            "order": [header.logicalIndex(at) for at in range(header.count())],
            "sort": [header.sortIndicatorSection(), header.sortIndicatorOrder().value],
        }
        settings.keep(key, json.dumps(state))

    def restore(self) -> None:
        """Bring back what was kept; what can't be read is left."""
        self._restored = True
        place = self._place()
        text = place[0].text(place[1]) if place is not None else ""
        if not text:
            return
        try:
            state = json.loads(text)
            self._put(state)
        except (ValueError, TypeError, KeyError, AttributeError):
            self._put({})

    def _put(self, state: dict[str, Any]) -> None:
        """Set the columns as `state` has them; what it lacks stands as at first."""
        table, header = self._table, self._header
        count = header.count()
        order = state.get("order", list(range(count)))
        hidden = {at for at in state.get("hidden", ()) if 0 <= at < count}
        widths = {int(at): int(width) for at, width in state.get("widths", {}).items() if int(at) < count}
        section, direction = state.get("sort", (_NO_SORT, Qt.SortOrder.AscendingOrder.value))
        if sorted(order) == list(range(count)):
            for place, at in enumerate(order):
                header.moveSection(header.visualIndex(at), place)
        table.hidden = hidden if len(hidden) < count else set()
        table.set_widths(widths)
        if self._view.isSortingEnabled() and _NO_SORT <= section < count:
            header.setSortIndicator(section, Qt.SortOrder(direction))
            table.proxy.sort(section, Qt.SortOrder(direction))
        table.fit()

    def _place(self) -> tuple[Settings, str] | None:
        """The settings of the window it stands in, and the key of this table there."""
        above: QWidget | None = self._view.parentWidget()
        named = ""
        while above is not None:
            key = getattr(above, "key", "")
            named = named or (key if isinstance(key, str) else "")
            settings = getattr(above, "settings", None)
            if isinstance(settings, Settings):
                titles = "\n".join(one.spoken or one.title for one in self._table.model.columns)
                mark = f"{zlib.crc32(titles.encode()):08x}"
                return settings, f"tables/{named or 'dialog'}-{self._view.objectName()}-{mark}"
            above = above.parentWidget()
        return None
