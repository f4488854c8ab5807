"""Giving a PDF's bytes to a print queue of CUPS, by its own programs: lp, lpstat, cancel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.leaves import Cutter
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.printjob import Order, PrintJob, PrintRefused, orders

_SECONDS: Final = 120.0
_SIDES: Final = {"one": "one-sided", "long": "two-sided-long-edge", "short": "two-sided-short-edge"}
_COLLATED: Final = "separate-documents-collated-copies"
_UNCOLLATED: Final = "separate-documents-uncollated-copies"


@dataclass(frozen=True, slots=True)
class Sent:
    """What a printer was given: how many pages, and the numbers of the queue's orders, if it told any."""

    printer: str
    pages: int
    orders: tuple[str, ...] = ()

    @property
    def said(self) -> Message:
        """What the clerk is told of it."""
        words = {"printer": self.printer, "pages": self.pages}
        if not self.orders:
            return msg("「{printer}」で{pages}ページを印刷します。", **words)
        return msg(
            "「{printer}」で{pages}ページを印刷します（受付番号 {orders}）。", **words, orders=self.orders
        )


def available() -> bool:
    """Whether this system prints through CUPS."""
    return os.name == "posix" and shutil.which("lp") is not None


def printers() -> tuple[str, ...]:
    """The names of the queues, in the system's order; none where it doesn't answer."""
    if not available():
        return ()
    done = _asked(["lpstat", "-e"])
    return tuple(done.stdout.split()) if done.returncode == 0 else ()


def send(job: PrintJob, printer: str, cutter: Cutter) -> Generator[Progress, None, Sent]:
    """Put a job in the queue called `printer`: a whole document's very bytes, else a PDF of its pages.

    Closing it takes back what was put there. Raises PrintRefused, and OutputFailed where the pages can't be
    taken out.
    """
    require(printer)
    known, total = orders(job), len(orders(job)) + 1
    sent: list[str] = []
    try:
        for place, order in enumerate(known, 1):
            data = job.data
            if not job.whole or len(order.pages) < len(job.pages):
                data = yield from cutter.taken(job.data, order.pages, two_up=job.two_up)
            yield Progress(place, total, msg("プリンター「{printer}」に送っています", printer=printer))
            sent.append(_submitted(printer, arguments(job, order, printer), data))
        yield Progress(total, total, msg("プリンター「{printer}」に送りました", printer=printer))
    except BaseException:
        for one in sent:
            cancel(one)
        raise
    return Sent(printer, len(job.pages), tuple(sent))


def cancel(order: str) -> bool:
    """Take an order out of its queue; whether it was still there."""
    return _asked(["cancel", order]).returncode == 0


def require(printer: str) -> None:
    """See that a queue is there, takes orders and isn't paused. Raises PrintRefused."""
    if not available():
        raise _refused(
            msg("印刷のしくみ（CUPS）が、このパソコンに入っていません。"),
            msg("PDFを保存して、印刷できるパソコンで開くか、cups-clientを入れてください。"),
        )
    if not printer:
        raise _refused(msg("プリンターが選ばれていません。"), _CHOOSE)
    if "not running" in _asked(["lpstat", "-r"]).stdout:
        raise _refused(msg("印刷のしくみ（CUPS）が動いていません。"), _CHECK)
    takes = _asked(["lpstat", "-a", printer])
    if takes.returncode != 0:
        raise _reason(takes.stderr, printer)
    if "not accepting" in takes.stdout:
        raise _closed(printer)
    if re.search(r"\bdisabled\b", _asked(["lpstat", "-p", printer]).stdout):
        raise _refused(
            msg("プリンター「{printer}」は、一時停止しています。", printer=printer),
            msg("プリンターを再開してから、もう一度印刷するか、ほかのプリンターを選んでください。"),
        )


def arguments(job: PrintJob, order: Order, printer: str) -> list[str]:
    """What lp is told of one order of a job."""
    options = [
        f"sides={_SIDES[job.sides]}",
        f"collate={'true' if job.collate else 'false'}",
        f"multiple-document-handling={_COLLATED if job.collate else _UNCOLLATED}",
        f"print-scaling={'fit' if order.fit else 'none'}",
        f"print-color-mode={'color' if job.coloured else 'monochrome'}",
    ]
    if order.paper:
        options.append(f"media={','.join(filter(None, (order.paper, order.tray)))}")
    told = ["lp", "-d", printer, "-n", str(job.copies), "-t", job.title]
    for option in options:
        told += ["-o", option]
    return told


def environment() -> dict[str, str]:
    """What CUPS's programs run in: in English, with the system's own libraries, not the frozen program's."""
    found = {**os.environ, "LC_ALL": "C.UTF-8"}
    before = found.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        found["LD_LIBRARY_PATH"] = before
    elif getattr(sys, "frozen", False):
        found.pop("LD_LIBRARY_PATH", None)
    return found


def _submitted(printer: str, told: Sequence[str], data: bytes) -> str:
    """The number under which the queue took the order."""
    done = _asked(told, data)
    number = re.search(rf"(?<!\S){re.escape(printer.partition('/')[0])}-\d+(?!\S)", done.stdout)
    if done.returncode != 0 or number is None:
        raise _reason(done.stderr, printer)
    return number[0]


def _asked(told: Sequence[str], data: bytes | None = None) -> subprocess.CompletedProcess[str]:
    """A program of CUPS, in its own English, and what it answered."""
    try:
        done = subprocess.run(
            list(told),
            input=data or b"",
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env=environment(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _refused(msg("印刷のしくみ（CUPS）が応答しません。"), _CHECK) from error
    return subprocess.CompletedProcess(
        done.args,
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        done.stderr.decode("utf-8", "replace"),
    )


_CHOOSE: Final = msg("一覧からプリンターを選んでください。")
_CHECK: Final = msg("プリンターの状態を確かめるか、PDFを保存して印刷してください。")


def _reason(said: str, printer: str) -> PrintRefused:
    """What CUPS said, for the clerk."""
    lower = said.lower()
    if "not accepting" in lower:
        return _closed(printer)
    if any(
        words in lower
        for words in ("does not exist", "invalid destination", "unknown destination", "not found")
    ):
        return _refused(
            msg(
                "プリンター「{printer}」が見つかりません。取り外されたか、名前が変わりました。",
                printer=printer,
            ),
            _CHOOSE,
        )
    if any(
        words in lower for words in ("unable to connect", "scheduler is not running", "bad file descriptor")
    ):
        return _refused(msg("印刷のしくみ（CUPS）が動いていません。"), _CHECK)
    return _refused(
        msg("プリンター「{printer}」が受け付けません（{said}）。", printer=printer, said=said.strip()[:200]),
        _CHECK,
    )


def _closed(printer: str) -> PrintRefused:
    return _refused(
        msg("プリンター「{printer}」は、印刷を受け付けていません。", printer=printer),
        msg("受付を再開してから、もう一度印刷するか、ほかのプリンターを選んでください。"),
    )


def _refused(why: Message, remedy: Message) -> PrintRefused:
    return PrintRefused(msg("印刷できません"), why, remedy)
