"""Charts stand where they are put, divide where they must, and no label covers another."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.papers.charts import Chart, Datum, chart_of, divided, draw, height_of, spaced_out
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.survey import SurveyPaper
from tests.papers.reading import DPI, inked, pages, pictures, squeezed
from tests.papers.samples import FONTS, FORMS

LOOK = SurveyPaper().read(FORMS).chart


def _page() -> tuple[Page, io.BytesIO]:
    out = io.BytesIO()
    return Page(out, FONTS, title="図"), out


def _data(count: int) -> list[Datum]:
    return [Datum(f"（{n}）選択肢", n * 37 % 101 + 1, n) for n in range(1, count + 1)]


def _chart(kind: str, data: list[Datum]) -> Chart:
    made = chart_of(_page()[0], kind, data, LOOK)  # type: ignore[arg-type]
    assert made is not None
    return made


@pytest.mark.parametrize("kind", ["pie", "bars"])
@pytest.mark.parametrize("count", [1, 2, 7, 11, 20])
def test_a_chart_stays_in_its_room_and_says_every_share(kind: str, count: int) -> None:
    page, out = _page()
    chart = _chart(kind, _data(count))
    used = draw(page, 30, 40, 150, chart, LOOK, page.figure("図"))
    assert used == height_of(page, chart, 150, LOOK)
    page.finish()
    left, top, right, bottom = (side / DPI * 25.4 for side in inked(pictures(out.getvalue())[0]))
    assert left >= 29.5
    assert right <= 180.5
    assert top >= 39.5
    assert bottom <= 40 + used + 0.5
    text = squeezed(pages(out.getvalue())[0])
    for n in range(1, count + 1):
        assert f"{n}%" in text


def test_the_same_chart_gives_the_same_bytes() -> None:
    made: list[bytes] = []
    for _ in range(2):
        page, out = _page()
        draw(page, 30, 40, 150, _chart("pie", _data(6)), LOOK, page.figure("図"))
        page.finish()
        made.append(out.getvalue())
    assert made[0] == made[1]


def test_too_many_slices_become_bars_and_nothing_counted_has_no_chart() -> None:
    assert _chart("pie", _data(LOOK.slices)).kind == "pie"
    assert _chart("pie", _data(LOOK.slices + 1)).kind == "bars"
    assert chart_of(_page()[0], "pie", [Datum("①はい", 0)], LOOK) is None


def test_parts_hold_every_bar_once_on_one_scale() -> None:
    chart = _chart("bars", _data(60))
    parts = divided(chart, (80.0, 200.0), LOOK)
    assert sum((part.data for part in parts), ()) == chart.data
    assert {(part.most, part.names, part.row) for part in parts} == {(chart.most, chart.names, chart.row)}
    page = _page()[0]
    assert height_of(page, parts[0], 150, LOOK) <= 80
    assert all(height_of(page, part, 150, LOOK) <= 200 for part in parts)
    assert divided(chart, (10.0, 200.0), LOOK)[0].data == chart.data[: len(parts[1].data)]


@given(st.lists(st.floats(-30, 30), max_size=15).map(sorted), st.floats(1, 6))
def test_labels_keep_their_distance(wanted: list[float], apart: float) -> None:
    places = spaced_out(wanted, apart, 30)
    assert len(places) == len(wanted)
    assert all(b - a >= apart - 1e-6 for a, b in pairwise(places))
    if len(wanted) * apart <= 60:
        assert all(-30 - 1e-6 <= place <= 30 + 1e-6 for place in places)


@pytest.mark.parametrize(
    ("label", "mark"),
    [("①はい", "①"), ("㉑その他", "㉑"), ("（3）いいえ", "（3）"), ("はい", ""), ("2024年", "")],
)
def test_a_label_is_known_by_the_mark_it_begins_with(label: str, mark: str) -> None:
    assert Datum(label, 1).mark == mark
