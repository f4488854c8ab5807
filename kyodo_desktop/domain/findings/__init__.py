"""Findings (点検): every check on records before they print; a new one is a function and a line here."""

from __future__ import annotations

from typing import Final

from kyodo_desktop.domain.findings import (
    affiliations,
    agenda,
    days,
    glyphs,
    leftovers,
    members,
    notices,
    numbers,
    planning,
    privacy,
    quoting,
    regulations,
    surveys,
    terms,
    wording,
)
from kyodo_desktop.domain.findings.facts import Facts, Outside
from kyodo_desktop.domain.findings.finding import Check, Finding, Hit, Place, Severity, at
from kyodo_desktop.i18n import mark

_ERROR, _WARNING, _NOTICE = Severity

CHECKS: Final = (
    Check("date.never", _ERROR, mark("実在しない日付"), days.never_were),
    Check("date.weekday", _ERROR, mark("曜日の誤り"), days.wrong_weekdays),
    Check("meeting.closed_day", _WARNING, mark("閉庁日の会議"), days.meeting_on_closed_day),
    Check("term.none", _ERROR, mark("任期の外の会議"), terms.meeting_outside),
    Check("term.member", _ERROR, mark("任期の外の委員"), terms.members_without_seat),
    Check("term.past", _ERROR, mark("任期を超える委嘱"), terms.seats_past_term),
    Check("term.overlap", _ERROR, mark("任期の重なり"), terms.overlaps),
    Check("term.gap", _WARNING, mark("任期の空白"), terms.gaps),
    Check("member.seats", _WARNING, mark("定数と委員数"), members.seats),
    Check("member.twice", _ERROR, mark("二重の委嘱"), members.sat_twice),
    Check("member.chair", _WARNING, mark("役職者の不在"), members.no_chair),
    Check("affiliation.stale", _WARNING, mark("所属の未確認"), affiliations.stale),
    Check("affiliation.twice", _WARNING, mark("団体名の表記の違い"), affiliations.written_twice),
    Check("affiliation.unlike", _NOTICE, mark("団体名の確認"), affiliations.unlike_known),
    Check("material.content", _ERROR, mark("中身のない資料"), agenda.without_content),
    Check("material.unknown", _ERROR, mark("ない資料番号"), agenda.unknown_numbers),
    Check("material.named", _WARNING, mark("本文にある資料番号"), agenda.named_in_texts),
    Check("material.item", _WARNING, mark("議事のない資料"), agenda.material_without_item),
    Check("material.title", _WARNING, mark("資料の標題の重複"), agenda.same_titles),
    Check("agenda.material", _WARNING, mark("資料のない議事"), agenda.item_without_material),
    Check("glyph.missing", _ERROR, mark("印刷できない文字"), glyphs.no_font_has),
    Check("survey.sum", _ERROR, mark("回答数の合計"), surveys.sums),
    Check("survey.no_answer", _WARNING, mark("無回答の行"), surveys.no_answer_missing),
    Check("survey.percent", _ERROR, mark("割合の誤り"), surveys.percentages),
    Check("survey.base", _WARNING, mark("割合の基準の混在"), surveys.mixed_bases),
    Check("wording.spelling", _WARNING, mark("表記の混在"), wording.spellings),
    Check("wording.digits", _NOTICE, mark("数字の幅の混在"), wording.figure_widths),
    Check("quote.title", _WARNING, mark("件名の引用の違い"), quoting.other_words),
    Check("number.twice", _ERROR, mark("番号の重複"), numbers.used_twice),
    Check("number.gap", _WARNING, mark("番号の欠け"), numbers.left_out),
    Check("number.order", _ERROR, mark("番号と日付の順"), numbers.against_days),
    Check("leftover.number", _WARNING, mark("前回の回数の残り"), leftovers.numbers),
    Check("leftover.day", _WARNING, mark("前回の日付の残り"), leftovers.days),
    Check("leftover.name", _WARNING, mark("前の発信者の残り"), leftovers.names),
    Check("privacy.member", _ERROR, mark("委員の個人情報"), privacy.members),
    Check("privacy.pattern", _WARNING, mark("連絡先や番地"), privacy.patterns),
    Check("regulation.header", _WARNING, mark("規則の見出しの日付"), regulations.headers),
    Check("regulation.none", _WARNING, mark("効力のある規則"), regulations.none_in_force),
    Check("plan.number", _WARNING, mark("審議予定の回数"), planning.plan_numbers),
    Check("plan.period", _NOTICE, mark("審議予定の時期"), planning.plan_periods),
    Check("consultation.order", _ERROR, mark("諮問より前の答申"), planning.answered_before_asked),
    Check("consultation.open", _WARNING, mark("答申のない諮問"), planning.never_answered),
    Check("notice.late", _WARNING, mark("開催通知の遅れ"), notices.late),
    Check("venue.unknown", _NOTICE, mark("一覧にない会場"), notices.unknown_venue),
)
"""Every check, in the order in which findings of one severity are told."""


def found(facts: Facts) -> tuple[Finding, ...]:
    """What every check finds, the gravest first, each finding once."""
    hits = (_finding(check, hit) for check in CHECKS for hit in check.find(facts))
    return tuple(sorted(dict.fromkeys(hits), key=lambda one: one.severity))


def _finding(check: Check, hit: Hit) -> Finding:
    return Finding(
        code=check.code,
        severity=check.severity,
        title=check.title,
        sentence=hit.sentence,
        remedy=hit.remedy,
        place=hit.place,
    )


__all__ = ["CHECKS", "Check", "Facts", "Finding", "Hit", "Outside", "Place", "Severity", "at", "found"]
