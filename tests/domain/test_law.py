"""The law of a day: numbers that cite their articles, readings with their defaults, texts through time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from kyodo_desktop.domain import law, regulation_text
from kyodo_desktop.domain.errors import InvalidRecord, UnknownReading
from kyodo_desktop.domain.law import Share, TextNotOnRecord
from kyodo_desktop.domain.readings import READINGS, reading
from tests.domain.rules.laws import DAY, FILES, KAWAGUCHI, LAWS, source

OURS = source("川口")


def test_our_numbers_cite_their_articles() -> None:
    assert KAWAGUCHI.quorum == Share(Fraction(1, 2), False, "規則第3条第2項")
    assert dict(KAWAGUCHI.decisions) == {"ordinary": Share(Fraction(1, 2), True, "規則第3条第3項")}
    assert dict(KAWAGUCHI.kinds) == {"ordinary": "通常の議決"}
    assert dict(KAWAGUCHI.provisions) == {
        "presides": "規則第3条第1項",
        "deputy": "規則第2条第3項",
        "election": "規則第2条第1項",
        "tie": "規則第3条第3項",
        "delegation": "規則第6条",
    }
    assert KAWAGUCHI.cite("vacancy") == ""
    assert (KAWAGUCHI.seats, KAWAGUCHI.seats_are_limit, KAWAGUCHI.settled) == (None, False, frozenset())
    assert KAWAGUCHI.since == dt.date(2016, 4, 1)


def test_our_readings_are_the_defaults() -> None:
    defaults = {one.name: one.allowed[0] if one.values else one.default for one in READINGS}
    assert KAWAGUCHI.readings == defaults
    plain = law.Law(
        text=KAWAGUCHI.text, cited_as="規則", quorum=KAWAGUCHI.quorum, decisions=KAWAGUCHI.decisions
    )
    assert plain.readings == defaults
    assert set(KAWAGUCHI.notes) == {"quorum_base", "decision_base", "chair_votes", "numbering"}


def test_there_is_no_law_before_the_first_text_on_record() -> None:
    regulation = law.read(OURS)
    assert regulation.on(dt.date(2016, 4, 1)) is regulation.versions[0]
    with pytest.raises(TextNotOnRecord) as caught:
        regulation.on(dt.date(2016, 3, 31))
    assert caught.value.what.text() == "平成28年3月31日の「川口市協働推進委員会規則」の本文がありません"
    assert caught.value.why.text() == "手元にある本文は、平成28年4月1日から施行されたものです。"
    assert caught.value.remedy.text() == "日付を確かめるか、その当時の規則の本文を登録してください。"
    with pytest.raises(TextNotOnRecord, match="明治6年1月1日"):
        regulation.on(dt.date(1873, 1, 1))
    with pytest.raises(TextNotOnRecord, match="1700-01-01"):
        regulation.on(dt.date(1700, 1, 1))


def test_an_amended_text_rules_from_its_day_on() -> None:
    regulation = law.read(source("高嶺"))
    before, after = regulation.on(dt.date(2023, 3, 31)), regulation.on(dt.date(2023, 4, 1))
    assert (before.quorum.of, after.quorum.of) == (Fraction(1, 2), Fraction(2, 3))
    assert (before.written, after.written) == ("off", "on")
    assert after.sources["written"] == "要綱第4条の2"
    assert (before.text.amendments, after.text.amendments) == ((), ("令和5年3月20日告示第31号",))
    assert (before.text.title, before.text.enacted) == (after.text.title, after.text.enacted)
    assert [one.since for one in regulation.versions] == [dt.date(2018, 6, 1), dt.date(2023, 4, 1)]


def test_the_words_of_a_day_are_those_of_its_text() -> None:
    text = source("高嶺")
    first, last = dt.date(2018, 6, 1), dt.date(2023, 4, 1)
    assert regulation_text.read(text).since == first
    assert regulation_text.read(text, day=dt.date(2010, 1, 1)).since == first
    assert regulation_text.read(text, day=dt.date(2023, 3, 31)).since == first
    assert regulation_text.read(text, day=last).since == last
    assert len(regulation_text.read(text, day=last).articles) == 7


def test_the_three_regulations_differ_in_everything() -> None:
    laws = list(LAWS.values())
    assert len({(one.quorum.of, one.quorum.strict) for one in laws}) == 3
    assert len({one.chair_votes for one in laws}) == 3
    assert len({tuple(one.decisions) for one in laws}) == 3
    assert [bool(one.cite("vacancy")) for one in laws] == [False, True, True]
    assert [one.seats for one in laws] == [None, 15, 20]
    assert [one.seats_are_limit for one in laws] == [False, False, True]
    shiomi, takamine = LAWS["汐見"], LAWS["高嶺"]
    assert (shiomi.chair_title, shiomi.vice_title, shiomi.seats_article) == (
        "会長",
        "副会長",
        "規則第2条第1項",
    )
    assert (takamine.cited_as, takamine.vice_title) == ("要綱", "職務代理者")
    assert shiomi.settled >= {"quorum_base", "chair_votes", "interest", "quorum_relief", "online"}


@pytest.mark.parametrize("name", FILES)
def test_no_chair_decides_a_tie_that_the_text_gives_to_nobody(name: str) -> None:
    one = LAWS[name]
    words = {article.label: article for article in one.text.articles}
    assert words
    if one.chair_votes in ("member_and_casting", "casting_only"):
        assert one.cite("tie")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("quorum_base", "number"),
        ("decision_base", "half"),
        ("chair_votes", ""),
        ("tie", None),
        ("no_majority", "tie"),
        ("notice_days", -1),
        ("notice_days", 366),
        ("notice_days", "七"),
        ("notice_days", None),
    ],
)
def test_a_value_that_a_reading_lacks_is_refused_by_name(field: str, value: Any) -> None:
    with pytest.raises(UnknownReading) as caught:
        replace(KAWAGUCHI, **{field: value})
    assert caught.value.reading == field
    assert field in caught.value.what.text()
    with pytest.raises(UnknownReading):
        KAWAGUCHI.with_readings({field: value})


def test_readings_are_chosen_by_name() -> None:
    read = KAWAGUCHI.with_readings({"tie": "half_of_base", "notice_days": "14"})
    assert (read.tie, read.notice_days) == ("half_of_base", 14)
    assert replace(read, tie="ayes_noes", notice_days=28) == KAWAGUCHI
    with pytest.raises(UnknownReading) as caught:
        KAWAGUCHI.with_readings({"quorum": "seats"})
    assert caught.value.reading == "quorum"
    assert "quorum_base" in caught.value.why.text()


@pytest.mark.parametrize(
    ("name", "value"),
    [("online", "on"), ("written", "on"), ("proxy", "on"), ("interest", "excluded"), ("quorum_relief", "on")],
)
def test_what_needs_a_basis_is_refused_without_one(name: str, value: str) -> None:
    for sources in (None, {}, {name: " "}):
        with pytest.raises(UnknownReading) as caught:
            KAWAGUCHI.with_readings({name: value}, sources)
        assert caught.value.reading == name
        assert str(caught.value) == (
            f"「{reading(name).label}」を変えられません\n"
            "規則か委員会の決定に定めがあるときだけ認められます。根拠が示されていません。\n"
            "根拠となる条か、委員会の決定を登録してください。"
        )
    read = KAWAGUCHI.with_readings({name: value}, {name: "令和7年11月14日委員会決定（規則第6条）"})
    assert read.sources[name] == "令和7年11月14日委員会決定（規則第6条）"
    assert getattr(read, name) == value
    assert read.settled == frozenset()


def test_every_reading_says_what_it_is() -> None:
    fields = law.Law.__dataclass_fields__
    names = list(fields)
    assert names[names.index("quorum_base") :] == [one.name for one in READINGS]
    for one in READINGS:
        assert one.label
        assert one.note
        assert one.certainty.label
        assert bool(one.values) is (one.most == 0)
        assert set(one.needs_basis) <= set(one.allowed)
        assert len({value.label for value in one.values}) == len(one.values)
    assert len({one.label for one in READINGS}) == len(READINGS)
    assert reading("tie").label_of("half_of_base") == "賛成が半数"
    assert reading("notice_days").label_of(28) == "28"


@pytest.mark.parametrize(
    ("old", "new", "named", "why"),
    [
        ("[law.quorum]", "[law.quorums]", "law.quorums", "使えません"),
        (
            'share = "1/2"              # 委員',
            'share = "x"              # 委員',
            "law.quorum.share",
            "読めません",
        ),
        (
            'share = "1/2"              # 委員',
            'share = "1/0"            # 委員',
            "law.quorum.share",
            "読めません",
        ),
        (
            'share = "1/2"              # 委員',
            'share = "3/2"            # 委員',
            "law.quorum.share",
            "読めません",
        ),
        (
            'share = "1/2"              # 委員',
            'share = "2/3"            # 委員',
            "law.quorum.share",
            "3分の2以上",
        ),
        ("strict = false", "strict = true", "law.quorum.share", "過半数"),
        ("strict = false", 'strict = "no"', "law.quorum.strict", "true か false"),
        ('article = "第3条第2項"', 'article = "第3条第4項"', "law.quorum.article", "本文にありません"),
        ('article = "第3条第2項"', 'article = "第7条"', "law.quorum.article", "本文にありません"),
        ('article = "第3条第2項"', 'article = "3-2"', "law.quorum.article", "本文にありません"),
        ('article = "第3条第2項"', 'article = "第3条第2項第1号"', "law.quorum.article", "本文にありません"),
        ("[law.decisions.ordinary]", "[law.decisions.usual]", "law.decisions.ordinary", "通常の議決"),
        ("[law.provisions]", "[law.provisions]\nchair = '第2条'", "law.provisions.chair", "使えません"),
        ("[law.provisions]", "[law.provisions]\nvacancy = '第2条第3項'", "law.provisions.vacancy", "欠けた"),
        ("[law.provisions]", "[law.seats]\nnumber = 0\n[law.provisions]", "law.seats.number", "1以上"),
        ("[law.provisions]", "[law.seats]\nnumber = 9\n[law.provisions]", "law.seats.article", "ありません"),
        ("[law.readings.numbering]", "[law.readings.numbers]", "law.readings.numbers", "使えません"),
        ('value = "term"', "value = 3", "law.readings.numbering.value", "文字列"),
        ('value = "term"', 'values = "term"', "law.readings.numbering.values", "使えません"),
    ],
)
def test_a_fault_in_the_numbers_is_named_by_its_key(old: str, new: str, named: str, why: str) -> None:
    assert old in OURS
    with pytest.raises(InvalidRecord) as caught:
        law.read(OURS.replace(old, new, 1), "kisoku.toml")
    assert caught.value.what.text() == f"「kisoku.toml」の {named} を読めません"
    assert why in caught.value.why.text()


def test_a_regulation_without_numbers_is_no_law() -> None:
    words = OURS.partition("[law]")[0]
    assert regulation_text.read(words).title
    with pytest.raises(InvalidRecord, match="law"):
        law.read(words)


def test_the_least_that_a_law_says() -> None:
    whole = OURS.partition("[law.provisions]")[0].replace('cited_as = "規則"', "")
    found = law.read(whole).on(DAY)
    assert (found.provisions, found.notes, found.cited_as) == ({}, {}, "規則")
    assert found.quorum == KAWAGUCHI.quorum


def test_a_number_of_seats_may_stand_in_the_ordinance() -> None:
    seats = '[law.seats]\nnumber = 12\nelsewhere = "川口市協働推進条例第11条"\n[law.provisions]'
    found = law.read(OURS.replace("[law.provisions]", seats)).on(DAY)
    assert (found.seats, found.seats_article) == (12, "川口市協働推進条例第11条")


def test_an_unknown_value_in_the_file_is_refused_by_name() -> None:
    with pytest.raises(InvalidRecord) as caught:
        law.read(OURS.replace('value = "term"', 'value = "era"'), "kisoku.toml")
    assert caught.value.problems[0][0] == "law.readings.numbering.value"
    assert str(caught.value).splitlines()[:2] == [
        "「kisoku.toml」の law.readings.numbering.value を読めません",
        "使えるものは term、fiscal_year、total です。",
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        ("川口", 'tie = "第3条第3項"', 'tie = "第5条"', "law.provisions.tie"),
        ("川口", 'presides = "第3条第1項"', 'presides = "第3条第2項"', "law.provisions.presides"),
        ("川口", 'deputy = "第2条第3項"', 'deputy = "第2条第2項"', "law.provisions.deputy"),
        ("川口", 'election = "第2条第1項"', 'election = "第6条"', "law.provisions.election"),
        ("川口", 'delegation = "第6条"', 'delegation = "第5条"', "law.provisions.delegation"),
        ("川口", 'cited_as = "規則"', 'cited_as = "規則"\nchair = "会長"', "law.chair"),
        ("川口", 'cited_as = "規則"', 'cited_as = "規則"\nchair = " "', "law.chair"),
        (
            "汐見",
            'value = "casting_only"\narticle = "第4条第4項"',
            'value = "casting_only"\narticle = "第7条"',
            "",
        ),
        ("汐見", 'article = "第6条第2項"', 'article = "第7条"', "law.readings.online.article"),
        ("汐見", 'article = "第6条第2項"', "", "law.readings.online.article"),
        ("汐見", "number = 15\n", "number = 14\n", "law.seats.number"),
        ("汐見", "number = 15\n", "number = 5\n", "law.seats.number"),
        ("汐見", "number = 15\n", "number = 15\nupper_limit = true\n", "law.seats.upper_limit"),
        ("高嶺", "upper_limit = true", "", "law.seats.upper_limit"),
    ],
)
def test_an_article_that_says_nothing_of_it_is_not_cited(name: str, old: str, new: str, key: str) -> None:
    text = source(name)
    assert old in text
    with pytest.raises(InvalidRecord) as caught:
        law.read(text.replace(old, new, 1))
    assert caught.value.problems[0][0] == (key or "law.readings.chair_votes.article")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("since = 2023-04-01", "since = 2018-06-01", "versions[1].since"),
        ("since = 2023-04-01", "", "versions[1].since"),
        ("since = 2023-04-01", "since = 2023-04-01\ntitle = '別の要綱'", "versions[1].title"),
        ('share = "2/3"', 'share = "3/4"', "versions[1].law.quorum.share"),
    ],
)
def test_a_fault_in_an_amendment_is_named_by_its_key(old: str, new: str, named: str) -> None:
    text = source("高嶺")
    assert old in text
    with pytest.raises(InvalidRecord) as caught:
        law.read(text.replace(old, new, 1), "youkou.toml")
    assert caught.value.problems[0][0] == named
