"""The Qt program around the window: its face, its language, and what happens when something goes wrong."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from kyodo_desktop import faults
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import LANGUAGES, language, msg, use
from kyodo_desktop.paths import Paths
from kyodo_desktop.ui import task
from kyodo_desktop.ui.desk import Desk, Opener, opened, user
from kyodo_desktop.ui.load import Translator
from kyodo_desktop.ui.menu import LANGUAGE, SCHEMES
from kyodo_desktop.ui.settings import TEXT_SIZE, TEXT_SIZES, Settings
from kyodo_desktop.ui.start import StartWindow
from kyodo_desktop.ui.style import apply_scheme, choose_font, size_text
from kyodo_desktop.ui.window import MainWindow

LAST: Final = "window/last"
"""The setting that names the register open last."""

RECENT: Final = "window/recent"
RECENT_MOST: Final = 8


UNSEEN: Final = ("offscreen", "minimal")  # platforms where nobody could answer a window

EXIT_WHEN_SHOWN = "KYODO_EXIT_WHEN_SHOWN"  # set by the benchmark of the start


class Unexpected(KyodoError):
    """A mistake of ours, told without a traceback."""


class Program:
    """The window that is open, replaced when another register is opened."""

    def __init__(self, app: QApplication, paths: Paths, asked: str | None = None) -> None:
        self.app = app
        self.paths = paths
        self.settings = Settings(paths.settings)
        self.window: MainWindow | StartWindow | None = None
        self.opened = False  # whether a register was ever shown
        self._asked = asked  # the language that the command line asks for, whatever was chosen before
        self._translators: tuple[QTranslator, ...] = ()
        self._speak()
        app.setApplicationName("KyodoDesktop")
        app.setWindowIcon(QIcon(str(paths.resources / "icons" / "program.svg")))
        app.setStyle("Fusion")
        choose_font(app, paths)
        self._points = app.font().pointSizeF()
        self._dress()

    def _speak(self) -> None:
        kept = self._asked or self.settings.text(LANGUAGE)
        if kept in LANGUAGES and kept != language():
            use(kept, self.paths.locale)
        for before in self._translators:
            self.app.removeTranslator(before)
        self._translators = _speak(self.app)

    def _dress(self) -> None:
        percent = self.settings.text(TEXT_SIZE, "100")
        if percent in TEXT_SIZES:
            size_text(self.app, self._points * int(percent) / 100)
        scheme = self.settings.text("window/scheme", "system")
        apply_scheme(self.app, SCHEMES.get(scheme, SCHEMES["system"]))

    def show(self, desk: Desk) -> MainWindow:
        """Show a desk in a window, in place of the one before."""
        window = self._made(desk)
        if isinstance(desk.location, Path):
            self._remember(desk.location)
        self.settings.keep(LAST, str(desk.location) if isinstance(desk.location, Path) else "")
        self.opened = True
        self._replace(window)
        return window

    def _remember(self, file: Path) -> None:
        """Put a register at the head of those that were open last."""
        known = [str(file), *(one for one in self._recent() if one != str(file))]
        self.settings.keep(RECENT, "\n".join(known[:RECENT_MOST]))

    def _recent(self) -> list[str]:
        return self.settings.text(RECENT).splitlines()

    def _made(self, desk: Desk) -> MainWindow:
        window = MainWindow(desk, self.settings)
        window.wanted.connect(self.show)
        window.remade.connect(self.remake, Qt.ConnectionType.QueuedConnection)
        return window

    def remake(self) -> None:
        """Make the window anew on the same desk, in the words and the size that are set now."""
        from kyodo_desktop.ui.carrying import carry

        before = self.window
        if not isinstance(before, MainWindow):
            return
        task.stop_all()
        before.keep_state()
        self._asked = None
        self._speak()
        self._dress()
        window = self._made(before.desk)
        self._replace(window)
        carry(before, window)

    def start(
        self, opener: Opener, now: Callable[[], dt.datetime], today: dt.date | None
    ) -> StartWindow | MainWindow:
        """Show the register open last; where there is none, what one can begin with."""
        window = self._beginning(opener, now, today)
        last = self.settings.text(LAST)
        if last:
            window.open(Path(last))
        if self.window is None:
            self._replace(window)
        else:
            window.deleteLater()
        return self.window or window

    def refuse(
        self, error: KyodoError, opener: Opener, now: Callable[[], dt.datetime], today: dt.date | None
    ) -> StartWindow:
        """Say why a register can't be opened, beside what one can do instead."""
        window = self._beginning(opener, now, today)
        window.alarm(error)
        self._replace(window)
        return window

    def _beginning(
        self, opener: Opener, now: Callable[[], dt.datetime], today: dt.date | None
    ) -> StartWindow:
        window = StartWindow(self.paths, opener, now, today, user())
        window.wanted.connect(self.show)
        files = [Path(one) for one in self._recent()]
        window.show_recent(one for one in files if one.is_file())
        return window

    def _replace(self, window: MainWindow | StartWindow) -> None:
        before, self.window = self.window, window
        window.closed.connect(self._on_closed)
        window.show()
        if before is not None:
            before.closed.disconnect(self._on_closed)
            before.close()
            mains = [one.desk for one in (before, window) if isinstance(one, MainWindow)]
            _put_away(before, keep=len(mains) == 2 and mains[0] is mains[1])

    def _on_closed(self) -> None:
        task.stop_all()
        if self.window is not None:
            _put_away(self.window)
        self.window = None

    def caught(self, kind: type[BaseException], error: BaseException, trail: TracebackType | None) -> None:
        """Tell the clerk about an error nobody caught; a mistake of ours is logged, without its data."""
        if issubclass(kind, KeyboardInterrupt):
            self.app.exit(130)
            return
        told = (
            error if isinstance(error, KyodoError) else _unexpected(error.with_traceback(trail), self.paths)
        )
        if self.window is not None:
            self.window.alarm(told)
        else:
            sys.stderr.write(f"{told}\n")


