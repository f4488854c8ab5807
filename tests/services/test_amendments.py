"""What an amendment changed: provisions before and after, aligned though articles move on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.regulation_text import Article, Item, Paragraph, RegulationText
from kyodo_desktop.services import regulations
from kyodo_desktop.services.amendments import Provision, amendment_on, compared
from kyodo_desktop.storage import Store
from tests.services import asking

MEETING = Article(
    3, "会議", (Paragraph(1, "会議は、委員長が招集する。"), Paragraph(2, "会議は、半数以上で開く。"))
)
OFFICE = Article(4, "庶務", (Paragraph(1, "委員会の庶務は、協働推進課において処理する。"),))
PUBLIC = Article(
    4,
    "会議の公開",
    (
        Paragraph(
            1, "会議は、次の場合を除き公開する。", (Item(1, "個人情報を扱うとき"), Item(2, "紛糾するとき"))
        ),
    ),
)
OLD = RegulationText(
    title="委員会規則",
    number="平成24年規則第78号",
    enacted=dt.date(2012, 12, 7),
    since=dt.date(2013, 1, 1),
    header=(),
    amendments=(),
    articles=(MEETING, OFFICE),
    supplements=(),
)


def amended(*articles: Article, title: str = OLD.title) -> tuple[Provision, ...]:
    new = replace(OLD, title=title, since=dt.date(2020, 4, 1), articles=articles)
    return compared(OLD, new).provisions


def words(provision: Provision) -> list[tuple[str, str]]:
    return [
        tuple(side.line.number + side.line.text if side else "" for side in row)  # type: ignore[misc]
        for row in provision.rows
    ]


def test_nothing_changed_is_nothing_to_show() -> None:
    assert amended(MEETING, OFFICE) == ()


def test_an_article_put_between_is_added_and_the_next_is_only_renumbered() -> None:
    added, moved = amended(MEETING, PUBLIC, replace(OFFICE, number=5))
    assert added.added
    assert not added.removed
    assert words(added)[2:] == [("", "（1）個人情報を扱うとき"), ("", "（2）紛糾するとき")]
    (heading, text) = moved.rows
    assert heading[0] is not None
    assert heading[0].same
    assert text[0] is not None
    assert text[1] is not None
    assert [part.changed for part in text[0].number] == [True]
    assert not any(part.changed for part in text[1].text)


def test_an_article_taken_away_is_removed() -> None:
    (gone,) = amended(MEETING)
    assert gone.removed
    assert words(gone)[0] == ("（庶務）", "")


def test_only_the_changed_paragraph_differs() -> None:
    changed = replace(MEETING, paragraphs=(MEETING.paragraphs[0], Paragraph(2, "会議は、過半数で開く。")))
    (one,) = amended(changed, OFFICE)
    assert [row[0].same for row in one.rows if row[0]] == [True, True, False]
    old, new = one.rows[2]
    assert old is not None
    assert new is not None
    assert [part.text for part in old.text if part.changed] == ["半数以上"]
    assert [part.text for part in new.text if part.changed] == ["過半数"]


def test_a_new_title_is_shown_first() -> None:
    first, *rest = amended(MEETING, OFFICE, title="推進委員会規則")
    assert words(first) == [("委員会規則", "推進委員会規則")]
    assert rest == []


def test_a_register_tells_its_last_amendment_by_the_day(sample: Store) -> None:
    committee = asking.committee(sample).id
    assert amendment_on(sample, committee, asking.DAY) is None
    (version,) = regulations.regulations(sample, committee)
    source = version.source.replace(f"since = {version.since.isoformat()}", "since = 2026-04-01", 1)
    source = source.replace("半数以上が出席しなければ", "半数以上の者が出席しなければ")
    regulations.record_regulation(sample, committee, source)
    assert amendment_on(sample, committee, dt.date(2026, 3, 31)) is None
    found = amendment_on(sample, committee, dt.date(2026, 4, 1))
    assert found is not None
    assert (found.old.since, found.new.since) == (version.since, dt.date(2026, 4, 1))
    (provision,) = found.provisions
    assert [row[1].line.number for row in provision.rows if row[1] and not row[1].same] == ["2"]
