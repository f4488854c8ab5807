"""日程照会: the dates asked about, who answered what, the quorum each would have, and the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError, NotFound
from kyodo_desktop.domain.fields import Id, shape
from kyodo_desktop.domain.records import CandidateDate, Meeting, ReplyAnswer
from kyodo_desktop.i18n import _
from kyodo_desktop.services import candidates, correspondence
from kyodo_desktop.services.candidates import DateForecast
from kyodo_desktop.services.correspondence import Recipient
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.meeting_replies_matrix import Asked, DatesModel
from kyodo_desktop.ui.widgets.acts import Act, ActForm, Values
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.answering import AnswerKeys
from kyodo_desktop.ui.widgets.editors import spelled_day

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting_replies import RepliesPart

BUTTONS: Final = {
    "date_attends": ReplyAnswer.ATTENDS,
    "date_absent": ReplyAnswer.ABSENT,
    "date_online": ReplyAnswer.ONLINE,
    "date_undecided": ReplyAnswer.UNDECIDED,
}


class DatesPage:
    """Fills the page of the dates: those asked about for the next meeting, or those this one came of."""

    def __init__(self, owner: RepliesPart) -> None:
        self._owner = owner
        self._desk = owner.desk
        self._meeting: Meeting | None = None
        form = owner.form
        self._which = part(QComboBox, "which", form)
        for words in (_("次の会議の候補日"), _("この会議が決まるまでの候補日")):
            self._which.addItem(words)
        self._which.activated.connect(lambda: self.show(self._meeting))
        self.model = DatesModel()
        self.view = part(QTableView, "dates", form)
        self._dress()
        self._keys = AnswerKeys(self.view, self.give)
        self.act = ActForm()
        self.act.closed.connect(self._show_acts)
        fill(part(QWidget, "date_act_place", form), self.act)
        self._buttons: list[QWidget] = []
        for name, answer in BUTTONS.items():
            button = part(QPushButton, name, form)
            button.clicked.connect(lambda _on=False, answer=answer: self.give(answer, step=False))
            self._buttons.append(button)
        self._add = part(QPushButton, "add_date", form)
        self._add.clicked.connect(self.begin_add)
        self._remove = part(QToolButton, "remove_date", form)
        self._remove.clicked.connect(self.remove)
        self._decide = part(QPushButton, "decide", form)
        self._decide.clicked.connect(self.decide)

    def _dress(self) -> None:
        view = self.view
        self.model.setParent(view)
        view.setModel(self.model)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setShowGrid(True)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 14)
        view.horizontalHeader().setHighlightSections(False)
        view.setMinimumHeight(view.fontMetrics().height() * 12)
        view.selectionModel().currentChanged.connect(lambda _now, _before: self._show_chosen())

    # --- showing

    @property
    def _past(self) -> bool:
        """Whether the dates that this meeting came of are shown: the asking is over."""
        return self._which.currentIndex() == 1 and self._which.count() > 1 and not self._which.isHidden()

    def show(self, meeting: Meeting | None) -> None:
        """Show the dates asked about, each with its answers; the same cell stays chosen."""
        before = self.view.currentIndex()
        self._meeting = meeting
        committee = self._desk.committee
        own = bool(meeting and self._desk.find(CandidateDate, meeting=meeting.id))
        for name in ("which", "which_label"):
            part(QWidget, name, self._owner.form).setHidden(not own)
        owner = meeting.id if meeting is not None and own and self._past else None
        asked = self._asked(committee.id, owner) if committee is not None else ()
        self.model.show(self._members(committee.id, asked) if committee else (), asked)
        index = self.model.index(max(before.row(), 0), max(before.column(), 1))
        if index.isValid():
            self.view.setCurrentIndex(index)
        self._fit()
        self._show_chosen()

    def _asked(self, committee: Id, meeting: Id | None) -> tuple[Asked, ...]:
        def answered(one: CandidateDate, forecast: DateForecast | None) -> Asked:
            answers = self._desk.read(candidates.date_answers, one.id)
            return Asked(one, answers, forecast.forecast if forecast else None)

        try:
            found = self._desk.read(candidates.date_forecasts, committee, meeting)
        except KyodoError:  # no text of the regulation, or no members: the answers are kept all the same
            known = self._desk.read(candidates.candidates, committee, meeting)
            return tuple(answered(one, None) for one in known)
        return tuple(answered(one.candidate, one) for one in found)

    def _members(self, committee: Id, asked: tuple[Asked, ...]) -> tuple[Recipient, ...]:
        """Everybody in office on one of the dates, in the roster's order."""
        found: dict[Id, Recipient] = {}
        for one in asked:
            try:
                for to in self._desk.read(correspondence.recipients, committee, one.candidate.date):
                    found.setdefault(to.appointment, to)
            except NotFound:  # no term holds on that day any more
                continue
        return tuple(found.values())

    def _fit(self) -> None:
        header, letter = self.view.horizontalHeader(), self.view.fontMetrics().horizontalAdvance("あ")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, letter * 9)
        for at in range(1, self.model.columnCount()):
            header.resizeSection(
                at, max(letter * 9, self.view.sizeHintForColumn(at), header.sectionSizeHint(at))
            )

    @property
    def asked(self) -> Asked | None:
        """The date whose column is chosen."""
        at = self.view.currentIndex().column() - 1
        return self.model.asked[at] if 0 <= at < len(self.model.asked) else None

    def _show_chosen(self) -> None:
        one, label = self.asked, part(QLabel, "date_forecast", self._owner.form)
        label.setText("" if one is None else airy(_told(one)))
        label.setVisible(one is not None)
        empty = part(QLabel, "dates_empty", self._owner.form)
        told = _(
            "候補日はまだありません。「候補日を追加」で次の会議の候補日を挙げると、委員ごとの回答と、"
            "日ごとの定足数の見込みをここに記録できます。"
        )
        empty.setText(airy(told))
        empty.setVisible(not self.model.asked)
        for widget in (self.view, part(QWidget, "date_acts", self._owner.form)):
            widget.setVisible(bool(self.model.asked))
        self._show_acts()

    def _show_acts(self) -> None:
        free = not self._desk.read_only and self._desk.committee is not None and not self._past
        part(QWidget, "date_act_place", self._owner.form).setVisible(self.act.open)
        self._add.setEnabled(free and not self.act.open)
        chosen = free and self.asked is not None
        for widget in (self._remove, self._decide):
            widget.setEnabled(chosen)
        for widget in self._buttons:
            widget.setEnabled(chosen and self.view.currentIndex().row() >= 0)

    # --- writing

    def give(self, answer: ReplyAnswer | None, *, step: bool = True) -> None:
        """Record the answer of the chosen cell; with `step`, go on to the member below."""
        index, one = self.view.currentIndex(), self.asked
        if one is None or answer is None or self._past or self._desk.read_only or index.row() < 0:
            return
        seat = self.model.members[index.row()].appointment
        change = self._desk.act(candidates.answer_date, one.candidate.id, seat, answer)
        below = self.model.index(index.row() + 1, index.column())
        if change is not None and step and below.isValid():
            self.view.setCurrentIndex(below)

    def begin_add(self) -> None:
        """Show the form that asks for one more date."""
        committee = self._desk.committee
        if committee is None:
            return
        field = shape(CandidateDate).field
        last = self.model.asked[-1].candidate if self.model.asked else None
        self.act.ask(
            Act(
                title=_("候補日を追加"),
                button=_("追加"),
                asked=[field("date"), field("starts_at"), field("venue")],
                start={"starts_at": last.starts_at, "venue": last.venue} if last else {},
                do=lambda values: self._add_date(committee.id, values),
            )
        )
        self._show_acts()

    def _add_date(self, committee: Id, values: Values) -> None:
        self._desk.do(candidates.add_candidate, committee, **values)

    def remove(self) -> None:
        """Ask about the chosen date no longer; undo stands ready."""
        if (one := self.asked) is not None:
            self._owner.owner.tell_undo(self._desk.act(candidates.remove_candidate, one.candidate.id))

    def decide(self) -> None:
        """Call the meeting for the chosen date, and show that meeting."""
        if (one := self.asked) is None:
            return
        change = self._desk.act(candidates.decide_date, one.candidate.id)
        made = next(
            (p.after for p in change.pairs if isinstance(p.after, Meeting)) if change else iter(()), None
        )
        if made is not None:
            self._owner.owner.tell_undo(change)
            self._owner.owner.show_record(made.id)

    # --- pending

    def flush(self) -> bool:
        """Whether nothing stands in the form that would be lost."""
        return not self.act.dirty

    def discard(self) -> None:
        """Close the form."""
        if self.act.open:
            self.act.leave()


def _told(one: Asked) -> str:
    """What is known of a date: when and where, and the quorum it would have."""
    when = spelled_day(one.candidate.date)
    if one.candidate.starts_at is not None:
        when += f"　{wareki.clock(one.candidate.starts_at)}"
    head = "　".join(part for part in (when, one.candidate.venue.strip()) if part)
    foreseen = one.forecast
    if foreseen is None:
        return head
    if foreseen.certain:
        return f"{head}\n{foreseen.minimum.sentence.text()}"
    least = _("回答済みの出席者だけの場合：{sentence}").format(sentence=foreseen.minimum.sentence.text())
    most = _("未回答の全員が出席した場合：{sentence}").format(sentence=foreseen.maximum.sentence.text())
    return f"{head}\n{least}\n{most}"
