"""Papers for Word, where an office edits them: the narrow wall to python-docx, and stable bytes.

A file carries the digest of what it holds, by which `wordkeep` tells whether somebody has edited it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, Final, Protocol, runtime_checkable

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part as Stored

from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers import wordxml
from kyodo_desktop.papers.forms import Type
from kyodo_desktop.papers.issue import preflight
from kyodo_desktop.papers.paper import AnyPaper, accepted
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.glyphs import Typecase
from kyodo_desktop.papers.press.table import Table
from kyodo_desktop.papers.stamped import CUSTOM, digest, stamp
from kyodo_desktop.papers.tables.values import INTERNAL
from kyodo_desktop.papers.wordpieces import HEIGHT, WIDTH, Boxes, Part, Shape, Sort, Words, Written
from kyodo_desktop.papers.wordtable import table
from kyodo_desktop.papers.wordxml import Writer, tag
from kyodo_desktop.papers.zipped import packed

SUFFIX: Final = ".docx"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_HEADER: Final = Sort(key="Header", name="header", kind=Type(face="gothic-bold", size=10.5))
_FOOTER: Final = Sort(
    key="Footer", name="footer", kind=Type(face="gothic", size=10), shape=Shape(align="center")
)
_FORMAT: Final = "http://schemas.openxmlformats.org"


@runtime_checkable
class Editable(Protocol):
    """A paper that can be made for Word too."""

    def word(self, view: Any, form: Any) -> Written:
        """What it is made of there."""
        ...


def build(paper: AnyPaper, view: object, fonts: Fonts, forms: Path) -> bytes:
    """A paper as a Word file. The same view, fonts and forms give the same bytes.

    Raises UsageError for a paper that isn't made for Word, else what its PDF raises: MissingGlyph,
    FormInvalid.
    """
    if not isinstance(paper, Editable):
        raise UsageError(
            msg("「{title}」をWordで作成できません", title=Message(paper.title)),
            msg("Wordで編集する様式ではありません。"),
            msg("ファイルの名前の終わりを「.pdf」にしてください。"),
        )
    form = paper.read(forms)
    preflight(paper.asked(view, form), fonts)
    plain = accepted(paper.printed(view, form))
    typecase, written = Typecase(fonts, plain), paper.word(view, form)
    return saved(written, typecase, numbered=paper.numbered, internal=paper.internal)


def saved(written: Written, typecase: Typecase, *, numbered: bool, internal: bool = False) -> bytes:
    """The document's bytes, stamped with what they hold; `numbered`: with the page's number at its foot;
    `internal`: with the word at its head that it isn't for the public.

    Raises MissingGlyph.
    """
    package = OpcPackage()
    sorts = (*written.sorts, *([_HEADER] if internal else []), _FOOTER)
    main = _part(package, "/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, "")
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    writer = Writer(typecase, sorts)
    edges = _head(package, main) if internal else ""
    edges += _foot(package, main) if numbered else ""
    body = tag("body", *_body(writer, written, edges))
    main._blob = _bytes(wordxml.root("document", body))  # pyright: ignore[reportPrivateUsage] - it has no setter
    for name, kind, relation, said in (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, wordxml.styles(sorts)),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, wordxml.settings()),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, wordxml.fonts()),
    ):
        root = {"fontTable": "fonts"}.get(name, name)
        main.relate_to(_part(package, f"/word/{name}.xml", kind, wordxml.root(root, *said)), relation)
    core = _part(package, "/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, _core(written))
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    custom = _part(package, f"/{CUSTOM}", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, "")
    package.relate_to(custom, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    out = io.BytesIO()
    package.save(out)
    with zipfile.ZipFile(out) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts[CUSTOM] = stamp(digest(parts))
    return packed(parts)


# --- the parts


def _head(package: OpcPackage, main: Stored) -> str:
    said = tag("p", tag("pPr", tag("pStyle", val=_HEADER.key)), tag("r", f"<w:t>{INTERNAL}</w:t>"))
    header = _part(package, "/word/header1.xml", CONTENT_TYPE.WML_HEADER, wordxml.root("hdr", said))
    return wordxml.reference("header", main.relate_to(header, RELATIONSHIP_TYPE.HEADER))


def _foot(package: OpcPackage, main: Stored) -> str:
    footer = _part(package, "/word/footer1.xml", CONTENT_TYPE.WML_FOOTER, wordxml.root("ftr", _page_number()))
    return wordxml.reference("footer", main.relate_to(footer, RELATIONSHIP_TYPE.FOOTER))


def _body(writer: Writer, written: Written, edges: str) -> Iterator[str]:
    """Each part, its last paragraph closing the section; the last section is closed by the body."""
    last = len(written.parts) - 1
    for place, part in enumerate(written.parts):
        end = wordxml.section(part, (WIDTH, HEIGHT), edges if place == 0 else "")
        yield from _blocks(writer, part, "" if place == last else end)
        if place == last:
            yield end


def _blocks(writer: Writer, part: Part, end: str) -> Iterator[str]:
    before: object = None
    *_, last = part.blocks or (None,)
    closes = isinstance(last, Words) and last.frame is None
    for block in part.blocks:
        if isinstance(block, Table | Boxes):
            joined = isinstance(before, Table | Boxes)
            if joined:
                yield wordxml.slit()
            yield table(writer, block, joined=joined)
        else:
            yield writer.paragraph(block, end if closes and block is last else "")
        before = block
    if not closes:
        yield wordxml.slit(end)


def _page_number() -> str:
    field = "".join(
        tag("r", one)
        for one in (
            tag("fldChar", fldCharType="begin"),
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            tag("fldChar", fldCharType="separate"),
            tag("t", "1"),
            tag("fldChar", fldCharType="end"),
        )
    )
    before, after = (
        '<w:r><w:t xml:space="preserve">- </w:t></w:r>',
        '<w:r><w:t xml:space="preserve"> -</w:t></w:r>',
    )
    return tag("p", tag("pPr", tag("pStyle", val=_FOOTER.key)), before, field, after)


def _core(written: Written) -> str:
    """The document's title and language, dated by what it is of; nobody's name."""
    package = f"{_FORMAT}/package/2006/metadata/core-properties"
    dated = ""
    if written.day is not None:
        moment = f"{written.day.isoformat()}T00:00:00Z"
        dated = "".join(
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
            for name in ("created", "modified")
        )
    return (
        f'<cp:coreProperties xmlns:cp="{package}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(written.title)}</dc:title><dc:language>ja-JP</dc:language>{dated}"
        "</cp:coreProperties>"
    )


def _part(package: OpcPackage, name: str, kind: str, said: str) -> Stored:
    holder: Any = package  # its stubs ask for the package of a document read from a file
    return Stored(PackURI(name), kind, _bytes(said), holder)


def _bytes(said: str) -> bytes:
    return (_HEAD + said).encode()
