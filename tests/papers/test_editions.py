"""Editions as they are made, and the 差替え: whoever swaps its sheets has the new edition's pages."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import replace

import pikepdf
import pytest

from kyodo_desktop.domain.editions.comparing import compared
from kyodo_desktop.domain.editions.held import Held, HeldPage
from kyodo_desktop.domain.editions.swapping import applied, swapped
from kyodo_desktop.domain.errors import MissingGlyph
from kyodo_desktop.domain.records import AgendaItem
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import editions, packet, replacing
from kyodo_desktop.papers.binder import Binder
from kyodo_desktop.papers.changewords import summary
from kyodo_desktop.papers.editions import Edition, Order
from kyodo_desktop.papers.inspecting import inspect
from kyodo_desktop.papers.materials import MaterialRow, MaterialsView
from kyodo_desktop.papers.packet import Made, Memory, PacketView, Received
from kyodo_desktop.papers.press.binding import Binding, Part
from kyodo_desktop.papers.press.page import A4, Page
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.seeing import seen_pages
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.replacement import Replacement, ReplacementView
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Store
from tests.domain.editions.made import FIRST, SECOND, held, page, part
from tests.papers import edition_samples, samples
from tests.papers.press.corpus import A3_LANDSCAPE
from tests.papers.reading import DPI, inked, pages, pictures, squeezed
from tests.papers.samples import COMMITTEE, DAY, FONTS, FORMS
from tests.papers.test_packet import _attach
from tests.services import asking

MEMORY = Memory()
MARK = "差替第2版令和7年11月10日"


def pdf(names: Sequence[str]) -> bytes:
    """A received file: a page of one word each, A3 where the word begins with W."""
    out = io.BytesIO()
    made = Page(out, FONTS, title="", size=A3_LANDSCAPE if names[0][0] == "W" else A4)
    for place, name in enumerate(names):
        if place:
            made.new_page(A3_LANDSCAPE if name[0] == "W" else A4)
        made.text(30, 60, f"〔{name}〕", Style())
    made.finish()
    return out.getvalue()


def view(parts: Sequence[tuple[str, Sequence[str]]]) -> PacketView:
    """A packet of the agenda, the list, and files known by their sources."""
    rows = tuple(MaterialRow("資料", str(n), source) for n, (source, _) in enumerate(parts, 1))
    front = (Made("", "", "agenda", samples.AGENDA), Made("", "", "materials", MaterialsView(rows=rows)))
    received = tuple(
        Received(f"資料{n}", source, f"{source}.pdf", data, drained(inspect(data)))
        for n, (source, names) in enumerate(parts, 1)
        for data in [pdf(names)]
    )
    return PacketView(committee=COMMITTEE, number=1, day=DAY, parts=front + received)


def made(
    parts: Sequence[tuple[str, Sequence[str]]],
    before: Held | None = None,
    how: Binding | None = None,
    **options: object,
) -> Edition:
    wanted = Order(
        edition=before.edition + 1 if before else 1,
        on=SECOND if before else FIRST,
        materials=tuple(source for source, _ in parts),
        before=before,
        **options,  # type: ignore[arg-type]
    )
    return drained(editions.make(view(parts), wanted, FONTS, FORMS, how, MEMORY))


def swap(old: Edition, new: Edition) -> list[str]:
    """The texts of the pages of the 差替え, the list first."""
    told = ReplacementView(committee=COMMITTEE, number=1, old=old.held, new=new.held)
    return pages(drained(replacing.replacement(told, new.data, FONTS, FORMS))[0])


def edited(dice: random.Random, parts: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str, list[str]]]:
    """The materials after a few corrections."""
    found = [(source, list(names)) for source, names in parts]
    for step in range(dice.randint(1, 4)):
        at = dice.randrange(len(found))
        names = found[at][1]
        kind = dice.choice(("change", "insert", "remove", "part", "drop"))
        if kind == "part":
            more = [f"{dice.choice('NW')}{step}{n}" for n in range(dice.randint(1, 3))]
            found.insert(at + 1, (f"新{step}", more))
        elif kind == "drop" and len(found) > 1:
            found.pop(at)
        elif kind == "remove" and len(names) > 1:
            names.pop(dice.randrange(len(names)))
        else:
            place = dice.randrange(len(names))
            names[place : place + (kind == "change")] = [f"{dice.choice('NNW')}改{step}"]
    return found


WAYS = (
    Binding(""),
    Binding("", even=True),
    Binding("", even=True, within=True, contents=0, stamps="every"),
    Binding("", through=False, within=True),
)


@pytest.mark.parametrize("seed", range(12))
def test_swapping_the_sheets_gives_the_new_edition(seed: int) -> None:
    dice = random.Random(seed)
    how = WAYS[seed % len(WAYS)]
    parts = [(f"甲{n}", [f"{dice.choice('aaW')}{n}{p}" for p in range(dice.randint(1, 5))]) for n in range(3)]
    old = made(parts, how=how)
    new = made(edited(dice, parts), old.held, how)
    whole = {1: [squeezed(one) for one in pages(old.data)], 2: [squeezed(one) for one in pages(new.data)]}
    printed = iter([squeezed(one) for one in swap(old, new)[1:] if squeezed(one)])
    hand: list[str] = []
    for which, sheet in applied(swapped(old.held, new.held)):
        for at in sheet:
            text = whole[which.edition][which.parts[at.part].first + at.page]
            if which.edition == 2:
                marked = next(printed)
                assert MARK in marked
                assert marked.replace(MARK, "") == text
            hand.append(text)
    assert next(printed, None) is None
    assert hand == [one for one in whole[2] if one]


@pytest.mark.parametrize("how", WAYS)
def test_the_first_edition_is_what_was_previewed_and_numbers_are_those_printed(how: Binding) -> None:
    parts = [("甲", ["a1", "a2", "a3"]), ("乙", ["b1"])]
    made_of = made(parts, how=how)
    assert made_of.data == drained(packet.bound(view(parts), FONTS, FORMS, how))[0]
    text = pages(made_of.data)
    for one in made_of.held.parts:
        for place in range(len(one.pages)):
            shown = text[one.first + place]
            assert (f"- {one.through[place]} -" in shown) is how.through
            if how.within and one.number:
                assert f"{one.number.removeprefix('資料')}-{one.within[place]}" in shown
    assert [one.source for one in made_of.held.parts][-4:] == ["agenda", "materials", "甲", "乙"]


def test_a_page_put_in_is_a_branch_and_the_rest_stays_as_it_was() -> None:
    old = made([("甲", ["a1", "a2", "a3"]), ("乙", ["b1", "b2"])])
    new = made([("甲", ["a1", "a2", "X", "a3"]), ("乙", ["b1", "b2"])], old.held)
    text = pages(new.data)
    assert ["- 4の2 -" in one for one in text] == [False, False, False, False, True, False, False, False]
    assert "第2版（令和7年11月10日）：資料1に2の2頁を追加" in text[1].replace("\n", "")
    put = swap(old, new)
    assert len(put) == 3
    assert "〔X〕" in put[2]
    renumbered = made([("甲", ["a1", "a2", "X", "a3"]), ("乙", ["b1", "b2"])], old.held, renumbered=True)
    assert not any("の2 -" in one for one in pages(renumbered.data))
    assert "- 8 -" in pages(renumbered.data)[7]


def test_an_agenda_line_changes_its_sheet_and_no_other(sample: Store) -> None:
    meeting = asking.meeting(sample).id
    _attach(sample, "資料2", "現状.pdf", pdf(["a", "b"]))
    seen = packet.packet_view(sample, meeting)
    first = drained(editions.make(seen, editions.order(sample, meeting, FIRST), FONTS, FORMS, None, MEMORY))
    item = sample.find(AgendaItem, meeting=meeting)[0]
    with sample.change(msg("変更")) as draft:
        draft.save(replace(item, title="開会の辞"))
    wanted = replace(editions.order(sample, meeting, SECOND), edition=2, before=first.held)
    again = packet.packet_view(sample, meeting)
    second = drained(editions.make(again, wanted, FONTS, FORMS, None, Memory()))
    found = compared(first.held, second.held)
    assert [(one.fate, found.source(one)) for one in found.pages] == [
        ("changed", "agenda"),
        ("changed", "materials"),
    ]
    assert ("開", "開会の辞") not in [(pair.wrong, pair.right) for pair in found.pages[0].lines]
    assert any(pair.right.endswith("開会の辞") for pair in found.pages[0].lines)
    assert summary(found, Replacement().read(FORMS).words) == "次第を差し替え"


def test_files_that_were_read_for_the_edition_before_are_not_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parts = [("甲", ["a1", "a2"]), ("乙", ["b1"])]
    old = made(parts)
    read: list[str] = []

    def seen(part: Part) -> tuple[HeldPage, ...]:
        read.append(part.title)
        return seen_pages(part)

    monkeypatch.setattr(editions, "seen_pages", seen)
    wanted = Order(edition=2, on=SECOND, materials=("甲", "乙"), before=old.held)
    drained(editions.make(view([("甲", ["a1", "X"]), ("乙", ["b1"])]), wanted, FONTS, FORMS))
    assert sorted({*read}) == ["資料1\u3000甲", "配布資料一覧"]


def test_the_child_process_makes_the_same_edition(tmp_path: object) -> None:
    parts = [("甲", ["a1", "a2", "a3"])]
    old = made(parts)
    binder = Binder(Paths.find(tmp_path / "settings"))  # type: ignore[operator]
    wanted = Order(edition=2, on=SECOND, materials=("甲",), before=old.held)
    changed = view([("甲", ["a1", "B", "a3"])])
    try:
        there = drained(binder.edition(changed, wanted))
        told = ReplacementView(committee=COMMITTEE, number=1, old=old.held, new=there.held)
        data, bound = drained(binder.replacement(told, there.data))
    finally:
        binder.end()
    assert there == drained(editions.make(changed, wanted, FONTS, FORMS))
    assert data == drained(replacing.replacement(told, there.data, FONTS, FORMS))[0]
    assert (bound.pages, bound.notes) == (3, ())


def test_what_is_swapped_in_carries_no_links_and_is_sound() -> None:
    old, new = made([("甲", ["a1", "a2"])]), made([("甲", ["a1", "a2"]), ("乙", ["b1"])])
    new = made([("甲", ["a1", "a2"]), ("乙", ["b1"])], old.held, Binding("", contents=0))
    told = ReplacementView(committee=COMMITTEE, number=1, old=old.held, new=new.held)
    data = drained(replacing.replacement(told, new.data, FONTS, FORMS))[0]
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert opened.check_pdf_syntax() == []
        links = [one for each in opened.pages for one in each.obj.get("/Annots", [])]
        assert not [one for one in links if one.get("/Subtype") == "/Link"]


def test_a_list_of_hundreds_of_swaps_runs_over_its_pages() -> None:
    old = held([part(f"s{n}", f"資料{n}", "ab") for n in range(1, 201)], edition_samples.DUPLEX)
    after = [part(f"s{n}", f"資料{n}", "aB" if n % 2 else "ab") for n in range(1, 201)]
    new = held(after, old.layout, old, 2)
    told = ReplacementView(committee="会" * 60, number=1, old=old, new=new)
    found = drained(packet.render(Replacement(), told, FONTS, FORMS))
    text = squeezed("".join(pages(found)))
    assert all(f"資料{n}の2頁を差し替え" in text for n in range(1, 201, 2))
    for picture in pictures(found):
        assert inked(picture)[2] <= picture.width - 15 / 25.4 * DPI


def test_one_edition_has_nothing_to_swap() -> None:
    said = pages(drained(packet.render(Replacement(), edition_samples.ONE_EDITION, FONTS, FORMS)))[0]
    assert "前の版がないため" in said


@pytest.mark.parametrize("text", ["髙﨑", "あ" * 400, "{edition}", "〔Ｘ〕\u3000", "<&>\\"])
def test_hostile_titles_come_through_whole(text: str) -> None:
    old = made([("甲", ["a1"]), (text, ["b1", "b2"])])
    new = made([("甲", ["a1"]), (text, ["b1", "c"])], old.held)
    assert new.held.parts[-1].title == text
    assert swapped(old.held, new.held).steps
    assert "資料2の2頁を差し替え" in squeezed(swap(old, new)[0])


@pytest.mark.parametrize("text", ["野\u3099", "A\u200dB"])
def test_what_no_font_has_stops_an_edition_before_it_is_drawn(text: str) -> None:
    old = made([("甲", ["a1"])])
    with pytest.raises(MissingGlyph, match="資料1の標題"):
        made([(text, ["a1"])], old.held)


def test_numbers_listed_in_few_words() -> None:
    parts = [part("s", "資料1", [page(f"p{n}") for n in range(9)])]
    old = held(parts)
    digests = [f"{'n' if n in (1, 3, 4, 5, 7, 8) else 'p'}{n}" for n in range(9)]
    found = compared(old, held([part("s", "資料1", [page(one) for one in digests])], before=old, edition=2))
    said = summary(found, Replacement().read(FORMS).words)
    assert said == "資料1の2、4～6、8、9頁を差し替え"
