"""Editions on record: bytes that never change, numbers never used twice, and who has which."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.editions.held import Held, HeldPage, Layout
from kyodo_desktop.domain.errors import InvalidRecord, NotFound, ReadOnly, StillNeeded, UndoRefused
from kyodo_desktop.domain.findings import Severity
from kyodo_desktop.domain.records import Dispatch, Erratum, ExceptionReason, Handover, IssuedPaper, IssuedPart
from kyodo_desktop.i18n import msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import checking, editions, errata, meetings
from kyodo_desktop.services import sample as samples
from kyodo_desktop.services.correspondence import To, recipients
from kyodo_desktop.services.editionlines import edition_lines
from kyodo_desktop.services.editions import FoundErrors
from kyodo_desktop.services.erratadrafts import proposed_errata, without_recorded
from kyodo_desktop.storage import Store, create, open_store
from tests.domain.editions.made import FIRST, SECOND, held, page, part
from tests.services import asking

PDF = b"%PDF-1.7 an edition"
OPTIONS = {"even": False, "stamps": "first", "through": True, "within": False, "first_number": 1}


@pytest.fixture
def sample_file(tmp_path: Path) -> Path:
    """A register with the sample in it, closed."""
    path = tmp_path / "kept.kyodo"
    store = create(path, who="clerk", now=_now)
    samples.plant(store, Paths.find().sample)
    store.close()
    return path


def first(store: Store, *pages: HeldPage) -> Held:
    """第1版 of the sample's meeting: the agenda and 資料2."""
    line = next(one for one in meetings.materials(store, asking.meeting(store).id) if one.number == "資料2")
    some = pages or (page("a"), page("b"))
    return held([part("agenda", "", "x"), part(line.material.id, "資料2", some)])


def following(old: Held, *pages: HeldPage) -> Held:
    agenda, material = old.parts
    made = [agenda, replace(material, pages=pages or (page("a"), page(f"b{old.edition}")))]
    return held(made, old.layout, old, old.edition + 1)


def issue(store: Store, what: Held, data: bytes | None = None) -> IssuedPaper:
    meeting = asking.meeting(store).id
    data = data or PDF + str(what.edition).encode()
    editions.issue_packet(store, meeting, what, data, title="第1回　会議資料", options=OPTIONS)
    return editions.edition(store, meeting)


def members(store: Store) -> list[To]:
    meeting = asking.meeting(store)
    return [To(one.name.name, one.appointment) for one in recipients(store, meeting.committee, meeting.date)]


def test_an_edition_is_one_act_that_keeps_everything(sample: Store) -> None:
    before = sample.journal(1)[0].seq
    one = issue(sample, first(sample))
    assert sample.journal(1)[0].seq == before + 1
    assert (one.edition, one.issued_on, one.paper) == (1, FIRST, "packet")
    assert one.sha256 == hashlib.sha256(PDF + b"1").hexdigest()
    assert editions.edition_bytes(sample, one) == PDF + b"1"
    assert editions.held_in(sample, one) == first(sample)
    assert dict(editions.options_of(one)) == OPTIONS
    assert editions.last_held(sample, asking.meeting(sample).id) == first(sample)
    assert sample.verify() == ()


def test_a_later_edition_leaves_the_bytes_of_the_first_alone(sample: Store) -> None:
    old = first(sample)
    issue(sample, old)
    issue(sample, following(old))
    meeting = asking.meeting(sample).id
    assert [one.edition for one in editions.editions_of(sample, meeting)] == [1, 2]
    kept = [editions.edition_bytes(sample, one) for one in editions.editions_of(sample, meeting)]
    assert kept == [PDF + b"1", PDF + b"2"]
    found = editions.changes(sample, *editions.editions_of(sample, meeting))
    assert [one.fate for one in found.pages] == ["changed"]


