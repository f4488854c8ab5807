"""The structure of bound parts: read back in order, each mark led to its element, broken ones left out."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from kyodo_desktop.papers.press.bundle import Binding, Bound, Part, bind, new_shelf
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.progress import drained
from tests.papers.press.conftest import run
from tests.papers.press.corpus import scan, text
from tests.papers.press.tagged import WORDS, by_hand, by_office


def bound(parts: list[Part], fonts: Fonts, **options: object) -> tuple[bytes, Bound]:
    out = io.BytesIO()
    made = drained(bind(parts, out, fonts, Binding(title="資料一式", **options)))  # type: ignore[arg-type]
    return out.getvalue(), made


def read_out(pdf: bytes, folder: Path) -> str:
    """What a reader of the structure says, line ends and the spaces before it left out."""
    path = folder / "bound.pdf"
    path.write_bytes(pdf)
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(path))
    said = run("pdfinfo", "-struct-text", str(path))
    return "".join(line.strip().strip('"') for line in said.splitlines() if '"' in line)


def elements(made: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every element, as it is read."""
    waiting = list(made.Root.StructTreeRoot.K.K)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            kids = one.get("/K")
            below = list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]
            waiting = [*below, *waiting]


def owners(made: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    return dict(pikepdf.NumberTree(made.Root.StructTreeRoot.ParentTree).items())


def content(element: pikepdf.Object) -> Iterator[tuple[pikepdf.Object, int]]:
    """The marked content of one element: the object that has it, and its number there."""
    kids = element.get("/K")
    for one in list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]:
        if isinstance(one, int):
            yield element["/Pg"], one
        elif isinstance(one, pikepdf.Dictionary) and "/MCID" in one:
            yield one["/Stm" if "/Stm" in one else "/Pg"], int(one["/MCID"])


def led_back(made: pikepdf.Pdf) -> int:
    """How many marks there are; each must lead back to the element that holds it, each element to its own."""
    known, marks = owners(made), 0
    pages = {page.obj.objgen for page in made.pages}
    for element in elements(made):
        below = element.get("/K")
        for one in below if isinstance(below, pikepdf.Array) else []:
            if isinstance(one, pikepdf.Dictionary) and "/S" in one:
                assert one["/P"].objgen == element.objgen
        if "/Pg" in element:
            assert element["/Pg"].objgen in pages
        for holder, mark in content(element):
            assert known[int(holder["/StructParents"])][mark].objgen == element.objgen
            marks += 1
    return marks


def titles(made: pikepdf.Pdf) -> list[str]:
    return [str(one["/T"]) for one in made.Root.StructTreeRoot.K.K]


@pytest.mark.parametrize("two_up", [False, True])
@pytest.mark.usefixtures("poppler", "qpdf")
def test_each_part_is_read_in_order(two_up: bool, shipped: Fonts, tmp_path: Path) -> None:
    office = by_office(tmp_path)
    parts = [
        Part(text(shipped, 1, mark="い"), "名簿", "資料1"),
        Part(office, "予算", "資料2", two_up=two_up),
        Part(by_hand(), "English", "資料3", two_up=two_up),
    ]
    pdf, _ = bound(parts, shipped, even=True, contents=0, blank_text="（白紙）", stamps="every", turned=True)
    said = read_out(pdf, tmp_path)
    at = 0
    for word in ("目次", "名簿", "予算", "English", "〔い-1〕", *WORDS, "alpha", "beta"):
        at = said.index(word, at)
    assert "白紙" not in said
    assert said.count("資料2") == 1
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert titles(made) == ["目次", "名簿", "予算", "English"]
        assert led_back(made) >= 30
        assert made.Root.MarkInfo.Marked is True
        assert made.Root.ViewerPreferences.DisplayDocTitle is True
        assert str(made.Root.Lang) == "ja-JP"
        assert made.Root.StructTreeRoot.ParentTreeNextKey > max(owners(made))


@pytest.mark.usefixtures("poppler", "qpdf")
def test_links_are_in_the_structure(shipped: Fonts, tmp_path: Path) -> None:
    pdf, _ = bound([Part(by_office(tmp_path), "予算", "資料1")], shipped, contents=0)
    read_out(pdf, tmp_path)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        known, found = owners(made), 0
        notes = {note.objgen for page in made.pages for note in page.obj.get("/Annots", [])}
        for element in elements(made):
            kids = element.get("/K")
            for one in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/OBJR":
                    assert element["/S"] == "/Link"
                    assert one["/Obj"].objgen in notes
                    assert known[int(one["/Obj"]["/StructParent"])].objgen == element.objgen
                    found += 1
        assert found == len(notes) == 2
        assert all(page.obj["/Tabs"] == "/S" for page in made.pages if "/Annots" in page.obj)


