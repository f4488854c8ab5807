"""Binding with every option: each link, bookmark, name and line of the contents leads to its page."""

from __future__ import annotations

import io
import itertools
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from kyodo_desktop.papers.inspecting import inspect
from kyodo_desktop.papers.press.bundle import Binding, Bound, Part, bind, new_shelf
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.page import A4, A4_LANDSCAPE, Page
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.style import Style
from tests.papers.press.conftest import by_pdfium, draw, run
from tests.papers.press.corpus import A3_LANDSCAPE, KINDS, scan, text

MARK = re.compile("〔([^〕]+)-([0-9]+)〕")


def bound(parts: list[Part], fonts: Fonts, **options: object) -> tuple[bytes, Bound]:
    out = io.BytesIO()
    made = drained(bind(parts, out, fonts, Binding(title="資料一式", **options)))  # type: ignore[arg-type]
    return out.getvalue(), made


def inspected(data: bytes, title: str, stamp: str | None = None, **options: object) -> Part:
    found = drained(inspect(data))
    assert found.refusal == ""
    return Part(data, title, stamp, facts=found.facts, key=found.sha256, **options)  # type: ignore[arg-type]


def texts(pdf: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in opened]
    finally:
        opened.close()


def corpus(fonts: Fonts, pages: int) -> list[Part]:
    parts: list[Part] = []
    for place, (kind, make) in enumerate(KINDS.items(), 1):
        two_up = kind == "landscape"
        parts.append(inspected(make(fonts, pages, kind), f"{kind}の題名", f"資料{place}", two_up=two_up))
    return parts


def where(made: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: place for place, page in enumerate(made.pages)}


def marks(said: str) -> list[tuple[str, int]]:
    return [(kind, int(page)) for kind, page in MARK.findall(said.replace("\r\n", "").replace("\n", ""))]


OPTIONS = list(
    itertools.product((False, True), (False, True), (None, 0, 1), (False, True), ("first", "every"))
)


