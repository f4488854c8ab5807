"""The Qt program around the window: its face, its language, and what happens when something goes wrong."""

from __future__ import annotations

import datetime as dt
import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import language, msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Store
from kyodo_desktop.ui import task
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import Translator
from kyodo_desktop.ui.menu import SCHEMES
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.style import apply_scheme, choose_font
from kyodo_desktop.ui.window import MainWindow


class Unexpected(KyodoError):
    """A mistake of ours, told without a traceback."""

    exit_code = 70


class Program:
    """The window that is open, replaced when another register is opened."""

    def __init__(self, app: QApplication, paths: Paths) -> None:
        self.app = app
        self.paths = paths
        self.settings = Settings(paths.settings)
        self.window: MainWindow | None = None
        self._translators = _speak(app)
        app.setApplicationName("KyodoDesktop")
        app.setApplicationDisplayName("")
        app.setWindowIcon(QIcon(str(paths.resources / "icons" / "program.svg")))
        app.setStyle("Fusion")
        choose_font(app, paths)
        apply_scheme(app, SCHEMES.get(self.settings.text("window/scheme", "system"), SCHEMES["system"]))

    def show(self, desk: Desk) -> MainWindow:
        """Show a desk in a window, in place of the one before."""
        before = self.window
        self.window = MainWindow(desk, self.settings)
        self.window.wanted.connect(self.show)
        self.window.closed.connect(self._on_closed)
        if before is not None:
            before.closed.disconnect(self._on_closed)
            before.close()
            self._put_away(before)
        self.window.show()
        return self.window

    def _on_closed(self) -> None:
        task.stop_all()
        if self.window is not None:
            self._put_away(self.window)
        self.window = None

    def _put_away(self, window: MainWindow) -> None:
        window.desk.close()
        window.deleteLater()

    def caught(
        self, kind: type[BaseException], error: BaseException, trail: TracebackType | None
    ) -> None:
        """Tell the clerk about an error nobody caught; a mistake of ours goes to the log, without its data."""
        if isinstance(error, KyodoError):
            told = error
        else:
            log = _logged(self.paths.settings / "log", kind, trail)
            told = Unexpected(
                msg("予期しない誤りが起きました"),
                msg("プログラムの不具合と思われます。"),
                msg("記録「{log}」を添えて、担当者にお知らせください。", log=str(log)),
            )
        if self.window is not None:
            self.window.alarm(told)
        else:
            sys.stderr.write(f"{told}\n")


def _speak(app: QApplication) -> tuple[QTranslator, ...]:
    """Install Qt's own words and ours, in the language spoken now."""
    QLocale.setDefault(QLocale(language()))
    qt = QTranslator(app)
    if qt.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)
    ours = Translator(app)
    app.installTranslator(ours)
    return qt, ours


def _logged(folder: Path, kind: type[BaseException], trail: TracebackType | None) -> Path:
    """Write where an error happened: files, lines and functions only, since a message may hold a name."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "kyodo.log"
    frames = "".join(f"  {Path(f.filename).name}:{f.lineno} {f.name}\n" for f in traceback.extract_tb(trail))
    record = logging.LogRecord(kind.__name__, logging.ERROR, "", 0, frames, None, None)
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{logging.Formatter().formatTime(record)} {kind.__name__}\n{frames}")
    return log


def run(store: Store, paths: Paths, today: dt.date, holder: str = "") -> int:
    """Show the window on a register until it is closed. `holder` names who else has it, when read-only."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    program = Program(app, paths)
    before, sys.excepthook = sys.excepthook, program.caught
    try:
        program.show(Desk(store, paths, today, holder))
        return app.exec()
    finally:
        sys.excepthook = before
        task.stop_all()


__all__ = ["Program", "run"]
