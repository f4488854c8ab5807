"""Bundles of received files, everything on, against qpdf's plain concatenation of the same files."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from kyodo_desktop.papers.inspecting import inspect
from kyodo_desktop.papers.inspector import Inspector
from kyodo_desktop.papers.press.progress import drained
from tests.benchmarks.measure import ROUNDS, program
from tests.benchmarks.test_packet import _register
from tests.papers.press.corpus import KINDS
from tests.papers.samples import FONTS
from tests.plugins import ROOT

pytestmark = pytest.mark.benchmark
PAGES = 50
FILES = 12
MANY, MANY_PAGES = 100, 100
IN_PROCESS, WHOLE, MEMORY, MANY_MEMORY, REBUILD = 1.8, 3.0, 150, 400, 0.25

BIND = """
import json, resource, sys, time
from pathlib import Path
from kyodo_desktop.papers.inspector import Inspector
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.bundle import Binding, Part, bind
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.paths import Paths
figures, settings, out, *files = sys.argv[1:]
inspector = Inspector(Path(settings))
parts = []
for place, file in enumerate(files, 1):
    found = drained(inspector.examine(Path(file).read_bytes()))
    parts.append(Part(Path(file), Path(file).stem, f"資料{place}", facts=found.facts, key=found.sha256))
how = Binding("資料一式", even=True, within=True, contents=0, stamps="every", blank_text="（白紙）")
start = time.process_time()
drained(bind(parts, Path(out), Fonts(Paths.find()), how))
cpu = time.process_time() - start
status = Path("/proc/self/status").read_text(encoding="ascii")
peak = next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))
Path(figures).write_text(json.dumps([cpu, peak]), encoding="utf-8")
"""
REBUILDING = """
import json, sys, time
from dataclasses import replace
from pathlib import Path
from kyodo_desktop import app
from kyodo_desktop.domain.records import AgendaItem
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import packet
from kyodo_desktop.papers.inspector import Inspector
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.bundle import Binding
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, register
figures, place, settings, *files = sys.argv[1:]
store, _ = app.open_register(Path(place))
meeting = meetings.meetings(store, register.committees(store)[0].id)[-1]
inspector = Inspector(Path(settings))
received = []
for number, file in enumerate(files, 21):
    data = Path(file).read_bytes()
    found = drained(inspector.examine(data))
    received.append(packet.Received(f"資料{number}", Path(file).stem, file, data, found))
paths = Paths.find()
fonts = Fonts(paths)
how = Binding("", even=True, within=True, contents=1, stamps="every")

def view():
    made = packet.packet_view(store, meeting.id)
    return replace(made, parts=(*made.parts, *received))

def timed(memory):
    shown = view()
    start = time.process_time()
    drained(packet.build(shown, fonts, paths.papers, how, memory))
    return time.process_time() - start

timed(packet.Memory())  # what is imported and opened once counts for neither
memory = packet.Memory()
whole = timed(memory)
item = store.find(AgendaItem, meeting=meeting.id)[0]
with store.change(msg("議事項目を変更")) as draft:
    draft.save(replace(item, title=item.title + "について"))
again = timed(memory)
Path(figures).write_text(json.dumps([whole, again]), encoding="utf-8")
"""
QPDF_CPU = """
import resource, subprocess, sys
subprocess.run(["qpdf", "--empty", "--pages", *sys.argv[2:], "--", sys.argv[1]], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)
"""
WATCHED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime)
"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Made files, already inspected."""

    files: tuple[str, ...]
    settings: Path
    folder: Path
    inspecting: float

    @property
    def environment(self) -> dict[str, str]:
        return {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder / "config")}


