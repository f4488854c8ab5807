"""Received files: a record for each, dropped when no material needs it. Their bytes stay in the store."""

from __future__ import annotations

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Attachment, Material
from kyodo_desktop.storage import Draft, Store


def drop_unused(store: Store, draft: Draft, attachment: Id | None) -> None:
    """Remove an attachment's record, unless a material still has it."""
    if attachment is not None and not store.find(Material, attachment=attachment):
        draft.remove(store.get(Attachment, attachment))
