"""The command line. Without arguments it opens the window."""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, TextIO

from kyodo_desktop import i18n
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import _
from kyodo_desktop.paths import Paths

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date

SUFFIX: Final = ".kyodo"


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the command line and return its exit code; the README lists them."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _help_if_asked(words)
    try:
        return _main(words)
    finally:
        for stream in (sys.stdout, sys.stderr):  # what is left to say fails here, not at the exit
            _put("", stream)


def _main(words: list[str]) -> int:
    gc.disable()  # what starting makes stays; the window sets the collector going once it stands
    _speak_utf8()
    paths = Paths.find()
    i18n.use(_language(words), paths.locale)
    try:
        return _carry_out(_asked(words), paths)
    except KyodoError as error:
        _tell(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _own_mistake(error, paths)


def _help_if_asked(words: Sequence[str]) -> None:
    """The frozen program is its own Python: started by itself for part of its work, it does that and ends."""
    if getattr(sys, "frozen", False) and ("--multiprocessing-fork" in words or "-c" in words):
        import multiprocessing

        multiprocessing.freeze_support()


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _language(words: Sequence[str]) -> str:
    """The language asked for: needed before the parser, whose own words it decides."""
    for word, following in zip(words, [*words, ""][1:], strict=True):
        chosen = word.partition("=")[2] if word.startswith("--language=") else following
        if word.startswith("--language") and chosen in i18n.LANGUAGES:
            return chosen
    return "ja"


def _asked(words: list[str]) -> Namespace | SimpleNamespace:
    """What the words ask for; a window, on a file or not, needs no parser and is there sooner without."""
    if not words:
        return SimpleNamespace(command=None, self_test=False)
    if len(words) == 1 and words[0].endswith(SUFFIX) and not words[0].startswith("-"):
        return SimpleNamespace(command="open", file=Path(words[0]), self_test=False)
    from kyodo_desktop import commandline

    return commandline.parse(words)


def _carry_out(options: Namespace | SimpleNamespace, paths: Paths) -> int:
    asked = getattr(options, "today", None)
    today = None if asked is None else _day(asked)
    if options.self_test:
        from kyodo_desktop import selftest

        return selftest.run(paths, _say)
    if options.command == "demo":
        from kyodo_desktop import demo

        return demo.run(paths, options.out, today, window=not options.no_window, say=_say)
    if options.command == "paper":
        return _print_paper(options, paths, today)
    if options.command == "check":
        from kyodo_desktop import check

        return check.run(paths, options.file, today, as_json=options.json, say=_say)
    if options.command == "import":
        from kyodo_desktop import tableimport

        return tableimport.run(options, paths, today, _say)
    if options.command == "public":
        from kyodo_desktop import publicing

        return publicing.run(options, paths, today, _say)
    if options.command in ("export", "rebuild", "move"):
        from kyodo_desktop import wholeregister

        return wholeregister.run(options, _say)
    if options.command == "retention":
        from kyodo_desktop import retaining

        return retaining.run(options, today, _say)
    if options.command in ("bundle", "packet"):
        return _bind(options, paths, today)
    from kyodo_desktop import app

    file = options.file if options.command == "open" else None
    return app.run(paths, file, today, getattr(options, "language", None))


def _print_paper(options: Any, paths: Paths, today: date | None) -> int:
    from kyodo_desktop import onepaper

    made = (options.name, options.db, options.out, today)
    table = onepaper.Asked(options.internal, options.personal)
    day = None if options.day is None else _day(options.day)
    wanted = onepaper.Wanted(options.consultation, tuple(options.member), day, options.start)
    which = {"meeting": options.meeting, "material": options.material, "table": table, "wanted": wanted}
    return onepaper.run(paths, *made, **which, say=_say)


def _day(said: str) -> date:
    from kyodo_desktop.domain import wareki

    return wareki.parse(said)


def _bind(options: Any, paths: Paths, today: date | None) -> int:
    from kyodo_desktop import bundling

    atexit.register(gc.freeze)  # what is there goes with the process: nobody need look through it for cycles
    if options.command == "bundle":
        return bundling.bundle(options, paths, _say)
    if options.issue or options.edition is not None or options.changed_since is not None:
        from kyodo_desktop import editioning

        return editioning.packet(options, paths, today, _say)
    return bundling.packet(options, paths, today, _say)


def _tell(error: KyodoError) -> None:
    from kyodo_desktop.domain.checks import shown

    said = f"{error.what.text()}\n  {error.why.text()}\n  {error.remedy.text()}\n"
    _put(shown(said), sys.stderr)


def _say(sentence: str) -> None:
    _put(f"{sentence}\n", sys.stdout)


def _put(words: str, stream: TextIO | None) -> None:
    """Write to a stream; one that takes nothing (a full disk, a reader gone) doesn't stop the work."""
    if stream is None:
        return
    try:
        print(words, end="", file=stream, flush=True)
    except (OSError, ValueError):
        with suppress(OSError, ValueError):  # else what is still in the stream would fail again at the exit
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _own_mistake(error: Exception, paths: Paths) -> int:
    """Our mistake, not the clerk's: told without a traceback, which goes to the log."""
    from kyodo_desktop import faults

    log = faults.note(error, paths)
    _put(_("予期しない誤りが起きました。データは保存済みの状態のままです。") + "\n", sys.stderr)
    if log is not None:
        _put(_("詳しい記録：{log}").format(log=log) + "\n", sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
