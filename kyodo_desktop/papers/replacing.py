"""差替え: the changed sheets of an edition alone, each marked, behind the list of what goes where."""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Final

import pikepdf

from kyodo_desktop.domain.editions.held import At, Held
from kyodo_desktop.domain.editions.swapping import Sheet, swapped
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import issue
from kyodo_desktop.papers.changewords import labelled
from kyodo_desktop.papers.inspecting import inspect
from kyodo_desktop.papers.paper import render
from kyodo_desktop.papers.press.bundle import Binding, Bound, Part, bind
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.progress import Progress, drained
from kyodo_desktop.papers.replacement import Replacement, ReplacementView, stamp

_LINK: Final = "/Link"


def replacement(
    view: ReplacementView, data: bytes, fonts: Fonts, forms: Path
) -> Generator[Progress, None, tuple[bytes, Bound]]:
    """The PDF of the sheets that turn the old edition into the new one, of which `data` are the bytes.

    Two-sided where the new edition is: each run of pages begins on a fresh sheet. Raises MissingGlyph.
    """
    paper = Replacement()
    form = paper.read(forms)
    issue.preflight(paper.asked(view, form), fonts)
    title = paper.heading(view, form)
    front = yield from render(paper, view, fonts, forms, numbered=False)
    parts = [Part(_untagged(front), paper.title, numbered=False)]
    if view.old is not None and view.new is not None:
        label = stamp(form, view.new.edition, view.new.on)
        runs = list(_runs(view.old, view.new))
        for pdf, run in zip(_cut(data, view.new, runs), runs, strict=True):
            facts = drained(inspect(pdf)).facts
            named = labelled(view.new, run)
            parts.append(Part(pdf, named, stamp=label, numbered=False, facts=facts))
            done = msg("{pages}頁を選びました", pages=named)
            yield Progress(len(parts) - 1, len(runs) + 1, done)
    duplex = view.new is not None and view.new.layout.duplex
    made = io.BytesIO()
    how = Binding(title, stamps="every", through=False, even=duplex, forms="keep")
    bound = yield from bind(parts, made, fonts, how)
    return made.getvalue(), bound


def _runs(old: Held, new: Held) -> Iterator[tuple[At, ...]]:
    """Pages that are printed one after another: a run begins where a fresh sheet must."""
    for step in swapped(old, new).steps:
        run: list[Sheet] = []
        for one in step.into:
            fresh = new.layout.duplex and run and (len(run[-1]) == 1 or one[0].part != run[-1][0].part)
            if fresh:
                yield tuple(at for some in run for at in some)
                run = []
            run.append(one)
        if run:
            yield tuple(at for some in run for at in some)


def _cut(data: bytes, held: Held, runs: Sequence[Sequence[At]]) -> Iterator[bytes]:
    """Each run of pages as a PDF by itself, without links to pages that aren't there."""
    with pikepdf.open(io.BytesIO(data)) as whole:
        for run in runs:
            out = io.BytesIO()
            with pikepdf.new() as made:
                for at in run:
                    made.pages.append(whole.pages[held.parts[at.part].first + at.page])
                for page in made.pages:
                    _without_links(page)
                made.save(out, static_id=True)
            yield out.getvalue()


def _untagged(data: bytes) -> bytes:
    """A list without its structure: the pages behind it have none, and all of it is for the printer."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as made:
        for key in ("/StructTreeRoot", "/MarkInfo"):
            if key in made.Root:
                del made.Root[key]
        made.save(out, static_id=True)
    return out.getvalue()


def _without_links(page: pikepdf.Page) -> None:
    notes = page.obj.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        page.obj["/Annots"] = pikepdf.Array([one for one in list(notes) if one.get("/Subtype") != _LINK])
