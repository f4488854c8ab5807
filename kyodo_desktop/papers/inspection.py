"""What was found in a received file: a value that passes between processes and is kept by the file's hash."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers.press.facts import Facts, read, written

VERSION: Final = 1
"""Of what is kept: another version's findings are looked for anew."""

Refusal = Literal[
    "",
    "kind",
    "empty",
    "password",
    "wrong",
    "restricted",
    "damaged",
    "turn",
    "size",
    "unseen",
    "pixels",
    "pages",
    "bulk",
    "memory",
    "time",
    "crash",
    "picture",
]

LOCKED: Final[tuple[Refusal, ...]] = ("password", "wrong")
"""The refusals of a file that a password opens: none was given, or another file's."""

KINDS: Final = {
    "pdf": "PDF",
    "picture": mark("画像"),
    "word": mark("Word文書"),
    "excel": mark("Excelブック"),
    "powerpoint": mark("PowerPointスライド"),
    "ichitaro": mark("一太郎文書"),
    "office": mark("旧形式のOffice文書"),
    "zip": mark("ZIP書庫"),
    "heic": mark("HEIC画像"),
    "tiff": mark("TIFF画像"),
    "gif": mark("GIF画像"),
    "bmp": mark("BMP画像"),
    "webp": mark("WebP画像"),
    "html": mark("HTML文書"),
    "rtf": mark("リッチテキスト"),
    "text": mark("テキスト"),
    "program": mark("プログラム"),
    "empty": mark("空のファイル"),
    "unknown": mark("種類の分からないファイル"),
}
"""What a file is, by its bytes."""

REMOVED: Final = {
    "javascript": mark("スクリプト"),
    "action": mark("自動で動く操作"),
    "embedded": mark("添付された別のファイル"),
    "web": mark("外部へのリンク"),
    "media": mark("音声・動画"),
}
"""What binding takes out of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What a file is and holds. `refusal` says why it can't be bound, `page` where; "" where it can.

    `removed` counts what binding takes out, by its key in REMOVED. `repaired`: it was damaged, and every page
    was found all the same.
    """

    sha256: str
    kind: str
    facts: Facts | None = None
    removed: tuple[tuple[str, int], ...] = ()
    repaired: bool = False
    signed: bool = False
    forms: bool = False
    encrypted: bool = False
    tagged: bool = False
    refusal: Refusal = ""
    page: int = 0

    @property
    def locked(self) -> bool:
        """Whether it opens with a password alone, which nobody gave or which was another."""
        return self.refusal in LOCKED

    @property
    def pages(self) -> int:
        return len(self.facts.pages) if self.facts else 0

    def notes(self, title: str) -> tuple[Message, ...]:
        """What the clerk should know of a file that can be bound."""
        found: list[Message] = []
        for key, count in self.removed:
            if key != "web":  # binding itself says so
                what = msg(REMOVED[key])
                found.append(
                    msg(
                        "「{title}」から{what}{count}件を取り除きます。",
                        title=title,
                        what=what.text(),
                        count=count,
                    )
                )
        if self.repaired:
            found.append(
                msg(
                    "「{title}」は壊れていたため、直して綴じます。全ページを見て確かめてください。",
                    title=title,
                )
            )
        if self.signed:
            found.append(
                msg(
                    "「{title}」の電子署名は、綴じたものでは失われます。署名のある元のファイルはそのまま残ります。",
                    title=title,
                )
            )
        if self.forms:
            found.append(msg("「{title}」には入力欄があります。", title=title))
        return tuple(found)

    def why(self) -> Message:
        """Why it can't be bound."""
        if self.refusal == "kind":
            return msg(
                "PDFでも画像（PNG・JPEG）でもありません（{kind}）。", kind=msg(KINDS[self.kind]).text()
            )
        return Message(_WHY[self.refusal].key, (("page", self.page),))

    def remedy(self) -> Message:
        """What to do so that it can be."""
        return _REMEDY.get(self.refusal, _AGAIN)


_AGAIN: Final = msg("元のファイルからPDFを作り直して添付し直すか、「別添」にしてください。")
_WHY: Final[dict[str, Message]] = {
    "empty": msg("ファイルが空です。"),
    "password": msg("PDFにパスワードがかかっています。"),
    "wrong": msg("パスワードが違います。"),
    "restricted": msg("PDFに、ページの組み替えを禁じる制限がかかっています。"),
    "damaged": msg("PDFが壊れています。ページが欠けているおそれがあります。"),
    "turn": msg("{page}ページ目の向きが、90度の倍数で指定されていません。", page=0),
    "size": msg("{page}ページ目の大きさが印刷できる範囲（1～14,400ポイント）にありません。", page=0),
    "unseen": msg("{page}ページ目を表示できません。", page=0),
    "pixels": msg("{page}ページ目の画像が大きすぎます。", page=0),
    "pages": msg("ページが多すぎます。"),
    "bulk": msg("開くと大きくなりすぎます。"),
    "memory": msg("調べるのに必要なメモリーが多すぎます。"),
    "time": msg("調べるのに時間がかかりすぎます。"),
    "crash": msg("PDFを調べる部品が止まりました。"),
    "picture": msg("画像が壊れているか、大きすぎます。"),
}
_REMEDY: Final[dict[str, Message]] = {
    "kind": msg("PDFに変換したファイルを添付し直すか、「別添」にしてください。"),
    "empty": msg("PDFに変換したファイルを添付し直すか、「別添」にしてください。"),
    "password": msg(
        "「印刷」の画面でパスワードを入れるか、パスワードのないPDFを受け取って添付し直してください。"
    ),
    "wrong": msg(
        "「印刷」の画面で正しいパスワードを入れるか、パスワードのないPDFを受け取って添付し直してください。"
    ),
    "restricted": msg("作成者から制限のないPDFを受け取って添付し直すか、「別添」にしてください。"),
    "picture": msg("元の画像を確かめて添付し直すか、「別添」にしてください。"),
}


def to_json(found: Inspection) -> str:
    """The inspection as it is kept: figures alone, nothing of what the file says."""
    said: dict[str, Any] = asdict(replace(found, facts=None))
    said["facts"] = None if found.facts is None else written(found.facts)
    return json.dumps({"version": VERSION, **said}, separators=(",", ":"), ensure_ascii=True)


def from_json(text: str) -> Inspection | None:
    """What `to_json` wrote; None for another version's, or what isn't whole."""
    try:
        said = json.loads(text)
        if said.pop("version") != VERSION or said["kind"] not in KINDS:
            return None
        facts = said.pop("facts")
        removed = tuple((str(key), int(count)) for key, count in said.pop("removed"))
        return Inspection(**said, removed=removed, facts=None if facts is None else read(facts))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
