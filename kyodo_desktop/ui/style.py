"""How the program looks: everything follows from the palette, so light, dark and high contrast all hold."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from kyodo_desktop.paths import Paths

CONTRAST: Final = 4.5
SMALLEST_PT: Final = 10.0
_TITLE: Final = 1.5  # a title against the text below it
_JAPANESE: Final = (
    "Yu Gothic UI",
    "Meiryo UI",
    "Meiryo",
    "Hiragino Sans",
    "BIZ UDPGothic",
    "BIZ UDPゴシック",
    "Noto Sans CJK JP",
    "Noto Sans JP",
)
_SHIPPED: Final = ("BIZUDPGothic-Regular.ttf",)
_GROUPS: Final = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
_INVERTED: Final = (
    QPalette.ColorRole.Window,
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Base,
    QPalette.ColorRole.AlternateBase,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.Button,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.ToolTipBase,
    QPalette.ColorRole.ToolTipText,
    QPalette.ColorRole.PlaceholderText,
    QPalette.ColorRole.Light,
    QPalette.ColorRole.Midlight,
    QPalette.ColorRole.Mid,
    QPalette.ColorRole.Dark,
)


def choose_font(app: QApplication, paths: Paths) -> None:
    """Give the program a Japanese face: the system's own, else the one that is shipped."""
    family = next((name for name in _JAPANESE if QFontDatabase.hasFamily(name)), None)
    if family is None:
        added = [QFontDatabase.addApplicationFont(str(paths.fonts / name)) for name in _SHIPPED]
        families = [f for one in added if one >= 0 for f in QFontDatabase.applicationFontFamilies(one)]
        if not families:
            return
        family = families[0]
    font = QFont(app.font())
    font.setFamilies([family, *(f for f in app.font().families() if f != family)])
    font.setPointSizeF(max(font.pointSizeF(), SMALLEST_PT))
    app.setFont(font)


def size_text(app: QApplication, points: float) -> None:
    """Show all text at a size in points; the style sheet follows with `apply_scheme`."""
    font = QFont(app.font())
    font.setPointSizeF(points)
    app.setFont(font)


def apply_scheme(app: QApplication, scheme: Qt.ColorScheme) -> None:
    """Show the program light, dark, or as the system has it; a system without a say gets our own dark."""
    app.styleHints().setColorScheme(scheme)
    plain = app.style().standardPalette()
    dark = scheme is Qt.ColorScheme.Dark and not is_dark(plain)
    app.setPalette(_dressed(_turned(plain) if dark else plain))
    app.setStyleSheet(sheet(app.palette()))


def is_dark(palette: QPalette) -> bool:
    """Whether text is lighter than what it stands on."""
    return palette.windowText().color().lightnessF() > palette.window().color().lightnessF()


def _turned(plain: QPalette) -> QPalette:
    """The palette with light and dark exchanged, softened so that nothing glares."""
    made = QPalette(plain)
    for group in _GROUPS:
        for role in _INVERTED:
            old = plain.color(group, role)
            soft = 0.13 + (1 - old.lightnessF()) * 0.8
            made.setColor(
                group, role, QColor.fromHslF(max(old.hslHueF(), 0), old.hslSaturationF(), soft, old.alphaF())
            )
        link = plain.color(group, QPalette.ColorRole.Link)
        made.setColor(group, QPalette.ColorRole.Link, legible(link, made.base().color()))
    return made


def _dressed(plain: QPalette) -> QPalette:
    """The palette with its selection dark enough to read on, and a lighter ground."""
    made = QPalette(plain)
    for group in _GROUPS:
        chosen = plain.color(group, QPalette.ColorRole.Highlight)
        text = plain.color(group, QPalette.ColorRole.HighlightedText)
        made.setColor(group, QPalette.ColorRole.Highlight, legible(chosen, text))
        made.setColor(
            group,
            QPalette.ColorRole.Link,
            legible(chosen, mixed(plain.window().color(), plain.windowText().color(), 0.1)),
        )
        if not is_dark(plain):
            ground = mixed(plain.color(group, QPalette.ColorRole.Window), plain.base().color(), 0.5)
            made.setColor(group, QPalette.ColorRole.Window, ground)
            made.setColor(group, QPalette.ColorRole.Button, mixed(ground, plain.base().color(), 0.5))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        faint = mixed(made.color(QPalette.ColorGroup.Active, role), made.window().color(), 0.55)
        made.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return made


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`one` with a `share` (0 to 1) of `other`."""
    return QColor.fromRgbF(
        *(a + (b - a) * share for a, b in zip(one.getRgbF()[:3], other.getRgbF()[:3], strict=True))  # pyright: ignore
    )


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours as WCAG counts it, 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: QColor) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def legible(colour: QColor, against: QColor) -> QColor:
    """`colour` moved away from `against` until both can be read together."""
    made = QColor(colour)
    step = -0.02 if against.lightnessF() > 0.5 else 0.02
    while contrast(made, against) < CONTRAST and 0 < made.lightnessF() < 1:
        hue, saturation, lightness, _ = made.getHslF()  # pyright: ignore
        made = QColor.fromHslF(max(hue, 0.0), saturation, min(max(lightness + step, 0.0), 1.0))
    return made


def alarm(palette: QPalette) -> QColor:
    """The one colour that no palette has: red for what is wrong, legible on this palette's ground."""
    return legible(QColor.fromHslF(0.0, 0.65, 0.5), palette.window().color())


