"""The commands `export`, `rebuild` and `move`: a whole register as open files, or elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from kyodo_desktop import app
from kyodo_desktop.domain.errors import KyodoError, UsageError
from kyodo_desktop.domain.records import Person
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.services import disclosing
from kyodo_desktop.services.describing import described
from kyodo_desktop.storage import Store, open_store, openfiles
from kyodo_desktop.storage.engine import unsecret
from kyodo_desktop.storage.openfiles import Written

Say = Callable[[str], None]
NOTES: Final = "説明.txt"


def run(options: Any, say: Say) -> int:
    """Carry out one of the three commands; returns the exit code. Raises KyodoError."""
    try:
        written = _COMMANDS[options.command](options, say)
    except KyodoError as error:
        if options.json:
            say(json.dumps({"error": error.plain()}, ensure_ascii=False))
        raise
    where = str(options.output) if isinstance(options.output, Path) else unsecret(options.output)
    if options.json:
        said = {"output": where, "rows": written.rows, "files": written.files}
        say(json.dumps(said, ensure_ascii=False))
        return 0
    count = msg("{rows}行と添付ファイル{files}件", rows=written.rows, files=written.files)
    say(Message(_DONE[options.command], (("where", where), ("count", count))).text())
    return 0


def _export(options: Any, _say: Say) -> Written:
    source = options.source
    store = app.open_register(source)[0] if isinstance(source, Path) else _opened(source)
    try:
        if not store.read_only:  # of a copy or a damaged file everything must be had all the same
            disclosing.give_out(store, msg("台帳の全部"), len(store.find(Person)))
        return store.export(options.output, {NOTES: described()})
    finally:
        store.close()


def _rebuild(options: Any, _say: Say) -> Written:
    return openfiles.rebuild(options.source, options.output)


def _move(options: Any, say: Say) -> Written:
    if isinstance(options.source, Path) and isinstance(options.output, Path):
        raise UsageError(
            msg("台帳を移せません"),
            msg("どちらもファイルです。ファイルからサーバーへ、またはサーバーからファイルへ移せます。"),
            msg("ファイルの写しを作るときは、協働デスクを閉じてから、ファイルをコピーしてください。"),
        )
    store = _opened(options.source)

    def told(table: Message) -> None:
        if not options.json:
            say(table.text())

    try:
        return store.move(options.output, told)
    finally:
        store.close()


def _opened(location: Path | str) -> Store:
    """The register, held so that nobody writes to a file that is being read whole."""
    return open_store(location, who=app.clerk(), now=app.now)


_COMMANDS: Final = {"export": _export, "rebuild": _rebuild, "move": _move}
_DONE: Final = {
    "export": mark(
        "{where}に{count}を書き出しました。個人情報を含みます。台帳と同じように管理してください。"
    ),
    "rebuild": mark("{where}に台帳を作成しました（{count}）。"),
    "move": mark("{where}に台帳を移しました（{count}）。どの行も元と同じです。元の台帳は残っています。"),
}
