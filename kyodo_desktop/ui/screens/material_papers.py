"""Which papers of the register can stand as a material, by their own titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from kyodo_desktop.domain.fields import Field
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.widgets.editors import ListEditor, Options

SURVEY: Final = "survey"
"""The key of the paper whose material names the survey it reports."""


def titles() -> dict[str, str]:
    """The title of each paper that a clerk may choose, by key; the first call loads the papers."""
    from kyodo_desktop.papers import PAPERS

    return {paper.key: _(paper.title) for paper in PAPERS if paper.as_material}


class PaperEditor(ListEditor):
    """Which paper of the register stands as the material; none is the empty text."""

    def __init__(self, field: Field, _options: Options | None = None) -> None:
        super().__init__(field, (("", "—"),))

    def offer(self, known: Mapping[str, str]) -> None:
        """Offer these papers."""
        self.fill((("", "—"), *known.items()))

    def show_value(self, value: Any) -> None:
        """Show a paper; one that isn't offered (of another version) stays what it is."""
        if value and value not in self._values:
            self._values.append(value)
            self.list.addItem(value)
        super().show_value(value)
