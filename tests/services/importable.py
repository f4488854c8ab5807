"""A committee to import into, and tables to import."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

from kyodo_desktop.domain.grid import Cell, Grid, Sheet
from kyodo_desktop.services import roster
from kyodo_desktop.storage import Store


def committee_of(store: Store) -> tuple[str, str, str]:
    """A new committee with a term and two categories: the ids of committee, term and first category."""
    roster.establish(store, name="川口市協働推進委員会", city="川口市")
    committee = roster.committees(store)[0].id
    roster.open_term(store, committee, since=dt.date(2025, 10, 1), until=dt.date(2027, 9, 30))
    for number, called in ((1, "知識経験者"), (2, "市民（公募）")):
        roster.add_category(store, committee, number=number, name=f"{number}号委員", qualification=called)
    term = roster.terms(store, committee)[0].id
    return committee, term, roster.categories(store, committee)[0].id


def grid(rows: Sequence[Sequence[Cell]], name: str = "名簿.csv") -> Grid:
    """Rows as a file that has been read."""
    return Grid(name, "text", (Sheet("", tuple(map(tuple, rows))),))


def as_csv(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    """Rows as the text of a CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()
