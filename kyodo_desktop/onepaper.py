"""One paper of a register as a file, from the command line: nothing in the register is changed.

Only the journal is written to, where personal data was asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kyodo_desktop import app, onetable
from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.i18n import Message, _, msg
from kyodo_desktop.onetable import Asked
from kyodo_desktop.papers import PAPERS, choosing, saving
from kyodo_desktop.papers.packet import UnknownPaper
from kyodo_desktop.papers.paper import AnyPaper, Occasion, Takes, of_meeting
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, register
from kyodo_desktop.storage import Store, open_store

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen for a paper besides its meeting; None, and no member, is as it usually is."""

    consultation: int | None = None
    members: tuple[str, ...] = ()
    day: dt.date | None = None
    start: int | None = None


USUAL: Final = Wanted()
NOT_MADE: Final = msg("資料を作成できません")


def run(
    paths: Paths,
    name: str,
    file: Path,
    out: Path,
    today: dt.date | None,
    *,
    meeting: int | None,
    material: str,
    table: Asked = onetable.PUBLIC,
    wanted: Wanted = USUAL,
    say: Say,
) -> int:
    """Write the paper called `name` for a meeting, the next one unless its number says which; return 0.

    A paper that is a material's content is made for `material` (資料2), else for the first it is chosen for.
    `table` says what a table (.xlsx, .csv) holds, `wanted` what else was chosen. Raises `UnknownPaper`,
    `NotFound`, `UsageError` where there is no such table or choice, what opening a register raises, and what
    issuing a paper raises.
    """
    paper = _paper(name)
    saving.require_known(out, paper, onetable.suffixes(paper))
    store = open_store(file, who=app.clerk(), now=app.now, read_only=not table.personal)
    try:
        held = upcoming(store, today, meeting, msg("画面で開いて登録してください。"))
        occasion = _chosen(store, paper, _occasion(store, paper, held, material), wanted)
        if onetable.is_table(out, table):
            notes = onetable.write(paths, store, paper, occasion, out, table)
        else:
            view = with_pages(store, paths, held.id, paper.compose(store, occasion))
            notes = paper.notes(view, paper.read(paths.papers))
            saving.save(out, paper, view, Fonts(paths), paths.papers)
    finally:
        store.close()
    size = f"{out.stat().st_size / 1024:,.0f} KB"
    say(_("{title}：{file}（{size}）").format(title=_(paper.title), file=out, size=size))
    for note in notes:
        say(note.text())
    return 0


def with_pages(store: Store, paths: Paths, meeting: Id, view: object) -> object:
    """The sheet of instructions for printing with the pages of the meeting's packet; others as they are."""
    from kyodo_desktop.papers import packet
    from kyodo_desktop.papers.leaves import Cutter
    from kyodo_desktop.papers.packetset import packet_set
    from kyodo_desktop.papers.printinstructions import PrintInstructionsView, counted

    if not isinstance(view, PrintInstructionsView):
        return view
    packed, how = packet_set(store, meeting)
    data, bound = drained(packet.bound(packed, Fonts(paths), paths.papers, how))
    cutter = Cutter()
    try:
        return counted(view, bound.places, drained(cutter.leaves(data)))
    finally:
        cutter.end()


def upcoming(
    store: Store, today: dt.date | None, number: int | None, remedy: Message, what: Message = NOT_MADE
) -> Meeting:
    """The meeting of that number; without one the next from `today` on, else the last.

    Raises `NotFound`, which says `what` can't be done and which meetings there are.
    """
    committee = next(iter(register.committees(store)), None)
    held = () if committee is None else meetings.meetings(store, committee.id)
    if committee is None or not held:
        why = msg("台帳に委員会がありません。") if committee is None else msg("台帳に会議がありません。")
        raise NotFound(what, why, remedy)
    if number is not None:
        found = [one for one in held if one.number == number]
        if not found:
            known = tuple(dict.fromkeys(meeting_number(one.number) for one in held))
            raise NotFound(
                what,
                msg("第{number}回の会議は登録されていません。", number=number),
                msg("会議の回を確かめてください（登録されている会議：{known}）。", known=known),
            )
        return found[-1]
    day = today or committee.sample_today or app.now().date()
    return meetings.next_meeting(store, committee.id, day) or held[-1]


def _paper(name: str) -> AnyPaper:
    found = next((paper for paper in PAPERS if paper.key == name), None)
    if found is None:
        raise UnknownPaper(
            msg("様式「{name}」はありません", name=name),
            msg("使える名前は {known} です。", known=tuple(paper.key for paper in PAPERS)),
            msg("名前を確かめてください。"),
        )
    return found


def _occasion(store: Store, paper: AnyPaper, meeting: Meeting, number: str) -> Occasion:
    """What the paper is made for; its material, where it needs one. Raises `NotFound`."""
    lines = meetings.materials(store, meeting.id)
    if not paper.of_material and not number:
        return of_meeting(store, meeting.id)
    wanted = [line for line in lines if not number or line.number == number]
    if paper.of_material:
        wanted = [line for line in wanted if choosing.content_of(line) == paper.key]
    if not wanted:
        numbered = msg("この様式の「{number}」はありません。", number=number)
        raise NotFound(
            msg("様式「{name}」を作成できません", name=Message(paper.title)),
            numbered if number else msg("この様式の資料がありません。"),
            msg("会議の配布資料を確かめてください。"),
        )
    return of_meeting(store, meeting.id, wanted[0].material.id)


def _chosen(store: Store, paper: AnyPaper, occasion: Occasion, wanted: Wanted) -> Occasion:
    """The occasion with what was chosen. Raises `UsageError` for what the paper doesn't take, `NotFound`."""
    asked: tuple[tuple[str, Takes, object], ...] = (
        ("--consultation", Takes.CONSULTATION, wanted.consultation),
        ("--member", Takes.MEMBERS, wanted.members or None),
        ("--day", Takes.DAY, wanted.day),
        ("--start", Takes.START, wanted.start),
    )
    choosing.require_taken(paper, [(word, takes) for word, takes, value in asked if value is not None])
    occasion = replace(occasion, day=wanted.day or occasion.day, start=wanted.start)
    if wanted.consultation is not None:
        found = choosing.consultation_numbered(store, paper, occasion.committee.id, wanted.consultation)
        occasion = replace(occasion, consultation=found)
    if wanted.members:
        occasion = replace(occasion, to=choosing.members_named(store, paper, occasion, wanted.members))
    return occasion
