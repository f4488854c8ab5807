"""Cells read as what their columns are: nothing is put right without being proposed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.checks import is_control, is_plain, readable
from kyodo_desktop.domain.errors import InvalidDate
from kyodo_desktop.domain.fields import Choice, Field, Kind, complaints
from kyodo_desktop.domain.grid import Cell
from kyodo_desktop.domain.records import ReplyAnswer, Selection, Sex
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.importing.targets import MARKED, Target
from kyodo_desktop.services.importing.vocabulary import Vocabulary, fold

_EPOCH: Final = {False: dt.date(1899, 12, 30), True: dt.date(1904, 1, 1)}
_SERIALS: Final = range(1, 109_575)
_LAST_WRITTEN: Final = range(18_730_101, 22_010_101)  # 20251001 as a number
_SHORT: Final = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{1,2})")
_CLOCK: Final = re.compile(r"[ T　]+[0-9]{1,2}[:時].*$")
_ERA: Final = re.compile("明治|大正|昭和|平成|令和|[MTSHR]")
_DIGITS: Final = re.compile(r"[0-9]+")
_BRACKET_LAST: Final = re.compile(r"\s*[(（\[［【〔][^()（）\[\]［］【】〔〕]*[)）\]］】〕]$")
_HALF_KANA: Final = re.compile("[\uff61-\uff9f]")
_CHOICES: Final[Mapping[type[Choice], str]] = {ReplyAnswer: "answers", Sex: "sexes", Selection: "selections"}


class Reading(NamedTuple):
    """What a cell says: its value (None: nothing), why it can't be read, and what is proposed."""

    value: object = None
    fault: Message | None = None
    proposals: tuple[tuple[str, str, str], ...] = ()  # kind, as written, as proposed


@dataclass(frozen=True, slots=True)
class Context:
    """What a column's cells are read by. `era` is the one that 7.4.1 is of, where that can be told."""

    words: Vocabulary
    accept: frozenset[str]
    since_1904: bool
    era: str


NOTHING: Final = Reading()
UNANSWERED: Final = "unanswered"
"""What the cell of an answer is read as that says there is none yet: 未回答."""
_SPOKEN: Final = frozenset({"欠席", "欠", "不参加"})
_AS_WRITTEN: Final = frozenset({"category", "periods", "number"})
Reader: TypeAlias = Callable[[Cell], Reading]


def reader(target: Target, context: Context) -> Reader:
    """What reads the cells of a column."""
    kind = target.field.kind
    if target.key in MARKED:
        return partial(_mark, context, target)
    if target.key in _AS_WRITTEN:
        return _plain
    if kind is Kind.DAY:
        return partial(_day, context, target.field)
    if kind is Kind.CHOICE:
        return partial(_choice, context, target)
    return partial(_text, context, target)


def era_in(heading: str) -> str:
    """The era that a heading names: 生年月日（昭和）."""
    found = _ERA.search(unicodedata.normalize("NFKC", heading).upper())
    return found[0] if found else ""


