"""A letter stands as the office's manual has it, to the character, and holds whatever is written in it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import MissingGlyph
from kyodo_desktop.papers.forms import FormInvalid
from kyodo_desktop.papers.issue import preflight
from kyodo_desktop.papers.letter import FORM, Addressee, Item, printed
from kyodo_desktop.papers.notice import Notice
from kyodo_desktop.papers.paper import render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.press.undivided import TextTooLong
from tests.papers import before_samples, letters
from tests.papers.letters import DRAFT, HEAD, LOOK, TO, letter, members, pdf
from tests.papers.reading import DPI, inked, line_of, pages, pictures, seen, squeezed
from tests.papers.samples import FONTS, FORMS, LONG_NAME, LONG_PLACE

EM = 11 / 72 * 25.4
LEFT, RIGHT = 30.0, 210.0 - 17.0
NEAR = EM * 0.35
"""How far a character's ink may stand from the edge of its em square, and a little."""


def near(one: float, other: float) -> bool:
    return abs(one - other) <= NEAR


def test_the_number_and_the_date_begin_and_end_in_line_one_character_in() -> None:
    marks = seen(pdf([letter()]))
    number, date = line_of(marks, "川協発第12号"), line_of(marks, "令和7年10月15日")
    assert near(number[0].left, date[0].left)
    assert near(number[-1].right, date[-1].right)
    assert near(date[-1].right, RIGHT - EM)
    assert number[0].top < date[0].top < line_of(marks, letters.COMMITTEE)[0].top


def test_every_part_stands_in_as_far_as_the_manual_says() -> None:
    marks = seen(pdf([letter()]))
    assert near(line_of(marks, letters.COMMITTEE)[0].left, LEFT + EM)
    assert near(line_of(marks, "委員梶原純様")[0].left, LEFT + 2 * EM)
    assert near(line_of(marks, "川口市長協働太郎")[-1].right, RIGHT - 2 * EM)
    assert near(line_of(marks, "第1回川口市協働推進委員会の開催")[0].left, LEFT + 3 * EM)
    assert near(line_of(marks, "日頃から")[0].left, LEFT + EM)
    record = line_of(marks, "記1日")[0]
    assert near((record.left + record.right) / 2, (LEFT + RIGHT) / 2)
    contact = line_of(marks, "電話000-000-0000")
    assert contact[0].left > (LEFT + RIGHT) / 2
    assert contact[0].bottom > 260


def test_the_headings_of_the_items_begin_and_end_in_line() -> None:
    marks = seen(pdf([letter()]))
    headings = [line_of(marks, f"{n}{item.label}")[1:] for n, item in enumerate(letters.ITEMS, 1)]
    for heading in headings:
        assert near(heading[0].left, headings[0][0].left)
        assert near(heading[-1].right, headings[0][-1].right)
    texts = [line_of(marks, text)[0].left for text in ("令和7年11月14日", "川口市役所", "次第")]
    assert max(texts) - min(texts) <= NEAR


def test_a_draft_leaves_number_and_date_blank_and_no_hole_where_nothing_is_on_record() -> None:
    (text,) = pages(pdf([letter(head=DRAFT)]))
    assert "第号" in squeezed(text)
    assert "令和年月日" in squeezed(text)
    assert "担当" not in text
    assert "None" not in text
    assert squeezed(text).count("川口市長") == 1


@pytest.mark.parametrize(("seal", "shown"), [("omitted", "(公印省略)"), ("sealed", "印"), ("none", "")])
def test_the_seal_is_omitted_has_its_place_or_is_not_spoken_of(seal: str, shown: str) -> None:
    (text,) = pages(pdf([letter(seal=seal)]))
    said = squeezed(text)
    assert shown in said
    assert ("印" in said) == bool(shown)
    assert ("公印省略" in said) == (seal == "omitted")


def test_the_address_stands_in_the_window_and_nowhere_else() -> None:
    made = pdf([letter(window=True)])
    window = LOOK.window
    marks = seen(made)
    for text in ("〒000-0000", squeezed(TO.address), letters.COMMITTEE, "委員梶原純様"):
        for one in line_of(marks, text):
            assert window.left - 0.5 <= one.left
            assert one.right <= window.left + window.width + 0.5
            assert window.top - 0.5 <= one.top
            assert one.bottom <= window.top + window.height + 0.5
    assert line_of(marks, "川口市長")[0].top > window.top + window.height
    assert squeezed(TO.address) not in squeezed(pages(pdf([letter()]))[0])


def test_an_address_without_postcode_leaves_no_mark() -> None:
    (text,) = pages(pdf([letter(replace(TO, postcode="", address=""), window=True)]))
    assert "〒" not in text


def test_a_long_address_shrinks_into_the_window() -> None:
    made = pdf([letter(replace(TO, name=LONG_NAME, address="埼玉県川口市" * 12), window=True)])
    assert squeezed(LONG_NAME) in squeezed(pages(made)[0])
    last = line_of(seen(made), squeezed(LONG_NAME))[-1]
    assert last.bottom <= LOOK.window.top + LOOK.window.height + 0.5


