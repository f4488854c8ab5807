"""Which face prints what; what none can print is said beforehand; a box is never drawn."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kyodo_desktop.domain.errors import MissingGlyph
from kyodo_desktop.papers.press.faces import Face, Fonts
from kyodo_desktop.papers.press.glyphs import Lack, Run, missing, resolve
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.paths import Paths
from tests.papers.press.conftest import by_pdfium, draw

RARE = "𠮷"
UNKNOWN_VARIATION = "辻\U000e01ef"


def test_plain_text_is_one_run(shipped: Fonts) -> None:
    assert resolve(shipped, "川口市 2025", "gothic") == (Run("gothic", "川口市 2025"),)


def test_each_cluster_goes_to_the_first_face_that_has_it(ipamj: Fonts) -> None:
    assert resolve(ipamj, "𠮷野辻\U000e0100邉\U000e010f子", "mincho") == (
        Run("ipamj", "𠮷"),
        Run("mincho", "野辻\U000e0100"),
        Run("ipamj", "邉\U000e010f"),
        Run("mincho", "子"),
    )


def test_a_character_no_font_has_stops(shipped: Fonts) -> None:
    with pytest.raises(MissingGlyph) as caught:
        resolve(shipped, "𠮷野", "gothic")
    assert "U+20BB7" in str(caught.value)
    assert missing(shipped, ["𠮷野", "𠮷"], "gothic") == (Lack("𠮷", "character"),)


@pytest.mark.parametrize("text", ["\t", "\u200b", "\ue000", "\U0010fffd", "\U000e0100"])
def test_control_and_private_characters_are_lacks(text: str, shipped: Fonts) -> None:
    assert missing(shipped, [f"川{text}口" if text != "\U000e0100" else text], "mincho") != ()


def test_a_variation_no_font_has_is_said_to_be_one(fonts: Fonts) -> None:
    assert missing(fonts, ["辻さん", UNKNOWN_VARIATION], "mincho") == (Lack(UNKNOWN_VARIATION, "variation"),)
    with pytest.raises(MissingGlyph) as caught:
        resolve(fonts, UNKNOWN_VARIATION, "mincho")
    assert "U+E01EF" in str(caught.value)


def test_a_variation_of_an_unknown_character_is_a_missing_character(shipped: Fonts) -> None:
    assert missing(shipped, ["𠮷\U000e0100"]) == (Lack("𠮷\U000e0100", "character"),)


def test_accepted_variation_prints_the_base_and_keeps_the_selector(shipped: Fonts) -> None:
    accepted = frozenset({UNKNOWN_VARIATION})
    assert missing(shipped, [UNKNOWN_VARIATION], "mincho", accepted) == ()
    assert resolve(shipped, "辻" + UNKNOWN_VARIATION, "mincho", accepted) == (
        Run("mincho", "辻"),
        Run("mincho", UNKNOWN_VARIATION, base_form=True),
    )
    pdf = draw(shipped, lambda p: p.text(20, 20, UNKNOWN_VARIATION, Style()), accepted=accepted)
    assert by_pdfium(pdf).strip() == UNKNOWN_VARIATION


def test_accepting_doesn_t_replace_a_variation_that_a_font_has(shipped: Fonts) -> None:
    known = "辻\U000e0100"
    assert resolve(shipped, known, "mincho", frozenset({known})) == (Run("mincho", known),)


def test_accepting_can_t_print_a_character_that_no_font_has(shipped: Fonts) -> None:
    assert missing(shipped, [RARE], "mincho", frozenset({RARE})) == (Lack(RARE, "character"),)


def test_line_ends_are_not_lacks(shipped: Fonts) -> None:
    assert missing(shipped, ["一行目\n二行目"]) == ()


def test_nothing_printed_maps_to_the_box(shipped: Fonts) -> None:
    """Every code in the content leads to a glyph other than .notdef, and is in the text layer."""
    text = "川口市「協働」ー12ABC…――辻\U000e0100か\u309a"

    def both_ways(page: Page) -> None:
        page.text(20, 20, text, Style("gothic"))
        page.vertical(20, 40, 20, 150, text, Style("gothic"))

    with pikepdf.open(io.BytesIO(draw(shipped, both_ways))) as document:
        (font,) = document.pages[0].resources.Font.values()
        table = font.DescendantFonts[0].CIDToGIDMap.read_bytes()
        mapped = {int.from_bytes(table[i : i + 2], "big") for i in range(2, len(table), 2)}
        codes: set[int] = set()
        for operands, operator in pikepdf.parse_content_stream(document.pages[0]):
            if str(operator) == "TJ":
                shown = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                codes |= {int.from_bytes(shown[i : i + 2], "big") for i in range(0, len(shown), 2)}
        assert 0 not in mapped
        assert codes == set(range(1, len(table) // 2))


def test_drawing_a_missing_character_raises_and_draws_no_box(shipped: Fonts) -> None:
    with pytest.raises(MissingGlyph):
        draw(shipped, lambda page: page.text(20, 20, "𠮷野", Style()))


def test_vertical_forms_differ_where_they_should(shipped: Fonts) -> None:
    face = shipped.face("mincho")
    for mark in "「」ー（）、。…":
        assert face.glyph(mark, vertical=True) != face.glyph(mark), mark
    assert face.glyph("川", vertical=True) == face.glyph("川")
    assert face.glyph("𠮷", vertical=True) is None


def test_a_fallback_named_in_the_settings_is_used(tmp_path: Path) -> None:
    paths = Paths.find()
    named = Fonts(paths, {"ipamj": paths.fonts / "BIZUDMincho-Regular.ttf"}, folders=())
    assert list(named.fallbacks) == ["ipamj"]
    missing_file = Fonts(paths, {"ipamj": tmp_path / "gone.ttf"}, folders=())
    assert missing_file.fallbacks == {}


def test_a_damaged_fallback_counts_as_absent(tmp_path: Path) -> None:
    (tmp_path / "ipamjm.ttf").write_bytes(b"not a font")
    (tmp_path / "HanaMinA.ttf").write_bytes(b"")
    assert Fonts(Paths.find(), folders=[tmp_path]).fallbacks == {}


def test_faces_are_opened_only_when_asked() -> None:
    face = Face("gothic", Path("/nowhere.ttf"))
    assert face.name == "gothic"
    with pytest.raises(KeyError):
        Fonts(Paths.find(), folders=()).face("cursive")
