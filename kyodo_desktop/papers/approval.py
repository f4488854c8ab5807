"""起案文: the draft by which the office decides to hold a meeting (伺い), with places for its seals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import wordletter
from kyodo_desktop.papers.convened import Convened, convened, topics
from kyodo_desktop.papers.forms import Margins, Type, measure, say, shared, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.letter import (
    FORM,
    Addressee,
    Item,
    Letter,
    LetterHead,
    LetterLook,
    number_and_date,
    signed,
    to_each,
    wide,
)
from kyodo_desktop.papers.letter import printed as printed_letter
from kyodo_desktop.papers.letterheads import head_of_meeting, meeting_of
from kyodo_desktop.papers.lettersheet import LetterSheet
from kyodo_desktop.papers.paper import MM, Occasion, Paper, Printed, one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.press.table import Cell, Column, Look, Row, Table
from kyodo_desktop.papers.wordpieces import WIDTH, Part, Run, Shape, Sort, Words, Written
from kyodo_desktop.papers.wordtable import CELLS
from kyodo_desktop.services.correspondence import recipients
from kyodo_desktop.storage import Store

_PARTED: Final = "／"
_GREY: Final = 0.93


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalView:
    """Everything the draft shows; `members` is how many are to be written to."""

    head: LetterHead
    meeting: Convened
    topics: tuple[str, ...]
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """The boxes' measures in millimetres."""

    label: float = measure(12, 60)
    row: float = measure(6, 30)
    stamp_head: float = measure(4, 20)
    stamp: float = measure(10, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalForm:
    """The form's wording and geometry; `stamps` are parted by ／."""

    title: str = wording()
    number: str = wording()
    drafted: str = wording()
    decided: str = wording()
    effected: str = wording()
    undated: str = wording()
    section: str = wording()
    drafter: str = wording()
    kept: str = wording()
    kept_years: str = wording()
    stamps: str = wording()
    joint: str = wording()
    subject: str = wording()
    subject_text: str = wording("number", "committee")
    body: str = wording("number", "committee")
    date: str = wording()
    starts: str = wording("day", "time")
    place: str = wording()
    undecided: str = wording()
    agenda: str = wording()
    refer: str = wording()
    sender: str = wording()
    to: str = wording()
    to_text: str = wording("count")
    attached: str = wording()
    attached_text: str = wording()
    margins: Margins
    heading: Type
    body_type: Type
    boxes: Boxes
    letter: LetterLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class Approval(Paper[ApprovalView, ApprovalForm]):
    """起案文."""

    key: ClassVar = "approval"
    title: ClassVar = mark("起案文")
    form: ClassVar = "approval.toml"
    numbered: ClassVar = False
    layout = ApprovalForm

    def compose(self, store: Store, occasion: Occasion) -> ApprovalView:
        meeting, committee = meeting_of(occasion, "a draft"), occasion.committee
        return ApprovalView(
            head=head_of_meeting(store, occasion),
            meeting=convened(committee, meeting),
            topics=topics(store, committee.id, meeting.id),
            members=len(recipients(store, committee.id, occasion.day)),
        )

    def heading(self, view: ApprovalView, form: ApprovalForm) -> str:
        return _named(view, form)

    def printed(self, view: ApprovalView, form: ApprovalForm) -> Iterator[Printed]:
        yield Printed(form.title, form.heading.face, msg("起案文の標題"))
        cells = [entry for row in (*_facts(view, form), *_stamps(form)) for entry in row]
        said = "".join(one.text if isinstance(one, Cell) else one or "" for one in cells)
        yield Printed(said + form.subject, form.body_type.face, msg("起案文の欄"))
        yield Printed(self.heading(view, form), form.body_type.face, msg("起案文の件名"))
        yield from printed_letter(_letter(view, form), form.letter)

    def draw(self, view: ApprovalView, page: Page, form: ApprovalForm) -> Iterator[Progress]:
        margins = form.margins
        left, width = margins.left, page.width - margins.left - margins.right
        y = margins.top
        y += title(page, left, y, width, form.title, style(form.heading)) + form.heading.size * MM
        for table in _tables(view, form, width):
            for _ in table.draw(page, left, y, bottom=page.height - margins.bottom, top=margins.top):
                pass
            y += table.height(page)
        LetterSheet(page, form.letter).text_of(_letter(view, form), y)
        yield one_page(page.number, page.number)

    def word(self, view: ApprovalView, form: ApprovalForm) -> Written:
        """The same for Word."""
        width = WIDTH - form.margins.left - form.margins.right
        middle = Shape(align="center", left=0, right=0, before=0, after=form.heading.size * MM)
        title = Words((Run(form.title, kind=form.heading),), "Heading1", middle)
        text = wordletter.text_of(_letter(view, form), form.letter)
        blocks = (title, *_tables(view, form, width), *text)
        sorts = (*wordletter.sorts(form.letter), Sort(key=CELLS, name="表", kind=form.body_type))
        parts = (Part(form.margins, blocks),)
        return Written(title=self.heading(view, form), day=view.head.date, sorts=sorts, parts=parts)


def _named(view: ApprovalView, form: ApprovalForm) -> str:
    return say(form.subject_text, number=view.meeting.number, committee=view.meeting.committee)


def _facts(view: ApprovalView, form: ApprovalForm) -> list[list[Cell | str | None]]:
    """What is known of the draft and what is filled in by hand, two to a row."""
    number, drafted = number_and_date(view.head, form.letter)
    drafter = wide(view.head.person)
    pairs = (
        (form.number, number, form.drafted, drafted),
        (form.section, view.head.section, form.decided, form.undated),
        (form.drafter, drafter, form.effected, form.undated),
    )
    kept: list[Cell | str | None] = [_label(form.kept), Cell(form.kept_years, columns=3), None, None]
    return [*([_label(a), b, _label(c), d] for a, b, c, d in pairs), kept]


def _stamps(form: ApprovalForm) -> list[list[Cell | str | None]]:
    names = [name.strip() for name in form.stamps.split(_PARTED) if name.strip()]
    names += [form.joint] if form.joint else []
    if not names:
        return []
    return [[_label(name) for name in names], ["" for _ in names]]


def _label(text: str) -> Cell:
    return Cell(text, "center", fill=_GREY if text else None)


def _look(form: ApprovalForm, row: float) -> Look:
    text = style(form.body_type)
    return Look(style=text, head_style=text, row_height=row, head_height=row, outer=0.8)


def _tables(view: ApprovalView, form: ApprovalForm, width: float) -> Iterator[Table]:
    """The boxes above the text, one table below the other; no seals where the form names nobody."""
    yield _fact_table(view, form, width)
    if _stamps(form):
        yield _stamp_table(form, width)
    yield _subject(view, form, width)


def _fact_table(view: ApprovalView, form: ApprovalForm, width: float) -> Table:
    label = form.boxes.label
    wide_, narrow = (width - 2 * label) * 0.55, (width - 2 * label) * 0.45
    columns = (Column(label), Column(wide_), Column(label), Column(narrow))
    rows: Sequence[Row] = _facts(view, form)
    return Table(columns, rows, look=_look(form, form.boxes.row))


def _stamp_table(form: ApprovalForm, width: float) -> Table:
    head, *body = _stamps(form)
    columns = tuple(Column(width / len(head)) for _ in head)
    rows: Sequence[Row] = body
    return Table(columns, rows, heads=[head], look=_stamp_look(form))


def _stamp_look(form: ApprovalForm) -> Look:
    text, boxes = style(form.body_type), form.boxes
    return Look(style=text, head_style=text, row_height=boxes.stamp, head_height=boxes.stamp_head, outer=0.8)


def _subject(view: ApprovalView, form: ApprovalForm, width: float) -> Table:
    label = form.boxes.label
    rows: Sequence[Row] = [[_label(form.subject), _named(view, form)]]
    return Table((Column(label), Column(width - label)), rows, look=_look(form, form.boxes.row * 1.4))


def _letter(view: ApprovalView, form: ApprovalForm) -> Letter:
    """What is asked, set as a letter's text is."""
    held = view.meeting
    (letter,) = to_each(
        (Addressee(name=""),),
        view.head,
        subject="",
        text=say(form.body, number=held.number, committee=held.committee),
        items=(
            Item(form.date, held.when(form.starts)),
            Item(form.place, held.venue or form.undecided),
            Item(form.agenda, "\n".join(view.topics) or form.refer),
            Item(form.sender, signed(view.head)),
            Item(form.to, say(form.to_text, count=view.members)),
            Item(form.attached, form.attached_text.strip()),
        ),
    )
    return letter
