"""The guard against the references that PySide loses to True and to None."""

from __future__ import annotations

import subprocess
import sys

EMITS = """
import kyodo_desktop.ui
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal()

bell = Bell()
for _ in range(20_000):
    bell.rung.emit()
print(bool(1))
"""
CALLS = """
import sys
import kyodo_desktop.ui
from PySide6.QtCore import QObject

bell = QObject()
before = sys.getrefcount(None)
for _ in range(200_000):
    bell.setObjectName("鈴")
print(sys.getrefcount(None) > 1 << 39, before > 1 << 39)
"""


def test_signals_without_number_leave_true_alive() -> None:
    done = subprocess.run([sys.executable, "-c", EMITS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "True", "")


def test_calls_without_number_leave_none_alive() -> None:
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "True True", "")
