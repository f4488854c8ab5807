"""Start and demonstration, against the least that any program made of the same libraries would need."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

import pytest

from kyodo_desktop.paths import Paths
from kyodo_desktop.services import sample
from tests.benchmarks.measure import ROUNDS, by_turns, program, until_shown
from tests.plugins import ROOT
from tests.storage.place import Place

pytestmark = pytest.mark.benchmark
HOOK = "KYODO_EXIT_WHEN_SHOWN"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", HOOK: "1", "PYTHONDONTWRITEBYTECODE": ""}

BARE_WINDOW = """
import sqlalchemy
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton
application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QPushButton("印刷"))
window.show()

def shown():
    print("shown", flush=True)
    application.quit()

QTimer.singleShot(0, shown)
application.exec()
"""
LIBRARIES = """
import sqlalchemy, alembic.command, jpholiday
import reportlab.pdfgen.canvas, uharfbuzz, pikepdf, openpyxl, PIL
"""


def test_start_to_a_window_against_a_bare_one(tmp_path: Path) -> None:
    if not any(HOOK in path.read_text(encoding="utf-8") for path in (ROOT / "kyodo_desktop").rglob("*.py")):
        pytest.skip(f"the program doesn't heed {HOOK} yet")
    environment = OFFSCREEN | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    place = Place(tmp_path / "台帳.kyodo")
    sample.plant(place.new(), Paths.find(tmp_path).sample)
    place.close()
    script = Path(sys.executable).with_name("kyodo-desktop")  # what a clerk starts; -m has its own cost
    start = [str(script)] if script.is_file() else [sys.executable, "-m", "kyodo_desktop"]
    ours, floor = by_turns(
        lambda: until_shown([*start, str(place.path)], environment),
        lambda: until_shown([sys.executable, "-c", BARE_WINDOW], environment),
    )
    print(f"\nstart until shown: {ours:.3f} s, a bare window {floor:.3f} s: ratio {ours / floor:.2f}")
    assert ours / floor <= 1.5


def test_the_demonstration_against_its_libraries(tmp_path: Path) -> None:
    folders = (tmp_path / f"見本{n}" for n in range(ROUNDS))

    def demo(folder: Path) -> list[str]:
        return [sys.executable, "-m", "kyodo_desktop", "demo", "--out", str(folder), "--no-window"]

    runs = [
        (
            program(demo(folder), OFFSCREEN | {"HOME": str(tmp_path)}),
            program([sys.executable, "-c", LIBRARIES], {}),
            folder,
        )
        for folder in folders
    ]
    seconds, floor = (statistics.median(run[n].seconds for run in runs) for n in (0, 1))
    memory, least = (statistics.median(run[n].megabytes for run in runs) for n in (0, 1))
    packets = {path.name: path.stat().st_size / 1024 for path in sorted(runs[0][2].rglob("*.pdf"))}
    print(
        f"\ndemo: {seconds:.2f} s, its libraries alone {floor:.2f} s: ratio {seconds / floor:.2f};"
        f" {memory:.0f} MB, alone {least:.0f} MB: ratio {memory / least:.2f};"
        f" {', '.join(f'{name} {size:.0f} KB' for name, size in packets.items())}"
    )
    assert packets
