"""The agenda against the materials: what one names and the other lacks, and materials without content."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from kyodo_desktop.domain import names
from kyodo_desktop.domain.findings.facts import Facts
from kyodo_desktop.domain.findings.finding import Hit, at
from kyodo_desktop.domain.findings.texts import OF_MEETING, Text, texts
from kyodo_desktop.domain.records import AgendaItem, ItemKind, Material, MaterialFamily
from kyodo_desktop.i18n import Message, msg

_OURS: Final = "|".join(f"(?<={word})" for word in ("配布", "会議", "当日", "本日", "添付", "回"))
_NUMBERED: Final = re.compile(  # 資料3部 and 資料2点 are counted, not numbered
    r"(前回の?|第[0-9０-９]+回の?|[国県都府省庁]の)?[ \u3000]*"
    rf"(参考資料|(?:(?<![\u4e00-\u9fff])|(?:{_OURS}))資料|別紙)"
    r"[ \u3000]*([0-9０-９]{1,2})(?![0-9０-９部枚点件種頁冊])"
)
_ASKING: Final = (ItemKind.REPORT, ItemKind.DISCUSSION, ItemKind.DECISION)
_BODY, _SURVEY = "body", "survey"
_TEXT: Final = "BodyText"
_OF_NO_ITEM: Final = ("roster", "regulation")  # the committee's own papers belong to no item
_DIGITS: Final = str.maketrans("０１２３４５６７８９", "0123456789")


def without_content(facts: Facts) -> Iterator[Hit]:
    """A material is listed, isn't handed out apart, and there is nothing to print of it."""
    written = {body.material for body in facts.bodies if body.source.strip()}
    numbers = facts.material_numbers()
    for one in facts.materials:
        if one.handed_apart or one.attachment is not None:
            continue
        if one.paper in ("", _BODY) and one.id not in written:
            why = msg("ファイルも様式も本文もありません。")
        elif one.paper == _SURVEY and one.survey is None:
            why = msg("どの調査の報告書かが選ばれていません。")
        else:
            continue
        yield Hit(
            msg(
                "{number}「{title}」の中身がありません。{why}",
                number=numbers[one.id],
                title=one.title,
                why=why,
            ),
            msg("ファイルを添付するか、本文を書くか、「別添」にしてください。"),
            at(one, "attachment"),
        )


def unknown_numbers(facts: Facts) -> Iterator[Hit]:
    """The agenda or a title names a material that isn't on the list."""
    return _unknown(facts, lambda text: text.place.record != _TEXT)


def named_in_texts(facts: Facts) -> Iterator[Hit]:
    """A paper's text names a material that isn't on the list; it may mean another document's."""
    return _unknown(facts, lambda text: text.place.record == _TEXT)


def _unknown(facts: Facts, judged: Callable[[Text], bool]) -> Iterator[Hit]:
    if facts.meeting is None:
        return
    numbers = set(facts.material_numbers().values())
    for text in texts(facts):
        if text.place.record not in OF_MEETING or not judged(text):
            continue
        for earlier, family, figures in _NUMBERED.findall(text.value):
            number = f"{family}{int(figures.translate(_DIGITS))}"
            if not earlier and number not in numbers:
                yield Hit(
                    msg(
                        "{where}に「{number}」とありますが、配布資料にありません。",
                        where=text.where,
                        number=number,
                    ),
                    msg("資料の番号を直すか、資料を追加してください。"),
                    text.place,
                )


def item_without_material(facts: Facts) -> Iterator[Hit]:
    """An item to be reported, discussed or decided has no material."""
    of_items = {one.item for one in facts.materials}
    for item in facts.items:
        if item.kind not in _ASKING or item.id in of_items:
            continue
        if not any(_about(one, number, item) for one, number in _numbered(facts)):
            yield Hit(
                msg(
                    "次第の{kind}事項「{title}」の資料がありません。",
                    kind=Message(item.kind.label),
                    title=item.title,
                ),
                msg("資料の「議事項目」にこの項目を選ぶか、資料を追加してください。"),
                at(item, "title"),
            )


def material_without_item(facts: Facts) -> Iterator[Hit]:
    """A material (資料, 別紙) belongs to no item of the agenda."""
    for one, number in _numbered(facts):
        own = one.paper in _OF_NO_ITEM or one.family is MaterialFamily.REFERENCE
        if own or one.item is not None or any(_about(one, number, item) for item in facts.items):
            continue
        yield Hit(
            msg("{number}「{title}」を扱う議事が、次第にありません。", number=number, title=one.title),
            msg("資料の「議事項目」を選ぶか、次第に項目を追加してください。"),
            at(one, "item"),
        )


def same_titles(facts: Facts) -> Iterator[Hit]:
    """Two materials of the meeting have the same title."""
    first: dict[str, str] = {}
    for one, number in _numbered(facts):
        other = first.setdefault(names.search_key(one.title), number)
        if other != number:
            yield Hit(
                msg(
                    "{other}と{number}の標題が、どちらも「{title}」です。",
                    other=other,
                    number=number,
                    title=one.title,
                ),
                msg("二重に登録していれば一方を削除し、別の資料であれば標題で区別してください。"),
                at(one, "title"),
            )


def _numbered(facts: Facts) -> Iterator[tuple[Material, str]]:
    numbers = facts.material_numbers()
    return ((one, numbers[one.id]) for one in facts.materials)


def _about(material: Material, number: str, item: AgendaItem) -> bool:
    """Whether an item speaks of a material without being linked to it: by its title or by its number."""
    if names.search_key(material.title) in names.search_key(item.title):
        return True
    found = {f"{family}{int(n.translate(_DIGITS))}" for _, family, n in _NUMBERED.findall(item.title)}
    return number in found
