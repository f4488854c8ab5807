"""Files received from others, made ready for binding, or refused with the material and the file named."""

from __future__ import annotations

import io
from typing import ClassVar, Final

import pikepdf

from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.picture import page_of
from kyodo_desktop.papers.press.geometry import rotation

_PDF_WITHIN: Final = 1024
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_LEAST_SIDE: Final = 1  # points
_MOST_SIDE: Final = 14_400  # points: the largest page of a PDF
_AGAIN: Final = msg("元のファイルからPDFを作り直して添付し直すか、「別添」にしてください。")


class NotBindable(KyodoError):
    """A received file can't be bound into a packet; `number` is its material's, `name` its own."""

    exit_code: ClassVar[int] = 32

    def __init__(self, number: str, name: str, why: Message, remedy: Message) -> None:
        what = msg("{number}のファイル「{name}」を綴じ込めません", number=number, name=name)
        super().__init__(what, why, remedy)
        self.number = number
        self.name = name


def bindable(number: str, name: str, data: bytes) -> bytes:
    """`data` as a PDF that can be bound: itself, or a page that carries the picture. Raises NotBindable.

    What a file is, its bytes say, not its name. One that had to be repaired is refused: pages may be missing.
    """
    if data.startswith((_PNG, _JPEG)):
        return _picture(number, name, data)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        _look_into(number, name, data)
        return data
    raise NotBindable(
        number,
        name,
        msg("PDFでも画像（PNG・JPEG）でもありません。") if data else msg("ファイルが空です。"),
        msg("PDFに変換したファイルを添付し直すか、「別添」にしてください。"),
    )


def _picture(number: str, name: str, data: bytes) -> bytes:
    try:
        return page_of(data)
    except Exception as error:  # besides NotAPicture, what Pillow never expected
        raise NotBindable(
            number,
            name,
            msg("画像が壊れているか、大きすぎます。"),
            msg("元の画像を確かめて添付し直すか、「別添」にしてください。"),
        ) from error


def _look_into(number: str, name: str, data: bytes) -> None:
    """Raise NotBindable unless every page is there and may be bound."""
    try:
        with pikepdf.open(io.BytesIO(data)) as source:
            locked = source.is_encrypted and not source.allow.modify_assembly
            odd = next(filter(None, map(_oddity, source.pages)), None)
            whole = len(source.pages) > 0 and not source.get_warnings()
    except pikepdf.PasswordError as error:
        raise NotBindable(
            number,
            name,
            msg("PDFにパスワードがかかっています。"),
            msg("作成者からパスワードのないPDFを受け取って添付し直すか、「別添」にしてください。"),
        ) from error
    except Exception as error:  # pikepdf raises all sorts on what it never expected
        raise damaged(number, name) from error
    if locked:
        raise NotBindable(
            number,
            name,
            msg("PDFに、ページの組み替えを禁じる制限がかかっています。"),
            msg("作成者から制限のないPDFを受け取って添付し直すか、「別添」にしてください。"),
        )
    if not whole:
        raise damaged(number, name)
    if odd is not None:
        raise NotBindable(number, name, odd, _AGAIN)


def _oddity(page: pikepdf.Page) -> Message | None:
    """What of a page's size or turn no printer could follow."""
    try:
        rotation(page)
    except ValueError:
        return msg("{page}ページ目の向きが、90度の倍数で指定されていません。", page=page.index + 1)
    for left, bottom, right, top in (page.mediabox, page.cropbox):
        sides = (abs(float(right) - float(left)), abs(float(top) - float(bottom)))
        if not all(_LEAST_SIDE <= side <= _MOST_SIDE for side in sides):
            return msg(
                "{page}ページ目の大きさが印刷できる範囲（{least}～{most}ポイント）にありません。",
                page=page.index + 1,
                least=f"{_LEAST_SIDE:,}",
                most=f"{_MOST_SIDE:,}",
            )
    return None


def damaged(number: str, name: str) -> NotBindable:
    """The refusal of a PDF that is no whole one."""
    return NotBindable(
        number,
        name,
        msg("PDFが壊れています。ページが欠けているおそれがあります。"),
        _AGAIN,
    )
