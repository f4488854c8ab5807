"""The reading of a name, taken from what the input method shows while it is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.fields import fields
from kyodo_desktop.domain.records import PersonName
from kyodo_desktop.ui.widgets.entry import LineEntry
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.furigana import Pieces, reading_of

BLANK = PersonName(id="n", person="p", name="", kana="")


class Typing:
    """A form with a name and its reading, and what an input method sends to it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.place = QWidget()
        qtbot.addWidget(self.place)
        self.form: RecordForm[PersonName] = RecordForm(self.place, PersonName, ("name", "kana"))
        self.form.show_record(BLANK)
        self.place.show()
        self.name, self.kana = self._entry("name"), self._entry("kana")

    def _entry(self, name: str) -> LineEntry:
        widget = self.form.editors[name].widget
        assert isinstance(widget, LineEntry)
        return widget

    def send(self, preedit: str, commit: str = "", back: int = 0) -> None:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit, -back, back)
        QCoreApplication.sendEvent(self.name, event)

    def convert(self, kana: str, kanji: str) -> None:
        """Type kana letter by letter, convert and settle."""
        for at in range(1, len(kana) + 1):
            self.send(kana[:at])
        self.send(kanji)
        self.send("", kanji)


@pytest.fixture
def typing(qtbot: QtBot) -> Typing:
    return Typing(qtbot)


def test_what_was_typed_is_offered_as_the_reading(typing: Typing) -> None:
    typing.convert("かじわら", "梶原")
    assert (typing.name.text(), typing.kana.text()) == ("梶原", "かじわら")
    typing.send("", " ")
    typing.convert("じゅん", "純")
    assert (typing.name.text(), typing.kana.text()) == ("梶原 純", "かじわら じゅん")
    assert typing.form.pending() == {"name", "kana"}


def test_letters_on_their_way_to_kana_count_as_nothing(typing: Typing) -> None:
    for preedit in ("ｋ", "か", "かｊ", "かじ", "かじｗ", "かじわ", "かじわｒ", "かじわら", "梶原"):
        typing.send(preedit)
    assert typing.kana.text() == ""
    typing.send("", "梶原")
    assert typing.kana.text() == "かじわら"


def test_a_conversion_taken_back_and_gone_on_with(typing: Typing) -> None:
    for preedit in ("かじ", "火事", "かじ", "かじわら", "舵原", "梶原"):
        typing.send(preedit)
    typing.send("", "梶原")
    assert typing.kana.text() == "かじわら"


def test_a_composition_that_is_cancelled_leaves_nothing(typing: Typing) -> None:
    typing.send("かじわら")
    typing.send("")
    assert (typing.name.text(), typing.kana.text()) == ("", "")
    typing.convert("あらい", "新井")
    assert typing.kana.text() == "あらい"


def test_segments_settled_one_after_the_other(typing: Typing) -> None:
    typing.send("かじわらじゅん")
    typing.send("梶原じゅん")
    typing.send("じゅん", "梶原")
    assert typing.kana.text() == "かじわら"
    typing.send("純")
    typing.send("", "純")
    assert (typing.name.text(), typing.kana.text()) == ("梶原純", "かじわらじゅん")


def test_segments_settled_together(typing: Typing) -> None:
    for preedit in ("かじわらじゅん", "梶原純", "梶原準", "梶原純"):
        typing.send(preedit)
    typing.send("", "梶原純")
    assert typing.kana.text() == "かじわらじゅん"


def test_a_reconversion_keeps_the_reading(typing: Typing) -> None:
    typing.convert("さいとう", "斎藤")
    typing.send("", " ")
    typing.convert("ゆう", "優")
    typing.name.setSelection(0, 2)
    typing.send("齋藤")
    typing.send("", "齋藤")
    assert typing.name.text() == "齋藤 優"
    assert typing.kana.text() == "さいとう ゆう"


def test_a_reconversion_from_kana_brings_its_own_reading(typing: Typing) -> None:
    typing.convert("さいとう", "斎藤")
    typing.send("", "")
    typing.name.setSelection(0, 2)
    for preedit in ("斎藤", "さいとう", "さいどう", "西堂"):
        typing.send(preedit)
    typing.send("", "西堂")
    assert (typing.name.text(), typing.kana.text()) == ("西堂", "さいどう")


