"""The ::: lines of a text: which lines of Markdown stand in which box, column or note. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from kyodo_desktop.i18n import Message, msg

HOLDING: Final = ("box", "columns", "column", "note")
"""Directives that hold what follows, up to their closing line."""
ALONE: Final = ("arrow", "consultations", "plan")
"""Directives of one line."""
_FENCE: Final = re.compile(r" {0,3}(:{3,}|：{3,})\s*(\w*)\s*(.*?)\s*")
_CODE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")


class SourceProblem(Exception):
    """What is wrong in the source, in which line (from 1), and what to do about it."""

    def __init__(self, line: int, why: Message, remedy: Message) -> None:
        super().__init__(line, why)
        self.line = line
        self.why = why
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines of plain Markdown; `line` is the number of the first."""

    text: str
    line: int


@dataclass(slots=True)
class Fence:
    """A directive with what it holds; the whole text is one without a name."""

    name: str
    words: str
    line: int
    width: int = 0
    parts: list[Part] = field(default_factory=list["Part"])


Part: TypeAlias = Chunk | Fence


def parted(source: str) -> Fence:
    """The tree of directives in `source`. Raises SourceProblem."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self._lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._open = [Fence("", "", 1)]
        self._text: list[str] = []
        self._code = ""

    def read(self) -> Fence:
        for number, line in enumerate(self._lines, 1):
            fence = None if self._in_code(line) else _FENCE.fullmatch(line)
            if fence is None:
                self._text.append(line)
            else:
                self._flush(number)
                self._directive(number, len(fence[1]), fence[2].lower(), fence[3])
        self._flush(len(self._lines) + 1)
        if len(self._open) > 1:
            left = self._open[-1]
            raise SourceProblem(
                left.line,
                msg("「{name}」が閉じられていません。", name=f"::: {left.name}"),
                msg("終わりの行に「{closing}」を書いてください。", closing=":" * left.width),
            )
        return self._open[0]

    def _in_code(self, line: str) -> bool:
        """Whether the line belongs to a block of literal text (```), where ::: means nothing."""
        mark = _CODE.match(line)
        if self._code:
            if mark and mark[1].startswith(self._code) and not line.strip(" `~"):
                self._code = ""
            return True
        self._code = mark[1] if mark else ""
        return bool(self._code)

    def _flush(self, number: int) -> None:
        if any(line.strip() for line in self._text):
            self._open[-1].parts.append(Chunk("\n".join(self._text), number - len(self._text)))
        self._text = []

    def _directive(self, number: int, width: int, name: str, said: str) -> None:
        inner = self._open[-1]
        if not name and not said:
            self._close(number, width)
        elif name in HOLDING or name in ALONE:
            made = Fence(name, said, number, width)
            if (name == "column") != (inner.name == "columns") and not (
                name == "arrow" and inner.name == "columns"
            ):
                raise _astray(number, name, inner)
            inner.parts.append(made)
            if name in HOLDING:
                self._open.append(made)
        else:
            raise SourceProblem(
                number,
                msg("「{name}」という指示はありません。", name=f"::: {name or said}"),
                msg("使える指示は {known} です。", known=(*HOLDING, *ALONE)),
            )

    def _close(self, number: int, width: int) -> None:
        if len(self._open) > 1 and self._open[-1].width == width:
            self._open.pop()
            return
        parts = self._open[-1].parts
        last = parts[-1] if parts else None
        if isinstance(last, Fence) and last.name in ALONE and last.width == width:
            return  # a directive of one line, closed all the same
        raise SourceProblem(
            number,
            msg("「{closing}」で閉じる相手がありません。", closing=":" * width),
            msg("始まりの行と同じ数の「:」で閉じるか、この行を消してください。"),
        )


def _astray(number: int, name: str, inner: Fence) -> SourceProblem:
    if name == "column":
        return SourceProblem(
            number,
            msg("「column」は「columns」の中にだけ書けます。"),
            msg("前に「::: columns」の行を書いてください。"),
        )
    return SourceProblem(
        number,
        msg("「columns」の中に直接「{name}」は書けません。", name=name),
        msg("「:::: column」の行で列を始めてから書いてください。（{line}行目の columns）", line=inner.line),
    )
