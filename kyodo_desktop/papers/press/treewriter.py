"""Writing the structure of a document into its file: elements, what each mark belongs to, properties."""

from __future__ import annotations

from typing import Final

from kyodo_desktop.papers.press.sheets import Sheets
from kyodo_desktop.papers.press.structure import Element, tidy, walked

ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})  # xml.sax brings the network along
_METADATA: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"\
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def write_tree(sheets: Sheets, root: Element, title: str, language: str) -> None:
    """Put the structure under `root` into the file; nothing where nothing but artifacts was drawn.

    All pages have been ended.
    """
    if not tidy(root):
        return
    elements = list(walked(root))
    top = sheets.claim(len(elements) + 2)
    numbers = {id(one): top + 1 + place for place, one in enumerate(elements)}
    pages = [0, *(sheets.page_object(page) for page in range(1, sheets.pages + 1))]
    owners: dict[int, dict[int, int]] = {}
    parents = {id(root): top}
    for one in elements:
        number = numbers[id(one)]
        for kid in one.kids:
            if isinstance(kid, Element):
                parents[id(kid)] = number
            else:
                owners.setdefault(kid[0], {})[kid[1]] = number
        sheets.put(number, _written(one, parents[id(one)], numbers, pages))
    last = top + len(elements) + 1
    sheets.put(last, _owned(owners))
    head = f"<</Type/StructTreeRoot/K {top + 1} 0 R/ParentTree {last} 0 R/ParentTreeNextKey {len(pages)}>>"
    sheets.put(top, head.encode("ascii"))
    for page in owners:
        sheets.tag_page(page)
    xml = _METADATA.format(title=title.translate(ESCAPED), language=language.translate(ESCAPED)).encode()
    metadata = sheets.claim(1)
    entries = b"<</Type/Metadata/Subtype/XML/Length %d>>\nstream\n%b\nendstream" % (len(xml), xml)
    sheets.put(metadata, entries)
    sheets.tag(top, metadata)


def _written(one: Element, parent: int, numbers: dict[int, int], pages: list[int]) -> bytes:
    """An element's dictionary. A mark on its first page is its number alone."""
    first = 0
    kids: list[str] = []
    for kid in one.kids:
        if isinstance(kid, Element):
            kids.append(f"{numbers[id(kid)]} 0 R")
            continue
        first = first or kid[0]
        same = kid[0] == first
        kids.append(str(kid[1]) if same else f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>")
    page = f"/Pg {pages[first]} 0 R" if first else ""
    held = f"/K[{' '.join(kids)}]" if len(kids) > 1 else f"/K {kids[0]}" if kids else ""
    alt = f"/Alt <FEFF{one.alt.encode('utf-16-be').hex().upper()}>" if one.alt else ""
    return f"<</S/{one.role}/P {parent} 0 R{page}{held}{alt}{_attributes(one)}>>".encode("ascii")


def _attributes(one: Element) -> str:
    """How a list is labelled, where a figure stands, what a cell heads and how far it reaches."""
    if one.role == "L":
        return f"/A<</O/List/ListNumbering/{one.kind}>>" if one.kind else ""
    if one.role == "Figure":
        edges = " ".join(f"{edge:.2f}" for edge in one.box)
        return f"/A<</O/Layout/BBox[{edges}]>>" if len(one.box) > 1 else ""
    said = f"/Scope/{one.kind}" if one.kind else ""
    said += f"/RowSpan {one.rows}" if one.rows > 1 else ""
    said += f"/ColSpan {one.columns}" if one.columns > 1 else ""
    return f"/A<</O/Table{said}>>" if said else ""


def _owned(owners: dict[int, dict[int, int]]) -> bytes:
    """For each page, under its number, the element of each mark on it."""
    rows: list[str] = []
    for page, marks in sorted(owners.items()):
        whole = " ".join(
            f"{marks[number]} 0 R" if number in marks else "null" for number in range(max(marks) + 1)
        )
        rows.append(f"{page}[{whole}]")
    return f"<</Nums[{' '.join(rows)}]>>".encode("ascii")
