"""Names without the marks, honorifics and brackets written round them: for comparing, never for storing."""

from __future__ import annotations

from kyodo_desktop.domain.names import search_key
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.importing.vocabulary import BRACKETED, Vocabulary


def bare(name: str, words: Vocabulary) -> str:
    """The name alone, 山田　太郎 of 「○山田　太郎 様（新任）」; as it is where nothing would be left."""
    before, said = "", name.strip()
    while said and said != before:
        before, said = said, _less(said, words)
    return said or name


def _less(said: str, words: Vocabulary) -> str:
    said = BRACKETED.sub("", said).strip().lstrip("".join(words.marks)).strip()
    end = next((one for one in words.honorifics if said.endswith(one)), "")
    return said.removesuffix(end).rstrip()


def alike(written: str, known: str) -> Message:
    """Why a written name is only like a known one."""
    if written == known:
        return msg("氏名は同じですが、生年月日かふりがなが違います。")
    if search_key(written) == search_key(known):
        return msg("字体か空白だけが違います。")
    return msg("敬称や印、かっこ書きを除くと、同じ氏名です。")
