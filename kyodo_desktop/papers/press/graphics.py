"""The only place that touches reportlab.graphics, which has no types: the shapes of its charts as outlines.

Its texts would be set in Helvetica, so none is taken: whoever draws the shapes sets the words beside them.
Lengths are points; a chart's own corner is its lower left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, cast

from kyodo_desktop.papers.press.patterns import Point, oblong


def wedges(counts: Sequence[int], across: float) -> tuple[tuple[Point, ...], ...]:
    """The slices of a pie `across` wide, clockwise from the top; a count of 0 has an outline of no points."""
    from reportlab.graphics.charts import piecharts  # a tenth of a second that only a chart is worth

    pie = cast("Any", piecharts).Pie()
    pie.data = [count for count in counts if count]
    pie.width = pie.height = across
    pie.labels = None
    pie.startAngle, pie.direction = 90, "clockwise"
    shapes = [shape for shape in _flat(pie.draw()) if type(shape).__name__ == "Wedge"]
    found = iter([_points(shape.asPolygon().points) for shape in shapes] or [_circle(across)])
    return tuple(next(found) if count else () for count in counts)


def bars(
    counts: Sequence[int], size: tuple[float, float], most: int, step: int, share: float = 0.6
) -> tuple[tuple[tuple[Point, ...], ...], tuple[tuple[Point, Point], ...]]:
    """Lying bars from the top down in a field of `size`, `most` reaching its right edge, and the rules that
    stand at every `step`. `share` is how much of a row its bar takes.
    """
    from reportlab.graphics.charts import barcharts

    chart = cast("Any", barcharts).HorizontalBarChart()
    chart.x = chart.y = 0
    chart.width, chart.height = size
    chart.data = [tuple(reversed(counts))]
    chart.barWidth, chart.groupSpacing, chart.useAbsolute = share, 1 - share, 0
    axis = chart.valueAxis
    axis.valueMin, axis.valueMax, axis.valueStep = 0, most, step
    axis.visibleGrid, axis.gridStart, axis.gridEnd = 1, 0, size[1]
    axis.visibleLabels = axis.visibleTicks = axis.visibleAxis = 0
    names = chart.categoryAxis
    names.visibleLabels = names.visibleTicks = names.visibleAxis = 0
    shapes = list(_flat(chart.draw()))
    found = [shape for shape in shapes if type(shape).__name__ == "Rect"]
    rules = [shape for shape in shapes if type(shape).__name__ == "Line"]
    outlines = iter([oblong(one.x, one.y, one.width, one.height) for one in reversed(found)])
    shown = tuple(next(outlines) if count else () for count in counts)  # nothing is drawn for none
    return shown, tuple(((one.x1, one.y1), (one.x2, one.y2)) for one in rules)


def _flat(shape: Any) -> Iterator[Any]:
    """The shapes inside a group, however deep; groups of charts aren't moved or turned."""
    if hasattr(shape, "contents"):
        for below in shape.contents:
            yield from _flat(below)
    else:
        yield shape


def _circle(across: float) -> tuple[Point, ...]:
    """A pie of a single slice, which reportlab gives as an ellipse: without a line from its centre."""
    from reportlab.graphics import shapes

    whole = cast("Any", shapes).Wedge(across / 2, across / 2, across / 2, 0, 359.999)
    return _points(whole.asPolygon().points)[:-1]


def _points(flat: Sequence[float]) -> tuple[Point, ...]:
    return tuple(zip(flat[::2], flat[1::2], strict=True))
