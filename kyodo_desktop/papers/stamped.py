"""The mark by which a file of Office tells whether a hand has edited it: the digest of what it holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Final

CUSTOM: Final = "docProps/custom.xml"
"""The part that carries the mark."""
_TYPES: Final = "[Content_Types].xml"
NAME: Final = "KyodoDesktopContent"
"""What the mark is called among a file's own properties."""
_STAMPED: Final = re.compile(NAME.encode() + rb'"[^>]*>\s*<(?:\w+:)?lpwstr[^>]*>([0-9a-f]{64})</')
_FMTID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def digest(parts: Mapping[str, bytes]) -> str:
    """What a file holds, whoever packed it: the stamp itself and the list of its parts apart."""
    whole = hashlib.sha256()
    for name in sorted(set(parts) - {CUSTOM, _TYPES}):
        whole.update(f"{name}\0{len(parts[name])}\0".encode() + parts[name])
    return whole.hexdigest()


def stamp_of(custom: bytes) -> str:
    """The digest that a file was stamped with; empty where it has none of ours."""
    found = _STAMPED.search(custom)
    return found[1].decode() if found else ""


def stamp(said: str) -> bytes:
    """The part of a file that carries its digest."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    text = (
        _HEAD + f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">'
        f'<property fmtid="{_FMTID}" pid="2" name="{NAME}"><vt:lpwstr>{said}</vt:lpwstr></property>'
        "</Properties>"
    )
    return text.encode()
