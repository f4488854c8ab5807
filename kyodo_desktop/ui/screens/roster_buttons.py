"""The roster's buttons and the menu behind 「その他」: which act each begins, and when it may."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from kyodo_desktop.i18n import _
from kyodo_desktop.services.sitting import RosterLine
from kyodo_desktop.ui.load import part

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.roster import RosterScreen
    from kyodo_desktop.ui.screens.roster_acts import RosterActs
    from kyodo_desktop.ui.widgets.acts import Act


class RosterButtons:
    """Begins acts on the chosen member, and on the roster as a whole."""

    def __init__(self, screen: RosterScreen) -> None:
        self._screen = screen
        form = screen.form
        self.main = {name: part(QPushButton, name, form) for name in ("appoint", "resign", "office")}
        for name, button in self.main.items():
            button.clicked.connect(lambda _checked=False, name=name: self._begin(name))
        self.moves = {1: part(QToolButton, "down", form), -1: part(QToolButton, "up", form)}
        for by, button in self.moves.items():
            button.clicked.connect(lambda _checked=False, by=by: screen.acts.move(by))
        self._more = part(QPushButton, "more", form)
        self._member: list[QAction] = []
        self._term: list[QAction] = []
        menu = QMenu(self._more)
        self._fill_member(menu)
        menu.addSeparator()
        self._fill_term(menu)
        menu.addSeparator()
        menu.addAction(_("表を取り込む…"), lambda: screen.bring_in(None))
        self._more.setMenu(menu)

    def _fill_member(self, menu: QMenu) -> None:
        member = (
            (_("区分を変更…"), "recategorise"),
            (_("委嘱を訂正…"), "correct_seat"),
            (_("役職の記録を訂正…"), "correct_office"),
        )
        for words, name in member:
            self._member.append(menu.addAction(words, lambda name=name: self._begin(name)))
        self._office = self._member[-1]
        self._member.append(menu.addAction(_("この委嘱の記録を取消"), lambda: self._screen.acts.withdraw()))

    def _fill_term(self, menu: QMenu) -> None:
        held = (
            (_("補欠の委員を委嘱…"), "substitute"),
            (_("再任…"), "again"),
            (_("この任期を訂正…"), "correct_term"),
        )
        for words, name in held:
            self._term.append(menu.addAction(words, lambda name=name: self._begin(name)))
        menu.addAction(_("改選…"), lambda: self._screen.renew())
        menu.addAction(_("任期を追加…"), lambda: self._begin("term"))
        menu.addAction(_("委員区分を追加…"), lambda: self._begin("category"))
        self._category = menu.addAction(
            _("この委員の区分の名称等を訂正…"), lambda: self._begin("correct_category")
        )

    def _begin(self, name: str) -> None:
        """Show the form of the act of this name; made only then, when all it needs is known."""
        acts: RosterActs = self._screen.acts
        make: Callable[[], Act] = getattr(acts, name)
        self._screen.begin(make)

    def show(self, line: RosterLine | None) -> None:
        """Offer what can be done with this member, and with the roster of the day."""
        screen = self._screen
        desk, held = screen.desk, screen.roster is not None
        writable = not desk.read_only
        for name, button in self.main.items():
            button.setEnabled(writable and (line is not None if name != "appoint" else held))
        if desk.committee is None:
            self.main["appoint"].setEnabled(writable)
        for button in self.moves.values():
            button.setEnabled(writable and line is not None)
        self._more.setEnabled(writable and desk.committee is not None)
        for action in (*self._member, self._category):
            action.setEnabled(line is not None)
        self._office.setEnabled(line is not None and line.office is not None)
        for action in self._term:
            action.setEnabled(held)
        self._name(line)

    def _name(self, line: RosterLine | None) -> None:
        first = _("委員会を登録") if self._screen.desk.committee is None else _("委員を追加")
        held = line.office if line else None
        office = _("{role}を退任").format(role=_(held.role.label)) if held else _("委員長・副委員長に就任")
        for button, words in ((self.main["appoint"], first), (self.main["office"], office)):
            button.setText(words)
            button.setAccessibleName(words)
