"""Printing through a real print server: what comes out of its printers, and what it was told."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from kyodo_desktop.papers import spool
from kyodo_desktop.papers.leaves import Cutter
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.printjob import PrintJob, PrintRefused
from tests.papers.cups import Cups, served
from tests.papers.test_leaves import A3, A4, document, widths


@pytest.fixture(scope="module")
def server() -> Iterator[Cups]:
    yield from served()


@pytest.fixture
def cups(server: Cups, monkeypatch: pytest.MonkeyPatch) -> Cups:
    """The server as the program finds it."""
    for name, value in server.env.items():
        monkeypatch.setenv(name, value)
    return server


@pytest.fixture(scope="module")
def cutter() -> Iterator[Cutter]:
    made = Cutter()
    yield made
    made.end()


@pytest.fixture
def job(cutter: Cutter) -> PrintJob:
    """Four pages, the third of A3."""
    data = document((A4, "black"), (A4, "black"), (A3, "red"), (A4, "black"))
    leaves = drained(cutter.leaves(data))
    return PrintJob(title="第1回会議資料", data=data, leaves=leaves, pages=(1, 2, 3, 4))


def test_the_whole_document_s_very_bytes_come_out(cups: Cups, cutter: Cutter, job: PrintJob) -> None:
    cups.add("whole")
    sent = drained(spool.send(replace(job, copies=31), "whole", cutter))
    assert sent.printer == "whole"
    assert sent.pages == 4
    (order,) = sent.orders
    assert cups.printed(order) == job.data
    asked = cups.asked(order)
    assert asked["job-name"] == ["第1回会議資料"]
    assert asked["copies"] == [31]
    assert asked["sides"] == ["two-sided-long-edge"]
    assert asked["multiple-document-handling"] == ["separate-documents-collated-copies"]
    assert asked["print-color-mode"] == ["color"]
    assert asked["print-scaling"] == ["none"]
    assert cups.told(order)[0] == "31"
    assert sent.said.japanese() == f"「whole」で4ページを印刷します（受付番号 {order}）。"
    assert spool.Sent("x", 2).said.japanese() == "「x」で2ページを印刷します。"


@pytest.mark.parametrize(
    ("sides", "told"),
    [("one", "one-sided"), ("long", "two-sided-long-edge"), ("short", "two-sided-short-edge")],
)
def test_the_queue_is_told_how_it_prints(
    cups: Cups, cutter: Cutter, job: PrintJob, sides: str, told: str
) -> None:
    cups.add("options")
    other = replace(job, sides=sides, copies=2, collate=False, coloured=False, pages=(1, 2))
    (order,) = drained(spool.send(other, "options", cutter)).orders
    asked = cups.asked(order)
    assert asked["sides"] == [told]
    assert asked["copies"] == [2]
    assert asked["multiple-document-handling"] == ["separate-documents-uncollated-copies"]
    assert asked["print-color-mode"] == ["monochrome"]
    assert asked["media"] == ["A4"]


def test_a_range_s_pages_alone_come_out(cups: Cups, cutter: Cutter, job: PrintJob) -> None:
    cups.add("range")
    sent = drained(spool.send(replace(job, pages=(2, 4)), "range", cutter))
    out = cups.printed(sent.orders[0])
    assert sent.pages == 2
    assert widths(out) == [2, 4]
    assert out == drained(cutter.taken(job.data, (2, 4)))


def test_two_pages_are_printed_on_a_side(cups: Cups, cutter: Cutter, job: PrintJob) -> None:
    cups.add("two")
    sent = drained(spool.send(replace(job, two_up=True, pages=(1, 2, 4)), "two", cutter))
    with pikepdf.open(io.BytesIO(cups.printed(sent.orders[0]))) as pdf:
        assert len(pdf.pages) == 2


def test_folded_pages_go_apart_from_their_tray(cups: Cups, cutter: Cutter, job: PrintJob) -> None:
    cups.add("apart")
    sent = drained(spool.send(replace(job, large="apart", tray="tray-2"), "apart", cutter))
    plain, folded = sent.orders
    assert widths(cups.printed(plain)) == [1, 2, 4]
    assert widths(cups.printed(folded)) == [3]
    assert cups.asked(plain)["media"] == ["A4"]
    assert cups.asked(folded)["media"] == ["A3", "tray-2"]


def test_a_paused_printer_is_told_and_gets_nothing(cups: Cups, cutter: Cutter, job: PrintJob) -> None:
    cups.add("paused")
    assert cups.run("cupsdisable", "paused").returncode == 0
    with pytest.raises(PrintRefused, match="「paused」は、一時停止しています"):
        drained(spool.send(job, "paused", cutter))
    assert cups.waiting() == []


def test_a_queue_that_takes_nothing_is_told(cups: Cups, cutter: Cutter, job: PrintJob) -> None:
    cups.add("full")
    assert cups.run("cupsreject", "full").returncode == 0
    with pytest.raises(PrintRefused, match="印刷を受け付けていません"):
        drained(spool.send(job, "full", cutter))


def test_a_printer_that_was_removed_is_told(cups: Cups, cutter: Cutter, job: PrintJob) -> None:
    cups.add("gone")
    assert "gone" in spool.printers()
    assert cups.run("lpadmin", "-x", "gone").returncode == 0
    assert "gone" not in spool.printers()
    with pytest.raises(PrintRefused, match="「gone」が見つかりません"):
        drained(spool.send(job, "gone", cutter))


def test_one_removed_or_closed_while_it_is_sent_to_is_told(
    cups: Cups, cutter: Cutter, job: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    cups.add("meanwhile")
    work = spool.send(job, "meanwhile", cutter)
    next(work)
    assert cups.run("cupsreject", "meanwhile").returncode == 0
    with pytest.raises(PrintRefused, match="印刷を受け付けていません"):
        drained(work)
    assert cups.run("cupsaccept", "meanwhile").returncode == 0
    work = spool.send(job, "meanwhile", cutter)
    next(work)
    assert cups.run("lpadmin", "-x", "meanwhile").returncode == 0
    with pytest.raises(PrintRefused, match="見つかりません"):
        drained(work)


def test_cancelling_takes_back_what_was_sent(cups: Cups, cutter: Cutter, job: PrintJob) -> None:
    cups.add("slow")
    work = spool.send(replace(job, large="apart"), "slow", cutter)
    seen = [next(work).label.japanese()]
    while seen.count("プリンター「slow」に送っています") < 1:
        seen.append(next(work).label.japanese())
    assert cups.run("cupsdisable", "slow").returncode == 0  # so that the order waits
    while seen.count("プリンター「slow」に送っています") < 2:
        seen.append(next(work).label.japanese())
    (waiting,) = cups.waiting()
    work.close()
    assert cups.waiting() == []
    assert not spool.cancel(waiting)


def test_an_order_that_waits_is_cancelled_by_its_number(cups: Cups, cutter: Cutter, job: PrintJob) -> None:
    cups.add("held")
    work = spool.send(job, "held", cutter)
    next(work)
    assert cups.run("cupsdisable", "held").returncode == 0
    (order,) = drained(work).orders
    assert cups.waiting() == [order]
    assert spool.cancel(order)
    assert cups.waiting() == []


def test_a_server_that_is_not_there_is_told(
    cutter: Cutter, job: PrintJob, monkeypatch: pytest.MonkeyPatch, cups: Cups
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(cups.folder / "nobody"))
    assert spool.printers() == ()
    with pytest.raises(PrintRefused, match="動いていません"):
        drained(spool.send(job, "any", cutter))


def test_a_system_without_cups_is_told(
    cutter: Cutter, job: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert not spool.available()
    assert spool.printers() == ()
    with pytest.raises(PrintRefused, match="入っていません"):
        drained(spool.send(job, "any", cutter))


def test_no_printer_chosen_is_told(cups: Cups, cutter: Cutter, job: PrintJob) -> None:
    with pytest.raises(PrintRefused, match="プリンターが選ばれていません"):
        drained(spool.send(job, "", cutter))


def test_what_cups_says_otherwise_is_passed_on(
    cups: Cups, cutter: Cutter, job: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    cups.add("strange")
    asked = subprocess.run

    def refusing(told: list[str], **how: object) -> subprocess.CompletedProcess[bytes]:
        if told[0] != "lp":
            return asked(told, **how)
        return subprocess.CompletedProcess(told, 1, b"", b"lp: quota exceeded\n")

    monkeypatch.setattr(spool.subprocess, "run", refusing)
    with pytest.raises(PrintRefused, match="lp: quota exceeded"):
        drained(spool.send(job, "strange", cutter))


def test_a_hanging_server_is_told(
    cups: Cups, cutter: Cutter, job: PrintJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hanging(told: list[str], **how: object) -> None:
        raise subprocess.TimeoutExpired(told, 1)

    monkeypatch.setattr(spool.subprocess, "run", hanging)
    with pytest.raises(PrintRefused, match="応答しません"):
        drained(spool.send(job, "any", cutter))


def test_a_frozen_program_s_libraries_are_kept_from_cups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/frozen")
    assert spool.environment()["LD_LIBRARY_PATH"] == "/frozen", "nothing is frozen: it is the user's own"
    monkeypatch.setattr(spool.sys, "frozen", True, raising=False)
    assert "LD_LIBRARY_PATH" not in spool.environment()
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/theirs")
    assert spool.environment()["LD_LIBRARY_PATH"] == "/theirs"
    assert spool.environment()["LC_ALL"] == "C.UTF-8"
