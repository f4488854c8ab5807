"""A committee to import into, and tables to import."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

from kyodo_desktop.domain.grid import Cell, Grid, Sheet
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import importing, roster
from kyodo_desktop.services.importing import Chosen, LineKind, Preview, Purpose
from kyodo_desktop.storage import Store

DAY = dt.date(2025, 11, 14)
WORDS = importing.vocabulary(Paths.find().importing)
HEAD: tuple[Cell, ...] = ("区分", "氏名", "ふりがな", "所属団体等", "電話番号", "生年月日")
HANAKO: tuple[Cell, ...] = ("1号", "川口 花子", "かわぐち はなこ", "川口大学", "048-258-1110", "S40.1.2")


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


class Desk:
    """A register, and imports into it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.committee, self.term, _ = committee_of(store)

    def shown(self, made: Grid, accept: Sequence[str] = ()) -> Preview:
        plan = importing.plan_for(self.store, made, Purpose.ROSTER, self.committee, WORDS)
        plan = importing.accepting(plan, accept)
        return importing.preview(self.store, made, plan, self.term, DAY, WORDS)

    def rows(self, *rows: Sequence[Cell], accept: Sequence[str] = ()) -> Preview:
        return self.shown(grid(rows), accept)

    def take(
        self, *rows: Sequence[Cell], accept: Sequence[str] = (), chosen: Chosen | None = None
    ) -> Preview:
        made = self.rows(*rows, accept=accept)
        importing.apply_roster(self.store, made, chosen or Chosen())
        return made


def kinds(made: Preview) -> list[LineKind]:
    """What each line of a preview is."""
    return [line.kind for line in made.lines]
