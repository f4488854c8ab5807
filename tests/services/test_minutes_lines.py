"""The words of the draft, for whatever the record may tell."""

from __future__ import annotations

import datetime as dt

import pytest

from kyodo_desktop.domain.records import (
    ElectionMethod,
    MeetingStatus,
    MinutesPart,
    MinutesStyle,
    OfficeRole,
    SpeakerKind,
    VoteCast,
    VoteMethod,
)
from kyodo_desktop.services.minutes.lines import clock, lines_of
from kyodo_desktop.services.minutes.told import (
    Attended,
    Chosen,
    ItemTold,
    Moved,
    Presided,
    Told,
    Voted,
    Withdrew,
)

NAMES = {"a": "梶原 純", "b": "布施 富美子", "c": "石川 真司"}
VICE = Presided(
    SpeakerKind.VICE_CHAIR, "b", "布施 富美子", "委員長に事故があるため、副委員長が議長となります。"
)


def told(*items: ItemTold, status: MeetingStatus = MeetingStatus.HELD, **known: object) -> Told:
    """A meeting with these items."""
    return Told(names=NAMES, status=status, items=items, **known)  # pyright: ignore[reportArgumentType]


def said(*items: ItemTold, style: MinutesStyle = MinutesStyle.FULL, **known: object) -> list[str]:
    """The draft's lines: who speaks, and what."""
    return [f"{one.kind.label}：{one.body}" for one in lines_of(told(*items, **known), style)]


def voted(method: VoteMethod = VoteMethod.HANDS, **known: object) -> ItemTold:
    """An item with a motion that was voted on."""
    motion = Voted(id="m", wording="原案", method=method, sentence="可決しました。", **known)  # pyright: ignore[reportArgumentType]
    return ItemTold(id="1", title="議決", motions=(motion,))


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (dt.time(0, 5), "午前0時05分"),
        (dt.time(9, 30), "午前9時30分"),
        (dt.time(12), "正午"),
        (dt.time(12, 30), "午後0時30分"),
        (dt.time(14), "午後2時00分"),
    ],
)
def test_a_time_is_said_as_an_office_says_it(at: dt.time, words: str) -> None:
    assert clock(at) == words


def test_who_presides_is_told_when_it_changes() -> None:
    items = [
        ItemTold(id="1", title="一", presided=VICE),
        ItemTold(id="2", title="二", presided=VICE),
        ItemTold(id="3", title="三", presided=Presided(SpeakerKind.CHAIR, "a", "梶原 純")),
        ItemTold(id="4", title="四"),
        ItemTold(id="5", title="五", presided=Presided(SpeakerKind.PROVISIONAL, "c", "石川 真司")),
    ]
    assert said(*items, presided=VICE) == [
        "ト書き：委員長に事故があるため、副委員長が議長となります。（議長　布施副委員長）",
        "ト書き：（議長　梶原委員長）",
        "ト書き：（仮議長　石川委員）",
    ]


def test_an_end_without_a_meeting_is_told() -> None:
    assert said(status=MeetingStatus.FAILED) == ["ト書き：（定足数に達しないため、流会）"]
    assert said(status=MeetingStatus.INFORMAL, closed_at=dt.time(15)) == [
        "ト書き：（午後3時00分　定足数に達しないため、懇談に切替え）"
    ]
    assert said() == []


def test_guests_withdrawals_and_what_is_left_for_next_time_are_told() -> None:
    item = ItemTold(
        id="1",
        title="一",
        withdrawals=(Withdrew("w", "b"), Withdrew("x", "z", "親族の件")),
        guests=(Attended("g", "説明員", "市川 一郎", "協働推進課"),),
        postponed=True,
    )
    assert said(item, guests=(Attended("h", "オブザーバー", "県の人"),)) == [
        "ト書き：（オブザーバー　県の人　出席）",
        "ト書き：（布施委員、利害関係の申出により退席）",
        "ト書き：（委員、利害関係の申出（親族の件）により退席）",
        "ト書き：（説明員　協働推進課　市川 一郎　出席）",
        "ト書き：（次回へ継続）",
    ]


