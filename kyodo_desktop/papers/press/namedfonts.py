"""Where this user keeps the faces that fill in, when it is none of the system's folders."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final, cast

from kyodo_desktop.domain.errors import OutputFailed
from kyodo_desktop.i18n import msg
from kyodo_desktop.paths import Paths

FILE: Final = "fonts.json"


def named_fonts(paths: Paths) -> dict[str, Path]:
    """The font files that were named, by the face's name; none where nothing readable is kept."""
    try:
        kept: object = json.loads((paths.settings / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict):
        return {}
    known = cast("dict[object, object]", kept)
    return {str(name): Path(path) for name, path in known.items() if isinstance(path, str) and path}


def name_font(paths: Paths, name: str, path: Path | None) -> None:
    """Look for the face called `name` in this file from the next start on; None: as the system has it.

    Raises `OutputFailed` where it can't be kept.
    """
    kept = {one: str(where) for one, where in named_fonts(paths).items() if one != name}
    if path is not None:
        kept[name] = str(path)
    try:
        paths.settings.mkdir(parents=True, exist_ok=True)
        (paths.settings / FILE).write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")
    except OSError as error:
        raise OutputFailed(
            msg("書体の場所を保存できません"),
            msg("設定のフォルダー「{folder}」に書き込めません。", folder=str(paths.settings)),
            msg("フォルダーの空き容量と書き込みの権限を確かめてください。"),
        ) from error
