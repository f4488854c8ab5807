"""A TOML file of a person's writing, read from its folder."""

from __future__ import annotations

from pathlib import Path

from kyodo_desktop.domain import tomltable
from kyodo_desktop.domain.tomltable import Table
from kyodo_desktop.i18n import msg
from kyodo_desktop.services.refusal import absent, refused


def read(path: Path) -> Table:
    """The whole file as a table. Raises `NotFound`, and `InvalidRecord` naming the line."""
    return tomltable.read(text_of(path), path.name)


def text_of(path: Path) -> str:
    """A text file as it stands. Raises `NotFound`, and `InvalidRecord` where it isn't UTF-8."""
    what = msg("「{file}」を読めません", file=path.name)
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise absent(
            what,
            msg("ファイルがないか、開けません（{path}）。", path=str(path)),
            msg("ファイルを元の場所に戻すか、プログラムを入れ直してください。"),
        ) from error
    except UnicodeDecodeError as error:
        raise refused(
            what,
            msg("文字コードが UTF-8 ではありません。"),
            msg("テキストエディターで、文字コードを UTF-8 にして保存してください。"),
        ) from error


__all__ = ["Table", "read", "text_of"]
