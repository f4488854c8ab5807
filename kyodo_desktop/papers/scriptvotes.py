"""What is said to put a motion to the vote: 異議なし first, then hands, then by name, and on a tie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kyodo_desktop.domain.records import VoteMethod
from kyodo_desktop.papers.forms import say
from kyodo_desktop.papers.scriptform import ScriptForm
from kyodo_desktop.papers.scriptwords import Line, case, note, said
from kyodo_desktop.services.speaking import VoteSpoken


def vote(one: VoteSpoken, presider: str, form: ScriptForm) -> Iterator[Line]:
    """A motion by its method, and by those that follow where it doesn't settle the matter."""
    words, speakers = form.voting, form.speakers
    if one.method is VoteMethod.NO_OBJECTION:
        yield said(presider, say(words.no_objection, motion=one.wording))
        yield said(speakers.floor, words.voices)
        yield said(presider, one.agreed)
        yield case(words.objected)
        yield from _inset(_counted(one, presider, form, VoteMethod.HANDS))
        return
    if one.method in (VoteMethod.HANDS, VoteMethod.STANDING):
        yield from _counted(one, presider, form, one.method)
        return
    asked = words.named if one.method is VoteMethod.NAMED else words.ballot
    yield from _collected(one, presider, form, asked)
    yield from _result(one, presider, form)


def _counted(one: VoteSpoken, presider: str, form: ScriptForm, method: VoteMethod) -> Iterator[Line]:
    """By hands or by standing; where that isn't clear, by name."""
    words, standing = form.voting, method is VoteMethod.STANDING
    yield said(presider, say(words.standing if standing else words.hands, motion=one.wording))
    yield note(words.ayes)
    yield said(presider, words.noes_standing if standing else words.noes_by_hands)
    yield note(words.noes)
    yield from _result(one, presider, form)
    yield case(words.unclear)
    yield from _inset(_collected(one, presider, form, words.named))


def _collected(one: VoteSpoken, presider: str, form: ScriptForm, asked: str) -> Iterator[Line]:
    yield said(presider, say(asked, motion=one.wording))
    yield note(form.voting.collected)


def _result(one: VoteSpoken, presider: str, form: ScriptForm) -> Iterator[Line]:
    """How many are needed, and what is announced for each outcome."""
    words = form.voting
    needed = say(words.needed, present=one.present, needed=one.needed, share=one.share, article=one.article)
    yield note(needed)
    yield said(presider, say(words.carried, share=one.share))
    yield said(presider, say(words.not_carried, share=one.share))
    if one.ties:
        yield case(words.tied)
        yield from (replace(said(presider, tie), inset=True) for tie in one.ties)


def _inset(lines: Iterator[Line]) -> Iterator[Line]:
    return (replace(line, inset=True) for line in lines)
