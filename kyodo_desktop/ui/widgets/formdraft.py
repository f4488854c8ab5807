"""What is being typed into a form, kept every second, so that a crash loses no more than that."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kyodo_desktop.i18n import _
from kyodo_desktop.ui.drafts import Drafts
from kyodo_desktop.ui.settings import Settings

if TYPE_CHECKING:
    from kyodo_desktop.ui.widgets.form import FieldForm

EVERY_MS: Final = 1000


class FormDraft(QObject):
    """Keeps the texts of a form's fields under a subject, and brings them back once.

    `subject` names what is filled in and its state ("" for neither): a draft of another state is left out.
    `changed` are the fields whose text isn't recorded yet. What is personal is kept nowhere but in the
    register.
    """

    def __init__(
        self,
        form: FieldForm,
        subject: Callable[[], tuple[str, str]],
        changed: Callable[[], Collection[str]],
    ) -> None:
        super().__init__(form)
        self._form, self._subject, self._changed = form, subject, changed
        self._kept = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(EVERY_MS)
        self._soon.timeout.connect(self.keep)
        form.touched.connect(self._on_touched)

    def _on_touched(self) -> None:
        if not self._soon.isActive():  # not put off by the next key: who types on is kept too
            self._soon.start()

    def keep(self) -> None:
        """Keep what is typed now; nothing where all of it is recorded."""
        drafts, (subject, state) = self._drafts(), self._subject()
        if drafts is None or not subject:
            return
        typed = {name: self._form.editors[name].typed() for name in self._changed() if self._may(name)}
        drafts.keep(subject, {"state": state, "typed": typed} if typed else None)
        self._kept = subject if typed else ""

    def _may(self, name: str) -> bool:
        editor = self._form.editors[name]
        return editor.typed() is not None and not editor.field.personal

    def forget(self) -> None:
        """It is recorded, or given up."""
        self._soon.stop()
        drafts = self._drafts() if self._kept else None
        if drafts is not None:
            drafts.keep(self._kept, None)
        self._kept = ""

    def restore(self) -> bool:
        """Type again what was being typed when the program ended; whether there was something."""
        drafts, (subject, state) = self._drafts(), self._subject()
        found = drafts.of(subject) if drafts is not None and subject else None
        if drafts is None or found is None:
            return False
        typed = found.get("typed")
        if found.get("state") != state or not isinstance(typed, dict):
            drafts.keep(subject, None)
            return False
        known = {name: text for name, text in typed.items() if name in self._form.editors}
        for name, text in known.items():
            self._form.editors[name].retype(str(text))
        self._kept = subject
        told = getattr(self._above("notified"), "notified", None)
        if known and told is not None:
            told.emit(_("保存される前に終わった入力を戻しました。"), "", None)
        return bool(known)

    def _drafts(self) -> Drafts | None:
        """Those of the register and the settings of the screen that the form stands in."""
        screen = self._above("settings")
        desk = getattr(screen, "desk", None)
        settings = getattr(screen, "settings", None)
        if desk is None or desk.read_only or not isinstance(settings, Settings):
            return None
        return Drafts(settings, desk.location)

    def _above(self, name: str) -> QWidget | None:
        above = self._form.parentWidget()
        while above is not None and not hasattr(above, name):
            above = above.parentWidget()
        return above
