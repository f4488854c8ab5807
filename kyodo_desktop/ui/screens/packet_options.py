"""How the packet is bound: the settings used most in sight, the others beneath."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QFrame, QToolButton, QWidget

from kyodo_desktop.domain.fields import fields
from kyodo_desktop.domain.records import PacketBinding
from kyodo_desktop.i18n import _
from kyodo_desktop.services import bindings
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.widgets.flow import flow
from kyodo_desktop.ui.widgets.form import RecordForm

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.packet import PacketScreen

QUICK: Final = ("even", "through", "within", "cover", "contents")
LEFT: Final = ("stamps", "stamp_right", "stamp_down", "blank_text", "keep_forms")
RIGHT: Final = ("edge", "turned", "dpi", "most_kb")
_KEY: Final = "packet/details"


class PacketOptions(QObject):
    """Shows how the committee binds its packets; a change is an act of the clerk, kept and undone."""

    def __init__(self, screen: PacketScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.kept: PacketBinding | None = None
        form = screen.form
        self._row = part(QWidget, "options", form)
        self._card = part(QFrame, "details", form)
        self.shown = part(QToolButton, "details_shown", form)
        self.quick = {name: part(QCheckBox, f"bind_{name}", form) for name in QUICK}
        helps = {one.name: one.help for one in fields(PacketBinding)}
        for name, box in self.quick.items():
            box.setToolTip(_(helps[name]))
            box.setAccessibleDescription(_(helps[name]))
            box.clicked.connect(lambda on, name=name: self.put(name, on))
        self.details = tuple(
            RecordForm(part(QWidget, place, form), PacketBinding, names, save=self._save)
            for place, names in (("details_left", LEFT), ("details_right", RIGHT))
        )
        for one in self.details:
            one.lock(screen.desk.read_only)
        flow(self._row)
        _chain(self.shown, self.details)
        self.shown.setChecked(screen.settings.text(_KEY) == "shown")
        self.shown.toggled.connect(self._show_card)

    def show(self, *, packet: bool) -> None:
        """Show what is kept for the committee; nothing where no packet is shown."""
        committee = self._screen.desk.committee
        kept = self._screen.desk.read(bindings.binding_of, committee.id) if committee else None
        self.kept = kept
        for name, box in self.quick.items():
            box.setChecked(kept is not None and getattr(kept, name))
            box.setEnabled(kept is not None and not self._screen.desk.read_only)
        for form in self.details:
            form.show_record(kept)
        self._row.setVisible(packet)
        self._show_card()

    def put(self, name: str, value: object) -> None:
        """Set one of the settings."""
        if self.kept is not None:
            self._screen.desk.act(bindings.set_binding, replace(self.kept, **{name: value}))
            self.show(packet=not self._row.isHidden())

    def _save(self, changed: PacketBinding) -> None:
        self._screen.desk.do(bindings.set_binding, changed)

    def _show_card(self) -> None:
        self._card.setVisible(self.shown.isChecked() and not self._row.isHidden())

    def keep_state(self) -> None:
        """Remember whether the details are open."""
        self._screen.settings.keep(_KEY, "shown" if self.shown.isChecked() else "")


def _chain(before: QWidget, forms: tuple[RecordForm[PacketBinding], ...]) -> None:
    """Let Tab go from the button through the details, in reading order."""
    for form in forms:
        for editor in form.editors.values():
            QWidget.setTabOrder(before, editor.widget)
            before = editor.widget