def _cpu(code: str, corpus: Corpus, *arguments: str) -> float:
    environment = {**os.environ, **corpus.environment}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # byte code is kept, as an installed program's is
    done = subprocess.run(
        [sys.executable, "-S", "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _corpus(folder: Path, files: int, pages: int) -> Corpus:
    settings = folder / "config" / "KyodoDesktop"
    inspector = Inspector(settings)
    made: list[str] = []
    kinds = list(KINDS.items())
    spent = 0.0
    try:
        for place in range(files):
            kind, make = kinds[place % len(kinds)]
            data = make(FONTS, pages, f"{kind}{place}")
            path = folder / f"{place:03}-{kind}.pdf"
            path.write_bytes(data)
            start = time.process_time()
            if files == FILES:
                drained(inspect(data))
            spent += time.process_time() - start
            assert drained(inspector.examine(data)).refusal == ""
            made.append(str(path))
    finally:
        inspector.end()
    return Corpus(tuple(made), settings, folder, spent / (files * pages))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    if shutil.which("qpdf") is None:
        pytest.skip("qpdf is not installed")
    return _corpus(tmp_path_factory.mktemp("corpus"), FILES, PAGES)


def _bind(corpus: Corpus) -> tuple[float, float]:
    figures, out = corpus.folder / "figures.json", corpus.folder / "out.pdf"
    command = [sys.executable, "-c", BIND, str(figures), str(corpus.settings), str(out), *corpus.files]
    program(command, corpus.environment)
    cpu, peak = json.loads(figures.read_text(encoding="utf-8"))
    return cpu, peak


def _command(corpus: Corpus) -> float:
    out = str(corpus.folder / "cli.pdf")
    options = ["-o", out, "--number", "--even", "--within", "--contents", "--stamps", "every", "--json"]
    command = [sys.executable, "-m", "kyodo_desktop", "bundle", *corpus.files, *options]
    return _cpu(WATCHED, corpus, *command)


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def test_six_hundred_pages_against_qpdf(corpus: Corpus) -> None:
    out = str(corpus.folder / "qpdf.pdf")
    runs = [
        (_bind(corpus), _command(corpus), _cpu(QPDF_CPU, corpus, out, *corpus.files)) for _ in range(ROUNDS)
    ]
    ours, peak = _median([run[0][0] for run in runs]), max(run[0][1] for run in runs)
    whole, floor = _median([run[1] for run in runs]), _median([run[2] for run in runs])
    size = Path(out).stat().st_size / 1e6
    print(
        f"\nbundle: {FILES * PAGES} pages, {size:.0f} MB; {ours:.3f} s, qpdf {floor:.3f} s:"
        f" ratio {ours / floor:.2f}; the whole command {whole:.3f} s: ratio {whole / floor:.2f};"
        f" peak {peak:.0f} MB; inspection {corpus.inspecting * 1000:.1f} ms a page"
    )
    assert ours <= IN_PROCESS * floor
    assert whole <= WHOLE * floor
    assert peak <= MEMORY


def test_ten_thousand_pages_cost_no_more_each(
    corpus: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> None:
    many = _corpus(tmp_path_factory.mktemp("many"), MANY, MANY_PAGES)
    few = _median([_bind(corpus)[0] for _ in range(3)]) / (FILES * PAGES)
    runs = [_bind(many) for _ in range(3)]
    each, peak = _median([run[0] for run in runs]) / (MANY * MANY_PAGES), max(run[1] for run in runs)
    print(
        f"\nbundle: {MANY * MANY_PAGES} pages; {each * 1e6:.0f} µs a page, {few * 1e6:.0f} µs at"
        f" {FILES * PAGES}: ratio {each / few:.2f}; peak {peak:.0f} MB"
    )
    assert each <= few * 1.05
    assert peak <= MANY_MEMORY


def test_a_rebuild_after_one_changed_line(corpus: Corpus, tmp_path: Path) -> None:
    register = _register(tmp_path)
    figures = tmp_path / "figures.json"
    command = [sys.executable, "-c", REBUILDING, str(figures), str(register), str(corpus.settings)]
    runs: list[list[float]] = []
    for _ in range(3):
        program([*command, *corpus.files], corpus.environment)
        runs.append(json.loads(figures.read_text(encoding="utf-8")))
    whole, again = (_median([run[place] for run in runs]) for place in (0, 1))
    print(f"\nrebuild: {again:.3f} s, whole {whole:.3f} s: ratio {again / whole:.2f}")
    assert again <= REBUILD * whole
