"""A ruling in words: its verdict, the sentence, the arithmetic, the article, and what would differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import _, mark


class Tone(Enum):
    """How a word is shown: its sign stands before it, so that no colour is needed to tell."""

    GOOD = "○"
    BAD = "×"
    WAITING = "△"
    PLAIN = ""


WORDS: Final[Mapping[str, tuple[str, Tone]]] = {
    "met": (mark("成立"), Tone.GOOD),
    "not_met": (mark("不成立"), Tone.BAD),
    "carried": (mark("可決"), Tone.GOOD),
    "rejected": (mark("否決"), Tone.BAD),
    "no_majority": (mark("過半数に達せず"), Tone.BAD),
    "tie": (mark("可否同数"), Tone.WAITING),
    "count_noes": (mark("反対の挙手が必要"), Tone.WAITING),
    "elected": (mark("当選"), Tone.GOOD),
    "runoff": (mark("決選投票"), Tone.WAITING),
    "lot": (mark("くじ"), Tone.WAITING),
    "to_ballot": (mark("投票に移行"), Tone.WAITING),
    "not_elected": (mark("当選者なし"), Tone.BAD),
}
"""The word for each verdict, and its tone."""

_ROLES: Final = {Tone.GOOD: "ask", Tone.BAD: "alarm", Tone.WAITING: "card", Tone.PLAIN: "card"}
_TEXT: Final = Qt.TextInteractionFlag.TextSelectableByMouse


def word(verdict: str) -> str:
    """A verdict as lists show it: its sign and its word; empty for none."""
    if verdict not in WORDS:
        return ""
    said, tone = WORDS[verdict]
    return f"{tone.value} {_(said)}"


def big(text: str, size: str = "x-large", *, bold: bool = False) -> str:
    """Words for a label, larger than what stands around them; `size` is one of CSS's own words."""
    lines = "<br>".join(escape(line) for line in text.splitlines())
    weight = "; font-weight: bold" if bold else ""
    return f'<p style="line-height: 130%; margin: 0; font-size: {size}{weight}">{lines}</p>'


def say(label: QLabel, text: str, size: str = "", *, bold: bool = False) -> None:
    """Show words in a label, and hide it for none. Whoever can't see hears them without their dress."""
    label.setText(big(text, size or "medium", bold=bold) if text else "")
    label.setAccessibleName(text)
    label.setVisible(bool(text))


def dress(frame: QFrame, tone: Tone) -> None:
    """Give a frame the ground of a tone."""
    role = _ROLES[tone]
    if frame.property("role") != role:
        frame.setProperty("role", role)
        frame.setProperty("floating", role == "alarm")
        frame.style().unpolish(frame)
        frame.style().polish(frame)


def _label() -> QLabel:
    made = QLabel()
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setTextInteractionFlags(_TEXT)
    return made


class RulingView(QFrame):
    """Shows one ruling, or why there is none; nothing at all as long as it has been told neither.

    With `read_out_apart`, what a `ReadOut` beside it shows word for word isn't shown here again.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ruling: Ruling | None = None
        self.read_out_apart = False
        self.caption, self.verdict, self.sentence = _label(), _label(), _label()
        self.arithmetic, self.alternatives, self.notes = _label(), _label(), _label()
        for soft in (self.caption, self.arithmetic, self.notes):
            soft.setProperty("role", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        for label in (
            self.caption,
            self.verdict,
            self.sentence,
            self.arithmetic,
            self.alternatives,
            self.notes,
        ):
            column.addWidget(label)
        dress(self, Tone.PLAIN)
        self.hide()

    def show_ruling(self, ruling: Ruling | None, caption: str = "") -> None:
        """Show a ruling, under a line that says what it is of; hide for none."""
        self.ruling = ruling
        self.setVisible(ruling is not None)
        if ruling is None:
            return
        dress(self, WORDS[ruling.verdict][1])
        say(self.caption, caption)
        say(self.verdict, word(ruling.verdict), "x-large", bold=True)
        words = ruling.sentence.text()
        twice = self.read_out_apart and ruling.script is None and words == ruling.read_out
        say(self.sentence, "" if twice else words, "large")
        ground = _("根拠：{article}").format(article=ruling.article) if ruling.article else ""
        say(self.arithmetic, "\n".join(filter(None, (ruling.arithmetic.text(), ground))))
        others = [one.sentence.text() for one in ruling.alternatives]
        say(self.alternatives, _listed(_("読み方が違えば"), others))
        say(self.notes, _listed(_("注意"), [one.text() for one in ruling.notes]))
        self.setAccessibleName(f"{word(ruling.verdict)} {ruling.sentence.text()}")

    def show_refusal(self, error: KyodoError) -> None:
        """Say why nothing can be judged or recorded."""
        self.ruling = None
        dress(self, Tone.BAD)
        say(self.caption, "")
        say(self.verdict, f"{Tone.BAD.value} {error.what.text()}", "large", bold=True)
        say(self.sentence, error.why.text(), "large")
        say(self.arithmetic, error.remedy.text())
        for label in (self.alternatives, self.notes):
            say(label, "")
        self.setAccessibleName(f"{error.what.text()} {error.why.text()} {error.remedy.text()}")
        self.show()


class ReadOut(QFrame):
    """読み上げ: what is to be said in the room now, large, in Japanese whatever the screens speak."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.spoken = ""
        caption = QLabel(_("読み上げ"))
        caption.setProperty("role", "soft")
        self.words = _label()
        caption.setBuddy(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addWidget(self.words)
        self.hide()

    def show_words(self, spoken: str) -> None:
        """Show what is to be said; hide for nothing."""
        self.spoken = spoken
        say(self.words, spoken, "x-large")
        self.setVisible(bool(spoken))

    def show_ruling(self, ruling: Ruling | None) -> None:
        """What a ruling has said in the room: its set form where there is one, else its sentence."""
        if ruling is None:
            self.show_words("")
        else:
            self.show_words(ruling.script.japanese() if ruling.script else ruling.read_out)


def _listed(heading: str, lines: Sequence[str]) -> str:
    return "\n".join((f"{heading}：", *(f"・{line}" for line in lines))) if lines else ""
