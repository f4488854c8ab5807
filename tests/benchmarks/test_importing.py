"""Twenty thousand members from a workbook, against calamine's bare reading and Core's bare inserts."""

from __future__ import annotations

import datetime as dt
import io
import time
import uuid
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import sqlalchemy as sa
from python_calamine import CalamineWorkbook

from kyodo_desktop.domain.records import Affiliation, Appointment, Person, PersonName, Sex
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.tablefile import read
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import importing
from kyodo_desktop.storage import engine, files
from kyodo_desktop.storage.tables import TABLES
from tests.benchmarks.measure import by_turns
from tests.services.importable import committee_of
from tests.storage.place import Place

pytestmark = pytest.mark.benchmark
ROWS = 20_000
HEAD = ["区分", "氏名", "ふりがな", "所属団体等", "役職", "郵便番号", "住所", "電話番号", "性別", "生年月日"]
_FAMILY, _GIVEN = "川口鳩谷安行芝青木飯塚柳崎", "協働推進市民活動花子太郎次"


def row(at: int) -> list[object]:
    kana = "".join("あいうえおかきくけこ"[int(one)] for one in f"{at:05}")
    name = f"{_FAMILY[at % 13]}{_FAMILY[at // 13 % 13]} {_GIVEN[at // 169 % 13]}{chr(0x4E00 + at)}"
    place = f"川口市第{at}町会"
    return [
        *("1号委員", name, kana, place, "会長", f"332-{at % 10000:04}", f"川口市青木{at % 9 + 1}-{at}"),
        *(f"048-{at % 900 + 100}-{at % 10000:04}", "女性" if at % 2 else "男性"),
        dt.date(1950, 1, 1) + dt.timedelta(days=at),
    ]


def workbook() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名簿")
    sheet.append(HEAD)
    for at in range(ROWS):
        sheet.append(row(at))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bare(data: bytes, location: Path, term: str, category: str) -> None:
    """Read with calamine alone and insert the same records with Core alone, in one transaction."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    rows: dict[type, list[dict[str, Any]]] = {Person: [], PersonName: [], Affiliation: [], Appointment: []}
    sexes = {"男性": Sex.MALE.value, "女性": Sex.FEMALE.value}
    for at, (_, name, kana, place, post, postcode, address, phone, sex, born) in enumerate(
        sheet.to_python()[1:], 1
    ):
        person = str(uuid.uuid4())
        own = {"id": person, "version": 1, "postcode": postcode, "address": address, "phone": phone}
        rows[Person].append({**own, "email": "", "sex": sexes[str(sex)], "born_on": born, "note": ""})
        spell = {"version": 1, "person": person, "since": None, "until": None}
        glyphs = {"substitute": "", "glyph_note": "", "base_form_accepted": False}
        rows[PersonName].append({"id": str(uuid.uuid4()), **spell, **glyphs, "name": name, "kana": kana})
        belongs = {"organisation": place, "post": post, "joined": False, "confirmed_on": None}
        rows[Affiliation].append({"id": str(uuid.uuid4()), **spell, **belongs})
        seat = {"term": term, "category": category, "person": person, "order": at}
        days = {"since": dt.date(2025, 10, 1), "until": dt.date(2027, 9, 30)}
        rest = {"end_reason": None, "predecessor": None, "selection": None}
        rows[Appointment].append({"id": str(uuid.uuid4()), "version": 1, **seat, **days, **rest})
    connection = engine.connect_file(location, read_only=False)
    with engine.transaction(connection):
        for cls, several in rows.items():
            connection.execute(sa.insert(TABLES[cls]), several)
    engine.close(connection)


def test_an_import_against_bare_reading_and_inserts(tmp_path: Path) -> None:
    data, words = workbook(), importing.vocabulary(Paths.find().importing)
    turn = iter(range(100))

    def fresh() -> tuple[Path, str, str, str]:
        path = tmp_path / f"{next(turn)}.kyodo"
        place = Place(path, new_id=lambda: str(uuid.uuid4()))
        ids = committee_of(place.new())
        place.close()
        return path, *ids

    def ours() -> float:
        path, committee, term, _ = fresh()
        place = Place(path, new_id=lambda: str(uuid.uuid4()))
        store = place.open()
        start = time.perf_counter()
        grid = drained(read(data, "名簿.xlsx"))
        plan = importing.plan_for(store, grid, importing.Purpose.ROSTER, committee, words)
        shown = importing.preview(store, grid, plan, term, dt.date(2025, 11, 14), words)
        change = importing.apply_roster(store, shown, importing.Chosen())
        took = time.perf_counter() - start
        assert len(change.pairs) == ROWS * 4 + 1
        place.close()
        return took

    def floor() -> float:
        path, _, term, category = fresh()
        start = time.perf_counter()
        bare(data, path, term, category)
        return time.perf_counter() - start

    taken, least = by_turns(ours, floor, rounds=3)
    print(f"\nimport of {ROWS} rows: {taken:.2f} s, bare {least:.2f} s: ratio {taken / least:.2f}")
    assert taken / least <= 2
    assert files
