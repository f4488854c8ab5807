"""Characters of names and titles that no font has: a box is never printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kyodo_desktop.domain import names
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit
from kyodo_desktop.domain.findings.texts import texts
from kyodo_desktop.i18n import msg

_NOT_PRINTED: Final = {("PersonName", "substitute"), ("PersonName", "glyph_note")}


def no_font_has(facts: Facts) -> Iterator[Hit]:
    """A character that no font can print; a variation whose base form was accepted for a name isn't one."""
    accepted = {one.id for one in facts.names if one.base_form_accepted}
    for text in texts(facts):
        if (text.place.record, text.place.field) in _NOT_PRINTED:
            continue
        plain = text.place.record == "PersonName" and text.place.id in accepted
        for character in facts.outside.lacks(names.base_form(text.value) if plain else text.value):
            codes = " ".join(f"U+{ord(one):04X}" for one in character)
            yield Hit(
                msg(
                    "{where}にある「{character}」（{codes}）は、どの書体にもありません。",
                    where=text.where,
                    character=character,
                    codes=codes,
                ),
                msg("IPAmj明朝を入れるか、設定で書体の場所を指定するか、文字を直してください。"),
                text.place,
            )
