"""What every part of the settings is: a page that reloads, saves by itself, and finds a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id, Record
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.ledger import Book, Ledger

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.settings import SettingsScreen

Row = TypeVar("Row")
R = TypeVar("R", bound=Record)


class Section(QWidget):
    """One part of the settings; without anything of its own it is an empty page."""

    def __init__(self, screen: SettingsScreen) -> None:
        super().__init__()
        self.screen_ = screen
        self.desk = screen.desk

    def reload(self) -> None:
        """Show what the register holds now."""

    def forms(self) -> tuple[RecordForm, ...]:
        """The forms that save by themselves."""
        return ()

    def flush(self) -> bool:
        """Save what is pending; False where it can't be, and the complaint is showing."""
        done = [form.flush() for form in self.forms()]
        return all(done)

    def discard(self) -> None:
        """Forget what was typed and not saved."""
        for form in self.forms():
            form.revert()

    def choose(self, record: Id, field: str = "") -> None:
        """Show a record of this part, and lead to one of its fields."""

    def lead(self, form: RecordForm, field: str) -> None:
        """Take the clerk to a field of a form."""
        if field in form.editors:
            form.editors[field].widget.setFocus()


class BookSection(Section, Generic[Row, R]):
    """A list beside the chosen record. `rows` asks for what is listed; where it can't be had, none is."""

    def __init__(self, screen: SettingsScreen, book: Book[Row, R], rows: Callable[[], Sequence[Row]]) -> None:
        super().__init__(screen)
        self._rows = rows
        self.ledger: Ledger[Row, R] = Ledger(screen, book)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.ledger)

    def reload(self) -> None:
        try:
            self.ledger.show_rows(self._rows())
        except KyodoError:  # no term holds today
            self.ledger.show_rows(())

    def forms(self) -> tuple[RecordForm, ...]:
        return (self.ledger.form,)

    def flush(self) -> bool:
        return self.ledger.flush()

    def discard(self) -> None:
        self.ledger.discard()

    def choose(self, record: Id, field: str = "") -> None:
        if self.ledger.choose(record):
            self.lead(self.ledger.form, field)


class FormSection(Section, Generic[R]):
    """A single record, edited in place; `record` asks for it."""

    def __init__(
        self,
        screen: SettingsScreen,
        cls: type[R],
        names: Sequence[str],
        record: Callable[[], R | None],
        save: Callable[[R], object],
    ) -> None:
        super().__init__(screen)
        self._record = record
        place = QWidget()
        self.form: RecordForm[R] = RecordForm(place, cls, names, save=lambda one: _done(save(one)))
        self.form.lock(self.desk.read_only)
        self._none = QLabel(_("委員会がまだありません。「ファイル」の「委員会を登録」から始めてください。"))
        self._none.setWordWrap(True)
        self._none.setProperty("role", "soft")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._none)
        layout.addWidget(place)
        layout.addStretch(1)

    def reload(self) -> None:
        record = self._record()
        self._none.setVisible(record is None)
        self.form.setVisible(record is not None)
        self.form.show_record(record)

    def forms(self) -> tuple[RecordForm, ...]:
        return (self.form,)

    def choose(self, record: Id, field: str = "") -> None:  # noqa: ARG002 - there is but the one
        self.lead(self.form, field)


def _done(_change: object) -> None:
    return None
