"""Issuing letters: what would go out, under which number and to whom, before it is done as one act."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.desk import Change
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.papers_making import Again, Wish
from kyodo_desktop.ui.widgets.airy import airy
from kyodo_desktop.ui.widgets.dayfield import DayField

if TYPE_CHECKING:
    from kyodo_desktop.domain.records import IssuedPaper
    from kyodo_desktop.ui.screens.papers import PapersScreen

MOST: Final = 8
"""How many names are told one by one."""


class PapersIssue(QObject):
    """The panel that asks before letters go out. `changed` when what would go out is another."""

    changed = Signal()
    wanted = Signal()

    def __init__(self, screen: PapersScreen) -> None:
        super().__init__(screen)
        self._desk = screen.desk
        form = screen.form
        self.panel = part(QFrame, "issue_panel", form)
        self._title = part(QLabel, "issue_title", form)
        self._text = part(QLabel, "issue_text", form)
        self.do = part(QPushButton, "issue_do", form)
        self.day = DayField(screen.desk.today, _("発行日"))
        fill(part(QWidget, "issue_day_place", form), self.day)
        part(QLabel, "issue_day_label", form).setBuddy(self.day)
        self.again: Again | None = None
        self.do.clicked.connect(self.wanted)
        part(QPushButton, "issue_leave", form).clicked.connect(lambda: self.leave())
        self.day.chosen.connect(self._on_day)
        self.panel.hide()

    @property
    def open(self) -> bool:
        """Whether the clerk is about to issue."""
        return self.again is not None

    def begin(self, of: IssuedPaper | None = None) -> None:
        """Ask about what would go out today; `of`: in the place of what was issued."""
        self.again = Again(self._desk.today, of)
        self.day.show_day(self._desk.today)
        self._title.setText("")
        self._text.setText("")
        self.do.setEnabled(False)
        self.panel.show()
        self.changed.emit()
        self.do.setFocus()

    def leave(self, *, tell: bool = True) -> None:
        """Issue nothing."""
        if self.again is not None:
            self.again = None
            self.panel.hide()
            if tell:
                self.changed.emit()

    def _on_day(self, day: dt.date) -> None:
        if self.again is not None:
            self.again = Again(day, self.again.of)
            self.day.show_day(day)
            self.changed.emit()

    def tell(self, wish: Wish) -> None:
        """Say what would go out."""
        batch = wish.batch
        if batch is None:
            return
        issue = batch.issue
        words = (
            _("「{title}」を発行します")
            if issue.edition == 1
            else _("「{title}」の第{edition}版を発行します")
        )
        self._title.setText(words.format(title=issue.title, edition=issue.edition))
        lines = [_number(wish), _to([one.addressee for one in issue.to])]
        lines.append(
            _(
                "発行すると、下に表示しているPDFと宛先が台帳に残ります。元に戻せますが、"
                "文書番号は欠番になり、再び使われることはありません。"
            )
            if issue.number is not None
            else _("発行すると、下に表示しているPDFと宛先が台帳に残ります。元に戻せます。")
        )
        self._text.setText(airy("\n".join(one for one in lines if one)))

    def carry_out(self, wish: Wish | None, data: bytes | None) -> Change | None:
        """Issue these bytes in one act; None where nothing was issued, and why has been said."""
        from kyodo_desktop.services import correspondence

        if wish is None or wish.batch is None or data is None:
            return None
        return self._desk.act(correspondence.issue_letters, wish.batch.issue, data)

    def allow(self, wish: Wish | None, *, ready: bool) -> None:
        """Let it be issued, if it is made, to somebody, and under a number where it bears one."""
        batch = wish.batch if wish is not None else None
        able = batch is not None and bool(batch.issue.to) and not _unnumbered(wish)
        self.do.setEnabled(ready and able and not self._desk.read_only)


def _unnumbered(wish: Wish | None) -> bool:
    """Whether it bears a number that the committee has no prefix for."""
    if wish is None or wish.batch is None or wish.batch.issue.number is None:
        return False
    return not wish.occasion.committee.document_prefix


def _number(wish: Wish) -> str:
    number = wish.batch.issue.number if wish.batch else None
    if number is None:
        return _("文書番号は付きません。")
    if _unnumbered(wish):
        return _("文書番号の記号が登録されていないため、まだ発行できません。")
    prefix = wish.occasion.committee.document_prefix
    return _("文書番号は「{prefix}{number}号」です。").format(prefix=prefix, number=number)


def _to(names: list[str]) -> str:
    if not names:
        return _("宛先がいないため、発行できません。")
    shown = "、".join(names[:MOST])
    if len(names) > MOST:
        shown = _("{names}ほか{count}人").format(names=shown, count=len(names) - MOST)
    return _("宛先は{count}人です（{names}）。").format(count=len(names), names=shown)
