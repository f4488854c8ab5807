"""Titles quoted by reference: one edit changes every draft, and nothing that went out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.domain.records import (
    BodyLayout,
    Consultation,
    IssuedPaper,
    PlanEntry,
    Report,
)
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.agenda import Agenda
from kyodo_desktop.papers.blocks import plain, runs
from kyodo_desktop.papers.body import Body, BodyInvalid
from kyodo_desktop.papers.consultations import ConsultationsPaper
from kyodo_desktop.papers.materials import MaterialsList
from kyodo_desktop.papers.paper import of_meeting, render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.services import consultations, meetings, planning, texts
from kyodo_desktop.services.consultations import Quotes, Unresolved
from kyodo_desktop.storage import Store
from tests.papers import samples
from tests.services import asking
from tests.services.test_materials import material

THIRD = "本市における協働の環境づくりと啓発について"
FOURTH = "本市における協働の推進に関する施策について"

SOURCE = """
# **「{{諮問4の件名}}」**

| 件名 |
|---|
| {{諮問４}} |

::: box {{諮問4}}
- {{諮問4の諮問日}}
:::

::: plan

---

::: consultations 5"""


def consultation(store: Store, number: int) -> Consultation:
    """The consultation with this number."""
    owner = asking.committee(store).id
    return next(one for one in store.find(Consultation, committee=owner) if one.number == number)


def retitle(store: Store, number: int, title: str) -> None:
    """Put a consultation's title right."""
    consultations.edit_consultation(store, replace(consultation(store, number), title=title))


def body(store: Store) -> str:
    """The whole text of 資料2 as it would be printed."""
    occasion = of_meeting(store, asking.meeting(store).id, material(store, "資料2").id)
    return "\n".join(plain(run) for run, _ in runs(Body().compose(store, occasion).blocks))


def write(store: Store, source: str) -> None:
    """Write 資料2."""
    texts.set_body(store, material(store, "資料2").id, BodyLayout.SLIDES, source)


def quoting(store: Store) -> None:
    """Quote 諮問4's title wherever a title may be quoted."""
    meeting = asking.meeting(store)
    meetings.add_item(store, meeting.id, "「{{諮問4の件名}}」の答申について")
    meetings.add_material(store, meeting.id, "諮問4「{{諮問4}}」の経過")
    planning.add_plan_entry(store, asking.committee(store).id, "{{諮問4の件名}}の検証")
    write(store, SOURCE)
    report = next(iter(store.find(Report, consultation=consultation(store, 5).id)))
    consultations.edit_report(store, replace(report, body="「{{諮問4の件名}}」を受けて答申する。"))


def quoted(store: Store) -> list[str]:
    """What the papers would say now."""
    occasion = of_meeting(store, asking.meeting(store).id)
    ledger = ConsultationsPaper().compose(store, occasion).entries
    return [
        Agenda().compose(store, occasion).items[-1].title,
        next(row.title for row in MaterialsList().compose(store, occasion).rows if "経過" in row.title),
        ledger[4].answer,
        body(store),
    ]


def test_a_title_quoted_by_reference_follows_the_title(sample: Store) -> None:
    quoting(sample)
    assert quoted(sample)[:3] == [
        f"「{FOURTH}」の答申について",
        f"諮問4「{FOURTH}」の経過",
        f"「{FOURTH}」を受けて答申する。",
    ]
    assert (body(sample).count(FOURTH), body(sample).count("令和2年1月9日")) == (5, 1)
    retitle(sample, 4, "協働の施策（改）")
    assert quoted(sample)[0] == "「協働の施策（改）」の答申について"
    assert body(sample).count("協働の施策（改）") == 5
    assert "{{" not in "".join(quoted(sample))
    sample.undo()
    assert quoted(sample)[0] == f"「{FOURTH}」の答申について"