def test_names_of_two_parts_don_t_clash(shipped: Fonts) -> None:
    parts = [
        Part(by_hand(role="/Body", target="/P"), "一"),
        Part(by_hand(role="/Body", target="/H1", width=200), "二"),
        Part(by_hand(role="/P", target="/Span"), "三"),
        Part(by_hand(role="/Body", target="/P"), "四"),
        Part(by_hand(role="/P"), "五"),
    ]
    pdf, _ = bound(parts, shipped)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        root = made.Root.StructTreeRoot
        roles = [str(one["/S"]) for one in elements(made) if "/Pg" in one]
        assert roles == ["/Body"] * 2 + ["/Body.2"] * 2 + ["/P.2"] * 2 + ["/Body"] * 2 + ["/P"] * 2
        mapped = {key: str(value) for key, value in root.RoleMap.items()}
        assert mapped == {"/Body": "/P", "/Body.2": "/H1", "/P.2": "/Span"}
        widths = [int(root.ClassMap[str(one["/C"])].Width) for one in elements(made) if "/C" in one]
        assert widths == [100, 100, 200, 200, 100, 100, 100, 100, 100, 100]
        names = pikepdf.NameTree(root.IDTree)
        called = {bytes(one["/ID"]): one.objgen for one in elements(made) if "/ID" in one}
        assert len(called) == 10
        assert {str(key).encode(): value.objgen for key, value in names.items()} == called
        assert led_back(made) == 10


def test_a_cell_s_headers_follow_their_names(shipped: Fonts) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        cell = pdf.Root.StructTreeRoot.K.K[1]
        cell["/A"] = Dictionary(O=Name.Table, Headers=Array([String("id0")]))

    pdf, _ = bound([Part(by_hand(change=change), one) for one in ("一", "二")], shipped)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        cells = [one for one in elements(made) if "/ID" in one]
        headers = [bytes(one["/A"]["/Headers"][0]) for one in cells if "/A" in one]
        assert headers == [bytes(cells[0]["/ID"]), bytes(cells[2]["/ID"])]
        assert headers[0] != headers[1]


def test_language_titles_and_namespaces_are_kept(shipped: Fonts) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("https://example.org/ns")))
        space["/RoleMapNS"] = Dictionary(para=Name.P)
        root = pdf.Root.StructTreeRoot
        root["/Namespaces"] = Array([space])
        first = root.K.K[0]
        first["/NS"], first["/S"], first["/Alt"] = space, Name.para, String("代替")
        root.K.K[1]["/Ref"] = Array([first])
        pdf.Root["/Lang"] = String("en-GB")

    pdf, _ = bound([Part(text(shipped, 1), "一"), Part(by_hand(change=change), "二")], shipped)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        first, second = (one for one in elements(made) if "/ID" in one)
        assert str(first["/NS"]["/NS"]) == "https://example.org/ns"
        assert first["/NS"].objgen == made.Root.StructTreeRoot.Namespaces[0].objgen
        assert str(first["/Alt"]) == "代替"
        assert str(first["/Lang"]) == "en-US"
        assert second["/Ref"][0].objgen == first.objgen
        assert str(made.Root.StructTreeRoot.K.K[1]["/Lang"]) == "en-GB"


def test_marks_in_a_drawing_lead_back(shipped: Fonts) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        drawing = pdf.make_stream(b"/P <</MCID 0>> BDC 0 0 5 5 re f EMC")
        drawing["/Type"], drawing["/Subtype"] = Name.XObject, Name.Form
        drawing["/BBox"], drawing["/StructParents"] = Array([0, 0, 9, 9]), 7
        hidden = pdf.make_stream(b"hidden")
        page["/Resources"]["/XObject"] = Dictionary(D=drawing)
        element = pdf.Root.StructTreeRoot.K.K[0]
        marks = [Dictionary(Type=Name.MCR, Pg=page, Stm=one, MCID=0) for one in (drawing, hidden)]
        element["/K"] = Array([0, *marks])

    pdf, _ = bound([Part(text(shipped, 2), "先"), Part(by_hand(change=change), "後")], shipped)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        element = next(one for one in elements(made) if "/ID" in one)
        assert [holder.get("/Subtype") for holder, _ in content(element)] == [None, "/Form"]
        assert led_back(made) > 3
        assert not any(
            b"hidden" in one.read_bytes() for one in made.objects if isinstance(one, pikepdf.Stream)
        )


