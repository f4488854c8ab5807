"""A TOML table that a person wrote, read strictly: what is wrong is named by its file and key."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar, cast

from kyodo_desktop.domain.errors import InvalidRecord
from kyodo_desktop.i18n import Message, msg

T = TypeVar("T")
E = TypeVar("E", bound=Enum)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the file. `where` is its key, as the errors say it: members[3]."""

    file: str
    where: str
    values: Mapping[str, object]

    def known(self, *keys: str) -> Table:
        """This table, if it has no other keys than these. Raises `InvalidRecord`."""
        for key in self.values:
            if key not in keys:
                raise self.wrong(key, msg("この項目は使えません（使えるもの：{keys}）。", keys=tuple(keys)))
        return self

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must be there, and not blank."""
        value = self._value(key, str, msg("文字列ではありません。"), default)
        if default is None and not value.strip():
            raise self.wrong(key, msg("空欄になっています。"))
        return value

    def integer(self, key: str, default: int | None = None) -> int:
        """A whole number; without a default it must be there."""
        return self._value(key, int, msg("整数ではありません。"), default)

    def flag(self, key: str) -> bool:
        """true or false; false where it isn't there."""
        return self._value(key, bool, msg("true か false ではありません。"), False)

    def day(self, key: str) -> dt.date:
        """A day, which must be there."""
        return self._value(key, dt.date, msg("日付（例：2025-11-14）ではありません。"), None)

    def clock(self, key: str) -> dt.time:
        """A time of day, which must be there."""
        return self._value(key, dt.time, msg("時刻（例：14:00:00）ではありません。"), None)

    def choice(self, key: str, choices: type[E], default: E) -> E:
        """One of the values of `choices`."""
        if key not in self.values:
            return default
        written = self.text(key)
        found = next((one for one in choices if one.value == written), None)
        if found is None:
            allowed = tuple(str(one.value) for one in choices)
            raise self.wrong(
                key,
                msg("「{written}」は使えません（使えるもの：{allowed}）。", written=written, allowed=allowed),
            )
        return found

    def table(self, key: str) -> Table:
        """A table within this one, which must be there."""
        return self._table(key, self._required(key))

    def tables(self, key: str, *, required: bool = True) -> tuple[Table, ...]:
        """An array of tables within this one."""
        if key not in self.values and not required:
            return ()
        given = self._required(key)
        if not isinstance(given, list):
            raise self.wrong(key, msg("[[{key}]] の形で書かれていません。", key=key))
        rows = cast("Iterable[object]", given)
        return tuple(self._table(f"{key}[{n}]", row) for n, row in enumerate(rows, 1))

    def texts(self, key: str) -> tuple[str, ...]:
        """An array of texts, none of them blank; empty where it isn't there."""
        if key not in self.values:
            return ()
        return tuple(self._line(f"{key}[{n}]", one) for n, one in enumerate(self._array(key), 1))

    def texts_or_tables(self, key: str, name: str) -> tuple[Table, ...]:
        """An array, not empty, of tables; a text by itself stands for a table that has it under `name`."""
        rows = self._array(key)
        if not rows:
            raise self.wrong(key, msg("一つも書かれていません。"))
        return tuple(
            self._table(f"{key}[{n}]", {name: row} if isinstance(row, str) else row)
            for n, row in enumerate(rows, 1)
        )

    def wrong(self, key: str, why: Message) -> InvalidRecord:
        """The error for what stands under `key`."""
        place = f"{self.where}.{key}" if self.where else key
        return InvalidRecord(
            msg("「{file}」の {place} を読めません", file=self.file, place=place),
            why,
            msg("ファイルをテキストエディターで開き、この項目を直してください。"),
            ((place, why),),
        )

    def _required(self, key: str) -> object:
        if key not in self.values:
            raise self.wrong(key, msg("この項目がありません。"))
        return self.values[key]

    def _array(self, key: str) -> tuple[object, ...]:
        given = self._required(key)
        if not isinstance(given, list):
            raise self.wrong(key, msg("[ ] で囲んだ並びではありません。"))
        return tuple(cast("Iterable[object]", given))

    def _line(self, key: str, given: object) -> str:
        if not isinstance(given, str):
            raise self.wrong(key, msg("文字列ではありません。"))
        if not given.strip():
            raise self.wrong(key, msg("空欄になっています。"))
        return given

    def _table(self, key: str, given: object) -> Table:
        if not isinstance(given, dict):
            raise self.wrong(key, msg("[{key}] の形で書かれていません。", key=key))
        place = f"{self.where}.{key}" if self.where else key
        return Table(self.file, place, cast("Mapping[str, object]", given))

    def _value(self, key: str, kind: type[T], complaint: Message, default: T | None) -> T:
        if key not in self.values and default is not None:
            return default
        value = self._required(key)
        if type(value) is not kind:  # true isn't a number here, nor a date with a time a day
            raise self.wrong(key, complaint)
        return value


def read(text: str, file: str) -> Table:
    """The whole of `text` as a table; `file` is what the errors call it. Raises `InvalidRecord`."""
    try:
        marked = text.removeprefix("\ufeff")  # editors on Windows put one there
        return Table(file, "", tomllib.loads(marked))
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(file, _place(str(error))) from error
    except (RecursionError, ValueError) as error:  # tables a thousand deep, numbers a thousand digits long
        raise _unreadable(file, msg("入れ子が深すぎるか、数字の桁が多すぎます。")) from error


def _unreadable(file: str, why: Message) -> InvalidRecord:
    remedy = msg("ファイルをテキストエディターで開き、示された行を直してください。")
    return InvalidRecord(msg("「{file}」を読めません", file=file), why, remedy, (("", why),))


def _place(complaint: str) -> Message:
    """Where the parser stopped, in the clerk's words."""
    found = re.search(r"at line (\d+), column (\d+)", complaint)
    if found is None:
        return msg("ファイルの終わりで、書きかけの項目が閉じられていません。")
    return msg(
        "{line}行目の{column}文字目の近くに、書き方の誤りがあります。",
        line=int(found[1]),
        column=int(found[2]),
    )
