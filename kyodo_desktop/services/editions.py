"""Editions of a packet (版): issued once, their bytes kept; who was handed which, whose is out of date."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final, cast

from kyodo_desktop.domain.editions import held as pages
from kyodo_desktop.domain.editions.comparing import Changes, compared
from kyodo_desktop.domain.editions.held import Held, HeldPart
from kyodo_desktop.domain.errors import KyodoError, NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.findings import Finding, Severity
from kyodo_desktop.domain.records import (
    Appointment,
    Dispatch,
    Handover,
    IssuedPaper,
    IssuedPart,
    Meeting,
    Term,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services import checking
from kyodo_desktop.services.checking import Checked
from kyodo_desktop.services.correspondence import To, sent_to
from kyodo_desktop.services.refusal import absent, refused, said
from kyodo_desktop.storage import Change, Draft, Store

PACKET: Final = "packet"
"""What an issued packet is called among the papers."""


class FoundErrors(KyodoError):
    """A packet isn't issued while its check finds errors."""

    exit_code: ClassVar[int] = 3


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has a packet: the newest edition that was handed out, when and how."""

    addressee: str
    appointment: Id | None
    edition: int
    on: dt.date | None
    how: Handover | None


@dataclass(frozen=True, slots=True)
class Despite:
    """Findings that an edition is issued in spite of, and the reason that goes on record for them."""

    findings: tuple[Finding, ...]
    reason: str


def editions_of(store: Store, meeting: Id) -> tuple[IssuedPaper, ...]:
    """The editions of a meeting's packet, the first first."""
    found = store.find(IssuedPaper, meeting=meeting, paper=PACKET)
    return tuple(sorted(found, key=lambda one: one.edition))


def edition(store: Store, meeting: Id, number: int | None = None) -> IssuedPaper:
    """The edition of that number, else the newest. Raises `NotFound`."""
    found = [one for one in editions_of(store, meeting) if number in (None, one.edition)]
    if not found:
        raise absent(
            msg("会議資料の版がありません"),
            msg("発行された版がありません。")
            if number is None
            else msg("第{edition}版は発行されていません。", edition=number),
            msg("発行済みの版を確かめるか、先に資料一式を発行してください。"),
        )
    return found[-1]


def next_edition(store: Store, meeting: Id) -> int:
    """The number of the next edition: one more than any that the journal knows, undone ones too."""
    taken = [one.edition for one in store.ever(IssuedPaper) if (one.meeting, one.paper) == (meeting, PACKET)]
    return max(taken, default=0) + 1


def held_in(store: Store, issued: IssuedPaper) -> Held:
    """What an edition held, page by page. Raises `NotFound` where its record is lost or spoilt."""
    try:
        parts = tuple(_part(store, one) for one in store.find(IssuedPart, issued=issued.id))
        layout = pages.layout_of(options_of(issued))
        return Held(edition=issued.edition, on=issued.issued_on, layout=layout, parts=parts)
    except (ValueError, TypeError, KeyError) as error:
        raise _lost(issued) from error


def options_of(issued: IssuedPaper) -> Mapping[str, Any]:
    """How an edition was bound. Raises ValueError for what isn't a record of that."""
    options = json.loads(issued.options)
    if not isinstance(options, dict):
        raise ValueError("no options")
    return cast("dict[str, Any]", options)


def last_held(store: Store, meeting: Id) -> Held | None:
    """What the newest edition held; None where none was issued."""
    found = editions_of(store, meeting)
    return held_in(store, found[-1]) if found else None


def edition_bytes(store: Store, issued: IssuedPaper) -> bytes:
    """An edition's PDF exactly as it was issued. Raises `NotFound` where a single bit of it has changed."""
    try:
        return store.blob(issued.sha256)
    except NotFound as error:
        raise _lost(issued) from error


def require_sound(checked: Checked) -> None:
    """Raise `FoundErrors` where a check found errors that nobody has accepted with a reason."""
    count = checked.count(Severity.ERROR)
    if not count:
        return
    first = next(one for one in checked.findings if one.severity is Severity.ERROR)
    raise FoundErrors(
        msg("会議資料を発行できません"),
        msg("点検で誤りが{count}件見つかりました（{first}）。", count=count, first=first.sentence),
        msg("誤りを直すか、点検でそのままでよい理由を記録してから、発行してください。"),
    )


def issue_packet(
    store: Store,
    meeting: Id,
    held: Held,
    data: bytes,
    *,
    title: str,
    options: Mapping[str, Any],
    despite: Despite | None = None,
) -> Change:
    """Record in one act that an edition was issued: its bytes, its day, how it was bound, what it held, and
    the findings that it was issued in spite of.

    `data` was made as the edition that `held` says. Raises `InvalidRecord` where that number has been taken
    since, and where nothing has changed since the edition before.
    """
    owner = store.get(Meeting, meeting)
    what = msg("会議資料の第{edition}版を発行できません", edition=held.edition)
    with store.change(msg("「{title}」の第{edition}版を発行", title=title, edition=held.edition)) as draft:
        _require_next(store, meeting, held, what)
        _require_news(store, meeting, held, what)
        paper = draft.add(
            IssuedPaper(
                id=draft.new_id(),
                committee=owner.committee,
                meeting=owner.id,
                paper=PACKET,
                title=title,
                edition=held.edition,
                issued_on=held.on,
                sha256=draft.keep(data),
                options=json.dumps(options, ensure_ascii=False, sort_keys=True),
            )
        )
        _enter_parts(draft, paper.id, held)
        if despite is not None:
            for one in despite.findings:
                draft.add(checking.exception(draft.new_id(), one, despite.reason, held.on))
    return draft.change


