"""The chair's script for Word: headings on their ground, speakers before what they say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from kyodo_desktop.papers.scriptform import ScriptForm
from kyodo_desktop.papers.scriptwords import Line
from kyodo_desktop.papers.wordpieces import MM, Part, Run, Shape, Sort, Words, Written, across, words

_PAD: Final = 1.5


def written(title: str, lines: Sequence[Line], form: ScriptForm, day: dt.date) -> Written:
    """The script under its title and its legend."""
    blocks = [words(title, "Heading1")]
    if form.legend:
        blocks.append(words(form.legend, "Legend"))
    blocks += [_line(one, form) for one in lines]
    return Written(title=title, day=day, sorts=_sorts(form), parts=(Part(form.margins, tuple(blocks)),))


def _sorts(form: ScriptForm) -> tuple[Sort, ...]:
    columns = form.columns
    spaced, start = columns.line * MM, columns.time + columns.speaker
    title = Shape(align="center", keep=True, after=form.heading.size * MM / 2)
    heading = Shape(
        left=columns.time,
        first=-columns.time,
        before=columns.heading,
        shade=columns.shade,
        keep=True,
        line=form.strong.size * spaced,
    )
    said = Shape(
        align="justify",
        left=start,
        first=-columns.speaker,
        before=columns.gap,
        line=form.body.size * spaced,
    )
    note = Shape(align="justify", left=start, before=columns.gap, line=form.note.size * spaced)
    return (
        Sort(key="Normal", name="Normal", kind=form.body),
        Sort(key="Heading1", name="heading 1", kind=form.heading, shape=title, level=1),
        Sort(key="Heading2", name="heading 2", kind=form.strong, shape=heading, level=2),
        Sort(key="Speech", name="発言", kind=form.body, shape=said),
        Sort(key="Note", name="ト書き", kind=form.note, shape=note),
        Sort(key="Legend", name="凡例", kind=form.note),
    )


def _line(line: Line, form: ScriptForm) -> Words:
    columns, start = form.columns, form.columns.time + form.columns.speaker
    if line.kind == "heading":
        return Words((Run(line.time), Run("\t"), Run(line.text)), "Heading2")
    inset = columns.inset if line.inset else 0.0
    keep = True if line.keep else None
    left = start + inset
    # every line of a case begins where speakers do, so that the rule at its left is one
    case = Shape(left=left, first=columns.time - left, bar=True, keep=keep)
    if line.kind == "note" or not line.speaker:
        sort = "Note" if line.kind == "note" else "Speech"
        if line.inset:
            return Words((Run("\t"), Run(line.text)), sort, case)
        return words(line.text, sort, Shape(left=left, first=0, keep=keep))
    parted = "\n" if across(line.speaker, form.strong) > columns.speaker - _PAD else "\t"
    runs = (Run(line.speaker, kind=form.strong), Run(parted), Run(line.text))
    if not line.inset:
        return Words(runs, "Speech", Shape(keep=keep))
    return Words(runs, "Speech", case)
