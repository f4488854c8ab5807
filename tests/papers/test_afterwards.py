"""The papers after a meeting and over the year: what they say, what they leave out, and how they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.domain.records import MinutesStyle, SpeakerStyle
from kyodo_desktop.papers import PAPERS, webpage
from kyodo_desktop.papers.activity import TermReport, YearReport, share
from kyodo_desktop.papers.comparison import Comparison
from kyodo_desktop.papers.decisions import DecisionsList
from kyodo_desktop.papers.errata import ErrataList
from kyodo_desktop.papers.issue import preflight
from kyodo_desktop.papers.minutes import MinutesPaper, PublicMinutes
from kyodo_desktop.papers.minutesreview import MinutesReviewLetter
from kyodo_desktop.papers.paper import AnyPaper, of_meeting
from kyodo_desktop.papers.paystatement import PayStatement
from kyodo_desktop.papers.pieces import Grid, Head, Pairs, Point, Section, Speech, Text
from kyodo_desktop.papers.results import Handed, Results
from kyodo_desktop.services import minutes, roster
from kyodo_desktop.services.minutes import MinutesText, Spoken
from kyodo_desktop.services.minutes import Section as Under
from kyodo_desktop.storage import Store
from tests.papers import afterwards, letters
from tests.papers.reading import DPI, inked, lines, pages, pictures, squeezed
from tests.papers.samples import FONTS, FORMS, LONG_NAME, LONG_PLACE, unmarked
from tests.services import asking, holding

MINE: dict[str, AnyPaper] = {paper.key: paper for paper in PAPERS if paper.key in afterwards.VIEWS}
OTHERS: list[tuple[str, object]] = [
    ("minutes", afterwards.SUMMARY),
    ("minutes", afterwards.LONG),
    ("minutes", afterwards.NOT_BEGUN),
    ("results", replace(afterwards.RESULTS, held=False, outcomes=(), materials=(), published="")),
    ("pay", afterwards.UNRECORDED),
    ("errata", replace(afterwards.ERRATA, mistakes=())),
    ("comparison", afterwards.NEVER_AMENDED),
    ("decisions", replace(afterwards.DECISIONS, decisions=())),
    ("year_report", afterwards.QUIET),
    ("minutes_review", replace(afterwards.REVIEW, due=None, head=letters.DRAFT)),
]
ALL = [*afterwards.VIEWS.items(), *OTHERS]


def said(key: str, view: object) -> str:
    return squeezed("".join(pages(afterwards.pdf(MINE[key], view))))


@pytest.mark.parametrize(("key", "view"), ALL, ids=[f"{key}-{n}" for n, (key, _) in enumerate(ALL)])
def test_every_text_is_asked_about_and_stands_on_the_page(key: str, view: object) -> None:
    paper = unmarked(MINE[key])
    form = paper.read(FORMS)
    preflight(paper.asked(view, form), FONTS)
    made = afterwards.pdf(paper, view)
    assert "None" not in "".join(pages(made))
    asked = {character for one in paper.printed(view, form) for character in one.text}
    shown = {character for line in lines(made) for character in line}
    assert not {one for one in shown if one not in squeezed("".join(asked))}
    for picture in pictures(made):
        left, top, right, bottom = inked(picture)
        assert left >= 15 / 25.4 * DPI
        assert top >= 15 / 25.4 * DPI
        assert right <= picture.width - 15 / 25.4 * DPI
        assert bottom <= picture.height - 8 / 25.4 * DPI


def test_what_is_for_the_office_alone_is_not_public() -> None:
    assert {key for key, paper in MINE.items() if paper.public} == {
        "minutes_public",
        "results",
        "errata",
        "comparison",
        "decisions",
    }


# --- minutes


@pytest.fixture
def held(sample: Store) -> Store:
    """The meeting held, its minutes begun."""
    holding.hold(sample)
    minutes.start_minutes(sample, asking.meeting(sample).id)
    return sample


def composed(store: Store, paper: AnyPaper) -> object:
    return paper.compose(store, of_meeting(store, asking.meeting(store).id))


@pytest.mark.parametrize("style", [SpeakerStyle.LETTERED, SpeakerStyle.PLAIN])
def test_public_papers_name_no_member_where_the_committee_hides_them(
    held: Store, style: SpeakerStyle
) -> None:
    roster.edit_committee(held, replace(asking.committee(held), speaker_style=style))
    names = [squeezed(name) for name in asking.names(held)]
    for key in ("minutes_public", "results"):
        text = said(key, composed(held, MINE[key]))
        assert [name for name in names if name in text] == []
        assert "委員11名" in text
    inside = said("minutes", composed(held, MinutesPaper()))
    assert all(name in inside for name in names)


def test_minutes_say_what_was_decided_and_who_was_away(held: Store) -> None:
    text = said("minutes", composed(held, MinutesPaper()))
    assert "会議録(案)" in text
    assert "欠席者若谷正巳委員" in text
    assert squeezed(f"{holding.WORDING}」について、採決いたします。") in text


def test_before_the_meeting_there_is_no_attendance_to_print(sample: Store) -> None:
    text = said("minutes", composed(sample, MinutesPaper()))
    assert "出席者" not in text
    assert "まだ作成していません" in text
    assert "終了後に掲載" in said("results", composed(sample, Results()))


def test_every_style_says_everything() -> None:
    for style in MinutesStyle:
        text = said("minutes", replace(afterwards.LONG, style=style))
        assert text.count("研修の予定はありますか。") == 30
        assert ("○事務局" in text) is (style is MinutesStyle.FULL)
        assert ("・本年度中" in text) is (style is MinutesStyle.SUMMARY)


def test_a_long_speech_and_a_long_speaker_are_printed_whole() -> None:
    talk = (Spoken(f"{LONG_NAME}委員", LONG_PLACE * 9), Spoken("", LONG_PLACE))
    view = replace(afterwards.MINUTES, text=MinutesText(afterwards.HEAD, (Under("1", "議事", 0, talk),)))
    text = "".join(lines(afterwards.pdf(unmarked(MinutesPaper()), view)))
    assert squeezed(LONG_NAME) in text
    assert text.count("水行末雲来末風来末") == 33 * 10


# --- results on the web


class _Checker(HTMLParser):
    """Reads a page, holding that every element is closed in turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("br", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def page(text: str) -> _Checker:
    checker = _Checker()
    checker.feed(text)
    checker.close()
    assert checker.open == []
    return checker


def webpages() -> Iterator[tuple[str, object]]:
    for key in ("results", "minutes_public", "errata", "decisions"):
        yield key, afterwards.VIEWS[key]


@pytest.mark.parametrize(("key", "view"), list(webpages()))
def test_a_page_is_whole_and_says_what_the_paper_says(key: str, view: object) -> None:
    made = webpage.page_of(MINE[key], view, FORMS)
    assert made == webpage.page_of(MINE[key], view, FORMS)
    checker = page(made)
    tags = dict(checker.seen[:1])
    assert tags["html"] == {"lang": "ja"}
    assert [tag for tag, _ in checker.seen].count("h1") == 1
    assert all("scope" in attrs for tag, attrs in checker.seen if tag == "th")
    form = MINE[key].read(FORMS)
    for one in MINE[key].pieces(view, form):  # type: ignore[attr-defined]
        for value in (value for row in getattr(one, "rows", ()) for value in row):
            assert squeezed(value) in squeezed(checker.text)


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "&lt;b&gt; & ' \"",
        "</td></table><h1>",
        '=HYPERLINK("http://x.invalid")',
        "{{7*7}} ${7*7}",
    ],
)
def test_nothing_in_a_page_is_markup_but_ours(payload: str) -> None:
    pieces = (
        Section(payload),
        Text(payload),
        Pairs(((payload, payload), (payload, f"{payload}\n{payload}"))),
        Grid((Head(payload),), ((payload,),), payload),
        Speech(payload, payload),
        Speech("", payload),
        Point(payload),
    )
    plain = page(webpage.document("題", (*pieces, Text("終"))))
    ours = page(webpage.document("題", tuple(_replaced(piece) for piece in (*pieces, Text("終")))))
    assert plain.seen == ours.seen
    assert plain.text.count(payload) == 14
    assert payload in page(webpage.document(payload, ())).text


