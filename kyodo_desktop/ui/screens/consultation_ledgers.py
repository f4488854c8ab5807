"""The lists that belong to a consultation: follow-up, continued deliberation, and the meetings it took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QSplitter, QWidget

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.fields import Field, Id, shape
from kyodo_desktop.domain.records import ContinuedDeliberation, Deliberation, FollowUp
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import consultations
from kyodo_desktop.services.consultations import ConsultationLine, Sitting
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.widgets.acts import Act, Values
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.ledger import Book, Ledger
from kyodo_desktop.ui.widgets.table import Column

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.consultations import ConsultationsScreen


class Page:
    """A page of what came of a consultation."""

    def __init__(self, screen: ConsultationsScreen, form: QWidget) -> None:
        raise NotImplementedError

    def show_line(self, line: ConsultationLine | None) -> None:
        """Show a consultation, or none."""
        raise NotImplementedError

    def choose(self, record: Id) -> bool:
        """Choose a record of this page; False where it stands on another."""
        raise NotImplementedError

    def forms(self) -> tuple[RecordForm, ...]:
        """The forms that save by themselves."""
        return ()

    def flush(self) -> bool:
        """Save what is pending; False where it can't be."""
        done = [form.flush() for form in self.forms()]
        return all(done)

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        for form in self.forms():
            form.revert()

    def draw_icons(self) -> None:
        """Draw the buttons in the colours that hold now."""


class _LedgerPage(Page):
    """A page that is one list above its chosen record."""

    place: str

    def __init__(self, screen: ConsultationsScreen, form: QWidget) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._line: ConsultationLine | None = None
        self.ledger: Ledger[Any, Any] = Ledger(screen, self._book())
        across = part(QSplitter, "across", self.ledger)
        across.setOrientation(Qt.Orientation.Vertical)
        across.setHandleWidth(10)
        fill(part(QWidget, self.place, form), self.ledger)

    def _book(self) -> Book[Any, Any]:
        raise NotImplementedError

    def _rows(self, line: ConsultationLine) -> tuple[Any, ...]:
        raise NotImplementedError

    def show_line(self, line: ConsultationLine | None) -> None:
        self._line = line
        self.ledger.show_rows(self._rows(line) if line else ())
        part(QPushButton, "add", self.ledger).setEnabled(self._can_add and not self._desk.read_only)

    @property
    def _can_add(self) -> bool:
        return self._line is not None

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


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


class _Followed:
    """A follow-up as the list shows it: below its recommendation, the last look of each fiscal year named."""

    def __init__(self, one: FollowUp, line: ConsultationLine) -> None:
        self.follow_up = one
        advice = next(each for each in line.recommendations if each.recommendation.id == one.recommendation)
        self.place = line.recommendations.index(advice)
        self.advice = f"{advice.number}　{advice.recommendation.title}"
        opening = wareki.fiscal_year(one.on)
        beside = (
            other.on
            for other in line.follow_ups
            if other.recommendation == one.recommendation and wareki.fiscal_year(other.on) == opening
        )
        self.year = wareki.fiscal_year_name(opening) if one.on == max(beside) else ""


FOLLOWED: Final[tuple[Column[_Followed], ...]] = (
    Column(
        title=mark("意見"), text=lambda row: row.advice, sort=lambda row: row.place, stretch=True, least=8
    ),
    Column(title=mark("年度"), text=lambda row: row.year, sort=lambda row: row.follow_up.on, width=6),
    Column(
        title=mark("確認日"),
        text=lambda row: wareki.short(row.follow_up.on),
        sort=lambda row: row.follow_up.on,
        width=6,
    ),
    Column(title=mark("状況"), text=lambda row: _(row.follow_up.state.label), width=6),
)


class FollowPage(_LedgerPage):
    """What became of each recommendation; of each fiscal year the last look carries the year's name."""

    place = "follow_place"

    def _book(self) -> Book[_Followed, FollowUp]:
        desk = self._desk
        return Book(
            name=_("実施状況の一覧"),
            columns=FOLLOWED,
            record=FollowUp,
            of=lambda row: row.follow_up,
            fields=("on", "state", "note"),
            save=lambda one: desk.do(consultations.edit_follow_up, one),
            adds=_("実施状況を記録"),
            add=self._adding,
            remove=lambda one: desk.act(consultations.remove_follow_up, one.id),
            empty=_("実施状況の記録がありません。答申の意見ごとに、確認した日と状況を記録できます。"),
        )

    def _rows(self, line: ConsultationLine) -> tuple[_Followed, ...]:
        rows = [_Followed(one, line) for one in line.follow_ups]
        return tuple(sorted(rows, key=lambda row: (row.place, -row.follow_up.on.toordinal())))

    @property
    def _can_add(self) -> bool:
        return self._line is not None and bool(self._line.recommendations)

    def _offered(self, _field: Field) -> tuple[tuple[Id, str], ...]:
        lines = self._line.recommendations if self._line else ()
        return tuple((one.recommendation.id, f"{one.number}　{one.recommendation.title}") for one in lines)

    def _adding(self) -> Act:
        field = shape(FollowUp).field
        chosen = self.ledger.record
        return Act(
            title=_("実施状況を記録"),
            button=_("記録"),
            asked=[field(name) for name in ("recommendation", "on", "state", "note")],
            start={
                "recommendation": chosen.recommendation if chosen else None,
                "on": self._desk.today,
            },
            do=self._add,
            options=self._offered,
        )

    def _add(self, values: Values) -> None:
        self.ledger.chose_added(self._desk.do(consultations.add_follow_up, **values))


