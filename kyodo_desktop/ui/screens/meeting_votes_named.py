"""Votes by name (記名投票): a tile for each voter, pressed through the votes or set by a digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import VoteCast
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.widgets.ruling import Tone
from kyodo_desktop.ui.widgets.tiles import Tile, TileList

_TONES: Final = {VoteCast.AYE: Tone.GOOD, VoteCast.NO: Tone.BAD, VoteCast.ABSTAIN: Tone.WAITING}
_CASTS: Final = tuple(VoteCast)
HEIGHT: Final = 240


class NamedVotes(QWidget):
    """Shows the voters and what each voted. `touched` when the clerk has changed a vote."""

    touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._voters: tuple[tuple[Id, str], ...] = ()
        self._votes: dict[Id, VoteCast] = {}
        self._hint = QLabel(_("1 賛成、2 反対、3 棄権。Spaceかクリックで順に変わります。"))
        self._hint.setProperty("role", "soft")
        self._hint.setWordWrap(True)
        self.list = TileList(marks=len(_CASTS), offers=False)
        self.list.setAccessibleName(_("記名投票の票"))
        self.list.setMinimumHeight(HEIGHT)
        self.list.pressed.connect(self._turn)
        self.list.marked.connect(self._mark)
        self._hint.setBuddy(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._hint)
        column.addWidget(self.list)

    @property
    def votes(self) -> Mapping[Id, VoteCast]:
        """What was voted, by those who are still voters or whose vote is on record."""
        return self._votes

    def show_voters(self, voters: Sequence[tuple[Id, str]], votes: Mapping[Id, VoteCast]) -> None:
        """Show who may vote, and these votes."""
        self._voters = tuple(voters)
        self.show_votes(votes)

    def show_votes(self, votes: Mapping[Id, VoteCast]) -> None:
        """Show these votes."""
        self._votes = dict(votes)
        self._draw()

    def _draw(self) -> None:
        self.list.show_tiles([self._tile(who, name) for who, name in self._voters])

    def _tile(self, who: Id, name: str) -> Tile:
        cast = self._votes.get(who)
        if cast is None:
            return Tile(key=who, title=name, word=_("未投票"))
        return Tile(key=who, title=name, word=_(cast.label), tone=_TONES[cast])

    def _turn(self, who: Id) -> None:
        now = self._votes.get(who)
        after = _CASTS.index(now) + 1 if now is not None else 0
        self._set(who, _CASTS[after] if after < len(_CASTS) else None)

    def _mark(self, who: Id, number: int) -> None:
        self._set(who, _CASTS[number - 1])
        at = self.list.currentIndex().row() + 1
        if at < len(self._voters):
            self.list.choose(self._voters[at][0])

    def _set(self, who: Id, cast: VoteCast | None) -> None:
        if cast is None:
            self._votes.pop(who, None)
        else:
            self._votes[who] = cast
        self._draw()
        self.touched.emit()
