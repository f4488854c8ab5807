"""What the clerk types into the minutes, beside a record that goes on changing."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyodo_desktop.domain.errors import InvalidRecord, KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import (
    AgendaItem,
    Minutes,
    Motion,
    SpeakerKind,
    Utterance,
    Withdrawal,
)
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, minutes, roster, voting
from kyodo_desktop.services import sample as samples
from kyodo_desktop.services.attending import begin_item, leave
from kyodo_desktop.services.interests import remove_withdrawal, withdraw_from
from kyodo_desktop.services.voting import Counted
from kyodo_desktop.storage import Store, create, open_store, random_id
from tests.conftest import counting, ticking
from tests.services import asking, holding
from tests.services.minuting import again, line, started, under, written

# --- what the clerk types


def test_statements_stand_where_the_clerk_puts_them(sample: Store) -> None:
    holding.hold(sample)
    owner = started(sample)
    item = holding.item(sample, holding.MOTION).id
    put = line(sample, "採決いたします")
    minutes.add_statement(
        sample, owner.id, "質問です。", item=item, appointment=holding.seat(sample, "石川 真司"), after=put.id
    )
    minutes.add_statement(sample, owner.id, "お答えします。", kind=SpeakerKind.SECRETARIAT, item=item)
    minutes.add_statement(
        sample, owner.id, "補足します。", kind=SpeakerKind.EXPLAINER, speaker="市民生活部長", item=item
    )
    minutes.add_statement(sample, owner.id, "傍聴から", kind=SpeakerKind.OTHER, speaker="司会", item=item)
    told = under(sample, holding.MOTION)
    assert told[2] == "石川委員：質問です。"
    assert told[-3:] == ["事務局：お答えします。", "市民生活部長：補足します。", "司会：傍聴から"]
    minutes.move_line(sample, line(sample, "お答えします").id, -2)
    assert under(sample, holding.MOTION)[3] == "事務局：お答えします。"
    minutes.remove_line(sample, line(sample, "傍聴から").id)
    assert "傍聴から" not in written(sample)
    sample.undo()
    assert "司会　傍聴から" in written(sample)


def test_what_cant_be_said_there_is_refused(sample: Store) -> None:
    holding.hold(sample)
    owner = started(sample)
    item = holding.item(sample, holding.MOTION).id
    with pytest.raises(InvalidRecord, match="議事項目が決まっていません"):
        minutes.add_statement(sample, owner.id, "発言")
    with pytest.raises(InvalidRecord, match="発言者が入力されていません"):
        minutes.add_statement(sample, owner.id, "発言", item=item, kind=SpeakerKind.OTHER)
    stranger = roster.appoint(
        sample,
        asking.term(sample).id,
        asking.category(sample, 4).id,
        name="後任 次郎",
        organisation="市民",
        since=asking.DAY + dt.timedelta(days=1),
    )
    seat = asking.seat_of(stranger).id
    with pytest.raises(InvalidRecord, match="この委員会の委員ではありません"):
        minutes.add_statement(sample, owner.id, "発言", item=item, appointment=seat)
    later = meetings.call_meeting(sample, asking.committee(sample).id, date=dt.date(2026, 2, 20))
    meetings.add_item(sample, later.pairs[0].subject.id, "次回の件")
    (foreign,) = (one for one in sample.find(AgendaItem) if one.title == "次回の件")
    with pytest.raises(InvalidRecord, match="別の会議の議事項目"):
        minutes.add_statement(sample, owner.id, "発言", item=foreign.id)
    with pytest.raises(InvalidRecord, match="発言の内容"):
        minutes.add_statement(sample, owner.id, " ", item=item)


def test_an_edited_line_outlives_the_record_and_is_flagged(sample: Store) -> None:
    holding.hold(sample)
    owner = started(sample)
    kept = line(sample, "布施委員　退室")
    minutes.edit_line(sample, replace(kept, body="（布施委員は所用のため退室した。）"))
    assert not minutes.is_stale(sample, owner.id)
    again(sample)
    leave(sample, asking.meeting(sample).id, holding.seat(sample, "石川 真司"), at=dt.time(15, 30))
    meetings.edit_item(sample, replace(holding.item(sample, "その他"), title="その他の件"))
    assert minutes.is_stale(sample, owner.id)
    change = minutes.regenerate(sample, owner.id)
    assert change.act.text() == "第1回会議の会議録に会議の記録を反映"
    assert "（午後3時30分　石川委員　退室）" in written(sample)
    assert minutes.flagged(sample, owner.id) == ()
    item = holding.item(sample, holding.MOTION).id
    store_interval = minutes.pending(sample, owner.id)
    assert not store_interval.removed
    withdraw_from(sample, item, holding.seat(sample, "竹内 寿江"), "団体の役員のため")
    minutes.regenerate(sample, owner.id)
    minutes.edit_line(sample, replace(line(sample, "竹内委員、利害"), body="竹内委員が退いた。"))
    remove_withdrawal(sample, sample.find(Withdrawal)[0].id)
    minutes.regenerate(sample, owner.id)
    (gone,) = minutes.flagged(sample, owner.id)
    assert (gone.body, gone.gone) == ("竹内委員が退いた。", True)
    with pytest.raises(InvalidRecord, match="元になる記録がありません"):
        minutes.take_from_record(sample, gone.id)
    minutes.keep_typed(sample, gone.id)
    assert minutes.flagged(sample, owner.id) == ()
    assert "竹内委員が退いた。" in written(sample)


def test_the_new_text_stands_beside_an_edited_one_until_the_clerk_decides(sample: Store) -> None:
    holding.hold(sample)
    owner = started(sample)
    minutes.edit_line(sample, replace(line(sample, "挙手"), body="（挙手多数）"))
    again(sample)
    voting.record_vote(sample, sample.find(Motion)[0].id, Counted(ayes=8, noes=1))
    minutes.regenerate(sample, owner.id)
    (flagged,) = minutes.flagged(sample, owner.id)
    assert (flagged.body, flagged.offered) == ("（挙手多数）", "（挙手　賛成8人、反対1人）")
    minutes.keep_typed(sample, flagged.id)
    minutes.regenerate(sample, owner.id)
    assert minutes.flagged(sample, owner.id) == ()
    assert "（挙手多数）" in written(sample)
    sample.undo()
    minutes.take_from_record(sample, flagged.id)
    assert "（挙手　賛成8人、反対1人）" in written(sample)
    assert not minutes.is_stale(sample, owner.id)


def test_a_line_left_out_stays_out_and_can_be_taken_in_again(sample: Store) -> None:
    holding.hold(sample)
    owner = started(sample)
    minutes.remove_line(sample, line(sample, "中本委員　入室").id)
    minutes.regenerate(sample, owner.id)
    assert "中本委員　入室" not in written(sample)
    minutes.take_from_record(sample, line(sample, "中本委員　入室").id)
    assert "中本委員　入室" in written(sample)


def test_an_item_goes_with_its_drafted_lines_but_not_with_what_was_typed(sample: Store) -> None:
    holding.begin(sample)
    late, other = holding.seat(sample, "布施 富美子"), holding.item(sample, "その他")
    leave(sample, asking.meeting(sample).id, late, at=dt.time(15))
    begin_item(sample, other.id, dt.time(14, 50))
    owner = started(sample)
    assert line(sample, "布施委員　退室").item == other.id
    meetings.remove_item(sample, other.id)
    assert minutes.is_stale(sample, owner.id)
    minutes.regenerate(sample, owner.id)
    assert line(sample, "布施委員　退室").item != other.id
    motion = holding.item(sample, holding.MOTION)
    minutes.add_statement(sample, owner.id, "質問です。", item=motion.id)
    with pytest.raises(InvalidRecord, match="手で入力した発言が1件"):
        meetings.remove_item(sample, motion.id)
    assert "質問です。" in written(sample)
    speech = holding.item(sample, "市長あいさつ")
    withdraw_from(sample, speech.id, late, "団体の役員のため")
    minutes.regenerate(sample, owner.id)
    minutes.remove_line(sample, line(sample, "利害関係").id)
    remove_withdrawal(sample, sample.find(Withdrawal)[0].id)
    meetings.remove_item(sample, speech.id)  # what was only left out stands in nobody's way
    assert not [one for one in sample.find(Utterance) if one.omitted]


def test_saving_a_line_unchanged_leaves_it_to_the_record(sample: Store) -> None:
    holding.hold(sample)
    started(sample)
    one = line(sample, "挙手")
    assert minutes.edit_line(sample, one).pairs == ()
    assert not line(sample, "挙手").typed


# --- whatever the clerk does

DO = st.lists(
    st.tuples(
        st.sampled_from(["type", "edit", "omit", "leave", "interest", "vote", "move", "regenerate", "undo"]),
        st.integers(0, 11),
    ),
    min_size=1,
    max_size=14,
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register in which the meeting and its minutes have begun, to be copied for each course of acts."""
    path = tmp_path_factory.mktemp("minutes") / "begun.kyodo"
    store = create(path, who="clerk", now=ticking(), new_id=counting())
    samples.plant(store, Paths.find().sample)
    holding.begin(store)
    holding.elect(store)
    holding.move(store)
    started(store)
    store.close()
    return path


