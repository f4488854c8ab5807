"""Checking (点検) what papers alone know: the characters that fonts have, files no packet can bind."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.findings import Finding, Outside, Severity, at
from kyodo_desktop.domain.records import Attachment, Material
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers.inspection import Inspection
from kyodo_desktop.papers.inspector import Inspector
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.glyphs import Typecase
from kyodo_desktop.papers.press.progress import Progress
from kyodo_desktop.papers.received import NotBindable, bindable, damaged, require
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import checking, meetings
from kyodo_desktop.services.checking import Checked, Gathered
from kyodo_desktop.storage import Store

FILE: Final = "packet.file"
"""The code of a received file that can't be bound into the packet."""

NO_PASSWORDS: Final[Mapping[str, str]] = MappingProxyType({})

_LIST: Final = "organisations.toml"
_FACE: Final = "gothic"
_CONTROLS: Final = dict.fromkeys(map(ord, "\n\t"))


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A material whose content was received: its number, the file's name, and its bytes (None: lost).

    `found` is what its inspection found, where it has been inspected already.
    """

    material: Material
    number: str
    name: str
    data: bytes | None
    found: Inspection | None = None


@dataclass(frozen=True, slots=True)
class PacketFacts:
    """What the check of a packet judges."""

    gathered: Gathered
    files: tuple[ReceivedFile, ...]


def check_packet(store: Store, meeting: Id, fonts: Fonts, paths: Paths) -> Checked:
    """Everything there is to find before the packet of `meeting` prints. Raises `NotFound`."""
    return judge(gather(store, meeting, outside(fonts, paths)))


def gather(store: Store, meeting: Id, known: Outside) -> PacketFacts:
    """What the check judges, read from the register; `judge` touches neither it nor the screen."""
    gathered = checking.gather(store, meeting, outside=known)
    return PacketFacts(gathered, tuple(_received(store, meeting)))


def seen(
    facts: PacketFacts, inspector: Inspector, passwords: Mapping[str, str] = NO_PASSWORDS
) -> Generator[Progress, None, PacketFacts]:
    """The facts with each received file inspected, in a process of its own.

    `passwords` are those that the clerk has given, by the files' hashes.
    """
    files: list[ReceivedFile] = []
    for file in facts.files:
        found = None if file.data is None else (yield from inspector.examine(file.data))
        if found is not None and found.refusal == "password" and (word := passwords.get(found.sha256)):
            found = yield from inspector.examine(file.data or b"", word)
        files.append(replace(file, found=found))
    return replace(facts, files=tuple(files))


def judge(facts: PacketFacts) -> Checked:
    """Carry out every check on the records and on the received files."""
    return checking.judge(facts.gathered, tuple(_unbindable(facts.files)))


def outside(fonts: Fonts, paths: Paths) -> Outside:
    """What the checks need from outside the register: the fonts, and the list of organisations."""
    return Outside(lacks=lacks(fonts), organisations=checking.known_organisations(paths.resources / _LIST))


def lacks(fonts: Fonts) -> Callable[[str], tuple[str, ...]]:
    """The characters of a text that none of `fonts` has, each once."""
    typecase = Typecase(fonts)

    def asked(text: str) -> tuple[str, ...]:
        return tuple(lack.cluster for lack in typecase.missing([text.translate(_CONTROLS)], _FACE))

    return asked


def _received(store: Store, meeting: Id) -> Iterator[ReceivedFile]:
    for line in meetings.materials(store, meeting):
        material = line.material
        if material.attachment is None or material.handed_apart:
            continue
        file = store.get(Attachment, material.attachment)
        try:
            data = store.blob(file.sha256)
        except NotFound:
            data = None
        yield ReceivedFile(material, line.number, file.name, data)


def _unbindable(files: tuple[ReceivedFile, ...]) -> Iterator[Finding]:
    """The received files that can't be bound into the packet."""
    for file in files:
        try:
            if file.data is None:
                raise damaged(file.number, file.name)
            if file.found is None:
                bindable(file.number, file.name, file.data)
            else:
                require(file.number, file.name, file.found)
        except NotBindable as error:
            yield Finding(
                code=FILE,
                severity=Severity.ERROR,
                title=mark("綴じ込めないファイル"),
                sentence=_joined(error.what, error.why),
                remedy=error.remedy,
                place=at(file.material, "attachment"),
            )


def _joined(what: Message, why: Message) -> Message:
    return msg("{what}。{why}", what=what, why=why)
