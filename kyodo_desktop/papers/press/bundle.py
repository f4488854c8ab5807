"""Binding parts into one PDF: stamps, through page numbers, bookmarks, and nothing in it that runs."""

from __future__ import annotations

import io
from collections.abc import Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import pikepdf

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.outline import Branch, read_outline, write_outline
from kyodo_desktop.papers.press.output import PatientWriter, write_whole
from kyodo_desktop.papers.press.overlay import Stamped, lay_over, visual_size
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.sheets import PRODUCER

_RUNS: Final = ("/OpenAction", "/AA", "/JavaScript", "/AcroForm", "/Collection", "/URI", "/Perms")
_RUNS_NAMED: Final = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations")
_RUNS_ON_PAGE: Final = ("/AA", "/Annots", "/PieceInfo", "/Thumb", "/B", "/StructParents")


@dataclass(frozen=True, slots=True)
class Part:
    """One document in the bundle: `stamp` is boxed on its first page; `numbered` pages carry a through
    number.
    """

    pdf: bytes | Path
    title: str
    stamp: str | None = None
    numbered: bool = True
    password: str = ""


@dataclass(frozen=True, slots=True)
class Binding:
    """How to bind: the first page number, and whether each part begins on an odd page (a blank back is
    added).
    """

    title: str
    first_number: int = 1
    even: bool = False
    language: str = "ja-JP"


def bind(
    parts: Sequence[Part], target: Path | BinaryIO, fonts: Fonts, binding: Binding
) -> Generator[Progress]:
    """Bind `parts` into the file at `target`, whole or not at all, or into an open one; closing the generator
    leaves nothing behind.

    Pages keep their rotation and crop; stamps and numbers stand at the corners that the reader sees. Pages
    are counted through the bundle, those without a number too. Raises OutputFailed, naming the part, where
    one can't be read. Saving holds other threads: call it in a child process.
    """
    total = len(parts) + 2
    with ExitStack() as opened:
        out = opened.enter_context(pikepdf.new())
        stamped: list[Stamped] = []
        branches: list[Branch] = []
        for done, part in enumerate(parts, 1):
            source = opened.enter_context(_open(part))
            branches.append(Branch(part.title, len(out.pages), read_outline(source, len(out.pages))))
            stamped += _append(out, source, part, binding)
            yield Progress(done, total, msg("「{title}」を綴じました", title=part.title))
        lay_over(out, stamped, fonts)
        yield Progress(total - 1, total, msg("資料番号とページ番号を付けました"))
        write_outline(out, branches)
        _describe(out, binding)
        if isinstance(target, Path):
            write_whole(target, lambda file: _save(out, file))
        else:
            _save(out, target)
        name = target.name if isinstance(target, Path) else binding.title
        yield Progress(total, total, msg("「{name}」を書き出しました", name=name))


def _open(part: Part) -> pikepdf.Pdf:
    source = io.BytesIO(part.pdf) if isinstance(part.pdf, bytes) else part.pdf
    what = msg("「{title}」を綴じることができません", title=part.title)
    try:
        return pikepdf.open(source, password=part.password)
    except pikepdf.PasswordError as error:
        why = msg("このPDFにはパスワードがかかっています。")
        raise OutputFailed(what, why, msg("パスワードを外したファイルに差し替えてください。")) from error
    except (pikepdf.PdfError, OSError) as error:
        why = msg("PDFとして読み取れません。壊れているか、別の種類のファイルです。")
        raise OutputFailed(what, why, msg("元のファイルを確かめて、差し替えてください。")) from error


def _append(out: pikepdf.Pdf, source: pikepdf.Pdf, part: Part, binding: Binding) -> list[Stamped]:
    """Copy the pages of one part; returns what is to be laid over each, blank backs included."""
    _still(source)
    begin = len(out.pages)
    out.pages.extend(source.pages)
    stamped: list[Stamped] = []
    for index in range(begin, len(out.pages)):
        number = binding.first_number + index if part.numbered else None
        label = part.stamp if index == begin else None
        stamped.append(Stamped(index, label, number))
    if binding.even and len(source.pages) % 2:
        width, height = visual_size(out.pages[-1])
        out.add_blank_page(page_size=(width, height))
    return stamped


def _still(source: pikepdf.Pdf) -> None:
    """Take out what runs or asks: the bundle is for paper. What forms and notes show stays, as ink."""
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("print")
    for key in _RUNS:
        if key in source.Root:
            del source.Root[key]
    names = source.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        for key in _RUNS_NAMED:
            if key in names:
                del names[key]
    for page in source.pages:
        for key in _RUNS_ON_PAGE:
            if key in page.obj:
                del page.obj[key]


def _describe(out: pikepdf.Pdf, binding: Binding) -> None:
    """Title, language and how a viewer opens it, with no date, so that the same parts give the same bytes."""
    out.Root["/Lang"] = pikepdf.String(binding.language)
    out.Root["/PageMode"] = pikepdf.Name("/UseOutlines")
    out.Root["/ViewerPreferences"] = pikepdf.Dictionary(DisplayDocTitle=True)
    labels = pikepdf.Dictionary(S=pikepdf.Name("/D"), St=binding.first_number)
    out.Root["/PageLabels"] = pikepdf.Dictionary(Nums=pikepdf.Array([0, labels]))
    out.docinfo["/Title"] = pikepdf.String(binding.title)
    out.docinfo["/Producer"] = pikepdf.String(PRODUCER)
    with out.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = binding.title
        metadata["dc:language"] = [binding.language]
        metadata["pdf:Producer"] = PRODUCER


def _save(out: pikepdf.Pdf, file: BinaryIO) -> None:
    """Save into `file`. qpdf ends the process when a stream raises under it, so a refusal waits for its
    end.
    """
    patient = PatientWriter(file)
    out.save(patient, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    if patient.refusal is not None:
        raise patient.refusal
