"""Whether the system has the libraries Qt needs: asked before Qt is, which would die in the loader."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path

from kyodo_desktop.domain.errors import DisplayMissing, SystemLibraryMissing
from kyodo_desktop.i18n import msg

# What the wheels don't bring on Linux, and the Debian package that has it.
CORE = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
}
XCB = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def require() -> None:
    """Raise `SystemLibraryMissing`, naming the packages, or `DisplayMissing`, where Qt couldn't start."""
    if not sys.platform.startswith("linux"):
        return
    needed = dict(CORE)
    if _uses_xcb():
        needed.update(XCB)
    if not _starts(needed):
        absent = [library for library in needed if not _loads(library)]
        raise _missing(absent, [needed[library] for library in absent])
    if not has_screen():
        raise DisplayMissing(
            msg("画面を開けません"),
            msg("表示先の画面（DISPLAY）に接続できません。"),
            msg("デスクトップで実行するか、画面のいらない「demo --no-window」を使ってください。"),
        )


def has_screen() -> bool:
    """Whether a window can be opened: DISPLAY's X server answers, or another platform is there."""
    if not sys.platform.startswith("linux"):
        return True
    if not _uses_xcb():
        return bool(os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"))
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # a screen may well be there: what is missing is said by `require`
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not refused


def _uses_xcb() -> bool:
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    return chosen.startswith("xcb") or (not chosen and bool(os.environ.get("DISPLAY")))


def _starts(needed: dict[str, str]) -> bool:
    """Whether Qt itself, and the plugin that draws on the screen, find all they link to."""
    folder = _qt_folder()
    if folder is None:
        return all(_loads(library) for library in needed)
    wanted = [folder / "lib" / "libQt6Gui.so.6", folder / "lib" / "libQt6Widgets.so.6"]
    if needed.keys() & XCB.keys():
        wanted.append(folder / "plugins" / "platforms" / "libqxcb.so")
    return all(_loads(str(library)) for library in wanted if library.exists())


def _qt_folder() -> Path | None:
    found = importlib.util.find_spec("PySide6")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations))) / "Qt"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _missing(libraries: list[str], packages: list[str]) -> SystemLibraryMissing:
    return SystemLibraryMissing(
        msg("画面を開けません"),
        msg("画面の表示に必要な部品がありません（{libraries}）。", libraries=", ".join(libraries)),
        msg("次のコマンドで追加してください：sudo apt install {packages}", packages=" ".join(packages)),
    )
