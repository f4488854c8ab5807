"""The checklist of a meeting, T-60 … T+60: what is to be done by when, and what has been ticked off."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from kyodo_desktop.domain import workdays
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import Meeting, PreparationStep
from kyodo_desktop.domain.workdays import Closed
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services import tomlfile
from kyodo_desktop.services.calendar import calendar_of
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.tomlfile import Table
from kyodo_desktop.storage import Change, Store

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_FARTHEST = 3660


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the checklist: days from the meeting's (before it negative), and what is to be done."""

    key: str
    day: int
    last: int
    text: str


class Progress(Enum):
    """How a step stands on a day."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A step for one meeting: from `since` to `until`, both working days; `tick` says that it was done."""

    step: Step
    since: dt.date
    until: dt.date
    tick: PreparationStep | None

    def progress(self, today: dt.date) -> Progress:
        """How the step stands on `today`."""
        if self.tick is not None:
            return Progress.DONE
        if today > self.until:
            return Progress.OVERDUE
        return Progress.DUE if today >= self.since else Progress.AHEAD


def steps(file: Path) -> tuple[Step, ...]:
    """The office's checklist, by day. Raises `NotFound` without the file, `InvalidRecord` for a fault."""
    rows = tomlfile.read(file).known("step").texts_or_tables("step", "text")
    found = [_step(row) for row in rows]
    for row, step in zip(rows, found, strict=True):
        if sum(1 for one in found if one.key == step.key) > 1:
            raise row.wrong("key", msg("同じ名前の手順が、ほかにもあります。"))
    return tuple(sorted(found, key=lambda step: (step.day, step.last)))


def _step(row: Table) -> Step:
    row.known("key", "day", "last", "text")
    key, day = row.text("key"), row.integer("day")
    last = row.integer("last", day)
    if not _KEY.fullmatch(key):
        raise row.wrong("key", msg("手順の名前は、英小文字、数字、下線で書いてください。"))
    for name, value in (("day", day), ("last", last)):
        if abs(value) > _FARTHEST:
            raise row.wrong(name, msg("開催日から{most}日を超えています。", most=_FARTHEST))
    if last < day:
        raise row.wrong("last", msg("終わりの日が始まりの日より前になっています。"))
    return Step(key, day, last, row.text("text"))


def checklist(store: Store, meeting: Id, known: Sequence[Step]) -> tuple[ChecklistLine, ...]:
    """The checklist of a meeting, by date, each date a working day.

    A day before the meeting is moved earlier and one after it later, as a period that ends on a holiday ends
    with the next day (民法142条). The day of the meeting stays.
    """
    held = store.get(Meeting, meeting)
    closed = calendar_of(store, held.committee).closed
    ticks = {one.step: one for one in store.find(PreparationStep, meeting=held.id)}
    lines = [
        ChecklistLine(
            step,
            _moved(held.date, step.day, closed),
            _moved(held.date, step.last, closed),
            ticks.get(step.key),
        )
        for step in known
    ]
    return tuple(sorted(lines, key=lambda line: (line.since, line.step.day, line.until)))


def _moved(meeting: dt.date, days: int, closed: Closed) -> dt.date:
    day = meeting + dt.timedelta(days=days)
    if days < 0:
        return workdays.on_or_before(day, closed)
    return workdays.on_or_after(day, closed) if days else day


def due(lines: Sequence[ChecklistLine], today: dt.date) -> tuple[ChecklistLine, ...]:
    """What is to be done now: overdue first, then what is due."""
    asked = (Progress.OVERDUE, Progress.DUE)
    return tuple(line for wanted in asked for line in lines if line.progress(today) is wanted)


def tick(store: Store, meeting: Id, step: Step, on: dt.date, *, note: str = "") -> Change:
    """Record that a step was done; once for each meeting."""
    held = store.get(Meeting, meeting)
    number = meeting_number(held.number)
    with store.change(msg("{number}会議の手順「{step}」を済みに", number=number, step=step.text)) as draft:
        for known in store.find(PreparationStep, meeting=held.id, step=step.key):
            raise _refused(
                step,
                msg("{day}に済みと記録されています。", day=said(known.done_on)),
                msg("日を直すときは、その記録を変更してください。"),
            )
        draft.add(PreparationStep(id=draft.new_id(), meeting=held.id, step=step.key, done_on=on, note=note))
    return draft.change


def edit_tick(store: Store, record: PreparationStep) -> Change:
    """Save the day or the note of a step that was done."""
    stored = store.get(PreparationStep, record.id)
    with store.change(msg("手順の済みの記録を変更")) as draft:
        draft.save(replace(record, meeting=stored.meeting, step=stored.step))
    return draft.change


def untick(store: Store, meeting: Id, step: Step) -> Change:
    """Take a tick back: the step is to be done after all."""
    held = store.get(Meeting, meeting)
    number = meeting_number(held.number)
    with store.change(msg("{number}会議の手順「{step}」を未済に", number=number, step=step.text)) as draft:
        found = store.find(PreparationStep, meeting=held.id, step=step.key)
        if not found:
            raise _refused(
                step,
                msg("この手順は、済みと記録されていません。"),
                msg("画面を表示し直して、もう一度選んでください。"),
            )
        for known in found:
            draft.remove(known)
    return draft.change


def _refused(step: Step, why: Message, remedy: Message) -> Exception:
    return refused(msg("手順「{step}」の記録を変えられません", step=step.text), why, remedy)
