"""The guard against PySide's lost references to True."""

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


def test_signals_without_number_leave_true_alive() -> None:
    done = subprocess.run([sys.executable, "-c", EMITS], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "True", "")
