"""What the command line's words ask for, and their help; the README's table of commands follows it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from kyodo_desktop import __version__, i18n
from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.i18n import Message, _, msg

COMMANDS = ("check", "demo", "open", "paper")


def parse(words: list[str]) -> argparse.Namespace:
    """What the words ask for. Raises `UsageError`; ends the program where help or the version is asked."""
    return _parser().parse_args(_with_command(words))


def _with_command(words: list[str]) -> list[str]:
    """`kyodo-desktop FILE` means `kyodo-desktop open FILE`."""
    at = next((i for i, word in enumerate(words) if not _is_option(words, i)), None)
    if at is None or words[at] in COMMANDS:
        return words
    return [*words[:at], "open", *words[at:]]


def _is_option(words: Sequence[str], at: int) -> bool:
    return words[at].startswith("-") or (at > 0 and words[at - 1] in ("--language", "--today"))


class _Help(argparse.RawDescriptionHelpFormatter):
    """Argparse's help with its own headings in the program's language."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        words = _("使い方：")
        spaced = words if words.endswith("：") else f"{words} "  # a full-width colon brings its own room
        super().add_usage(usage, actions, groups, spaced if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """Argparse whose refusals are the program's own errors, in its own words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _Help, **options})
        self._optionals.title = _("オプション")
        self._positionals.title = _("対象")

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            msg("コマンドを実行できません"),
            _reason(message),
            msg("「kyodo-desktop --help」で使い方を確認してください。"),
        )


_REASONS = (
    (r"unrecognized arguments: (.+)", msg("「{word}」という指定はありません。")),
    (r"the following arguments are required: (.+)", msg("「{word}」の指定が必要です。")),
    (r"argument (.+): (?:expected one argument|empty)", msg("「{word}」の値がありません。")),
    (r"argument (.+): invalid (?:choice|int value).*", msg("「{word}」の値が正しくありません。")),
)


def _reason(message: str) -> Message:
    for pattern, reason in _REASONS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return Message(reason.key, (("word", found[1]),))
    return msg("指定に誤りがあります（{detail}）。", detail=message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="kyodo-desktop",
        description=_("協働デスク：附属機関の事務局のための台帳"),
        add_help=False,
        epilog=_("何も指定しないと画面を開きます。ファイルを指定すると、その台帳を開きます。"),
    )
    _common(parser)
    parser.add_argument(
        "--version", action="version", version=f"Kyodo Desktop {__version__}", help=_("版を表示する")
    )
    parser.add_argument("--self-test", action="store_true", help=_("すべての様式と画面を試して終了する"))
    commands = parser.add_subparsers(dest="command", title=_("コマンド"), parser_class=_Parser)
    demo = commands.add_parser("demo", help=_("見本の委員会と、その資料一式を作る"), add_help=False)
    _common(demo)
    demo.add_argument("--out", type=_path, required=True, metavar="DIR", help=_("作成先のフォルダー"))
    demo.add_argument("--no-window", action="store_true", help=_("画面を開かない"))
    checking = commands.add_parser("check", help=_("台帳を点検する"), add_help=False)
    _common(checking)
    checking.add_argument("file", type=_path, metavar="FILE", help=_("台帳のファイル（.kyodo）"))
    checking.add_argument("--json", action="store_true", help=_("点検の結果をJSONで出力する"))
    opening = commands.add_parser("open", help=_("台帳を開く"), add_help=False)
    _common(opening)
    opening.add_argument("file", type=_path, metavar="FILE", help=_("台帳のファイル（.kyodo）"))
    _add_paper(commands.add_parser("paper", help=_("様式を一つ、PDFにする"), add_help=False))
    return parser


def _add_paper(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("name", metavar="NAME", help=_("様式の名前（例：consultations）"))
    parser.add_argument("--db", type=_path, required=True, metavar="FILE", help=_("台帳のファイル（.kyodo）"))
    parser.add_argument("-o", "--out", type=_path, required=True, metavar="PDF", help=_("作成するファイル"))
    parser.add_argument("--meeting", type=int, metavar="N", help=_("会議の回（指定しないと次の会議）"))
    parser.add_argument(
        "--material", default="", metavar="NUMBER", help=_("資料の番号（例：資料2）。本文や調査の様式で使う")
    )


def _path(word: str) -> Path:
    """A path as it was typed; an empty word is none, not the folder one happens to be in."""
    if not word:
        raise argparse.ArgumentTypeError("empty")
    return Path(word)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help=_("この説明を表示する"))
    parser.add_argument("--language", choices=i18n.LANGUAGES, default="ja", help=_("画面の言語"))
    parser.add_argument(
        "--today", metavar="DATE", default=argparse.SUPPRESS, help=_("今日とみなす日（例：R7.11.1）")
    )
