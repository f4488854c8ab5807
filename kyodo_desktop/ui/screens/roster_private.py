"""What a clerk does to a person's account, needs, other posts and pay terms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kyodo_desktop.domain.fields import Id, Record, shape
from kyodo_desktop.domain.records import Appointment, BankAccount, ConcurrentPost, PayTerms, SpecialNeed
from kyodo_desktop.i18n import _
from kyodo_desktop.services import pay, personal, roster
from kyodo_desktop.ui.widgets.acts import Act
from kyodo_desktop.ui.widgets.rows import Deed

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.roster import RosterScreen

_ACCOUNT = ("bank", "branch", "kind", "number", "holder")
_POST = ("body", "since", "until")
_PAY = ("paid", "reason", "travel", "since")


class PrivateActs:
    """Makes the buttons, and the acts behind them, for the person and the seat that are shown."""

    def __init__(
        self, screen: RosterScreen, person: Callable[[], Id], seat: Callable[[], Appointment | None]
    ) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._person = person
        self._seat = seat

    def account_deeds(self) -> tuple[Deed[BankAccount], ...]:
        """登録 where there is no account yet; 訂正 and 削除 of the one there is."""
        return (
            Deed(
                words=_("登録…"),
                do=lambda _one: self._ask(_("口座を登録"), BankAccount, _ACCOUNT, self._add_account),
                chosen=False,
                when=lambda one: one is None,
            ),
            Deed(
                words=_("訂正…"),
                do=lambda one: self._edit(_("口座を訂正"), one, _ACCOUNT, personal.edit_account),
            ),
            Deed(words=_("削除"), do=lambda one: self._remove(personal.remove_account, one)),
        )

    def need_deeds(self) -> tuple[Deed[SpecialNeed], ...]:
        """登録, 訂正 and 削除."""
        return (
            Deed(
                words=_("登録…"),
                do=lambda _one: self._ask(_("配慮事項を登録"), SpecialNeed, ("need",), self._add_need),
                chosen=False,
            ),
            Deed(
                words=_("訂正…"),
                do=lambda one: self._edit(_("配慮事項を訂正"), one, ("need",), personal.edit_need),
            ),
            Deed(words=_("削除"), do=lambda one: self._remove(personal.remove_need, one)),
        )

    def post_deeds(self) -> tuple[Deed[ConcurrentPost], ...]:
        """登録, 訂正 and 削除."""
        return (
            Deed(
                words=_("登録…"),
                do=lambda _one: self._ask(_("兼職を登録"), ConcurrentPost, _POST, self._add_post),
                chosen=False,
            ),
            Deed(
                words=_("訂正…"),
                do=lambda one: self._edit(_("兼職を訂正"), one, _POST, roster.edit_post),
            ),
            Deed(words=_("削除"), do=lambda one: self._remove(roster.remove_post, one)),
        )

    def pay_deeds(self) -> tuple[Deed[PayTerms], ...]:
        """登録 from a day on, and 削除 of what was entered by mistake."""
        return (
            Deed(
                words=_("登録…"),
                do=lambda _one: self._ask(_("支給区分を登録"), PayTerms, _PAY, self._add_pay),
                chosen=False,
            ),
            Deed(words=_("削除"), do=lambda one: self._remove(personal.withdraw_pay_terms, one)),
        )

    # --- how

    def _ask(
        self, title: str, cls: type[Record], names: Sequence[str], do: Callable[[dict[str, Any]], object]
    ) -> None:
        fields = [shape(cls).field(name) for name in names]
        self._screen.begin(
            lambda: Act(title=title, button=_("登録"), asked=fields, do=lambda values: do(dict(values)))
        )

    def _edit(self, title: str, record: Any, names: Sequence[str], do: Any) -> None:
        self._screen.begin(
            lambda: Act(
                title=title,
                button=_("保存"),
                asked=[shape(type(record)).field(name) for name in names],
                start={name: getattr(record, name) for name in names},
                do=lambda values: self._desk.do(do, replace(record, **values)),
            )
        )

    def _remove(self, do: Any, record: Any) -> None:
        if self._screen.flush():
            self._screen.tell_undo(self._desk.act(do, record.id))

    def _add_account(self, values: dict[str, Any]) -> object:
        return self._desk.do(personal.add_account, self._person(), **values)

    def _add_need(self, values: dict[str, Any]) -> object:
        return self._desk.do(personal.add_need, self._person(), values["need"])

    def _add_post(self, values: dict[str, Any]) -> object:
        return self._desk.do(roster.add_post, self._person(), **values)

    def _add_pay(self, values: dict[str, Any]) -> object:
        seat = self._seat()
        return None if seat is None else self._desk.do(pay.set_pay_terms, seat.id, **values)
