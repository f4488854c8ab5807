"""Odd tables that offices send: each is read whole, or refused by name; none hangs, swells or crashes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kyodo_desktop.domain.errors import TableRefused
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.tablefile import MOST_ROWS, open_table, read
from kyodo_desktop.services.importing import LineKind
from kyodo_desktop.storage import Store
from tests.services.importable import Desk

HEAD = "氏名,区分,生年月日,郵便番号,電話番号\r\n"
ROW = "髙﨑 ①郎,1号,昭和64年1月7日,0600001,048-258-1110\r\n"


def book(*rows: tuple[object, ...]) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def altered(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook in one part of which some bytes stand for others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as there, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as here:
        for name in there.namelist():
            content = there.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            here.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["cp932", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("era", "day"), [("昭和64年1月7日", (1989, 1, 7)), ("令和元年5月1日", (2019, 5, 1))])
def test_glyphs_eras_and_leading_zeros_come_through_every_encoding(
    store: Store, encoding: str, era: str, day: tuple[int, int, int]
) -> None:
    data = (HEAD + ROW.replace("昭和64年1月7日", era)).encode(encoding)
    (line,) = Desk(store).shown(drained(read(data, "名簿.csv"))).lines
    assert (line.kind, line.name) == (LineKind.NEW, "髙﨑 ①郎")
    assert line.values["born_on"] == dt.date(*day)
    assert (line.values["postcode"], line.values["phone"]) == ("0600001", "048-258-1110")


def test_a_workbook_is_one_whatever_it_is_called() -> None:
    assert drained(read(book(("氏名",), ("川口 花子",)), "名簿.csv")).kind == "excel"


def test_a_false_extent_costs_nothing(tmp_path: Path) -> None:
    data = book(("氏名", "区分"), ("川口 花子", "1号"))
    path = tmp_path / "名簿.xlsx"
    path.write_bytes(altered(data, "xl/worksheets/sheet1.xml", b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert drained(open_table(path)).sheets[0].rows[:2] == (("氏名", "区分"), ("川口 花子", "1号"))


def test_a_cell_at_the_end_of_the_sheet_is_refused_not_swollen(tmp_path: Path) -> None:
    path = tmp_path / "名簿.xlsx"
    data = book(("氏名", "区分"), ("川口 花子", "1号"))
    path.write_bytes(altered(data, "xl/worksheets/sheet1.xml", b'r="B2"', b'r="XFD1048576"'))
    with pytest.raises(TableRefused):
        drained(open_table(path))


def test_what_unpacks_to_more_than_fits_is_refused() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(31):
            part.write(bytes(10 * 1024 * 1024))
    assert len(out.getvalue()) < 3 * 1024 * 1024
    with pytest.raises(TableRefused) as refusal:
        drained(read(out.getvalue(), "名簿.xlsx"))
    assert "大きく" in refusal.value.why.text()


def test_a_formula_without_a_result_is_told_of() -> None:
    made = drained(read(book(("氏名", "区分"), ("=A1", "1号")), "名簿.xlsx"))
    assert made.unread == 1


def test_many_rows_are_read_and_too_many_refused() -> None:
    rows = "川口 花子,1号\r\n"
    made = drained(read(("氏名,区分\r\n" + rows * (MOST_ROWS - 1)).encode(), "名簿.csv"))
    assert len(made.sheets[0].rows) == MOST_ROWS
    with pytest.raises(TableRefused):
        drained(read(("氏名,区分\r\n" + rows * MOST_ROWS).encode(), "名簿.csv"))


def test_two_hundred_columns_are_read() -> None:
    head = ",".join(["氏名", *map(str, range(199))])
    assert drained(read(f"{head}\r\n{head}\r\n".encode(), "名簿.csv")).sheets[0].width == 200


@pytest.mark.parametrize(
    "data",
    [
        "<html><table><tr><td>氏名</td></tr></table></html>".encode(),
        '氏名,区分\r\n"川口 花子,1号\r\n'.encode(),
        "氏名,区分\r\n川口\0花子,1号\r\n".encode(),
    ],
)
def test_what_only_looks_like_a_table_is_refused(store: Store, data: bytes) -> None:
    desk = Desk(store)
    with pytest.raises(TableRefused):
        desk.shown(drained(read(data, "名簿.xls")))
