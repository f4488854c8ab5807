"""Papers that went out (発行文書): the list of them, their kept bytes, the edition that would follow one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Dispatch, DocumentNumber, IssuedPaper
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.editions import PACKET
from kyodo_desktop.services.refusal import absent
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A paper that went out, the number it bears, and to whom it went."""

    paper: IssuedPaper
    number: DocumentNumber | None
    to: tuple[Dispatch, ...]

    @property
    def numbered(self) -> str:
        """Its number as it is printed, without the words of the form around it; "" where it has none."""
        return "" if self.number is None else f"{self.number.prefix}{self.number.number}号"


def issued_lines(store: Store, committee: Id) -> tuple[IssuedLine, ...]:
    """What went out, the latest first; packets, which have a list of their own, apart."""
    found = [one for one in store.find(IssuedPaper, committee=committee) if one.paper != PACKET]
    numbers = {one.id: one for one in store.find(DocumentNumber, committee=committee)}
    sent: defaultdict[Id, list[Dispatch]] = defaultdict(list)
    for one in store.find_in(Dispatch, "issued", [paper.id for paper in found]):
        sent[one.issued].append(one)
    found.sort(key=lambda one: (one.issued_on, _number(one, numbers), one.edition, one.id), reverse=True)
    return tuple(
        IssuedLine(
            one, numbers.get(one.document_number) if one.document_number else None, tuple(sent[one.id])
        )
        for one in found
    )


def next_edition_of(store: Store, issued: IssuedPaper) -> int:
    """The edition that would follow: one more than any of the same paper that the journal knows."""
    same = (issued.committee, issued.meeting, issued.paper, issued.title)
    known = (*store.ever(IssuedPaper), issued)
    return 1 + max(one.edition for one in known if (one.committee, one.meeting, one.paper, one.title) == same)


def kept_bytes(store: Store, issued: IssuedPaper) -> bytes:
    """The PDF exactly as it was issued. Raises `NotFound` where a single bit of it has changed."""
    try:
        return store.blob(issued.sha256)
    except NotFound as error:
        raise absent(
            msg("「{title}」を表示できません", title=issued.title),
            msg("発行した文書の控えが失われたか、壊れています。"),
            msg("台帳の控えを開き、発行した文書を取り出してください。"),
        ) from error


def _number(one: IssuedPaper, numbers: dict[Id, DocumentNumber]) -> int:
    number = numbers.get(one.document_number) if one.document_number else None
    return number.number if number else 0
