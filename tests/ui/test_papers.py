"""帳票: every paper is found, shown as its very bytes, saved, printed and issued from one screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import Contact, Dispatch, IssuedPaper, PersonName, Sender
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import PAPERS, choosing, wordkeep
from kyodo_desktop.papers.choosing import Choice
from kyodo_desktop.papers.course import COURSE
from kyodo_desktop.papers.issue import build
from kyodo_desktop.papers.paper import GoesOut, Takes
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.progress import Progress, drained
from kyodo_desktop.papers.printjob import PrintJob
from kyodo_desktop.papers.saving import has_word
from kyodo_desktop.papers.spool import Sent
from kyodo_desktop.papers.tables.registry import TABLES
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Change, Store, open_store
from kyodo_desktop.ui import printers, task
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens.papers import PapersScreen
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.papers.reading import pages, squeezed
from tests.services import asking
from tests.ui import hands
from tests.ui.conftest import put_away

PATIENCE = 60_000


def opened(window: MainWindow, qtbot: QtBot) -> PapersScreen:
    window.go(PapersScreen.key)
    page = window.page(PapersScreen.key)
    assert isinstance(page, PapersScreen)
    settle(page, qtbot)
    return page


def settle(page: PapersScreen, qtbot: QtBot) -> None:
    """Wait until the paper is there, or why it isn't."""

    def done() -> bool:
        busy = page.making.busy or page._soon.isActive() or not page._listed
        return not busy and (page.data is not None or page.sight.fault.isVisible())

    qtbot.waitUntil(done, timeout=PATIENCE)


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> PapersScreen:
    return opened(window, qtbot)


def show(page: PapersScreen, key: str, qtbot: QtBot) -> PapersScreen:
    page.show_record(key)
    assert page.list.key == key
    settle(page, qtbot)
    return page


def numbered(desk: Desk) -> None:
    """Give the committee a prefix for its numbers, a mayor and somebody to ask."""
    committee = desk.committee
    assert committee is not None
    desk.do(roster.edit_committee, replace(committee, document_prefix="川協発第"))

    def enter(store: Store) -> Change:
        with store.change(msg("発信者を登録")) as draft:
            draft.add(Sender(id=draft.new_id(), committee=committee.id, title="川口市長", name="市 長子"))
            draft.add(
                Contact(id=draft.new_id(), committee=committee.id, section="協働推進課", phone="258-1110")
            )
        return draft.change

    desk.do(enter)


def asking_to_issue(page: PapersScreen, key: str, qtbot: QtBot) -> None:
    show(page, key, qtbot)
    page._issue.click()
    qtbot.waitUntil(lambda: page.issue.do.isEnabled(), timeout=PATIENCE)


def said(data: bytes | None) -> str:
    assert data is not None
    return "".join(squeezed(one) for one in pages(data))


def test_the_papers_stand_in_the_year_s_course(screen: PapersScreen) -> None:
    tree = screen.list.tree
    heads = [tree.topLevelItem(at).text(0) for at in range(tree.topLevelItemCount())]
    assert heads == [stage.title for stage in COURSE]
    assert screen.list.shown() == tuple(key for stage in COURSE for key in stage.keys)
    assert not tree.topLevelItem(0).flags() & Qt.ItemFlag.ItemIsSelectable
    assert screen.paper is not None
    assert screen.paper.key == "notice"


def test_every_paper_is_shown_as_the_bytes_that_the_command_line_writes(
    screen: PapersScreen, qtbot: QtBot
) -> None:
    desk = screen.desk
    fonts, forms = Fonts(desk.paths), desk.paths.papers
    assert desk.committee is not None
    for paper in PAPERS:
        show(screen, paper.key, qtbot)
        assert not screen.sight.fault.isVisible(), (paper.key, screen.sight.fault_text.text())
        if paper.key == "print_instructions":
            assert "用紙A4703枚" in said(screen.data)
            continue
        occasion = desk.read(choosing.occasion_of, desk.committee, paper, Choice(), desk.today)
        assert screen.data == drained(build(paper, desk.read(paper.compose, occasion), fonts, forms)), (
            paper.key
        )
        assert screen.pages.count >= 1


