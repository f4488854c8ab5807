"""Reading the structure of tagged PDFs back: what a screen reader is told, and every way it can be wrong."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf

_STANDARD = (
    "Document Part Sect Div P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD Figure Caption Link"
    " TOC TOCI Reference"
)
_PARENTS = {
    "LI": {"L"},
    "Lbl": {"LI"},
    "LBody": {"LI"},
    "TR": {"Table"},
    "TH": {"TR"},
    "TD": {"TR"},
    "Document": {"", "Part"},
}
_PAINTS = frozenset(["Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh"])
_MAPPED = re.compile(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", re.MULTILINE)
_SAID = re.compile(r'^\s*"(.*)"$', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Node:
    """An element as the file has it; `marks` are its page's place, from 0, and a mark's number there."""

    role: str
    kids: tuple[Node, ...]
    marks: tuple[tuple[int, int], ...]
    alt: str
    scope: str
    rows: int
    columns: int
    labels: str
    box: tuple[float, ...]

    def walk(self) -> Iterator[Node]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, *roles: str) -> list[Node]:
        return [one for one in self.walk() if one.role in roles]


def tree(pdf: pikepdf.Pdf) -> Node:
    """The document's outermost element."""
    places = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
    return _node(pdf.Root["/StructTreeRoot"]["/K"], places)


def tree_of(data: bytes) -> Node:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return tree(pdf)


def _node(element: pikepdf.Object, places: dict[tuple[int, int], int]) -> Node:
    kids: list[Node] = []
    marks: list[tuple[int, int]] = []
    said = element.get("/K", pikepdf.Array())
    for kid in said if isinstance(said, pikepdf.Array) else [said]:
        if isinstance(kid, int):
            marks.append((places[element["/Pg"].objgen], int(kid)))
        elif kid.get("/Type") == "/MCR":
            marks.append((places[kid["/Pg"].objgen], int(kid["/MCID"])))
        elif kid.get("/Type") == "/OBJR":  # a whole object, such as a link, is no mark
            assert kid["/Obj"]["/StructParent"] is not None
        else:
            assert kid["/P"].objgen == element.objgen
            kids.append(_node(kid, places))
    cell = element.get("/A", pikepdf.Dictionary())
    return Node(
        role=str(element["/S"])[1:],
        kids=tuple(kids),
        marks=tuple(marks),
        alt=str(element.get("/Alt", "")),
        scope=str(cell.get("/Scope", "/"))[1:],
        rows=int(cell.get("/RowSpan", 1)),
        columns=int(cell.get("/ColSpan", 1)),
        labels=str(cell.get("/ListNumbering", "/"))[1:],
        box=tuple(float(edge) for edge in cell.get("/BBox", pikepdf.Array())),
    )


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with the structure of a PDF; nothing where it is tagged throughout."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return ["no structure"]
        root = tree(pdf)
        shown = [list(_marked(page, place)) for place, page in enumerate(pdf.pages)]
        found = [fault for page in shown for fault in page if isinstance(fault, str)]
        there = {mark for page in shown for mark in page if not isinstance(mark, str)}
        found += _properties(pdf)
        found += _parents(pdf, root)
    claimed = [mark for one in root.walk() for mark in one.marks]
    found += [f"mark {mark} belongs to two" for mark in set(claimed) if claimed.count(mark) > 1]
    found += [f"mark {mark} belongs to nothing" for mark in there - set(claimed)]
    found += [f"mark {mark} isn't on its page" for mark in set(claimed) - there]
    found += _shape(root, "")
    for table in root.all("Table"):
        found += _table(table)
    levels = [int(one.role[1]) for one in root.walk() if re.fullmatch("H[1-6]", one.role)]
    found += [f"H{b} after H{a}" for a, b in zip([0, *levels], levels, strict=False) if b > a + 1]
    return found


def _marked(page: pikepdf.Page, place: int) -> Iterator[tuple[int, int] | str]:
    """The marks of a page, and what is drawn outside of them."""
    stack: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        said = str(operator)
        if said in ("BDC", "BMC"):
            number = operands[1].get("/MCID") if said == "BDC" else None
            if number is not None:
                if stack:
                    yield f"page {place}: mark {int(number)} inside {stack[-1]}"
                yield place, int(number)
            stack.append(str(operands[0]))
        elif said == "EMC":
            if not stack:
                yield f"page {place}: a mark ends that never began"
            else:
                stack.pop()
        elif said in _PAINTS and not stack:
            yield f"page {place}: {said} outside of all marks"
    yield from (f"page {place}: {one} never ends" for one in stack)


