"""席札: a plate for each seat, an A4 sheet folded in three that says the same on both sides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain.names import clusters, spread
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import seated
from kyodo_desktop.papers.forms import Type, measure, option, say, wording
from kyodo_desktop.papers.paper import MM, THE_FORM, Occasion, Paper, Printed, one_page, style
from kyodo_desktop.papers.press.page import A4, A4_LANDSCAPE, Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.papers.seated import Sitter
from kyodo_desktop.storage import Store

WIDE_SPACE: Final = "\u3000"
SMALLEST: Final = 60.0
"""A name that would be smaller than this, in points, stands on two lines."""
_APART: Final = 1.15  # from line to line of a name on two lines, in ems
_BETWEEN: Final = 0.6  # white between the title and the name, in ems of the title
_TICK: Final = 5.0
_TICK_RULE: Final = 0.3
_SIZES: Final = {"portrait": A4, "landscape": A4_LANDSCAPE}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameplatesView:
    """Everything the plates show: one for each of `plates`."""

    committee: str
    plates: tuple[Sitter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """The name's face and its size in points, which long names shrink from."""

    face: str
    size: float = measure(SMALLEST, 200)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameplatesForm:
    """The form's wording and geometry; `side` in millimetres, `jidori` in characters."""

    title: str = wording("committee")
    member: str = wording()
    paper: str = option("portrait", "landscape")
    above: str = option("role", "affiliation", "none")
    jidori: int = measure(0, 12)
    side: float = measure(5, 60)
    name: Lettering
    label: Type


class Nameplates(Paper[NameplatesView, NameplatesForm]):
    """席札."""

    key: ClassVar = "nameplates"
    title: ClassVar = mark("席札")
    form: ClassVar = "nameplates.toml"
    numbered: ClassVar = False
    layout = NameplatesForm

    def compose(self, store: Store, occasion: Occasion) -> NameplatesView:
        sitting = seated.officers_first(seated.members(store, occasion))
        return NameplatesView(
            committee=occasion.committee.name, plates=(*sitting, *seated.guests(store, occasion))
        )

    def heading(self, view: NameplatesView, form: NameplatesForm) -> str:
        return say(form.title, committee=view.committee)

    def printed(self, view: NameplatesView, form: NameplatesForm) -> Iterator[Printed]:
        yield Printed(form.member, form.label.face, msg(THE_FORM))
        yield from seated.asked(view.plates, form.name.face)
        for one in view.plates:
            yield Printed(label(one, form), form.label.face, msg("{name} の肩書", name=one.name))

    def draw(self, view: NameplatesView, page: Page, form: NameplatesForm) -> Iterator[Progress]:
        page.resize(_SIZES[form.paper])
        for place, plate in enumerate(view.plates, 1):
            if place > 1:
                page.new_page()
            _plate(page, plate, form)
            yield one_page(place, len(view.plates))


def label(plate: Sitter, form: NameplatesForm) -> str:
    """What stands over the name."""
    if form.above == "affiliation":
        return plate.affiliation
    return (plate.role or form.member) if form.above == "role" else ""


def _plate(page: Page, plate: Sitter, form: NameplatesForm) -> None:
    """Both sides and the marks to fold along: the ridge between the two, and the edge of the foot."""
    third = page.height / 3
    _side(page, plate, form, third)
    with page.half_turn(), page.within("Artifact"):  # the other side says the same
        _side(page, plate, form, 2 * third)
    for y in (third, 2 * third):
        page.rule(0, y, _TICK, y, _TICK_RULE)
        page.rule(page.width - _TICK, y, page.width, y, _TICK_RULE)


def _side(page: Page, plate: Sitter, form: NameplatesForm, top: float) -> None:
    """One side: the label and the name together in the middle of the panel below `top`."""
    room, width = page.height / 3, page.width - 2 * form.side
    over, look = label(plate, form), style(form.label)
    tall = look.size * MM * (1 + _BETWEEN) if over else 0.0
    lines, name = fitted(page, plate.name, form, (width, room * 0.9 - tall))
    y = top + (room - tall - _height(lines, name)) / 2
    if over:
        page.text(form.side, y, over, look, "center", width)
        y += tall
    for line in lines:
        page.text(form.side, y, line, name, "center", width)
        y += name.size * MM * _APART


def _height(lines: tuple[str, ...], look: Style) -> float:
    return look.size * MM * (1 + (len(lines) - 1) * _APART)


def fitted(
    page: Page, name: str, form: NameplatesForm, room: tuple[float, float]
) -> tuple[tuple[str, ...], Style]:
    """A name as large as fits `room` (width, height), on two lines where it is larger so; never cut."""
    whole = spread(name, form.jidori) if form.jidori else name
    one = _largest(page, (WIDE_SPACE.join(whole.split(" ")),), form.name, room)
    if one.size >= SMALLEST:
        return (WIDE_SPACE.join(whole.split(" ")),), one
    halves = _halves(name)
    two = _largest(page, halves, form.name, room)
    return (halves, two) if two.size > one.size else ((WIDE_SPACE.join(whole.split(" ")),), one)


def _halves(name: str) -> tuple[str, ...]:
    """A name on two lines: cut at the space nearest its middle, else in the middle."""
    parts = clusters(name)
    spaces = [place for place, part in enumerate(parts) if part in (" ", WIDE_SPACE)]
    middle = len(parts) / 2
    if not spaces:
        cut = (len(parts) + 1) // 2
        return tuple(half for half in ("".join(parts[:cut]), "".join(parts[cut:])) if half)
    cut = min(spaces, key=lambda place: abs(place - middle))
    return "".join(parts[:cut]), "".join(parts[cut + 1 :])


def _largest(page: Page, lines: tuple[str, ...], kind: Lettering, room: tuple[float, float]) -> Style:
    look = Style(kind.face, kind.size)
    widest = max(page.text_width(line, look) for line in lines)
    share = min(1.0, room[0] / widest if widest else 1.0, room[1] / _height(lines, look))
    return look.sized(look.size * share)