@pytest.mark.parametrize(("even", "within", "contents", "turned", "stamps"), OPTIONS)
def test_everything_leads_to_its_page(
    even: bool, within: bool, contents: int | None, turned: bool, stamps: str, shipped: Fonts
) -> None:
    pages = 9
    parts = corpus(shipped, pages)
    pdf, done = bound(
        parts, shipped, even=even, within=within, contents=contents, turned=turned, stamps=stamps
    )
    said = texts(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        at = where(made)
        assert len(said) == done.pages == len(made.pages)
        _places(done, said, even)
        _bookmarks(made, at, said, done)
        _links(made, at, said)
        _names(made, at, said)
        if contents is not None:
            _contents(made, at, said, done)


def _places(done: Bound, said: list[str], even: bool) -> None:
    for place in done.places:
        assert f"- {place.number} -" in said[place.first]
        assert place.stamp is not None
        assert place.stamp in said[place.first]
        assert not even or place.first % 2 == 0


def _bookmarks(made: pikepdf.Pdf, at: dict[tuple[int, int], int], said: list[str], done: Bound) -> None:
    with made.open_outline() as outline:
        titles = {place.title: place.first for place in done.places}
        tops = [item for item in outline.root if item.title in titles]
        assert [at[item.destination[0].objgen] for item in tops] == list(titles.values())
        below = [item for top in tops for item in top.children]
        assert len(below) == 3 * 2
        for item in below:
            kind, page = re.fullmatch("(.+)の([0-9]+)頁", item.title).groups()  # type: ignore[union-attr]
            assert (kind, int(page)) in marks(said[at[item.destination[0].objgen]])


def _links(made: pikepdf.Pdf, at: dict[tuple[int, int], int], said: list[str]) -> None:
    seen = 0
    for place, page in enumerate(made.pages):
        mine = marks(said[place])
        notes = [note for note in page.obj.get("/Annots", []) if mine]
        assert len(notes) == len(mine)
        wanted = sorted((kind, (number - 1 + 7) % 9 + 1) for kind, number in mine)
        got = [marks(said[at[note["/Dest"][0].objgen]]) for note in notes]
        assert all(any(want in one for one in got) for want in wanted)
        seen += len(notes)
    assert seen == 27


def _names(made: pikepdf.Pdf, at: dict[tuple[int, int], int], said: list[str]) -> None:
    names = pikepdf.NameTree(made.Root.Names.Dests)
    found = {str(name): at[goal[0].objgen] for name, goal in names.items()}
    assert len(found) == 27
    prefixes = sorted({name.partition(".")[0] for name in found})
    for kind, prefix in zip(("text", "a3", "landscape"), prefixes, strict=True):
        for number in range(9):
            assert (kind, number + 1) in marks(said[found[f"{prefix}.place{number:05}"]])


def _contents(made: pikepdf.Pdf, at: dict[tuple[int, int], int], said: list[str], done: Bound) -> None:
    place = next(place for place, page in enumerate(said) if "目次" in page)
    lines = [line.replace("…", "").split() for line in said[place].splitlines() if "の題名" in line]
    assert [line[-1] for line in lines] == [one.number for one in done.places]
    leads = [at[note["/Dest"][0].objgen] for note in made.pages[place].obj["/Annots"]]
    assert leads == [one.first for one in done.places]


def test_the_same_parts_give_the_same_bytes_from_the_cache_too(shipped: Fonts) -> None:
    parts = corpus(shipped, 3)
    shelf = new_shelf()
    made: list[bytes] = []
    for _ in range(3):
        out = io.BytesIO()
        drained(bind(parts, out, shipped, Binding("一式", even=True, contents=0), shelf))
        made.append(out.getvalue())
    alone, _ = bound(parts, shipped, even=True, contents=0)
    assert shelf.taken == 8
    assert made[0] == made[1] == made[2]
    assert alone != made[0]  # another title
    again, _ = bound(parts, shipped, even=True, contents=0)
    assert alone == again


def test_a_part_that_grew_leaves_the_cached_ones_right(shipped: Fonts) -> None:
    """The parts behind it get other numbers, and still lead to their own pages."""
    shelf = new_shelf()
    for pages in (1, 60):
        parts = [
            inspected(text(shipped, pages, mark="先"), "先"),
            inspected(text(shipped, 9, mark="後"), "後"),
        ]
        out = io.BytesIO()
        drained(bind(parts, out, shipped, Binding("一式"), shelf))
    with pikepdf.open(out) as made:
        at, said = where(made), texts(out.getvalue())
        assert len(made.pages) == 69
        assert made.get_warnings() == []
        for place in range(60, 69):
            goal = at[made.pages[place].obj["/Annots"][0]["/Dest"][0].objgen]
            assert marks(said[goal]) == [("後", (place - 60 + 7) % 9 + 1)]


def test_numbers_within_and_through(shipped: Fonts) -> None:
    parts = [
        Part(text(shipped, 2, mark="い"), "表紙", numbered=False),
        Part(text(shipped, 3, mark="ろ"), "名簿", "資料2"),
        Part(text(shipped, 1, mark="は"), "参考", "参考資料1"),
    ]
    said = texts(bound(parts, shipped, within=True)[0])
    assert ["- " in page for page in said] == [False, False, True, True, True, True]
    assert ["2-3" in page for page in said] == [False, False, False, False, True, False]
    assert "参1-1" in said[5]
    alone = texts(bound(parts, shipped, within=True, through=False)[0])
    assert not any("- " in page for page in alone)
    assert alone[4].rstrip().endswith("2-3")


def test_numbers_that_pages_had_before_are_printed_and_shown_by_viewers(shipped: Fonts) -> None:
    parts = [
        Part(text(shipped, 3, mark="い"), "名簿", "資料1"),
        Part(text(shipped, 1, mark="ろ"), "現状", "資料2"),
    ]
    numbers = (("1", "1"), ("1の2", "1の2"), ("2", "2"), ("", ""), ("3", "1"))
    whole = (*numbers, ("", ""), ("4", "1"))
    pdf, done = bound(parts, shipped, even=True, within=True, numbers=whole, contents=2)
    said = texts(pdf)
    assert "- 1の2 -" in said[1]
    assert "1-1の2" in said[1]
    assert "- 2 -" in said[2]
    assert "- 3 -" in said[4]
    assert [place.number for place in done.places] == ["1", "3"]
    assert "… 3" in said[6]
    with pikepdf.open(io.BytesIO(pdf)) as made:
        labels = list(made.Root.PageLabels.Nums)[1::2]
        assert [str(one.P) for one in labels] == ["1", "1の2", "2", "", "3", "", "4"]


def test_blank_backs_say_so_and_keep_the_size(shipped: Fonts) -> None:
    parts = [Part(text(shipped, 1, A3_LANDSCAPE), "一", "資料1"), Part(text(shipped, 2), "二", "資料2")]
    pdf, done = bound(parts, shipped, even=True, blank_text="（白紙）")
    assert "（白紙）" in by_pdfium(pdf, 1)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert made.Root.ViewerPreferences.Duplex == pikepdf.Name.DuplexFlipLongEdge
        width, height = (float(edge) for edge in made.pages[1].mediabox[2:])
        assert (round(width), round(height)) == (1191, 842)
    assert done.places[1].number == "3"


def test_wide_pages_turn_their_head_to_the_binding_edge_but_a3_folds_in(shipped: Fonts) -> None:
    parts = [Part(text(shipped, 1, size), "一", "資料1") for size in (A4, A4_LANDSCAPE, A3_LANDSCAPE)]
    pdf, _ = bound(parts, shipped, turned=True, even=True)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert [int(page.obj.get("/Rotate", 0)) for page in made.pages] == [0, 0, 270, 0, 0, 0]
        assert float(made.pages[3].mediabox[3]) > float(made.pages[3].mediabox[2])


def test_small_type_on_two_up_slides_is_told(shipped: Fonts) -> None:
    slides = text(shipped, 3, A4_LANDSCAPE, "slide")
    pdf, done = bound([Part(slides, "スライド", "資料1", two_up=True)], shipped)
    assert done.pages == 2
    assert [note.text() for note in done.notes] == [
        "「スライド」の1～3ページ目は、縮小すると文字が6.3ポイントになります（8ポイント以上が目安）。"
    ]
    assert len(marks(by_pdfium(pdf, 0))) == 2


def _ruled(fonts: Fonts, *areas: tuple[float, float, float, float]) -> bytes:
    def how(page: Page) -> None:
        page.text(100, 150, "枠", Style())
        for area in areas:
            page.box(*area, 0.5, fill=0.3)

    return draw(fonts, how)


def test_a_stamp_evades_what_is_printed_there(shipped: Fonts) -> None:
    free = inspected(text(shipped, 1), "空き", "資料1")
    taken = inspected(_ruled(shipped, (150, 12, 50, 4)), "題字あり", "資料2")
    full = inspected(_ruled(shipped, *((x, 2, 4, 24) for x in range(2, 205, 8))), "余白なし", "資料3")
    pdf, done = bound([free, taken, full], shipped)
    assert [note.text() for note in done.notes] == [
        "「余白なし」の1ページ目は、資料番号を置く余白がなく、紙面に重なります。"
    ]
    tops = []
    for place in range(3):
        opened = pypdfium2.PdfDocument(pdf)
        page = opened[place].get_textpage()
        tops.append(page.get_charbox(page.get_text_bounded().rindex("資料")))
        opened.close()
    assert tops[0] == tops[2]
    assert tops[1][3] > tops[0][3] or tops[1][0] < tops[0][0]


def test_a_page_number_evades_the_one_that_is_there(shipped: Fonts) -> None:
    numbered = draw(shipped, lambda page: page.box(98, 283, 14, 5, 0.5, fill=0.2))
    pdf, done = bound([inspected(numbered, "番号あり", "資料1")], shipped)
    assert [note.text() for note in done.notes] == [
        "「番号あり」の1ページ目は、下の中央に印字があるため、ページ番号をその横に付けました。"
    ]
    assert "- 1 -" in by_pdfium(pdf)


def test_what_leaves_the_graphics_state_open_doesn_t_move_the_marks(shipped: Fonts) -> None:
    def stamped(content: bytes) -> bytes:
        with pikepdf.new() as made:
            page = made.add_blank_page(page_size=(595, 842))
            page.obj["/Contents"] = made.make_stream(content)
            out = io.BytesIO()
            made.save(out)
        return bound([inspected(out.getvalue(), "一", "資料1")], shipped)[0]

    def place(pdf: bytes) -> tuple[float, ...]:
        opened = pypdfium2.PdfDocument(pdf)
        try:
            return tuple(opened[0].get_textpage().get_charbox(0))
        finally:
            opened.close()

    straight = place(stamped(b"q Q"))
    assert place(stamped(b"q 0.5 0 0 0.5 0 0 cm q 2 0 0 2 9 9 cm")) == straight
    assert place(stamped(b"Q Q 0.5 0 0 0.5 100 100 cm")) == straight


def test_pictures_are_reduced_until_the_bundle_is_small_enough(shipped: Fonts) -> None:
    whole, _ = bound([Part(scan(3), "走査", "資料1")], shipped)
    limit = len(whole) * 4 // 5
    small, done = bound([Part(scan(3), "走査", "資料1")], shipped, most_bytes=limit)
    assert len(small) <= limit < len(whole)
    assert "画像3枚を" in done.notes[0].text()
    _, never = bound([Part(scan(3), "走査", "資料1")], shipped, most_bytes=1000)
    assert "収まりません" in never.notes[-1].text()


def test_a_photograph_is_reduced_to_the_resolution_asked_for(shipped: Fonts) -> None:
    pdf, _ = bound([Part(scan(1), "走査")], shipped, dpi=72)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        picture = made.pages[0].obj["/Resources"]["/XObject"]["/Scan"]
        assert (int(picture["/Width"]), int(picture["/Height"])) == pytest.approx((595, 842), abs=2)
        assert isinstance(pikepdf.PdfImage(picture).as_pil_image(), Image.Image)


def form(shipped: Fonts) -> bytes:
    with pikepdf.open(io.BytesIO(text(shipped, 1))) as made:
        field = made.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Widget,
                FT=pikepdf.Name.Tx,
                T=pikepdf.String("name"),
                V=pikepdf.String("KAWAGUCHI"),
                DA=pikepdf.String("/Helv 12 Tf 0 g"),
                Rect=pikepdf.Array([100, 300, 300, 330]),
                F=4,
                A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("x")),
            )
        )
        helvetica = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        made.Root["/AcroForm"] = pikepdf.Dictionary(
            Fields=pikepdf.Array([field]), DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=helvetica))
        )
        made.pages[0].obj["/Annots"] = pikepdf.Array([field])
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()


