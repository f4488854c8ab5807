"""Taking out of a document what runs, asks or calls, and leaving what it shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pikepdf

from kyodo_desktop.papers.press.binding import Forms

_RUNS_ON_PAGE: Final = ("/AA", "/PieceInfo", "/Thumb", "/B", "/StructParents", "/Tabs", "/Metadata")
_RUNS_IN_FIELD: Final = ("/A", "/AA", "/PA")
_KEPT: Final = ("/Type", "/Pages")
_DEEPEST: Final = 32


def layers(pdf: pikepdf.Pdf) -> tuple[Sequence[pikepdf.Object], Sequence[pikepdf.Object]]:
    """The layers of `pdf`, and those of them that aren't shown at first."""
    said = pdf.Root.get("/OCProperties")
    groups = said.get("/OCGs") if isinstance(said, pikepdf.Dictionary) else None
    plan = said.get("/D") if isinstance(said, pikepdf.Dictionary) else None
    if not isinstance(groups, pikepdf.Array) or not isinstance(plan, pikepdf.Dictionary):
        return [], []
    known = [one for one in groups if isinstance(one, pikepdf.Dictionary) and one.is_indirect]
    listed = {key: _listed(plan.get(key)) for key in ("/ON", "/OFF")}
    if plan.get("/BaseState") == "/OFF":
        return known, [one for one in known if one.objgen not in listed["/ON"]]
    return known, [one for one in known if one.objgen in listed["/OFF"]]


def still(pdf: pikepdf.Pdf, forms: Forms) -> Sequence[pikepdf.Object]:
    """Take out scripts, actions, embedded files and notes; what forms and notes show stays, as ink.

    Forms that are kept stay to be filled in, without what they run: their outermost fields are returned.
    Links are taken out too: who wants them has read them before.
    """
    form = pdf.Root.get("/AcroForm")
    fields: Sequence[pikepdf.Object] = ()
    if isinstance(form, pikepdf.Dictionary):
        pdf.generate_appearance_streams()
        _show_values(pdf)
        if forms == "keep":
            fields = _fields(form)
    widgets = _widgets(pdf) if fields else {}
    if _shows_notes(pdf):
        pdf.flatten_annotations("print")
    for page in pdf.pages:
        kept = widgets.get(page.obj.objgen)
        for key in _RUNS_ON_PAGE:
            if key in page.obj:
                del page.obj[key]
        if kept:
            page.obj["/Annots"] = pikepdf.Array(kept)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
    return fields


def rename(fields: Sequence[pikepdf.Object], mark: str) -> None:
    """Give outermost fields names of their own part, so that another part's aren't filled in with them."""
    for field in fields:
        field["/T"] = pikepdf.String(f"{mark}_{field.get('/T', '')}")


def close(
    pdf: pikepdf.Pdf,
    lists: Mapping[str, Sequence[pikepdf.Object]],
    fields: Sequence[pikepdf.Object] = (),
) -> None:
    """Leave nothing in the catalogue but the pages and these lists, and no properties."""
    for key in list(pdf.Root.keys()):
        if key not in _KEPT:
            del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    if fields:  # of no use but to qpdf, which else takes their widgets for lost
        pdf.Root["/AcroForm"] = pikepdf.Dictionary(Fields=pikepdf.Array(fields))
    for key, objects in lists.items():
        if objects:
            pdf.Root[key] = pikepdf.Array(objects)


def _listed(said: object) -> set[tuple[int, int]]:
    if not isinstance(said, pikepdf.Array):
        return set()
    return {one.objgen for one in said if isinstance(one, pikepdf.Dictionary)}


def _shows_notes(pdf: pikepdf.Pdf) -> bool:
    """Whether any page carries more than links."""
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array) and any(
            not isinstance(one, pikepdf.Dictionary) or one.get("/Subtype") != "/Link" for one in annotations
        ):
            return True
    return False


def _show_values(pdf: pikepdf.Pdf) -> None:
    """Draw what was filled in where the file leaves that to its reader."""
    for page in pdf.pages:
        if "/Annots" not in page.obj:
            continue
        for widget in pdf.acroform.get_widget_annotations_for_page(page):
            if "/AP" in widget.obj:
                continue
            field = pdf.acroform.get_field_for_annotation(widget)
            if field.is_text or field.is_choice:
                field.generate_appearance(widget)


def _fields(form: pikepdf.Dictionary) -> Sequence[pikepdf.Object]:
    """The outermost fields, all that they would run taken out."""
    said = form.get("/Fields")
    if not isinstance(said, pikepdf.Array):
        return []
    fields = [one for one in said if isinstance(one, pikepdf.Dictionary) and one.is_indirect]
    for field in fields:
        _quiet(field, 0)
    return fields


def _quiet(field: pikepdf.Object, depth: int) -> None:
    for key in _RUNS_IN_FIELD:
        if key in field:
            del field[key]
    under = field.get("/Kids")
    if isinstance(under, pikepdf.Array) and depth < _DEEPEST:
        for one in under:
            if isinstance(one, pikepdf.Dictionary):
                _quiet(one, depth + 1)


def _widgets(pdf: pikepdf.Pdf) -> dict[tuple[int, int], list[pikepdf.Object]]:
    """The places to fill in on each page, taken off it, so that flattening leaves them alone."""
    found: dict[tuple[int, int], list[pikepdf.Object]] = {}
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        if not isinstance(annotations, pikepdf.Array):
            continue
        mine: list[pikepdf.Object] = []
        others: list[pikepdf.Object] = []
        for one in annotations:
            widget = isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Widget"
            (mine if widget else others).append(one)
        for one in mine:
            for key in _RUNS_IN_FIELD:
                if key in one:
                    del one[key]
        if mine:
            found[page.obj.objgen] = mine
            page.obj["/Annots"] = pikepdf.Array(others)
    return found