def test_a_part_that_did_not_change_is_kept_once(sample: Store) -> None:
    old = first(sample)
    one, two = issue(sample, old), issue(sample, following(old))
    kept = [
        {part.source: part.contents for part in sample.find(IssuedPart, issued=each.id)}
        for each in (one, two)
    ]
    assert kept[0]["agenda"] == kept[1]["agenda"]
    assert len({*kept[0].values(), *kept[1].values()}) == 3


def test_a_number_once_issued_is_not_used_again(sample: Store) -> None:
    old = first(sample)
    issue(sample, old)
    sample.undo()
    meeting = asking.meeting(sample).id
    assert editions.editions_of(sample, meeting) == ()
    assert editions.next_edition(sample, meeting) == 2
    with pytest.raises(InvalidRecord, match="すでに発行"):
        issue(sample, old)
    one = issue(sample, replace(old, edition=2))
    assert one.edition == 2


def test_an_edition_without_news_is_none(sample: Store) -> None:
    old = first(sample)
    issue(sample, old)
    with pytest.raises(InvalidRecord, match="変わったところがありません"):
        issue(sample, following(old, *old.parts[1].pages))
    assert len(sample.find(IssuedPaper)) == 1
    turned = Held(edition=2, on=SECOND, layout=Layout(through=False), parts=old.parts)
    issue(sample, turned)
    assert len(sample.find(IssuedPaper)) == 2


def test_what_was_handed_out_is_not_undone(sample: Store) -> None:
    one = issue(sample, first(sample))
    editions.handed_out(sample, one, members(sample)[:1], SECOND, Handover.HAND)
    seq = sample.journal(2)[1].seq
    with pytest.raises(UndoRefused):
        sample.undo(seq)
    with pytest.raises(StillNeeded), sample.change(msg("発行文書を削除")) as draft:
        for each in sample.find(IssuedPart, issued=one.id):
            draft.remove(each)
        draft.remove(one)
    assert sample.get(IssuedPaper, one.id) == one
    sample.undo()
    sample.undo()
    assert sample.find(IssuedPaper) == sample.find(IssuedPart) == sample.find(Dispatch) == ()


def test_a_flipped_bit_is_found(sample_file: Path) -> None:
    store = open_store(sample_file, who="clerk", now=_now)
    one = issue(store, first(store))
    store.close()
    for sha256, said in ((one.sha256, b"%PDF-1.7 bn edition1"), (None, b"[]")):
        with sqlite3.connect(sample_file) as raw:
            key = sha256 or raw.execute("select contents from issued_part").fetchone()[0]
            raw.execute("update blob set data = ? where sha256 = ?", (said, key))
        raw.close()
    store = open_store(sample_file, who="clerk", now=_now)
    try:
        with pytest.raises(NotFound, match="第1版を取り出せません"):
            editions.edition_bytes(store, one)
        with pytest.raises(NotFound):
            editions.held_in(store, one)
        assert len(store.verify()) == 2
    finally:
        store.close()


def _now() -> dt.datetime:
    return dt.datetime(2025, 11, 4, 9, tzinfo=dt.UTC)


def test_a_file_that_is_only_read_takes_no_edition(sample_file: Path) -> None:
    store = open_store(sample_file, who="clerk", now=_now, read_only=True)
    try:
        with pytest.raises(ReadOnly):
            issue(store, first(store))
    finally:
        store.close()


def test_who_has_which_edition_and_who_an_old_one(sample: Store) -> None:
    old, meeting = first(sample), asking.meeting(sample).id
    one = issue(sample, old)
    everybody = members(sample)
    editions.handed_out(sample, one, [*everybody, To("傍聴人"), To("傍聴人")], FIRST, Handover.POST)
    assert len(editions.holders(sample, meeting)) == len(everybody) + 1
    assert editions.outdated_holders(sample, meeting) == ()
    two = issue(sample, following(old))
    assert len(editions.outdated_holders(sample, meeting)) == len(everybody) + 1
    editions.handed_out(sample, two, everybody[2:], SECOND, Handover.HAND)
    left = editions.outdated_holders(sample, meeting)
    names = {one.addressee for one in everybody[:2]} | {"傍聴人"}
    assert {each.addressee for each in left} == names
    assert {(each.edition, each.on, each.how) for each in left} == {(1, FIRST, Handover.POST)}
    newest = [each for each in editions.holders(sample, meeting) if each.edition == 2]
    assert {each.appointment for each in newest} == {each.appointment for each in everybody[2:]}


