"""封筒: an envelope for each member, 長形3号 or 角形2号, written down or across, from the section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers import recipients
from kyodo_desktop.papers.envelopelay import Across, Down, Envelope, Front
from kyodo_desktop.papers.forms import option, say, wording
from kyodo_desktop.papers.letter import Addressee
from kyodo_desktop.papers.paper import THE_FORM, Occasion, Paper, Printed, Takes, one_page
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopesView:
    """Everything the envelopes show."""

    committee: str
    city: str
    section: str
    to: tuple[Addressee, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopesForm:
    """The form's wording and geometry."""

    title: str = wording("committee")
    person: str = wording()
    omitted: str = wording()
    sender: str = wording("city", "section")
    sender_postcode: str = wording()
    sender_address: str = wording()
    stated: str = wording()
    size: str = option("naga3", "kaku2")
    writing: str = option("down", "across")
    postcode: str = option("boxes", "figures", "line")
    face: str
    naga3: Envelope
    kaku2: Envelope

    @property
    def chosen(self) -> Envelope:
        """The envelope to print on."""
        return self.naga3 if self.size == "naga3" else self.kaku2


class Envelopes(Paper[EnvelopesView, EnvelopesForm]):
    """封筒."""

    key: ClassVar = "envelopes"
    title: ClassVar = mark("封筒")
    form: ClassVar = "envelopes.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.DAY, Takes.MEMBERS)
    layout = EnvelopesForm

    def compose(self, store: Store, occasion: Occasion) -> EnvelopesView:
        owner = occasion.committee
        return EnvelopesView(
            committee=owner.name,
            city=owner.city,
            section=owner.section,
            to=recipients.members(store, occasion),
        )

    def heading(self, view: EnvelopesView, form: EnvelopesForm) -> str:
        return say(form.title, committee=view.committee)

    def printed(self, view: EnvelopesView, form: EnvelopesForm) -> Iterator[Printed]:
        yield Printed(form.person + form.stated, form.face, msg(THE_FORM))
        yield Printed("".join(sender(view, form)), form.face, msg("封筒の差出人"))
        yield from recipients.asked(view.to, form.face, form.face)
        upright = "".join(Down.spelt(one.address) for one in view.to)
        yield Printed(upright, form.face, msg("封筒の住所"))

    def notes(self, view: EnvelopesView, form: EnvelopesForm) -> tuple[Message, ...]:  # noqa: ARG002
        return recipients.unaddressed(view.to)

    def draw(self, view: EnvelopesView, page: Page, form: EnvelopesForm) -> Iterator[Progress]:
        lying = form.writing == "across"
        laid = Across(page, form.chosen, form.face) if lying else Down(page, form.chosen, form.face)
        page.resize(laid.size)
        for place, one in enumerate(view.to, 1):
            if place > 1:
                page.new_page()
            laid.draw(_front(one, view, form))
            yield one_page(place, len(view.to))


def sender(view: EnvelopesView, form: EnvelopesForm) -> tuple[str, ...]:
    """Postcode, address and name of the office; none is empty."""
    place = recipients.MARK + form.sender_postcode if form.sender_postcode else ""
    named = say(form.sender, city=view.city, section=view.section).strip()
    return tuple(one for one in (place, form.sender_address, named) if one)


def _front(to: Addressee, view: EnvelopesView, form: EnvelopesForm) -> Front:
    return Front(
        postcode=to.postcode,
        address=to.address,
        organisation=recipients.organisation(to, form.omitted),
        post=to.title,
        name=to.name,
        suffix=form.person,
        sender=sender(view, form),
        stated=form.stated,
        frames=form.postcode,
    )
