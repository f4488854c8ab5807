"""Where consultations were deliberated: the meetings, the days and the terms that an answer took."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import meeting_number
from kyodo_desktop.domain.records import (
    AgendaItem,
    Consultation,
    Deliberation,
    Meeting,
    MeetingStatus,
    Report,
    Term,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.refusal import absent, refused, said
from kyodo_desktop.services.register import terms
from kyodo_desktop.storage import Change, Store


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting at which a consultation was deliberated, and under which item."""

    deliberation: Deliberation
    meeting: Meeting
    item: AgendaItem


@dataclass(frozen=True, slots=True)
class Course:
    """How a consultation stands on `on`: `report` None while it was still open.

    `sittings` up to that day, `terms` those that the time from the consultation to its answer touches.
    """

    consultation: Consultation
    report: Report | None
    on: dt.date
    sittings: tuple[Sitting, ...]
    terms: tuple[Term, ...]

    @property
    def days(self) -> int:
        """Days from the consultation (諮問日) to its report (答申日), or to `on` while there is none."""
        return ((self.report.reported_on if self.report else self.on) - self.consultation.asked_on).days

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings that deliberated it, each once, the oldest first."""
        return tuple({one.meeting.id: one.meeting for one in self.sittings}.values())


def deliberate(store: Store, consultation: Id, item: Id) -> Change:
    """Record that an agenda item deliberates a consultation. Raises `InvalidRecord` where it can't have."""
    asked, item_ = store.get(Consultation, consultation), store.get(AgendaItem, item)
    meeting = store.get(Meeting, item_.meeting)
    number = meeting_number(meeting.number)
    with store.change(
        msg("{number}会議での諮問{asked}の審議を記録", number=number, asked=asked.number)
    ) as draft:
        made = Deliberation(id=draft.new_id(), consultation=asked.id, item=item_.id)
        _check(store, asked, Sitting(made, meeting, item_))
        draft.add(made)
    return draft.change


def withdraw_deliberation(store: Store, deliberation: Id) -> Change:
    """Take back that an agenda item deliberated a consultation: it didn't."""
    stored = store.get(Deliberation, deliberation)
    asked = store.get(Consultation, stored.consultation)
    with store.change(msg("諮問{asked}の審議の記録を取消", asked=asked.number)) as draft:
        draft.remove(stored)
    return draft.change


def sittings_of(store: Store, consultations: Iterable[Consultation]) -> dict[Id, tuple[Sitting, ...]]:
    """Where each consultation was deliberated, the oldest first; a meeting called off deliberated nothing."""
    found = store.find_in(Deliberation, "consultation", [one.id for one in consultations])
    items = {one.id: one for one in store.find_in(AgendaItem, "id", {one.item for one in found})}
    held = {one.id: one for one in store.find_in(Meeting, "id", {one.meeting for one in items.values()})}
    sat: dict[Id, list[Sitting]] = {}
    for one in found:
        item = items[one.item]
        meeting = held[item.meeting]
        if meeting.status is not MeetingStatus.CANCELLED:
            sat.setdefault(one.consultation, []).append(Sitting(one, meeting, item))
    return {asked: tuple(sorted(found, key=_when)) for asked, found in sat.items()}


def deliberable(store: Store, consultation: Id) -> tuple[tuple[Meeting, AgendaItem], ...]:
    """The agenda items that may have deliberated a consultation and aren't on record for it, newest first."""
    asked = store.get(Consultation, consultation)
    held = {
        one.id: one
        for one in store.find(Meeting, committee=asked.committee)
        if one.date >= asked.asked_on and one.status is not MeetingStatus.CANCELLED
    }
    known = {one.item for one in store.find(Deliberation, consultation=asked.id)}
    items = [one for one in store.find_in(AgendaItem, "meeting", held) if one.id not in known]
    items.sort(key=lambda one: (one.order, one.id))
    return tuple(
        (meeting, item)
        for meeting in sorted(held.values(), key=lambda one: (one.date, one.number), reverse=True)
        for item in items
        if item.meeting == meeting.id
    )


def course(store: Store, consultation: Id, on: dt.date) -> Course:
    """How a consultation stood on a day. Raises `NotFound` for a day before it was asked."""
    asked = store.get(Consultation, consultation)
    if asked.asked_on > on:
        raise absent(
            msg("諮問{number}の経過を示せません", number=asked.number),
            msg("{day}には、まだ諮問されていません。", day=said(on)),
            msg("{day}以後の日を指定してください。", day=said(asked.asked_on)),
        )
    report = next(iter(store.find(Report, consultation=asked.id)), None)
    report = report if report is not None and report.reported_on <= on else None
    end = report.reported_on if report else on
    sat = sittings_of(store, [asked]).get(asked.id, ())
    return Course(
        consultation=asked,
        report=report,
        on=on,
        sittings=tuple(one for one in sat if one.meeting.date <= on),
        terms=tuple(
            one for one in terms(store, asked.committee) if one.since <= end and one.until >= asked.asked_on
        ),
    )


def open_consultations(store: Store, committee: Id, on: dt.date) -> tuple[Course, ...]:
    """The consultations asked and not yet answered on a day, by number."""
    asked = [one for one in store.find(Consultation, committee=committee) if one.asked_on <= on]
    reports = store.find_in(Report, "consultation", [one.id for one in asked])
    answered = {one.consultation for one in reports if one.reported_on <= on}
    open_ = [one for one in asked if one.id not in answered]
    courses = (course(store, one.id, on) for one in sorted(open_, key=lambda one: (one.number, one.id)))
    return tuple(one for one in courses if one.report is None)


def check_sittings(store: Store, asked: Consultation) -> None:
    """Refuse a consultation that would have been deliberated before it was asked."""
    for sitting in sittings_of(store, [asked]).get(asked.id, ()):
        _check_day(asked, sitting)


def _check(store: Store, asked: Consultation, sitting: Sitting) -> None:
    what = msg("諮問{asked}の審議を記録できません", asked=asked.number)
    if sitting.meeting.committee != asked.committee:
        raise refused(
            what,
            msg("選ばれた議事項目は、別の委員会のものです。"),
            msg("この委員会の議事項目を選んでください。"),
            "item",
        )
    if store.find(Deliberation, consultation=asked.id, item=sitting.item.id):
        raise refused(
            what,
            msg("この議事項目での審議は、すでに記録されています。"),
            msg("別の議事項目を選んでください。"),
            "item",
        )
    _check_day(asked, sitting)


def _check_day(asked: Consultation, sitting: Sitting) -> None:
    if sitting.meeting.date < asked.asked_on:
        raise refused(
            msg("諮問{asked}の審議を記録できません", asked=asked.number),
            msg(
                "{number}会議（{day}）は、諮問日（{asked_on}）より前です。",
                number=meeting_number(sitting.meeting.number),
                day=said(sitting.meeting.date),
                asked_on=said(asked.asked_on),
            ),
            msg("諮問日と会議の開催日を確かめてください。"),
            "asked_on",
        )


def _when(sitting: Sitting) -> tuple[dt.date, dt.time, int, int, Id]:
    meeting, item = sitting.meeting, sitting.item
    return meeting.date, meeting.starts_at or dt.time.min, meeting.number, item.order, item.id
