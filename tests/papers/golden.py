"""Golden pages: how each paper looks at 100 dpi. `python -m tests.papers.golden` writes them anew.

Every page was looked at by eye before it was kept; look again before keeping a new one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image, ImageChops

from kyodo_desktop.papers.agenda import Agenda
from kyodo_desktop.papers.announcement import Announcement
from kyodo_desktop.papers.approval import Approval
from kyodo_desktop.papers.body import Body
from kyodo_desktop.papers.consultations import ConsultationsPaper
from kyodo_desktop.papers.coverletter import CoverLetter
from kyodo_desktop.papers.dateinquiry import DateInquiry
from kyodo_desktop.papers.datesummary import DateSummary
from kyodo_desktop.papers.materials import MaterialsList
from kyodo_desktop.papers.notice import Notice
from kyodo_desktop.papers.observerregister import ObserverRegister
from kyodo_desktop.papers.observerrules import ObserverRules
from kyodo_desktop.papers.paper import AnyPaper, render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.regulation import RegulationPaper
from kyodo_desktop.papers.roster import RosterPaper
from kyodo_desktop.papers.slip import Slip
from kyodo_desktop.papers.survey import SurveyPaper
from tests.papers import (
    afterwards,
    appointed,
    before_samples,
    bodies,
    day_samples,
    edition_samples,
    print_samples,
    report_samples,
    samples,
)
from tests.papers.reading import pictures

FOLDER = Path(__file__).resolve().parent.parent / "golden"
MOST = 0.002
"""The share of a page's pixels that may differ: another version of pdfium smooths an edge otherwise."""
_NOTICED = 48


def _pdf(paper: AnyPaper, view: object) -> bytes:
    return drained(render(paper, view, samples.FONTS, samples.FORMS))


def _hostile() -> bytes:
    return _pdf(RosterPaper(), samples.HOSTILE)


def _long() -> bytes:
    return _pdf(Agenda(), samples.long_agenda(2))


PAGES: Mapping[str, Callable[[], bytes]] = {
    "agenda": lambda: _pdf(Agenda(), samples.AGENDA),
    "agenda-long": _long,
    "body-flow": lambda: _pdf(Body(), bodies.body(bodies.FLOW)),
    "body-table": lambda: _pdf(Body(), bodies.body(bodies.TABLE)),
    "body-consultation": lambda: _pdf(Body(), bodies.body(bodies.CONSULTATIONS)),
    "body-handout": lambda: _pdf(Body(), bodies.handout(bodies.HANDOUT)),
    "materials": lambda: _pdf(MaterialsList(), samples.MATERIALS),
    "roster": lambda: _pdf(RosterPaper(), samples.ROSTER),
    "roster-elected": lambda: _pdf(RosterPaper(), samples.marked()),
    "roster-60": lambda: _pdf(RosterPaper(), samples.crowd(60)),
    "roster-hostile": _hostile,
    **{f"survey-p{n}": lambda: _pdf(SurveyPaper(), report_samples.STAFF) for n in range(1, 5)},
    **{f"survey-projects-p{n}": lambda: _pdf(SurveyPaper(), report_samples.PROJECTS) for n in (1, 2)},
    **{f"survey-40-p{n}": lambda: _pdf(SurveyPaper(), report_samples.wide(40)) for n in (2, 3)},
    "survey-inks": lambda: _pdf(SurveyPaper(), report_samples.wide(10)),
    "regulation": lambda: _pdf(RegulationPaper(), report_samples.REGULATION),
    **{f"regulation-long-p{n}": lambda: _pdf(RegulationPaper(), report_samples.LONG_LAW) for n in (1, 2)},
    **{
        f"consultations-p{n}": lambda: _pdf(ConsultationsPaper(), report_samples.CONSULTATIONS)
        for n in (1, 2)
    },
    "consultations-followed": lambda: _pdf(ConsultationsPaper(), report_samples.FOLLOWED),
    "slip-apart": lambda: _pdf(Slip(), samples.SLIP),
    "slip-absent": lambda: _pdf(Slip(), samples.ABSENT),
    **appointed.PAGES,
    **day_samples.PAGES,
    "notice-p1": lambda: _pdf(Notice(), before_samples.NOTICE),
    "notice-p2": lambda: _pdf(Notice(), before_samples.NOTICE),
    "notice-draft": lambda: _pdf(Notice(), before_samples.BARE_NOTICE),
    "cover-letter": lambda: _pdf(CoverLetter(), before_samples.COVER),
    "announcement": lambda: _pdf(Announcement(), before_samples.ANNOUNCEMENT),
    "announcement-bare": lambda: _pdf(Announcement(), before_samples.BARE_ANNOUNCEMENT),
    "observer-rules": lambda: _pdf(ObserverRules(), before_samples.RULES),
    "observer-register": lambda: _pdf(ObserverRegister(), before_samples.REGISTER),
    "approval": lambda: _pdf(Approval(), before_samples.APPROVAL),
    "approval-bare": lambda: _pdf(Approval(), before_samples.BARE_APPROVAL),
    "date-inquiry-p1": lambda: _pdf(DateInquiry(), before_samples.INQUIRY),
    "date-inquiry-p2": lambda: _pdf(DateInquiry(), before_samples.INQUIRY),
    "date-inquiry-bare-p2": lambda: _pdf(DateInquiry(), before_samples.BARE_INQUIRY),
    "date-summary": lambda: _pdf(DateSummary(), before_samples.SUMMARY),
    **afterwards.PAGES,
    "replacement": lambda: _pdf(edition_samples.PAPER, edition_samples.REPLACEMENT),
    "materials-edition": lambda: _pdf(MaterialsList(), edition_samples.SECOND_LIST),
    **print_samples.PAGES,
}


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that a reader would notice to differ; pages of different sizes differ wholly."""
    if one.size != other.size:
        return 1.0
    apart = ImageChops.difference(one, other).histogram()
    return sum(apart[_NOTICED:]) / (one.width * one.height)


def page(name: str) -> Image.Image:
    """The first page of the paper called `name`, or the one that its ending -p2 says."""
    number = re.search(r"-p(\d+)$", name)
    return pictures(PAGES[name]())[int(number[1]) - 1 if number else 0]


def kept(name: str) -> Image.Image:
    with Image.open(FOLDER / f"{name}.png") as image:
        return image.convert("L")


def write() -> None:
    """Write every golden page anew."""
    FOLDER.mkdir(exist_ok=True)
    for name in PAGES:
        page(name).quantize(16).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    write()
