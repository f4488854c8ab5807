"""What the window remembers between two sittings, in a file of the program's own."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

TEXT_SIZE = "window/text"
TEXT_SIZES = ("90", "100", "110", "125", "150", "175", "200")  # percent of the system's own


class Settings:
    """A small ini file. `of` keeps a register's own values apart, under a hash."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """The text kept under `key`."""
        value = self._file.value(key, default)
        return value if isinstance(value, str) else default

    def state(self, key: str) -> QByteArray:
        """The state of a window, splitter or header kept under `key`; empty when there is none."""
        value = self._file.value(key, QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, key: str, value: str | QByteArray) -> None:
        """Keep `value` under `key`."""
        self._file.setValue(key, value)

    def flush(self) -> None:
        """Write everything to the file now."""
        self._file.sync()

    @staticmethod
    def of(location: Path | str, key: str) -> str:
        """The key for a value that belongs to the register at `location`."""
        mark = hashlib.sha256(str(location).encode()).hexdigest()[:16]
        return f"register-{mark}/{key}"
