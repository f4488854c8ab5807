"""What lies on the table on the day: seats, plates, the attendance list, labels and envelopes."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from kyodo_desktop.domain.records import (
    Appointment,
    AttendanceMethod,
    Guest,
    GuestRole,
    Meeting,
    OfficeRole,
    Person,
    PersonName,
    ReplyAnswer,
    Selection,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import recipients
from kyodo_desktop.papers.attendance import AttendanceList
from kyodo_desktop.papers.envelopelay import Down
from kyodo_desktop.papers.envelopes import Envelopes
from kyodo_desktop.papers.forms import FormInvalid
from kyodo_desktop.papers.labels import Labels
from kyodo_desktop.papers.letter import Addressee
from kyodo_desktop.papers.nameplates import SMALLEST, Nameplates
from kyodo_desktop.papers.paper import Sending, of_meeting
from kyodo_desktop.papers.press.undivided import TextTooLong
from kyodo_desktop.papers.script import Script
from kyodo_desktop.papers.seating import Seating
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Store
from tests.papers import day_samples as day
from tests.papers.reading import DPI, inked, pages, pictures, sizes, squeezed
from tests.papers.samples import FORMS, LONG_NAME

_ACT = msg("氏名")


def _meeting(store: Store) -> Meeting:
    (held,) = store.find(Meeting)
    return held


def _seats(store: Store) -> dict[str, Appointment]:
    held = _meeting(store)
    lines = roster.roster_on(store, held.committee, held.date).lines
    return {line.name.name: line.appointment for line in lines}


def _elect(store: Store) -> None:
    seats, on = _seats(store), _meeting(store).date
    roster.take_office(store, seats["中本 進一"].id, OfficeRole.CHAIR, on)
    roster.take_office(store, seats["長谷川 俊介"].id, OfficeRole.VICE_CHAIR, on)


def _invite(store: Store) -> None:
    held = _meeting(store)
    with store.change(_ACT) as draft:
        draft.add(
            Guest(
                id=draft.new_id(),
                meeting=held.id,
                role=GuestRole.EXPLAINER,
                name="説明 太郎",
                organisation="市",
            )
        )


# --- seats


@pytest.mark.parametrize("shape", ["square", "horseshoe", "school"])
@pytest.mark.parametrize("count", [1, 2, 3, 12, 30, 200])
@pytest.mark.parametrize("elected", [True, False], ids=["after", "before"])
def test_everybody_has_one_seat_inside_the_room(shape: str, count: int, elected: bool) -> None:
    made = day.drawn(Seating(), day.seating(day.crowd(count, elected=elected)), shape=shape)
    (text,) = pages(made)
    for n in range(count):
        assert squeezed(text).count(f"委員{n}号") == 1 or count > 10
        assert f"委員{n}号" in squeezed(text)
    left, top, right, bottom = (edge / DPI * 25.4 for edge in inked(pictures(made)[0]))
    assert left >= 19
    assert right <= 191
    assert bottom <= 297 - 9
    assert top >= 18


def test_there_is_no_chairs_seat_before_the_election() -> None:
    before, after = (squeezed(pages(day.drawn(Seating(), view))[0]) for view in (day.SEATING, day.ELECTED))
    assert "委員長中本" not in before
    assert "互選前の席次" in before
    assert "委員長中本進一" in after.replace("副委員長", "")
    assert "互選前" not in after
    assert day.SEATING.officers == ()
    assert [one.role for one in day.ELECTED.officers] == ["委員長", "副委員長"]


def test_the_chair_sits_between_two_vice_chairs() -> None:
    members = day.crowd(3)
    third = replace(members[2], role="副委員長")
    view = day.seating((*members[:2], third))
    assert [one.name for one in view.officers] == [third.name, members[0].name, members[1].name]


def test_the_register_gives_the_seats_of_the_day(sample: Store) -> None:
    held = _meeting(sample)
    before = Seating().compose(sample, of_meeting(sample, held.id))
    assert [one.name for one in before.members] == [one.name for one in day.sitters()]
    assert not before.officers
    _elect(sample)
    _invite(sample)
    after = Seating().compose(sample, of_meeting(sample, held.id))
    assert [one.name for one in after.officers] == ["中本 進一", "長谷川 俊介"]
    assert [(one.role, one.name) for one in after.guests] == [("説明員", "説明 太郎")]


# --- plates


def test_both_sides_of_a_plate_say_the_same() -> None:
    made = day.drawn(Nameplates(), day.NAMEPLATES)
    assert len(pages(made)) == 12
    for text, plate in zip(pages(made), day.NAMEPLATES.plates, strict=True):
        assert squeezed(text).count(squeezed(plate.name)) == 2
        assert squeezed(text).count(plate.role or "委員") == 2
    picture = pictures(made)[0]
    third = picture.height // 3
    upper, lower = (
        picture.crop((60, n * third + 4, picture.width - 60, (n + 1) * third - 4)) for n in (0, 1)
    )
    turned = upper.rotate(180)
    assert _alike(turned, lower) > 0.97
    assert _alike(upper, lower) < 0.97
    assert picture.crop((60, 2 * third + 4, picture.width - 60, picture.height)).getextrema() == (255, 255)


def _alike(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that are the same, give or take the edge of a stroke."""
    levels = ImageChops.difference(one, other.resize(one.size)).histogram()
    return sum(levels[:128]) / sum(levels)


