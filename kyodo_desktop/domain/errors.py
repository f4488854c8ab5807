"""What can go wrong, said to the clerk: what happened, why, and what to do now.

Every error the program expects is a child of `KyodoError`; anything else is our mistake. Each child has an
exit code of its own, listed in the README.
"""

from __future__ import annotations

from typing import ClassVar

from kyodo_desktop.i18n import Message, msg


class KyodoError(Exception):
    """An expected failure, with the three sentences a clerk needs."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: Message, why: Message, remedy: Message) -> None:
        super().__init__(what, why, remedy)
        self.what = what
        self.why = why
        self.remedy = remedy

    def __str__(self) -> str:
        return "\n".join(part.text() for part in (self.what, self.why, self.remedy))

    def plain(self) -> dict[str, object]:
        """The exit code and the three sentences, for a program to read."""
        sentences = {"what": self.what.text(), "why": self.why.text(), "remedy": self.remedy.text()}
        return {"code": self.exit_code, **sentences}


class UsageError(KyodoError):
    """The command line can't be carried out as it was typed."""

    exit_code = 2


class DatabaseMissing(KyodoError):
    """There is no file at the path that was to be opened."""

    exit_code = 10


class NotADatabase(KyodoError):
    """The file is something else than a committee's register."""

    exit_code = 11


class DatabaseEmpty(KyodoError):
    """The file has no bytes in it."""

    exit_code = 12


class DatabaseDamaged(KyodoError):
    """The file was a register, and part of it is gone or altered."""

    exit_code = 13


class DatabaseNewer(KyodoError):
    """A newer version of the program wrote the file; it isn't guessed at."""

    exit_code = 14


class ReadOnly(KyodoError):
    """The register can be read but not written."""

    exit_code = 15


class LockedElsewhere(ReadOnly):
    """Another window holds the register; `holder` names who."""

    exit_code = 16

    def __init__(self, what: Message, why: Message, remedy: Message, holder: str) -> None:
        super().__init__(what, why, remedy)
        self.holder = holder


class StorageFailed(KyodoError):
    """The disk or the server refused a write; nothing of the act was kept."""

    exit_code = 17


class DiskFull(StorageFailed):
    """There is no room left to write."""

    exit_code = 18


class OutputFailed(KyodoError):
    """A file that was to be made could not be written; what stood there before is untouched."""

    exit_code = 20


class InvalidRecord(KyodoError):
    """A record breaks one of its own checks. `problems` holds (field's name, sentence) pairs."""

    exit_code = 21

    def __init__(
        self, what: Message, why: Message, remedy: Message, problems: tuple[tuple[str, Message], ...]
    ) -> None:
        super().__init__(what, why, remedy)
        self.problems = problems


class NotFound(KyodoError):
    """A record that was asked for is not in the register."""

    exit_code = 22


class ConflictError(KyodoError):
    """Somebody else changed the record: `mine`, `theirs` (None: deleted) and their common `base`."""

    exit_code = 23

    def __init__(self, mine: object, theirs: object | None, base: object | None) -> None:
        super().__init__(
            msg("変更を保存できません"),
            msg("ほかの人が同じ記録を先に変更しました。"),
            msg("最新の内容を確認してから、もう一度入力してください。"),
        )
        self.mine = mine
        self.theirs = theirs
        self.base = base


class UndoRefused(KyodoError):
    """An act can't be undone or redone, because what it touched has moved on."""

    exit_code = 24


class StillNeeded(KyodoError):
    """A record can't be removed because another refers to it."""

    exit_code = 26


class InvalidDate(KyodoError):
    """A date that never was, or can't be read. `nearest` is the valid date that was probably meant."""

    exit_code = 25

    def __init__(self, what: Message, why: Message, remedy: Message, nearest: str | None = None) -> None:
        super().__init__(what, why, remedy)
        self.nearest = nearest


class TableRefused(KyodoError):
    """A file that was to be imported can't be read, or holds nothing that can be taken in."""

    exit_code = 28


class MissingGlyph(KyodoError):
    """No font has a character that is to be printed; nothing is issued."""

    exit_code = 30


class TextNotOnRecord(KyodoError):
    """The regulation's text of that day isn't held; another day's text is never taken for it."""

    exit_code = 50


class RuleError(KyodoError):
    """Figures that can't be, put to a rule: no verdict is given. `figure` is the name of the one at fault."""

    exit_code = 51

    def __init__(self, what: Message, why: Message, remedy: Message, figure: str) -> None:
        super().__init__(what, why, remedy)
        self.figure = figure


class UnknownReading(KyodoError):
    """A reading of the regulation, or a value of one, that the program doesn't know. `reading` names it."""

    exit_code = 52

    def __init__(self, what: Message, why: Message, remedy: Message, reading: str) -> None:
        super().__init__(what, why, remedy)
        self.reading = reading


class SystemLibraryMissing(KyodoError):
    """Qt can't start because the system lacks a library."""

    exit_code = 40


class DisplayMissing(KyodoError):
    """There is no screen to open a window on."""

    exit_code = 41
