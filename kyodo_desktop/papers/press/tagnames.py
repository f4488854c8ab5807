"""The names in a structure: of kinds of elements, of classes of attributes, of namespaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kyodo_desktop.papers.press.tagsyntax import Broken, Reader, is_text, items, pairs

_STANDARD: Final = frozenset(
    b"/" + role
    for role in (
        b"Document DocumentFragment Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
        b" Aside Title FENote Sub P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span"
        b" Quote Note Reference BibEntry Code Link Annot Em Strong Ruby RB RT RP Warichu WT WP Figure"
        b" Formula Form Artifact"
    ).split()
)
_MOST: Final = 10_000


def is_standard(role: bytes) -> bool:
    """Whether a kind is one that every reader knows (ISO 32000: 14.8.4)."""
    return role in _STANDARD


def is_own(role: bytes, roles: Mapping[bytes, bytes]) -> bool:
    """Whether a kind is the document's own, or means something else in it than elsewhere."""
    return role not in _STANDARD or meant(role, roles) != role


def meant(role: bytes, roles: Mapping[bytes, bytes]) -> bytes:
    """The standard kind that one of a document's own stands for; b"" where that leads nowhere."""
    seen: set[bytes] = set()
    while role in roles and role not in seen:
        seen.add(role)
        role = roles[role]
    return role if role in _STANDARD else b""


def table_of(reader: Reader, value: bytes, kinds: bytes) -> dict[bytes, bytes]:
    """A role map or a class map, what it refers to put in: the values that begin with one of `kinds`.

    Raises Broken for what is none.
    """
    if value[-1:] == b"R":
        value = reader.object(value)
    if value == b"null":
        return {}
    said = pairs(value)
    if len(said) > _MOST:
        raise Broken
    whole = ((key, reader.whole(one)) for key, one in said.items())
    return {key: one for key, one in whole if one[:1] and one[:1] in kinds}


def spaces_of(reader: Reader, value: bytes) -> tuple[tuple[bytes, ...], Mapping[bytes, int]]:
    """The namespaces, each as a PDF writes it, and the number of each by its reference. Raises Broken."""
    if value[-1:] == b"R":
        value = reader.object(value)
    if value == b"null":
        return (), {}
    numbers = {one: place for place, one in enumerate(items(value)) if one[-1:] == b"R"}
    return tuple(_space(reader, pairs(reader.object(one))) for one in numbers), numbers


def _space(reader: Reader, said: Mapping[bytes, bytes]) -> bytes:
    """A namespace's name, and what of its kinds it says in those of the common one."""
    name = reader.whole(said.get(b"/NS", b"null"))
    if not is_text(name):
        raise Broken
    roles = table_of(reader, said.get(b"/RoleMapNS", b"null"), b"/")
    plain = b" ".join(b"%b %b" % pair for pair in sorted(roles.items()))
    mapped = b" /RoleMapNS << %b >>" % plain if plain else b""
    return b"/Type /Namespace /NS %b%b" % (name, mapped)
