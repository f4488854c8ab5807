"""What may be chosen for each paper, and that it is as the paper says."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import NotFound, UsageError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Consultation
from kyodo_desktop.papers import PAPERS, choosing
from kyodo_desktop.papers.choosing import Choice
from kyodo_desktop.papers.course import COURSE
from kyodo_desktop.papers.issue import build
from kyodo_desktop.papers.paper import AnyPaper, GoesOut, Occasion, Sending, Takes
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.storage import Store
from tests.papers import reading
from tests.papers.samples import FONTS, FORMS
from tests.services import asking

ALONE = frozenset({"date_inquiry", "date_summary", "nameplates", "survey"})
"""What takes a meeting and can do without."""


def paper(key: str) -> AnyPaper:
    return next(one for one in PAPERS if one.key == key)


def occasion(store: Store, one: AnyPaper, choice: Choice | None = None) -> Occasion:
    return choosing.occasion_of(store, asking.committee(store), one, choice or Choice(), asking.DAY)


def seat(store: Store, name: str) -> Id:
    return asking.line(store, name).appointment.id


def test_every_paper_has_its_place_in_the_year_s_course() -> None:
    keys = [key for stage in COURSE for key in stage.keys]
    assert len(keys) == len(set(keys))
    assert set(keys) == {one.key for one in PAPERS}
    assert all(stage.papers for stage in COURSE)


@pytest.mark.parametrize("one", PAPERS, ids=lambda one: one.key)
def test_a_paper_takes_what_it_says_and_nothing_else(one: AnyPaper, sample: Store) -> None:
    day = asking.LAST + dt.timedelta(days=2) if one.key == "thanks" else None  # when somebody has left
    usual = occasion(sample, one, Choice(day=day))
    view = one.compose(sample, usual)
    if Takes.MEETING in one.takes and one.key not in ALONE:
        with pytest.raises(ValueError, match="meeting"):
            one.compose(sample, replace(usual, meeting=None))
    else:
        assert one.compose(sample, replace(usual, meeting=None)) == view or one.key in ALONE
    alone = replace(usual, to=(seat(sample, "梶原 純"),))
    assert (one.compose(sample, alone) != view) == (Takes.MEMBERS in one.takes)
    assert (one.compose(sample, replace(usual, start=3)) != view) == (Takes.START in one.takes)
    first = min(sample.find(Consultation), key=lambda found: found.number)
    differs = one.compose(sample, replace(usual, consultation=first.id)) != view
    assert differs == (Takes.CONSULTATION in one.takes)


@pytest.mark.parametrize("one", PAPERS, ids=lambda one: one.key)
def test_what_bears_a_number_of_the_counter_is_numbered(one: AnyPaper, sample: Store) -> None:
    sent = replace(occasion(sample, one), sending=Sending(on=asking.DAY))
    numbered = replace(sent, sending=Sending(on=asking.DAY, number=7))
    differs = one.compose(sample, sent) != one.compose(sample, numbered)
    on_record = one.key in ("approval", "consultation_letter")  # a draft; a number of the consultation's own
    assert (one.goes_out is GoesOut.NUMBERED) == (differs and not on_record)
    assert one.goes_out is GoesOut.NO or {Takes.MEMBERS, Takes.CONSULTATION} & set(one.takes)


def test_the_meeting_is_the_next_and_the_day_its_own(sample: Store) -> None:
    assert occasion(sample, paper("notice")).meeting == asking.meeting(sample)
    assert occasion(sample, paper("roster")).day == asking.meeting(sample).date
    chosen = Choice(day=asking.FIRST, to=(), start=9, meeting=asking.meeting(sample).id)
    assert occasion(sample, paper("roster"), chosen).day == asking.FIRST
    assert occasion(sample, paper("notice"), chosen).day == asking.meeting(sample).date
    assert (occasion(sample, paper("agenda"), chosen).to, occasion(sample, paper("notice"), chosen).to) == (
        None,
        (),
    )


def test_without_a_meeting_only_what_needs_one_is_refused(sample: Store) -> None:
    assert choosing.usual_meeting(sample, "nobody's", asking.DAY) is None
    alone = replace(asking.committee(sample), id="nobody's")
    with pytest.raises(NotFound):
        choosing.occasion_of(sample, alone, paper("notice"), Choice(), asking.DAY)
    assert choosing.occasion_of(sample, alone, paper("labels"), Choice(), asking.DAY).day == asking.DAY


def test_the_first_material_of_its_own_is_meant_and_no_other(sample: Store) -> None:
    lines = choosing.materials_of(sample, paper("survey"), asking.meeting(sample).id)
    assert [line.number for line in lines] == ["参考資料4", "参考資料5"]
    assert occasion(sample, paper("survey")).material == lines[0].material.id
    chosen = Choice(material=lines[1].material.id)
    assert occasion(sample, paper("survey"), chosen).material == lines[1].material.id
    with pytest.raises(NotFound):
        occasion(sample, paper("body"), chosen)


def test_members_are_named_as_they_are_written_spaces_aside(sample: Store) -> None:
    one = paper("notice")
    usual = occasion(sample, one)
    assert len(one.eligible(sample, usual)) == 12
    assert choosing.members_named(sample, one, usual, ["梶原純", "若谷\u3000正巳"]) == (
        seat(sample, "梶原 純"),
        seat(sample, "若谷 正巳"),
    )
    with pytest.raises(NotFound) as caught:
        choosing.members_named(sample, one, usual, ["誰か"])
    assert "梶原 純" in str(caught.value)
    assert paper("thanks").eligible(sample, usual) == ()


def test_a_consultation_is_found_by_its_number(sample: Store) -> None:
    found = choosing.consultation_numbered(sample, paper("report_letter"), asking.committee(sample).id, 4)
    assert sample.get(Consultation, found).number == 4
    with pytest.raises(NotFound):
        choosing.consultation_numbered(sample, paper("report_letter"), asking.committee(sample).id, 99)


def test_an_option_that_a_paper_does_not_take_is_refused() -> None:
    choosing.require_taken(paper("labels"), [("--start", Takes.START)])
    with pytest.raises(UsageError) as caught:
        choosing.require_taken(paper("agenda"), [("--start", Takes.START)])
    assert "--start" in str(caught.value)


def test_labels_begin_with_the_cell_that_was_chosen(sample: Store) -> None:
    one = paper("labels")
    for start, pages in ((1, 1), (2, 2), (12, 2)):
        view = one.compose(sample, occasion(sample, one, Choice(start=start)))
        made = drained(build(one, view, FONTS, FORMS))
        assert len(reading.pages(made)) == pages
    beyond = one.compose(sample, occasion(sample, one, Choice(start=13)))
    with pytest.raises(UsageError) as caught:
        drained(build(one, beyond, FONTS, FORMS))
    assert "12枚" in str(caught.value)


def test_a_letter_to_some_says_so_to_them_alone(sample: Store) -> None:
    wanted = (seat(sample, "若谷 正巳"),)
    view = paper("notice").compose(sample, occasion(sample, paper("notice"), Choice(to=wanted)))
    assert [one.name for one in view.to] == ["若谷 正巳"]
    assert view.head.number is None
