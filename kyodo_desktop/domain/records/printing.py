"""How many copies of a meeting's papers are printed, where the office's usual figures don't fit."""

from __future__ import annotations

from kyodo_desktop.domain.fields import Id, Record, flag, integer, record, reference


@record("印刷部数")
class PrintRun(Record):
    """What was decided of one meeting's printing; a figure left open (None) is the one that is usual."""

    meeting: Id = reference("会議", "Meeting")
    members: int | None = integer("委員", default=None, most=999, help="欠席する委員を含みます。")
    staff: int | None = integer("事務局・説明員", default=None, most=999)
    observers: int | None = integer("傍聴", default=None, most=999)
    press: int | None = integer("報道", default=None, most=999)
    spare: int | None = integer("予備", default=None, most=999)
    kept: int | None = integer("保存用", default=None, most=999)
    single_sided: bool = flag("片面で印刷", default=False)
