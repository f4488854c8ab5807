"""A letter (公文書): what every one carries, and the wording and geometry that all have in common.

`lettersheet` sets it on pages. Wording of one kind of letter stands in that paper's own form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kyodo_desktop.domain import wareki
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.forms import Margins, Type, measure, option, say, wording
from kyodo_desktop.papers.paper import THE_FORM, Printed
from kyodo_desktop.papers.press.style import Digits, with_digits

FORM: Final = "letter.toml"
WIDE_SPACE: Final = "\u3000"
SEALS: Final = ("omitted", "sealed", "none")
"""（公印省略）, a place for the seal, or neither."""
Suffix = Literal["person", "body", "none"]
"""様, 御中, or nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterHead:
    """What every letter carries: number and date, neither of which a draft has, its sender, whom to ask.

    `reference` is a number that isn't of this register's counter, printed as it is on record.
    """

    sender_title: str
    sender: str = ""
    prefix: str = ""
    number: int | None = None
    reference: str = ""
    date: dt.date | None = None
    section: str = ""
    person: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom a letter is for (宛先): `body` stands over the name, `title` before it.

    Postcode and address are printed where the letter goes into a window envelope, and nowhere else.
    """

    name: str
    body: str = ""
    title: str = ""
    suffix: Suffix = "person"
    postcode: str = ""
    address: str = ""
    base_form: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One of the numbered items under 記: its heading (日時) and what it says, on a line or more."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter to one addressee. `subject` ends with its kind（通知）; 記 stands where there are items."""

    head: LetterHead
    to: Addressee
    subject: str
    body: tuple[str, ...]
    items: tuple[Item, ...] = ()
    seal: str = "omitted"
    window: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """How far lines stand in, in characters."""

    date: float = measure(0, 10)
    address: float = measure(0, 10)
    name: float = measure(0, 10)
    sender: float = measure(0, 10)
    title: float = measure(0, 10)
    item: float = measure(0, 10)
    contact: float = measure(0, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """The white above each part of a letter, in millimetres; it shrinks to `least` to save a page."""

    line: float = measure(3, 20)
    address: float = measure(0, 60)
    sender: float = measure(0, 60)
    title: float = measure(0, 60)
    text: float = measure(0, 60)
    paragraph: float = measure(0, 40)
    record: float = measure(0, 60)
    item: float = measure(0, 40)
    contact: float = measure(0, 60)
    least: float = measure(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Where the window of an envelope shows the folded letter, in millimetres from the page's corner."""

    left: float = measure(5, 150)
    top: float = measure(5, 100)
    width: float = measure(30, 150)
    height: float = measure(15, 80)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLook:
    """What all letters have in common; a letter's form has it as `letter: LetterLook = shared(FORM)`."""

    numbered: str = wording("prefix", "number")
    unnumbered: str = wording("prefix")
    prefix: str = wording()
    undated: str = wording()
    person: str = wording()
    body_suffix: str = wording()
    omitted: str = wording()
    seal: str = wording()
    record: str = wording()
    contact: str = wording()
    phone: str = wording("phone")
    fax: str = wording("fax")
    email: str = wording("email")
    digits: Digits = option("half", "full", "one_full")  # noqa: RUF009 - a field's description, not a value
    margins: Margins
    body: Type
    heading: Type
    places: Places
    spacing: Spacing
    window: Window


def to_each(
    to: Sequence[Addressee],
    head: LetterHead,
    *,
    subject: str,
    text: str,
    items: tuple[Item, ...] = (),
    seal: str = "omitted",
    window: bool = False,
) -> tuple[Letter, ...]:
    """The same letter to each of `to`; a paragraph for each line of `text`, no item without words."""
    body = tuple(line for line in text.splitlines() if line.strip())
    said = tuple(item for item in items if item.text)
    return tuple(
        Letter(head=head, to=one, subject=subject, body=body, items=said, seal=seal, window=window)
        for one in to
    )


def number_and_date(head: LetterHead, look: LetterLook) -> tuple[str, str]:
    """川協発第12号 and 令和7年10月15日; what a draft lacks is left blank."""
    prefix = head.prefix or look.prefix
    if head.reference:
        number = head.reference
    elif head.number is None:
        number = say(look.unnumbered, prefix=prefix)
    else:
        number = say(look.numbered, prefix=prefix, number=head.number)
    date = look.undated if head.date is None else wareki.long(head.date)
    return with_digits(number, look.digits), with_digits(date, look.digits)


def addressed(to: Addressee, look: LetterLook) -> tuple[str, ...]:
    """The lines of an addressee: 川口市協働推進委員会, then 委員　梶原　純　様."""
    suffix = {"person": look.person, "body": look.body_suffix, "none": ""}[to.suffix]
    name = WIDE_SPACE.join(part for part in (to.title, wide(to.name), suffix) if part)
    return (to.body, name) if to.body else (name,)


def signed(head: LetterHead) -> str:
    """川口市長　奥ノ木　信夫; the title alone where no name is on record."""
    return WIDE_SPACE.join(part for part in (head.sender_title, wide(head.sender)) if part)


def asked_at(head: LetterHead, look: LetterLook) -> tuple[str, ...]:
    """The lines that say whom to ask; none where nothing is on record."""
    who = WIDE_SPACE.join(part for part in (head.section, wide(head.person)) if part)
    ways = (
        say(look.phone, phone=head.phone) if head.phone else "",
        say(look.fax, fax=head.fax) if head.fax else "",
        say(look.email, email=head.email) if head.email else "",
    )
    lines = [line for line in (who, *ways) if line]
    return (look.contact + lines[0], *lines[1:]) if lines else ()


def wide(name: str) -> str:
    """A name with a full-width space between its words, as a letter writes it; its glyphs are untouched."""
    return WIDE_SPACE.join(name.split(" ")) if name else ""


def printed(letter: Letter, look: LetterLook) -> Iterator[Printed]:
    """Every text of a letter."""
    head, face = letter.head, look.body.face
    yield from printed_to(letter.to, look)
    yield Printed("".join(number_and_date(head, look)), face, msg("文書番号と日付"))
    yield Printed(signed(head), face, msg("発信者"))
    yield Printed(letter.subject, look.heading.face, msg("通知の標題"))
    yield Printed("".join(letter.body), face, msg("通知の本文"))
    for item in letter.items:
        yield Printed(item.label + item.text, face, msg("記書きの「{label}」", label=item.label))
    yield Printed("".join(asked_at(head, look)), face, msg("担当"))
    shown = look.omitted + look.seal + look.record + "0123456789" + "０１２３４５６７８９"
    yield Printed(shown, face, msg(THE_FORM))


def printed_batch(letters: Sequence[Letter], look: LetterLook) -> Iterator[Printed]:
    """Every text of letters that differ only in whom they are for."""
    if letters:
        yield from printed(letters[0], look)
    for letter in letters[1:]:
        yield from printed_to(letter.to, look)


def printed_to(to: Addressee, look: LetterLook) -> Iterator[Printed]:
    """Every text of an addressee."""
    face = look.body.face
    named = wide(to.name)
    yield Printed(named, face, msg("宛先 {name} の氏名", name=to.name), to.base_form)
    rest = "".join((to.body, to.title, to.postcode, to.address, look.person, look.body_suffix, "〒"))
    yield Printed(rest, face, msg("宛先 {name} の住所・所属", name=to.name))
