"""開催のお知らせ: tells the public, about a week ahead, of a meeting that it may observe."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from kyodo_desktop.domain.records import Contact
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers import fillin
from kyodo_desktop.papers.convened import Convened, convened, topics
from kyodo_desktop.papers.fillin import Blank
from kyodo_desktop.papers.forms import Margins, Type, measure, say, shared, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.letterheads import meeting_of
from kyodo_desktop.papers.observing import FORM, Observers
from kyodo_desktop.papers.paper import MM, Occasion, Paper, Printed, one_page, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.services.correspondence import contact_on
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementView:
    """Everything the announcement shows; of whom to ask, the section and its public lines alone."""

    meeting: Convened
    topics: tuple[str, ...]
    section: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """The boxes' measures in millimetres."""

    label: float = measure(15, 80)
    row: float = measure(8, 40)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementForm:
    """The form's wording and geometry."""

    title: str = wording("number", "committee")
    body: str = wording("number", "committee")
    name: str = wording()
    named: str = wording("number", "committee")
    date: str = wording()
    starts: str = wording("day", "time")
    place: str = wording()
    undecided: str = wording()
    agenda: str = wording()
    refer: str = wording()
    open: str = wording()
    open_text: str = wording()
    capacity: str = wording()
    capacity_text: str = wording("capacity", "order")
    reception: str = wording()
    reception_text: str = wording("opens")
    reception_untimed: str = wording()
    section: str = wording()
    phone: str = wording("phone")
    fax: str = wording("fax")
    email: str = wording("email")
    note: str = wording()
    margins: Margins
    heading: Type
    body_type: Type
    boxes: Boxes
    observers: Observers = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class Announcement(Paper[AnnouncementView, AnnouncementForm]):
    """開催のお知らせ."""

    key: ClassVar = "announcement"
    title: ClassVar = mark("開催のお知らせ")
    form: ClassVar = "announcement.toml"
    public: ClassVar = True
    numbered: ClassVar = False
    layout = AnnouncementForm

    def compose(self, store: Store, occasion: Occasion) -> AnnouncementView:
        meeting, committee = meeting_of(occasion, "an announcement"), occasion.committee
        contact = contact_on(store, committee.id, meeting.date)
        view = AnnouncementView(
            meeting=convened(committee, meeting),
            topics=topics(store, committee.id, meeting.id),
            section=committee.section,
        )
        return view if contact is None else _asked(view, contact)

    def heading(self, view: AnnouncementView, form: AnnouncementForm) -> str:
        return say(form.title, number=view.meeting.number, committee=view.meeting.committee)

    def printed(self, view: AnnouncementView, form: AnnouncementForm) -> Iterator[Printed]:
        yield Printed(self.heading(view, form), form.heading.face, msg("お知らせの標題"))
        face = form.body_type.face
        for blank in _rows(view, form):
            yield Printed(blank.label + blank.text, face, msg("お知らせの「{label}」", label=blank.label))
        yield Printed(_opening(view, form) + form.note, face, msg("お知らせの本文"))

    def notes(self, view: AnnouncementView, form: AnnouncementForm) -> tuple[Message, ...]:  # noqa: ARG002
        return () if view.meeting.venue else (msg("会議の場所が登録されていません。"),)

    def draw(self, view: AnnouncementView, page: Page, form: AnnouncementForm) -> Iterator[Progress]:
        margins, look = form.margins, style(form.body_type)
        left, width, em = margins.left, page.width - margins.left - margins.right, look.size * MM
        y = margins.top
        y += title(page, left, y, width, self.heading(view, form), style(form.heading)) + 2.5 * em
        y += page.paragraph(left, y, width, _opening(view, form), look, indent=1.0) + em
        y = fillin.pour(page, left, y, width, form.boxes.label, _rows(view, form), look, margins)
        if y + page.height_of(form.note, width, look) + em > page.height - margins.bottom:
            page.new_page()
            y = margins.top
        page.paragraph(left, y + em, width, form.note, look, indent=1.0)
        yield one_page(page.number, page.number)


def _asked(view: AnnouncementView, contact: Contact) -> AnnouncementView:
    return replace(view, section=contact.section, phone=contact.phone, fax=contact.fax, email=contact.email)


def _opening(view: AnnouncementView, form: AnnouncementForm) -> str:
    said = say(form.body, number=view.meeting.number, committee=view.meeting.committee)
    return "\n".join(line for line in said.splitlines() if line.strip())


def _rows(view: AnnouncementView, form: AnnouncementForm) -> tuple[Blank, ...]:
    held, rules = view.meeting, form.observers
    where = [
        view.section,
        say(form.phone, phone=view.phone) if view.phone else "",
        say(form.fax, fax=view.fax) if view.fax else "",
        say(form.email, email=view.email) if view.email else "",
    ]
    reception = form.reception_untimed
    if held.starts_at is not None:
        reception = say(form.reception_text, opens=rules.opening(held.starts_at))
    said = (
        (form.name, say(form.named, number=held.number, committee=held.committee)),
        (form.date, held.when(form.starts)),
        (form.place, held.venue or form.undecided),
        (form.agenda, "\n".join(view.topics) or form.refer),
        (form.open, form.open_text),
        (form.capacity, say(form.capacity_text, capacity=rules.capacity, order=rules.order)),
        (form.reception, reception),
        (form.section, "\n".join(line for line in where if line)),
    )
    return tuple(Blank(label, text, form.boxes.row) for label, text in said if text)
