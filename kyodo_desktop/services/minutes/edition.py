"""The minutes as they are read: with the members' names within the office, in public as the office has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import (
    Committee,
    Guest,
    ItemKind,
    Meeting,
    Minutes,
    MinutesPart,
    MinutesState,
    SpeakerKind,
    SpeakerStyle,
    Utterance,
)
from kyodo_desktop.services.agenda import agenda
from kyodo_desktop.services.attending import came
from kyodo_desktop.services.correspondence import contact_on
from kyodo_desktop.services.materials import materials
from kyodo_desktop.services.minutes.drafting import utterances
from kyodo_desktop.services.minutes.lines import clock
from kyodo_desktop.services.minutes.naming import Hidden, surnames, surnames_left
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.services.room import Room, room_of
from kyodo_desktop.storage import Store

_WEEKDAYS = "月火水木金土日"
_TOPICS = (ItemKind.REPORT, ItemKind.DISCUSSION, ItemKind.DECISION, ItemKind.ELECTION)
_FROZEN = (MinutesState.FINAL, MinutesState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line as it is printed; a note (ト書き) has no speaker."""

    speaker: str
    body: str


@dataclass(frozen=True, slots=True)
class Section:
    """An item of the agenda, its number, and what was said under it; before and after without a heading."""

    number: str
    heading: str
    depth: int
    lines: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True)
class MinutesText:
    """The minutes: what the head says (会議名, 開催日時 …), and the sections in turn."""

    head: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]

    def text(self) -> str:
        """All of it as plain text."""
        lines = [f"{label}　{value}" for label, value in self.head]
        for section in self.sections:
            lines.append("")
            if section.heading:
                lines.append(f"{section.number}　{section.heading}")
            lines += [f"{one.speaker}　{one.body}" if one.speaker else one.body for one in section.lines]
        return "\n".join(lines)


def edition(store: Store, minutes: Id, *, public: bool) -> MinutesText:
    """The minutes as they stand: with names, or (`public`) with the names that the committee publishes."""
    return _text(store, store.get(Minutes, minutes), public=public)


def foreseen(store: Store, meeting: Id, *, public: bool) -> MinutesText:
    """What minutes that haven't been begun would open with: the head, and the agenda with nothing said."""
    return _text(store, Minutes(id="", meeting=store.get(Meeting, meeting).id), public=public)


def _text(store: Store, stored: Minutes, *, public: bool) -> MinutesText:
    room = room_of(store, stored.meeting)
    owner = store.get(Committee, room.meeting.committee)
    hidden = None
    if public and owner.speaker_style is not SpeakerStyle.NAMED:
        hidden = Hidden(room.names, owner.speaker_style)
    sections = tuple(_sections(store, stored, hidden))
    return MinutesText(tuple(_head(store, owner, room, stored, hidden)), sections)


def speakers(store: Store, minutes: Id) -> Iterator[tuple[Utterance, str]]:
    """Every line with its speaker as it is printed, names included."""
    stored = store.get(Minutes, minutes)
    called = surnames(room_of(store, stored.meeting).names)
    for line in utterances(store, minutes):
        yield line, _speaker(line, called)


def names_left(store: Store, minutes: Id) -> tuple[tuple[Utterance, tuple[str, ...]], ...]:
    """The lines whose public text still holds a member's surname, for the clerk to look at.

    A surname alone may be any word (a place, a firm), so it is told, not hidden. None where names are public.
    """
    stored = store.get(Minutes, minutes)
    room = room_of(store, stored.meeting)
    style = store.get(Committee, room.meeting.committee).speaker_style
    if style is SpeakerStyle.NAMED:
        return ()
    hidden = Hidden(room.names, style)
    found = (
        (line, surnames_left(hidden.text(line.body), room.names.values()))
        for line in utterances(store, minutes)
        if not line.omitted
    )
    return tuple((line, left) for line, left in found if left)


def _speaker(line: Utterance, called: dict[Id, str]) -> str:
    """委員長, ○○委員, 事務局 …; a note has none."""
    if line.kind is SpeakerKind.NOTE:
        return ""
    if line.kind is SpeakerKind.MEMBER:
        return f"{called.get(line.appointment or '', '')}委員" if line.appointment else line.speaker or "委員"
    if line.kind is SpeakerKind.OTHER:
        return line.speaker
    if line.kind in (SpeakerKind.CHAIR, SpeakerKind.VICE_CHAIR, SpeakerKind.PROVISIONAL):
        return line.kind.label
    return line.speaker or line.kind.label


