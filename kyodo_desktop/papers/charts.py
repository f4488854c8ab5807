"""Charts of a survey's answers: what is shown, how it looks, how high it stands, and drawing it on a page.

The same chart, look and place give the same operators. In the page's structure a chart is a figure, which is
read out in the words of `told`. Lengths are millimetres, type points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil, cos, pi, sin, sqrt
from typing import Final, Literal

from kyodo_desktop.domain.names import clusters
from kyodo_desktop.papers.forms import Type, measure, say, wording
from kyodo_desktop.papers.press.graphics import bars, wedges
from kyodo_desktop.papers.press.page import POINTS, Page
from kyodo_desktop.papers.press.patterns import BLANK, Ink, Point, filled, ink, oblong, stroked
from kyodo_desktop.papers.press.structure import Element
from kyodo_desktop.papers.press.style import Style

_MARK: Final = re.compile(
    r"[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf]|[（(]?[0-9０-９]{1,2}[）)．.]|[アイウエオ]\s"
)
_LEADING: Final = 1.3
_LEADER: Final = 0.4  # the line from a slice to its label, in points
_OUT: Final = 3.0  # from the pie's edge to a label
_GAP: Final = 9.0  # between a pie's labels and its legend
_CLEAR: Final = 0.1
_SWATCH: Final = (4.4, 3.2)
_BESIDE: Final = 2.0  # between a swatch or a name and what it belongs to
_AXIS: Final = 0.85  # the axis's figures, of the labels' size
_TICKS: Final = 6
_SHORT: Final = 6
_FEWEST: Final = 3  # bars worth beginning at a page's foot
_GREY: Final = 0.75
_LONGEST: Final = 80  # characters of a label
_CUT: Final = "…"
_KINDS: Final = {"pie": "円グラフ", "bars": "棒グラフ"}


@dataclass(frozen=True, slots=True)
class Datum:
    """One entry: its label, how many, and the percentage as recorded. `blank`: no answer was given."""

    label: str
    count: int
    percent: int | None = None
    blank: bool = False

    @property
    def mark(self) -> str:
        """What the label begins with: ①, (1), ア; nothing where it begins with words."""
        found = _MARK.match(self.label)
        return found.group().strip() if found else ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A pie of shares or lying bars. `most` is the count of a bar across the whole field, `names`
    the room for the names and `row` a bar's height, in millimetres.
    """

    kind: Literal["pie", "bars"]
    data: tuple[Datum, ...]
    most: int = 0
    step: int = 1
    names: float = 0.0
    row: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLook:
    """How charts look: a form's `[chart]`. Millimetres; `slices` is how many a pie has before it turns into
    bars.
    """

    labels: Type
    pie: float = measure(20, 90)
    bar: float = measure(3, 20)
    names: float = measure(20, 120)
    slices: int = measure(2, 20)
    share: str = wording("percent")
    value: str = wording("count", "percent")
    bare: str = wording("count")
    unit: str = wording()

    @property
    def style(self) -> Style:
        """The style of a chart's words."""
        return Style(self.labels.face, self.labels.size, self.labels.size * _LEADING, hang=False)

    def texts(self) -> str:
        """Every word of its own that a chart may print."""
        return self.share + self.value + self.bare + self.unit + "0123456789," + _CUT


def chart_of(
    page: Page, kind: Literal["pie", "bars"], data: Sequence[Datum], look: ChartLook
) -> Chart | None:
    """A chart of `data`: bars where a pie would have too many slices, none where nothing was counted."""
    most = max((one.count for one in data), default=0)
    if most <= 0:
        return None
    data = [replace(one, label=_shortened(one.label)) for one in data]
    if kind == "pie" and len(data) <= look.slices:
        return Chart("pie", tuple(data))
    step = _step(most)
    names = min(look.names, max(page.text_width(one.label, look.style) for one in data) + _CLEAR)
    tallest = max(page.height_of(one.label, names, look.style) for one in data)
    row = max(look.bar, tallest + _between(look))
    return Chart("bars", tuple(data), ceil(most / step) * step, step, names, row)


def _shortened(label: str) -> str:
    """A label that is longer than a sentence, cut: the table beside the chart has it whole."""
    parts = clusters(label)
    return label if len(parts) <= _LONGEST else "".join(parts[: _LONGEST - 1]) + _CUT


def told(chart: Chart, look: ChartLook) -> str:
    """What a chart shows, in words for those who can't see it."""
    entries = "、".join(f"{one.label} {_value(one, look)}" for one in chart.data)
    return f"{_KINDS[chart.kind]}：{entries}"


def height_of(page: Page, chart: Chart, width: float, look: ChartLook) -> float:
    """The height that `draw` would use."""
    if chart.kind == "pie":
        return max(
            _pie_height(look), _legend_height(page, chart, _legend_width(page, chart, width, look), look)
        )
    return chart.row * len(chart.data) + _axis_height(look)


