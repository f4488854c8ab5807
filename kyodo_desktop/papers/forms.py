"""Printed forms (様式): one TOML each, with the wording and the geometry that an office may change.

Lengths are millimetres, sizes of type points. A form is read into a frozen dataclass; a key that is missing,
unknown or of the wrong sort is an error that names the file and the key.
"""

from __future__ import annotations

import dataclasses
import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final, TypeVar, cast, get_type_hints

from kyodo_desktop.domain import tomltable
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import legible
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.press.faces import SHIPPED as FACES
from kyodo_desktop.services import tomlfile

_PLACES: Final = "places"
_LEAST: Final = "least"
_MOST: Final = "most"
_OPTIONS: Final = "options"
_COLOUR: Final = "colour"
_SHARED: Final = "shared"
_NONE: Final[Mapping[str, Any]] = MappingProxyType({})
_RGB: Final = re.compile("#[0-9a-fA-F]{6}")


class FormInvalid(KyodoError):
    """A printed form's file can't be used; `key` says where in it."""

    exit_code: ClassVar[int] = 31

    def __init__(self, file: str, key: str, why: Message) -> None:
        super().__init__(
            msg("様式「{file}」を読み込めません", file=file),
            msg("「{key}」：{why}", key=key, why=why) if key else why,
            msg("様式のファイルを直すか、配布時の様式に戻してください。"),
        )
        self.file = file
        self.key = key


def wording(*places: str) -> Any:
    """Words to print, in which {place} may stand for each of `places`."""
    return dataclasses.field(metadata={_PLACES: places})


def option(*values: str) -> Any:
    """One of a few words that the program knows, such as how digits are set."""
    return dataclasses.field(metadata={_OPTIONS: values})


def colour() -> Any:
    """A colour as #rrggbb; black to white by way of grey where the office prints without."""
    return dataclasses.field(metadata={_COLOUR: True})


def measure(least: float = 0.0, most: float = 300.0) -> Any:
    """A length or a size of type from `least` to `most`."""
    return dataclasses.field(metadata={_LEAST: least, _MOST: most})


def shared(file: str) -> Any:
    """A table that several forms have in common: a file of its own beside theirs, which say nothing of it."""
    return dataclasses.field(metadata={_SHARED: file})


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The white around the type area (余白)."""

    top: float = measure(5, 120)
    right: float = measure(5, 90)
    bottom: float = measure(5, 120)
    left: float = measure(5, 90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A face (書体) and its size."""

    face: str
    size: float = measure(4, 72)


F = TypeVar("F")


def load(form: type[F], path: Path) -> F:
    """The form at `path` as the dataclass `form`. Raises FormInvalid."""
    try:
        return _parsed(form, path.name, tomlfile.text_of(path), _beside(form, path))
    except FormInvalid:
        raise
    except KyodoError as error:
        raise FormInvalid(path.name, "", error.why) from error


def _beside(form: Any, path: Path) -> tuple[tuple[str, Any], ...]:
    """The tables of a form that stand in files of their own, by their fields' names."""
    return tuple(
        (field.name, load(_hints(form)[field.name], path.with_name(field.metadata[_SHARED])))
        for field in dataclasses.fields(form)
        if _SHARED in field.metadata
    )


@lru_cache(maxsize=64)
def _parsed(form: type[F], name: str, text: str, beside: tuple[tuple[str, Any], ...]) -> F:
    """The form that `text` is; kept, since a paper reads its form to check, to draw and to name itself."""
    return cast("F", _Reader(name).table(form, tomltable.read(text, name).values, "", dict(beside)))


@lru_cache(maxsize=128)
def _hints(form: type) -> Mapping[str, Any]:
    """The type of each of a form's fields; to work them out costs more than to read the form."""
    return get_type_hints(form)


def words(form: object, file: str) -> Iterator[tuple[str, str]]:
    """Every wording in a form read from `file`, as it is written there, after the file that it stands in."""
    for field in dataclasses.fields(cast("Any", form)):
        value = getattr(form, field.name)
        if dataclasses.is_dataclass(value):
            yield from words(value, field.metadata.get(_SHARED, file))
        elif _PLACES in field.metadata:
            yield file, value


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file

    def table(self, form: Any, data: Mapping[str, Any], at: str, beside: Mapping[str, Any] = _NONE) -> Any:
        hints = _hints(form)
        declared = {field.name: field for field in dataclasses.fields(form) if field.name not in beside}
        for key in data:
            if key not in declared:
                raise FormInvalid(self._file, at + key, msg("この様式にない項目です。"))
        values: dict[str, Any] = dict(beside)
        for name, field in declared.items():
            if name not in data:
                raise FormInvalid(self._file, at + name, msg("項目がありません。"))
            values[name] = self._value(hints[name], field, data[name], at + name)
        return form(**values)

    def _value(self, kind: Any, field: dataclasses.Field[Any], value: Any, key: str) -> Any:
        if dataclasses.is_dataclass(kind):
            if not isinstance(value, dict):
                raise FormInvalid(self._file, key, msg("表（[{key}]）で書いてください。", key=key))
            return self.table(kind, cast("dict[str, Any]", value), key + ".")
        complaint = _complaint(kind, field, value)
        if complaint is not None:
            raise FormInvalid(self._file, key, complaint)
        return float(value) if kind is float else value


def _complaint(kind: Any, field: dataclasses.Field[Any], value: Any) -> Message | None:
    if kind is str or _OPTIONS in field.metadata:
        return _in_words(field, value) if isinstance(value, str) else msg('文字列（"…"）で書いてください。')
    if kind is bool:
        return None if isinstance(value, bool) else msg("true か false で書いてください。")
    if isinstance(value, bool) or not isinstance(value, int if kind is int else (int, float)):
        return msg("数で書いてください。")
    least, most = field.metadata[_LEAST], field.metadata[_MOST]
    if not least <= value <= most:
        return msg("{least}から{most}までの数で書いてください。", least=f"{least:g}", most=f"{most:g}")
    return None


def _in_words(field: dataclasses.Field[Any], value: str) -> Message | None:
    if field.name == "face":
        known = "・".join(FACES)
        return None if value in FACES else msg("書体は {known} のどれかです。", known=known)
    if _COLOUR in field.metadata:
        return None if _RGB.fullmatch(value) else msg("色は #1f4e79 のように書いてください。")
    options = cast("tuple[str, ...]", field.metadata.get(_OPTIONS, ()))
    if options:
        known = "・".join(options)
        return None if value in options else msg("{known} のどれかで書いてください。", known=known)
    return legible(value) or _misplaced(value, cast("tuple[str, ...]", field.metadata.get(_PLACES, ())))


def _misplaced(value: str, places: tuple[str, ...]) -> Message | None:
    try:
        parts = list(string.Formatter().parse(value))
    except ValueError:
        return msg("「{{」と「}}」の組が合っていません。")
    for _, name, layout, conversion in parts:
        if name is not None and (name not in places or layout or conversion):
            return msg("差し込み「{name}」はここでは使えません。", name=name)
    return None


def say(wording: str, **values: str | int) -> str:
    """`wording` with its places filled."""
    return wording.format_map(values)


def rgb(colour: str) -> tuple[float, float, float]:
    """#1f4e79 as red, green and blue from 0 to 1."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
