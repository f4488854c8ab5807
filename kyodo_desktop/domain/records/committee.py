"""The committee and the categories its seats are filled from."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.dated import in_order
from kyodo_desktop.domain.fields import Choice, Id, Record, choice, day, integer, record, reference, text
from kyodo_desktop.i18n import mark


class Numbering(Choice):
    """What the number of a meeting (第N回) counts within."""

    TERM = "term"
    FISCAL_YEAR = "fiscal_year"
    TOTAL = "total"

    @property
    def label(self) -> str:
        return {
            Numbering.TERM: mark("任期ごと"),
            Numbering.FISCAL_YEAR: mark("年度ごと"),
            Numbering.TOTAL: mark("通算"),
        }[self]


class SpeakerStyle(Choice):
    """How the public edition of the minutes names members: ○○委員, A委員, or 委員."""

    NAMED = "named"
    LETTERED = "lettered"
    PLAIN = "plain"

    @property
    def label(self) -> str:
        return {
            SpeakerStyle.NAMED: mark("氏名を載せる（○○委員）"),
            SpeakerStyle.LETTERED: mark("記号にする（A委員）"),
            SpeakerStyle.PLAIN: mark("氏名を載せない（委員）"),
        }[self]


@record("委員会")
class Committee(Record):
    """An advisory committee (附属機関) whose secretariat keeps this register."""

    name: str = text("委員会名", search=True)
    city: str = text("自治体名")
    section: str = text("事務局", help="庶務を処理する課（例：市民生活部協働推進課）", default="")
    regulation: str = text("規則", help="規則ファイルの名前", default="")
    document_prefix: str = text("文書番号の記号", help="例：川協発第", default="")
    numbering: Numbering = choice("回数の数え方", Numbering, default=Numbering.TERM)
    speaker_style: SpeakerStyle = choice("公開する会議録の発言者", SpeakerStyle, default=SpeakerStyle.NAMED)
    sample_today: dt.date | None = day(
        "見本の今日", default=None, help="見本の委員会だけで、今日の代わりに使う日です。"
    )


@record("委員区分", checks=(in_order,))
class Category(Record):
    """A category of member (1号委員 …) and what qualifies for it."""

    committee: Id = reference("委員会", "Committee")
    number: int = integer("号", least=1, most=99)
    name: str = text("名称", help="例：1号委員", search=True)
    qualification: str = text("選出区分", help="例：知識経験者", default="")
    seats: int | None = integer("定数", default=None, most=999)
    since: dt.date | None = day("いつから", default=None)
    until: dt.date | None = day("いつまで", default=None)
