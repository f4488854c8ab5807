"""The refusal of figures that can't be: it names the one at fault, and no verdict is given."""

from __future__ import annotations

from typing import Final

from kyodo_desktop.domain.errors import RuleError
from kyodo_desktop.i18n import Message, mark, msg

_LABELS: Final = {
    "seats": mark("定数"),
    "in_office": mark("現在員"),
    "present": mark("出席"),
    "ayes": mark("賛成"),
    "noes": mark("反対"),
    "abstentions": mark("棄権"),
    "invalid": mark("無効"),
    "objections": mark("不同意"),
    "withdrawn": mark("退席した委員"),
}


def impossible(figure: str, why: Message, remedy: Message | None = None) -> RuleError:
    """The error for the figure of that name (a field of the facts)."""
    counted = msg("人数と票数を確かめてください。")
    return RuleError(msg("この数では判定できません"), why, remedy or counted, figure)


def not_negative(**figures: int | None) -> None:
    """Raises `RuleError` for the first figure that is below zero or no whole number, naming it."""
    for name, value in figures.items():
        if value is not None and type(value) is not int:  # true is no number of persons, nor is 6.5
            label = msg(_LABELS[name])
            raise impossible(name, msg("{figure}が整数ではありません。", figure=label))
        if value is not None and value < 0:
            label = msg(_LABELS[name])
            raise impossible(name, msg("{figure}が{n}で、0より小さくなっています。", figure=label, n=value))
