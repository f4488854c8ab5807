"""The source of an authored text (本文資料), Markdown, read into blocks. HTML in it is plain text.

A newline is a newline, as a clerk expects; **…** is strong whatever stands beside it; ` \\ ` breaks a line
inside a table's cell. Numbers print as typed (1.) or, where typed 1), as an office numbers: 1 /（1）/ ア.
Addresses of links are printed after their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, cast
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import blocks as b
from kyodo_desktop.papers.fences import Chunk, Fence, SourceProblem, parted

Drawn = Callable[[Fence], tuple[b.Block, ...]]
"""What the register holds for a directive."""
Pictured = Callable[[str, str, int], b.Figure]
"""The figure of (file's name, words, line)."""

_DOWN: Final = ("下向き", "下", "down", "")
_RIGHT: Final = ("右向き", "右", "right")
_CELL_BREAK: Final = re.compile(r"[ \u3000]\\[ \u3000]")
_SHARE: Final = re.compile(r"\d{1,3}(?:\.\d)?")


def read(source: str, drawn: Drawn, pictured: Pictured) -> tuple[b.Block, ...]:
    """The blocks of `source`; what only the register holds is asked for. Raises SourceProblem."""
    return _Reader(drawn, pictured).held(parted(source))


def _strong(state: StateInline, silent: bool) -> bool:
    """**…** : CommonMark's own rule fails before a bracket that kanji or kana follow (**「基本方針」**を)."""
    start = state.pos + 2
    end = state.src.find("**", start, state.posMax)
    if not state.src.startswith("**", state.pos) or end <= start:
        return False
    inner = state.src[start:end]
    if inner != inner.strip() or inner.startswith("*"):
        return False
    if not silent:
        most = state.posMax
        state.push("strong_open", "strong", 1)
        state.pos, state.posMax = start, end
        state.md.inline.tokenize(state)
        state.posMax = most
        state.push("strong_close", "strong", -1)
    state.pos = end + 2
    return True


def _parser() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable("table")
    made.disable(["lheading", "code", "html_block", "html_inline", "entity"])
    made.inline.ruler.before("emphasis", "kyodo_strong", _strong)
    return made


_PARSER: Final = _parser()


class _Reader:
    """Walks the directives and, within each, the tokens of its Markdown."""

    def __init__(self, drawn: Drawn, pictured: Pictured) -> None:
        self._drawn = drawn
        self._pictured = pictured

    def held(self, fence: Fence) -> tuple[b.Block, ...]:
        """The blocks that `fence` holds."""
        found: list[b.Block] = []
        for part in fence.parts:
            if isinstance(part, Chunk):
                found += _Tokens(part, self._pictured).blocks()
            else:
                found += self._directive(part)
        return tuple(found)

    def _directive(self, fence: Fence) -> tuple[b.Block, ...]:
        match fence.name:
            case "box":
                return (b.Box(inline(fence.words), self.held(fence)),)
            case "note":
                lead = (b.Paragraph(inline(fence.words)),) if fence.words else ()
                return (b.Note(lead + self.held(fence)),)
            case "arrow":
                return (_arrow(fence),)
            case "columns":
                return (self._columns(fence),)
            case _:
                return self._drawn(fence)

    def _columns(self, fence: Fence) -> b.Columns:
        columns: list[tuple[b.Block, ...]] = []
        shares: list[float] = []
        wanted = [float(share) for share in _SHARE.findall(fence.words)]
        for part in fence.parts:
            if isinstance(part, Chunk):
                raise SourceProblem(
                    part.line,
                    msg("「columns」の中に、どの列にも入っていない文があります。"),
                    msg("「:::: column」の行で列を始めてから書いてください。"),
                )
            arrow = part.name == "arrow"
            columns.append((_arrow(part),) if arrow else self.held(part))
            shares.append(0.0 if arrow else max(0.1, wanted.pop(0)) if wanted else 1.0)
        return b.Columns(tuple(columns), tuple(shares))


def _arrow(fence: Fence) -> b.Arrow:
    way, _, said = fence.words.partition(" ")
    if way in _DOWN:
        return b.Arrow(True, inline(said.strip()))
    if way in _RIGHT:
        return b.Arrow(False, inline(said.strip()))
    return b.Arrow(True, inline(fence.words))


def inline(text: str) -> b.Words:
    """One line of Markdown as words."""
    return _words(_PARSER.parseInline(text)[0].children or [])


def _words(tokens: list[Token]) -> b.Words:
    spans: list[b.Span] = []
    strong = 0
    address, begun = "", 0
    for token in tokens:
        if token.type in ("strong_open", "em_open"):
            strong += 1
        elif token.type in ("strong_close", "em_close"):
            strong -= 1
        elif token.type == "link_open":
            address, begun = unquote(str(token.attrs.get("href", ""))), len(spans)
        elif token.type == "link_close":
            said = b.plain(tuple(spans[begun:]))
            if address and said != address and f"mailto:{said}" != address:
                spans.append(b.Span(f"（{address}）", strong > 0, exact=True))
            elif address:
                spans[begun:] = [b.Span(said, strong > 0, exact=True)]
        elif token.type in ("softbreak", "hardbreak"):
            spans.append(b.Span("\n", strong > 0))
        else:
            spans.append(b.Span(token.content, strong > 0, exact=token.type == "code_inline"))
    return _joined(spans)


def _joined(spans: list[b.Span]) -> b.Words:
    """Neighbours that look alike as one."""
    made: list[b.Span] = []
    for span in spans:
        text = span.text.replace("\t", " ")
        last = made[-1] if made else None
        if last is not None and (last.strong, last.exact) == (span.strong, span.exact):
            made[-1] = b.Span(last.text + text, span.strong, span.exact)
        elif text:
            made.append(b.Span(text, span.strong, span.exact))
    return tuple(made)


class _Tokens:
    """Reads the tokens of one chunk into blocks."""

    def __init__(self, chunk: Chunk, pictured: Pictured) -> None:
        self._tokens = _PARSER.parse(chunk.text)
        self._first = chunk.line
        self._pictured = pictured
        self._at = 0
        self._line = chunk.line

    def blocks(self, end: str = "") -> tuple[b.Block, ...]:
        """The blocks up to the token `end`."""
        found: list[b.Block] = []
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == end:
                break
            found += self._block(token)
        return tuple(found)

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        if token.map is not None:
            self._line = self._first + token.map[0]
        return token

    def _block(self, token: Token) -> tuple[b.Block, ...]:
        match token.type:
            case "heading_open":
                made = b.Heading(int(token.tag[1:]), _words(self._next().children or []))
                self._next()
                return (made,)
            case "paragraph_open":
                inner = self._next().children or []
                self._next()
                return self._paragraph(inner)
            case "bullet_list_open" | "ordered_list_open":
                return (self._items(token),)
            case "table_open":
                return (self._grid(),)
            case "blockquote_open":
                return (b.Indented(self.blocks("blockquote_close")),)
            case "hr":
                return (b.Divider(),)
            case "fence" | "code_block":
                return (b.Paragraph((b.Span(token.content.removesuffix("\n"), exact=True),)),)
            case _:
                return ()

    def _paragraph(self, tokens: list[Token]) -> tuple[b.Block, ...]:
        """A paragraph cut where pictures stand in it."""
        found: list[b.Block] = []
        text: list[Token] = []
        for token in [*tokens, None]:
            if token is not None and token.type != "image":
                text.append(token)
                continue
            words = _stripped(_words(text))
            if words:
                found.append(b.Paragraph(words))
            text = []
            if token is not None:
                name = unquote(str(token.attrs.get("src", "")))
                found.append(self._pictured(name, token.content, self._line))
        return tuple(found)

    def _items(self, opening: Token) -> b.Items:
        end = opening.type.replace("open", "close")
        items: list[tuple[b.Block, ...]] = []
        while self._next().type != end:
            items.append(self.blocks("list_item_close"))
        first = int(opening.attrs.get("start", 1)) if opening.tag == "ol" else None
        return b.Items(tuple(items), first, dotted=first is not None and opening.markup == ".")

    def _grid(self) -> b.Grid:
        rows: list[list[b.Words]] = []
        aligns: list[b.Align] = []
        while (token := self._next()).type != "table_close":
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                if len(rows) == 1:
                    style = str(token.attrs.get("style", "left")).rpartition(":")[2]
                    aligns.append(cast("b.Align", style))
                rows[-1].append(_cell(self._next()))
        head, *body = (tuple(row) for row in rows)
        if not any(head):
            head = ()
        return b.Grid(head, tuple(body), tuple(aligns))


def _cell(token: Token) -> b.Words:
    lines = [_PARSER.parseInline(part)[0].children or [] for part in _CELL_BREAK.split(token.content)]
    spans: list[b.Span] = []
    for place, line in enumerate(lines):
        spans += [b.Span("\n")] * (place > 0)
        spans += _words(line)
    return _joined(spans)


def _stripped(run: b.Words) -> b.Words:
    """`run` without the empty lines that a picture leaves behind."""
    return run if b.plain(run).strip() else ()