def written(cell: Cell) -> str:
    """A cell as the clerk sees it, as near as can be told."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, (dt.date, dt.time)) else str(cell)


def _plain(cell: Cell) -> Reading:
    text = written(cell).strip()
    return Reading(text) if text else NOTHING


def _mark(context: Context, target: Target, cell: Cell) -> Reading:
    """A mark in the column of one answer; × in another column than 欠席 is no mark."""
    text = written(cell).strip()
    if not text:
        return NOTHING
    if context.words.answers.get(fold(text)) == "absent" and fold(text) not in _SPOKEN:
        if target.key != "absent":
            return NOTHING
        return Reading(None, msg("「{text}」が欠席の印かどうか分かりません。", text=text[:20]))
    return Reading(text)


# --- text


def _text(context: Context, target: Target, cell: Cell) -> Reading:
    text = (cell if isinstance(cell, str) else written(cell)).strip()
    if not text:
        return NOTHING
    kind_of, mends, plain = target.field.kind, _MENDS.get(target.key, _NO_MENDS), is_plain(text)
    if plain and mends is _NO_MENDS:
        return Reading(text)
    proposals: list[tuple[str, str, str]] = []
    for kind, put in mends if kind_of is not Kind.LINES else ():
        better = put(text, context)
        if better is not text and better and better != text:
            proposals.append((kind, text, better))
            if kind in context.accept:
                text = better
    if plain and not proposals and (kind_of is not Kind.KANA or not readable(text)):
        return Reading(text)
    wrong = complaints(target.field, text)
    return Reading(text, wrong[0] if wrong else None, tuple(proposals))


def _broken(text: str, _context: Context) -> str:
    if text.isprintable():
        return text
    return " ".join("".join(" " if is_control(one) else one for one in text).split(" "))


def _honoured(text: str, context: Context) -> str:
    if not text.endswith(context.words.honorifics):
        return text
    end = next(one for one in context.words.honorifics if text.endswith(one))
    return text.removesuffix(end).rstrip()


def _marked(text: str, context: Context) -> str:
    return text[1:].lstrip() if text[0] in context.words.marks else text


def _unbracketed(text: str, _context: Context) -> str:
    found = _BRACKET_LAST.search(text)
    return text[: found.start()] if found else text


def _half(text: str, _context: Context) -> str:
    if text.isascii():
        return text
    return re.sub(r"[‐‑‒–—―−ーｰ]", "-", unicodedata.normalize("NFKC", text))


def _wide_kana(text: str, _context: Context) -> str:
    if _HALF_KANA.search(text) is None:
        return text
    return unicodedata.normalize("NFKC", text)


def _phone(text: str, _context: Context) -> str:
    plain = text.replace("-", "")
    if not _DIGITS.fullmatch(plain) or plain.startswith("0"):
        return text
    return f"0{text}" if len(plain) == 9 or (len(plain) == 10 and plain[0] in "5789") else text


def _postcode(text: str, _context: Context) -> str:
    if _DIGITS.fullmatch(text) and 3 <= len(text) < 7:
        return text.zfill(7)
    first, _, rest = text.partition("-")
    if first.isascii() and first.isdigit() and len(first) < 3 and len(rest) == 4 and rest.isdigit():
        return f"{first.zfill(3)}-{rest}"
    return text


_Mend: TypeAlias = tuple[str, Callable[[str, Context], str]]
_NO_MENDS: Final[tuple[_Mend, ...]] = (("break", _broken),)
_NAME_MENDS: Final[tuple[_Mend, ...]] = (
    *_NO_MENDS,
    ("mark", _marked),
    ("bracket", _unbracketed),
    ("honorific", _honoured),
)
_KANA_MENDS: Final[tuple[_Mend, ...]] = (*_NO_MENDS, ("width", _wide_kana), ("honorific", _honoured))
_MENDS: Final[Mapping[str, tuple[_Mend, ...]]] = {
    **dict.fromkeys(("name", "family", "given"), _NAME_MENDS),
    **dict.fromkeys(("kana", "family_kana", "given_kana"), _KANA_MENDS),
    "phone": (*_NO_MENDS, ("width", _half), ("zero", _phone)),
    "postcode": (*_NO_MENDS, ("width", _half), ("zero", _postcode)),
    "email": (*_NO_MENDS, ("width", _half)),
}


# --- days and choices


def _day(context: Context, field: Field, cell: Cell) -> Reading:
    day, fault = _read_day(context, cell)
    if day is None:
        return Reading(None, fault) if fault else NOTHING
    wrong = complaints(field, day)
    return Reading(None, wrong[0]) if wrong else Reading(day)


def _read_day(context: Context, cell: Cell) -> tuple[dt.date | None, Message | None]:
    if isinstance(cell, dt.datetime):
        return cell.date(), None
    if isinstance(cell, dt.date):
        return cell, None
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _serial(context, cell)
    if not isinstance(cell, str):
        return None, msg("日付として読めません。")
    text = _CLOCK.sub("", cell.strip())
    if not text:
        return None, None
    short = _SHORT.fullmatch(wareki.folded(text))
    if short and not context.era:
        return None, msg(
            "「{text}」が何年か分かりません。元号を付けてください（例：R7.4.1）。", text=text[:20]
        )
    try:
        return wareki.parse(f"{context.era}{short[0]}" if short else text), None
    except InvalidDate as error:
        return None, error.remedy if error.nearest else error.why


def _serial(context: Context, number: float) -> tuple[dt.date | None, Message | None]:
    whole = int(number) if number == number and abs(number) < 1e9 else 0
    if whole in _LAST_WRITTEN:
        return _read_day(context, str(whole))
    if whole not in _SERIALS:
        return None, msg("日付として読めません。")
    return _EPOCH[context.since_1904] + dt.timedelta(days=whole), None


def _choice(context: Context, target: Target, cell: Cell) -> Reading:
    text = written(cell).strip()
    if not text:
        return NOTHING
    choices = target.field.choices
    assert choices is not None
    if choices is ReplyAnswer and fold(text) in context.words.unanswered:
        return Reading(UNANSWERED)
    meanings: Mapping[str, str] = getattr(context.words, _CHOICES[choices])
    key = meanings.get(fold(text))
    if key is None:
        labels = tuple(one.label for one in choices)
        return Reading(
            None, msg("「{text}」は読めません（{labels}のいずれか）。", text=text[:20], labels=labels)
        )
    return Reading(choices(key))
