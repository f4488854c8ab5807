"""ふりがな from the input method: what was typed before it became kanji is offered as the name's reading.

The field's text is kept as pieces, each with its reading where the input method showed it. Only where every
piece's reading is known is one offered; text that was pasted or half deleted has none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QInputMethodEvent

from kyodo_desktop.domain.fields import Kind
from kyodo_desktop.ui.widgets.editors import Editor, LineEditor

_TO_HIRAGANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_MARKS: Final = "ー・　 "  # what a reading may hold beside kana


def reading_of(text: str) -> str | None:
    """`text` in hiragana, if it is all kana of whatever width; else None. Spaces are kept as they are."""
    folded = "".join(one if one.isspace() else unicodedata.normalize("NFKC", one) for one in _voiced(text))
    kana = folded.translate(_TO_HIRAGANA)
    return kana if all(_is_kana(one) for one in kana) else None


def _voiced(text: str) -> Sequence[str]:
    """The letters, a half-width one together with its voicing mark."""
    found: list[str] = []
    for one in text:
        if one in "ﾞﾟ" and found:
            found[-1] += one
        else:
            found.append(one)
    return found


def _is_kana(letter: str) -> bool:
    return "ぁ" <= letter <= "ゖ" or letter in _MARKS


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text, and its reading; None where that isn't known."""

    text: str
    reading: str | None


class Pieces:
    """A text as pieces. `change` follows what a field does with it."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []

    @property
    def text(self) -> str:
        """The text as a whole."""
        return "".join(one.text for one in self._pieces)

    @property
    def reading(self) -> str | None:
        """The reading of the whole text; None where a piece's isn't known."""
        known = [one.reading for one in self._pieces]
        return None if any(one is None for one in known) else "".join(one or "" for one in known)

    def reset(self, text: str) -> None:
        """Hold a text of which nothing is known."""
        self._pieces = [Piece(text, None)] if text else []

    def within(self, first: int, last: int) -> str | None:
        """The reading of a part; None where it isn't known, or a piece is cut by the part's ends."""
        found, at = "", 0
        for piece in self._pieces:
            end = at + len(piece.text)
            if first < end and at < last:
                if piece.reading is None or at < first or end > last:
                    return None
                found += piece.reading
            at = end
        return found or None

    def change(self, text: str, reading: str | None) -> None:
        """Become `text`; what came in between is read so. A piece that was cut is no longer known.

        What took the place of whole pieces without a reading of its own (再変換) keeps theirs.
        """
        before, after, put = _between(self.text, text)
        kept: tuple[list[Piece], list[Piece]] = [], []
        gone: list[Piece] = []
        cut, at = False, 0
        for piece in self._pieces:
            end = at + len(piece.text)
            if end <= before:
                kept[0].append(piece)
            elif at >= len(self.text) - after:
                kept[1].append(piece)
            else:
                head, tail = piece.text[: max(before - at, 0)], piece.text[_tail(self.text, after, at) :]
                cut = cut or bool(head or tail)
                kept[0].extend([Piece(head, None)] if head else [])
                kept[1][:0] = [Piece(tail, None)] if tail else []
                gone.append(piece)
            at = end
        if reading is None and put:
            old = [one.reading for one in gone]
            known = bool(gone) and not cut and None not in old
            reading = "".join(one or "" for one in old) if known else _plain(put)
        self._pieces = [*kept[0], *([Piece(put, reading)] if put else []), *kept[1]]


def _between(old: str, new: str) -> tuple[int, int, str]:
    """How long the common beginning and end are, and what `new` has between them."""
    most = min(len(old), len(new))
    before = next((at for at in range(most) if old[at] != new[at]), most)
    most -= before
    after = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return before, after, new[before : len(new) - after]


def _tail(text: str, after: int, at: int) -> int:
    """Where, in the piece that begins at `at`, the common end begins."""
    return max(len(text) - after - at, 0)


def _plain(text: str) -> str | None:
    """The reading of text that nobody converted: kana and spaces are their own."""
    return reading_of(text)


class Furigana(QObject):
    """Watches a name's field, and writes the reading into another while nobody has written there."""

    def __init__(self, name: LineEditor, kana: LineEditor) -> None:
        super().__init__(name.entry)
        self._name, self._kana = name.entry, kana.entry
        self._pieces = Pieces()
        self._typed = ""  # the kana that the input method showed last
        self._coming: str | None = None
        self._replaced: str | None = None  # the reading of what was chosen when composing began
        self._shown = ""
        self._offered = ""
        self._name.installEventFilter(self)
        self._name.textEdited.connect(self._on_edited)
        self._name.textChanged.connect(self._on_changed)
        self._pieces.reset(self._name.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        if isinstance(event, QInputMethodEvent):
            self._follow(event.preeditString(), event.commitString())
        return False

    def _follow(self, shown: str, committed: str) -> None:
        """Remember the kana behind what is being composed, and what it came to be."""
        self._coming = None
        entry, self._shown = self._name, shown
        if shown and entry.hasSelectedText():
            first = entry.selectionStart()
            self._replaced = self._pieces.within(first, first + entry.selectionLength())
        if committed:
            rest = reading_of(shown) if shown else ""
            read, left = self._typed, ""
            if shown and rest is not None and read.endswith(rest):  # a first segment alone was settled
                read, left = read[: len(read) - len(rest)], rest
            own = reading_of(committed)
            self._coming = own if own is not None else read or self._replaced
            self._typed, self._replaced = left, None
        elif not shown:
            self._typed, self._replaced = "", None
            self._offer()
        if shown and (kana := reading_of(shown)) is not None:
            self._typed = kana

    def _on_edited(self, text: str) -> None:
        coming, self._coming = self._coming, None
        self._pieces.change(text, coming)
        if not self._shown or coming is not None:
            self._offer()

    def _on_changed(self, text: str) -> None:
        if text != self._pieces.text:  # shown by the program, not typed
            self._pieces.reset(text)
            self._offered = ""

    def _offer(self) -> None:
        now, reading = self._kana.text(), self._pieces.reading
        if reading is None or self._kana.isReadOnly() or self._kana.composing:
            return
        if now not in ("", self._offered) or now == reading:
            return
        self._offered = reading
        self._kana.setText(reading)
        self._kana.touched.emit()


def pair(editors: Sequence[Editor]) -> Furigana | None:
    """Let the one name of a form offer its reading to the one field for it, where there are both."""
    names = [one for one in editors if one.field.kind is Kind.NAME and isinstance(one, LineEditor)]
    kana = [one for one in editors if one.field.kind is Kind.KANA and isinstance(one, LineEditor)]
    return Furigana(names[0], kana[0]) if len(names) == len(kana) == 1 else None
