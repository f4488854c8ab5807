"""What papers alone can find before a packet prints: characters without a font, files that can't be bound."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kyodo_desktop.domain.findings import Severity
from kyodo_desktop.domain.records import PersonName
from kyodo_desktop.papers import checking
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Store
from tests.services import asking

PATHS = Paths.find()


@pytest.fixture
def fonts() -> Fonts:
    """The fonts that are shipped, and no other."""
    return Fonts(PATHS, folders=())


def codes(store: Store, fonts: Fonts) -> list[str]:
    found = checking.check_packet(store, asking.meeting(store).id, fonts, PATHS)
    return [one.code for one in found.findings]


def test_the_sample_lacks_no_character_and_no_file(sample: Store, fonts: Fonts) -> None:
    found = codes(sample, fonts)
    assert "glyph.missing" not in found
    assert checking.FILE not in found
    assert "affiliation.unlike" in found, "the list of organisations is asked"


def test_a_name_that_no_font_has_is_found_before_printing(sample: Store, fonts: Fonts) -> None:
    line = asking.line(sample, "梶原 純")
    roster.correct(sample, replace(line.name, name="𠮷原 純"))
    found = checking.check_packet(sample, asking.meeting(sample).id, fonts, PATHS)
    (lack,) = [one for one in found.findings if one.code == "glyph.missing"]
    assert "「𠮷」（U+20BB7）" in lack.sentence.japanese()
    assert "𠮷原 純" in lack.sentence.japanese()
    assert (lack.place.record, lack.place.id) == (PersonName.__name__, line.name.id)


def test_what_stands_on_several_lines_lacks_nothing(fonts: Fonts) -> None:
    asked = checking.lacks(fonts)
    assert asked("市役所\n\t委員会室") == ()
    assert asked("𠮷𠮷") == ("𠮷",)


def test_a_file_that_no_packet_can_bind_is_an_error_at_its_material(sample: Store, fonts: Fonts) -> None:
    meeting = asking.meeting(sample)
    meetings.add_received(sample, meeting.id, "送付状", "送付状.docx", b"PK\x03\x04", "", asking.DAY)
    added = next(one for one in meetings.materials(sample, meeting.id) if one.material.attachment)
    found = checking.check_packet(sample, meeting.id, fonts, PATHS)
    (fault,) = [one for one in found.findings if one.code == checking.FILE]
    assert fault.severity is Severity.ERROR
    assert f"{added.number}のファイル「送付状.docx」を綴じ込めません。" in fault.sentence.japanese()
    assert (fault.place.id, fault.place.field) == (added.material.id, "attachment")
    meetings.edit_material(sample, replace(added.material, handed_apart=True))
    assert checking.FILE not in codes(sample, fonts)


def test_a_file_whose_bytes_are_lost_is_told_as_one_that_cant_be_bound(sample: Store, fonts: Fonts) -> None:
    meeting = asking.meeting(sample)
    facts = checking.gather(sample, meeting.id, checking.outside(fonts, PATHS))
    line = meetings.materials(sample, meeting.id)[0]
    lost = checking.ReceivedFile(line.material, line.number, "名簿.pdf", None)
    found = checking.judge(replace(facts, files=(lost,))).findings
    assert [one.place.id for one in found if one.code == checking.FILE] == [line.material.id]


def test_the_same_register_gives_the_same_facts(sample: Store, fonts: Fonts) -> None:
    meeting, known = asking.meeting(sample), checking.outside(fonts, PATHS)
    assert checking.gather(sample, meeting.id, known) == checking.gather(sample, meeting.id, known)
