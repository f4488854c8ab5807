"""Personal data in texts that are handed out or published: telephone, e-mail, addresses, a member's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kyodo_desktop.domain import names
from kyodo_desktop.domain.fields import fields
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit
from kyodo_desktop.domain.findings.texts import texts
from kyodo_desktop.domain.records import Person
from kyodo_desktop.i18n import Message, mark, msg

_PATTERNS: Final = (
    (
        mark("電話番号"),
        re.compile(r"(?<![\d-])0\d{1,4}[-(]\d{1,4}[-)]\d{3,4}(?![\d-])|(?<!\d)0[5789]0\d{8}(?!\d)"),
    ),
    (mark("メールアドレス"), re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    (mark("郵便番号"), re.compile(r"〒\s*\d{3}-?\d{4}")),
    (mark("番地"), re.compile(r"\d{1,2}丁目\s*\d{1,3}(?:番|-)\s*\d{0,3}")),
    (  # 青木2-1-1: after a place's name, not after 資料, 令和, 第 …
        mark("番地"),
        re.compile(
            r"(?<=[\u3005\u4e00-\u9fffヶケ町])(?<![料紙和成正治第表図号番問項条版案話線])"
            r"\d{1,2}-\d{1,3}-\d{1,4}(?![\d-])"
        ),
    ),
    (mark("個人番号"), re.compile(r"(?:マイナンバー|個人番号)[^\d\n]{0,8}\d{4}[ -]?\d{4}[ -]?\d{4}(?!\d)")),
    (mark("口座番号"), re.compile(r"口座(?:番号)?[^\d\n]{0,8}\d{6,8}(?!\d)")),
    (
        mark("生年月日"),
        re.compile(r"生年月日[^\d\n]{0,8}(?:元|\d{1,4})\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}"),
    ),
)
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES: Final = str.maketrans("‐―−", "---")
_BESIDE_DIGITS: Final = re.compile(r"(?<=\d)ー(?=\d)")  # ー within a word is a vowel
_LEAST: Final = 5  # characters: a shorter note or address would be found anywhere
_INTERNAL: Final = {("PersonName", "substitute"), ("PersonName", "glyph_note")}


def patterns(facts: Facts) -> Iterator[Hit]:
    """What looks like a person's telephone number or address, the office's own apart."""
    office = {_plain(value) for one in facts.contacts for value in (one.phone, one.fax, one.email) if value}
    office |= {_plain(one.address) for one in facts.venues if one.address}
    for text in texts(facts):
        said = _plain(text.value)
        for kind, pattern in _PATTERNS:
            for found in pattern.findall(said):
                if not any(found.strip() in known for known in office):
                    yield Hit(
                        msg(
                            "{where}に{kind}「{found}」があります。",
                            where=text.where,
                            kind=Message(kind),
                            found=found,
                        ),
                        msg(
                            "個人のものであれば削除してください。事務局のものであれば「担当」に登録してください。"
                        ),
                        text.place,
                    )


def members(facts: Facts) -> Iterator[Hit]:
    """A personal field of a member (住所, 電話番号 …) stands in a text that is handed out."""
    known = [
        (person, field.label, names.search_key(value))
        for person in facts.people
        for field in fields(Person)
        if field.personal and isinstance(value := getattr(person, field.name), str) and len(value) >= _LEAST
    ]
    if not known:
        return
    for text in texts(facts):
        if (text.place.record, text.place.field) in _INTERNAL:
            continue
        said = names.search_key(text.value)
        for person, label, value in known:
            if value in said:
                yield Hit(
                    msg(
                        "{where}に、{name}の{label}が書かれています。",
                        where=text.where,
                        name=facts.name(person.id),
                        label=Message(label),
                    ),
                    msg("配る資料や公開する資料には載せられません。削除してください。"),
                    text.place,
                )


def _plain(text: str) -> str:
    return _BESIDE_DIGITS.sub("-", text.translate(_WIDE).translate(_DASHES))
