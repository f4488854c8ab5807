"""Received tables: every encoding is read, and no spoiled file crashes, hangs or loses a cell unsaid."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections import Counter
from collections.abc import Generator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kyodo_desktop.domain.errors import TableRefused
from kyodo_desktop.domain.grid import Grid, is_blank
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.child import Child, ChildEnded
from kyodo_desktop.papers.press.progress import Progress, drained
from kyodo_desktop.papers.tablefile import open_table, read
from kyodo_desktop.paths import Paths
from kyodo_desktop.services.importing import Purpose, vocabulary
from kyodo_desktop.services.importing.headings import guess
from kyodo_desktop.services.importing.walk import Walk
from tests.papers.mutating import mutated
from tests.services.importable import as_csv

ROWS = [["区分", "氏名", "所属団体等", "電話番号"]] + [
    [f"{at % 4 + 1}号", f"川口 花子{at}", f"第{at}町会\n役員", f"048-258-{at:04}"] for at in range(30)
]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(["委員名簿"])
    sheet.merge_cells("A1:D1")
    for row in ROWS:
        sheet.append(row)
    sheet["E3"] = dt.date(2025, 10, 1)
    sheet["F3"] = "#REF!"
    sheet["F3"].data_type = "e"
    sheet.merge_cells("A3:A6")
    book.create_sheet("控え").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le", "utf-16-be", "iso2022_jp"],
)
def test_text_is_read_in_any_encoding(encoding: str, delimiter: str) -> None:
    made = drained(read(as_csv(ROWS, delimiter).encode(encoding), "名簿.csv"))
    assert made.sheets[0].rows == tuple(map(tuple, ROWS))
    assert made.delimiter == delimiter


def test_a_workbook_is_read_with_its_merged_cells_hidden_sheets_and_days() -> None:
    made = drained(read(workbook(), "名簿.xlsx"))
    rows = made.sheets[0].rows
    assert rows[0][:4] == ("委員名簿",) * 4
    assert [row[0] for row in rows[2:6]] == ["1号"] * 4
    assert rows[2][4] == dt.date(2025, 10, 1)
    assert (made.since_1904, made.unread) == (True, 1)
    assert [(one.name, one.hidden) for one in made.sheets] == [("Sheet", False), ("控え", True)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n0000",
        b"PK\x03\x04 no more",
        '氏名,所属\n"川口'.encode(),
        b"\xff\x00\x81\xff,\xfe\n" * 9,
    ],
)
def test_what_is_no_table_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(TableRefused) as refusal:
        drained(read(data, "名簿.xlsx"))
    assert "名簿.xlsx" in refusal.value.what.text()


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(TableRefused):
        drained(read(",".join(map(str, range(600))).encode(), "名簿.csv"))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableRefused):
        drained(open_table(tmp_path / "no.csv"))


def test_a_file_is_read_by_a_process_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "名簿.csv").write_text(as_csv(ROWS), "cp932")
    assert drained(open_table(tmp_path / "名簿.csv")).sheets[0].rows == tuple(map(tuple, ROWS))


# --- spoiled files


def unsaid(made: Grid) -> list[str]:
    """The cells of every sheet of which an import would say nothing."""
    words, lost = vocabulary(Paths.find().importing), []
    for sheet in made.sheets:
        plan = guess(sheet, Purpose.ROSTER, words)
        walk = Walk(made, sheet, plan, words, "R")
        rows = {one.row: one for one in walk.rows()}
        left = {one.column for one in walk.untaken()}
        for number, row in enumerate(sheet.rows, 1):
            for at, cell in enumerate(row):
                if is_blank(cell) or number in walk.above or at in left:
                    continue
                found = rows.get(number)
                key = plan.columns[at] if at < len(plan.columns) else ""
                if found is None or not (
                    key in found.values or any(fault.column == at for fault in found.faults)
                ):
                    lost.append(f"{number}:{at}")
    return lost


def outcome(data: bytes, name: str) -> Generator[Progress, None, str]:
    """What becomes of a file: refused, or read with every cell told of."""
    yield Progress(0, 1, msg("{name}を読んでいます", name=name))
    try:
        made = yield from read(data, name)
    except TableRefused:
        return "refused"
    return "LOST" if unsaid(made) else "read"


def reworked(data: bytes, seed: int) -> bytes:
    """A workbook whose parts are spoiled within, so that the archive around them is whole."""
    import zipfile

    dice, out = random.Random(seed), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = old.namelist()
        spoiled = dice.choice([one for one in parts if one.endswith(".xml")])
        for part in parts:
            content = old.read(part)
            new.writestr(part, mutated(content, seed) if part == spoiled else content)
    return out.getvalue()


def test_two_hundred_spoiled_tables() -> None:
    book, text = workbook(), as_csv(ROWS)
    seeds = [text.encode(), text.encode("cp932"), text.encode("utf-16")]
    child, counts = Child(20.0), Counter[str]()
    try:
        for seed in range(200):
            if seed % 4 == 0:
                spoiled = mutated(book, seed)
            elif seed % 4 == 1:
                spoiled = reworked(book, seed)
            else:
                spoiled = mutated(seeds[seed % 3], seed)
            try:
                counts[drained(child.run(outcome, spoiled, "名簿"))] += 1
            except ChildEnded as ended:
                counts[f"ENDED {ended.fate} {seed}"] += 1
            except Exception as error:
                counts[f"RAISED {type(error).__name__} {error} {seed}"] += 1
    finally:
        child.end()
    print(f"\n200 spoiled tables: {dict(counts)}")
    assert set(counts) == {"refused", "read"}
    assert min(counts.values()) > 20
