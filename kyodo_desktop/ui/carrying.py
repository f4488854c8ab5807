"""What is chosen in one window is chosen in another that takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QStackedWidget, QTabWidget, QWidget

if TYPE_CHECKING:
    from kyodo_desktop.ui.window import MainWindow


def carry(before: MainWindow, after: MainWindow) -> None:
    """Choose on the screen of `after` what is chosen on that of `before`: tabs first, then their lists."""
    old, new = before.page(before.screen_key), after.page(after.screen_key)
    for tabs in old.findChildren(QTabWidget):
        twin = _twin(QTabWidget, tabs, old, new)
        if isinstance(twin, QTabWidget):
            twin.setCurrentIndex(tabs.currentIndex())
    views = old.findChildren(QAbstractItemView)
    for view in sorted(views, key=lambda one: not isinstance(one, QListWidget)):
        twin = _twin(QAbstractItemView, view, old, new)
        if isinstance(twin, QAbstractItemView) and _shown(view, old):
            _choose(twin, _path(view.currentIndex()))


def _twin(cls: type[QWidget], widget: QWidget, old: QWidget, new: QWidget) -> QWidget | None:
    """The widget that stands in `new` where `widget` stands in `old`: of the same name, in the same turn."""
    name = widget.objectName()
    if not name:
        return None
    before = [one for one in old.findChildren(cls, name) if _shown(one, old) or cls is QTabWidget]
    after = [one for one in new.findChildren(cls, name) if _shown(one, new) or cls is QTabWidget]
    at = next((at for at, one in enumerate(before) if one is widget), None)
    return None if at is None or at >= len(after) else after[at]


def _shown(widget: QWidget, within: QWidget) -> bool:
    """Whether no page that is turned away holds the widget."""
    one = widget
    while one is not within and (above := one.parentWidget()) is not None:
        if isinstance(above, QStackedWidget) and above.currentWidget() is not one:
            return False
        one = above
    return True


def _path(index: QModelIndex) -> list[tuple[int, int]]:
    path: list[tuple[int, int]] = []
    while index.isValid():
        path.insert(0, (index.row(), index.column()))
        index = index.parent()
    return path


def _choose(view: QAbstractItemView, path: list[tuple[int, int]]) -> None:
    model = view.model()
    if not path or not isinstance(model, QAbstractItemModel):
        return
    index = QModelIndex()
    for row, column in path:
        index = model.index(row, column, index)
    if index.isValid() and index != view.currentIndex():
        view.setCurrentIndex(index)
