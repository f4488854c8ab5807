"""The sample's whole packet, against drawing the same lines with bare reportlab in the same shipped faces."""

from __future__ import annotations

import io
import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from kyodo_desktop.papers.press.faces import SHIPPED
from tests.benchmarks.measure import ROUNDS, program
from tests.papers.reading import pages
from tests.papers.samples import FONTS
from tests.plugins import ROOT

pytestmark = pytest.mark.benchmark
MOST = 2.5
MOST_BYTES = 2_000_000

# Each builds twice: the first time everything is read and imported, the second is what a clerk who goes on
# working waits for. The peak of memory is read inside: what the system tells the parent begins with its own,
# which here is larger than either's.
TWICE = """
import json, sys, time
from pathlib import Path

def twice(build, figures):
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        made = build()
        taken.append(time.perf_counter() - start)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
    Path(figures).write_text(json.dumps([*taken, peak]), encoding="utf-8")
    return made
"""
PACKET = f"""{TWICE}
from kyodo_desktop import app
from kyodo_desktop.papers import packet
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, register
figures, place, out = sys.argv[1:]
store, _ = app.open_register(Path(place))
paths = Paths.find()
meeting = meetings.meetings(store, register.committees(store)[0].id)[-1]
view = packet.packet_view(store, meeting.id)
made = twice(lambda: drained(packet.build(view, Fonts(paths), paths.papers)), figures)
Path(out).write_bytes(made)
"""
BARE = f"""{TWICE}
import io
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
figures, text, *faces = sys.argv[1:]
pages = json.loads(Path(text).read_text(encoding="utf-8"))

def draw():
    for face in faces:
        pdfmetrics.registerFont(TTFont(Path(face).stem, face))
    out = io.BytesIO()
    canvas = Canvas(out)
    for lines in pages:
        canvas.setFont(Path(faces[0]).stem, 10.5)
        for place, line in enumerate(lines):
            canvas.drawString(50, 800 - 14 * place, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()

twice(draw, figures)
"""


@dataclass(frozen=True, slots=True)
class Built:
    """What a child took for its first and its second build, and its peak of memory."""

    first: float
    second: float
    megabytes: float


def _child(code: str, folder: Path, *arguments: str) -> Built:
    figures = folder / "figures.json"
    environment = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder / "config")}
    program([sys.executable, "-c", code, str(figures), *arguments], environment)
    return Built(*json.loads(figures.read_text(encoding="utf-8")))


def _register(folder: Path) -> Path:
    """The demonstration's register."""
    command = [sys.executable, "-m", "kyodo_desktop", "demo", "--out", str(folder / "demo"), "--no-window"]
    program(command, {"QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)})
    return next((folder / "demo").rglob("*.kyodo"))


def _faces(packet: bytes) -> list[str]:
    """The files of the faces that a packet is set in."""
    with pikepdf.open(io.BytesIO(packet)) as made:
        fonts = [found for found in made.objects if isinstance(found, pikepdf.Dictionary)]
        used = {str(font["/BaseFont"]).rpartition("+")[2] for font in fonts if "/BaseFont" in font}
    return [
        str(ROOT / "resources" / "fonts" / file)
        for name, file in SHIPPED.items()
        if FONTS.face(name).file.postscript_name in used
    ]


def _medians(runs: Sequence[Built]) -> Built:
    return Built(
        statistics.median(run.first for run in runs),
        statistics.median(run.second for run in runs),
        statistics.median(run.megabytes for run in runs),
    )


def test_the_packet_against_its_lines_drawn_bare(tmp_path: Path) -> None:
    register, out, text = str(_register(tmp_path)), tmp_path / "packet.pdf", tmp_path / "lines.json"

    def ours() -> Built:
        return _child(PACKET, tmp_path, register, str(out))

    ours()
    packet = out.read_bytes()
    drawn = [page.split("\n") for page in pages(packet)]
    text.write_text(json.dumps(drawn), encoding="utf-8")
    faces = _faces(packet)
    runs = [(ours(), _child(BARE, tmp_path, str(text), *faces)) for _ in range(ROUNDS)]
    made, floor = _medians([run[0] for run in runs]), _medians([run[1] for run in runs])
    print(
        f"\npacket: {len(drawn)} pages in {len(faces)} faces, {len(packet) / 1024:.0f} KB;"
        f" {made.second:.3f} s, bare {floor.second:.3f} s: ratio {made.second / floor.second:.2f};"
        f" the first {made.first:.3f} s, bare {floor.first:.3f} s: ratio {made.first / floor.first:.2f};"
        f" {made.megabytes:.0f} MB, bare {floor.megabytes:.0f} MB:"
        f" ratio {made.megabytes / floor.megabytes:.2f}"
    )
    assert len(drawn) >= 20
    assert made.second <= MOST * floor.second
    assert made.megabytes <= MOST * floor.megabytes
    assert len(packet) <= MOST_BYTES
