"""Texts that the secretariat writes itself (本文資料)."""

from __future__ import annotations

from kyodo_desktop.domain.fields import Choice, Id, Record, choice, lines, record, reference
from kyodo_desktop.i18n import mark


class BodyLayout(Choice):
    """How a text is laid out on pages."""

    SLIDES = "slides"
    HANDOUT = "handout"

    @property
    def label(self) -> str:
        return {BodyLayout.SLIDES: mark("スライド"), BodyLayout.HANDOUT: mark("文書")}[self]


@record("本文")
class BodyText(Record):
    """The text of a material, in Markdown; what the register knows is drawn in where the text asks for it."""

    material: Id = reference("資料", "Material")
    layout: BodyLayout = choice("体裁", BodyLayout, default=BodyLayout.HANDOUT)
    source: str = lines("本文", search=True)
