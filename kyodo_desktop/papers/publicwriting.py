"""Putting a public edition into a folder: its papers, and two lists of them for a page of the city's site."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from kyodo_desktop.domain.checks import shown as plainly
from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers import issue
from kyodo_desktop.papers.press.output import output_error
from kyodo_desktop.papers.publicedition import Published, is_ours, listing, snippet

LIST: Final = "公開資料.txt"
LINKS: Final = "公開資料.html"
_MOST_TOLD: Final = 10
_LINE: Final = re.compile(r"</?ul>|<li><a href=.*KB）</a></li>|.+\([0-9,]+KB\)")


def standing(folder: Path, papers: Sequence[Published]) -> tuple[str, ...]:
    """The names of the files there that `publish` would replace."""
    names = (*(one.name for one in papers), LIST, LINKS)
    return tuple(name for name in names if (folder / name).exists())


def others(folder: Path, papers: Sequence[Published]) -> tuple[str, ...]:
    """The names of what is there and isn't of this edition, in their order; hidden files apart.

    Whoever puts the folder on the city's site would put them there too. Nothing where it can't be read.
    """
    ours = {*(one.name for one in papers), LIST, LINKS}
    try:
        there = sorted(one.name for one in folder.iterdir())
    except OSError:
        return ()
    return tuple(name for name in there if name not in ours and not name.startswith("."))


def told(names: Sequence[str]) -> Message | None:
    """What the clerk should know of those `others`; None where there are none."""
    if not names:
        return None
    shown = tuple(f"「{plainly(name)}」" for name in names[:_MOST_TOLD])
    if len(names) <= _MOST_TOLD:
        return msg(
            "フォルダーに、この公開版でないものが残っています：{names}。公開しないものは移してください。",
            names=shown,
        )
    return msg(
        "フォルダーに、この公開版でないものが残っています：{names}ほか{count}件。公開しないものは移してください。",
        names=shown,
        count=len(names) - _MOST_TOLD,
    )


def require_folder(folder: Path) -> None:
    """The edition goes into a folder, which is made where there is none. Raises OutputFailed."""
    for one in (folder, *folder.parents):
        if not _is_there(one):
            continue
        if one.is_dir():
            return
        raise OutputFailed(
            msg("「{name}」を書き出せません", name=folder.name or str(folder)),
            msg("「{name}」はファイルです。公開版は、フォルダーに書き出します。", name=one.name),
            msg("フォルダーを指定してください。なければ作成します。"),
        )


def publish(folder: Path, papers: Sequence[Published]) -> None:
    """Put the papers and the two lists into `folder`, each file whole. Raises OutputFailed, DiskFull.

    Before anything is written it is sure that nothing stands there that isn't an edition's.
    """
    require_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(folder, error) from error
    for one in papers:
        _require_ours(folder / one.name, is_ours)
    _require_ours(folder / LIST, _is_our_list)
    _require_ours(folder / LINKS, _is_our_list)
    for one in papers:
        issue.write(folder / one.name, one.data)
    issue.write(folder / LIST, listing(papers).encode())
    issue.write(folder / LINKS, snippet(papers).encode())


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except OSError:
        return False
    return True


def _is_our_list(path: Path) -> bool:
    lines = path.read_text(encoding="utf-8").splitlines()
    return all(_LINE.fullmatch(line) for line in lines)


def _require_ours(path: Path, known: Callable[[Path], bool]) -> None:
    """Raises OutputFailed where another's file stands."""
    if not path.exists():
        return
    try:
        ours = known(path)
    except (OSError, ValueError):
        ours = False
    if not ours:
        raise OutputFailed(
            msg("「{name}」を書き出せません", name=path.name),
            msg("同じ名前の、この台帳で作ったものでないファイルがあります。"),
            msg("そのファイルを移すか、別のフォルダーを選んでください。"),
        )
