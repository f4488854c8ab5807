"""The way from a finding to the screen and the record where it is put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QTabWidget

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.findings import Place
from kyodo_desktop.domain.records import (
    Affiliation,
    AgendaItem,
    Appointment,
    BodyText,
    Material,
    Meeting,
    PersonName,
    Question,
    RegulationVersion,
    Survey,
    SurveyChoice,
    SurveyFact,
)
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.load import part

if TYPE_CHECKING:
    from kyodo_desktop.ui.desk import Desk
    from kyodo_desktop.ui.window import MainWindow

_OVERVIEW, _AGENDA, _MATERIALS = range(3)
_ROSTER: Final = ("Person", "PersonName", "Affiliation", "Appointment")
_MEETING: Final = ("Meeting", "AgendaItem", "Material", "BodyText")
_OWN: Final = {
    "Consultation": "consultations",
    "Report": "consultations",
    "Recommendation": "consultations",
    "ContinuedDeliberation": "consultations",
    "FollowUp": "consultations",
    "PlanEntry": "plan",
    "Survey": "surveys",
    "SurveyFact": "surveys",
    "Question": "surveys",
    "SurveyChoice": "surveys",
    "Committee": "settings",
    "Term": "settings",
    "Category": "settings",
    "Sender": "settings",
    "Contact": "settings",
    "Venue": "settings",
    "ClosedDay": "settings",
    "CompositionLimit": "settings",
}
"""The screen that shows a record by its id."""


def jump(window: MainWindow, place: Place, meeting: Meeting) -> bool:
    """Show where `place` is put right, for a finding on `meeting`; False where no screen does so yet."""
    desk = window.desk
    try:
        if place.record in _ROSTER:
            return _to_roster(window, _person(desk, place), meeting)
        if place.record == RegulationVersion.__name__:
            return _to_text(window, place)
        if place.record in _OWN:
            return _to_own(window, _OWN[place.record], place)
        return place.record in _MEETING and _to_meeting(window, place, meeting)
    except NotFound:
        return False  # removed since the check


def shown(window: MainWindow, place: Place, meeting: Meeting) -> tuple[str, Callable[[], object]] | None:
    """What shows `place` where no screen puts it right: the words of a button, and what it does."""
    try:
        printed = _material(window.desk, place, meeting)
    except NotFound:
        return None
    if not printed:
        return None
    return _("印刷される資料を表示"), lambda: _to_meeting(window, place, meeting)


def _to_own(window: MainWindow, key: str, place: Place) -> bool:
    """The screen whose record it is, and there the field."""
    window.show_record(key, place.id)
    forms = window.page(key).forms()
    for form in forms:
        if form.record is not None and form.record.id == place.id and place.field in form.editors:
            form.editors[place.field].widget.setFocus()
    return window.screen_key == key and any(one.record and one.record.id == place.id for one in forms)


def _to_text(window: MainWindow, place: Place) -> bool:
    """The regulation's text, being put right where that is what it needs."""
    from kyodo_desktop.ui.screens.regulation import RegulationScreen

    version = window.desk.get(RegulationVersion, place.id)
    window.show_record(RegulationScreen.key, version.id)
    page = window.page(RegulationScreen.key)
    assert isinstance(page, RegulationScreen)
    if window.screen_key != RegulationScreen.key:
        return False
    if place.field == "source" and not window.desk.read_only and not page.text.source.editing:
        page.text.correct()
    return True


def _person(desk: Desk, place: Place) -> str:
    """The person whose record it is, "" where it is the committee's."""
    match place.record:
        case "Person":
            return place.id
        case "PersonName":
            return desk.get(PersonName, place.id).person
        case "Affiliation":
            return desk.get(Affiliation, place.id).person
        case "Appointment":
            return desk.get(Appointment, place.id).person
        case _:
            return ""


def _to_roster(window: MainWindow, person: str, meeting: Meeting) -> bool:
    from kyodo_desktop.ui.screens.roster import RosterScreen

    window.go(RosterScreen.key)
    page = window.page(RosterScreen.key)
    assert isinstance(page, RosterScreen)
    page.show_day(meeting.date)
    lines = page.roster.lines if page.roster else ()
    seat = next((line.appointment for line in lines if line.appointment.person == person), None)
    if seat is not None:
        page.table.choose(seat.id)
    return window.screen_key == RosterScreen.key


def _to_meeting(window: MainWindow, place: Place, meeting: Meeting) -> bool:
    """The meeting's own parts, and the material that a survey is printed in."""
    from kyodo_desktop.ui.screens.meeting import MeetingScreen

    material = _material(window.desk, place, meeting)
    if not material and place.record not in ("Meeting", "AgendaItem"):
        return False
    window.go(MeetingScreen.key)
    page = window.page(MeetingScreen.key)
    assert isinstance(page, MeetingScreen)
    page.table.choose(meeting.id)
    tabs = part(QTabWidget, "parts", page.form)
    if material:
        tabs.setCurrentIndex(_MATERIALS)
        page.materials.table.choose(material)
        text = place.record == BodyText.__name__
        editors = page.materials.body.form.editors if text else page.materials.form.editors
    elif place.record == "AgendaItem":
        tabs.setCurrentIndex(_AGENDA)
        page.agenda.choose(window.desk.get(AgendaItem, place.id).id)
        editors = page.agenda.form.editors
    else:
        tabs.setCurrentIndex(_OVERVIEW)
        editors = page.overview.editors
    if place.field in editors:
        editors[place.field].widget.setFocus()
    return window.screen_key == MeetingScreen.key


def _material(desk: Desk, place: Place, meeting: Meeting) -> str:
    """The id of the material where a record is printed, "" where in none of this meeting."""
    if place.record == Material.__name__:
        return desk.get(Material, place.id).id
    if place.record == BodyText.__name__:
        return desk.get(BodyText, place.id).material
    given = desk.find(Material, meeting=meeting.id)
    survey = _survey(desk, place)
    return next((one.id for one in given if survey and one.survey == survey), "")


def _survey(desk: Desk, place: Place) -> str:
    match place.record:
        case "Survey":
            return desk.get(Survey, place.id).id
        case "SurveyFact":
            return desk.get(SurveyFact, place.id).survey
        case "Question":
            return desk.get(Question, place.id).survey
        case "SurveyChoice":
            return desk.get(Question, desk.get(SurveyChoice, place.id).question).survey
        case _:
            return ""
