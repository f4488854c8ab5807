"""The minutes (会議録) of a meeting: drafted from its record, typed, confirmed by the members, published."""

from __future__ import annotations

from kyodo_desktop.services.minutes.drafting import (
    edit_minutes,
    flagged,
    is_stale,
    minutes_of,
    pending,
    regenerate,
    start_minutes,
    utterances,
)
from kyodo_desktop.services.minutes.edition import (
    MinutesText,
    Section,
    Spoken,
    edition,
    foreseen,
    names_left,
    speakers,
)
from kyodo_desktop.services.minutes.reviewing import (
    corrections,
    decide_correction,
    receive_correction,
    record_answer,
    reviews,
    send_for_review,
)
from kyodo_desktop.services.minutes.statements import (
    add_statement,
    edit_line,
    keep_typed,
    move_line,
    remove_line,
    take_from_record,
)
from kyodo_desktop.services.minutes.states import editions, finalise, publish, reopen

__all__ = [
    "MinutesText",
    "Section",
    "Spoken",
    "add_statement",
    "corrections",
    "decide_correction",
    "edit_line",
    "edit_minutes",
    "edition",
    "editions",
    "finalise",
    "flagged",
    "foreseen",
    "is_stale",
    "keep_typed",
    "minutes_of",
    "move_line",
    "names_left",
    "pending",
    "publish",
    "receive_correction",
    "record_answer",
    "regenerate",
    "remove_line",
    "reopen",
    "reviews",
    "send_for_review",
    "speakers",
    "start_minutes",
    "take_from_record",
    "utterances",
]
