"""Messages: keys that become sentences only where somebody reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop import i18n
from kyodo_desktop.i18n import Message, _, mark, msg
from kyodo_desktop.paths import Paths

KEY = "「{label}」を入力してください。"


@pytest.fixture
def english() -> Iterator[None]:
    """The program speaks English during the test."""
    i18n.use("en", Paths.find().locale)
    yield
    i18n.use("ja", Paths.find().locale)


def test_japanese_is_its_own_translation() -> None:
    assert i18n.language() == "ja"
    assert msg(KEY, label=Message("氏名")).text() == "「氏名」を入力してください。"


@pytest.mark.usefixtures("english")
def test_a_message_and_those_within_it_are_spoken_in_the_language_of_now() -> None:
    sentence = msg(KEY, label=Message("氏名"))
    assert i18n.language() == "en"
    assert sentence.text() == str(sentence) == "Enter “Name”."
    assert sentence.japanese() == "「氏名」を入力してください。"


@pytest.mark.usefixtures("english")
def test_an_unknown_key_is_spoken_as_it_is() -> None:
    assert _("どの目録にもない文") == "どの目録にもない文"
    assert _("") == ""
    assert mark("委員長") == "委員長"


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"):
        i18n.use("fr", Paths.find().locale)


WORDS = st.lists(st.text()).map(tuple)
MESSAGES = st.recursive(
    st.builds(Message, st.text()),
    lambda inner: st.builds(
        Message,
        st.text(),
        st.dictionaries(st.text(min_size=1), st.text() | st.integers() | WORDS | inner).map(
            lambda d: tuple(d.items())
        ),
    ),
    max_leaves=5,
)


def test_a_list_is_joined_as_its_language_joins_them() -> None:
    listing = msg("使えるもの：{keys}", keys=("a", "b"))
    assert i18n.listed(["資料1", "資料2"]) == "資料1、資料2"
    assert listing.text() == "使えるもの：a、b"
    i18n.use("en", Paths.find().locale)
    try:
        assert i18n.listed(["資料1", "資料2"]) == "資料1, 資料2"
        assert listing.text().endswith("a, b")
        assert listing.japanese() == "使えるもの：a、b"
    finally:
        i18n.use("ja", Paths.find().locale)


@given(MESSAGES)
def test_a_message_survives_json(message: Message) -> None:
    assert Message.from_json(json.loads(json.dumps(message.to_json()))) == message


@pytest.mark.parametrize(
    "data", [{"key": 1, "args": {}}, {"key": "a", "args": []}, {"key": "a", "args": {"x": 1.5}}]
)
def test_what_is_no_message_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="not a message"):
        Message.from_json(data)
