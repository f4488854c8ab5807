"""開催通知: the notice that calls each member to a meeting, with the slip for the answer (出欠回答票)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers import lettersheet, wordletter, wordslip
from kyodo_desktop.papers.convened import Convened, before, convened, online_counts, topics
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
from kyodo_desktop.papers.letterheads import addressees, head_of_meeting, meeting_of, without_address
from kyodo_desktop.papers.paper import GoesOut, Occasion, Paper, Printed, Takes
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.replyslip import ReplySlip, Slips, SlipWords
from kyodo_desktop.papers.wordpieces import Written
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """Everything the notices show. `closed` are the days before the meeting on which the office is closed."""

    head: LetterHead
    to: tuple[Addressee, ...]
    meeting: Convened
    topics: tuple[str, ...]
    closed: frozenset[dt.date]
    online: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeForm:
    """The form's wording; what all letters have in common stands in a file of its own."""

    subject: str = wording("number", "committee")
    body: str = wording("number", "committee")
    date: str = wording()
    starts: str = wording("day", "time")
    place: str = wording()
    undecided: str = wording()
    agenda: str = wording()
    refer: str = wording()
    bring: str = wording()
    bring_text: str = wording()
    reply: str = wording()
    reply_text: str = wording("deadline")
    seal: str = option(*SEALS)
    window: bool
    list_agenda: bool
    reply_days: int = measure(0, 60)
    slip: SlipWords
    letter: LetterLook = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class Notice(Paper[NoticeView, NoticeForm]):
    """開催通知."""

    key: ClassVar = "notice"
    title: ClassVar = mark("開催通知・出欠回答票")
    form: ClassVar = "notice.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.MEETING, Takes.MEMBERS)
    goes_out: ClassVar = GoesOut.NUMBERED
    layout = NoticeForm

    def compose(self, store: Store, occasion: Occasion) -> NoticeView:
        meeting = meeting_of(occasion, "a notice")
        return NoticeView(
            head=head_of_meeting(store, occasion),
            to=addressees(store, occasion),
            meeting=convened(occasion.committee, meeting),
            topics=topics(store, occasion.committee.id, meeting.id),
            closed=before(store, occasion.committee.id, meeting.date),
            online=online_counts(store, occasion.committee.id, meeting.date),
        )

    def heading(self, view: NoticeView, form: NoticeForm) -> str:
        return say(form.subject, number=view.meeting.number, committee=view.meeting.committee)

    def printed(self, view: NoticeView, form: NoticeForm) -> Iterator[Printed]:
        yield from printed_batch(self._letters(view, form), form.letter)
        yield from _slips(view, form).printed([to.name for to in view.to])

    def notes(self, view: NoticeView, form: NoticeForm) -> tuple[Message, ...]:
        missing = without_address(view.to) if form.window else ()
        return missing if view.meeting.venue else (*missing, msg("会議の場所が登録されていません。"))

    def draw(self, view: NoticeView, page: Page, form: NoticeForm) -> Iterator[Progress]:
        slips = _slips(view, form)
        yield from lettersheet.batch(
            page, form.letter, self._letters(view, form), lambda letter: slips.draw(page, letter.to)
        )

    def word(self, view: NoticeView, form: NoticeForm) -> Written:
        """The same for Word."""
        slips = _slips(view, form)
        return wordletter.written(
            self.heading(view, form),
            self._letters(view, form),
            form.letter,
            lambda letter: wordslip.reply(slips, letter.to),
            wordslip.sorts(form.slip.body),
        )

    def _letters(self, view: NoticeView, form: NoticeForm) -> tuple[Letter, ...]:
        return to_each(
            view.to,
            view.head,
            subject=self.heading(view, form),
            text=say(form.body, number=view.meeting.number, committee=view.meeting.committee),
            items=_items(view, form),
            seal=form.seal,
            window=form.window,
        )


def _items(view: NoticeView, form: NoticeForm) -> tuple[Item, ...]:
    held = view.meeting
    topics = "\n".join(view.topics) if form.list_agenda and view.topics else form.refer
    return (
        Item(form.date, held.when(form.starts)),
        Item(form.place, held.venue or form.undecided),
        Item(form.agenda, topics),
        Item(form.bring, form.bring_text),
        Item(form.reply, say(form.reply_text, deadline=_deadline(view, form))),
    )


def _deadline(view: NoticeView, form: NoticeForm) -> str:
    return wareki.long_with_weekday(view.meeting.days_before(form.reply_days, view.closed))


def _slips(view: NoticeView, form: NoticeForm) -> Slips:
    slip = ReplySlip(
        committee=view.meeting.committee,
        number=view.meeting.number,
        when=view.meeting.when("{day}{time}"),
        deadline=_deadline(view, form),
        section=view.head.section,
        online=view.online,
        asked=asked_at(view.head, form.letter),
    )
    return Slips(form.slip, slip, form.letter)