def draw(
    page: Page, x: float, y: float, width: float, chart: Chart, look: ChartLook, figure: Element
) -> float:
    """Draw `chart`, or its part that has room, from its top left corner; returns the height used. `figure` is
    what it is in the page's structure.
    """
    height = height_of(page, chart, width, look)
    page.stands(figure, x, y, width, height)
    with page.inside(figure):
        if chart.kind == "pie":
            _draw_pie(page, (x, y), (width, height), chart, look)
        else:
            _draw_bars(page, (x, y), width, chart, look)
    return height


def divided(chart: Chart, room: tuple[float, float], look: ChartLook) -> tuple[Chart, ...]:
    """`chart` in parts no higher than `room`: the first's, where three bars at least fit, and every other's.

    A pie stays whole. All parts have one scale.
    """
    if chart.kind == "pie":
        return (chart,)
    first, later = (int((one - _axis_height(look)) / chart.row + 1e-6) for one in room)
    first = 0 if first < _FEWEST else first
    cuts = [0, *range(first, len(chart.data), max(1, later)), len(chart.data)]
    return tuple(replace(chart, data=chart.data[a:b]) for a, b in pairwise(cuts) if a < b)


# --- pies ------------------------------------------------------------------------------------------------


def _pie_height(look: ChartLook) -> float:
    return look.pie + 2 * look.style.line / POINTS


def _pie_width(page: Page, chart: Chart, look: ChartLook) -> float:
    """The pie with the room for the labels at both of its sides."""
    widest = max(page.text_width(_said(one, look), look.style) for one in chart.data)
    return look.pie + 2 * (_OUT + 1 + widest)


def _legend_width(page: Page, chart: Chart, width: float, look: ChartLook) -> float:
    room = width - _pie_width(page, chart, look) - _GAP - _SWATCH[0] - _BESIDE
    natural = max(page.text_width(one.label, look.style) for one in chart.data)
    return max(20.0, min(room, natural + _CLEAR))


def _legend_height(page: Page, chart: Chart, width: float, look: ChartLook) -> float:
    return sum(page.height_of(one.label, width, look.style) + _between(look) for one in chart.data)


def _between(look: ChartLook) -> float:
    return look.labels.size * 0.3 / POINTS


def _said(datum: Datum, look: ChartLook) -> str:
    """What stands beside a slice: its mark or its short label, and its share as recorded or its count."""
    name = datum.mark or (f"{datum.label} " if len(datum.label) <= _SHORT else "")
    if datum.percent is None:
        return name + say(look.bare, count=f"{datum.count:,}")
    return name + say(look.share, percent=datum.percent)


def _ink(place: int, datum: Datum) -> Ink:
    return BLANK if datum.blank else ink(place)


def _draw_pie(
    page: Page, corner: tuple[float, float], size: tuple[float, float], chart: Chart, look: ChartLook
) -> None:
    """The pie with its labels, its legend to the right, both in the middle of the room."""
    wide, legend = _pie_width(page, chart, look), _legend_width(page, chart, size[0], look)
    x = corner[0] + (size[0] - wide - _GAP - _SWATCH[0] - _BESIDE - legend) / 2
    centre = (x + wide / 2, corner[1] + size[1] / 2)
    outlines = wedges([one.count for one in chart.data], look.pie * POINTS)
    left, bottom = (centre[0] - look.pie / 2) * POINTS, (page.height - centre[1] - look.pie / 2) * POINTS
    for place, (datum, outline) in enumerate(zip(chart.data, outlines, strict=True)):
        if outline:
            moved = [(left + across, bottom + up) for across, up in outline]
            page.operators(filled(moved, _ink(place, datum)))
    for label in _labels(chart, centre, look):
        _draw_label(page, label, look)
    tall = _legend_height(page, chart, legend, look)
    _draw_legend(page, (x + wide + _GAP, centre[1] - tall / 2), legend, chart, look)


@dataclass(frozen=True, slots=True)
class _Label:
    """A slice's words: where the slice's edge is, where they stand, and to which side they run."""

    text: str
    edge: Point
    place: Point
    side: int


def _labels(chart: Chart, centre: Point, look: ChartLook) -> list[_Label]:
    """Beside each slice its words, moved up and down until none covers another."""
    total = sum(one.count for one in chart.data)
    sides: dict[int, list[tuple[float, str]]] = {1: [], -1: []}
    before = 0
    for datum in chart.data:
        if datum.count:
            middle = 2 * pi * (before + datum.count / 2) / total
            sides[1 if middle <= pi else -1].append((middle, _said(datum, look)))
        before += datum.count
    radius, line, half = look.pie / 2, look.style.line / POINTS, look.style.size / 2 / POINTS
    found: list[_Label] = []
    for side, slices in sides.items():
        ordered = slices if side > 0 else slices[::-1]
        wanted = [-(radius + _OUT) * cos(middle) for middle, _ in ordered]
        for (middle, text), down in zip(ordered, spaced_out(wanted, line, radius + line - half), strict=True):
            near = max(0.0, abs(down) - line / 2)
            across = max(
                sqrt(max(0.0, (radius + _OUT) ** 2 - near**2)), (radius + _OUT) * abs(sin(middle)) * 0.9
            )
            edge = (centre[0] + radius * sin(middle), centre[1] - radius * cos(middle))
            found.append(_Label(text, edge, (centre[0] + side * max(1.0, across), centre[1] + down), side))
    return found


