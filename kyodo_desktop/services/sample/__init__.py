"""The sample committee (見本), read from a folder of files that a person can correct, planted in one act."""

from __future__ import annotations

from pathlib import Path

from kyodo_desktop.domain.records import Committee
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import tomlfile
from kyodo_desktop.services.sample.committee import plant_committee
from kyodo_desktop.services.sample.consultations import plant_consultations
from kyodo_desktop.services.sample.meeting import plant_meeting
from kyodo_desktop.services.sample.members import plant_members
from kyodo_desktop.services.sample.plan import plant_plan
from kyodo_desktop.services.sample.surveys import plant_surveys
from kyodo_desktop.storage import Store

FILES = (
    "committee.toml",
    "members.toml",
    "consultations.toml",
    "plan.toml",
    "surveys.toml",
    "meeting.toml",
)


def plant(store: Store, folder: Path) -> Committee:
    """Make the sample of `folder` a committee of the register. Nothing is kept if a file has a fault.

    The texts of materials stand beside the TOML files; regulations in the folder `regulations` beside it.
    """
    committee, members, consultations, plan, surveys, meeting = (
        tomlfile.read(folder / name) for name in FILES
    )
    with store.change(msg("見本の委員会を作成"), base=True) as draft:
        ground = plant_committee(store, draft, committee, folder.parent / "regulations")
        plant_members(draft, members, ground)
        plant_consultations(draft, consultations, ground)
        plant_plan(draft, plan, ground)
        known = plant_surveys(draft, surveys, ground)
        plant_meeting(draft, meeting, ground, known, folder)
    return ground.committee


__all__ = ["FILES", "plant"]
