"""Names: nothing of a glyph is lost, search finds what was meant, rosters sort and spread as offices do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.domain import names

deterministic = settings(derandomize=True, deadline=None, max_examples=300, database=None)
TSUJI = "辻\U000e0100"  # one dot on the shinnyo
NAMEISH = "辻葛か髙﨑𠮷ガｶﾞﾊﾟヽー゛゜ヶ Aａß\u3000\u3099\u309a\ufe00\U000e0100\U000e01ef\u0345\u200d"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", ()),
        ("梶原 純", ("梶", "原", " ", "純")),
        (TSUJI + "本", (TSUJI, "本")),
        ("神\ufe00", ("神\ufe00",)),
        ("葛\U000e01ef城", ("葛\U000e01ef", "城")),
        ("か\u3099き", ("か\u3099", "き")),
        ("𠮷\U000e0101野", ("𠮷\U000e0101", "野")),
        ("\U000e0100辻", ("\U000e0100", "辻")),
    ],
)
def test_clusters(text: str, cut: tuple[str, ...]) -> None:
    assert names.clusters(text) == cut


@deterministic
@given(st.one_of(st.text(), st.text(NAMEISH)))
def test_clusters_lose_nothing(text: str) -> None:
    assert "".join(names.clusters(text)) == text


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("髙橋 一", "高橋一"),
        ("山﨑", "山崎"),
        ("德川", "徳川"),
        ("濵田", "浜田"),
        ("濱田", "浜田"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("齋藤", "斉藤"),
        ("齊藤", "斎藤"),
        ("澤", "沢"),
        ("櫻井", "桜井"),
        ("廣瀨", "広瀬"),
        ("嶋", "島"),
        ("嶌", "島"),
        ("𠮷田", "吉田"),
        ("大\ufa10", "大塚"),
        ("\ufa19谷", "神谷"),
        (TSUJI, "辻"),
        ("カジワラ　ジュン", "かじわら じゅん"),
        ("ｶﾞ", "が"),
        ("か゛", "が"),
        ("ケイコ", "けいこ"),
        ("鳩ヶ谷", "鳩ケ谷"),
        ("ＮＰＯ Ａｂｃ", "npoabc"),
    ],
)
def test_search_finds_what_was_meant(stored: str, typed: str) -> None:
    assert names.search_key(stored) == names.search_key(typed)


@pytest.mark.parametrize(
    ("one", "other"), [("梶原", "尾原"), ("はし", "ばし"), ("一", "ー"), ("太田", "大田")]
)
def test_search_keeps_names_apart(one: str, other: str) -> None:
    assert names.search_key(one) != names.search_key(other)


@deterministic
@given(st.one_of(st.text(), st.text(NAMEISH)))
def test_search_key_is_idempotent(text: str) -> None:
    key = names.search_key(text)
    assert names.search_key(key) == key


@pytest.mark.parametrize(
    "ordered",
    [
        ["あべ", "いとう", "うえだ", "わだ", "んだ"],
        ["はし", "ばし", "ぱし", "はしだ"],
        ["かしま", "かじま", "かしまだ"],
        ["なかしま わたる", "なかじま あきら"],
        ["おか わたる", "おかだ あい"],
        ["きやま", "きゃら", "きよた"],
        ["サイトウ", "さかた", "ｻﾄｳ"],
        ["おーた", "おおの", "おか"],
    ],
)
def test_furigana_order(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=names.kana_order) == ordered


def test_kinds_of_kana_sort_alike() -> None:
    assert names.kana_order("サトウ") == names.kana_order("さとう") == names.kana_order("ｻﾄｳ")
    assert names.kana_order("しょうじ") == names.kana_order("しようじ")
    assert names.kana_order("が") == names.kana_order("か\u3099")
    assert names.kana_order("ー") != names.kana_order("")


@deterministic
@given(st.lists(st.one_of(st.text(), st.text(NAMEISH))))
def test_any_text_has_an_order(texts: list[str]) -> None:
    assert sorted(texts, key=names.kana_order) == sorted(texts, key=names.kana_order)


def test_variations() -> None:
    assert names.has_variation(TSUJI)
    assert names.has_variation("神\ufe00")
    assert not names.has_variation("髙﨑𠮷\ufa10か\u3099")
    assert names.base_form(TSUJI + "\ufa10神\ufe00") == "辻\ufa10神"


@pytest.mark.parametrize(
    ("name", "spread"),
    [
        ("梶原 純", "梶原　　純"),
        ("豊田 直美", "豊田　直美"),
        ("布施 富美子", "布施富美子"),
        ("長谷川 俊介", "長谷川俊介"),
        ("森 一", "森　　　一"),
        ("林 千代子", "林　千代子"),
        ("佐久間 美智子", "佐久間美智子"),
        (f"{TSUJI} 一", f"{TSUJI}　　　一"),
        ("𠮷田　純", "𠮷田　　純"),
        ("スミス ジョン", "スミスジョン"),
        ("Smith John", "Smith John"),
        ("森", "森"),
        ("ド ラ クロワ", "ド ラ クロワ"),
        ("", ""),
    ],
)
def test_spread(name: str, spread: str) -> None:
    assert names.spread(name) == spread


def test_spread_to_another_width() -> None:
    assert names.spread("豊田 直美", 7) == "豊田　　　直美"
    assert names.spread("豊田 直美", 3) == "豊田直美"
