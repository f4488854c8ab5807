"""Views of the papers after a meeting and over the year, made by hand for the sample's first meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from kyodo_desktop.domain import regulation_text
from kyodo_desktop.domain.records import MinutesStyle
from kyodo_desktop.papers.activity import ActivityView, Asked, Attended, Sat, TermReport, YearReport
from kyodo_desktop.papers.comparison import Comparison, ComparisonView
from kyodo_desktop.papers.decisions import Decided, DecisionsList, DecisionsView
from kyodo_desktop.papers.errata import ErrataList, ErrataView, Mistake
from kyodo_desktop.papers.minutes import MinutesPaper, MinutesView, PublicMinutes
from kyodo_desktop.papers.minutesreview import MinutesReviewLetter, MinutesReviewView
from kyodo_desktop.papers.paper import AnyPaper, render
from kyodo_desktop.papers.paystatement import PayRow, PayStatement, PayView
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.results import Handed, Results, ResultsView
from kyodo_desktop.services.amendments import compared
from kyodo_desktop.services.minutes import MinutesText, Section, Spoken
from kyodo_desktop.services.outcomes import Outcome
from tests.papers import letters
from tests.papers.samples import COMMITTEE, DAY, FONTS, FORMS, MATERIALS, MEMBERS, PATHS, SINCE, UNTIL

_NAMES = [name for _, name, _, _ in MEMBERS]
HEAD = (
    ("会議名", f"第1回{COMMITTEE}"),
    ("開催日時", "令和7年11月14日（金）午後2時00分から午後3時45分まで"),
    ("開催場所", "川口市役所第一本庁舎　市議会第3委員会室"),
    ("出席者", "、".join(f"{name}委員" for name in _NAMES[:-2])),
    ("欠席者", "若谷 正巳委員"),
    ("事務局", "市民生活部協働推進課"),
    ("議題", "正副委員長の選任（互選）について\n川口市における協働の現状について"),
    ("公開又は非公開の別", "公開"),
    ("傍聴人の数", "2人"),
    ("会議資料", "\n".join(f"{one.family}{one.number}　{one.title}" for one in MATERIALS.rows[:4])),
    ("問い合わせ先", "市民生活部協働推進課　電話　000-000-0000"),
)
PUBLIC_HEAD = tuple(
    (label, {"出席者": "委員11名", "欠席者": "委員1名"}.get(label, value)) for label, value in HEAD
)
_ASKED = "協働に関する職員アンケートでは、協働の意味を理解していない職員が7割を超えています。"


def minutes(member: str = "梶原委員", times: int = 1) -> tuple[Section, ...]:
    """What was said, a member's question and the answer `times` over."""
    talk = (
        Spoken("事務局", "資料2に基づき、川口市における協働の現状について御説明いたします。"),
        Spoken("委員長", "ただいまの説明について、御質問等はありませんか。"),
        *(
            Spoken(member, f"{_ASKED}研修の予定はありますか。"),
            Spoken("事務局", "本年度中に全職員を対象とする研修を実施する予定です。"),
        )
        * times,
        Spoken("委員長", "他になければ、原案のとおり決定することに御異議ありませんか。"),
        Spoken("", "（「異議なし」の声あり）"),
    )
    return (
        Section("1", "開会", 0, (Spoken("", "（午後2時00分　開会）"),)),
        Section("6", "議事", 0, ()),
        Section("（1）", "報告事項", 1, ()),
        Section("ア", "川口市における協働の現状について", 2, talk),
        Section("7", "閉会", 0, (Spoken("", "（午後3時45分　閉会）"),)),
    )


MINUTES = MinutesView(committee=COMMITTEE, number=1, text=MinutesText(HEAD, minutes()), draft=True)
PUBLIC = replace(MINUTES, text=MinutesText(PUBLIC_HEAD, minutes("A委員")), draft=False)
SUMMARY = replace(MINUTES, style=MinutesStyle.SUMMARY)
LONG = replace(MINUTES, text=MinutesText(HEAD, minutes(times=30)), style=MinutesStyle.FULL)
NOT_BEGUN = replace(MINUTES, text=MinutesText(HEAD[:3], ()), begun=False, draft=False)

