"""What the rows of a roster would change: persons, names, affiliations and seats, field by field."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Choice, Id
from kyodo_desktop.domain.records import Category
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.services.importing.known import Known, Match
from kyodo_desktop.services.importing.lines import (
    NO_COLUMN,
    Difference,
    Fault,
    Line,
    LineKind,
    Purpose,
)
from kyodo_desktop.services.importing.targets import PERSONAL, targets
from kyodo_desktop.services.importing.vocabulary import Vocabulary
from kyodo_desktop.services.importing.walk import RowRead

_PERIODS: Final = re.compile(r"([0-9]{1,2})期?目?")
_SEATED: Final = ("since", "until", "selection")


def roster_lines(known: Known, rows: Iterator[RowRead], words: Vocabulary) -> Iterator[Line]:
    """One line for each row."""
    seen: dict[str, list[RowRead]] = {}
    people: dict[Id, int] = {}
    for row in rows:
        yield skipped(row) if row.skipped else _line(known, row, words, seen, people)


def skipped(row: RowRead) -> Line:
    """The line of a row that is nobody's."""
    said = row.faults[:1]
    return Line(
        row=row.row, kind=LineKind.SKIPPED, name=said[0].written, values=row.values, faults=tuple(said)
    )


def _line(
    known: Known, row: RowRead, words: Vocabulary, seen: dict[str, list[RowRead]], people: dict[Id, int]
) -> Line:
    name = row.joined("name", "family", "given")
    kana = row.joined("kana", "family_kana", "given_kana")
    values, notes = _values(known, row, name, kana)
    if name:
        _judge_twin(row, seen.setdefault(name, []))
    elif not row.faults:
        row.faults.append(Fault(NO_COLUMN, "", msg("氏名がありません。")))
    match = known.match(name, values.get("born_on"), kana, words) if not row.faults else Match()
    if match.why is not None:
        row.faults.append(Fault(row.columns.get("name", NO_COLUMN), name, match.why))
    if match.person is not None and people.setdefault(match.person, row.row) != row.row:
        why = msg("{row}行目と同じ人です。", row=people[match.person])
        row.faults.append(Fault(NO_COLUMN, name, why))
    if match.person is None or match.person not in known.seats:
        _judge_seat(known, row, values)
    if row.faults:
        return _made(row, LineKind.REJECTED, name, values, notes)
    if match.person is None:
        return _made(row, LineKind.NEW, name, values, notes)
    differences = (*_seating(known, match.person, values), *_differences(known, match.person, values))
    kind = LineKind.LIKE if match.like else LineKind.CHANGED if differences else LineKind.SAME
    return _made(row, kind, name, values, (*notes, *_left(known, match.person, values)), differences, match)


def _made(
    row: RowRead,
    kind: LineKind,
    name: str,
    values: dict[str, object],
    notes: tuple[Message, ...],
    differences: tuple[Difference, ...] = (),
    match: Match | None = None,
) -> Line:
    return Line(
        row=row.row,
        kind=kind,
        name=name,
        values=values,
        differences=differences,
        faults=tuple(row.faults),
        proposals=tuple(row.proposals),
        notes=notes,
        subject=match.person if match else None,
        like=match.like if match else "",
        why=match.reason if match else None,
    )


def _values(
    known: Known, row: RowRead, name: str, kana: str
) -> tuple[dict[str, object], tuple[Message, ...]]:
    """What a row says, parts of names joined, its category and its periods told."""
    values, notes = dict(row.values), ()
    values["name"] = name
    if kana:
        values["kana"] = kana
    for key in ("family", "given", "family_kana", "given_kana"):
        values.pop(key, None)
    said = row.text("category")
    category = known.category(said)
    if category is not None:
        values["category"] = category
    elif said:
        row.fault("category", Fault(0, said, msg("「{text}」という委員区分はありません。", text=said[:20])))
    if row.text("post") and not row.text("organisation"):
        row.fault("post", Fault(0, row.text("post"), msg("役職だけがあり、所属団体等がありません。")))
    if "periods" in values:
        notes = _read_periods(values)
    return values, notes


