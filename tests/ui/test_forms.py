"""Forms filled from Fields: editors for every kind, errors beside the field, the input method left alone."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.errors import ConflictError
from kyodo_desktop.domain.fields import Kind
from kyodo_desktop.domain.records import RECORDS, Meeting, PersonName
from kyodo_desktop.ui.widgets.editors import EDITORS, Unreadable, parse_clock
from kyodo_desktop.ui.widgets.form import IDLE_MS, RecordForm
from tests.ui.hands import commit, compose, enter, type_into

MEETING = Meeting(
    id="m",
    version=1,
    committee="c",
    number=1,
    date=dt.date(2025, 11, 14),
    starts_at=dt.time(14),
    venue="市役所",
)
NAMES = ("number", "date", "starts_at", "venue", "status")


class Saver:
    """A form of the meeting and what it saved."""

    def __init__(self, qtbot: QtBot) -> None:
        self.saved: list[Meeting] = []
        self.place = QWidget()
        qtbot.addWidget(self.place)
        self.form: RecordForm[Meeting] = RecordForm(self.place, Meeting, NAMES, save=self.save)
        self.form.show_record(MEETING)
        self.place.show()

    def save(self, meeting: Meeting) -> None:
        self.saved.append(meeting)
        self.form.show_record(meeting)

    def problem(self, name: str) -> str:
        return self.form.editors[name].widget.accessibleDescription()


@pytest.fixture
def saver(qtbot: QtBot) -> Saver:
    return Saver(qtbot)


def test_every_kind_has_an_editor() -> None:
    assert set(EDITORS) == set(Kind)


@pytest.mark.parametrize("cls", RECORDS)
def test_every_field_has_a_label_that_names_its_editor(cls: type, qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    form = RecordForm(place, cls)
    buddies = {label.buddy(): label.text() for label in place.findChildren(QLabel) if label.buddy()}
    for editor in form.editors.values():
        assert editor.widget.accessibleName()
        if editor.field.kind is not Kind.FLAG:
            assert buddies[editor.widget] == editor.widget.accessibleName()


def test_values_are_shown_as_the_office_writes_them(saver: Saver) -> None:
    texts = [saver.place.findChild(QLineEdit, name).text() for name in ("number", "date", "starts_at")]
    assert texts == ["1", "令和7年11月14日（金）", "午後2時00分"]


def test_leaving_a_field_saves_it_in_the_offices_writing(saver: Saver) -> None:
    type_into(saver.form, "date", "R7.12.1")
    saver.form.editors["venue"].widget.setFocus()
    assert saver.saved[-1].date == dt.date(2025, 12, 1)
    assert saver.place.findChild(QLineEdit, "date").text() == "令和7年12月1日（月）"


def test_two_seconds_at_rest_save_and_leave_the_typing_alone(saver: Saver, qtbot: QtBot) -> None:
    widget = type_into(saver.form, "date", "R7.12.1")
    qtbot.waitUntil(lambda: bool(saver.saved), timeout=IDLE_MS + 2000)
    assert isinstance(widget, QLineEdit)
    assert widget.text() == "R7.12.1"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("date", "令和7年2月30日", "28日まで"),
        ("date", "きのう", "のように入力"),
        ("date", "", "「開催日」を入力してください。"),
        ("starts_at", "25:00", "のように入力"),
        ("number", "三", "数字で入力"),
        ("number", "0", "1から9999まで"),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_saved(
    saver: Saver, name: str, text: str, says: str
) -> None:
    enter(saver.form, name, text)
    assert saver.saved == []
    assert says in saver.problem(name)
    assert saver.form.wrong
    assert not saver.form.flush()
    saver.form.revert()
    assert not saver.form.wrong


def test_a_whole_that_is_wrong_is_said_below(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    form: RecordForm[PersonName] = RecordForm(place, PersonName, save=lambda _record: None)
    form.show_record(
        PersonName(
            id="n", version=1, person="p", name="山", since=dt.date(2025, 1, 2), until=dt.date(2026, 1, 1)
        )
    )
    enter(form, "until", "R7.1.1")
    assert form.wrong


def test_a_refusal_of_the_store_is_said_in_the_form(saver: Saver, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_meeting: Meeting) -> None:
        raise ConflictError(None, None, None)

    monkeypatch.setattr(saver.form, "_save", refuse)
    enter(saver.form, "venue", "別の場所")
    assert saver.form.wrong
    assert saver.form.pending() == {"venue"}


def test_nothing_is_judged_or_saved_while_the_input_method_composes(saver: Saver, qtbot: QtBot) -> None:
    for name in ("date", "starts_at", "number", "venue"):
        widget = saver.form.editors[name].widget
        widget.setFocus()
        compose(widget, "れいわ")
        saver.form._rested()
        saver.form.editors[name].left.emit()
        assert saver.form.flush()
        assert saver.form.composing
        assert saver.saved == []
        assert not saver.form.wrong
        compose(widget, "")
    type_into(saver.form, "date", "")
    commit(saver.form.editors["date"].widget, "令和七年十二月一日")
    saver.form.editors["venue"].widget.setFocus()
    assert saver.saved[-1].date == dt.date(2025, 12, 1)


@pytest.mark.parametrize("cls", RECORDS)
def test_no_text_field_filters_what_the_input_method_sends(cls: type, qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    form = RecordForm(place, cls)
    form.setEnabled(True)
    for editor in form.editors.values():
        widget = editor.widget
        if editor.field.kind is Kind.DIGEST or not isinstance(widget, QLineEdit | QPlainTextEdit):
            continue
        editor.show_value(None)  # a name may have offered its reading here
        compose(widget, "へんかんちゅう")
        assert editor.composing
        commit(widget, "変換中辻\U000e0100")
        assert not editor.composing
        text = widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
        assert text == "変換中辻\U000e0100"
        assert not isinstance(widget, QLineEdit) or widget.validator() is None


def test_what_is_being_typed_survives_a_change_from_elsewhere(saver: Saver) -> None:
    type_into(saver.form, "venue", "書きかけ")
    saver.form.show_record(Meeting(**{**vars(MEETING), "version": 2, "number": 3}))
    assert saver.form.values()["venue"] == "書きかけ"
    assert saver.form.values()["number"] == 3


def test_undo_is_left_to_the_window_once_a_field_is_settled(saver: Saver) -> None:
    line = saver.place.findChild(QLineEdit, "starts_at")
    enter(saver.form, "starts_at", "15:00")
    saver.form.editors["venue"].widget.setFocus()
    saver.form.flush()
    assert not line.isUndoAvailable()


def test_tab_goes_down_the_form(saver: Saver, qtbot: QtBot, qapp: QApplication) -> None:
    saver.place.activateWindow()
    saver.form.editors["number"].widget.setFocus()
    order = []
    for _step in NAMES:
        focus = qapp.focusWidget()
        assert focus is not None
        order.append(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert order == list(NAMES)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:00", dt.time(14)),
        ("１４：３０", dt.time(14, 30)),
        ("午後2時", dt.time(14)),
        ("午後2時半", dt.time(14, 30)),
        ("午前0時5分", dt.time(0, 5)),
        ("午後12時30分", dt.time(12, 30)),
        ("正午", dt.time(12)),
        ("930", dt.time(9, 30)),
        ("1400", dt.time(14)),
    ],
)
def test_a_time_is_read_as_it_is_usually_written(text: str, time: dt.time) -> None:
    assert parse_clock(text) == time


@pytest.mark.parametrize("text", ["", "25:00", "14:60", "午後13時", "2", "あ"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_clock(text)
