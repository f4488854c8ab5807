"""The command `public`: a meeting's papers for the city's site, one PDF each, with a list of them."""

from __future__ import annotations

import datetime as dt
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kyodo_desktop import app
from kyodo_desktop.bundling import meeting_of, watched
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.i18n import _
from kyodo_desktop.papers.binder import Binder
from kyodo_desktop.papers.leaks import secrets
from kyodo_desktop.papers.packet import packet_view
from kyodo_desktop.papers.publicedition import PublicEdition, listing
from kyodo_desktop.papers.publicwriting import others, publish, require_folder, told
from kyodo_desktop.paths import Paths

Say = Callable[[str], None]


def run(options: Any, paths: Paths, today: dt.date | None, say: Say) -> int:
    """Make the public edition of a register's meeting; returns the exit code. Raises KyodoError."""
    try:
        made = _made(options, paths, today)
    except KyodoError as error:
        if options.json:
            say(json.dumps({"error": error.plain()}, ensure_ascii=False))
        raise
    left = others(options.output, made.papers)
    if options.json:
        say(json.dumps(_as_json(made, options.output, left), ensure_ascii=False))
        return 0
    for one in made.papers:
        for note in one.notes:
            say(note.text())
    for one in made.withheld:
        label = f"{one.number}\u3000{one.title}" if one.number else one.title
        say(_("「{title}」は公開版に入れていません：{why}").format(title=label, why=one.why.text()))
    say(listing(made.papers).rstrip())
    say(_("{folder}に{count}件を書き出しました。").format(folder=options.output, count=len(made.papers)))
    if (warning := told(left)) is not None:
        say(warning.text())
    return 0


def _made(options: Namespace, paths: Paths, today: dt.date | None) -> PublicEdition:
    require_folder(options.output)
    store, _reason = app.open_register(options.file)
    binder = Binder(paths)
    try:
        sample = next((one.sample_today for one in store.find(Committee) if one.sample_today), None)
        meeting = meeting_of(store, options.meeting, today or sample or app.now().date())
        view = packet_view(store, meeting)
        made = watched(binder.public(view, secrets(store)), sys.stderr.isatty())
    finally:
        binder.end()
        store.close()
    publish(options.output, made.papers)
    return made


def _as_json(made: PublicEdition, folder: Path, left: Sequence[str]) -> dict[str, object]:
    papers = [
        {
            "number": one.number,
            "title": one.title,
            "file": str(folder / one.name),
            "pages": one.pages,
            "bytes": len(one.data),
            "kilobytes": one.kilobytes,
            "notes": [note.text() for note in one.notes],
        }
        for one in made.papers
    ]
    withheld = [{"number": one.number, "title": one.title, "why": one.why.text()} for one in made.withheld]
    return {"output": str(folder), "papers": papers, "withheld": withheld, "others": list(left)}