@pytest.mark.parametrize(
    "name", [LONG_NAME[:n] for n in range(1, 21)] + ["Anna-Maria Schmidt", "勅使河原 富美子"]
)
def test_a_plates_name_is_whole_and_as_large_as_it_can_be(name: str) -> None:
    view = replace(day.LONG_PLATES, plates=(day.Sitter(name=name),))
    made = day.drawn(Nameplates(), view)
    assert squeezed("".join(pages(made))).count(squeezed(name)) == 2
    assert max(sizes(made)[0]) >= (SMALLEST if len(name) <= 16 else 40)
    left, _, right, _ = (edge / DPI * 25.4 for edge in inked(pictures(made)[0].crop((50, 0, 777, 700))))
    assert 0 <= left < right <= 190


def test_plates_lie_across_where_the_form_says_so() -> None:
    picture = pictures(day.drawn(Nameplates(), day.NAMEPLATES, paper="landscape"))[0]
    assert picture.width > picture.height


def test_a_plate_may_say_where_somebody_belongs_or_nothing() -> None:
    some = replace(day.NAMEPLATES, plates=day.sitters()[5:6])
    assert "女性会" in pages(day.drawn(Nameplates(), some, above="affiliation"))[0]
    assert squeezed(pages(day.drawn(Nameplates(), some, above="none"))[0]) == "下重郁美" * 2


def test_guests_have_plates_too_after_the_members(sample: Store) -> None:
    _elect(sample)
    _invite(sample)
    view = Nameplates().compose(sample, of_meeting(sample, _meeting(sample).id))
    assert [one.name for one in view.plates][:2] == ["中本 進一", "長谷川 俊介"]
    assert view.plates[-1].name == "説明 太郎"
    assert len(view.plates) == 13


# --- attendance


@pytest.mark.parametrize("count", [1, 12, 60, 200])
def test_everybody_has_a_line_to_sign(count: int) -> None:
    made = day.drawn(AttendanceList(), day.attendance(day.crowd(count)))
    text = squeezed("".join(pages(made)))
    assert all(f"委員{n}号" in text for n in range(count))
    assert text.count("署名") == len(pages(made))
    assert "出席人欠席人" in text


def test_an_attendance_list_without_place_and_time_says_neither() -> None:
    text = pages(day.drawn(AttendanceList(), replace(day.ATTENDANCE, venue="", starts_at=None)))[0]
    assert "場所" not in text
    assert "None" not in text


def test_what_is_on_record_is_filled_in(sample: Store) -> None:
    held, seats = _meeting(sample), _seats(sample)
    meetings.check_in(sample, held.id, seats["梶原 純"].id)
    empty = AttendanceList().compose(sample, of_meeting(sample, held.id))
    assert [one.method for one in empty.signers][:2] == ["会場", ""]
    for name, seat in seats.items():
        if name not in ("梶原 純", "下重 郁美"):
            meetings.check_in(sample, held.id, seat.id)
    meetings.record_other_absences(sample, held.id)
    meetings.open_meeting(sample, held.id, at=dt.time(14, 2))
    meetings.leave(sample, held.id, seats["豊田 直美"].id, at=dt.time(14, 50))
    view = AttendanceList().compose(sample, of_meeting(sample, held.id))
    told = {one.member.name: one for one in view.signers}
    assert told["梶原 純"].entered == ("14:02",)
    assert told["豊田 直美"].left == ("14:50",)
    assert told["下重 郁美"].absent
    assert view.attended == 11
    text = squeezed(pages(day.drawn(AttendanceList(), view))[0])
    assert "出席11人欠席1人" in text
    assert AttendanceMethod.IN_ROOM.label in text


