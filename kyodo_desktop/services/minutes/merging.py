"""A draft written anew merged into what stands: what a person typed or edited is never overwritten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import MinutesPart, SpeakerKind, Utterance

Place: TypeAlias = tuple[MinutesPart, Id | None]
"""A section of the minutes: an item of the agenda, or what stands before or after it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that the record gives: `source` names what it says, so that it is known again."""

    source: str
    place: Place
    kind: SpeakerKind
    body: str
    appointment: Id | None = None
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge comes to. `kept` have their new places and texts; `added` are lines with their places."""

    added: tuple[tuple[Line, int], ...]
    kept: tuple[Utterance, ...]
    removed: tuple[Utterance, ...]

    def changed(self, stored: Iterable[Utterance]) -> tuple[Utterance, ...]:
        """Those kept that are no longer as they are stored."""
        before = {one.id: one for one in stored}
        return tuple(one for one in self.kept if one != before[one.id])


def merge(
    stored: Sequence[Utterance], lines: Sequence[Line], spoken_of: Container[Id] = frozenset()
) -> Merged:
    """Merge what the record gives now into what stands.

    An untouched line follows its source and goes with it, unless a member's correction speaks of it. A typed
    one keeps its words and its section; where its source says something else than the clerk saw, that is
    offered beside it.
    """
    fresh = {line.source: line for line in lines}
    kept = {
        one.id: _followed(one, fresh.get(one.source))
        for one in stored
        if one.id in spoken_of or not _goes(one, fresh)
    }
    known = {one.source for one in kept.values() if one.source}
    placed = _placed(stored, kept, lines)
    return Merged(
        added=tuple(
            (line, order) for order, line in placed if isinstance(line, Line) and line.source not in known
        ),
        kept=tuple(replace(one, order=order) for order, one in placed if isinstance(one, Utterance)),
        removed=tuple(one for one in stored if one.id not in kept),
    )


def _goes(one: Utterance, fresh: Mapping[str, Line]) -> bool:
    """Whether a line goes with its source: it was never touched."""
    return bool(one.source) and not one.typed and one.source not in fresh


def _followed(one: Utterance, line: Line | None) -> Utterance:
    if not one.source:
        return one
    if line is None:
        return replace(one, offered="", gone=True)
    if not one.typed:
        part, item = line.place
        return replace(
            one,
            gone=False,
            part=part,
            item=item,
            kind=line.kind,
            appointment=line.appointment,
            speaker=line.speaker,
            body=line.body,
            generated=line.body,
        )
    if line.body == one.body and not one.omitted:
        return replace(one, generated=line.body, offered="", gone=False)
    return replace(one, offered="" if line.body == one.generated else line.body, gone=False)


_Placed: TypeAlias = tuple[int, "Line | Utterance"]


def _placed(
    stored: Sequence[Utterance], kept: Mapping[Id, Utterance], lines: Sequence[Line]
) -> list[_Placed]:
    """Everything in its section, numbered from 1; what is new follows its forerunner there."""
    sections: dict[Place, list[Line | Utterance]] = defaultdict(list)
    moved = {one.id for one in stored if one.id in kept and _place(kept[one.id]) != _place(one)}
    for one in sorted(stored, key=lambda one: (one.order, one.id)):
        if one.id in kept and one.id not in moved:
            sections[_place(one)].append(kept[one.id])
    arrived = {kept[id].source: kept[id] for id in moved}  # noqa: A001
    standing = {one.source for one in kept.values() if one.source and one.id not in moved}
    before: dict[Place, str] = {}
    for line in lines:
        if line.source not in standing:
            entry = arrived.get(line.source, line)
            section = sections[line.place]
            section.insert(_after(section, before.get(line.place)), entry)
        before[line.place] = line.source
    return [numbered for section in sections.values() for numbered in enumerate(_in_turn(section, lines), 1)]


def _after(section: Sequence[Line | Utterance], source: str | None) -> int:
    """Where a new line stands: right after its forerunner, else at the section's head."""
    found = [at for at, one in enumerate(section) if source and one.source == source]
    return found[0] + 1 if found else 0


def _in_turn(section: Sequence[Line | Utterance], lines: Sequence[Line]) -> list[Line | Utterance]:
    """The untouched lines in the record's order, each where such a line stood; the rest as it is."""
    turn = {line.source: at for at, line in enumerate(lines)}
    free = [at for at, one in enumerate(section) if _untouched(one)]
    ordered = sorted((section[at] for at in free), key=lambda one: turn[one.source])
    made = list(section)
    for at, one in zip(free, ordered, strict=True):
        made[at] = one
    return made


def _untouched(one: Line | Utterance) -> bool:
    return isinstance(one, Line) or (bool(one.source) and not one.typed and not one.gone)


def _place(one: Utterance) -> Place:
    return one.part, one.item
