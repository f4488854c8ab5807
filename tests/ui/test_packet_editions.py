"""Editions from the packet screen: issued, opened, swapped, handed out, put right; and the public edition."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import Dispatch, Erratum, ExceptionReason, Handover, IssuedPaper, Person
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.publicedition import snippet
from kyodo_desktop.papers.publicwriting import LINKS
from kyodo_desktop.services import editions, errata, meetings
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.dialogs.editions import EditionsDialog
from kyodo_desktop.ui.dialogs.errata_drafts import ErrataDialog
from kyodo_desktop.ui.dialogs.handing import HandingDialog
from kyodo_desktop.ui.dialogs.issuing import IssueDialog
from kyodo_desktop.ui.dialogs.print_job import PrintDialog
from kyodo_desktop.ui.dialogs.publishing import PublishDialog
from kyodo_desktop.ui.screens.packet import PacketScreen
from kyodo_desktop.ui.window import MainWindow
from tests.papers.reading import pages, squeezed
from tests.services.test_editions import first, following, issue
from tests.ui.hands import compose, packet

LONG = 60_000


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> PacketScreen:
    return packet(window, qtbot)


def asked(screen: PacketScreen, qtbot: QtBot) -> IssueDialog:
    """The dialog that asks how to issue, once the edition is prepared."""
    screen.editions.acts["issue"].click()
    dialog = screen.editions.dialog
    assert isinstance(dialog, IssueDialog)
    qtbot.waitUntil(lambda: not dialog.work.busy, timeout=LONG)
    return dialog


def issued(screen: PacketScreen, qtbot: QtBot) -> None:
    """Issue the packet as it is now, with a reason where one is asked for."""
    dialog = asked(screen, qtbot)
    dialog.reason.setText("公表されたとおり")
    dialog.issue.click()
    assert screen.editions.kept is not None


def back(screen: PacketScreen, qtbot: QtBot) -> None:
    screen.editions.leave()
    qtbot.waitUntil(lambda: screen.data is not None and not screen.making.busy, timeout=LONG)


def listed(screen: PacketScreen) -> EditionsDialog:
    screen.editions.acts["editions"].click()
    dialog = screen.editions.dialog
    assert isinstance(dialog, EditionsDialog)
    return dialog


def said(dialog: object, name: str) -> str:
    from PySide6.QtWidgets import QLabel

    found = dialog.form.findChild(QLabel, name)  # type: ignore[attr-defined]
    return "" if found.isHidden() else found.text()


def test_the_packet_is_issued_swapped_and_put_right(
    window: MainWindow, screen: PacketScreen, qtbot: QtBot
) -> None:
    shown = screen.data
    dialog = asked(screen, qtbot)
    assert said(dialog, "title") == "第1版として発行"
    assert said(dialog, "news") == "最初の版です。"
    assert "1,343" in dialog.findings.item(0).text(), "what stands in the way is said"
    assert not dialog.issue.isEnabled(), "errors ask for a reason"
    compose(dialog.reason, "こうひょう")
    assert not dialog.issue.isEnabled(), "what is being composed is no reason yet"
    compose(dialog.reason, "")
    dialog.reason.setText("公表されたとおり")
    assert dialog.issue.isEnabled()
    dialog.issue.click()
    (one,) = screen.desk.find(IssuedPaper)
    assert screen.desk.read(editions.edition_bytes, one) == shown == screen.data
    assert {each.reason for each in screen.desk.find(ExceptionReason)} == {"公表されたとおり"}
    assert screen.editions.kept is not None
    assert "第1版" in screen.editions.kept.told
    assert screen.giving.suggested == "第1回会議資料_第1版.pdf"
    assert screen.places, "ranges may name its materials"
    assert not screen.editions.acts["issue"].isEnabled(), "what is shown is no packet to be issued"
    _second_edition(screen, qtbot)
    _swap(screen, qtbot)
    _errata(screen, qtbot)


def _second_edition(screen: PacketScreen, qtbot: QtBot) -> None:
    """One with nothing new isn't issued; a line more in the agenda makes the second."""
    back(screen, qtbot)
    dialog = asked(screen, qtbot)
    assert said(dialog, "news") == "第1版から変わったところがありません。"
    assert not dialog.issue.isEnabled()
    dialog.reject()
    assert screen.meeting is not None
    screen.desk.do(meetings.add_item, screen.meeting.id, "その他の報告")
    dialog = asked(screen, qtbot)
    assert said(dialog, "news") == "次第を差し替え"
    assert not dialog.renumber.isHidden()
    dialog.day.chosen.emit(dt.date(2025, 11, 4))
    qtbot.waitUntil(lambda: not dialog.work.busy, timeout=LONG)
    dialog.issue.click()
    one, two = screen.desk.read(editions.editions_of, screen.meeting.id)
    assert (one.edition, two.edition, two.issued_on) == (1, 2, dt.date(2025, 11, 4))
    assert "第2版(令和7年11月4日)" in squeezed("".join(pages(screen.data or b"")[:2]))


