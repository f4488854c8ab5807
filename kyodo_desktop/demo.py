"""The sample committee and its papers in a folder: the main job on real input, in one command."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kyodo_desktop import app
from kyodo_desktop.domain import systemfaults
from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import _, msg
from kyodo_desktop.paths import Paths
from kyodo_desktop.storage import Store, make
from kyodo_desktop.ui import systemlibs

Say = Callable[[str], None]
PAPERS = ("packet.pdf", "roster.pdf", "roster.xlsx")


def run(paths: Paths, out: Path, today: dt.date | None, *, window: bool, say: Say) -> int:
    """Make `demo.kyodo`, `packet.pdf`, `roster.pdf` and `roster.xlsx` in `out`; return the exit code.

    A `demo.kyodo` that is there already is kept, with what was entered in it; the papers are made from it.
    """
    file = out / "demo.kyodo"
    _ready(out)
    made = _made(paths, file)
    store, reason = app.open_register(file)
    try:
        say(
            (_("見本の委員会を作りました：{file}") if made else _("すでにある台帳を使います：{file}")).format(
                file=file
            )
        )
        if reason is not None:
            say(f"{reason.what.text()} {reason.why.text()}")
        store.backup()
        _papers(paths, store, out, today, say)
    finally:
        store.close()
    if window and systemlibs.has_screen():
        return app.run(paths, file, today)
    return 0


def _ready(out: Path) -> None:
    from kyodo_desktop.papers.press.target import checked

    for name in PAPERS:
        with suppress(OSError):  # said when the file is written
            checked(out / name)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputFailed(
            msg("フォルダー「{folder}」を使えません", folder=str(out)),
            msg("フォルダーを作成できません（{reason}）。", reason=systemfaults.reason(error)),
            msg("書き込みできる場所を --out に指定してください。"),
        ) from error


def _made(paths: Paths, file: Path) -> bool:
    """Whether the register was made here: not where there is one, be it another run's of this moment."""
    if file.exists():
        return False
    from kyodo_desktop.services import sample

    try:
        make(file, who=app.clerk(), now=app.now, fill=lambda store: sample.plant(store, paths.sample))
    except OutputFailed:
        if not file.exists():
            raise
        return False
    return True


def _papers(paths: Paths, store: Store, out: Path, today: dt.date | None, say: Say) -> None:
    """Write the three papers of the sample's next meeting, and say what was made."""
    from kyodo_desktop import onepaper
    from kyodo_desktop.papers import issue, packet, wordkeep, workbook
    from kyodo_desktop.papers.paper import of_meeting
    from kyodo_desktop.papers.press.faces import Fonts
    from kyodo_desktop.papers.press.progress import drained
    from kyodo_desktop.papers.roster import RosterPaper

    remedy = msg("画面で開いて登録するか、--out に別のフォルダーを指定してください。")
    meeting = onepaper.upcoming(store, today, None, remedy)
    fonts = Fonts(paths)
    paper = RosterPaper()
    view = paper.compose(store, of_meeting(store, meeting.id))
    bundle, came = drained(packet.bound(packet.packet_view(store, meeting.id), fonts, paths.papers))
    issue.write(out / "packet.pdf", bundle)
    issue.write_pdf(out / "roster.pdf", paper, view, fonts, paths.papers)
    wordkeep.keep(out / "roster.xlsx", workbook.roster(view, paths.papers))
    for name, what in (
        ("packet.pdf", _("会議資料一式")),
        ("roster.pdf", _("委員名簿")),
        ("roster.xlsx", _("委員名簿（Excel）")),
    ):
        size = f"{(out / name).stat().st_size / 1024:,.0f} KB"
        say(_("{title}：{file}（{size}）").format(title=what, file=out / name, size=size))
    for note in came.notes:
        say(note.text())
