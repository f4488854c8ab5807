"""One field of a record, said once and meaning only: kind, official label, help, checks.

`storage` maps each kind to a column, `ui` to an editor, `papers` to a cell; a test proves each map total.
A field without a default must be given, and a text without one must not be blank.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn, TypeAlias, TypeVar, dataclass_transform

from kyodo_desktop.domain.checks import Check, between, in_calendar, legible, printable, readable
from kyodo_desktop.i18n import Message, msg

Id: TypeAlias = str

_MISSING: Any = dataclasses.MISSING
_KEY = "field"


class Kind(enum.Enum):
    """What sort of value a field holds."""

    TEXT = "text"  # one line
    LINES = "lines"  # several lines
    NAME = "name"  # a person's name: kept to the code point, never normalised
    KANA = "kana"  # its reading
    INTEGER = "integer"
    FLAG = "flag"
    DAY = "day"
    CLOCK = "clock"  # a time of day
    CHOICE = "choice"
    REFERENCE = "reference"  # another record's id
    DIGEST = "digest"  # the hash under which a file's bytes are kept


class Choice(enum.Enum):
    """Values that a choice field takes. The value is what is stored; `label` is the official word."""

    @property
    def label(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field's meaning. `target` is the name of the record that a reference points to."""

    name: str
    kind: Kind
    label: str
    help: str = ""
    required: bool = False
    default: object = None
    checks: tuple[Check, ...] = ()
    personal: bool = False
    search: bool = False
    target: str = ""
    choices: type[Choice] | None = None
    empty: bool = False  # None is a value: an open end, an unknown number


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spec:
    kind: Kind
    label: str
    options: dict[str, Any]


def _field(kind: Kind, label: str, default: Any, **options: Any) -> Any:
    spec = _Spec(kind=kind, label=label, options=options)
    if default is _MISSING:
        return dataclasses.field(metadata={_KEY: spec})
    return dataclasses.field(default=default, metadata={_KEY: spec})


def text(
    label: str,
    *,
    default: str = _MISSING,
    help: str = "",  # noqa: A002 - the word the house uses
    checks: tuple[Check, ...] = (),
    personal: bool = False,
    search: bool = False,
) -> Any:
    """One line of text."""
    return _field(
        Kind.TEXT, label, default, help=help, checks=(printable, *checks), personal=personal, search=search
    )


def lines(
    label: str,
    *,
    default: str = _MISSING,
    help: str = "",  # noqa: A002
    checks: tuple[Check, ...] = (),
    personal: bool = False,
    search: bool = False,
) -> Any:
    """Text of several lines."""
    return _field(
        Kind.LINES, label, default, help=help, checks=(legible, *checks), personal=personal, search=search
    )


def person_name(label: str, *, default: str = _MISSING, help: str = "") -> Any:  # noqa: A002
    """A person's name: stored exactly, never normalised, never truncated."""
    return _field(Kind.NAME, label, default, help=help, checks=(printable,), search=True)


def kana(label: str, *, default: str = _MISSING, help: str = "") -> Any:  # noqa: A002
    """The reading of a name, for order and search."""
    return _field(Kind.KANA, label, default, help=help, checks=(printable, readable), search=True)


def integer(
    label: str,
    *,
    default: int | None = _MISSING,
    help: str = "",  # noqa: A002
    least: int = 0,
    most: int = 999_999_999,
) -> Any:
    """A whole number from `least` to `most`; None where the default is None."""
    return _field(
        Kind.INTEGER,
        label,
        default,
        help=help,
        checks=(between(least, most),),
        empty=default is None,
    )


def flag(label: str, *, default: bool = False, help: str = "") -> Any:  # noqa: A002
    """Yes or no."""
    return _field(Kind.FLAG, label, default, help=help)


def day(
    label: str,
    *,
    default: dt.date | None = _MISSING,
    help: str = "",  # noqa: A002
    personal: bool = False,
) -> Any:
    """A day of the calendar that this program reckons with; None (an open end) where the default is None."""
    return _field(
        Kind.DAY,
        label,
        default,
        help=help,
        checks=(in_calendar,),
        personal=personal,
        empty=default is None,
    )


def clock(label: str, *, default: dt.time | None = _MISSING, help: str = "") -> Any:  # noqa: A002
    """A time of day to the minute; None where the default is None."""
    return _field(Kind.CLOCK, label, default, help=help, empty=default is None)


def choice(
    label: str,
    choices: type[Choice],
    *,
    default: Choice | None = _MISSING,
    help: str = "",  # noqa: A002
    personal: bool = False,
) -> Any:
    """One of the values of `choices`; None where the default is None."""
    return _field(
        Kind.CHOICE, label, default, help=help, choices=choices, personal=personal, empty=default is None
    )


def reference(label: str, target: str, *, default: Id | None = _MISSING, help: str = "") -> Any:  # noqa: A002
    """The id of a record of the class named `target`; None where the default is None."""
    return _field(Kind.REFERENCE, label, default, help=help, target=target, empty=default is None)


def digest(label: str, *, help: str = "") -> Any:  # noqa: A002
    """The SHA-256, in hexadecimal, of a file whose bytes the store keeps."""
    return _field(Kind.DIGEST, label, _MISSING, help=help)


T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def _declare(cls: type[T]) -> type[T]:
    """Let `dataclasses` know the fields of a class that takes its methods from `Record`.

    Methods generated for each class took most of the time that importing the records took.
    """
    return dataclass(kw_only=True, init=False, eq=False, repr=False)(cls)


