"""Every reading says what it changes."""

from __future__ import annotations

from kyodo_desktop.domain.effects import EFFECTS
from kyodo_desktop.domain.readings import READINGS


def test_every_reading_has_an_effect_of_its_own() -> None:
    assert list(EFFECTS) == [one.name for one in READINGS]
    assert len(set(EFFECTS.values())) == len(READINGS)
