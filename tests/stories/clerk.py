"""The clerk of the stories: does with the register what a clerk does, and reads what the papers would say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from kyodo_desktop.domain.numbering import spaced
from kyodo_desktop.domain.records import (
    AgendaItem,
    EndReason,
    ItemKind,
    Material,
    MaterialFamily,
    Meeting,
    Office,
    OfficeRole,
)
from kyodo_desktop.domain.records import Committee as CommitteeRecord
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services import sample as samples
from kyodo_desktop.services.roster import RosterLine
from kyodo_desktop.storage import Store, create, open_store
from tests.conftest import counting, ticking


class Clerk:
    """Works on one register in a folder; `today` is the day on which things are looked up."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "委員会.kyodo"
        self.today = dt.date(2025, 11, 1)
        self._now, self._new_id = ticking(), counting()
        self._store: Store | None = None

    # --- the file

    @property
    def store(self) -> Store:
        """The open register."""
        assert self._store is not None, "the clerk has no register open"
        return self._store

    def opens_sample(self) -> None:
        """Make a new register with the sample committee in it."""
        self._store = create(self.file, who="clerk", now=self._now, new_id=self._new_id)
        samples.plant(self.store, Paths.find().sample)

    def closes(self) -> None:
        """Close the register."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def reopens(self) -> None:
        """Close the register and open it again, as after a restart."""
        self.closes()
        self._store = open_store(self.file, who="clerk", now=self._now, new_id=self._new_id)

    def undoes(self) -> str:
        """Undo the last act, and say which it was."""
        return self.store.undo().act.text()

    def redoes(self) -> str:
        """Redo the act undone last, and say which it was."""
        return self.store.redo().act.text()

    # --- the roster

    @property
    def committee(self) -> CommitteeRecord:
        """The committee whose register it is."""
        return roster.committees(self.store)[0]

    def finds(self, name: str, day: dt.date | None = None) -> RosterLine:
        """A member's line of the roster of a day (today, if none is said)."""
        lines = roster.roster_on(self.store, self.committee.id, day or self.today).lines
        return next(line for line in lines if line.name.name == name)

    def corrects_name(self, name: str, to: str) -> None:
        """訂正: it was always written so."""
        roster.correct(self.store, replace(self.finds(name).name, name=to))

    def records_new_name(self, name: str, to: str, on: dt.date) -> None:
        """A member is called otherwise from a day on."""
        roster.succeed(self.store, replace(self.finds(name).name, name=to), on)

    def records_transfer(self, name: str, on: dt.date, *, organisation: str, post: str = "") -> None:
        """異動: a member belongs elsewhere from a day on."""
        stored = self.finds(name).affiliation
        assert stored is not None
        roster.succeed(self.store, replace(stored, organisation=organisation, post=post, joined=False), on)

    def records_resignation(self, name: str, last_day: dt.date) -> None:
        """辞任."""
        roster.resign(self.store, self.finds(name).appointment.id, last_day, EndReason.RESIGNED)

    def records_end(self, name: str, last_day: dt.date, reason: EndReason) -> None:
        """解嘱, 死亡, 失職."""
        roster.resign(self.store, self.finds(name, last_day).appointment.id, last_day, reason)

    def changes_category(self, name: str, number: int, on: dt.date) -> None:
        """区分の変更: one appointment ends, another begins."""
        category = next(c for c in roster.categories(self.store, self.committee.id) if c.number == number)
        roster.change_category(self.store, self.finds(name, on).appointment.id, category.id, on)

    def renews_term(self, since: dt.date, until: dt.date, *, without: dict[str, str]) -> None:
        """改選: everybody of today's roster continues, but for those who make way for somebody new."""
        members: list[roster.Continuing | roster.Newcomer] = []
        for line in roster.roster_on(self.store, self.committee.id, self.today).lines:
            category = line.category.id
            if line.name.name in without:
                members.append(roster.Newcomer(name=without[line.name.name], category=category))
            else:
                members.append(roster.Continuing(person=line.appointment.person, category=category))
        roster.renew_term(self.store, self.committee.id, since=since, until=until, members=members)

    def reads_warnings(self, day: dt.date) -> list[str]:
        """What the composition of a day departs from, as the ruling says it."""
        found = roster.composition_on(self.store, self.committee.id, day)
        return [one.judgement.ruling.read_out for one in found if one.warning]

    def appoints_substitute(
        self, name: str, *, after: str, last_seen: dt.date, since: dt.date, organisation: str
    ) -> None:
        """補欠: someone new for the seat of a member who has left."""
        before = self.finds(after, last_seen).appointment
        roster.appoint(
            self.store,
            before.term,
            before.category,
            name=name,
            organisation=organisation,
            since=since,
            predecessor=before.id,
        )

    def records_election(self, on: dt.date, *, chair: str, vice_chair: str) -> None:
        """互選: who was elected."""
        for name, role in ((chair, OfficeRole.CHAIR), (vice_chair, OfficeRole.VICE_CHAIR)):
            roster.take_office(self.store, self.finds(name, on).appointment.id, role, on)

    def records_end_of_office(self, name: str, last_day: dt.date) -> None:
        """退任 from the office alone."""
        (office,) = self.store.find(Office, appointment=self.finds(name, last_day).appointment.id)
        roster.leave_office(self.store, office.id, last_day)

    def reads_roster(self, day: dt.date) -> list[str]:
        """The roster of a day: mark, name, affiliation, standing."""
        return [
            f"{one.mark}{one.name.name}｜{one.affiliation.printed if one.affiliation else ''}｜{one.standing}"
            for one in roster.roster_on(self.store, self.committee.id, day).lines
        ]

    # --- the meeting

    @property
    def meeting(self) -> Meeting:
        """The next meeting."""
        found = meetings.next_meeting(self.store, self.committee.id, self.today)
        assert found is not None
        return found

    def calls_meeting(self, date: dt.date, *, at: dt.time, venue: str) -> None:
        """招集; from then on the clerk works for this meeting."""
        meetings.call_meeting(self.store, self.committee.id, date=date, starts_at=at, venue=venue)
        self.today = date - dt.timedelta(days=30)

    def adds_item(self, title: str, *, under: str = "", kind: ItemKind = ItemKind.PROCEDURE) -> None:
        """Add a line to the agenda."""
        parent = self.finds_item(under).id if under else None
        meetings.add_item(self.store, self.meeting.id, title, kind=kind, parent=parent)

    def finds_item(self, title: str) -> AgendaItem:
        """The item with this title."""
        lines = meetings.agenda(self.store, self.meeting.id)
        return next(one.item for one in lines if one.item.title == title)

    def moves_item(self, title: str, by: int) -> None:
        """Move an item up or down."""
        meetings.move_item(self.store, self.finds_item(title).id, by)

    def removes_item(self, title: str) -> None:
        """Remove an item and all under it."""
        meetings.remove_item(self.store, self.finds_item(title).id)

    def reads_agenda(self) -> list[str]:
        """The agenda, a level deeper by a full-width space."""
        lines = meetings.agenda(self.store, self.meeting.id)
        return [f"{chr(0x3000) * one.depth}{one.number} {spaced(one.item.title)}" for one in lines]

    def adds_material(
        self,
        title: str,
        *,
        family: MaterialFamily = MaterialFamily.MATERIAL,
        about: str = "",
        paper: str = "",
    ) -> None:
        """Add a material, about an item of the agenda."""
        item = self.finds_item(about).id if about else None
        meetings.add_material(self.store, self.meeting.id, title, family=family, item=item, paper=paper)

    def finds_material(self, number: str) -> Material:
        """The material with this number."""
        lines = meetings.materials(self.store, self.meeting.id)
        return next(one.material for one in lines if one.number == number)

    def attaches(self, number: str, name: str, data: bytes) -> None:
        """Attach a received file."""
        material = self.finds_material(number)
        meetings.attach(self.store, material.id, name, data, "application/pdf", self.today)

    def moves_material(self, number: str, by: int) -> None:
        """Move a material within its family."""
        meetings.move_material(self.store, self.finds_material(number).id, by)

    def reads_materials(self) -> list[str]:
        """The list of materials."""
        lines = meetings.materials(self.store, self.meeting.id)
        return [f"{one.number} {one.material.title}" for one in lines]
