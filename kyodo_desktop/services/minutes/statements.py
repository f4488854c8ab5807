"""What the clerk types into the minutes: statements, and lines of the record put into other words."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    AgendaItem,
    Appointment,
    Meeting,
    Minutes,
    MinutesCorrection,
    MinutesPart,
    SpeakerKind,
    Utterance,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.held import require_in_office
from kyodo_desktop.services.minutes.guards import workable, workable_line
from kyodo_desktop.services.places import moved
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.seats import name_of
from kyodo_desktop.storage import Change, Store


def add_statement(
    store: Store,
    minutes: Id,
    body: str,
    *,
    kind: SpeakerKind = SpeakerKind.MEMBER,
    part: MinutesPart = MinutesPart.ITEM,
    item: Id | None = None,
    appointment: Id | None = None,
    speaker: str = "",
    after: Id | None = None,
) -> Change:
    """Type what was said under an item, or before or after the agenda; `after` a line, else at the end."""
    what = msg("発言を追加できません")
    with store.change(msg("会議録に発言を追加")) as draft:
        owner = workable(store, minutes, what)
        before = None if after is None else store.get(Utterance, after)
        made = Utterance(
            id=draft.new_id(),
            minutes=owner.id,
            part=part if before is None else before.part,
            item=item if before is None else before.item,
            kind=kind,
            appointment=appointment,
            speaker=speaker,
            body=body,
        )
        _check(store, owner, made, what)
        row = list(_section(store, made))
        at = len(row) if before is None else [one.id for one in row].index(before.id) + 1
        draft.add(replace(made, order=at + 1))
        for order, one in enumerate(row[at:], at + 2):
            draft.save(replace(one, order=order))
    return draft.change


def edit_line(store: Store, line: Utterance) -> Change:
    """Put a line into other words; from now on they are the clerk's, and the record won't change them."""
    what = msg("会議録の発言を変更できません")
    with store.change(msg("会議録の発言を変更")) as draft:
        stored = workable_line(store, line.id, what)
        edited = replace(
            stored,
            version=line.version,
            kind=line.kind,
            appointment=line.appointment,
            speaker=line.speaker,
            body=line.body,
        )
        _check(store, store.get(Minutes, stored.minutes), edited, what)
        same = replace(edited, version=stored.version) == stored
        draft.save(edited if same else replace(edited, typed=True, omitted=False))
    return draft.change


def move_line(store: Store, line: Id, by: int) -> Change:
    """Move a line up (negative) or down in its section, at most to the end."""
    with store.change(msg("会議録の発言を移動")) as draft:
        stored = workable_line(store, line, msg("会議録の発言を移動できません"))
        for one in moved(_section(store, stored), stored, by):
            draft.save(one)
    return draft.change


def remove_line(store: Store, line: Id) -> Change:
    """Take a line out. One that the record gives is only left out (載せない), or it would come back."""
    with store.change(msg("会議録の発言を削除")) as draft:
        stored = workable_line(store, line, msg("会議録の発言を削除できません"))
        if stored.source and not stored.gone:
            draft.save(replace(stored, typed=True, omitted=True))
        else:
            for asked in store.find(MinutesCorrection, utterance=stored.id):
                draft.save(replace(asked, utterance=None))
            draft.remove(stored)
    return draft.change


def take_from_record(store: Store, line: Id) -> Change:
    """Let a line say again what the record says, in place of what was typed or left out."""
    what = msg("記録の文を採れません")
    with store.change(msg("会議録の発言に記録の文を採用")) as draft:
        stored = workable_line(store, line, what)
        text = stored.offered or stored.generated
        if stored.gone or not text:
            raise refused(
                what,
                msg("この発言の元になる記録がありません。"),
                msg("手で直すか、発言を削除してください。"),
            )
        draft.save(replace(stored, body=text, generated=text, offered="", typed=False, omitted=False))
    return draft.change


def keep_typed(store: Store, line: Id) -> Change:
    """Keep what was typed though the record has changed: the clerk has seen what it says now."""
    with store.change(msg("会議録の発言をこのまま残すと決定")) as draft:
        stored = workable_line(store, line, msg("会議録の発言を変更できません"))
        if stored.gone:
            draft.save(replace(stored, source="", generated="", gone=False, typed=True))
        elif stored.offered:
            draft.save(replace(stored, generated=stored.offered, offered=""))
    return draft.change


def _section(store: Store, line: Utterance) -> tuple[Utterance, ...]:
    found = store.find(Utterance, minutes=line.minutes, part=line.part, item=line.item)
    return tuple(sorted(found, key=lambda one: (one.order, one.id)))


def _check(store: Store, minutes: Minutes, line: Utterance, what: Message) -> None:
    if (line.part is MinutesPart.ITEM) is not (line.item is not None):
        raise refused(
            what,
            msg("発言を置く議事項目が決まっていません。"),
            msg("議事項目を選ぶか、開会か閉会の箇所を選んでください。"),
            "item",
        )
    if line.item is not None and store.get(AgendaItem, line.item).meeting != minutes.meeting:
        raise refused(
            what,
            msg("別の会議の議事項目です。"),
            msg("同じ会議の項目を選んでください。"),
            "item",
        )
    _check_speaker(store, store.get(Meeting, minutes.meeting), line, what)


def _check_speaker(store: Store, meeting: Meeting, line: Utterance, what: Message) -> None:
    if line.kind is SpeakerKind.OTHER and not line.speaker.strip():
        raise refused(
            what,
            msg("発言者が入力されていません。"),
            msg("発言者の職や氏名を入力してください。"),
            "speaker",
        )
    if line.appointment is not None:
        seat = store.get(Appointment, line.appointment)
        require_in_office(store, meeting, seat, name_of(store, seat, meeting.date), what)
