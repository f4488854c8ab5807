"""Bundles: stamps upright at the corner the reader sees, bookmarks, nothing that runs, all or nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kyodo_desktop.domain.errors import DiskFull, OutputFailed
from kyodo_desktop.papers.press.bundle import Binding, Part, bind
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.page import A4_LANDSCAPE, Page
from kyodo_desktop.papers.press.style import Style
from tests.papers.press.conftest import draw, pages, run
from tests.papers.press.test_output import small_disk

__all__ = ["small_disk"]

POINTS = 72 / 25.4


def document(
    fonts: Fonts,
    count: int = 1,
    size: tuple[float, float] = (210, 297),
    rotate: int = 0,
    crop: list[int] | None = None,
    media: list[int] | None = None,
    inherit: bool = False,
) -> bytes:
    """A PDF of `count` pages with a bookmark each, turned and cropped as said."""

    def how(page: Page) -> None:
        for number in range(1, count + 1):
            if number > 1:
                page.new_page()
            page.bookmark(f"{number}頁")
            page.text(60, 100, f"本文{number}", Style())

    with pikepdf.open(io.BytesIO(draw(fonts, how, size=size))) as made:
        for page in made.pages:
            if rotate and not inherit:
                page.obj.Rotate = rotate
            if crop:
                page.obj.CropBox = pikepdf.Array(crop)
            if media:
                page.obj.MediaBox = pikepdf.Array(media)
        if inherit:
            made.Root.Pages.Rotate = rotate
            for page in made.pages:
                del page.obj.Rotate
        out = io.BytesIO()
        made.save(out, deterministic_id=True)
    return out.getvalue()


def bound(parts: list[Part], path: Path, fonts: Fonts, **options: object) -> bytes:
    list(bind(parts, path, fonts, Binding(title="資料一式", **options)))  # type: ignore[arg-type]
    return path.read_bytes()


def ink(pdf: bytes, page: int, corner: tuple[float, float, float, float]) -> float:
    """How dark the page, as a reader sees it, is inside a rectangle of fractions of its size."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        sheet = opened[page]
        image = sheet.render(scale=1).to_pil().convert("L")
        sheet.close()
    finally:
        opened.close()
    left, top, right, bottom = corner
    part = image.crop(
        (
            int(left * image.width),
            int(top * image.height),
            int(right * image.width),
            int(bottom * image.height),
        )
    )
    histogram = part.histogram()
    return 1 - sum(level * count for level, count in enumerate(histogram)) / (255 * sum(histogram))


SHAPES = {
    "upright": {},
    "quarter": {"rotate": 90},
    "half": {"rotate": 180},
    "three quarters": {"rotate": 270},
    "inherited": {"rotate": 90, "inherit": True},
    "landscape": {"size": A4_LANDSCAPE},
    "cropped": {"crop": [100, 200, 500, 700]},
    "cropped and turned": {"crop": [100, 200, 500, 700], "rotate": 90},
    "shifted": {"media": [-100, -50, 495, 792]},
}


@pytest.mark.parametrize("shape", SHAPES, ids=list(SHAPES))
def test_stamp_and_number_stand_where_the_reader_looks(shape: str, shipped: Fonts, tmp_path: Path) -> None:
    part = Part(document(shipped, **SHAPES[shape]), "資料", "資料1")  # type: ignore[arg-type]
    pdf = bound([part], tmp_path / "a.pdf", shipped)
    assert ink(pdf, 0, (0.7, 0, 1, 0.15)) > 0.005
    assert ink(pdf, 0, (0.4, 0.9, 0.6, 1)) > 0.0005
    assert ink(pdf, 0, (0, 0, 0.3, 0.15)) == pytest.approx(0, abs=1e-4)
    assert ink(pdf, 0, (0, 0.9, 0.3, 1)) == pytest.approx(0, abs=1e-4)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        said = made.pages[0]
        assert int(said.obj.get("/Rotate", 0)) == SHAPES[shape].get("rotate", 0)


def test_stamped_on_first_pages_numbered_through(shipped: Fonts, tmp_path: Path) -> None:
    parts = [
        Part(document(shipped), "表紙", numbered=False),
        Part(document(shipped, 2), "委員名簿", "資料1"),
        Part(document(shipped, 2), "現状", "参考資料1"),
    ]
    pdf = bound(parts, tmp_path / "a.pdf", shipped)
    opened = pypdfium2.PdfDocument(pdf)
    read = [sheet.get_textpage().get_text_bounded() for sheet in opened]
    opened.close()
    assert ["資料1" in text for text in read] == [False, True, False, True, False]
    assert [f"- {n} -" in text for n, text in enumerate(read, 1)] == [False, True, True, True, True]


def test_each_part_begins_on_an_odd_page_where_wanted(shipped: Fonts, tmp_path: Path) -> None:
    parts = [
        Part(document(shipped), "一"),
        Part(document(shipped, rotate=90), "二"),
        Part(document(shipped), "三"),
    ]
    pdf = bound(parts, tmp_path / "a.pdf", shipped, even=True)
    assert pages(pdf) == 6
    with pikepdf.open(tmp_path / "a.pdf") as made, made.open_outline() as outline:
        places = {page.obj.objgen: n for n, page in enumerate(made.pages)}
        assert [places[item.destination[0].objgen] for item in outline.root] == [0, 2, 4]


