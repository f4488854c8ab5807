"""The structure of a part (its tags), as values: its elements, and which marked content is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Ref: TypeAlias = tuple[int, int]
"""An object's number and generation in the document that the structure was read from."""


@dataclass(slots=True, frozen=True)
class Content:
    """Marked content that isn't plainly on its element's page: on another, or within `drawing`, a number in
    Structure.drawings.
    """

    page: int
    mark: int
    drawing: int | None = None


@dataclass(slots=True, frozen=True)
class Thing:
    """A whole object as content, a link or a field to fill in: a number in Structure.things."""

    page: int
    thing: int


@dataclass(slots=True, frozen=True)
class Below:
    """An element as content: a number in Structure.elements."""

    element: int


Kid: TypeAlias = "int | Content | Thing | Below"
"""What an element holds; a number alone is marked content on its page."""


@dataclass(slots=True, eq=False)
class Element:
    """A part of the document. `role` is its kind as a PDF writes it (/P); `above` the number of the element
    that holds it, -1 for none; `page` the page, from 0, of the content it numbers alone, -1 for none.

    `said` is what else it says of itself, as a PDF writes it, and `classes` which classes of attributes it
    has; `name` is what others call it by, in hexadecimal; `space` the number of its namespace, -1 for the
    common one; `others` the elements it refers to. One that isn't `rich` has a role and content, no more.
    One without a role is gone.
    """

    role: bytes
    above: int
    page: int = -1
    kids: list[Kid] = field(default_factory=list[Kid])
    said: bytes = b""
    classes: bytes = b""
    name: bytes = b""
    space: int = -1
    others: tuple[int, ...] = ()
    rich: bool = True


@dataclass(slots=True, frozen=True, kw_only=True)
class Structure:
    """The structure of one document. `top` are the outermost elements.

    `roles` says which standard kind each of its own is (b"" where that isn't said), `classes` what the
    classes of attributes are, `spaces` its namespaces, as a PDF writes them. `whole`: the document says that
    everything on its pages is in the structure, or apart as an artifact.
    """

    elements: tuple[Element, ...]
    top: tuple[int, ...]
    drawings: tuple[Ref, ...] = ()
    things: tuple[Ref, ...] = ()
    roles: tuple[tuple[bytes, bytes], ...] = ()
    classes: tuple[tuple[bytes, bytes], ...] = ()
    spaces: tuple[bytes, ...] = ()
    language: bytes = b""
    whole: bool = True


@dataclass(slots=True, frozen=True, kw_only=True)
class Tags:
    """What a bundle must know of a part's structure once that is among the part's objects.

    `first` is the number of the first of them, before the part's objects were renumbered; `holders` of the
    part's objects have marked content; `names` is what some of the elements are called by.
    """

    first: int
    holders: int
    roles: tuple[tuple[bytes, bytes], ...] = ()
    classes: tuple[tuple[bytes, bytes], ...] = ()
    names: tuple[bytes, ...] = ()
    language: bytes = b""
    whole: bool = True
