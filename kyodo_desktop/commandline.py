"""What the command line's words ask for, and their help; the README's table of commands follows it."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from kyodo_desktop import __version__, i18n
from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.i18n import Message, _, msg

COMMANDS = (
    "bundle",
    "check",
    "demo",
    "export",
    "import",
    "move",
    "open",
    "packet",
    "paper",
    "public",
    "rebuild",
    "retention",
)


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
    _add_paper(
        commands.add_parser(
            "paper", help=_("様式を一つ、PDFにする（表はExcelやCSVにもできる）"), add_help=False
        )
    )
    _add_import(commands.add_parser("import", help=_("名簿や出欠回答の表を取り込む"), add_help=False))
    _add_bundle(commands)
    _add_packet(commands)
    _add_public(commands)
    _add_whole(commands)
    _add_retention(commands)
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
    _add_choices(parser)
    parser.add_argument("--internal", action="store_true", help=_("内部用の表にする（Excel、CSV）"))
    parser.add_argument(
        "--personal", action="store_true", help=_("内部用の表に、住所や電話番号などの個人情報も入れる")
    )


def _add_choices(parser: argparse.ArgumentParser) -> None:
    """What some papers take, as the screen of papers offers it."""
    add = parser.add_argument
    add("--consultation", type=int, metavar="N", help=_("諮問の番号（諮問書、答申書）"))
    add(
        "--member",
        action="append",
        default=[],
        metavar="NAME",
        help=_("宛先の委員の氏名（繰り返し指定できる。指定しないと全員）"),
    )
    add("--day", metavar="DATE", help=_("基準日（例：R7.4.1。指定しないと会議の日）"))
    add("--start", type=int, metavar="N", help=_("始めのラベル（宛名ラベル）"))


def _add_import(parser: argparse.ArgumentParser) -> None:
    _common(parser)
    add = parser.add_argument
    add("file", type=_path, metavar="FILE", help=_("取り込む表（Excel、ODS、CSV）"))
    add("--db", type=_path, required=True, metavar="FILE", help=_("台帳のファイル（.kyodo）"))
    add("--as", dest="purpose", choices=("roster", "replies"), help=_("委員名簿か、出欠回答か"))
    add("--sheet", default="", metavar="NAME", help=_("取り込むシート"))
    add("--meeting", type=int, metavar="N", help=_("出欠回答の会議の回（指定しないと次の会議）"))
    add("--preview", action="store_true", help=_("何が変わるかを示すだけで、取り込まない"))
    add("--json", action="store_true", help=_("結果をJSONで出力する"))
    add(
        "--accept",
        action="append",
        default=[],
        choices=("honorific", "mark", "bracket", "zero", "width", "break"),
        help=_("敬称、印、かっこ書き、失われた0、幅、改行を提案どおりに直す（繰り返し指定できる）"),
    )
    add(
        "--like",
        choices=("skip", "same", "rename", "other"),
        default="skip",
        help=_("似た氏名の行を、飛ばす、同じ人とする、氏名も直す、別の人とする"),
    )
    add("--dated", choices=("correct", "succeed"), help=_("氏名や所属の変更は、訂正か異動か"))
    add("--on", metavar="DATE", help=_("異動の日（例：R7.4.1）"))


def _path(word: str) -> Path:
    """A path as it was typed; an empty word is none, not the folder one happens to be in."""
    if not word:
        raise argparse.ArgumentTypeError("empty")
    return Path(word)


def _add_bundle(commands: Any) -> None:
    parser = commands.add_parser("bundle", help=_("PDFと画像を一つのPDFに綴じる"), add_help=False)
    _common(parser)
    parser.add_argument(
        "files", nargs="+", metavar="IN", help=_("綴じるファイル（「資料1=ファイル」で資料番号を付ける）")
    )
    parser.add_argument("--number", action="store_true", help=_("順に資料1、資料2…と番号を付ける"))
    parser.add_argument("--cover", nargs="+", metavar="TEXT", help=_("表紙の題名と、その下の行"))
    parser.add_argument("--number-cover", action="store_true", help=_("表紙にもページ番号を付ける"))
    parser.add_argument(
        "--apart", action="append", default=[], metavar="TITLE", help=_("別添の紙を入れる（「資料3=題名」）")
    )
    parser.add_argument(
        "--two-up", action="append", type=int, default=[], metavar="N", help=_("N番目を1枚に2ページ並べる")
    )
    _binding(parser)


def _add_packet(commands: Any) -> None:
    parser = commands.add_parser("packet", help=_("会議の資料一式をPDFにする"), add_help=False)
    _common(parser)
    parser.add_argument("file", type=_path, metavar="FILE", help=_("台帳のファイル（.kyodo）"))
    parser.add_argument("--meeting", type=int, metavar="N", help=_("第N回の会議（指定がなければ次の会議）"))
    parser.add_argument("--issue", action="store_true", help=_("版として発行し、台帳に残す"))
    parser.add_argument(
        "--despite", default="", metavar="REASON", help=_("点検の誤りを、この理由で例外として認めて発行する")
    )
    parser.add_argument("--renumber", action="store_true", help=_("前の版のページ番号を引き継がない"))
    parser.add_argument("--edition", type=int, metavar="N", help=_("発行した第N版を、その時のまま取り出す"))
    parser.add_argument(
        "--changed-since", type=int, metavar="N", help=_("第N版を持つ人のための差替えの用紙だけをPDFにする")
    )
    parser.add_argument("--cover", action=argparse.BooleanOptionalAction, help=_("表紙を付けるか"))
    parser.add_argument(
        "--two-up",
        action="append",
        default=[],
        metavar="NUMBER",
        help=_("この資料を1枚に2ページ並べる（例：資料2）"),
    )
    _binding(parser)


def _add_public(commands: Any) -> None:
    parser = commands.add_parser("public", help=_("会議の資料の公開版を作る"), add_help=False)
    _common(parser)
    parser.add_argument("file", type=_path, metavar="FILE", help=_("台帳のファイル（.kyodo）"))
    parser.add_argument("--meeting", type=int, metavar="N", help=_("第N回の会議（指定がなければ次の会議）"))
    parser.add_argument(
        "-o", "--output", type=_path, required=True, metavar="DIR", help=_("作成先のフォルダー")
    )
    parser.add_argument("--json", action="store_true", help=_("結果をJSONで出力する"))


def _add_whole(commands: Any) -> None:
    """What takes a whole register somewhere."""
    for name, what, source, output in (
        (
            "export",
            _("台帳のすべてを、ほかのプログラムでも読めるファイルに書き出す"),
            (_place, "FILE", _("台帳のファイル（.kyodo）かサーバー")),
            (_path, "DIR", _("作成先のフォルダー")),
        ),
        (
            "rebuild",
            _("書き出したフォルダーから、同じ台帳を作る"),
            (_path, "DIR", _("「export」で書き出したフォルダー")),
            (_path, "FILE", _("作成する台帳（.kyodo）")),
        ),
        (
            "move",
            _("台帳をファイルからサーバーへ、またはその逆へ移す"),
            (_place, "FROM", _("元の台帳（ファイルかサーバー）")),
            (_place, "TO", _("移す先（ファイルかサーバー）")),
        ),
    ):
        parser = commands.add_parser(name, help=what, add_help=False)
        _common(parser)
        parser.add_argument("source", type=source[0], metavar=source[1], help=source[2])
        parser.add_argument(
            "-o", "--output", type=output[0], required=True, metavar=output[1], help=output[2]
        )
        parser.add_argument("--json", action="store_true", help=_("結果をJSONで出力する"))


def _add_retention(commands: Any) -> None:
    parser = commands.add_parser(
        "retention", help=_("保存期間を過ぎた個人情報を一覧にする、消去する"), add_help=False
    )
    _common(parser)
    add = parser.add_argument
    add("file", type=_path, metavar="FILE", help=_("台帳のファイル（.kyodo）"))
    add("--years", type=int, required=True, metavar="N", help=_("保存期間の年数（文書管理規程などによる）"))
    add("--erase", action="store_true", help=_("一覧の個人情報を消去する（元に戻せない）"))
    add("--json", action="store_true", help=_("結果をJSONで出力する"))


def _place(word: str) -> Path | str:
    """Where a register is: a file, or a server's address."""
    return word if "://" in word else _path(word)


