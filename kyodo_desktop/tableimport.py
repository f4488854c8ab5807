"""The command `import`: a received table into a register, or what it would change."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

from kyodo_desktop import app, onepaper
from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.checks import shown
from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.grid import Grid
from kyodo_desktop.i18n import _, msg
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.tablefile import open_table
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import importing, register
from kyodo_desktop.services.importing import Chosen, Dated, Like, Line, LineKind, Plan, Preview, Purpose
from kyodo_desktop.storage import Store, open_store

Say = Callable[[str], None]


def run(options: Any, paths: Paths, today: dt.date | None, say: Say) -> int:
    """Take a table in, or only tell what it would change; return 0.

    Raises `TableRefused`, `NotFound`, what opening a register raises, and `InvalidRecord` where a decision is
    lacking (訂正 or 異動) or nothing can be taken in.
    """
    grid = drained(open_table(options.file))
    words = importing.vocabulary(paths.importing)
    store = open_store(options.db, who=app.clerk(), now=app.now, read_only=options.preview)
    try:
        day, plan, owner = _asked(store, grid, options, today, words)
        made = importing.preview(store, grid, plan, owner, day, words)
        taken = None if options.preview else _apply(store, made, _chosen(options))
    finally:
        store.close()
    if options.json:
        say(json.dumps(_plain(grid, made), ensure_ascii=False, indent=2))
    else:
        say(shown("\n".join(_told(grid, made, taken))))
    return 0


def _asked(
    store: Store, grid: Grid, options: Any, today: dt.date | None, words: importing.Vocabulary
) -> tuple[dt.date, Plan, str]:
    """The day to compare by, how the table is read, and the term or the meeting it is for."""
    committee = next(iter(register.committees(store)), None)
    if committee is None:
        raise NotFound(
            msg("取り込めません"),
            msg("台帳に委員会がありません。"),
            msg("画面で開いて、委員会を登録してください。"),
        )
    day = today or committee.sample_today or app.now().date()
    wanted = Purpose(options.purpose) if options.purpose else None
    purpose = wanted or importing.purpose_of(grid, words, options.sheet)
    plan = importing.plan_for(store, grid, purpose, committee.id, words, options.sheet)
    meeting = None
    if purpose is Purpose.REPLIES or options.meeting is not None:  # one that isn't there is never passed over
        what = msg("「{file}」を取り込めません", file=grid.name)
        remedy = msg("画面で開いて登録してください。")
        meeting = onepaper.upcoming(store, day, options.meeting, remedy, what)
    if meeting is None or purpose is Purpose.ROSTER:
        return (
            day,
            importing.accepting(plan, options.accept),
            register.require_term(store, committee.id, day).id,
        )
    return day, importing.accepting(plan, options.accept), meeting.id


def _chosen(options: Any) -> Chosen:
    on = None if options.on is None else wareki.parse(options.on)
    dated = None if options.dated is None else Dated(options.dated)
    return Chosen(likes=Like(options.like), dated=dated, on=on)


def _apply(store: Store, made: Preview, chosen: Chosen) -> int:
    """Take in what can be, in one act; returns how many rows that is."""
    taken = sum(chosen.takes(line) for line in made.lines)
    if not taken and made.lines:
        return 0  # all of it is there already, or can't be taken in: the lines tell
    act = importing.apply_roster if made.plan.purpose is Purpose.ROSTER else importing.apply_replies
    act(store, made, chosen)
    return taken


# --- what is told


def _told(grid: Grid, made: Preview, taken: int | None) -> Iterator[str]:
    """What the table is to the register; `taken` rows were taken in, None where it was only looked at."""
    heading = _("{purpose}として読みました：{file}　{sheet}")
    names = {"file": grid.name, "sheet": made.plan.sheet}
    yield heading.format(purpose=_(made.plan.purpose.label), **names).rstrip()
    counts = "　".join(f"{_(kind.label)} {made.count(kind)}" for kind in LineKind)
    yield counts
    for line in made.lines:
        if line.kind is not LineKind.SAME:
            yield from _told_line(line)
    for one in made.untaken:
        words = _("取り込まない列：{column}列「{heading}」（{cells}件）")
        yield words.format(column=_letters(one.column), heading=one.heading, cells=one.cells)
    for note in made.notes:
        yield note.text()
    yield _outcome(made, taken)


def _outcome(made: Preview, taken: int | None) -> str:
    """The last line: what was done, and how many rows still wait for the clerk."""
    if taken is None:
        return _("確認だけで、台帳は変えていません。")
    left = len(made.lines) - made.count(LineKind.SAME) - made.count(LineKind.SKIPPED) - taken
    if not left:
        return _("取り込みました。") if taken else _("すべて登録済みで、台帳は変えていません。")
    if not taken:
        return _("取り込んだ行はなく、台帳は変えていません（{left}件）。").format(left=left)
    return _("{taken}件を取り込みました。{left}件は取り込んでいません。").format(taken=taken, left=left)


def _told_line(line: Line) -> Iterator[str]:
    like = _("（台帳の「{name}」に似ています）").format(name=line.like) if line.like else ""
    like += f" {line.why.text()}" if line.why else ""
    head = _("{row}行目").format(row=line.row)
    yield f"{head} [{_(line.kind.label)}] {line.name}{like}"
    for one in line.differences:
        yield f"    {_(one.label)}：{one.before or '―'} → {one.after or '―'}"
    for fault in line.faults:
        yield f"    {_letters(fault.column)} {fault.written} … {fault.why.text()}".replace("  ", " ")
    for proposal in line.proposals:
        verb = "→" if proposal.accepted else "?→"
        words = _(importing.PROPOSALS[proposal.kind])
        yield f"    {words}：{proposal.written} {verb} {proposal.proposed}"
    for note in line.notes:
        yield f"    {note.text()}"


def _letters(column: int) -> str:
    """A column as Excel calls it; "" for none."""
    letters, at = "", column + 1
    while at > 0:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _plain(grid: Grid, made: Preview) -> dict[str, object]:
    return {
        "file": grid.name,
        "sheet": made.plan.sheet,
        "purpose": made.plan.purpose.value,
        "header": [made.plan.header + 1, made.plan.depth],
        "columns": list(made.plan.columns),
        "remembered": made.plan.remembered,
        "counts": {kind.value: made.count(kind) for kind in LineKind},
        "lines": [_plain_line(line) for line in made.lines],
        "untaken": [
            {"column": _letters(one.column), "heading": one.heading, "cells": one.cells}
            for one in made.untaken
        ],
        "above": list(made.above),
        "blank": made.blank,
        "notes": [note.text() for note in made.notes],
    }


def _plain_line(line: Line) -> dict[str, object]:
    return {
        "row": line.row,
        "kind": line.kind.value,
        "name": line.name,
        "like": line.like,
        "why": line.why.text() if line.why else "",
        "differences": [
            {"field": one.key, "before": one.before, "after": one.after} for one in line.differences
        ],
        "faults": [
            {"column": _letters(one.column), "written": one.written, "why": one.why.text()}
            for one in line.faults
        ],
        "proposals": [
            {"kind": one.kind, "written": one.written, "proposed": one.proposed, "accepted": one.accepted}
            for one in line.proposals
        ],
        "notes": [note.text() for note in line.notes],
    }
