"""Mistakes found in what was handed out (正誤), for the errata list that goes beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, Erratum, IssuedPaper, Material, Meeting
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.materials import materials
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Store


@dataclass(frozen=True, slots=True)
class ErratumLine:
    """An erratum and what it corrects as the list names it: 資料4, or a paper's title."""

    erratum: Erratum
    document: str


def record_erratum(store: Store, erratum: Erratum) -> Change:
    """Put a mistake on record; its id is given here."""
    owner = store.get(Committee, erratum.committee)
    with store.change(msg("正誤を記録")) as draft:
        made = replace(erratum, id=draft.new_id(), committee=owner.id)
        _check(store, made)
        draft.add(made)
    return draft.change


def record_errata(store: Store, several: Sequence[Erratum]) -> Change:
    """Put several mistakes on record in one act, as they were proposed; their ids are given here."""
    with store.change(msg("正誤{count}件を記録", count=len(several))) as draft:
        for one in several:
            made = replace(one, id=draft.new_id(), committee=store.get(Committee, one.committee).id)
            _check(store, made)
            draft.add(made)
    return draft.change


def edit_erratum(store: Store, erratum: Erratum) -> Change:
    """Save an erratum as the clerk has put it; it stays with its committee."""
    stored = store.get(Erratum, erratum.id)
    with store.change(msg("正誤の記録を変更")) as draft:
        erratum = replace(erratum, committee=stored.committee)
        _check(store, erratum)
        draft.save(erratum)
    return draft.change


def remove_erratum(store: Store, erratum: Id) -> Change:
    """Remove an erratum recorded by mistake."""
    stored = store.get(Erratum, erratum)
    with store.change(msg("正誤の記録を取消")) as draft:
        draft.remove(stored)
    return draft.change


def errata(store: Store, committee: Id, meeting: Id | None = None) -> tuple[ErratumLine, ...]:
    """The errata of a committee, or of one meeting alone: by document, page and day."""
    known = {} if meeting is None else {"meeting": meeting}
    found = [
        ErratumLine(one, _document(store, one)) for one in store.find(Erratum, committee=committee, **known)
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.document,
                one.erratum.page or 0,
                one.erratum.noticed_on,
                one.erratum.id,
            ),
        )
    )


def _document(store: Store, one: Erratum) -> str:
    if one.material is not None:
        owner = store.get(Material, one.material).meeting
        return next(line.number for line in materials(store, owner) if line.material.id == one.material)
    return one.document or (store.get(IssuedPaper, one.issued).title if one.issued else "")


def _check(store: Store, one: Erratum) -> None:
    """Refuse a material of another meeting than the one named, a meeting of another committee."""
    what = msg("正誤を記録できません")
    if one.meeting is not None and store.get(Meeting, one.meeting).committee != one.committee:
        raise refused(
            what, msg("別の委員会の会議です。"), msg("この委員会の会議を選んでください。"), "meeting"
        )
    if one.material is not None and store.get(Material, one.material).meeting != one.meeting:
        raise refused(
            what, msg("別の会議の資料です。"), msg("資料を配った会議を選んでください。"), "material"
        )
