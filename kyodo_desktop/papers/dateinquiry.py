"""日程照会票: asks each member which of the candidate dates would suit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.domain import wareki, workdays
from kyodo_desktop.domain.records import CandidateDate
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers import lettersheet, wordletter, wordslip
from kyodo_desktop.papers.dateslip import DateSlip, DateSlips, DateSlipWords, Offered
from kyodo_desktop.papers.forms import measure, option, say, shared, wording
from kyodo_desktop.papers.letter import (
    FORM,
    SEALS,
    Addressee,
    Item,
    Letter,
    LetterHead,
    LetterLook,
    asked_at,
    printed_batch,
    to_each,
)
from kyodo_desktop.papers.letterheads import addressees, head_on, without_address
from kyodo_desktop.papers.paper import GoesOut, Occasion, Paper, Printed, Takes
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.wordpieces import Written
from kyodo_desktop.services import meetings
from kyodo_desktop.services.correspondence import closed_before
from kyodo_desktop.storage import Store

_AHEAD: Final = 60
"""How many days after the letter's the days are known on which the office is closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInquiryView:
    """Everything the letters and their slips show. `closed`: when the office is, from the letter's day on."""

    head: LetterHead
    to: tuple[Addressee, ...]
    committee: str
    number: int
    dates: tuple[Offered, ...]
    closed: frozenset[dt.date]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInquiryForm:
    """The form's wording; what all letters have in common stands in a file of its own."""

    subject: str = wording("number", "committee")
    body: str = wording("number", "committee")
    dates: str = wording()
    dates_text: str = wording("count")
    dates_blank: str = wording()
    reply: str = wording()
    reply_text: str = wording("deadline")
    remark: str = wording()
    remark_text: str = wording()
    deadline_blank: str = wording()
    seal: str = option(*SEALS)
    window: bool
    reply_days: int = measure(0, 60)
    slip: DateSlipWords
    letter: LetterLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class DateInquiry(Paper[DateInquiryView, DateInquiryForm]):
    """日程照会票."""

    key: ClassVar = "date_inquiry"
    title: ClassVar = mark("日程照会票")
    form: ClassVar = "date_inquiry.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.MEETING, Takes.MEMBERS)
    goes_out: ClassVar = GoesOut.NUMBERED
    layout = DateInquiryForm

    def compose(self, store: Store, occasion: Occasion) -> DateInquiryView:
        committee, written = occasion.committee, occasion.sending
        known, number = asked(store, occasion)
        until = written.on + dt.timedelta(days=_AHEAD) if written else None
        return DateInquiryView(
            head=head_on(store, occasion, known[0].date if known else occasion.day),
            to=addressees(store, occasion),
            committee=committee.name,
            number=number,
            dates=tuple(offered(one) for one in known),
            closed=closed_before(store, committee.id, until, _AHEAD) if until else frozenset(),
        )

    def heading(self, view: DateInquiryView, form: DateInquiryForm) -> str:
        return say(form.subject, number=view.number, committee=view.committee)

    def printed(self, view: DateInquiryView, form: DateInquiryForm) -> Iterator[Printed]:
        yield from printed_batch(self._letters(view, form), form.letter)
        yield from _slips(view, form).printed([to.name for to in view.to])

    def notes(self, view: DateInquiryView, form: DateInquiryForm) -> tuple[Message, ...]:
        missing = without_address(view.to) if form.window else ()
        return missing if view.dates else (*missing, msg("候補日が登録されていません。"))

    def draw(self, view: DateInquiryView, page: Page, form: DateInquiryForm) -> Iterator[Progress]:
        slips = _slips(view, form)
        yield from lettersheet.batch(
            page, form.letter, self._letters(view, form), lambda letter: slips.draw(page, letter.to)
        )

    def word(self, view: DateInquiryView, form: DateInquiryForm) -> Written:
        """The same for Word."""
        slips = _slips(view, form)
        return wordletter.written(
            self.heading(view, form),
            self._letters(view, form),
            form.letter,
            lambda letter: wordslip.dates(slips, letter.to),
            wordslip.sorts(form.slip.body),
        )

    def _letters(self, view: DateInquiryView, form: DateInquiryForm) -> tuple[Letter, ...]:
        dates = say(form.dates_text, count=len(view.dates)) if view.dates else form.dates_blank
        return to_each(
            view.to,
            view.head,
            subject=self.heading(view, form),
            text=say(form.body, number=view.number, committee=view.committee),
            items=(
                Item(form.dates, dates),
                Item(form.reply, say(form.reply_text, deadline=_deadline(view, form))),
                Item(form.remark, form.remark_text),
            ),
            seal=form.seal,
            window=form.window,
        )


def asked(store: Store, occasion: Occasion) -> tuple[tuple[CandidateDate, ...], int]:
    """The dates that are asked about, and the number of the meeting that they are for.

    Where nothing is being asked, the dates that the occasion's meeting came of.
    """
    committee, meeting = occasion.committee.id, occasion.meeting
    known = meetings.candidates(store, committee)
    if known or meeting is None:
        day = known[0].date if known else occasion.day
        return known, meetings.next_number(store, committee, day)
    return meetings.candidates(store, committee, meeting.id), meeting.number


def offered(one: CandidateDate) -> Offered:
    """A candidate date as papers name it."""
    return Offered(one.date, one.starts_at, " ".join(one.venue.split()))


def _deadline(view: DateInquiryView, form: DateInquiryForm) -> str:
    """The day by which to answer, counted from the letter's; blank in a draft."""
    if view.head.date is None:
        return form.deadline_blank
    day = view.head.date + dt.timedelta(days=form.reply_days)
    return wareki.long_with_weekday(
        workdays.on_or_before(day, lambda one: "closed" if one in view.closed else "")
    )


def _slips(view: DateInquiryView, form: DateInquiryForm) -> DateSlips:
    slip = DateSlip(
        committee=view.committee,
        number=view.number,
        deadline=_deadline(view, form),
        dates=view.dates,
        section=view.head.section,
        asked=asked_at(view.head, form.letter),
    )
    return DateSlips(form.slip, slip, form.letter)
