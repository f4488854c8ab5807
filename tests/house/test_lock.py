"""The lock: every package pinned with its hashes, and enough of them for what pyproject.toml asks."""

from __future__ import annotations

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.sources import ROOT, project

_ENTRY = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)(?P<rest>(?:.*\\\n)*.*)$", re.MULTILINE
)
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PINNED = {canonicalize_name(m["name"]): Version(m["version"]) for m in _ENTRY.finditer(LOCK)}
_PROJECT = project()["project"]
ASKED = [
    *_PROJECT["dependencies"],
    *(one for extra in _PROJECT["optional-dependencies"].values() for one in extra),
    *project()["build-system"]["requires"],
]


def test_every_package_has_a_hash() -> None:
    bare = [m["name"] for m in _ENTRY.finditer(LOCK) if "--hash=sha256:" not in m["rest"]]
    assert bare == []
    assert len(PINNED) > 20


def test_the_lock_holds_nothing_but_pins_hashes_and_comments() -> None:
    strange = [
        line
        for line in LOCK.splitlines()
        if line.strip() and not re.match(r"[A-Za-z0-9._-]+==|\s+--hash=sha256:|\s*#", line)
    ]
    assert strange == []


@pytest.mark.parametrize("asked", ASKED)
def test_the_lock_satisfies_the_project(asked: str) -> None:
    wanted = Requirement(asked)
    pinned = PINNED.get(canonicalize_name(wanted.name))
    assert pinned is not None, f"{wanted.name} isn't locked"
    assert wanted.specifier.contains(pinned, prereleases=True)