def test_handing_out_refuses_what_can_t_be(sample: Store) -> None:
    one = issue(sample, first(sample))
    everybody = members(sample)
    with pytest.raises(InvalidRecord, match="より前の日"):
        editions.handed_out(sample, one, everybody, FIRST - dt.timedelta(days=1))
    editions.handed_out(sample, one, everybody, FIRST)
    with pytest.raises(InvalidRecord, match="受け取り済み"):
        editions.handed_out(sample, one, everybody[:3], FIRST)
    with pytest.raises(InvalidRecord, match="受け取り済み"):
        editions.handed_out(sample, one, [], FIRST)
    assert len(sample.find(Dispatch)) == len(everybody)


def test_a_member_of_another_committee_is_handed_nothing(sample: Store) -> None:
    one = issue(sample, first(sample))
    known = asking.committee(sample)
    with sample.change(msg("委員会を追加")) as draft:
        other = draft.add(replace(known, id=draft.new_id(), version=0, name="別の委員会"))
        term = replace(asking.term(sample), id=draft.new_id(), version=0, committee=other.id)
        kind = replace(asking.category(sample, 1), id=draft.new_id(), version=0, committee=other.id)
        draft.add(term)
        draft.add(kind)
        seat = asking.line(sample, asking.names(sample)[0]).appointment
        elsewhere = draft.add(replace(seat, id=draft.new_id(), version=0, term=term.id, category=kind.id))
    with pytest.raises(InvalidRecord, match="別の委員会の委員"):
        editions.handed_out(sample, one, [*members(sample), To("梶原 純", elsewhere.id)], SECOND)
    assert sample.find(Dispatch) == ()


def test_two_hundred_are_handed_an_edition_in_one_act(sample: Store) -> None:
    old, meeting = first(sample), asking.meeting(sample).id
    many = [To(f"{name}　𠮷田 {n}") for n in range(100) for name in ("関係者", "説明員")]
    editions.handed_out(sample, issue(sample, old), many, FIRST, Handover.INTERNAL)
    editions.handed_out(sample, issue(sample, following(old)), many[:199], SECOND)
    assert [one.addressee for one in editions.outdated_holders(sample, meeting)] == [many[199].addressee]
    assert len(editions.holders(sample, meeting)) == 200


def test_an_unknown_edition_is_named(sample: Store) -> None:
    meeting = asking.meeting(sample).id
    with pytest.raises(NotFound, match="発行された版がありません"):
        editions.edition(sample, meeting)
    issue(sample, first(sample))
    with pytest.raises(NotFound, match="第7版"):
        editions.edition(sample, meeting, 7)
    assert editions.edition(sample, meeting, 1).edition == 1


def test_errors_stop_an_issue_until_they_are_accepted(sample: Store) -> None:
    meeting = asking.meeting(sample).id
    found = checking.check_meeting(sample, meeting)
    with pytest.raises(FoundErrors, match=r"誤りが\d+件"):
        editions.require_sound(found)
    for one in found.findings:
        if one.severity is Severity.ERROR:
            checking.accept(sample, one, "公表済みの数値のため", FIRST)
    editions.require_sound(checking.check_meeting(sample, meeting))


