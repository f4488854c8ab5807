"""審議予定: what the committee means to deliberate when, against the meetings that were held."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtWidgets import QLabel, QWidget

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.fields import Field, Id, shape
from kyodo_desktop.domain.records import Committee, Meeting, PlanEntry, Term
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import meetings, planned, planning
from kyodo_desktop.services.planned import PlanLine, Standing
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.acts import Act, Values
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.ledger import Book, Ledger
from kyodo_desktop.ui.widgets.table import Column

STANDINGS: Final = {
    Standing.AS_PLANNED: mark("予定どおり"),
    Standing.EARLIER: mark("早まった"),
    Standing.LATER: mark("遅れた"),
    Standing.DONE: mark("済み"),
    Standing.AHEAD: mark("これから"),
    Standing.OVERDUE: mark("予定を過ぎた"),
    Standing.OPEN: mark("日程未定"),
}


def _number(line: PlanLine) -> str:
    number = line.entry.meeting_number
    return "" if number is None else numbering.meeting_number(number)


def _first_line(line: PlanLine) -> str:
    return line.entry.content.strip().partition("\n")[0]


def _actual(line: PlanLine) -> str:
    return "" if line.meeting is None else wareki.short(line.meeting.date)


def _standing(line: PlanLine) -> str:
    words = _(STANDINGS[line.standing])
    if not line.slip:
        return words
    return _("{standing}（{days}日）").format(standing=words, days=abs(line.slip))


COLUMNS: Final[tuple[Column[PlanLine], ...]] = (
    Column(title=mark("回"), text=_number, sort=lambda line: line.entry.order, width=4),
    Column(title=mark("内容"), text=_first_line, width=18, least=8, stretch=True),
    Column(title=mark("日程"), text=lambda line: line.entry.period, width=13, least=7),
    Column(title=mark("実際"), text=_actual, width=7),
    Column(title=mark("進み具合"), text=_standing, width=8, least=6),
)


class PlanScreen(Screen):
    """The lines of the plan, edited in place."""

    key = "plan"
    shows = (Committee, Meeting, PlanEntry, Term)

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self.ledger = Ledger(
            self,
            Book(
                name=_("審議予定の一覧"),
                columns=COLUMNS,
                record=PlanEntry,
                of=lambda line: line.entry,
                fields=("content", "period", "meeting_number", "meeting", "done"),
                save=lambda entry: desk.do(planning.edit_plan_entry, entry),
                adds=_("予定を追加"),
                add=self._adding,
                remove=lambda entry: desk.act(planning.remove_plan_entry, entry.id),
                move=lambda entry, by: desk.do(planning.move_plan_entry, entry.id, by),
                options=self._meetings,
                empty=_("審議予定がまだありません。「予定を追加」から登録してください。"),
            ),
        )
        fill(part(QWidget, "ledger_place", self.form), self.ledger)

    def reload(self) -> None:
        committee = self.desk.committee
        lines = (
            self.desk.read(planned.plan_against_actual, committee.id, self.desk.today) if committee else ()
        )
        self.ledger.show_rows(lines)
        part(QLabel, "standing", self.form).setText(_summary(lines))

    def _meetings(self, _field: Field) -> tuple[tuple[Id, str], ...]:
        """The meetings that a line may have come to."""
        committee = self.desk.committee
        known = self.desk.read(meetings.meetings, committee.id) if committee else ()
        return tuple(
            (one.id, f"{numbering.meeting_number(one.number)}　{wareki.short(one.date)}") for one in known
        )

    def _adding(self) -> Act | None:
        committee = self.desk.committee
        if committee is None:
            return None
        field = shape(PlanEntry).field
        return Act(
            title=_("予定を追加"),
            button=_("追加"),
            asked=[field("content"), field("period"), field("meeting_number")],
            do=lambda values: self._add(committee.id, values),
        )

    def _add(self, committee: Id, values: Values) -> None:
        self.ledger.chose_added(self.desk.do(planning.add_plan_entry, committee, **values))

    def show_record(self, record: Id) -> None:
        self.ledger.choose(record)

    # --- pending

    def forms(self) -> tuple[RecordForm, ...]:
        return (self.ledger.form,)

    def flush(self) -> bool:
        return self.ledger.flush()

    def discard(self) -> None:
        self.ledger.discard()


def _summary(lines: tuple[PlanLine, ...]) -> str:
    """How the plan stands as a whole."""
    counted = Counter(line.standing for line in lines)
    return "　".join(
        _("{standing}：{count}件").format(standing=_(words), count=counted[standing])
        for standing, words in STANDINGS.items()
        if counted[standing]
    )
