"""調査: surveys with their outline, questions and counts, entered by hand or pasted from a table."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QTabWidget, QWidget

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, Question, Survey, SurveyChoice, SurveyFact
from kyodo_desktop.i18n import _
from kyodo_desktop.services import surveyediting, surveys
from kyodo_desktop.services.surveyediting import Counts
from kyodo_desktop.services.surveys import QuestionLine, SurveyLines
from kyodo_desktop.ui.desk import Desk
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.screen import Screen
from kyodo_desktop.ui.screens import surveys_books as books
from kyodo_desktop.ui.settings import Settings
from kyodo_desktop.ui.widgets.form import RecordForm
from kyodo_desktop.ui.widgets.ledger import Ledger

SURVEYS, FACTS, QUESTIONS, CHOICES = range(4)
_NUMBER: Final = re.compile(r"([0-9]{1,9})(?:\.0+)?")


class SurveysScreen(Screen):
    """Four pages: the surveys, and of the chosen one its outline, questions and counts."""

    key = "surveys"
    shows = (Committee, Survey, SurveyFact, Question, SurveyChoice)

    def __init__(self, desk: Desk, settings: Settings) -> None:
        super().__init__(desk, settings)
        self._lines: SurveyLines | None = None
        self.surveys = Ledger(
            self, books.survey_book(desk, self._committee, lambda done: self.surveys.chose_added(done))
        )
        self.facts = Ledger(
            self, books.fact_book(desk, self._survey, lambda done: self.facts.chose_added(done))
        )
        self.questions = Ledger(
            self, books.question_book(desk, self._survey, lambda done: self.questions.chose_added(done))
        )
        self.choices = Ledger(
            self,
            books.choice_book(desk, lambda: self.questions.row, lambda done: self.choices.chose_added(done)),
        )
        for name, ledger in self._ledgers().items():
            fill(part(QWidget, f"{name}_place", self.form), ledger)
        self.surveys.chosen.connect(self._show_survey)
        self.questions.chosen.connect(self._show_question)
        self._tabs = part(QTabWidget, "parts", self.form)
        self._listen()

    def _ledgers(self) -> dict[str, Ledger]:  # pyright: ignore[reportMissingTypeArgument]
        return {
            "surveys": self.surveys,
            "facts": self.facts,
            "questions": self.questions,
            "choices": self.choices,
        }

    def _listen(self) -> None:
        acts = (
            ("paste", self.paste),
            ("before", lambda: self._step(-1)),
            ("after", lambda: self._step(1)),
            ("printed", lambda: self.asked.emit("papers", "survey")),
        )
        for name, do in acts:
            part(QPushButton, name, self.form).clicked.connect(lambda _on=False, do=do: do())

    # --- showing

    def _committee(self) -> Id:
        return self.desk.committee.id if self.desk.committee else ""

    def _survey(self) -> Id:
        return self.surveys.record.id if self.surveys.record else ""

    def reload(self) -> None:
        committee = self._committee()
        self.surveys.show_rows(self.desk.read(surveys.surveys, committee) if committee else ())

    def _show_survey(self) -> None:
        survey = self._survey()
        self._lines = self.desk.read(surveys.survey_of, survey) if survey else None
        self.facts.show_rows(self._lines.facts if self._lines else ())
        self.questions.show_rows(self._lines.questions if self._lines else ())
        for tab in (FACTS, QUESTIONS, CHOICES):
            self._tabs.setTabEnabled(tab, self._lines is not None)
        part(QPushButton, "printed", self.form).setEnabled(self._lines is not None)

    def _show_question(self) -> None:
        line = self.questions.row
        self.choices.show_rows(line.choices if line else ())
        words = _("先に「設問」で設問を追加してください。")
        if line is not None:
            words = f"{line.question.number} {line.question.wording.strip()}".strip()
        part(QLabel, "question", self.form).setText(words)
        part(QLabel, "sum", self.form).setText(_summed(line) if line else "")
        known = self._lines.questions if self._lines else ()
        at = known.index(line) if line in known else 0
        part(QPushButton, "before", self.form).setEnabled(at > 0)
        part(QPushButton, "after", self.form).setEnabled(at + 1 < len(known))
        part(QPushButton, "paste", self.form).setEnabled(line is not None and not self.desk.read_only)

    def _step(self, by: int) -> None:
        """Show the question before or after this one."""
        known, line = (self._lines.questions if self._lines else ()), self.questions.row
        if line in known and self.choices.flush():
            self.questions.choose(known[min(max(known.index(line) + by, 0), len(known) - 1)].question.id)

    def show_record(self, record: Id) -> None:
        """Choose a survey, or show a question's counts, or a line of the outline."""
        if not self.flush():
            return
        if (question := self._question(record)) is not None:
            self.surveys.choose(question.survey)
            self.questions.choose(question.id)
            self._tabs.setCurrentIndex(CHOICES)
        elif fact := next(iter(self.desk.find(SurveyFact, id=record)), None):
            self.surveys.choose(fact.survey)
            self.facts.choose(fact.id)
            self._tabs.setCurrentIndex(FACTS)
        else:
            self.surveys.choose(record)
            self._tabs.setCurrentIndex(SURVEYS)

    def _question(self, record: Id) -> Question | None:
        """The question of this id, or of the choice of this id."""
        choice = next(iter(self.desk.find(SurveyChoice, id=record)), None)
        return next(iter(self.desk.find(Question, id=choice.question if choice else record)), None)

    # --- entering

    def paste(self) -> None:
        """Enter the counts of the table that the clipboard holds: one act."""
        line = self.questions.row
        rows = read_counts(QGuiApplication.clipboard().text())
        if line is None or not self.choices.flush():
            return
        if not rows:
            self.notified.emit(
                _("貼り付けられる表がありません。回答項目と回答数の列を写してから、もう一度押してください。"),
                "",
                None,
            )
            return
        self.tell_undo(self.desk.act(surveyediting.enter_counts, line.question.id, rows))

    # --- pending

    def forms(self) -> tuple[RecordForm, ...]:
        return tuple(ledger.form for ledger in self._ledgers().values())

    def flush(self) -> bool:
        done = [ledger.flush() for ledger in self._ledgers().values()]
        return all(done)

    def discard(self) -> None:
        for ledger in self._ledgers().values():
            ledger.discard()


def _summed(line: QuestionLine) -> str:
    """What the counts come to, and what the percentages are shares of."""
    words = _("回答数の合計 {sum}").format(sum=f"{line.answers:,}")
    if line.base is None:
        return words
    base = _("割合の基準：{name} {base}").format(name=_(line.base_label), base=f"{line.base:,}")
    return f"{words}　　{base}"


def read_counts(text: str) -> tuple[Counts, ...]:
    """The rows of a copied table: label, count, percentage. A row without a count is left out."""
    found: list[Counts] = []
    for row in text.splitlines():
        cells = [cell.strip() for cell in row.split("\t")]
        count = _whole(cells[1]) if len(cells) > 1 else None
        if cells[0] and count is not None:
            found.append(Counts(cells[0], count, _whole(cells[2]) if len(cells) > 2 else None))
    return tuple(found)


def _whole(cell: str) -> int | None:
    """1,383 or １３８３ or 12% as a whole number."""
    folded = unicodedata.normalize("NFKC", cell).replace(",", "").rstrip("%人件票 ")
    match = _NUMBER.fullmatch(folded)
    return int(match[1]) if match else None
