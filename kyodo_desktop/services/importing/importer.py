"""Import in three steps: how a table is read, what it would change, and the one act that takes it in."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import TableRefused
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.grid import Grid, Sheet
from kyodo_desktop.domain.records import ImportMapping, Meeting, Term
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.importing.headings import best, guess, signature, understood
from kyodo_desktop.services.importing.known import Known
from kyodo_desktop.services.importing.lines import Chosen, Line, Plan, Preview, Purpose
from kyodo_desktop.services.importing.replylines import reply_lines, save_replies
from kyodo_desktop.services.importing.rosteract import take_in
from kyodo_desktop.services.importing.rosterlines import roster_lines
from kyodo_desktop.services.importing.targets import targets
from kyodo_desktop.services.importing.vocabulary import Vocabulary
from kyodo_desktop.services.importing.walk import RowRead, Walk
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Draft, Store

_NONE = "-"


def plan_for(
    store: Store, grid: Grid, purpose: Purpose, committee: Id, words: Vocabulary, sheet: str = ""
) -> Plan:
    """How a sheet is read: as one of its form was before, else as its words tell. Raises `TableRefused`.

    For "" the sheet of which most is understood is taken.
    """
    likely = None if sheet else best(grid, purpose, words)
    found = grid.sheet(likely.sheet if likely else sheet)
    if found is None or not found.rows:
        raise _nothing(grid, sheet)
    guessed = likely or guess(found, purpose, words)
    known = store.find(
        ImportMapping, committee=committee, purpose=purpose.value, signature=signature(found, guessed)
    )
    if not known:
        return guessed
    columns = [("" if one == _NONE else one) for one in known[-1].columns.split()]
    allowed = targets(purpose)
    kept = tuple(one if one in allowed else "" for one in columns)
    return replace(guessed, columns=kept, remembered=True)


def purpose_of(grid: Grid, words: Vocabulary, sheet: str = "") -> Purpose:
    """What a sheet is probably to be taken in as: replies where a column is headed so.

    For "" that of the sheet of which most is understood, whichever it is taken in as.
    """
    if sheet:
        found = grid.sheet(sheet)
        replies = None if found is None else guess(found, Purpose.REPLIES, words)
        return Purpose.REPLIES if replies and understood(replies)[1] else Purpose.ROSTER
    replies, roster = best(grid, Purpose.REPLIES, words), best(grid, Purpose.ROSTER, words)
    if replies is None or roster is None or not understood(replies)[1]:
        return Purpose.ROSTER
    fewer = replies.sheet != roster.sheet and understood(replies)[2] < understood(roster)[2]
    return Purpose.ROSTER if fewer else Purpose.REPLIES


def accepting(plan: Plan, kinds: Iterable[str]) -> Plan:
    """The same plan where cells are put right as these kinds of proposal would have it."""
    return replace(plan, accept=frozenset(kinds))


def preview(store: Store, grid: Grid, plan: Plan, owner: Id, day: dt.date, words: Vocabulary) -> Preview:
    """What taking a table in would do; nothing is written. `owner` is the term, or the meeting of replies.

    `day` is the day on which names and affiliations are compared. Raises `TableRefused`, `NotFound`.
    """
    sheet = grid.sheet(plan.sheet)
    if sheet is None or not sheet.rows:
        raise _nothing(grid, plan.sheet)
    _require_columns(grid, plan)
    entries = store.journal(1)
    walk = Walk(grid, sheet, plan, words, wareki.era_of(day).letter)
    with _uncollected():
        lines = tuple(_lines(store, plan.purpose, owner, day, walk.rows(), words))
    return Preview(
        plan=plan,
        owner=owner,
        day=day,
        head=entries[0].seq if entries else 0,
        signature=signature(sheet, plan),
        lines=lines,
        above=tuple(walk.above),
        blank=walk.blank,
        untaken=walk.untaken(),
        notes=tuple(_notes(grid, sheet, walk.blank)),
    )


def apply_roster(store: Store, shown: Preview, chosen: Chosen) -> Change:
    """Take the chosen lines of a roster in: one act, after a backup. Raises `KyodoError`."""
    what = msg("名簿を取り込めません")
    taken = _ready(store, shown, chosen, what)
    term = store.get(Term, shown.owner)
    known = Known(store, term, shown.day)
    with _uncollected(), store.change(msg("名簿の取込み")) as draft:
        take_in(draft, known, taken, chosen, what)
        _remember(store, draft, term.committee, shown)
    return draft.change


def apply_replies(store: Store, shown: Preview, chosen: Chosen) -> Change:
    """Take the chosen lines of replies in: one act, after a backup. Raises `KyodoError`."""
    what = msg("出欠回答を取り込めません")
    taken = _ready(store, shown, chosen, what)
    meeting = store.get(Meeting, shown.owner)
    with store.change(msg("出欠回答の取込み")) as draft:
        save_replies(store, draft, meeting, taken, chosen, what)
        _remember(store, draft, meeting.committee, shown)
    return draft.change


@contextmanager
def _uncollected() -> Generator[None]:
    """Keep Python's collector from going over what is being made: none of it is garbage."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _lines(
    store: Store, purpose: Purpose, owner: Id, day: dt.date, rows: Iterator[RowRead], words: Vocabulary
) -> Iterable[Line]:
    if purpose is Purpose.ROSTER:
        return roster_lines(Known(store, store.get(Term, owner), day), rows, words)
    return reply_lines(store, store.get(Meeting, owner), rows, words)


