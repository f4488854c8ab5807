"""A table that we wrote comes back as it went: nothing new, nothing changed, every hostile text whole."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.records import Affiliation, Committee, PersonName
from kyodo_desktop.papers.paper import Occasion
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.tablefile import read
from kyodo_desktop.papers.tables import book, csvfile, roster
from kyodo_desktop.services import importing
from kyodo_desktop.services.importing import Chosen, LineKind
from kyodo_desktop.storage import Store
from tests.papers.tables.payloads import PAYLOADS, texts
from tests.services.importable import HEAD, Desk

DAY = dt.date(2025, 11, 14)


def test_a_roster_of_hostile_names_comes_back_the_same(store: Store) -> None:
    desk = Desk(store)
    rows = [["1号", f"{one}{at}", "", one, "", ""] for at, one in enumerate(PAYLOADS)]
    made = desk.rows(HEAD, *rows)
    importing.apply_roster(store, made, Chosen())
    count = len(store.find(PersonName))
    assert count > 100
    assert len({one.organisation for one in store.find(Affiliation)} & set(PAYLOADS)) > 100
    occasion = Occasion(committee=store.find(Committee)[0], day=DAY)
    tables = [roster.public(store, occasion)]
    tables += [roster.internal(store, occasion, personal=personal) for personal in (False, True)]
    for table in tables:
        for data, name in ((csvfile.written(table), "名簿.csv"), (book.written((table,)), "名簿.xlsx")):
            again = desk.shown(drained(read(data, name)))
            wrong = [line for line in again.lines if line.kind is not LineKind.SAME]
            assert wrong == []
            assert again.count(LineKind.SAME) == count


def test_every_payload_comes_back_from_our_csv() -> None:
    safe = [one for one in PAYLOADS if "\0" not in one]  # a file that holds it is refused
    assert len(safe) > 180
    made = drained(read(csvfile.written(texts(safe)), "表.csv"))
    assert [row[1:] for row in made.sheets[0].rows[1:]] == [(one, one) for one in safe]


@pytest.mark.parametrize(
    "text",
    [
        "氏名,区分\r\n'=A1,1号\r\n",
        '"氏名","区分"\r\n"\'=A1",""\r\n',
        '"氏名","区分"\n"\'=A1","1号"\n',
        '"氏名","区分"\r\n"\'=A1","=B1"\r\n',
        '"氏名","区分"\r\n"\'=A1","1号"',
    ],
)
def test_an_apostrophe_of_somebody_elses_stays(text: str) -> None:
    assert drained(read(text.encode(), "名簿.csv")).sheets[0].rows[1][0] == "'=A1"


def test_an_apostrophe_that_guards_nothing_stays() -> None:
    made = drained(read(csvfile.written(texts(["'90年代の会", "=A1", "'=A1"])), "表.csv"))
    assert [row[1] for row in made.sheets[0].rows[1:]] == ["'90年代の会", "=A1", "'=A1"]
