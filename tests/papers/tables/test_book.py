"""Tables in Excel: cells of their own kind, pages that can be read, and text that stays text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.papers.tables import book, eras
from kyodo_desktop.papers.tables.values import Column, Shown, TableView, said
from tests.papers.reading import pages, squeezed
from tests.papers.tables.payloads import DAY, NAMES, PAYLOADS, texts

EDGES = [
    dt.date(1900, 3, 1),
    *(day + dt.timedelta(days=n) for era in wareki.ERAS[1:] for day in (era.first,) for n in (-1, 0)),
    *(dt.date(era.first.year, 12, 31) + dt.timedelta(days=n) for era in wareki.ERAS[1:] for n in (0, 1)),
    dt.date(2025, 11, 14),
    dt.date(2117, 12, 31),  # 令和99年: LibreOffice shows two figures of a year
]
DAYS = TableView(
    title="日付",
    day=DAY,
    columns=(Column("和暦", 0, Shown.ERA), Column("略", 0, Shown.ERA_SHORT), Column("西暦")),
    rows=tuple((day, day, day) for day in EDGES),
)
MIXED = TableView(
    title="いろいろ",
    day=DAY,
    columns=(
        Column("番号"),
        Column("氏名", 20),
        Column("円", 0, Shown.GROUPED),
        Column("率"),
        Column("時刻"),
        Column("日", 0, Shown.ERA),
    ),
    rows=tuple(
        (n, NAMES[n % len(NAMES)], 1000 * n, Fraction(n, 7), dt.time(14, n % 60), DAY if n % 2 else None)
        for n in range(1, 31)
    ),
    totals=((None, "計", 465_000, None, None, None),),
    frozen=2,
    internal=True,
)


def opened(*tables: TableView) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(book.written(tables)))


def sheet_of(table: TableView) -> Worksheet:
    return opened(table).worksheets[0]


def parts(*tables: TableView) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book.written(tables))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def office(data: bytes, folder: Path, kind: str) -> Path:
    """What LibreOffice makes of a workbook."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("soffice (libreoffice-calc) is missing")
    path = folder / "table.xlsx"
    path.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    convert = ["--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run([program, profile, *convert], check=True, capture_output=True, timeout=180)
    return path.with_suffix("." + kind.partition(":")[0])


def as_csv(data: bytes, folder: Path, *, shown: bool = True) -> list[list[str]]:
    made = office(data, folder, f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,{str(shown).lower()}")
    return list(csv.reader(io.StringIO(made.read_text("utf-8"), newline="")))


# --- payloads


def test_there_are_payloads_enough() -> None:
    assert len(set(PAYLOADS)) >= 200


def test_every_payload_is_a_text_and_whole() -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.written((texts(),)))).get_sheet_by_index(0)
    found = [row[1:] for row in rows.to_python(skip_empty_area=False)[1:]]
    for payload, cells in zip(PAYLOADS, found, strict=True):
        whole = payload.replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")  # calamine leaves these
        assert cells == [whole, whole]
    sheet = sheet_of(texts())
    for row in sheet.iter_rows(min_row=2, max_row=len(PAYLOADS) + 1, min_col=2, max_col=3):
        assert [cell.data_type for cell in row] == ["s", "s"]


def test_no_part_of_a_workbook_holds_a_formula_or_a_link() -> None:
    for name, data in parts(texts()).items():
        assert b"<f>" not in data.replace(b"&lt;f&gt;", b""), name
        assert b"<f " not in data, name
        assert b"externalLink" not in data, name
        assert b"hyperlink " not in data, name


def test_what_excel_would_reckon_when_edited_is_quoted() -> None:
    risky = (*tuple("=+-@＝＋－＠'"), "\t", "\r", "\n")
    sheet = sheet_of(texts())
    quoted = [bool(sheet.cell(at, 2).quotePrefix) for at in range(2, len(PAYLOADS) + 2)]
    assert quoted == [one.startswith(risky) for one in PAYLOADS]
    assert sheet["B1"].quotePrefix


@pytest.mark.parametrize(
    "text", ["007", "０１２", "1E5", "1-2", "R7.10.1", "令和7年", "(03)1234", "true", "￥5"]
)
def test_what_excel_would_read_anew_is_formatted_as_text(text: str) -> None:
    assert sheet_of(texts([text, "川口市"]))["B2"].number_format == "@"
    assert sheet_of(texts([text, "川口市"]))["B3"].number_format == "General"


