"""What a paper lacks that the register could tell, and which record it would stand in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kyodo_desktop.domain.fields import Record
from kyodo_desktop.domain.records import (
    BankAccount,
    CandidateDate,
    Committee,
    Consultation,
    Contact,
    Meeting,
    OfficeRole,
    Person,
    Sender,
    Term,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.acceptance import AcceptanceView
from kyodo_desktop.papers.certificate import CertificatesView
from kyodo_desktop.papers.letter import LetterHead
from kyodo_desktop.papers.paper import AnyPaper, GoesOut, Occasion, Takes

_AWAY: Final = "{name}委員の住所が登録されていません。"
_OF_NOTES: Final[Mapping[str, type[Record]]] = {
    "住所が登録されていません：{names}": Person,
    "郵便番号が登録されていません：{names}": Person,
    "口座が登録されていません：{names}": BankAccount,
    "候補日が登録されていません。": CandidateDate,
}
"""The notes of papers that tell of something missing, by their words."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence for the clerk, and the record in which it is put right, where there is one."""

    sentence: Message
    record: type[Record] | None = None


def told(paper: AnyPaper, occasion: Occasion, view: object, forms: Path) -> tuple[Told, ...]:
    """What to know of a paper before it is used: what it lacks, then its own notes."""
    notes = _joined(paper.notes(view, paper.read(forms)))
    return (
        *_of_letter(paper, occasion, view),
        *(Told(one, _OF_NOTES.get(one.key)) for one in notes),
    )


def _joined(notes: tuple[Message, ...]) -> tuple[Message, ...]:
    """The notes, those that say the same of several members as one."""
    away = tuple(str(dict(one.args)["name"]) for one in notes if one.key == _AWAY)
    rest = tuple(one for one in notes if one.key != _AWAY)
    return (msg("住所が登録されていません：{names}", names=away), *rest) if away else rest


def needed_by(paper: AnyPaper) -> type[Record]:
    """Where to look when a paper can't be composed at all."""
    if Takes.CONSULTATION in paper.takes:
        return Consultation
    return Meeting if Takes.MEETING in paper.takes else Term


def _of_letter(paper: AnyPaper, occasion: Occasion, view: object) -> Iterator[Told]:
    if paper.goes_out is GoesOut.NUMBERED and not occasion.committee.document_prefix:
        yield Told(msg("文書番号の記号（「川協発第」など）が登録されていません。"), Committee)
    for title in _unsigned(view):
        yield Told(msg("発信者（{title}）の氏名が登録されていません。", title=title), Sender)
    head = getattr(view, "head", None)
    if isinstance(head, LetterHead) and not (head.person or head.phone or head.email):
        yield Told(msg("問合せ先の担当者と電話番号が登録されていません。"), Contact)


def _unsigned(view: object) -> tuple[str, ...]:
    """The titles of those in the city's name that sign without one of their own."""
    head = getattr(view, "head", None)
    if isinstance(head, LetterHead):
        of_committee = head.sender_title.endswith(tuple(role.label for role in OfficeRole))
        return () if head.sender or of_committee else (head.sender_title,)
    if isinstance(view, AcceptanceView):
        return () if view.mayor else (view.mayor_title,)
    if isinstance(view, CertificatesView):
        titles = (one.signer_title for one in view.certificates if not one.signer)
        return tuple(dict.fromkeys(titles))
    return ()
