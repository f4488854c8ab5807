"""Errata proposed from what an edition changed of the one before: the clerk takes those that are mistakes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from kyodo_desktop.domain.checks import is_hidden
from kyodo_desktop.domain.editions.comparing import Changes, LinePair, PageChange
from kyodo_desktop.domain.editions.held import Held
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Erratum, IssuedPaper, Material
from kyodo_desktop.services.editions import changes
from kyodo_desktop.storage import Store

_NOTHING: Final = "（なし）"
_TAKEN_OUT: Final = "（削除）"
_PICTURE: Final = "（図・写真など、文字以外）"
_NEW_PAGE: Final = "（差し替えた頁のとおり）"


def proposed_errata(store: Store, old: IssuedPaper, new: IssuedPaper, on: dt.date) -> tuple[Erratum, ...]:
    """An erratum for each place where a page of `old` says something else in `new`, noticed on `on`.

    None of pages that came or went, which the list of replacements names, or of lists that follow from the
    rest. They aren't on record until `errata.record_errata` puts those there that the clerk takes.
    """
    return drafted(changes(store, old, new), old, materials_of(store, old), on)


def materials_of(store: Store, issued: IssuedPaper) -> frozenset[Id]:
    """The materials that errata of an edition may name: those still on record."""
    return frozenset(one.id for one in store.find(Material, meeting=issued.meeting))


def drafted(found: Changes, old: IssuedPaper, known: Collection[Id], on: dt.date) -> tuple[Erratum, ...]:
    """`proposed_errata` from what was found to have changed, for a thread that doesn't read the register."""
    return tuple(_erratum(old, found, page, pair, known, on) for page in found.own() for pair in _pairs(page))


def without_recorded(store: Store, proposed: Sequence[Erratum]) -> tuple[Erratum, ...]:
    """Those of the proposed that aren't on record yet: told apart by edition, document, page and place."""
    issued = {one.issued for one in proposed}
    taken = {_where(one) for each in issued for one in store.find(Erratum, issued=each)}
    return tuple(one for one in proposed if _where(one) not in taken)


def _where(one: Erratum) -> tuple[object, ...]:
    return one.issued, one.document, one.page, one.place


def _pairs(page: PageChange) -> Iterator[LinePair]:
    """What was wrong on a page; where no line differs, that something else does."""
    if page.fate == "changed":
        yield from page.lines or (LinePair(_PICTURE, _NEW_PAGE, 0, 0),)


def _erratum(
    old: IssuedPaper, found: Changes, page: PageChange, pair: LinePair, known: Collection[Id], on: dt.date
) -> Erratum:
    assert page.old is not None
    part = found.old.parts[page.old.part]
    return Erratum(
        id="",
        committee=old.committee,
        meeting=old.meeting,
        material=part.source if part.source in known else None,
        issued=old.id,
        document=part.name,
        page=part.within[page.old.page].base,
        place=_place(found.old, page, pair),
        wrong=_legible(pair.wrong) or _NOTHING,
        right=_legible(pair.right) or _TAKEN_OUT,
        noticed_on=on,
    )


def _place(old: Held, page: PageChange, pair: LinePair) -> str:
    """Where on the page: 3行, 3～5行, 3行の次; before it the number of a page that is a branch."""
    assert page.old is not None
    number = old.parts[page.old.part].within[page.old.page]
    branch = "" if number.branch == 1 else f"{number}頁　"
    if pair.wrong == _PICTURE:
        return branch.strip()
    if not pair.wrong:
        return branch + (f"{pair.first}行の次" if pair.first else "冒頭")
    return branch + (f"{pair.first}行" if pair.first == pair.last else f"{pair.first}～{pair.last}行")


def _legible(text: str) -> str:
    """Lines read from a PDF, without what a record can't hold since nobody sees it."""
    return "".join(one for one in text if one == "\n" or not is_hidden(one)).strip()
