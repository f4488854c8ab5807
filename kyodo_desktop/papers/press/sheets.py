"""The only place that touches reportlab, which has no types: pages of raw operators, font objects,
bookmarks.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, BinaryIO, Final, Protocol, cast

from kyodo_desktop.papers.press.latepictures import utils  # before anything else of reportlab's

# isort: split

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen import canvas

# reportlab has no type information; the wall is these untyped names.
_doc: Final = cast("Any", pdfdoc)
_metrics: Final = cast("Any", pdfmetrics)
_canvas: Final = cast("Any", canvas)
_config: Final = cast("Any", rl_config)
_config.useA85 = 0  # plain compressed streams, a fifth smaller

PRODUCER: Final = "Kyodo Desktop"
_FIRST_FONT: Final = "kyodo-none"

PdfValue = object
"""A number, a string already made by `text`, or what `name`, `array`, `dictionary` and `Sheets.keep`
return.
"""


# The canvas's initial font: none. reportlab would otherwise put Helvetica into every file.
_metrics.registerFont(
    SimpleNamespace(
        fontName=_FIRST_FONT, face=SimpleNamespace(name=_FIRST_FONT), _multiByte=1, _dynamicFont=1
    )
)


class LateFont(Protocol):
    """A font whose objects can be made only when all the text is known."""

    def write(self, sheets: Sheets) -> tuple[str, PdfValue]:
        """Its resource name and its font dictionary."""
        ...


class Sheets:
    """The pages of one PDF, written to `out` by `finish`. The same operators give the same bytes."""

    def __init__(
        self, out: BinaryIO, size: tuple[float, float], title: str, author: str, language: str
    ) -> None:
        self._canvas = _canvas.Canvas(
            out,
            pagesize=size,
            invariant=1,
            pageCompression=1,
            initialFontName=_FIRST_FONT,
            lang=language,
            pdfVersion=(1, 7),
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author)
        self._canvas.setSubject("")
        self._canvas.setCreator(PRODUCER)
        self._canvas.setProducer(PRODUCER)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self._document = self._canvas._doc
        self._kept = 0
        self.count = 1
        """The number of the page being drawn, from 1."""

    def resize(self, size: tuple[float, float]) -> None:
        """The size in points of the page being drawn and those after it."""
        self._canvas.setPageSize(size)

    def draw(self, operators: str) -> None:
        """Add content stream operators to the page being drawn."""
        self._canvas._code.append(operators)

    @property
    def drawn(self) -> int:
        """How much has been drawn on this page so far, for `since`."""
        return len(self._canvas._code)

    def since(self, start: int) -> str:
        """The operators drawn on this page since `drawn` was `start`."""
        return "\n".join(self._canvas._code[start:])

    def take(self) -> str:
        """What was drawn on this page so far, taken off it again: for a caller that places it itself."""
        drawn = "\n".join(self._canvas._code)
        self._canvas._code.clear()
        return drawn

    def picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture in its place; its name comes from its bytes, so that the same gives the same."""
        self._canvas.drawImage(utils.ImageReader(io.BytesIO(data)), x, y, width, height)

    def next_page(self) -> None:
        """End the page being drawn and begin another of the same size."""
        self._canvas.showPage()
        # reportlab writes an empty transition on each page, which PDF/A forbids.
        self._document.idToObject[f"Page{self.count}"].Trans = None
        self.count += 1

    def bookmark(self, title: str, level: int, key: str) -> None:
        """A bookmark to the page being drawn, `level` 0 being the outermost."""
        self._canvas.bookmarkPage(key)
        self._canvas.addOutlineEntry(title, key, level)

    def finish(self, fonts: Sequence[LateFont]) -> None:
        """Put the fonts in and write the file. The last page has been ended."""
        shared = self._document.idToObject["BasicFonts"].dict
        for font in fonts:
            resource, dictionary_ = font.write(self)
            shared[resource] = self.keep(dictionary_)
        self._canvas.save()

    @property
    def pages(self) -> int:
        """How many pages have been ended."""
        return self.count - 1

    def claim(self, count: int) -> int:
        """The first of so many object numbers that follow one another, for `put`."""
        first = int(self._document.objectcounter) + 1
        for number in range(first, first + count):
            self._document.Reference(b"null", f"kyodo-{number}-own")
        return first

    def put(self, number: int, body: bytes) -> None:
        """What the object with a claimed number holds, as it stands in the file."""
        self._document.idToObject[f"kyodo-{number}-own"] = body

    def page_object(self, page: int) -> int:
        """The object number of a page that has been ended, counted from 1."""
        return int(self._document.idToObjectNumberAndVersion[f"Page{page}"][0])

    def tag_page(self, page: int) -> None:
        """Say of an ended page that its marks are found under its own number, its order being theirs."""
        sheet = self._document.idToObject[f"Page{page}"]
        sheet.__NoDefault__ = [*sheet.__NoDefault__, "StructParents", "Tabs"]
        sheet.StructParents, sheet.Tabs = page, "/S"

    def tag(self, tree: int, metadata: int) -> None:
        """Say that the document is tagged: which objects hold its structure and its metadata."""
        catalogue = self._document.Catalog
        catalogue.StructTreeRoot, catalogue.Metadata = f"{tree} 0 R", f"{metadata} 0 R"
        catalogue.MarkInfo = "<</Marked true>>"

    def keep(self, value: PdfValue) -> PdfValue:
        """Make `value` an object of its own and return the reference to it."""
        self._kept += 1
        cast("Any", value).__RefOnly__ = 1
        return self._document.Reference(value, f"kyodo-{self._kept}")

    def keep_stream(self, content: bytes, **entries: PdfValue) -> PdfValue:
        """A compressed stream as an object of its own."""
        stream = _doc.PDFStream()
        stream.content = zlib.compress(content, 9)
        stream.filters = []
        stream.dictionary["Filter"] = name("FlateDecode")
        for key, value in entries.items():
            stream.dictionary[key] = value
        return self.keep(stream)


def name(value: str) -> PdfValue:
    """A PDF name."""
    return cast("PdfValue", _doc.PDFName(value))


def literal(value: str) -> PdfValue:
    """A PDF string."""
    return cast("PdfValue", _doc.PDFString(value))


def array(values: Sequence[PdfValue]) -> PdfValue:
    """A PDF array."""
    return cast("PdfValue", _doc.PDFArray(list(values)))


def dictionary(entries: Mapping[str, PdfValue]) -> PdfValue:
    """A PDF dictionary."""
    return cast("PdfValue", _doc.PDFDictionary(dict(entries)))
