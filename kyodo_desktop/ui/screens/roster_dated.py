"""訂正, 異動, 追加 and 削除 of any name or affiliation that a person ever had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kyodo_desktop.domain.fields import Field, Id, Kind, Record, shape
from kyodo_desktop.domain.records import Affiliation, PersonName
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import roster
from kyodo_desktop.ui.widgets.acts import Act
from kyodo_desktop.ui.widgets.rows import Deed

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.roster import RosterScreen

Spell = TypeVar("Spell", PersonName, Affiliation)

FIELDS: Final[dict[type[Record], tuple[str, ...]]] = {
    PersonName: ("name", "kana", "substitute", "glyph_note", "base_form_accepted"),
    Affiliation: ("organisation", "post", "joined", "confirmed_on"),
}
_DAYS: Final = ("since", "until")
_ON: Final = Field(
    name="on",
    kind=Kind.DAY,
    label=mark("異動日"),
    help=mark("この日から変わります。前の記録は、その前の日まで残ります。"),
    required=True,
)


class DatedActs:
    """Makes the acts for the person that the roster screen shows."""

    def __init__(self, screen: RosterScreen, person: Callable[[], Id]) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._person = person

    def deeds(self, cls: type[Spell]) -> tuple[Deed[Spell], ...]:
        """The buttons below a person's names, or affiliations."""
        found = [
            Deed[Spell](words=_("訂正…"), do=lambda one: self.begin(self.correction, one)),
            Deed[Spell](words=_("異動…"), do=lambda one: self.begin(self.move, one)),
        ]
        if cls is Affiliation:
            found.append(
                Deed[Spell](words=_("追加…"), do=lambda _one: self._screen.begin(self.addition), chosen=False)
            )
        found.append(Deed[Spell](words=_("削除"), do=self.withdraw))
        return tuple(found)

    def begin(self, make: Callable[[Any], Act], record: Record) -> None:
        """Show the form of an act on a record."""
        self._screen.begin(lambda: make(record))

    def correction(self, record: PersonName | Affiliation) -> Act:
        """訂正: it was always so, the days it held included."""
        names = (*FIELDS[type(record)], *_DAYS)
        return Act(
            title=_("氏名を訂正") if isinstance(record, PersonName) else _("所属を訂正"),
            button=_("保存"),
            asked=[shape(type(record)).field(name) for name in names],
            start={name: getattr(record, name) for name in names},
            do=lambda values: self._desk.do(roster.correct, replace(record, **values)),
            note=_("前から正しくはこうだった、という直しです。"),
        )

    def move(self, record: PersonName | Affiliation) -> Act:
        """異動: from a day on."""
        names = FIELDS[type(record)]
        title = _("氏名の変更を記録") if isinstance(record, PersonName) else _("所属の変更を記録")
        return Act(
            title=title,
            button=_("記録"),
            asked=[*(shape(type(record)).field(name) for name in names), _ON],
            start={**{name: getattr(record, name) for name in names}, "on": self._screen.day.day},
            do=lambda values: self._move(record, dict(values)),
        )

    def _move(self, record: PersonName | Affiliation, values: dict[str, Any]) -> None:
        on: dt.date = values.pop("on")
        self._desk.do(roster.succeed, replace(record, **values), on)

    def addition(self) -> Act:
        """An affiliation for days on which the person has none."""
        names = (*FIELDS[Affiliation], *_DAYS)
        blank = Affiliation(id="new", person=self._person(), organisation="")
        return Act(
            title=_("所属を追加"),
            button=_("追加"),
            asked=[shape(Affiliation).field(name) for name in names],
            start={name: getattr(blank, name) for name in names},
            do=lambda values: self._desk.do(roster.add_affiliation, replace(blank, **values)),
        )

    def withdraw(self, record: PersonName | Affiliation) -> None:
        """Take a record out as if it had never been; undo stands ready."""
        if self._screen.flush():
            self._screen.tell_undo(self._desk.act(roster.withdraw, record))
