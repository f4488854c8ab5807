"""Files received from others, made ready for binding, or refused with the material and the file named."""

from __future__ import annotations

from typing import ClassVar

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.inspection import Inspection, Refusal
from kyodo_desktop.papers.press.progress import drained


class NotBindable(KyodoError):
    """A received file can't be bound; `number` is its material's, "" without one, `name` its own.

    `refusal` is what its inspection says of it.
    """

    exit_code: ClassVar[int] = 32

    def __init__(self, number: str, name: str, why: Message, remedy: Message, refusal: Refusal = "") -> None:
        named = msg("{number}のファイル「{name}」を綴じ込めません", number=number, name=name)
        super().__init__(named if number else msg("「{name}」を綴じ込めません", name=name), why, remedy)
        self.number = number
        self.name = name
        self.refusal: Refusal = refusal


def bindable(number: str, name: str, data: bytes) -> bytes:
    """`data` as a PDF that can be bound: itself, or a page that carries the picture. Raises NotBindable.

    What a file is, its bytes say, not its name.
    """
    from kyodo_desktop.papers.inspecting import inspect

    found = drained(inspect(data, look=False))
    require(number, name, found)
    return as_pdf(found, data)


def require(number: str, name: str, found: Inspection) -> None:
    """Raise NotBindable where an inspection found that a file can't be bound."""
    if found.refusal:
        raise NotBindable(number, name, found.why(), found.remedy(), found.refusal)


def as_pdf(found: Inspection, data: bytes) -> bytes:
    """A file that can be bound, as a PDF."""
    if found.kind != "picture":
        return data
    from kyodo_desktop.papers.picture import page_of

    return page_of(data)


def damaged(number: str, name: str) -> NotBindable:
    """The refusal of a PDF that is no whole one."""
    broken = Inspection(sha256="", kind="pdf", refusal="damaged")
    return NotBindable(number, name, broken.why(), broken.remedy(), broken.refusal)