@settings(max_examples=20, deadline=None)
@given(acts=DO)
def test_typed_text_outlives_every_change_of_the_record(begun: Path, acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.kyodo"
        shutil.copy(begun, path)
        store = open_store(path, who="clerk", now=ticking(), new_id=random_id)
        try:
            _outlives(store, acts)
            assert store.verify() == ()
        finally:
            store.close()


def _outlives(store: Store, acts: list[tuple[str, int]]) -> None:
    owner = store.find(Minutes)[0].id
    words: dict[Id, str] = {}
    for n, (act, at) in enumerate([*acts, ("regenerate", 0)]):
        try:
            _do(store, owner, act, at, n, words)
        except KyodoError:
            continue  # what the record refuses changes nothing
        found = {one.id: one.body for one in store.find(Utterance, minutes=owner)}
        assert {key: found.get(key) for key in words} == words
    assert not minutes.is_stale(store, owner)


def _do(store: Store, owner: Id, act: str, at: int, n: int, words: dict[Id, str]) -> None:
    lines = minutes.utterances(store, owner)
    names = asking.names(store)
    item = holding.item(store, holding.MOTION)
    match act:
        case "type":
            after = lines[at % len(lines)].id
            made = minutes.add_statement(store, owner, f"発言{n}", after=after).pairs
            words.update({p.subject.id: f"発言{n}" for p in made if p.before is None})
        case "edit":
            one = lines[at % len(lines)]
            minutes.edit_line(store, replace(one, body=f"言い換え{n}"))
            words[one.id] = f"言い換え{n}"
        case "omit":
            one = lines[at % len(lines)]
            if one.source and not one.gone:
                minutes.remove_line(store, one.id)
        case "leave":
            minute = dt.time(14, 10 + 3 * at)
            leave(store, asking.meeting(store).id, holding.seat(store, names[at]), at=minute)
        case "interest":
            withdraw_from(store, item.id, holding.seat(store, names[at]), "団体の役員のため")
        case "vote":
            voting.record_vote(store, store.find(Motion)[0].id, Counted(ayes=at, noes=0), at=dt.time(15))
        case "move":
            meetings.move_item(store, item.id, at - 5)
        case "regenerate":
            minutes.regenerate(store, owner)
        case _:
            _undo_record(store)


def _undo_record(store: Store) -> None:
    """Undo the last act, where it wasn't the typing."""
    act = store.undoable
    if act is not None and "会議録" not in act.text():
        store.undo()
