"""What each table of a register holds, in words: for who reads its rows without this program."""

from __future__ import annotations

from kyodo_desktop.domain.fields import Field, Kind, Record, shape
from kyodo_desktop.domain.records import RECORDS
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.storage.tables import table_name

_HEAD = msg(
    "協働デスクの台帳の書き出し\n\n"
    "tables の各ファイルは、1行が1件のJSON（値の並び）です。順は manifest.json の columns のとおりです。\n"
    "journal で始まる表は履歴です。各行は前の行のハッシュを持ち、途中を変えると分かります。\n"
    "同じ台帳を作るコマンド： kyodo-desktop rebuild このフォルダー -o 台帳.kyodo\n"
    "委員の個人情報を含みます。台帳と同じように管理し、不要になったら消去してください。"
)
_OWN = (msg("  id：この行を指す番号"), msg("  version：保存した回数"))
_KINDS = {
    Kind.TEXT: msg("文字"),
    Kind.LINES: msg("文章"),
    Kind.NAME: msg("氏名（入力したままの字体）"),
    Kind.KANA: msg("ふりがな"),
    Kind.INTEGER: msg("整数"),
    Kind.FLAG: msg("はい・いいえ（true、false）"),
    Kind.DAY: msg("日付（年-月-日）"),
    Kind.CLOCK: msg("時刻"),
    Kind.DIGEST: msg("添付ファイルのSHA-256（files の中の名前）"),
}


def described() -> str:
    """Every table with its columns, in Japanese, as plain text."""
    tables = "".join(f"\n{_of(cls)}\n" for cls in RECORDS)
    return f"{_HEAD.japanese()}\n{tables}"


def _of(cls: type[Record]) -> str:
    known = shape(cls)
    title = msg("■ {table}（{term}）", table=table_name(cls.__name__), term=Message(known.term))
    columns = ((one.name, Message(one.label), _kind(one)) for one in known.fields)
    told = (
        msg("  {name}：{label}。{kind}", name=name, label=label, kind=kind) for name, label, kind in columns
    )
    return "\n".join(one.japanese() for one in (title, *_OWN, *told))


def _kind(field: Field) -> Message:
    if field.kind is Kind.REFERENCE:
        return msg("{table} の id", table=table_name(field.target))
    if field.kind is Kind.CHOICE and field.choices is not None:
        words = [f"{one.value}＝{Message(one.label).japanese()}" for one in field.choices]
        return msg("{words}のどれか", words="、".join(words))
    return _KINDS[field.kind]
