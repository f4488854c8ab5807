"""`packet --issue`, `--edition`, `--changed-since`: editions of a packet from the command line."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import Namespace
from dataclasses import replace
from hashlib import sha256

from kyodo_desktop import app
from kyodo_desktop.bindrefusal import of_packet, require_pdf
from kyodo_desktop.bundling import Say, meeting_of, packet_asked, told, watched
from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.findings import Severity
from kyodo_desktop.domain.records import Committee, IssuedPaper
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers import checking as packets
from kyodo_desktop.papers import editions as making
from kyodo_desktop.papers import issue, replacement
from kyodo_desktop.papers.binder import Binder
from kyodo_desktop.papers.heldplaces import pages_in, places_in
from kyodo_desktop.papers.press.binding import Bound
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.output import writing
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import editions
from kyodo_desktop.services.editions import Despite
from kyodo_desktop.storage import Store

Made = tuple[Bound, dict[str, object]]


def packet(options: Namespace, paths: Paths, today: dt.date | None, say: Say) -> int:
    """Issue an edition, get one back or print what it changed; returns the exit code. Raises KyodoError."""
    return told(options, say, lambda: made(options, paths, today))


def made(options: Namespace, paths: Paths, today: dt.date | None) -> Made:
    """Do what was asked with an edition; what came of it, and what else a program would know of it.

    Raises UsageError, NotFound, ReadOnly, FoundErrors, InvalidRecord, and what binding raises.
    """
    if options.issue and (options.edition is not None or options.changed_since is not None):
        raise UsageError(
            msg("コマンドを実行できません"),
            msg("「--issue」は「--edition」「--changed-since」と一緒に使えません。"),
            msg("発行してから、もう一度実行してください。"),
        )
    require_pdf(options.output)
    store, reason = app.open_register(options.file)
    binder = Binder(paths)
    try:
        if options.issue and reason is not None:
            raise reason
        meeting = meeting_of(store, options.meeting, _day(store, today))
        if options.issue:
            return _issued(store, meeting, options, paths, today, binder)
        if options.changed_since is not None:
            return _swapped(store, meeting, options, binder)
        return _kept(store, meeting, options)
    finally:
        binder.end()
        store.close()


def _day(store: Store, today: dt.date | None) -> dt.date:
    return today or next(
        (one.sample_today for one in store.find(Committee) if one.sample_today), app.now().date()
    )


def _issued(
    store: Store, meeting: Id, options: Namespace, paths: Paths, today: dt.date | None, binder: Binder
) -> Made:
    """Issued and written together: where it can't be written nothing is on record, and the reverse."""
    on = _day(store, today)
    with writing(options.output) as out:
        despite = _despite(store, meeting, options, paths, binder)
        view, how = packet_asked(store, meeting, options)
        wanted = making.order(store, meeting, on, renumbered=options.renumber)
        with of_packet():
            made = watched(binder.edition(view, wanted, how), sys.stderr.isatty())
        out.write(made.data)
        given = {"title": made.title, "options": made.options, "despite": despite}
        editions.issue_packet(store, meeting, made.held, made.data, **given)
    one = editions.edition(store, meeting, wanted.edition)
    said = msg("第{edition}版（{day}）として発行しました。", edition=one.edition, day=wareki.long(on))
    return replace(made.bound, notes=(said, *made.bound.notes)), _known(one)


def _despite(store: Store, meeting: Id, options: Namespace, paths: Paths, binder: Binder) -> Despite | None:
    """The errors that the check finds, with the reason given for them. Raises FoundErrors without one."""
    facts = packets.gather(store, meeting, packets.outside(Fonts(paths), paths))
    known = {sha256(file.data or b"").hexdigest(): options.password or "" for file in facts.files}
    work = packets.seen(facts, binder.inspector, known)
    found = packets.judge(watched(work, sys.stderr.isatty()))
    errors = tuple(one for one in found.findings if one.severity is Severity.ERROR)
    if not options.despite:
        editions.require_sound(found)
    return Despite(errors, options.despite) if errors else None


def _kept(store: Store, meeting: Id, options: Namespace) -> Made:
    one = editions.edition(store, meeting, options.edition)
    data = editions.edition_bytes(store, one)
    held = editions.held_in(store, one)
    issue.write(options.output, data)
    said = msg(
        "第{edition}版（{day}）を発行した時のまま取り出しました。",
        edition=one.edition,
        day=wareki.long(one.issued_on),
    )
    return Bound(pages_in(held), len(data), places_in(held), (said,)), _known(one)


def _swapped(store: Store, meeting: Id, options: Namespace, binder: Binder) -> Made:
    old = editions.edition(store, meeting, options.changed_since)
    new = editions.edition(store, meeting, options.edition)
    view = replacement.from_to(store, old, new)
    work = binder.replacement(view, editions.edition_bytes(store, new))
    data, bound = watched(work, sys.stderr.isatty())
    issue.write(options.output, data)
    return bound, {**_known(new), "since": old.edition}


def _known(one: IssuedPaper) -> dict[str, object]:
    return {"edition": one.edition, "issued_on": one.issued_on.isoformat(), "sha256": one.sha256}
