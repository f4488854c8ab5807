"""What a PDF would do, carries along or asks for: counted, so that the clerk knows what is taken out."""

from __future__ import annotations

from collections import Counter
from typing import Final, TypedDict

import pikepdf

_SCRIPTS: Final = "/JavaScript"
_INSIDE: Final = ("/GoTo", "/Named", "/SetOCGState", "/Hide", "/Trans", "/Thread")
_WEB: Final = ("/URI", "/GoToR", "/GoToE", "/Launch")
_MEDIA: Final = ("/Movie", "/Sound", "/Screen", "/RichMedia", "/3D")
_MOST_FIELDS: Final = 5_000


class Actions(TypedDict):
    """What `of` found."""

    removed: tuple[tuple[str, int], ...]
    signed: bool
    forms: bool
    tagged: bool


def of(pdf: pikepdf.Pdf) -> Actions:
    """The scripts, actions, files and forms of a document, and whether it is signed or tagged."""
    found: Counter[str] = Counter()
    root = pdf.Root
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        found["javascript"] += _entries(names.get("/JavaScript"))
        found["embedded"] += _entries(names.get("/EmbeddedFiles"))
    _one(root.get("/OpenAction"), found)
    _several(root.get("/AA"), found)
    for page in pdf.pages:
        _several(page.obj.get("/AA"), found)
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array):
            for note in annotations:
                _note(note, found)
    signed, forms = _form(root.get("/AcroForm"))
    removed = tuple(sorted((key, count) for key, count in found.items() if count))
    return Actions(removed=removed, signed=signed, forms=forms, tagged="/StructTreeRoot" in root)


def _entries(tree: object) -> int:
    if not isinstance(tree, pikepdf.Dictionary):
        return 0
    try:
        return sum(1 for _ in pikepdf.NameTree(tree))
    except (pikepdf.PdfError, ValueError, RuntimeError):
        return 1


def _note(note: object, found: Counter[str]) -> None:
    if not isinstance(note, pikepdf.Dictionary):
        return
    kind = note.get("/Subtype")
    if kind == "/FileAttachment":
        found["embedded"] += 1
    if str(kind) in _MEDIA:
        found["media"] += 1
    _one(note.get("/A"), found)
    _several(note.get("/AA"), found)


def _several(actions: object, found: Counter[str]) -> None:
    if isinstance(actions, pikepdf.Dictionary):
        for action in actions.values():
            _one(action, found)


def _one(action: object, found: Counter[str]) -> None:
    if not isinstance(action, pikepdf.Dictionary):
        return
    kind = str(action.get("/S"))
    if kind == _SCRIPTS:
        found["javascript"] += 1
    elif kind in _WEB:
        found["web"] += 1
    elif kind not in _INSIDE:
        found["action"] += 1


def _form(form: object) -> tuple[bool, bool]:
    """Whether a signature is in the form, and whether there is anything to fill in."""
    if not isinstance(form, pikepdf.Dictionary):
        return False, False
    fields = form.get("/Fields")
    waiting = list(fields) if isinstance(fields, pikepdf.Array) else []
    signed = fillable = False
    for _ in range(_MOST_FIELDS):
        if not waiting:
            break
        field = waiting.pop()
        if not isinstance(field, pikepdf.Dictionary):
            continue
        below = field.get("/Kids")
        if isinstance(below, pikepdf.Array):
            waiting += list(below)
        if field.get("/FT") == "/Sig":
            signed = signed or "/V" in field
        elif "/FT" in field:
            fillable = True
    return signed, fillable
