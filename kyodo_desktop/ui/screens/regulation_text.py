"""The regulation's words on the day, its versions, and the numbers that rulings take from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton, QSplitter, QTableView, QTextBrowser, QToolButton, QWidget

from kyodo_desktop.domain import citations, wareki
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.records import RegulationVersion
from kyodo_desktop.i18n import Message, _, mark
from kyodo_desktop.services import amendments, laws, regulations, retexting
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screens.regulation_page import Page
from kyodo_desktop.ui.screens.regulation_source import SourcePanel
from kyodo_desktop.ui.screens.regulation_words import AIR, amended_articles, text_page
from kyodo_desktop.ui.widgets.editors import said
from kyodo_desktop.ui.widgets.lines import Lines, ShownLine
from kyodo_desktop.ui.widgets.table import Column, Table, TableModel

if TYPE_CHECKING:
    from kyodo_desktop.ui.screens.regulation import RegulationScreen

PROVISIONS: Final = {
    "presides": mark("招集と議長"),
    "deputy": mark("職務の代理"),
    "vacancy": mark("欠けたとき"),
    "tie": mark("可否同数"),
    "election": mark("互選"),
    "delegation": mark("委任"),
}
"""What else a text may settle, by the keys of `Law.provisions`."""

VERSIONS: Final[tuple[Column[RegulationVersion], ...]] = (
    Column(
        title=mark("施行日"), text=lambda one: wareki.short(one.since), sort=lambda one: one.since, width=7
    ),
    Column(
        title=mark("いつまで"),
        text=lambda one: "" if one.until is None else wareki.short(one.until),
        sort=lambda one: one.until or one.since.max,
        width=7,
    ),
    Column(title=mark("改正"), text=lambda one: one.amended_by or one.number, least=6, stretch=True),
)


class TextPage(Page):
    """The text, and the acts upon it."""

    def __init__(self, screen: RegulationScreen) -> None:
        super().__init__(screen)
        self._cited: tuple[str, ...] = ()
        self._showing = False
        view = part(QTableView, "versions", self.form)
        self.table: Table[RegulationVersion] = Table(view, TableModel(VERSIONS, key=lambda one: one.id))
        view.selectionModel().currentRowChanged.connect(self._on_version)
        self.words = part(QTextBrowser, "words", self.form)
        self.words.document().setDefaultStyleSheet(AIR)
        self.words.setOpenLinks(False)
        self.numbers = Lines()
        self.numbers.followed.connect(self._show_article)
        fill(part(QWidget, "numbers_place", self.form), self.numbers)
        self.source = SourcePanel(screen)
        self.source.closed.connect(self._show_parts)
        fill(part(QWidget, "source_place", self.form), self.source)
        part(QPushButton, "add_version", self.form).clicked.connect(self.add)
        part(QPushButton, "correct_version", self.form).clicked.connect(self.correct)
        part(QToolButton, "remove_version", self.form).clicked.connect(self.remove)
        across = part(QSplitter, "text_across", self.form)
        across.setStretchFactor(0, 2)
        across.setStretchFactor(1, 3)
        across.setSizes([380, 560])

    # --- showing

    def reload(self) -> None:
        known = self.desk.read(regulations.regulations, self.committee) if self.committee else ()
        self._showing = True
        self.table.show(known)
        held = next((one.id for one in known if holds_on(one, self.day)), None)
        if held is not None:
            self.table.choose(held)
        self._showing = False
        self._show_text()
        self._show_parts()

    def _show_text(self) -> None:
        if not self.committee:
            self._say(_("委員会がまだありません。"))
            return
        if not self.table.model.rows:
            self._say(_("規則の本文がまだありません。「改正を登録」で、規則ファイルを読み込んでください。"))
            return
        try:
            version = self.desk.read(regulations.regulation_on, self.committee, self.day)
            text = regulations.text_of(version, self.day)
            amendment = self.desk.read(amendments.amendment_on, self.committee, self.day)
            law = self.desk.read(laws.law_on, self.committee, self.day)
        except KyodoError as error:
            self._say(said(error).text())
            return
        self.words.setHtml(text_page(text, amended_articles(amendment)))
        numbers = tuple(_numbers(law))
        self._cited = tuple(article for _line, article in numbers)
        self.numbers.show_lines(ShownLine(line, leads=bool(at)) for line, at in numbers)

    def _say(self, words: str) -> None:
        """Show a sentence where there is no text."""
        self.words.setPlainText(words)
        self._cited = ()
        self.numbers.show_lines(())

    def _show_article(self, at: int) -> None:
        self.words.scrollToAnchor(self._cited[at])
        self.words.setFocus()

    def _show_parts(self) -> None:
        editing, can = self.source.editing, not self.desk.read_only and bool(self.committee)
        self.words.setVisible(not editing)
        self.source.setVisible(editing)
        chosen = self.table.chosen() is not None
        part(QPushButton, "add_version", self.form).setEnabled(can and not editing)
        part(QPushButton, "correct_version", self.form).setEnabled(can and chosen and not editing)
        part(QToolButton, "remove_version", self.form).setEnabled(can and chosen and not editing)

    def _on_version(self) -> None:
        """Show the text that is chosen, as of the day that is looked at or its own first or last."""
        version = self.table.chosen()
        if self._showing or version is None:
            return
        if holds_on(version, self.day):
            return
        late = version.until is not None and self.day > version.until
        self.screen.show_day(version.until if late and version.until else version.since)

    def choose(self, record: Id) -> bool:
        return self.table.choose(record)

    # --- acts

    def add(self) -> None:
        """Write the next text, beginning with the newest on record."""
        known = self.table.model.rows
        self.source.begin(
            _("改正を登録"),
            _("今の本文を改正後の内容に直すか、規則ファイルを読み込みます。施行日は since に書きます。"),
            max(known, key=lambda one: one.since).source if known else "",
            lambda source: self.desk.do(regulations.record_regulation, self.committee, source),
        )
        self._show_parts()

    def correct(self) -> None:
        """Put the chosen text right."""
        version = self.table.chosen()
        if version is None:
            return
        self.source.begin(
            _("本文を訂正（{since}施行）").format(since=wareki.long(version.since)),
            _("登録したときの誤りだけを直します。改正は「改正を登録」からです。"),
            version.source,
            lambda source: self.desk.do(retexting.correct_regulation, version.id, source),
        )
        self._show_parts()

    def remove(self) -> None:
        """Take the chosen text off; undo stands ready."""
        version = self.table.chosen()
        if version is not None:
            self.screen.tell_undo(self.desk.act(retexting.remove_regulation, version.id))

    def flush(self) -> bool:
        return not self.source.dirty

    def discard(self) -> None:
        self.source.leave()


def _numbers(law: Law) -> Iterator[tuple[str, str]]:
    """Each number that a ruling takes from the text, and the article that it is found in ("" for none)."""
    yield _number(_("定足数"), law.quorum.words.text(), law.quorum.article), _place(law, law.quorum.article)
    for kind, share in law.decisions.items():
        label = _(law.kinds.get(kind, kind))
        yield _number(label, share.words.text(), share.article), _place(law, share.article)
    if law.seats is not None:
        limit = Message(mark("{n}人以内") if law.seats_are_limit else mark("{n}人"), (("n", law.seats),))
        yield _number(_("定数"), limit.text(), law.seats_article), _place(law, law.seats_article)
    for key, article in law.provisions.items():
        yield _("{label}：{article}").format(label=_(PROVISIONS[key]), article=article), _place(law, article)


def _number(label: str, words: str, article: str) -> str:
    return _("{label}：{words}（{article}）").format(label=label, words=words, article=article)


def _place(law: Law, article: str) -> str:
    """The anchor of the article that a citation of this text names."""
    label = citations.article_of(article.removeprefix(law.cited_as))
    return label if any(one.label == label for one in law.text.articles) else ""
