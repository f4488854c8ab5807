"""What has been done to prepare a meeting and to close it."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import Id, Record, day, lines, record, reference, text


@record("準備の記録")
class PreparationStep(Record):
    """A step of the checklist ticked off for a meeting; `step` is its key in the checklist."""

    meeting: Id = reference("会議", "Meeting")
    step: str = text("手順")
    done_on: dt.date = day("済ませた日")
    note: str = lines("メモ", default="")
