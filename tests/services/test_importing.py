"""Import: what a table means, what it would change, and one act that takes it in or takes nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, TableRefused
from kyodo_desktop.domain.grid import Cell, Grid, Sheet
from kyodo_desktop.domain.records import Affiliation, Appointment, Person, PersonName, PriorService, Sex
from kyodo_desktop.services import importing
from kyodo_desktop.services.importing import Chosen, Dated, Like, LineKind, Purpose
from kyodo_desktop.storage import Store
from tests.services.importable import DAY, HANAKO, HEAD, WORDS, Desk, grid, kinds


@pytest.fixture
def desk(store: Store) -> Desk:
    return Desk(store)


# --- where the table begins


@pytest.mark.parametrize(
    ("rows", "header", "depth", "columns"),
    [
        ([HEAD], 0, 1, ("category", "name", "kana", "organisation", "phone", "born_on")),
        ([["委員名簿"], [""], ["", "区分", "氏名"]], 2, 1, ("", "category", "name")),
        ([["氏名", "氏名", "区分"], ["姓", "名", "区分"]], 0, 2, ("family", "given", "category")),
        ([["区分", "氏　名", "ﾌﾘｶﾞﾅ"]], 0, 1, ("category", "name", "kana")),
        ([["委員区分", "お名前（漢字）", "T E L"]], 0, 1, ("category", "name", "phone")),
        ([["氏名", "区分"], ["川口 花子", "1号"]], 0, 1, ("name", "category")),
    ],
)  # fmt: skip
def test_a_header_is_found_wherever_it_stands(
    desk: Desk, rows: list[list[Cell]], header: int, depth: int, columns: tuple[str, ...]
) -> None:
    plan = importing.plan_for(desk.store, grid(rows), Purpose.ROSTER, desk.committee, WORDS)
    assert (plan.header, plan.depth, plan.columns) == (header, depth, columns)


def test_a_table_without_names_is_refused(desk: Desk) -> None:
    with pytest.raises(TableRefused):
        desk.rows(["品名", "数量"], ["机", 3])


def test_a_hidden_sheet_is_passed_over_and_told_of(desk: Desk) -> None:
    sheets = (Sheet("控え", (HEAD, HANAKO), hidden=True), Sheet("名簿", (HEAD, HANAKO)))
    made = desk.shown(Grid("名簿.xlsx", "excel", sheets))
    assert made.plan.sheet == "名簿"
    assert "控え" in " ".join(note.text() for note in made.notes)


def test_the_sheet_of_which_most_is_understood_is_taken_first(desk: Desk) -> None:
    printed = Sheet("名簿", (("区分", "氏名"), ("1号", "川口　花子")))
    listed, stock = Sheet("一覧", (HEAD, HANAKO)), Sheet("在庫", (("品名", *map(str, range(20))),))
    replies = Sheet("回答", (("氏名", "出欠"), ("川口 花子", "出席")))
    book = Grid("名簿.xlsx", "excel", (stock, printed, listed, replies))
    assert importing.purpose_of(book, WORDS) is Purpose.ROSTER
    assert desk.shown(book).plan.sheet == "一覧"
    assert (
        desk.shown(Grid("名簿.xlsx", "excel", (printed, replace(printed, name="控え")))).plan.sheet == "名簿"
    )
    assert (
        desk.shown(Grid("名簿.xlsx", "excel", (printed, replace(listed, hidden=True)))).plan.sheet == "名簿"
    )
    assert importing.purpose_of(Grid("名簿.xlsx", "excel", (stock, replies)), WORDS) is Purpose.REPLIES


# --- taking in


def test_who_is_new_is_entered_with_everything_the_row_says(desk: Desk) -> None:
    made = desk.take([*HEAD, "性別", "備考", "血液型"], [*HANAKO, "女", "2期", "A"])
    assert kinds(made) == [LineKind.NEW]
    assert [(one.column, one.heading, one.cells) for one in made.untaken] == [(8, "血液型", 1)]
    person = desk.store.find(Person)[0]
    assert (person.phone, person.born_on, person.sex) == ("048-258-1110", dt.date(1965, 1, 2), Sex.FEMALE)
    assert desk.store.find(PersonName)[0].name == "川口 花子"
    assert desk.store.find(Affiliation)[0].organisation == "川口大学"
    assert desk.store.find(PriorService)[0].periods == 1
    seat = desk.store.find(Appointment)[0]
    assert (seat.since, seat.until) == (dt.date(2025, 10, 1), dt.date(2027, 9, 30))


def test_an_import_is_one_act_and_one_undo_and_the_journal_is_whole(desk: Desk) -> None:
    desk.take(HEAD, HANAKO, ["2号", "髙橋 次郎", "たかはし じろう", "", "", ""])
    assert len(desk.store.find(Person)) == 2
    undoable = desk.store.undoable
    assert undoable is not None
    assert undoable.text() == "名簿の取込み"
    assert desk.store.verify() == ()
    desk.store.undo()
    assert desk.store.find(Person) == ()
    assert desk.store.verify() == ()


def test_a_backup_is_made_first(desk: Desk) -> None:
    assert isinstance(desk.store.location, Path)
    folder = desk.store.location.with_name(f"{desk.store.location.name}.backup")
    before = len(list(folder.glob("*"))) if folder.exists() else 0
    desk.take(HEAD, HANAKO)
    assert len(list(folder.glob("*"))) > before


def test_the_same_table_again_changes_nothing_and_is_read_as_before(desk: Desk) -> None:
    desk.take(HEAD, HANAKO)
    again = desk.rows(HEAD, HANAKO)
    assert kinds(again) == [LineKind.SAME]
    assert again.plan.remembered
    with pytest.raises(InvalidRecord):
        importing.apply_roster(desk.store, again, Chosen())


def test_a_mapping_put_right_by_hand_is_remembered(desk: Desk) -> None:
    made = grid([["区分", "氏名", "連絡用"], ["1号", "川口 花子", "048-258-1110"]])
    plan = importing.plan_for(desk.store, made, Purpose.ROSTER, desk.committee, WORDS)
    assert plan.columns == ("category", "name", "")
    plan = replace(plan, columns=("category", "name", "phone"))
    shown = importing.preview(desk.store, made, plan, desk.term, DAY, WORDS)
    importing.apply_roster(desk.store, shown, Chosen())
    again = importing.plan_for(desk.store, made, Purpose.ROSTER, desk.committee, WORDS)
    assert again.columns == ("category", "name", "phone")


def test_nothing_is_taken_when_the_register_has_moved_on(desk: Desk) -> None:
    made = desk.rows(HEAD, HANAKO)
    desk.take(HEAD, ["2号", "髙橋 次郎", "", "", "", ""])
    with pytest.raises(InvalidRecord):
        importing.apply_roster(desk.store, made, Chosen())
    assert [one.name for one in desk.store.find(PersonName)] == ["髙橋 次郎"]


def test_only_the_chosen_rows_are_taken(desk: Desk) -> None:
    rows = (HEAD, HANAKO, ["2号", "髙橋 次郎", "", "", "", ""])
    desk.take(*rows, chosen=Chosen(rows=frozenset({3})))
    assert [one.name for one in desk.store.find(PersonName)] == ["髙橋 次郎"]


# --- names are kept to the code point


@pytest.mark.parametrize(
    "name", ["辻\U000e0100 花子", "𠮷田 太郎", "塚\ufa10 次郎", "川口　花子", "が\u3099ん 太"]
)
def test_a_name_is_stored_exactly(desk: Desk, name: str) -> None:
    desk.take(HEAD, ["1号", name, "", "", "", ""])
    assert desk.store.find(PersonName)[0].name == name


def test_a_name_only_like_one_is_left_until_the_clerk_decides(desk: Desk) -> None:
    desk.take(HEAD, ["1号", "高橋 次郎", "たかはし じろう", "", "", ""])
    row = ["1号", "髙橋　次郎", "たかはし じろう", "", "048-258-1110", ""]
    made = desk.rows(HEAD, row)
    assert kinds(made) == [LineKind.LIKE]
    assert made.lines[0].like == "高橋 次郎"
    with pytest.raises(InvalidRecord):
        importing.apply_roster(desk.store, made, Chosen())
    importing.apply_roster(desk.store, made, Chosen(likes=Like.SAME))
    assert desk.store.find(PersonName)[0].name == "高橋 次郎"
    assert desk.store.find(Person)[0].phone == "048-258-1110"
    desk.store.undo()
    made = desk.rows(HEAD, row)
    importing.apply_roster(desk.store, made, Chosen(likes=Like.OTHER))
    assert sorted(one.name for one in desk.store.find(PersonName)) == sorted(["髙橋　次郎", "高橋 次郎"])


def test_a_name_is_put_right_only_where_the_clerk_says_so(desk: Desk) -> None:
    desk.take(HEAD, ["1号", "高橋 次郎", "", "", "", ""])
    chosen = Chosen(likes=Like.RENAME, dated=Dated.CORRECT)
    desk.take(HEAD, ["1号", "髙橋 次郎", "", "", "", ""], chosen=chosen)
    assert [one.name for one in desk.store.find(PersonName)] == ["髙橋 次郎"]


# --- what changed


def test_a_changed_affiliation_asks_whether_it_changed_on_a_day(desk: Desk) -> None:
    desk.take(HEAD, HANAKO)
    row = [*HANAKO[:3], "川口商工会議所", *HANAKO[4:]]
    made = desk.rows(HEAD, row)
    assert [(one.key, one.before, one.after, one.dated) for one in made.lines[0].differences] == [
        ("organisation", "川口大学", "川口商工会議所", True)
    ]
    with pytest.raises(InvalidRecord):
        importing.apply_roster(desk.store, made, Chosen())
    importing.apply_roster(desk.store, made, Chosen(dated=Dated.SUCCEED, on=dt.date(2025, 11, 1)))
    spells = {one.organisation: (one.since, one.until) for one in desk.store.find(Affiliation)}
    assert spells == {
        "川口大学": (None, dt.date(2025, 10, 31)),
        "川口商工会議所": (dt.date(2025, 11, 1), None),
    }


def test_a_correction_was_always_so(desk: Desk) -> None:
    desk.take(HEAD, HANAKO)
    desk.take(HEAD, [*HANAKO[:3], "川口商工会議所", *HANAKO[4:]], chosen=Chosen(dated=Dated.CORRECT))
    assert [one.organisation for one in desk.store.find(Affiliation)] == ["川口商工会議所"]


# --- what is put right, and what is refused


def test_what_excel_has_lost_is_proposed_and_never_put_back_unasked(desk: Desk) -> None:
    rows = ([*HEAD, "郵便番号"], ["1号", "川口 花子様", "ｶﾜｸﾞﾁ ﾊﾅｺ", "", 482581110.0, "", 600001.0])
    made = desk.rows(*rows)
    line = made.lines[0]
    assert {(one.kind, one.proposed) for one in line.proposals} == {
        ("honorific", "川口 花子"),
        ("width", "カワグチ ハナコ"),
        ("zero", "0482581110"),
        ("zero", "0600001"),
    }
    assert (line.values["name"], line.values["phone"]) == ("川口 花子様", "482581110")
    line = desk.rows(*rows, accept=("honorific", "zero", "width")).lines[0]
    assert (line.name, line.values["phone"], line.values["postcode"]) == (
        "川口 花子",
        "0482581110",
        "0600001",
    )


@pytest.mark.parametrize(
    ("cell", "since_1904", "day"),
    [
        ("令和7年10月1日", False, dt.date(2025, 10, 1)),
        ("R7.10.1", False, dt.date(2025, 10, 1)),
        ("Ｒ７．１０．１", False, dt.date(2025, 10, 1)),
        ("7.10.1", False, dt.date(2025, 10, 1)),
        ("2025/10/1 0:00:00", False, dt.date(2025, 10, 1)),
        (20251001, False, dt.date(2025, 10, 1)),
        (45931.0, False, dt.date(2025, 10, 1)),
        (44469.0, True, dt.date(2025, 10, 1)),
        (dt.datetime(2025, 10, 1), False, dt.date(2025, 10, 1)),  # noqa: DTZ001 - as a workbook has it
    ],
)
def test_days_are_read_however_they_are_written(
    desk: Desk, cell: Cell, since_1904: bool, day: dt.date
) -> None:
    made = replace(grid([["区分", "氏名", "委嘱日"], ["1号", "川口 花子", cell]]), since_1904=since_1904)
    assert desk.shown(made).lines[0].values["since"] == day


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("生年月日", "令和0年1月1日", "令和元年"),
        ("生年月日", "平成35年1月1日", "令和5年"),
        ("生年月日", "40.1.2", "元号"),
        ("区分", "9号", "9号"),
        ("氏名", "", "氏名"),
        ("電話番号", "048\u202e1110", "U+202E"),
        ("ふりがな", "川口", "漢字"),
        ("性別", "不明", "不明"),
    ],
)
def test_a_cell_that_cannot_be_taken_rejects_its_row_and_says_why(
    desk: Desk, column: str, cell: str, said: str
) -> None:
    head = [*HEAD, "性別"]
    row = [*HANAKO, "女"]
    row[head.index(column)] = cell
    made = desk.rows(head, row)
    assert kinds(made) == [LineKind.REJECTED]
    assert said in " ".join(fault.why.text() for fault in made.lines[0].faults)


def test_an_era_in_the_heading_counts_for_its_column(desk: Desk) -> None:
    made = desk.rows(["区分", "氏名", "生年月日（昭和）"], ["1号", "川口 花子", "40.1.2"])
    assert made.lines[0].values["born_on"] == dt.date(1965, 1, 2)


def test_a_second_row_of_the_same_name_is_told(desk: Desk) -> None:
    made = desk.rows(HEAD, HANAKO, HANAKO, ["1号", "川口 花子", "かわぐち はなこ", "", "", "S50.1.1"])
    assert kinds(made) == [LineKind.NEW, LineKind.REJECTED, LineKind.NEW]


def test_rows_that_are_no_members_are_told_of(desk: Desk) -> None:
    made = desk.rows(
        ["委員名簿"], [""], HEAD, HANAKO, ["", "", "", "", "", ""], HEAD, ["合計", "1", "", "", "", ""]
    )
    assert kinds(made) == [LineKind.NEW, LineKind.SKIPPED]
    assert (made.above, made.blank) == ((1, 3, 6), 2)


def test_a_difference_of_seat_is_shown_and_left(desk: Desk) -> None:
    desk.take(HEAD, HANAKO)
    made = desk.rows(HEAD, ["2号", *HANAKO[1:]])
    assert kinds(made) == [LineKind.SAME]
    assert "委員区分" in made.lines[0].notes[0].text()
