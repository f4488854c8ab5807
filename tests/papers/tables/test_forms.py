"""The table forms of the papers: every paper has one or is known to have none; what is in each."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest

from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.domain.records import Affiliation, Person, PersonName
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.consultations import Advice, ConsultationsView, Continued, Entry, FollowedUp
from kyodo_desktop.papers.paper import Occasion, of_meeting
from kyodo_desktop.papers.paystatement import PayRow, PayView
from kyodo_desktop.papers.tables import book, consultations, csvfile, lists, pay, registry, roster
from kyodo_desktop.papers.tables.values import TableView
from kyodo_desktop.storage import Store
from tests.papers import samples
from tests.papers.samples import COMMITTEE, DAY
from tests.services import asking, holding

SECRET = {
    "postcode": "332-0001",
    "address": "川口市青木二丁目1番1号",
    "phone": "048-000-0000",
    "email": "member@example.invalid",
}


def rows_of(table: TableView) -> list[dict[str, object]]:
    heads = [one.head for one in table.columns]
    return [dict(zip(heads, row, strict=True)) for row in table.rows]


def occasion(store: Store) -> Occasion:
    return of_meeting(store, asking.meeting(store).id)


@pytest.fixture
def told(sample: Store) -> Store:
    """The sample, its first member's address and telephone on record."""
    person = min(sample.find(Person), key=lambda one: one.id)
    with sample.change(msg("試験")) as draft:
        draft.save(replace(person, **SECRET, note="誰にも見せないメモ", born_on=dt.date(1989, 3, 1)))
    return sample


def test_every_paper_is_a_table_or_is_known_to_be_none() -> None:
    keys = [one.key for one in registry.TABLES]
    assert sorted([*keys, *registry.PROSE]) == sorted(paper.key for paper in PAPERS)
    assert len(set(keys)) == len(keys) >= 8


