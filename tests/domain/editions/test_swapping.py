"""差替え: whoever swaps the sheets as told has the new edition, page for page."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.editions.held import At, Held, Layout, page_at, places, printed
from kyodo_desktop.domain.editions.swapping import Step, applied, sheets, swapped
from tests.domain.editions.made import edited, first_parts, held, layouts, page, part

DUPLEX = Layout(duplex=True)


def shown(edition: Held, at: At) -> tuple[object, ...]:
    """All that a reader sees on a page."""
    return page_at(edition, at).digest, printed(edition, at)


@given(st.data(), layouts)
def test_the_swap_turns_the_old_sheets_into_the_new_edition(data: st.DataObject, layout: Layout) -> None:
    parts = data.draw(first_parts())
    old = held(parts, layout)
    for edition in (2, 3):
        parts = data.draw(edited(parts))
        new = held(parts, layout, old, edition)
        swap = swapped(old, new)
        hand = [(which, sheet) for which, sheet in applied(swap)]
        assert [shown(which, at) for which, sheet in hand for at in sheet] == [
            shown(new, at) for at in places(new)
        ]
        assert all(1 <= len(sheet) <= 1 + layout.duplex for _, sheet in hand)
        assert all(len(sheet) == 1 for which, sheet in hand for at in sheet if page_at(which, at).wide)
        old = new


@given(st.data(), layouts, layouts)
def test_another_way_of_binding_is_followed_too(data: st.DataObject, one: Layout, other: Layout) -> None:
    old = held(data.draw(first_parts()), one)
    new = held(data.draw(edited(old.parts)), other, old, 2)
    hand = [(which, at) for which, sheet in applied(swapped(old, new)) for at in sheet]
    assert [shown(which, at) for which, at in hand] == [shown(new, at) for at in places(new)]


@given(st.data(), layouts)
def test_nothing_is_swapped_where_nothing_changed(data: st.DataObject, layout: Layout) -> None:
    parts = data.draw(first_parts())
    old = held(parts, layout)
    assert swapped(old, held(parts, layout, old, 2)).steps == ()


@given(st.data(), layouts)
def test_numbers_rise_and_pages_that_stay_keep_theirs(data: st.DataObject, layout: Layout) -> None:
    parts = data.draw(first_parts())
    old = held(parts, layout)
    new = held(data.draw(edited(parts)), layout, old, 2)
    through = [number for one in new.parts for number in one.through]
    assert all(low < high for low, high in pairwise(through))
    assert all(low < high for one in new.parts for low, high in pairwise(one.within))
    assert [len(one.pages) for one in new.parts] == [len(one.through) for one in new.parts]


def test_one_page_in_the_middle_costs_one_sheet() -> None:
    old = held([part("a", "", "xy"), part("b", "資料1", "abcdef")], DUPLEX)
    new = held([part("a", "", "xy"), part("b", "資料1", "abCdef")], DUPLEX, old, 2)
    (step,) = swapped(old, new).steps
    assert step == Step(((At(1, 2), At(1, 3)),), ((At(1, 2), At(1, 3)),), At(1, 1))


def test_a_page_put_between_two_sides_leaves_the_sheets_after_it() -> None:
    old = held([part("b", "資料1", "abcdef")], DUPLEX)
    new = held([part("b", "資料1", "abcXdef")], DUPLEX, old, 2)
    (step,) = swapped(old, new).steps
    assert step.out == ((At(0, 2), At(0, 3)),)
    assert step.into == ((At(0, 2), At(0, 3)), (At(0, 4),))
    assert [str(one) for one in new.parts[0].through] == ["1", "2", "3", "3の2", "4", "5", "6"]


def test_single_sided_it_is_one_sheet_alone() -> None:
    old = held([part("b", "資料1", "abcdef")])
    new = held([part("b", "資料1", "abcXdef")], before=old, edition=2)
    (step,) = swapped(old, new).steps
    assert (step.out, step.into) == ((), ((At(0, 3),),))


def test_a3_folded_in_is_a_sheet_by_itself() -> None:
    parts = [part("b", "資料1", [page("a"), page("b"), page("W", wide=True), page("c"), page("d")])]
    old = held(parts, DUPLEX)
    assert sheets(old) == ((At(0, 0), At(0, 1)), (At(0, 2),), (At(0, 3), At(0, 4)))


def test_a_part_taken_out_is_taken_out_alone() -> None:
    parts = [part("a", "資料1", "ab"), part("b", "資料2", "cd"), part("c", "参考資料1", "ef")]
    old = held(parts, DUPLEX)
    (step,) = swapped(old, held([parts[0], parts[2]], DUPLEX, old, 2)).steps
    assert (step.out, step.into) == (((At(1, 0), At(1, 1)),), ())


def test_a_part_that_is_renumbered_is_stamped_anew_on_its_first_sheet_alone() -> None:
    old = held([part("a", "資料1", "ab"), part("b", "資料2", "cdefg")], DUPLEX)
    new = held([part("b", "資料1", "cdefg")], DUPLEX, old, 2)
    steps = swapped(old, new).steps
    assert [sheet for step in steps for sheet in step.into] == [(At(0, 0), At(0, 1))]
