"""The limits that a city has set itself for the composition of its committees."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.dated import in_order
from kyodo_desktop.domain.fields import Choice, Id, Record, choice, day, integer, record, reference, text
from kyodo_desktop.i18n import mark


class LimitKind(Choice):
    """What a city limits in the composition of its committees."""

    PUBLIC_CALL_LEAST = "public_call_least"
    WOMEN_LEAST = "women_least"
    EITHER_SEX_LEAST = "either_sex_least"
    YEARS_MOST = "years_most"
    PERIODS_MOST = "periods_most"
    POSTS_MOST = "posts_most"
    NEW_AGE_BELOW = "new_age_below"
    AGAIN_AGE_BELOW = "again_age_below"

    @property
    def label(self) -> str:
        return {
            LimitKind.PUBLIC_CALL_LEAST: mark("公募の委員の割合（％以上）"),
            LimitKind.WOMEN_LEAST: mark("女性の割合（％以上）"),
            LimitKind.EITHER_SEX_LEAST: mark("男女それぞれの割合（％以上）"),
            LimitKind.YEARS_MOST: mark("在任年数（年まで）"),
            LimitKind.PERIODS_MOST: mark("在任期数（期まで）"),
            LimitKind.POSTS_MOST: mark("兼職の数（この委員会を含めて）"),
            LimitKind.NEW_AGE_BELOW: mark("新任のときの年齢（歳未満）"),
            LimitKind.AGAIN_AGE_BELOW: mark("再任のときの年齢（歳未満）"),
        }[self]


@record("構成の基準", checks=(in_order,))
class CompositionLimit(Record):
    """A limit that the city has set itself; where none is recorded, nothing is judged."""

    committee: Id = reference("委員会", "Committee")
    kind: LimitKind = choice("基準の種類", LimitKind)
    value: int = integer("数値", most=999)
    basis: str = text("根拠", default="", help="例：附属機関の委員の選任に関する要綱第3条")
    since: dt.date | None = day("いつから", default=None)
    until: dt.date | None = day("いつまで", default=None)