def test_each_paper_offers_what_it_takes_and_the_forms_it_has(screen: PapersScreen, qtbot: QtBot) -> None:
    for paper in PAPERS:
        screen.list.choose(paper.key)
        for name, box in screen.options._boxes.items():
            assert box.isHidden() == (Takes(name) not in paper.takes), (paper.key, name)
        buttons = screen.giving._others
        assert buttons[".docx"].isHidden() != has_word(paper)
        assert buttons[".xlsx"].isHidden() == all(one.key != paper.key for one in TABLES)
        assert buttons[".html"].isHidden() == (paper.key not in WEB)
        assert screen._issue.isHidden() == (paper.goes_out is GoesOut.NO)
    settle(screen, qtbot)


WEB = ("minutes_public", "results", "errata", "decisions")


def test_a_paper_is_found_by_any_word_of_its_name(screen: PapersScreen) -> None:
    screen.list.search.setText("通知")
    assert screen.list.shown() == ("notice",)
    screen.list.search.setText("会議録 公開")
    assert screen.list.shown() == ("minutes_public",)
    screen.list.search.setText("<b>ない")
    assert screen.list.shown() == ()
    assert screen.list._none.isVisible()
    assert screen.list.choose("labels")
    assert screen.list.search.text() == ""


def test_some_members_are_chosen_and_the_rest_left_out(screen: PapersScreen, qtbot: QtBot) -> None:
    screen.options.to.click()
    assert screen.options.panel.isVisible()
    items = screen.options._items()
    assert [one.checkState() for one in items] == [Qt.CheckState.Checked] * 12
    for item in items[1:]:
        item.setCheckState(Qt.CheckState.Unchecked)
    settle(screen, qtbot)
    assert screen.options.to.text() == "宛先：1人"
    assert "梶原純" in said(screen.data)
    assert "長谷川" not in said(screen.data)
    screen.options.everybody.click()
    settle(screen, qtbot)
    assert screen.options.to.text() == "宛先：全員"
    assert "長谷川" in said(screen.data)


def test_labels_begin_where_the_sheet_does_and_that_is_remembered(
    window: MainWindow, screen: PapersScreen, qtbot: QtBot
) -> None:
    show(screen, "labels", qtbot)
    assert screen.options.start.maximum() == 12
    assert len(pages(screen.data or b"")) == 1
    screen.options.start.setValue(2)
    settle(screen, qtbot)
    assert len(pages(screen.data or b"")) == 2
    show(screen, "notice", qtbot)
    show(screen, "labels", qtbot)
    assert screen.options.start.value() == 2
    screen.keep_state()
    again = PapersScreen(window.desk, window.settings)
    qtbot.addWidget(again)
    again.show()
    settle(again, qtbot)
    assert again.paper is not None
    assert (again.paper.key, again.options.start.value()) == ("labels", 2)
    again.keep_state()


def test_another_material_and_another_consultation_are_another_paper(
    screen: PapersScreen, qtbot: QtBot
) -> None:
    for key, box in (("survey", screen.options.material), ("report_letter", screen.options.consultation)):
        first = show(screen, key, qtbot).data
        box.setCurrentIndex(1)
        box.activated.emit(1)
        settle(screen, qtbot)
        assert screen.data != first


def test_a_day_is_chosen_and_a_wrong_one_is_told(screen: PapersScreen, qtbot: QtBot) -> None:
    show(screen, "roster", qtbot)
    hands.commit(screen.options.day, "x")
    screen.options.day.left.emit()
    assert screen.options.day.property("wrong")
    screen.options.day.chosen.emit(dt.date(2031, 1, 1))
    settle(screen, qtbot)
    assert screen.sight.fault.isVisible()
    assert screen.sight.mend.isVisible()
    screen.sight.mend.click()
    assert screen.window().screen_key == "roster"


