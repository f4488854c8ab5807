"""Minutes begun from the record of a meeting, and brought up to it again without losing what was typed."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import (
    Meeting,
    MeetingStatus,
    Minutes,
    MinutesCorrection,
    MinutesPart,
    MinutesStyle,
    Utterance,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.agenda import agenda
from kyodo_desktop.services.minutes.guards import called, workable
from kyodo_desktop.services.minutes.lines import lines_of
from kyodo_desktop.services.minutes.merging import Line, Merged, merge
from kyodo_desktop.services.minutes.reading import told_of
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Draft, Store

_NOT_BEGUN = (MeetingStatus.PLANNED, MeetingStatus.CANCELLED)
_OVER = (MeetingStatus.HELD, MeetingStatus.FAILED)
_PARTS = {MinutesPart.OPENING: 0, MinutesPart.ITEM: 1, MinutesPart.CLOSING: 2}


def minutes_of(store: Store, meeting: Id) -> Minutes | None:
    """The minutes of a meeting, if they have been begun."""
    return next(iter(store.find(Minutes, meeting=meeting)), None)


def start_minutes(
    store: Store, meeting: Id, *, style: MinutesStyle = MinutesStyle.BY_SPEAKER, public: bool = True
) -> Change:
    """Begin the minutes of a meeting that has begun, with all that its record tells."""
    owner = store.get(Meeting, meeting)
    with store.change(msg("{number}会議の会議録を作成", number=_number(owner))) as draft:
        what = msg("{number}会議の会議録を作成できません", number=_number(owner))
        if owner.status in _NOT_BEGUN:
            raise refused(
                what,
                msg("会議の状態は「{state}」です。", state=Message(owner.status.label)),
                msg("会議を開いてから作成してください。"),
            )
        if minutes_of(store, owner.id) is not None:
            raise refused(
                what,
                msg("この会議の会議録は、すでにあります。"),
                msg("その会議録を開いてください。"),
            )
        made = draft.add(Minutes(id=draft.new_id(), meeting=owner.id, style=style, public=public))
        _apply(draft, made, (), merge((), _lines(store, made)))
    return draft.change


def edit_minutes(store: Store, minutes: Minutes) -> Change:
    """Save the particulars of the minutes (style, open or closed, observers); the state has its own acts."""
    stored = store.get(Minutes, minutes.id)
    number = called(store, stored)
    with store.change(msg("{number}会議の会議録の内容を変更", number=number)) as draft:
        workable(store, stored.id, msg("{number}会議の会議録を変更できません", number=number))
        draft.save(
            replace(
                stored,
                version=minutes.version,
                style=minutes.style,
                public=minutes.public,
                closed_reason=minutes.closed_reason,
                observers=minutes.observers,
            )
        )
    return draft.change


def regenerate(store: Store, minutes: Id) -> Change:
    """Bring the minutes up to the record: untouched lines are rewritten, typed ones keep their words.

    Where the source of a typed line has changed, its new text is offered beside it (see `flagged`).
    """
    stored = store.get(Minutes, minutes)
    number = called(store, stored)
    with store.change(msg("{number}会議の会議録に会議の記録を反映", number=number)) as draft:
        workable(store, stored.id, msg("{number}会議の会議録に記録を反映できません", number=number))
        _apply(draft, stored, store.find(Utterance, minutes=stored.id), pending(store, stored.id))
    return draft.change


def pending(store: Store, minutes: Id) -> Merged:
    """What bringing the minutes up to the record would change."""
    stored = store.get(Minutes, minutes)
    asked = store.find(MinutesCorrection, minutes=stored.id)
    lines = store.find(Utterance, minutes=stored.id)
    return merge(lines, _lines(store, stored), {one.utterance for one in asked if one.utterance})


def is_stale(store: Store, minutes: Id) -> bool:
    """Whether the record of the meeting says something else than when the minutes were brought up to it."""
    merged = pending(store, minutes)
    changed = merged.changed(store.find(Utterance, minutes=minutes))
    return bool(merged.added or merged.removed or changed)


def utterances(store: Store, minutes: Id) -> tuple[Utterance, ...]:
    """The lines in the order of print, those omitted among them."""
    stored = store.get(Minutes, minutes)
    places = {line.item.id: at for at, line in enumerate(agenda(store, stored.meeting))}

    def place(one: Utterance) -> tuple[int, int, int, Id]:
        return _PARTS[one.part], places[one.item] if one.item else 0, one.order, one.id

    return tuple(sorted(store.find(Utterance, minutes=stored.id), key=place))


def flagged(store: Store, minutes: Id) -> tuple[Utterance, ...]:
    """The typed lines whose source has changed or gone, for the clerk to settle."""
    return tuple(one for one in utterances(store, minutes) if one.offered or one.gone)


def require_settled(store: Store, minutes: Id, what: Message) -> None:
    """Refuse to let minutes go on while the clerk hasn't looked at a typed line whose source has changed."""
    unsettled = len(flagged(store, minutes))
    if unsettled:
        raise refused(
            what,
            msg("会議の記録が変わったのに、確かめていない発言が{n}件あります。", n=unsettled),
            msg("記録の文を採るか、今の文を残すかを決めてください。"),
        )


def require_current(store: Store, minutes: Minutes, what: Message) -> None:
    """Refuse to let minutes go on while the meeting's record is open, or says something else than they do."""
    require_settled(store, minutes.id, what)
    if is_stale(store, minutes.id):
        raise refused(
            what,
            msg("会議の記録が、会議録に反映した後で変わっています。"),
            msg("会議録に記録を反映してください。確定した後であれば、先に会議録を再開してください。"),
        )
    meeting = store.get(Meeting, minutes.meeting)
    if not meeting.closed and meeting.status not in _OVER:
        raise refused(
            what,
            msg("会議の状態は「{state}」です。", state=Message(meeting.status.label)),
            msg("先に会議の記録を閉じてください。"),
        )


def _lines(store: Store, minutes: Minutes) -> tuple[Line, ...]:
    return lines_of(told_of(store, minutes.meeting), minutes.style)


def _apply(draft: Draft, minutes: Minutes, stored: tuple[Utterance, ...], merged: Merged) -> None:
    for gone in merged.removed:
        draft.remove(gone)
    for one in merged.changed(stored):
        draft.save(one)
    for line, order in merged.added:
        part, item = line.place
        draft.add(
            Utterance(
                id=draft.new_id(),
                minutes=minutes.id,
                part=part,
                item=item,
                order=order,
                kind=line.kind,
                appointment=line.appointment,
                speaker=line.speaker,
                body=line.body,
                typed=False,
                source=line.source,
                generated=line.body,
            )
        )


def _number(meeting: Meeting) -> str:
    return meeting_number(meeting.number)