def test_untagged_parts_are_told_and_the_whole_isn_t_called_tagged(shipped: Fonts) -> None:
    pdf, done = bound([Part(text(shipped, 1), "本文"), Part(scan(1), "走査")], shipped)
    assert [note.text() for note in done.notes] == [
        "読み上げ用の構造（タグ）のない資料があります：走査。読み上げソフトでは内容が伝わりません。"
    ]
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert titles(made) == ["本文"]
        assert dict(made.Root.MarkInfo) == {"/Marked": False, "/Suspects": True}
    none, done = bound([Part(scan(1), "走査")], shipped)
    assert done.notes == ()
    with pikepdf.open(io.BytesIO(none)) as made:
        assert "/StructTreeRoot" not in made.Root
        assert "/MarkInfo" not in made.Root


def test_a_key_left_on_a_drawing_leads_nowhere(shipped: Fonts) -> None:
    """Pages taken out of a tagged file bring the keys of a structure along that they left behind."""

    def change(pdf: pikepdf.Pdf) -> None:
        drawing = pdf.make_stream(b"0 0 5 5 re f")
        drawing["/Subtype"], drawing["/BBox"], drawing["/StructParent"] = Name.Form, Array([0, 0, 9, 9]), 3
        pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(D=drawing)
        del pdf.Root["/StructTreeRoot"]

    pdf, _ = bound([Part(text(shipped, 1), "本文"), Part(by_hand(change=change), "抜粋")], shipped)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert "/StructParents" not in made.pages[1].obj
        assert "/StructParent" not in made.pages[1].obj["/Resources"]["/XObject"]["/D"]


def test_what_is_said_of_pages_that_are_gone_is_gone(shipped: Fonts) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.K.K[1]["/ActualText"] = String("SECRET")
        del pdf.pages[1]

    pdf, _ = bound([Part(by_hand(change=change), "抜粋")], shipped)
    assert b"SECRET" not in pdf
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert led_back(made) == 1