def test_libreoffice_reckons_nothing_and_loses_nothing(tmp_path: Path) -> None:
    safe = [one for one in PAYLOADS if not set(one) & set("\0\x01\x1f\ufffe\uffff\r")]
    assert len(safe) > 150
    rows = as_csv(book.written((texts(safe),)), tmp_path)
    assert [row[1] for row in rows[1:]] == safe
    assert [row[2] for row in rows[1:]] == safe


# --- values


def test_values_are_of_their_own_kind() -> None:
    sheet = sheet_of(MIXED)
    for row in range(2, 32):
        kinds = [sheet.cell(row, column).data_type for column in range(1, 6)]
        assert kinds == ["n", "s", "n", "n", "d"]
        n = row - 1
        assert sheet.cell(row, 1).value == n
        assert sheet.cell(row, 3).value == 1000 * n
        assert sheet.cell(row, 4).value == pytest.approx(n / 7)
        assert sheet.cell(row, 5).value == dt.time(14, n % 60)
        assert sheet.cell(row, 6).value == (dt.datetime(2025, 11, 14) if n % 2 else None)  # noqa: DTZ001
    assert sheet.cell(3, 3).number_format == "#,##0"
    assert sheet.cell(3, 4).number_format == "0.0%"


def test_days_are_shown_as_we_print_them(tmp_path: Path) -> None:
    rows = as_csv(book.written((DAYS,)), tmp_path)
    assert len(rows) == len(EDGES) + 1
    for day, row in zip(EDGES, rows[1:], strict=True):
        assert row == [wareki.long(day), wareki.short(day), day.strftime("%Y/%m/%d")]


def test_a_day_typed_over_another_is_shown_in_its_own_year(tmp_path: Path) -> None:
    """The format of 令和元年5月1日 on every other day of its era and on earlier ones of no first year."""
    book_ = opened(DAYS)
    sheet = book_.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 1).number_format = eras.long(dt.date(2019, 5, 1))
    out = io.BytesIO()
    book_.save(out)
    rows = as_csv(out.getvalue(), tmp_path)
    first_years = {era.first.year for era in wareki.ERAS if era.name != "令和"}
    compared = [
        (row[0], wareki.long(day))
        for day, row in zip(EDGES, rows[1:], strict=True)
        if day.year not in first_years or "元" not in wareki.long(day)
    ]
    assert len(compared) > 8
    assert all(shown == expected for shown, expected in compared)


def test_a_day_that_excel_cannot_count_is_a_text() -> None:
    table = replace(DAYS, rows=((dt.date(1873, 1, 1), dt.date(1900, 2, 28), dt.date(1900, 3, 1)),))
    sheet = sheet_of(table)
    assert [sheet.cell(2, at).value for at in (1, 2)] == ["明治6年1月1日", "明治33年2月28日"]
    assert sheet.cell(2, 3).value == dt.datetime(1900, 3, 1)  # noqa: DTZ001


# --- the sheet


def test_the_head_stays_in_sight_and_can_be_filtered() -> None:
    sheet = sheet_of(MIXED)
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:F31"  # the sums stand below
    assert sheet["B32"].value == "計"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_what_is_internal_says_so_on_every_page(tmp_path: Path) -> None:
    sheet = sheet_of(MIXED)
    assert sheet.title == "【内部用】いろいろ"
    assert sheet.oddHeader.center.text == "【内部用】いろいろ"
    assert opened(MIXED).properties.title == "【内部用】いろいろ"
    assert sheet_of(replace(MIXED, internal=False)).title == "いろいろ"
    long = replace(MIXED, rows=MIXED.rows * 7)
    printed = [squeezed(page) for page in pages(office(book.written((long,)), tmp_path, "pdf").read_bytes())]
    assert len(printed) > 2
    assert all("【内部用】いろいろ" in page and "氏名" in page for page in printed)


def test_a_title_is_no_code_of_the_head() -> None:
    sheet = sheet_of(replace(MIXED, title="A&B &[Path] &P"))
    made = parts(replace(MIXED, title="A&B &[Path] &P"))["xl/worksheets/sheet1.xml"].decode()
    assert "A&&B && [Path] &&P</oddHeader>" in made.replace("&amp;", "&")
    assert sheet.title == "【内部用】A&B & Path  &P"