@pytest.mark.parametrize("key", [one.key for one in registry.TABLES])
def test_every_table_of_a_register_is_written_both_ways(key: str, sample: Store) -> None:
    form = next(one for one in registry.TABLES if one.key == key)
    table = form.compose(sample, occasion(sample))
    sheet = openpyxl.load_workbook(io.BytesIO(book.written((table,)))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [one.head for one in table.columns]
    assert sheet.max_row == len(table.rows) + len(table.totals) + 1
    text = csvfile.written(table).decode("utf-8-sig")
    assert "None" not in text
    assert text.count("\r\n") == sheet.max_row


def test_a_paper_that_is_no_table_says_which_are() -> None:
    agenda = next(paper for paper in PAPERS if paper.key == "agenda")
    with pytest.raises(UsageError) as caught:
        registry.find(agenda)
    assert "roster" in caught.value.why.text()


# --- the roster


def test_nothing_personal_stands_in_a_table_unless_it_was_asked_for(told: Store) -> None:
    form = next(one for one in registry.TABLES if one.key == "roster")
    for internal in (False, True):
        table = registry.composed(form, told, occasion(told), internal=internal, personal=False)
        assert table.internal is internal
        said = csvfile.written(table).decode("utf-8-sig")
        assert not any(one in said for one in SECRET.values())
        assert "1989" not in said
    table = registry.composed(form, told, occasion(told), internal=False, personal=True)
    assert table.internal
    assert table.name.startswith("【内部用】")
    said = csvfile.written(table).decode("utf-8-sig")
    assert all(one in said for one in SECRET.values())
    assert "1989/03/01" in said
    assert "誰にも見せない" not in said


def test_only_a_roster_has_an_internal_table(sample: Store) -> None:
    form = next(one for one in registry.TABLES if one.key == "pay")
    with pytest.raises(UsageError):
        registry.composed(form, sample, occasion(sample), internal=True, personal=False)


def test_the_internal_roster_tells_terms_and_periods(told: Store) -> None:
    rows = rows_of(roster.internal(told, occasion(told), personal=True))
    assert len(rows) == 12
    chair = next(row for row in rows if row["氏名"] == "中本 進一")
    assert (chair["区分番号"], chair["在任期数"], chair["以前の期数"]) == (4, 2, 1)
    assert (chair["委嘱日"], chair["任期の終わり"]) == (dt.date(2025, 10, 1), dt.date(2027, 9, 30))
    names = {one.name for one in told.find(PersonName)}
    assert {row["氏名"] for row in rows} == names
    assert {row["所属団体等"] for row in rows} == {one.organisation for one in told.find(Affiliation)}


@pytest.mark.parametrize("count", [1, 12, 200])
def test_a_roster_of_any_size_keeps_each_name(count: int) -> None:
    view = samples.crowd(count)
    rows = rows_of(roster.members(view))
    assert [row["氏名"] for row in rows] == [one.name for one in view.members]
    assert rows[0]["任期開始"] == samples.SINCE
    hostile = rows_of(roster.members(samples.HOSTILE))
    assert [row["氏名"] for row in hostile] == [one.name for one in samples.HOSTILE.members]


# --- attendance


def test_attendance_is_told_member_by_member(sample: Store) -> None:
    holding.hold(sample)
    form = next(one for one in registry.TABLES if one.key == "attendance")
    table = form.compose(sample, occasion(sample))
    rows = rows_of(table)
    head = next(one.head for one in table.columns if one.head.startswith("第1回"))
    assert head == "第1回\nR7.11.14"
    came = [row for row in rows if str(row[head]).startswith("出席")]
    assert len(rows) == 12
    assert len(came) == 11
    away = next(row for row in rows if row not in came)
    assert (away[head], away["出席回数"], away["対象回数"], away["出席率"]) == ("欠席", 0, 1, Fraction(0))
    assert came[0]["出席率"] == 1
    assert table.totals == (("出席者数", "", 11, 11, 12, Fraction(11, 12)),)
    assert table.internal


def test_before_any_meeting_the_members_stand_without_a_rate(sample: Store) -> None:
    form = next(one for one in registry.TABLES if one.key == "attendance")
    rows = rows_of(form.compose(sample, occasion(sample)))
    assert len(rows) == 12
    assert {row["出席率"] for row in rows} == {None}


# --- pay


def _paid(**values: object) -> PayView:
    row = PayRow(
        name="山 一", role="委員", days=(DAY,), rates=(9000,), pay=9000, travel=500, tax=275, net=9225
    )
    made = PayView(committee=COMMITTEE, number=1, day=DAY, rows=(row, replace(row, name="山 二")))
    return replace(made, **values)  # type: ignore[arg-type]


def test_pay_is_in_numbers_with_its_sums() -> None:
    table = pay.table(_paid())
    row = rows_of(table)[0]
    assert (row["報酬額"], row["源泉徴収税額"], row["差引支給額"]) == (9000, 275, 9225)
    assert row["出席日"] == DAY
    assert table.totals[0][1] == "計（2人）"
    assert table.totals[0][6:10] == (18000, 1000, 550, 18450)
    assert table.internal


def test_pay_that_cannot_be_reckoned_is_said_and_its_sum_is_open() -> None:
    first, second = _paid().rows
    open_ = replace(second, pay=None, tax=None, net=None, rates=())
    away = replace(second, name="山 三", days=(), pay=None, travel=None, tax=None, net=None)
    free = replace(
        second, name="山 四", paid=False, reason="市職員", pay=None, travel=None, tax=None, net=None
    )
    table = pay.table(_paid(rows=(first, open_, away, free)))
    rows = rows_of(table)
    assert (rows[1]["日額"], rows[1]["報酬額"]) == ("要確認", "要確認")
    assert (rows[2]["出席日"], rows[2]["報酬額"]) == ("欠席", None)
    assert rows[3]["支給の別"] == "対象外（市職員）"
    assert table.totals[0][6:10] == ("要確認", 1000, "要確認", "要確認")
    several = replace(first, days=(DAY, dt.date(2025, 12, 1)), rates=(9000, 8000), pay=17000)
    row = rows_of(pay.table(_paid(rows=(several,))))[0]
    assert (row["出席日"], row["日額"]) == ("R7.11.14、R7.12.1", "9,000\n8,000")


# --- consultations, lists


def test_a_consultation_has_a_row_for_each_recommendation() -> None:
    done = FollowedUp(dt.date(2026, 4, 1), "実施済み", "要綱を改めた。")
    entry = Entry(
        number=4,
        title="協働の推進について",
        asked_on=dt.date(2020, 1, 6),
        reported_on=dt.date(2023, 6, 22),
        answer="次のとおり答申します。",
        advice=(Advice("1", 0, "研修", "毎年行う。", done), Advice("（1）", 1, "対象")),
        continued=(Continued("研修の回数", "年2回"), Continued("その他")),
    )
    open_ = Entry(number=5, title="指針", asked_on=dt.date(2025, 11, 14))
    table = consultations.table(ConsultationsView(committee=COMMITTEE, day=DAY, entries=(entry, open_)))
    first, second, third = rows_of(table)
    assert (first["日数"], first["実施状況"], first["確認日"]) == (1263, "実施済み", dt.date(2026, 4, 1))
    assert first["継続審議"] == "研修の回数：年2回\nその他"
    assert (second["諮問番号"], second["件名"], second["答申"], second["階層"]) == (
        4,
        "協働の推進について",
        "",
        2,
    )
    assert (third["答申日"], third["日数"], third["意見"]) == (None, None, "")
    assert not table.internal


def test_materials_stand_with_their_numbers(sample: Store) -> None:
    table = lists.materials(sample, occasion(sample))
    assert table.rows[0] == ("資料", "1", "川口市協働推進委員会委員名簿")
    assert table.title == "第1回川口市協働推進委員会配布資料一覧"