@pytest.mark.parametrize("window", [False, True])
def test_no_name_is_cut(window: bool) -> None:
    made = pdf([letter(replace(TO, name=LONG_NAME * 2, title="副委員長"), window=window)])
    assert squeezed(LONG_NAME * 2) in squeezed(pages(made)[0])
    assert inked(pictures(made)[0])[2] <= RIGHT / 25.4 * DPI + 2


def test_white_shrinks_before_a_letter_takes_a_second_page() -> None:
    spacing = replace(LOOK.spacing, least=1)
    tries = range(1, 30)
    wide = [len(pages(pdf([letter(repeated=n)], replace(LOOK, spacing=spacing)))) for n in tries]
    counts = [len(pages(pdf([letter(repeated=n)]))) for n in tries]
    assert counts.count(1) > wide.count(1) + 2
    assert counts == sorted(counts)
    fullest = pdf([letter(repeated=counts.count(1))])
    assert inked(pictures(fullest)[0])[3] <= (297 - 20) / 25.4 * DPI + 1


@pytest.mark.parametrize("repeated", [1, 8, 12, 25])
def test_nothing_of_a_long_letter_is_lost(repeated: int) -> None:
    said = squeezed("".join(pages(pdf([letter(repeated=repeated)]))))
    assert said.count("御出席くださいますようお願いします。") == repeated
    assert said.count("電話000-000-0000") == 1
    assert said.count("記1日時") == 1


def test_an_item_longer_than_a_page_goes_on_and_keeps_its_heading() -> None:
    made = pdf([letter(items=(Item("議題", "あいうえおかきくけこ" * 300), Item("持参物", "資料")))])
    text = squeezed("".join(pages(made)))
    assert text.count("あいうえおかきくけこ") == 300
    assert "1議題あいう" in text
    assert "2持参物資料" in text
    for picture in pictures(made):
        assert inked(picture)[3] <= (297 - 20) / 25.4 * DPI + 1


def test_one_item_has_no_number() -> None:
    (text,) = pages(pdf([letter(items=letters.ITEMS[:1])]))
    assert "記日時令和" in squeezed(text)


def test_a_letter_without_items_has_no_record() -> None:
    (text,) = pages(pdf([letter(items=())]))
    assert "記" not in squeezed(text).replace("下記", "")


def test_a_subject_that_no_page_can_hold_is_refused() -> None:
    with pytest.raises(TextTooLong):
        pdf([replace(letter(), subject=LONG_PLACE * 6)])


def test_digits_follow_the_form_and_names_do_not() -> None:
    full = replace(LOOK, digits="full")
    to = replace(TO, name="田中 3郎")
    (text,) = pages(pdf([letter(to)], full))
    assert "令和７年１０月１５日" in "".join(text.split())
    assert "第１回" in text
    assert "田中\u30003郎" in text


@pytest.mark.parametrize("count", [1, 12, 200])
def test_a_batch_of_any_size_has_a_page_for_each(count: int) -> None:
    made = pages(pdf(letter(to) for to in members(count)))
    assert len(made) == count
    for to, text in zip(members(count), made, strict=True):
        assert squeezed(f"委員{to.name}様") in squeezed(text)


def test_the_same_letters_give_the_same_bytes() -> None:
    these = [letter(to, window=True) for to in members(3)]
    assert pdf(these) == pdf(these)


def test_everything_that_is_set_is_asked_about() -> None:
    one = letter(Addressee(name="山 田", suffix="body"), HEAD, window=True, seal="sealed")
    asked = {character for found in printed(one, LOOK) for character in found.text}
    shown = {mark.text for mark in seen(pdf([one]))}
    assert shown <= asked


@pytest.mark.parametrize("window", [False, True])
def test_a_letter_of_a_batch_looks_as_it_would_alone(window: bool) -> None:
    these = [letter(to, window=window) for to in members(3)]
    these.insert(2, letter(members(1)[0], repeated=14, window=window))
    together = [page.tobytes() for page in pictures(pdf(these))]
    assert together == [page.tobytes() for one in these for page in pictures(pdf([one]))]


def _forms(folder: Path, old: str, new: str) -> Path:
    """The forms with one wording of what letters share changed."""
    forms = folder / "forms"
    shutil.copytree(FORMS, forms)
    text = (forms / FORM).read_text("utf-8")
    assert old in text
    (forms / FORM).write_text(text.replace(old, new), "utf-8")
    return forms


def test_a_fault_in_what_letters_share_is_named_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(FormInvalid) as caught:
        Notice().read(_forms(tmp_path, 'record = "記"', "record = 1"))
    assert (caught.value.file, caught.value.key) == (FORM, "record")


def test_a_character_without_glyph_is_blamed_on_the_file_it_stands_in(tmp_path: Path) -> None:
    forms = _forms(tmp_path, 'omitted = "（公印省略）"', 'omitted = "（公印省略\U0001f58b）"')
    form = Notice().read(forms)
    with pytest.raises(MissingGlyph, match=r"letter\.toml"):
        preflight(Notice().asked(before_samples.NOTICE, form), FONTS)


def test_what_letters_share_can_be_changed_once_for_all(tmp_path: Path) -> None:
    forms = _forms(tmp_path, 'omitted = "（公印省略）"', 'omitted = "（契印省略）"')
    made = drained(render(Notice(), before_samples.NOTICE, FONTS, forms))
    assert squeezed("".join(pages(made))).count("(契印省略)") == 12
