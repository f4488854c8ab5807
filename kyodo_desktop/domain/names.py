"""Names and the glyphs their bearers use: clusters, search folding, furigana order, 字取り.

NEVER normalise a stored name. Even NFC turns U+FA10, U+FA19 and U+FA1B (塚, 神, 福 as some people write them)
into other characters, and dropping a variation selector turns one person's 辻 into another's. What folds here
makes keys to search and sort by; a key is compared and thrown away, never shown or stored as a name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, TypeAlias

KanaKey: TypeAlias = tuple[tuple[str, tuple[int, ...]], ...]

# Kana, kanji, Latin and full-width forms: what is written in these alone holds no mark that joins.
_UNMARKED: Final = re.compile(
    "[\0-\u02ff\u2010-\u205f\u2190-\u23ff\u2460-\u27ff\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uff00-\uffef]*"
)
_SELECTOR: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_KATAKANA: Final = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}

# The usual form, then the others that names are written in (ヶ for 鳩ヶ谷 and 鳩ケ谷). NFKC already folds
# U+FA10 (塚) and its kind.
_VARIANTS: Final = """
    高髙 崎﨑嵜 徳德 浜濵濱 辺邉邊 斉齊齋斎 沢澤 桜櫻 広廣 島嶋嶌 吉𠮷 国國 栄榮 恵惠 真眞 竜龍 滝瀧 関關 浅淺
    鉄鐵鐡 円圓 万萬 与與 礼禮 弥彌 静靜 黒黑 瀬瀨 増增 富冨 峰峯 桑桒 館舘 曽曾 蔵藏 寿壽 実實 薮藪 柳栁 橋𣘺
    野埜 児兒 亀龜 遥遙 清淸 槙槇 晋晉 ケヶ カヵ
"""
_USUAL: Final = str.maketrans({other: group[0] for group in _VARIANTS.split() for other in group[1:]})

# JIS X 4061: a long vowel sorts as the vowel it lengthens, a small kana as the large one.
_ROWS: Final = {
    "あ": "あかさたなはまやらわ",
    "い": "いきしちにひみりゐ",
    "う": "うくすつぬふむゆる",
    "え": "えけせてねへめれゑ",
    "お": "おこそとのほもよろを",
    "ん": "ん",
}
_VOWELS: Final = {kana: vowel for vowel, row in _ROWS.items() for kana in row}
_LARGE: Final = str.maketrans("ぁぃぅぇぉゕゖっゃゅょゎ", "あいうえおかけつやゆよわ")
_MARKS: Final = {"\u3099": 1, "\u309a": 2}  # 濁点, 半濁点


def clusters(text: str) -> tuple[str, ...]:
    """`text` cut into what is drawn as one: a base with its variation selectors and combining marks.

    Joined they are `text` again. A mark with nothing before it stands alone.
    """
    if _UNMARKED.fullmatch(text):
        return tuple(text)
    cut: list[str] = []
    for char in text:
        if cut and unicodedata.category(char).startswith("M"):  # selectors are marks too
            cut[-1] += char
        else:
            cut.append(char)
    return tuple(cut)


def has_variation(text: str) -> bool:
    """Whether a variation selector (U+FE00–FE0F, U+E0100–E01EF) stands in `text`."""
    return _SELECTOR.search(text) is not None


def base_form(text: str) -> str:
    """`text` without its variation selectors: only for a name whose clerk has accepted that it prints so."""
    return _SELECTOR.sub("", text)


def search_key(text: str) -> str:
    """`text` folded so that a name is found however it is typed. For comparing only, never for storing.

    Width, case, kana, spaces, variation selectors and the common variants (髙高, 﨑崎, 邊邉辺 …) don't count.
    """
    key = text
    while (folded := _folded(key)) != key:  # dropping a space may bring a kana and its dakuten together
        key = folded
    return key


def _folded(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", base_form(text)).split())
    return plain.translate(_USUAL).translate(_KATAKANA).casefold()


def kana_order(kana: str) -> KanaKey:
    """A key that sorts furigana in 五十音 order, the family name before the given name.

    Katakana sort as hiragana, small kana as large, ー as the vowel before it; between words otherwise equal
    the plain kana comes before dakuten, dakuten before handakuten.
    """
    hiragana = unicodedata.normalize("NFKC", kana).translate(_KATAKANA)
    return tuple(_word_order(word) for word in hiragana.split())


def _word_order(word: str) -> tuple[str, tuple[int, ...]]:
    plain: list[str] = []
    marks: list[int] = []
    for char in unicodedata.normalize("NFD", word).translate(_LARGE):
        if char in _MARKS and marks:
            marks[-1] = _MARKS[char]
        else:
            plain.append(_VOWELS.get(plain[-1], char) if char == "ー" and plain else char)
            marks.append(0)
    return "".join(plain), tuple(marks)


def spread(name: str, width: int = 5) -> str:
    """字取り: a name of two words set to `width` full-width places, as in 梶原　　純 and 布施富美子.

    A name too long for that loses its space and keeps every character. What isn't two words, or has letters
    narrower than a kanji, is returned as it is: there is no place to spread it.
    """
    words = name.split()
    if len(words) != 2:
        return name
    places = [cluster for word in words for cluster in clusters(word)]
    if any(unicodedata.east_asian_width(cluster[0]) not in "WF" for cluster in places):
        return name
    return ("\u3000" * max(width - len(places), 0)).join(words)
