"""An election under one item: nomination, ballot, run-off and lot, with what each round would come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from kyodo_desktop.domain.errors import KyodoError, RuleError
from kyodo_desktop.domain.fields import Field, Id, Kind
from kyodo_desktop.domain.records import AgendaItem, Election, ElectionMethod, OfficeRole
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import _
from kyodo_desktop.services import electing, meetings
from kyodo_desktop.services import rounds as held
from kyodo_desktop.services.meetings import Poll
from kyodo_desktop.services.rounds import Round
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.drafts import Drafts
from kyodo_desktop.ui.screens.meeting_votes_figures import Figures
from kyodo_desktop.ui.widgets.entry import ChoiceEntry
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.lines import Lines, ShownLine
from kyodo_desktop.ui.widgets.ruling import RulingView, word

INVALID: Final = "invalid"
OBJECTIONS: Final = "objections"
_WAYS: Final = (ElectionMethod.NOMINATION, ElectionMethod.BALLOT)


def _integer(name: str, label: str) -> Field:
    return Field(name=name, kind=Kind.INTEGER, label=label, empty=True)


class ElectionPanel(QWidget):
    """Shows the elections under an item. `ruled` with what is to be read out; `recorded` after an act."""

    ruled = Signal(object)
    recorded = Signal()

    def __init__(self, desk: Desk, drafts: Drafts, at: Callable[[], dt.time | None]) -> None:
        super().__init__()
        self._desk, self._drafts, self._at = desk, drafts, at
        self.item: AgendaItem | None = None
        self._locked = desk.read_only
        self._names: dict[Id, str] = {}
        self._past: tuple[Round, ...] = ()
        self._asked = ""
        self._typing = False
        self.roles, self.ways = QButtonGroup(self), QButtonGroup(self)
        self.past = Lines()
        self.nominee = self._list(_("指名された委員"))
        self.winner = self._list(_("くじの当選者"))
        self.more = self._list(_("候補者を追加"))
        self.objections = Figures([_integer(OBJECTIONS, _("不同意"))])
        self.votes = Figures(())
        self._candidates: list[Id] = []
        self.ruling = RulingView()
        self.record, self.withdraw = QPushButton(_("互選を記録")), QPushButton(_("最後の投票を取消"))
        self.record.setProperty("primary", True)
        self._lay_out()
        self._listen()

    def _list(self, name: str) -> ChoiceEntry:
        made = ChoiceEntry()
        made.setAccessibleName(name)
        made.setPlaceholderText(name)
        return made

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        roles, self._way_row, buttons = QWidget(), QWidget(), QWidget()
        for number, role in enumerate(OfficeRole):
            self.roles.addButton(QRadioButton(_(role.label), roles), number)
        for number, way in enumerate(_WAYS):
            self.ways.addButton(QRadioButton(_(way.label), self._way_row), number)
        for button in (self.record, self.withdraw):
            button.setParent(buttons)
        for row in (roles, self._way_row, buttons):
            flow(row)
        self._nominee_label = self._labelled(_("指名された委員"), self.nominee)
        self._winner_label = self._labelled(_("くじの当選者"), self.winner)
        self._more_label = self._labelled(_("候補者を追加"), self.more)
        for widget in (
            roles,
            self.past,
            self._way_row,
            self._nominee_label,
            self.nominee,
            self.objections,
            self.votes,
            self._more_label,
            self.more,
            self._winner_label,
            self.winner,
            buttons,
            self.ruling,
        ):
            self._column.addWidget(widget)

    def _labelled(self, words: str, field: QWidget) -> QLabel:
        made = QLabel(words)
        made.setBuddy(field)
        return made

    def _listen(self) -> None:
        self.roles.idClicked.connect(lambda _number: self._show_role())
        self.ways.idClicked.connect(lambda _number: self._on_typed())
        self.nominee.activated.connect(lambda _at: self._on_typed())
        self.winner.activated.connect(lambda _at: self._show_state())
        self.more.activated.connect(self._on_more)
        self.objections.touched.connect(lambda _name: self._on_typed())
        self.record.clicked.connect(self.do_record)
        self.withdraw.clicked.connect(self.do_withdraw)

    # --- showing

    def show_item(self, item: AgendaItem | None, *, locked: bool = False) -> None:
        """Show the elections under an item, and begin with the office that is still to be filled."""
        same = item is not None and self.item is not None and item.id == self.item.id
        self.item, self._locked = item, locked or self._desk.read_only
        self.setVisible(item is not None)
        if item is None:
            self.ruled.emit(None)
            return
        members = self._desk.read(meetings.present_at, item.meeting)
        self._names = {one.appointment.id: one.name for one in members}
        if not same or self.roles.checkedId() < 0:
            self.choose_role(self._open_role(item))
        else:
            self._show_role()

    def _open_role(self, item: AgendaItem) -> OfficeRole:
        missing = [role for role in OfficeRole if self._ask(item, role) != "done"]
        tried = [role for role in OfficeRole if self._desk.read(held.rounds, item.id, role)]
        return next(iter((*missing, *tried, *OfficeRole)))

    def _ask(self, item: AgendaItem, role: OfficeRole) -> str:
        try:
            return self._desk.read(held.asked_for, item.id, role)
        except KyodoError:  # no regulation of that day: the judge says so
            return "nomination"

    @property
    def role(self) -> OfficeRole:
        """The office that is shown."""
        return tuple(OfficeRole)[max(self.roles.checkedId(), 0)]

    def choose_role(self, role: OfficeRole) -> None:
        """Show the election of another office."""
        self.roles.button(tuple(OfficeRole).index(role)).setChecked(True)
        self._show_role()

    def _show_role(self) -> None:
        if self.item is None:
            return
        self._past = self._desk.read(held.rounds, self.item.id, self.role)
        self._asked = self._ask(self.item, self.role)
        self.past.show_lines([ShownLine(self._told(one)) for one in self._past])
        self.past.setVisible(bool(self._past))
        ballot = self._asked in ("ballot", "runoff")
        self.ways.button(1 if ballot else 0).setChecked(True)
        self._fill(self.nominee, self._names)
        self._fill(self.winner, {one: self._names.get(one, "") for one in self._leaders()})
        self.objections.show_values({OBJECTIONS: 0})
        going = self._past[-1].going_on if self._asked == "runoff" else ()
        self._set_candidates(going[:2], {})
        self._typing = False
        draft = self._drafts.of(self._subject)
        if draft is not None and not self._locked:
            self._show_typed(dict(draft))
        self._show_state()

    def _leaders(self) -> tuple[Id, ...]:
        return self._past[-1].leaders if self._past and self._asked == "lot" else ()

    def _told(self, one: Round) -> str:
        """A round in one line: how, with how many votes, and what came of it."""
        election = one.election
        said = [_("第{n}回").format(n=election.order), _(election.method.label)]
        if election.nominee is not None:
            said.append(self._names.get(election.nominee, ""))
        counts = sorted(one.votes.items(), key=lambda pair: -pair[1])
        said += [_("{name} {n}票").format(name=self._names.get(who, ""), n=n) for who, n in counts]
        said.append(word(one.verdict))
        if election.elected is not None:
            said.append(self._names.get(election.elected, ""))
        return "　".join(filter(None, said))

    def _fill(self, field: ChoiceEntry, people: dict[Id, str]) -> None:
        field.clear()
        for who, name in people.items():
            field.addItem(name, who)
        field.setCurrentIndex(-1)

    @property
    def _subject(self) -> str:
        return f"{self.item.id if self.item else ''}/{self.role.value}"

    @property
    def _balloting(self) -> bool:
        return self.ways.checkedId() == 1

    def _show_state(self) -> None:
        """Show what the state of the election asks for, and what is judged of it."""
        done, lot = self._asked == "done", self._asked == "lot"
        open_round = not done and not lot
        nominating = open_round and not self._balloting
        self._way_row.setVisible(open_round and self._asked == "nomination")
        for widget in (self._nominee_label, self.nominee, self.objections):
            widget.setVisible(nominating)
        balloting = open_round and self._balloting
        self.votes.setVisible(balloting)
        adds = balloting and self._asked != "runoff"
        rest = {who: name for who, name in self._names.items() if who not in self._candidates}
        self._fill(self.more, rest)
        for widget in (self._more_label, self.more):
            widget.setVisible(adds)
        for widget in (self._winner_label, self.winner):
            widget.setVisible(lot)
        for widget in (self.nominee, self.winner, self.more, self._way_row):
            widget.setEnabled(not self._locked)
        self.objections.lock(self._locked)
        self.votes.lock(self._locked)
        self.record.setVisible(not done)
        self.record.setText(_("くじの結果を記録") if lot else _("互選を記録"))
        self.withdraw.setVisible(bool(self._past))
        self.withdraw.setEnabled(not self._locked)
        self.judge()

    # --- candidates

    def _set_candidates(self, who: tuple[Id, ...] | list[Id], texts: dict[str, Any]) -> None:
        self._candidates = list(who)
        made = Figures(
            [*(_integer(one, self._names.get(one, "")) for one in who), _integer(INVALID, _("無効票"))]
        )
        made.show_texts(texts)
        made.touched.connect(lambda _name: self._on_typed())
        self._column.replaceWidget(self.votes, made)
        self.votes.hide()
        self.votes.deleteLater()
        self.votes = made

    def _on_more(self, at: int) -> None:
        who = self.more.itemData(at)
        if isinstance(who, str) and not self._locked:
            self.add_candidate(who)

    def add_candidate(self, who: Id) -> None:
        """Enter the votes of one more candidate."""
        self._set_candidates([*self._candidates, who], self.votes.texts())
        self._on_typed()
        self.votes.editors[who].widget.setFocus()

    # --- what is typed

    def _typed(self) -> dict[str, Any]:
        return {
            "way": self.ways.checkedId(),
            "nominee": self.nominee.currentData(),
            "candidates": self._candidates,
            **self.objections.texts(),
            **self.votes.texts(),
        }

    def _show_typed(self, draft: dict[str, Any]) -> None:
        known = [one for one in draft.get("candidates") or [] if one in self._names]
        if self._asked == "nomination" and draft.get("way") in (0, 1):
            self.ways.button(draft["way"]).setChecked(True)
        self.nominee.setCurrentIndex(self.nominee.findData(draft.get("nominee")))
        self.objections.show_texts(draft)
        if self._asked != "runoff" or set(known) <= set(self._past[-1].going_on):
            self._set_candidates(known, draft)
        self._typing = True

    def _on_typed(self) -> None:
        if self._locked:
            return
        self._typing = True
        self._drafts.keep(self._subject, self._typed())
        self._show_state()

    def poll(self) -> Poll | None:
        """The round as it is typed; None where something is missing or can't be read."""
        if not self._balloting:
            found, nominee = self.objections.read((OBJECTIONS,)), self.nominee.currentData()
            if found is None or nominee is None:
                return None
            return Poll(nominee=nominee, objections=found[OBJECTIONS] or 0)
        found = self.votes.read((*self._candidates, INVALID))
        if found is None or not self._candidates or any(found[one] is None for one in self._candidates):
            return None
        return Poll(votes={one: found[one] for one in self._candidates}, invalid=found[INVALID] or 0)

    # --- judging

    def judge(self) -> Ruling | None:
        """Show what the round would come to; while nothing is typed, what came of the last one."""
        found, can = self._last_ruling(), False
        if self._asked == "lot":
            can = self.winner.currentData() is not None
        elif self._asked != "done" and (self._typing or not self._past):
            found = self._foresee()
            can = found is not None
        self.record.setEnabled(can and not self._locked)
        self.ruled.emit(found)
        return found

    def _last_ruling(self) -> Ruling | None:
        frozen = self._past[-1].frozen if self._past else None
        found = frozen.ruling if frozen is not None else None
        self.ruling.show_ruling(found, _("最後の投票の記録"))
        return found

    def _foresee(self) -> Ruling | None:
        poll = self.poll()
        if poll is None or self.item is None or self._locked:
            self.ruling.show_ruling(None)
            return None
        try:
            found = self._desk.read(electing.foreseen, self.item.id, self.role, poll, at=self._at())
        except KyodoError as error:
            self._refuse(error)
            return None
        self.ruling.show_ruling(found, _("この入力での判定（まだ記録していません）"))
        return found

    def _refuse(self, error: KyodoError) -> None:
        """Say beside the figure at fault why it can't be; what is at fault otherwise, below."""
        if isinstance(error, RuleError):
            (self.votes if self._balloting else self.objections).complain([(error.figure, error.why)])
            self.ruling.show_ruling(None)
        else:
            self.ruling.show_refusal(error)

    # --- acts

    def do_record(self) -> None:
        """Record the round, or on whom the lot fell."""
        item, poll = self.item, self.poll()
        if item is None or self._locked:
            return
        try:
            if self._asked == "lot":
                self._desk.do(meetings.draw_lot, self._past[-1].election.id, self.winner.currentData())
            elif poll is not None:
                self._desk.do(meetings.record_election, item.id, self.role, poll, at=self._at())
            else:
                return
        except KyodoError as error:
            self._refuse(error)
            return
        self._settle()

    def do_withdraw(self) -> None:
        """Take the last round back; undo stands ready."""
        last: Election | None = self._past[-1].election if self._past else None
        if last is None:
            return
        try:
            self._desk.do(meetings.withdraw_election, last.id)
        except KyodoError as error:
            self._refuse(error)
        else:
            self._settle()

    def _settle(self) -> None:
        self._drafts.keep(self._subject, None)
        if self._desk.read(held.rounds, self.item.id if self.item else "", self.role) != self._past:
            self._show_role()
        self.recorded.emit()
