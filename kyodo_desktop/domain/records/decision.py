"""Motions and how they were voted on, elections and whom they put into office, withdrawals for interest."""

from __future__ import annotations

from kyodo_desktop.domain.fields import Choice, Id, Record, choice, integer, lines, record, reference, text
from kyodo_desktop.domain.records.roster import OfficeRole
from kyodo_desktop.i18n import mark


class VoteMethod(Choice):
    """How a vote is taken."""

    NO_OBJECTION = "no_objection"
    HANDS = "hands"
    STANDING = "standing"
    NAMED = "named"
    BALLOT = "ballot"

    @property
    def label(self) -> str:
        return {
            VoteMethod.NO_OBJECTION: mark("異議なし（簡易採決）"),
            VoteMethod.HANDS: mark("挙手"),
            VoteMethod.STANDING: mark("起立"),
            VoteMethod.NAMED: mark("記名投票"),
            VoteMethod.BALLOT: mark("無記名投票"),
        }[self]


class VoteCast(Choice):
    """What a member voted."""

    AYE = "aye"
    NO = "no"
    ABSTAIN = "abstain"

    @property
    def label(self) -> str:
        return {VoteCast.AYE: mark("賛成"), VoteCast.NO: mark("反対"), VoteCast.ABSTAIN: mark("棄権")}[self]


class ElectionMethod(Choice):
    """How an office is filled."""

    NOMINATION = "nomination"
    BALLOT = "ballot"
    LOT = "lot"

    @property
    def label(self) -> str:
        return {
            ElectionMethod.NOMINATION: mark("指名推選"),
            ElectionMethod.BALLOT: mark("投票"),
            ElectionMethod.LOT: mark("くじ"),
        }[self]


@record("議案")
class Motion(Record):
    """A question put to the vote on an agenda item, and the figures counted."""

    item: Id = reference("議事項目", "AgendaItem")
    order: int = integer("順序", default=0)
    wording: str = lines("議決の内容", search=True)
    kind: str = text("議決の種別", default="ordinary", help="規則が定める議決の種別（通常は ordinary）")
    method: VoteMethod = choice("採決の方法", VoteMethod, default=VoteMethod.NO_OBJECTION)
    ayes: int | None = integer("賛成", default=None, most=9999)
    noes: int | None = integer("反対", default=None, most=9999)
    abstentions: int | None = integer("棄権", default=None, most=9999)
    invalid: int | None = integer("無効", default=None, most=9999)
    chair_vote: VoteCast | None = choice("議長の委員としての票", VoteCast, default=None)
    chair_casting: VoteCast | None = choice("議長の裁決", VoteCast, default=None)


@record("表決")
class Vote(Record):
    """One member's vote, where votes are named."""

    motion: Id = reference("議案", "Motion")
    appointment: Id = reference("委嘱", "Appointment")
    cast: VoteCast = choice("表決", VoteCast)


@record("退席の申出")
class Withdrawal(Record):
    """A member's withdrawal from an item for interest (利害関係)."""

    item: Id = reference("議事項目", "AgendaItem")
    appointment: Id = reference("委嘱", "Appointment")
    reason: str = text("理由", default="")


@record("選任")
class Election(Record):
    """The filling of an office by the members from among themselves (互選)."""

    item: Id = reference("議事項目", "AgendaItem")
    role: OfficeRole = choice("役職", OfficeRole)
    method: ElectionMethod = choice("方法", ElectionMethod, default=ElectionMethod.NOMINATION)
    elected: Id | None = reference("当選者の委嘱", "Appointment", default=None)
    invalid: int = integer("無効票", default=0, most=9999)


@record("得票")
class Ballot(Record):
    """The votes that a candidate received in an election."""

    election: Id = reference("選任", "Election")
    appointment: Id = reference("委嘱", "Appointment")
    votes: int = integer("得票数", most=9999)
