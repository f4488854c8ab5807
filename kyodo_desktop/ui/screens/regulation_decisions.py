"""What the committee decided of its own conduct: recorded, worded, ended, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.fields import Field, Id, Kind, shape
from kyodo_desktop.domain.readings import BY_NAME, READINGS
from kyodo_desktop.domain.records import StandingDecision
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import laws, meetings, standing
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.regulation_page import Page
from kyodo_desktop.ui.screens.regulation_readings import value_words
from kyodo_desktop.ui.widgets.acts import Act, Values
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.ledger import Book, Ledger
from kyodo_desktop.ui.widgets.table import Column

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.regulation import RegulationScreen

_SETTLES: Final = Field(name="settles", kind=Kind.REFERENCE, label=mark("定める読み方"), empty=True)


def _settled(one: StandingDecision) -> str:
    kind = BY_NAME.get(one.reading)
    return "" if kind is None else f"{_(kind.label)}：{value_words(kind, kind.checked(one.value))}"


class DecisionsPage(Page):
    """The decisions; those that hold on the day say so."""

    def __init__(self, screen: RegulationScreen) -> None:
        super().__init__(screen)
        self.ledger = Ledger(screen, self._book())
        self.end = QPushButton(_("終わりを記録"))
        self.end.setAccessibleName(_("終わりを記録"))
        self.end.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.end.clicked.connect(self.begin_end)
        self.ledger.put_below(self.end)
        self.ledger.chosen.connect(self._show_end)
        fill(part(QWidget, "decisions_place", self.form), self.ledger)

    def _book(self) -> Book[StandingDecision, StandingDecision]:
        columns: tuple[Column[StandingDecision], ...] = (
            Column(title=mark("件名"), text=lambda one: one.title, width=12, least=6, stretch=True),
            Column(
                title=mark("いつから"),
                text=lambda one: wareki.short(one.since),
                sort=lambda one: one.since,
                width=7,
            ),
            Column(title=mark("状態"), text=self._state, width=7, least=5),
            Column(title=mark("定める読み方"), text=_settled, width=14, least=7, spare=True),
        )
        return Book(
            name=_("委員会の決定の一覧"),
            columns=columns,
            record=StandingDecision,
            of=lambda one: one,
            fields=("title", "body", "article", "meeting"),
            save=lambda one: self.desk.do(standing.edit_decision, one),
            adds=_("決定を記録"),
            add=self._adding,
            remove=lambda one: self.desk.act(standing.remove_decision, one.id),
            options=self._meetings,
            empty=_(
                "委員会の決定がまだありません。オンラインの出席など、委員会に諮って決めたことを記録します。"
            ),
        )

    def _state(self, one: StandingDecision) -> str:
        if holds_on(one, self.day):
            return _("有効")
        return _("これから") if one.since > self.day else _("終了")

    def reload(self) -> None:
        self.ledger.show_rows(self.desk.read(laws.decisions, self.committee) if self.committee else ())

    def _show_end(self) -> None:
        one = self.ledger.record
        self.end.setEnabled(one is not None and one.until is None and not self.desk.read_only)

    def _meetings(self, field: Field) -> tuple[tuple[Id, str], ...]:
        """What a reference may name: the meetings, or every value of every reading."""
        if field.name == _SETTLES.name:
            return tuple(
                (f"{kind.name}={one.value}", f"{_(kind.label)}：{_(one.label)}")
                for kind in READINGS
                if kind.name != laws.NUMBERING
                for one in kind.values
            )
        known = self.desk.read(meetings.meetings, self.committee) if self.committee else ()
        return tuple(
            (one.id, f"{numbering.meeting_number(one.number)}　{wareki.short(one.date)}") for one in known
        )

    def _adding(self) -> Act | None:
        if not self.committee:
            return None
        field = shape(StandingDecision).field
        return Act(
            title=_("決定を記録"),
            button=_("記録"),
            asked=[*(field(name) for name in ("title", "body", "since", "meeting", "article")), _SETTLES],
            start={"since": self.day},
            options=self._meetings,
            do=self._add,
            note=_("根拠を空けておくと、規則が委員会に任せている条になります。"),
        )

    def _add(self, values: Values) -> None:
        reading, _equals, value = (values["settles"] or "").partition("=")
        change = self.desk.do(
            laws.record_decision,
            self.committee,
            values["title"],
            values["body"],
            since=values["since"],
            article=values["article"],
            meeting=values["meeting"],
            reading_settled=reading,
            value=value,
        )
        self.ledger.chose_added(change)

    def begin_end(self) -> None:
        """Ask for the last day of the chosen decision."""
        one = self.ledger.record
        if one is None or not self.ledger.flush():
            return
        last = Field(name="on", kind=Kind.DAY, label=mark("最後の日"), required=True)
        self.ledger.ask(
            Act(
                title=_("「{title}」の終わりを記録").format(title=one.title),
                button=_("記録"),
                asked=[last],
                start={"on": self.day},
                do=lambda values: self.desk.do(laws.end_decision, one.id, values["on"]),
            )
        )

    def choose(self, record: Id) -> bool:
        return self.ledger.choose(record)

    def forms(self) -> tuple[RecordForm, ...]:
        return (self.ledger.form,)

    def flush(self) -> bool:
        return self.ledger.flush()

    def discard(self) -> None:
        self.ledger.discard()

    def draw_icons(self) -> None:
        self.ledger.draw_icons()
