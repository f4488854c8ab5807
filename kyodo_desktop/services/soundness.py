"""Whether the register itself is sound: as its journal has it, and every record as its own checks have it."""

from __future__ import annotations

from collections.abc import Iterator

from kyodo_desktop.domain.fields import Record, problems, shape
from kyodo_desktop.domain.records import RECORDS
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage import Store


def faults(store: Store) -> tuple[Message, ...]:
    """What was altered behind the journal's back, and what no field would take today, each record named."""
    return (*store.verify(), *_untaken(store))


def _untaken(store: Store) -> Iterator[Message]:
    for cls in RECORDS:
        for record in _readable(store, cls):
            for name, complaint in problems(record):
                yield _named(record, name, complaint)


def _readable(store: Store, cls: type[Record]) -> tuple[Record, ...]:
    """The records of a class; none where one can't be read, which the journal tells."""
    try:
        return store.find(cls)
    except (TypeError, ValueError):
        return ()


def _named(record: Record, field: str, complaint: Message) -> Message:
    known = shape(type(record))
    values = vars(record)
    called = next((values[key] for key in ("name", "title", "wording") if values.get(key)), record.id)
    if not field:
        return msg("{term}「{name}」：{why}", term=Message(known.term), name=called, why=complaint)
    return msg(
        "{term}「{name}」の「{field}」：{why}",
        term=Message(known.term),
        name=called,
        field=Message(known.field(field).label),
        why=complaint,
    )
