"""A first run in a real window, from a machine without settings to a packet that has been printed."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyodo_desktop.domain.records import Appointment, Committee, Meeting
from kyodo_desktop.storage import open_store
from tests.conftest import ticking
from tests.papers.cups import Cups, served
from tests.papers.reading import pages, squeezed
from tests.ui.realscreen import Clerk, Screen, pytestmark, screen

__all__ = ["pytestmark", "screen"]
MOST_ACTIONS = 60
SHEETS = 30  # pages of the sample's packet


@pytest.fixture
def cups() -> Iterator[Cups]:
    """A print server with one printer."""
    for made in served():
        made.add("jimu")
        yield made


def test_from_nothing_to_a_printed_packet(screen: Screen, tmp_path: Path, cups: Cups) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with Clerk(screen, tmp_path, env={**cups.env, "HOME": str(home)}) as clerk:
        clerk.click("sample")
        clerk.click("next")
        clerk.click("finish")
        clerk.click("印刷", "screens")
        clerk.click("PDFを保存…")
        clerk.click("保存", "PDFを保存")
        made = home / "第1回会議資料.pdf"
        clerk.until("the PDF", made.exists)
        clerk.click("印刷…")
        clerk.until("the printer", lambda: clerk.text("printer") == "jimu")
        clerk.click("印刷する")
        clerk.until("the order", lambda: (cups.folder / "out" / "jimu.1.told").exists())
        clerk.key("ctrl+w")
        ended = clerk.program.over()
    assert ended == (0, "")
    assert clerk.actions <= MOST_ACTIONS
    saved, printed = made.read_bytes(), cups.printed("jimu-1")
    assert len(pages(saved)) == SHEETS
    assert "第1回川口市協働推進委員会次第" in squeezed(pages(saved)[0])
    assert [squeezed(one) for one in pages(printed)] == [squeezed(one) for one in pages(saved)]
    store = open_store(home / "見本.kyodo", who=getpass.getuser(), now=ticking())
    try:
        assert [one.name for one in store.find(Committee)] == ["川口市協働推進委員会"]
        assert [one.number for one in store.find(Meeting)] == [1]
        assert len(store.find(Appointment)) == 12
    finally:
        store.close()
