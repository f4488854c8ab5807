"""What a command says of a file that can't be bound, or of where it is to write: by its own options."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kyodo_desktop.domain.errors import UsageError
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.papers.press.target import checked

if TYPE_CHECKING:  # a bundle that goes well needs none of what tells of those that don't
    from kyodo_desktop.papers.received import NotBindable

_PDF: Final = ".pdf"
_OF_PACKET: Final[Mapping[str, Message]] = {
    "password": msg(
        "--password にパスワードを指定するか、パスワードのないPDFを受け取って添付し直してください。"
    ),
    "wrong": msg(
        "--password に正しいパスワードを指定するか、パスワードのないPDFを受け取って添付し直してください。"
    ),
}
_OF_BUNDLE: Final[Mapping[str, Message]] = {
    "password": msg("--password にパスワードを指定するか、パスワードのないPDFを受け取ってください。"),
    "wrong": msg("--password に正しいパスワードを指定するか、パスワードのないPDFを受け取ってください。"),
    "kind": msg("PDFに変換したファイルを綴じるか、--apart で別添の紙を入れてください。"),
    "empty": msg("PDFに変換したファイルを綴じるか、--apart で別添の紙を入れてください。"),
    "restricted": msg("作成者から制限のないPDFを受け取るか、--apart で別添の紙を入れてください。"),
    "picture": msg("元の画像を確かめるか、--apart で別添の紙を入れてください。"),
    "": msg("元のファイルからPDFを作り直すか、--apart で別添の紙を入れてください。"),
}


@contextmanager
def of_packet() -> Generator[None]:
    """Have a file of a register that can't be bound told with what `packet` can do for it."""
    with _told(_OF_PACKET):
        yield


@contextmanager
def of_bundle() -> Generator[None]:
    """Have a file that can't be bound told with what `bundle` can do for it."""
    with _told(_OF_BUNDLE):
        yield


def require_pdf(output: Path) -> None:
    """What is made is a PDF and is called one. Raises UsageError, and OutputFailed where nothing may be."""
    if output.suffix.lower() == _PDF:
        return
    try:
        checked(output)
    except OSError:  # a folder, or one that isn't there: told as such, where it is to be written
        return
    raise UsageError(
        msg("「{name}」という名前では作成できません", name=output.name or str(output)),
        msg("作成するのはPDFで、名前が「.pdf」で終わっていません。"),
        msg("「{name}」のような名前を指定してください。", name=f"{output.stem or 'packet'}{_PDF}"),
    )


@contextmanager
def _told(remedies: Mapping[str, Message]) -> Generator[None]:
    from kyodo_desktop.papers.received import NotBindable

    try:
        yield
    except NotBindable as error:
        raise _with(error, remedies.get(error.refusal) or remedies.get("") or error.remedy) from error


def _with(error: NotBindable, remedy: Message) -> NotBindable:
    return type(error)(error.number, error.name, error.why, remedy, error.refusal)
