"""The desk: what it keeps without being asked."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from kyodo_desktop.domain.errors import StorageFailed
from kyodo_desktop.domain.records import Committee
from kyodo_desktop.i18n import msg
from kyodo_desktop.services import roster
from kyodo_desktop.storage import backup, copies, open_store
from kyodo_desktop.ui import task
from kyodo_desktop.ui.desk import Desk
from tests.conftest import ticking


def _file(desk: Desk) -> Path:
    assert isinstance(desk.location, Path)
    return desk.location


def _copied(desk: Desk) -> Committee:
    """The committee as the only copy has it."""
    (copy,) = copies.backups(_file(desk))
    store = open_store(copy, who="点検", now=ticking(), read_only=True)
    try:
        return store.find(Committee)[0]
    finally:
        store.close()


def test_a_register_is_copied_once_it_is_open(qtbot: QtBot, desk: Desk) -> None:
    assert copies.backups(_file(desk)) == ()
    qtbot.waitUntil(lambda: len(copies.backups(_file(desk))) == 1, timeout=5000)


def test_the_copy_is_made_before_the_first_act(desk: Desk) -> None:
    committee = desk.committee
    assert committee is not None
    desk.do(roster.edit_committee, replace(committee, section="別の課"))
    assert _copied(desk).section == committee.section


def test_the_window_doesnt_wait_for_the_copy(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[int] = []
    make = backup.make

    def slow(*args: Any) -> Path:
        where.append(threading.get_ident())
        time.sleep(0.3)
        return make(*args)

    monkeypatch.setattr(backup, "make", slow)
    began = time.perf_counter()
    desk.back_up_beside()
    assert time.perf_counter() - began < 0.2
    qtbot.waitUntil(lambda: len(copies.backups(_file(desk))) == 1, timeout=5000)
    qtbot.waitUntil(lambda: not task.running())
    assert where
    assert threading.get_ident() not in where
    desk.back_up_beside()
    assert len(where) == 1  # nothing has changed since


def test_an_act_waits_for_the_copy_and_the_copy_hasnt_it(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = backup.make
    monkeypatch.setattr(backup, "make", lambda *args: (time.sleep(0.2), make(*args))[1])
    committee = desk.committee
    assert committee is not None
    desk.back_up_beside()
    desk.do(roster.edit_committee, replace(committee, section="別の課"))
    assert _copied(desk).section == committee.section


def test_a_copy_that_cant_be_made_is_told_and_tried_again(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = StorageFailed(msg("バックアップを作成できません"), msg("試験"), msg("試験"))

    def fail(*_args: Any) -> Path:
        raise fault

    told: list[object] = []
    desk.failed.connect(told.append)
    with monkeypatch.context() as patched:
        patched.setattr(backup, "make", fail)
        desk.back_up_beside()
        qtbot.waitUntil(lambda: bool(told))
    assert told == [fault]
    desk.back_up_beside()
    qtbot.waitUntil(lambda: len(copies.backups(_file(desk))) == 1, timeout=5000)
