"""諮問 and 答申 put on record: the mayor's question, the committee's answer, and each put right."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.numbering import DEPTHS
from kyodo_desktop.domain.quotation import holds_reference
from kyodo_desktop.domain.records import (
    Committee,
    Consultation,
    ContinuedDeliberation,
    Recommendation,
    Report,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.deliberations import check_sittings
from kyodo_desktop.services.quotations import point_elsewhere
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.storage import Change, Store


def record_consultation(
    store: Store,
    committee: Id,
    title: str,
    *,
    asked_on: dt.date,
    number: int | None = None,
    document_number: str = "",
    subject: str = "",
    question: str = "",
    term_note: str = "",
) -> Change:
    """Put a consultation on record; `number` None takes the next one."""
    owner = store.get(Committee, committee)
    known = store.find(Consultation, committee=owner.id)
    n = max((one.number for one in known), default=0) + 1 if number is None else number
    with store.change(msg("諮問{number}「{title}」を記録", number=n, title=title)) as draft:
        consultation = Consultation(
            id=draft.new_id(),
            committee=owner.id,
            number=n,
            title=title,
            asked_on=asked_on,
            document_number=document_number,
            subject=subject,
            question=question,
            term_note=term_note,
        )
        _check_number(store, consultation)
        _check_title(consultation)
        draft.add(consultation)
    return draft.change


def edit_consultation(store: Store, consultation: Consultation) -> Change:
    """Save a consultation as the clerk has put it; what quotes it by its number follows to a new one."""
    stored = store.get(Consultation, consultation.id)
    with store.change(msg("諮問{number}を変更", number=stored.number)) as draft:
        consultation = replace(consultation, committee=stored.committee)
        _check_number(store, consultation)
        for report in store.find(Report, consultation=stored.id):
            check_days(consultation, report)
        check_sittings(store, consultation)
        _check_title(consultation)
        saved = draft.save(consultation)
        if saved.number != stored.number:
            point_elsewhere(store, draft, saved.committee, stored.number, saved.number)
    return draft.change


def record_report(
    store: Store,
    consultation: Id,
    *,
    reported_on: dt.date,
    document_number: str = "",
    body: str = "",
    reasons: str = "",
) -> Change:
    """Put the answer to a consultation on record; there is one answer to each."""
    asked = store.get(Consultation, consultation)
    with store.change(msg("諮問{number}の答申を記録", number=asked.number)) as draft:
        report = Report(
            id=draft.new_id(),
            consultation=asked.id,
            reported_on=reported_on,
            document_number=document_number,
            body=body,
            reasons=reasons,
        )
        if store.find(Report, consultation=asked.id):
            raise refused(
                _report_refused(asked),
                msg("この諮問の答申は、すでに記録されています。"),
                msg("記録済みの答申を選んで、内容を直してください。"),
            )
        check_days(asked, report)
        draft.add(report)
    return draft.change


def edit_report(store: Store, report: Report) -> Change:
    """Save an answer as the clerk has put it."""
    stored = store.get(Report, report.id)
    asked = store.get(Consultation, stored.consultation)
    with store.change(msg("諮問{number}の答申を変更", number=asked.number)) as draft:
        report = replace(report, consultation=asked.id)
        check_days(asked, report)
        draft.save(report)
    return draft.change


def add_recommendation(
    store: Store, report: Id, title: str, *, body: str = "", parent: Id | None = None
) -> Change:
    """Add a recommendation after the others under `parent`, or after the last of the report."""
    owner = store.get(Report, report)
    with store.change(msg("答申の意見「{title}」を追加", title=title)) as draft:
        siblings = store.find(Recommendation, report=owner.id, parent=parent)
        _check_parent(store, owner.id, parent, title)
        draft.add(
            Recommendation(
                id=draft.new_id(),
                report=owner.id,
                parent=parent,
                order=max((one.order for one in siblings), default=0) + 1,
                title=title,
                body=body,
            )
        )
    return draft.change


def edit_recommendation(store: Store, recommendation: Recommendation) -> Change:
    """Save a recommendation's words; it keeps its place."""
    stored = store.get(Recommendation, recommendation.id)
    with store.change(msg("答申の意見「{title}」を変更", title=stored.title)) as draft:
        draft.save(replace(recommendation, report=stored.report, parent=stored.parent, order=stored.order))
    return draft.change


def add_continued(store: Store, consultation: Id, matter: str, *, outcome: str = "") -> Change:
    """Record what the committee went on to deliberate after its answer (継続審議), and the outcome."""
    asked = store.get(Consultation, consultation)
    with store.change(msg("諮問{number}の継続審議を記録", number=asked.number)) as draft:
        known = store.find(ContinuedDeliberation, consultation=asked.id)
        draft.add(
            ContinuedDeliberation(
                id=draft.new_id(),
                consultation=asked.id,
                order=max((one.order for one in known), default=0) + 1,
                matter=matter,
                outcome=outcome,
            )
        )
    return draft.change


def edit_continued(store: Store, continued: ContinuedDeliberation) -> Change:
    """Save a continued deliberation as the clerk has put it."""
    stored = store.get(ContinuedDeliberation, continued.id)
    asked = store.get(Consultation, stored.consultation)
    with store.change(msg("諮問{number}の継続審議を変更", number=asked.number)) as draft:
        draft.save(replace(continued, consultation=stored.consultation))
    return draft.change


def check_days(asked: Consultation, report: Report) -> None:
    """Refuse an answer given before it was asked for."""
    if report.reported_on < asked.asked_on:
        raise refused(
            _report_refused(asked),
            msg("答申日が、諮問日（{day}）より前になっています。", day=said(asked.asked_on)),
            msg("諮問日と答申日を確かめてください。"),
            "reported_on",
        )


def _report_refused(asked: Consultation) -> Message:
    return msg("諮問{number}の答申を記録できません", number=asked.number)


def _check_number(store: Store, consultation: Consultation) -> None:
    for other in store.find(Consultation, committee=consultation.committee):
        if other.id != consultation.id and other.number == consultation.number:
            raise refused(
                msg("諮問{number}を記録できません", number=consultation.number),
                msg("この番号の諮問は「{title}」です。", title=other.title),
                msg("別の諮問番号を入力してください。"),
                "number",
            )


def _check_title(consultation: Consultation) -> None:
    """A title is what others quote: it quotes nothing itself."""
    if holds_reference(consultation.title):
        raise refused(
            msg("諮問{number}を記録できません", number=consultation.number),
            msg("件名の中では、ほかの諮問を引用できません。"),
            msg("件名をそのままの言葉で入力してください。"),
            "title",
        )


def _check_parent(store: Store, report: Id, parent: Id | None, title: str) -> None:
    what = msg("答申の意見「{title}」を追加できません", title=title)
    depth, above = 0, parent
    while above is not None:
        one = store.get(Recommendation, above)
        if one.report != report:
            raise refused(
                what,
                msg("「{title}」は別の答申の意見です。", title=one.title),
                msg("同じ答申の意見を選んでください。"),
                "parent",
            )
        depth, above = depth + 1, one.parent
    if depth >= DEPTHS:
        raise refused(
            what,
            msg("答申の意見は{depths}段までです。", depths=DEPTHS),
            msg("もっと上の意見の下に置いてください。"),
            "parent",
        )
