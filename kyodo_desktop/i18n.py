"""The words the program speaks: Japanese is the source, English a full catalogue.

A sentence that travels (an error, a ruling, the name of an act) is a `Message`: its key and arguments,
turned into words only where somebody reads it.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

DOMAIN: Final = "kyodo_desktop"
LANGUAGES: Final = ("ja", "en")

Argument: TypeAlias = "str | int | Message | tuple[str, ...]"
"""What stands in a message: a tuple is a list of words, joined as the language that is spoken joins them."""

_state: dict[str, gettext.NullTranslations] = {"words": gettext.NullTranslations()}
_language: dict[str, str] = {"code": "ja"}


def use(language: str, locale: Path) -> None:
    """Speak `language` ("ja" or "en") from now on, with the catalogues in the folder `locale`."""
    if language not in LANGUAGES:
        raise ValueError(f"no catalogue for {language!r}")
    _language["code"] = language
    _state["words"] = (
        gettext.NullTranslations()
        if language == "ja"
        else gettext.translation(DOMAIN, str(locale), languages=[language])
    )


def language() -> str:
    """The language spoken now: "ja" or "en"."""
    return _language["code"]


def _(key: str) -> str:
    """The sentence `key` in the language spoken now."""
    return _state["words"].gettext(key) if key else ""


def mark(key: str) -> str:
    """Mark `key` for the catalogue and return it unchanged, for words that are translated later."""
    return key


def listed(words: Iterable[str], code: str = "") -> str:
    """The words as a list in the language spoken now, or in `code`: A、B or A, B."""
    return ("、" if (code or language()) == "ja" else ", ").join(words)


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet spoken: a key in Japanese with named places, and what stands in them."""

    key: str
    args: tuple[tuple[str, Argument], ...] = ()

    def text(self) -> str:
        """The sentence in the language spoken now."""
        return _(self.key).format_map({name: _spoken(value) for name, value in self.args})

    def japanese(self) -> str:
        """The sentence in Japanese whatever language the screens speak: for papers and rulings."""
        return self.key.format_map({name: _in_japanese(value) for name, value in self.args})

    def to_json(self) -> dict[str, object]:
        """A form that JSON can hold; `from_json` reads it back."""
        return {
            "key": self.key,
            "args": {n: v.to_json() if isinstance(v, Message) else _plain(v) for n, v in self.args},
        }

    @staticmethod
    def from_json(data: Mapping[str, object]) -> Message:
        """The message that `to_json` wrote. Raises `TypeError` for anything else."""
        key, args = data["key"], data["args"]
        if not isinstance(key, str) or not isinstance(args, Mapping):
            raise TypeError("not a message")
        return Message(key, tuple((str(n), _argument(v)) for n, v in args.items()))

    def __str__(self) -> str:
        return self.text()


def msg(key: str, /, **args: Argument) -> Message:
    """A message for the catalogue: `msg("「{name}」を開けません", name=path.name)`."""
    return Message(key, tuple(args.items()))


def _spoken(value: Argument) -> str | int:
    if isinstance(value, tuple):
        return listed(value)
    return value.text() if isinstance(value, Message) else value


def _in_japanese(value: Argument) -> str | int:
    if isinstance(value, tuple):
        return listed(value, "ja")
    return value.japanese() if isinstance(value, Message) else value


def _plain(value: str | int | tuple[str, ...]) -> str | int | list[str]:
    return list(value) if isinstance(value, tuple) else value


def _argument(value: object) -> Argument:
    if isinstance(value, str | int):
        return value
    if isinstance(value, Mapping):
        return Message.from_json(value)
    if isinstance(value, list):
        return tuple(str(word) for word in value)
    raise TypeError("not a message's argument")
