"""The commands `bundle` and `packet`: files, or a register's meeting, bound into one PDF."""

from __future__ import annotations

import datetime as dt
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Generator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from kyodo_desktop.bindrefusal import of_bundle, of_packet, require_pdf
from kyodo_desktop.domain.errors import DatabaseMissing, KyodoError, NotFound, OutputFailed, UsageError
from kyodo_desktop.i18n import _, msg
from kyodo_desktop.paths import Paths

if TYPE_CHECKING:
    from kyodo_desktop.domain.fields import Id
    from kyodo_desktop.papers.inspector import Inspector
    from kyodo_desktop.papers.packet import PacketView
    from kyodo_desktop.papers.press.binding import Binding, Bound, Part
    from kyodo_desktop.papers.press.faces import Fonts
    from kyodo_desktop.papers.press.progress import Progress
    from kyodo_desktop.storage import Store

T = TypeVar("T")
Say = Callable[[str], None]
_APART: Final = "別\u3000添"
_COVER: Final = "表紙"


@dataclass(frozen=True, slots=True)
class _Input:
    """One file of the command line: `label` is its stamp, "" where it has none."""

    label: str
    path: Path


def bundle(options: Namespace, paths: Paths, say: Say) -> int:
    """Bind the files asked for into one PDF; returns the exit code. Raises KyodoError."""
    return told(options, say, lambda: (_bundle(options, paths), {}))


def packet(options: Namespace, paths: Paths, today: dt.date | None, say: Say) -> int:
    """Bind the packet of a register's meeting; returns the exit code. Raises KyodoError."""
    return told(options, say, lambda: (_packet(options, paths, today), {}))


def told(options: Namespace, say: Say, make: Callable[[], tuple[Bound, dict[str, object]]]) -> int:
    """Make the file, and say what came of it: in words, or as JSON what went wrong and what else is known."""
    try:
        made, known = make()
    except KyodoError as error:
        if options.json:
            say(json.dumps({"error": error.plain()}, ensure_ascii=False))
        raise
    notes = [note.text() for note in made.notes]
    if options.json:
        places = [asdict(place) for place in made.places]
        whole = {"output": str(options.output), "pages": made.pages, "bytes": made.size, **known}
        say(json.dumps({**whole, "parts": places, "notes": notes}, ensure_ascii=False))
        return 0
    for note in notes:
        say(note)
    done = _("{file}（{pages}ページ、{size} KB）")
    say(done.format(file=options.output, pages=made.pages, size=f"{made.size / 1024:,.0f}"))
    return 0


def _bundle(options: Namespace, paths: Paths) -> Bound:
    from dataclasses import replace

    from kyodo_desktop.papers.inspector import Inspector
    from kyodo_desktop.papers.press.bundle import bind
    from kyodo_desktop.papers.press.faces import Fonts

    require_pdf(options.output)
    inputs = [_input(word, place, options) for place, word in enumerate(options.files, 1)]
    _require_apart(options.output, inputs)
    _require_places(options.two_up, len(inputs))
    fonts = Fonts(paths)
    inspector = Inspector(paths.settings)
    notes: list[Any] = []
    try:
        with of_bundle():
            parts = [_part(one, place, options, inspector, notes) for place, one in enumerate(inputs, 1)]
    finally:
        inspector.end()
    whole = [*_cover(options, fonts), *parts, *_slips(options, fonts)]
    _ask_glyphs(options, whole, fonts)
    done = watched(
        bind(whole, options.output, fonts, binding_of(options, cover=bool(options.cover))),
        sys.stderr.isatty(),
    )
    return replace(done, notes=(*notes, *done.notes))


def _input(word: str, place: int, options: Namespace) -> _Input:
    """PATH or LABEL=PATH; a path that is there is one, whatever its name."""
    path = Path(word)
    label, sign, rest = word.partition("=")
    if sign and rest and not _is_there(path):
        path = Path(rest)
    else:
        label = f"資料{place}" if options.number else ""
    there = _is_there(path)
    if there and path.is_file():
        return _Input(label, path)
    why = msg("ファイルがありません（{path}）。", path=str(path))
    if there:
        why = msg("フォルダーか装置で、ファイルではありません（{path}）。", path=str(path))
    raise DatabaseMissing(
        msg("「{name}」を綴じることができません", name=path.name or str(path)),
        why,
        msg("場所とファイル名を確かめてください。"),
    )


