"""How the text of a material is written (本文の書き方): each form with an example that can be copied."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kyodo_desktop.i18n import _, mark

FORMS: Final = (
    (mark("見出し。# の数で大きさが変わる"), "# 研修計画（案）\n## 1　目的"),
    (mark("箇条書きと番号"), "- 協働のルールの周知\n  - 部局別の事例\n\n1) 目的\n2) 内容"),
    (mark("太字と区切り（次のページ・次のスライドへ）"), "**重要**な点\n\n---"),
    (mark("表。マスの中の改行は「 \\ 」"), "| 回 | 内容 |\n| --- | --- |\n| 第1回 | 協働とは \\ 事例 |"),
    (mark("枠で囲む"), "::: box 【主な特徴】\n- 通称がある\n:::"),
    (
        mark("左右に並べ、間に矢印を置く。数は幅の割合"),
        "::: columns 2 3\n:::: column\n現状\n::::\n:::: arrow 右\n:::: column\n目標\n::::\n:::",
    ),
    (mark("下向きの矢印と添え書き"), "::: arrow 下 審議を経て"),
    (mark("小さな字の注"), "::: note\n※ 予定であり、変わることがあります。\n:::"),
    (mark("図。添付した画像（PNG・JPEG）の名前を書く"), "![協働のイメージ](image.png)"),
    (
        mark("台帳の諮問を引く。件名を直すと本文も変わる"),
        "{{諮問4の件名}}（{{諮問4の諮問日}}、{{諮問4の答申日}}）",
    ),
    (mark("台帳の審議予定と諮問の一覧を入れる"), "::: plan\n\n::: consultations 1-4"),
)
"""What each form does, and an example of it as it is typed."""


class SourceHelp(QDialog):
    """Stands beside the window while the clerk writes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("本文の書き方"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setVerticalSpacing(14)
        grid.setHorizontalSpacing(20)
        grid.setColumnStretch(1, 1)
        for at, (words, example) in enumerate(FORMS):
            said = QLabel(_(words))
            said.setWordWrap(True)
            said.setMinimumWidth(said.fontMetrics().horizontalAdvance("あ") * 12)
            grid.addWidget(said, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_typed(example, _(words)), at, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(area)
        layout.addWidget(buttons)
        room = parent.screen().availableSize()
        self.resize(min(640, room.width() - 20), min(680, room.height() - 60))


def _typed(example: str, name: str) -> QLabel:
    """An example as it is typed, to be selected and copied."""
    made = QLabel(example)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setAccessibleName(name)
    made.setFrameShape(QFrame.Shape.StyledPanel)
    made.setMargin(8)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return made
