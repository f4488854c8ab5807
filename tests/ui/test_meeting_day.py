"""当日: checked in by key and click, the quorum live, votes judged as they are typed, nothing lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSplitter, QTabWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    AgendaItem,
    Attendance,
    AttendanceMethod,
    ItemKind,
    Meeting,
    MeetingStatus,
    Motion,
    OfficeRole,
    Person,
    PersonName,
    Vote,
    VoteCast,
    VoteMethod,
    Withdrawal,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.reception import Standing, reception
from kyodo_desktop.storage import Store, open_store
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens.meeting_day import DayPart
from kyodo_desktop.ui.screens.meeting_votes_motion import MotionPanel
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.ui import hands
from tests.ui.conftest import put_away

DATE = dt.date(2025, 11, 14)


@pytest.fixture
def window(sample: Store, paths: Paths, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window on the day of the sample's meeting, with a motion under its first report."""
    lines = meetings.agenda(sample, sample.find(Meeting)[0].id)
    item = next(line.item for line in lines if line.item.kind is ItemKind.REPORT)
    meetings.edit_item(sample, replace(item, kind=ItemKind.DECISION))
    meetings.add_motion(sample, item.id, "原案のとおり決定する")
    seat = roster.roster_on(sample, item_committee(sample), DATE).lines[0].appointment.id
    roster.take_office(sample, seat, OfficeRole.CHAIR, dt.date(2025, 11, 1))
    made = MainWindow(Desk(sample, paths, DATE), Settings(paths.settings))
    made.resize(1280, 820)
    made.show()
    yield made
    put_away(made)


def item_committee(store: Store) -> Id:
    return store.find(Meeting)[0].committee


def day(window: MainWindow) -> DayPart:
    """The page of the day."""
    part = hands.meeting(window).parts.go("meeting_day")
    assert isinstance(part, DayPart)
    QCoreApplication.processEvents()
    assert part.isVisible()
    return part


def come(part: DayPart, n: int) -> list[Id]:
    """The first members come, each by the key that is pressed at the reception."""
    seats = list(part.room.arrivals)
    for seat in seats[:n]:
        part.room.list.choose(seat)
        QTest.keyClick(part.room.list, Qt.Key.Key_Space)
    return seats


def press(part: DayPart, name: str) -> None:
    QTest.mouseClick(hands.child(QPushButton, name, part.form), Qt.MouseButton.LeftButton)


def said(part: DayPart, name: str) -> str:
    return hands.child(QLabel, name, part.form).accessibleName()


def at(part: DayPart, time: str) -> None:
    """The clerk sets the clock."""
    part.clock.entry.setFocus()
    part.clock.entry.selectAll()
    QTest.keyClicks(part.clock.entry, time)
    part.clock.entry.left.emit()


def open_at(part: DayPart, n: int = 12, time: str = "14:00") -> list[Id]:
    """A meeting in progress with so many members, at the item that is voted on."""
    seats = come(part, n)
    at(part, time)
    press(part, "open")
    motion = part.desk.find(Motion)[0]
    places = [line.item.id for line in part.item._lines]
    part.item.items.setCurrentIndex(places.index(motion.item))
    part.item._show_item()
    return seats


def figures(panel: MotionPanel, method: VoteMethod, **texts: str) -> None:
    """A method and figures, typed one by one."""
    button = panel.methods.button(tuple(VoteMethod).index(method))
    button.click()
    for name, text in texts.items():
        entry = panel.figures.editors[name].widget
        entry.setFocus()
        QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(entry, Qt.Key.Key_Delete)
        for one in text:
            hands.commit(entry, one)


def test_a_member_is_checked_in_and_out_by_one_key_or_click(window: MainWindow) -> None:
    part = day(window)
    seats = list(part.room.arrivals)
    part.room.list.setFocus()
    QTest.keyClick(part.room.list, Qt.Key.Key_Space)
    assert part.room.arrivals[seats[0]].standing is Standing.IN_ROOM
    box = part.room.list.visualRect(part.room.list.tiles.index(1))
    QTest.mouseClick(part.room.list.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(30, 20))
    assert part.room.arrivals[seats[1]].standing is Standing.IN_ROOM
    QTest.keyClick(part.room.list, Qt.Key.Key_Return)
    assert part.room.arrivals[seats[1]].standing is Standing.EXPECTED
    assert window.desk.undo() is not None
    assert part.room.arrivals[seats[1]].standing is Standing.IN_ROOM
    assert part.room.list.tiles.tiles[1].spoken.split("、")[1] == "出席中"


