"""Saving a paper for Word from the window: never over what a hand has edited, which may be taken in."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QFileDialog

from kyodo_desktop.domain.records import Attachment, Meeting
from kyodo_desktop.papers.agenda import Agenda
from kyodo_desktop.papers.minutes import MinutesPaper
from kyodo_desktop.papers.paper import AnyPaper, of_meeting
from kyodo_desktop.papers.wordkeep import judged
from kyodo_desktop.ui.export import pick_paper, save_paper, take_back
from kyodo_desktop.ui.window import MainWindow


def composed(window: MainWindow, paper: AnyPaper) -> object:
    return window.desk.read(lambda store: paper.compose(store, of_meeting(store, held(window).id)))


def held(window: MainWindow) -> Meeting:
    (found,) = window.desk.read(lambda store: store.find(Meeting))
    return found


def edit(path: Path) -> bytes:
    """Change a word in a file, as a hand does."""
    document = docx.Document(io.BytesIO(path.read_bytes()))
    document.paragraphs[0].add_run("（訂正）")
    document.save(str(path))
    return path.read_bytes()


def test_a_paper_is_saved_for_word_once_edited_never_again(window: MainWindow, tmp_path: Path) -> None:
    paper, path = MinutesPaper(), tmp_path / "会議録.docx"
    view = composed(window, paper)
    assert save_paper(window, paper, view, path) == (True, None)
    assert save_paper(window, paper, view, path) == (True, None)
    assert judged(path.read_bytes()) == "ours"
    assert "会議録.docx" in window.notice.text
    changed = edit(path)
    assert save_paper(window, paper, view, path) == (False, tmp_path / "会議録（2）.docx")
    assert path.read_bytes() == changed
    assert window.notice.property("role") == "alarm"
    assert "作成した後に編集されています" in window.notice.text


def test_another_name_is_offered_for_an_edited_file(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, path = MinutesPaper(), tmp_path / "会議録.docx"
    view = composed(window, paper)
    save_paper(window, paper, view, path)
    edit(path)
    offered: list[tuple[str, str]] = []

    def ask(_parent: object, _title: str, start: str, forms: str) -> tuple[str, str]:
        offered.append((start, forms))
        return start, forms.split(";;")[-1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    assert pick_paper(window, paper, view, path) == tmp_path / "会議録（2）.docx"
    assert offered == [
        (str(one), "PDF (*.pdf);;Word (*.docx)") for one in (path, tmp_path / "会議録（2）.docx")
    ]
    assert pick_paper(window, paper, view, tmp_path / "名のない") == tmp_path / "名のない.docx"
    agenda = Agenda()
    assert pick_paper(window, agenda, composed(window, agenda), tmp_path / "次第") == tmp_path / "次第.pdf"
    assert (tmp_path / "次第.pdf").read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert pick_paper(window, paper, view, path) is None


def test_an_edited_file_comes_back(window: MainWindow, tmp_path: Path) -> None:
    paper, path = MinutesPaper(), tmp_path / "会議録.docx"
    save_paper(window, paper, composed(window, paper), path)
    changed = edit(path)
    assert take_back(window, path, held(window).id)
    (kept,) = window.desk.read(lambda store: store.find(Attachment, name="会議録.docx"))
    assert kept.size == len(changed)
    assert window.desk.read(lambda store: store.blob(kept.sha256)) == changed
    (tmp_path / "memo.docx").write_bytes(b"memo")
    assert not take_back(window, tmp_path / "memo.docx", held(window).id)
    assert window.notice.property("role") == "alarm"
