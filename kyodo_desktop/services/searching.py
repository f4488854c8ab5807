"""Search of everything that has words to be found by, blind to kana, width and glyph variants."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Final, TypeAlias

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Field, Id, Record, shape
from kyodo_desktop.domain.names import search_key
from kyodo_desktop.domain.records import RECORDS
from kyodo_desktop.i18n import Message
from kyodo_desktop.services.telling import called
from kyodo_desktop.storage import Change, Store

SLICE: Final = 500
"""Records read at a time: some milliseconds."""

_END: Final = "\0"
"""What no key holds: it stands between two."""

Place: TypeAlias = tuple[str, Id]
"""The name of a record's class, and its id."""

_CLASSES: Final = {cls.__name__: cls for cls in RECORDS}


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found: the official term of its kind, and what a clerk calls it."""

    record: Record
    term: Message
    called: Message


class _Slice:
    """The keys of some records in one text, each between two ends, so that one search goes through all."""

    __slots__ = ("_places", "_starts", "_text")

    def __init__(self, keys: Sequence[tuple[Place, str]]) -> None:
        self._places = [place for place, _ in keys]
        self._text = _END + "".join(f"{key}{_END}" for _, key in keys)
        self._starts = list(accumulate((len(key) + 1 for _, key in keys), initial=1))

    def holding(self, words: str) -> Iterator[tuple[Place, str]]:
        """The places and keys of the records that hold these words, each once; after an end they begin so."""
        text, starts = self._text, self._starts
        at = text.find(words)
        while at >= 0:
            n = bisect_right(starts, at + (words[0] == _END)) - 1
            end = starts[n + 1] - 1
            yield self._places[n], text[starts[n] : end]
            at = text.find(words, end)


class Index:
    """The words of a register, folded. Filled a little at a time; a Change keeps it as the register is."""

    def __init__(self) -> None:
        self._slices: list[_Slice] = []
        self._late: dict[Place, str] = {}  # what has been written since, and holds instead of what was read
        self.complete = False

    def fill(self, store: Store) -> Iterator[int]:
        """Read the register slice by slice; yields how many records are known so far."""
        known = 0
        for cls in RECORDS:
            names = _names(cls)
            after = ""
            while names and (rows := store.values_after(cls, names, after, SLICE)):
                after = rows[-1][0]
                self.add(((cls.__name__, row[0]), _folded(row[1:])) for row in rows)
                known += len(rows)
                yield known
        self.complete = True

    def add(self, keys: Iterable[tuple[Place, str]]) -> None:
        """Know these records by their keys."""
        self._slices.append(_Slice(list(keys)))

    def apply(self, change: Change) -> None:
        """Follow an act: what it added or changed is found anew, what it removed no more."""
        for pair in change.pairs:
            cls = type(pair.subject)
            at = (cls.__name__, pair.subject.id)
            if pair.after is None:
                self._late[at] = ""  # a slice, read before or after, must not bring it back
            elif names := _names(cls):
                self._late[at] = _folded(getattr(pair.after, name) for name in names)

    def find(self, words: str, most: int = 30) -> tuple[Place, ...]:
        """The kinds and ids of records that hold every word, those that begin with the first one first."""
        wanted = [key for word in words.split() if (key := search_key(word))]
        if not wanted:
            return ()
        begin = list(islice(self._holding(_END + wanted[0], wanted), most))
        hold = (at for at in self._holding(max(wanted, key=len), wanted) if at not in begin)
        return (*begin, *islice(hold, most - len(begin)))

    def _holding(self, words: str, wanted: Sequence[str]) -> Iterator[Place]:
        for one in self._slices:
            for at, key in one.holding(words):
                if at not in self._late and all(word in key for word in wanted):
                    yield at
        for at, key in self._late.items():
            if words in f"{_END}{key}" and all(word in key for word in wanted):
                yield at


def hits(store: Store, found: Iterable[Place]) -> tuple[Hit, ...]:
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
