"""Tables of the screens, saved and taken in again: nothing is new or changed, no line of a text is lost."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from kyodo_desktop.domain.records import Meeting, ReplyAnswer
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.tablefile import read
from kyodo_desktop.papers.tables import book, csvfile
from kyodo_desktop.papers.tables.values import TableView
from kyodo_desktop.services import importing
from kyodo_desktop.services import replies as service
from kyodo_desktop.services.importing import LineKind, Preview, Purpose
from kyodo_desktop.services.register import require_term
from kyodo_desktop.ui import tableexport
from kyodo_desktop.ui.screens.meeting_replies import RepliesPart
from kyodo_desktop.ui.window import MainWindow
from tests.ui import hands

OPINION = '=1+1 は式ではない\n二行目、"引用"; と\n\n-四行目'


def taken(window: MainWindow, table: TableView, kind: str, purpose: Purpose, owner: str) -> Preview:
    """What importing a saved table again would do."""
    data = csvfile.written(table) if kind == "csv" else book.written((table,))
    made = drained(read(data, f"表.{kind}"))
    words, desk = importing.vocabulary(window.desk.paths.importing), window.desk
    assert desk.committee is not None
    assert importing.purpose_of(made, words) is purpose
    plan = desk.read(importing.plan_for, made, purpose, desk.committee.id, words)
    return desk.read(importing.preview, made, plan, owner, desk.today, words)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_answers_come_back_with_every_line_of_an_opinion(window: MainWindow, kind: str) -> None:
    part = hands.meeting(window).parts.go("meeting_replies")
    assert isinstance(part, RepliesPart)
    QTest.qWait(1)  # a page that is put into a window is shown a moment later
    table = part.answers.table
    row, meeting = table.model.rows[0], part.answers._meeting
    assert isinstance(meeting, Meeting)
    seat, today = row.to.appointment, window.desk.today
    window.desk.act(
        service.record_reply, meeting.id, seat, ReplyAnswer.ABSENT, received_on=today, opinion=OPINION
    )
    seen = tableexport.as_seen(table, "出欠", today)
    assert OPINION in [value for one in seen.rows for value in one]
    made = taken(window, seen, kind, Purpose.REPLIES, meeting.id)
    assert [line.kind for line in made.lines] == [LineKind.SAME] * len(table.model.rows)
    assert [line.values["opinion"] for line in made.lines if "opinion" in line.values] == [OPINION]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_roster_as_it_is_seen_comes_back_the_same(window: MainWindow, kind: str) -> None:
    table, desk = hands.roster(window).table, window.desk
    assert desk.committee is not None
    term = desk.read(require_term, desk.committee.id, desk.today)
    made = taken(window, tableexport.as_seen(table, "名簿", desk.today), kind, Purpose.ROSTER, term.id)
    assert [line.kind for line in made.lines] == [LineKind.SAME] * 12
