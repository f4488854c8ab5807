"""Views of the papers that go out before a meeting, as the sample's first meeting would have them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.papers.announcement import AnnouncementView
from kyodo_desktop.papers.convened import Convened
from kyodo_desktop.papers.coverletter import CoverLetterView, Sent
from kyodo_desktop.papers.letter import Addressee
from kyodo_desktop.papers.notice import NoticeView
from kyodo_desktop.papers.observerregister import ObserverRegisterView
from kyodo_desktop.papers.observerrules import ObserverRulesView
from tests.papers import letters
from tests.papers.samples import COMMITTEE, DAY, MATERIALS

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
