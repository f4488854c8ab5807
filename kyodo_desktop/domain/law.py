"""The law in force on a day: a regulation's articles, its numbers, and how what it leaves open is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from kyodo_desktop.domain import citations, lawtable, wareki
from kyodo_desktop.domain.errors import TextNotOnRecord, UnknownReading
from kyodo_desktop.domain.readings import READINGS, reading
from kyodo_desktop.domain.regulation_text import RegulationText
from kyodo_desktop.domain.share import Share
from kyodo_desktop.i18n import msg

__all__ = ["Law", "Regulation", "Share", "TextNotOnRecord", "read"]


def _nothing() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A regulation's numbers, each citing its article, and the readings of what it leaves open.

    The readings are the fields from `quorum_base` on; `domain.readings` says what each means and allows, and
    `dataclasses.replace` makes another reading. `seats` is the statutory number (定数) where the text or the
    committee's ordinance is known to give it; `seats_are_limit` where that is an upper limit (○人以内).
    `kinds` labels the kinds of decision. `provisions` cites what else the text settles: `presides`, `deputy`,
    `vacancy`, `tie`, `election`, `delegation`. `sources` cites what a reading rests on, `notes` is what
    is known of it here. `settled` are the readings that an article settles: rulings don't offer others.

    Raises `UnknownReading` for a value that a reading doesn't have.
    """

    text: RegulationText
    cited_as: str
    quorum: Share
    decisions: Mapping[str, Share]
    chair_title: str = "委員長"
    vice_title: str = "副委員長"
    kinds: Mapping[str, str] = field(default_factory=_nothing)
    provisions: Mapping[str, str] = field(default_factory=_nothing)
    sources: Mapping[str, str] = field(default_factory=_nothing)
    notes: Mapping[str, str] = field(default_factory=_nothing)
    settled: frozenset[str] = frozenset()
    seats: int | None = None
    seats_are_limit: bool = False
    seats_article: str = ""
    quorum_base: Literal["in_office", "seats"] = "in_office"
    decision_base: Literal["present", "valid"] = "present"
    chair_votes: Literal["member_and_casting", "casting_only", "member_only", "none"] = "member_and_casting"
    tie: Literal["ayes_noes", "half_of_base"] = "ayes_noes"
    no_majority: Literal["no_majority", "rejected"] = "no_majority"
    quorum_checked: Literal["throughout", "opening"] = "throughout"
    online: Literal["off", "on"] = "off"
    written: Literal["off", "on"] = "off"
    proxy: Literal["off", "on"] = "off"
    interest: Literal["by_request", "excluded", "off"] = "by_request"
    interest_scope: Literal["self", "relatives"] = "self"
    quorum_relief: Literal["off", "on"] = "off"
    tenure_run: Literal["consecutive", "total"] = "consecutive"
    tenure_substitute: Literal["counted", "not_counted"] = "counted"
    numbering: Literal["term", "fiscal_year", "total"] = "term"
    failed_meeting: Literal["ask", "counted", "not_counted"] = "ask"
    notice_days: int = 28
    papers_days: int = 10
    public_days: int = 10
    day_counting: Literal["clear", "inclusive"] = "clear"
    election_method: Literal["nomination", "ballot"] = "nomination"
    election_wins: Literal["plurality", "majority"] = "plurality"
    provisional_chair: Literal["chosen", "eldest", "secretariat"] = "chosen"
    vice_chairs: int = 1

    def __post_init__(self) -> None:
        for one in READINGS:
            one.checked(getattr(self, one.name))

    @property
    def since(self) -> dt.date:
        """The day from which the text stands so."""
        return self.text.since

    @property
    def readings(self) -> dict[str, str | int]:
        """Every reading by its name."""
        return {one.name: getattr(self, one.name) for one in READINGS}

    @property
    def tie_rejects(self) -> bool:
        """Whether the text itself says that a tie is 否決, and leaves nothing to who presides."""
        words = citations.provision(self.text, self.cite("tie").removeprefix(self.cited_as)) or ""
        return citations.says(words, ("否決",))

    def cite(self, what: str) -> str:
        """The citation of one of `provisions` (規則第2条第3項); empty where the text has none."""
        return self.provisions.get(what, "")

    def with_readings(self, values: Mapping[str, str | int], sources: Mapping[str, str] | None = None) -> Law:
        """This law as a committee reads it from a day on: `values` by the readings' names.

        `sources` cites what each rests on: an article, or a standing decision. Raises `UnknownReading` for a
        name or a value that isn't known, and for one that needs such a source and has none.
        """
        cited = {**self.sources, **(sources or {})}
        found = {name: reading(name).checked(value) for name, value in values.items()}
        for name, value in found.items():
            if value in reading(name).needs_basis and not cited.get(name, "").strip():
                raise UnknownReading(
                    msg("「{label}」を変えられません", label=msg(reading(name).label)),
                    msg("規則か委員会の決定に定めがあるときだけ認められます。根拠が示されていません。"),
                    msg("根拠となる条か、委員会の決定を登録してください。"),
                    name,
                )
        return replace(self, sources=MappingProxyType(cited), **found)  # pyright: ignore[reportArgumentType]


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation through time: the law of each of its texts, the oldest first."""

    versions: tuple[Law, ...]

    def on(self, day: dt.date) -> Law:
        """The law in force on `day`. Raises `TextNotOnRecord` before the first text, never today's text."""
        found = next((law for law in reversed(self.versions) if law.since <= day), None)
        if found is None:
            first = self.versions[0]
            raise TextNotOnRecord(
                msg("{day}の「{title}」の本文がありません", day=_said(day), title=first.text.title),
                msg("手元にある本文は、{since}から施行されたものです。", since=_said(first.since)),
                msg("日付を確かめるか、その当時の規則の本文を登録してください。"),
            )
        return found


def read(text: str, file: str = "規則") -> Regulation:
    """The regulation, its texts and numbers, that `text` (TOML) holds.

    Raises `InvalidRecord`, naming the key in `file`, also where a number cites an article that isn't there or
    that doesn't say it, and `UnknownReading` for a reading that the program doesn't know.
    """
    return Regulation(
        tuple(
            Law(
                text=one.text,
                cited_as=one.cited_as,
                quorum=one.quorum,
                decisions=one.decisions,
                chair_title=one.chair_title,
                vice_title=one.vice_title,
                kinds=one.kinds,
                provisions=one.provisions,
                notes=one.notes,
                settled=frozenset(one.sources),
                seats=one.seats,
                seats_are_limit=one.seats_are_limit,
                seats_article=one.seats_article,
            ).with_readings(one.readings, one.sources)
            for one in lawtable.read(text, file)
        )
    )


def _said(day: dt.date) -> str:
    return wareki.long(day) if day >= wareki.FIRST_DAY else day.isoformat()