def test_named_votes_name_who_voted_how() -> None:
    named = {VoteCast.AYE: ("a", "c"), VoteCast.NO: ("b",), VoteCast.ABSTAIN: ()}
    item = voted(VoteMethod.NAMED, named=named, ayes=2, noes=1, abstentions=0, invalid=0)
    assert said(item)[1] == "ト書き：（記名投票　賛成2人、反対1人）\n賛成　梶原委員、石川委員\n反対　布施委員"


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (
            {"ayes": 6, "noes": 4, "abstentions": 2, "invalid": 1},
            "（挙手　賛成6人、反対4人、棄権2人、無効1人）",
        ),
        ({"ayes": 6, "noes": 0}, "（挙手　賛成6人、反対0人）"),
        ({"ayes": 6}, "（挙手　賛成6人）"),
        ({}, "（挙手）"),
    ],
)
def test_only_what_was_counted_is_told(figures: dict[str, int], words: str) -> None:
    assert said(voted(**figures))[1] == f"ト書き：{words}"


def test_what_was_spoken_goes_before_what_was_found() -> None:
    item = voted(ayes=4, noes=4, script="可否同数であります。議長において可決と決します。", presided=VICE)
    assert said(item)[2] == "副委員長：可否同数であります。議長において可決と決します。"
    assert said(item, style=MinutesStyle.SUMMARY) == ["ト書き：「原案」　可決しました。"]


def test_what_isnt_decided_isnt_told_yet() -> None:
    motion = Voted(id="m", wording="原案", method=VoteMethod.HANDS)
    election = Chosen(id="e", role=OfficeRole.CHAIR, method=ElectionMethod.NOMINATION, nominee="a")
    assert said(ItemTold(id="1", title="一", motions=(motion,), elections=(election,))) == []


def test_an_objection_to_the_nominee_and_a_ballot_are_told() -> None:
    chair = OfficeRole.CHAIR
    rounds = (
        Chosen(
            id="1",
            role=chair,
            method=ElectionMethod.NOMINATION,
            nominee="a",
            objections=1,
            sentence="投票に移ります。",
        ),
        Chosen(
            id="2",
            role=chair,
            method=ElectionMethod.BALLOT,
            ballots=(("a", 2), ("b", 1)),
            sentence="当選しました。",
        ),
        Chosen(id="3", role=chair, method=ElectionMethod.BALLOT, sentence="当選者がありません。"),
    )
    assert said(ItemTold(id="1", title="一", elections=rounds)) == [
        "委員長：指名推選により、委員長に梶原委員を選任することに御異議ありませんか。",
        "委員長：投票に移ります。",
        "ト書き：（委員長の投票　梶原委員2票、布施委員1票）",
        "委員長：当選しました。",
        "委員長：当選者がありません。",
    ]


def test_who_came_and_went_stands_before_or_during_an_item() -> None:
    item = ItemTold(
        id="1",
        title="一",
        before=(Moved("a", 1, entered=True),),
        during=(Moved("b", 1, entered=False, at=dt.time(15)),),
        motions=(Voted(id="m", wording="案", method=VoteMethod.HANDS, sentence="可決", at=dt.time(14, 50)),),
    )
    lines = lines_of(told(item, early=(Moved("c", 2, entered=False, at=dt.time(14, 5)),)))
    assert [one.source for one in lines] == [
        "moved:c:2",
        "moved:a:1",
        "motion:m:put",
        "motion:m:count",
        "motion:m:result",
        "moved:b:1",
    ]
    assert lines[0].place == (MinutesPart.OPENING, None)
    assert lines[-1].body == "（午後3時00分　布施委員　退室）"


def test_every_line_has_a_source_of_its_own() -> None:
    lines = lines_of(told(voted(), ItemTold(id="2", title="二", presided=VICE), closed_at=dt.time(16)))
    assert len({one.source for one in lines}) == len(lines) == 5