def test_bookmarks_are_nested_under_their_part(shipped: Fonts, tmp_path: Path) -> None:
    parts = [Part(document(shipped, 2), "委員名簿"), Part(document(shipped, 3), "現状")]
    bound(parts, tmp_path / "a.pdf", shipped)
    with pikepdf.open(tmp_path / "a.pdf") as made, made.open_outline() as outline:
        places = {page.obj.objgen: n for n, page in enumerate(made.pages)}
        assert [item.title for item in outline.root] == ["委員名簿", "現状"]
        under = outline.root[1].children
        assert [item.title for item in under] == ["1頁", "2頁", "3頁"]
        assert [places[item.destination[0].objgen] for item in under] == [2, 3, 4]


def test_title_language_and_viewer(shipped: Fonts, tmp_path: Path) -> None:
    bound([Part(document(shipped), "一")], tmp_path / "a.pdf", shipped, first_number=5)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        assert str(made.docinfo["/Title"]) == "資料一式"
        assert str(made.Root.Lang) == "ja-JP"
        assert bool(made.Root.ViewerPreferences.DisplayDocTitle)
        assert made.Root.PageMode == pikepdf.Name.UseOutlines


def test_same_parts_same_bytes(shipped: Fonts, tmp_path: Path) -> None:
    parts = [Part(document(shipped, 3, rotate=90), "一", "資料1"), Part(document(shipped), "二", "資料2")]
    assert bound(parts, tmp_path / "a.pdf", shipped) == bound(parts, tmp_path / "b.pdf", shipped)


def test_a_bundle_can_be_bound_again(shipped: Fonts, tmp_path: Path, qpdf: None) -> None:
    inner = bound([Part(document(shipped, 2), "一", "資料1")], tmp_path / "a.pdf", shipped)
    outer = bound([Part(inner, "前回資料", "参考資料1")], tmp_path / "b.pdf", shipped)
    assert pages(outer) == 2
    said = run("qpdf", "--check", str(tmp_path / "b.pdf"))
    assert "No syntax or stream encoding errors found" in said


def test_nothing_in_it_runs(shipped: Fonts, tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(document(shipped))) as hostile:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
        hostile.Root.OpenAction = hostile.make_indirect(script)
        hostile.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        hostile.attachments["virus.exe"] = b"MZ"
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=pikepdf.Array([0, 0, 9, 9]), A=script
        )
        hostile.pages[0].obj.Annots = pikepdf.Array([hostile.make_indirect(link)])
        out = io.BytesIO()
        hostile.save(out)
    bound([Part(out.getvalue(), "一")], tmp_path / "a.pdf", shipped)
    with pikepdf.open(tmp_path / "a.pdf") as made:
        made.save(tmp_path / "plain.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    plain = (tmp_path / "plain.pdf").read_bytes()
    for word in (b"JavaScript", b"app.alert", b"virus.exe", b"/AA", b"EmbeddedFile"):
        assert word not in plain


@pytest.mark.parametrize("broken", [b"", b"not a PDF", b"PK\x03\x04 a zip"])
def test_a_part_that_isn_t_a_pdf_is_named(broken: bytes, shipped: Fonts, tmp_path: Path) -> None:
    parts = [Part(document(shipped), "一"), Part(broken, "壊れた資料")]
    with pytest.raises(OutputFailed) as caught:
        bound(parts, tmp_path / "a.pdf", shipped)
    assert "壊れた資料" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_locked_part_says_so_and_opens_with_its_password(shipped: Fonts, tmp_path: Path) -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(document(shipped))) as plain:
        plain.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(OutputFailed) as caught:
        bound([Part(locked.getvalue(), "秘密")], tmp_path / "a.pdf", shipped)
    assert "パスワード" in str(caught.value)
    assert pages(bound([Part(locked.getvalue(), "秘密", password="u")], tmp_path / "a.pdf", shipped)) == 1


def test_progress_reaches_its_total(shipped: Fonts, tmp_path: Path) -> None:
    parts = [Part(document(shipped), str(n)) for n in range(3)]
    seen = [(p.done, p.total) for p in bind(parts, tmp_path / "a.pdf", shipped, Binding("一式"))]
    assert seen == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_closing_leaves_what_was_there(shipped: Fonts, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    binding = bind(
        [Part(document(shipped), "一"), Part(document(shipped), "二")], path, shipped, Binding("一式")
    )
    next(binding)
    binding.close()
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"]


def test_a_full_disk_leaves_what_was_there(small_disk: Path, shipped: Fonts) -> None:
    path = small_disk / "a.pdf"
    path.write_bytes(b"old")
    heavy = [Part(document(shipped, 30, size=(100 + n, 200)), f"{n}") for n in range(20)]
    with pytest.raises(DiskFull):
        bound(heavy, path, shipped)
    assert path.read_bytes() == b"old"
    assert [p.name for p in small_disk.iterdir()] == ["a.pdf"]
