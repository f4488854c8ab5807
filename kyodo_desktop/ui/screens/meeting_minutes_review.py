"""委員確認: who has the draft, who has answered, what they ask to have corrected, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Field, Id, Kind, shape
from kyodo_desktop.domain.records import (
    Appointment,
    CorrectionState,
    Minutes,
    MinutesCorrection,
    MinutesReview,
    MinutesState,
    Utterance,
)
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import minutes, seats
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.meeting_leads import show_paper
from kyodo_desktop.ui.widgets.acts import Act, ActForm, Values
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting_minutes import MinutesTab

_ON: Final = Field(name="on", kind=Kind.DAY, label=mark("受領日"), required=True)
_SHORT: Final = 24  # 字 of a line that a correction may speak of


@dataclass(frozen=True, slots=True)
class Asked:
    """A member who was asked to confirm the draft."""

    name: str
    review: MinutesReview


@dataclass(frozen=True, slots=True)
class Requested:
    """What a member asked to have corrected."""

    name: str
    correction: MinutesCorrection


REVIEWS: Final[tuple[Column[Asked], ...]] = (
    Column(title=mark("氏名"), text=lambda row: row.name, width=8, stretch=True),
    Column(title=mark("送付日"), text=lambda row: wareki.short(row.review.sent_on), width=7),
    Column(
        title=mark("回答日"),
        text=lambda row: wareki.short(row.review.answered_on) if row.review.answered_on else _("未回答"),
        width=7,
    ),
)
CORRECTIONS: Final[tuple[Column[Requested], ...]] = (
    Column(title=mark("氏名"), text=lambda row: row.name, width=7),
    Column(
        title=mark("申出の内容"),
        text=lambda row: row.correction.request.replace("\n", " "),
        width=16,
        least=8,
        stretch=True,
    ),
    Column(title=mark("取扱い"), text=lambda row: _(row.correction.state.label), width=6),
)


class ReviewPage:
    """Fills the page of the members' confirmation."""

    def __init__(self, owner: MinutesTab) -> None:
        self._owner = owner
        self._desk = owner.desk
        self._minutes: Minutes | None = None
        form = owner.form
        self.reviews = Table(
            part(QTableView, "reviews", form), TableModel(REVIEWS, key=lambda row: row.review.id)
        )
        self.corrections = Table(
            part(QTableView, "corrections", form), TableModel(CORRECTIONS, key=lambda row: row.correction.id)
        )
        for table in (self.reviews, self.corrections):
            table.view.selectionModel().currentRowChanged.connect(self._show_acts)
        self.act = ActForm()
        self.act.closed.connect(self._show_acts)
        fill(part(QWidget, "correction_place", form), self.act)
        self._buttons = {
            name: part(QPushButton, name, form)
            for name in ("answered", "correction", "accept", "decline", "reconsider", "to_line", "letters")
        }
        does = {
            "answered": self.turn_answer,
            "correction": self.begin_correction,
            "accept": lambda: self._decide(CorrectionState.ACCEPTED),
            "decline": self.begin_decline,
            "reconsider": lambda: self._decide(CorrectionState.OPEN),
            "to_line": self.go_to_line,
            "letters": lambda: show_paper(owner, "minutes_review"),
        }
        for name, do in does.items():
            self._buttons[name].clicked.connect(lambda _on=False, do=do: do())

    # --- showing

    def show(self, stored: Minutes | None) -> None:
        """Show whom the draft was sent to, and what was asked."""
        self._minutes = stored
        found = self._desk.read(minutes.reviews, stored.id) if stored else ()
        asked = self._desk.read(minutes.corrections, stored.id) if stored else ()
        place = {one: at for at, one in enumerate(self._owner.members)}
        found = tuple(sorted(found, key=lambda one: place.get(one.appointment, len(place))))
        self.reviews.show([Asked(self._name(one.appointment), one) for one in found])
        self.corrections.show([Requested(self._name(one.appointment), one) for one in asked])
        told = _("まだ確認を依頼していません。「委員に確認を依頼…」で、送ったことと期限を記録します。")
        if found:
            answered = sum(1 for one in found if one.answered_on is not None)
            told = _("{sent}人に依頼し、{answered}人から回答がありました。").format(
                sent=len(found), answered=answered
            )
        part(QLabel, "review_told", self._owner.form).setText(told)
        self._show_acts()

    def _name(self, appointment: Id) -> str:
        meeting = self._owner.meeting
        seat = self._desk.get(Appointment, appointment)
        return self._desk.read(seats.name_of, seat, meeting.date) if meeting is not None else ""

    def _show_acts(self) -> None:
        stored, review, asked = self._minutes, self.reviews.chosen(), self.corrections.chosen()
        part(QWidget, "correction_place", self._owner.form).setVisible(self.act.open)
        free = stored is not None and stored.state is MinutesState.REVIEW and not self._desk.read_only
        can = free and not self.act.open
        done = review is not None and review.review.answered_on is not None
        answered = self._buttons["answered"]
        words = _("回答なしに戻す") if done else _("回答ありにする")
        answered.setText(words)
        answered.setAccessibleName(words)
        for name in ("answered", "correction"):
            self._buttons[name].setEnabled(can and review is not None)
        state = asked.correction.state if asked else None
        for name, leads in (
            ("accept", CorrectionState.ACCEPTED),
            ("decline", CorrectionState.DECLINED),
            ("reconsider", CorrectionState.OPEN),
        ):
            self._buttons[name].setEnabled(can and asked is not None and state is not leads)
        self._buttons["to_line"].setEnabled(asked is not None and asked.correction.utterance is not None)
        self._buttons["letters"].setEnabled(stored is not None)
        self._show_request(asked)

    def _show_request(self, asked: Requested | None) -> None:
        label = part(QLabel, "request", self._owner.form)
        told = []
        if asked is not None:
            told.append(asked.correction.request)
            if asked.correction.note:
                told.append(_("取扱いの説明：{note}").format(note=asked.correction.note))
        label.setText(airy("\n".join(told)))
        label.setVisible(bool(told))

    # --- writing

    def turn_answer(self) -> None:
        """Record that the chosen member has answered today, or take that back."""
        row = self.reviews.chosen()
        if row is not None:
            on = None if row.review.answered_on is not None else self._desk.today
            self._desk.act(minutes.record_answer, row.review.id, on)

    def begin_correction(self) -> None:
        """Show the form for what the chosen member asks to have corrected."""
        row, stored = self.reviews.chosen(), self._minutes
        if row is None or stored is None:
            return
        field = shape(MinutesCorrection).field
        self.act.ask(
            Act(
                title=_("{name}委員の修正の申出").format(name=row.name),
                button=_("記録"),
                asked=[_ON, field("utterance"), field("request")],
                start={"on": self._desk.today, "utterance": self._chosen_line()},
                options=self._lines,
                do=lambda values: self._receive(stored.id, row.review.appointment, values),
            )
        )
        self._show_acts()

    def _receive(self, stored: Id, appointment: Id, values: Values) -> None:
        self._desk.do(minutes.receive_correction, stored, appointment, **values)

    def _chosen_line(self) -> Id | None:
        row = self._owner.lines.table.chosen()
        return row.line.id if row is not None and row.line is not None else None

    def _lines(self, _field: Field) -> tuple[tuple[Id, str], ...]:
        """The lines that a correction may speak of, each by its speaker and its beginning."""
        stored = self._minutes
        if stored is None:
            return ()
        found = self._desk.read(lambda store: tuple(minutes.speakers(store, stored.id)))
        return tuple((line.id, _beginning(line, speaker)) for line, speaker in found)

    def begin_decline(self) -> None:
        """Ask why a correction isn't made."""
        row = self.corrections.chosen()
        if row is not None:
            self.act.ask(
                Act(
                    title=_("修正の申出を反映しない"),
                    button=_("反映しない"),
                    asked=[shape(MinutesCorrection).field("note")],
                    do=lambda values: self._desk.do(
                        minutes.decide_correction,
                        row.correction.id,
                        CorrectionState.DECLINED,
                        on=self._desk.today,
                        note=values["note"],
                    ),
                )
            )
            self._show_acts()

    def _decide(self, state: CorrectionState) -> None:
        row = self.corrections.chosen()
        if row is not None:
            self._desk.act(
                minutes.decide_correction,
                row.correction.id,
                state,
                on=self._desk.today,
                note=row.correction.note,
            )

    def go_to_line(self) -> None:
        """Show the line that the chosen correction speaks of."""
        row = self.corrections.chosen()
        if row is not None and row.correction.utterance is not None:
            self._owner.tabs.setCurrentIndex(0)
            self._owner.lines.go(row.correction.utterance)

    # --- pending

    def flush(self) -> bool:
        """Whether nothing stands in the form that would be lost."""
        return not self.act.dirty

    def discard(self) -> None:
        """Close the form."""
        if self.act.open:
            self.act.leave()


def _beginning(line: Utterance, speaker: str) -> str:
    body = line.body.replace("\n", " ")
    short = body if len(body) <= _SHORT else f"{body[:_SHORT]}…"
    return f"{speaker}　{short}" if speaker else short
