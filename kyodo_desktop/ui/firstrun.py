"""The pages of a first run: what is begun with, the committee, and where its register is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QStackedWidget, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Choice, Field, Kind, shape
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.i18n import _, mark, msg
from kyodo_desktop.ui.files import SUFFIX
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.safeplace import danger
from kyodo_desktop.ui.widgets.acts import Values, judged
from kyodo_desktop.ui.widgets.form import FieldForm

if TYPE_CHECKING:
    from kyodo_desktop.paths import Paths
    from kyodo_desktop.ui.desk import Desk

WELCOME, COMMITTEE, PLACE = range(3)
SHIPPED: Final = "kawaguchi"
_UNFIT: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


class RegulationChoice(Choice):
    """Which text of the regulation a new register begins with."""

    LATER = "later"
    SHIPPED = "shipped"
    FILE = "file"

    @property
    def label(self) -> str:
        return {
            RegulationChoice.LATER: mark("後で登録する"),
            RegulationChoice.SHIPPED: mark("川口市協働推進委員会規則"),
            RegulationChoice.FILE: mark("ファイルを指定する"),
        }[self]


_REGULATION: Final = Field(
    name="regulation", kind=Kind.CHOICE, label=mark("規則"), choices=RegulationChoice, required=True
)
_FILE: Final = Field(
    name="source",
    kind=Kind.TEXT,
    label=mark("規則のファイル"),
    help=mark("附属の resources/regulations と同じ書き方のTOMLです。"),
    default="",
)


class FirstRun(QObject):
    """Leads through the three pages; what was typed stays when one goes back. `ready` when all is told."""

    ready = Signal()

    def __init__(self, body: QWidget, paths: Paths, alarm: Callable[[KyodoError], object]) -> None:
        super().__init__(body)
        self._body, self._paths, self._alarm = body, paths, alarm
        self.sample = True
        self._named = ""
        self.pages = part(QStackedWidget, "pages", body)
        self.folder, self.file = part(QLineEdit, "folder", body), part(QLineEdit, "file", body)
        self.folder.setText(str(Path.home()))
        field = shape(Committee).field
        asked = [field(name) for name in ("name", "city", "section", "numbering")]
        asked += [_REGULATION, _FILE]
        self.form = FieldForm(part(QWidget, "committee_place", body), asked, judged(asked), idle=False)
        self.form.show_values(
            {one.name: one.default for one in asked} | {"regulation": RegulationChoice.LATER}
        )
        self.form.editors["regulation"].touched.connect(self._show_file)
        self._show_file()
        self._listen()

    def _listen(self) -> None:
        for name, do in (
            ("back2", self.back),
            ("back3", self.back),
            ("next", self.next),
            ("finish", self.next),
            ("browse", self._browse),
        ):
            part(QPushButton, name, self._body).clicked.connect(lambda _checked=False, do=do: do())
        self.folder.textChanged.connect(lambda _text: self._warn())
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for line in (self.folder, self.file):
                enter = QShortcut(QKeySequence(keys), line)
                enter.setContext(Qt.ShortcutContext.WidgetShortcut)
                enter.activated.connect(self.next)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.pages)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back)

    # --- pages

    def begin(self, *, sample: bool) -> None:
        """Go on from the welcome with the sample, or with a committee of one's own."""
        self.sample = sample
        lead = (
            _("川口市協働推進委員会の見本です。委員12人と第1回の会議の資料が入っています。自由に試せます。")
            if sample
            else _("後から「設定」でいつでも直せます。")
        )
        part(QLabel, "committee_lead", self._body).setText(lead)
        self.form.setVisible(not sample)
        self._turn(COMMITTEE)

    def back(self) -> None:
        """Turn to the page before."""
        if self.pages.currentIndex() > WELCOME and not self.form.composing:
            self._turn(self.pages.currentIndex() - 1)

    def next(self) -> None:
        """Turn to the page after, where nothing is wrong with this one; after the last, begin."""
        if self.pages.currentIndex() == COMMITTEE and (self.sample or self._judged()):
            self._propose()
            self._turn(PLACE)
        elif self.pages.currentIndex() == PLACE and self._whole():
            self.ready.emit()

    def _turn(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        for name, page in (("committee_step", COMMITTEE), ("place_step", PLACE)):
            part(QLabel, name, self._body).setText(_("{at}／3ページ").format(at=page + 1))
        if at == WELCOME:
            part(QPushButton, "sample" if self.sample else "fresh", self._body).setFocus()
        elif at == PLACE:
            self._warn()
            self.file.setFocus()
        elif self.sample:
            part(QPushButton, "next", self._body).setFocus()
        else:
            self.form.editors["name"].widget.setFocus()

    # --- the committee

    def _show_file(self) -> None:
        self.form.show_row("source", self.form.editors["regulation"].value() is RegulationChoice.FILE)

    def _judged(self) -> bool:
        if self.form.check() is None:
            self.form.focus_wrong()
            return False
        try:
            self._read_regulation(self.form.values())
        except KyodoError as error:
            self._alarm(error)
            return False
        except (OSError, UnicodeDecodeError):
            self.form.complain([("source", msg("規則のファイルを読み取れません。場所を確かめてください。"))])
            self.form.focus_wrong()
            return False
        return True

    def _read_regulation(self, values: Values) -> str:
        """The regulation's TOML, "" for none. Raises what is wrong with it, and `OSError`."""
        if values["regulation"] is RegulationChoice.LATER:
            return ""
        shipped = self._paths.resources / "regulations" / f"{SHIPPED}.toml"
        file = shipped if values["regulation"] is RegulationChoice.SHIPPED else Path(values["source"].strip())
        from kyodo_desktop.services.regulations import version_of

        source = file.read_text("utf-8-sig")
        version_of(source, "", file=file.name)
        return source

    def establish(self, desk: Desk) -> None:
        """Record the committee that was told, and its regulation, in an empty register."""
        from kyodo_desktop.services.committees import establish
        from kyodo_desktop.services.regulations import record_regulation

        values = self.form.values()
        named = {name: values[name] for name in ("name", "city", "section", "numbering")}
        made = desk.do(establish, **named).pairs[0].subject
        source = self._read_regulation(values)
        if source:
            desk.do(record_regulation, made.id, source)

    # --- the place

    @property
    def path(self) -> Path:
        """Where the register is to be kept."""
        name = self.file.text().strip().translate(_UNFIT)
        name = name if name.endswith(SUFFIX) else name + SUFFIX
        return Path(self.folder.text().strip().strip('"')).expanduser() / name

    def _propose(self) -> None:
        """A name for the file: the committee's, unless the clerk has typed another."""
        name = _("見本") if self.sample else str(self.form.values()["name"]).translate(_UNFIT)
        if self.file.text() in ("", self._named):
            self.file.setText(name)
            self._named = name

    def _warn(self) -> None:
        warning = part(QLabel, "warning", self._body)
        warning.setText(danger(Path(self.folder.text().strip().strip('"') or "/")))
        warning.setVisible(bool(warning.text()))

    def _whole(self) -> bool:
        folder = self.path.parent
        if not self.file.text().strip():
            self._complain(_("ファイル名を入力してください。"), self.file)
        elif not folder.is_dir():
            self._complain(_("このフォルダーがありません。「参照」で選んでください。"), self.folder)
        elif self.path.exists():
            self._complain(_("同じ名前のファイルがあります。別の名前にしてください。"), self.file)
        else:
            return True
        return False

    def _complain(self, words: str, field: QLineEdit) -> None:
        warning = part(QLabel, "warning", self._body)
        warning.setText(words)
        warning.show()
        field.setAccessibleDescription(words)
        field.setFocus()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._body, _("フォルダーを選ぶ"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)
