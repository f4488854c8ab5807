"""The text of a material (本文資料), written beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QSizePolicy, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Field
from kyodo_desktop.domain.records import BodyText, Material
from kyodo_desktop.i18n import _, msg
from kyodo_desktop.services import texts
from kyodo_desktop.ui.widgets.editors import LinesEditor, Options
from kyodo_desktop.ui.widgets.form import RecordForm

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.meeting import MeetingScreen

LINES: Final = 9
"""How many lines of a text are seen at least."""


class SourceEditor(LinesEditor):
    """Many lines, as many as there is room for."""

    def __init__(self, field: Field, options: Options | None = None) -> None:
        super().__init__(field, options)
        entry = self.entry
        entry.setMinimumHeight(entry.fontMetrics().lineSpacing() * LINES + 14)
        entry.setMaximumHeight(QWidget().maximumHeight())
        entry.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        entry.setPlaceholderText(_("# 見出し\n本文\n- 箇条書き\n| 表の見出し | 内容 |\n| --- | --- |"))


class BodyPart:
    """Shows the text of the chosen material while that is set from its text."""

    def __init__(self, screen: MeetingScreen, place: QWidget) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._place = place
        self._material: Material | None = None
        self._judging = False
        self.form = _BodyForm(place, self)
        self.form.lock(screen.desk.read_only)
        place.hide()

    def show(self, material: Material | None) -> None:
        """Show the text of a material, if it has or may have one."""
        held = material if material is not None and material.paper == texts.BODY else None
        self._material = held
        if held is None:
            self.form.show_record(None)
        else:
            self.form.show_record(self._desk.read(texts.body_of, held.id) or _none_yet(held))
        self._place.setVisible(held is not None)
        self.judge()

    def begin_judging(self) -> None:
        """From now on say what is wrong in a text: the papers are at hand."""
        self._judging = True
        self.judge()

    def judge(self) -> None:
        """Say beside the text why it can't be set; it is kept all the same."""
        material = self._material
        if not self._judging or material is None or self.form.pending():
            return
        from kyodo_desktop.papers.body import Body
        from kyodo_desktop.papers.paper import of_meeting

        try:
            self._desk.read(
                lambda store: Body().compose(store, of_meeting(store, material.meeting, material.id))
            )
        except KyodoError as error:
            self.form.complain((("source", msg("{why} {remedy}", why=error.why, remedy=error.remedy)),))

    def save(self, text: BodyText) -> None:
        """Keep the text as it is typed."""
        self._desk.do(texts.set_body, text.material, text.layout, text.source)


class _BodyForm(RecordForm[BodyText]):
    """A form that, once the text is saved, says what would stop its printing."""

    def __init__(self, place: QWidget, part: BodyPart) -> None:
        self._part = part
        super().__init__(
            place,
            BodyText,
            ("layout", "source"),
            save=part.save,
            editors={"source": SourceEditor},
            above=True,
        )
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def flush(self) -> bool:
        """Save what is pending; a text that can't be set is saved, too."""
        done = super().flush()
        if done and not self.composing:
            self._part.judge()
        return done


def _none_yet(material: Material) -> BodyText:
    """A blank text, for a material that has none."""
    return BodyText(id=f"new-{material.id}", material=material.id, source="")
