"""The roster (委員名簿): every question a clerk asks of it and every act upon it, in one place."""

from __future__ import annotations

from kyodo_desktop.services.appointments import appoint, reappoint, reorder, resign, set_prior_periods
from kyodo_desktop.services.committees import (
    add_category,
    edit_category,
    edit_committee,
    edit_term,
    establish,
    open_term,
)
from kyodo_desktop.services.corrections import correct
from kyodo_desktop.services.history import History, PersonOn, Service, history_of, person_on
from kyodo_desktop.services.officers import leave_office, take_office
from kyodo_desktop.services.register import categories, committees, term_on, terms
from kyodo_desktop.services.sitting import Roster, RosterLine, Vacancy, roster_on, vacancies
from kyodo_desktop.services.successions import add_affiliation, succeed
from kyodo_desktop.services.withdrawals import withdraw

__all__ = [
    "History",
    "PersonOn",
    "Roster",
    "RosterLine",
    "Service",
    "Vacancy",
    "add_affiliation",
    "add_category",
    "appoint",
    "categories",
    "committees",
    "correct",
    "edit_category",
    "edit_committee",
    "edit_term",
    "establish",
    "history_of",
    "leave_office",
    "open_term",
    "person_on",
    "reappoint",
    "reorder",
    "resign",
    "roster_on",
    "set_prior_periods",
    "succeed",
    "take_office",
    "term_on",
    "terms",
    "vacancies",
    "withdraw",
]
