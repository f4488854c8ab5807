"""Where the program finds its own files: source tree, installed wheel, frozen folder or a test's."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

_NAME = "KyodoDesktop"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders the program reads (`forms`, `resources`) and writes settings and logs to (`settings`)."""

    forms: Path
    resources: Path
    settings: Path

    @property
    def fonts(self) -> Path:
        return self.resources / "fonts"

    @property
    def locale(self) -> Path:
        return self.resources / "locale"

    @property
    def sample(self) -> Path:
        return self.resources / "sample"

    @property
    def help(self) -> Path:
        return self.resources / "help"

    @property
    def papers(self) -> Path:
        return self.forms / "papers"

    @property
    def checklist(self) -> Path:
        return self.forms / "checklist.toml"

    @property
    def importing(self) -> Path:
        return self.forms / "importing.toml"

    @property
    def screens(self) -> Path:
        return self.forms / "screens"

    @staticmethod
    def find(settings: Path | None = None) -> Paths:
        """The paths of the running program; `settings` replaces the user's own folder, as tests need."""
        root = _root()
        return Paths(root / "forms", root / "resources", settings or _user_folder())


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    return package if (package / "forms").is_dir() else package.parent


def _user_folder() -> Path:
    import platformdirs  # asked once, and not where a test names the folder

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False))
