"""Tables as CSV: nothing that a spreadsheet would reckon, every text restored to the character."""

from __future__ import annotations

import csv
import datetime as dt
import io
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.papers.tables import csvfile
from kyodo_desktop.papers.tables.values import Column, Shown, TableView
from tests.papers.tables.payloads import DAY, PAYLOADS, texts

RISKY = tuple("=+-@＝＋－＠\t\r\n\0")


def rows_of(data: bytes, encoding: str = "utf-8-sig") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


def test_every_payload_is_guarded_and_restored() -> None:
    data = csvfile.written(texts())
    assert data.startswith(b"\xef\xbb\xbf")
    rows = rows_of(data)
    assert rows[0][1] == "'=見出し"
    assert len(rows) == len(PAYLOADS) + 1
    for payload, row in zip(PAYLOADS, rows[1:], strict=True):
        assert [csvfile.restored(cell) for cell in row[1:]] == [payload, payload]
        assert not any(cell.lstrip().startswith(RISKY) or cell.startswith(RISKY) for cell in row[1:])


@given(st.text(alphabet="'=+-@ ＝\t\r\na1", max_size=6))
def test_what_was_guarded_is_restored(text: str) -> None:
    assert csvfile.restored(csvfile.guarded(text)) == text
    assert not csvfile.guarded(text).lstrip().startswith(RISKY)


@given(st.text(max_size=20))
def test_any_text_is_restored(text: str) -> None:
    assert csvfile.restored(csvfile.guarded(text)) == text


def test_lines_end_as_excel_has_them() -> None:
    data = csvfile.written(texts(["一\n二", "三"])).decode("utf-8-sig")
    assert data == '"番号","\'=見出し","幅はおまかせ"\r\n1,"一\n二","一\n二"\r\n2,"三","三"\r\n'


def test_numbers_and_days_are_bare() -> None:
    table = TableView(
        title="値",
        day=DAY,
        columns=(
            Column("円", 0, Shown.GROUPED),
            Column("率"),
            Column("日", 0, Shown.ERA),
            Column("時"),
            Column("無"),
        ),
        rows=((-1234567, Fraction(2, 3), dt.date(2025, 11, 1), dt.time(9, 5), None),),
        totals=((0, None, None, None, "計"),),
    )
    lines = csvfile.written(table).decode("utf-8-sig").split("\r\n")
    assert lines[1:] == ["-1234567,66.7%,2025/11/01,9:05,", '0,,,,"計"', ""]


def test_shift_jis_holds_what_it_can() -> None:
    data = csvfile.written(texts(["髙﨑 ①～", "川口市"]), csvfile.SHIFT_JIS)
    assert [row[1] for row in rows_of(data, "cp932")[1:]] == ["髙﨑 ①～", "川口市"]


def test_shift_jis_is_refused_by_the_characters_it_lacks() -> None:
    with pytest.raises(OutputFailed) as caught:
        csvfile.written(texts(["𠮷野", "辻\U000e0100", "川口市"]), csvfile.SHIFT_JIS)
    why = caught.value.why.text()
    assert "𠮷（U+20BB7）" in why
    assert "辻\U000e0100（U+8FBB U+E0100）" in why
    assert "川" not in why
    many = [chr(0x20000 + n) for n in range(30)]
    with pytest.raises(OutputFailed) as caught:
        csvfile.written(texts(many), csvfile.SHIFT_JIS)
    assert "ほか10字" in caught.value.why.text()
