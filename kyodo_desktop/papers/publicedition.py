"""The public edition (公開版) of a meeting's papers: a tagged PDF for each, with nothing in it of persons."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pikepdf

from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.filekind import kind_of
from kyodo_desktop.papers.inspection import Inspection
from kyodo_desktop.papers.leaks import LeakFound, Secret, leaks
from kyodo_desktop.papers.packet import Made, Memory, PacketView, Received, drawn
from kyodo_desktop.papers.press.bundle import Binding, bind
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.sheets import PRODUCER
from kyodo_desktop.papers.press.still import layers

SHOWN: Final = frozenset(
    {
        "agenda", "materials", "roster", "body", "survey", "regulation", "consultations", "announcement",
        "observer_rules", "minutes_public", "results", "errata", "comparison", "decisions",
    }
)  # fmt: skip
"""The papers whose content is public; no other is in a public edition, whoever chose it as a material."""
_UNSAFE: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*\u3000\s]+')
_LONGEST: Final = 60
_KEPT: Final = frozenset({0xE0, 0xE2, 0xEE})  # of a JPEG's segments: JFIF, colour profile, Adobe's colours
_START, _SCAN, _COMMENT, _FIRST, _LAST = 0xD8, 0xDA, 0xFE, 0xE0, 0xEF


@dataclass(frozen=True, slots=True)
class Published:
    """One paper of the edition: its number and title, the name of its file, its bytes, what to know of it."""

    number: str
    title: str
    name: str
    data: bytes
    pages: int
    notes: tuple[Message, ...] = ()

    @property
    def kilobytes(self) -> int:
        """Its size in KB, as a page of the web says it: never 0."""
        return max(1, round(len(self.data) / 1024))

    @property
    def label(self) -> str:
        """The number and the title."""
        return f"{self.number}\u3000{self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Withheld:
    """A paper that isn't in the edition, and why."""

    number: str
    title: str
    why: Message


@dataclass(frozen=True, slots=True)
class PublicEdition:
    """The papers of a meeting for the public, and those that stay out."""

    papers: tuple[Published, ...]
    withheld: tuple[Withheld, ...]


def sifted(view: PacketView) -> tuple[PacketView, tuple[Withheld, ...]]:
    """The packet without what isn't public, and what that is."""
    kept: list[Made | Received] = []
    out: list[Withheld] = []
    for one in view.parts:
        why = _why_not(one)
        if why is None:
            kept.append(replace(one, two_up=False))
        else:
            out.append(Withheld(one.number, one.title, why))
    return replace(view, parts=tuple(kept), cover=False), tuple(out)


def edition(
    view: PacketView, personal: Sequence[Secret], fonts: Fonts, forms: Path, memory: Memory | None = None
) -> Generator[Progress, None, PublicEdition]:
    """Make each paper anew for the public. Raises LeakFound, naming the place, what binding raises."""
    view, withheld = sifted(view)
    view, parts = yield from drawn(view, fonts, forms, memory or Memory())
    found: list[Published] = []
    for place, (one, part) in enumerate(zip(view.parts, parts, strict=True), 1):
        out = io.BytesIO()
        done = yield from bind([part], out, fonts, Binding(part.title, through=False, within=True))
        notes = (*_notes(one), *done.notes)
        data = _cleaned(out.getvalue())
        title = one.title or part.title
        made = Published(one.number, title, _name(place, one.number, title), data, done.pages, notes)
        _require_clean(made, personal)
        found.append(made)
    return PublicEdition(tuple(found), withheld)


def listing(papers: Sequence[Published]) -> str:
    """The papers as a page of the city lists them: 次第(9KB)."""
    return "".join(f"{one.label}({one.kilobytes:,}KB)\n" for one in papers)


def snippet(papers: Sequence[Published]) -> str:
    """A list of links to the papers, to be put into a page of the city; format and size are said."""
    lines = (
        f'<li><a href="{html.escape(one.name)}">{html.escape(one.label)}（PDF：{one.kilobytes:,}KB）</a></li>'
        for one in papers
    )
    return "\n".join(("<ul>", *lines, "</ul>", ""))


def is_ours(path: Path) -> bool:
    """Whether the file at `path` is a PDF that this program made. Raises OSError."""
    try:
        with pikepdf.open(path) as there:
            return str(there.docinfo.get("/Producer", "")) == PRODUCER
    except pikepdf.PdfError:
        return False


def _why_not(part: Made | Received) -> Message | None:
    if isinstance(part, Made):
        if part.paper in SHOWN:
            return None
        if part.paper == "slip":
            return msg("別に配る資料で、台帳にファイルがありません。")
        return msg("公開する様式ではありません。")
    if part.password:
        return msg("パスワードのかかったファイルは公開版にできません。")
    if kind_of(part.data) == "pdf" and _hides(part.data):
        return msg("表示されないレイヤーがあります。レイヤーのないPDFを受け取って差し替えてください。")
    return None


def _hides(data: bytes) -> bool:
    """Whether a layer isn't shown: what is on it would be published unseen."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return bool(layers(pdf)[1])
    except pikepdf.PdfError:
        return False  # it is refused when it is bound


def _notes(part: Made | Received) -> tuple[Message, ...]:
    found: Inspection | None = part.found if isinstance(part, Received) else None
    return () if found is None else found.notes(part.title)


def _require_clean(made: Published, personal: Sequence[Secret]) -> None:
    found = next(iter(leaks(made.data, personal)), None)
    if found is None:
        return
    where = msg("{page}ページ目", page=found.page) if found.page else msg("文書の属性や読み上げ用の文字")
    raise LeakFound(
        msg("「{title}」を公開できません", title=made.label),
        msg(
            "{where}に、{whose}さんの{what}があります。",
            where=where.text(),
            whose=found.secret.whose,
            what=found.secret.what.text(),
        ),
        msg("元の資料から取り除いて、もう一度作成してください。"),
    )


def _name(place: int, number: str, title: str) -> str:
    """A file's name that every system takes, and that sorts as the papers do."""
    said = _UNSAFE.sub("_", f"{number}_{title}" if number else title).strip("._")[:_LONGEST]
    return f"{place:02}_{said or 'paper'}.pdf"


def _cleaned(data: bytes) -> bytes:
    """The PDF without what cameras and scanners say in its pictures."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream) and _is_jpeg(one):
                raw = one.read_raw_bytes()
                plain = without_notes(raw)
                if plain != raw:
                    one.write(plain, filter=pikepdf.Name.DCTDecode)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _is_jpeg(stream: pikepdf.Stream) -> bool:
    said = stream.get("/Filter")
    only = said[0] if isinstance(said, pikepdf.Array) and len(said) == 1 else said
    return isinstance(only, pikepdf.Name) and only == pikepdf.Name.DCTDecode


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG without its EXIF, its comments and the like; its picture isn't touched."""
    if jpeg[:2] != bytes((0xFF, _START)):
        return jpeg
    kept: list[bytes] = [jpeg[:2]]
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != _SCAN:
        kind, end = jpeg[at + 1], at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind in _KEPT or not (kind == _COMMENT or _FIRST <= kind <= _LAST):
            kept.append(jpeg[at:end])
        at = end
    return b"".join((*kept, jpeg[at:]))
