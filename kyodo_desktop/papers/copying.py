"""What an office prints as a rule, from its forms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kyodo_desktop.domain.copies import Usual
from kyodo_desktop.papers.forms import load, measure
from kyodo_desktop.papers.observing import FORM as OBSERVERS
from kyodo_desktop.papers.observing import Observers

FORM: Final = "copies.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiesForm:
    """How many copies an office prints beside the members' and the observers', and when it clips them."""

    staff: int = measure(0, 999)
    press: int = measure(0, 999)
    kept: int = measure(0, 999)
    spare_percent: int = measure(0, 100)
    spare_least: int = measure(0, 999)
    clip_over: int = measure(1, 999)

    def usual(self, observers: Observers) -> Usual:
        """The figures, the places for `observers` with them."""
        return Usual(
            staff=self.staff,
            observers=observers.capacity,
            press=self.press,
            kept=self.kept,
            spare_percent=self.spare_percent,
            spare_least=self.spare_least,
            clip_over=self.clip_over,
        )


def usual(forms: Path) -> Usual:
    """What is printed as a rule, from the folder `forms`. Raises FormInvalid."""
    return load(CopiesForm, forms / FORM).usual(load(Observers, forms / OBSERVERS))
