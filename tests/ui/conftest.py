"""The window on the sample, where nobody sees it, with settings in the test's own folder."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Store, open_store
from kyodo_desktop.ui import task
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import counting, ticking

TODAY = dt.date(2025, 11, 1)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says of every window that it can't give hints to a window manager."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The program's own style, as in `application`."""
    return ["kyodo-desktop", "-style", "Fusion"]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The program's files, and settings of this test alone."""
    return replace(Paths.find(), settings=tmp_path / "settings")


@pytest.fixture
def desk(sample: Store, paths: Paths, qapp: QApplication) -> Iterator[Desk]:
    """A desk on the sample."""
    made = Desk(sample, paths, TODAY)
    yield made
    made.close()


@pytest.fixture
def window(desk: Desk, paths: Paths, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the sample."""
    made = MainWindow(desk, Settings(paths.settings))
    made.resize(1280, 820)
    made.show()
    yield made
    put_away(made)


@pytest.fixture
def reopen(window: MainWindow, paths: Paths, sample: Store) -> Iterator[Callable[[], MainWindow]]:
    """Close the window and the register, and open both again."""
    opened: list[tuple[MainWindow, Store]] = []

    def again() -> MainWindow:
        assert window.close()
        assert isinstance(sample.location, Path)
        window.desk.close()
        store = open_store(sample.location, who="clerk", now=ticking(), new_id=counting())
        made = MainWindow(Desk(store, paths, TODAY), Settings(paths.settings))
        made.show()
        opened.append((made, store))
        return made

    yield again
    for made, store in opened:
        put_away(made)
        store.close()


def put_away(window: MainWindow) -> None:
    """Close a window for good, and let Qt delete it now."""
    window.close_anyway()
    task.stop_all()
    window.desk.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
