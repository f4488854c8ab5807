"""A ruling in words: every verdict has its word and sign, names stand as they are, in Japanese read out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from kyodo_desktop import i18n
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.rules import election, wording
from kyodo_desktop.domain.ruling import Alternative, Ruling
from kyodo_desktop.i18n import msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.ui.widgets.ruling import WORDS, ReadOut, RulingView, Tone, word

RULING = Ruling(
    verdict="no_majority",
    article="規則第3条第3項",
    arithmetic=msg("出席{n}人", n=12),
    sentence=msg("異議がなかったため、可決しました({article})。簡易採決によります。", article="第3条"),
    alternatives=(Alternative("decision_base", "valid", ("carried",), msg("<b>別</b>の読み方")),),
    notes=(msg("確かめてください"),),
)


@pytest.fixture
def english(paths: Paths) -> Iterator[None]:
    """English is spoken during the test."""
    i18n.use("en", paths.locale)
    yield
    i18n.use("ja", paths.locale)


def test_every_verdict_has_a_word_of_its_own() -> None:
    assert set(WORDS) == {"met", "not_met", *wording.VERDICTS, *election.VERDICTS}
    assert len({said for said, _tone in WORDS.values()}) == len(WORDS)
    assert all(tone is not Tone.PLAIN for _said, tone in WORDS.values())
    assert (word("carried"), word("unknown")) == ("○ 可決", "")


def test_a_ruling_shows_its_ground_and_what_would_differ(qtbot: QtBot) -> None:
    view = RulingView()
    qtbot.addWidget(view)
    assert view.isHidden()
    view.show_ruling(RULING, "記録")
    assert view.verdict.accessibleName() == "× 過半数に達せず"
    assert "根拠：規則第3条第3項" in view.arithmetic.accessibleName()
    assert "・<b>別</b>の読み方" in view.alternatives.accessibleName()
    assert "&lt;b&gt;別" in view.alternatives.text()
    assert "確かめてください" in view.notes.accessibleName()
    view.show_ruling(None)
    assert view.isHidden()
    assert view.ruling is None


def test_what_stands_beside_it_word_for_word_is_not_said_twice(qtbot: QtBot) -> None:
    view = RulingView()
    qtbot.addWidget(view)
    view.read_out_apart = True
    view.show_ruling(RULING)
    assert view.sentence.isHidden()
    view.read_out_apart = False
    view.show_ruling(RULING)
    assert "可決しました" in view.sentence.accessibleName()


def test_a_refusal_takes_the_rulings_place(qtbot: QtBot) -> None:
    view = RulingView()
    qtbot.addWidget(view)
    view.show_ruling(RULING)
    view.show_refusal(KyodoError(msg("記録できません"), msg("定足数がない"), msg("休憩する")))
    assert view.ruling is None
    assert view.verdict.accessibleName() == "× 記録できません"
    assert view.alternatives.isHidden()


@pytest.mark.usefixtures("english")
def test_what_is_read_out_is_japanese_whatever_is_spoken(qtbot: QtBot, qapp: QApplication) -> None:
    out = ReadOut()
    qtbot.addWidget(out)
    out.show_ruling(RULING)
    assert out.spoken == RULING.read_out
    assert "可決しました" in out.words.accessibleName()
    assert any("To read out" in label.text() for label in out.findChildren(QLabel))
    out.show_ruling(None)
    assert out.isHidden()
    assert qapp is not None
