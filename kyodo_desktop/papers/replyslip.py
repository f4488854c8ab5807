"""出欠回答票: the slip that a member sends back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import fillin
from kyodo_desktop.papers.fillin import Blank
from kyodo_desktop.papers.forms import Margins, Type, measure, say, wording
from kyodo_desktop.papers.layout import title
from kyodo_desktop.papers.letter import Addressee, LetterLook, wide
from kyodo_desktop.papers.paper import MM, Printed, style
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.style import Digits, with_digits


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplySlip:
    """What all slips of a meeting show."""

    committee: str
    number: int
    when: str
    deadline: str
    section: str = ""
    online: bool = False
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """The boxes' measures in millimetres."""

    label: float = measure(15, 80)
    row: float = measure(8, 60)
    opinion: float = measure(8, 120)
    need: float = measure(8, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipWords:
    """The slip's wording and geometry."""

    title: str = wording("number", "committee")
    to: str = wording("section")
    meeting: str = wording("when")
    deadline: str = wording("deadline")
    name: str = wording()
    attendance: str = wording()
    choices: str = wording()
    choices_online: str = wording()
    opinion: str = wording()
    opinion_hint: str = wording()
    need: str = wording()
    need_hint: str = wording()
    affiliation: str = wording()
    account: str = wording()
    change: str = wording()
    return_to: str = wording()
    margins: Margins
    heading: Type
    body: Type
    boxes: Boxes


class Slips:
    """The slips of a batch, alike but for the member's name."""

    def __init__(self, words: SlipWords, slip: ReplySlip, look: LetterLook) -> None:
        self.words = words
        self.slip = slip
        self.digits: Digits = look.digits
        self.look = style(words.body)

    def draw(self, page: Page, to: Addressee) -> None:
        """One slip, from the top of the page being drawn."""
        words, margins = self.words, self.words.margins
        left, width = margins.left, page.width - margins.left - margins.right
        y = margins.top + self._top(page, width)
        page.once(("slip", self.slip), lambda: self._heading(page, left, width))
        name = Blank(words.name, wide(to.name), words.boxes.row)
        y = fillin.draw(page, left, y, width, words.boxes.label, (name,), self.look)
        page.once(("boxes", self.slip, y), lambda: self._boxes(page, left, y, width))

    def _top(self, page: Page, width: float) -> float:
        """The height of what stands above the boxes, in millimetres."""
        words = self.words
        em, lines = self.look.size * MM, 2 if self.slip.section else 1
        heading = style(words.heading)
        tall = heading.size * MM
        if page.text_width(self.heading(), heading) * 0.8 > width:
            tall = page.height_of(self.heading(), width, heading.sized(heading.size * 0.8))
        return tall + 3 * em + (lines + 1) * self.look.line * MM

    def heading(self) -> str:
        """The slip's title."""
        said = say(self.words.title, number=self.slip.number, committee=self.slip.committee)
        return with_digits(said, self.digits)

    def _heading(self, page: Page, left: float, width: float) -> None:
        words, slip, look = self.words, self.slip, self.look
        y = words.margins.top
        y += title(page, left, y, width, self.heading(), style(words.heading)) + 2 * look.size * MM
        lines = [say(words.to, section=slip.section)] if slip.section else []
        lines.append(with_digits(say(words.meeting, when=slip.when), self.digits))
        for line in lines:
            page.text(left, y, line, look, width=width)
            y += look.line * MM
        said = with_digits(say(words.deadline, deadline=slip.deadline), self.digits)
        page.text(left, y, said, look, "right", width)

    def _boxes(self, page: Page, left: float, y: float, width: float) -> None:
        """What is filled in, and where the slip goes."""
        words, slip, look = self.words, self.slip, self.look
        y = fillin.draw(page, left, y, width, words.boxes.label, self.blanks(), look)
        if slip.asked:
            text = "\n".join((words.return_to, *slip.asked))
            page.paragraph(left, y + look.size * MM, width, text, look, "left")

    def blanks(self) -> tuple[Blank, ...]:
        """What is filled in below the name."""
        words, boxes = self.words, self.words.boxes
        choices = words.choices_online if self.slip.online else words.choices
        return (
            Blank(words.attendance, choices, boxes.row),
            Blank(words.opinion, words.opinion_hint, boxes.opinion, top=True),
            Blank(words.need, words.need_hint, boxes.need, top=True),
            Blank(words.affiliation, words.change, boxes.row),
            Blank(words.account, words.change, boxes.row),
        )

    def printed(self, names: Sequence[str]) -> Iterator[Printed]:
        """Every text of the slips."""
        words, slip = self.words, self.slip
        yield Printed(self.heading(), words.heading.face, msg("出欠回答票の標題"))
        said = "".join(blank.label + blank.text for blank in self.blanks())
        said += (
            words.name
            + say(words.to, section=slip.section)
            + slip.when
            + "".join(slip.asked)
            + words.return_to
        )
        face = words.body.face
        yield Printed(said + say(words.deadline, deadline=slip.deadline), face, msg("出欠回答票の文言"))
        yield Printed("0123456789０１２３４５６７８９", face, msg("出欠回答票の文言"))
        for name in names:
            yield Printed(wide(name), face, msg("宛先 {name} の氏名", name=name))