def _swap(screen: PacketScreen, qtbot: QtBot) -> None:
    dialog = listed(screen)
    assert [line.issued.edition for line in dialog.table.model.rows] == [2, 1]
    assert not dialog.acts["swap"].isEnabled(), "who has the newest has nothing to swap"
    dialog.table.view.selectRow(1)
    dialog.acts["swap"].click()
    qtbot.waitUntil(
        lambda: screen.editions.kept is not None and "差替え" in screen.editions.kept.name, timeout=LONG
    )
    assert screen.data is not None
    assert "差替第2版" in squeezed(pages(screen.data)[1])
    assert screen.giving.suggested == "第1回会議資料_差替え_第1版から第2版.pdf"
    screen.giving.pick_printer()
    assert isinstance(screen.giving.dialog, PrintDialog)
    assert not screen.giving.dialog._run.isVisible(), "copies of a swap aren't the meeting's"
    screen.giving.dialog.reject()


def _errata(screen: PacketScreen, qtbot: QtBot) -> None:
    over = listed(screen)
    over.table.view.selectRow(1)
    over.acts["errata"].click()
    dialog = screen.editions.dialog
    assert isinstance(dialog, ErrataDialog)
    qtbot.waitUntil(lambda: not dialog.work.busy, timeout=LONG)
    assert screen.desk.find(Erratum) == (), "proposals are no records"
    assert not dialog.take.isEnabled()
    rows = [at for at, one in enumerate(dialog._drafts) if "その他の報告" in one.right]
    dialog.list.table.setCurrentCell(rows[0], 3)
    dialog.editor.editors["right"].show_value("その他の報告（追加）")
    dialog.list.tick(rows[:1])
    dialog.take.click()
    (one,) = screen.desk.find(Erratum)
    assert (one.right, one.document) == ("その他の報告（追加）", "次第")
    assert not any("その他の報告" in each.right for each in dialog._drafts), "what is recorded is no proposal"
    dialog.wanted.emit()
    qtbot.waitUntil(lambda: screen.paper is not None and screen.data is not None, timeout=LONG)
    assert screen.paper is not None
    assert screen.paper.key == "errata"
    assert "その他の報告(追加)" in squeezed("".join(pages(screen.data or b"")))


@pytest.fixture
def two(desk: Desk) -> tuple[IssuedPaper, IssuedPaper]:
    """Two editions on record, whose bytes no packet made."""
    old = desk.read(first)
    return desk.read(issue, old), desk.read(issue, following(old))


