"""Views of the papers that go out before a meeting, as the sample's first meeting would have them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.papers.announcement import AnnouncementView
from kyodo_desktop.papers.approval import ApprovalView
from kyodo_desktop.papers.convened import Convened
from kyodo_desktop.papers.coverletter import CoverLetterView, Sent
from kyodo_desktop.papers.dateinquiry import DateInquiryView
from kyodo_desktop.papers.dateslip import Offered
from kyodo_desktop.papers.datesummary import Answers, DateSummaryView, Judged
from kyodo_desktop.papers.letter import Addressee
from kyodo_desktop.papers.notice import NoticeView
from kyodo_desktop.papers.observerregister import ObserverRegisterView
from kyodo_desktop.papers.observerrules import ObserverRulesView
from tests.papers import letters
from tests.papers.samples import COMMITTEE, DAY, MATERIALS, MEMBERS

CLOSED = frozenset({dt.date(2025, 11, 3), dt.date(2025, 11, 8), dt.date(2025, 11, 9)})
MEETING = Convened(
    committee=COMMITTEE,
    number=1,
    day=DAY,
    starts_at=dt.time(14, 0),
    venue="川口市役所第一本庁舎\n市議会第3委員会室",
)
TOPICS = ("（1）正副委員長の選任（互選）について", "（2）川口市における協働の現状について")


def notice(to: tuple[Addressee, ...] = letters.members(12)) -> NoticeView:
    """The notice to these."""
    return NoticeView(head=letters.HEAD, to=to, meeting=MEETING, topics=TOPICS, closed=CLOSED)


NOTICE = notice()
BARE_MEETING = replace(MEETING, starts_at=None, venue="")
BARE_NOTICE = replace(
    notice((replace(letters.TO, postcode="", address=""),)),
    head=letters.DRAFT,
    meeting=BARE_MEETING,
    topics=(),
    closed=frozenset(),
)
"""All that may be missing is."""

COVER = CoverLetterView(
    head=letters.HEAD,
    to=letters.members(12),
    meeting=MEETING,
    materials=tuple(
        Sent(f"{row.family}{row.number}", row.title, row.family == "参考資料") for row in MATERIALS.rows
    ),
)
BARE_COVER = replace(COVER, to=COVER.to[:1], head=letters.DRAFT, meeting=BARE_MEETING, materials=())

ANNOUNCEMENT = AnnouncementView(
    meeting=MEETING,
    topics=TOPICS,
    section="市民生活部協働推進課",
    phone="000-000-0000",
    email="kyodo@example.jp",
)
BARE_ANNOUNCEMENT = AnnouncementView(meeting=BARE_MEETING, topics=())

RULES = ObserverRulesView(committee=COMMITTEE)
REGISTER = ObserverRegisterView(meeting=MEETING)

APPROVAL = ApprovalView(head=letters.HEAD, meeting=MEETING, topics=TOPICS, members=12)
BARE_APPROVAL = ApprovalView(head=letters.DRAFT, meeting=BARE_MEETING, topics=(), members=0)

DATES = (
    Offered(dt.date(2026, 2, 16), dt.time(14, 0), "川口市役所第一本庁舎 市議会第3委員会室"),
    Offered(dt.date(2026, 2, 18), dt.time(10, 0), ""),
    Offered(dt.date(2026, 2, 20)),
)
INQUIRY = DateInquiryView(
    head=letters.HEAD,
    to=letters.members(12),
    committee=COMMITTEE,
    number=2,
    dates=DATES,
    closed=frozenset({dt.date(2025, 10, 25)}),
)
BARE_INQUIRY = replace(INQUIRY, head=letters.DRAFT, to=INQUIRY.to[:1], dates=(), closed=frozenset())

_MET = (
    "委員12人(現在員)の半数以上である6人以上の出席が必要です。"
    "出席{present}人のため会議は成立しています(規則第3条第2項)。"
)
_MISSED = (
    "出席{present}人で、半数(6人)に達しないため、会議を開くことができません(規則第3条第2項)。"
    "懇談に切り替えた場合、議決はできません。"
)


def judged(date: Offered, attends: int, possible: int) -> Judged:
    """A date with its rulings in words; six are needed."""
    return Judged(
        date=date,
        attends=attends,
        possible=possible,
        least=(_MET if attends >= 6 else _MISSED).format(present=attends),
        most=(_MET if possible >= 6 else _MISSED).format(present=possible),
        least_met=attends >= 6,
        most_met=possible >= 6,
    )


def summary(dates: int, members: int) -> DateSummaryView:
    """A summary of so many dates and members, their answers going round."""
    ways = ("attends", "attends", "undecided", "absent", "", "online")
    days = [Offered(dt.date(2026, 2, 1) + dt.timedelta(days=n), dt.time(14)) for n in range(dates)]
    names = [name for _, name, _, _ in MEMBERS][:members]
    names += [f"委員 {number}号" for number in range(len(names), members)]
    marks = [tuple(ways[(row * (n + 1)) % len(ways)] for n in range(dates)) for row in range(members)]
    given = [[row[n] for row in marks] for n in range(dates)]
    return DateSummaryView(
        committee=COMMITTEE,
        number=2,
        dates=tuple(
            judged(day, said.count("attends"), len(said) - said.count("absent") - said.count("online"))
            for day, said in zip(days, given, strict=True)
        ),
        members=tuple(Answers(name, row) for name, row in zip(names, marks, strict=True)),
    )


SUMMARY = summary(3, 12)
BARE_SUMMARY = summary(0, 12)
