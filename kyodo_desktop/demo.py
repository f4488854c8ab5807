"""The sample committee and its papers in a folder: the main job on real input, in one command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from kyodo_desktop import app
from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import _, msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Store, create
from kyodo_desktop.ui import systemlibs

SAMPLE_DAY = dt.date(2025, 11, 1)  # two weeks before the meeting that the sample prepares

Say = Callable[[str], None]


def run(paths: Paths, out: Path, today: dt.date | None, *, window: bool, say: Say) -> int:
    """Make `demo.kyodo`, `packet.pdf`, `roster.pdf` and `roster.xlsx` in `out`; return the exit code.

    A `demo.kyodo` that is there already is kept, with what was entered in it; the papers are made from it.
    """
    file = out / "demo.kyodo"
    day = today or SAMPLE_DAY
    _ready(out)
    store = _register(paths, file, say)
    try:
        store.backup()
        _papers(paths, store, out, day, say)
    finally:
        store.close()
    if window and systemlibs.has_screen():
        return app.run(paths, file, day)
    return 0


def _ready(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputFailed(
            msg("フォルダー「{folder}」を使えません", folder=str(out)),
            msg("フォルダーを作成できません（{reason}）。", reason=error.strerror or ""),
            msg("書き込みできる場所を --out に指定してください。"),
        ) from error


def _register(paths: Paths, file: Path, say: Say) -> Store:
    if file.exists():
        store, reason = app.open_register(file)
        say(_("すでにある台帳を使います：{file}").format(file=file))
        if reason is not None:
            say(f"{reason.what.text()} {reason.why.text()}")
        return store
    from kyodo_desktop.services import sample

    store = create(file, who=app.clerk(), now=app.now)
    try:
        sample.plant(store, paths.sample)
    except BaseException:
        store.close()
        file.unlink()
        raise
    say(_("見本の委員会を作りました：{file}").format(file=file))
    return store


def _papers(paths: Paths, store: Store, out: Path, day: dt.date, say: Say) -> None:
    """Write the three papers of the sample's next meeting, and say what was made."""
    from kyodo_desktop.papers import issue, packet, workbook
    from kyodo_desktop.papers.paper import drained, of_meeting
    from kyodo_desktop.papers.press.faces import Fonts
    from kyodo_desktop.papers.roster import RosterPaper
    from kyodo_desktop.services import meetings, register

    committee = register.committees(store)[0]
    meeting = meetings.next_meeting(store, committee.id, day) or meetings.meetings(store, committee.id)[-1]
    fonts = Fonts(paths)
    paper = RosterPaper()
    view = paper.compose(store, of_meeting(store, meeting.id))
    bundle = drained(packet.build(packet.packet_view(store, meeting.id), fonts, paths.papers))
    issue.write(out / "packet.pdf", bundle)
    issue.write_pdf(out / "roster.pdf", paper, view, fonts, paths.papers)
    issue.write(out / "roster.xlsx", workbook.roster(view, paths.papers))
    for name, what in (
        ("packet.pdf", _("会議資料一式")),
        ("roster.pdf", _("委員名簿")),
        ("roster.xlsx", _("委員名簿（Excel）")),
    ):
        say(f"{what}：{out / name}（{(out / name).stat().st_size / 1024:,.0f} KB）")