def test_a_batch_is_issued_in_one_act_kept_and_undone(
    window: MainWindow, screen: PapersScreen, qtbot: QtBot
) -> None:
    desk = window.desk
    numbered(desk)
    asking_to_issue(screen, "notice", qtbot)
    assert "川協発第1号" in screen.issue._text.text()
    assert "宛先は12人です" in screen.issue._text.text()
    assert "再び使われることはありません" in screen.issue._text.text()
    assert not screen.giving._print.isEnabled()
    assert desk.find(IssuedPaper) == ()
    before, shown = desk.read(lambda store: store.journal(1)[0].seq), screen.data
    screen.issue.do.click()
    assert desk.read(lambda store: store.journal(1)[0].seq) == before + 1
    (paper,) = desk.find(IssuedPaper)
    assert (paper.paper, paper.issued_on, len(desk.find(Dispatch))) == ("notice", desk.today, 12)
    assert desk.read(lambda store: store.blob(paper.sha256)) == shown == screen.data
    assert said(shown).count("川協発第1号") == 12
    assert screen._tabs.currentIndex() == 1
    assert "川協発第1号" in screen.sight.title.accessibleName()
    window.undo()
    assert desk.find(IssuedPaper) == desk.find(Dispatch) == ()
    assert screen.data is None
    asking_to_issue(screen, "notice", qtbot)
    assert "川協発第2号" in screen.issue._text.text(), "a number is never used again"


def test_a_correction_is_a_new_edition_to_those_who_have_the_first(
    screen: PapersScreen, qtbot: QtBot
) -> None:
    numbered(screen.desk)
    show(screen, "notice", qtbot)
    for item in screen.options._items()[2:]:
        item.setCheckState(Qt.CheckState.Unchecked)
    asking_to_issue(screen, "notice", qtbot)
    screen.issue.do.click()
    first = screen.data
    screen._reissue.click()
    qtbot.waitUntil(lambda: screen.issue.do.isEnabled(), timeout=PATIENCE)
    assert "第2版" in screen.issue._title.text()
    assert "宛先は2人です" in screen.issue._text.text()
    screen.issue.do.click()
    lines = screen.issued.table.model.rows
    assert [(one.paper.edition, one.numbered, len(one.to)) for one in lines] == [
        (2, "川協発第2号", 2),
        (1, "川協発第1号", 2),
    ]
    assert screen.issued.choose(lines[1].paper.id)
    assert screen.data == first


def test_who_thinks_better_of_it_issues_nothing(screen: PapersScreen, qtbot: QtBot) -> None:
    numbered(screen.desk)
    draft = show(screen, "notice", qtbot).data
    asking_to_issue(screen, "notice", qtbot)
    assert screen.data != draft
    hands.child(QPushButton, "issue_leave", screen.form).click()
    settle(screen, qtbot)
    assert screen.data == draft
    assert screen.desk.find(IssuedPaper) == ()
    assert screen.giving._print.isEnabled()


def test_the_day_of_issue_is_chosen(screen: PapersScreen, qtbot: QtBot) -> None:
    numbered(screen.desk)
    asking_to_issue(screen, "notice", qtbot)
    QTest.keyClick(screen.issue.day, Qt.Key.Key_Down)
    settle(screen, qtbot)
    assert "令和7年11月2日" in said(screen.data)
    screen.issue.do.click()
    assert screen.desk.find(IssuedPaper)[0].issued_on == dt.date(2025, 11, 2)


def test_without_a_prefix_nothing_numbered_is_issued(screen: PapersScreen, qtbot: QtBot) -> None:
    show(screen, "notice", qtbot)
    screen._issue.click()
    settle(screen, qtbot)
    assert not screen.issue.do.isEnabled()
    assert "文書番号の記号が登録されていない" in screen.issue._text.text()
    assert any("文書番号の記号" in one.text for one in screen.sight.lines.shown)


def test_a_letter_to_nobody_is_not_issued(screen: PapersScreen, qtbot: QtBot) -> None:
    numbered(screen.desk)
    show(screen, "thanks", qtbot)
    screen._issue.click()
    settle(screen, qtbot)
    assert not screen.issue.do.isEnabled()
    assert "宛先がいない" in screen.issue._text.text()