def test_who_has_which_edition_is_recorded_and_taken_back(
    window: MainWindow, two: tuple[IssuedPaper, IssuedPaper], qtbot: QtBot
) -> None:
    desk = window.desk
    dialog = HandingDialog(window, desk, two[0].meeting or "", two[0])
    assert dialog.edition.currentText() == "第1版"
    assert not dialog.hand.isEnabled(), "nobody is chosen"
    table = dialog.list.table
    table.setCurrentCell(1, 0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    dialog.list.tick((*dialog.list.chosen, 0))
    dialog.others.setPlainText("<b>市長室</b>\n\n")
    compose(dialog.others, "かん")
    dialog.hand.click()
    assert desk.find(Dispatch) == (), "nothing is recorded while a name is being composed"
    compose(dialog.others, "")
    dialog.how.setCurrentIndex(dialog.how.findData(Handover.HAND))
    dialog.hand.click()
    given = desk.find(Dispatch)
    assert {one.addressee for one in given} >= {"<b>市長室</b>"}
    assert (len(given), {one.how for one in given}, {one.handed_on for one in given}) == (
        3, {Handover.HAND}, {two[0].issued_on},
    )  # fmt: skip
    assert said(dialog, "told").startswith("旧い版を持っている人：")
    assert "<b>市長室</b>（第1版）" in said(dialog, "told")
    dialog.edition.setCurrentIndex(0)
    dialog.list.tick(range(99))
    dialog.day.chosen.emit(two[1].issued_on - dt.timedelta(days=1))
    dialog.hand.click()
    assert "より前の日です" in said(dialog, "problem")
    dialog.day.chosen.emit(two[1].issued_on)
    dialog.hand.click()
    assert said(dialog, "told") == "", "nobody has an old edition any more"
    assert dialog.list.chosen == (), "who has it can't be handed it again"
    dialog.list.tick(range(99))
    assert dialog.list.chosen == ()
    window.undo()
    assert len(desk.find(Dispatch)) == 3
    dialog.reject()


def test_an_edition_is_opened_as_it_was_and_left_when_it_is_undone(
    window: MainWindow, screen: PacketScreen, qtbot: QtBot
) -> None:
    now = screen.data
    issued(screen, qtbot)
    kept = screen.data
    assert screen.meeting is not None
    screen.desk.act(meetings.add_item, screen.meeting.id, "追加")
    assert screen.data == kept, "a change elsewhere doesn't touch what was issued"
    assert screen.giving._save.isEnabled()
    window.undo()
    window.undo()
    assert screen.editions.kept is None, "an edition that was taken back isn't shown"
    qtbot.waitUntil(lambda: screen.data == now, timeout=LONG)
    assert screen.desk.find(ExceptionReason) == ()


def test_the_instructions_count_the_pages_as_bound(screen: PacketScreen, qtbot: QtBot) -> None:
    screen.editions.acts["instructions"].click()
    qtbot.waitUntil(lambda: screen.editions.kept is not None, timeout=LONG)
    text = squeezed("".join(pages(screen.data or b"")))
    assert "資料2川口市における協働の現状について15両面" in text
    assert screen.giving.suggested == "第1回印刷指示書.pdf"
    screen.show_paper("agenda")
    assert screen.editions.kept is None
    qtbot.waitUntil(lambda: screen.data is not None, timeout=LONG)
    assert not screen.editions.acts["instructions"].isEnabled(), "one paper alone is no packet"


def test_issuing_is_stopped_and_left_without_a_trace(screen: PacketScreen, qtbot: QtBot) -> None:
    screen.editions.acts["issue"].click()
    dialog = screen.editions.dialog
    assert isinstance(dialog, IssueDialog)
    assert dialog.work.busy
    dialog.work.cancel()
    qtbot.waitUntil(lambda: not dialog.work.busy, timeout=LONG)
    assert not dialog.issue.isEnabled()
    assert said(dialog, "problem") == "作成を中止しました。"
    dialog.reject()
    assert screen.desk.find(IssuedPaper) == ()


def test_the_public_edition_is_listed_written_and_copied(
    screen: PacketScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    screen.editions.acts["public"].click()
    dialog = screen.editions.dialog
    assert isinstance(dialog, PublishDialog)
    assert not dialog.write.isEnabled()
    qtbot.waitUntil(lambda: not dialog.work.busy, timeout=LONG)
    rows = [dialog.list.item(at).text() for at in range(dialog.list.count())]
    assert any(one.startswith("公開　資料1") and "KB）" in one for one in rows)
    assert any(one.startswith("公開しない　参考資料1") and "ファイルがありません" in one for one in rows)
    for nowhere in ("", "relative"):
        dialog.folder.setText(nowhere)
        assert not dialog.write.isEnabled()
    folder = tmp_path / "公開"
    dialog.folder.setText(str(folder))
    dialog.write.click()
    made = dialog._made
    assert made is not None
    assert (folder / made.papers[0].name).read_bytes() == made.papers[0].data
    assert dialog.snippet.toPlainText() == snippet(made.papers) == (folder / LINKS).read_text("utf-8")
    dialog._copies[0].click()
    assert QGuiApplication.clipboard().text() == snippet(made.papers)
    assert dialog.write.text() == "置き換えて書き出す", "what would be replaced is said before"
    (folder / made.papers[0].name).write_bytes(b"another's")
    dialog.write.click()
    assert "この台帳で作ったものでないファイル" in said(dialog, "problem")
    assert (folder / made.papers[0].name).read_bytes() == b"another's"
    dialog.reject()


def test_a_leak_is_refused_with_its_place(screen: PacketScreen, qtbot: QtBot, tmp_path: Path) -> None:
    desk = screen.desk
    person = desk.find(Person)[0]

    def known(store: object) -> object:
        with store.change(msg("変更")) as draft:  # type: ignore[attr-defined]
            draft.save(replace(person, address="川口市役所第一本庁舎"))
        return draft.change

    desk.do(known)  # type: ignore[arg-type]
    screen.editions.acts["public"].click()
    dialog = screen.editions.dialog
    assert isinstance(dialog, PublishDialog)
    qtbot.waitUntil(lambda: not dialog.work.busy, timeout=LONG)
    assert "1ページ目に" in said(dialog, "problem")
    assert "住所" in said(dialog, "problem")
    assert not dialog.write.isEnabled()
    dialog.reject()
    assert list(tmp_path.rglob("*.pdf")) == []


def test_what_is_in_errata_already_isn_t_proposed_again(desk: Desk, qtbot: QtBot, window: MainWindow) -> None:
    old = desk.read(first)
    one = desk.read(issue, old)
    desk.read(issue, following(old))
    dialog = ErrataDialog(window, desk, one)
    qtbot.waitUntil(lambda: not dialog.work.busy, timeout=LONG)
    assert len(dialog._drafts) == 1
    desk.do(errata.record_errata, [replace(dialog._drafts[0], right="別の正しさ")])
    again = ErrataDialog(window, desk, one)
    qtbot.waitUntil(lambda: not again.work.busy, timeout=LONG)
    assert again._drafts == []
    assert said(again, "told") == "正誤にできる変更はありません。記録済みの1件は、ここには出ません。"
    for each in (dialog, again):
        each.reject()