def test_an_edition_proposes_its_errata(sample: Store) -> None:
    old = first(
        sample,
        HeldPage("1", ("標題", "合計は1,383です。", "以上\u200b\ufeff")),
        HeldPage("2", ("図",)),
        HeldPage("3", ("残る",)),
    )
    one = issue(sample, old)
    two = issue(
        sample,
        following(
            old,
            HeldPage("1b", ("冒頭の行", "標題", "合計は1,343です。", "以上\u200b\ufeff")),
            HeldPage("2b", ("図",)),
            HeldPage("3", ("残る",)),
        ),
    )
    drafts = proposed_errata(sample, one, two, SECOND)
    assert [(each.page, each.place, each.wrong, each.right) for each in drafts] == [
        (1, "冒頭", "（なし）", "冒頭の行"),
        (1, "2行", "合計は1,383です。", "合計は1,343です。"),
        (2, "", "（図・写真など、文字以外）", "（差し替えた頁のとおり）"),
    ]
    assert sample.find(Erratum) == ()
    before = sample.journal(1)[0].seq
    errata.record_errata(sample, drafts[:2])
    assert sample.journal(1)[0].seq == before + 1
    listed = errata.errata(sample, one.committee, one.meeting)
    assert [(each.document, each.erratum.issued, each.erratum.noticed_on) for each in listed] == [
        ("資料2", one.id, SECOND)
    ] * 2
    assert proposed_errata(sample, two, two, SECOND) == ()


def test_errata_of_a_paper_without_material_name_it(sample: Store) -> None:
    old = first(sample)
    one = issue(sample, old)
    agenda = replace(old.parts[0], pages=(HeldPage("y", ("改めた",)),))
    two = issue(sample, held([agenda, old.parts[1]], old.layout, old, 2))
    (draft,) = proposed_errata(sample, one, two, SECOND)
    assert (draft.material, draft.document, draft.issued) == (None, "agendaの標題", one.id)


def test_the_reason_for_findings_is_part_of_the_same_act(sample: Store) -> None:
    meeting = asking.meeting(sample).id
    found = checking.check_meeting(sample, meeting).findings
    errors = tuple(one for one in found if one.severity is Severity.ERROR)
    assert errors
    given = {"title": "第1回　会議資料", "options": OPTIONS}
    with pytest.raises(InvalidRecord, match="理由が入力されていません"):
        editions.issue_packet(
            sample, meeting, first(sample), PDF, **given, despite=editions.Despite(errors, "　")
        )
    assert sample.find(IssuedPaper) == ()
    before = sample.journal(1)[0].seq
    why = editions.Despite(errors, "公表どおり")
    editions.issue_packet(sample, meeting, first(sample), PDF, **given, despite=why)
    assert sample.journal(1)[0].seq == before + 1
    reasons = sample.find(ExceptionReason)
    assert {(one.code, one.subject) for one in reasons} == {(one.code, one.place.id) for one in errors}
    assert {(one.reason, one.decided_on) for one in reasons} == {("公表どおり", FIRST)}
    editions.require_sound(checking.check_meeting(sample, meeting))
    sample.undo()
    assert (sample.find(IssuedPaper), sample.find(ExceptionReason)) == ((), ())


def test_the_list_of_editions_counts_pages_and_who_has_which(sample: Store) -> None:
    old = first(sample)
    one, two = issue(sample, old), issue(sample, following(old))
    editions.handed_out(sample, one, members(sample)[:3], SECOND)
    editions.handed_out(sample, two, members(sample)[:1], SECOND)
    lines = edition_lines(sample, asking.meeting(sample).id)
    assert [(line.issued.edition, line.holders, line.outdated, line.newest) for line in lines] == [
        (2, 1, 0, True),
        (1, 2, 2, False),
    ]
    assert [line.pages for line in lines] == [3, 3]
    with sample.change(msg("変更")) as draft:
        draft.save(replace(one, options="{}"))
    assert edition_lines(sample, asking.meeting(sample).id)[1].pages == 3, "a lost record stops no list"


def test_a_proposal_that_is_on_record_is_known_by_its_place(sample: Store) -> None:
    old = first(sample)
    one, two = issue(sample, old), issue(sample, following(old))
    proposed = proposed_errata(sample, one, two, SECOND)
    assert without_recorded(sample, proposed) == proposed
    errata.record_errata(sample, [replace(proposed[0], wrong="別の言い方")])
    assert without_recorded(sample, proposed) == proposed[1:]
    assert without_recorded(sample, ()) == ()
