"""The acts that lead minutes from state to state: begun, sent for confirmation, final, published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton

from kyodo_desktop.domain.fields import Field, Kind, shape
from kyodo_desktop.domain.records import Minutes, MinutesReopening, MinutesState
from kyodo_desktop.i18n import _, mark
from kyodo_desktop.services import minutes
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.acts import Act, Values

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting_minutes import MinutesTab

DAYS_TO_ANSWER: Final = dt.timedelta(days=7)
_ON: Final = Field(name="on", kind=Kind.DAY, label=mark("日付"), required=True)
_DUE: Final = Field(name="due", kind=Kind.DAY, label=mark("確認の期限"), required=True)
_WAITING: Final = Field(name="waiting", kind=Kind.FLAG, label=mark("まだ回答のない委員だけ"), default=False)


@dataclass(frozen=True, slots=True)
class Step:
    """An act that leads on: the words of its button, and what shows its form."""

    words: str
    begin: Callable[[], object]


class Steps:
    """Asks what each act needs, above the pages."""

    def __init__(self, owner: MinutesTab) -> None:
        self._owner = owner
        self._desk = owner.desk
        for name, at in (("advance", 0), ("again", 1)):
            button = part(QPushButton, name, owner.form)
            button.clicked.connect(lambda _on=False, at=at: self._begin(at))

    def offered(self, stored: Minutes | None) -> tuple[Step | None, Step | None]:
        """What leads on from the state, and what else may be done in it."""
        if stored is None:
            return Step(_("会議録を作成"), self.start), None
        back = Step(_("再開…"), self.reopen)
        return {
            MinutesState.DRAFT: (Step(_("委員に確認を依頼…"), self.send), None),
            MinutesState.REVIEW: (
                Step(_("確定…"), self.finalise),
                Step(_("確認をもう一度依頼…"), self.send),
            ),
            MinutesState.FINAL: (Step(_("公開を記録…"), self.publish), back),
            MinutesState.PUBLISHED: (None, back),
        }[stored.state]

    def _begin(self, at: int) -> None:
        step = self.offered(self._owner.minutes)[at]
        if step is not None and self._owner.flush():
            step.begin()

    def _ask(self, act: Act) -> None:
        self._owner.act.ask(act)
        self._owner.show_state()

    # --- the acts

    def start(self) -> None:
        """Ask how much the minutes shall hold, and begin them from the record."""
        meeting = self._owner.meeting
        if meeting is not None:
            field = shape(Minutes).field
            self._ask(
                Act(
                    title=_("会議録を作成"),
                    button=_("作成"),
                    asked=[field("style"), field("public")],
                    note=_("会議の記録（出欠、採決、選挙など）から案を作ります。"),
                    do=lambda values: self._desk.do(minutes.start_minutes, meeting.id, **values),
                )
            )

    def send(self) -> None:
        """Ask until when the members shall answer, and record that the draft was sent."""
        stored = self._owner.minutes
        if stored is None:
            return
        again = stored.state is MinutesState.REVIEW
        today = self._desk.today
        self._ask(
            Act(
                title=_("委員に確認を依頼"),
                button=_("依頼を記録"),
                asked=[_ON, _DUE, *([_WAITING] if again else [])],
                start={"on": today, "due": today + DAYS_TO_ANSWER},
                note=_("会議の日に在任する委員{count}人に送ったことを記録します。").format(
                    count=len(self._owner.members)
                ),
                do=lambda values: self._send(stored, values),
            )
        )

    def _send(self, stored: Minutes, values: Values) -> None:
        to = self._owner.members
        if values.get("waiting"):
            reviews = self._desk.read(minutes.reviews, stored.id)
            answered = {one.appointment for one in reviews if one.answered_on is not None}
            to = tuple(one for one in to if one not in answered)
        self._desk.do(minutes.send_for_review, stored.id, to, on=values["on"], due=values["due"])

    def finalise(self) -> None:
        """Ask from when the minutes are final, and why where a correction is left open."""
        stored = self._owner.minutes
        if stored is not None:
            reason = shape(Minutes).field("finalised_reason")
            self._ask(
                Act(
                    title=_("会議録を確定"),
                    button=_("確定"),
                    asked=[_ON, reason],
                    start={"on": self._desk.today},
                    do=lambda values: self._desk.do(
                        minutes.finalise, stored.id, on=values["on"], reason=values["finalised_reason"]
                    ),
                )
            )

    def publish(self) -> None:
        """Ask when the public edition went out, and keep it word for word."""
        stored = self._owner.minutes
        if stored is not None:
            left = self._desk.read(minutes.names_left, stored.id)
            told = _("公開用の文に委員の氏が残る発言が{count}件あります。").format(count=len(left))
            self._ask(
                Act(
                    title=_("公開を記録"),
                    button=_("公開"),
                    asked=[_ON],
                    start={"on": self._desk.today},
                    note=told if left else "",
                    do=lambda values: self._desk.do(minutes.publish, stored.id, on=values["on"]),
                )
            )

    def reopen(self) -> None:
        """Ask why confirmed minutes are opened again."""
        stored = self._owner.minutes
        if stored is not None:
            self._ask(
                Act(
                    title=_("会議録を再開"),
                    button=_("再開"),
                    asked=[_ON, shape(MinutesReopening).field("reason")],
                    start={"on": self._desk.today},
                    do=lambda values: self._desk.do(minutes.reopen, stored.id, **values),
                )
            )
