"""The command `check`: what is wrong with a register (点検), told for a person or as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from kyodo_desktop import app
from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.checks import shown
from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.findings import Finding, Severity
from kyodo_desktop.i18n import Message, _, msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import checking, register, soundness
from kyodo_desktop.services.checking import Checked
from kyodo_desktop.storage import Store, open_store

FOUND_ERRORS: Final = 3
"""The exit code where something wrong was found; what is only to be looked at doesn't count."""


def run(paths: Paths, file: Path, today: dt.date | None, *, as_json: bool, say: Callable[[str], None]) -> int:
    """Check the register itself and every committee of it, with the meeting at hand; return the exit code.

    The file is only read. `today` decides which meeting is at hand.
    """
    store = open_store(file, who=app.clerk(), now=app.now, read_only=True)
    try:
        faults = soundness.faults(store)
        found = _as_far_as_sound(store, paths, today, faults)
    finally:
        store.close()
    if as_json:
        plain = {"faults": [one.text() for one in faults], "committees": [_plain(one) for one in found]}
        say(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        parts = [*([_altered(faults, checked=bool(found))] if faults else []), *map(_told, found)]
        say(shown("\n\n".join("\n".join(part) for part in parts)))
    return FOUND_ERRORS if faults or any(one.count(Severity.ERROR) for one in found) else 0


def _as_far_as_sound(
    store: Store, paths: Paths, today: dt.date | None, faults: tuple[Message, ...]
) -> tuple[Checked, ...]:
    """What is found; nothing, where the register's own faults keep it from being looked at."""
    try:
        return tuple(_checked(store, paths, today))
    except Exception:  # whatever an altered record may bring about
        if not faults:
            raise
        return ()


def _altered(faults: tuple[Message, ...], *, checked: bool) -> Iterator[str]:
    """What is wrong with the register itself, and what to do."""
    yield _("【台帳の異常】{count}件").format(count=len(faults))
    for fault in faults:
        yield f"  ・{fault.text()}"
    yield "    → " + _("台帳の控えを開き、異常のない記録と比べて直してください。")
    if not checked:
        yield "    → " + _("異常があるため、ほかの点検はできませんでした。")


def _checked(store: Store, paths: Paths, today: dt.date | None) -> Iterator[Checked]:
    from kyodo_desktop.papers import checking as packets
    from kyodo_desktop.papers.press.faces import Fonts

    committees = register.committees(store)
    if not committees:
        raise NotFound(
            msg("点検できません"),
            msg("台帳に委員会がありません。"),
            msg("画面で開いて、委員会を登録してください。"),
        )
    fonts = Fonts(paths)
    for committee in committees:
        day = today or committee.sample_today or app.now().date()
        meeting = checking.meeting_at_hand(store, committee.id, day)
        if meeting is None:
            outside = packets.outside(fonts, paths)
            yield checking.check_committee(store, committee.id, day, outside=outside)
        else:
            yield packets.check_packet(store, meeting.id, fonts, paths)


def _told(checked: Checked) -> Iterator[str]:
    """The findings as a clerk reads them: by severity, each with what to do."""
    day = wareki.long_with_weekday(checked.day)
    number = numbering.meeting_number(checked.meeting.number) if checked.meeting else ""
    yield " ".join(part for part in (checked.committee.name, number, day) if part)
    if not checked.findings:
        yield _("点検の結果、問題はありません。")
    for severity in Severity:
        these = [one for one in checked.findings if one.severity is severity]
        if these:
            yield _("【{severity}】{count}件").format(severity=_(severity.label), count=len(these))
        for one in these:
            yield f"  ・{one.sentence.text()} [{one.code}]"
            yield f"    → {one.remedy.text()}"
    if checked.accepted:
        yield _("【理由を記録済み】{count}件").format(count=len(checked.accepted))
    for one in checked.accepted:
        yield f"  ・{one.finding.sentence.text()} [{one.finding.code}]"
        yield "    " + _("理由：{reason}").format(reason=one.reason.reason)


def _plain(checked: Checked) -> dict[str, object]:
    return {
        "committee": checked.committee.name,
        "meeting": checked.meeting.number if checked.meeting else None,
        "day": checked.day.isoformat(),
        "findings": [_values(one) for one in checked.findings],
        "accepted": [{**_values(one.finding), "reason": one.reason.reason} for one in checked.accepted],
    }


def _values(one: Finding) -> dict[str, object]:
    return {
        "code": one.code,
        "severity": one.severity.name.lower(),
        "title": _(one.title),
        "sentence": one.sentence.text(),
        "remedy": one.remedy.text(),
        "place": {"record": one.place.record, "id": one.place.id, "field": one.place.field},
    }
