"""The roster in Excel: a page that prints as the paper does, a flat list, and text that stays text."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kyodo_desktop.papers import workbook
from kyodo_desktop.papers.paper import render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.roster import RosterPaper, RosterView
from tests.papers import samples
from tests.papers.reading import pages, squeezed
from tests.papers.samples import FONTS, FORMS

VIEWS = {
    "12": samples.ROSTER,
    "elected": samples.marked(),
    "1": samples.crowd(1),
    "200": samples.crowd(200),
    "hostile": samples.HOSTILE,
}


def opened(view: RosterView) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.roster(view, FORMS)))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_text_is_a_text_and_every_day_a_day(view: RosterView) -> None:
    for sheet in opened(view):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, MergedCell) or cell.value is None:
                    continue
                assert cell.data_type == {str: "s", int: "n", dt.datetime: "d"}[type(cell.value)]
                if isinstance(cell.value, str) and cell.value[:1] in "=+-@":
                    assert cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(workbook.roster(view, FORMS))) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_a_literal_escape_stays_as_it_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook.roster(samples.HOSTILE, FORMS))) as parts:
        assert b"_x005F_x0041_" in b"".join(parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_same_view_gives_the_same_bytes(view: RosterView) -> None:
    assert workbook.roster(view, FORMS) == workbook.roster(view, FORMS)


def test_the_file_is_dated_by_the_view_alone() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook.roster(samples.ROSTER, FORMS))) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("2025-11-14T00:00:00Z") == 2


def test_the_first_sheet_is_the_printed_page() -> None:
    sheet = opened(samples.ROSTER)["委員名簿"]
    assert sheet["A1"].value == "川口市協働推進委員会委員名簿"
    assert [str(sheet.cell(row, 1).value).strip() for row in (2, 3, 4)] == [
        "◎委員長",
        "○副委員長",
        "(任期：R7.10.1～R9.9.30)",
    ]
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A6:A10", "A11:A13", "A14:A16"} <= merged
    assert sheet["A6"].value == "1号委員\u3000市民"
    assert sheet["A6"].alignment.textRotation == 255
    assert squeezed(sheet["A11"].value) == "2号委員市内の民間団体から選出された者"
    assert sheet["A17"].value == "4号委員\n学識経験者"
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.oddFooter.center.text == "- &P -"
    assert {sheet.cell(row, column).font.name for row in range(1, 18) for column in (1, 2, 3, 4)} == {
        "BIZ UDGothic"
    }


def test_the_second_sheet_is_flat() -> None:
    sheet = opened(samples.marked())["一覧"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:7] == ["区分番号", "区分", "選出区分", "氏名", "ふりがな", "所属団体等", "役職"]
    assert len(rows) == 13
    chair = dict(zip(rows[0], rows[12], strict=True))
    assert chair["氏名"] == "中本 進一"
    assert (chair["◎○"], chair["委員会での役職"]) == ("◎", "委員長")
    assert chair["在任期数"] == 2
    assert isinstance(chair["任期開始"], dt.datetime)
    assert chair["任期開始"].date() == dt.date(2025, 10, 1)
    assert chair["任期終了（和暦）"] == "令和9年9月30日"
    assert sheet.auto_filter.ref == "A1:O13"
    assert sheet.freeze_panes == "E2"  # the names stay in sight
    assert not sheet.merged_cells.ranges


def test_no_text_of_the_members_is_spilt_into_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert opened(samples.ROSTER).sheetnames == ["委員名簿", "一覧"]


def _lines(sheet: Worksheet, row: int, column: int) -> tuple[float, float]:
    """How high the text of a cell is in its column, counted generously, and its row's height."""
    cell = sheet.cell(row, column)
    width = sheet.column_dimensions[get_column_letter(column)].width * 7 * 72 / 96 - 8
    assert cell.alignment.wrap_text
    size = cell.font.size
    return -(-len(str(cell.value)) * size // width) * size * 1.3, sheet.row_dimensions[row].height


def test_the_longest_organisation_is_printed_whole() -> None:
    view = samples.roster([(1, [samples.member("山 一", "水行末" * 1000), samples.member("山" * 90, "雲")])])
    book = opened(view)
    for name, row, column in (("委員名簿", 6, 3), ("委員名簿", 7, 2), ("一覧", 2, 6), ("一覧", 3, 4)):
        needs, has = _lines(book[name], row, column)
        assert needs <= has <= 409
        assert book[name].cell(row, column).font.size >= 4


# --- what LibreOffice prints ---


def _printed(view: RosterView, folder: Path) -> bytes:
    """The first sheet as LibreOffice prints it, in the fonts we ship."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice (libreoffice-calc) is missing")
    fonts = folder / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{samples.PATHS.fonts}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    path = folder / "roster.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(workbook.roster(view, FORMS)))
    del book["一覧"]
    book.save(path)
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(path),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        check=True,
        capture_output=True,
        timeout=180,
    )
    return path.with_suffix(".pdf").read_bytes()


def _rows(pdf: bytes, left: float) -> list[str]:
    """The first page's lines right of `left` points, top to bottom, by where the characters stand."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    text = page.get_textpage()
    found: list[tuple[float, float, str]] = []
    for number in range(text.count_chars()):
        character = text.get_text_range(number, 1)
        begin, bottom, end, top = text.get_charbox(number, loose=True)
        if squeezed(character) and begin >= left:
            found.append(((bottom + top) / 2, (begin + end) / 2, character))
    text.close()
    page.close()
    document.close()
    lines: list[list[tuple[float, float, str]]] = []
    for one in sorted(found, reverse=True):
        if lines and lines[-1][0][0] - one[0] < 5:
            lines[-1].append(one)
        else:
            lines.append([one])
    return [
        squeezed("".join(character for _, _, character in sorted(line, key=lambda c: c[1]))) for line in lines
    ]


def _pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


@pytest.mark.parametrize("view", [samples.ROSTER, samples.marked()], ids=["before", "elected"])
def test_libreoffice_prints_the_same_page(view: RosterView, tmp_path: Path) -> None:
    ours = drained(render(RosterPaper(), view, FONTS, FORMS))
    theirs = _printed(view, tmp_path)
    assert _pages(theirs) == _pages(ours) == 1
    beside = (25 + 22.5) / 25.4 * 72  # right of 区分, whose 縦書き has no lines
    assert _rows(theirs, beside) == _rows(ours, beside)
    both = (sorted("".join(_rows(pdf, 0))) for pdf in (ours, theirs))
    assert next(both) == next(both)


def test_libreoffice_opens_hostile_text_as_text(tmp_path: Path) -> None:
    text = squeezed("".join(pages(_printed(samples.HOSTILE, tmp_path))))
    for part in ("HYPERLINK", "<b>太字</b>&amp;", "{{7*7}}", "+81480000000", "_x0041_#N/A"):
        assert part in text


def test_an_upright_label_has_room_for_every_character() -> None:
    """A program may set 縦書き in another font, a line of which is a fifth higher than its type."""
    sheet = opened(samples.ROSTER)["委員名簿"]
    held = {one.start_cell.coordinate: one for one in sheet.merged_cells.ranges}
    upright = [cell for (cell,) in sheet["A6:A17"] if cell.value and cell.alignment.textRotation == 255]
    assert upright
    for cell in upright:
        rows = held[cell.coordinate]
        tall = sum(sheet.row_dimensions[row].height for row in range(rows.min_row, rows.max_row + 1))
        assert len(cell.value) * cell.font.size * 1.2 <= tall
