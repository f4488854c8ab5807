"""What may be chosen for a paper: its meeting, day, material, consultation, addressees, first cell."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QWidget,
)

from kyodo_desktop.domain import numbering, wareki
from kyodo_desktop.domain.errors import KyodoError
from kyodo_desktop.domain.fields import Id
from kyodo_desktop.i18n import _
from kyodo_desktop.services import consultations, meetings
from kyodo_desktop.ui.load import fill, part
from kyodo_desktop.ui.widgets.dayfield import DayField
from kyodo_desktop.ui.widgets.flow import flow

if TYPE_CHECKING:
    from kyodo_desktop.papers.choosing import Choice
    from kyodo_desktop.papers.paper import AnyPaper, Eligible, Occasion
    from kyodo_desktop.ui.screens.papers import PapersScreen

_ID: Final = Qt.ItemDataRole.UserRole
_TITLE: Final = 26  # 字 of a title that an option shows


class PapersOptions(QObject):
    """Shows the options of one paper. `changed` when another thing was chosen."""

    changed = Signal()

    def __init__(self, screen: PapersScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._paper: AnyPaper | None = None
        self.choice: Choice | None = None
        form = screen.form
        self._boxes = {name: part(QWidget, f"take_{name}", form) for name in _NAMES}
        self.meeting = part(QComboBox, "meeting", form)
        self.material = part(QComboBox, "material", form)
        self.consultation = part(QComboBox, "consultation", form)
        self.start = part(QSpinBox, "start", form)
        self.day = DayField(self._desk.today, _("基準日"))
        fill(part(QWidget, "day_place", form), self.day)
        part(QLabel, "day_label", form).setBuddy(self.day)
        self.to = part(QPushButton, "to", form)
        self.panel = part(QFrame, "members_panel", form)
        self.members = part(QListWidget, "members", form)
        self.everybody = part(QPushButton, "everybody", form)
        flow(part(QWidget, "options", form))
        self._listen()
        self.panel.hide()
        self.hide()

    def _listen(self) -> None:
        self.meeting.activated.connect(lambda: self._choose(meeting=self.meeting.currentData()))
        self.material.activated.connect(lambda: self._choose(material=self.material.currentData()))
        self.consultation.activated.connect(
            lambda: self._choose(consultation=self.consultation.currentData() or None)
        )
        self.start.valueChanged.connect(lambda value: self._choose(start=value))
        self.day.chosen.connect(lambda day: self._choose(day=day))
        self.to.toggled.connect(self.panel.setVisible)
        self.members.itemChanged.connect(self._on_ticked)
        self.everybody.clicked.connect(lambda: self._choose(to=None))

    def hide(self) -> None:
        """Show no option."""
        for box in self._boxes.values():
            box.hide()
        self.to.setChecked(False)

    # --- what is chosen

    def show(self, paper: AnyPaper, choice: Choice) -> None:
        """Show the options of a paper, with what was chosen for it; what is gone by now is as usual."""
        from kyodo_desktop.papers.paper import Takes

        if paper is not self._paper:
            self.to.setChecked(False)
        self._paper = paper
        self.choice = self._known(choice)
        for name, box in self._boxes.items():
            box.setVisible(Takes(name) in paper.takes)
        if Takes.MEMBERS not in paper.takes:
            self.to.setChecked(False)

    def fill(self, occasion: Occasion | None) -> None:
        """Show what the paper is made for, and offer what else there is."""
        paper, choice = self._paper, self.choice
        if paper is None or choice is None:
            return
        blockers = [QSignalBlocker(one) for one in (self.meeting, self.material, self.consultation)]
        blockers += [QSignalBlocker(one) for one in (self.start, self.members)]
        self._fill_meetings(occasion)
        if occasion is not None:
            self.day.show_day(occasion.day)
            self._fill_materials(paper, occasion)
            self._fill_members(paper, occasion)
        self._fill_consultations(paper, choice)
        self._fill_start(paper, choice)
        del blockers

    def aim(self, meeting: Id | None, to: tuple[Id, ...]) -> None:
        """Choose a meeting and its addressees, where they are as before, without telling anybody."""
        if self.choice is not None:
            self.choice = replace(self.choice, meeting=meeting, to=to or None)

    def _choose(self, **values: Any) -> None:
        if self.choice is None:
            return
        changed = replace(self.choice, **values)
        if "meeting" in values:
            changed = replace(changed, material=None, to=None)
        if changed != self.choice:
            self.choice = changed
            self.changed.emit()

    def _known(self, choice: Choice) -> Choice:
        """A choice without what the register no longer holds."""
        committee = self._desk.committee
        if committee is None:
            return choice
        held = {one.id for one in self._desk.read(meetings.meetings, committee.id)}
        if choice.meeting is not None and choice.meeting not in held:
            choice = replace(choice, meeting=None, material=None, to=None)
        if choice.consultation is not None:
            lines = self._desk.read(consultations.ledger, committee.id)
            if choice.consultation not in {line.consultation.id for line in lines}:
                choice = replace(choice, consultation=None)
        return choice

    # --- filling

    def _fill_meetings(self, occasion: Occasion | None) -> None:
        committee = self._desk.committee
        known = self._desk.read(meetings.meetings, committee.id) if committee else ()
        self.meeting.clear()
        for one in known:
            self.meeting.addItem(f"{numbering.meeting_number(one.number)}　{wareki.short(one.date)}", one.id)
        chosen = occasion.meeting.id if occasion and occasion.meeting else ""
        self.meeting.setCurrentIndex(self.meeting.findData(chosen))
        self.meeting.setEnabled(bool(known))

    def _fill_materials(self, paper: AnyPaper, occasion: Occasion) -> None:
        from kyodo_desktop.papers import choosing

        self.material.clear()
        if occasion.material is None or occasion.meeting is None:
            return
        for line in self._desk.read(choosing.materials_of, paper, occasion.meeting.id):
            self.material.addItem(f"{line.number}　{_cut(line.material.title)}", line.material.id)
        self.material.setCurrentIndex(self.material.findData(occasion.material))

    def _fill_consultations(self, paper: AnyPaper, choice: Choice) -> None:
        from kyodo_desktop.papers.paper import Takes

        if Takes.CONSULTATION not in paper.takes:
            return
        committee = self._desk.committee
        self.consultation.clear()
        self.consultation.addItem(_("会議の諮問、なければ最新"), "")
        for line in self._desk.read(consultations.ledger, committee.id) if committee else ():
            one = line.consultation
            self.consultation.addItem(
                _("諮問{number}　{title}").format(number=one.number, title=_cut(one.title)), one.id
            )
        self.consultation.setCurrentIndex(max(self.consultation.findData(choice.consultation or ""), 0))

    def _fill_start(self, paper: AnyPaper, choice: Choice) -> None:
        from kyodo_desktop.papers.labels import Labels

        if isinstance(paper, Labels):
            form = paper.read(self._desk.paths.papers)
            self.start.setRange(1, form.chosen.cells)
            self.start.setSuffix(_("枚目／{cells}枚").format(cells=form.chosen.cells))
            self.start.setValue(choice.start or form.start)

    def _fill_members(self, paper: AnyPaper, occasion: Occasion) -> None:
        known = self._eligible(paper, occasion)
        chosen = None if occasion.to is None else set(occasion.to)
        if [(one.appointment, one.name) for one in known] != [
            (item.data(_ID), item.text()) for item in self._items()
        ]:
            self.members.clear()
            for one in known:
                self.members.addItem(_item(one))
        for item in self._items():
            ticked = chosen is None or item.data(_ID) in chosen
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.everybody.setEnabled(chosen is not None)
        count = len([one for one in known if chosen is None or one.appointment in chosen])
        words = _("宛先：全員") if chosen is None else _("宛先：{count}人").format(count=count)
        self.to.setText(words)
        self.to.setAccessibleName(words)

    def _eligible(self, paper: AnyPaper, occasion: Occasion) -> tuple[Eligible, ...]:
        try:
            return self._desk.read(paper.eligible, occasion)
        except KyodoError:  # no term on that day: the paper says so where it is shown
            return ()

    def _on_ticked(self) -> None:
        items = self._items()
        chosen = tuple(
            cast("Id", one.data(_ID)) for one in items if one.checkState() is Qt.CheckState.Checked
        )
        self._choose(to=None if len(chosen) == len(items) else chosen)

    def _items(self) -> list[QListWidgetItem]:
        return [self.members.item(at) for at in range(self.members.count())]


_NAMES: Final = ("meeting", "day", "material", "consultation", "members", "start")


def written(choice: Choice) -> str:
    """A choice as it is kept for the next sitting: not the addressees and the day, which are meant once."""
    values = {
        "meeting": choice.meeting,
        "material": choice.material,
        "consultation": choice.consultation,
        "start": choice.start,
    }
    return json.dumps({name: value for name, value in values.items() if value is not None})


def read(text: str) -> Choice:
    """A choice that was kept; what can't be read is as the office usually has it."""
    from kyodo_desktop.papers.choosing import Choice

    try:
        kept = json.loads(text or "{}")
        return Choice(
            meeting=kept.get("meeting"),
            material=kept.get("material"),
            consultation=kept.get("consultation"),
            start=int(kept["start"]) if "start" in kept else None,
        )
    except (ValueError, TypeError, AttributeError):
        return Choice()


def of_one(text: str, consultation: Id) -> str:
    """A choice that was kept, for this consultation."""
    return written(replace(read(text), consultation=consultation))


def _item(one: Eligible) -> QListWidgetItem:
    item = QListWidgetItem(one.name)
    item.setData(_ID, one.appointment)
    flag = Qt.ItemFlag
    item.setFlags(flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable)
    return item


def _cut(title: str) -> str:
    line = " ".join(title.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1] + "…"


__all__ = ["PapersOptions", "read", "written"]
