"""The screens' forms: whoever can't see or can't point knows every widget by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.house import catalogue
from tests.house.sources import ROOT, name_of

FORMS = sorted((ROOT / "forms" / "screens").glob("*.ui"))
# Widgets that speak through their own text, and those that need a name or a label beside them.
WITH_TEXT = {"QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QCommandLinkButton"}
NEED_NAME = {
    "QComboBox",
    "QDateEdit",
    "QDateTimeEdit",
    "QDoubleSpinBox",
    "QLineEdit",
    "QListView",
    "QListWidget",
    "QPdfView",
    "QPlainTextEdit",
    "QSlider",
    "QSpinBox",
    "QTabWidget",
    "QTableView",
    "QTableWidget",
    "QTextEdit",
    "QTimeEdit",
    "QTreeView",
    "QTreeWidget",
}


def _property(widget: ElementTree.Element, name: str) -> str:
    found = widget.find(f"./property[@name='{name}']/")
    return "" if found is None else (found.text or "").strip()


def _names(form: ElementTree.Element) -> Iterator[str]:
    yield from (one.get("name", "") for one in form.iter("widget"))


def nameless(form: ElementTree.Element) -> list[str]:
    """The interactive widgets of a form that have no accessible name, no label and no text."""
    labelled = {_property(one, "buddy") for one in form.iter("widget")}
    return [
        f"{one.get('class')} {one.get('name')}"
        for one in form.iter("widget")
        if one.get("class") in WITH_TEXT | NEED_NAME
        and not _property(one, "accessibleName")
        and one.get("name") not in labelled
        and not (one.get("class") in WITH_TEXT and _property(one, "text"))
    ]


@pytest.fixture(params=FORMS, ids=[name_of(path) for path in FORMS])
def form(request: pytest.FixtureRequest) -> Path:
    """Each form."""
    return request.param


def test_there_are_forms() -> None:
    assert FORMS


def test_every_widget_has_a_name_to_speak(form: Path) -> None:
    assert nameless(ElementTree.parse(form).getroot()) == []


def test_every_text_is_japanese_and_in_the_catalogue(form: Path) -> None:
    texts = list(catalogue.shown_in(form))
    assert [text for text in texts if not catalogue.JAPANESE.search(text)] == []
    assert [text for text in texts if text not in catalogue.translated()] == []


def test_buddies_and_tab_stops_are_in_the_form(form: Path) -> None:
    root = ElementTree.parse(form).getroot()
    names = list(_names(root))
    buddies = {_property(one, "buddy") for one in root.iter("widget")}
    stops = {one.text for one in root.iter("tabstop")}
    made = {name.removesuffix("_place") for name in names if name.endswith("_place")}  # filled at run time
    assert (buddies | stops) - {""} <= set(names) | made
    assert len(set(names)) == len(names)


def test_a_nameless_widget_is_found() -> None:
    root = ElementTree.fromstring(
        "<ui><widget class='QWidget' name='page'><widget class='QLineEdit' name='bare'/>"
        "<widget class='QLabel' name='label'>"
        "<property name='buddy'><cstring>named</cstring></property></widget>"
        "<widget class='QLineEdit' name='named'/><widget class='QToolButton' name='mute'/></widget></ui>"
    )
    assert nameless(root) == ["QLineEdit bare", "QToolButton mute"]
