"""The agenda (次第) of a meeting: a tree of items, whose numbers follow from their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kyodo_desktop.domain import numbering
from kyodo_desktop.domain.errors import StillNeeded
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.domain.grouping import grouped
from kyodo_desktop.domain.records import (
    AgendaItem,
    Election,
    ItemKind,
    Material,
    Meeting,
    Motion,
    Utterance,
)
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.held import require_unclosed
from kyodo_desktop.services.places import moved
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.services.wordings import short
from kyodo_desktop.storage import Change, Draft, Store


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """An item as the agenda prints it: `depth` from 0, `number` 1 /（1）/ ア …"""

    item: AgendaItem
    depth: int
    number: str


def agenda(store: Store, meeting: Id) -> tuple[AgendaLine, ...]:
    """The agenda in the order of print, each item followed by those under it."""
    return tuple(_lines(_tree(store, meeting), None, 0))


def add_item(
    store: Store,
    meeting: Id,
    title: str,
    *,
    kind: ItemKind = ItemKind.PROCEDURE,
    parent: Id | None = None,
    after: Id | None = None,
) -> Change:
    """Add an item right after the item `after`, beside it; else as the last under `parent` or of all."""
    owner = store.get(Meeting, meeting)
    with store.change(msg("議事項目「{title}」を追加", title=title)) as draft:
        require_unclosed(owner, msg("議事項目「{title}」を追加できません", title=title))
        tree = _tree(store, owner.id)
        before = None if after is None else store.get(AgendaItem, after)
        parent = parent if before is None else before.parent
        item = AgendaItem(
            id=draft.new_id(),
            meeting=owner.id,
            parent=parent,
            order=_last(tree.get(parent, ())) + 1,
            kind=kind,
            title=title,
        )
        _check_parent(store, tree, item, msg("議事項目「{title}」を追加できません", title=title))
        item = draft.add(item)
        if before is not None:
            _place_after(draft, tree.get(parent, ()), before, item)
    return draft.change


def edit_item(store: Store, item: AgendaItem) -> Change:
    """Save an item as the clerk has put it; under another parent it comes last."""
    stored = store.get(AgendaItem, item.id)
    with store.change(msg("議事項目「{title}」を変更", title=stored.title)) as draft:
        what = msg("議事項目「{title}」を変更できません", title=stored.title)
        _check_open(store, stored, what)
        item = replace(item, meeting=stored.meeting)
        if item.kind is not stored.kind:
            _check_decided(store, (stored,), what)
        if item.parent != stored.parent:
            tree = _tree(store, item.meeting)
            _check_parent(store, tree, item, what)
            item = replace(item, order=_last(tree.get(item.parent, ())) + 1)
        draft.save(item)
    return draft.change


def move_item(store: Store, item: Id, by: int) -> Change:
    """Move an item up (negative) or down among its siblings, at most to the end, with all under it."""
    stored = store.get(AgendaItem, item)
    with store.change(msg("議事項目「{title}」を移動", title=stored.title)) as draft:
        _check_open(store, stored, msg("議事項目「{title}」を移動できません", title=stored.title))
        siblings = _tree(store, stored.meeting)[stored.parent]
        for sibling in moved(siblings, stored, by):
            draft.save(sibling)
    return draft.change


def outdent_item(store: Store, item: Id) -> Change:
    """Put an item, with all under it, right after the item it was under; at the top nothing happens."""
    stored = store.get(AgendaItem, item)
    with store.change(msg("議事項目「{title}」を移動", title=stored.title)) as draft:
        _check_open(store, stored, msg("議事項目「{title}」を移動できません", title=stored.title))
        if stored.parent is not None:
            before = store.get(AgendaItem, stored.parent)
            siblings = _tree(store, stored.meeting)[before.parent]
            _place_after(draft, siblings, before, replace(stored, parent=before.parent))
    return draft.change


def remove_item(store: Store, item: Id) -> Change:
    """Remove an item and all under it; materials that referred to them stay, and refer to none.

    What the minutes had of it from the record goes with it; what was typed there stands in the way.
    """
    stored = store.get(AgendaItem, item)
    with store.change(msg("議事項目「{title}」を削除", title=stored.title)) as draft:
        _check_open(store, stored, msg("議事項目「{title}」を削除できません", title=stored.title))
        gone = (stored, *_under(_tree(store, stored.meeting), stored))
        _check_decided(store, gone, msg("議事項目「{title}」を削除できません", title=stored.title))
        for material in store.find_in(Material, "item", [one.id for one in gone]):
            draft.save(replace(material, item=None))
        _drop_drafted(store, draft, stored, gone)
        for one in reversed(gone):
            draft.remove(one)
    return draft.change


def _check_decided(store: Store, items: Sequence[AgendaItem], what: Message) -> None:
    """Refuse to take the ground from under a motion or an election, naming it."""
    ids = [one.id for one in items]
    for motion in store.find_in(Motion, "item", ids):
        raise StillNeeded(
            what,
            msg("この項目に、議案「{wording}」があります。", wording=short(motion.wording)),
            msg("先にその議案を削除してください。"),
        )
    for election in store.find_in(Election, "item", ids):
        raise StillNeeded(
            what,
            msg("この項目に、{role}の互選の記録があります。", role=Message(election.role.label)),
            msg("先にその互選の記録を取り消してください。"),
        )


def _drop_drafted(store: Store, draft: Draft, item: AgendaItem, gone: Sequence[AgendaItem]) -> None:
    """Remove what the record gave to the minutes under these items, and refuse where somebody has typed."""
    lines = store.find_in(Utterance, "item", [one.id for one in gone])
    typed = sum(line.typed and not line.omitted for line in lines)
    if typed:
        raise refused(
            msg("議事項目「{title}」を削除できません", title=item.title),
            msg("会議録に、この項目で手で入力した発言が{n}件あります。", n=typed),
            msg("会議録の発言を先に削除してください。"),
        )
    for line in lines:
        draft.remove(line)


_Tree = dict[Id | None, list[AgendaItem]]


def _tree(store: Store, meeting: Id) -> _Tree:
    """A meeting's items by the id of their parent, in order."""
    items = sorted(store.find(AgendaItem, meeting=meeting), key=lambda i: (i.order, i.id))
    return grouped(items, lambda item: item.parent)


