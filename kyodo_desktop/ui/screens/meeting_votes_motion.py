"""One motion's vote: its figures, and what they come to as they are typed; recorded in one act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QRadioButton, QVBoxLayout, QWidget

from kyodo_desktop.domain.errors import InvalidRecord, KyodoError, RuleError
from kyodo_desktop.domain.fields import Field, Id, fields
from kyodo_desktop.domain.records import Motion, Vote, VoteCast, VoteMethod
from kyodo_desktop.domain.ruling import Ruling
from kyodo_desktop.i18n import _
from kyodo_desktop.services import meetings, motions, voting
from kyodo_desktop.services.meetings import Counted
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.drafts import Drafts
from kyodo_desktop.ui.screens.meeting_votes_figures import Figures
from kyodo_desktop.ui.screens.meeting_votes_named import NamedVotes
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.ruling import RulingView, say

COUNTS: Final = ("ayes", "noes", "abstentions", "invalid")
CHAIR: Final = ("chair_vote", "chair_casting")
At = Callable[[Motion], dt.time | None]


class MotionPanel(QWidget):
    """Shows one motion. `ruled` with what is to be read out, or None; `recorded` after an act."""

    ruled = Signal(object)
    recorded = Signal()

    def __init__(self, desk: Desk, drafts: Drafts, at: At) -> None:
        super().__init__()
        self._desk, self._drafts, self._at = desk, drafts, at
        self.motion: Motion | None = None
        self.names_itself = True
        self._locked = desk.read_only
        self._before: dict[str, Any] = {}
        self.wording, self.kept = QLabel(), QLabel()
        for label in (self.wording, self.kept):
            label.setWordWrap(True)
        self.kept.setProperty("role", "soft")
        self.methods = QButtonGroup(self)
        self.figures = Figures(_asked())
        self.figures.touched.connect(self._on_figure)
        self.named = NamedVotes()
        self.named.touched.connect(lambda: self._on_figure("votes"))
        self.ruling = RulingView()
        self.record = QPushButton(_("採決を記録"))
        self.record.setProperty("primary", True)
        self.record.setEnabled(False)
        self.record.clicked.connect(self.do_record)
        self.withdraw = QPushButton(_("採決の記録を取消"))
        self.withdraw.clicked.connect(self.do_withdraw)
        self.forget = QPushButton(_("入力を消す"))
        self.forget.clicked.connect(self.do_forget)
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        ways, buttons = QWidget(), QWidget()
        for number, method in enumerate(VoteMethod):
            made = QRadioButton(_(method.label), ways)
            made.setObjectName(method.value)
            self.methods.addButton(made, number)
        for button in (self.record, self.withdraw, self.forget):
            button.setParent(buttons)
        flow(ways)
        flow(buttons)
        self.methods.idClicked.connect(lambda _number: self._on_figure("method"))
        for widget in (self.wording, ways, self.figures, self.named, self.kept, buttons, self.ruling):
            column.addWidget(widget)
        self._ways = ways

    # --- showing

    def show_motion(self, motion: Motion | None, *, locked: bool = False) -> None:
        """Show a motion: its record, or what was typed and not recorded yet."""
        self.motion = motion
        self._locked = locked or self._desk.read_only
        self.setVisible(motion is not None)
        if motion is None:
            self.ruled.emit(None)
            return
        say(self.wording, motion.wording if self.names_itself else "", "large", bold=True)
        self._show_stored(motion)
        self._before = self._typed()
        draft = self._drafts.of(motion.id)
        if draft is not None and not self._locked:
            self._show_typed(dict(draft))
        self._keep_words(_("記録していない入力があります。「採決を記録」で記録します。") if draft else "")
        for widget in (self._ways, self.named):
            widget.setEnabled(not self._locked)
        self.figures.lock(self._locked)
        self.judge()

    def _show_stored(self, motion: Motion) -> None:
        self._set_method(motion.method)
        values = {name: getattr(motion, name) for name in (*COUNTS, *CHAIR)}
        self.figures.show_values({**values, "objections": 0})
        votes = {one.appointment: one.cast for one in self._desk.find(Vote, motion=motion.id)}
        self._offer_voters(motion, votes)

    def _offer_voters(self, motion: Motion, votes: dict[Id, VoteCast]) -> None:
        try:
            present = self._desk.read(voting.voters, motion.id, at=self._at(motion))
        except KyodoError:  # the judge says why, in its own words
            present = ()
        self.named.show_voters([(one.appointment.id, one.name) for one in present], votes)

    def refresh(self) -> None:
        """Judge anew: who is in the room has changed."""
        if self.motion is not None:
            self._offer_voters(self.motion, dict(self.named.votes))
            self.judge()

    # --- what is typed

    @property
    def method(self) -> VoteMethod:
        """The method that is chosen."""
        return tuple(VoteMethod)[max(self.methods.checkedId(), 0)]

    def _set_method(self, method: VoteMethod) -> None:
        button = self.methods.button(tuple(VoteMethod).index(method))
        button.setChecked(True)

    def _typed(self) -> dict[str, Any]:
        votes = {who: cast.value for who, cast in self.named.votes.items()}
        return {"method": self.method.value, "votes": votes, **self.figures.texts()}

    def _show_typed(self, draft: dict[str, Any]) -> None:
        if draft.get("method") in {one.value for one in VoteMethod}:
            self._set_method(VoteMethod(draft["method"]))
        self.figures.show_texts(draft)
        votes = draft.get("votes")
        known = {one.value for one in VoteCast}
        if isinstance(votes, dict):
            self.named.show_votes({who: VoteCast(cast) for who, cast in votes.items() if cast in known})

    def _on_figure(self, name: str) -> None:
        if self.motion is None or self._locked:
            return
        if name != "chair_casting":  # other figures, another tie
            self.figures.show_texts({**self.figures.texts(), "chair_casting": ""})
        typed = self._typed()
        dirty = typed != self._before
        self._drafts.keep(self.motion.id, typed if dirty else None)
        self._keep_words(_("入力は自動で保存されています（まだ記録していません）。") if dirty else "")
        self.judge()

    def _keep_words(self, words: str) -> None:
        self.kept.setText(words)
        self.kept.setVisible(bool(words))

    @property
    def dirty(self) -> bool:
        """Whether something is typed that isn't recorded."""
        return self.motion is not None and self._typed() != self._before

    # --- judging

    def _shown(self) -> tuple[str, ...]:
        match self.method:
            case VoteMethod.NO_OBJECTION:
                return ("objections",)
            case VoteMethod.NAMED:
                return ()
            case VoteMethod.BALLOT:
                return (*COUNTS, "chair_vote")
            case _:
                return ("ayes", "noes", "abstentions", "chair_vote")

    def counted(self) -> Counted | None:
        """The vote as it is typed; None where something can't be read or is still missing."""
        names = (*self._shown(), "chair_casting")
        found = self.figures.read(names)
        if found is None:
            return None
        if self.method is VoteMethod.NAMED:
            votes = dict(self.named.votes)
            return (
                Counted(method=VoteMethod.NAMED, votes=votes, chair_casting=found["chair_casting"])
                if votes
                else None
            )
        if self.method is VoteMethod.NO_OBJECTION:
            return Counted(method=self.method, objections=found["objections"] or 0)
        if found["ayes"] is None:
            return None
        return Counted(
            method=self.method,
            ayes=found["ayes"],
            noes=found["noes"],
            chair_vote=found["chair_vote"],
            chair_casting=found["chair_casting"],
            abstentions=found.get("abstentions") or 0,
            invalid=found.get("invalid") or 0,
        )

    def judge(self) -> Ruling | None:
        """Show what is on record, or what the typed figures would come to, and what can be done now."""
        motion = self.motion
        if motion is None:
            return None
        self._offer(tie=False)
        frozen = self._desk.read(meetings.snapshot_of, motion=motion.id)
        if frozen is not None and not self.dirty:
            found: Ruling | None = frozen.ruling
            self._offer(tie=frozen.ruling.verdict == "tie" or motion.chair_casting is not None)
            at = f"（{motion.voted_at:%H:%M}）" if motion.voted_at else ""
            self.ruling.show_ruling(found, _("採決の記録{at}").format(at=at))
        else:
            found = None if self._locked else self._foresee(motion)
        can = found is not None and not self._locked
        self.record.setEnabled(can and (frozen is None or self.dirty))
        self.record.setText(_("採決を訂正") if frozen is not None else _("採決を記録"))
        self.withdraw.setVisible(frozen is not None)
        self.withdraw.setEnabled(not self._locked)
        self.forget.setVisible(self.dirty)
        self.ruled.emit(found)
        return found

    def _foresee(self, motion: Motion) -> Ruling | None:
        counted = self.counted()
        if counted is None:
            self.ruling.show_ruling(None)
            return None
        try:
            found = self._desk.read(voting.foreseen, motion.id, counted, at=self._at(motion))
        except RuleError as error:
            self.figures.complain([(error.figure, error.why)])
            self.ruling.show_ruling(None)
            return None
        except KyodoError as error:
            self._refuse(error)
            return None
        self._offer(tie=found.verdict == "tie" or counted.chair_casting is not None)
        self.ruling.show_ruling(found, _("この入力での判定（まだ記録していません）"))
        return found

    def _refuse(self, error: KyodoError) -> None:
        known = error.problems if isinstance(error, InvalidRecord) else ()
        self.figures.complain([one for one in known if one[0] in self.figures.editors or one[0] == "votes"])
        self.ruling.show_refusal(error)

    def _offer(self, *, tie: bool) -> None:
        self.figures.offer((*self._shown(), *(("chair_casting",) if tie else ())))
        self.named.setVisible(self.method is VoteMethod.NAMED)

    # --- acts

    def do_record(self) -> None:
        """Record the vote as it is typed; of a tie on record, the casting vote alone."""
        motion, counted = self.motion, self.counted()
        if motion is None or counted is None or self._locked:
            return
        frozen = self._desk.read(meetings.snapshot_of, motion=motion.id)
        tied = frozen is not None and frozen.snapshot.verdict == "tie" and counted.chair_casting is not None
        before = {**self._before, "chair_casting": ""}
        alone = tied and {**self._typed(), "chair_casting": ""} == before
        try:
            if alone and counted.chair_casting is not None:
                self._desk.do(meetings.cast_vote, motion.id, counted.chair_casting)
            else:
                self._desk.do(meetings.record_vote, motion.id, counted, at=self._at(motion))
        except RuleError as error:
            self.figures.complain([(error.figure, error.why)])
            return
        except KyodoError as error:
            self._refuse(error)
            return
        self._settle(motion)

    def do_withdraw(self) -> None:
        """Take the record of the vote back; undo stands ready."""
        motion = self.motion
        if motion is None:
            return
        try:
            self._desk.do(motions.withdraw_vote, motion.id)
        except KyodoError as error:
            self._refuse(error)
        else:
            self._settle(motion)

    def do_forget(self) -> None:
        """Forget what was typed and not recorded."""
        if self.motion is not None:
            self._settle(self.motion)

    def _settle(self, motion: Motion) -> None:
        self._drafts.keep(motion.id, None)
        self.show_motion(self._desk.get(Motion, motion.id), locked=self._locked)
        self.recorded.emit()


def _asked() -> list[Field]:
    """The figures that are asked: the motion's own, and how many objected."""
    known = {field.name: field for field in fields(Motion)}
    objections = replace(known["ayes"], name="objections", label=_("異議"), empty=True)
    return [*(known[name] for name in COUNTS), objections, *(known[name] for name in CHAIR)]
