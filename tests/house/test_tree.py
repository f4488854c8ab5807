"""What stands in the checkout: the names at the top, the README's map, nothing of one machine's own."""

from __future__ import annotations

import re

import pytest

from tests.house.sources import ROOT, binary, committed

TOP = {
    ".ci",
    ".gitattributes",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "build.spec",
    "forms",
    "kyodo_desktop",
    "pyproject.toml",
    "requirements.lock",
    "resources",
    "tests",
}
TEXTS = tuple(path for path in committed() if not binary(ROOT / path))

# Written in pieces, so that this file doesn't find itself.
MACHINE = re.compile(
    r"(?<![\w.:/])/(?:home|Users|root|work|workspace|mnt|srv|private|builds)" + r"/\w"
    r"|\b[A-Z]:[\\/](?![\\/])\w"
)
REGISTRY = re.compile(
    "|".join(
        (
            "pypi" + r"\.(?:org|python)",
            "files" + r"\.pythonhosted",
            "registry" + r"\.npmjs",
            "--(?:extra-)?" + "index-url",
            "--find" + "-links",
            "--trusted" + "-host",
            "/simple" + "/",
            "arti" + "factory",
        )
    ),
    re.IGNORECASE,
)


def test_the_top_holds_only_what_the_house_names() -> None:
    assert {path.split("/")[0] for path in committed()} <= TOP


@pytest.mark.parametrize("name", ["LICENSE", "README.md", "CHANGELOG.md", "requirements.lock", "build.spec"])
def test_what_a_stranger_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).read_text("utf-8").strip()


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["a machine's path", "a registry's address"])
def test_no_file_knows_where_it_was_written(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path}:{number}: {line.strip()}"
        for path in TEXTS
        for number, line in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("path = '/" + "home/clerk/x'", MACHINE),
        ("path = 'C:" + "\\Users\\x'", MACHINE),
        ("--index" + "-url https://example.test", REGISTRY),
    ],
)
def test_such_a_line_is_found(line: str, pattern: re.Pattern[str]) -> None:
    assert pattern.search(line)


def test_text_is_utf8_without_a_mark_and_ends_with_a_newline() -> None:
    bad = [
        path
        for path in TEXTS
        if (data := (ROOT / path).read_bytes())
        and (data.startswith(b"\xef\xbb\xbf") or b"\r" in data or not data.endswith(b"\n"))
        and not path.startswith(("resources/fonts/", "tests/papers/data/", "tests/data/"))
    ]
    assert bad == []


def _mapped_folders() -> set[str]:
    """Every folder that the map must name: down to two below the top, three in the package."""
    folders: set[str] = set()
    for path in committed():
        parts = path.split("/")[:-1]
        depth = 3 if path.startswith("kyodo_desktop/") else 2
        folders |= {"/".join(parts[:n]) for n in range(1, min(len(parts), depth) + 1)}
    return {folder for folder in folders if folder != ".github" and not folder.startswith(".github/")}


def _map() -> str:
    """The README's map of the tree."""
    return (ROOT / "README.md").read_text("utf-8").partition("## The map")[2].partition("\n## ")[0]


def _unnamed(names: set[str]) -> set[str]:
    return {
        name for name in names if not re.search(rf"(?<!\w){re.escape(name.split('/')[-1])}(?!\w)", _map())
    }


def test_the_readme_maps_every_folder() -> None:
    assert _unnamed(_mapped_folders()) == set()


def test_the_readme_names_every_file_at_the_top_of_the_package() -> None:
    assert _unnamed({path.name for path in (ROOT / "kyodo_desktop").glob("*.py")} - {"__init__.py"}) == set()
