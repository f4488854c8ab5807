"""Nothing is issued with a character that no font has; the error names the person."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import MissingGlyph, OutputFailed
from kyodo_desktop.papers.issue import preflight, write_pdf
from kyodo_desktop.papers.roster import RosterPaper, RosterView
from tests.papers.reading import pages
from tests.papers.samples import FONTS, FORMS, ROSTER, member, roster


def _of(name: str, **values: object) -> RosterView:
    return roster([(1, [member("梶原 純"), member(name, **values)])])  # type: ignore[arg-type]


def test_a_missing_character_stops_the_paper_and_names_its_bearer(tmp_path: Path) -> None:
    path = tmp_path / "名簿.pdf"
    with pytest.raises(MissingGlyph) as caught:
        write_pdf(path, RosterPaper(), _of("𫝆田 一"), FONTS, FORMS)
    assert "委員 𫝆田 一 の氏名" in caught.value.why.text()
    assert "「𫝆」（U+2B746）" in caught.value.why.text()
    assert caught.value.remedy.text()
    assert not path.exists()


@pytest.mark.parametrize("hidden", ["\u202e", "\u3164", "\U0010ffff"])
def test_a_character_that_is_not_seen_is_to_be_removed(hidden: str) -> None:
    view = roster([(1, [member(f"青木{hidden} 一")])])
    with pytest.raises(MissingGlyph, match="目に見えない文字") as caught:
        preflight(RosterPaper().printed(view, RosterPaper().read(FORMS)), FONTS)
    assert f"U+{ord(hidden):04X}" in caught.value.why.text()
    assert "消して" in caught.value.remedy.text()


def test_a_character_outside_the_names_is_found_too() -> None:
    view = roster([(1, [member("梶原 純", "𫝆町会")])])
    with pytest.raises(MissingGlyph, match="委員 梶原 純 の所属団体等"):
        preflight(RosterPaper().printed(view, RosterPaper().read(FORMS)), FONTS)


@pytest.mark.parametrize("old", ['title = "{committee}', 'name = "'], ids=["title", "column"])
def test_a_character_of_the_form_names_its_file(tmp_path: Path, old: str) -> None:
    text = (FORMS / "roster.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "roster.toml").write_text(text.replace(old, f"{old}😀"), "utf-8")
    with pytest.raises(MissingGlyph, match=r"様式「roster\.toml」の文言"):
        write_pdf(tmp_path / "a.pdf", RosterPaper(), ROSTER, FONTS, tmp_path)


def test_a_variation_without_a_glyph_needs_the_clerk(tmp_path: Path) -> None:
    unknown = "亜\U000e01ef 一"
    with pytest.raises(MissingGlyph) as caught:
        write_pdf(tmp_path / "a.pdf", RosterPaper(), _of(unknown), FONTS, FORMS)
    assert "U+4E9C U+E01EF" in caught.value.why.text()
    assert "字形の代用を承認" in caught.value.remedy.text()
    write_pdf(tmp_path / "a.pdf", RosterPaper(), _of(unknown, base_form=True), FONTS, FORMS)
    assert unknown in "".join(pages((tmp_path / "a.pdf").read_bytes()))


def test_one_persons_acceptance_is_nobody_elses() -> None:
    view = roster([(1, [member("亜\U000e01ef 一", base_form=True), member("亜\U000e01ef 二")])])
    with pytest.raises(MissingGlyph, match="二 の氏名"):
        preflight(RosterPaper().printed(view, RosterPaper().read(FORMS)), FONTS)


def test_what_can_be_printed_passes() -> None:
    texts = tuple(RosterPaper().printed(ROSTER, RosterPaper().read(FORMS)))
    preflight(texts, FONTS)
    assert texts


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed):
        write_pdf(tmp_path / "none" / "a.pdf", RosterPaper(), ROSTER, FONTS, FORMS)


def test_writing_over_an_older_paper_leaves_only_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "名簿.pdf"
    path.write_bytes(b"old")
    write_pdf(path, RosterPaper(), ROSTER, FONTS, FORMS)
    assert path.read_bytes().startswith(b"%PDF-")
    assert [one.name for one in tmp_path.iterdir()] == ["名簿.pdf"]
