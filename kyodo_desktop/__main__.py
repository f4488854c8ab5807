"""The command line. Without arguments it opens the window."""

from __future__ import annotations

import argparse
import gc
import io
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TextIO

from kyodo_desktop import __version__, i18n
from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.errors import KyodoError, UsageError
from kyodo_desktop.i18n import Message, _, msg
from kyodo_desktop.paths import Paths

COMMANDS = ("demo", "open")


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the command line and return its exit code; the README lists them."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _main(words)
    finally:
        for stream in (sys.stdout, sys.stderr):  # what is left to say fails here, not at the exit
            _put("", stream)


def _main(words: list[str]) -> int:
    gc.disable()  # what starting makes stays; the window sets the collector going once it stands
    _speak_utf8()
    paths = Paths.find()
    i18n.use(_language(words), paths.locale)
    try:
        return _carry_out(_parser().parse_args(_with_command(words)), paths)
    except KyodoError as error:
        _tell(error)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        return _own_mistake(error, paths)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _language(words: Sequence[str]) -> str:
    """The language asked for: needed before the parser, whose own words it decides."""
    for word, following in zip(words, [*words, ""][1:], strict=True):
        chosen = word.partition("=")[2] if word.startswith("--language=") else following
        if word.startswith("--language") and chosen in i18n.LANGUAGES:
            return chosen
    return "ja"


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
        super().add_usage(usage, actions, groups, _("使い方：") if prefix is None else prefix)


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
    (r"argument (.+): expected one argument", msg("「{word}」の値がありません。")),
    (r"argument (.+): invalid choice.*", msg("「{word}」の値が正しくありません。")),
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
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help=_("作成先のフォルダー"))
    demo.add_argument("--no-window", action="store_true", help=_("画面を開かない"))
    opening = commands.add_parser("open", help=_("台帳を開く"), add_help=False)
    _common(opening)
    opening.add_argument("file", type=Path, metavar="FILE", help=_("台帳のファイル（.kyodo）"))
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help=_("この説明を表示する"))
    parser.add_argument("--language", choices=i18n.LANGUAGES, default="ja", help=_("画面の言語"))
    parser.add_argument(
        "--today", metavar="DATE", default=argparse.SUPPRESS, help=_("今日とみなす日（例：R7.11.1）")
    )


def _carry_out(options: argparse.Namespace, paths: Paths) -> int:
    asked = getattr(options, "today", None)
    today = None if asked is None else wareki.parse(asked)
    if options.self_test:
        from kyodo_desktop import selftest

        return selftest.run(paths, _say)
    if options.command == "demo":
        from kyodo_desktop import demo

        return demo.run(paths, options.out, today, window=not options.no_window, say=_say)
    from kyodo_desktop import app

    return app.run(paths, options.file if options.command == "open" else None, today)


def _tell(error: KyodoError) -> None:
    _put(f"{error.what.text()}\n  {error.why.text()}\n  {error.remedy.text()}\n", sys.stderr)


def _say(sentence: str) -> None:
    _put(f"{sentence}\n", sys.stdout)


def _put(words: str, stream: TextIO | None) -> None:
    """Write to a stream; one that takes nothing (a full disk, a reader gone) doesn't stop the work."""
    if stream is None:
        return
    try:
        print(words, end="", file=stream, flush=True)
    except (OSError, ValueError):
        with suppress(OSError, ValueError):  # else what is still in the stream would fail again at the exit
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def _own_mistake(error: Exception, paths: Paths) -> int:
    """Our mistake, not the clerk's: told without a traceback, which goes to the log."""
    from kyodo_desktop import faults

    log = faults.note(error, paths)
    _put(_("予期しない誤りが起きました。データは保存済みの状態のままです。") + "\n", sys.stderr)
    if log is not None:
        _put(_("詳しい記録：{log}").format(log=log) + "\n", sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
