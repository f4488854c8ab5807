"""Authored texts on pages: slides fit, handouts flow, and nothing spills, is lost or stands alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import MissingGlyph
from kyodo_desktop.domain.records import BodyLayout, Material
from kyodo_desktop.papers import blocks as b
from kyodo_desktop.papers.body import Body, BodyInvalid, BodyView
from kyodo_desktop.papers.issue import preflight
from kyodo_desktop.papers.paper import of_meeting, render
from kyodo_desktop.papers.press.bundle import Binding, Part, bind
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.slides import slides
from kyodo_desktop.services import meetings, roster, texts
from kyodo_desktop.storage import Store
from tests.papers import bodies
from tests.papers.bodies import body, handout
from tests.papers.pictures_made import png
from tests.papers.reading import DPI, inked, pages, pictures, sizes, squeezed
from tests.papers.samples import FONTS, FORMS, PATHS

WORDS = "協働の意識を深く浸透させるためには、協働のルールや方針をわかり易く理解することが必要である。"
FOLIO = 10.0  # points of the page's number
FOOT = 16  # millimetres from the foot of a page that its number may stand in


def pdf(view: BodyView, forms: Path = FORMS) -> bytes:
    return drained(render(Body(), view, FONTS, forms))


def text(data: bytes) -> str:
    return squeezed("".join(pages(data)))


def within(data: bytes, margin: float = 9) -> None:
    """Nothing but the foot's line stands nearer than `margin` millimetres to an edge."""
    for picture in pictures(data):
        above = picture.crop((0, 0, picture.width, picture.height - round(FOOT / 25.4 * DPI)))
        left, top, right, bottom = inked(above)
        assert left >= margin / 25.4 * DPI - 1
        assert right <= picture.width - margin / 25.4 * DPI + 1
        assert top >= 6 / 25.4 * DPI
        assert bottom < above.height


@pytest.mark.parametrize("source", [bodies.FLOW, bodies.TABLE, bodies.HANDOUT, bodies.CONSULTATIONS])
@pytest.mark.parametrize("layout", BodyLayout)
def test_every_text_stands_on_the_page_in_order(source: str, layout: BodyLayout) -> None:
    view = body(source, layout)
    data = pdf(view)
    found = text(data)
    for run, _ in b.runs(view.blocks):
        for line in b.plain(run).split("\n"):
            assert squeezed(line) in found
    within(data)
    assert data == pdf(view)


def test_slides_lie_and_handouts_stand() -> None:
    assert [picture.width > picture.height for picture in pictures(pdf(body(bodies.FLOW)))] == [True]
    assert [picture.width < picture.height for picture in pictures(pdf(handout(bodies.HANDOUT)))] == [True]


def test_a_divider_ends_a_slide_and_empty_ones_are_left_out() -> None:
    view = body("---\n# 一\n\n本文\n\n---\n\n---\n# 二\n")
    assert [squeezed(page)[:1] for page in pages(pdf(view))] == ["一", "二"]
    assert len(pages(pdf(handout("# 一\n\n本文\n\n---\n\n## 二\n")))) == 1


@pytest.mark.parametrize("source", ["", "\n\n", "---\n", "# 題だけ"])
@pytest.mark.parametrize("layout", BodyLayout)
def test_an_empty_text_still_has_its_title(source: str, layout: BodyLayout) -> None:
    data = pdf(body(source, layout))
    assert len(pages(data)) == 1
    assert "協働の現状" in text(data) or "題だけ" in text(data)


@pytest.mark.parametrize("count", [1, 12, 30, 60, 200])
@pytest.mark.parametrize("layout", BodyLayout)
def test_lists_of_any_length_are_set_whole(count: int, layout: BodyLayout) -> None:
    items = "\n".join(f"{n}. 第{n}の項目。{WORDS}" for n in range(1, count + 1))
    data = pdf(body(f"# 一覧\n\n{items}", layout))
    found = text(data)
    assert all(squeezed(f"第{n}の項目。{WORDS}") in found for n in range(1, count + 1))
    within(data)


def test_type_shrinks_to_the_least_before_a_slide_goes_on() -> None:
    counts = [len(pages(pdf(body("# 題\n\n" + "\n\n".join([WORDS * 2] * n))))) for n in (1, 8, 14, 40)]
    assert counts[:2] == [1, 1]
    assert counts == sorted(counts)
    assert counts[3] > 1
    assert "題（続き）" in pages(pdf(body("# 題\n\n" + "\n\n".join([WORDS * 2] * 40))))[1]


