"""公開版: what becomes public and what doesn't, into which folder, and the list for a page of the city."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QWidget

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.i18n import _
from kyodo_desktop.papers.binder import Binder
from kyodo_desktop.papers.leaks import secrets
from kyodo_desktop.papers.packet import packet_view
from kyodo_desktop.papers.publicedition import PublicEdition, Published, listing, snippet
from kyodo_desktop.papers.publicwriting import others, publish, standing, told
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.dialogs.sheet import FormDialog
from kyodo_desktop.ui.latest import Latest, WorkBar
from kyodo_desktop.ui.load import part
from kyodo_desktop.ui.settings import Settings

_KEY = "public/folder"


class PublishDialog(FormDialog):
    """Stands over the window. It makes the edition at once and writes it when the clerk says so."""

    def __init__(self, parent: QWidget, desk: Desk, settings: Settings, meeting: Id, binder: Binder) -> None:
        super().__init__(parent, desk, "publishing", _("公開版"), (54, 44))
        self._settings, self._meeting, self._binder = settings, meeting, binder
        self._made: PublicEdition | None = None
        self.say("title", _("公開版を作成"))
        form = self.form
        self.list, self.folder = part(QListWidget, "papers", form), part(QLineEdit, "folder", form)
        self.snippet = part(QPlainTextEdit, "snippet", form)
        self.write = part(QPushButton, "write", form)
        self._copies = part(QPushButton, "copy", form), part(QPushButton, "copy_text", form)
        self.work = Latest(self, binder.kill)
        self._bar = WorkBar(form, self.work)
        self._wire()
        where = desk.location.parent if isinstance(desk.location, Path) else Path.home()
        usual = str(where / _("公開"))
        self.folder.setText(settings.text(Settings.of(desk.location, _KEY), usual))
        self.snippet.hide()
        self.say("problem", "")
        self._begin()

    def _wire(self) -> None:
        self.work.made.connect(self._on_made)
        self.work.failed.connect(self._on_failed)
        self.work.stopped.connect(lambda: self._refuse(_("作成を中止しました。")))
        self.folder.textChanged.connect(self._allow)
        self.write.clicked.connect(self._write)
        part(QPushButton, "browse", self.form).clicked.connect(self._browse)
        part(QPushButton, "close", self.form).clicked.connect(self.reject)
        for button, words in zip(self._copies, (snippet, listing), strict=True):
            button.clicked.connect(lambda _checked=False, words=words: self._copy(words))

    def _begin(self) -> None:
        try:
            view = self.desk.read(packet_view, self._meeting)
            personal = self.desk.read(secrets)
        except KyodoError as error:
            self._on_failed(error)
            return
        self._bar.begin(_("公開版を作成しています…"))
        self.say("told", "")
        self.work.work(lambda: self._binder.public(view, personal))
        self._allow()

    def _on_made(self, made: PublicEdition) -> None:
        self._made = made
        self.list.clear()
        for one in made.papers:
            words = _("公開　{title}（{pages}ページ、{size}KB）")
            self.list.addItem(words.format(title=one.label, pages=one.pages, size=f"{one.kilobytes:,}"))
            for note in one.notes:
                self.list.addItem(f"　　{note.text()}")
        for out in made.withheld:
            label = f"{out.number}\u3000{out.title}" if out.number else out.title
            self.list.addItem(_("公開しない　{title}：{why}").format(title=label, why=out.why.text()))
        words = _("公開するもの{count}件、公開しないもの{out}件")
        self.say("told", words.format(count=len(made.papers), out=len(made.withheld)))
        self._allow()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KyodoError):
            self._refuse(_("プログラムの不具合により作成できませんでした。"))
            raise error
        self._refuse(str(error))

    def _refuse(self, why: str) -> None:
        self.say("problem", why)
        self._allow()

    def _where(self) -> Path | None:
        text = self.folder.text().strip()
        return Path(text) if text and Path(text).is_absolute() else None

    def _allow(self) -> None:
        """Let it be written where it is made; say which files of an earlier one would be replaced."""
        made, where = self._made, self._where()
        there = standing(where, made.papers) if made and where else ()
        words = _("このフォルダーの{count}件のファイルを置き換えます。").format(count=len(there))
        left = self._left(where, made) if made and where else []
        before = [words, *left] if there else left
        self.say("standing", "\n".join(before) if self.snippet.isHidden() else "")
        self.write.setText(_("置き換えて書き出す") if there else _("書き出す"))
        self.write.setAccessibleName(self.write.text())
        ready = made is not None and bool(made.papers)
        self.write.setEnabled(ready and where is not None)
        for button in self._copies:
            button.setEnabled(ready)

    def _left(self, where: Path, made: PublicEdition) -> list[str]:
        """What lies in the folder and isn't of this edition, as a sentence."""
        warning = told(others(where, made.papers))
        return [] if warning is None else [warning.text()]

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("書き出すフォルダー"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _write(self) -> None:
        made, where = self._made, self._where()
        if made is None or where is None:
            return
        try:
            publish(where, made.papers)
        except KyodoError as error:
            self._refuse(str(error))
            return
        self._settings.keep(Settings.of(self.desk.location, _KEY), str(where))
        self.say("problem", "")
        self.snippet.setPlainText(snippet(made.papers))
        self.snippet.show()
        done = _("{folder}に{count}件を書き出しました。").format(folder=where, count=len(made.papers))
        self.say("told", "\n".join((done, *self._left(where, made))))
        self._allow()

    def _copy(self, words: Callable[[Sequence[Published]], str]) -> None:
        if self._made is not None:
            QGuiApplication.clipboard().setText(words(self._made.papers))

    def done(self, result: int) -> None:
        """Close, whichever way it was left, and leave no process behind."""
        self.work.end()
        super().done(result)
