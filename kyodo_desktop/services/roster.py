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
from kyodo_desktop.services.composing import Judged, composition_on, give_reason, withdraw_reason
from kyodo_desktop.services.corrections import correct
from kyodo_desktop.services.history import History, PersonOn, Service, history_of, person_on
from kyodo_desktop.services.limits import (
    add_post,
    edit_limit,
    edit_post,
    limits,
    remove_limit,
    remove_post,
    set_limit,
)
from kyodo_desktop.services.officers import leave_office, take_office
from kyodo_desktop.services.recategorising import change_category
from kyodo_desktop.services.register import categories, committees, term_on, terms
from kyodo_desktop.services.renewals import Continuing, Newcomer, renew_term
from kyodo_desktop.services.sitting import Roster, RosterLine, Vacancy, roster_on, vacancies
from kyodo_desktop.services.successions import add_affiliation, succeed
from kyodo_desktop.services.tenures import remaining_term, tenure_of, term_faults, years_of
from kyodo_desktop.services.withdrawals import withdraw

__all__ = [
    "Continuing",
    "History",
    "Judged",
    "Newcomer",
    "PersonOn",
    "Roster",
    "RosterLine",
    "Service",
    "Vacancy",
    "add_affiliation",
    "add_category",
    "add_post",
    "appoint",
    "categories",
    "change_category",
    "committees",
    "composition_on",
    "correct",
    "edit_category",
    "edit_committee",
    "edit_limit",
    "edit_post",
    "edit_term",
    "establish",
    "give_reason",
    "history_of",
    "leave_office",
    "limits",
    "open_term",
    "person_on",
    "reappoint",
    "remaining_term",
    "remove_limit",
    "remove_post",
    "renew_term",
    "reorder",
    "resign",
    "roster_on",
    "set_limit",
    "set_prior_periods",
    "succeed",
    "take_office",
    "tenure_of",
    "term_faults",
    "term_on",
    "terms",
    "vacancies",
    "withdraw",
    "withdraw_reason",
    "years_of",
]
