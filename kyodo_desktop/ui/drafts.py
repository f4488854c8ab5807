"""Figures that were typed and not recorded yet: kept at each keystroke, so that a crash loses none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from kyodo_desktop.ui.settings import Settings

KEY: Final = "drafts"
Draft: TypeAlias = Mapping[str, Any]


class Drafts:
    """The drafts of one register, each under the id of what it is for."""

    def __init__(self, settings: Settings, location: Path | str) -> None:
        self._settings = settings
        self._key = Settings.of(location, KEY)

    def of(self, subject: str) -> Draft | None:
        """What was typed for a subject; None where nothing is waiting."""
        found = self._all().get(subject)
        return found if isinstance(found, dict) else None

    def keep(self, subject: str, draft: Draft | None) -> None:
        """Keep what is typed for a subject, written to the disk at once; forget it for None."""
        known = self._all()
        if draft is None and subject not in known:
            return
        known.pop(subject, None)
        if draft is not None:
            known[subject] = dict(draft)
        self._settings.keep(self._key, json.dumps(known, ensure_ascii=False) if known else "")
        self._settings.flush()

    def _all(self) -> dict[str, Any]:
        try:
            found = json.loads(self._settings.text(self._key) or "{}")
        except ValueError:  # a settings file that somebody has edited
            return {}
        return found if isinstance(found, dict) else {}
