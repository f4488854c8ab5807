"""Rows of a received roster that are nobody's, and names with something written round them."""

from __future__ import annotations

import pytest

from kyodo_desktop.domain.records import Person, PersonName
from kyodo_desktop.services import importing
from kyodo_desktop.services.importing import Chosen, Like, LineKind
from kyodo_desktop.storage import Store
from tests.services.importable import HANAKO, HEAD, Desk, kinds


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["1号", "欠員", "", "", "", ""], "欠員"),
        (["1号", "（欠員１名）", "", "", "", ""], "欠員"),
        (["1号", "―", "", "", "", ""], "欠員"),
        (["1号", "選任中", "", "川口大学", "", ""], "欠員"),
        (["計12名", "", "", "", "", ""], "合計"),
        (["1号", "合計　12人", "", "", "", ""], "合計"),
        (["", "１２名", "", "", "", ""], "合計"),
        (["※任期は令和9年9月30日までとする", "", "", "", "", ""], "注記"),
        (["（注）敬称略"] * 6, "注記"),
        (["", "備考：公募委員は任期中に転居した場合も委員とする。", "", "", "", ""], "注記"),
        (["【2号委員】", "", "", "", "", ""], "見出し"),
    ],
)
def test_a_row_that_is_nobody_is_skipped_and_says_why(desk: Desk, row: list[str], said: str) -> None:
    made = desk.rows(HEAD, row, HANAKO)
    assert kinds(made) == [LineKind.SKIPPED, LineKind.NEW]
    assert said in made.lines[0].faults[0].why.text()
    importing.apply_roster(desk.store, made, Chosen(likes=Like.OTHER))
    assert [one.name for one in desk.store.find(PersonName)] == ["川口 花子"]


@pytest.mark.parametrize(
    "name", ["計 太郎", "欠端 実", "未定 花", "名取 一人", "人見 計", "氏家 和子", "ー 長音"]
)
def test_somebody_called_almost_so_is_somebody(desk: Desk, name: str) -> None:
    assert kinds(desk.rows(HEAD, ["1号", name, "", "", "", ""])) == [LineKind.NEW]
    family, _, given = name.partition(" ")
    two = desk.rows(["姓", "名", "区分"], [family, given, "1号"])
    assert (kinds(two), two.lines[0].name) == ([LineKind.NEW], name)


@pytest.mark.parametrize(
    "written",
    [
        "川口　花子 様",
        "○川口花子",
        "川口花子（新任）",
        "※ 川口 花子 委員",
        "◎川口　花子殿（2号）",
        "川口 花子【委員長】先生",
    ],
)
def test_a_name_with_something_round_it_is_offered_as_like_and_never_changed(
    desk: Desk, written: str
) -> None:
    desk.take(HEAD, HANAKO)
    row = ["1号", written, *HANAKO[2:4], "048-000-0000", HANAKO[5]]
    made = desk.rows(HEAD, row)
    assert (kinds(made), made.lines[0].like) == ([LineKind.LIKE], "川口 花子")
    why = made.lines[0].why
    assert why is not None
    assert "敬称や印" in why.text()
    importing.apply_roster(desk.store, made, Chosen(likes=Like.SAME))
    assert [one.name for one in desk.store.find(PersonName)] == ["川口 花子"]
    assert [one.phone for one in desk.store.find(Person)] == ["048-000-0000"]
    other = desk.rows(HEAD, ["1号", written, "べつの よみ", "", "", "S50.1.1"])
    assert kinds(other) == [LineKind.NEW]
    importing.apply_roster(desk.store, other, Chosen())
    assert {one.name for one in desk.store.find(PersonName)} == {"川口 花子", written}


def test_what_stands_in_brackets_after_a_name_goes_only_where_the_clerk_agrees(desk: Desk) -> None:
    row = ["1号", "山田　太郎（新任）", "", "", "", ""]
    line = desk.rows(HEAD, row).lines[0]
    assert (line.name, [(one.kind, one.proposed) for one in line.proposals]) == (
        "山田　太郎（新任）",
        [("bracket", "山田　太郎")],
    )
    assert desk.rows(HEAD, row, accept=("bracket",)).lines[0].name == "山田　太郎"


def test_empty_rows_are_told_of(desk: Desk) -> None:
    blank = [""] * 6
    made = desk.rows(HEAD, blank, HANAKO, blank, blank)
    assert (kinds(made), made.blank) == ([LineKind.NEW], 3)
    assert "空の行を3行" in " ".join(note.text() for note in made.notes)
