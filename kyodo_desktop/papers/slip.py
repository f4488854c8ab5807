"""別添: the sheet that stands in the packet for a material whose pages aren't in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.forms import Margins, Type, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.paper import MM, THE_FORM, Occasion, Paper, Printed, Takes, one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.services import meetings
from kyodo_desktop.services.quotations import Quotes
from kyodo_desktop.storage import Store

_NUMBER_AT: Final = 0.30  # of the height of the page
_LABEL_AT: Final = 0.56
_LABEL_ROOM: Final = (2.4, 0.9)  # white in ems left and right of the label, above and below it


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipView:
    """Everything the slip shows. `apart`: handed out by itself; otherwise it isn't there yet."""

    number: str
    title: str
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipForm:
    """The form's wording and geometry."""

    apart: str = wording()
    apart_note: str = wording()
    absent: str = wording()
    absent_note: str = wording()
    margins: Margins
    number: Type
    heading: Type
    label: Type
    note: Type


class Slip(Paper[SlipView, SlipForm]):
    """別添."""

    key: ClassVar = "slip"
    title: ClassVar = mark("別添の紙")
    form: ClassVar = "slip.toml"
    of_material: ClassVar = True
    takes: ClassVar = (Takes.MEETING, Takes.MATERIAL)
    layout = SlipForm

    def compose(self, store: Store, occasion: Occasion) -> SlipView:
        if occasion.meeting is None or occasion.material is None:
            raise ValueError("a slip stands for a material of a meeting")
        lines = meetings.materials(store, occasion.meeting.id)
        line = next(line for line in lines if line.material.id == occasion.material)
        named = Quotes(store, occasion.committee.id).said(line.material.title)
        return SlipView(number=line.number, title=named, apart=line.material.handed_apart)

    def heading(self, view: SlipView, form: SlipForm) -> str:  # noqa: ARG002 - the same in every form
        return view.title

    def printed(self, view: SlipView, form: SlipForm) -> Iterator[Printed]:
        where = msg("{number}の標題", number=view.number)
        yield Printed(view.number, form.number.face, where)
        yield Printed(view.title, form.heading.face, where)
        label, note = _worded(view, form)
        yield Printed(label, form.label.face, msg(THE_FORM))
        yield Printed(note, form.note.face, msg(THE_FORM))

    def draw(self, view: SlipView, page: Page, form: SlipForm) -> Iterator[Progress]:
        left, width = form.margins.left, page.width - form.margins.left - form.margins.right
        y = page.height * _NUMBER_AT
        page.text(left, y, view.number, style(form.number), align="center", width=width)
        y += form.number.size * MM * 2.2
        y += title(page, left, y, width, view.title, style(form.heading))
        label, note = _worded(view, form)
        look = style(form.label)
        y = max(page.height * _LABEL_AT, y + look.size * MM * 2)
        em, room = look.size * MM, page.text_width(label, look) if label else 0.0
        if label:
            across, down = _LABEL_ROOM
            box = room + 2 * across * em
            page.box((page.width - box) / 2, y, box, em * (1 + 2 * down), 1.2)
            page.text(left, y + em * down, label, look, align="center", width=width)
            y += em * (1 + 2 * down) + em
        page.paragraph(left, y, width, note, style(form.note), align="center")
        yield one_page(1, 1)


def _worded(view: SlipView, form: SlipForm) -> tuple[str, str]:
    return (form.apart, form.apart_note) if view.apart else (form.absent, form.absent_note)