def test_a_wide_table_takes_several_pages_across_with_its_names(tmp_path: Path) -> None:
    columns = (Column("氏名", 20), *(Column(f"第{n}回", 13, centred=True) for n in range(1, 41)))
    rows = tuple((f"委員{n}", *("出席",) * 40) for n in range(1, 21))
    table = TableView(title="出席状況", day=DAY, columns=columns, rows=rows, frozen=1)
    sheet = sheet_of(table)
    assert sheet.page_setup.fitToWidth == 3
    assert sheet.print_title_cols == "$A:$A"
    printed = [squeezed(page) for page in pages(office(book.written((table,)), tmp_path, "pdf").read_bytes())]
    assert all("委員20" in page for page in printed)
    joined = "".join(printed)
    assert all(f"第{n}回" in joined for n in range(1, 41))


@pytest.mark.parametrize("count", [0, 1, 12, 200])
def test_every_text_has_the_room_it_needs(count: int, tmp_path: Path) -> None:
    rows = tuple((n, NAMES[n % len(NAMES)], "委員の発言と、その説明。" * (n % 30)) for n in range(count))
    table = replace(texts(), rows=rows, columns=(Column("番号"), Column("氏名", 18), Column("説明")))
    sheet = sheet_of(table)
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths[1] == 18
    assert all(6 <= wide <= 60 for wide in widths)
    for row in range(2, count + 2):
        for column in (2, 3):
            cell = sheet.cell(row, column)
            room = widths[column - 1] * 7 * 72 / 96 - 8
            lines = -(-len(str(cell.value or "")) * cell.font.size // room)
            assert min(lines, 1) * cell.font.size <= sheet.row_dimensions[row].height <= 409
            assert lines * cell.font.size * 1.2 <= sheet.row_dimensions[row].height + cell.font.size
    if count == 12:
        printed = squeezed("".join(pages(office(book.written((table,)), tmp_path, "pdf").read_bytes())))
        assert all(squeezed(str(row[2])) in printed for row in rows[:3])


def test_a_column_is_as_wide_as_its_texts() -> None:
    rows = (("あいうえおかきくけこ", "abcdefghij", "辻\U000e0100" * 5),)
    table = TableView(title="幅", day=DAY, columns=(Column("全"), Column("半"), Column("異")), rows=rows)
    sheet = sheet_of(table)
    wide, narrow, varied = (sheet.column_dimensions[letter].width for letter in "ABC")
    assert wide - 2 == pytest.approx(2 * (narrow - 2))
    assert varied == narrow  # a selector takes no room


def test_a_text_longer_than_a_cell_is_refused_and_not_cut() -> None:
    fits = sheet_of(texts(["あ" * 32_767]))
    assert len(str(fits["B2"].value)) == 32_767
    with pytest.raises(OutputFailed) as caught:
        book.written((texts(["𠮷" * 16_384]),))
    assert "=見出し" in caught.value.why.text()


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("委員名簿", "委員名簿"),
        ("a[b]c:d*e?f/g\\h", "a b c d e f g h"),
        ("'引用'", "引用"),
        ("", "一覧"),
        ("History", "History一覧"),
        ("あ" * 40, "あ" * 31),
        ("𠮷" * 40, "𠮷" * 15),
    ],
)
def test_a_sheet_is_called_as_excel_allows(wanted: str, name: str) -> None:
    assert book.sheet_name(wanted) == name
    again = book.sheet_name(wanted, [name])
    assert again != name
    assert len(again.encode("utf-16-le")) <= 62


def test_tables_of_one_name_are_sheets_of_two() -> None:
    assert opened(MIXED, MIXED).sheetnames == ["【内部用】いろいろ", "【内部用】いろいろ（2）"]


@pytest.mark.parametrize("table", [MIXED, DAYS, texts()], ids=["mixed", "days", "payloads"])
def test_the_same_table_gives_the_same_bytes_with_nobodys_name(table: TableView) -> None:
    assert book.written((table,)) == book.written((table,))
    core = parts(table)["docProps/core.xml"]
    assert b"<dc:creator" not in core
    assert b"lastModifiedBy" not in core
    assert core.count(b"2025-11-14T00:00:00Z") == 2


def test_no_text_is_spilt_into_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert opened(MIXED).sheetnames == ["【内部用】いろいろ"]


def test_said_is_what_the_sheet_shows(tmp_path: Path) -> None:
    rows = as_csv(book.written((MIXED,)), tmp_path)
    expected: list[list[Any]] = [
        [said(one, c) for one, c in zip(row, MIXED.columns, strict=True)] for row in MIXED.rows
    ]
    assert rows[1:31] == expected
