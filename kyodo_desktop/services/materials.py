"""The materials (資料・参考資料・別紙) of a meeting; numbers follow from places in the family."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import AgendaItem, Attachment, Material, MaterialFamily, Meeting, Survey
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.files import drop_unused
from kyodo_desktop.services.places import moved
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.texts import drop_body
from kyodo_desktop.storage import Change, Draft, Store


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """A material as the list prints it: `number` 資料1, 参考資料1, 別紙1 …"""

    material: Material
    number: str


def materials(store: Store, meeting: Id) -> tuple[MaterialLine, ...]:
    """The materials in the order of print: 資料, 参考資料, 別紙."""
    return tuple(
        MaterialLine(material, numbering.material_number(family, n))
        for family in MaterialFamily
        for n, material in enumerate(_family(store, meeting, family), 1)
    )


def add_material(
    store: Store,
    meeting: Id,
    title: str,
    *,
    family: MaterialFamily = MaterialFamily.MATERIAL,
    paper: str = "",
    handed_apart: bool = False,
    item: Id | None = None,
) -> Change:
    """Add a material after the others of its family; `paper` is the form that the register composes it in."""
    owner = store.get(Meeting, meeting)
    with store.change(msg("資料「{title}」を追加", title=title)) as draft:
        material = Material(
            id=draft.new_id(),
            meeting=owner.id,
            family=family,
            order=_last(store, owner.id, family) + 1,
            title=title,
            paper=paper,
            handed_apart=handed_apart,
            item=item,
        )
        _check(store, material, msg("資料「{title}」を追加できません", title=title))
        draft.add(material)
    return draft.change


def edit_material(store: Store, material: Material) -> Change:
    """Save a material as the clerk has put it; in another family it comes last.

    A material that another paper was chosen for is printed, so it is no longer 別添.
    """
    stored = store.get(Material, material.id)
    with store.change(msg("資料「{title}」を変更", title=stored.title)) as draft:
        material = replace(material, meeting=stored.meeting)
        if material.family is not stored.family:
            last = _last(store, material.meeting, material.family)
            material = replace(material, order=last + 1)
        if material.paper and material.paper != stored.paper and stored.handed_apart:
            material = replace(material, handed_apart=False)
        _check(store, material, msg("資料「{title}」を変更できません", title=stored.title))
        draft.save(material)
        _drop_replaced(store, draft, stored, material)
    return draft.change


def move_material(store: Store, material: Id, by: int) -> Change:
    """Move a material up (negative) or down within its family, at most to the end."""
    stored = store.get(Material, material)
    with store.change(msg("資料「{title}」を移動", title=stored.title)) as draft:
        family = _family(store, stored.meeting, stored.family)
        for one in moved(family, stored, by):
            draft.save(one)
    return draft.change


def remove_material(store: Store, material: Id) -> Change:
    """Remove a material with its text, and the record of its file where no other material has it."""
    stored = store.get(Material, material)
    with store.change(msg("資料「{title}」を削除", title=stored.title)) as draft:
        drop_body(store, draft, stored.id)
        draft.remove(stored)
        drop_unused(store, draft, stored.attachment)
    return draft.change


def attach(
    store: Store, material: Id, name: str, data: bytes, media_type: str, received_on: dt.date
) -> Change:
    """Keep a received file byte for byte as the content of a material, in place of the one it had.

    A material that has a file is bound, so it is no longer 別添.
    """
    stored = store.get(Material, material)
    with store.change(msg("資料「{title}」にファイルを添付", title=stored.title)) as draft:
        attachment = _kept(draft, name, data, media_type, received_on)
        attached = replace(stored, attachment=attachment.id, handed_apart=False)
        _check(store, attached, msg("「{name}」を添付できません", name=name))
        draft.save(attached)
        _drop_replaced(store, draft, stored, attached)
    return draft.change


def add_received(
    store: Store,
    meeting: Id,
    title: str,
    name: str,
    data: bytes,
    media_type: str,
    received_on: dt.date,
) -> Change:
    """Add a 資料 after the others with a received file as its content: one act."""
    owner = store.get(Meeting, meeting)
    with store.change(msg("資料「{title}」を追加", title=title)) as draft:
        attachment = _kept(draft, name, data, media_type, received_on)
        draft.add(
            Material(
                id=draft.new_id(),
                meeting=owner.id,
                family=MaterialFamily.MATERIAL,
                order=_last(store, owner.id, MaterialFamily.MATERIAL) + 1,
                title=title,
                attachment=attachment.id,
            )
        )
    return draft.change


def detach(store: Store, material: Id) -> Change:
    """Take the file off a material."""
    stored = store.get(Material, material)
    with store.change(msg("資料「{title}」のファイルを外す", title=stored.title)) as draft:
        bare = replace(stored, attachment=None)
        draft.save(bare)
        _drop_replaced(store, draft, stored, bare)
    return draft.change


def _kept(draft: Draft, name: str, data: bytes, media_type: str, received_on: dt.date) -> Attachment:
    """A received file, kept byte for byte, and its record."""
    _check_file(name, data)
    return draft.add(
        Attachment(
            id=draft.new_id(),
            name=name,
            media_type=media_type,
            size=len(data),
            sha256=draft.keep(data),
            received_on=received_on,
        )
    )


def _family(store: Store, meeting: Id, family: MaterialFamily) -> tuple[Material, ...]:
    return store.find(Material, meeting=meeting, family=family)


def _last(store: Store, meeting: Id, family: MaterialFamily) -> int:
    return max((one.order for one in _family(store, meeting, family)), default=0)


def _drop_replaced(store: Store, draft: Draft, before: Material, after: Material) -> None:
    if before.attachment != after.attachment:
        drop_unused(store, draft, before.attachment)


def _check_file(name: str, data: bytes) -> None:
    what = msg("「{name}」を添付できません", name=name)
    if not data:
        raise refused(
            what,
            msg("ファイルの中身がありません（0バイト）。"),
            msg("ファイルを開いて確かめ、送り主に再送を依頼してください。"),
            "name",
        )
    if "/" in name or "\\" in name:
        raise refused(
            what,
            msg("ファイル名にフォルダーの区切りが含まれています。"),
            msg("ファイルの名前だけを指定してください。"),
            "name",
        )


def _check(store: Store, material: Material, what: Message) -> None:
    if material.item is not None and store.get(AgendaItem, material.item).meeting != material.meeting:
        raise refused(
            what,
            msg("資料の議事項目が、別の会議のものです。"),
            msg("同じ会議の議事項目を選んでください。"),
            "item",
        )
    if material.survey is not None:
        owner = store.get(Meeting, material.meeting).committee
        if store.get(Survey, material.survey).committee != owner:
            raise refused(
                what,
                msg("選ばれた調査は、別の委員会のものです。"),
                msg("この委員会の調査を選んでください。"),
                "survey",
            )
    if material.attachment is None:
        return
    store.get(Attachment, material.attachment)
    if material.paper:
        raise refused(
            what,
            msg("この資料は台帳から作成するため、ファイルを添付できません。"),
            msg("ファイルを使うときは、先に「様式」を空にしてください。"),
            "paper",
        )