# --- addresses


def _settle(store: Store) -> None:
    """Give the first member an address."""
    seat = _seats(store)["梶原 純"]
    person = store.get(Person, seat.person)
    with store.change(_ACT) as draft:
        draft.save(replace(person, postcode="３３２ー００１５", address="埼玉県川口市川口1-2-3"))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3320015", "332-0015"),
        ("332-0015", "332-0015"),
        ("〒３３２－００１５", "332-0015"),
        ("332 0015", "332-0015"),
        ("", ""),
        ("33200", "33200"),
        ("GIR 0AA", "GIR 0AA"),
    ],
)
def test_a_postcode_is_written_one_way(typed: str, shown: str) -> None:
    assert recipients.postcode(typed) == shown


def test_labels_take_the_addresses_and_tell_whose_is_missing(sample: Store) -> None:
    _settle(sample)
    view = Labels().compose(sample, of_meeting(sample, _meeting(sample).id))
    form = Labels().read(FORMS)
    assert len(view.to) == 12
    assert (view.to[0].postcode, view.to[0].address) == ("332-0015", "埼玉県川口市川口1-2-3")
    (note,) = Labels().notes(view, form)
    assert "梶原" not in note.text()
    assert "長谷川 俊介" in note.text()
    assert Envelopes().notes(
        Envelopes().compose(sample, of_meeting(sample, _meeting(sample).id)), Envelopes().read(FORMS)
    ) == (note,)


def test_nobody_is_named_where_every_address_is_known() -> None:
    known = replace(day.LABELS, to=day.TO[:2])
    assert Labels().notes(known, Labels().read(FORMS)) == ()
    without = replace(day.TO[0], postcode="")
    (note,) = recipients.unaddressed((without,))
    assert note.text() == "郵便番号が登録されていません：梶原 純"


def test_labels_go_to_those_that_letters_go_to(sample: Store) -> None:
    seat = _seats(sample)["石川 真司"]
    occasion = of_meeting(sample, _meeting(sample).id)
    some = replace(occasion, sending=Sending(on=occasion.day), to=(seat.id,))
    assert [one.name for one in Labels().compose(sample, some).to] == ["石川 真司"]


def test_who_came_by_a_public_call_belongs_to_no_organisation(sample: Store) -> None:
    seat = _seats(sample)["石川 真司"]
    with sample.change(_ACT) as draft:
        draft.save(replace(seat, selection=Selection.PUBLIC_CALL))
    view = Labels().compose(sample, of_meeting(sample, _meeting(sample).id))
    told = {one.name: one for one in view.to}
    assert (told["石川 真司"].body, told["石川 真司"].title) == ("", "")
    assert told["竹内 寿江"].title == "代表理事"
    text = squeezed("".join(pages(day.drawn(Labels(), view))))
    assert "公募" not in text
    assert "None" not in text


