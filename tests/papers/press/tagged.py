"""Tagged PDFs as offices get them, made here: by LibreOffice, and by hand with every name that may clash."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

_PAGE = """<html lang="ja"><head><meta charset="utf-8"><title>予算書</title></head><body>
<h1>予算の概要</h1><p>協働の推進に要する経費。</p><ul><li>補助金</li><li>委託料</li></ul>
<table border="1"><tr><th>科目</th><th>金額</th></tr><tr><td>補助金</td><td>一〇〇</td></tr></table>
<h2>内訳</h2><p>詳細は<a href="#x">別表</a>による。</p>
<p style="page-break-before:always"><a name="x"></a>別表の本文。</p></body></html>"""
_FILTER = 'pdf:writer_web_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
WORDS = (
    "予算の概要",
    "協働の推進",
    "補助金",
    "委託料",
    "科目",
    "金額",
    "一〇〇",
    "内訳",
    "別表",
    "別表の本文",
)


def by_office(folder: Path) -> bytes:
    """A page of the web as LibreOffice exports it: headings, a list, a table, a link, two pages."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice (libreoffice-writer) is missing")
    (folder / "budget.html").write_text(_PAGE, encoding="utf-8")
    command = [office, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", _FILTER]
    subprocess.run([*command, "budget.html"], cwd=folder, check=True, capture_output=True)
    return (folder / "budget.pdf").read_bytes()


def by_hand(
    words: tuple[str, ...] = ("alpha", "beta"),
    *,
    role: str = "/P",
    target: str = "",
    width: int = 100,
    change: Callable[[pikepdf.Pdf], object] | None = None,
) -> bytes:
    """A page for each word, in one paragraph of kind `role`, with an id, a class and a language.

    `target`: what the role map says of `role`. `width`: what the class says. `change` spoils the tree.
    """
    with pikepdf.new() as pdf:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        kids: list[pikepdf.Object] = []
        numbers: list[object] = []
        for place, word in enumerate(words):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.obj["/Resources"] = Dictionary(Font=Dictionary(F1=font))
            said = f"{role} <</MCID 0>> BDC BT /F1 20 Tf 90 700 Td ({word}) Tj ET EMC"
            page.obj["/Contents"] = pdf.make_stream(said.encode())
            page.obj["/StructParents"] = place
            element = pdf.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name(role), P=document, Pg=page.obj, K=0)
            )
            element["/ID"], element["/C"] = String(f"id{place}"), Name.Wide
            element["/Lang"] = String("en-US")
            kids.append(element)
            numbers += [place, Array([element])]
        document["/K"], root["/K"] = Array(kids), document
        root["/ParentTree"] = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root["/ClassMap"] = Dictionary(Wide=Dictionary(O=Name.Layout, Width=width))
        if target:
            root["/RoleMap"] = Dictionary({role: Name(target)})
        pdf.Root["/StructTreeRoot"], pdf.Root["/MarkInfo"] = root, Dictionary(Marked=True)
        if change is not None:
            change(pdf)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()