def _sections(store: Store, minutes: Minutes, hidden: Hidden | None) -> Iterator[Section]:
    spoken: dict[tuple[MinutesPart, Id | None], list[Spoken]] = {}
    for line, speaker in _printed(store, minutes):
        one = Spoken(speaker, line.body)
        if hidden is not None:
            one = Spoken(_hidden(line, speaker, hidden), hidden.text(line.body))
        spoken.setdefault((line.part, line.item), []).append(one)
    quotes = Quotes(store, store.get(Meeting, minutes.meeting).committee)
    before = spoken.get((MinutesPart.OPENING, None))
    if before:
        yield Section("", "", 0, tuple(before))
    for one in agenda(store, minutes.meeting):
        lines = tuple(spoken.get((MinutesPart.ITEM, one.item.id), ()))
        yield Section(one.number, quotes.said(one.item.title), one.depth, lines)
    after = spoken.get((MinutesPart.CLOSING, None))
    if after:
        yield Section("", "", 0, tuple(after))


def _printed(store: Store, minutes: Minutes) -> Iterator[tuple[Utterance, str]]:
    """The lines that are printed; who spoke as it was confirmed, once it was."""
    if not minutes.id:
        return
    for line, speaker in speakers(store, minutes.id):
        if not line.omitted:
            yield line, line.confirmed_speaker if minutes.state in _FROZEN else speaker


def _hidden(line: Utterance, speaker: str, hidden: Hidden) -> str:
    if line.kind is SpeakerKind.MEMBER:
        return hidden.member(line.appointment) if line.appointment else "委員"
    return hidden.text(speaker)


def _head(
    store: Store, owner: Committee, room: Room, minutes: Minutes, hidden: Hidden | None
) -> Iterator[tuple[str, str]]:
    meeting = room.meeting
    yield "会議名", f"{meeting_number(meeting.number)}{owner.name}"
    yield "開催日時", _when(meeting)
    yield "開催場所", meeting.venue.replace("\n", "　")
    there = {who for who, several in room.attendances.items() if any(came(store, one) for one in several)}
    names = room.names
    for label, chosen in (
        ("出席者", [who for who in names if who in there]),
        ("欠席者", [who for who in names if who not in there]),
    ):
        said = (
            f"委員{len(chosen)}名" if hidden else "、".join(f"{names[who]}委員" for who in chosen) or "なし"
        )
        yield label, said if room.attendances else ""
    guests = store.find(Guest, meeting=meeting.id)
    if guests and hidden is None:
        yield "関係者", "、".join(dict.fromkeys(_guest(one) for one in guests))
    yield "事務局", owner.section
    lines = agenda(store, meeting.id)
    quotes = Quotes(store, owner.id)
    topics = [one for one in lines if one.item.kind in _TOPICS] or [one for one in lines if one.depth == 0]
    yield "議題", "\n".join(quotes.said(one.item.title) for one in topics)
    yield "公開又は非公開の別", "公開" if minutes.public else "非公開"
    if not minutes.public:
        yield "非公開の理由", minutes.closed_reason
    yield "傍聴人の数", "" if minutes.observers is None else f"{minutes.observers}人"
    handed = materials(store, meeting.id)
    yield "会議資料", "\n".join(f"{one.number}　{quotes.said(one.material.title)}" for one in handed)
    yield "問い合わせ先", _asked_at(store, owner, meeting)


def _guest(one: Guest) -> str:
    of = f"{one.organisation}　" if one.organisation else ""
    return f"{of}{one.name}（{one.role.label}）"


def _asked_at(store: Store, owner: Committee, meeting: Meeting) -> str:
    """The section and how to reach it; nobody's name, for minutes are read long after."""
    contact = contact_on(store, owner.id, meeting.date)
    if contact is None:
        return owner.section
    ways = (("電話", contact.phone), ("ファクス", contact.fax), ("メール", contact.email))
    return "　".join((contact.section, *(f"{label}　{value}" for label, value in ways if value)))


def _when(meeting: Meeting) -> str:
    day = f"{wareki.long(meeting.date)}（{_WEEKDAYS[meeting.date.weekday()]}）"
    since = meeting.opened_at or meeting.starts_at
    times = f"{clock(since)}から" if since else ""
    until = f"{clock(meeting.closed_at)}まで" if meeting.closed_at else ""
    return f"{day}{times}{until}"
