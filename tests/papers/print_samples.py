"""The sheet of instructions for printing, its views made by hand: A4 and A3, upright, across, in colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from kyodo_desktop.domain.copies import Leaf
from kyodo_desktop.papers.paper import render
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.printinstructions import Document, PrintInstructions, PrintInstructionsView
from kyodo_desktop.services.copies import Printing
from tests.papers import before_samples
from tests.papers.samples import FONTS, FORMS

A4, ACROSS, A3 = Leaf(595.3, 841.9), Leaf(841.9, 595.3), Leaf(1190.6, 841.9)
INKED = replace(A4, coloured=True)

VIEW = PrintInstructionsView(
    meeting=before_samples.REGISTER.meeting,
    run=Printing(12, (("observers", 5),)),
    documents=(
        Document("", "第1回川口市協働推進委員会　次第", (A4,)),
        Document("", "配布資料一覧", (A4,)),
        Document("資料1", "川口市協働推進委員会委員名簿", (A4,)),
        Document("資料2", "川口市における協働の現状について", (replace(ACROSS, coloured=True),) * 15),
        Document("資料3", "川口市協働推進計画の体系図", (A3,)),
        Document("参考資料1", "通称まちはみんなでつくるもの条例", (A4,) * 3 + (A3,) + (A4,) * 2),
        Document("参考資料2", "協働に関する職員アンケート結果報告書", (A4, INKED, A4, INKED)),
        Document("参考資料3", "川口市の統計", (A4,) * 83),
        Document("別紙1", "縦と横のある資料", (A4, ACROSS)),
    ),
)
DRAFT = replace(VIEW, documents=tuple(replace(one, leaves=None) for one in VIEW.documents[2:]))
SINGLE = replace(VIEW, run=Printing(12, (), two_sided=False), documents=VIEW.documents[:4])


def pdf(view: PrintInstructionsView) -> bytes:
    """The sheet."""
    return drained(render(PrintInstructions(), view, FONTS, FORMS))


PAGES: Mapping[str, Callable[[], bytes]] = {
    "print-instructions": lambda: pdf(VIEW),
    "print-instructions-draft": lambda: pdf(DRAFT),
}
