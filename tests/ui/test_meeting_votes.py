"""議決・互選: motions put right, elections to the run-off and the lot, a provisional chair, each undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QTabWidget, QToolButton
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import (
    Election,
    ItemKind,
    Meeting,
    Motion,
    Office,
    OfficeRole,
    ProvisionalChair,
    VoteMethod,
)
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services.meetings import Counted, Poll
from kyodo_desktop.storage import Store
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens.meeting_votes import VotesPart
from kyodo_desktop.ui.screens.meeting_votes_election import INVALID, OBJECTIONS
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.window import MainWindow
from tests.ui import hands
from tests.ui.conftest import put_away

DATE = dt.date(2025, 11, 14)
AT = dt.time(14, 30)
VICE = OfficeRole.VICE_CHAIR


@pytest.fixture
def meeting(sample: Store) -> Meeting:
    """The sample's meeting, opened with everybody there, a secretary in the chair, and one motion."""
    found = sample.find(Meeting)[0]
    lines = meetings.agenda(sample, found.id)
    report = next(line.item for line in lines if line.item.kind is ItemKind.REPORT)
    meetings.edit_item(sample, replace(report, kind=ItemKind.DECISION))
    meetings.add_motion(sample, report.id, "原案のとおり決定する")
    for line in roster.roster_on(sample, found.committee, DATE).lines:
        meetings.check_in(sample, found.id, line.appointment.id)
    meetings.choose_provisional_chair(sample, found.id, name="協働推進課長")
    meetings.open_meeting(sample, found.id, at=dt.time(14))
    return sample.get(Meeting, found.id)


@pytest.fixture
def part(meeting: Meeting, sample: Store, paths: Paths, qtbot: QtBot) -> Iterator[VotesPart]:
    """The page of what that meeting decides, on its day."""
    window = MainWindow(Desk(sample, paths, meeting.date), Settings(paths.settings))
    window.resize(1280, 820)
    window.show()
    yield page(window)
    put_away(window)


def page(window: MainWindow) -> VotesPart:
    made = hands.meeting(window).parts.go("meeting_votes")
    assert isinstance(made, VotesPart)
    QCoreApplication.processEvents()
    assert made.isVisible()
    return made


def seats(part: VotesPart) -> list[str]:
    owner = part.desk.find(Meeting)[0].committee
    found = part.desk.read(roster.roster_on, owner, DATE)
    return [line.appointment.id for line in found.lines]


def choose(part: VotesPart, kind: ItemKind) -> None:
    """Choose the line of the item of this kind; the vote is taken at half past two."""
    row = next(one for one in part.table.model.rows if one.line.item.kind is kind)
    part.table.choose(row.key)
    part.at.entry.setText("14:30")
    part.at.entry.left.emit()


def ballot(part: VotesPart, **votes: str) -> None:
    """Type the votes of candidates, by appointment."""
    for who, n in votes.items():
        if who not in part.election.votes.editors:
            part.election.add_candidate(who)
        entry = part.election.votes.editors[who].widget
        entry.setFocus()
        QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(entry, n)


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def elect_chair(part: VotesPart) -> None:
    """The chair is elected by everybody's consent, from this page."""
    choose(part, ItemKind.ELECTION)
    panel = part.election
    panel.nominee.setCurrentIndex(0)
    panel.nominee.activated.emit(0)
    press(panel.record)
    choose(part, ItemKind.ELECTION)


def test_a_nomination_with_everybodys_consent_fills_the_office_and_is_undone(part: VotesPart) -> None:
    choose(part, ItemKind.ELECTION)
    panel = part.election
    assert panel.role is OfficeRole.CHAIR
    assert not panel.record.isEnabled()
    panel.nominee.setCurrentIndex(0)
    panel.nominee.activated.emit(0)
    assert panel.ruling.verdict.accessibleName() == "○ 当選"
    assert part.desk.find(Election) == ()
    press(panel.record)
    assert [one.role for one in part.desk.find(Office)] == [OfficeRole.CHAIR]
    assert "○ 当選" in part.table.model.rows[0].result
    assert "第1回" in panel.past.shown[0].text
    part.desk.undo()
    assert part.desk.find(Office) == ()


