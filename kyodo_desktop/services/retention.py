"""Whose personal data has been kept long enough (保存期間), and forgetting it.

How many years it is kept is the office's own rule (文書管理規程): it is given, never assumed. The years run
from 1 April after the fiscal year in which the last appointment ended.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Appointment, Person
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.corrections import called
from kyodo_desktop.services.disclosing import filled
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.storage import Change, Store

MOST_YEARS = 100


@dataclass(frozen=True, slots=True)
class Kept:
    """A person of whom something personal is on record: `ended` is the last day of any appointment of theirs,
    `until` the last day on which it is kept, `labels` what it is.
    """

    person: Id
    name: str
    ended: dt.date
    until: dt.date
    labels: tuple[str, ...]


def kept_until(ended: dt.date, years: int) -> dt.date:
    """The last day on which is kept what belongs to an appointment that ended on a day."""
    return dt.date(wareki.fiscal_year(ended) + 1 + years, 3, 31)


def expired(store: Store, day: dt.date, years: int) -> tuple[Kept, ...]:
    """Those whose personal data needn't be kept on `day`, who left longest ago first.

    Who was never appointed isn't among them: nothing says since when. Raises InvalidRecord for an odd number
    of years.
    """
    _require_years(years)
    ends: dict[Id, dt.date] = {}
    for seat in store.find(Appointment):
        ends[seat.person] = max(seat.until, ends.get(seat.person, seat.until))
    found: list[Kept] = []
    for person in store.find(Person):
        ended = ends.get(person.id)
        if ended is None or kept_until(ended, years) >= day:
            continue
        if labels := filled(store, person.id):
            name = called(store, person.id, None)
            found.append(Kept(person.id, name, ended, kept_until(ended, years), labels))
    return tuple(sorted(found, key=lambda one: (one.ended, one.person)))


def erase(store: Store, people: Collection[Id], day: dt.date, years: int) -> Change:
    """Erase the personal data of people from the register and its journal; it can't be taken back.

    Names, affiliations and appointments stay, and so do copies made before and papers that were issued.
    Raises InvalidRecord for anybody whose data must still be kept, or nobody; ReadOnly.
    """
    what = msg("個人情報を消去できません")
    known = {one.person: one for one in expired(store, day, years)}
    if not people:
        raise refused(what, msg("対象者がいません。"), msg("対象者を選んでください。"))
    for person in people:
        if person not in known:
            raise refused(
                what,
                msg(
                    "{name}の個人情報は、{day}の時点で保存期間（{years}年）が過ぎていないか、登録がありません。",
                    name=called(store, person, None),
                    day=said(day),
                    years=years,
                ),
                msg("保存期間の一覧で、対象者を確かめてください。"),
            )
    act = msg("保存期間（{years}年）を過ぎた{people}人の個人情報を消去", years=years, people=len(set(people)))
    return store.erase(act, tuple(dict.fromkeys(people)))


def _require_years(years: int) -> None:
    if not 0 <= years <= MOST_YEARS:
        raise refused(
            msg("保存期間を数えられません"),
            msg("保存期間は0年から{most}年までです。", most=MOST_YEARS),
            msg("文書管理規程などで定めた年数を入力してください。"),
        )
