"""Binding in a child: the same bytes as here, quick the second time, nothing left when cancelled."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.papers import packet
from kyodo_desktop.papers.binder import Binder
from kyodo_desktop.papers.packet import Memory
from kyodo_desktop.papers.press.bundle import Binding, Part, bind
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.received import NotBindable
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Store
from tests.papers.press.corpus import text
from tests.papers.samples import DAY, FONTS, FORMS
from tests.papers.test_packetset import locked


@pytest.fixture
def binder(tmp_path: Path) -> Iterator[Binder]:
    made = Binder(Paths.find(tmp_path / "settings"))
    yield made
    made.end()


def view_of(sample: Store) -> packet.PacketView:
    held = meetings.meetings(sample, roster.committees(sample)[0].id)[0]
    return packet.packet_view(sample, held.id)


def test_a_packet_is_the_same_from_a_child_and_from_memory(sample: Store, binder: Binder) -> None:
    view = view_of(sample)
    made, done = drained(binder.packet(view))
    assert made == drained(packet.build(view, Fonts(Paths.find()), FORMS))
    assert drained(binder.packet(view)) == (made, done)


def test_a_packet_built_again_draws_only_what_changed(sample: Store) -> None:
    memory, view = Memory(), view_of(sample)
    first = drained(packet.build(view, FONTS, FORMS, memory=memory))
    assert drained(packet.build(view, FONTS, FORMS, memory=memory)) == first
    parts = len(view.parts)
    assert (memory.drawn.taken, memory.prepared.taken) == (parts, parts)


def test_a_file_that_can_t_be_bound_is_named(binder: Binder) -> None:
    part = packet.Received("資料2", "現状", "現状.docx", b"PK\x03\x04word/")
    view = packet.PacketView(committee="会", number=1, day=None, parts=(part,))  # type: ignore[arg-type]
    with pytest.raises(NotBindable, match="Word文書"):
        drained(binder.packet(view))


def test_cancelling_at_any_step_leaves_nothing(binder: Binder, tmp_path: Path) -> None:
    target = tmp_path / "out" / "a.pdf"
    target.parent.mkdir()
    target.write_bytes(b"old")
    parts = [Part(text(FONTS, 5, mark=str(n)), f"{n}", f"資料{n}") for n in range(4)]
    for steps in range(1, 7):
        work = binder.bundle(parts, target, Binding("一式"))
        for _ in range(steps):
            next(work)
        assert len(list(target.parent.iterdir())) == 2
        work.close()
        assert [path.name for path in target.parent.iterdir()] == ["a.pdf"]
        assert target.read_bytes() == b"old"
    assert drained(binder.bundle(parts, target, Binding("一式"))).pages == 20
    here = io.BytesIO()
    drained(bind(parts, here, FONTS, Binding("一式")))
    assert target.read_bytes() == here.getvalue()


def test_a_child_that_falls_is_told_and_leaves_nothing(binder: Binder, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    work = binder.bundle([Part(text(FONTS, 5), "一"), Part(text(FONTS, 5), "二")], target, Binding("一式"))
    next(work)
    binder._child._process.kill()
    with pytest.raises(OutputFailed, match="部品が止まりました"):
        for _ in work:
            pass
    assert not target.exists()
    assert not list(tmp_path.glob("*.part*"))


def test_a_locked_file_is_seen_as_locked_until_its_word_is_known(binder: Binder) -> None:
    part = packet.Received("資料2", "鍵", "鍵.pdf", locked("ひみつ"))
    view = packet.PacketView(committee="会", number=1, day=DAY, parts=(part,))
    (seen,) = drained(binder.seen(view)).parts
    assert isinstance(seen, packet.Received)
    assert seen.found is not None
    assert seen.found.refusal == "password"
    with pytest.raises(NotBindable, match="パスワード"):
        drained(binder.packet(view))
    binder.unlock(seen.found.sha256, "ちがう")
    assert drained(binder.seen(view)).parts[0].found.refusal == "wrong"  # type: ignore[union-attr]
    binder.unlock(seen.found.sha256, "ひみつ")
    data, done = drained(binder.packet(view))
    assert done.pages == 1
    assert data.startswith(b"%PDF-")


def test_a_build_that_is_killed_fails_at_once_and_the_next_one_works(sample: Store, binder: Binder) -> None:
    view = view_of(sample)
    work = binder.packet(view)
    next(work)
    binder.kill()
    with pytest.raises(OutputFailed, match="部品が止まりました"):
        for _ in work:
            pass
    data, _ = drained(binder.packet(view))
    assert data.startswith(b"%PDF-")
