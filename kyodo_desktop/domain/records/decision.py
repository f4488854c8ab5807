"""Motions and how they were voted on, elections and whom they put into office, withdrawals for interest."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.fields import (
    Choice,
    Id,
    Record,
    choice,
    clock,
    day,
    flag,
    integer,
    lines,
    person_name,
    record,
    reference,
    text,
)
from kyodo_desktop.domain.records.attendance import AttendanceMethod
from kyodo_desktop.domain.records.roster import OfficeRole
from kyodo_desktop.i18n import Message, mark, msg


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


class VoterState(Choice):
    """In what state a member was when a vote was taken."""

    VOTING = "voting"
    CASTING_ONLY = "casting_only"
    NO_VOTE = "no_vote"
    WITHDRAWN = "withdrawn"
    NOT_COUNTED = "not_counted"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        return {
            VoterState.VOTING: mark("表決権あり"),
            VoterState.CASTING_ONLY: mark("裁決権のみ"),
            VoterState.NO_VOTE: mark("議決に加わらない"),
            VoterState.WITHDRAWN: mark("利害関係により退席"),
            VoterState.NOT_COUNTED: mark("出席に数えない"),
            VoterState.ABSENT: mark("不在"),
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
    voted_at: dt.time | None = clock("採決の時刻", default=None)


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


def about_one(snapshot: VoteSnapshot) -> Message | None:
    """A check: it is about a motion or about an election, not about both or neither."""
    if (snapshot.motion is None) is not (snapshot.election is None):
        return None
    return msg("議案か選任の、どちらか一方の記録でなければなりません。")


@record("選任")
class Election(Record):
    """The filling of an office by the members from among themselves (互選)."""

    item: Id = reference("議事項目", "AgendaItem")
    role: OfficeRole = choice("役職", OfficeRole)
    method: ElectionMethod = choice("方法", ElectionMethod, default=ElectionMethod.NOMINATION)
    order: int = integer("順序", default=0, help="決選投票やくじは、前の投票の次になります。")
    nominee: Id | None = reference("指名された委員の委嘱", "Appointment", default=None)
    objections: int = integer("不同意", default=0, most=9999)
    elected: Id | None = reference("当選者の委嘱", "Appointment", default=None)
    invalid: int = integer("無効票", default=0, most=9999)
    voted_at: dt.time | None = clock("互選の時刻", default=None)


@record("得票")
class Ballot(Record):
    """The votes that a candidate received in an election."""

    election: Id = reference("選任", "Election")
    appointment: Id = reference("委嘱", "Appointment")
    votes: int = integer("得票数", most=9999)
    in_lot: bool = flag("くじの対象", default=False)


@record("採決の記録", checks=(about_one,))
class VoteSnapshot(Record):
    """What a vote or an election was judged on, frozen: the law of its day, the figures, the ruling.

    `readings` and the two rulings are JSON; `text_hash` is the SHA-256 of the regulation's TOML as it stood.
    """

    motion: Id | None = reference("議案", "Motion", default=None)
    election: Id | None = reference("選任", "Election", default=None)
    taken_on: dt.date = day("採決の日")
    regulation: Id = reference("規則", "RegulationVersion")
    text_hash: str = text("規則本文のハッシュ値")
    readings: str = lines("適用した読み方")
    in_office: int = integer("現在員", most=9999)
    present: int = integer("出席", most=9999)
    presider: Id | None = reference("議長の委嘱", "Appointment", default=None)
    presider_name: str = person_name("議長", default="")
    verdict: str = text("結果")
    article: str = text("根拠", default="")
    sentence: str = lines("読み上げる文", search=True)
    quorum: str = lines("定足数の判定")
    ruling: str = lines("議決の判定")


@record("採決時の委員")
class SnapshotMember(Record):
    """A member in office when a vote was taken, under the name of that day, and whether they had a vote."""

    snapshot: Id = reference("採決の記録", "VoteSnapshot")
    appointment: Id = reference("委嘱", "Appointment")
    name: str = person_name("氏名")
    state: VoterState = choice("状態", VoterState)
    method: AttendanceMethod | None = choice("方法", AttendanceMethod, default=None)
