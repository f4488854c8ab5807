"""傍聴要領: the rules for those who observe a meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers import running
from kyodo_desktop.papers.forms import Margins, Type, measure, say, shared, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.observing import FORM, Observers
from kyodo_desktop.papers.paper import MM, Occasion, Paper, Printed, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.running import Column, Passage
from kyodo_desktop.storage import Store

_PARAGRAPH: Final = re.compile(r"[0-9０-９]+\s")
_ITEM: Final = re.compile(r"（[0-9０-９]+）")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObserverRulesView:
    """The rules are the form's; only the committee's name is the register's."""

    committee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """The white of the page in millimetres; it shrinks to `least` of itself to save a page."""

    line: float = measure(4, 20)
    after_title: float = measure(0, 60)
    heading: float = measure(0, 20)
    least: float = measure(0.2, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObserverRulesForm:
    """The form's wording and geometry."""

    title: str = wording("committee")
    body: str = wording("committee", "capacity", "opens", "order")
    margins: Margins
    heading: Type
    text: Type
    spacing: Spacing
    observers: Observers = shared(FORM)  # noqa: RUF009 - a description of the field, not a value


class ObserverRules(Paper[ObserverRulesView, ObserverRulesForm]):
    """傍聴要領."""

    key: ClassVar = "observer_rules"
    title: ClassVar = mark("傍聴要領")
    form: ClassVar = "observer_rules.toml"
    public: ClassVar = True
    numbered: ClassVar = False
    takes: ClassVar = ()
    layout = ObserverRulesForm

    def compose(self, store: Store, occasion: Occasion) -> ObserverRulesView:  # noqa: ARG002
        return ObserverRulesView(committee=occasion.committee.name)

    def heading(self, view: ObserverRulesView, form: ObserverRulesForm) -> str:
        return say(form.title, committee=view.committee)

    def printed(self, view: ObserverRulesView, form: ObserverRulesForm) -> Iterator[Printed]:
        yield Printed(self.heading(view, form), form.heading.face, msg("傍聴要領の標題"))
        yield Printed("".join(_lines(view, form)), form.text.face, msg("傍聴要領の本文"))

    def draw(self, view: ObserverRulesView, page: Page, form: ObserverRulesForm) -> Iterator[Progress]:
        margins, heading = form.margins, style(form.heading)
        left, width = margins.left, page.width - margins.left - margins.right
        y = margins.top + title(page, left, margins.top, width, self.heading(view, form), heading)
        column = Column(left, width, margins.top, page.height - margins.bottom)
        yield from running.run(
            page, _passages(view, form), column, least=form.spacing.least, start=y + form.spacing.after_title
        )


def _lines(view: ObserverRulesView, form: ObserverRulesForm) -> tuple[str, ...]:
    rules = form.observers
    said = say(
        form.body,
        committee=view.committee,
        capacity=rules.capacity,
        opens=rules.opens,
        order=rules.order,
    )
    return tuple(line.strip() for line in said.splitlines() if line.strip())


def _passages(view: ObserverRulesView, form: ObserverRulesForm) -> list[Passage]:
    """A heading stands one character in, above its paragraph; numbers hang, items one character deeper."""
    look = style(form.text, line=max(form.spacing.line, form.text.size * MM))
    found: list[Passage] = []
    for line in _lines(view, form):
        if _ITEM.match(line):
            found.append(Passage(text=line, style=look, inset=3.0, indent=-2.0, role="LI"))
        elif _PARAGRAPH.match(line):
            found.append(Passage(text=line, style=look, inset=1.0, indent=-1.0))
        else:
            white = form.spacing.heading if found else 0.0
            found.append(Passage(text=line, style=look, inset=1.0, before=white, keep=True, role="H2"))
    return found