@pytest.mark.parametrize("count", [1, 12, 13, 200])
def test_every_member_has_one_label(count: int) -> None:
    to = tuple(Addressee(name=f"委員 {n}号", address=f"住所{n}番地") for n in range(count))
    made = day.drawn(Labels(), replace(day.LABELS, to=to))
    assert len(pages(made)) == -(-count // 12)
    text = squeezed("".join(pages(made)))
    assert all(f"住所{n}番地委員{n}号様" in text for n in range(count))


def test_labels_begin_at_the_cell_that_is_left() -> None:
    one = replace(day.LABELS, to=day.TO[1:2])
    boxes = [inked(pictures(day.drawn(Labels(), one, start=start))[0]) for start in (1, 2, 3)]
    width, height = 86.4 / 25.4 * DPI, 42.3 / 25.4 * DPI
    assert boxes[1][0] - boxes[0][0] == pytest.approx(width, abs=2)
    assert boxes[2][1] - boxes[0][1] == pytest.approx(height, abs=2)
    assert len(pages(day.drawn(Labels(), replace(day.LABELS, to=day.TO[:2]), start=12))) == 2


def test_labels_stay_inside_their_cells() -> None:
    sheet = Labels().read(FORMS).twelve
    for place in range(12):
        made = day.drawn(Labels(), replace(day.LABELS, to=day.TO[4:]), start=place + 1)
        left, top, right, bottom = (edge / DPI * 25.4 for edge in inked(pictures(made)[0]))
        x, y = sheet.corner(place)
        assert x <= left <= right <= x + sheet.width
        assert y <= top <= bottom <= y + sheet.height


def test_an_address_that_no_label_holds_is_refused() -> None:
    endless = replace(day.TO[0], address="長い住所" * 200)
    with pytest.raises(TextTooLong):
        day.drawn(Labels(), replace(day.LABELS, to=(endless,)))
    with pytest.raises(TextTooLong):
        day.drawn(Envelopes(), replace(day.ENVELOPES, to=(replace(endless, address="長い住所" * 900),)))


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("start = 1 ", "start = 13 ", "start"),
        ("width = 86.4", "width = 96.4", "twelve"),
        ("rows = 6", "rows = 7", "twelve"),
    ],
)
def test_a_sheet_that_cannot_be_is_refused(old: str, new: str, key: str, tmp_path: Path) -> None:
    shutil.copytree(FORMS, tmp_path, dirs_exist_ok=True)
    text = (tmp_path / "labels.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "labels.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(FormInvalid) as caught:
        Labels().read(tmp_path)
    assert caught.value.key == key


@pytest.mark.parametrize("writing", ["down", "across"])
@pytest.mark.parametrize(("size", "sides"), [("naga3", {120, 235}), ("kaku2", {240, 332})])
def test_an_envelope_for_each(writing: str, size: str, sides: set[int]) -> None:
    made = day.drawn(Envelopes(), day.ENVELOPES, writing=writing, size=size)
    assert len(pages(made)) == len(day.TO)
    document = pypdfium2.PdfDocument(made)
    found = {round(side / 72 * 25.4) for side in document.get_page_size(0)}
    document.close()
    assert found == sides
    for text, to in zip(pages(made), day.TO, strict=True):
        shown = squeezed(text)
        assert squeezed(to.name) + "様" in shown
        assert squeezed(to.address) in shown or squeezed(Down.spelt(to.address)) in shown
        assert "市民生活部協働推進課" in shown
        assert "公募" not in shown
        assert "None" not in shown


def test_an_address_written_down_has_its_figures_in_kanji() -> None:
    assert Down.spelt("川口1-2-30 Ａ棟１０１号") == "川口一ー二ー三〇 Ａ棟一〇一号"
    assert Down.spelt("南-北") == "南-北"


@pytest.mark.parametrize("frames", ["boxes", "figures", "line"])
def test_a_postcode_stands_in_its_frames(frames: str) -> None:
    made = day.drawn(Envelopes(), replace(day.ENVELOPES, to=day.TO[1:2]), postcode=frames)
    shown = squeezed(pages(made)[0])
    assert ("〒332-0031" if frames == "line" else "3320031") in shown


def test_the_glyph_of_a_name_is_asked_about(sample: Store) -> None:
    seat = _seats(sample)["梶原 純"]
    (name,) = sample.find(PersonName, person=seat.person)
    with sample.change(_ACT) as draft:
        draft.save(replace(name, name="辻\U000e0100 純", base_form_accepted=True))
    meetings.record_reply(sample, _meeting(sample).id, seat.id, ReplyAnswer.ABSENT)
    occasion = of_meeting(sample, _meeting(sample).id)
    for paper in (Script(), Seating(), Nameplates(), AttendanceList(), Labels(), Envelopes()):
        view, form = paper.compose(sample, occasion), paper.read(FORMS)  # type: ignore[attr-defined]
        asked = [one for one in paper.printed(view, form) if "\U000e0100" in one.text]  # type: ignore[arg-type]
        assert asked, paper.key
        assert all(one.base_form for one in asked)


HOSTILE = (
    '=HYPERLINK("http://x.invalid","押す")',
    "<b>太字</b> &amp;",
    "{{7*7}} ${7*7}",
    "髙﨑 德子",
    LONG_NAME,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_what_a_careless_program_runs_or_swallows_is_printed(name: str) -> None:
    somebody = day.Sitter(name=name, category=name, affiliation=name)
    to = Addressee(name=name, body=name, title=name, address=name, postcode="1")
    made = (
        day.drawn(Seating(), day.seating((somebody,))),
        day.drawn(Nameplates(), replace(day.NAMEPLATES, plates=(somebody,))),
        day.drawn(AttendanceList(), day.attendance((somebody,))),
        day.drawn(Labels(), replace(day.LABELS, to=(to,))),
        day.drawn(Envelopes(), replace(day.ENVELOPES, to=(to,)), writing="across"),
        day.drawn(Script(), replace(day.LATER, absent=(name,), opinions=((name, name),))),
    )
    for pdf in made:
        assert squeezed(name) in squeezed("".join(pages(pdf)))
