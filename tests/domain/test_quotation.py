"""Titles quoted by reference and by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain import quotation
from kyodo_desktop.domain.quotation import Difference, Quotable, Reference, Unresolved, quoted
from kyodo_desktop.i18n import msg

TITLE = "本市における協働の環境づくりと啓発について"
OTHERS = (
    "川口市における協働の総合的な推進について",
    "盛人大学学旨の改正について",
    TITLE,
    "本市における協働の推進に関する施策について",
)


def known(reference: Reference) -> str:
    """What a register with a single consultation, number 3, says."""
    if reference.number != 3:
        raise Unresolved(reference.written, msg("諮問{number}は台帳にありません。", number=reference.number))
    return {Quotable.TITLE: TITLE, Quotable.ASKED_ON: "平成29年11月24日", Quotable.REPORTED_ON: "（未）"}[
        reference.what
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{{諮問3の件名}}", TITLE),
        ("{{諮問3}}", TITLE),
        ("{{ 諮問３の件名 }}", TITLE),
        ("{{諮問3の諮問日}}", "平成29年11月24日"),
        ("{{諮問3の答申日}}", "（未）"),
        ("{諮問3} は引用ではない", "{諮問3} は引用ではない"),
    ],
)
def test_a_reference_says_what_is_on_record(written: str, said: str) -> None:
    assert quotation.resolved(f"「{written}」の答申", known) == f"「{said}」の答申"
    assert not quotation.faults(written, known)


@pytest.mark.parametrize(
    ("written", "named", "why"),
    [
        ("{{諮問9の件名}}", "{{諮問9の件名}}", "諮問9は台帳にありません"),
        ("{{諮問3の本文}}", "{{諮問3の本文}}", "「本文」は引用できません"),
        ("{{答申3}}", "{{答申3}}", "書き方は読めません"),
        ("{{}}", "{{}}", "書き方は読めません"),
        ("{{諮問3の件名", "{{", "対になっていません"),
        ("諮問3の件名}}", "}}", "対になっていません"),
    ],
)
def test_what_cant_be_resolved_is_refused_by_its_name(written: str, named: str, why: str) -> None:
    with pytest.raises(Unresolved, match=why) as caught:
        quotation.resolved(written, known)
    assert caught.value.written == named
    assert f"「{named}」を引用できません" in str(caught.value)
    assert "{{諮問4の件名}}" in caught.value.remedy.japanese()
    assert [one.written for one in quotation.faults(f"{{{{諮問3}}}}{written}", known)] == [named]
    assert quotation.holds_reference(written)


def test_references_follow_a_consultation_that_is_renumbered() -> None:
    text = "{{諮問3}}と{{諮問３の諮問日}}と{{諮問4の件名}}と{{？}}"
    assert quotation.renumbered(text, 3, 7) == "{{諮問7の件名}}と{{諮問7の諮問日}}と{{諮問4の件名}}と{{？}}"


@given(st.text(alphabet="{}諮問3の件名\n "))
def test_a_text_is_either_resolved_wholly_or_refused(text: str) -> None:
    if quotation.faults(text, known):
        with pytest.raises(Unresolved):
            quotation.resolved(text, known)
    else:
        assert not quotation.holds_reference(quotation.resolved(text, known))


def test_a_quoted_title_that_differs_is_told_with_the_recorded_one() -> None:
    """諮問4's own words in the packet quote 諮問3 so."""
    printed = "「川口市における協働の環境づくりと啓発について」の諮問に対する答申"
    (one,) = quotation.differences(printed, OTHERS)
    assert one == Difference("川口市における協働の環境づくりと啓発について", TITLE)


@pytest.mark.parametrize(
    "text",
    [
        f"「{TITLE}」",
        f"「{TITLE}（諮問）」と「{TITLE}(答申)」",
        "「本市における協働の\n環境づくりと啓発について」",
        "「川口市における協働の現状について」",
        "「基本方針」と「3 協働の場づくり」",
        "川口市における協働の環境づくりと啓発について",
        "「閉じない川口市における協働の環境づくりと啓発について",
        "開かない」",
    ],
)
def test_what_is_no_misquotation_is_let_be(text: str) -> None:
    assert quotation.differences(text, OTHERS) == ()


def test_a_title_within_a_quotation_is_seen() -> None:
    text = "「平成29年の「本市における協働の環境づくりと啓発」について」"
    assert next(quotation.quotations(text)) == "本市における協働の環境づくりと啓発"
    assert [one.recorded for one in quotation.differences(text, OTHERS)] == [TITLE]
    assert quotation.differences(text, ()) == ()
    assert quotation.differences("「」", ("",)) == ()


def test_what_a_text_quotes_of_a_consultation_is_told() -> None:
    text = "{{諮問4の件名}}と{{諮問４の答申日}}、{{諮問5}}、{{何か}}、{{"
    assert quoted(text, 4) == {Quotable.TITLE, Quotable.REPORTED_ON}
    assert quoted(text, 5) == {Quotable.TITLE}
    assert quoted(text, 6) == frozenset()