def spaced_out(wanted: Sequence[float], apart: float, reach: float) -> tuple[float, ...]:
    """The places near those `wanted`, in rising order, that stand `apart`, within ±`reach` if they can."""
    places: list[float] = []
    for want in wanted:
        low = places[-1] + apart if places else -reach
        places.append(max(want, low))
    high = reach
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], high)
        high = places[number] - apart
    return tuple(places)


def _draw_label(page: Page, label: _Label, look: ChartLook) -> None:
    style = look.style
    (x1, y1), (x2, y2) = label.edge, (label.place[0] - label.side * 0.4, label.place[1])
    leader = [(x1 * POINTS, (page.height - y1) * POINTS), (x2 * POINTS, (page.height - y2) * POINTS)]
    page.operators(stroked(leader, _LEADER, 0.3))
    top = label.place[1] - style.size / 2 / POINTS
    x = label.place[0] + label.side * 0.4
    page.text(x, top, label.text, style, "left" if label.side > 0 else "right")


def _draw_legend(page: Page, corner: Point, width: float, chart: Chart, look: ChartLook) -> None:
    x, y = corner
    style = look.style
    for place, datum in enumerate(chart.data):
        top = y + (style.line / POINTS - _SWATCH[1]) / 2
        square = oblong(
            x * POINTS, (page.height - top - _SWATCH[1]) * POINTS, *(one * POINTS for one in _SWATCH)
        )
        page.operators(filled(square, _ink(place, datum)))
        start = x + _SWATCH[0] + _BESIDE
        y += page.paragraph(start, y, width, datum.label, style, "left") + _between(look)


# --- bars ------------------------------------------------------------------------------------------------


def _step(most: int) -> int:
    """The least of 1, 2, 5, 10, 20 … that divides up to `most` into a few parts."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * _TICKS >= most:
                return step
        power *= 10


def _axis_height(look: ChartLook) -> float:
    return look.style.line * 1.3 / POINTS


def _value(datum: Datum, look: ChartLook) -> str:
    if datum.percent is None:
        return say(look.bare, count=f"{datum.count:,}")
    return say(look.value, count=f"{datum.count:,}", percent=datum.percent)


def _draw_bars(page: Page, corner: Point, width: float, chart: Chart, look: ChartLook) -> None:
    """Each entry's name, its bar and what it says; the counts along the foot."""
    style, (x, y) = look.style, corner
    row = chart.row
    widest = max(page.text_width(_value(one, look), style) for one in chart.data)
    start, tall = x + chart.names + _BESIDE, row * len(chart.data)
    field = width - chart.names - 2 * _BESIDE - widest
    size = (field * POINTS, tall * POINTS)
    outlines, rules = bars([one.count for one in chart.data], size, chart.most, chart.step)
    left, bottom = start * POINTS, (page.height - y - tall) * POINTS
    for ends in rules:
        page.operators(stroked([(left + a, bottom + b) for a, b in ends], 0.4, _GREY))
    for place, (datum, outline) in enumerate(zip(chart.data, outlines, strict=True)):
        if outline:
            moved = [(left + a, bottom + b) for a, b in outline]
            page.operators(filled(moved, BLANK if datum.blank else ink(0)))
        middle = y + row * (place + 0.5)
        high = page.height_of(datum.label, chart.names, style)
        page.paragraph(x, middle - high / 2, chart.names, datum.label, style, "left")
        end = start + field * datum.count / chart.most + _BESIDE / 2
        _draw_value(page, (end, middle), _value(datum, look), style)
    page.operators(stroked([(left, bottom), (left, bottom + size[1])], 0.8, 0.2))
    _draw_axis(page, (start, y + tall + 0.8), field, chart, look)


def _draw_value(page: Page, place: Point, text: str, style: Style) -> None:
    """A bar's figures on white, so that no rule runs through them."""
    high, (x, middle) = style.size / POINTS, place
    page.box(x, middle - high / 2, page.text_width(text, style), high, 0, fill=1.0)
    page.text(x, middle - high / 2, text, style)


def _draw_axis(page: Page, corner: Point, field: float, chart: Chart, look: ChartLook) -> None:
    small = look.style.sized(look.style.size * _AXIS)
    for count in range(0, chart.most + 1, chart.step):
        said = f"{count:,}" + (look.unit if count + chart.step > chart.most else "")
        shift = page.text_width(f"{count:,}", small) / 2
        page.text(corner[0] + field * count / chart.most - shift, corner[1], said, small)
