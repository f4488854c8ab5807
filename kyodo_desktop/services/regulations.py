"""The committee's regulation (規則) as it stood on a day, and putting a text of it on record."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kyodo_desktop.domain import law, regulation_text
from kyodo_desktop.domain.dated import holds_on
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import Committee, RegulationVersion
from kyodo_desktop.domain.regulation_text import RegulationText
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.refusal import absent, refused, said
from kyodo_desktop.storage import Change, Store

_A_DAY = dt.timedelta(days=1)


def regulations(store: Store, committee: Id) -> tuple[RegulationVersion, ...]:
    """Every text of the regulation on record, the oldest first."""
    found = store.find(RegulationVersion, committee=committee)
    return tuple(sorted(found, key=lambda version: (version.since, version.id)))


def regulation_on(store: Store, committee: Id, day: dt.date) -> RegulationVersion:
    """The text in force on `day`. Raises `NotFound` where none is on record, never another day's text."""
    found = next((one for one in regulations(store, committee) if holds_on(one, day)), None)
    if found is None:
        raise absent(
            msg("{day}の規則がありません", day=said(day)),
            msg("この日に効力のある規則の本文が登録されていません。"),
            msg("日付を確かめるか、その当時の規則の本文を登録してください。"),
        )
    return found


def text_of(version: RegulationVersion, day: dt.date | None = None) -> RegulationText:
    """The articles of a text on record, as it stood on `day` where its TOML holds its amendments too.

    Raises `InvalidRecord` where the TOML has a fault.
    """
    return regulation_text.read(version.source, version.title, day)


def record_regulation(store: Store, committee: Id, source: str) -> Change:
    """Put a text on record from the day it took effect; the text before it ends the day before."""
    owner = store.get(Committee, committee)
    version = version_of(source, owner.id, file=owner.name)
    with store.change(msg("規則の本文（{since}施行）を登録", since=said(version.since))) as draft:
        for other in regulations(store, owner.id):
            if other.since >= version.since:
                raise refused(
                    msg("規則の本文を登録できません"),
                    msg("{since}から施行の本文が、すでに登録されています。", since=said(other.since)),
                    msg("規則ファイルの since（施行日）を確かめてください。"),
                    "since",
                )
            if other.until is None or other.until >= version.since:
                draft.save(replace(other, until=version.since - _A_DAY))
        draft.add(replace(version, id=draft.new_id()))
    return draft.change


def version_of(source: str, committee: Id, *, file: str) -> RegulationVersion:
    """The record, its id still empty, that a regulation's TOML makes.

    Raises `InvalidRecord`, also for numbers that the text doesn't say, and `UnknownReading`.
    """
    law.read(source, file)
    text = regulation_text.read(source, file)
    return RegulationVersion(
        id="",
        committee=committee,
        title=text.title,
        number=text.number,
        amended_by=text.amendments[-1] if text.amendments else "",
        source=source,
        since=text.since,
    )