def _properties(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.Root.get("/Lang") != "ja-JP":
        yield "no language"
    if not pdf.Root.get("/MarkInfo", {}).get("/Marked"):
        yield "not said to be marked"
    if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the title isn't displayed"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "no title"
    if str(pdf.docinfo.get("/Author", "")):
        yield "an author"
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if metadata.get("dc:title") != str(pdf.docinfo["/Title"]):
            yield "another title in the metadata"
        if "dc:creator" in metadata:
            yield "an author in the metadata"


def _parents(pdf: pikepdf.Pdf, root: Node) -> Iterator[str]:
    """Whether each mark leads to its element by the parent tree."""
    top = pdf.Root["/StructTreeRoot"]
    lists = dict(pikepdf.NumberTree(top["/ParentTree"]).items())
    if top["/K"]["/P"].objgen != top.objgen:
        yield "the document isn't in its tree"
    roles = {mark: one.role for one in root.walk() for mark in one.marks}
    for place, page in enumerate(pdf.pages):
        mine = {number: role for (at, number), role in roles.items() if at == place}
        if not mine:
            continue
        if page.obj.get("/Tabs") != "/S":
            yield f"page {place}: no order"
        owners = lists[int(page.obj["/StructParents"])]
        for number, role in mine.items():
            if str(owners[number]["/S"])[1:] != role:
                yield f"page {place}: mark {number} leads to another element"


def _shape(one: Node, parent: str) -> Iterator[str]:
    """Elements in places where they don't belong, or without anything in them."""
    if one.role not in _STANDARD.split():
        yield f"{one.role} isn't a standard role"
    if one.role in _PARENTS and parent not in _PARENTS[one.role]:
        yield f"{one.role} in {parent}"
    if parent in ("L", "Table", "TR") and parent not in _PARENTS.get(one.role, ()):
        yield f"{one.role} in {parent}"
    if not one.kids and not one.marks and one.role not in ("TD", "TH"):
        yield f"{one.role} without content"
    if one.role == "Figure" and not one.alt:
        yield "Figure without words"
    if one.role == "Figure" and len({page for page, _ in one.marks}) == 1 and len(one.box) != 4:
        yield "Figure without a place"
    if one.role == "L" and one.all("Lbl") and not one.labels:
        yield "L that doesn't say how it is labelled"
    if one.marks and one.role in ("Document", "L", "LI", "Table", "TR", "Div", "Sect"):
        yield f"text in {one.role}"
    for kid in one.kids:
        yield from _shape(kid, one.role)


def _table(table: Node) -> Iterator[str]:
    """Whether a table has heading cells, and each place of its grid exactly one cell."""
    heads = table.all("TH")
    if not heads:
        yield "Table without heading cells"
    yield from ("TH without a scope" for one in heads if one.scope not in ("Row", "Column"))
    taken: set[tuple[int, int]] = set()
    rows = [one for one in table.kids if one.role == "TR"]
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells.kids:
            while (row, column) in taken:
                column += 1
            covered = {(row + a, column + b) for a in range(cell.rows) for b in range(cell.columns)}
            if covered & taken:
                yield f"two cells in row {row}"
            taken |= covered
    wide = max((column for _, column in taken), default=-1) + 1
    if len(taken) != wide * len(rows):
        yield f"a table of {len(rows)} rows and {wide} columns has {len(taken)} places"


def drawn(data: bytes) -> str:
    """All that is drawn as content of an element, in the order of drawing: its ActualText, or its glyphs'."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return "".join(text for page in pdf.pages for text in _drawn(page))


def _drawn(page: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _texts(font) for name, font in page.obj["/Resources"].get("/Font", {}).items()}
    texts: dict[int, str] = {}
    stack: list[tuple[bool, str]] = []  # whether it is read, and the words that stand for it
    for operands, operator in pikepdf.parse_content_stream(page):
        said = str(operator)
        if said == "BDC":
            words = str(operands[1].get("/ActualText", ""))
            stack.append(("/MCID" in operands[1] or any(read for read, _ in stack), words))
            yield words if stack[-1][0] else ""
        elif said == "BMC":
            stack.append((False, ""))
        elif said == "EMC":
            stack.pop()
        elif said == "Tf":
            texts = fonts[str(operands[0])]
        elif said in ("Tj", "TJ") and stack[-1][0] and not any(words for _, words in stack):
            shown = operands[0] if said == "TJ" else [operands[0]]
            for piece in (bytes(one) for one in shown if isinstance(one, pikepdf.String)):
                yield "".join(texts[int.from_bytes(piece[at : at + 2])] for at in range(0, len(piece), 2))


def _texts(font: pikepdf.Object) -> dict[int, str]:
    rows = _MAPPED.findall(font["/ToUnicode"].read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}


def read_out(data: bytes, folder: Path) -> str:
    """All that is read out, in its order, as poppler finds it."""
    program = shutil.which("pdfinfo")
    assert program, "pdfinfo (poppler-utils) is missing"
    path = folder / "tagged.pdf"
    path.write_bytes(data)
    done = subprocess.run([program, "-struct-text", str(path)], capture_output=True, text=True, check=True)
    assert not done.stderr
    return "\n".join(found[1] for line in done.stdout.split("\n") if (found := _SAID.match(line)))
