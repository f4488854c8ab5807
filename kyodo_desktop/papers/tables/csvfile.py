"""A table as CSV: Excel opens it as text and numbers, and what reads it again gets each text back exactly.

UTF-8 with its mark and CRLF, as Excel takes it; every text in quotes. A text that a spreadsheet would
reckon as a formula has one apostrophe before it, and so has one that begins like that, so that `restored`
is never in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, TypeAlias

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.domain.names import clusters
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.tables.values import Column, TableView, Value, said

Encoding: TypeAlias = Literal["utf-8-sig", "cp932"]
SHIFT_JIS: Final[Encoding] = "cp932"
_BEGINS: Final = re.compile(r"'*[\s\0]*[=+\-@＝＋－＠\t\r\n\0]")
_GUARDED: Final = re.compile("'" + _BEGINS.pattern)
_RISKY: Final = re.compile(r"[\s\0]*[=+\-@＝＋－＠\t\r\n\0]")
_BARE: Final = re.compile(r"[-0-9./:%]*")
_OURS: Final = re.compile(r'(?:(?:"(?:[^"]++|"")++"|[-0-9./:%]*+)(?:,|\r\n))++(?<=\n)')
_MOST_NAMED: Final = 20
_PLAIN: Final = Column("")


def written(table: TableView, encoding: Encoding = "utf-8-sig") -> bytes:
    """The bytes of a .csv file. Raises OutputFailed, naming them, where `encoding` lacks characters."""
    text = "".join(_lines(table))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        raise _refusal(text, encoding) from error


def guarded(text: str) -> str:
    """`text` such that no spreadsheet takes it for a formula."""
    return f"'{text}" if _BEGINS.match(text) else text


def restored(text: str) -> str:
    """What `guarded` made `text` of; any other text as it is."""
    return text[1:] if _GUARDED.match(text) else text


def is_ours(text: str, rows: Iterable[Sequence[str]]) -> bool:
    """Whether a CSV's text, read as `rows`, is one that `written` makes: else an apostrophe is its own.

    Every text stands in quotes, nothing empty does, each line ends as ours do, and whatever would be reckoned
    is guarded.
    """
    if not _OURS.fullmatch(text):
        return False
    return not any(_RISKY.match(cell) and not _BARE.fullmatch(cell) for row in rows for cell in row)


def _lines(table: TableView) -> Iterator[str]:
    yield ",".join(_quoted(column.head) for column in table.columns) + "\r\n"
    for row in (*table.rows, *table.totals):
        yield ",".join(map(_cell, row)) + "\r\n"


def _cell(value: Value) -> str:
    if value is None or isinstance(value, str):
        return _quoted(value or "")
    return said(value, _PLAIN)


def _quoted(text: str) -> str:
    inside = guarded(text).replace('"', '""')
    return f'"{inside}"' if inside else ""


def _refusal(text: str, encoding: Encoding) -> OutputFailed:
    lacking = dict.fromkeys(one for one in clusters(text) if not _holds(one, encoding))
    named = tuple(f"{one}（{' '.join(f'U+{ord(c):04X}' for c in one)}）" for one in lacking)
    more = len(named) - _MOST_NAMED
    return OutputFailed(
        msg("CSVをシフトJISで保存できません"),
        msg("シフトJISにない文字があります：{characters}", characters=named)
        if more <= 0
        else msg(
            "シフトJISにない文字があります：{characters} ほか{more}字",
            characters=named[:_MOST_NAMED],
            more=more,
        ),
        msg("UTF-8で保存してください。"),
    )


def _holds(cluster: str, encoding: Encoding) -> bool:
    try:
        cluster.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