@pytest.mark.parametrize("kept", [False, True])
def test_forms_become_ink_or_stay(kept: bool, shipped: Fonts) -> None:
    parts = [Part(form(shipped), "申込書"), Part(form(shipped), "回答書")]
    pdf, _ = bound(parts, shipped, forms="keep" if kept else "flatten")
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert ("/AcroForm" in made.Root) is kept
        if kept:
            fields = list(made.Root.AcroForm.Fields)
            assert [str(field["/V"]) for field in fields] == ["KAWAGUCHI", "KAWAGUCHI"]
            assert len({str(field["/T"]) for field in fields}) == 2
            assert all("/A" not in field for field in fields)
            assert made.pages[0].obj["/Annots"][0].objgen == fields[0].objgen
    shown = pypdfium2.PdfDocument(pdf)
    shown.init_forms()
    image = shown[1].render(scale=1, may_draw_forms=True).to_pil().convert("L")
    shown.close()
    assert image.crop((100, 512, 300, 542)).getextrema()[0] < 100


def test_hidden_layers_stay_hidden(shipped: Fonts) -> None:
    with pikepdf.open(io.BytesIO(text(shipped, 1))) as made:
        layer = made.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("案")))
        made.Root["/OCProperties"] = pikepdf.Dictionary(
            OCGs=pikepdf.Array([layer]), D=pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
        )
        made.pages[0].obj["/Resources"]["/Properties"] = pikepdf.Dictionary(L=layer)
        made.pages[0].obj["/Contents"] = made.make_stream(b"/OC /L BDC 0 g 0 0 600 850 re f EMC")
        out = io.BytesIO()
        made.save(out)
    pdf, _ = bound([Part(out.getvalue(), "案")], shipped)
    opened = pypdfium2.PdfDocument(pdf)
    image = opened[0].render(scale=0.5).to_pil().convert("L")
    opened.close()
    assert image.getextrema() == (255, 255) or sum(image.histogram()[:128]) < 200


def test_checkers_find_nothing_to_say(shipped: Fonts, tmp_path: Path, qpdf: None, poppler: None) -> None:
    pdf, _ = bound(corpus(shipped, 5), shipped, even=True, within=True, contents=0, stamps="every")
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf)
    assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(path))
    fonts = run("pdffonts", str(path)).splitlines()[2:]
    assert fonts
    assert all(" yes yes yes " in line for line in fonts)