def sheet(palette: QPalette) -> str:
    """The style sheet for a palette."""
    ground, text, base = palette.window().color(), palette.windowText().color(), palette.base().color()
    chosen, on_chosen = palette.highlight().color(), palette.highlightedText().color()
    raised = mixed(ground, text, 0.05) if is_dark(palette) else base
    return _SHEET.format(
        raised=raised.name(),
        edge=mixed(base, text, 0.32).name(),
        box=mixed(base, text, 0.55).name(),
        line=mixed(ground, text, 0.16).name(),
        side=mixed(ground, text, 0.04).name(),
        hover=mixed(base, text, 0.06).name(),
        tint=mixed(base, chosen, 0.2).name(),
        rest=mixed(base, text, 0.1).name(),
        soft=legible(mixed(text, ground, 0.4), ground).name(),
        text=text.name(),
        title=round(QApplication.font().pointSizeF() * _TITLE),
        base=base.name(),
        chosen=chosen.name(),
        chosen_hover=mixed(chosen, text, 0.15).name(),
        on_chosen=on_chosen.name(),
        faint=mixed(chosen, ground, 0.5).name(),
        alarm=alarm(palette).name(),
        alarm_ground=mixed(ground, alarm(palette), 0.1).name(),
        note_ground=mixed(ground, chosen, 0.12).name(),
    )


_SHEET: Final = """
QFrame#sidebar {{ background: {side}; border: none; border-right: 1px solid {line}; }}
QListView#screens {{ background: transparent; border: none; outline: none; }}
QListView#screens::item {{ padding: 9px 10px; border-radius: 6px; margin: 1px 0; color: {text}; }}
QListView#screens::item:hover {{ background: {rest}; }}
QListView#screens::item:selected {{ background: {tint}; color: {text}; }}
QListView#screens::item:selected:focus {{ border: 1px solid {chosen}; }}
QAbstractItemView {{ selection-background-color: {tint}; selection-color: {text}; }}
QTableView, QTreeView, QListView {{
    background: {base}; alternate-background-color: {base};
    border: 1px solid {line}; border-radius: 6px; gridline-color: transparent; outline: none; }}
QTableView::item {{ padding: 0 8px; border: none; border-bottom: 1px solid {hover}; }}
QTreeView::item, QListView::item {{ padding: 6px 8px; border: none; }}
QTreeView::branch {{ image: none; border-image: none; background: transparent; }}
QTableView::item:hover, QTreeView::item:hover {{ background: {hover}; }}
QTableView::item:selected, QTreeView::item:selected, QListView::item:selected {{
    background: {tint}; color: {text}; }}
QTableView::item:selected:!active, QTreeView::item:selected:!active {{ background: {rest}; }}
QHeaderView {{ background: {base}; border: none; }}
QHeaderView::section {{
    background: {base}; color: {soft}; border: none; border-bottom: 1px solid {line}; padding: 7px 11px; }}
QPushButton {{ padding: 5px 14px; }}
QMenu::item {{ padding: 5px 28px 5px 28px; }}
QMenu::item:selected {{ background: {tint}; color: {text}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QCheckBox::indicator:unchecked, QTableView::indicator:unchecked {{
    background: {base}; border: 1px solid {box}; border-radius: 2px; width: 13px; height: 13px; }}
QRadioButton::indicator:unchecked {{
    background: {base}; border: 1px solid {box}; border-radius: 7px; width: 12px; height: 12px; }}
QLineEdit, QPlainTextEdit, QTextEdit {{
    background: {base}; border: 1px solid {edge}; border-radius: 4px; padding: 4px 6px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border-color: {chosen}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QLineEdit:read-only,
QPlainTextEdit[readOnly="true"], QTextEdit[readOnly="true"] {{ background: {hover}; }}
QTextBrowser[role="page"] {{
    background: {base}; border: 1px solid {line}; border-radius: 6px; padding: 12px 18px; }}
QComboBox {{ padding: 4px 6px; }}
QPushButton[primary="true"] {{
    background: {chosen}; color: {on_chosen}; border: 1px solid {chosen};
    border-radius: 4px; padding: 6px 16px; }}
QPushButton[primary="true"]:hover, QPushButton[primary="true"]:focus {{ background: {chosen_hover}; }}
QPushButton[primary="true"]:focus {{ border-color: {text}; }}
QPushButton[primary="true"]:disabled {{ background: {rest}; color: {soft}; border-color: {line}; }}
QLabel[role="title"] {{ font-size: {title}pt; font-weight: bold; }}
QLabel[role="heading"] {{ font-weight: bold; }}
QLabel[role="soft"] {{ color: {soft}; }}
QLabel[role="problem"] {{ color: {alarm}; }}
QFrame[role="card"] {{ background: {raised}; border: 1px solid {line}; border-radius: 6px; }}
QFrame[role="ask"] {{ background: {note_ground}; border: 1px solid {faint}; border-radius: 6px; }}
QFrame[role="notice"] {{ background: {note_ground}; border: none; border-bottom: 1px solid {faint}; }}
QFrame[role="notice"][floating="true"] {{ border: 1px solid {faint}; border-radius: 6px; }}
QFrame[role="alarm"] {{ background: {alarm_ground}; border: none; border-bottom: 1px solid {alarm}; }}
QFrame[role="alarm"][floating="true"] {{ border: 1px solid {alarm}; border-radius: 6px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"],
QTextEdit[wrong="true"], QComboBox[wrong="true"] {{
    border: 1px solid {alarm}; }}
QTabWidget::pane {{ background: {raised}; border: 1px solid {line}; border-radius: 6px; top: -1px; }}
QTabBar::tab {{ padding: 7px 18px; color: {soft}; border: none; border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {chosen}; }}
QTabBar::tab:hover {{ background: {hover}; }}
QTabBar::tab:focus {{ color: {text}; background: {hover}; }}
QStatusBar {{ background: {side}; border-top: 1px solid {line}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QLabel {{ color: {soft}; padding: 2px 8px; }}
QScrollArea {{ background: transparent; border: none; }}
QSplitter::handle {{ background: transparent; }}
"""
