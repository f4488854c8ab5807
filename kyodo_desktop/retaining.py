"""The command `retention`: whose personal data has been kept long enough (保存期間), and erasing it."""

from __future__ import annotations

import datetime as dt
import json
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from kyodo_desktop import app
from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.checks import shown
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import _, listed
from kyodo_desktop.services import retention
from kyodo_desktop.services.retention import Kept
from kyodo_desktop.storage import open_store

Say = Callable[[str], None]


def run(options: Any, today: dt.date | None, say: Say) -> int:
    """List those whose personal data needn't be kept, or erase it; the exit code. Raises KyodoError."""
    try:
        found = _carried_out(options, today or app.now().date())
    except KyodoError as error:
        if options.json:
            say(json.dumps({"error": error.plain()}, ensure_ascii=False))
        raise
    if options.json:
        plain = {"erased": options.erase, "people": [_plain(one) for one in found]}
        say(json.dumps(plain, ensure_ascii=False))
        return 0
    for one in found:
        say(shown(_line(one)))
    if options.erase and found:
        done = _("{people}人の個人情報を、台帳と履歴から消去しました。元に戻せません。")
        say(done.format(people=len(found)))
        say(_("以前のバックアップと発行済みの文書には残っています。"))
    else:
        say(_("保存期間を過ぎた個人情報は{people}人分です。").format(people=len(found)))
    return 0


def _carried_out(options: Namespace, day: dt.date) -> tuple[Kept, ...]:
    store = open_store(options.file, who=app.clerk(), now=app.now, read_only=not options.erase)
    try:
        found = retention.expired(store, day, options.years)
        if options.erase and found:
            retention.erase(store, [one.person for one in found], day, options.years)
    finally:
        store.close()
    return found


def _line(one: Kept) -> str:
    return _("{name}：{ended}に退任、{until}まで保存（{labels}）").format(
        name=one.name,
        ended=wareki.long(one.ended),
        until=wareki.long(one.until),
        labels=listed(_(label) for label in one.labels),
    )


def _plain(one: Kept) -> dict[str, object]:
    return {
        "person": one.person,
        "name": one.name,
        "ended": one.ended.isoformat(),
        "until": one.until.isoformat(),
        "fields": list(one.labels),
    }