@_declare
class Record:
    """What the register is made of: a frozen value with an id, and the version the store gave it."""

    id: Id
    version: int = 0

    def __init__(self, **values: Any) -> None:
        known, needed = _known(type(self))
        made = known | values
        if len(made) != len(known) or not needed <= values.keys():
            _refuse(type(self), values)
        vars(self).update(made)

    def __setattr__(self, name: str, value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"


@cache
def _defaults(cls: type[Record]) -> dict[str, Any]:
    """What each field holds that isn't given, in the order they are declared; `_MISSING` where it must be."""
    return {field.name: field.default for field in dataclasses.fields(cls)}  # pyright: ignore[reportArgumentType]


@cache
def _known(cls: type[Record]) -> tuple[dict[str, Any], frozenset[str]]:
    """Those, and the names of the fields that must be given."""
    known = _defaults(cls)
    return known, frozenset(name for name, default in known.items() if default is _MISSING)


def _refuse(cls: type[Record], values: dict[str, Any]) -> NoReturn:
    known = _defaults(cls)
    lacking = [name for name, default in known.items() if default is _MISSING and name not in values]
    raise TypeError(
        f"{cls.__name__} lacks {lacking}, doesn't know {[name for name in values if name not in known]}"
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of a record's class: its official term, its fields, and its checks across fields."""

    term: str
    fields: tuple[Field, ...]
    checks: tuple[Check, ...]

    def field(self, name: str) -> Field:
        """The field called `name`. Raises `KeyError`."""
        return next((f for f in self.fields if f.name == name), None) or _no_field(name)


def _no_field(name: str) -> Field:
    raise KeyError(name)


_said: dict[type, tuple[str, tuple[Check, ...]]] = {}


@dataclass_transform(
    frozen_default=True,
    kw_only_default=True,
    field_specifiers=(
        text,
        lines,
        person_name,
        kana,
        integer,
        flag,
        day,
        clock,
        choice,
        reference,
        digest,
    ),
)
def record(term: str, *, checks: tuple[Check, ...] = ()) -> Callable[[type[T]], type[T]]:
    """Make a class a record known by its official `term`; `checks` judge a whole record."""

    def make(cls: type[T]) -> type[T]:
        made = _declare(cls)
        _said[made] = term, checks
        return made

    return make


def _read(declared: dataclasses.Field[Any]) -> Field:
    spec: _Spec = declared.metadata[_KEY]
    required = declared.default is dataclasses.MISSING
    return Field(
        name=declared.name,
        kind=spec.kind,
        label=spec.label,
        required=required,
        default=None if required else declared.default,
        **spec.options,
    )


@cache
def shape(cls: type[Record]) -> Shape:
    """The shape of a record's class."""
    term, checks = _said[cls]
    declared = dataclasses.fields(cls)  # pyright: ignore[reportArgumentType]
    return Shape(term, tuple(_read(field) for field in declared if _KEY in field.metadata), checks)


def fields(cls: type[Record]) -> tuple[Field, ...]:
    """A record's own fields, in the order they are declared: without id and version."""
    return shape(cls).fields


def problems(candidate: Record) -> tuple[tuple[str, Message], ...]:
    """What is wrong with a record, as (field's name, sentence) pairs; a whole record's under the name ""."""
    found: list[tuple[str, Message]] = []
    values = vars(candidate)
    for name, default, wanted, checks, field in asked(type(candidate)):
        value = values[name]
        if value is default:
            continue
        if type(value) is wanted and (value or wanted is not str):
            for check in checks:
                if check(value):
                    break
            else:
                if wanted is not str or not value.isspace():
                    continue
        found += [(name, complaint) for complaint in complaints(field, value)]
    if not found:
        known = shape(type(candidate))
        found = [("", complaint) for check in known.checks if (complaint := check(candidate))]
    return tuple(found)


@cache
def asked(cls: type[Record]) -> tuple[tuple[str, object, type, tuple[Check, ...], Field], ...]:
    """What each field is asked first: nothing where it has its default, if that is a value it may have."""
    return tuple(
        (
            field.name,
            field.default if not field.required and not complaints(field, field.default) else _MISSING,
            field.choices or _TYPES[field.kind],
            field.checks,
            field,
        )
        for field in fields(cls)
    )


_TYPES: dict[Kind, type] = {
    Kind.TEXT: str,
    Kind.LINES: str,
    Kind.NAME: str,
    Kind.KANA: str,
    Kind.INTEGER: int,
    Kind.FLAG: bool,
    Kind.DAY: dt.date,
    Kind.CLOCK: dt.time,
    Kind.CHOICE: Choice,
    Kind.REFERENCE: str,
    Kind.DIGEST: str,
}


def complaints(field: Field, value: object) -> list[Message]:
    """What is wrong with a value that is to stand in a field; empty when nothing is."""
    if value is None and field.empty:
        return []
    wanted = field.choices or _TYPES[field.kind]
    if not isinstance(value, wanted) or (field.kind is Kind.INTEGER and isinstance(value, bool)):
        return [msg("「{label}」を入力してください。", label=Message(field.label))]
    if field.required and isinstance(value, str) and not value.strip():
        return [msg("「{label}」を入力してください。", label=Message(field.label))]
    return [complaint for check in field.checks if (complaint := check(value))]
