"""The end of a bundle: its page tree, bookmarks, names, layers, forms and properties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kyodo_desktop.papers.press.binding import Binding
from kyodo_desktop.papers.press.joiner import CATALOGUE, TREE, Joiner
from kyodo_desktop.papers.press.links import Goal, goal_entry
from kyodo_desktop.papers.press.outline import Branch, relocated, text_entry, write_outline
from kyodo_desktop.papers.press.partplace import Standing
from kyodo_desktop.papers.press.prepare import FIELDS, HIDDEN, LAYERS, PAGES
from kyodo_desktop.papers.press.sheets import PRODUCER
from kyodo_desktop.papers.press.tagjoin import Names, structure

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LEAF: Final = 64  # names in one leaf of their tree


def catalogue(
    joiner: Joiner, standing: Sequence[Standing], known: Names, blanks: Mapping[int, int], binding: Binding
) -> None:
    """Write the catalogue and what hangs from it, with no date, so that the same parts give the same bytes.

    `blanks` are the objects of the parts' blank backs, `known` the names in their structures.
    """
    kids: list[int] = []
    pages: list[int] = []
    for place, one in enumerate(standing):
        back = [blanks[place]] if place in blanks else []
        kids += [one.tree, *back]
        pages += [*one.lists[PAGES], *back]
    joiner.put(b"<< /Type /Pages /Count %d /Kids [ %b ] >>" % (len(pages), _references(kids)), TREE)
    said = [b"/Type /Catalog /Pages %d 0 R" % TREE]
    outline = write_outline(
        joiner, _bookmarks(standing), lambda goal: goal_entry(pages[goal.page], goal.point)
    )
    if outline is not None:
        said.append(b"/Outlines %d 0 R /PageMode /UseOutlines" % outline)
    said += _names(joiner, standing)
    said += _layers(standing)
    said += _form(joiner, standing)
    said += structure(joiner, standing, known)
    said += [_labels(binding), _viewer(binding)]
    said.append(b"/Metadata %d 0 R" % _metadata(joiner, binding))
    joiner.put(b"<< %b >>" % b"\n".join(said), CATALOGUE)
    info = b"<< /Title %b /Producer %b >>" % (text_entry(binding.title), text_entry(PRODUCER))
    joiner.finish(joiner.put(info))


def _bookmarks(standing: Sequence[Standing]) -> tuple[Branch, ...]:
    """A bookmark for each part, its own below."""
    return tuple(
        Branch(
            one.title,
            one.first,
            relocated(
                one.prepared.branches, lambda goal, first=one.first: Goal(goal.page + first, goal.point)
            ),
        )
        for one in standing
    )


def _names(joiner: Joiner, standing: Sequence[Standing]) -> Iterator[bytes]:
    """The parts' named places, each part's apart: p3.chapter is the third part's chapter."""
    found: dict[bytes, bytes] = {}
    for place, one in enumerate(standing, 1):
        objects = one.lists[PAGES]
        for name, goal in one.prepared.names:
            key = text_entry(f"p{place}.{name.removeprefix('/')}")
            found[key] = goal_entry(objects[goal.page], goal.point)
    names = sorted(found, key=lambda name: name[:-1])  # a name before those that begin with it
    if not names:
        return
    leaves: list[int] = []
    for begin in range(0, len(names), _LEAF):
        some = names[begin : begin + _LEAF]
        pairs = b" ".join(b"%b %b" % (name, found[name]) for name in some)
        leaves.append(joiner.put(b"<< /Limits [ %b %b ] /Names [ %b ] >>" % (some[0], some[-1], pairs)))
    root = joiner.put(b"<< /Kids [ %b ] >>" % _references(leaves))
    yield b"/Names << /Dests %d 0 R >>" % root


def _layers(standing: Sequence[Standing]) -> Iterator[bytes]:
    """The parts' layers, shown and hidden as each has them."""
    shown = [number for one in standing for number in one.lists.get(LAYERS, ())]
    hidden = [number for one in standing for number in one.lists.get(HIDDEN, ())]
    if shown:
        off = _references(hidden)
        yield b"/OCProperties << /OCGs [ %b ] /D << /OFF [ %b ] /Order [ ] >> >>" % (
            _references(shown),
            off,
        )


def _form(joiner: Joiner, standing: Sequence[Standing]) -> Iterator[bytes]:
    """The forms of all parts as one. Each field's text is drawn already; its fonts are its own part's."""
    fields = [number for one in standing for number in one.lists.get(FIELDS, ())]
    if fields:
        yield b"/AcroForm %d 0 R" % joiner.put(b"<< /Fields [ %b ] >>" % _references(fields))


def _labels(binding: Binding) -> bytes:
    """The numbers that a viewer calls the pages by: those printed on them."""
    if not binding.numbers:
        return b"/PageLabels << /Nums [ 0 << /S /D /St %d >> ] >>" % binding.first_number
    labels = [
        b"%d << /P %b >>" % (place, text_entry(through)) for place, (through, _) in enumerate(binding.numbers)
    ]
    return b"/PageLabels << /Nums [ %b ] >>" % b" ".join(labels)


def _viewer(binding: Binding) -> bytes:
    """How a viewer opens and prints the bundle: two-sided sheets are turned on the edge that is bound."""
    sides = ""
    if binding.even:
        sides = "/Duplex /DuplexFlipLongEdge" if binding.edge == "long" else "/Duplex /DuplexFlipShortEdge"
    language = text_entry(binding.language)
    viewer = f"/ViewerPreferences << /DisplayDocTitle true /PrintScaling /None {sides} >>"
    return b"/Lang %b\n%b" % (language, viewer.encode("ascii"))


def _metadata(joiner: Joiner, binding: Binding) -> int:
    said = _XMP.format(title=binding.title.translate(_ESCAPED), language=binding.language, producer=PRODUCER)
    return joiner.stream(b"/Type /Metadata /Subtype /XML", said.encode("utf-8", errors="replace"))


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