def test_what_was_issued_keeps_the_title_of_its_day(sample: Store) -> None:
    quoting(sample)
    occasion = of_meeting(sample, asking.meeting(sample).id)
    paper = Agenda()
    pdf = drained(render(paper, paper.compose(sample, occasion), samples.FONTS, samples.FORMS))
    with sample.change(msg("発行")) as draft:
        issued = draft.add(
            IssuedPaper(
                id=draft.new_id(),
                committee=asking.committee(sample).id,
                paper=paper.key,
                title="次第",
                issued_on=asking.DAY,
                sha256=draft.keep(pdf),
            )
        )
    retitle(sample, 4, "協働の施策（改）")
    assert sample.blob(sample.get(IssuedPaper, issued.id).sha256) == pdf
    again = drained(render(paper, paper.compose(sample, occasion), samples.FONTS, samples.FORMS))
    assert again != pdf


def test_what_the_packet_misquotes_in_print_stays_as_printed(sample: Store) -> None:
    printed = "「川口市における協働の環境づくりと啓発について」の諮問に対する答申"
    assert printed in consultation(sample, 4).question
    retitle(sample, 3, "別の件名")
    assert printed in consultation(sample, 4).question
    assert printed in body(sample)


def test_a_reference_that_nothing_answers_is_refused_by_name_and_line(sample: Store) -> None:
    write(sample, "# 題\n\n本文\n\n「{{諮問9の件名}}」と`{{そのまま}}`")
    with pytest.raises(BodyInvalid, match="5行目：諮問9は台帳にありません") as caught:
        body(sample)
    assert (caught.value.number, caught.value.line) == ("資料2", 5)
    write(sample, "# 題\n\n`{{そのまま}}`")
    assert "{{そのまま}}" in body(sample)
    meetings.add_item(sample, asking.meeting(sample).id, "{{諮問6の答申日}}")
    with pytest.raises(Unresolved, match=r"「{{諮問6の答申日}}」を引用できません"):
        Agenda().compose(sample, of_meeting(sample, asking.meeting(sample).id))
    consultations.record_consultation(
        sample, asking.committee(sample).id, "新しい件", asked_on=dt.date(2026, 1, 1)
    )
    with pytest.raises(Unresolved, match="諮問6の答申は、まだ記録されていません"):
        Agenda().compose(sample, of_meeting(sample, asking.meeting(sample).id))


def test_a_reference_in_a_record_that_the_text_draws_in_is_refused_too(sample: Store) -> None:
    owner = asking.committee(sample).id
    entry = planning.add_plan_entry(sample, owner, "{{諮問7}}の検証").pairs[0].subject
    write(sample, "::: plan")
    with pytest.raises(Unresolved, match=r"「{{諮問7}}」を引用できません"):
        body(sample)
    (bad,) = consultations.bad_quotations(sample, owner)
    assert (bad.record, bad.field, bad.fault.written) == (
        sample.get(PlanEntry, entry.id),
        "content",
        "{{諮問7}}",
    )


def test_nothing_in_the_sample_is_quoted_badly(sample: Store) -> None:
    owner = asking.committee(sample).id
    assert consultations.bad_quotations(sample, owner) == ()
    quoting(sample)
    assert consultations.bad_quotations(sample, owner) == ()
    assert len(list(Quotes(sample, owner).faults("{{諮問8}}{{"))) == 2


def test_references_follow_a_consultation_to_its_new_number(sample: Store) -> None:
    quoting(sample)
    before = quoted(sample)
    change = consultations.edit_consultation(sample, replace(consultation(sample, 4), number=14))
    assert len(change.pairs) == 6
    assert consultations.bad_quotations(sample, asking.committee(sample).id) == ()
    again = quoted(sample)
    assert again[0] == before[0]
    report = next(iter(sample.find(Report, consultation=consultation(sample, 5).id)))
    assert report.body == "「{{諮問14の件名}}」を受けて答申する。"
    sample.undo()
    assert quoted(sample) == before


def test_a_title_quotes_nothing_itself(sample: Store) -> None:
    with pytest.raises(InvalidRecord, match="ほかの諮問を引用できません") as caught:
        retitle(sample, 4, "{{諮問3の件名}}の続き")
    assert caught.value.problems[0][0] == "title"
    with pytest.raises(InvalidRecord, match="ほかの諮問を引用できません"):
        consultations.record_consultation(
            sample, asking.committee(sample).id, "{{諮問3}}", asked_on=asking.DAY
        )
