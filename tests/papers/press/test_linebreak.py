"""Lines never pass their width, never lose a character, and end where the rules of the language let them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.domain.names import clusters
from kyodo_desktop.papers.press.kinsoku import HANGING, NO_END, NO_START, SPACES, Break, breaks
from kyodo_desktop.papers.press.linebreak import Line, Rules, break_lines

EM = 10.0
EXACT = settings(derandomize=True, deadline=None, max_examples=400)


def measure(cluster: str) -> float:
    return EM / 2 if cluster[0].isascii() else EM


def broken(text: str, columns: float, **options: bool | float) -> list[str]:
    return [line.text for line in break_lines(text, Rules(columns * EM, EM, **options), measure)]  # type: ignore[arg-type]


CASES = [
    # text, width in ems, hang, lines, why
    ("あいうえおかきくけこさし", 5, True, ["あいうえお", "かきくけこ", "さし"], "no rule applies"),
    ("あいうえおかきくけこさ", 5, True, ["あいうえお", "かきくけ", "こさ"], "no character ends a text alone"),
    ("あいうえおかきくけこさ。", 5, True, ["あいうえお", "かきくけ", "こさ。"], "nor with its 。"),
    ("あいうえおかきくけこ（しす）", 12, True, ["あいうえおかきくけこ", "（しす）"], "brackets go along"),
    ("あいうえ", 3, True, ["あいう", "え"], "but a line is not left half empty for it"),
    ("「あいうえお」か", 6, True, ["「あいうえ", "お」か"], "a bracket that begins a line isn't squeezed"),
    ("「あいうえお」", 6, True, ["「あいうえお」"], "unless it saves a line"),
    ("あいうhttps://a.jp/bcd/efg", 5, True, ["あいう", "https://", "a.jp/bcd/", "efg"], "parts of addresses"),
    ("あいうえお。かき", 5, True, ["あいうえお。", "かき"], "ぶら下げ"),
    ("あいうえお、かき", 5, True, ["あいうえお、", "かき"], "ぶら下げ of 、"),
    ("あいうえお。かき", 5, False, ["あいうえ", "お。かき"], "without hanging: 追い出し"),
    ("あいうえお！かき", 5, True, ["あいうえ", "お！かき"], "！ isn't hung"),
    ("あいうえお）かき", 5, True, ["あいうえ", "お）かき"], "） isn't hung"),
    ("あ、いうえ」かき", 5, True, ["あ、いうえ」", "かき"], "追い込み squeezes 、 and 」"),
    ("（あいう）。かき", 5, False, ["（あいう）。", "かき"], "追い込み of two marks"),
    ("あいうえ「かき」", 5, True, ["あいうえ", "「かき」"], "「 doesn't end a line"),
    ("あいうえお」。か", 5, True, ["あいうえ", "お」。か"], "」。 go together"),
    ("あいうえ……かき", 5, True, ["あいう", "え……かき"], "…… stays whole and begins no line"),
    ("あいうえ――かき", 5, True, ["あいうえ", "――かき"], "―― stays whole"),
    ("あいうえっかき", 4, True, ["あいう", "えっかき"], "small kana don't begin a line"),
    ("あいうえーかき", 4, True, ["あいう", "えーかき"], "nor ー"),
    ("佐々木様と佐々木様", 6, True, ["佐々木様と", "佐々木様"], "nor 々"),
    ("あいう12345えお", 4, True, ["あいう", "12345え", "お"], "numbers stay whole"),
    ("あいうhello えお", 5, True, ["あいう", "hello えお"], "words stay whole"),
    ("abcdefghijklmnop", 4, True, ["abcdefgh", "ijklmnop"], "unless longer than the line"),
    ("あいう１２３えお", 4, True, ["あいう", "１２３え", "お"], "full-width numbers too"),
    ("あいうえお　かき", 5, True, ["あいうえお　", "かき"], "a space is left at the line's end"),
    ("あい\nうえ", 5, True, ["あい", "うえ"], "paragraphs"),
    ("あい\n\nうえ", 5, True, ["あい", "", "うえ"], "an empty paragraph is a line"),
    ("", 5, True, [""], "nothing is one empty line"),
    ("辻\U000e0100葛\U000e0100祇", 2, True, ["辻\U000e0100葛\U000e0100", "祇"], "clusters stay whole"),
]


@pytest.mark.parametrize(("text", "columns", "hang", "lines", "why"), CASES, ids=[case[4] for case in CASES])
def test_breaks(text: str, columns: int, hang: bool, lines: list[str], why: str) -> None:
    assert broken(text, columns, hang=hang) == lines, why


def test_indent_shortens_only_the_first_line_of_each_paragraph() -> None:
    assert broken("あいうえおか\nきくけこさし", 5, indent=EM) == ["あいうえ", "おか", "きくけこ", "さし"]


def test_squeezing_takes_only_what_is_needed() -> None:
    (first, _) = break_lines("あ、い、う、え、お」かき", Rules(9.5 * EM, EM), measure)
    assert first.text == "あ、い、う、え、お」"
    assert first.length == pytest.approx(9.5 * EM)
    assert 0 < first.squeezed < 1


PIECES = st.sampled_from(
    [*"あ漢カ1aZ。、」「（）！ー…―・％っ々　 ", "……", "――", "https://a.jp/x", "2025", "辻\U000e0100"]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)


def visible(line: Line) -> tuple[str, ...]:
    return line.clusters[: len(line.clusters) - line.hanging]


@given(TEXTS, st.integers(2, 30), st.booleans(), st.booleans())
@EXACT
def test_no_line_is_too_long(text: str, columns: int, hang: bool, squeeze: bool) -> None:
    """What stands outside is one 、 or 。 where hanging is allowed, and spaces."""
    rules = Rules(columns * EM, EM, hang=hang, squeeze=squeeze)
    for line in break_lines(text, rules, measure):
        assert line.length <= rules.width + 0.01
        outside = [c for c in line.clusters[len(line.clusters) - line.hanging :] if c not in SPACES]
        assert len(outside) <= (1 if hang else 0)
        assert set(outside) <= HANGING
        assert 0 <= line.squeezed <= 1


@given(TEXTS, st.integers(1, 30))
@EXACT
def test_no_character_is_lost(text: str, columns: int) -> None:
    assert "".join(broken(text, columns)) == text


@given(TEXTS, st.integers(3, 30))
@EXACT
def test_kinsoku_is_never_broken_where_it_can_be_kept(text: str, columns: int) -> None:
    """A line ends badly only if nowhere inside it could it have ended well."""
    lines = break_lines(text, Rules(columns * EM, EM), measure)
    for line, following in pairwise(lines):
        if not following.clusters:
            continue
        pair = breaks((*line.clusters, *following.clusters))
        chosen = pair[len(line.clusters)]
        inside = pair[1 : len(line.clusters)]
        if chosen is Break.FORBIDDEN:
            assert not any(level is not Break.FORBIDDEN for level in inside), (line.text, following.text)
        elif chosen is Break.WORD:
            assert Break.FREE not in inside, (line.text, following.text)


@given(
    st.lists(st.sampled_from([*"あ漢カ亜字", "。", "、", "「い", "う」", "……う", "っ"]), max_size=80).map(
        "".join
    )
)
@EXACT
def test_ordinary_text_never_breaks_kinsoku(text: str) -> None:
    """In running text, where a legal end is always near, no line begins or ends with a forbidden mark."""
    if any(set(text[i : i + 5]) <= NO_START | NO_END for i in range(len(text))):
        return
    lines = break_lines(text, Rules(12 * EM, EM), measure)
    for line in lines[:-1]:
        assert line.clusters[-1] not in NO_END
    for line in lines[1:]:
        assert line.clusters[0] not in NO_START


def test_a_line_narrower_than_one_character_still_advances() -> None:
    assert broken("あいう", 0.5) == ["あ", "い", "う"]


def test_clusters_join_again() -> None:
    assert "".join(clusters("辻\U000e0100か\u309a")) == "辻\U000e0100か\u309a"
