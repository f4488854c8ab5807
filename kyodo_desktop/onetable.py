"""One paper of a register as a table, from the command line: Excel or CSV."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers import issue, wordkeep, workbook
from kyodo_desktop.papers.paper import AnyPaper, Occasion
from kyodo_desktop.papers.roster import RosterPaper
from kyodo_desktop.papers.tables import book, csvfile, registry
from kyodo_desktop.papers.tables.values import INTERNAL
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import disclosing
from kyodo_desktop.storage import Store

XLSX: Final = ".xlsx"
SUFFIXES: Final = (XLSX, ".csv")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which table was asked for: the secretariat's own, and whether with what is personal."""

    internal: bool = False
    personal: bool = False


PUBLIC: Final = Asked()


def suffixes(paper: AnyPaper) -> tuple[str, ...]:
    """How the names of the files end that a paper can be written as as a table; () where it is none."""
    return SUFFIXES if any(one.key == paper.key for one in registry.TABLES) else ()


def is_table(out: Path, asked: Asked) -> bool:
    """Whether `out` is to be a table. Raises UsageError where only a table can be what was asked for."""
    table = out.suffix.lower() in SUFFIXES
    if asked != PUBLIC and not table:
        raise UsageError(
            msg("内部用の表を作成できません"),
            msg("内部用にできるのは表だけです。"),
            msg("ファイルの名前の終わりを「.xlsx」か「.csv」にしてください。"),
        )
    return table


def write(
    paths: Paths, store: Store, paper: AnyPaper, occasion: Occasion, out: Path, asked: Asked
) -> tuple[Message, ...]:
    """Write the table form of `paper` to `out`; returns what the clerk should know of it.

    Raises UsageError where the paper has no such form, NotFound where the register lacks what it is of,
    NotOurs where a workbook stands that a hand has edited. What is personal in it goes into the journal
    first; InvalidRecord where nothing can be written there.
    """
    form = registry.find(paper)
    excel = out.suffix.lower() == XLSX
    if excel and form.key == RosterPaper.key and asked == PUBLIC:
        wordkeep.keep(out, workbook.roster(RosterPaper().compose(store, occasion), paths.papers))
        return ()
    table = registry.composed(form, store, occasion, internal=asked.internal, personal=asked.personal)
    if asked.personal:
        disclosing.give_out(store, Message(table.name), len(table.rows))
    if excel:
        wordkeep.keep(out, book.written((table,)))
    else:
        issue.write(out, csvfile.written(table))
    if table.internal and INTERNAL not in out.name:
        return (msg("この表は内部用です。取扱いに注意してください。"),)
    return ()
