"""How minutes name members, and how the public edition hides them."""

from __future__ import annotations

import pytest

from kyodo_desktop.domain.records import SpeakerStyle
from kyodo_desktop.services.minutes.naming import Hidden, surnames, surnames_left

NAMES = {
    "a": "梶原 純",
    "b": "布施 富美子",
    "c": "佐藤 一郎",
    "d": "佐藤 花子",
    "e": "林　太郎",
    "f": "川口 健",
}


def test_members_are_called_by_surname_and_in_full_where_two_share_it() -> None:
    assert surnames(NAMES) == {
        "a": "梶原",
        "b": "布施",
        "c": "佐藤一郎",
        "d": "佐藤花子",
        "e": "林",
        "f": "川口",
    }
    assert surnames({"a": "辻󠄀 純", "b": "モーガン"}) == {"a": "辻󠄀", "b": "モーガン"}


@pytest.mark.parametrize(
    ("text", "plain", "lettered"),
    [
        ("梶原委員の御意見", "委員の御意見", "A委員の御意見"),
        ("梶原 純委員と梶原純氏", "委員と委員", "A委員とA委員"),
        ("梶原　純さん、布施様、梶原委員", "委員、委員、委員", "A委員、B委員、A委員"),
        ("佐藤委員、佐藤花子委員", "委員、委員", "委員、A委員"),
        ("（議長　梶原委員長）", "（議長　委員長）", "（議長　委員長）"),
        ("布施副委員長", "副委員長", "副委員長"),
        ("川口市の林業、川口委員会、林", "川口市の林業、川口委員会、林", "川口市の林業、川口委員会、林"),
        ("", "", ""),
    ],
)
def test_names_are_hidden_wherever_they_are_said(text: str, plain: str, lettered: str) -> None:
    assert Hidden(NAMES, SpeakerStyle.PLAIN).text(text) == plain
    assert Hidden(NAMES, SpeakerStyle.LETTERED).text(text) == lettered


def test_a_member_keeps_a_letter_all_through_and_there_are_letters_enough() -> None:
    hidden = Hidden({str(n): f"姓{n:02} 名" for n in range(30)}, SpeakerStyle.LETTERED)
    assert hidden.member("7") == "A委員"
    assert hidden.text("姓03委員、姓07委員") == "B委員、A委員"
    assert [hidden.member(str(n)) for n in (3, 7)] == ["B委員", "A委員"]
    assert {hidden.member(str(n)) for n in range(30)} >= {"Z委員", "AA委員", "AD委員"}


def test_surnames_alone_are_told_and_nobody_is_hidden_where_nobody_is_known() -> None:
    assert surnames_left("川口市の林業", NAMES.values()) == ("川口", "林")
    assert Hidden({}, SpeakerStyle.PLAIN).text("梶原委員") == "梶原委員"
