"""The text of a material (本文資料), written beside it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.records import BodyText, Material
from kyodo_desktop.i18n import _, msg
from kyodo_desktop.services import texts
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.source import SourceEditor

if TYPE_CHECKING:
    from kyodo_desktop.ui.dialogs.source_help import SourceHelp
    from kyodo_desktop.ui.screens.meeting import MeetingScreen

_LIST, _PARTS = 1, 3  # where the list of materials and the chosen one stand on the page


class BodyPart:
    """Shows the text of the chosen material while that is set from its text."""

    def __init__(self, screen: MeetingScreen, place: QWidget) -> None:
        self._screen = screen
        self._desk = screen.desk
        self._place = place
        self._material: Material | None = None
        self._judging = False
        layout = QVBoxLayout(place)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self._make_tools())
        self.form = _BodyForm(place, self)
        self.form.lock(screen.desk.read_only)
        editor = self.form.editors["source"]
        if isinstance(editor, SourceEditor):
            editor.entry.asked_help.connect(self.show_help)
        place.hide()

    def _make_tools(self) -> QHBoxLayout:
        self.help = QPushButton(_("書き方"))
        self.help.setAccessibleName(_("本文の書き方"))
        self.help.setToolTip(_("枠・矢印・図・諮問の引用などの書き方を例で示します（F1）。"))
        self.help.clicked.connect(self.show_help)
        self.wide = QCheckBox(_("広く書く"))
        self.wide.setAccessibleName(_("広く書く"))
        self.wide.setToolTip(_("資料の一覧と項目を隠し、本文の欄を広げます。"))
        self.wide.toggled.connect(self._widen)
        tools = QHBoxLayout()
        tools.addWidget(self.help)
        tools.addWidget(self.wide)
        tools.addStretch(1)
        return tools

    def _widen(self, wide: bool) -> None:
        """Give the text the room of everything else on the page."""
        form = self._screen.form
        for name in ("materials", "material_acts", "material_place"):
            part(QWidget, name, form).setHidden(wide)
        part(QLabel, "drop_hint", form).setHidden(wide or self._desk.read_only)
        self.form.editors["source"].widget.setFocus()

    @cached_property
    def _help(self) -> SourceHelp:
        from kyodo_desktop.ui.dialogs.source_help import SourceHelp

        return SourceHelp(self._screen)

    def show_help(self) -> None:
        """Show how a text is written, beside the window."""
        self._help.show()
        self._help.activateWindow()

    def show(self, material: Material | None) -> None:
        """Show the text of a material, if it has or may have one."""
        held = material if material is not None and material.paper == texts.BODY else None
        self._material = held
        if held is None:
            self.form.show_record(None)
        else:
            self.form.show_record(self._desk.read(texts.body_of, held.id) or _none_yet(held))
        if held is None and self.wide.isChecked():
            self.wide.setChecked(False)
        self._place.setVisible(held is not None)
        down = self._screen.form.findChild(QVBoxLayout, "materials_down")
        if down is not None:  # a text that is written needs the room more than the list
            for at, stretch in ((_LIST, 0), (_PARTS, 1)) if held is not None else ((_LIST, 1), (_PARTS, 0)):
                down.setStretch(at, stretch)
        self.judge()

    @property
    def shown(self) -> bool:
        """Whether the chosen material is set from a text."""
        return self._material is not None

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
