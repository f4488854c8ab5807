"""Places where a register is in danger: shared by a network, or copied by a service while it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStorageInfo

from kyodo_desktop.i18n import _

SYNCHRONISED: Final = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "box sync",
    "nextcloud",
)
NETWORKS: Final = (
    "nfs",
    "nfs4",
    "cifs",
    "smb",
    "smb2",
    "smb3",
    "smbfs",
    "afpfs",
    "webdav",
    "fuse.sshfs",
    "9p",
)


def danger(folder: Path) -> str:
    """What is dangerous about keeping a register in `folder`, "" where nothing is known to be."""
    if str(folder).startswith(("\\\\", "//")) or _file_system(folder) in NETWORKS:
        return _("共有フォルダーです。ほかの人と同時に書き込むと、台帳が壊れることがあります。")
    for name in folder.parts:
        service = next((one for one in SYNCHRONISED if name.lower().startswith(one)), "")
        if service:
            return _(
                "同期フォルダー（{name}）です。書込みの途中で同期されると、台帳が壊れることがあります。"
            ).format(name=name)
    return ""


def _file_system(folder: Path) -> str:
    there = next((one for one in (folder, *folder.parents) if one.is_dir()), None)
    return "" if there is None else bytes(QStorageInfo(str(there)).fileSystemType().data()).decode().lower()
