"""The committee itself: its categories of member and its terms, opened and corrected."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain.dated import holds_on, overlap
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Appointment, Category, Committee, Meeting, Numbering, Term
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.refusal import refused, said
from kyodo_desktop.services.register import categories, committees, terms
from kyodo_desktop.storage import Change, Draft, Store


def establish(
    store: Store,
    *,
    name: str,
    city: str,
    section: str = "",
    regulation: str = "",
    numbering: Numbering = Numbering.TERM,
) -> Change:
    """Begin the register of a committee; the first one of a register isn't offered to undo."""
    require_new_name(store, name)
    with store.change(msg("{name}を登録", name=name), base=not committees(store)) as draft:
        draft.add(
            Committee(
                id=draft.new_id(),
                name=name,
                city=city,
                section=section,
                regulation=regulation,
                numbering=numbering,
            )
        )
    return draft.change


def edit_committee(store: Store, committee: Committee) -> Change:
    """Save a committee as the clerk has put it."""
    if store.get(Committee, committee.id).name != committee.name:
        require_new_name(store, committee.name)
    with store.change(msg("{name}の内容を変更", name=committee.name)) as draft:
        draft.save(committee)
    return draft.change


def require_new_name(store: Store, name: str) -> None:
    """Refuse a committee by a name that the register already holds."""
    if any(known.name == name for known in committees(store)):
        raise refused(
            msg("「{name}」を登録できません", name=name),
            msg("同じ名前の委員会がすでに登録されています。"),
            msg("登録済みの委員会を開くか、別の名前を付けてください。"),
            "name",
        )


def add_category(
    store: Store,
    committee: Id,
    *,
    number: int,
    name: str,
    qualification: str = "",
    seats: int | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Change:
    """Add a category of member (1号委員 …)."""
    owner = store.get(Committee, committee)
    with store.change(msg("委員区分「{name}」を追加", name=name)) as draft:
        category = Category(
            id=draft.new_id(),
            committee=owner.id,
            number=number,
            name=name,
            qualification=qualification,
            seats=seats,
            since=since,
            until=until,
        )
        _check_category(store, category)
        draft.add(category)
    return draft.change


def edit_category(store: Store, category: Category) -> Change:
    """Save a category as the clerk has put it."""
    stored = store.get(Category, category.id)
    with store.change(msg("委員区分「{name}」を変更", name=stored.name)) as draft:
        category = replace(category, committee=stored.committee)
        _check_category(store, category)
        draft.save(category)
    return draft.change


def remove_category(store: Store, category: Id) -> Change:
    """Take out a category entered by mistake. Refused while somebody was ever appointed in it."""
    stored = store.get(Category, category)
    what = msg("委員区分「{name}」を削除できません", name=stored.name)
    with store.change(msg("委員区分「{name}」を削除", name=stored.name)) as draft:
        seats = store.find(Appointment, category=stored.id)
        if seats:
            raise refused(
                what,
                msg("この区分で委嘱された委員がいます（延べ{count}人）。", count=len(seats)),
                msg("使わなくなった区分は、削除せずに「いつまで」を入力してください。"),
            )
        draft.remove(stored)
    return draft.change


def _check_category(store: Store, category: Category) -> None:
    for other in categories(store, category.committee):
        if other.id != category.id and other.number == category.number and overlap(other, category):
            raise refused(
                msg("委員区分「{name}」を保存できません", name=category.name),
                msg(
                    "{number}号の区分は、同じ期間に「{other}」があります。",
                    number=other.number,
                    other=other.name,
                ),
                msg("号の数字を変えるか、前の区分の終わりの日を先に入力してください。"),
                "number",
            )


def open_term(store: Store, committee: Id, *, since: dt.date, until: dt.date) -> Change:
    """Open a term of office (任期), both days inclusive."""
    owner = store.get(Committee, committee)
    with store.change(
        msg("任期（{since}から{until}まで）を追加", since=said(since), until=said(until))
    ) as draft:
        enter_term(store, draft, owner.id, since, until)
    return draft.change


def enter_term(store: Store, draft: Draft, committee: Id, since: dt.date, until: dt.date) -> Term:
    """Open a term within an act, and return it."""
    term = Term(id=draft.new_id(), committee=committee, since=since, until=until)
    _check_term(store, term)
    return draft.add(term)


def edit_term(store: Store, term: Term) -> Change:
    """Correct a term's days (訂正); appointments that opened or closed with the term move with it."""
    stored = store.get(Term, term.id)
    term = replace(term, committee=stored.committee)
    _check_term(store, term)
    _check_meetings(store, stored, term)
    with store.change(msg("任期を訂正")) as draft:
        draft.save(term)
        for seat in store.find(Appointment, term=term.id):
            since = term.since if seat.since == stored.since else seat.since
            until = term.until if seat.until == stored.until else seat.until
            if not (term.since <= since <= until <= term.until):
                raise _term_refused(
                    msg("この任期の外に出てしまう委嘱があります。"),
                    msg("先にその委員の委嘱日と任期の終わりを訂正してください。"),
                )
            draft.save(replace(seat, since=since, until=until))
    return draft.change


def remove_term(store: Store, term: Id) -> Change:
    """Take out a term entered by mistake. Refused while members or meetings lie in it."""
    stored = store.get(Term, term)
    seats = store.find(Appointment, term=stored.id)
    held = [one for one in store.find(Meeting, committee=stored.committee) if holds_on(stored, one.date)]
    what = msg("任期を削除できません")
    if seats:
        raise refused(
            what,
            msg("この任期に委嘱された委員がいます（延べ{count}人）。", count=len(seats)),
            msg("始期や終期の誤りは、削除せずに訂正してください。"),
        )
    if held:
        raise refused(
            what,
            msg("この任期に{day}の会議があります。", day=said(held[0].date)),
            msg("先に会議の開催日を確かめてください。"),
        )
    span = {"since": said(stored.since), "until": said(stored.until)}
    with store.change(msg("任期（{since}から{until}まで）を削除", **span)) as draft:
        draft.remove(stored)
    return draft.change


def _check_term(store: Store, term: Term) -> None:
    if term.until < term.since:
        raise _term_refused(
            msg("終わりの日が始まりの日より前になっています。"),
            msg("始期と終期を確かめてください。"),
            "until",
        )
    for other in terms(store, term.committee):
        if other.id != term.id and overlap(other, term):
            span = f"{said(other.since)}～{said(other.until)}"
            raise _term_refused(
                msg("別の任期（{span}）と重なっています。", span=span),
                msg("始期と終期を、ほかの任期と重ならない日にしてください。"),
                "since",
            )


def _check_meetings(store: Store, stored: Term, term: Term) -> None:
    held = [
        m for m in store.find(Meeting, committee=term.committee) if stored.since <= m.date <= stored.until
    ]
    for meeting in held:
        if not term.since <= meeting.date <= term.until:
            raise _term_refused(
                msg("{day}の会議がこの任期の外に出てしまいます。", day=said(meeting.date)),
                msg("先に会議の開催日を確かめてください。"),
            )


def _term_refused(why: Message, remedy: Message, field: str = "") -> Exception:
    return refused(msg("任期を保存できません"), why, remedy, field)
