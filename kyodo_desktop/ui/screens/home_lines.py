"""What the cards of ホーム say, read from the register: each line with the place it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, Meeting
from kyodo_desktop.i18n import _
from kyodo_desktop.ui.desk import Desk

if TYPE_CHECKING:  # checks, which a window opens without
    from kyodo_desktop.domain.findings import Place
    from kyodo_desktop.services.checking import Checked

TERM_SOON: Final = 180  # days before its end from which a term's renewal is to be prepared (practice: 暦)
MOST: Final = 8  # lines of a card


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card: its words, the screen and record it leads to ("" for none), a step to tick.

    `place` is where a finding is put right; `help` says how.
    """

    text: str
    screen: str = ""
    record: Id = ""
    step: str = ""
    place: Place | None = None
    help: str = ""


def countdown(desk: Desk, meeting: Meeting) -> str:
    """How many days there are until a meeting."""
    days = (meeting.date - desk.today).days
    if days > 0:
        return _("あと{days}日").format(days=days)
    return _("本日") if days == 0 else _("{days}日前に開催").format(days=-days)


def step_lines(desk: Desk, meeting: Meeting) -> Iterator[Line]:
    """The steps of the checklist to be done now, overdue ones first; else the next one."""
    from kyodo_desktop.services import checklist

    known = checklist.steps(desk.paths.checklist)
    lines = desk.read(checklist.checklist, meeting.id, known)
    now = checklist.due(lines, desk.today)
    for line in now[:MOST]:
        until = wareki.short(line.until)
        late = line.progress(desk.today) is checklist.Progress.OVERDUE
        words = _("{until}まで　{step}（期限を過ぎています）") if late else _("{until}まで　{step}")
        yield Line(words.format(until=until, step=line.step.text), step=line.step.key)
    if len(now) > MOST:
        yield Line(_("ほか{count}件").format(count=len(now) - MOST))
    if not now:
        coming = next((one for one in lines if one.progress(desk.today) is checklist.Progress.AHEAD), None)
        yield Line(_("いま行う手順はありません。"))
        if coming is not None:
            words = _("次は{since}から：{step}")
            yield Line(words.format(since=wareki.short(coming.since), step=coming.step.text))


def forecast_lines(desk: Desk, meeting: Meeting) -> Iterator[Line]:
    """The replies so far, and the quorum they foretell."""
    from kyodo_desktop.services import replies

    told = desk.read(replies.reply_forecast, meeting.id)
    words = _(
        "出席{attends}人　オンライン{online}人　欠席{absent}人　未定{undecided}人　未回答{unanswered}人"
    )
    yield Line(
        words.format(
            attends=told.attends,
            online=told.online,
            absent=told.absent,
            undecided=told.undecided,
            unanswered=len(told.unanswered),
        ),
        "meeting",
        meeting.id,
    )
    if told.certain:
        yield Line(told.minimum.sentence.text())
    else:
        yield Line(_("回答済みの出席者だけの場合：{sentence}").format(sentence=told.minimum.sentence.text()))
        yield Line(_("未回答の全員が出席した場合：{sentence}").format(sentence=told.maximum.sentence.text()))


def term_lines(desk: Desk, committee: Committee) -> Iterator[Line]:
    """The term that holds, how long yet, and the seats without a member."""
    from kyodo_desktop.services import sitting

    try:
        roster = desk.read(sitting.roster_on, committee.id, desk.today)
        seats = desk.read(sitting.vacancies, committee.id, desk.today)
    except NotFound:
        yield Line(_("本日の時点で、有効な任期がありません。"), "roster")
        return
    days = (roster.term.until - desk.today).days
    words = _("任期は{until}まで（あと{days}日）　委員{members}人")
    yield Line(
        words.format(until=wareki.long(roster.term.until), days=days, members=len(roster.lines)), "roster"
    )
    if days <= TERM_SOON:
        yield Line(_("改選の準備を始める時期です。"), "roster")
    for seat in seats:
        if seat.vacant:
            words = (
                _("{category}：欠員{count}人") if seat.vacant > 0 else _("{category}：定数より{count}人多い")
            )
            yield Line(words.format(category=seat.category.name, count=abs(seat.vacant)), "roster")


def consultation_lines(desk: Desk, committee: Committee) -> Iterator[Line]:
    """The consultations that have no report yet."""
    from kyodo_desktop.services import deliberations

    open_ = desk.read(deliberations.open_consultations, committee.id, desk.today)
    for one in open_[:MOST]:
        words = _("諮問{number}　{title}（諮問から{days}日、審議{meetings}回）")
        asked = one.consultation
        yield Line(
            words.format(number=asked.number, title=asked.title, days=one.days, meetings=len(one.meetings)),
            "consultations",
            asked.id,
        )
    if not open_:
        yield Line(_("答申を待つ諮問はありません。"))


def finding_lines(found: Checked) -> Iterator[Line]:
    """What the check of the next meeting found, the gravest first."""
    for one in found.findings[:MOST]:
        words = f"{_(one.severity.label)}　{one.sentence.text()}"
        yield Line(words, place=one.place, help=one.remedy.text())
    if len(found.findings) > MOST:
        yield Line(_("ほか{count}件").format(count=len(found.findings) - MOST), "packet")
    if not found.findings:
        yield Line(_("点検の結果、問題はありません。"))


def register_lines(desk: Desk) -> Iterator[Line]:
    """Where the register lies and when it was copied last."""
    where = desk.location
    yield Line(_("保存先：{place}").format(place=where if isinstance(where, str) else where.name))
    last = desk.last_backup
    if last is None:
        yield Line(_("バックアップは、まだありません。"))
    else:
        words = _("最後のバックアップ：{day} {at}")
        yield Line(words.format(day=wareki.short(last.date()), at=f"{last:%H:%M}"))


def meeting_title(meeting: Meeting) -> str:
    """第1回会議　令和7年11月14日（金）　午後2時."""
    from kyodo_desktop.ui.widgets.editors import spelled_day

    words = _("{number}会議　{day}").format(
        number=numbering.meeting_number(meeting.number), day=spelled_day(meeting.date)
    )
    return f"{words}　{wareki.clock(meeting.starts_at)}" if meeting.starts_at else words
