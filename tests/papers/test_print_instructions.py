"""印刷指示書: what is printed how, from the pages that the packet really has."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from kyodo_desktop.domain.records import Meeting
from kyodo_desktop.papers import packet
from kyodo_desktop.papers.copying import usual
from kyodo_desktop.papers.forms import FormInvalid
from kyodo_desktop.papers.leaves import Cutter
from kyodo_desktop.papers.paper import of_meeting
from kyodo_desktop.papers.pieces import Grid, Text
from kyodo_desktop.papers.press.binding import Binding
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.printinstructions import PrintInstructions, PrintInstructionsView, counted
from kyodo_desktop.services import copies
from kyodo_desktop.storage import Store
from tests.papers.print_samples import DRAFT, SINGLE, VIEW
from tests.papers.samples import FONTS, FORMS

PAPER = PrintInstructions()
FORM = PAPER.read(FORMS)


def grid(view: PrintInstructionsView) -> dict[str, tuple[str, ...]]:
    """The table's rows by their document."""
    found = next(one for one in PAPER.pieces(view, FORM) if isinstance(one, Grid))
    return {row[1] if row[0] in ("―", "") else row[0]: row[2:] for row in found.rows}


def said(view: PrintInstructionsView) -> list[str]:
    return [one.text for one in PAPER.pieces(view, FORM) if isinstance(one, Text)]


@pytest.mark.parametrize(
    ("document", "row"),
    [
        ("資料1", ("1", "片面", "―", "白黒", "A4", "31", "なし", "1", "31")),
        ("資料2", ("15", "両面", "短辺", "カラー", "A4", "31", "左2か所", "8", "248")),
        ("資料3", ("1", "片面", "―", "白黒", "A3（折込）", "31", "なし", "1", "31")),
        ("参考資料1", ("6", "両面", "長辺", "白黒", "A4・A3（折込）", "31", "左2か所", "4", "124")),
        ("参考資料3", ("83", "両面", "長辺", "白黒", "A4", "31", "クリップ", "42", "1,302")),
        ("計", ("114", "", "", "", "", "31", "", "61", "1,891")),
    ],
)
def test_each_document_s_instructions(document: str, row: tuple[str, ...]) -> None:
    assert grid(VIEW)[document] == row


def test_the_paper_in_all_and_what_to_watch() -> None:
    found = said(VIEW)
    assert "印刷部数　31部（委員12＋事務局・説明員8＋傍聴5＋報道2＋予備3＋保存用1）" in found
    assert "用紙　A4 1,829枚、A3 62枚、計 1,891枚" in found
    assert "※　カラーのページ：資料2、参考資料2（2、4ページ）" in found
    assert any("40枚を超えて" in one for one in found)
    assert any("「別紙1」" in one for one in found)


def test_on_one_side_there_is_no_edge_to_turn_on() -> None:
    assert grid(SINGLE)["資料2"][:3] == ("15", "片面", "―")
    assert grid(SINGLE)["資料2"][-2:] == ("15", "555")
    assert not any("Z折" in one for one in said(SINGLE))


def test_what_isn_t_counted_yet_is_left_open_and_said() -> None:
    assert grid(DRAFT)["資料2"] == ("", "", "", "", "", "31", "", "", "")
    assert "計" not in grid(DRAFT)
    assert said(DRAFT)[-1].startswith("※　ページ数が入っていません。")
    assert [note.japanese() for note in PAPER.notes(DRAFT, FORM)] == [
        "ページ数は、会議資料一式を作成すると入ります。"
    ]
    assert PAPER.notes(VIEW, FORM) == ()


@pytest.fixture
def cutter() -> Iterator[Cutter]:
    made = Cutter()
    yield made
    made.end()


@pytest.mark.parametrize("even", [False, True])
def test_the_packet_s_own_pages_are_counted(sample: Store, cutter: Cutter, even: bool) -> None:
    meeting = sample.find(Meeting)[0].id
    how = Binding("", even=even)
    data, bound = drained(packet.bound(packet.packet_view(sample, meeting), FONTS, FORMS, how))
    draft = PAPER.compose(sample, of_meeting(sample, meeting))
    view = counted(draft, bound.places, drained(cutter.leaves(data)))
    assert [one.number for one in view.documents if one.number] == [one.number for one in draft.documents]
    assert [one.title for one in view.documents[2:]] == [one.title for one in draft.documents]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        whole = len(pdf.pages)
    pages = [len(one.leaves or ()) for one in view.documents]
    assert sum(pages) + even * sum(count % 2 for count in pages) == whole
    assert grid(view)["資料2"][:5] == ("15", "両面", "短辺", "カラー", "A4")
    assert grid(view)["資料1"][:2] == ("1", "片面")


def test_what_the_clerk_decided_stands_on_it(sample: Store) -> None:
    meeting = sample.find(Meeting)[0].id
    copies.set_copies(sample, meeting, {"observers": 3}, two_sided=False)
    view = PAPER.compose(sample, of_meeting(sample, meeting))
    assert "＋傍聴3＋" in said(view)[1]
    assert not view.run.two_sided


def test_what_is_usual_is_the_office_s_to_say(tmp_path: Path) -> None:
    assert (usual(FORMS).staff, usual(FORMS).observers, usual(FORMS).clip_over) == (8, 10, 40)
    for name in ("copies.toml", "observers.toml"):
        (tmp_path / name).write_text((FORMS / name).read_text("utf-8"), "utf-8")
    own = (FORMS / "copies.toml").read_text("utf-8").replace("press = 2", "press = 5")
    (tmp_path / "copies.toml").write_text(own, "utf-8")
    assert usual(tmp_path) == replace(usual(FORMS), press=5)
    (tmp_path / "copies.toml").write_text(own.replace("press = 5", "press = -1"), "utf-8")
    with pytest.raises(FormInvalid):
        usual(tmp_path)
