"""The desk: what it keeps without being asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.records import Committee
from kyodo_desktop.services import roster
from kyodo_desktop.storage import copies, open_store
from kyodo_desktop.ui.desk import Desk
from tests.conftest import ticking


def _file(desk: Desk) -> Path:
    assert isinstance(desk.location, Path)
    return desk.location


def test_a_register_is_copied_once_it_is_open(qtbot: QtBot, desk: Desk) -> None:
    assert copies.backups(_file(desk)) == ()
    qtbot.waitUntil(lambda: len(copies.backups(_file(desk))) == 1, timeout=5000)


def test_the_copy_is_made_before_the_first_act(desk: Desk) -> None:
    committee = desk.committee
    assert committee is not None
    desk.do(roster.edit_committee, replace(committee, section="別の課"))
    (copy,) = copies.backups(_file(desk))
    store = open_store(copy, who="点検", now=ticking(), read_only=True)
    assert store.find(Committee)[0].section == committee.section
    store.close()
