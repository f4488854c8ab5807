"""Choosing a register's file, and making the sample in a new one."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.desk import Desk

SUFFIX: Final = ".kyodo"


def pick_open(parent: QWidget, folder: str) -> Path | None:
    """Ask which register to open."""
    from PySide6.QtWidgets import QFileDialog

    chosen, _filter = QFileDialog.getOpenFileName(parent, _("台帳を開く"), folder, _kinds())
    return Path(chosen) if chosen else None


def pick_new(parent: QWidget, folder: str, title: str, name: str) -> Path | None:
    """Ask where a new register shall be kept."""
    from PySide6.QtWidgets import QFileDialog

    chosen, _filter = QFileDialog.getSaveFileName(
        parent, title, str(Path(folder) / f"{name}{SUFFIX}"), _kinds()
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def dropped(event: QDropEvent) -> Path | None:
    """The file that is dropped, if it is a single one."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 else None


def plant_sample(desk: Desk) -> None:
    """Make the sample committee in an empty register, and look at it from its own day."""
    from kyodo_desktop.services import sample

    committee = desk.read(sample.plant, desk.paths.sample)
    desk.forget()
    desk.today = committee.sample_today or desk.today


def _kinds() -> str:
    return f"{_('協働デスクの台帳')} (*{SUFFIX})"