def _lines(tree: _Tree, parent: Id | None, depth: int) -> Iterable[AgendaLine]:
    for n, item in enumerate(tree.get(parent, ()), 1):
        yield AgendaLine(item, depth, numbering.agenda_number(depth, n))
        yield from _lines(tree, item.id, depth + 1)


def _under(tree: _Tree, item: AgendaItem) -> tuple[AgendaItem, ...]:
    """All items under `item`, each after its parent."""
    return tuple(below for child in tree.get(item.id, ()) for below in (child, *_under(tree, child)))


def _place_after(draft: Draft, siblings: Sequence[AgendaItem], before: AgendaItem, item: AgendaItem) -> None:
    """Save `item` right after `before`, and its new siblings behind it where they must make room."""
    here = [one.id for one in siblings].index(before.id) + 1
    row = [*siblings[:here], item, *siblings[here:]]
    for order, one in enumerate(row, 1):
        if one is item or one.order != order:
            draft.save(replace(one, order=order))


def _last(siblings: Sequence[AgendaItem]) -> int:
    return max((item.order for item in siblings), default=0)


def _check_open(store: Store, item: AgendaItem, what: Message) -> None:
    require_unclosed(store.get(Meeting, item.meeting), what)


def _check_parent(store: Store, tree: _Tree, item: AgendaItem, what: Message) -> None:
    if item.parent is None:
        return
    parent = store.get(AgendaItem, item.parent)
    if parent.meeting != item.meeting:
        raise refused(
            what,
            msg("「{title}」は別の会議の議事項目です。", title=parent.title),
            msg("同じ会議の項目を選んでください。"),
            "parent",
        )
    if parent.id == item.id or parent.id in {one.id for one in _under(tree, item)}:
        raise refused(
            what,
            msg("項目を、それ自身やその下の項目の下には置けません。"),
            msg("別の項目を選んでください。"),
            "parent",
        )
    if _depth(store, parent) + _height(tree, item) > numbering.DEPTHS:
        raise refused(
            what,
            msg("次第の項目は{depths}段までです。", depths=numbering.DEPTHS),
            msg("もっと上の項目の下に置いてください。"),
            "parent",
        )


def _depth(store: Store, item: AgendaItem) -> int:
    """How many levels down to `item`: 1 for an item at the top."""
    return 1 if item.parent is None else 1 + _depth(store, store.get(AgendaItem, item.parent))


def _height(tree: _Tree, item: AgendaItem) -> int:
    """How many levels `item` has, itself included."""
    return 1 + max((_height(tree, child) for child in tree.get(item.id, ())), default=0)
