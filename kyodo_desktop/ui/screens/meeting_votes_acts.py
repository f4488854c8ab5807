"""The forms that both pages of the day ask: a motion, a provisional chair, a closed record reopened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kyodo_desktop.domain.fields import Field, Id, Kind, fields
from kyodo_desktop.domain.records import (
    AgendaItem,
    Meeting,
    Motion,
    ProvisionalChair,
    Reopening,
)
from kyodo_desktop.i18n import _
from kyodo_desktop.services import meetings, motions
from kyodo_desktop.ui.desk import Change, Desk
from kyodo_desktop.ui.widgets.acts import Act, Values


def kind_choices(desk: Desk, meeting: Id) -> tuple[tuple[Id, str], ...]:
    """The kinds of motions that the regulation knows, as a list offers them."""
    usual = {"ordinary": _("通常の議決")}
    return tuple((one, usual.get(one, one)) for one in desk.read(motions.kinds, meeting))


def kind_field() -> Field:
    """The kind of a motion, chosen from those of the regulation."""
    known = {field.name: field for field in fields(Motion)}
    return replace(known["kind"], kind=Kind.REFERENCE, help="")


def motion(desk: Desk, item: AgendaItem | None) -> Act | None:
    """A new motion under an item."""
    if item is None:
        return None
    known = {field.name: field for field in fields(Motion)}
    kinds = kind_choices(desk, item.meeting)
    asked = [known["wording"], *([kind_field()] if len(kinds) > 1 else [])]

    def do(values: Values) -> Change:
        kind = values.get("kind") or "ordinary"
        return desk.do(meetings.add_motion, item.id, values["wording"].strip(), kind=kind)

    return Act(
        title=_("「{title}」の議案を追加").format(title=item.title),
        button=_("議案を追加"),
        asked=asked,
        start={"kind": "ordinary"},
        options=lambda _field: kinds,
        do=do,
    )


def provisional(desk: Desk, meeting: Meeting | None) -> Act | None:
    """Who presides where neither chair nor vice-chair can."""
    if meeting is None:
        return None
    known = {field.name: field for field in fields(ProvisionalChair)}
    seats = tuple((one.appointment.id, one.name) for one in desk.read(meetings.present_at, meeting.id))
    member = replace(known["appointment"], label=_("委員から選ぶ"), required=False)
    name = replace(known["name"], required=False)

    def do(values: Values) -> Change:
        chosen = values["appointment"]
        called = values["name"].strip()
        return desk.do(meetings.choose_provisional_chair, meeting.id, chosen, name=called)

    return Act(
        title=_("仮議長を選ぶ"),
        button=_("仮議長を記録"),
        asked=[member, name],
        options=lambda _field: seats,
        do=do,
        note=_("委員から選ぶか、委員でない人（事務局など）の氏名を入力してください。"),
    )


def reopen(desk: Desk, meeting: Meeting) -> Act:
    """Why a closed record is opened again."""
    known = {field.name: field for field in fields(Reopening)}
    return Act(
        title=_("会議の記録を再開"),
        button=_("再開"),
        asked=[known["reason"]],
        do=lambda values: desk.do(meetings.reopen_meeting, meeting.id, values["reason"].strip(), desk.today),
        note=_("理由は会議の記録に残ります。直した後は、もう一度閉会を記録してください。"),
    )


def counting(desk: Desk, meeting: Meeting, service: Callable[..., Change], title: str) -> Act:
    """Whether a meeting that found no quorum keeps its number."""
    known = {field.name: field for field in fields(Meeting)}
    return Act(
        title=title,
        button=title,
        asked=[known["counted"]],
        start={"counted": True},
        do=lambda values: desk.do(service, meeting.id, counted=values["counted"]),
    )