def _put_away(window: MainWindow | StartWindow, *, keep: bool = False) -> None:
    if isinstance(window, MainWindow) and not keep:
        window.desk.close()
    window.deleteLater()


def _unexpected(error: BaseException, paths: Paths) -> Unexpected:
    log = faults.note(error, paths)
    return Unexpected(
        msg("予期しない誤りが起きました"),
        msg("プログラムの不具合と思われます。データは保存済みの状態のままです。"),
        msg("記録「{log}」を添えて、担当者にお知らせください。", log=str(log or "")),
    )


def _speak(app: QApplication) -> tuple[QTranslator, ...]:
    """Install Qt's own words and ours, in the language spoken now."""
    QLocale.setDefault(QLocale(language()))
    qt = QTranslator(app)
    if qt.load(f"qtbase_{language()}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)
    ours = Translator(app)
    app.installTranslator(ours)
    return qt, ours


def run(
    paths: Paths,
    file: Path | None,
    today: dt.date | None,
    *,
    open_register: Opener,
    now: Callable[[], dt.datetime],
    asked: str | None = None,
) -> int:
    """Show the window on a register, else on the one open last, until it is closed. Raises `KyodoError`."""
    desk_file = file.resolve() if file is not None else None
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    program, refused = Program(app, paths, asked), 0
    before, sys.excepthook = sys.excepthook, program.caught
    heart = QTimer()  # lets Python see Ctrl+C in the terminal
    heart.timeout.connect(lambda: None)
    heart.start(500)
    try:
        if desk_file is not None:
            try:
                program.show(opened(desk_file, paths, open_register, now, today))
            except KyodoError as error:
                if app.platformName() in UNSEEN:
                    raise
                sys.stderr.write("\n  ".join(str(error).splitlines()) + "\n")
                program.refuse(error, open_register, now, today)
                refused = error.exit_code
        else:
            program.start(open_register, now, today)
        gc.enable()  # the command line may have put it off until there is a window
        if EXIT_WHEN_SHOWN in os.environ:
            QTimer.singleShot(0, lambda: _shown(app))
        code = app.exec()
        return code if program.opened else code or refused
    finally:
        sys.excepthook = before
        heart.stop()
        task.stop_all()


def _shown(app: QApplication) -> None:
    sys.stdout.write("shown\n")
    sys.stdout.flush()
    app.quit()


__all__ = ["Program", "run"]