def _is_there(path: Path) -> bool:
    """Whether anything stands at `path`; nothing does where the system can't even look."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def _require_apart(output: Path, inputs: Sequence[_Input]) -> None:
    """The PDF isn't written over a file that is bound into it. Raises OutputFailed."""
    for one in inputs:
        if _is_there(output) and output.samefile(one.path):
            raise OutputFailed(
                msg("「{name}」を書き出せません", name=output.name),
                msg("綴じるファイルと同じファイルです。書き出すと元のファイルが失われます。"),
                msg("別のファイル名か、別の場所を選んでください。"),
            )


def _require_places(places: Sequence[int], files: int) -> None:
    """Each place of `--two-up` has a file. Raises UsageError."""
    for place in places:
        if not 1 <= place <= files:
            raise UsageError(
                msg("コマンドを実行できません"),
                msg(
                    "{place}番目のファイルはありません。綴じるファイルは{files}件です。",
                    place=place,
                    files=files,
                ),
                msg("--two-up には、1から{files}までの数を指定してください。", files=files),
            )


def _part(one: _Input, place: int, options: Namespace, inspector: Inspector, notes: list[Any]) -> Part:
    """A file ready to bind. Raises NotBindable."""
    from kyodo_desktop.papers.press.binding import Part
    from kyodo_desktop.papers.received import as_pdf, require

    title, tty = _said(one.path.stem), sys.stderr.isatty()
    password = options.password or ""
    found = inspector.recalled(one.path) or watched(inspector.examine(one.path.read_bytes()), tty)
    for word in _words(password, one.path.name) if found.locked else ():
        password = word
        found = watched(inspector.examine(one.path.read_bytes(), word), tty)
        if not found.locked:
            break
    require(one.label, _said(one.path.name), found)
    notes += found.notes(title)
    return Part(
        as_pdf(found, one.path.read_bytes())
        if found.kind == "picture" or not _is_text(one.path)
        else one.path,
        title=f"{one.label}\u3000{title}" if one.label else title,
        stamp=one.label or None,
        password=password if found.encrypted else "",
        two_up=place in options.two_up,
        facts=found.facts,
        key=found.sha256,
    )


def _said(name: str) -> str:
    """A file's name as text: what isn't any, in names of other systems, is a question mark."""
    return name.encode(errors="replace").decode()


def _is_text(path: Path) -> bool:
    """Whether the libraries that open files can be told of this one."""
    return _said(str(path)) == str(path)


def _words(given: str, name: str) -> Generator[str]:
    """The passwords to try: the one given, and then, where somebody is there to be asked, theirs."""
    if given:
        yield given
    if not sys.stdin.isatty():
        return
    import getpass

    asked = getpass.getpass(_("「{name}」のパスワード：").format(name=name), sys.stderr)
    if asked:
        yield asked


def _cover(options: Namespace, fonts: Fonts) -> list[Part]:
    if not options.cover:
        return []
    from kyodo_desktop.papers.press.binding import Part
    from kyodo_desktop.papers.press.fronts import cover

    _require_glyphs(options.cover, fonts)
    title, *lines = options.cover
    return [Part(cover(title, lines, fonts), _COVER, numbered=options.number_cover, listed=False)]


def _slips(options: Namespace, fonts: Fonts) -> list[Part]:
    from kyodo_desktop.papers.press.binding import Part
    from kyodo_desktop.papers.press.fronts import slip

    found: list[Part] = []
    _require_glyphs(options.apart, fonts)
    for word in options.apart:
        label, sign, title = word.partition("=")
        stamp, title = (label, title) if sign else ("", word)
        whole = f"{stamp}\u3000{title}" if stamp else title
        found.append(Part(slip(title, _APART, fonts), whole, stamp=stamp or None))
    return found


def _ask_glyphs(options: Namespace, parts: Sequence[Part], fonts: Fonts) -> None:
    """Every text that the bundle sets itself can be printed. Raises MissingGlyph."""
    words = [options.title or "", options.blank_text or ""]
    words += [part.stamp or "" for part in parts]
    if options.contents:
        words += [part.title for part in parts]
    _require_glyphs(words, fonts)


