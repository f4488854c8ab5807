"""The names on record whose glyph needs care when they are printed."""

from __future__ import annotations

from kyodo_desktop.domain.records import PersonName
from kyodo_desktop.storage import Store

_BASIC = 0xFFFF
_COMPATIBLE = range(0xF900, 0xFB00)
_SELECTORS = range(0xFE00, 0xFE10)


def names_to_watch(store: Store) -> tuple[PersonName, ...]:
    """Every name with a variant glyph, a rare character, a note on its glyph, or an accepted base form."""
    found = (one for one in store.find(PersonName) if _noted(one) or any(map(_rare, one.name)))
    return tuple(sorted(found, key=lambda one: (one.kana or one.name, one.id)))


def _noted(one: PersonName) -> bool:
    return bool(one.base_form_accepted or one.glyph_note or one.substitute)


def _rare(character: str) -> bool:
    """Whether a face may lack it: beyond the basic plane (𠮷), a compatibility form (﨑), a selector."""
    code = ord(character)
    return code > _BASIC or code in _COMPATIBLE or code in _SELECTORS
