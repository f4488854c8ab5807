"""Fetches the papers beside the window: they bring all that writes documents, half a second of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from shiboken6 import isValid

from kyodo_desktop.ui.task import Task

if TYPE_CHECKING:  # the papers themselves
    from kyodo_desktop.papers.press.progress import Progress

_COURSE: Final = "kyodo_desktop.papers.course"
_begun: list[Task[None]] = []


def fetched() -> bool:
    """Whether every paper has been imported."""
    return _COURSE in sys.modules and not _begun


def fetch(owner: QObject, then: Callable[[], object]) -> None:
    """Import every paper in a thread of its own, and then do something for as long as `owner` lives."""
    if fetched():
        then()
        return
    if not _begun:
        _begun.append(Task(_steps))
        for ended in (_begun[0].finished, _begun[0].failed, _begun[0].cancelled):
            ended.connect(_begun.clear)
        _begun[0].start()
    _begun[0].finished.connect(lambda _result: isValid(owner) and then())


def _steps() -> Generator[Progress, None, None]:
    from kyodo_desktop.i18n import msg
    from kyodo_desktop.papers.press.progress import Progress

    yield Progress(0, 1, msg("様式を読み込んでいます…"))
    import kyodo_desktop.papers.course  # noqa: F401