CONTINUED: Final[tuple[Column[ContinuedDeliberation], ...]] = (
    Column(title=mark("審議の内容"), text=lambda one: _first_line(one.matter), stretch=True, least=8),
    Column(title=mark("結果"), text=lambda one: _first_line(one.outcome), width=12, least=6),
)


class ContinuedPage(_LedgerPage):
    """What the committee went on to deliberate after its answer."""

    place = "continued_place"

    def _book(self) -> Book[ContinuedDeliberation, ContinuedDeliberation]:
        desk = self._desk
        return Book(
            name=_("継続審議の一覧"),
            columns=CONTINUED,
            record=ContinuedDeliberation,
            of=lambda one: one,
            fields=("matter", "outcome"),
            save=lambda one: desk.do(consultations.edit_continued, one),
            adds=_("継続審議を記録"),
            add=self._adding,
            remove=lambda one: desk.act(consultations.remove_continued, one.id),
            move=lambda one, by: desk.do(consultations.move_continued, one.id, by),
            empty=_("答申の後に続けて審議したことは、ここに記録します。"),
        )

    def _rows(self, line: ConsultationLine) -> tuple[ContinuedDeliberation, ...]:
        return line.continued

    def _adding(self) -> Act | None:
        if self._line is None:
            return None
        asked, field = self._line.consultation.id, shape(ContinuedDeliberation).field
        return Act(
            title=_("継続審議を記録"),
            button=_("記録"),
            asked=[field("matter"), field("outcome")],
            do=lambda values: self.ledger.chose_added(
                self._desk.do(consultations.add_continued, asked, **values)
            ),
        )


def _meeting(row: Sitting) -> str:
    return f"{numbering.meeting_number(row.meeting.number)}　{wareki.short(row.meeting.date)}"


SAT: Final[tuple[Column[Sitting], ...]] = (
    Column(title=mark("会議"), text=_meeting, sort=lambda row: row.meeting.date, width=10),
    Column(title=mark("議事項目"), text=lambda row: row.item.title, stretch=True, least=8),
)


class SittingsPage(_LedgerPage):
    """The agenda items that deliberated it."""

    place = "sittings_place"

    def __init__(self, screen: ConsultationsScreen, form: QWidget) -> None:
        super().__init__(screen, form)
        self.open = QPushButton(_("会議を表示"))
        self.open.setAccessibleName(_("会議を表示"))
        self.open.clicked.connect(self.show_meeting)
        self.ledger.table.view.activated.connect(self.show_meeting)
        self.open.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.ledger.put_below(self.open)

    def _book(self) -> Book[Sitting, Deliberation]:
        desk = self._desk
        return Book(
            name=_("審議した会議の一覧"),
            columns=SAT,
            record=Deliberation,
            of=lambda row: row.deliberation,
            fields=(),
            save=lambda one: one,
            adds=_("審議した議事項目を追加"),
            add=self._adding,
            remove=lambda one: desk.act(consultations.withdraw_deliberation, one.id),
            empty=_("この諮問を審議した会議の議事項目を追加すると、審議の経過が答申書に載ります。"),
        )

    def _rows(self, line: ConsultationLine) -> tuple[Sitting, ...]:
        return line.sittings

    def _adding(self) -> Act | None:
        if self._line is None:
            return None
        asked = self._line.consultation.id
        offered = tuple(
            (item.id, f"{numbering.meeting_number(one.number)}　{wareki.short(one.date)}　{item.title}")
            for one, item in self._desk.read(consultations.deliberable, asked)
        )
        none = _("諮問日以後の会議に、追加できる議事項目がありません。")
        return Act(
            title=_("審議した議事項目を追加"),
            button=_("追加"),
            asked=[shape(Deliberation).field("item")],
            do=lambda values: self.ledger.chose_added(
                self._desk.do(consultations.deliberate, asked, **values)
            ),
            options=lambda _field: offered,
            note="" if offered else none,
        )

    def show_meeting(self) -> None:
        """Lead to the meeting of the chosen line."""
        if (row := self.ledger.row) is not None:
            self._screen.asked.emit("meeting", row.meeting.id)