def test_an_objection_leads_to_the_ballot_and_equal_votes_to_the_lot(part: VotesPart) -> None:
    elect_chair(part)
    panel = part.election
    panel.choose_role(VICE)
    one, two = seats(part)[1:3]
    panel.nominee.setCurrentIndex(1)
    panel.nominee.activated.emit(1)
    objections = panel.objections.editors[OBJECTIONS].widget
    objections.setFocus()
    QTest.keyClick(objections, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(objections, "2")
    assert panel.ruling.verdict.accessibleName() == "△ 投票に移行"
    press(panel.record)
    assert panel.votes.isVisible()
    assert not panel.nominee.isVisible()
    ballot(part, **{one: "6", two: "6"})
    assert panel.ruling.verdict.accessibleName() == "△ くじ"
    press(panel.record)
    assert panel.winner.isVisible()
    assert {panel.winner.itemData(at) for at in range(panel.winner.count())} == {one, two}
    assert not panel.record.isEnabled()
    panel.winner.setCurrentIndex(panel.winner.findData(two))
    panel.winner.activated.emit(panel.winner.currentIndex())
    assert panel.record.text() == "くじの結果を記録"
    press(panel.record)
    vice = next(office for office in part.desk.find(Office) if office.role is VICE)
    assert vice.appointment == two
    assert "くじ" in panel.past.shown[-1].text
    assert not panel.record.isVisible()


def test_without_a_majority_two_go_on_to_the_run_off(part: VotesPart, sample: Store) -> None:
    owner = sample.find(Meeting)[0].committee
    part.desk.do(meetings.choose_reading, owner, "election_wins", "majority", DATE)
    elect_chair(part)
    panel = part.election
    panel.choose_role(VICE)
    panel.ways.button(1).click()
    one, two, three = seats(part)[1:4]
    ballot(part, **{one: "5", two: "4", three: "3"})
    assert panel.ruling.verdict.accessibleName() == "△ 決選投票"
    press(panel.record)
    assert set(panel.votes.editors) == {one, two, INVALID}
    assert not panel.more.isVisible()
    ballot(part, **{one: "5", two: "7"})
    assert panel.ruling.verdict.accessibleName() == "○ 当選"
    press(panel.record)
    assert next(office for office in part.desk.find(Office) if office.role is VICE).appointment == two
    press(panel.withdraw)
    assert [office.role for office in part.desk.find(Office)] == [OfficeRole.CHAIR]
    assert set(panel.votes.editors) == {one, two, INVALID}


def test_more_votes_than_members_are_said_beside_the_figures_and_kept(part: VotesPart) -> None:
    elect_chair(part)
    panel = part.election
    panel.choose_role(VICE)
    panel.ways.button(1).click()
    one, two = seats(part)[1:3]
    ballot(part, **{one: "9", two: "9"})
    assert panel.votes.wrong
    assert not panel.record.isEnabled()
    panel.choose_role(OfficeRole.CHAIR)
    panel.choose_role(VICE)
    assert panel.votes.texts()[one] == "9"
    ballot(part, **{two: "x"})
    assert "数字で" in panel.votes.editors[two].widget.accessibleDescription()
    ballot(part, **{two: "3"})
    assert panel.ruling.verdict.accessibleName() == "○ 当選"


def test_a_motion_is_added_reworded_and_removed_and_each_can_be_taken_back(part: VotesPart) -> None:
    choose(part, ItemKind.DECISION)
    press(hands.child(QPushButton, "add_motion", part.form))
    assert part.act.form is not None
    hands.type_into(part.act.form, "wording", "<b>修正</b>案を可とする")
    press(part.act.done)
    assert part.desk.find(Motion)[1].wording == "<b>修正</b>案を可とする"
    assert [row.words for row in part.table.model.rows if row.motion][1] == "<b>修正</b>案を可とする"
    hands.enter(part.record, "wording", "原案を可とする")
    assert part.desk.find(Motion)[0].wording == "原案を可とする"
    QTest.mouseClick(hands.child(QToolButton, "remove", part.form), Qt.MouseButton.LeftButton)
    assert len(part.desk.find(Motion)) == 1
    part.desk.undo()
    part.desk.undo()
    assert part.desk.find(Motion)[0].wording == "原案のとおり決定する"


def test_a_vote_is_corrected_and_its_ruling_stays_as_it_was_judged(part: VotesPart) -> None:
    elect_chair(part)
    motion = part.desk.find(Motion)[0]
    part.desk.do(meetings.record_vote, motion.id, Counted(method=VoteMethod.HANDS, ayes=6, noes=4), at=AT)
    choose(part, ItemKind.DECISION)
    panel = part.motion
    assert panel.ruling.caption.accessibleName() == "採決の記録（14:30）"
    assert panel.ruling.verdict.accessibleName() == "× 過半数に達せず"
    assert "読み方が違えば" in panel.ruling.alternatives.accessibleName()
    assert not panel.wording.isVisible()
    entry = panel.figures.editors["ayes"].widget
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(entry, "8")
    assert panel.record.text() == "採決を訂正"
    assert panel.ruling.caption.accessibleName() == "この入力での判定（まだ記録していません）"
    press(panel.record)
    assert part.desk.find(Motion)[0].ayes == 8
    assert part.table.chosen() is not None
    assert [row.result for row in part.table.model.rows if row.motion] == ["○ 可決"]


def test_a_time_that_cannot_be_read_is_said_beside_it(part: VotesPart) -> None:
    choose(part, ItemKind.DECISION)
    part.at.entry.setText("いつか")
    part.at.entry.left.emit()
    assert hands.child(QLabel, "at_problem", part.form).isVisible()
    part.at.entry.setText("14:40")
    part.at.entry.left.emit()
    assert not hands.child(QLabel, "at_problem", part.form).isVisible()


def test_a_provisional_chair_is_a_member_or_a_name_but_not_both(part: VotesPart) -> None:
    press(hands.child(QPushButton, "provisional", part.form))
    assert part.act.form is not None
    press(part.act.done)
    assert part.act.form.wrong
    part.act.form.editors["appointment"].show_value(seats(part)[0])
    press(part.act.done)
    assert [one.appointment for one in part.desk.find(ProvisionalChair)] == [seats(part)[0]]
    presider = hands.child(QLabel, "presider", part.form).text()
    assert presider.startswith("議長：梶原 純")


def test_a_closed_meeting_is_only_read(part: VotesPart, meeting: Meeting) -> None:
    for line in part.desk.read(meetings.agenda, meeting.id):
        if line.item.kind in (ItemKind.DECISION, ItemKind.ELECTION):
            part.desk.do(meetings.postpone_item, line.item.id)
    part.desk.do(meetings.close_meeting, meeting.id, at=dt.time(16))
    assert "閉じています" in hands.child(QLabel, "reason", part.form).text()
    choose(part, ItemKind.DECISION)
    assert not part.motion.record.isEnabled()
    assert not hands.child(QPushButton, "add_motion", part.form).isEnabled()
    choose(part, ItemKind.ELECTION)
    assert not part.election.record.isEnabled()
    assert [row.result or "継続" for row in part.table.model.rows] == ["継続", "継続"]


def test_a_meeting_that_decides_nothing_says_what_to_do(part: VotesPart, meeting: Meeting) -> None:
    for line in part.desk.read(meetings.agenda, meeting.id):
        if line.item.kind is ItemKind.ELECTION:
            part.desk.do(meetings.edit_item, replace(line.item, kind=ItemKind.REPORT))
    part.desk.do(meetings.remove_motion, part.desk.find(Motion)[0].id)
    assert "議案がまだありません" in hands.child(QLabel, "empty", part.form).text()
    for line in part.desk.read(meetings.agenda, meeting.id):
        if line.item.kind is ItemKind.DECISION:
            part.desk.do(meetings.edit_item, replace(line.item, kind=ItemKind.REPORT))
    assert "「次第」で項目の種別" in hands.child(QLabel, "empty", part.form).text()


def test_the_window_comes_back_as_wide_as_it_was(part: VotesPart) -> None:
    across = hands.child(QSplitter, "across", part.owner.form)
    part.owner.keep_state()  # while the list of meetings gives way
    tabs = hands.child(QTabWidget, "parts", part.owner.form)
    tabs.setCurrentIndex(0)
    QCoreApplication.processEvents()
    before = across.sizes()
    assert across.restoreState(part.owner.settings.state("meeting/across"))
    assert across.sizes() == before
    assert before[0] > 200


def test_what_was_withdrawn_elsewhere_is_shown_at_once(part: VotesPart, meeting: Meeting) -> None:
    elect_chair(part)
    choose(part, ItemKind.ELECTION)
    last = part.desk.find(Election)[-1]
    part.desk.do(meetings.withdraw_election, last.id)
    assert part.election.past.shown == ()
    item = next(row.line.item for row in part.table.model.rows if row.motion is None)
    nominee = Poll(nominee=seats(part)[2])
    part.desk.do(meetings.record_election, item.id, OfficeRole.CHAIR, nominee, at=AT)
    assert "○ 当選" in part.election.past.shown[0].text
