"""How a committee's packets are bound (綴じ方)."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, PacketBinding
from kyodo_desktop.i18n import msg
from kyodo_desktop.storage import Change, Store

UNKEPT = ""
"""The id of the binding of a committee that has kept none yet."""


def binding_of(store: Store, committee: Id) -> PacketBinding:
    """How the committee binds its packets: as it was set last, else by default."""
    kept = store.find(PacketBinding, committee=committee)
    return kept[0] if kept else PacketBinding(id=UNKEPT, committee=committee)


def set_binding(store: Store, binding: PacketBinding) -> Change:
    """Bind the packets of the committee so from now on. Raises NotFound, InvalidRecord."""
    owner = store.get(Committee, binding.committee)
    kept = store.find(PacketBinding, committee=owner.id)
    with store.change(msg("資料の綴じ方を変更")) as draft:
        if kept:
            draft.save(replace(binding, id=kept[0].id, version=kept[0].version))
        else:
            draft.add(replace(binding, id=draft.new_id()))
    return draft.change