def test_a_click_in_haste_counts_once(window: MainWindow) -> None:
    part = day(window)
    box = part.room.list.visualRect(part.room.list.tiles.index(2))
    where = box.topLeft() + QPoint(30, 20)
    QTest.mouseClick(part.room.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(part.room.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    standings = [one.standing for one in part.room.arrivals.values()]
    assert standings[2] is Standing.IN_ROOM
    assert standings.count(Standing.IN_ROOM) == 1


def test_members_are_found_by_number_and_by_reading(window: MainWindow) -> None:
    part = day(window)
    tiles = part.room.list
    named = list(part.room.arrivals.values())[4].line.name
    window.desk.do(roster.correct, replace(named, kana="ヤマナカ しげのり"))
    QTest.keyClicks(tiles, "12")
    assert tiles.currentIndex().row() == 11
    QTest.keyClicks(tiles, "y")
    assert tiles.currentIndex().row() == 4
    QTest.keyClicks(tiles, "x")
    assert tiles.currentIndex().row() == 4


def test_the_quorum_says_itself_in_words_and_margin(window: MainWindow) -> None:
    part = day(window)
    come(part, 5)
    assert said(part, "quorum_word") == "× 不成立"
    assert "あと1人足りません" in said(part, "quorum_margin")
    assert not hands.child(QPushButton, "open", part.form).isEnabled()
    part.room.list.choose(list(part.room.arrivals)[5])
    QTest.keyClick(part.room.list, Qt.Key.Key_Space)
    assert said(part, "quorum_word") == "○ 成立"
    assert "1人も退席できません" in said(part, "quorum_margin")
    assert part.read_out.spoken.startswith("本日は委員12名のうち6名の御出席")
    assert hands.child(QPushButton, "open", part.form).isEnabled()


def test_the_quorum_is_lost_in_the_middle_and_nothing_can_be_voted_on(window: MainWindow) -> None:
    part = day(window)
    seats = open_at(part, 6)
    figures(part.item.motion, VoteMethod.HANDS, ayes="6")
    assert part.item.motion.record.isEnabled()
    at(part, "14:20")
    part.room.list.choose(seats[3])
    QTest.keyClick(part.room.list, Qt.Key.Key_Space)
    assert part.room.arrivals[seats[3]].at == dt.time(14, 20)
    assert said(part, "quorum_word") == "× 不成立"
    assert "半数(6人)を下回りました" in part.read_out.spoken
    assert not part.item.motion.record.isEnabled()
    assert "達しない" in part.item.motion.ruling.sentence.accessibleName()
    assert part.item.motion.figures.texts()["ayes"] == "6"


def test_the_ruling_appears_as_figures_are_typed_and_a_tie_asks_for_the_casting_vote(
    window: MainWindow,
) -> None:
    part = day(window)
    open_at(part)
    panel = part.item.motion
    figures(panel, VoteMethod.HANDS, ayes="5")
    assert panel.ruling.ruling is not None
    assert panel.ruling.ruling.verdict == "count_noes"
    figures(panel, VoteMethod.HANDS, noes="5", abstentions="2")
    assert panel.ruling.verdict.accessibleName() == "△ 可否同数"
    assert "可否同数" in part.read_out.spoken
    casting = panel.figures.editors["chair_casting"]
    assert casting.widget.isVisible()
    assert window.desk.find(Motion)[0].ayes is None
    QTest.mouseClick(panel.record, Qt.MouseButton.LeftButton)
    stored = window.desk.find(Motion)[0]
    assert (stored.ayes, stored.noes, stored.abstentions, stored.voted_at) == (5, 5, 2, dt.time(14))
    casting.show_value(VoteCast.NO)
    panel._on_figure("chair_casting")
    assert panel.ruling.ruling is not None
    assert panel.ruling.ruling.verdict == "rejected"
    QTest.mouseClick(panel.record, Qt.MouseButton.LeftButton)
    assert window.desk.find(Motion)[0].chair_casting is VoteCast.NO
    assert window.desk.undoable is not None
    assert window.desk.undoable.text() == "議案「原案のとおり決定する」の議長の裁決を記録"
    window.desk.undo()
    window.desk.undo()
    assert window.desk.find(Motion)[0].ayes is None


def test_other_figures_forget_the_casting_vote(window: MainWindow) -> None:
    part = day(window)
    open_at(part)
    panel = part.item.motion
    figures(panel, VoteMethod.HANDS, ayes="6", noes="6")
    panel.figures.editors["chair_casting"].show_value(VoteCast.AYE)
    panel._on_figure("chair_casting")
    assert panel.ruling.ruling is not None
    assert panel.ruling.ruling.verdict == "carried"
    figures(panel, VoteMethod.HANDS, noes="5")
    assert panel.ruling.ruling.verdict == "no_majority"
    assert panel.figures.editors["chair_casting"].value() is None


def test_what_is_wrong_with_a_figure_stands_beside_it(window: MainWindow) -> None:
    part = day(window)
    open_at(part)
    panel = part.item.motion
    figures(panel, VoteMethod.HANDS, ayes="七")
    assert "数字で" in panel.figures.editors["ayes"].widget.accessibleDescription()
    assert not panel.record.isEnabled()
    figures(panel, VoteMethod.HANDS, ayes="10", noes="9")
    assert panel.figures.wrong
    assert "表決に加わる12人を超えています" in panel.figures._whole.text()
    figures(panel, VoteMethod.HANDS, ayes="１０", noes="2")
    assert not panel.figures.wrong
    assert panel.ruling.ruling is not None
    assert panel.ruling.ruling.verdict == "carried"


def test_the_figures_wait_for_the_input_method(window: MainWindow) -> None:
    part = day(window)
    open_at(part)
    panel = part.item.motion
    panel.methods.button(1).click()
    entry = panel.figures.editors["ayes"].widget
    entry.setFocus()
    hands.compose(entry, "7")
    assert panel.ruling.ruling is None
    part.item.judge()
    hands.commit(entry, "7")
    assert panel.figures.texts()["ayes"] == "7"
    assert panel.ruling.ruling is not None


def test_a_crash_loses_no_figures_that_were_typed(
    window: MainWindow, sample: Store, paths: Paths, qtbot: QtBot
) -> None:
    part = day(window)
    open_at(part)
    figures(part.item.motion, VoteMethod.HANDS, ayes="8", noes="3")
    kept = Settings(paths.settings)  # what stands on the disk while the first program still runs
    again = MainWindow(Desk(sample, paths, DATE), kept)
    again.show()
    part = day(again)
    at(part, "14:30")
    panel = part.item.motion
    assert panel.method is VoteMethod.HANDS
    assert (panel.figures.texts()["ayes"], panel.figures.texts()["noes"]) == ("8", "3")
    assert panel.dirty
    assert "記録していない入力" in panel.kept.text()
    QTest.mouseClick(panel.record, Qt.MouseButton.LeftButton)
    assert sample.find(Motion)[0].ayes == 8
    assert again.settings.text(Settings.of(again.desk.location, "drafts")) == ""
    again.close_anyway()
    again.deleteLater()


def test_what_was_typed_can_be_forgotten(window: MainWindow) -> None:
    part = day(window)
    open_at(part)
    panel = part.item.motion
    figures(panel, VoteMethod.STANDING, ayes="8")
    QTest.mouseClick(panel.forget, Qt.MouseButton.LeftButton)
    assert panel.figures.texts()["ayes"] == ""
    assert not panel.dirty


def test_votes_by_name_are_set_by_digits(window: MainWindow) -> None:
    part = day(window)
    open_at(part)
    panel = part.item.motion
    panel.methods.button(tuple(VoteMethod).index(VoteMethod.NAMED)).click()
    voters = panel.named.list
    assert voters.tiles.rowCount() == 12
    voters.choose(voters.tiles.tiles[0].key)
    QTest.keyClicks(voters, "1111111223")
    assert [one.word for one in voters.tiles.tiles].count("賛成") == 7
    QTest.keyClick(voters, Qt.Key.Key_Space)
    assert voters.tiles.tiles[10].word == "賛成"
    assert panel.ruling.ruling is not None
    assert panel.ruling.ruling.verdict == "carried"
    QTest.mouseClick(panel.record, Qt.MouseButton.LeftButton)
    assert len(window.desk.find(Vote)) == 11


def test_no_objection_is_one_click_and_one_objection_counts_hands(window: MainWindow) -> None:
    part = day(window)
    open_at(part)
    panel = part.item.motion
    assert panel.method is VoteMethod.NO_OBJECTION
    assert part.read_out.spoken == "異議なしと認め、原案のとおり決定いたします。"
    figures(panel, VoteMethod.NO_OBJECTION, objections="1")
    assert not panel.record.isEnabled()
    assert "簡易採決では決められません" in panel.ruling.sentence.accessibleName()
    figures(panel, VoteMethod.NO_OBJECTION, objections="0")
    QTest.mouseClick(panel.record, Qt.MouseButton.LeftButton)
    frozen = window.desk.read(meetings.snapshot_of, motion=window.desk.find(Motion)[0].id)
    assert frozen is not None
    assert frozen.snapshot.verdict == "carried"
    QTest.mouseClick(panel.withdraw, Qt.MouseButton.LeftButton)
    assert window.desk.read(meetings.snapshot_of, motion=window.desk.find(Motion)[0].id) is None


def test_items_are_begun_and_postponed_and_the_one_in_hand_is_remembered(window: MainWindow) -> None:
    part = day(window)
    open_at(part)
    at(part, "14:30")
    press(part, "begin")
    item = part.item.item
    assert item is not None
    assert window.desk.get(AgendaItem, item.id).began_at == dt.time(14, 30)
    press(part, "begin")
    assert window.desk.get(AgendaItem, item.id).began_at is None
    hands.child(QPushButton, "begin", part.form).setFocus()
    part.item._postponed.click()
    assert window.desk.get(AgendaItem, item.id).postponed
    QTest.keyClick(part.form, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    part.item.step(1)
    after = part.item.item
    assert after is not None
    assert after.id != item.id
    part.reload()
    assert part.item.item is not None
    assert part.item.item.id == after.id


def test_who_withdraws_for_interest_is_out_of_the_count_and_can_come_back(window: MainWindow) -> None:
    part = day(window)
    seats = open_at(part, 7)
    part.room.list.choose(seats[4])
    press(part, "interest")
    assert part.act.form is not None
    hands.type_into(part.act.form, "reason", "委託先の役員であるため")
    QTest.mouseClick(part.act.done, Qt.MouseButton.LeftButton)
    assert part.room.arrivals[seats[4]].standing is Standing.WITHDRAWN
    assert "1人も退席できません" in said(part, "quorum_margin")
    part.item.away.followed.emit(0)
    assert window.desk.find(Withdrawal) == ()


def test_the_meeting_is_closed_and_then_only_read_until_it_is_reopened(window: MainWindow) -> None:
    part = day(window)
    open_at(part, 8)
    press(part, "close")
    assert "まだ" in said(part, "problem")
    press(part, "rest_absent")
    for line in window.desk.read(meetings.agenda, window.desk.find(Meeting)[0].id):
        if line.item.kind in (ItemKind.DECISION, ItemKind.ELECTION):
            window.desk.do(meetings.postpone_item, line.item.id)
    at(part, "16:00")
    press(part, "close")
    meeting = window.desk.find(Meeting)[0]
    assert (meeting.status, meeting.closed_at) == (MeetingStatus.HELD, dt.time(16))
    assert "閉じています" in hands.child(QLabel, "reason", part.form).text()
    before = len(window.desk.find(Attendance))
    QTest.keyClick(part.room.list, Qt.Key.Key_Space)
    assert len(window.desk.find(Attendance)) == before
    assert not part.item.motion.record.isEnabled()
    press(part, "unlock")
    assert part.act.form is not None
    hands.type_into(part.act.form, "reason", "採決の記入漏れのため")
    QTest.mouseClick(part.act.done, Qt.MouseButton.LeftButton)
    assert window.desk.find(Meeting)[0].status is MeetingStatus.OPEN
    assert not hands.child(QFrame, "barred", part.form).isVisible()


def test_a_meeting_of_another_day_is_read_only_until_the_clerk_says_otherwise(window: MainWindow) -> None:
    window.desk.today = dt.date(2025, 11, 1)
    part = day(window)
    assert "今日ではありません" in hands.child(QLabel, "reason", part.form).text()
    QTest.keyClick(part.room.list, Qt.Key.Key_Space)
    assert window.desk.find(Attendance) == ()
    press(part, "unlock")
    assert part.clock.pinned
    QTest.keyClick(part.room.list, Qt.Key.Key_Space)
    assert len(window.desk.find(Attendance)) == 1


def test_a_meeting_without_a_quorum_fails_and_goes_on_as_a_talk(window: MainWindow) -> None:
    part = day(window)
    come(part, 3)
    press(part, "fail")
    if part.act.open:
        QTest.mouseClick(part.act.done, Qt.MouseButton.LeftButton)
    assert window.desk.find(Meeting)[0].status is MeetingStatus.FAILED
    assert "流会" in hands.child(QLabel, "reason", part.form).text()
    press(part, "unlock")
    assert window.desk.find(Meeting)[0].status is MeetingStatus.INFORMAL


def test_the_other_ways_of_attending_are_in_the_members_menu(window: MainWindow) -> None:
    part = day(window)
    seats = list(part.room.arrivals)
    words = [one.text() for one in part.room.menu(seats[0]).actions() if one.text()]
    assert {"オンラインで出席", "代理の人が出席…", "書面を受領", "欠席…"} <= set(words)
    part.room.enter(seats[0], AttendanceMethod.ONLINE)
    assert part.room.arrivals[seats[0]].standing is Standing.ONLINE
    assert "数えない" in part.room.list.tiles.tiles[0].word
    part.room._ask_proxy(seats[1], "")
    assert part.act.form is not None
    hands.type_into(part.act.form, "proxy", "<b>代理</b> 花子")
    QTest.mouseClick(part.act.done, Qt.MouseButton.LeftButton)
    assert "<b>代理</b> 花子" in part.room.list.tiles.tiles[1].sub
    part.room._ask_absence(seats[2], part.room.arrivals[seats[2]])
    assert part.act.form is not None
    hands.type_into(part.act.form, "absence_reason", "公務")
    QTest.mouseClick(part.act.done, Qt.MouseButton.LeftButton)
    assert part.room.arrivals[seats[2]].standing is Standing.ABSENT
    part.room.forget(seats[2])
    assert part.room.arrivals[seats[2]].standing is Standing.EXPECTED


def test_a_lost_connection_is_recorded_and_its_word_shown(window: MainWindow) -> None:
    part = day(window)
    seats = open_at(part, 7)
    part.room.enter(seats[8], AttendanceMethod.ONLINE)
    at(part, "14:15")
    part.room.cut(seats[8])
    assert part.room.arrivals[seats[8]].standing is Standing.CUT
    assert part.room.list.tiles.tiles[8].word == "通信の切断 14:15"


def test_an_unreadable_clock_stops_nothing_from_being_wrong(window: MainWindow) -> None:
    part = day(window)
    at(part, "25:99")
    QTest.keyClick(part.room.list, Qt.Key.Key_Space)
    assert window.desk.find(Attendance) == ()
    assert hands.child(QLabel, "clock_problem", part.form).isVisible()
    press(part, "now")
    QTest.keyClick(part.room.list, Qt.Key.Key_Space)
    assert len(window.desk.find(Attendance)) == 1


def test_the_day_fills_the_screen_and_comes_back(window: MainWindow) -> None:
    part = day(window)
    part.stage.toggle()
    assert part.form.window() is not window
    assert part.room.list.fontMetrics().height() > window.fontMetrics().height()
    come(part, 2)
    assert len(window.desk.find(Attendance)) == 2
    part.form.window().close()
    assert not part.stage.on
    assert part.form.window() is window


def test_the_list_of_meetings_gives_way_and_comes_back(window: MainWindow) -> None:
    part = day(window)
    beside = hands.child(QSplitter, "across", part.owner.form).widget(0)
    assert beside is not None
    assert not beside.isVisible()
    part.owner.parts.go("meeting_votes")
    QCoreApplication.processEvents()
    assert not beside.isVisible()
    hands.child(QTabWidget, "parts", part.owner.form).setCurrentIndex(0)
    QCoreApplication.processEvents()
    assert beside.isVisible()
    assert beside.width() > 200


def test_sixty_members_are_judged_and_shown_at_once(window: MainWindow, sample: Store) -> None:
    meeting = sample.find(Meeting)[0]
    first = roster.roster_on(sample, meeting.committee, DATE).lines[0]
    with sample.change(msg("委員を追加")) as draft:
        for at_ in range(48):
            who = draft.add(Person(id=draft.new_id()))
            name = PersonName(id=draft.new_id(), person=who.id, name=f"委員 {at_:02}", kana="いいん")
            draft.add(name)
            seat = replace(first.appointment, id=draft.new_id(), version=0, person=who.id, order=100 + at_)
            draft.add(seat)
    part = day(window)
    part.reload()
    assert part.room.list.tiles.rowCount() == 60
    tester = QAbstractItemModelTester(
        part.room.list.tiles, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    come(part, 31)
    assert tester.model() is part.room.list.tiles
    assert "出席31人／現在員60人" in said(part, "quorum_margin")
    assert reception(sample, meeting.id).quorum.verdict == "met"


def test_a_register_that_can_only_be_read_says_so(window: MainWindow, sample: Store, paths: Paths) -> None:
    reader = open_store(sample.location, who="reader", now=ticking(), read_only=True)  # pyright: ignore
    made = MainWindow(Desk(reader, paths, DATE), Settings(paths.settings / "other"))
    made.show()
    part = day(made)
    assert "読み取り専用" in hands.child(QLabel, "reason", part.form).text()
    assert part.room.list.locked
    assert not part.item.motion.record.isEnabled()
    made.close_anyway()
    made.deleteLater()
    reader.close()
