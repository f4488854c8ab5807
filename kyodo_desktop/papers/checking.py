"""Checking (点検) what papers alone know: the characters that fonts have, files no packet can bind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from kyodo_desktop.domain.errors import NotFound
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.findings import Finding, Outside, Severity, at
from kyodo_desktop.domain.records import Attachment
from kyodo_desktop.i18n import Message, mark, msg
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.press.glyphs import Typecase
from kyodo_desktop.papers.received import NotBindable, bindable
from kyodo_desktop.paths import Paths
from kyodo_desktop.services import checking, meetings
from kyodo_desktop.services.checking import Checked
from kyodo_desktop.storage import Store

FILE: Final = "packet.file"
"""The code of a received file that can't be bound into the packet."""

_LIST: Final = "organisations.toml"
_FACE: Final = "gothic"
_CONTROLS: Final = dict.fromkeys(map(ord, "\n\t"))


def check_packet(store: Store, meeting: Id, fonts: Fonts, paths: Paths) -> Checked:
    """Everything there is to find before the packet of `meeting` prints. Raises `NotFound`."""
    return checking.check_meeting(
        store, meeting, outside=outside(fonts, paths), more=tuple(received(store, meeting))
    )


def outside(fonts: Fonts, paths: Paths) -> Outside:
    """What the checks need from outside the register: the fonts, and the list of organisations."""
    return Outside(lacks=lacks(fonts), organisations=checking.known_organisations(paths.resources / _LIST))


def lacks(fonts: Fonts) -> Callable[[str], tuple[str, ...]]:
    """The characters of a text that none of `fonts` has, each once."""
    typecase = Typecase(fonts)

    def asked(text: str) -> tuple[str, ...]:
        return tuple(lack.cluster for lack in typecase.missing([text.translate(_CONTROLS)], _FACE))

    return asked


def received(store: Store, meeting: Id) -> Iterator[Finding]:
    """The received files of a meeting that can't be bound into its packet."""
    for line in meetings.materials(store, meeting):
        material = line.material
        if material.attachment is None or material.handed_apart:
            continue
        try:
            file = store.get(Attachment, material.attachment)
            bindable(line.number, file.name, store.blob(file.sha256))
        except (NotBindable, NotFound) as error:
            yield Finding(
                code=FILE,
                severity=Severity.ERROR,
                title=mark("綴じ込めないファイル"),
                sentence=_joined(error.what, error.why),
                remedy=error.remedy,
                place=at(material, "attachment"),
            )


def _joined(what: Message, why: Message) -> Message:
    return msg("{what}。{why}", what=what, why=why)
