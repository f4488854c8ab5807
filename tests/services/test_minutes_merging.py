"""A draft written anew merged into what stands: nothing typed is ever lost, nothing untouched goes stale."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kyodo_desktop.domain.records import MinutesPart, SpeakerKind, Utterance
from kyodo_desktop.services.minutes.merging import Line, Merged, Place, merge

OPENING: Place = (MinutesPart.OPENING, None)
ITEM: Place = (MinutesPart.ITEM, "item")
OTHER: Place = (MinutesPart.ITEM, "other")


def line(source: str, body: str = "", place: Place = ITEM) -> Line:
    """A line that the record gives."""
    return Line(source, place, SpeakerKind.NOTE, body or source)


def applied(stored: list[Utterance], merged: Merged) -> list[Utterance]:
    """What stands after a merge, in order."""
    made = [
        Utterance(
            id=f"new-{one.source}",
            minutes="m",
            part=one.place[0],
            item=one.place[1],
            order=order,
            kind=one.kind,
            body=one.body,
            typed=False,
            source=one.source,
            generated=one.body,
        )
        for one, order in merged.added
    ]
    return ordered([*merged.kept, *made])


def ordered(lines: list[Utterance]) -> list[Utterance]:
    """In the order of print."""
    return sorted(lines, key=lambda one: (one.part.value, one.item or "", one.order, one.id))


def drafted(*lines: Line) -> list[Utterance]:
    """A first draft."""
    return applied([], merge((), lines))


def typed(key: str, body: str, order: int, place: Place = ITEM) -> Utterance:
    """A statement that the clerk typed."""
    return Utterance(id=key, minutes="m", part=place[0], item=place[1], order=order, body=body)


def bodies(lines: list[Utterance]) -> list[str]:
    """What is printed."""
    return [one.body for one in lines]


def test_a_first_draft_stands_as_the_record_gives_it() -> None:
    made = drafted(line("a"), line("b"), line("c", place=OTHER))
    assert [(one.body, one.item, one.order) for one in made] == [
        ("a", "item", 1),
        ("b", "item", 2),
        ("c", "other", 1),
    ]
    merged = merge(made, [line("a"), line("b"), line("c", place=OTHER)])
    assert (merged.added, merged.changed(made), merged.removed) == ((), (), ())


def test_an_untouched_line_follows_its_source_and_goes_with_it() -> None:
    made = drafted(line("a"), line("b"))
    after = applied(made, merge(made, [line("a", "A"), line("c")]))
    assert bodies(after) == ["A", "c"]
    assert [one.generated for one in after] == ["A", "c"]


def test_an_edited_line_keeps_its_words_and_is_offered_the_records() -> None:
    made = drafted(line("a"), line("b"))
    made[0] = replace(made[0], body="私の言葉", typed=True)
    (first, _) = applied(made, merge(made, [line("a", "A"), line("b")]))
    assert (first.body, first.offered, first.gone) == ("私の言葉", "A", False)
    (first, _) = applied(made, merge([first, made[1]], [line("a"), line("b")]))
    assert (first.body, first.offered) == ("私の言葉", "")
    (first, _) = applied(made, merge([first, made[1]], [line("b")]))
    assert (first.body, first.offered, first.gone) == ("私の言葉", "", True)
    (first, _) = applied(made, merge([first, made[1]], [line("a", "私の言葉"), line("b")]))
    assert (first.generated, first.offered, first.gone) == ("私の言葉", "", False)


def test_an_omitted_line_doesnt_come_back_but_tells_of_a_change() -> None:
    made = drafted(line("a"))
    made[0] = replace(made[0], typed=True, omitted=True)
    (one,) = applied(made, merge(made, [line("a")]))
    assert (one.omitted, one.offered) == (True, "")
    (one,) = applied(made, merge(made, [line("a", "A")]))
    assert (one.omitted, one.offered, one.body) == (True, "A", "a")


def test_a_new_line_follows_its_forerunner_before_what_was_typed_after_it() -> None:
    made = drafted(line("a"), line("b"))
    made = [made[0], typed("t", "発言", 2), replace(made[1], order=3)]
    after = applied(made, merge(made, [line("first"), line("a"), line("n"), line("b"), line("last")]))
    assert bodies(after) == ["first", "a", "n", "発言", "b", "last"]
    assert [one.order for one in after] == [1, 2, 3, 4, 5, 6]


def test_lines_that_change_places_in_the_record_change_them_around_what_was_typed() -> None:
    made = drafted(line("a"), line("b"))
    made = [made[0], typed("t", "発言", 2), replace(made[1], order=3)]
    after = applied(made, merge(made, [line("b"), line("a")]))
    assert bodies(after) == ["b", "発言", "a"]


def test_a_line_moves_to_the_section_of_its_source_unless_it_was_edited() -> None:
    made = drafted(line("a"), line("b"), line("c", place=OTHER))
    made[1] = replace(made[1], body="私の言葉", typed=True)
    after = applied(
        made, merge(made, [line("a", place=OTHER), line("b", place=OTHER), line("c", place=OTHER)])
    )
    assert [(one.body, one.item, one.order) for one in after] == [
        ("私の言葉", "item", 1),
        ("a", "other", 1),
        ("c", "other", 2),
    ]


def test_a_line_that_a_member_speaks_of_stays_without_its_source() -> None:
    made = drafted(line("a"), line("b"))
    merged = merge(made, [line("b")], {made[0].id})
    (first, second) = applied(made, merged)
    assert (first.body, first.gone, merged.removed) == ("a", True, ())
    again = applied(made, merge([first, second], [line("a"), line("b")], {first.id}))
    assert (again[0].gone, again[0].typed) == (False, False)


# --- whatever happens ---------------------

SOURCES = st.sampled_from("abcdef")
PLACES = st.sampled_from([OPENING, ITEM, OTHER])
RECORD = st.lists(
    st.tuples(SOURCES, st.integers(0, 2), PLACES), max_size=6, unique_by=lambda one: one[0]
).map(lambda rows: [line(source, f"{source}{n}", place) for source, n, place in rows])
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("record"), RECORD),
        st.tuples(st.just("type"), PLACES, st.integers(0, 5)),
        st.tuples(st.just("edit"), st.integers(0, 9)),
        st.tuples(st.just("omit"), st.integers(0, 9)),
    ),
    max_size=12,
)


class Desk:
    """Minutes worked on in any order; it remembers every word that a person typed."""

    def __init__(self) -> None:
        self.lines: list[Utterance] = []
        self.words: dict[str, str] = {}
        self.count = 0

    def record(self, record: list[Line]) -> None:
        before = {one.id: one for one in self.lines}
        self.lines = applied(self.lines, merge(self.lines, record))
        for one in self.lines:
            assert one.id not in self.words or one.body == self.words[one.id]
        typed_before = [one.id for one in before.values() if one.typed]
        assert set(typed_before) <= {one.id for one in self.lines}
        self.compare(record)

    def compare(self, record: list[Line]) -> None:
        """Untouched lines say what the record says; each source stands once; a change is never hidden."""
        fresh = {one.source: one for one in record}
        sources = [one.source for one in self.lines if one.source]
        assert len(sources) == len(set(sources))
        assert set(fresh) <= set(sources)
        for one in self.lines:
            now = fresh.get(one.source)
            if not one.source:
                continue
            if not one.typed:
                assert now is not None
                assert (one.body, (one.part, one.item)) == (now.body, now.place)
            elif now is None:
                assert one.gone
            else:
                assert now.body in (one.generated, one.offered)

    def type(self, place: Place, after: int) -> None:
        self.count += 1
        here = [one for one in self.lines if (one.part, one.item) == place]
        made = typed(f"t{self.count}", f"発言{self.count}", 0, place)
        row = [*here[:after], made, *here[after:]]
        rest = [one for one in self.lines if (one.part, one.item) != place]
        self.lines = ordered([*rest, *(replace(one, order=n) for n, one in enumerate(row, 1))])
        self.words[made.id] = made.body

    def edit(self, at: int) -> None:
        if at < len(self.lines):
            self.count += 1
            self.lines[at] = replace(self.lines[at], body=f"言い換え{self.count}", typed=True, omitted=False)
            self.words[self.lines[at].id] = self.lines[at].body

    def omit(self, at: int) -> None:
        if at < len(self.lines):
            self.lines[at] = replace(self.lines[at], typed=True, omitted=True)


@given(ACTS)
def test_what_was_typed_outlives_any_changes_of_the_record(acts: list[tuple[object, ...]]) -> None:
    desk = Desk()
    for name, *arguments in acts:
        getattr(desk, str(name))(*arguments)
    order = [(one.part, one.item, one.order) for one in desk.lines]
    assert len(order) == len(set(order))


@given(RECORD, ACTS)
def test_merging_the_same_record_twice_changes_nothing(
    record: list[Line], acts: list[tuple[object, ...]]
) -> None:
    desk = Desk()
    for name, *arguments in acts:
        getattr(desk, str(name))(*arguments)
    desk.record(record)
    merged = merge(desk.lines, record)
    assert (merged.added, merged.changed(desk.lines), merged.removed) == ((), (), ())


@given(RECORD, st.lists(st.integers(0, 2), max_size=4))
def test_statements_keep_their_order_among_each_other(record: list[Line], places: list[int]) -> None:
    desk = Desk()
    desk.record([line("a"), line("b")])
    for at in places:
        desk.type(ITEM, at)
    before = [one.id for one in desk.lines if not one.source]
    desk.record(record)
    assert [one.id for one in desk.lines if not one.source] == before