def _binding(parser: argparse.ArgumentParser) -> None:
    """How to bind: what `bundle` and `packet` have in common; what isn't said is as it is kept."""
    add, either = parser.add_argument, argparse.BooleanOptionalAction
    add("-o", "--output", type=_path, required=True, metavar="OUT", help=_("作成するPDF"))
    add("--title", metavar="TEXT", help=_("PDFの題名"))
    add("--stamps", choices=("none", "first", "every"), help=_("資料番号を付けるページ"))
    add("--offset", type=_offset, metavar="X,Y", help=_("資料番号を右・下へずらす（mm）"))
    add("--first-number", type=_figure(0, 99_999), metavar="N", help=_("通し番号の始め"))
    add("--through", action=either, help=_("通しのページ番号を付けるか"))
    add("--within", action=either, help=_("資料ごとのページ番号（2-3）を付けるか"))
    add("--contents", action=either, help=_("目次を入れるか"))
    add("--even", action=either, help=_("資料を奇数ページから始めるか（両面印刷用）"))
    add("--blank-text", metavar="TEXT", help=_("白紙のページに入れる文字（例：（白紙））"))
    add("--turn", action=either, help=_("横長のページを、上がとじ側になるように回すか"))
    add("--edge", choices=("long", "short"), help=_("両面印刷のとじ方（長辺・短辺）"))
    add("--keep-forms", action=either, help=_("入力欄を残すか"))
    add("--dpi", type=_figure(72, 1200), metavar="N", help=_("画像をこの細かさまで縮小する"))
    add(
        "--most-kb",
        type=_figure(1, 2_000_000),
        metavar="N",
        help=_("この大きさに収まるまで画像を縮小する（KB）"),
    )
    add("--password", metavar="WORD", help=_("暗号化されたPDFのパスワード"))
    add("--json", action="store_true", help=_("結果をJSONで出力する"))