def test_pasted_text_has_no_reading_and_kana_is_its_own(typing: Typing) -> None:
    QApplication.clipboard().setText("梶原 純")
    QTest.keyClick(typing.name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (typing.name.text(), typing.kana.text()) == ("梶原 純", "")
    typing.name.selectAll()
    QApplication.clipboard().setText("カジワラ")
    QTest.keyClick(typing.name, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert typing.kana.text() == "かじわら"


@pytest.mark.parametrize("shown", ["ｶｼﾞﾜﾗ", "カジワラ", "かじわら"])
def test_kana_of_any_kind_becomes_hiragana(typing: Typing, shown: str) -> None:
    typing.send("かじわら")
    typing.send(shown)
    typing.send("", shown)
    assert (typing.name.text(), typing.kana.text()) == (shown, "かじわら")


def test_what_the_clerk_wrote_stays(typing: Typing) -> None:
    typing.convert("かじわら", "梶原")
    typing.kana.selectAll()
    QTest.keyClicks(typing.kana, "x")
    typing.convert("じゅん", "純")
    assert (typing.name.text(), typing.kana.text()) == ("梶原純", "x")
    typing.kana.selectAll()
    QTest.keyClick(typing.kana, Qt.Key.Key_Delete)
    typing.convert("いち", "一")
    assert typing.kana.text() == "かじわらじゅんいち"


def test_a_name_with_a_reading_on_record_is_never_overwritten(typing: Typing) -> None:
    typing.form.show_record(PersonName(id="m", person="p", name="梶原 純", kana="かじわら じゅん"))
    typing.name.selectAll()
    typing.convert("あらい", "新井")
    assert typing.kana.text() == "かじわら じゅん"


def test_another_record_forgets_what_was_typed_for_the_one_before(typing: Typing) -> None:
    typing.convert("かじわら", "梶原")
    typing.form.show_record(PersonName(id="m", person="q", name="山田", kana=""))
    typing.name.setCursorPosition(2)
    typing.convert("いち", "一")
    assert (typing.name.text(), typing.kana.text()) == ("山田一", "")


def test_a_name_deleted_takes_its_reading_with_it(typing: Typing) -> None:
    typing.convert("かじわら", "梶原")
    QTest.keyClick(typing.name, Qt.Key.Key_Backspace)
    assert typing.kana.text() == "かじわら"
    QTest.keyClick(typing.name, Qt.Key.Key_Backspace)
    assert typing.kana.text() == ""
    typing.convert("よしだ", "𠮷田")
    assert (typing.name.text(), typing.kana.text()) == ("𠮷田", "よしだ")


def test_nothing_is_offered_where_nothing_may_be_changed(typing: Typing) -> None:
    typing.form.editors["kana"].lock(True)
    typing.convert("かじわら", "梶原")
    assert typing.kana.text() == ""


def test_a_variation_selector_belongs_to_its_piece(typing: Typing) -> None:
    typing.convert("つじ", "辻\U000e0100")
    assert (typing.name.text(), typing.kana.text()) == ("辻\U000e0100", "つじ")


def test_a_twenty_letter_name_in_many_pieces(typing: Typing) -> None:
    for _at in range(10):
        typing.convert("たか", "髙")
        typing.convert("さき", "﨑")
    assert typing.kana.text() == "たかさき" * 10
    assert typing.name.text() == "髙﨑" * 10


def test_pieces_follow_an_insertion_between_them() -> None:
    pieces = Pieces()
    pieces.change("梶原", "かじわら")
    pieces.change("梶原純", "じゅん")
    pieces.change("梶原 純", None)
    assert pieces.reading == "かじわら じゅん"
    pieces.change("梶大原 純", "おお")
    assert pieces.reading is None
    assert pieces.text == "梶大原 純"


def test_what_is_kana_is_told_from_what_is_not() -> None:
    assert reading_of("ガギグ・ヴァーブ") == "がぎぐ・ゔぁーぶ"
    assert reading_of("ﾊﾟﾋﾞ") == "ぱび"
    assert reading_of("梶わら") is None
    assert reading_of("Smith") is None
    assert {field.name for field in fields(PersonName)} >= {"name", "kana"}


def test_a_reconversion_that_is_cancelled_leaves_what_is_still_there(typing: Typing) -> None:
    typing.convert("さいとう", "斎藤")
    typing.convert("ゆう", "優")
    typing.name.setSelection(0, 2)
    typing.send("齋藤")
    assert typing.kana.text() == "さいとうゆう"
    typing.send("")
    assert typing.name.text() == "優"
    assert typing.kana.text() == "ゆう"
