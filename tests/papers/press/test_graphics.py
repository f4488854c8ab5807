"""The shapes of charts are those that reportlab.graphics would draw, to the last digit that is printed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from reportlab.graphics import shapes
from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.charts.piecharts import Pie

from kyodo_desktop.papers.press.canvas import number
from kyodo_desktop.papers.press.graphics import bars, wedges
from kyodo_desktop.papers.press.patterns import oblong

COUNTS = st.lists(st.integers(0, 5000), min_size=1, max_size=24).filter(any)
SIDES = st.floats(40, 400)


def flat(shape: Any) -> Iterator[Any]:
    for below in getattr(shape, "contents", ()):
        yield from flat(below)
    if not hasattr(shape, "contents"):
        yield shape


def printed(points: Sequence[Sequence[float]]) -> list[str]:
    return [number(side) for point in points for side in point]


@settings(max_examples=60, deadline=None)
@given(counts=COUNTS, across=SIDES)
def test_slices_are_reportlabs(counts: list[int], across: float) -> None:
    pie = Pie()
    pie.data = [count for count in counts if count]
    pie.width = pie.height = across
    pie.labels, pie.startAngle, pie.direction = None, 90, "clockwise"
    theirs = [one.asPolygon().points for one in flat(pie.draw()) if isinstance(one, shapes.Wedge)]
    if not theirs:  # a single slice is an ellipse
        theirs = [shapes.Wedge(across / 2, across / 2, across / 2, 0, 359.999).asPolygon().points[:-2]]
    ours = [outline for outline in wedges(counts, across) if outline]
    assert [printed(one) for one in ours] == [[number(side) for side in one] for one in theirs]


@settings(max_examples=60, deadline=None)
@given(counts=COUNTS, size=st.tuples(SIDES, SIDES), step=st.integers(1, 100), over=st.integers(0, 3))
@example(counts=[0, 0, 1, 0, 0, 0, 0, 0], size=(40.0, 47.7), step=1, over=0)
def test_bars_and_rules_are_reportlabs(
    counts: list[int], size: tuple[float, float], step: int, over: int
) -> None:
    most = max(counts) + over
    step = max(step, most // 50)
    chart = HorizontalBarChart()
    chart.x = chart.y = 0
    chart.width, chart.height = size
    chart.data = [tuple(reversed(counts))]
    chart.barWidth, chart.groupSpacing, chart.useAbsolute = 0.6, 0.4, 0
    axis, names = chart.valueAxis, chart.categoryAxis
    axis.valueMin, axis.valueMax, axis.valueStep = 0, most, step
    axis.visibleGrid, axis.gridStart, axis.gridEnd = 1, 0, size[1]
    axis.visibleLabels = axis.visibleTicks = axis.visibleAxis = 0
    names.visibleLabels = names.visibleTicks = names.visibleAxis = 0
    drawn = list(flat(chart.draw()))
    theirs = [oblong(one.x, one.y, one.width, one.height) for one in drawn if isinstance(one, shapes.Rect)]
    lines = [((one.x1, one.y1), (one.x2, one.y2)) for one in drawn if isinstance(one, shapes.Line)]
    ours, rules = bars(counts, size, most, step)
    theirs.reverse()
    assert len(theirs) in (len(ours), sum(map(bool, ours)))
    shown = (
        theirs if len(theirs) == sum(map(bool, ours)) else [b for a, b in zip(ours, theirs, strict=True) if a]
    )
    assert [printed(one) for one in ours if one] == [printed(one) for one in shown]
    assert [bool(one) for one in ours] == [count > 0 for count in counts]
    assert [printed(one) for one in rules] == [printed(one) for one in lines]


def test_a_chart_brings_no_paragraphs_along() -> None:
    asks = """
import sys
from kyodo_desktop.papers import charts
assert charts.wedges([1, 2], 100.0) and charts.bars([1, 2], (100.0, 50.0), 2, 1)
assert not [name for name in sys.modules if name.startswith(("reportlab.graphics", "reportlab.platypus"))]
"""
    done = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