def _figure(least: int, most: int) -> Callable[[str], int]:
    """Reads a whole number from `least` to `most`. Raises UsageError."""

    def read(word: str) -> int:
        try:
            value = int(word)
        except ValueError:
            value = least - 1
        if least <= value <= most:
            return value
        raise UsageError(
            msg("コマンドを実行できません"),
            msg("「{word}」は{least}から{most}までの数ではありません。", word=word, least=least, most=most),
            msg("「kyodo-desktop --help」で使い方を確認してください。"),
        )

    return read


def _offset(word: str) -> tuple[float, float]:
    """X,Y in millimetres. Raises UsageError."""
    try:
        right, down = (float(part) for part in word.split(","))
        if not (math.isfinite(right) and math.isfinite(down)):
            raise ValueError(word)
    except ValueError as error:
        raise UsageError(
            msg("コマンドを実行できません"),
            msg("「{word}」は「右,下」のミリメートルではありません。", word=word),
            msg("例：--offset -5,2"),
        ) from error
    return right, down


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help=_("この説明を表示する"))
    parser.add_argument("--language", choices=i18n.LANGUAGES, help=_("画面の言語"))
    parser.add_argument(
        "--today", metavar="DATE", default=argparse.SUPPRESS, help=_("今日とみなす日（例：R7.11.1）")
    )
