"""Authored texts (本文資料) to set: such as an office writes, and such as nobody should."""

from __future__ import annotations

import datetime as dt

from kyodo_desktop.domain.records import (
    BodyLayout,
    Consultation,
    ContinuedDeliberation,
    PlanEntry,
    Recommendation,
    Report,
)
from kyodo_desktop.papers import markdown
from kyodo_desktop.papers.blocks import Block, Figure
from kyodo_desktop.papers.body import BodyView
from kyodo_desktop.papers.fences import Fence
from kyodo_desktop.papers.ledgerblocks import consultation, plan_table
from kyodo_desktop.services.consultations import ConsultationLine, RecommendationLine
from tests.papers.pictures_made import png

FLOW = """\
# 協働推進委員会の設置(川口市協働推進条例第11条)

## 目的

::: columns 2:3
:::: column
::: box ①条例の運用状況についての検討
市の協働のための環境整備や市民等の協働の取り組みなどについての現状と課題を把握し、条例をより効果的に運用していくこと
:::
::::
:::: column
::: box ②総合的な協働推進のための活動
協働推進方針の策定、普及啓発、**「市と協働するためのルールづくり」**を含む活動拠点の確保と運営等
:::
::::
:::

::: arrow 下向き 着手し始めたもの

::: columns
:::: column
::: box 現状
条例とその手引き、
基本方針を作成したのみ
:::
::::
:::: arrow 右向き
:::: column
::: box
市民や職員、関係機関等に対する
普及啓発が必要
:::
::::
:::
"""

TABLE = """\
# 川口市協働推進条例について

名称：　川口市協働推進条例（通称　まちはみんなでつくるもの条例）

| | |
|:-:|---|
| **目的** | 「自治の実現」のため、 \\ ①協働の基本理念 \\ ②協働を推進するための原則 |
| **原則** | 市民等及び市は、互いの自主性を尊重し、協働の社会性を高めるよう努めるものとする。 |

1. 一つ目の取組
   1. その中の取組（長い説明が続き、行が折り返すときは、番号の後ろの文字に揃えて次の行が始まる。）
      1. さらにその中
2. 二つ目の取組
   - 県認証市内NPO法人 151団体
     - 令和7年3月末日

::: note
※　第11条～13条は、附則ただし書及び当該規則によりH25.4.1施行
:::
"""

HANDOUT = """\
# 委員会の方向性と審議の流れ

## 1　現状

協働の意識を深く浸透させるためには、協働のルールや方針をわかり易く理解することが必要であるが、\
現状では、条例やその手引き、基本方針の策定に留まっており、協働の意識の普及啓発が十分でない。

→ 職員によって協働の理解度にばらつきがあり、理解していないまま協働事業に携わっている場合がある。

## 2　審議の予定

::: plan

::: note
※　上記は予定であり、審議の進行具合によって、時期、回数、内容には変動する可能性があります。
:::

詳しくは[川口市ホームページ](https://www.city.kawaguchi.lg.jp/)をご覧ください。

![かわぐちの図](zu.png)
"""

CONSULTATIONS = "# 川口市協働推進委員会について\n\n::: consultations 1\n"


def _line(depth: int, number: str, title: str, body: str = "") -> RecommendationLine:
    return RecommendationLine(Recommendation(id=title, report="r", title=title, body=body), depth, number)


LEDGER = ConsultationLine(
    Consultation(
        id="c1",
        committee="c",
        number=1,
        title="川口市における協働の総合的な推進について",
        asked_on=dt.date(2013, 7, 23),
        subject="協働の総合的な推進",
        question="（略）協働の総合的な推進について、貴委員会に意見を求めます。",
        term_note="R5.7.1～R7.6.30",
    ),
    Report(
        id="r",
        consultation="c1",
        reported_on=dt.date(2015, 3, 27),
        body="当委員会は、（略）今回は次のとおり意見します。",
        reasons="（略）経緯を尊重しつつ（後略）",
    ),
    (
        _line(0, "1", "点から線へ“つなぐ”仕組みづくり", "場づくりを目指すこと。"),
        _line(1, "（1）", "既存事業間の連動"),
        _line(1, "（2）", "既存のネットワークとの連携強化"),
        _line(0, "2", "多様な主体の意見を反映させる仕組みづくり"),
    ),
    (
        ContinuedDeliberation(
            id="k", consultation="c1", matter="規則の一部改正について審議", outcome="位置づけた"
        ),
    ),
    (),
)
PLAN = tuple(
    PlanEntry(id=content, committee="c", meeting_number=number, content=content, period=period)
    for number, content, period in (
        (2, "研修内容（案）の検討", "令和8年2月～3月頃"),
        (3, "研修内容（案）の確定", "令和8年5月～7月頃"),
        (None, "研修の実施", "令和8年9月～12月頃"),
        (None, "協働に関する職員アンケート及び協働事業に関する調査実施", "令和9年1月～3月頃"),
        (4, "上記アンケート及び調査結果による、評価・改善", "令和9年5月～6月頃"),
    )
)


def register(fence: Fence, *, across: bool = True) -> tuple[Block, ...]:
    """What a register would hold for a directive."""
    return (plan_table(PLAN),) if fence.name == "plan" else consultation(LEDGER, across=across)


def figure(name: str, words: str, line: int) -> Figure:
    """A picture of any name."""
    return Figure(words, png(120, 60), 120, 60)


def blocks(source: str) -> tuple[Block, ...]:
    """The blocks of a source that asks of no register but ours."""
    return markdown.read(source, register, figure)


def body(source: str, layout: BodyLayout = BodyLayout.SLIDES, number: str = "資料2") -> BodyView:
    """A view of `source`."""
    return BodyView(
        number=number, title="川口市における協働の現状について", layout=layout, blocks=blocks(source)
    )


def handout(source: str) -> BodyView:
    """The same as a handout."""
    return body(source, BodyLayout.HANDOUT, "別紙1")