RESULTS = ResultsView(
    committee=COMMITTEE,
    number=1,
    head=PUBLIC_HEAD,
    outcomes=(
        Outcome("5", "正副委員長の選任（互選）について", "委員の互選により、委員長を選任しました。"),
        Outcome(
            "（2）",
            "運営要領案",
            "賛成6・反対4・棄権2。出席12人の過半数(7人)に達しないため可決となりません。",
        ),
    ),
    materials=(
        Handed("資料1", "川口市協働推進委員会委員名簿", 9_216),
        Handed("資料2", "川口市における協働の現状について", 1_258_292),
        Handed("別紙1", "委員会の方向性と審議の流れ"),
    ),
    held=True,
    published="令和8年1月13日",
)

REVIEW = MinutesReviewView(
    committee=COMMITTEE,
    number=1,
    day=DAY,
    head=replace(
        letters.HEAD,
        sender_title=f"{COMMITTEE}委員長",
        sender="中本 進一",
        number=31,
        date=dt.date(2025, 12, 5),
    ),
    to=letters.members(2),
    due=dt.date(2025, 12, 12),
)


def pay_row(name: str, role: str = "委員", rate: int = 9_000, tax: int = 275, travel: int = 0) -> PayRow:
    """A member who came and is paid."""
    return PayRow(
        name=name,
        role=role,
        days=(DAY,),
        rates=(rate,),
        pay=rate,
        travel=travel,
        tax=tax,
        net=rate + travel - tax,
        account="567",
    )


PAY = PayView(
    committee=COMMITTEE,
    number=1,
    day=DAY,
    rows=(
        pay_row("中本 進一", "委員長", 10_315, 315),
        pay_row("下重 郁美", "副委員長", travel=640),
        *(pay_row(name) for name in _NAMES[:5]),
        PayRow(name="石川 真司", role="委員", days=(DAY,), paid=False, reason="市職員"),
        PayRow(name="若谷 正巳", role="委員"),
    ),
)
UNRECORDED = replace(PAY, recorded=False, rows=tuple(PayRow(name=name, role="委員") for name in _NAMES))

ERRATA = ErrataView(
    committee=COMMITTEE,
    number=1,
    mistakes=(
        Mistake(
            document="参考資料4",
            page=2,
            place="表(6)",
            wrong="回答数　1,383",
            right="回答数　1,343",
            noticed_on=dt.date(2025, 11, 13),
        ),
        Mistake(
            document="資料2",
            page=5,
            place="諮問4",
            wrong="「川口市における協働の環境づくりの推進について」",
            right="「本市における協働の環境づくりの推進について」",
            noticed_on=dt.date(2025, 11, 13),
        ),
        Mistake(document="開催通知", wrong="（木）", right="（金）", noticed_on=dt.date(2025, 10, 20)),
    ),
)

DECISIONS = DecisionsView(
    committee=COMMITTEE,
    day=dt.date(2026, 7, 1),
    decisions=(
        Decided(
            title="会議の公開について",
            body="会議は、公開とする。ただし、個人情報を扱うときその他公開することが適当でないと認めるときは、"
            "委員会に諮って非公開とすることができる。",
            article="規則第6条",
            meeting="第1回",
            since=DAY,
            until=dt.date(2026, 3, 31),
            holds=False,
        ),
        Decided(
            title="オンラインによる出席について",
            body="映像と音声の送受信により相手の状態を相互に認識しながら通話をすることができる方法による出席を認める。",
            article="規則第6条",
            meeting="第2回",
            since=dt.date(2026, 4, 1),
            until=None,
            holds=True,
            settles=("オンライン出席", "認める"),
        ),
    ),
)

