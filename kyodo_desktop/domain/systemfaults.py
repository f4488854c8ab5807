"""Why the system refused something, in the clerk's words instead of the system's English."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from typing import Final

from kyodo_desktop.i18n import Message, msg

_REASONS: Final[Mapping[int, Message]] = {
    errno.EACCES: msg("アクセスする権限がありません"),
    errno.EPERM: msg("この操作は許可されていません"),
    errno.EROFS: msg("読み取り専用のディスクです"),
    errno.ENOSPC: msg("ディスクの空き容量がありません"),
    errno.EDQUOT: msg("割り当てられたディスク容量を超えます"),
    errno.EEXIST: msg("同じ名前のファイルかフォルダーがあります"),
    errno.ENOENT: msg("ファイルかフォルダーがありません"),
    errno.ENOTDIR: msg("フォルダーであるはずの所がフォルダーではありません"),
    errno.EISDIR: msg("ファイルであるはずの所がフォルダーです"),
    errno.ENAMETOOLONG: msg("名前が長すぎます"),
    errno.ELOOP: msg("リンクが循環しています"),
    errno.EIO: msg("ディスクの読み書きに失敗しました"),
    errno.EBUSY: msg("ほかのプログラムが使用中です"),
    errno.ENOLCK: msg("この場所ではファイルのロックを使えません"),
    errno.ENXIO: msg("ふつうのファイルではありません"),
}


def reason(error: OSError) -> Message:
    """Why the system refused, to stand in brackets within a sentence."""
    code = error.errno or 0
    return _REASONS.get(code) or msg("システムのエラー {code}", code=errno.errorcode.get(code, str(code)))
