"""The records of the register: the official word of every choice, and the checks of a whole record."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.fields import Choice, problems
from kyodo_desktop.domain.records import (
    Affiliation,
    Erratum,
    RegulationVersion,
    StandingDecision,
    TaxBracket,
    VoteSnapshot,
)
from kyodo_desktop.domain.records.consultation import a_period

CHOICES = [one for one in Choice.__subclasses__() if one.__module__.startswith("kyodo_desktop.")]
DAY = dt.date(2026, 4, 1)


@pytest.mark.parametrize("choice", CHOICES, ids=lambda one: one.__name__)
def test_every_value_of_a_choice_has_a_word_of_its_own(choice: type[Choice]) -> None:
    words = [one.label for one in choice]
    assert all(word.strip() for word in words)
    assert len(set(words)) == len(words) > 1


def test_a_choice_must_say_its_words() -> None:
    class Silent(Choice):
        ONLY = "only"

    with pytest.raises(NotImplementedError):
        _ = Silent.ONLY.label


@pytest.mark.parametrize(
    ("organisation", "post", "joined", "printed"),
    [
        ("川口市立中学校", "校長", False, "川口市立中学校 校長"),
        ("川口市立中学校", "校長", True, "川口市立中学校校長"),
        ("市民", "", False, "市民"),
        ("市民", "", True, "市民"),
    ],
)
def test_an_affiliation_as_the_roster_prints_it(
    organisation: str, post: str, joined: bool, printed: str
) -> None:
    one = Affiliation(id="1", person="2", organisation=organisation, post=post, joined=joined)
    assert one.printed == printed


@pytest.mark.parametrize(
    ("reading", "value", "sound"),
    [("", "", True), ("tie", "half_of_base", True), ("tie", "", False), ("", "half_of_base", False)],
)
def test_a_standing_decision_names_both_the_reading_and_its_value(
    reading: str, value: str, sound: bool
) -> None:
    one = StandingDecision(
        id="1", committee="2", title="議決の数え方", body="本文", reading=reading, value=value, since=DAY
    )
    said = [(name, complaint.japanese()) for name, complaint in problems(one)]
    assert said == ([] if sound else [("", "「定める読み方」と「読み方の値」は、両方とも入力してください。")])


def test_a_snapshot_is_of_a_motion_or_of_an_election() -> None:
    assert snapshot_problems(motion="3") == snapshot_problems(election="3") == []
    complaint = ("", "議案か選任の、どちらか一方の記録でなければなりません。")
    assert snapshot_problems() == snapshot_problems(motion="3", election="4") == [complaint]


def snapshot_problems(**about: str) -> list[tuple[str, str]]:
    one = VoteSnapshot(
        id="1",
        taken_on=DAY,
        regulation="2",
        text_hash="a",
        readings="{}",
        in_office=7,
        present=6,
        verdict="carried",
        sentence="可決",
        quorum="{}",
        ruling="{}",
        **about,  # type: ignore[arg-type]
    )
    return [(name, complaint.japanese()) for name, complaint in problems(one)]


def test_a_period_may_be_left_out_but_not_written_otherwise() -> None:
    assert a_period("") is a_period("令和8年2月～3月頃") is a_period("令和8年度") is None
    complaint = a_period("そのうち")
    assert complaint is not None
    assert complaint.japanese()


def test_a_regulation_does_not_end_before_it_begins() -> None:
    one = RegulationVersion(
        id="1", committee="2", title="規則", source="本文", since=DAY, until=dt.date(2026, 3, 31)
    )
    assert [name for name, _ in problems(one)] == [""]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"rate": 3063, "least": 0, "below": 1}, []),
        ({"amount": 0, "least": 5}, []),
        ({"amount": 0, "rate": 1}, ["税率と税額は、どちらか一方を入力してください。"]),
        ({"least": 5, "below": 5}, ["「未満」の額は、「以上」の額より大きくしてください。"]),
    ],
)
def test_a_tax_bracket_is_reckoned_one_way_and_ends_above_where_it_begins(
    values: dict[str, int], said: list[str]
) -> None:
    one = TaxBracket(id="1", committee="2", since=DAY, **values)  # type: ignore[arg-type]
    assert [complaint.japanese() for _, complaint in problems(one)] == said


@pytest.mark.parametrize(
    "named", [{"material": "3"}, {"issued": "4"}, {"document": "会議録"}, {"document": " "}, {}]
)
def test_an_erratum_says_in_which_paper_the_mistake_stands(named: dict[str, str]) -> None:
    one = Erratum(id="1", committee="2", wrong="あ", right="い", noticed_on=DAY, **named)  # type: ignore[arg-type]
    complaint = ("", "どの資料又は文書の誤りかを入力してください。")
    said = [(name, found.japanese()) for name, found in problems(one)]
    assert said == ([] if any(value.strip() for value in named.values()) else [complaint])
