"""Search of everything that has words to be found by, blind to kana, width and glyph variants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Field, Id, Record, shape
from kyodo_desktop.domain.names import search_key
from kyodo_desktop.domain.records import RECORDS
from kyodo_desktop.i18n import Message
from kyodo_desktop.services.telling import called
from kyodo_desktop.storage import Change, Store

SLICE: Final = 500
"""Records read at a time: some milliseconds."""

_CLASSES: Final = {cls.__name__: cls for cls in RECORDS}


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: the official term of its kind, and what a clerk calls it."""

    record: Record
    term: Message
    called: Message


class Index:
    """The words of a register, folded. Filled a little at a time; a Change keeps it as the register is."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, Id], str] = {}
        self.complete = False

    def fill(self, store: Store) -> Iterator[int]:
        """Read the register slice by slice; yields how many records are known so far."""
        for cls in RECORDS:
            names = _names(cls)
            after = ""
            while names and (rows := store.values_after(cls, names, after, SLICE)):
                after = rows[-1][0]
                for row in rows:
                    self._keys.setdefault((cls.__name__, row[0]), _folded(row[1:]))
                yield len(self._keys)
        self.complete = True

    def apply(self, change: Change) -> None:
        """Follow an act: what it added or changed is found anew, what it removed no more."""
        for pair in change.pairs:
            cls = type(pair.subject)
            at = (cls.__name__, pair.subject.id)
            if pair.after is None:
                self._keys[at] = ""  # a slice that was read before must not bring it back
            elif names := _names(cls):
                self._keys[at] = _folded(getattr(pair.after, name) for name in names)

    def find(self, words: str, most: int = 30) -> tuple[tuple[str, Id], ...]:
        """The kinds and ids of records that hold every word, those that begin with the first one first."""
        wanted = [key for word in words.split() if (key := search_key(word))]
        if not wanted:
            return ()
        begin: list[tuple[str, Id]] = []
        hold: list[tuple[str, Id]] = []
        for at, key in self._keys.items():
            if all(word in key for word in wanted):
                (begin if key.startswith(wanted[0]) else hold).append(at)
                if len(begin) == most:
                    break
        return tuple([*begin, *hold][:most])


def hits(store: Store, found: Iterable[tuple[str, Id]]) -> tuple[Hit, ...]:
    """The records that were found, in words; one that has gone meanwhile is left out."""
    made: list[Hit] = []
    for name, id_ in found:
        try:
            record = store.get(_CLASSES[name], id_)
        except NotFound:
            continue
        made.append(Hit(record, Message(shape(type(record)).term), called(store, record)))
    return tuple(made)


def searched(cls: type[Record]) -> tuple[Field, ...]:
    """The fields by which records of a class are found; none that is personal."""
    return tuple(field for field in shape(cls).fields if field.search and not field.personal)


def _names(cls: type[Record]) -> tuple[str, ...]:
    return tuple(field.name for field in searched(cls))


def _folded(values: Iterable[object]) -> str:
    """What the fields hold as one key; between two of them a sign that no key holds."""
    return "\n".join(search_key(str(value)) for value in values if value)
