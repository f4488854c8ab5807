"""A public report as a page for the city's site: HTML5, headings, tables with scope, all text escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, Final, Protocol, runtime_checkable

from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.paper import AnyPaper
from kyodo_desktop.papers.pieces import Figure, Grid, Pairs, Piece, Point, Section, Speech, Text

_STYLE: Final = (
    "body{font-family:sans-serif;line-height:1.7;max-width:50em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%;margin:1em 0}"
    "th,td{border:1px solid #666;padding:.4em .6em;text-align:left;vertical-align:top}"
    "th{background:#eee;font-weight:bold}.right{text-align:right}.center{text-align:center}"
    "dt{font-weight:bold}dd{margin:0 0 .6em 1em}ul{margin:0;padding-left:1.2em}"
)


def document(said: str, pieces: Sequence[Piece], *, language: str = "ja") -> str:
    """The page titled `said`. The same pieces give the same text."""
    body = "\n".join(_body(pieces))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(said)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{escape(said)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _body(pieces: Sequence[Piece]) -> Iterator[str]:
    """The pieces in their order: what was said in turn is one list, and so are points."""
    for kind, several in groupby(pieces, key=lambda piece: _kind(piece)):
        run = list(several)
        if kind == "points":
            rows = "\n".join(f"<li>{_lines(one.text)}</li>" for one in run if isinstance(one, Point))
            yield f"<ul>\n{rows}\n</ul>"
        elif kind == "speeches":
            rows = "\n".join(_speech(one) for one in run if isinstance(one, Speech))
            yield f"<dl>\n{rows}\n</dl>"
        else:
            yield from (_one(piece) for piece in run if not isinstance(piece, Figure))


def _kind(piece: Piece) -> str:
    """Which list a piece goes into with its neighbours."""
    if isinstance(piece, Point):
        return "points"
    return "speeches" if isinstance(piece, Speech) and piece.speaker else ""


def _one(piece: Piece) -> str:
    match piece:
        case Section():
            level = min(6, piece.level + 1)
            return f"<h{level}>{escape(piece.text)}</h{level}>"
        case Text():
            return f"<p{_aligned(piece.align)}>{_lines(piece.text)}</p>"
        case Speech():
            return f"<p>{_lines(piece.body)}</p>"
        case Pairs():
            return _pairs(piece)
        case Grid():
            return _grid(piece)
        case Point() | Figure():
            return ""


def _speech(one: Speech) -> str:
    return f"<dt>{escape(one.speaker)}</dt>\n<dd>{_lines(one.body)}</dd>"


def _pairs(piece: Pairs) -> str:
    rows = "\n".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{_listed(value)}</td></tr>'
        for label, value in piece.rows
    )
    return f"<table>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _grid(piece: Grid) -> str:
    caption = f"<caption>{escape(piece.caption)}</caption>\n" if piece.caption else ""
    heads = "".join(f'<th scope="col">{_lines(head.text)}</th>' for head in piece.heads)
    rows = "\n".join(f"<tr>{_cells(piece, row)}</tr>" for row in piece.rows)
    return f"<table>\n{caption}<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _cells(piece: Grid, row: Sequence[str]) -> str:
    return "".join(
        f"<td{_aligned(head.align)}>{_lines(cell)}</td>" for head, cell in zip(piece.heads, row, strict=True)
    )


def _aligned(align: str) -> str:
    return "" if align == "left" else f' class="{align}"'


def _listed(text: str) -> str:
    """Several lines as a list, one as it is."""
    lines = text.split("\n")
    if len(lines) == 1:
        return escape(text)
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


@runtime_checkable
class Page(Protocol):
    """A paper that can be a page of the web too."""

    def heading(self, view: Any, form: Any) -> str:
        """Its title."""
        ...

    def pieces(self, view: Any, form: Any) -> tuple[Piece, ...]:
        """What stands under the title."""
        ...


def page_of(paper: AnyPaper, view: object, forms: Path) -> str:
    """A paper for the public as a page. Raises UsageError for one that isn't made for the web."""
    if not paper.public or not isinstance(paper, Page):
        raise UsageError(
            msg("「{title}」をHTMLで作成できません", title=Message(paper.title)),
            msg("ホームページに載せる様式ではありません。"),
            msg("ファイルの名前の終わりを「.pdf」にしてください。"),
        )
    form = paper.read(forms)
    return document(paper.heading(view, form), paper.pieces(view, form))
