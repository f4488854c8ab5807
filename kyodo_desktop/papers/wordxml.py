"""The pieces of a Word document as WordprocessingML: text, every value of it escaped.

Elements stand in the order that the format asks for. Lengths become twips (a twentieth of a point).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

from kyodo_desktop.domain.checks import is_hidden
from kyodo_desktop.papers.forms import Type
from kyodo_desktop.papers.press.glyphs import Lack, Typecase, missing_glyph
from kyodo_desktop.papers.wordpieces import MM, Frame, Part, Run, Shape, Sort, Words

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FONTS: Final = {
    "gothic": ("BIZ UDゴシック", False),
    "gothic-bold": ("BIZ UDゴシック", True),
    "mincho": ("BIZ UD明朝 Medium", False),
    "mincho-bold": ("BIZ UD明朝 Medium", True),
    "ipamj": ("IPAmj明朝", False),
    "hanamin": ("HanaMinA", False),
}
"""Each of our faces as Word knows it, and whether it is bold."""
_INSTEAD: Final = {
    "BIZ UDゴシック": ("BIZ UDGothic,ＭＳ ゴシック", "modern"),
    "BIZ UD明朝 Medium": ("BIZ UD明朝,BIZ UDMincho Medium,BIZ UDMincho,ＭＳ 明朝", "roman"),
    "IPAmj明朝": ("IPAmjMincho,ＭＳ 明朝", "roman"),
    "HanaMinA": ("ＭＳ 明朝", "roman"),
}
"""What Word takes where a font isn't installed, in turn, and the family of it."""
_CUT: Final = re.compile("([\n\t])")
_CUTS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_CLOSE: Final = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
"""No white of Word's own between kana and figures: none is on the printed page either."""
_NOTHING: Final = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def twips(millimetres: float) -> int:
    """A length as Word measures it."""
    return round(millimetres / MM * 20)


def tag(name: str, /, *inside: str, **values: str | int) -> str:
    """An element of Word's, its attributes' values escaped."""
    told = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in values.items())
    body = "".join(inside)
    return f"<w:{name}{told}>{body}</w:{name}>" if body else f"<w:{name}{told}/>"


def root(name: str, /, *inside: str) -> str:
    """The element that a part of the file begins with."""
    return f'<w:{name} xmlns:w="{NAMESPACE}" xmlns:r="{_RELATIONS}">{"".join(inside)}</w:{name}>'


# --- text


class Writer:
    """Writes what belongs to one document. `typecase` says which face has each character."""

    def __init__(self, typecase: Typecase, sorts: Iterable[Sort]) -> None:
        self._typecase = typecase
        self._sorts = {sort.key: sort for sort in sorts}
        self._fits = 0

    def paragraph(self, one: Words, end: str = "") -> str:
        """A paragraph; `end` is the section that it closes."""
        kind = self._sorts[one.sort].kind
        runs = "".join(self._run(run, kind) for run in one.runs)
        return tag("p", _properties(one.shape, one.sort, one.frame, end), runs)

    def _run(self, run: Run, kind: Type) -> str:
        """Words in the faces that have them; a style's own face and size aren't said again.

        Raises MissingGlyph.
        """
        look = run.kind or kind
        fit = ""
        if run.fit and len(run.text) > 1:
            self._fits += 1
            fit = tag("fitText", val=twips(run.fit), id=self._fits)
        return "".join(self._piece(piece, look, kind, fit) for piece in _CUT.split(run.text) if piece)

    def _piece(self, text: str, look: Type, kind: Type, fit: str) -> str:
        if text in _CUTS:
            return tag("r", _CUTS[text])
        hidden = next((one for one in text if is_hidden(one)), None)
        if hidden is not None:
            raise missing_glyph(Lack(hidden, "character"))
        made = ""
        for part in self._typecase.resolve(text, look.face):
            face = "" if part.face == kind.face else _font(part.face)
            size = "" if look.size == kind.size else _size(look.size)
            told = tag("rPr", face, size, fit) if face or size or fit else ""
            made += tag("r", told, f'<w:t xml:space="preserve">{escape(part.text)}</w:t>')
        return made


def _font(face: str) -> str:
    name, bold = _FONTS[face]
    fonts = tag("rFonts", ascii=name, hAnsi=name, eastAsia=name, cs=name)
    return fonts + (tag("b") if bold else tag("b", val="0"))


def _size(points: float) -> str:
    half = round(points * 2)
    return tag("sz", val=half) + tag("szCs", val=half)


# --- paragraphs


def _properties(
    shape: Shape, sort: str = "", frame: Frame | None = None, end: str = "", *, close: bool = False
) -> str:
    parts = (
        tag("pStyle", val=sort) if sort and sort != "Normal" else "",
        "" if shape.keep is None else tag("keepNext", val=int(shape.keep)),
        "" if frame is None else _frame(frame),
        tag("pBdr", tag("left", val="single", sz=8, space=4, color="auto")) if shape.bar else "",
        "" if shape.shade is None else shaded(shape.shade),
        tag("tabs", *(tag("tab", val="left", pos=twips(at)) for at in shape.tabs)) if shape.tabs else "",
        _CLOSE if close else "",
        _spacing(shape),
        _indented(shape),
        "" if shape.align is None else tag("jc", val="both" if shape.align == "justify" else shape.align),
        end,
    )
    return tag("pPr", *parts) if any(parts) else ""