def _cycle(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.K.K[0]["/K"] = Array([pdf.Root.StructTreeRoot.K])


def _twice(pdf: pikepdf.Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K
    document["/K"] = Array([document.K[0], document.K[0]])


def _deep(pdf: pikepdf.Pdf) -> None:
    one = pdf.Root.StructTreeRoot.K
    for _ in range(5000):
        below = pdf.make_indirect(Dictionary(S=Name.Div, P=one))
        one["/K"], one = below, below


def _inline(pdf: pikepdf.Pdf) -> None:
    one = Dictionary(S=Name.Div)
    for _ in range(200):
        one = Dictionary(S=Name.Div, K=one)
    pdf.Root.StructTreeRoot["/K"] = one


def _set(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot.K.K[0][key] = value

    return change


def _root(key: str, value: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot[key] = value

    return change


BROKEN = {
    "cycle": _cycle,
    "twice": _twice,
    "deep": _deep,
    "inline": _inline,
    "huge mark": _set("/K", 2_000_000_000),
    "negative mark": _set("/K", -1),
    "real mark": _set("/K", 1.5),
    "text as content": _set("/K", String("x")),
    "no kind": _set("/S", 5),
    "kind is text": _set("/S", String("P")),
    "array of arrays": _set("/K", Array([Array([0])])),
    "object is nothing": _set("/K", Dictionary(Type=Name.OBJR, Obj=5)),
    "drawing is nothing": _set("/K", Dictionary(Type=Name.MCR, MCID=0, Stm=5)),
    "tree is text": lambda pdf: pdf.Root.__setitem__("/StructTreeRoot", String("x")),
    "mark at the top": _root("/K", Array([0])),
    "kinds are text": _root("/RoleMap", String("x")),
    "classes are text": _root("/ClassMap", 5),
}
MENDED = {
    "odd spaces": _root("/Namespaces", Array([String("x")])),
    "spaces are numbers": _root("/Namespaces", Dictionary(A=5)),
    "no table": lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/ParentTree"),
    "wrong table": _root("/ParentTree", String("x")),
    "null kid": _set("/K", Array([None, 0])),
    "odd words": _set("/T", 5),
    "circle of kinds": _root("/RoleMap", Dictionary(A=Name.B, B=Name.A)),
    "odd language": lambda pdf: pdf.Root.__setitem__("/Lang", 5),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_structure_is_left_out_and_told(kind: str, shipped: Fonts, tmp_path: Path) -> None:
    pdf, done = bound([Part(by_hand(change=BROKEN[kind]), "予算"), Part(text(shipped, 1), "二")], shipped)
    assert done.notes[0].text() == (
        "「予算」の読み上げ用の構造（タグ）は壊れているため、付けずに綴じました。"
    )
    assert done.pages == 3
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert titles(made) == ["二"]
        assert "/StructParents" not in made.pages[0].obj


@pytest.mark.parametrize("kind", MENDED)
def test_what_can_be_had_without_is_done_without(kind: str, shipped: Fonts) -> None:
    pdf, done = bound([Part(by_hand(change=MENDED[kind]), "予算")], shipped)
    assert done.notes == ()
    with pikepdf.open(io.BytesIO(pdf)) as made:
        assert led_back(made) == 2


def test_a_hundred_thousand_elements_take_seconds(shipped: Fonts) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        document, page = pdf.Root.StructTreeRoot.K, pdf.pages[0].obj
        more = (
            pdf.make_indirect(Dictionary(S=Name.Span, P=document, Pg=page, K=place % 60_000))
            for place in range(100_000)
        )
        document["/K"] = Array(list(more))

    data = by_hand(change=change)
    start = time.process_time()
    pdf, done = bound([Part(data, "多い")], shipped)
    assert time.process_time() - start < 30
    assert done.notes == ()
    assert pdf.count(b"/S /Span") == 100_000


def test_the_same_from_the_cache_under_other_numbers(shipped: Fonts) -> None:
    """A part that grew moves those behind it, and their marks still lead to their own elements."""
    shelf = new_shelf()
    for pages in (1, 40):
        grown = text(shipped, pages, mark="先")
        parts = [
            Part(grown, "先", key=str(pages)),
            Part(by_hand(role="/Body", target="/P"), "中", key="m"),
            Part(by_hand(role="/Body", target="/H2"), "後", key="l"),
        ]
        made: list[bytes] = []
        for _ in range(2):
            out = io.BytesIO()
            drained(bind(parts, out, shipped, Binding("一式", contents=0), shelf))
            made.append(out.getvalue())
        assert made[0] == made[1]
        fresh, _ = bound(parts, shipped, contents=0)
        with pikepdf.open(io.BytesIO(made[0])) as kept, pikepdf.open(io.BytesIO(fresh)) as anew:
            assert titles(kept) == ["目次", "先", "中", "後"]
            assert led_back(kept) == led_back(anew) > pages * 8
    assert shelf.taken == 8


def test_a_form_that_is_kept_stays_in_the_structure(shipped: Fonts) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), Rect=Array([9, 9, 99, 29])
            )
        )
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]))
        pdf.pages[0].obj["/Annots"] = Array([field])
        element = pdf.Root.StructTreeRoot.K.K[0]
        element["/K"] = Array([0, Dictionary(Type=Name.OBJR, Obj=field, Pg=pdf.pages[0].obj)])

    for forms in ("keep", "flatten"):
        pdf, _ = bound([Part(by_hand(change=change), "申込書")], shipped, forms=forms)
        with pikepdf.open(io.BytesIO(pdf)) as made:
            element = next(one for one in elements(made) if "/ID" in one)
            things = (
                [one for one in element["/K"] if isinstance(one, pikepdf.Dictionary)]
                if forms == "keep"
                else []
            )
            assert len(things) == (forms == "keep")
            for one in things:
                assert owners(made)[int(one["/Obj"]["/StructParent"])].objgen == element.objgen
            assert led_back(made) == 2


def test_named_places_are_sorted_as_readers_seek_them(shipped: Fonts) -> None:
    with pikepdf.open(io.BytesIO(text(shipped, 3))) as opened:
        names = Array([])
        for name in ("a", "a1", "a10", "aあ"):
            names.append(String(name))
            names.append(Array([opened.pages[0].obj, Name.Fit]))
        opened.Root["/Names"] = Dictionary(Dests=Dictionary(Names=names))
        out = io.BytesIO()
        opened.save(out)
    pdf, _ = bound([Part(out.getvalue(), "一")], shipped)
    with pikepdf.open(io.BytesIO(pdf)) as made:
        said = [bytes(key) for leaf in made.Root.Names.Dests.Kids for key in list(leaf.Names)[::2]]
        assert said == sorted(said)
        assert len(said) == 4
