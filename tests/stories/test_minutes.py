"""The minutes of a meeting, from the draft to the city's site."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import CorrectionState, Minutes, MinutesState, SpeakerKind, SpeakerStyle
from kyodo_desktop.services import minutes, roster
from tests.services import holding
from tests.stories.clerk import Clerk

DRAFTED = dt.date(2025, 11, 28)
SENT = dt.date(2025, 12, 5)
DUE = dt.date(2025, 12, 12)
FINAL = dt.date(2025, 12, 19)
OUT = dt.date(2026, 1, 9)


def owner(clerk: Clerk) -> Minutes:
    """The minutes."""
    return clerk.store.find(Minutes)[0]


def reads(clerk: Clerk) -> str:
    """The minutes within the office."""
    return minutes.edition(clerk.store, owner(clerk).id, public=False).text()


def test_minutes_go_from_the_draft_to_the_site(clerk: Clerk) -> None:
    meeting = holding.hold(clerk.store)
    minutes.start_minutes(clerk.store, meeting)
    item = holding.item(clerk.store, "川口市における協働の現状について").id
    speaker = clerk.finds("石川 真司", DRAFTED).appointment.id
    minutes.add_statement(
        clerk.store, owner(clerk).id, "資料2に基づき説明します。", kind=SpeakerKind.SECRETARIAT, item=item
    )
    minutes.add_statement(
        clerk.store, owner(clerk).id, "若者の参加が課題です。", appointment=speaker, item=item
    )
    assert "石川委員　若者の参加が課題です。" in reads(clerk)

    members = [line.appointment.id for line in roster.roster_on(clerk.store, clerk.committee.id, SENT).lines]
    minutes.send_for_review(clerk.store, owner(clerk).id, members, on=SENT, due=DUE)
    said = next(one for one in minutes.utterances(clerk.store, owner(clerk).id) if "若者" in one.body)
    minutes.receive_correction(
        clerk.store,
        owner(clerk).id,
        speaker,
        "「若者」は「10代、20代の市民」です。",
        on=DUE - dt.timedelta(days=2),
        utterance=said.id,
    )
    (asked,) = minutes.corrections(clerk.store, owner(clerk).id, [CorrectionState.OPEN])
    with pytest.raises(InvalidRecord, match="11人の回答がありません"):
        minutes.finalise(clerk.store, owner(clerk).id, on=DUE)
    minutes.edit_line(clerk.store, replace(said, body="10代、20代の市民の参加が課題です。"))
    minutes.decide_correction(clerk.store, asked.id, CorrectionState.ACCEPTED, on=FINAL)
    minutes.finalise(clerk.store, owner(clerk).id, on=FINAL)

    clerk.reopens()
    roster.correct(clerk.store, replace(clerk.committee, speaker_style=SpeakerStyle.LETTERED))
    minutes.publish(clerk.store, owner(clerk).id, on=OUT)
    (edition,) = minutes.editions(clerk.store, owner(clerk).id)
    assert "委員　10代、20代の市民の参加が課題です。" in edition.body
    assert "石川" not in edition.body
    assert "石川委員　10代、20代の市民の参加が課題です。" in reads(clerk)
    assert clerk.undoes() == "第1回会議の会議録を公開"
    assert owner(clerk).state is MinutesState.FINAL
    assert clerk.redoes() == "第1回会議の会議録を公開"
    assert minutes.editions(clerk.store, owner(clerk).id)[0].body == edition.body