def changes(store: Store, old: IssuedPaper, new: IssuedPaper) -> Changes:
    """What one edition changed of another."""
    return compared(held_in(store, old), held_in(store, new))


def handed_out(
    store: Store, issued: IssuedPaper, to: Sequence[To], on: dt.date, how: Handover | None = None
) -> Change:
    """Record in one act to whom an edition was handed; those who have it already are left out.

    Raises `InvalidRecord` where nobody is left, for a day before its issue, and for another committee's
    member.
    """
    what = msg("第{edition}版を渡した記録を保存できません", edition=issued.edition)
    act = msg("「{title}」の第{edition}版を渡した記録", title=issued.title, edition=issued.edition)
    with store.change(act) as draft:
        have = {_who(one.appointment, one.addressee) for one in sent_to(store, issued.id)}
        left = {_who(one.appointment, one.addressee): one for one in to}
        left = {who: one for who, one in left.items() if who not in have}
        _check_handing(store, issued, tuple(left.values()), on, what)
        for one in left.values():
            draft.add(
                Dispatch(
                    id=draft.new_id(),
                    issued=issued.id,
                    appointment=one.appointment,
                    addressee=one.addressee,
                    handed_on=on,
                    how=how,
                )
            )
    return draft.change


def holders(store: Store, meeting: Id) -> tuple[Holder, ...]:
    """Everybody who has a packet of the meeting, each with the newest edition that they were handed."""
    found: dict[str, Holder] = {}
    numbers = {one.id: one.edition for one in editions_of(store, meeting)}
    given = store.find_in(Dispatch, "issued", numbers)
    for one in sorted(given, key=lambda one: (numbers[one.issued], one.addressee)):
        found[_who(one.appointment, one.addressee)] = Holder(
            one.addressee, one.appointment, numbers[one.issued], one.handed_on, one.how
        )
    return tuple(sorted(found.values(), key=lambda one: (one.edition, one.addressee)))


def outdated_holders(store: Store, meeting: Id) -> tuple[Holder, ...]:
    """Those who still have an older edition than the newest."""
    newest = max((one.edition for one in editions_of(store, meeting)), default=0)
    return tuple(one for one in holders(store, meeting) if one.edition < newest)


def _who(appointment: Id | None, addressee: str) -> str:
    """By what somebody is known: the appointment, else the name as it is written."""
    return appointment or f"={addressee}"


def _part(store: Store, one: IssuedPart) -> HeldPart:
    key, held = pages.read(store.blob(one.contents))
    return HeldPart(
        source=one.source,
        number=one.number,
        title=one.title,
        pages=held,
        first=one.first,
        through=pages.numbers_read(one.through),
        within=pages.numbers_read(one.within),
        key=key,
    )


def _enter_parts(draft: Draft, issued: Id, held: Held) -> None:
    for place, part in enumerate(held.parts):
        contents = draft.keep(pages.written(part))
        draft.add(_record(draft.new_id(), issued, place, part, contents))


def _record(made: Id, issued: Id, place: int, part: HeldPart, contents: str) -> IssuedPart:
    return IssuedPart(
        id=made,
        issued=issued,
        order=place,
        source=part.source,
        number=part.number,
        title=part.title,
        first=part.first,
        through=pages.numbers_written(part.through),
        within=pages.numbers_written(part.within),
        contents=contents,
    )


def _require_next(store: Store, meeting: Id, held: Held, what: Message) -> None:
    """Refuse a number that was taken since the edition was made."""
    if held.edition != next_edition(store, meeting):
        raise refused(
            what,
            msg("同じ番号の版が、ほかの操作ですでに発行されています。"),
            msg("資料一式を作り直すと、次の版になります。"),
            "edition",
        )


def _require_news(store: Store, meeting: Id, held: Held, what: Message) -> None:
    """Refuse an edition in which nothing but what says so differs from the one before."""
    before = last_held(store, meeting)
    if before is None or compared(before, held).news():
        return
    raise refused(
        what,
        msg("第{edition}版から変わったところがありません。", edition=before.edition),
        msg("そのまま第{edition}版を使ってください。", edition=before.edition),
        "edition",
    )


def _check_handing(store: Store, issued: IssuedPaper, to: Iterable[To], on: dt.date, what: Message) -> None:
    seats = [one.appointment for one in to if one.appointment is not None]
    terms = {one.term for one in store.find_in(Appointment, "id", seats)}
    committees = {one.committee for one in store.find_in(Term, "id", terms)}
    if not to:
        raise refused(
            what,
            msg("渡す相手がいないか、全員が受け取り済みです。"),
            msg("渡した相手を選んでください。"),
            "to",
        )
    if on < issued.issued_on:
        raise refused(
            what,
            msg("発行した日（{day}）より前の日です。", day=said(issued.issued_on)),
            msg("渡した日を確かめてください。"),
            "handed_on",
        )
    if committees - {issued.committee}:
        raise refused(
            what, msg("別の委員会の委員が含まれています。"), msg("この委員会の委員を選んでください。"), "to"
        )


def _lost(issued: IssuedPaper) -> NotFound:
    return absent(
        msg("会議資料の第{edition}版を取り出せません", edition=issued.edition),
        msg("保存した内容の一部が失われているか、壊れています。"),
        msg("バックアップから復元してください。"),
    )
