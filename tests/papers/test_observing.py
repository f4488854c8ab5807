"""What the public is told of a meeting: all it needs, and nothing of anybody."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kyodo_desktop.domain.records import Contact, Person
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import PAPERS
from kyodo_desktop.papers.announcement import Announcement
from kyodo_desktop.papers.coverletter import CoverLetter
from kyodo_desktop.papers.observerregister import ObserverRegister
from kyodo_desktop.papers.observerrules import ObserverRules
from kyodo_desktop.papers.paper import of_meeting
from kyodo_desktop.storage import Store
from tests.papers import before_samples, letters
from tests.papers.reading import lines, pages, squeezed
from tests.papers.samples import FORMS, LONG_PLACE
from tests.papers.test_before import pdf, said, whole
from tests.services import asking


def edited(folder: Path, file: str, old: str, new: str) -> Path:
    """The forms with one line of one file changed."""
    forms = folder / "forms"
    shutil.copytree(FORMS, forms)
    text = (forms / file).read_text("utf-8")
    assert old in text
    (forms / file).write_text(text.replace(old, new), "utf-8")
    return forms


def test_the_announcement_says_everything_a_visitor_needs() -> None:
    text = said(pdf(Announcement(), before_samples.ANNOUNCEMENT))
    for part in (
        "会議の名称第1回川口市協働推進委員会",
        "日時令和7年11月14日(金)午後2時00分から",
        "場所川口市役所第一本庁舎市議会第3委員会室",
        "議題(1)正副委員長の選任(互選)について(2)川口市における協働の現状について",
        "公開・非公開の別公開",
        "傍聴の定員10人(先着順)",
        "当日の午後1時30分から",
        "担当課市民生活部協働推進課電話000-000-0000メールkyodo@example.jp",
    ):
        assert part in text


def test_a_bare_announcement_leaves_no_hole() -> None:
    made = pdf(Announcement(), before_samples.BARE_ANNOUNCEMENT)
    whole(made)
    text = said(made)
    assert "場所(未定)" in text
    assert "議題当日配布する次第のとおり" in text
    assert "担当課" not in text.replace("担当課に御相談", "")
    assert "電話" not in text
    assert len(pages(made)) == 1


def test_an_announcement_of_many_topics_goes_on_over_pages() -> None:
    topics = tuple(f"（{n}）{LONG_PLACE[:70]}" for n in range(1, 9))
    made = pdf(Announcement(), replace(before_samples.ANNOUNCEMENT, topics=topics))
    whole(made)
    assert said(made).count(squeezed(LONG_PLACE[:70])) == 8


def test_the_public_papers_know_nothing_of_persons(sample: Store) -> None:
    committee = asking.committee(sample)
    with sample.change(msg("登録")) as draft:
        for person in sample.find(Person):
            draft.save(replace(person, address="秘密の住所", phone="0000", email="secret@example.jp"))
        contact = Contact(id=draft.new_id(), committee=committee.id, section="協働推進課", name="担当 花子")
        draft.add(contact)
    occasion = of_meeting(sample, asking.meeting(sample).id)
    public = [paper for paper in PAPERS if paper.public]
    assert {"announcement", "observer_rules"} <= {paper.key for paper in public}
    for paper in public:
        text = said(pdf(paper, paper.compose(sample, occasion)))
        for secret in ("秘密", "0000", "secret", "花子", *map(squeezed, asking.names(sample))):
            assert secret not in text, paper.key


def test_the_rules_are_numbered_and_name_the_committee() -> None:
    made = pdf(ObserverRules(), before_samples.RULES)
    whole(made)
    assert len(pages(made)) == 1
    found = lines(made)
    assert found[0] == "川口市協働推進委員会傍聴要領"
    numbers = [line[0] for line in found if line[0].isdigit()]
    assert numbers == [str(n) for n in range(1, 9)]
    assert "傍聴人の定員は、10人とし" in said(made)
    assert "これを超えるときは、先着順により" in said(made)


def test_the_number_of_observers_is_laid_down_once(tmp_path: Path) -> None:
    forms = edited(tmp_path, "observers.toml", "capacity = 10", "capacity = 25")
    assert "25人" in said(pdf(Announcement(), before_samples.ANNOUNCEMENT, forms))
    assert "25人" in said(pdf(ObserverRules(), before_samples.RULES, forms))
    text = said(pdf(ObserverRegister(), before_samples.REGISTER, forms))
    assert "24" in text
    assert "25" in text.removesuffix("26")


@pytest.mark.parametrize("capacity", [0, 1, 10, 200])
def test_the_register_has_a_row_for_each_observer(tmp_path: Path, capacity: int) -> None:
    forms = edited(tmp_path, "observers.toml", "capacity = 10", f"capacity = {capacity}")
    made = pdf(ObserverRegister(), before_samples.REGISTER, forms)
    whole(made)
    numbers = [int(line) for line in lines(made) if line.isdigit()]
    assert numbers == list(range(1, max(1, capacity) + 1))
    assert said(made).count("氏名住所備考") == len(pages(made))


def test_a_register_without_hour_says_the_day() -> None:
    view = replace(before_samples.REGISTER, meeting=before_samples.BARE_MEETING)
    made = pdf(ObserverRegister(), view)
    whole(made)
    assert "令和7年11月14日(金)開催" in said(made)


@pytest.mark.parametrize("count", [1, 12, 200])
def test_the_materials_are_sent_to_each_member(count: int) -> None:
    made = pages(pdf(CoverLetter(), replace(before_samples.COVER, to=letters.members(count))))
    assert len(made) == count
    for text in made:
        assert "4送付資料資料1川口市協働推進委員会委員名簿資料2" in squeezed(text)
        assert "参考資料3「川口市の協働の推進に関する基本方針」(別添)" in squeezed(text)


def test_a_bare_cover_letter_leaves_no_hole() -> None:
    made = pdf(CoverLetter(), before_samples.BARE_COVER)
    whole(made)
    assert "3送付資料次第のとおり" in said(made)
    assert "場所" not in said(made)
