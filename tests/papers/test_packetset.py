"""A packet bound as its committee has it: cover, contents, two pages to a sheet, passwords."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pikepdf
import pytest

from kyodo_desktop.domain.records import BindingEdge, PacketBinding, StampPages
from kyodo_desktop.papers.packet import bound
from kyodo_desktop.papers.packetset import how, packet_set
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.received import NotBindable
from kyodo_desktop.services import bindings, meetings
from kyodo_desktop.storage import Store
from tests.papers.reading import pages, squeezed
from tests.papers.samples import FONTS, FORMS
from tests.papers.test_packet import blank
from tests.services import asking


def test_each_setting_reaches_the_press() -> None:
    plain = how(PacketBinding(id="", committee="c"))
    assert (plain.even, plain.through, plain.within, plain.contents) == (False, True, False, None)
    assert (plain.stamps, plain.edge, plain.forms, plain.most_bytes) == ("first", "long", "flatten", None)
    made = how(
        PacketBinding(
            id="",
            committee="c",
            even=True,
            blank_text="（白紙）",
            through=False,
            within=True,
            cover=True,
            contents=True,
            stamps=StampPages.EVERY,
            stamp_right=-5,
            stamp_down=2,
            turned=True,
            edge=BindingEdge.SHORT,
            keep_forms=True,
            dpi=150,
            most_kb=500,
        )
    )
    assert (made.even, made.blank_text, made.through, made.within) == (True, "（白紙）", False, True)
    assert (made.contents, made.stamps, made.offset, made.turned) == (1, "every", (-5.0, 2.0), True)
    assert (made.edge, made.forms, made.dpi, made.most_bytes) == ("short", "keep", 150, 500 * 1024)


def test_the_packet_has_its_cover_then_its_contents(sample: Store) -> None:
    committee, meeting = asking.committee(sample), asking.meeting(sample)
    kept = bindings.binding_of(sample, committee.id)
    bindings.set_binding(sample, replace(kept, cover=True, contents=True, even=True))
    view, binding = packet_set(sample, meeting.id)
    data, done = drained(bound(view, FONTS, FORMS, binding))
    read = [squeezed(page) for page in pages(data)]
    assert read[0] == "第1回川口市協働推進委員会会議資料令和7年11月14日(金)川口市協働推進委員会"
    assert read[2].startswith("目次"), "the cover has a blank back"
    assert [place.title for place in done.places][:3] == [
        "表紙",
        "第1回川口市協働推進委員会\u3000次第",
        "配布資料一覧",
    ]
    assert all(place.first % 2 == 0 for place in done.places)
    assert "表紙" not in read[2]


def test_a_material_two_pages_to_a_sheet_takes_half_the_sheets(sample: Store) -> None:
    meeting = asking.meeting(sample)
    meetings.add_received(
        sample, meeting.id, "スライド", "a.pdf", blank(5), "application/pdf", dt.date(2025, 11, 1)
    )
    line = next(one for one in meetings.materials(sample, meeting.id) if one.material.title == "スライド")
    counts = []
    for two_up in (False, True):
        meetings.edit_material(sample, replace(line.material, two_up=two_up))
        line = next(o for o in meetings.materials(sample, meeting.id) if o.number == line.number)
        view, binding = packet_set(sample, meeting.id)
        _, done = drained(bound(view, FONTS, FORMS, binding))
        counts += [place.pages for place in done.places if place.stamp == line.number]
    assert counts == [5, 3]


def locked(word: str) -> bytes:
    """A page that opens only with a word."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, encryption=pikepdf.Encryption(owner="o", user=word))
    return out.getvalue()


def test_a_locked_file_is_bound_with_the_word_that_opens_it(sample: Store) -> None:
    meeting, data = asking.meeting(sample), locked("ひみつ")
    meetings.add_received(sample, meeting.id, "鍵", "a.pdf", data, "application/pdf", dt.date(2025, 11, 1))
    view, binding = packet_set(sample, meeting.id)
    with pytest.raises(NotBindable, match="パスワード"):
        drained(bound(view, FONTS, FORMS, binding))
    parts = tuple(replace(p, password="ひみつ") if getattr(p, "data", b"") == data else p for p in view.parts)
    made, done = drained(bound(replace(view, parts=parts), FONTS, FORMS, binding))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert not pdf.is_encrypted
    assert [place.pages for place in done.places if place.title.endswith("鍵")] == [1]
