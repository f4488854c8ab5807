"""The sample says what the packet of 2025-11-14 printed, and a fault in its files is named."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from kyodo_desktop.domain.errors import InvalidRecord, KyodoError, NotFound, UndoRefused
from kyodo_desktop.domain.records import RECORDS, Committee, Numbering, Person
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.services import sample as samples
from kyodo_desktop.storage import Store
from tests.services import asking

PRINTED = """\
1号委員|梶原 純|市民（公募）|新
1号委員|長谷川 俊介|市民（公募）|新
1号委員|豊田 直美|市民（公募）|新
1号委員|峯口 文治|市民（公募）|新
1号委員|布施 富美子|市民（公募）|新
2号委員|下重 郁美|川口市商工会議所 女性会|2期
2号委員|釘村 ミナ子|川口の男女共同参画を考える会|新
2号委員|石川 真司|社会福祉法人 川口市社会福祉協議会事務局長|2期
3号委員|竹内 寿江|一般社団法人日本の学校へ行こう 代表理事|新
3号委員|山中 重則|株式会社サンスタジオ 代表取締役|2期
3号委員|若谷 正巳|川口市議会議員 総務常任委員会 委員長|新
4号委員|中本 進一|埼玉大学 人文社会科学研究科 名誉教授|2期"""

AGENDA = """\
1 開会
2 委嘱書交付式
3 市長あいさつ
4 自己紹介
5 正副委員長の選任（互選）について
6 議事
（1） 報告事項
ア 川口市における協働の現状について
（2） その他
7 閉会"""

MATERIALS = """\
資料1 川口市協働推進委員会委員名簿
資料2 川口市における協働の現状について
参考資料1 通称まちはみんなでつくるもの条例
参考資料2 川口市協働推進条例（通称まちはみんなでつくるもの条例）の手引き
参考資料3 「川口市の協働の推進に関する基本方針」
参考資料4 協働に関する職員アンケート結果報告書
参考資料5 協働事業に関する調査結果報告書
参考資料6 川口市協働推進委員会規則
別紙1 委員会の方向性と審議の流れ"""


def test_the_roster_is_as_printed(sample: Store) -> None:
    found = roster.roster_on(sample, asking.committee(sample).id, asking.DAY)
    printed = [
        "|".join((one.category.name, one.name.name, one.affiliation.printed, one.standing))
        for one in found.lines
        if one.affiliation
    ]
    assert "\n".join(printed) == PRINTED
    assert (found.term.since, found.term.until) == (dt.date(2025, 10, 1), dt.date(2027, 9, 30))
    assert {one.mark for one in found.lines} == {""}
    assert not found.elected


def test_the_committee_is_as_printed(sample: Store) -> None:
    committee = asking.committee(sample)
    assert (committee.name, committee.city) == ("川口市協働推進委員会", "川口市")
    assert (committee.section, committee.regulation) == ("市民生活部協働推進課", "kawaguchi")
    assert committee.numbering is Numbering.TERM
    kinds = [(c.number, c.qualification, c.seats) for c in roster.categories(sample, committee.id)]
    assert kinds == [
        (1, "市民", 5),
        (2, "市内の民間団体から選出された者", 3),
        (3, "知識経験者", 3),
        (4, "学識経験者", 1),
    ]


def test_the_meeting_is_as_printed(sample: Store) -> None:
    meeting = asking.meeting(sample)
    assert (meeting.number, meeting.date, meeting.starts_at) == (1, asking.DAY, dt.time(14))
    assert meeting.venue == "川口市役所第一本庁舎\n市議会第3委員会室"
    lines = meetings.agenda(sample, meeting.id)
    assert "\n".join(f"{one.number} {one.item.title}" for one in lines) == AGENDA
    papers = meetings.materials(sample, meeting.id)
    assert "\n".join(f"{one.number} {one.material.title}" for one in papers) == MATERIALS
    assert [one.number for one in papers if one.material.handed_apart] == [
        "参考資料1",
        "参考資料2",
        "参考資料3",
    ]
    assert {one.number: one.material.paper for one in papers if one.material.paper} == {
        "資料1": "roster",
        "資料2": "body",
        "参考資料4": "survey",
        "参考資料5": "survey",
        "参考資料6": "regulation",
        "別紙1": "body",
    }
    (about,) = (one.item.id for one in lines if one.depth == 2)
    assert {one.number: one.material.item for one in papers if one.material.item} == {"資料2": about}


def test_nothing_is_invented(sample: Store) -> None:
    people = sample.find(Person)
    assert len(people) == 12
    assert {(p.postcode, p.address, p.phone, p.email, p.note) for p in people} == {("", "", "", "", "")}
    assert {
        one.name.kana for one in roster.roster_on(sample, asking.committee(sample).id, asking.DAY).lines
    } == {""}


def test_it_is_planted_in_one_act(sample: Store) -> None:
    assert [entry.act.text() for entry in sample.journal()] == ["見本の委員会を作成"]
    assert sample.verify() == ()
    with pytest.raises(UndoRefused):  # what a register begins with is no act of the clerk's
        sample.undo()
    assert len(asking.names(sample)) == 12


def test_it_is_planted_once(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="すでに登録されています"):
        samples.plant(sample, Paths.find().sample)
    assert len(roster.committees(sample)) == 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's files, to be spoilt."""
    shutil.copytree(Paths.find().resources / "regulations", tmp_path / "regulations")
    return shutil.copytree(Paths.find().sample, tmp_path / "sample")


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` in a file by `new`."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        ("committee.toml", 'city = "川口市"', 'citty = "川口市"', "committee.citty"),
        ("committee.toml", 'city = "川口市"', "", "committee.city"),
        ("committee.toml", 'city = "川口市"', 'city = " "', "committee.city"),
        ("committee.toml", 'city = "川口市"', "city = 3", "committee.city"),
        ("committee.toml", "[term]", "[terms]", "terms"),
        ("committee.toml", "since = 2025-10-01", 'since = "R7.10.1"', "term.since"),
        ("committee.toml", "since = 2025-10-01", "since = 2028-10-01", "term.until"),
        ("committee.toml", "since = 2025-10-01", "since = 2025-10-01T10:00:00", "term.since"),
        ("committee.toml", "number = 2", "number = 1", "categories[2].number"),
        ("committee.toml", "number = 1", "number = 0", "categories[1].number"),
        ("committee.toml", "number = 1", "number = true", "categories[1].number"),
        ("committee.toml", '"term"', '"month"', "committee.numbering"),
        ("members.toml", "category = 2", "category = 9", "members[6].category"),
        ("members.toml", "joined = true\n", 'joined = "yes"\n', "members[8].joined"),
        ("members.toml", "長谷川 俊介", "梶原 純", "members[2].name"),
        ("members.toml", 'name = "梶原 純"', 'name = "梶原 純"\nkana = "梶原"', "members[1].kana"),
        ("members.toml", 'name = "梶原 純"', 'name = "梶原 純"\nphone = "048"', "members[1].phone"),
        ("meeting.toml", "[meeting]", "[[meeting]]", "meeting"),
        ("meeting.toml", "date = 2025-11-14", "date = 2025-09-14", "meeting.date"),
        ("meeting.toml", "starts_at = 14:00:00", "starts_at = 14", "meeting.starts_at"),
        ("meeting.toml", "starts_at = 14:00:00", "starts_at = 14:00:00.5", "meeting.starts_at"),
        ("meeting.toml", "starts_at = 14:00:00", "starts_at = 14:00:30", "meeting.starts_at"),
        ("members.toml", "prior_periods = 1", "prior_periods = 1000000000", "members[6].prior_periods"),
        ("meeting.toml", 'kind = "report"', 'kind = "rapport"', "agenda[6].items[1].items[1].kind"),
        ("meeting.toml", "handed_apart = true\n", "handed = true\n", "materials[3].handed"),
        ("meeting.toml", 'survey = "staff"', 'survey = "stuff"', "materials[6].survey"),
        ("meeting.toml", 'item = "川口市', 'item = "川越市', "materials[2].item"),
        ("meeting.toml", 'title = "閉会"', 'title = "川口市における協働の現状について"', "materials[2].item"),
        ("meeting.toml", 'paper = "roster"', 'paper = "roster"\ntext = "a.md"', "materials[1].text"),
        ("meeting.toml", 'layout = "slides"', 'layout = "slide"', "materials[2].layout"),
        ("meeting.toml", '"material-2.md"', '"../material-2.md"', "materials[2].text"),
        ("committee.toml", '"kawaguchi"', '"../kawaguchi"', "committee.regulation"),
        ("consultations.toml", "number = 2", "number = 1", "consultations[2].number"),
        ("consultations.toml", "asked_on = 2013-07-23", "asked_on = 2023-07-23", "report.reported_on"),
        ("consultations.toml", 'body = "当', 'text = "当', "consultations[1].report.text"),
        ("consultations.toml", '"協働とは"', '{ titel = "協働とは" }', "recommendations[1].items[2].titel"),
        ("consultations.toml", "    matter =", "    mater =", "consultations[1].continued[1].mater"),
        ("plan.toml", 'period = "令和8年2月～3月頃"', 'period = "春"', "plan[1].period"),
        ("plan.toml", "meeting_number = 3", "meeting_number = 0", "plan[2].meeting_number"),
        ("surveys.toml", 'key = "projects"', 'key = "staff"', "surveys[2].key"),
        ("surveys.toml", "respondents = 1383", "respondents = 5000", "surveys[1].respondents"),
        ("surveys.toml", "base_count = 1343", "", "surveys[1].questions[6].base_count"),
        ("surveys.toml", 'base = "answers"', 'base = "all"', "surveys[1].questions[3].base"),
        ("surveys.toml", "count = 463", 'count = "463"', "questions[1].choices[2].count"),
        ("surveys.toml", "percent = 33", "percent = 330", "questions[1].choices[2].percent"),
        ("surveys.toml", 'label = "調査対象"', 'lable = "調査対象"', "surveys[1].facts[1].lable"),
    ],
)
def test_a_fault_is_named_by_file_and_key(
    store: Store, folder: Path, file: str, old: str, new: str, named: str
) -> None:
    spoil(folder, file, old, new)
    with pytest.raises(InvalidRecord) as caught:
        samples.plant(store, folder)
    assert file in caught.value.what.text()
    assert f"{named} を" in caught.value.what.text()
    assert [store.find(cls) for cls in RECORDS] == [()] * len(RECORDS)


def test_a_file_that_is_no_toml_is_named_with_its_line(store: Store, folder: Path) -> None:
    spoil(folder, "members.toml", 'name = "梶原 純"', 'name = "梶原 純')
    with pytest.raises(InvalidRecord, match=r"members\.toml") as caught:
        samples.plant(store, folder)
    assert "14行目" in caught.value.why.text()
    spoil(folder, "members.toml", 'name = "梶原 純', "name = '''梶原")
    with pytest.raises(InvalidRecord, match="ファイルの終わり"):
        samples.plant(store, folder)


def test_a_file_in_another_encoding_is_named(store: Store, folder: Path) -> None:
    text = (folder / "members.toml").read_text("utf-8")
    (folder / "members.toml").write_bytes(text.replace("～", "-").encode("cp932"))
    with pytest.raises(InvalidRecord, match="UTF-8") as caught:
        samples.plant(store, folder)
    assert "members.toml" in caught.value.what.text()


def test_a_byte_order_mark_is_no_fault(store: Store, folder: Path) -> None:
    path = folder / "members.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    samples.plant(store, folder)
    assert len(asking.names(store)) == 12


@pytest.mark.parametrize("name", [*samples.FILES, "material-2.md", "../regulations/kawaguchi.toml"])
def test_a_missing_file_is_named(store: Store, folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(NotFound, match=Path(name).name):
        samples.plant(store, folder)
    assert store.find(Committee) == ()


def test_a_fault_in_the_regulation_is_named(store: Store, folder: Path) -> None:
    spoil(folder, "../regulations/kawaguchi.toml", 'heading = "会議"', "heading = 3")
    with pytest.raises(InvalidRecord, match=r"「kawaguchi\.toml」の articles\[3\]\.heading"):
        samples.plant(store, folder)
    assert store.find(Committee) == ()


def test_recommendations_too_deep_are_refused(store: Store, folder: Path) -> None:
    deep = '"七"'
    for _ in range(6):
        deep = f'{{ title = "段", items = [{deep}] }}'
    spoil(folder, "consultations.toml", '"協働とは"', deep)
    with pytest.raises(KyodoError, match="答申の意見は6段まで"):
        samples.plant(store, folder)


def test_an_agenda_too_deep_is_refused(store: Store, folder: Path) -> None:
    path = folder / "meeting.toml"
    deep = "".join(f'[[agenda{".items" * n}]]\ntitle = "段{n}"\n' for n in range(7))
    path.write_text(path.read_text("utf-8") + deep, "utf-8")
    with pytest.raises(KyodoError, match="6段まで"):
        samples.plant(store, folder)
