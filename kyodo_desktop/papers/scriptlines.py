"""The chair's script line by line: who says what at each item, by the form's words and the rules'."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kyodo_desktop.domain.numbering import spaced
from kyodo_desktop.domain.records import ItemKind, OfficeRole
from kyodo_desktop.papers.forms import say
from kyodo_desktop.papers.scriptform import Cue, ScriptForm
from kyodo_desktop.papers.scriptview import MEMBER, ScriptItem, ScriptView
from kyodo_desktop.papers.scriptvotes import vote
from kyodo_desktop.papers.scriptwords import Line, case, heading, note, said
from kyodo_desktop.services.speaking import NOBODY, ElectionSpoken

_OPENS: Final = "開会"
_CLOSES: Final = "閉会"
_BUSINESS: Final = (ItemKind.REPORT, ItemKind.DISCUSSION, ItemKind.DECISION)


def lines(view: ScriptView, form: ScriptForm) -> tuple[Line, ...]:
    """The whole script in order; no line is without words."""
    return tuple(line for line in _Writer(view, form).script() if line.text)


@dataclass(frozen=True, slots=True)
class _Clock:
    """The time an item is planned to begin, as items before it take theirs."""

    at: dt.time | None

    def after(self, minutes: int) -> _Clock:
        if self.at is None or not minutes:
            return _Clock(None)
        later = dt.datetime.combine(dt.date(2000, 1, 1), self.at) + dt.timedelta(minutes=minutes)
        return _Clock(later.time())


class _Writer:
    def __init__(self, view: ScriptView, form: ScriptForm) -> None:
        self.view = view
        self.form = form
        self.presider = ""  # as speaker; empty while the secretariat leads
        self.told_coming = False

    def script(self) -> Iterator[Line]:
        items = self.view.items
        first = items[0] if items and items[0].title == _OPENS else None
        last = items[-1] if len(items) > 1 and items[-1].title == _CLOSES else None
        clock, told = _Clock(self.view.starts_at), _Clock(None)
        if first is None:
            yield heading(self.form.opening.heading, clock.at)
            yield from self._opening()
            clock = clock.after(self.form.minutes.procedure)
        for item in items:
            clock = _Clock(item.began_at or clock.at)
            shown = None if clock == told else clock.at
            told = clock
            yield heading(f"{item.number}\u3000{spaced(item.title)}", shown)
            yield from self._item(item, opens=item is first, closes=item is last)
            minutes = self._minutes(item)
            clock = clock if minutes is None else clock.after(minutes)
        if last is None:
            yield heading(self.form.closing.heading, clock.at)
            yield from self._closing()

    def _minutes(self, item: ScriptItem) -> int | None:
        """How long an item is planned to take; nothing for a heading, which others stand under."""
        planned = self.form.minutes
        return {
            ItemKind.HEADING: None,
            ItemKind.PROCEDURE: planned.procedure,
            ItemKind.ELECTION: planned.election,
            ItemKind.REPORT: planned.report,
            ItemKind.DISCUSSION: planned.discussion,
            ItemKind.DECISION: planned.decision,
        }[item.kind]

    def _item(self, item: ScriptItem, *, opens: bool, closes: bool) -> Iterator[Line]:
        if opens:
            yield from self._opening()
        elif closes:
            yield from self._closing()
        elif item.kind is ItemKind.ELECTION:
            yield from self._election(item)
        elif item.kind is ItemKind.PROCEDURE:
            yield from self._procedure(item)
        else:
            yield from self._take_the_chair(item)
            if item.kind in _BUSINESS:
                yield from self._business(item)

    # --- opening and closing

    def _opening(self) -> Iterator[Line]:
        form, view, office = self.form.opening, self.view, self.form.speakers.secretariat
        quorum = view.quorum
        yield said(office, say(form.opens, number=view.number, committee=view.committee))
        if quorum.report:
            yield said(office, quorum.report)
        notes = {"counted": form.counted, "foreseen": form.foreseen}
        blank = say(form.blank, needed=quorum.needed, article=quorum.article)
        yield note(notes.get(quorum.figures, blank))
        yield note(quorum.warning)
        if view.absent:
            yield note(say(form.absent, names="、".join(view.absent)))
        if view.materials:
            yield said(office, form.materials)
            for one in view.materials:
                apart = form.apart if one.apart else ""
                yield note(say(form.material, number=one.number, title=one.title) + apart)
            yield said(office, form.lacking)
        for name, opinion in view.opinions:
            yield said(office, say(form.opinion, name=name))
            yield note(opinion)

    def _closing(self) -> Iterator[Line]:
        form, view, office = self.form.closing, self.view, self.form.speakers.secretariat
        if self.presider and self.presider != office:
            yield said(self.presider, form.ends)
        if not self.told_coming:
            yield said(office, self._coming())
        yield said(office, say(form.closes, number=view.number, committee=view.committee))

    def _coming(self) -> str:
        form = self.form.closing
        return say(form.coming, when=self.view.coming) if self.view.coming else form.coming_unknown

    # --- the chair

    def _speaker(self, item: ScriptItem) -> str:
        """How the presiding member is called as a speaker."""
        view, speakers = self.view, self.form.speakers
        if item.said.presiding == "provisional":
            return speakers.secretariat if view.way == "secretariat" else speakers.provisional
        return view.chair if item.said.presiding == "chair" else view.vice

    def _take_the_chair(self, item: ScriptItem) -> Iterator[Line]:
        """Whoever presides is called to the chair, once."""
        presider, office = self._speaker(item), self.form.speakers.secretariat
        if presider == self.presider:
            return
        if item.said.presiding == "provisional":
            yield from self._provisional()
        elif self.presider in ("", office):
            form = self.form.chairing
            deputy = item.said.presiding == "vice_chair"
            yield note(f"（{item.said.why}）" if deputy else "")
            article = self.view.deputy if deputy else self.view.presides
            called = say(form.called, article=article, presider=presider)
            yield said(office, called)
            yield said(presider, say(form.accepted, presider=presider))
        else:
            yield note(f"（{item.said.why}）" if item.said.why else "")
        self.presider = presider

    def _provisional(self) -> Iterator[Line]:
        view, form, speakers = self.view, self.form.chairing, self.form.speakers
        if view.way == "secretariat":
            yield said(speakers.secretariat, say(form.secretariat, chair=view.chair))
            return
        name = view.provisional or f"{NOBODY}{MEMBER}"
        words = form.eldest if view.way == "eldest" else form.chosen
        yield said(speakers.secretariat, say(words, chair=view.chair, name=name))
        yield said(speakers.floor, self.form.voting.voices)
        yield said(speakers.secretariat, say(form.thanked, name=name))

    # --- elections

    def _election(self, item: ScriptItem) -> Iterator[Line]:
        yield from self._take_the_chair(item)
        form = self.form.electing
        for place, one in enumerate(item.said.elections):
            if place == 0:
                offices = "及び".join(each.office for each in item.said.elections)
                begins = say(
                    form.begins, item=item.number, title=item.title, office=offices, article=one.article
                )
                yield said(self.presider, begins)
            else:
                yield said(self.presider, say(form.follows, office=one.office))
            yield from self._ballot(one) if one.by_ballot else self._nomination(one)
            if one.role is OfficeRole.CHAIR:
                yield from self._hand_over(item)

    def _nomination(self, one: ElectionSpoken) -> Iterator[Line]:
        form, speakers = self.form.electing, self.form.speakers
        nominee = f"{NOBODY}{MEMBER}"
        yield said(speakers.floor, form.entrusted)
        if self.presider != speakers.secretariat:
            yield said(self.presider, form.asked)
        yield said(speakers.secretariat, say(form.proposed, office=one.office, nominee=nominee))
        yield said(self.presider, say(form.agreed, office=one.office, nominee=nominee))
        yield said(speakers.floor, self.form.voting.voices)
        yield said(self.presider, one.announced)
        yield case(self.form.voting.objected)
        yield replace(said(self.presider, form.objected), inset=True)
        yield replace(note(f"（{one.objected}）"), inset=True)
        yield from (replace(line, inset=True) for line in self._ballot(one))

    def _ballot(self, one: ElectionSpoken) -> Iterator[Line]:
        form = self.form.electing
        yield said(self.presider, say(form.balloted, office=one.office))
        yield note(form.ballots)
        yield said(self.presider, one.balloted)
        yield note(form.lot)

    def _hand_over(self, item: ScriptItem) -> Iterator[Line]:
        """The chair elected takes the chair from whoever had it."""
        form, view = self.form.chairing, self.view
        if item.said.presiding != "chair":
            yield said(self.presider, say(form.handed, chair=view.chair))
            yield note(say(form.seated, chair=view.chair))
            self.presider = view.chair

    # --- the other items

    def _procedure(self, item: ScriptItem) -> Iterator[Line]:
        form, office = self.form.procedure, self.form.speakers.secretariat
        speaker = self.presider or office
        cues = (form.ceremony, form.greeting, form.introductions, form.coming, form.others)
        cue = next((one for one in cues if _matches(one, item.title)), None)
        if cue is None:
            yield said(speaker, say(form.say, item=item.number, title=item.title))
            return
        if cue is not form.coming or speaker != office:
            yield said(speaker, say(cue.say, item=item.number, title=item.title))
        yield note(cue.note)
        if cue is form.coming or (cue is form.others and not self.told_coming and self._comes_last(item)):
            self.told_coming = True
            yield said(office, self._coming())

    def _comes_last(self, item: ScriptItem) -> bool:
        """Whether no later item is about the next meeting."""
        after = self.view.items[self.view.items.index(item) + 1 :]
        return not any(_matches(self.form.procedure.coming, one.title) for one in after)

    def _business(self, item: ScriptItem) -> Iterator[Line]:
        form, office = self.form.business, self.form.speakers.secretariat
        yield said(self.presider, say(form.begins, item=item.number, title=item.title))
        named = "、".join(item.materials)
        yield said(office, say(form.explained, materials=named) if named else form.explained_bare)
        yield said(self.presider, form.questions)
        yield note(form.answers)
        if item.kind is ItemKind.DISCUSSION:
            yield said(self.presider, form.opinions)
            yield note(form.deliberated)
        if item.said.votes:
            yield said(self.presider, form.decision_ends)
            for one in item.said.votes:
                yield from vote(one, self.presider, self.form)
        elif item.kind is ItemKind.DISCUSSION:
            yield said(self.presider, form.discussion_ends)
        else:
            yield said(self.presider, form.report_ends)
            yield note(form.report_note)


def _matches(cue: Cue, title: str) -> bool:
    return any(word in title for word in cue.match.split("・") if word)