def _replaced(piece: object) -> object:
    """The same piece with harmless words, line by line."""
    match piece:
        case Section():
            return replace(piece, text="語")
        case Text():
            return replace(piece, text="語")
        case Pairs():
            return Pairs((("語", "語"), ("語", "語\n語")))
        case Grid():
            return Grid((Head("語"),), (("語",),), "語")
        case Speech():
            return Speech("語" if piece.speaker else "", "語")
        case _:
            return Point("語")


def test_sizes_are_said_in_kilobytes_rounded_up() -> None:
    sizes = (1, 1024, 1025, 9_216, 1_258_292)
    view = replace(afterwards.RESULTS, materials=tuple(Handed("資料", "件", size) for size in sizes))
    text = said("results", view)
    assert [f"({n}KB)" in text for n in ("1", "2", "9", "1,229")] == [True] * 4


def test_an_office_paper_is_no_page() -> None:
    with pytest.raises(UsageError):
        webpage.page_of(PayStatement(), afterwards.PAY, FORMS)


# --- pay


def test_the_sums_are_those_of_the_lines() -> None:
    assert "計7人64,3156401,96562,990" in said("pay", afterwards.PAY)


def test_a_sum_with_an_open_figure_is_open() -> None:
    first = replace(afterwards.PAY.rows[0], tax=None, net=None)
    text = said("pay", replace(afterwards.PAY, rows=(first, *afterwards.PAY.rows[1:])))
    assert "計7人64,315640要確認要確認" in text
    told = PayStatement().notes(replace(afterwards.PAY, rows=(first,)), PayStatement().read(FORMS))
    assert told[0].japanese().endswith("中本 進一")


