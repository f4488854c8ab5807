"""What is typed and not recorded: kept every second, typed again after a crash, forgotten once recorded."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.fields import shape
from kyodo_desktop.domain.records import Meeting, Person, PersonName
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.acts import Act, ActForm
from kyodo_desktop.ui.widgets.form import IDLE_MS, RecordForm
from kyodo_desktop.ui.widgets.formdraft import EVERY_MS
from tests.ui.hands import commit, compose, type_into

MEETING = Meeting(id="m", version=1, committee="c", number=1, date=dt.date(2025, 11, 14), venue="市役所")
NAMES = ("number", "date", "starts_at", "venue")
SENTENCE = "保存される前に終わった入力を戻しました。"


class Page(QWidget):
    """What a screen is to a form in it, on settings that outlive it."""

    notified = Signal(str, str, object)

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        super().__init__()
        self.settings = Settings(folder)
        self.desk = SimpleNamespace(read_only=read_only, location=folder / "a.kyodo")
        self.told: list[str] = []
        self.notified.connect(lambda words, _action, _do: self.told.append(words))
        self.saved: list[Meeting] = []
        self.act = ActForm()
        QVBoxLayout(self).addWidget(self.act)
        place = QWidget(self)
        self.form: RecordForm[Meeting] = RecordForm(place, Meeting, NAMES, save=self._save)
        self.show()

    def _save(self, meeting: Meeting) -> None:
        self.saved.append(meeting)
        self.form.show_record(replace(meeting, version=meeting.version + 1))


class Sittings:
    """One page after another on the same settings; those before have crashed: nothing of them runs on."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self._qtbot = folder, qtbot

    def begin(self, *, read_only: bool = False) -> Page:
        made = Page(self.folder, read_only=read_only)
        self._qtbot.addWidget(made)
        return made

    def kept(self) -> str:
        file = self.folder / "window.ini"
        return file.read_text("utf-8") if file.exists() else ""

    def crash(self, page: Page) -> None:
        """Let a second and a bit go by, and end without a word."""
        self._qtbot.wait(EVERY_MS + 200)
        page.form._idle.stop()
        page.form._draft._soon.stop()


@pytest.fixture
def sittings(tmp_path: Path, qtbot: QtBot) -> Sittings:
    return Sittings(tmp_path, qtbot)


def test_what_was_being_typed_is_typed_again_and_then_saved(sittings: Sittings, qtbot: QtBot) -> None:
    page = sittings.begin()
    page.form.show_record(MEETING)
    type_into(page.form, "venue", "第一本庁舎\n会議室")
    type_into(page.form, "date", "令和7年11")  # can't be read yet
    sittings.crash(page)
    assert page.saved == []
    again = sittings.begin()
    again.form.show_record(MEETING)
    assert again.told == [SENTENCE]
    assert again.form.editors["venue"].value() == "第一本庁舎\n会議室"
    assert again.form.editors["date"].typed() == "令和7年11"
    type_into(again.form, "date", "R7.11.20")
    qtbot.waitUntil(lambda: bool(again.saved), timeout=IDLE_MS * 10)
    assert (again.saved[0].venue, again.saved[0].date) == ("第一本庁舎\n会議室", dt.date(2025, 11, 20))
    assert 'drafts=""' in sittings.kept() or "drafts=\n" in sittings.kept()


def test_who_types_on_without_a_rest_is_kept_too(sittings: Sittings, qtbot: QtBot) -> None:
    page = sittings.begin()
    page.form.show_record(MEETING)
    widget = page.form.editors["venue"].widget
    for _key in range(12):
        commit(widget, "a")
        QTest.qWait(EVERY_MS // 8)
    page.form._draft._soon.stop()
    assert page.saved == []
    assert "aaaaaa" in sittings.kept()


def test_a_draft_of_an_older_state_is_left_out(sittings: Sittings, qtbot: QtBot) -> None:
    page = sittings.begin()
    page.form.show_record(MEETING)
    type_into(page.form, "venue", "会議室")
    sittings.crash(page)
    again = sittings.begin()
    again.form.show_record(replace(MEETING, version=2, venue="別室"))
    assert again.told == []
    assert again.form.editors["venue"].value() == "別室"
    assert "会議室" not in sittings.kept()


def test_what_is_saved_or_given_up_leaves_no_draft(sittings: Sittings, qtbot: QtBot) -> None:
    page = sittings.begin()
    page.form.show_record(MEETING)
    for words, end in (("asdf", page.form.flush), ("qwer", page.form.revert)):
        type_into(page.form, "venue", words)
        page.form._draft.keep()
        assert words in sittings.kept()
        end()
        page.settings.flush()
        assert words not in sittings.kept()


def test_what_is_composed_is_nobodys_text_yet(sittings: Sittings, qtbot: QtBot) -> None:
    page = sittings.begin()
    page.form.show_record(MEETING)
    compose(page.form.editors["venue"].widget, "かいぎ")
    sittings.crash(page)
    assert "かいぎ" not in sittings.kept()


def test_what_is_personal_stays_in_the_register(sittings: Sittings, qtbot: QtBot) -> None:
    page = sittings.begin()
    person: RecordForm[Person] = RecordForm(QWidget(page), Person, ("phone",))
    person.show_record(Person(id="p", version=1))
    type_into(person, "phone", "0482581110")
    person._draft.keep()
    assert "0482581110" not in sittings.kept()


def test_nothing_is_kept_where_nothing_can_be_written(sittings: Sittings, qtbot: QtBot) -> None:
    page = sittings.begin(read_only=True)
    page.form.show_record(MEETING)
    type_into(page.form, "venue", "asdf")
    page.form._draft.keep()
    assert "asdf" not in sittings.kept()


def test_an_act_that_was_being_filled_in_is_found_again(sittings: Sittings, qtbot: QtBot) -> None:
    done: list[object] = []
    name = shape(PersonName).field("name")
    act = Act(title="委員を追加", button="追加", asked=[name], do=done.append, start={"name": ""})
    page = sittings.begin()
    page.act.ask(act)
    assert page.act.form is not None
    type_into(page.act.form, "name", "後任 花子")
    qtbot.waitUntil(lambda: "act " in sittings.kept(), timeout=EVERY_MS * 10)
    again = sittings.begin()
    again.act.ask(replace(act, title="委員を訂正"))
    assert not again.act.dirty
    again.act.leave()
    again.act.ask(act)
    assert again.act.dirty
    assert again.told == [SENTENCE]
    again.act.done.click()
    assert done == [{"name": "後任 花子"}]
    again.settings.flush()
    assert "act " not in sittings.kept()
