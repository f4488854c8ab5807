"""What the letters of a consultation need: which one is meant, and who stood for the committee."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Consultation, OfficeRole, PersonName
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.consultations import ConsultationLine, ledger
from kyodo_desktop.services.officers import officers_on
from kyodo_desktop.services.refusal import absent, said
from kyodo_desktop.services.register import name_on, term_on
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class Officer:
    """Who held an office on a day."""

    role: OfficeRole
    name: PersonName


def asked(
    store: Store, committee: Id, day: dt.date, meeting: Id | None = None, wanted: Id | None = None
) -> ConsultationLine:
    """The consultation that a letter is about: `wanted`; else what the meeting deliberates, what is open on
    `day`, the last one. Raises `NotFound`.
    """
    what, lines = msg("諮問書を作成できません"), ledger(store, committee)
    _require(lines, what)
    return _chosen(lines, meeting, wanted) or _open(lines, day) or lines[-1]


def answered(
    store: Store, committee: Id, meeting: Id | None = None, wanted: Id | None = None
) -> ConsultationLine:
    """The consultation whose report is meant: `wanted`, what the meeting deliberated, else the last answered.

    Raises `NotFound` where there is no report.
    """
    what, lines = msg("答申書を作成できません"), ledger(store, committee)
    _require(lines, what)
    reported = [line for line in lines if line.report is not None]
    found = _chosen(lines, None, wanted) or _chosen(tuple(reported), meeting, None)
    found = found or (reported[-1] if reported else lines[-1])
    if found.report is None:
        raise absent(
            what,
            msg("諮問{number}の答申は、まだ記録されていません。", number=found.consultation.number),
            msg("諮問・答申の画面で答申を入力してください。"),
        )
    return found


def chair_asked(store: Store, consultation: Consultation) -> Officer | None:
    """The chair on the day of a consultation; None before the first term on record.

    Raises `NotFound` where nobody was elected yet: a consultation goes to the chair (委員長あて).
    """
    day = consultation.asked_on
    return _officer(store, consultation.committee, day, (OfficeRole.CHAIR,), msg("諮問書を作成できません"))


def signer_of(store: Store, committee: Id, day: dt.date) -> Officer | None:
    """Who signs a report of a day: the chair, else the vice-chair (規則第2条第3項); None as above."""
    roles = (OfficeRole.CHAIR, OfficeRole.VICE_CHAIR)
    return _officer(store, committee, day, roles, msg("答申書を作成できません"))


def _officer(
    store: Store, committee: Id, day: dt.date, roles: tuple[OfficeRole, ...], what: Message
) -> Officer | None:
    if term_on(store, committee, day) is None:
        return None
    held = {office.role: seat for office, seat in officers_on(store, committee, day)}
    role = next((role for role in roles if role in held), None)
    if role is None:
        raise absent(
            what,
            msg("{day}には、委員長がまだ選任されていません。", day=said(day)),
            msg("委員長の互選を記録するか、諮問日・答申日を確かめてください。"),
        )
    return Officer(role, name_on(store, held[role].person, day))


def _require(lines: tuple[ConsultationLine, ...], what: Message) -> None:
    if not lines:
        raise absent(
            what, msg("諮問が登録されていません。"), msg("諮問・答申の画面で諮問を入力してください。")
        )


def _chosen(
    lines: tuple[ConsultationLine, ...], meeting: Id | None, wanted: Id | None
) -> ConsultationLine | None:
    if wanted is not None:
        return next((line for line in lines if line.consultation.id == wanted), None)
    return next(
        (line for line in lines if any(sat.meeting.id == meeting for sat in line.sittings)),
        None,
    )


def _open(lines: tuple[ConsultationLine, ...], day: dt.date) -> ConsultationLine | None:
    return next(
        (line for line in reversed(lines) if line.report is None and line.consultation.asked_on <= day), None
    )