def test_a_slide_that_goes_on_breaks_before_a_heading() -> None:
    part = "\n\n".join([WORDS * 2] * 11)
    found = pages(pdf(body(f"# 題\n\n## 前半\n\n{part}\n\n## 後半\n\n{part}")))
    assert ["後半" in page for page in found] == [False, True]


def test_slides_that_break_before_a_heading_are_each_as_large_as_they_may_be() -> None:
    few, many = ("\n\n".join([WORDS * 2] * count) for count in (3, 11))
    short, full = sizes(pdf(body(f"# 題\n\n## 前半\n\n{few}\n\n## 後半\n\n{many}")))
    title = {Body().read(FORMS).slides.heading.size}
    assert max(short - title) > 1.3 * max(full - title)


@pytest.mark.parametrize("layout", ["| 甲 |\n|---|\n| {} |", "::: note\n{}\n:::", "- {}", "{}"])
def test_two_slides_on_a_sheet_can_still_be_read(layout: str) -> None:
    """Two to a sheet of A4 are printed at 0.7 of their size; 8 points is the least (practice §6)."""
    source = "# 題\n\n" + "\n\n".join([layout.format(WORDS * 3)] * 14)
    data = pdf(body(source, number="資料2"))
    assert min(min(page - {FOLIO}) for page in sizes(data)) * 2**-0.5 >= 8
    within(data)


@pytest.mark.parametrize("word", ["A" * 300, "https://example.jp/" + "a" * 300, "あ" * 300, "１" * 300])
@pytest.mark.parametrize(
    "place", ["{}", "- {}", "# {}\n\n文", "| a | b |\n|---|---|\n| {} | x |", "::: box {}\n:::"]
)
@pytest.mark.parametrize("layout", BodyLayout)
def test_a_long_word_is_broken(word: str, place: str, layout: BodyLayout) -> None:
    data = pdf(body(place.format(word), layout))
    assert squeezed(word) in text(data)
    within(data)


@pytest.mark.parametrize("layout", BodyLayout)
def test_a_table_in_a_box_goes_on_under_its_head(layout: BodyLayout) -> None:
    rows = "\n".join(f"| 項目{n} | {WORDS} |" for n in range(1, 41))
    data = pdf(body(f"# 表\n\n::: box 枠の題\n| 見出し甲 | 見出し乙 |\n|---|---|\n{rows}\n:::", layout))
    found = pages(data)
    assert len(found) > 1
    assert all("見出し甲" in page for page in found)
    assert all(squeezed(f"項目{n}") in text(data) for n in range(1, 41))
    within(data)


def test_a_cell_taller_than_a_page_is_divided() -> None:
    data = pdf(handout(f"| 甲 | 乙 |\n|---|---|\n| あ | {WORDS * 60} |"))
    assert text(data).count("わかり易く") == 60
    assert len(pages(data)) > 1
    within(data)


def test_columns_go_on_beside_each_other() -> None:
    side = "\n\n".join([WORDS] * 60)
    source = f"::: columns\n:::: column\n{side}\n::::\n:::: arrow 右向き\n:::: column\n短い\n::::\n:::"
    data = pdf(handout(source))
    assert text(data).count("わかり易く") == 60
    within(data)


def test_figures_of_any_size_fit() -> None:
    for width, height in ((1000, 50), (50, 1000), (1, 1), (1200, 900)):
        picture = b.Figure("図", png(width, height), width, height)
        for view in (body("# 図"), handout("# 図")):
            data = pdf(replace(view, blocks=(*view.blocks, picture)))
            assert len(pages(data)) == 1
            within(data)


def test_digits_are_set_as_the_form_says(tmp_path: Path) -> None:
    for form in FORMS.iterdir():
        (tmp_path / form.name).write_bytes(form.read_bytes())
    source = (FORMS / "body.toml").read_text("utf-8").replace('digits = "half"', 'digits = "one_full"')
    (tmp_path / "body.toml").write_text(source, "utf-8")
    view = handout("第3条と第12条、4,755名\n\n<http://a.jp/1>")
    found = "".join(pages(pdf(view, tmp_path)))
    assert "第３条と第12条、4,755名" in found
    assert "http://a.jp/1" in found


