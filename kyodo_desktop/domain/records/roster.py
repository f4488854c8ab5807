"""Who sits on the committee: terms, persons with dated names and affiliations, appointments, offices."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.dated import in_order
from kyodo_desktop.domain.fields import (
    Choice,
    Id,
    Record,
    choice,
    day,
    flag,
    integer,
    kana,
    lines,
    person_name,
    record,
    reference,
    text,
)
from kyodo_desktop.i18n import mark


class EndReason(Choice):
    """Why an appointment ended before its term did."""

    RESIGNED = "resigned"
    DISMISSED = "dismissed"
    DIED = "died"
    DISQUALIFIED = "disqualified"
    RECATEGORISED = "recategorised"

    @property
    def label(self) -> str:
        return {
            EndReason.RESIGNED: mark("辞任"),
            EndReason.DISMISSED: mark("解嘱"),
            EndReason.DIED: mark("死亡"),
            EndReason.DISQUALIFIED: mark("失職"),
            EndReason.RECATEGORISED: mark("区分の変更"),
        }[self]


class Selection(Choice):
    """How a member came to be chosen, where that is recorded."""

    PUBLIC_CALL = "public_call"
    RECOMMENDED = "recommended"
    EX_OFFICIO = "ex_officio"
    CHOSEN = "chosen"
    EMPLOYEE = "employee"

    @property
    def label(self) -> str:
        return {
            Selection.PUBLIC_CALL: mark("公募"),
            Selection.RECOMMENDED: mark("団体の推薦"),
            Selection.EX_OFFICIO: mark("充て職"),
            Selection.CHOSEN: mark("市の選考"),
            Selection.EMPLOYEE: mark("市職員の任命"),
        }[self]


class Sex(Choice):
    """A member's sex as the member gave it; never inferred from a name."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {Sex.FEMALE: mark("女性"), Sex.MALE: mark("男性"), Sex.OTHER: mark("その他")}[self]


class OfficeRole(Choice):
    """An office of the committee that its members fill by election from among themselves (互選)."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"

    @property
    def label(self) -> str:
        return {OfficeRole.CHAIR: mark("委員長"), OfficeRole.VICE_CHAIR: mark("副委員長")}[self]


@record("任期", checks=(in_order,))
class Term(Record):
    """A term of office of the whole committee, both days inclusive."""

    committee: Id = reference("委員会", "Committee")
    since: dt.date = day("始期")
    until: dt.date = day("終期")


@record("委員本人")
class Person(Record):
    """A person, whatever they are called and wherever they belong on a given day."""

    postcode: str = text("郵便番号", default="", personal=True)
    address: str = text("住所", default="", personal=True)
    phone: str = text("電話番号", default="", personal=True)
    email: str = text("メールアドレス", default="", personal=True)
    sex: Sex | None = choice(
        "性別", Sex, default=None, personal=True, help="本人の申告によります。氏名から推測しません。"
    )
    born_on: dt.date | None = day("生年月日", default=None, personal=True)
    note: str = lines("事務局メモ", default="", personal=True)


@record("氏名", checks=(in_order,))
class PersonName(Record):
    """What a person was called from a day until a day."""

    person: Id = reference("委員本人", "Person")
    name: str = person_name("氏名", help="姓と名の間に空白を1つ入れます。字体は入力したまま保存します。")
    kana: str = kana("ふりがな", default="")
    substitute: str = text("代替字", help="本来の字を表示できない機器で使う表記", default="")
    glyph_note: str = text("字形メモ", help="例：はしごだか、つちよし", default="")
    base_form_accepted: bool = flag(
        "字形の代用を承認",
        default=False,
        help="どの書体にもない異体字を、基本の字形で印刷することを承認します。",
    )
    since: dt.date | None = day("いつから", default=None)
    until: dt.date | None = day("いつまで", default=None)


@record("所属", checks=(in_order,))
class Affiliation(Record):
    """Where a person belongs, and as what, from a day until a day."""

    person: Id = reference("委員本人", "Person")
    organisation: str = text("所属団体等", search=True)
    post: str = text("役職", default="")
    joined: bool = flag("役職を続けて書く", default=False, help="団体名と役職の間を空けずに印刷します。")
    confirmed_on: dt.date | None = day("最終確認日", default=None)
    since: dt.date | None = day("いつから", default=None)
    until: dt.date | None = day("いつまで", default=None)

    @property
    def printed(self) -> str:
        """Organisation and post as the roster prints them."""
        gap = "" if self.joined or not self.post else " "
        return f"{self.organisation}{gap}{self.post}"


@record("在任期数")
class PriorService(Record):
    """Periods a person served on a committee before this register began: a number, the dates unknown."""

    committee: Id = reference("委員会", "Committee")
    person: Id = reference("委員本人", "Person")
    periods: int = integer("以前の期数", help="この台帳に記録がない、過去の在任期数", least=0, most=99)


@record("委嘱", checks=(in_order,))
class Appointment(Record):
    """A person's seat in a term: from and until are the member's own, within the term's."""

    term: Id = reference("任期", "Term")
    category: Id = reference("委員区分", "Category")
    person: Id = reference("委員本人", "Person")
    order: int = integer("名簿順", default=0)
    since: dt.date = day("委嘱日")
    until: dt.date = day("任期の終わり")
    end_reason: EndReason | None = choice("終了の理由", EndReason, default=None)
    predecessor: Id | None = reference("前任者の委嘱", "Appointment", default=None)
    selection: Selection | None = choice("選任の方法", Selection, default=None)


@record("役職者", checks=(in_order,))
class Office(Record):
    """The office a member holds from the day of the election."""

    appointment: Id = reference("委嘱", "Appointment")
    role: OfficeRole = choice("役職", OfficeRole)
    since: dt.date = day("就任日")
    until: dt.date | None = day("退任日", default=None)
