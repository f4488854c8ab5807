"""Drawing the part of a table that stands on one page: grounds, texts, then rules. Millimetres but for
rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.tablegrid import Piece
from kyodo_desktop.papers.press.tableplan import Plan, Slice
from kyodo_desktop.papers.press.tabletags import TableTags


def draw_slice(page: Page, x: float, y: float, plan: Plan, part: Slice, tags: TableTags) -> None:
    """Draw `part` with its top left corner at (x, y)."""
    across = list(accumulate(plan.widths, initial=x))
    down = list(accumulate(part.heights, initial=y))
    for piece in part.pieces:
        if piece.cell.fill is not None:
            _ground(page, piece, across, down)
    for piece in part.pieces:
        with page.inside(tags.element(piece, part.start)):
            _text(page, piece, across, down, plan)
    _rules(page, part, across, down, plan)


def _ground(page: Page, piece: Piece, across: Sequence[float], down: Sequence[float]) -> None:
    left, top, right, bottom = _corners(piece, across, down)
    page.box(left, top, right - left, bottom - top, 0, piece.cell.fill)


def _text(page: Page, piece: Piece, across: Sequence[float], down: Sequence[float], plan: Plan) -> None:
    left, top, right, bottom = _corners(piece, across, down)
    width, height = right - left, bottom - top
    look, cell = plan.look, piece.cell
    if not cell.text:
        return
    if plan.stands(piece, height):
        room = (width - look.padding, height - 2 * look.upright_padding_y)
        corner = (left + look.padding / 2, top + look.upright_padding_y)
        page.vertical(*corner, *room, cell.text, cell.style or look.style)
        return
    fitted = plan.fit(piece, height)
    centred = look.middle or piece.row < len(plan.heads)
    middle = top + ((height - fitted.height) / 2 if centred else look.padding_y)
    if fitted.lines:
        start = left + look.padding + fitted.start
        place, lines = (start, middle, fitted.width), fitted.lines
        page.set_lines(*place, lines, fitted.style, fitted.align, -fitted.hang)
    else:
        start = left + (width - fitted.width) / 2
        page.text(start, middle, fitted.text, fitted.style, fitted.align, fitted.width)


def _corners(
    piece: Piece, across: Sequence[float], down: Sequence[float]
) -> tuple[float, float, float, float]:
    return (
        across[piece.column],
        down[piece.row],
        across[piece.column + piece.columns],
        down[piece.row + piece.rows],
    )


def _rules(page: Page, part: Slice, across: Sequence[float], down: Sequence[float], plan: Plan) -> None:
    """Inner rules as long unbroken lines, then the frame over their ends."""
    look = plan.look
    rows, columns = len(down) - 1, len(across) - 1
    owner = _owners(part.pieces, rows, columns)
    first = len(plan.heads)
    joined = {n for n, piece in enumerate(part.pieces) if piece.cell.joined and piece.row > first}
    if look.inner:
        for row in range(1, rows):
            split = (
                owner[row - 1][c] != owner[row][c] and owner[row][c] not in joined for c in range(columns)
            )
            for begin, end in _stretches(split):
                page.rule(across[begin], down[row], across[end], down[row], look.inner)
        for column in range(1, columns):
            split = (owner[r][column - 1] != owner[r][column] for r in range(rows))
            for begin, end in _stretches(split):
                page.rule(across[column], down[begin], across[column], down[end], look.inner)
    if look.outer:
        page.box(across[0], down[0], across[-1] - across[0], down[-1] - down[0], look.outer)


def _owners(parts: Iterable[Piece], rows: int, columns: int) -> list[list[int]]:
    """For each place of the grid, the number of the piece that covers it."""
    owner = [[-1] * columns for _ in range(rows)]
    for number, piece in enumerate(parts):
        for row in range(piece.row, piece.row + piece.rows):
            for column in range(piece.column, piece.column + piece.columns):
                owner[row][column] = number
    return owner


def _stretches(flags: Iterable[bool]) -> Iterator[tuple[int, int]]:
    """Where runs of True begin and end."""
    begin: int | None = None
    place = 0
    for flag in flags:
        if flag and begin is None:
            begin = place
        elif not flag and begin is not None:
            yield begin, place
            begin = None
        place += 1
    if begin is not None:
        yield begin, place