def _read_periods(values: dict[str, object]) -> tuple[Message, ...]:
    """新 is 1, 2期 is 2; what says something else isn't taken, and is told of."""
    said = str(values.pop("periods"))
    plain = wareki.folded(said)
    found = _PERIODS.fullmatch(plain)
    if plain in ("新", "新任") or found:
        values["periods"] = int(found[1]) if found else 1
        return ()
    return (msg("「{text}」は期数として読めないため、取り込みません。", text=said[:20]),)


def _judge_twin(row: RowRead, before: list[RowRead]) -> None:
    """Refuse a second row of somebody, whom neither birth date nor reading tells from the first."""
    for other in before:
        told_apart = any(
            row.values.get(key) is not None
            and other.values.get(key) is not None
            and row.values[key] != other.values[key]
            for key in ("born_on", "kana", "given_kana")
        )
        if not told_apart:
            why = msg(
                "{row}行目と同じ氏名です。別の人なら、生年月日かふりがなの列が必要です。", row=other.row
            )
            row.faults.append(Fault(row.columns.get("name", NO_COLUMN), row.text("name"), why))
            return
    before.append(row)


def _judge_seat(known: Known, row: RowRead, values: dict[str, object]) -> None:
    """What keeps somebody from being seated in the term."""
    category = values.get("category")
    if not isinstance(category, Category):
        if not row.text("category"):
            row.fault("category", Fault(0, "", msg("委員区分がありません。")))
        return
    since, until = days_of(known, values)
    why = known.seat_fault(category.id, since, until)
    if why is not None:
        key = "since" if "since" in values else "until" if "until" in values else "category"
        row.fault(key, Fault(0, wareki.short(since), why))


def days_of(known: Known, values: dict[str, object]) -> tuple[dt.date, dt.date]:
    """From when until when a row seats somebody: the term's days, where it says nothing."""
    since, until = values.get("since"), values.get("until")
    return (
        since if isinstance(since, dt.date) else known.term.since,
        until if isinstance(until, dt.date) else known.term.until,
    )


# --- against what is known


def _seating(known: Known, person: Id, values: dict[str, object]) -> Iterator[Difference]:
    if person not in known.seats:
        yield Difference("seat", mark("委嘱"), "", wareki.span_short(*days_of(known, values)))


def _differences(known: Known, person: Id, values: dict[str, object]) -> Iterator[Difference]:
    labels = targets(Purpose.ROSTER)
    name, place, own = known.name(person), known.affiliation(person), known.people[person]
    held = {"name": name.name, "kana": name.kana}
    held |= {key: getattr(place, key) if place else "" for key in ("organisation", "post")}
    for key, before in held.items():
        if key == "organisation" and place and "post" not in values and values.get(key) == place.printed:
            continue  # one column holds both, as on the printed roster
        if key in values and str(values[key]) != before:
            dated = key in ("name", "kana") or place is not None
            yield Difference(key, labels[key].label, before, str(values[key]), dated=dated)
    for key in PERSONAL:
        if key in values and values[key] != getattr(own, key):
            yield Difference(key, labels[key].label, shown(getattr(own, key)), shown(values[key]))


def _left(known: Known, person: Id, values: dict[str, object]) -> Iterator[Message]:
    """What a row says of a seat that is already held, and an import doesn't change."""
    seat = known.seats.get(person)
    if seat is None:
        return
    labels = targets(Purpose.ROSTER)
    category = values.get("category")
    left = [key for key in _SEATED if key in values and values[key] != getattr(seat, key)]
    if isinstance(category, Category) and category.id != seat.category:
        left.insert(0, "category")
    for key in left:
        what = Message(labels[key].label)
        yield msg("{what}の違いは取り込みません。委員の画面で記録してください。", what=what)


def shown(value: object) -> str:
    """A value as the preview shows it."""
    if isinstance(value, dt.date):
        return wareki.short(value)
    if isinstance(value, Choice):
        return value.label
    return "" if value is None else str(value)