def _require_glyphs(words: Sequence[str], fonts: Fonts) -> None:
    from kyodo_desktop.papers.press.glyphs import Typecase

    if not any(True for _lack in Typecase(fonts).missing(words, "gothic")):
        return
    from kyodo_desktop.papers.issue import preflight  # brings the register along, which nobody else needs
    from kyodo_desktop.papers.paper import Printed

    where = msg("コマンドの指定")
    preflight((Printed(word, "gothic", where) for word in words), fonts)


def binding_of(options: Namespace, kept: Binding | None = None, *, cover: bool = False) -> Binding:
    """How to bind: as `kept` says where the command line doesn't say otherwise."""
    from dataclasses import replace

    from kyodo_desktop.papers.press.binding import Binding

    base = kept or Binding(title="")
    forms = {None: None, True: "keep", False: "flatten"}[options.keep_forms]
    said = {
        "first_number": options.first_number,
        "even": options.even,
        "stamps": options.stamps,
        "offset": options.offset,
        "through": options.through,
        "within": options.within,
        "blank_text": options.blank_text,
        "turned": options.turn,
        "edge": options.edge,
        "forms": forms,
        "dpi": options.dpi,
        "most_bytes": None if options.most_kb is None else options.most_kb * 1024,
    }
    contents = base.contents is not None if options.contents is None else options.contents
    given = {name: value for name, value in said.items() if value is not None}
    title = options.title or _said(options.output.stem)
    return replace(base, title=title, contents=int(cover) if contents else None, **given)


def packet_asked(store: Store, meeting: Id, options: Namespace) -> tuple[PacketView, Binding]:
    """What is bound and how: as its committee has it, but for what the command line says. Raises NotFound."""
    from dataclasses import replace

    from kyodo_desktop.papers.packet import Received
    from kyodo_desktop.papers.packetset import packet_set

    view, kept = packet_set(store, meeting)
    cover = view.cover if options.cover is None else options.cover
    unknown = set(options.two_up) - {one.number for one in view.parts if one.number}
    if unknown:
        raise NotFound(
            msg("資料を作成できません"),
            msg("「{number}」という資料がありません。", number=min(unknown)),
            msg("--two-up には、資料2のように番号を指定してください。"),
        )
    parts = [replace(one, two_up=one.two_up or one.number in options.two_up) for one in view.parts]
    locked = options.password or ""
    parts = [replace(one, password=locked) if isinstance(one, Received) else one for one in parts]
    return replace(view, parts=tuple(parts), cover=cover), binding_of(options, kept, cover=cover)


def _packet(options: Namespace, paths: Paths, today: dt.date | None) -> Bound:
    from kyodo_desktop import app
    from kyodo_desktop.papers.binder import Binder
    from kyodo_desktop.papers.press.output import writing

    require_pdf(options.output)
    store, _reason = app.open_register(options.file)
    binder = Binder(paths)
    try:
        meeting = meeting_of(store, options.meeting, today or app.now().date())
        view, how = packet_asked(store, meeting, options)
        with writing(options.output) as out, of_packet():  # a place that takes nothing is told at once
            data, done = watched(binder.packet(view, how), sys.stderr.isatty())
            out.write(data)
    finally:
        binder.end()
        store.close()
    return done


def meeting_of(store: Store, number: int | None, day: dt.date) -> Id:
    """The meeting asked for by its number, else the next, else the last. Raises NotFound."""
    from kyodo_desktop.services import meetings, register

    what = msg("資料を作成できません")
    for committee in register.committees(store):
        held = meetings.meetings(store, committee.id)
        if number is not None:
            found = next((one for one in held if one.number == number), None)
        else:
            found = meetings.next_meeting(store, committee.id, day) or (held[-1] if held else None)
        if found is not None:
            return found.id
    why = (
        msg("台帳に会議がありません。")
        if number is None
        else msg("第{number}回の会議がありません。", number=number)
    )
    raise NotFound(what, why, msg("画面で開いて登録するか、別の回を --meeting に指定してください。"))


def watched(work: Generator[Progress, None, T], shown: bool) -> T:
    """What the work returns; on a terminal its steps are shown on one line."""
    try:
        while True:
            step = next(work)
            if shown:
                _show(f"{step.done}/{step.total} {step.label.text()}")
    except StopIteration as done:
        return done.value
    finally:
        work.close()
        if shown:
            _show("")


def _show(line: str) -> None:
    """Put a line in the place of the one before, on a terminal."""
    sys.stderr.write(f"\r\x1b[K{line}")
    sys.stderr.flush()
