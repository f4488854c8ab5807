"""会議録: begun from the record, worded in place, confirmed by the members, published, opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPlainTextEdit, QPushButton, QToolButton

from kyodo_desktop.domain.records import (
    Committee,
    CorrectionState,
    Material,
    Minutes,
    MinutesCorrection,
    MinutesEdition,
    MinutesReview,
    MinutesState,
    MinutesStyle,
    SpeakerKind,
    SpeakerStyle,
    Utterance,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import closing, meetings, minutes, roster
from kyodo_desktop.storage import Change, Store, open_store
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.screens.meeting_minutes import MinutesTab
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.window import MainWindow
from tests.conftest import ticking
from tests.services import asking, holding
from tests.ui import hands
from tests.ui.conftest import put_away

LATER = asking.DAY + dt.timedelta(days=10)


def begun(store: Store) -> Change:
    """The meeting held, its minutes begun."""
    holding.hold(store)
    return minutes.start_minutes(store, asking.meeting(store).id)


def tab(window: MainWindow, page: int = 0) -> MinutesTab:
    """The tab, with one of its pages in front, ten days after the meeting."""
    window.desk.today = LATER
    made = hands.meeting(window).parts.go("meeting_minutes")
    assert isinstance(made, MinutesTab)
    QTest.qWait(1)  # a page that is put into a window is shown a moment later
    made.tabs.setCurrentIndex(page)
    return made


def said(made: MinutesTab, name: str) -> str:
    """What a label of the tab says."""
    return hands.child(QLabel, name, made.form).text()


def button(made: MinutesTab, name: str) -> QPushButton:
    """A button of the tab."""
    return hands.child(QPushButton, name, made.form)


def press(made: MinutesTab, name: str) -> None:
    """Click a button of the tab."""
    QTest.mouseClick(button(made, name), Qt.MouseButton.LeftButton)


def choose(made: MinutesTab, words: str) -> Utterance:
    """Choose the line that holds these words."""
    row = next(one for one in made.lines.table.model.rows if one.line is not None and words in one.line.body)
    assert row.line is not None
    made.lines.table.choose(row.key)
    return row.line


def stored(window: MainWindow) -> Minutes:
    """The minutes as they are stored."""
    (found,) = window.desk.find(Minutes)
    return found


# --- the text


def test_minutes_are_begun_from_the_record_in_the_style_that_is_chosen(window: MainWindow) -> None:
    window.desk.do(lambda store: _last(store, holding.hold))
    made = tab(window)
    assert made.tabs.isHidden()
    press(made, "advance")
    assert made.act.form is not None
    made.act.form.editors["style"].show_value(MinutesStyle.SUMMARY)
    made.act.done.click()
    assert stored(window).style is MinutesStyle.SUMMARY
    assert not made.tabs.isHidden()
    assert "【案】" in said(made, "state")
    assert any(row.line and "開会" in row.line.body for row in made.lines.table.model.rows)
    window.undo()
    assert window.desk.find(Minutes) == ()
    assert made.tabs.isHidden()


def _last(store: Store, act: Callable[[Store], object]) -> Change:
    """Several acts at once, the last of them a harmless one that tells the screens."""
    act(store)
    return meetings.call_meeting(store, asking.committee(store).id, date=dt.date(2026, 3, 2))


def test_minutes_of_a_meeting_to_come_are_refused_and_say_why(window: MainWindow) -> None:
    made = tab(window)
    press(made, "advance")
    made.act.done.click()
    assert made.act.form is not None
    assert made.act.form.wrong
    made.discard()
    assert window.desk.find(Minutes) == ()


def test_a_line_is_worded_in_place_and_undo_brings_the_record_back(window: MainWindow) -> None:
    window.desk.do(begun)
    made = tab(window)
    line = choose(made, "午後2時00分")
    hands.enter(made.lines.form, "body", "（午後2時　開会）\n<b>太字</b>")
    assert window.desk.get(Utterance, line.id).body == "（午後2時　開会）\n<b>太字</b>"
    assert "&lt;b&gt;太字&lt;/b&gt;" in said(made, "shown_public")
    assert "<b>太字</b>" in next(row.line.body for row in made.lines.table.model.rows if row.line)
    window.undo()
    assert not window.desk.get(Utterance, line.id).typed


def test_the_input_method_is_left_alone_while_a_line_is_typed(window: MainWindow) -> None:
    window.desk.do(begun)
    made = tab(window)
    line = choose(made, "午後2時00分")
    entry = hands.type_into(made.lines.form, "body", "委員長が")
    hands.compose(entry, "かいかい")
    assert made.flush()
    assert window.desk.get(Utterance, line.id).body == line.body  # not half a word
    hands.commit(entry, "開会")
    assert made.flush()
    assert window.desk.get(Utterance, line.id).body == "委員長が開会"


def test_statements_are_added_moved_and_removed(window: MainWindow) -> None:
    window.desk.do(begun)
    made = tab(window)
    line = choose(made, "午後2時00分")
    press(made, "add_line")
    form = made.lines.act.form
    assert form is not None
    seat = holding.seat(window.desk._store, "梶原 純")
    form.editors["appointment"].show_value(seat)
    hands.type_into(form, "body", "おはようございます。")
    made.lines.act.done.click()
    row = made.lines.table.chosen()
    assert row is not None
    assert row.line is not None
    assert (row.line.body, row.line.kind, row.speaker) == (
        "おはようございます。",
        SpeakerKind.MEMBER,
        "梶原委員",
    )
    assert (row.line.item, row.line.order) == (line.item, line.order + 1)
    made.lines.move(-1)
    assert window.desk.get(Utterance, row.line.id).order == line.order
    QTest.mouseClick(hands.child(QToolButton, "line_remove", made.form), Qt.MouseButton.LeftButton)
    assert [one for one in window.desk.find(Utterance) if one.body == "おはようございます。"] == []
    for _ in range(3):
        window.undo()
    assert len([one for one in window.desk.find(Utterance) if one.body == "おはようございます。"]) == 0


def test_a_statement_is_put_under_an_item_that_has_none(window: MainWindow) -> None:
    window.desk.do(begun)
    made = tab(window)
    heading = next(row for row in made.lines.table.model.rows if "委嘱書交付式" in row.heading)
    made.lines.table.choose(heading.key)
    assert made.lines.form.isHidden()
    press(made, "add_line")
    assert made.lines.act.form is not None
    hands.type_into(made.lines.act.form, "body", "委嘱書を交付した。")
    made.lines.act.done.click()
    (line,) = (one for one in window.desk.find(Utterance) if one.body == "委嘱書を交付した。")
    assert line.item == heading.item


def test_what_the_record_says_now_stands_beside_what_was_typed(window: MainWindow) -> None:
    window.desk.do(begun)
    made = tab(window)
    line = choose(made, "午後2時00分")
    hands.enter(made.lines.form, "body", "（開会）")
    window.desk.do(_opened_later)
    assert "変わっています" in said(made, "lines_told")
    press(made, "regenerate")
    assert said(made, "lines_told") == ""
    made.lines._filter.setCurrentIndex(1)
    made.lines._on_filter()
    (row,) = made.lines.table.model.rows
    assert row.key == line.id
    assert not hands.child(QFrame, "offer", made.form).isHidden()
    assert "午後2時05分" in said(made, "offered")
    press(made, "keep")
    assert window.desk.get(Utterance, line.id).body == "（開会）"
    window.undo()
    press(made, "take")
    assert "午後2時05分" in window.desk.get(Utterance, line.id).body
    assert made.lines.table.model.rows == ()


def _opened_later(store: Store) -> Change:
    """The record of the meeting put right: it was opened five minutes later."""
    meeting = asking.meeting(store)
    closing.reopen_meeting(store, meeting.id, "入力の誤り", LATER)
    with store.change(msg("開会の時刻を訂正")) as draft:
        draft.save(replace(asking.meeting(store), opened_at=dt.time(14, 5)))
    return draft.change


def test_a_name_left_in_the_public_edition_is_pointed_out(window: MainWindow) -> None:
    window.desk.do(begun)
    owner = window.desk.find(Committee)[0]
    window.desk.do(roster.edit_committee, replace(owner, speaker_style=SpeakerStyle.LETTERED))
    made = tab(window)
    line = choose(made, "午後2時00分")
    hands.enter(made.lines.form, "body", "梶原が説明した。")
    assert "公開用に氏名が残っています：梶原" in said(made, "shown_public")
    hands.enter(made.lines.form, "body", "梶原委員が説明し、梶原が補った。")
    assert "公開用：A委員が説明し、梶原が補った。" in said(made, "shown_public")
    made.lines._filter.setCurrentIndex(2)
    made.lines._on_filter()
    assert line.id in [row.key for row in made.lines.table.model.rows]


def test_both_editions_stand_beside_each_other(window: MainWindow) -> None:
    window.desk.do(begun)
    made = tab(window, 1)
    inner = hands.child(QPlainTextEdit, "inner_text", made.form)
    public = hands.child(QPlainTextEdit, "public_text", made.form)
    assert inner.isReadOnly()
    assert "梶原委員長" in inner.toPlainText()
    assert "開会" in public.toPlainText()


# --- confirmation, publishing


def test_from_draft_to_published_and_back(window: MainWindow) -> None:
    window.desk.do(begun)
    made = tab(window, 2)
    _act(made, "advance")
    assert stored(window).state is MinutesState.REVIEW
    assert stored(window).corrections_due == LATER + dt.timedelta(days=7)
    assert len(window.desk.find(MinutesReview)) == 12
    assert "回答待ち12人" in said(made, "next")
    _act(made, "advance", refused=True)  # nobody has answered yet
    for row in made.review.reviews.model.rows:
        made.review.reviews.choose(row.review.id)
        press(made, "answered")
    assert all(one.answered_on == LATER for one in window.desk.find(MinutesReview))
    _act(made, "advance")
    assert stored(window).state is MinutesState.FINAL
    assert not made.workable
    made.tabs.setCurrentIndex(0)
    assert not button(made, "add_line").isEnabled()
    _act(made, "advance")
    assert stored(window).state is MinutesState.PUBLISHED
    made.tabs.setCurrentIndex(3)
    assert "【公開】" in said(made, "state")
    (edition,) = window.desk.find(MinutesEdition)
    assert hands.child(QPlainTextEdit, "edition_text", made.form).toPlainText() == edition.body
    assert button(made, "advance").isHidden()
    press(made, "again")
    made.act.done.click()
    assert made.act.form is not None
    assert made.act.form.wrong  # no reason
    hands.type_into(made.act.form, "reason", "氏名の<誤り>")
    made.act.done.click()
    assert stored(window).state is MinutesState.REVIEW
    assert "氏名の&lt;誤り&gt;" in said(made, "reopenings")
    window.undo()
    assert stored(window).state is MinutesState.PUBLISHED


def _act(made: MinutesTab, name: str, *, refused: bool = False) -> None:
    """Do an act that leads on, with what stands in its form."""
    press(made, name)
    made.act.done.click()
    assert made.act.open is refused
    made.discard()


def test_a_correction_is_received_declined_with_a_reason_and_led_back_to_its_line(window: MainWindow) -> None:
    window.desk.do(begun)
    made = tab(window)
    line = choose(made, "午後2時00分")
    made.tabs.setCurrentIndex(2)
    _act(made, "advance")
    press(made, "correction")
    form = made.review.act.form
    assert form is not None
    assert form.editors["utterance"].value() == line.id
    hands.type_into(form, "request", "時刻が違います。")
    made.review.act.done.click()
    (asked,) = window.desk.find(MinutesCorrection)
    assert (asked.request, asked.utterance, asked.received_on) == ("時刻が違います。", line.id, LATER)
    press(made, "decline")
    made.review.act.done.click()
    assert made.review.act.form is not None
    assert made.review.act.form.wrong  # no reason
    hands.type_into(made.review.act.form, "note", "録音で確かめました。")
    made.review.act.done.click()
    (asked,) = window.desk.find(MinutesCorrection)
    assert (asked.state, asked.note) == (CorrectionState.DECLINED, "録音で確かめました。")
    press(made, "accept")
    assert window.desk.find(MinutesCorrection)[0].state is CorrectionState.ACCEPTED
    press(made, "to_line")
    assert made.tabs.currentIndex() == 0
    chosen = made.lines.table.chosen()
    assert chosen is not None
    assert chosen.key == line.id


def test_the_particulars_are_edited_in_place(window: MainWindow) -> None:
    window.desk.do(begun)
    made = tab(window, 3)
    hands.enter(made.editions.form, "observers", "４")
    assert stored(window).observers == 4
    hands.enter(made.editions.form, "observers", "多数")
    assert made.editions.form.wrong
    assert not made.flush()


# --- files


def test_the_minutes_are_saved_for_word_and_an_edited_file_is_taken_back(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.desk.do(begun)
    made = tab(window, 1)
    path = tmp_path / "会議録.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(path), "Word (*.docx)"))
    press(made, "save_public")
    assert path.read_bytes().startswith(b"PK")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    before = len(window.desk.find(Material))
    window.desk.do(lambda store: closing.reopen_meeting(store, asking.meeting(store).id, "資料", LATER))
    press(made, "take_back")
    assert len(window.desk.find(Material)) == before + 1
    (tmp_path / "別.docx").write_text("これは違う")
    made.text.take_back(tmp_path / "別.docx")
    assert len(window.desk.find(Material)) == before + 1


# --- what can't be done


@pytest.fixture
def locked(desk: Desk, paths: Paths) -> Iterator[MainWindow]:
    """The window on a register that can only be read, with minutes in it."""
    assert isinstance(desk.location, Path)
    desk.do(begun)
    desk.back_up()
    desk.close()
    store = open_store(desk.location, who="another", now=ticking(), read_only=True)
    made = MainWindow(Desk(store, paths, desk.today), Settings(paths.settings))
    made.show()
    yield made
    put_away(made)


def test_a_register_that_can_only_be_read_shows_the_minutes_and_offers_no_acts(locked: MainWindow) -> None:
    made = tab(locked)
    choose(made, "午後2時00分")
    for page in range(4):
        made.tabs.setCurrentIndex(page)
    names = ("advance", "add_line", "regenerate", "answered", "correction", "accept", "decline", "take_back")
    assert {name for name in names if button(made, name).isEnabled()} == set()
    entry = made.lines.form.editors["body"].widget
    assert isinstance(entry, QPlainTextEdit)
    assert entry.isReadOnly()


def test_a_hundred_statements_are_shown(window: MainWindow) -> None:
    window.desk.do(_long)
    made = tab(window)
    assert sum(1 for row in made.lines.table.model.rows if row.line) > 100
    line = choose(made, "発言99")
    made.lines.remove()
    assert window.desk.find(Utterance, id=line.id) == ()


def _long(store: Store) -> Change:
    begun(store)
    owner = store.find(Minutes)[0].id
    change = None
    item = holding.item(store, holding.MOTION).id
    for number in range(100):
        change = minutes.add_statement(store, owner, f"発言{number}", item=item)
    assert change is not None
    return change
