"""The program tries itself: every paper, the packet, the workbook, every screen, and a register's keeping.

Run by `kyodo-desktop --self-test`, in the source tree, an installed wheel and the frozen folder alike.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeAlias

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers import PAPERS, packet, saving, wordfile, wordkeep, workbook
from kyodo_desktop.papers.paper import AnyPaper, Occasion, of_meeting, render
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.roster import RosterPaper
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, sample
from kyodo_desktop.storage import Store, create, open_store

Say: TypeAlias = Callable[[str], None]
Step: TypeAlias = tuple[Message, Callable[[], object]]

TODAY: Final = dt.date(2025, 11, 1)
_WHO: Final = "self-test"


def run(paths: Paths, say: Say) -> int:
    """Try everything in a folder of its own, say how each went, and return 0 where all went well."""
    with tempfile.TemporaryDirectory(prefix="kyodo-selftest-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        bench = _Bench(replace(paths, settings=folder / "settings"), folder)
        try:
            failed = sum(not _tried(step, say) for step in bench.steps())
        finally:
            bench.store.close()
    done = msg("自己診断を終えました。すべて正常です。")
    say((msg("自己診断で{failed}件の異常がありました。", failed=failed) if failed else done).text())
    return 1 if failed else 0


def _tried(step: Step, say: Say) -> bool:
    what, do = step
    try:
        do()
    except KyodoError as error:
        say(msg("異常　{what}：{why}", what=what, why=str(error).replace("\n", " ")).text())
        return False
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        why = f"{type(error).__name__}: {error} ({Path(place.filename).name}:{place.lineno})"
        say(msg("異常　{what}：{why}", what=what, why=why).text())
        return False
    say(msg("正常　{what}", what=what).text())
    return True


class _Bench:
    """A register with the sample in it, and what is tried on it."""

    def __init__(self, paths: Paths, folder: Path) -> None:
        self.paths = paths
        self.file = folder / "self-test.kyodo"
        self.store: Store = create(self.file, who=_WHO, now=_now)
        self.fonts = Fonts(paths)

    def steps(self) -> Iterator[Step]:
        """What is tried, in its order."""
        yield msg("見本の委員会"), lambda: sample.plant(self.store, self.paths.sample)
        for paper in PAPERS:
            yield msg("様式「{title}」", title=Message(paper.title)), lambda one=paper: self.paper(one)
        yield msg("会議資料一式"), self.packet
        yield msg("名簿のExcelファイル"), self.workbook
        yield msg("台帳の点検"), self.sound
        yield msg("控えの作成"), self.backup
        yield msg("台帳の開き直し"), self.reopen
        yield from _Screens(self).steps()

    def occasion(self, key: str = "") -> Occasion:
        """The sample's meeting, with a material of it: one printed by the paper `key` where there is one."""
        (meeting,) = self.store.find(Meeting)
        lines = [line.material for line in meetings.materials(self.store, meeting.id)]
        apart = next((one for one in lines if one.handed_apart), lines[0])
        chosen = next((one for one in lines if one.paper == key), apart)
        return of_meeting(self.store, meeting.id, chosen.id)

    def paper(self, paper: AnyPaper) -> None:
        """Compose a paper and draw it; where it is made for Word, write that too."""
        view = paper.compose(self.store, self.occasion(paper.key))
        _require_pdf(drained(render(paper, view, self.fonts, self.paths.papers)))
        if saving.has_word(paper):
            made = wordfile.build(paper, view, self.fonts, self.paths.papers)
            _require(wordkeep.judged(made) == "ours")

    def packet(self) -> None:
        """Bind the whole packet."""
        (meeting,) = self.store.find(Meeting)
        view = packet.packet_view(self.store, meeting.id)
        _require_pdf(drained(packet.build(view, self.fonts, self.paths.papers)))

    def workbook(self) -> None:
        """Write the roster for Excel."""
        _require(workbook.roster(RosterPaper().compose(self.store, self.occasion())).startswith(b"PK"))

    def sound(self) -> None:
        """Replay the journal and compare."""
        _require(not self.store.verify())

    def backup(self) -> None:
        """Back the register up and open the copy."""
        copy = self.store.backup()
        _require(copy is not None)
        if copy is not None:
            open_store(copy, who=_WHO, now=_now, read_only=True).close()

    def reopen(self) -> None:
        """Close the register and open it again."""
        self.store.close()
        self.store = open_store(self.file, who=_WHO, now=_now)
        _require(len(self.store.find(Meeting)) == 1)


class _Screens:
    """The window on the sample, opened where nobody sees it."""

    def __init__(self, bench: _Bench) -> None:
        self.bench = bench

    def steps(self) -> Iterator[Step]:
        """The window, each of its screens, and its closing."""
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from kyodo_desktop.ui.screens import SCREENS

        yield msg("画面"), self.open
        for entry in SCREENS:
            yield msg("画面「{title}」", title=Message(entry.title)), lambda key=entry.key: self.show(key)
        yield msg("画面を閉じる"), self.close

    def open(self) -> None:
        """Open the window."""
        from kyodo_desktop.ui import systemlibs

        systemlibs.require()
        from PySide6.QtWidgets import QApplication

        from kyodo_desktop.ui.application import Program
        from kyodo_desktop.ui.desk import Desk

        found = QApplication.instance()
        self.app = found if isinstance(found, QApplication) else QApplication(["kyodo-desktop"])
        program = Program(self.app, self.bench.paths)
        self.window = program.show(Desk(self.bench.store, self.bench.paths, TODAY))
        self.app.processEvents()

    def show(self, key: str) -> None:
        """Go to a screen and let it draw itself."""
        with _slots_told():
            self.window.go(key)
            self.app.processEvents()
        _require(not self.window.page(key).grab().isNull())

    def close(self) -> None:
        """Close the window, whatever a screen is still at; the desk closes the register with it."""
        from kyodo_desktop.ui import task

        self.window.close()
        task.stop_all()
        self.app.processEvents()


@contextmanager
def _slots_told() -> Iterator[None]:
    """Raise here what was raised in a slot: Qt hands it to the hook and goes on."""
    caught: list[BaseException] = []
    before, sys.excepthook = sys.excepthook, lambda _kind, error, _trail: caught.append(error)
    try:
        yield
    finally:
        sys.excepthook = before
    if caught:
        raise caught[0]


def _require_pdf(data: bytes) -> None:
    _require(data.startswith(b"%PDF-") and len(data) > 1000)


def _require(held: bool) -> None:
    if not held:
        raise AssertionError("not as it should be")


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
