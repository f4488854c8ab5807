"""Replies from a table: whose they are among the meeting's members, and what they answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kyodo_desktop.domain.names import search_key
from kyodo_desktop.domain.records import Meeting, Reply, ReplyAnswer
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.services.held import require_unclosed
from kyodo_desktop.services.importing.barenames import alike, bare
from kyodo_desktop.services.importing.cells import UNANSWERED
from kyodo_desktop.services.importing.lines import (
    NO_COLUMN,
    Chosen,
    Difference,
    Fault,
    Line,
    LineKind,
)
from kyodo_desktop.services.importing.rosterlines import shown, skipped
from kyodo_desktop.services.importing.targets import MARKED
from kyodo_desktop.services.importing.vocabulary import Vocabulary
from kyodo_desktop.services.importing.walk import RowRead
from kyodo_desktop.services.sitting import RosterLine, roster_on
from kyodo_desktop.storage import Draft, Store

_LABELS: Final = {"answer": mark("回答"), "opinion": mark("意見"), "received_on": mark("受領日")}


@dataclass(slots=True)
class _Members:
    """The members on the day of the meeting, by what a table may call them."""

    lines: tuple[RosterLine, ...]
    exact: dict[str, list[RosterLine]]
    folded: dict[str, list[RosterLine]]
    replies: dict[str, Reply]
    words: Vocabulary
    seen: dict[str, int]


def reply_lines(store: Store, meeting: Meeting, rows: Iterator[RowRead], words: Vocabulary) -> Iterator[Line]:
    """One line for each row. Raises `NotFound` where no term holds on the day of the meeting."""
    members = _members(store, meeting, words)
    for row in rows:
        yield skipped(row) if row.skipped else _line(members, row)


def save_replies(
    store: Store, draft: Draft, meeting: Meeting, lines: Sequence[Line], chosen: Chosen, what: Message
) -> None:
    """Keep the answers of the lines; `chosen` has decided which. Refuses a meeting that is over."""
    require_unclosed(meeting, what)
    known = {one.appointment: one for one in store.find(Reply, meeting=meeting.id)}
    for line in lines:
        if chosen.takes(line) and line.subject is not None:
            values: dict[str, Any] = {key: line.values[key] for key in _LABELS if key in line.values}
            stored = known.get(line.subject)
            if stored is None:
                made = Reply(id=draft.new_id(), meeting=meeting.id, appointment=line.subject, **values)
                draft.add(made)
            else:
                draft.save(replace(stored, **values))


def _members(store: Store, meeting: Meeting, words: Vocabulary) -> _Members:
    found = roster_on(store, meeting.committee, meeting.date).lines
    members = _Members(found, defaultdict(list), defaultdict(list), {}, words, {})
    for line in found:
        members.exact[line.name.name].append(line)
        members.folded[search_key(line.name.name)].append(line)
    members.replies = {one.appointment: one for one in store.find(Reply, meeting=meeting.id)}
    return members


def _line(members: _Members, row: RowRead) -> Line:
    name = row.joined("name", "family", "given")
    values = _values(row)
    unanswered = values.get("answer") == UNANSWERED
    member, like = (None, False) if row.faults else _member(members, row, name)
    if member is not None:
        first = members.seen.setdefault(member.appointment.id, row.row)
        if first != row.row:
            row.faults.append(Fault(NO_COLUMN, name, msg("{row}行目と同じ人です。", row=first)))
    kind, differences = LineKind.REJECTED, ()
    if member is not None and not row.faults:
        stored = members.replies.get(member.appointment.id)
        differences = tuple(_differences(stored, values))
        kind = LineKind.NEW if stored is None else LineKind.CHANGED if differences else LineKind.SAME
        kind = LineKind.LIKE if like else kind
        if unanswered:
            kind, differences = _unanswered(row, stored, values)
    return Line(
        row=row.row,
        kind=kind,
        name=name or (member.name.name if member else ""),
        values=values,
        differences=differences,
        faults=tuple(row.faults),
        proposals=tuple(row.proposals),
        subject=member.appointment.id if member else None,
        like=member.name.name if member and like else "",
        why=alike(name, member.name.name) if member and like else None,
    )


def _unanswered(
    row: RowRead, stored: Reply | None, values: dict[str, object]
) -> tuple[LineKind, tuple[Difference, ...]]:
    """A row that says 未回答: as it is where the register has no answer either, else passed over."""
    if stored is None and "opinion" not in values:
        return LineKind.SAME, ()
    why = msg("未回答とあります。台帳の回答は変えません。")
    if stored is None:
        why = msg("意見がありますが、回答がありません。")
    row.fault("answer", Fault(0, "", why))
    return LineKind.SKIPPED if stored else LineKind.REJECTED, ()


def _member(members: _Members, row: RowRead, name: str) -> tuple[RosterLine | None, bool]:
    """Whose row it is, and whether the name is only like theirs."""
    found, like, kana = members.exact.get(name, []), False, row.joined("kana", "", "")
    if not name:
        found = _numbered(members, row)
    elif not found:
        found, like = members.folded.get(search_key(name), []), True
        found = found or members.folded.get(search_key(bare(name, members.words)), [])
    if len(found) > 1 and kana:
        found = [one for one in found if search_key(one.name.kana) == search_key(kana)]
    if len(found) == 1:
        return found[0], like
    why = msg("会議の日の委員に、この氏名の人はいません。")
    if not name:
        why = msg("氏名がなく、番号からも委員が分かりません。")
    elif found:
        why = msg("この氏名の委員が{count}人います。", count=len(found))
    row.faults.append(Fault(row.columns.get("name", NO_COLUMN), name, why))
    return None, False


def _numbered(members: _Members, row: RowRead) -> list[RosterLine]:
    said = row.text("number")
    at = int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0
    return [members.lines[at - 1]] if 1 <= at <= len(members.lines) else []


def _values(row: RowRead) -> dict[str, object]:
    values: dict[str, object] = {
        key: row.values[key] for key in ("answer", "opinion", "received_on") if key in row.values
    }
    marked = [key for key in MARKED if key in row.values]
    answers = {ReplyAnswer(key) for key in marked}
    if "answer" in values and isinstance(values["answer"], ReplyAnswer):
        answers.add(values["answer"])
    if len(answers) > 1:
        row.fault(marked[0], Fault(0, "", msg("二つ以上の回答に印があります。")))
    elif answers:
        values["answer"] = answers.pop()
    elif values.get("answer") != UNANSWERED and not row.faults:
        row.fault("answer", Fault(0, "", msg("回答がありません。")))
    return values


def _differences(stored: Reply | None, values: dict[str, object]) -> Iterator[Difference]:
    for key, label in _LABELS.items():
        before = getattr(stored, key) if stored is not None else None
        before = before.strip() if isinstance(before, str) else before  # as every cell is read
        if key in values and values[key] != before:
            yield Difference(key, label, shown(before), shown(values[key]))
