"""委嘱書: the certificate of appointment for each new member, across or down; 任命書 for city staff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from kyodo_desktop.domain.records import Selection
from kyodo_desktop.i18n import mark, msg
from kyodo_desktop.papers.certificatelay import Across, Certificate, Down, Looks, Parts, Said, said
from kyodo_desktop.papers.forms import option, say, wording
from kyodo_desktop.papers.paper import THE_FORM, GoesOut, Occasion, Paper, Printed, Takes, one_page, style
from kyodo_desktop.papers.press.page import A4_LANDSCAPE, Page
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.services import appointing
from kyodo_desktop.services.conveners import Signature, mayor_on
from kyodo_desktop.services.sitting import RosterLine, roster_on
from kyodo_desktop.storage import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatesView:
    """Everything the certificates show."""

    committee: str
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateForm:
    """The form's wording and geometry."""

    heading: str = wording("committee")
    none: str = wording()
    writing: str = option("across", "down")
    basis: str = wording()
    appointed: Said
    assigned: Said
    across: Looks
    down: Looks


class CertificatePaper(Paper[CertificatesView, CertificateForm]):
    """委嘱書."""

    key: ClassVar = "certificate"
    title: ClassVar = mark("委嘱書")
    form: ClassVar = "certificate.toml"
    numbered: ClassVar = False
    takes: ClassVar = (Takes.DAY, Takes.MEMBERS)
    goes_out: ClassVar = GoesOut.PLAIN
    layout = CertificateForm

    def compose(self, store: Store, occasion: Occasion) -> CertificatesView:
        committee, only = occasion.committee, occasion.to
        lines = appointing.newcomers(store, committee.id, occasion.day, only)
        days = {line.appointment.since for line in lines}
        signers = {day: mayor_on(store, committee.id, day) for day in days}
        until = roster_on(store, committee.id, occasion.day).term.until
        return CertificatesView(
            committee=committee.name,
            certificates=tuple(_certificate(one, until, signers[one.appointment.since]) for one in lines),
        )

    def heading(self, view: CertificatesView, form: CertificateForm) -> str:
        return say(form.heading, committee=view.committee)

    def sent_to(self, view: CertificatesView) -> tuple[str, ...]:
        return tuple(one.name for one in view.certificates)

    def printed(self, view: CertificatesView, form: CertificateForm) -> Iterator[Printed]:
        face = _looks(form).body.face
        yield Printed(form.none + form.basis, face, msg(THE_FORM))
        for one in view.certificates:
            parts = _parts(one, view, form)
            where = msg("委員 {name} の氏名", name=one.name)
            yield Printed(parts.name, _looks(form).name.face, where, one.base_form)
            yield Printed(parts.title, _looks(form).title.face, msg(THE_FORM))
            yield Printed("".join((*parts.body, parts.date)), face, msg("委嘱書の本文"))
            yield Printed(parts.signer + _looks(form).seal, _looks(form).signer.face, msg("発信者"))

    def draw(self, view: CertificatesView, page: Page, form: CertificateForm) -> Iterator[Progress]:
        looks = _looks(form)
        if form.writing == "down":
            page.resize(A4_LANDSCAPE)
        laid = Down(page, looks) if form.writing == "down" else Across(page, looks)
        if not view.certificates:
            page.text(page.width / 2, looks.margins.top, form.none, style(looks.body), "center")
            yield one_page(1, 1)
        for place, one in enumerate(view.certificates, 1):
            if place > 1:
                page.new_page()
            laid.draw(_parts(one, view, form))
            yield one_page(place, len(view.certificates))


def _looks(form: CertificateForm) -> Looks:
    return form.down if form.writing == "down" else form.across


def _parts(one: Certificate, view: CertificatesView, form: CertificateForm) -> Parts:
    words = form.assigned if one.assigned else form.appointed
    return said(one, view.committee, words, form.basis, upright=form.writing == "down")


def _certificate(line: RosterLine, until: dt.date, signer: Signature) -> Certificate:
    """A member's certificate; a substitute's term is what remained of the predecessor's (残任期間)."""
    seat = line.appointment
    return Certificate(
        name=line.name.name,
        base_form=line.name.base_form_accepted,
        assigned=seat.selection is Selection.EMPLOYEE,
        substitute=seat.predecessor is not None,
        since=seat.since,
        until=until,
        signer_title=signer.title,
        signer=signer.name,
    )
