"""What the clerk chooses for a paper, on the screen or in the command line, and what it is then made for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.domain.errors import NotFound, UsageError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, Meeting
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.paper import AnyPaper, Eligible, Occasion, Takes
from kyodo_desktop.services import consultations, meetings
from kyodo_desktop.services.meetings import MaterialLine
from kyodo_desktop.storage import Store

SLIP = "slip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen; None is as the office usually has it: the next meeting and its day, everybody."""

    meeting: Id | None = None
    day: dt.date | None = None
    material: Id | None = None
    consultation: Id | None = None
    to: tuple[Id, ...] | None = None
    start: int | None = None


def usual_meeting(store: Store, committee: Id, today: dt.date) -> Meeting | None:
    """The next meeting from `today` on, else the last; None where there is none."""
    held = meetings.meetings(store, committee)
    return meetings.next_meeting(store, committee, today) or (held[-1] if held else None)


def occasion_of(
    store: Store, committee: Committee, paper: AnyPaper, choice: Choice, today: dt.date
) -> Occasion:
    """What `paper` is made for. Raises NotFound where the meeting or the material it needs isn't there."""
    chosen = choice.meeting if Takes.MEETING in paper.takes else None
    meeting = store.get(Meeting, chosen) if chosen else usual_meeting(store, committee.id, today)
    if meeting is None and Takes.MEETING in paper.takes:
        raise _without(paper, msg("台帳に会議がありません。"), msg("会議の画面で招集してください。"))
    day = choice.day if Takes.DAY in paper.takes else None
    occasion = Occasion(committee=committee, day=day or (meeting.date if meeting else today), meeting=meeting)
    if Takes.MATERIAL in paper.takes and meeting is not None:
        occasion = replace(occasion, material=_material(store, paper, meeting.id, choice.material))
    if Takes.CONSULTATION in paper.takes:
        occasion = replace(occasion, consultation=choice.consultation)
    if Takes.MEMBERS in paper.takes:
        occasion = replace(occasion, to=choice.to)
    return replace(occasion, start=choice.start) if Takes.START in paper.takes else occasion


def materials_of(store: Store, paper: AnyPaper, meeting: Id) -> tuple[MaterialLine, ...]:
    """The materials of a meeting whose content `paper` is, in their order."""
    lines = meetings.materials(store, meeting)
    return tuple(line for line in lines if not paper.of_material or content_of(line) == paper.key)


def content_of(line: MaterialLine) -> str:
    """The paper that stands in the packet for a material without a file."""
    return SLIP if line.material.handed_apart else line.material.paper


def consultation_numbered(store: Store, paper: AnyPaper, committee: Id, number: int) -> Id:
    """The consultation of that number. Raises NotFound."""
    found = [line.consultation for line in consultations.ledger(store, committee)]
    wanted = next((one.id for one in found if one.number == number), None)
    if wanted is None:
        raise _without(
            paper,
            msg("諮問{number}は登録されていません。", number=number),
            msg("諮問の番号を確かめてください。"),
        )
    return wanted


def members_named(store: Store, paper: AnyPaper, occasion: Occasion, names: Sequence[str]) -> tuple[Id, ...]:
    """The appointments of those it may be made for, by their names, spaces aside. Raises NotFound."""
    known = paper.eligible(store, occasion)
    return tuple(seat for name in names for seat in _named(paper, known, name))


def require_taken(paper: AnyPaper, asked: Sequence[tuple[str, Takes]]) -> None:
    """Raise UsageError for the first option, a word and what it means, that the paper doesn't take."""
    for word, takes in asked:
        if takes not in paper.takes:
            raise UsageError(
                msg("様式「{name}」を作成できません", name=Message(paper.title)),
                msg("この様式に「{word}」の指定はありません。", word=word),
                msg("「{word}」を外してください。", word=word),
            )


def _named(paper: AnyPaper, known: Sequence[Eligible], name: str) -> tuple[Id, ...]:
    wanted = "".join(name.split())
    found = tuple(one.appointment for one in known if "".join(one.name.split()) == wanted)
    if not found:
        raise _without(
            paper,
            msg("「{name}」は、この様式の宛先にいません。", name=name),
            msg("使える氏名は {known} です。", known=tuple(one.name for one in known)),
        )
    return found


def _material(store: Store, paper: AnyPaper, meeting: Id, wanted: Id | None) -> Id:
    known = [line.material.id for line in materials_of(store, paper, meeting)]
    if not known or (wanted is not None and wanted not in known):
        raise _without(paper, msg("この様式の資料がありません。"), msg("会議の配布資料を確かめてください。"))
    return wanted or known[0]


def _without(paper: AnyPaper, why: Message, remedy: Message) -> NotFound:
    return NotFound(msg("様式「{name}」を作成できません", name=Message(paper.title)), why, remedy)