def test_what_is_lacking_is_told_with_the_way_to_it(
    window: MainWindow, screen: PapersScreen, qtbot: QtBot
) -> None:
    show(screen, "labels", qtbot)
    at = next(n for n, one in enumerate(screen.sight.lines.shown) if "住所" in one.text)
    assert screen.sight.lines.shown[at].leads
    screen.sight.lines.followed.emit(at)
    assert window.screen_key == "roster"
    window.go("papers")
    show(screen, "consultation_letter", qtbot)
    assert any("発信者（川口市長）の氏名" in one.text for one in screen.sight.lines.shown)


def test_a_change_elsewhere_is_followed(screen: PapersScreen, qtbot: QtBot) -> None:
    show(screen, "notice", qtbot)
    held = asking.DAY
    meeting = next(iter(screen.desk.read(meetings.meetings, screen.desk.committee.id)))
    assert meeting.date == held
    screen.desk.do(meetings.edit_meeting, replace(meeting, venue="<b>新しい会場</b>"))
    assert screen.data is None
    settle(screen, qtbot)
    assert "<b>新しい会場</b>" in said(screen.data)


HOSTILE = '=HYPERLINK("x") <b>&amp; 𠮷田'


def test_hostile_names_are_shown_as_they_are(screen: PapersScreen, qtbot: QtBot) -> None:
    desk = screen.desk
    numbered(desk)
    seat = desk.read(asking.line, "梶原 純").appointment

    def rename(store: Store) -> Change:
        (name,) = store.find(PersonName, person=seat.person)
        with store.change(msg("氏名を訂正")) as draft:
            draft.save(replace(name, name=HOSTILE))
        return draft.change

    desk.do(rename)
    asking_to_issue(screen, "notice", qtbot)
    assert screen.options._items()[0].text() == HOSTILE
    assert "=HYPERLINK(&quot;x&quot;) &lt;b&gt;&amp;amp;" in screen.issue._text.text()
    assert any(HOSTILE in one.text for one in screen.sight.lines.shown)
    assert squeezed(HOSTILE) in said(screen.data)
    screen.issue.do.click()
    assert HOSTILE in {one.addressee for one in desk.find(Dispatch)}


def test_two_hundred_members_are_written_to(screen: PapersScreen, qtbot: QtBot) -> None:
    desk = screen.desk
    numbered(desk)
    term, kind = desk.read(asking.term).id, desk.read(asking.category, 1).id

    def crowd(store: Store) -> Change:
        for n in range(188):
            done = roster.appoint(store, term, kind, name=f"委員 {n:03}子")
        return done

    desk.do(crowd)
    asking_to_issue(screen, "cover_letter", qtbot)
    assert "宛先は200人です" in screen.issue._text.text()
    assert "ほか192人" in screen.issue._text.text()
    assert len(screen.options._items()) == 200
    assert screen.pages.count == 200
    screen.issue.do.click()
    assert len(desk.find(Dispatch)) == 200
    assert "ほか195人" in screen.sight.title.accessibleName()


def test_what_is_cancelled_leaves_nothing(screen: PapersScreen, qtbot: QtBot) -> None:
    numbered(screen.desk)
    settle(screen, qtbot)
    screen.list.choose("minutes")
    assert screen.making.busy
    screen.cancel()
    qtbot.waitUntil(lambda: not screen.making.busy, timeout=PATIENCE)
    assert (screen.data, screen.pages.count) == (None, 0)
    assert "中止" in screen.sight.fault_text.text()
    assert not screen.giving._save.isEnabled()
    assert screen.desk.find(IssuedPaper) == ()
    assert task.running() == 0
    screen.sight.again.click()
    settle(screen, qtbot)
    assert screen.data is not None


def saved(screen: PapersScreen, path: Path, qtbot: QtBot) -> None:
    screen.giving.save_as(path)
    qtbot.waitUntil(lambda: screen.giving._saving is None, timeout=PATIENCE)


