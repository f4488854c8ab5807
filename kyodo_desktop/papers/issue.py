"""Issuing a paper: the fonts are asked about every text first, then the file is written whole."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Final

from kyodo_desktop.domain.checks import is_hidden
from kyodo_desktop.domain.errors import MissingGlyph
from kyodo_desktop.domain.names import clusters, has_variation
from kyodo_desktop.i18n import msg
from kyodo_desktop.papers.paper import F, Paper, Printed, V, render
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.glyphs import NONE_ACCEPTED, Lack, Typecase
from kyodo_desktop.papers.press.output import write_whole
from kyodo_desktop.papers.press.progress import Progress, drained

_CONTROLS: Final = dict.fromkeys(map(ord, "\n\t"))


def preflight(texts: Iterable[Printed], fonts: Fonts) -> None:
    """Raise MissingGlyph, naming whose text it is and the character, for the first that no font can print."""
    plain = Typecase(fonts)
    for one in texts:
        accepted = _accepted(one)
        typecase = Typecase(fonts, accepted) if accepted else plain
        for lack in typecase.missing([one.text.translate(_CONTROLS)], one.face):
            raise _refusal(one, lack)


def write(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all. Raises DiskFull or OutputFailed."""
    write_whole(path, lambda out: out.write(data))


def build(paper: Paper[V, F], view: V, fonts: Fonts, forms: Path) -> Generator[Progress, None, bytes]:
    """One paper by itself as the bytes of a PDF. Raises MissingGlyph, FormInvalid."""
    preflight(paper.asked(view, paper.read(forms)), fonts)
    return (yield from render(paper, view, fonts, forms))


def write_pdf(path: Path, paper: Paper[V, F], view: V, fonts: Fonts, forms: Path) -> None:
    """Issue one paper by itself as the PDF at `path`. Raises MissingGlyph, FormInvalid, OutputFailed."""
    write(path, drained(build(paper, view, fonts, forms)))


def _accepted(one: Printed) -> frozenset[str]:
    if not one.base_form:
        return NONE_ACCEPTED
    return frozenset(cluster for cluster in clusters(one.text) if has_variation(cluster))


def _refusal(one: Printed, lack: Lack) -> MissingGlyph:
    codes = "".join(f"U+{ord(character):04X} " for character in lack.cluster).strip()
    what = msg("印刷できない文字があります")
    if all(is_hidden(character) for character in lack.cluster):
        return MissingGlyph(
            what,
            msg("{where}に、目に見えない文字（{codes}）があります。", where=one.where, codes=codes),
            msg("その文字を消して、入力し直してください。"),
        )
    if lack.kind == "variation":
        return MissingGlyph(
            what,
            msg(
                "{where}にある「{character}」（{codes}）は、この字形を持つ書体がありません。",
                where=one.where,
                character=lack.cluster,
                codes=codes,
            ),
            msg("IPAmj明朝を入れるか、本人に確かめたうえで「字形の代用を承認」を選んでください。"),
        )
    return MissingGlyph(
        what,
        msg(
            "{where}にある「{character}」（{codes}）は、どの書体にもありません。",
            where=one.where,
            character=lack.cluster,
            codes=codes,
        ),
        msg("IPAmj明朝を入れるか、設定で書体の場所を指定するか、文字を直してください。"),
    )
