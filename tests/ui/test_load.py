"""Qt's own words: what its Japanese leaves in English is said by us."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from kyodo_desktop import i18n
from kyodo_desktop.paths import Paths
from kyodo_desktop.ui.load import QT_LACKS, Translator


@pytest.mark.parametrize("words", QT_LACKS)
def test_the_file_dialog_is_wholly_japanese(qapp: QApplication, words: str) -> None:
    assert Translator(qapp).translate("QFileDialog", words) == QT_LACKS[words]


def test_in_english_qt_speaks_for_itself(qapp: QApplication) -> None:
    i18n.use("en", Paths.find().locale)
    try:
        assert Translator(qapp).translate("QFileDialog", "&Look in:") is None
    finally:
        i18n.use("ja", Paths.find().locale)
