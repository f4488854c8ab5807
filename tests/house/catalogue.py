"""The catalogue of what the program says: gather its Japanese keys, merge the English, compile, check.

    python -m tests.house.catalogue update     after a sentence was added or changed; then translate the .po
    python -m tests.house.catalogue compile    after the .po was translated
    python -m tests.house.catalogue check      what the tests ask

Keys are the literal first arguments of the calls below, their `help=`, and the texts of the `.ui` forms.
"""

from __future__ import annotations

import ast
import datetime as dt
import re
import string
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kyodo_desktop import __version__
from kyodo_desktop.i18n import DOMAIN
from tests.house.sources import ROOT, name_of, python_files, tree

LOCALE = ROOT / "resources" / "locale"
POT = LOCALE / f"{DOMAIN}.pot"
PO = LOCALE / "en" / "LC_MESSAGES" / f"{DOMAIN}.po"
MO = PO.with_suffix(".mo")

SAID = frozenset({"msg", "_", "mark", "Message", "record"})
FIELDS = frozenset(
    "text lines person_name kana integer flag day clock choice reference digest".split()  # noqa: SIM905
)
JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
# Translations that show Japanese on purpose: a language's own name, a glyph that is spoken of.
MEANT = frozenset({"日本語", "髙", "𠮷", "◎", "○", "資料2"})
_STABLE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # no churn: a merge changes what was merged alone

Found = tuple[str, str]  # a key and the file that says it


# --- gathering ---


def said_in(module: ast.Module) -> Iterator[str]:
    """The keys of a Python module."""
    fields = {name for name in FIELDS if name in _from_fields(module)}
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            name = _called(node)
            if name in SAID | fields and node.args:
                yield from _literals(node.args[0])
            if name in fields:
                for keyword in node.keywords:
                    if keyword.arg == "help":
                        yield from _literals(keyword.value)


def _from_fields(module: ast.Module) -> set[str]:
    """What a module imports from the file that defines fields: other things are called `text`, too."""
    return {
        alias.asname or alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.module == "kyodo_desktop.domain.fields"
        for alias in node.names
    }


def unreadable_in(module: ast.Module) -> Iterator[int]:
    """The lines where a sentence is put together at run time, so that no catalogue can hold it."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _called(node) in ("msg", "_", "mark") and node.args:
            first = node.args[0]
            if isinstance(first, ast.JoinedStr | ast.BinOp):
                yield node.lineno


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def shown_in(form: Path) -> Iterator[str]:
    """The texts of a `.ui` form that are to be translated."""
    for node in ElementTree.parse(form).iter("string"):
        if node.text and node.get("notr") != "true":
            yield node.text


def gathered() -> dict[str, list[str]]:
    """Every key, with the files that say it."""
    found: dict[str, list[str]] = {}
    for key, file in _everything():
        places = found.setdefault(key, [])
        if file not in places:
            places.append(file)
    return found


def _everything() -> Iterator[Found]:
    for path in python_files("kyodo_desktop"):
        yield from ((key, name_of(path)) for key in said_in(tree(path)))
    for form in sorted((ROOT / "forms" / "screens").glob("*.ui")):
        yield from ((key, name_of(form)) for key in shown_in(form))


# --- writing ---


def _catalogue(locale: str | None) -> Catalog:
    return Catalog(
        locale=locale,
        domain=DOMAIN,
        header_comment="# Kyodo Desktop: what the program says. Gathered by tests/house/catalogue.py.",
        project="Kyodo Desktop",
        version=__version__,
        msgid_bugs_address="the developers",
        last_translator="the developers",
        language_team="the developers",
        creation_date=_STABLE,
        revision_date=_STABLE,
        fuzzy=False,
    )


def merged(translations: dict[str, str], locale: str | None = "en") -> Catalog:
    """A catalogue of all keys with the translations that there are."""
    catalogue = _catalogue(locale)
    for key, files in gathered().items():
        catalogue.add(key, translations.get(key, ""), locations=[(file, 0) for file in files])
    return catalogue


def translated() -> dict[str, str]:
    """The English catalogue as it is committed."""
    if not PO.exists():
        return {}
    with PO.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale="en") if one.id and one.string}


def po_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as text: with file names and without line numbers, which every edit would change."""
    out = BytesIO()
    write_po(out, catalogue, width=110, include_lineno=False)
    return out.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def update() -> list[str]:
    """Write the template and merge it into the English; returns the keys that lack a translation."""
    before = translated()
    PO.parent.mkdir(parents=True, exist_ok=True)
    POT.write_bytes(po_bytes(merged({}, None)))
    PO.write_bytes(po_bytes(merged(before)))
    compile_()
    return [key for key in gathered() if key not in before]


def compile_() -> None:
    """Compile the English."""
    MO.write_bytes(mo_bytes(merged(translated())))


# --- checking ---


def check() -> list[str]:
    """What is wrong with the catalogues; nothing, where they are complete."""
    keys, english = gathered(), translated()
    with PO.open("rb") as file:
        committed = read_po(file, locale="en")
    complaints = [f"missing: {key}" for key in keys if key not in english]
    complaints += [f"fuzzy: {one.id}" for one in committed if one.id and one.fuzzy]
    complaints += [f"obsolete: {key}" for key in (*english, *committed.obsolete) if key not in keys]
    complaints += [line for key, words in english.items() for line in complaints_about(key, words)]
    complaints += [
        f"stale, run update: {name_of(path)}"
        for path, fresh in (
            (POT, po_bytes(merged({}, None))),
            (PO, po_bytes(merged(english))),
            (MO, mo_bytes(merged(english))),
        )
        if not path.exists() or path.read_bytes() != fresh
    ]
    return complaints


def complaints_about(key: str, words: str) -> Iterator[str]:
    """What is wrong with one translation."""
    if places(key) != places(words):
        yield f"other places than the key's {sorted(places(key))}: {words}"
    plain = words
    for meant in MEANT:
        plain = plain.replace(meant, "")
    if JAPANESE.search(plain):
        yield f"still Japanese: {words}"
    if words != words.strip() and key == key.strip():
        yield f"space around: {words!r}"


def places(sentence: str) -> frozenset[str]:
    """The named places of a sentence: {name}."""
    try:
        return frozenset(name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None)
    except ValueError:
        return frozenset({"unreadable"})


def main(arguments: Iterable[str]) -> int:
    """Carry out one command."""
    command = next(iter(arguments), "")
    if command == "compile":
        compile_()
    elif command in ("update", "check"):
        complaints = update() if command == "update" else check()
        print("\n".join(complaints) or "complete")
        return 1 if command == "check" and complaints else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
