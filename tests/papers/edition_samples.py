"""Editions of a packet made by hand, and the list of what is swapped between them."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.domain.editions.held import MATERIALS as LIST
from kyodo_desktop.domain.editions.held import Held, HeldPart, Layout
from kyodo_desktop.papers.paper import AnyPaper
from kyodo_desktop.papers.replacement import Replacement, ReplacementView
from tests.domain.editions.made import SECOND, held, page, part
from tests.papers.samples import COMMITTEE, MATERIALS

DUPLEX = Layout(duplex=True, within=True)


def _front(source: str, title: str, page: str) -> HeldPart:
    return HeldPart(source=source, number="", title=title, pages=part(source, "", page).pages)


def first(layout: Layout = DUPLEX) -> Held:
    """第1版: two materials and one for reference."""
    parts = [
        _front("agenda", "次第", "a"),
        _front(LIST, "配布資料一覧", "m"),
        part("s1", "資料1", "bcdef"),
        part("s2", "資料2", [page("g"), page("W", wide=True), page("h")]),
        part("r1", "参考資料1", "ijkl"),
        part("r2", "参考資料2", "no"),
    ]
    return held(parts, layout)


def second(old: Held) -> Held:
    """第2版: a page put in, one changed, one taken out, a material gone and one come."""
    parts = [
        _front("agenda", "次第", "A"),
        _front(LIST, "配布資料一覧", "M"),
        part("s1", "資料1", "bcXdef"),
        part("s2", "資料2", [page("g"), page("V", wide=True), page("h")]),
        part("s3", "資料3", "pq"),
        part("r1", "参考資料1", "ijl"),
    ]
    return held(parts, old.layout, old, 2)


def replacement(layout: Layout = DUPLEX) -> ReplacementView:
    old = first(layout)
    return ReplacementView(committee=COMMITTEE, number=1, old=old, new=second(old))


REPLACEMENT = replacement()
ONE_EDITION = ReplacementView(committee=COMMITTEE, number=1)
PAPER: AnyPaper = Replacement()
SECOND_LIST = replace(
    MATERIALS,
    edition=2,
    day=SECOND,
    changes="次第を差し替え、資料2の3頁を差し替え、資料2に3の2頁を追加、参考資料1の2頁を削除",
)