def test_a_paper_is_saved_in_each_form_it_has(screen: PapersScreen, qtbot: QtBot, tmp_path: Path) -> None:
    show(screen, "roster", qtbot)
    screen.giving.save(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == screen.data
    saved(screen, tmp_path / "a.xlsx", qtbot)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["委員名簿", "一覧"]
    saved(screen, tmp_path / "a.docx", qtbot)
    assert wordkeep.state(tmp_path / "a.docx") == "ours"
    show(screen, "pay", qtbot)
    saved(screen, tmp_path / "b.xlsx", qtbot)
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").active.max_row >= 13
    show(screen, "results", qtbot)
    saved(screen, tmp_path / "c.html", qtbot)
    assert (tmp_path / "c.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert screen.giving.named(".html") == "第1回審議結果.html"


def test_an_edited_word_file_is_never_written_over_and_comes_back(
    window: MainWindow, screen: PapersScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "通知.docx"
    show(screen, "notice", qtbot)
    path.write_bytes(b"another's")
    saved(screen, path, qtbot)
    assert path.read_bytes() == b"another's"
    assert "上書きしません" in window.notice.text
    path.unlink()
    saved(screen, path, qtbot)
    committee = screen.desk.committee
    assert committee is not None
    meeting = screen.desk.read(meetings.meetings, committee.id)[0]
    before = len(screen.desk.read(meetings.materials, meeting.id))
    screen.giving.take_back(path)
    assert len(screen.desk.read(meetings.materials, meeting.id)) == before + 1
    window.undo()
    assert len(screen.desk.read(meetings.materials, meeting.id)) == before
    (tmp_path / "x.docx").write_bytes(b"nothing")
    screen.giving.take_back(tmp_path / "x.docx")
    assert window.notice.property("role") == "alarm"


def test_the_bytes_shown_are_printed(
    screen: PapersScreen, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    sent: list[PrintJob] = []

    def send(job: PrintJob, name: str) -> Generator[Progress, None, Sent]:
        sent.append(job)
        yield Progress(1, 1, msg("{done}ページ目", done=1))
        return Sent(name, len(job.pages))

    monkeypatch.setattr(printers, "names", lambda: ("会議室",))
    monkeypatch.setattr(printers, "send", send)
    show(screen, "attendance", qtbot)
    screen.giving._print.click()
    dialog = screen.giving.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog._start.isEnabled(), timeout=PATIENCE)
    dialog._start.click()
    qtbot.waitUntil(lambda: not screen.giving.busy, timeout=PATIENCE)
    assert [(one.data, one.title) for one in sent] == [(screen.data, "第1回出席簿")]


def test_a_read_only_register_shows_and_issues_nothing(desk: Desk, paths: Paths, qtbot: QtBot) -> None:
    assert isinstance(desk.location, Path)
    numbered(desk)
    desk.back_up()
    desk.close()
    store = open_store(desk.location, who="another", now=ticking(), read_only=True)
    window = MainWindow(Desk(store, paths, desk.today), Settings(paths.settings))
    window.show()
    page = opened(window, qtbot)
    assert page.data is not None
    assert page.giving._save.isEnabled()
    assert not page._issue.isEnabled()
    assert not page.giving._take_back.isEnabled()
    put_away(window)


def test_without_a_committee_the_way_is_shown(desk: Desk, paths: Paths, qtbot: QtBot, tmp_path: Path) -> None:
    empty = desk.beside(tmp_path / "empty.kyodo", new=True)
    window = MainWindow(empty, Settings(paths.settings))
    window.show()
    page = opened(window, qtbot)
    assert "委員会がまだありません" in page.sight.fault_text.text()
    page.sight.mend.click()
    assert window.screen_key == "roster"
    put_away(window)


def test_another_screen_leads_to_a_paper_and_to_what_was_issued(
    window: MainWindow, screen: PapersScreen, qtbot: QtBot
) -> None:
    window.show_record("papers", "seating")
    settle(screen, qtbot)
    assert screen.paper is not None
    assert screen.paper.key == "seating"
    numbered(window.desk)
    asking_to_issue(screen, "certificate", qtbot)
    assert "文書番号は付きません" in screen.issue._text.text()
    screen.issue.do.click()
    (paper,) = window.desk.find(IssuedPaper)
    assert paper.document_number is None
    window.show_record("papers", "notice")
    settle(screen, qtbot)
    window.show_record("papers", paper.id)
    assert screen.issued_line is not None
    assert screen.issued_line.paper == paper
