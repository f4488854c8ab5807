"""The packet as its committee has it bound: what it holds, and how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.records import BindingEdge, Meeting, PacketBinding, StampPages
from kyodo_desktop.papers.packet import PacketView, packet_view
from kyodo_desktop.papers.press.binding import Binding, Edge, Stamps
from kyodo_desktop.services import bindings
from kyodo_desktop.storage import Store

_STAMPS: Final[Mapping[StampPages, Stamps]] = {
    StampPages.FIRST: "first",
    StampPages.EVERY: "every",
    StampPages.NONE: "none",
}
_EDGES: Final[Mapping[BindingEdge, Edge]] = {BindingEdge.LONG: "long", BindingEdge.SHORT: "short"}
_KB: Final = 1024


def packet_set(store: Store, meeting: Id) -> tuple[PacketView, Binding]:
    """What the packet of `meeting` holds and how it is bound. Raises NotFound, UnknownPaper."""
    kept = bindings.binding_of(store, store.get(Meeting, meeting).committee)
    return replace(packet_view(store, meeting), cover=kept.cover), how(kept)


def how(kept: PacketBinding) -> Binding:
    """The press's own settings for what is on record; the packet brings its title itself."""
    return Binding(
        title="",
        even=kept.even,
        stamps=_STAMPS[kept.stamps],
        offset=(float(kept.stamp_right), float(kept.stamp_down)),
        through=kept.through,
        within=kept.within,
        blank_text=kept.blank_text,
        contents=(1 if kept.cover else 0) if kept.contents else None,
        turned=kept.turned,
        edge=_EDGES[kept.edge],
        forms="keep" if kept.keep_forms else "flatten",
        dpi=kept.dpi,
        most_bytes=None if kept.most_kb is None else kept.most_kb * _KB,
    )
