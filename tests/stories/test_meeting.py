"""Preparing the second meeting: called, its agenda built, its materials listed."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.records import ItemKind, MaterialFamily
from tests.stories.clerk import Clerk

DAY = dt.date(2026, 2, 20)


def test_an_agenda_and_a_list_of_materials_are_built(clerk: Clerk) -> None:
    clerk.calls_meeting(DAY, at=dt.time(14), venue="川口市役所第一本庁舎")
    assert (clerk.meeting.number, clerk.meeting.date) == (2, DAY)
    for title in ("開会", "議事", "委員長あいさつ", "閉会"):
        clerk.adds_item(title)
    clerk.adds_item("研修内容（案）の検討", under="議事", kind=ItemKind.DISCUSSION)
    clerk.adds_item("アンケート結果", under="研修内容（案）の検討", kind=ItemKind.REPORT)
    clerk.adds_item("その他", under="議事")
    clerk.moves_item("委員長あいさつ", -1)
    assert clerk.reads_agenda() == [
        "1 開\u3000会",
        "2 委員長あいさつ",
        "3 議\u3000事",
        "\u3000（1） 研修内容（案）の検討",
        "\u3000\u3000ア アンケート結果",
        "\u3000（2） その他",
        "4 閉\u3000会",
    ]

    clerk.adds_material("委員名簿", paper="roster")
    clerk.adds_material("研修内容（案）", about="研修内容（案）の検討")
    clerk.adds_material("アンケート", family=MaterialFamily.REFERENCE, about="アンケート結果")
    clerk.adds_material("先進市の例", family=MaterialFamily.REFERENCE)
    clerk.adds_material("日程", family=MaterialFamily.ANNEX)
    clerk.moves_material("参考資料2", -1)
    clerk.attaches("資料2", "研修案.pdf", b"%PDF-1.7")
    assert clerk.reads_materials() == [
        "資料1 委員名簿",
        "資料2 研修内容（案）",
        "参考資料1 先進市の例",
        "参考資料2 アンケート",
        "別紙1 日程",
    ]

    before = clerk.reads_agenda()
    clerk.removes_item("研修内容（案）の検討")
    assert clerk.reads_agenda()[3:] == ["\u3000（1） その他", "4 閉\u3000会"]
    assert clerk.finds_material("資料2").item is None
    clerk.reopens()
    assert clerk.undoes() == "議事項目「研修内容（案）の検討」を削除"
    assert clerk.reads_agenda() == before
    assert clerk.finds_material("資料2").item == clerk.finds_item("研修内容（案）の検討").id


def test_a_whole_afternoon_is_undone_and_redone(clerk: Clerk) -> None:
    agenda, materials = clerk.reads_agenda(), clerk.reads_materials()
    clerk.adds_item("講評")
    clerk.moves_item("講評", -1)
    clerk.adds_material("日程", family=MaterialFamily.ANNEX)
    clerk.attaches("別紙2", "日程.pdf", b"%PDF-1.7")
    worked = clerk.reads_agenda(), clerk.reads_materials()
    for _ in range(4):
        clerk.reopens()
        clerk.undoes()
    assert (clerk.reads_agenda(), clerk.reads_materials()) == (agenda, materials)
    for _ in range(4):
        clerk.reopens()
        clerk.redoes()
    assert (clerk.reads_agenda(), clerk.reads_materials()) == worked
