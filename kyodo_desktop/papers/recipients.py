"""Whom labels and envelopes are for: the members of a day, with addresses that only the office may see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from kyodo_desktop.domain.records import Appointment, Selection
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.letter import Addressee
from kyodo_desktop.papers.paper import Occasion, Printed
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.style import Style
from kyodo_desktop.services import correspondence
from kyodo_desktop.storage import Store

MARK: Final = "〒"
_POSTCODE: Final = re.compile("([0-9]{3})-?([0-9]{4})")
_NOTHING: Final = str.maketrans("", "", " \u3000〒")


def members(store: Store, occasion: Occasion) -> tuple[Addressee, ...]:
    """The members on the occasion's day, or those that its letters go to, in the roster's order.

    Who came by a public call (公募) belongs to no organisation.
    """
    lines = correspondence.recipients(store, occasion.committee.id, occasion.day, occasion.to)
    seats = store.find_in(Appointment, "id", [line.appointment for line in lines])
    called_up = {one.id for one in seats if one.selection is Selection.PUBLIC_CALL}
    found: list[Addressee] = []
    for line in lines:
        person, belongs, called = line.person, line.affiliation, line.appointment in called_up
        found.append(
            Addressee(
                name=line.name.name,
                body=belongs.organisation if belongs and not called else "",
                title=belongs.post if belongs and not called else "",
                postcode=postcode(person.postcode),
                address=" ".join(person.address.split()),
                base_form=line.name.base_form_accepted,
            )
        )
    return tuple(found)


def postcode(text: str) -> str:
    """A postcode as 332-8601, however it was typed; what isn't seven figures stays as it is."""
    plain = re.sub("[‐‑–—−ー―]", "-", unicodedata.normalize("NFKC", text)).translate(_NOTHING)
    found = _POSTCODE.fullmatch(plain)
    return f"{found[1]}-{found[2]}" if found else text.strip()


def organisation(to: Addressee, omitted: str) -> str:
    """Where somebody belongs, unless the form says (a・b) that it isn't written on the outside."""
    return "" if to.body in omitted.split("・") else to.body


def parted(page: Page, address: str, look: Style, width: float) -> str:
    """An address too long for one line begins another at its building, which stands after a space."""
    if " " not in address or page.text_width(address, look) <= width:
        return address
    return "\n".join(address.split(" ", 1))


def unaddressed(recipients: Sequence[Addressee]) -> tuple[Message, ...]:
    """Who has no address or no postcode on record; nothing where everybody has both."""
    away = tuple(one.name for one in recipients if not one.address)
    without = tuple(one.name for one in recipients if one.address and not one.postcode)
    told: list[Message] = []
    if away:
        told.append(msg("住所が登録されていません：{names}", names=away))
    if without:
        told.append(msg("郵便番号が登録されていません：{names}", names=without))
    return tuple(told)


def asked(recipients: Sequence[Addressee], face: str, name_face: str) -> Iterator[Printed]:
    """Every text of theirs, for the fonts to be asked about."""
    for one in recipients:
        yield Printed(one.name, name_face, msg("宛先 {name} の氏名", name=one.name), one.base_form)
        rest = "".join((MARK, one.postcode, one.address, one.body, one.title))
        yield Printed(rest, face, msg("宛先 {name} の住所・所属", name=one.name))