def shaded(level: float) -> str:
    """A ground from 0, black, to 1, white."""
    return tag("shd", val="clear", color="auto", fill=f"{round(level * 255):02X}" * 3)


def _spacing(shape: Shape) -> str:
    values: dict[str, str | int] = {}
    for name, length in (("before", shape.before), ("after", shape.after)):
        if length is not None:
            values[name] = twips(length)
    if shape.line is not None:
        values |= {"line": twips(shape.line), "lineRule": "atLeast"}
    return tag("spacing", **values) if values else ""


def _indented(shape: Shape) -> str:
    values: dict[str, str | int] = {}
    for name, length in (("left", shape.left), ("right", shape.right)):
        if length is not None:
            values[name] = twips(length)
    if shape.first is not None:
        values["firstLine" if shape.first >= 0 else "hanging"] = twips(abs(shape.first))
    return tag("ind", **values) if values else ""


def _frame(one: Frame) -> str:
    where: dict[str, str | int] = {"w": twips(one.width), "wrap": "around"}
    if one.height:
        where |= {"h": twips(one.height), "hRule": "atLeast"}
    if one.foot:
        where |= {"vAnchor": "margin", "hAnchor": "page", "x": twips(one.x), "yAlign": "bottom"}
    else:
        where |= {"vAnchor": "page", "hAnchor": "page", "x": twips(one.x), "y": twips(one.y)}
    return tag("framePr", **where)


def slit(end: str = "") -> str:
    """A paragraph with nothing in it and no height to speak of: what stands between or below tables."""
    return tag("p", tag("pPr", _NOTHING, tag("rPr", _size(1)), end))


# --- what is said once


def reference(kind: Literal["header", "footer"], relation: str) -> str:
    """A section's reference to what stands at the head or the foot of its pages."""
    return f'<w:{kind}Reference w:type="default" r:id={quoteattr(relation)}/>'


def section(part: Part, size: tuple[float, float], references: str = "") -> str:
    """A page's size and margins; `references` are to what stands at its head and foot, see `reference`."""
    margins = part.margins
    edges = {name: twips(getattr(margins, name)) for name in ("top", "right", "bottom", "left")}
    lying = {"orient": "landscape"} if size[0] > size[1] else {}
    return tag(
        "sectPr",
        references,
        tag("type", val="nextPage"),
        tag("pgSz", w=twips(size[0]), h=twips(size[1]), **lying),
        tag("pgMar", **edges, header=twips(9), footer=twips(9), gutter=0),
        tag("cols", space=425),
    )


def styles(sorts: Sequence[Sort]) -> Iterator[str]:
    """The defaults of a document, then its styles; the first of its sorts is 標準."""
    normal = sorts[0].kind
    lang = tag("lang", val="ja-JP", eastAsia="ja-JP", bidi="ar-SA")
    runs = tag("rPr", _font(normal.face), tag("kern", val=2), _size(normal.size), lang)
    yield tag("docDefaults", tag("rPrDefault", runs), tag("pPrDefault"))
    yield from (_style(sort, place == 0) for place, sort in enumerate(sorts))
    plain = tag("name", val="Normal Table") + tag("uiPriority", val=99) + tag("semiHidden")
    yield _typed("table", "TableNormal", plain, default=1)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = tag("tblBorders", *(tag(side, val="single", sz=4, space=0, color="auto") for side in sides))
    grid = tag("name", val="Table Grid") + tag("basedOn", val="TableNormal")
    yield _typed("table", "TableGrid", grid, tag("tblPr", rules))


def _style(sort: Sort, default: bool) -> str:
    own: dict[str, str | int] = {"default": 1} if default else {}
    if not sort.name.isascii():
        own["customStyle"] = 1
    shape = _properties(sort.shape, close=default)
    if sort.level:
        level = tag("outlineLvl", val=sort.level - 1)
        shape = shape.replace("</w:pPr>", level + "</w:pPr>") if shape else tag("pPr", level)
    based = "" if default else tag("basedOn", val="Normal")
    after = tag("next", val="Normal") if sort.level else ""
    look = tag("rPr", _font(sort.kind.face), _size(sort.kind.size))
    return _typed(
        "paragraph", sort.key, tag("name", val=sort.name), based, after, tag("qFormat"), shape, look, **own
    )


def _typed(kind: str, key: str, *inside: str, **own: str | int) -> str:
    return tag("style", *inside, type=kind, styleId=key, **own)


def fonts() -> Iterator[str]:
    """What stands in for a font that isn't installed."""
    for name, (instead, family) in _INSTEAD.items():
        pitch = tag("family", val=family) + tag("pitch", val="fixed")
        yield tag("font", tag("altName", val=instead), tag("charset", val="80"), pitch, name=name)


def settings() -> Sequence[str]:
    """How Word lays the document out: as of 2013 and later, Japanese."""
    mode = tag(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    return (
        tag("zoom", percent=100),
        tag("defaultTabStop", val=840),
        tag("characterSpacingControl", val="compressPunctuation"),
        # a line that ends before its paragraph does isn't stretched
        tag("compat", tag("doNotExpandShiftReturn"), tag("adjustLineHeightInTable"), mode),
        tag("themeFontLang", val="ja-JP", eastAsia="ja-JP"),
    )