_TEXTS = [
    regulation_text.of(one)
    for one in regulation_text.tables(
        (PATHS.resources / "regulations" / "takamine.toml").read_text("utf-8"), "takamine.toml"
    )
]
AMENDED = ComparisonView(title=_TEXTS[-1].title, amendment=compared(_TEXTS[0], _TEXTS[-1]))
NEVER_AMENDED = ComparisonView(title=_TEXTS[0].title, amendment=None)

ACTIVITY = ActivityView(
    committee=COMMITTEE,
    since=SINCE,
    until=UNTIL,
    day=dt.date(2026, 7, 10),
    meetings=(
        Sat(
            number=1,
            day=DAY,
            state="",
            came=11,
            in_office=12,
            observers=2,
            topics=("正副委員長の選任（互選）について", "川口市における協働の現状について"),
        ),
        Sat(number=2, day=dt.date(2026, 3, 6), state="流会", came=5, in_office=12, observers=None, topics=()),
        Sat(
            number=3,
            day=dt.date(2026, 7, 3),
            state="",
            came=12,
            in_office=12,
            observers=0,
            topics=("職員研修の実施について",),
        ),
    ),
    members=tuple(
        Attended(
            name=name,
            category=f"{kind}号委員",
            role="委員長" if name == _NAMES[-1] else "",
            came=n % 4,
            called=3,
        )
        for n, (kind, name, _, _) in enumerate(MEMBERS)
    ),
    counts=(
        ("委員区分", (("1号委員", 5), ("2号委員", 3), ("3号委員", 3), ("4号委員", 1))),
        ("在任期数", (("新", 8), ("2期", 4))),
    ),
    consultations=(
        Asked(
            number=4,
            title="本市における協働の環境づくりの推進について",
            asked_on=dt.date(2023, 11, 1),
            reported_on=dt.date(2025, 10, 20),
            advice=4,
            states=(("実施済", 1), ("実施中", 2), ("未着手", 1)),
        ),
        Asked(
            number=6,
            title="協働の推進に関する職員研修の在り方について",
            asked_on=dt.date(2026, 3, 6),
            reported_on=None,
            advice=0,
        ),
    ),
)
QUIET = replace(ACTIVITY, meetings=(), members=(), consultations=())

VIEWS: Mapping[str, object] = {
    "minutes": MINUTES,
    "minutes_public": PUBLIC,
    "minutes_review": REVIEW,
    "results": RESULTS,
    "pay": PAY,
    "errata": ERRATA,
    "comparison": AMENDED,
    "decisions": DECISIONS,
    "term_report": ACTIVITY,
    "year_report": ACTIVITY,
}


def pdf(paper: AnyPaper, view: object) -> bytes:
    """A paper by itself."""
    return drained(render(paper, view, FONTS, FORMS))


PAGES: Mapping[str, Callable[[], bytes]] = {
    "minutes": lambda: pdf(MinutesPaper(), MINUTES),
    "minutes-summary": lambda: pdf(MinutesPaper(), SUMMARY),
    "minutes-full-p2": lambda: pdf(MinutesPaper(), LONG),
    "minutes_public": lambda: pdf(PublicMinutes(), PUBLIC),
    **{f"minutes-review-p{n}": lambda: pdf(MinutesReviewLetter(), REVIEW) for n in (1, 2)},
    "results": lambda: pdf(Results(), RESULTS),
    "pay": lambda: pdf(PayStatement(), PAY),
    "pay-unrecorded": lambda: pdf(PayStatement(), UNRECORDED),
    "errata": lambda: pdf(ErrataList(), ERRATA),
    "comparison": lambda: pdf(Comparison(), AMENDED),
    "decisions": lambda: pdf(DecisionsList(), DECISIONS),
    **{f"term-report-p{n}": lambda: pdf(TermReport(), ACTIVITY) for n in (1, 2)},
    "year-report-quiet": lambda: pdf(YearReport(), QUIET),
}
