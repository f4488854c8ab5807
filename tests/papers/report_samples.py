"""Views of the reports as the first packet has them (参考資料4, 5, 6) and of the ledger, made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from kyodo_desktop.domain import regulation_text
from kyodo_desktop.domain.records import PercentBase
from kyodo_desktop.domain.regulation_text import Article, Item, Paragraph, Supplement
from kyodo_desktop.papers.consultations import Advice, ConsultationsView, Continued, Entry, FollowedUp
from kyodo_desktop.papers.regulation import RegulationView
from kyodo_desktop.papers.surveyview import Answer, Asked, Fact, Outline, SurveyView
from tests.papers.samples import COMMITTEE, DAY, PATHS

_BY_RESPONDENT, _BY_ANSWER, _STATED = PercentBase.RESPONDENTS, PercentBase.ANSWERS, PercentBase.STATED
_PUBLISHER = "川口市 市民生活部 協働推進課"


def asked(
    number: str,
    wording: str,
    answers: Sequence[tuple[str, int, int | None]],
    base: PercentBase | None = _BY_RESPONDENT,
    count: int | None = 1383,
    remark: str = "",
    chart: Literal["pie", "bars"] | None = "pie",
) -> Asked:
    """A question with its answers: label, count, percentage as printed."""
    return Asked(
        number=number,
        wording=wording,
        multiple="複数回答" in wording,
        base=base,
        count=count,
        answers=tuple(Answer(*one) for one in answers),
        chart=chart,
        remark=remark,
    )


STAFF = SurveyView(
    title="協働に関する職員アンケート結果報告書",
    published="2024年1月",
    publisher=_PUBLISHER,
    purpose="協働を総合的かつ効果的に推進するため、本市職員の協働に関する意識等を把握し、体制整備に活用するため",
    outlines=(
        Outline(
            "調査概要",
            (
                Fact("調査対象", "川口市全職員 4,755名（令和5年10月時点）"),
                Fact("回答数", "1,383名（回答率29%）"),
            ),
        ),
    ),
    questions=(
        asked(
            "(1)",
            "(1) 回答者年代",
            [("①20代以下", 308, 22), ("②30代", 463, 33), ("③40代", 293, 21), ("④50代以上", 319, 23)],
        ),
        asked(
            "(2)",
            "(2) 協働とは、川口市協働推進条例により、「市民等が市と自治を実現するために知恵と力をともに"
            "出し合うこと」と定義されています。協働の意味を知っていますか。",
            [
                ("①知っており、意味も理解していた。", 369, 27),
                ("②聞いたことはあったが、意味を理解していなかった。", 636, 46),
                ("③知らなかった。", 378, 27),
            ],
            remark="協働の意味を理解していない職員の数、②、③の回答を合わせ73%にも及ぶ。",
        ),
        asked(
            "(3)",
            "(3) 協働の定義を聞いて、具体的にはどのようなことを想像しますか。(複数回答可)",
            [
                ("①市民や市民団体、NPO等に事業を委託すること。", 378, 14),
                ("②協議会などの委員に登用し、意見聴取すること。", 553, 21),
                ("③市民等の事業に補助金等を交付し、支援すること。", 303, 11),
                ("④市民等と事業を共催すること。", 963, 36),
                ("⑤市民等の事業を後援すること。", 459, 17),
            ],
            _BY_ANSWER,
            2656,
        ),
        asked(
            "(4)",
            "(4) 協働事業に関わったことがありますか。",
            [("①はい", 58, 4), ("②いいえ", 1325, 96)],
            remark="協働事業に関わったことがあると答えた職員は全体の4%にしか満たない結果となった。",
        ),
        asked(
            "(5)",
            "(5) 川口市で協働を推進するためにはどのような取り組みが必要だと思いますか。"
            "あてはまるものを全て選んでください。(複数回答可)",
            [
                ("①どうすれば協働できるのか、協働のルールの方策。", 522, 17),
                ("②協働の理解を深める機会を創出。(講座、事例紹介、職員研修)", 614, 20),
                ("③協働を推進する人材(コーディネーター)の育成。", 549, 18),
                ("④協働の総合窓口の設置。", 419, 13),
                ("⑤協働の周知方法の充実。(ホームページ、SNS等ネット技術の活用)", 624, 20),
                ("⑥協働や市民活動・地域活動情報を集約したプラットフォームの設置。", 381, 12),
                ("⑦その他", 19, 1),
            ],
            _BY_ANSWER,
            3128,
            chart="bars",
        ),
        asked(
            "(6)",
            "(6) 協働を推進するにあたり、市民への情報発信や啓発は十分だと思いますか。",
            [("① 十分", 46, 3), ("② 普通", 749, 56), ("③ 不十分", 548, 41)],
            _STATED,
            1343,
            remark="充分と答えたのは、全体の3%にとどまっている。",
        ),
        asked(
            "(7)",
            "(7) 協働の取り組みに対するご意見・提案があればお聞かせください。",
            [
                ("① 協働の進め方を見直すべき。", 189, 14),
                ("② 更なる情報共有・発信が必要。", 765, 57),
                ("③ 協働の意義・目的を明確にすべき。", 523, 39),
                ("④ 啓発・教育活動を強化すべき。", 474, 35),
                ("⑤ 協働のルールを定めるべき。", 287, 21),
                ("⑥ その他", 21, 2),
            ],
            _STATED,
            1343,
            chart="bars",
        ),
    ),
)

FORMS_OF_WORK = (
    (
        "①委託",
        13,
        "市が実施責任を負う事業（公共サービス）を、市にはない特性を活かすことが期待できるときに、市民等に委託して"
        "実施する形態。",
    ),
    (
        "②補助・助成",
        17,
        "市民等が主体となって行う事業について、市が公益上必要であると認めた時に、市が資金面で協力する形態。",
    ),
    ("③共催", 9, "市民等と市が共に事業主体となって、検討段階から共同で一つの事業を行う形態。"),
    (
        "④実行委員会等",
        10,
        "市民等と市が実行委員会や協議会等を構成し、実行委員会や協議会等が主催者となり事業を行う形態。",
    ),
    (
        "⑤事業協力",
        25,
        "市民等と市が協力して、事業を実施する形態。市は、会場提供、広報・報償金の支払い・集客支援等で事業協力を"
        "する。",
    ),
    (
        "⑥後援",
        1,
        "金銭的支出を伴わない。公益性に留意して、市民等が主催する事業に「後援」という形で名を連ねること。指導、助言又は"
        "行事当日の市長の挨拶等",
    ),
    ("⑦個人ボランティア", 9, "市が実施する事業等に、市民がボランティアとして参加協力する形態。"),
)

PROJECTS = SurveyView(
    title="協働事業に関する調査結果報告書",
    published="2024年1月",
    publisher=_PUBLISHER,
    outlines=(
        Outline(
            "調査概要",
            (
                Fact("調査対象", "川口市役所全課・機関"),
                Fact(
                    "調査内容",
                    "令和4年4月1日から令和5年3月31日までに、市民等と市が協働で実施した事業（まちづくりや地域課題解決等の"
                    "ため、市民団体やNPO法人等と協働して行った事業）※株式会社や個人事業主は含まない。",
                ),
            ),
        ),
        Outline(
            "調査結果",
            (
                Fact("回答部局数", "13部局", "全23部・局の56.5%"),
                Fact("回答課数", "31課", "全160課・機関の19.4%"),
                Fact("回答事業数", "77事業"),
                Fact(
                    "",
                    "調査結果一覧を参照\n・事業目的と内容\n・実施・活動時期\n・実績（件数・回数・参加者数等）",
                ),
            ),
        ),
    ),
    questions=(
        Asked(
            number="",
            wording="協働の形態（複数回答あり）",
            multiple=True,
            answers=tuple(Answer(label, count, None, text) for label, count, text in FORMS_OF_WORK),
            chart="bars",
        ),
    ),
)


def wide(choices: int, chart: Literal["pie", "bars"] = "pie") -> SurveyView:
    """A survey whose one question has so many choices, long and short by turns, and 無回答."""
    answers = [
        Answer(
            f"（{n}）選択肢の文言{'がたいへん長く続くので折り返して印刷されるもの' * (n % 3)}。",
            n * 7 % 97,
            n % 9,
        )
        for n in range(1, choices + 1)
    ]
    answers.append(Answer("", 12, 1, blank=True))
    question = Asked(
        number="（1）",
        wording="あてはまるものを全て選んでください。",
        multiple=True,
        base=_BY_RESPONDENT,
        count=1383,
        answers=tuple(answers),
        chart=chart,
        remark="選択肢が多い設問の所見。",
    )
    return SurveyView(title="選択肢の多い調査結果報告書", questions=(question,))


REGULATION = RegulationView(
    text=regulation_text.read((PATHS.resources / "regulations" / "kawaguchi.toml").read_text("utf-8"))
)

_ITEMS = tuple(
    Item(n, text) for n, text in enumerate(("市民", "市内の民間団体から選出された者", "知識経験者"), 1)
)
_DEEP = (
    Item(1, "次に掲げる書類", (Item(1, "名簿" * 40), Item(2, "議事録", (Item(1, "要点" * 30),)))),
    *_ITEMS,
)
_LONG_TEXT = "委員会は、この規則に定めるもののほか、委員会の運営に関し必要な事項を審議することができる。" * 4
LONG_LAW = RegulationView(
    text=replace(
        REGULATION.text,
        articles=tuple(
            Article(
                n,
                f"第{n}の事項",
                (Paragraph(1, _LONG_TEXT, _DEEP), Paragraph(2, _LONG_TEXT)),
                branch=n % 2 * 2,
            )
            for n in range(1, 13)
        ),
        supplements=(
            Supplement("附 則", (Paragraph(1, _LONG_TEXT), Paragraph(2, "経過措置は、市長が定める。"))),
        ),
    )
)
"""A regulation of many pages with items at every depth and provisions by number."""


def advice(*lines: str) -> tuple[Advice, ...]:
    """Recommendations, those under another beginning with a space."""
    found: list[Advice] = []
    upper = lower = 0
    for line in lines:
        if line.startswith(" "):
            lower += 1
            found.append(Advice(f"（{lower}）", 1, line[1:]))
        else:
            upper, lower = upper + 1, 0
            title, _, body = line.partition("|")
            found.append(Advice(str(upper), 0, title, body))
    return tuple(found)


CONSULTATIONS = ConsultationsView(
    committee=COMMITTEE,
    day=DAY,
    entries=(
        Entry(
            number=1,
            title="川口市における協働の総合的な推進について",
            asked_on=dt.date(2013, 7, 23),
            reported_on=dt.date(2015, 3, 27),
            advice=advice(
                "市民同士および市民と市が協働することができる環境づくりを行うこと。",
                "協働推進条例について市民の認知を図るため、より一層の啓発を行うこと。",
                "協働を推進する市の体制の整備を推進すること。",
            ),
            continued=(
                Continued(
                    "川口市立かわぐち市民パートナーステーション設置及び管理条例及び管理規則を一部改正について審議",
                    "盛人大学がある「かわぐち市民パートナーステーション分室」を条例上で位置づけることとなった",
                ),
            ),
        ),
        Entry(
            number=2,
            title="盛人大学学旨の改正について",
            asked_on=dt.date(2016, 10, 18),
            reported_on=dt.date(2017, 6, 28),
            answer="盛人大学学旨について、「人、しごと、地域社会がともに輝く ～盛人による社会貢献のために～」"
            "を当委員会の意見として答申する。",
        ),
        Entry(
            number=3,
            title="本市における協働の環境づくりと啓発について",
            asked_on=dt.date(2017, 11, 24),
            reported_on=dt.date(2019, 6, 28),
            advice=advice(
                "協働の啓発・育成として、市民や職員に協働の必要性やルール等を定期的に伝えること",
                "情報発信として、協働事業や社会貢献団体の活動などについて、広報すること",
                "協働の場づくりとして、ボランティアやイベント等で世代を超えて参加しやすい仕組みをつくること",
                "協働しやすい制度や体制を整備すること",
                "協働の推進にあたって、行政の事業や地域の活動に外国人が参加しやすい仕組みを検討すること",
            ),
        ),
        Entry(
            number=4,
            title="本市における協働の推進に関する施策について",
            asked_on=dt.date(2020, 1, 9),
            reported_on=dt.date(2023, 6, 22),
            advice=advice(
                "点から線へ“つなぐ”、更には、円へ“広がる”仕組みづくり|既存事業や制度を活かし、老若男女、国籍問わず、"
                "全ての市民が気軽に参加しやすい場づくりを目指すこと。",
                " 既存事業間の連動により、多世代間交流や国籍を問わない市民の参加促進",
                " 既存のネットワーク(町会・自治会、学校、既存コミュニティ、ボランティア団体等)との連携強化",
                "多様な主体の意見を反映させる仕組みづくり|多様な主体からの意見を抽出することで、誰もが参加しやすい場づくりを"
                "目指すこと。",
                " 市民等との連携及び意見の抽出",
                " 施策の企画・運営に関し、市民等の委員等への登用促進",
                "新たな手法の研究及び導入|場づくりにおいて新たな手法の研究を怠らず、柔軟に取り入れていくこと。",
                " アプリや会議ツールのようなオンライン・IT技術の活用",
                " 先進事例の研究と導入",
                " 民間活力を利用したコーディネート力強化",
            ),
        ),
        Entry(
            number=5,
            title="川口市における協働の総合的かつ効果的な推進を実現するための仕組みづくりについて",
            asked_on=dt.date(2023, 11, 1),
            reported_on=dt.date(2025, 6, 30),
            answer="(略) 「川口市の協働の推進に関する基本方針」の作成をもって、答申といたします。",
        ),
    ),
)

_LOOKED = {
    0: FollowedUp(dt.date(2025, 10, 31), "実施中", "市民が気軽に集まる場を、公民館で月1回開いている。"),
    1: FollowedUp(dt.date(2025, 3, 31), "実施済"),
    6: FollowedUp(dt.date(2025, 10, 31), "未着手", "令和8年度の予算で要求する。"),
    9: FollowedUp(
        dt.date(2025, 10, 31), "実施しない", "国の制度の見直しを待つこととした。\n令和9年度に再び検討する。"
    ),
}
_FOURTH = CONSULTATIONS.entries[3]
FOLLOWED = replace(
    CONSULTATIONS,
    entries=(
        replace(
            _FOURTH,
            advice=tuple(replace(one, done=_LOOKED.get(at)) for at, one in enumerate(_FOURTH.advice)),
        ),
    ),
)
"""A consultation some of whose recommendations have been followed up."""

PENDING = replace(CONSULTATIONS, entries=(replace(CONSULTATIONS.entries[4], reported_on=None, answer=""),))
"""One consultation, not answered yet."""