def test_the_note_on_tax_goes_once_the_table_is_confirmed() -> None:
    assert "会計課に確認" in said("pay", afterwards.PAY)
    sure = said("pay", replace(afterwards.PAY, confirmed=True, basis="令和8年分"))
    assert "会計課に確認" not in sure
    assert "(令和8年分)" in sure


@pytest.mark.parametrize("count", [1, 12, 200])
def test_papers_of_any_size_name_everybody_once(count: int) -> None:
    names = [f"委員 {n:03}号" for n in range(count)]
    pay = replace(afterwards.PAY, rows=tuple(afterwards.pay_row(name) for name in names))
    member = afterwards.ACTIVITY.members[0]
    report = replace(afterwards.ACTIVITY, members=tuple(replace(member, name=name) for name in names))
    for text in (said("pay", pay), said("term_report", report)):
        assert [name for name in names if text.count(squeezed(name)) != 1] == []


# --- letters, reports and the rest


def test_each_member_gets_a_letter_and_a_page_for_corrections() -> None:
    to = letters.members(3)
    made = pages(afterwards.pdf(MinutesReviewLetter(), replace(afterwards.REVIEW, to=to)))
    assert len(made) == 6
    for place, one in enumerate(to):
        assert squeezed(f"委員{one.name}様") in squeezed(made[2 * place])
        assert squeezed(f"氏名{one.name}") in squeezed(made[2 * place + 1])
        assert all("令和7年12月12日" in text for text in made[2 * place : 2 * place + 2])


def test_the_letter_goes_out_in_the_chairs_name_once_there_is_one(held: Store, sample: Store) -> None:
    found = MinutesReviewLetter().compose(held, of_meeting(held, asking.meeting(held).id))
    assert (found.head.sender_title, found.head.sender) == ("川口市協働推進委員会委員長", "梶原 純")
    assert [to.title for to in found.to[:2]] == ["委員長", "委員"]


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [(0, 0, 0), (1, 3, 33), (2, 3, 67), (1, 200, 1), (1, 1, 100)]
)
def test_percentages_are_rounded_half_up(part: int, whole: int, percent: int) -> None:
    assert share(part, whole) == percent


def test_reports_tell_who_came_and_what_was_answered(held: Store) -> None:
    term = said("term_report", composed(held, TermReport()))
    assert "会議を1回開催しました。出席率は、92%でした。" in term
    assert "梶原純委員長11100%" in term
    assert "若谷正巳100%" in term
    year = said("year_report", composed(held, YearReport()))
    assert "令和7年度活動報告書" in year
    assert "令和5年11月1日令和7年6月30日" in year
    assert "諮問はありません" in term
    assert "令和7年4月1日から令和8年3月31日" in year


def test_a_meeting_that_failed_is_told_and_not_counted() -> None:
    text = said("term_report", afterwards.ACTIVITY)
    assert "会議を2回開催しました。出席率は、96%でした。" in text
    assert "(流会)" in text


def test_errata_and_decisions_say_where_and_when() -> None:
    assert "参考資料42頁表(6)回答数1,383回答数1,343令和7年11月13日" in said("errata", afterwards.ERRATA)
    text = said("decisions", afterwards.DECISIONS)
    assert "令和7年11月14日から令和8年3月31日まで(終了)" in text
    assert "〔オンライン出席:認める〕" in text
    assert said("decisions", composed_decisions()).endswith("ありません。-1-")


def composed_decisions() -> object:
    return replace(afterwards.DECISIONS, decisions=())


def test_what_was_changed_stands_beside_what_it_was() -> None:
    text = said("comparison", afterwards.AMENDED)
    assert "改正後(令和5年4月1日施行)改正前(平成30年6月1日施行)" in text
    assert "三分の二" in text
    assert "半数" in text
    assert text.count("(新設)") == 1
    assert "第4条(略)" in text


def test_the_regulation_of_a_committee_without_amendment_says_so(sample: Store) -> None:
    assert "登録されていません" in said("comparison", composed(sample, Comparison()))


def test_a_register_of_today_composes_them_all(sample: Store) -> None:
    for paper in (DecisionsList(), ErrataList(), PublicMinutes(), Results()):
        assert "川口市協働推進委員会" in said(paper.key, composed(sample, paper))
