"""Names whose glyphs need care: rare ones, those with a note, those whose base form was accepted."""

from __future__ import annotations

from dataclasses import replace

from kyodo_desktop.domain.records import PersonName
from kyodo_desktop.services.corrections import correct
from kyodo_desktop.services.glyphs import names_to_watch
from kyodo_desktop.storage import Store


def test_only_names_that_need_care_are_listed(sample: Store) -> None:
    before = {one.id for one in names_to_watch(sample)}
    plain = [one for one in sample.find(PersonName) if one.id not in before]
    for one, change in zip(
        plain,
        ({"name": "𠮷田 一"}, {"name": "山﨑 一"}, {"name": "辻\U000e0100 一"}, {"glyph_note": "はしごだか"}),
        strict=False,
    ):
        correct(sample, replace(one, **change))
    assert {one.id for one in names_to_watch(sample)} == before | {one.id for one in plain[:4]}
    correct(sample, replace(sample.get(PersonName, plain[3].id), glyph_note=""))
    assert plain[3].id not in {one.id for one in names_to_watch(sample)}
