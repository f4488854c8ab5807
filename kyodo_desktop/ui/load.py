"""Screens' skeletons from `forms/screens/*.ui`, in the language spoken now."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QFile, QIODevice, QObject, QTranslator
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from kyodo_desktop.i18n import _, language

W = TypeVar("W", bound=QObject)

# What Qt's own Japanese leaves in English, seen in its file dialog.
QT_LACKS: Final = {
    "&Look in:": "場所(&I)：",
    "Files of &type:": "種類(&T)：",
    "Folder": "フォルダー",
    "Drive": "ドライブ",
}


class Translator(QTranslator):
    """Lets Qt's own translation ask our catalogue; what the catalogue lacks is left to Qt's."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,  # noqa: ARG002
        sourceText: str,
        disambiguation: str | None = None,  # noqa: ARG002
        n: int = -1,  # noqa: ARG002
    ) -> str | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        if language() == "ja" and sourceText in QT_LACKS:
            return QT_LACKS[sourceText]
        spoken = _(sourceText)
        return None if spoken == sourceText else spoken


@cache
def _loader() -> QUiLoader:
    """Qt's loader, kept from Designer's plugins: they would bring QtQuick into the program."""
    paths = QCoreApplication.libraryPaths()
    QCoreApplication.setLibraryPaths([])
    made = QUiLoader()
    QCoreApplication.setLibraryPaths(paths)
    return made


def load(form: Path, into: QWidget) -> QWidget:
    """Load a `.ui` file to fill the widget `into`."""
    file = QFile(str(form))
    if not file.open(QIODevice.OpenModeFlag.ReadOnly):
        raise FileNotFoundError(form)
    loader = _loader()
    made = loader.load(file, into)
    file.close()
    if made is None:
        raise ValueError(f"{form.name}: {loader.errorString()}")
    layout = QVBoxLayout(into)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made)
    return made


def part(cls: type[W], name: str, within: QObject) -> W:
    """The widget of a form called `name`; a form that lacks it is our mistake."""
    found = within.findChild(cls, name)
    if found is None:
        raise LookupError(f"no {cls.__name__} called {name!r}")
    return found


def fill(place: QWidget, widget: QWidget) -> None:
    """Put a widget in the place that a form leaves for it."""
    layout = QVBoxLayout(place)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)


def see_through(area: QScrollArea) -> None:
    """Let what a scroll area stands on be seen behind what is in it."""
    area.viewport().setAutoFillBackground(False)
    if (inside := area.widget()) is not None:
        inside.setAutoFillBackground(False)