def _ready(store: Store, shown: Preview, chosen: Chosen, what: Message) -> tuple[Line, ...]:
    """The lines to be taken in. Refuses where the register has moved on; makes the backup."""
    taken = tuple(line for line in shown.lines if chosen.takes(line))
    if not taken:
        raise refused(what, msg("取り込む行がありません。"), msg("取り込む行を選んでください。"))
    entries = store.journal(1)
    if (entries[0].seq if entries else 0) != shown.head:
        raise refused(
            what,
            msg("確認の表示のあとで、台帳が変更されています。"),
            msg("もう一度表示し直して、変わった内容を確かめてください。"),
        )
    store.backup()
    return taken


def _remember(store: Store, draft: Draft, committee: Id, shown: Preview) -> None:
    """Keep what the columns meant, for the next table of this form."""
    columns = " ".join(one or _NONE for one in shown.plan.columns)
    purpose, sign = shown.plan.purpose.value, shown.signature
    known = store.find(ImportMapping, committee=committee, purpose=purpose, signature=sign)
    if known:
        draft.save(replace(known[-1], columns=columns))
    else:
        draft.add(
            ImportMapping(
                id=draft.new_id(), committee=committee, purpose=purpose, signature=sign, columns=columns
            )
        )


def _require_columns(grid: Grid, plan: Plan) -> None:
    known = set(plan.columns)
    named = known & {"name", "family"} or (plan.purpose is Purpose.REPLIES and "number" in known)
    if not named:
        raise TableRefused(
            msg("「{file}」を取り込めません", file=grid.name),
            msg("「氏名」の列が見つかりません。"),
            msg("見出しの行と、氏名の列を選んでください。"),
        )


def _nothing(grid: Grid, sheet: str) -> TableRefused:
    known = tuple(one.name for one in grid.sheets if one.rows and one.name)
    why = msg("「{sheet}」というシートはないか、空です。", sheet=sheet) if sheet else msg("表が空です。")
    remedy = msg("ファイルを確かめてください。")
    if known:
        remedy = msg("シートを選んでください（{sheets}）。", sheets=known)
    return TableRefused(msg("「{file}」を取り込めません", file=grid.name), why, remedy)


def _notes(grid: Grid, sheet: Sheet, blank: int) -> Iterator[Message]:
    others = tuple(one.name for one in grid.sheets if one.rows and one is not sheet)
    if others:
        yield msg("ほかのシートは取り込みません：{sheets}", sheets=others)
    if sheet.hidden:
        yield msg("「{sheet}」は非表示のシートです。", sheet=sheet.name)
    if blank:
        yield msg("空の行を{count}行飛ばしました。", count=blank)
    if grid.unread:
        yield msg("数式が誤りになっているマスが{count}個あり、空欄として読みました。", count=grid.unread)
