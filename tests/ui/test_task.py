"""Long work in a thread of its own: progress, a result, an error, or a cancel that closes the generator."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Generator

import pytest
from pytestqt.qtbot import QtBot

from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.ui import task
from kyodo_desktop.ui.task import Task


class Work:
    """Counts to `total`, and notes when it was closed."""

    def __init__(self, total: int = 3, fails: bool = False) -> None:
        self.total = total
        self.fails = fails
        self.closed = threading.Event()
        self.thread: int | None = None

    def steps(self) -> Generator[Progress, None, str]:
        self.thread = threading.get_ident()
        try:
            for done in range(self.total):
                time.sleep(0.01)
                yield Progress(done + 1, self.total, msg("{done}ページ目", done=done))
            if self.fails:
                raise ValueError("no")
            return "done"
        finally:
            self.closed.set()


def test_it_works_elsewhere_and_brings_its_result_home(qtbot: QtBot) -> None:
    work, seen, homes = Work(), [], []
    job: Task[str] = Task(work.steps)
    job.progressed.connect(lambda progress: seen.append(progress.done))
    job.progressed.connect(lambda _progress: homes.append(threading.get_ident()))
    with qtbot.waitSignal(job.finished, timeout=5000) as found:
        job.start()
        assert task.running() == 1
    assert found.args == ["done"]
    assert seen == [1, 2, 3]
    assert work.thread != threading.get_ident()
    assert set(homes) == {threading.get_ident()}
    assert task.running() == 0


def test_an_error_is_brought_home_too(qtbot: QtBot) -> None:
    job: Task[str] = Task(Work(fails=True).steps)
    with qtbot.waitSignal(job.failed, timeout=5000) as found:
        job.start()
    assert isinstance(found.args[0], ValueError)


def test_cancelling_closes_the_generator_within_half_a_second(qtbot: QtBot) -> None:
    work = Work(total=100_000)
    job: Task[str] = Task(work.steps)
    with qtbot.waitSignal(job.progressed, timeout=5000):
        job.start()
    with qtbot.waitSignal(job.cancelled, timeout=500):
        job.cancel()
    assert work.closed.is_set()


@pytest.mark.parametrize("total", [0, 100_000])
def test_nothing_is_left_running_at_the_end(qtbot: QtBot, total: int) -> None:
    work = Work(total=total)
    Task(work.steps).start()
    task.stop_all()
    assert task.running() == 0
    qtbot.wait(20)


def test_the_collector_stays_off_other_threads(qtbot: QtBot) -> None:
    job: Task[str] = Task(Work().steps)
    assert gc.isenabled()
    with qtbot.waitSignal(job.finished, timeout=5000):
        job.start()
        assert not gc.isenabled()
    assert gc.isenabled()
