"""The list of printed forms (様式); a new one is a file here, its TOML in forms/papers and a line below."""

from __future__ import annotations

from typing import Final

from kyodo_desktop.papers.acceptance import AcceptancePaper
from kyodo_desktop.papers.activity import TermReport, YearReport
from kyodo_desktop.papers.agenda import Agenda
from kyodo_desktop.papers.announcement import Announcement
from kyodo_desktop.papers.approval import Approval
from kyodo_desktop.papers.attendance import AttendanceList
from kyodo_desktop.papers.body import Body
from kyodo_desktop.papers.certificate import CertificatePaper
from kyodo_desktop.papers.comparison import Comparison
from kyodo_desktop.papers.confirmation import ConfirmationPaper
from kyodo_desktop.papers.consultationletter import ConsultationLetter
from kyodo_desktop.papers.consultations import ConsultationsPaper
from kyodo_desktop.papers.coverletter import CoverLetter
from kyodo_desktop.papers.dateinquiry import DateInquiry
from kyodo_desktop.papers.datesummary import DateSummary
from kyodo_desktop.papers.decisions import DecisionsList
from kyodo_desktop.papers.envelopes import Envelopes
from kyodo_desktop.papers.errata import ErrataList
from kyodo_desktop.papers.labels import Labels
from kyodo_desktop.papers.materials import MaterialsList
from kyodo_desktop.papers.minutes import MinutesPaper, PublicMinutes
from kyodo_desktop.papers.minutesreview import MinutesReviewLetter
from kyodo_desktop.papers.nameplates import Nameplates
from kyodo_desktop.papers.nomination import NominationPaper
from kyodo_desktop.papers.notice import Notice
from kyodo_desktop.papers.observerregister import ObserverRegister
from kyodo_desktop.papers.observerrules import ObserverRules
from kyodo_desktop.papers.paper import AnyPaper
from kyodo_desktop.papers.paystatement import PayStatement
from kyodo_desktop.papers.printinstructions import PrintInstructions
from kyodo_desktop.papers.regulation import RegulationPaper
from kyodo_desktop.papers.replacement import Replacement
from kyodo_desktop.papers.reportletter import ReportLetter
from kyodo_desktop.papers.results import Results
from kyodo_desktop.papers.roster import RosterPaper
from kyodo_desktop.papers.script import Script
from kyodo_desktop.papers.seating import Seating
from kyodo_desktop.papers.slip import Slip
from kyodo_desktop.papers.survey import SurveyPaper
from kyodo_desktop.papers.thanks import ThanksPaper

PAPERS: Final[tuple[AnyPaper, ...]] = (
    Agenda(),
    MaterialsList(),
    RosterPaper(),
    Body(),
    SurveyPaper(),
    RegulationPaper(),
    ConsultationsPaper(),
    Slip(),
    Notice(),
    CoverLetter(),
    Announcement(),
    ObserverRules(),
    ObserverRegister(),
    Script(),
    Seating(),
    Nameplates(),
    AttendanceList(),
    Labels(),
    Envelopes(),
    Approval(),
    DateInquiry(),
    DateSummary(),
    NominationPaper(),
    AcceptancePaper(),
    CertificatePaper(),
    ConfirmationPaper(),
    ThanksPaper(),
    ConsultationLetter(),
    ReportLetter(),
    MinutesPaper(),
    PublicMinutes(),
    MinutesReviewLetter(),
    Results(),
    PayStatement(),
    ErrataList(),
    Replacement(),
    Comparison(),
    DecisionsList(),
    TermReport(),
    YearReport(),
    PrintInstructions(),
)
"""In the order a packet is read."""

__all__ = ["PAPERS"]