def test_a_bound_slide_has_its_stamp_beside_the_title_and_its_number_at_the_foot(tmp_path: Path) -> None:
    view = body(bodies.TABLE + "\n---\n" + bodies.FLOW, number="参考資料12")
    part = Part(pdf(view), "資料", stamp=view.number)
    for _ in bind([part], tmp_path / "b.pdf", FONTS, Binding(title="一式", first_number=7)):
        pass
    data = (tmp_path / "b.pdf").read_bytes()
    first, second = pages(data)
    assert squeezed(first).endswith("-7-")
    assert squeezed(second).endswith("-8-")
    plain, stamped = pictures(pdf(view))[0], pictures(data)[0]
    width, height = plain.size
    corner = (round(width * 0.87), 0, width, round(height * 0.09))
    assert plain.crop(corner).getextrema() == (255, 255)
    assert stamped.crop(corner).getextrema()[0] < 100  # type: ignore[operator]


def test_a_character_that_no_font_has_is_named_with_its_text() -> None:
    view = body("# 題\n\n- 文\n- **これは\U0002b746です**")
    printed = Body().printed(view, Body().read(FORMS))
    with pytest.raises(MissingGlyph, match="資料2の本文「これは\U0002b746です」"):
        preflight(printed, Fonts(PATHS, folders=()))


def test_progress_is_told_slide_by_slide() -> None:
    work = render(Body(), body("# 一\n\n---\n# 二\n\n---\n# 三"), FONTS, FORMS)
    assert [(step.done, step.total) for step in work] == [(1, 3), (2, 3), (3, 3)]


def test_slides_are_cut_at_dividers() -> None:
    assert [len(one.blocks) for one in slides(bodies.blocks("# 一\n\nあ\n\n---\nい\n\nう"))] == [1, 2]


# --- from the register -----------------------------------------------------------------------------------


def _material(store: Store, number: str) -> tuple[str, Material]:
    meeting = meetings.meetings(store, roster.committees(store)[0].id)[0]
    lines = meetings.materials(store, meeting.id)
    return meeting.id, next(line.material for line in lines if line.number == number)


def _composed(store: Store, source: str, layout: BodyLayout = BodyLayout.SLIDES) -> BodyView:
    meeting, material = _material(store, "資料2")
    texts.set_body(store, material.id, layout, source)
    return Body().compose(store, of_meeting(store, meeting, material.id))


def test_the_register_is_drawn_in(sample: Store) -> None:
    view = _composed(sample, "# 諮問\n\n::: consultations 1-2\n\n---\n# 予定\n\n::: plan")
    found = text(pdf(view))
    for line in (
        "【諮問事項1】",
        "（諮問）」（平成25年7月23日）",
        "【継続審議】",
        "研修内容（案）の検討",
        "令和8年2月～3月頃",
    ):
        assert squeezed(line) in found
    assert view == _composed(sample, "# 諮問\n\n::: consultations 1-2\n\n---\n# 予定\n\n::: plan")


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        ("# 題\n\n::: consultations 99", 3, "諮問99は台帳に"),
        ("::: consultations 一つ目", 1, "諮問番号として読めません"),
        ("文\n\n![図](ない図.png)", 3, "ない図.png"),
        ("::: what", 1, "what"),
    ],
)
def test_a_mistake_names_the_material_and_the_line(sample: Store, source: str, line: int, why: str) -> None:
    with pytest.raises(BodyInvalid) as caught:
        _composed(sample, source)
    assert caught.value.line == line
    assert "資料2" in caught.value.what.text()
    assert f"{line}行目" in caught.value.why.text()
    assert why in caught.value.why.text()


def test_a_figure_is_found_by_its_name_or_refused(sample: Store) -> None:
    _, other = _material(sample, "参考資料1")
    meetings.attach(sample, other.id, "図.png", png(40, 20), "image/png", dt.date(2025, 11, 1))
    meetings.attach(sample, other.id, "図.png", png(60, 20), "image/png", dt.date(2025, 11, 2))
    view = _composed(sample, "![説明](図.png)")
    assert view.blocks[0].width == 60  # type: ignore[union-attr]
    meetings.attach(sample, other.id, "壊.png", b"\x89PNG\r\n\x1a\n", "image/png", dt.date(2025, 11, 2))
    with pytest.raises(BodyInvalid, match=r"壊\.png"):
        _composed(sample, "![説明](壊.png)")


def test_a_material_without_a_text_prints_its_title(sample: Store) -> None:
    meeting, material = _material(sample, "参考資料1")
    view = Body().compose(sample, of_meeting(sample, meeting, material.id))
    assert squeezed(material.title) in text(pdf(view))
