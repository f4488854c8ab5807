"""The texts that the secretariat writes itself (本文資料), each the body of one material."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import BodyLayout, BodyText, Material
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Draft, Store

BODY = "body"
"""The key of the paper that sets a body text."""


def body_of(store: Store, material: Id) -> BodyText | None:
    """The text of a material, if one has been written."""
    return next(iter(store.find(BodyText, material=material)), None)


def set_body(store: Store, material: Id, layout: BodyLayout, source: str) -> Change:
    """Write the text of a material (Markdown), in place of the one it had; from now on it is set from it."""
    owner, stored = store.get(Material, material), body_of(store, material)
    with store.change(msg("資料「{title}」の本文を保存", title=owner.title)) as draft:
        if owner.attachment is not None:
            raise refused(
                msg("資料「{title}」の本文を保存できません", title=owner.title),
                msg("この資料にはファイルが添付されています。"),
                msg("本文を使うときは、先にファイルを外してください。"),
                "attachment",
            )
        if owner.paper != BODY:
            draft.save(replace(owner, paper=BODY))
        if stored is None:
            draft.add(BodyText(id=draft.new_id(), material=owner.id, layout=layout, source=source))
        else:
            draft.save(replace(stored, layout=layout, source=source))
    return draft.change


def drop_body(store: Store, draft: Draft, material: Id) -> None:
    """Remove the text of a material that is itself being removed."""
    stored = body_of(store, material)
    if stored is not None:
        draft.remove(stored)
